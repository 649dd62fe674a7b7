"""`isic-desktop models repredict`: predict anew what nobody has judged, with another model."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from isic_desktop.commands.console import EXIT_DONE, EXIT_INTERRUPTED, EXIT_PARTLY, complain, say
from isic_desktop.commands.long_work import add_long_work_options, emit, image_bar, run_long_work
from model_train.errors import StorageError, UsageError

_DESCRIPTION = """\
Predict anew, with another model, the images of a folder whose annotation is new or merely predicted. What a person has
corrected, accepted or rejected is never touched. Masks go to the annotations folder beside the images, as the window
has them. Stopped or killed, the same command goes on where it stood."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of `models`."""
    parser = commands.add_parser(
        "repredict",
        help="predict unreviewed images anew with a model",
        description=_DESCRIPTION,
        epilog="exit code: 0 all done, 2 nothing was started, 3 some images failed (they are named), 130 interrupted",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL", help="a name, a .safetensors file, or 'active'")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of images, with the folders in it")
    parser.add_argument(
        "--leave-out", type=Path, action="append", default=[], metavar="IMAGE", help="an image to leave alone"
    )
    add_long_work_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    return run_long_work(arguments, _run)


def _run(arguments: argparse.Namespace) -> int:
    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.batch import SegmentOptions
    from isic_desktop.core.folder_lock import FolderLocks
    from isic_desktop.core.model_registry import resolve_model
    from isic_desktop.core.repredict import repredict
    from isic_desktop.core.settings import Settings
    from model_train.pairing import ANNOTATIONS_FOLDER, list_images

    model = resolve_model(arguments.model)
    left_out = {image.absolute() for image in arguments.leave_out}
    images = [one for one in list_images(arguments.folder, recursive=True) if one.absolute() not in left_out]
    if not images:
        raise UsageError("There is no image to predict", path=arguments.folder, remedy="Check the folder.")
    if arguments.background:
        from model_train.background import limit_threads

        limit_threads()
    from model_train.predictor import Predictor

    predictor = Predictor(model, arguments.device, on_message=say)
    settings = Settings()
    store = AnnotationStore(lambda folder: settings.annotation_place(folder) or folder / ANNOTATIONS_FOLDER)
    if arguments.events:
        emit("started", images=len(images), name=predictor.header.name, sha256=predictor.model_sha256)
    locks = FolderLocks()
    counts: Counter[str] = Counter()
    stopped = ""
    try:
        with image_bar(len(images), shown=not arguments.events) as bar:
            options = SegmentOptions(lanes=1 if arguments.background else None)
            # The window asks for this as a process of its own: what it has open is no hindrance.
            asking = os.getppid() if arguments.events else 0
            for done in repredict(images, store, predictor, locks, trusted_process_id=asking, options=options):
                counts[done.status] += 1
                bar.update()
                if arguments.events:
                    emit("image", image=str(done.image), status=done.status, error=done.error or None)
                elif done.error:
                    bar.write(f"{done.status}: {done.error}", file=sys.stderr)
    except StorageError as error:
        stopped = str(error)
        complain(stopped)
    except KeyboardInterrupt:
        say(f"Interrupted after {counts.total()} of {len(images)} images. The same command goes on from there.")
        return EXIT_INTERRUPTED
    finally:
        locks.release_except(())
    if arguments.events:
        if stopped:
            emit("failed", message=stopped)
            return EXIT_PARTLY
        emit("finished", predicted=counts["predicted"], kept=counts["kept"], failed=counts["failed"])
    else:
        print(
            f"{counts['predicted']} predicted by {predictor.header.name}, {counts['kept']} kept (a person has judged "
            f"them), {counts['failed']} failed."
        )
    return EXIT_PARTLY if stopped or counts["failed"] else EXIT_DONE
