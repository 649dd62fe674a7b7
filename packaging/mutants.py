"""How many small faults do the tests notice? Plants them one at a time, in memory, and runs the tests that pass there.

`make mutants` takes a seeded random sample of places in each module that `[tool.mutants]` of pyproject.toml names,
changes each by an operator of Cosmic Ray, and runs in a forked process the tests that `make coverage` saw pass that
line: the quick ones first, up to the first that fails. No file is changed. The sample is the same for the same seed and
source. It ends with 1 if fewer are noticed than `at_least` says, and lists those that are not.

An interrupted run goes on where it was: what is in `--out` for the same mutant of the same source is not tried again;
`--again` tries those anew that no test noticed. `build/mutants.json` and `mutants.txt` sum up, module by module.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import re
import signal
import sys
import time
import tomllib
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STAGES = (12, 60, 160)  # so many tests at once: most faults are noticed by the first
# Lines that do nothing a test could see: logs, types, whether a dataclass may be changed, what is remembered.
SPARED = ("_log.", "@overload", "@dataclass(", "@lru_cache(", "@functools.cache", "TYPE_CHECKING", "pragma: no mutate")
_TEST = re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)
# Loaded before the first fork, so that each test run begins with them: what tests need and is not ours.
PRELOADED = (
    "pytest",
    "pytest_cov.plugin",
    "pytest_timeout",
    "pytestqt.plugin",
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

    @property
    def key(self) -> str:
        """The same for the same fault in the same source."""
        return hashlib.sha256(f"{self.path}\n{self.source}".encode()).hexdigest()[:16]


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


def sample(path: str, count: int, chance: random.Random) -> tuple[list[Mutant], int]:
    """A sample of the mutants of a module, places drawn evenly and one change at each; and how many places there are.

    The first of a longer sample are those of a shorter one.
    """
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
        try:
            changed = mutate_code(source, get_operator(name)(), occurrence)
            same = changed is None or meaning(changed) == before
        except (SyntaxError, AttributeError):  # WORKAROUND: it stumbles over `except (module.error, …)`
            continue
        line = place[0][0]
        same |= name.endswith("ReplaceTrueWithFalse") and "strict=True" in lines[line - 1]  # it only guards zip
        if not same and not any(mark in lines[line - 1] for mark in SPARED):
            became = changed.splitlines()
            found.append(
                Mutant(path, line, name, lines[line - 1], became[line - 1] if line <= len(became) else "", changed)
            )
    return found, len(drawn)


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
        self._tests_in: dict[str, set[str]] = {}

    def of(self, mutant: Mutant) -> list[str]:
        """Names of the tests that pass the mutant's line, those of the module's own test file first."""
        file = next((name for posix, name in self._files.items() if posix.endswith("/" + mutant.path)), None)
        if file is None:
            return []
        contexts = self._data.contexts_by_lineno(file)
        names = {context.rpartition("|")[0] for context in contexts.get(mutant.line, ())} - {""}
        if not names or not _in_function(mutant):  # it runs at the import: whatever passes the module depends on it
            names = {context.rpartition("|")[0] for line in contexts.values() for context in line} - {""}
        words = {word for word in Path(mutant.path).stem.split("_") if len(word) > 3}

        def rank(name: str) -> tuple[bool, bool, float]:
            test_file = Path(name.partition("::")[0]).stem
            own = not any(word.rstrip("s") in test_file for word in words)
            return ("/unit/" not in name, own, self.seconds(name))

        kept = [name for name in names if self.seconds(name) <= self._longest_s and "/faults/" not in name]
        found = sorted((name for name in kept if self._is_there(name)), key=rank)
        if _in_function(mutant):
            return found
        # A test of a table runs none of its lines: it was filled at the import.
        own_files = sorted((ROOT / "tests" / "unit").rglob(f"test_{Path(mutant.path).stem}.py"))
        return [*(path.relative_to(ROOT).as_posix() for path in own_files), *found]

    def _is_there(self, name: str) -> bool:
        """Whether a test still exists: one that was removed or renamed since would keep all others from being run."""
        file, _, test = name.partition("::")
        if file not in self._tests_in:
            path = ROOT / file
            self._tests_in[file] = set(_TEST.findall(path.read_text(encoding="utf-8"))) if path.is_file() else set()
        return test.rpartition("::")[2].partition("[")[0] in self._tests_in[file]

    def seconds(self, name: str) -> float:
        """How long a test took."""
        file, _, rest = name.partition("::")
        return self._seconds.get(f"{Path(file).stem}::{rest.partition('[')[0]}", 1.0)


def _in_function(mutant: Mutant) -> bool:
    """Whether the mutant's line is part of a function's body."""
    tree = ast.parse((ROOT / mutant.path).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return any(one.body[0].lineno <= mutant.line <= (one.end_lineno or 0) for one in functions)


class _FirstFailure:
    """Tells through a pipe which test failed."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Pytest calls it after each part of a test."""
        if report.failed:
            os.write(self._pipe, report.nodeid.encode() + b"\n")


def run_tests(names: Sequence[str], mutant: Mutant | None, timeout_s: int) -> tuple[int, str]:
    """Run tests in a fork, with a fault or without; gives pytest's exit code, or -signal, and the test that failed."""
    reading, writing = os.pipe()
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
        options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        os._exit(int(pytest.main([*options, *names], plugins=[_FirstFailure(writing)])))
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what its tests may have left running
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        failed = pipe.readline().strip()
    return os.waitstatus_to_exitcode(status), failed


class Killers:
    """Runs the tests of a mutant, and distrusts a test that fails without any fault.

    Args:
        tests: Which tests pass which line.
        timeout_s: How long a run of tests may take; a fault that makes them hang is noticed.
    """

    def __init__(self, tests: Tests, timeout_s: int) -> None:
        self._tests, self._timeout_s = tests, timeout_s
        self._healthy: dict[str, bool] = {}

    def _is_healthy(self, names: Sequence[str]) -> bool:
        key = "\n".join(names)
        if key not in self._healthy:
            self._healthy[key] = run_tests(names, None, self._timeout_s)[0] == 0
            if not self._healthy[key] and len(names) == 1:
                print(f"  left out, as failing without a fault: {names[0]}", flush=True)
        return self._healthy[key]

    def try_mutant(self, mutant: Mutant) -> tuple[int, int]:
        """Gives pytest's exit code (0: not noticed), and how many tests pass the line."""
        names = [name for name in self._tests.of(mutant) if self._healthy.get(name, True)]
        first = 0
        for last in STAGES:
            while some := names[first:last]:
                code, failed = run_tests(some, mutant, self._timeout_s)
                if code == 0:
                    break
                if self._is_healthy([failed] if failed else some):
                    return code, len(names)
                left = [name for name in names if not (failed and failed.startswith(name))]
                if left == names:  # they cannot be loaded, or take too long, without a fault too
                    break
                names = left
            first = last
        return 0, len(names)


def modules(patterns: Sequence[str]) -> list[str]:
    """The modules that patterns name, below the checkout."""
    return sorted({path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)})


def tried(out: Path) -> dict[str, dict[str, Any]]:
    """What earlier runs wrote, by the mutant's key; the last line of a killed run may be cut off."""
    found = {}
    for text in out.read_text(encoding="utf-8").splitlines() if out.is_file() else ():
        with suppress(json.JSONDecodeError):
            line = json.loads(text)
            found[line["key"]] = line
    return found


def try_mutants(mutants: Sequence[Mutant], killers: Killers) -> Iterator[dict[str, Any]]:
    """Plant each, run its tests; gives a line for each mutant."""
    for mutant in mutants:
        code, tests = killers.try_mutant(mutant)
        was, became = mutant.was.strip(), mutant.became.strip()
        if code == 0:
            print(f"  not noticed: {mutant.path}:{mutant.line} {mutant.operator} ({tests} tests)")
            print(f"    - {was}\n    + {became}", flush=True)
        yield {"key": mutant.key, "path": mutant.path, "line": mutant.line, "operator": mutant.operator,
               "was": was, "became": became, "code": code, "tests": tests}  # fmt: skip


def told_of(found: dict[str, Any]) -> tuple[float, str]:
    """The share of mutants that were noticed, and a table for a person."""
    noticed, all_tried = (sum(module[key] for module in found.values()) for key in ("noticed", "tried"))
    places = sum(module["places"] for module in found.values())
    share = noticed / max(1, all_tried)
    rows = [f"{m['noticed']:5} of {m['tried']:4} noticed, {m['places']:5} places  {path}" for path, m in found.items()]
    missed = [
        f"{line['path']}:{line['line']} {line['operator']}\n  - {line['was']}\n  + {line['became']}"
        for module in found.values()
        for line in module["missed"]
    ]
    total = f"{noticed} of {all_tried} mutants noticed, sampled of {places} places: {share:.1%}"
    return share, "\n".join([*rows, "", *missed, "", total])


def main() -> int:
    """Run; gives the exit code."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", help="only these (default: all that pyproject.toml names)")
    parser.add_argument("--each", type=int, help="mutants for each module (default: as pyproject.toml says)")
    parser.add_argument("--seed", type=int, default=settings["seed"])
    parser.add_argument("--data", type=Path, default=ROOT / ".coverage")
    parser.add_argument("--times", type=Path, default=ROOT / "build" / "coverage" / "times.xml")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "mutants.jsonl", help="a line for each mutant")
    parser.add_argument("--again", action="store_true", help="try once more what no test noticed")
    asked = parser.parse_args()
    if not asked.data.is_file():
        sys.stderr.write("First run `make coverage`: it tells which tests pass which line.\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    sys.dont_write_bytecode = False  # pytest would compile the tests anew for each mutant
    sys.path.insert(0, str(ROOT))
    for name in PRELOADED:
        importlib.import_module(name)
    tests = Tests(asked.data, asked.times, settings["longest_test_s"])
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    known = tried(asked.out)
    if asked.again:
        known = {key: line for key, line in known.items() if line["code"] != 0}
    found: dict[str, Any] = {}
    killers = Killers(tests, settings["timeout_s"])
    with asked.out.open("a", encoding="utf-8") as out:
        for path in asked.modules or modules(settings["modules"]):
            began = time.monotonic()
            each = asked.each or settings["more"].get(path, settings["each"])
            mutants, places = sample(path, each, random.Random(f"{asked.seed} {path}"))
            new = [mutant for mutant in mutants if mutant.key not in known]
            for line in try_mutants(new, killers):
                out.write(json.dumps(line) + "\n")
                out.flush()
                known[line["key"]] = line
            lines = [known[mutant.key] for mutant in mutants]
            missed = [{**line, "path": path} for line in lines if line["code"] == 0]
            found[path] = {"places": places, "tried": len(lines), "noticed": len(lines) - len(missed), "missed": missed}
            told = f"{path}: {len(lines) - len(missed)} of {len(lines)} noticed, sampled of {places} places"
            print(f"{told}; {len(new)} tried in {time.monotonic() - began:.0f} s", flush=True)
    share, text = told_of(found)
    print(text.splitlines()[-1], f"(at least {settings['at_least']:.0%})")
    if not asked.modules:
        document = {"seed": asked.seed, "share": share, "at_least": settings["at_least"], "modules": found}
        asked.out.with_suffix(".json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        asked.out.with_suffix(".txt").write_text(text + "\n", encoding="utf-8")
    return 0 if share >= settings["at_least"] else 1


if __name__ == "__main__":
    sys.exit(main())
