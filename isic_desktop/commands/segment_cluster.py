"""`isic-desktop segment --engine ray`: the folder engine as Ray Data tasks on the processors of a cluster.

Each worker is the same engine with one lane, on a group of images at a time; images, masks and model lie on storage
that all machines share. A group whose worker was lost is given to another one, which takes over what is done already:
that is the same code as for a run that was killed and started again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from isic_desktop.core.batch import ImageResult, SegmentOptions, segment_images
from isic_desktop.core.batch_plan import SegmentPlan
from isic_desktop.core.batch_resume import ResumeState
from model_train.checkpoint_header import CheckpointHeader, file_sha256, read_header
from model_train.errors import CheckpointError, DeviceError, FolderError, StorageError, UsageError
from model_train.scores import Overlap

# Enough that a task is worth its overhead, and few enough that a lost worker costs seconds.
_GROUP = 32
# What may stop a worker, by its name: whoever asked gets it again.
_REASONS = {kind.__name__: kind for kind in (StorageError, FolderError, CheckpointError)}
_NO_RAY = "Ray is not installed. Install it with: pip install 'isic-desktop[cluster]'"


@dataclass(frozen=True)
class ModelOnDisk:
    """What the report says of the model, without loading it: the workers do that.

    Args:
        header: The checkpoint's description.
        model_sha256: Of the file.
    """

    header: CheckpointHeader
    model_sha256: str

    @classmethod
    def of(cls, checkpoint: Path) -> ModelOnDisk:
        """Describe a model file; raises CheckpointError."""
        return cls(read_header(checkpoint), file_sha256(checkpoint))


def connect(address: str | None) -> Any:
    """Join a cluster, or make one of this computer's processors.

    Args:
        address: `auto`, `host:port` or `ray://host:port`; None for this computer.

    Returns:
        The module `ray`.

    Raises:
        UsageError: Ray is not installed.
        DeviceError: There is no cluster at that address.
    """
    # What is segmented here is nobody else's business.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError(_NO_RAY) from error
    try:
        with redirect_stdout(sys.stderr):
            if address:
                ray.init(address=address, log_to_driver=False)
            else:
                ray.init(address="local", log_to_driver=False, include_dashboard=False)
    except (ConnectionError, ValueError, RuntimeError, OSError) as error:
        where = address or "this computer"
        raise DeviceError(f"The cluster at {where} cannot be reached ({error})", remedy="Check --address.") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    return ray


def segment_on_cluster(
    ray: Any, plan: SegmentPlan, checkpoint: Path, model_sha256: str, device: str, options: SegmentOptions
) -> Iterator[ImageResult]:
    """Segment the images of a plan on all processors of a cluster; as `segment_images`.

    Args:
        ray: From `connect`.
        plan: What is to be done; the same paths must be seen by all machines.
        checkpoint: The model file, seen by all machines.
        model_sha256: Of that file; a worker that finds another does nothing.
        device: Of each worker.
        options: How.

    Yields:
        One result per image, in the plan's order.

    Raises:
        StorageError: The disk is full or gone.
        FolderError: The ground truth folder cannot be read.
        CheckpointError: A worker found another model than was asked for.
    """
    images = [str(Path(image).absolute()) for image in plan.images]
    groups = [
        {"number": number, "files": json.dumps(images[at : at + _GROUP])}
        for number, at in enumerate(range(0, len(images), _GROUP))
    ]
    wish = {
        "out": str(plan.out.absolute()),
        "checkpoint": str(checkpoint.absolute()),
        "model_sha256": model_sha256,
        "device": device,
        "threshold": options.threshold,
        "truth_folder": None if options.truth_folder is None else str(options.truth_folder.absolute()),
        "rescale_01": options.rescale_01,
        "with_quality": options.with_quality,
    }
    workers = max(1, min(len(groups), int(ray.cluster_resources().get("CPU", 1))))
    made = ray.data.from_items(groups, override_num_blocks=len(groups)).map_batches(
        Worker,
        fn_constructor_args=(json.dumps(wish),),
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
    )  # Ray Data restarts a worker that is lost, and has its group done by whoever is free, without end
    given = dict(zip(images, plan.images, strict=True))
    waiting: dict[int, list[ImageResult]] = {}
    following = 0
    with ResumeState(plan.out):  # a run on this computer knows by it that one is under way
        for row in made.iter_rows():
            answer = json.loads(row["answer"])
            if answer["stopped"]:
                raise _REASONS[answer["reason"]](answer["stopped"])
            waiting[int(row["number"])] = [_from_json(entry) for entry in answer["results"]]
            while following in waiting:
                for result in waiting.pop(following):
                    yield replace(result, file=given[str(result.file)])
                following += 1


class Worker:
    """One processor of the cluster; made and called by Ray Data."""

    def __init__(self, wish: str) -> None:
        import cv2

        from model_train.predictor import Predictor

        cv2.setNumThreads(1)
        asked = json.loads(wish)
        self._out = Path(asked["out"])
        self._checkpoint = Path(asked["checkpoint"])
        self._predictor = Predictor(self._checkpoint, asked["device"])
        self._is_as_asked = self._predictor.model_sha256 == asked["model_sha256"]
        truth = asked["truth_folder"]
        self._options = SegmentOptions(
            threshold=asked["threshold"],
            truth_folder=None if truth is None else Path(truth),
            rescale_01=asked["rescale_01"],
            with_quality=asked["with_quality"],
            lanes=1,
        )
        self._state = ResumeState(self._out, beside=True)

    def __call__(self, groups: dict[str, Any]) -> dict[str, list[Any]]:
        """Segment groups of images.

        Args:
            groups: `number` and `files` (JSON) of each.

        Returns:
            `number` and `answer` (JSON) of each.
        """
        answers = [self._segment(json.loads(files)) for files in groups["files"]]
        return {"number": list(groups["number"]), "answer": answers}

    def _segment(self, files: Sequence[str]) -> str:
        plan = SegmentPlan(tuple(Path(file) for file in files), self._out)
        results: list[dict[str, Any]] = []
        stopped = reason = ""
        try:
            if not self._is_as_asked:  # told here: a worker that cannot be made is made again and again
                raise CheckpointError(
                    "The model was replaced after the run had begun, or is another on one of the machines",
                    path=self._checkpoint,
                    remedy="Have the same file on all machines, then run it again.",
                )
            made = segment_images(plan, self._predictor, self._options, state=self._state)
            results.extend(map(_as_json, made))
        except tuple(_REASONS.values()) as error:
            stopped, reason = str(error).removesuffix("."), type(error).__name__
        return json.dumps({"results": results, "stopped": stopped, "reason": reason})


def quietly(results: Iterator[ImageResult]) -> Iterator[ImageResult]:
    """Give the same results, and lead what Ray has to say meanwhile to standard error."""
    while True:
        with redirect_stdout(sys.stderr):
            result = next(results, None)
        if result is None:
            return
        yield result


def leave(ray: Any) -> None:
    """Leave the cluster; one that was made for this run ends."""
    with (
        suppress(Exception),
        redirect_stdout(sys.stderr),
    ):  # the work is done, and nothing can be done about a cluster that fell apart after it
        ray.shutdown()


def _as_json(result: ImageResult) -> dict[str, Any]:
    found = asdict(result)
    found["file"], found["mask"] = str(result.file), None if result.mask is None else str(result.mask)
    return found


def _from_json(found: dict[str, Any]) -> ImageResult:
    mask, overlap = found["mask"], found["overlap"]
    values = {
        **found,
        "file": Path(found["file"]),
        "mask": None if mask is None else Path(mask),
        "overlap": None if overlap is None else Overlap(**overlap),
    }
    return ImageResult(**values)
