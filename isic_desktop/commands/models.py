"""`isic-desktop models`: which models there are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from isic_desktop.commands import models_compare, models_repredict
from isic_desktop.commands.console import EXIT_DONE, EXIT_PARTLY, add_json_option, complain, print_json

if TYPE_CHECKING:
    from isic_desktop.core.model_registry import ModelEntry


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "models",
        help="list the models that come with the program and your own",
        description="List the models that come with the program and your own. The active one is marked with *: it is "
        "the one the window uses, and `segment --model active`.",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)
    more = parser.add_subparsers(title="more", metavar="")
    models_compare.add_parser(more)
    models_repredict.add_parser(more)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.core.model_registry import list_models

    entries = list_models()
    if arguments.json:
        print_json({"models": [describe(entry) for entry in entries]})
    else:
        for entry in entries:
            _print(entry)
    for entry in entries:
        if entry.error:
            complain(entry.error)
    if not entries:
        complain("No model is installed. Install the program again, or train one with `isic-desktop train`.")
    return EXIT_PARTLY if not entries or any(entry.error for entry in entries) else EXIT_DONE


def describe(entry: ModelEntry) -> dict[str, Any]:
    """What `models --json` says about a model: the registry's knowledge and the header's, without training hashes."""
    own: dict[str, Any] = {
        "name": entry.name,
        "sha256": entry.sha256,
        "active": entry.active,
        "bundled": entry.bundled,
        "path": str(entry.path),
        "error": entry.error or None,
    }
    header = entry.header
    if header is None:
        return own
    return own | {
        "architecture": header.architecture,
        "decoder": header.decoder,
        "input_size_px": header.input_size_px,
        "mean": list(header.mean),
        "std": list(header.std),
        "threshold": header.threshold,
        "regime": header.regime,
        "training": header.training,
        "metrics": header.metrics,
        "program_version": header.program_version,
        "created_utc": header.created_utc,
        "training_images": len(header.training_hashes),
    }


def _print(entry: ModelEntry) -> None:
    mark = "*" if entry.active else " "
    origin = "bundled" if entry.bundled else "own"
    if entry.header is None:
        print(f"{mark} {entry.name}  ({origin}; cannot be used)")
        return
    header = entry.header
    print(
        f"{mark} {entry.name}  ({origin}; {header.decoder} decoder, {header.input_size_px} px, {header.regime}, "
        f"threshold {header.threshold:g}, sha256 {entry.sha256[:12]}…)"
    )
