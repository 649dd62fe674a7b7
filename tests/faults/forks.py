"""Processes that are forked from one that has everything imported, and killed: a kill costs only its moment.

Run as a program it is that one: it reads a job a line, `[name, arguments, file for what it says, home]`, and forks.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]


class Forking:
    """A process that has everything imported, forks at each line it reads, and answers with lines.

    Args:
        arguments: Of Python.
    """

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}", "OMP_NUM_THREADS": "1"},
        )
        assert self.answer() == "ready"

    def ask(self, line: str) -> None:
        """Send a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        """The next line it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        """End it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(240)
        self.process.stdout.close()


class Forks(Forking):
    """Runs functions of `killed_work` in processes of their own, to the end or until they are killed."""

    def __init__(self) -> None:
        super().__init__(__file__)

    def run(self, work: str, said: Path, *arguments: object, kill_after_s: float | None = None) -> bool:
        """Run a job.

        Args:
            work: The function's name.
            said: Where it says what it does; made anew.
            arguments: Of the function, as JSON has them.
            kill_after_s: When it is killed, counted from its first word; None lets it end.

        Returns:
            Whether it ended by itself, in order.
        """
        said.unlink(missing_ok=True)
        self.ask(json.dumps([work, arguments, str(said), os.environ.get("ISIC_DESKTOP_HOME")]))
        child = int(self.answer())
        if kill_after_s is not None:
            deadline = time.monotonic() + 240
            while not said.exists() and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(kill_after_s)
            # Only now is it waited for by the other process, so that the number still is this one's.
            os.kill(child, signal.SIGKILL)
        self.ask("wait")
        status = int(self.answer())
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return False
        assert status == 0, said.with_suffix(".errors").read_text()
        return True


def words_of(said: Path) -> list[list[Any]]:
    """What a job said, one list a line; a torn last line is left out."""
    if not said.exists():
        return []
    lines = said.read_text().splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def main() -> None:
    import killed_work

    print("ready", flush=True)  # noqa: T201
    while line := sys.stdin.readline():
        work, arguments, said, home = json.loads(line)
        child = os.fork()
        if child == 0:
            code = 1
            if home is not None:
                os.environ["ISIC_DESKTOP_HOME"] = home
            with Path(said).with_suffix(".errors").open("w") as errors, contextlib.redirect_stderr(errors):
                try:
                    with contextlib.redirect_stdout(errors):
                        code = getattr(killed_work, work)(killed_work.Voice(Path(said)), *arguments) or 0
                except BaseException:  # noqa: BLE001 (its end is told by the exit code)
                    traceback.print_exc()
                errors.flush()
                os._exit(code)
        print(child, flush=True)  # noqa: T201
        assert sys.stdin.readline() == "wait\n"
        print(os.waitpid(child, 0)[1], flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
