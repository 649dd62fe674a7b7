"""`isic-desktop train`: the training command of `model_train`, under the program's name."""

from __future__ import annotations

from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Run the training command line with the arguments after `train`; returns its exit code."""
    from model_train.cli import main

    return main(["train", *argv])


def run_tool(argv: Sequence[str]) -> int:
    """Run any command of `python -m model_train`, where there is no other interpreter; returns its exit code."""
    from model_train.cli import main

    return main(argv)
