"""`isic-desktop actions`: everything the window can do, with its keys."""

from __future__ import annotations

import argparse

from isic_desktop.commands.console import EXIT_DONE, add_json_option, print_json


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "actions",
        help="list what the window can do, with its keys",
        description="List every action of the window: its name for scripts, its words, its keys.",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.core.actions import ACTIONS

    if arguments.json:
        print_json([{"id": action.id, "text": action.text, "shortcuts": list(action.shortcuts)} for action in ACTIONS])
        return EXIT_DONE
    width = max(len(action.text) for action in ACTIONS)
    keys_width = max(len(", ".join(action.shortcuts)) for action in ACTIONS)
    for action in ACTIONS:
        print(f"{action.text:<{width}}  {', '.join(action.shortcuts):<{keys_width}}  {action.id}".rstrip())
    return EXIT_DONE
