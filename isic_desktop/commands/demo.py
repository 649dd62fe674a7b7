"""`isic-desktop demo`: the main job on the sample images, in the window or without one."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from isic_desktop.commands.console import EXIT_PARTLY, complain, say, typed_name
from model_train.errors import AppError, FolderError

DEFAULT_OUT = Path("demo-output")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "demo",
        help="try the program on the six sample images it comes with",
        description="Open the window on the six drawn sample images. With --out or --headless, or where there is no "
        "display, do without a window: outline the samples and write masks, overlays, report.csv and a screenshot of "
        "the program.",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=f"where the results go (implies --headless; default: {DEFAULT_OUT})"
    )
    parser.add_argument("--headless", action="store_true", help="open no window")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.commands.window import run_window, window_obstacle

    if arguments.out is None and not arguments.headless:
        obstacle = window_obstacle()
        if obstacle is None:
            from isic_desktop.core.samples import copy_samples

            return run_window([str(copy_samples())])
        say(f"No window can be opened ({obstacle[0]}): the demo runs without one.")
    return _run_headless(arguments.out or DEFAULT_OUT)


def _run_headless(out: Path) -> int:
    from isic_desktop.commands.segment import load_predictor, segment
    from isic_desktop.commands.window import lacking_library
    from isic_desktop.core.batch import SegmentOptions
    from isic_desktop.core.batch_plan import plan_segmentation
    from isic_desktop.core.model_registry import DEFAULT_MODEL, resolve_model
    from isic_desktop.core.samples import copy_samples

    model = resolve_model(DEFAULT_MODEL)
    images = copy_samples(out / "samples")
    truth = images.parent / "masks"
    plan = plan_segmentation([images], out)
    say("Loading the model …")
    options = SegmentOptions(truth_folder=truth)
    code = segment(plan, load_predictor(model, "auto"), options, as_json=False)
    _write_overlays(plan.images, out, truth)
    print(f"Outlines drawn on the images are in {out / 'overlays'} (dashed: ground truth).")
    # Before Qt is loaded: this process opens no real window.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from isic_desktop.app import screenshot_demo
    except ImportError as error:
        complain(str(lacking_library(error, "There is no screenshot of the program")))
        return EXIT_PARTLY

    # The person's own settings are none of the demo's business, and its folder none of theirs.
    with tempfile.TemporaryDirectory() as home:
        os.environ["ISIC_DESKTOP_HOME"] = home
        screenshot_demo(images, out / "screenshot.png")
    print(f"A screenshot of the program is {out / 'screenshot.png'}.")
    print(f"Open the samples in the window: {typed_name()} {images}")
    return code


def _write_overlays(images: tuple[Path, ...], out: Path, truth_folder: Path) -> None:
    """Draw the outlines of the masks in `out` on their images, into `out/overlays`."""
    import io

    from PIL import Image

    from isic_desktop.core.annotation_store import annotation_paths
    from isic_desktop.core.overlay import draw_overlay
    from model_train.atomic import write_bytes
    from model_train.images import read_image, read_mask
    from model_train.pairing import TruthFinder

    folder = out / "overlays"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FolderError(
            f"Cannot make the folder ({error.strerror})", path=folder, remedy="Give another folder with --out."
        ) from error
    truths = TruthFinder(truth_folder)
    for path in images:
        try:
            truth = truths.find(path)
            mask = read_mask(annotation_paths(out, path.stem).mask).mask
            picture = draw_overlay(read_image(path), mask, None if truth is None else read_mask(truth).mask)
        except (AppError, ValueError) as error:
            say(f"No overlay for {path.name}: {error}")
            continue
        content = io.BytesIO()
        Image.fromarray(picture).save(content, format="PNG")
        write_bytes(folder / f"{path.stem}_overlay.png", content.getvalue())
