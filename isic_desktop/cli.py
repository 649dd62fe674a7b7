"""The command line: a window for a folder, or a command that needs none.

Nothing heavy is imported before it is known what is asked for: torch and Qt are loaded by the command that needs them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from isic_desktop import __version__
from isic_desktop.commands.console import EXIT_INTERRUPTED, EXIT_REFUSED, PROGRAM, complain, say
from model_train.errors import AppError, UsageError

COMMANDS = ("demo", "segment", "score", "export", "import", "validate", "models", "actions", "train")

_DESCRIPTION = """\
Outline skin lesions in dermoscopy images, correct the outlines by hand, retrain the model on the corrections.
For research; not a medical device. Images never leave this computer."""

_EPILOG = """\
examples:
  isic-desktop                                open the window
  isic-desktop photos                         open the window on a folder of images
  isic-desktop ./demo                         … on a folder that is called like a command
  isic-desktop demo                           try the program on sample images
  isic-desktop segment photos --out masks     outline a whole folder without the window
  isic-desktop score masks truth_masks        compare masks with ground truth
  isic-desktop segment --help                 everything about one command"""


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; opening a window on a folder is dealt with before it."""
    # Here, since the window, which none of them serves, opens the sooner for it.
    from isic_desktop.commands import actions, demo, export, import_, models, score, segment, validate

    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FOLDER]\n       {PROGRAM} COMMAND …",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="", prog=PROGRAM)
    for module in (demo, segment, score, export, import_, validate, models, actions):
        module.add_parser(commands)
    # Listed for the help; its own arguments are those of model_train.
    commands.add_parser("train", help="train a model on images and masks", add_help=False)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The arguments without the program's name; by default those of the process.

    Returns:
        Exit code: 0 done, 2 refused, 3 done but for some items, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _make_output_safe()
    _let_threads_wait_quietly()
    try:
        return _dispatch(arguments)
    except AppError as error:
        complain(str(error))
        return EXIT_REFUSED
    except KeyboardInterrupt:
        say("Interrupted.")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (such as `head`) has gone; nothing more can be told to it.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_REFUSED
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        from model_train.torch_faults import torch_fault

        fault = torch_fault(error)
        if fault is None:
            raise
        complain(str(fault))
        return EXIT_REFUSED


def _dispatch(arguments: list[str]) -> int:
    if arguments[:1] in (["train"], ["model-train"]):
        from isic_desktop.commands import train

        # The second is how the window's child processes reach the other training commands.
        return (train.run if arguments[0] == "train" else train.run_tool)(arguments[1:])
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        try:
            parsed = build_parser().parse_args(arguments)
        except SystemExit as leaving:  # argparse has printed what is wrong, or what was asked for
            return leaving.code if isinstance(leaving.code, int) else EXIT_REFUSED
        return int(parsed.run(parsed))
    return _open_window(arguments)


def _open_window(arguments: list[str]) -> int:
    for argument in arguments:
        if not Path(argument).exists():
            import difflib

            close = difflib.get_close_matches(argument, COMMANDS, n=1)
            hint = f"Did you mean '{close[0]}'? " if close else ""
            raise UsageError(
                f"There is no folder and no command called '{argument}'",
                remedy=f"{hint}`{PROGRAM} --help` lists what can be done.",
            )
    # Here, since no command needs it but this one.
    from isic_desktop.commands.window import run_window, window_obstacle

    obstacle = window_obstacle()
    if obstacle is not None:
        raise UsageError(f"The window cannot be opened: {obstacle[0]}", remedy=obstacle[1])
    return run_window(arguments)


def _make_output_safe() -> None:
    """Print file names that the console cannot show with escapes, instead of failing on them."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _let_threads_wait_quietly() -> None:
    """Let torch's threads sleep while they wait for each other, instead of spinning.

    Must come before torch is loaded. Where another program (or our own training) uses the cores, a spinning thread
    keeps the one it waits for from running: on two busy cores a prediction took 1900 ms instead of 50.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
