"""How a training shares the processor has to be said before torch is there, which reads it once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import os, sys
from model_train import cli_train
looked = []
class Ends(Exception): pass
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "torch":
            looked.append(os.environ.get("GOMP_SPINCOUNT"))
            raise Ends
sys.meta_path.insert(0, Watch())
from model_train.cli import main
try:
    main(sys.argv[1:])
except Ends:
    print(looked[0])
"""


@pytest.mark.parametrize(
    ("command", "beside_others"),
    [("train", False), ("train", True), ("probe", False), ("probe", True), ("reproduce", False)],
)
def test_that_threads_wait_awake_for_a_moment_only_where_nobody_else_needs_the_processor(
    command: str, beside_others: bool, tmp_path: Path
) -> None:
    arguments = [command, "--images", "i", "--masks", "m"]
    arguments += [] if command == "reproduce" else ["--regime", "frozen"]
    arguments += [] if command == "probe" else ["--out", str(tmp_path)]
    arguments += ["--test-images", "i", "--test-masks", "m"] if command == "reproduce" else []
    arguments += ["--background"] if beside_others else []
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "SYSTEMROOT": ""},
    )
    assert done.stdout == ("None\n" if beside_others else "10000\n"), done.stderr
