"""How many small faults do the tests notice? Plants them one at a time, in memory, and runs the tests that pass there.

`make mutants` takes a seeded random sample of places in each module that `[tool.mutants]` of pyproject.toml names,
changes each by an operator of Cosmic Ray, and runs in a forked process the tests that `make coverage` saw pass that
line: the quick ones first, up to the first that fails. No file is changed. The sample is the same for the same seed and
source. It ends with 1 if fewer are noticed than `at_least` says, and lists those that are not.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import signal
import sys
import time
import tomllib
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
QUICK_TESTS = 60
# Loaded before the first fork, so that each test run begins with them: what tests need and is not ours.
PRELOADED = (
    "pytest",
    "hypothesis",
    "numpy",
    "cv2",
    "PIL.Image",
    "torch",
    "safetensors.torch",
    "filelock",
    "psutil",
    "PySide6.QtGui",
)


@dataclass(frozen=True)
class Mutant:
    """One small fault.

    Args:
        path: The module, below the checkout.
        line: Where it is.
        operator: Cosmic Ray's name of the change.
        was: The line as it is.
        became: The line with the fault.
        source: The whole module with the fault.
    """

    path: str
    line: int
    operator: str
    was: str
    became: str
    source: str


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a module other source than its file holds."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        self._mutant = mutant

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, ROOT / self._mutant.path, loader=self)

    def create_module(self, _spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._mutant.source, str(ROOT / self._mutant.path), "exec"), module.__dict__)  # noqa: S102


def meaning(source: str) -> str:
    """What a module does, as a text: without annotations, which nothing here looks at."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.Subscript | ast.Call) and _is_typing(node):
            node.__class__ = ast.Constant  # type: ignore[assignment]
            node.__dict__ = {"value": None, "kind": None}
    return ast.dump(tree)


def _is_typing(node: ast.Subscript | ast.Call) -> bool:
    name = node.value if isinstance(node, ast.Subscript) else node.func
    return isinstance(name, ast.Name) and name.id in {"Callable", "cast", "NDArray", "TypeVar", "Literal", "Mapping"}


def sample(path: str, count: int, chance: random.Random) -> list[Mutant]:
    """A sample of the mutants of a module: places drawn evenly, and one change at each."""
    from cosmic_ray.ast import Visitor, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    source = (ROOT / path).read_text(encoding="utf-8")
    tree = get_ast(source)
    places: dict[tuple[Any, Any], list[tuple[str, int]]] = defaultdict(list)
    for name in sorted(name for name in operator_names() if "Variable" not in name):  # those want arguments
        operator = get_operator(name)()

        class Finder(Visitor):
            seen = 0

            def visit(self, node: Any) -> Any:
                for place in self.operator.mutation_positions(node):
                    places[place].append((self.name, self.seen))
                    self.seen += 1
                return node

        finder = Finder()
        finder.operator, finder.name = operator, name
        finder.walk(tree)
    found: list[Mutant] = []
    before, lines = meaning(source), source.splitlines()
    drawn = sorted(places)
    chance.shuffle(drawn)
    for place in drawn:
        if len(found) == count:
            break
        name, occurrence = chance.choice(places[place])
        changed = mutate_code(source, get_operator(name)(), occurrence)
        try:
            same = changed is None or meaning(changed) == before
        except SyntaxError:
            continue
        line = place[0][0]
        if not same and not any(mark in lines[line - 1] for mark in ("_log.", "@overload", "pragma: no mutate")):
            became = changed.splitlines()
            found.append(
                Mutant(path, line, name, lines[line - 1], became[line - 1] if line <= len(became) else "", changed)
            )
    return found


class Tests:
    """Which tests pass a line, by the data of `make coverage`, and how long each takes.

    Args:
        data: The data file, recorded with `--cov-context=test`.
        times: JUnit's XML of that run.
        longest_s: Slower tests are left out.
    """

    def __init__(self, data: Path, times: Path, longest_s: float) -> None:
        from coverage import CoverageData

        self._data = CoverageData(str(data))
        self._data.read()
        self._files = {Path(name).as_posix(): name for name in self._data.measured_files()}
        self._seconds: dict[str, float] = {}
        for case in ElementTree.parse(times).iter("testcase") if times.is_file() else ():  # noqa: S314 (we wrote it)
            name = f"{case.get('classname', '').rpartition('.')[2]}::{case.get('name', '').partition('[')[0]}"
            self._seconds[name] = max(self._seconds.get(name, 0.0), float(case.get("time", "0")))
        self._longest_s = longest_s

    def of(self, mutant: Mutant) -> list[str]:
        """Names of the tests that pass the mutant's line, those of the module's own test file first."""
        file = next((name for posix, name in self._files.items() if posix.endswith("/" + mutant.path)), None)
        if file is None:
            return []
        contexts = self._data.contexts_by_lineno(file)
        names = {context.rpartition("|")[0] for context in contexts.get(mutant.line, ())} - {""}
        if not names:  # it runs when the module is imported: whatever passes the module passes it
            names = {context.rpartition("|")[0] for line in contexts.values() for context in line} - {""}
        words = {word for word in Path(mutant.path).stem.split("_") if len(word) > 3}

        def rank(name: str) -> tuple[bool, bool, float]:
            test_file = Path(name.partition("::")[0]).stem
            own = not any(word.rstrip("s") in test_file for word in words)
            return ("/unit/" not in name, own, self.seconds(name))

        kept = [name for name in names if self.seconds(name) <= self._longest_s and "/faults/" not in name]
        return sorted(kept, key=rank)

    def seconds(self, name: str) -> float:
        """How long a test took."""
        file, _, rest = name.partition("::")
        return self._seconds.get(f"{Path(file).stem}::{rest.partition('[')[0]}", 1.0)


def run_tests(names: Sequence[str], mutant: Mutant | None, timeout_s: int) -> int:
    """Run tests in a fork, with a fault or without; gives pytest's exit code, or -signal."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        signal.alarm(timeout_s)
        silent = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if mutant is not None:
            sys.meta_path.insert(0, _Planted(mutant))
        import hypothesis
        import pytest

        # No time for making failing examples small, and the same examples for each mutant.
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", deadline=None, database=None, phases=phases, derandomize=True)
        hypothesis.settings.load_profile("mutants")
        os._exit(
            int(
                pytest.main(
                    [
                        "-x",
                        "-q",
                        "--tb=line",
                        "-p",
                        "no:cacheprovider",
                        "-p",
                        "no:xdist",
                        "-W",
                        "ignore::pytest.PytestAssertRewriteWarning",
                        *names,
                    ]
                )
            )
        )
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what its tests may have left running
    return os.waitstatus_to_exitcode(status)


def modules(patterns: Sequence[str]) -> list[str]:
    """The modules that patterns name, below the checkout."""
    return sorted({path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)})


def main() -> int:
    """Run; gives the exit code."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", help="only these (default: all that pyproject.toml names)")
    parser.add_argument("--each", type=int, default=settings["each"], help="mutants for each module")
    parser.add_argument("--seed", type=int, default=settings["seed"])
    parser.add_argument("--data", type=Path, default=ROOT / ".coverage")
    parser.add_argument("--times", type=Path, default=ROOT / "build" / "coverage" / "times.xml")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "mutants.jsonl", help="a line for each mutant")
    asked = parser.parse_args()
    if not asked.data.is_file():
        sys.stderr.write("First run `make coverage`: it tells which tests pass which line.\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for name in PRELOADED:
        importlib.import_module(name)
    tests = Tests(asked.data, asked.times, settings["longest_test_s"])
    noticed = planted = 0
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    with asked.out.open("a", encoding="utf-8") as out:
        for path in asked.modules or modules(settings["modules"]):
            killed, mutants, unhealthy = 0, sample(path, asked.each, random.Random(f"{asked.seed} {path}")), set()
            began = time.monotonic()
            # A test that fails without a fault would notice every one.
            passing = list(dict.fromkeys(name for mutant in mutants for name in tests.of(mutant)[:QUICK_TESTS]))
            if passing and run_tests(passing, None, 10 * settings["timeout_s"]) != 0:
                unhealthy = {name for name in passing if run_tests([name], None, settings["timeout_s"]) != 0}
                print(f"  left out, as failing without a fault: {sorted(unhealthy)}", flush=True)
            for mutant in mutants:
                names = [name for name in tests.of(mutant) if name not in unhealthy]
                quick, more = names[:QUICK_TESTS], names[QUICK_TESTS : 3 * QUICK_TESTS]
                code = 0
                for some in (quick, more):
                    if code == 0 and some:
                        code = run_tests(some, mutant, settings["timeout_s"])
                        if code not in (0, 1) and run_tests(some, None, settings["timeout_s"]) != 0:
                            code = 0  # they take too long without a fault too
                killed += code != 0
                line = {"path": path, "line": mutant.line, "operator": mutant.operator, "was": mutant.was.strip(),
                        "became": mutant.became.strip(), "code": code, "tests": len(names)}  # fmt: skip
                out.write(json.dumps(line) + "\n")
                out.flush()
                if code == 0:
                    print(f"  not noticed: {path}:{mutant.line} {mutant.operator} ({len(names)} tests)")
                    print(f"    - {mutant.was.strip()}\n    + {mutant.became.strip()}", flush=True)
            noticed, planted = noticed + killed, planted + len(mutants)
            print(f"{path}: {killed} of {len(mutants)} in {time.monotonic() - began:.0f} s", flush=True)
    share = noticed / max(1, planted)
    print(f"{noticed} of {planted} mutants noticed: {share:.1%} (at least {settings['at_least']:.0%})")
    return 0 if share >= settings["at_least"] else 1


if __name__ == "__main__":
    sys.exit(main())
