"""`isic-desktop segment`: outline the lesions of many images."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.commands.console import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_PARTLY,
    add_json_option,
    add_rescale_option,
    complain,
    describe_scores,
    print_json,
    say,
    threshold,
)
from model_train.errors import FolderError, StorageError, UsageError

if TYPE_CHECKING:
    from isic_desktop.commands.segment_cluster import ModelOnDisk
    from isic_desktop.core.batch import ImageResult, SegmentOptions, SegmentPredictor
    from isic_desktop.core.batch_plan import SegmentPlan

_DESCRIPTION = """\
Outline the lesion in every image, and write for each a mask <name>_Segmentation.png (8-bit, 0/255, the image's size),
a small JSON file beside it that says where it came from, and one report for all, as report.csv and report.json.

Masks that a person has made or corrected are never replaced (status "kept"). Bad files are named and left out, the
rest goes on. Stopped or killed, the same command goes on where it stood."""

_EXAMPLES = """\
examples:
  isic-desktop segment photos --out masks
  isic-desktop segment a.jpg b.jpg --out masks --threshold 0.4
  isic-desktop segment photos --out masks --truth truth_masks --json > result.json

exit code: 0 all done, 2 nothing was started, 3 some images failed (they are named), 130 interrupted"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "segment",
        help="outline the lesions of images and folders; masks and a report",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="an image, or a folder of images")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where masks and report go")
    parser.add_argument(
        "--model",
        default=None,
        metavar="NAME|FILE|active",
        help="a model by name (see `isic-desktop models`), a .safetensors file, or 'active' for the one chosen in "
        "the program; default: the one that comes with it",
    )
    parser.add_argument("--device", default="auto", metavar="DEVICE", help="auto (default), cpu, cuda, cuda:N or mps")
    parser.add_argument(
        "--truth", type=Path, metavar="DIR", help="folder of ground truth masks: adds scores to the report"
    )
    add_rescale_option(parser)
    parser.add_argument(
        "--threshold",
        type=threshold,
        metavar="T",
        help="a pixel is lesion where its probability is above T; default: the model's own",
    )
    parser.add_argument(
        "--no-quality",
        action="store_true",
        help="do not predict the quality of each mask, which the review in the program sorts by; nearly twice as fast",
    )
    parser.add_argument("--recursive", action="store_true", help="look into folders inside folders too")
    parser.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="ray: on the processors of a Ray cluster (pip install 'isic-desktop[cluster]'); same masks, bit for bit",
    )
    parser.add_argument(
        "--address",
        metavar="HOST:PORT",
        help="of the Ray cluster, or 'auto'; default: one made of this computer's processors",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.core.batch import SegmentOptions
    from isic_desktop.core.batch_plan import plan_segmentation
    from isic_desktop.core.model_registry import DEFAULT_MODEL, resolve_model

    # In this order, so that everything that can be refused is refused before the seconds that loading torch takes.
    model = resolve_model(arguments.model or DEFAULT_MODEL)
    options = SegmentOptions(
        threshold=arguments.threshold,
        truth_folder=arguments.truth,
        rescale_01=arguments.rescale_01,
        with_quality=not arguments.no_quality,
    )
    if options.truth_folder is not None:
        from model_train.pairing import list_masks

        list_masks(options.truth_folder)
    if arguments.address is not None and arguments.engine != "ray":
        raise UsageError("--address is that of a Ray cluster", remedy="Add --engine ray.")
    plan = plan_segmentation(arguments.inputs, arguments.out, recursive=arguments.recursive)
    if arguments.engine == "ray":
        return _on_cluster(plan, model, options, arguments)
    import cv2

    cv2.setNumThreads(1)  # the lanes keep the processors busy already
    predictor = load_predictor(model, arguments.device)
    return segment(plan, predictor, options, as_json=arguments.json)


def _on_cluster(plan: SegmentPlan, model: Path, options: SegmentOptions, arguments: argparse.Namespace) -> int:
    from isic_desktop.commands.segment_cluster import ModelOnDisk, connect, leave, quietly, segment_on_cluster

    described = ModelOnDisk.of(model)
    ray = connect(arguments.address)
    try:
        stream = quietly(segment_on_cluster(ray, plan, model, described.model_sha256, arguments.device, options))
        return _report_on(stream, plan, described, options, as_json=arguments.json)
    finally:
        leave(ray)


def load_predictor(model: Path, device: str) -> SegmentPredictor:
    """Load a model, which takes torch a few seconds; raises CheckpointError and DeviceError."""
    from model_train.predictor import Predictor

    return Predictor(model, device, on_message=say)


def segment(plan: SegmentPlan, predictor: SegmentPredictor, options: SegmentOptions, *, as_json: bool) -> int:
    """Segment the images of a plan, report on them, and give the exit code.

    Args:
        plan: What is to be done.
        predictor: The loaded model.
        options: How.
        as_json: Print the JSON document instead of a summary.
    """
    from isic_desktop.core.batch import segment_images

    with closing(segment_images(plan, predictor, options)) as stream:
        return _report_on(stream, plan, predictor, options, as_json=as_json)


def _report_on(
    stream: Iterator[ImageResult],
    plan: SegmentPlan,
    model_used: SegmentPredictor | ModelOnDisk,
    options: SegmentOptions,
    *,
    as_json: bool,
) -> int:
    """Follow a run to its end, report on it, and give the exit code."""
    from isic_desktop.core.batch_plan import JSON_REPORT_NAME, REPORT_NAME
    from isic_desktop.core.batch_report import csv_report, json_report, mean_of
    from isic_desktop.core.json_text import encode_json
    from model_train.atomic import write_bytes

    header = model_used.header
    model = {
        "name": header.name,
        "sha256": model_used.model_sha256,
        "threshold": header.threshold if options.threshold is None else options.threshold,
    }

    results: list[ImageResult] = []
    stopped: str | None = None
    try:
        with _progress(len(plan.images)) as step:
            for result in stream:
                results.append(result)
                step(result)
        write_bytes(plan.out / REPORT_NAME, csv_report(results))
        document = json_report(results, out=plan.out, model=model, stopped=None)
        write_bytes(plan.out / JSON_REPORT_NAME, encode_json(document))
    except (StorageError, FolderError) as error:
        stopped = str(error)
        complain(stopped)
        say("The run was stopped. What is done is kept: run the same command again to go on from there.")
    except KeyboardInterrupt:
        say(
            f"Interrupted after {len(results)} of {len(plan.images)} images. "
            "Run the same command again to go on from there."
        )
        return EXIT_INTERRUPTED
    if as_json:
        print_json(json_report(results, out=plan.out, model=model, stopped=stopped))
    else:
        _summarise(results, plan, mean_of(results), finished=stopped is None)
    without_truth = [result.id for result in results if result.without_truth]
    if without_truth:
        more = f" and {len(without_truth) - 3} more" if len(without_truth) > 3 else ""
        say(f"No ground truth was found for {', '.join(without_truth[:3])}{more}; they count in no score.")
    failed = stopped is not None or any(result.error for result in results)
    return EXIT_PARTLY if failed else EXIT_DONE


@contextmanager
def _progress(total: int) -> Iterator[Callable[[ImageResult], None]]:
    """A bar on standard error if that is a terminal; faults are told above it."""
    from tqdm import tqdm

    with tqdm(total=total, unit="image", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:

        def step(result: ImageResult) -> None:
            bar.update()
            if result.error:
                with tqdm.external_write_mode(file=sys.stderr):
                    say(f"{result.status}: {result.error}")

        yield step


def _summarise(
    results: Sequence[ImageResult], plan: SegmentPlan, mean: dict[str, float] | None, *, finished: bool
) -> None:
    counts = Counter(result.status for result in results)
    earlier = sum(result.resumed for result in results)
    parts = [f"{counts['done']} done" + (f" ({earlier} of them by an earlier run)" if earlier else "")]
    if counts["kept"]:
        parts.append(f"{counts['kept']} kept (a person's masks are not replaced)")
    if counts["failed"]:
        parts.append(f"{counts['failed']} failed")
    print(f"{len(results)} of {len(plan.images)} images: {', '.join(parts)}.")
    if mean is not None:
        scored = sum(result.overlap is not None for result in results)
        print(f"Mean over {scored} images with ground truth: {describe_scores(mean)}.")
    if finished:
        print(f"Masks, report.csv and report.json are in {plan.out}.")
    else:
        print(f"The masks made so far are in {plan.out}; report.csv comes when a run has gone through all images.")
