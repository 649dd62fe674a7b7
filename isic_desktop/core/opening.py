"""Opening an image: everything the window needs to show and edit it, made by one plain call in a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from isic_desktop.core.contours import Contour, trace_contours
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.file_memo import FileMemo
from isic_desktop.core.provenance import Mask, PackedMask, Provenance
from model_train.errors import AppError, ImageError
from model_train.images import StoredMask, read_image, read_mask
from model_train.late_numpy import np
from model_train.messages import phrase

if TYPE_CHECKING:
    import numpy.typing as npt

    from isic_desktop.core.annotation_store import AnnotationStore, LoadedAnnotation

RGB: TypeAlias = "npt.NDArray[np.uint8]"
# A level smaller than this is not worth keeping: drawing it smaller still costs next to nothing.
_SMALLEST_LEVEL_PX = 512


@dataclass(frozen=True)
class Notice:
    """Something the person should know about an image, shown above the canvas.

    Args:
        text: One or two sentences: what is the matter, with which file, and what to do.
        remedy: Id of what the window can do about it ("rescale_truth", "rescale_annotation",
            "open_read_only"), or "".
    """

    text: str
    remedy: str = ""


@dataclass(frozen=True, eq=False)
class TruthOutline:
    """Ground truth of the open image.

    Args:
        path: The mask file.
        mask: (H, W) bool, read-only.
        contours: Its boundary.
    """

    path: Path
    mask: Mask
    contours: tuple[Contour, ...]


@dataclass(frozen=True, eq=False)
class OpenedImage:
    """An image with its annotation, ready to be shown.

    Args:
        path: The image file.
        rgb: (H, W, 3) uint8 RGB, read-only, EXIF-oriented; what the model sees.
        levels: (h, w, 4) uint8 BGRX with X = 255, read-only: the image and its halves, quarters …, for the screen.
        document: The annotation, owned by whoever receives this.
        truth: Ground truth, if there is one of the right size.
        notices: What the person should know.
        locked: Why the annotation cannot be edited, as a sentence; empty if it can.
        held_elsewhere: Whether the reason is another program that works in the same folder.
    """

    path: Path
    rgb: RGB
    levels: tuple[RGB, ...]
    document: AnnotationDocument
    truth: TruthOutline | None = None
    notices: tuple[Notice, ...] = field(default=())
    locked: str = ""
    held_elsewhere: bool = False


def open_image(
    path: Path,
    store: AnnotationStore,
    find_truth: Callable[[Path], Path | None],
    *,
    rescale_truth: bool = False,
    rescale_annotation: bool = False,
    memo: FileMemo | None = None,
) -> OpenedImage:
    """Read an image, its annotation and its ground truth.

    Args:
        path: The image file.
        store: Where annotations are.
        find_truth: Gives the ground truth file of an image, or None.
        rescale_truth: Read a ground truth coded 0/1 as 0/255, because the person asked for it.
        rescale_annotation: Likewise for the annotation.
        memo: Where what was read before is found, and what is read now is kept for the next time.

    Returns:
        The image. A broken annotation or ground truth is told in `notices`; the image is shown all the same.

    Raises:
        ImageError: The image itself cannot be read.
    """
    memo = memo or FileMemo(0)
    # Two cores: while one decodes the image, the other reads the ground truth.
    with ThreadPoolExecutor(max_workers=1) as aside:
        reading_truth = aside.submit(_load_truth, path, find_truth, memo)
        pixels = memo.get("pixels", (path,), lambda: _read_pixels(path), _Pixels.size_bytes)
    rgb = pixels.rgb
    notices: list[Notice] = []
    locked = ""
    annotation: LoadedAnnotation | None = None
    try:
        paths, size_wh = store.paths(path), (rgb.shape[1], rgb.shape[0])
        annotation = memo.get(
            "annotation",
            (paths.mask, paths.sidecar, path),
            lambda: store.load(path, size_wh),
            lambda found: 0 if found is None else 2 * found.mask.nbytes,
        )
    except AppError as error:
        locked = str(error)
        notices.append(Notice(phrase("The annotation cannot be edited. {error}", error=error)))
    if annotation is not None and annotation.problem:
        notices.append(Notice(annotation.problem))
    if annotation is not None and annotation.coded_01 and not rescale_annotation:
        notices.append(
            Notice(
                phrase(
                    "This mask is coded 0/1 and so reads as empty: {path}. It can be read as 0/255.",
                    path=store.paths(path).mask,
                ),
                "rescale_annotation",
            )
        )
    document = _document(path, rgb.shape[:2], annotation, rescale=rescale_annotation)
    document.image_sha256 = pixels.sha256
    truth = _checked_truth(reading_truth, rgb.shape[:2], notices, rescale=rescale_truth)
    if truth is not None:
        document.set_truth(truth.mask)
    return OpenedImage(
        path,
        rgb,
        pixels.levels,
        document,
        truth,
        tuple(notices),
        locked,
    )


def _document(
    path: Path, shape: tuple[int, ...], annotation: LoadedAnnotation | None, *, rescale: bool
) -> AnnotationDocument:
    if annotation is None:
        empty = np.zeros(shape, dtype=np.bool_)
        return AnnotationDocument(path, empty, opened_mask=PackedMask.empty((shape[0], shape[1])))
    found = annotation.rescaled if rescale and annotation.coded_01 else annotation.mask
    mask = found.copy()
    sidecar = annotation.sidecar
    earlier = sidecar.changed_pixels if sidecar is not None else 0
    baseline = PackedMask.of(mask)
    if annotation.owner == "machine" and sidecar is not None:
        provenance = Provenance("machine", "predicted", sidecar.model, sidecar.predicted_jaccard, baseline, earlier)
    elif sidecar is not None:
        # A machine's mask that someone changed outside the program is a person's from here on.
        changed = sidecar.mask_sha256 != annotation.mask_sha256
        origin = "person" if changed else sidecar.origin
        state = "corrected" if changed or sidecar.state in ("new", "predicted") else sidecar.state
        provenance = Provenance(origin, state, sidecar.model, sidecar.predicted_jaccard, baseline, earlier)
    else:
        provenance = Provenance("imported", "corrected", baseline=baseline)
    work_seconds = sidecar.work_seconds if sidecar is not None else 0.0
    return AnnotationDocument(
        path, mask, provenance, annotation.mask_sha256, work_seconds, sidecar=sidecar, opened_mask=baseline
    )


_LoadedTruth = tuple[Path, StoredMask, tuple[Contour, ...]]


def _load_truth(path: Path, find_truth: Callable[[Path], Path | None], memo: FileMemo) -> _LoadedTruth | None:
    truth_path = find_truth(path)
    if truth_path is None:
        return None
    stored, contours = memo.get(
        "truth", (truth_path,), lambda: _read_outlined(truth_path), lambda found: 2 * found[0].mask.nbytes
    )
    return truth_path, stored, contours


def _checked_truth(
    reading: Future[_LoadedTruth | None], shape: tuple[int, ...], notices: list[Notice], *, rescale: bool
) -> TruthOutline | None:
    try:
        loaded = reading.result()
    except AppError as error:
        notices.append(Notice(phrase("The ground truth cannot be used. {error}", error=error)))
        return None
    if loaded is None:
        return None
    truth_path, stored, contours = loaded
    if stored.mask.shape != tuple(shape):
        height, width = stored.mask.shape
        notices.append(
            Notice(
                phrase(
                    "The ground truth is {width} × {height} pixels, the image {image_width} × "
                    "{image_height}: {path}. No score is given, since nothing is resized to make one.",
                    width=width,
                    height=height,
                    image_width=shape[1],
                    image_height=shape[0],
                    path=truth_path,
                )
            )
        )
        return None
    if stored.coded_01 and not rescale:
        notices.append(
            Notice(
                phrase(
                    "This ground truth is coded 0/1 and so reads as empty: {path}. It can be read as 0/255.",
                    path=truth_path,
                ),
                "rescale_truth",
            )
        )
    if rescale and stored.coded_01:
        mask = stored.rescaled()
        mask.setflags(write=False)
        contours = trace_contours(mask)
    else:
        mask = stored.mask
    return TruthOutline(truth_path, mask, contours)


def _read_outlined(path: Path) -> tuple[StoredMask, tuple[Contour, ...]]:
    stored = read_mask(path)
    stored.mask.setflags(write=False)
    return stored, trace_contours(stored.mask)


@dataclass(frozen=True, eq=False)
class _Pixels:
    """An image file, decoded."""

    rgb: RGB
    levels: tuple[RGB, ...]
    sha256: str

    def size_bytes(self) -> int:
        """Memory it takes."""
        return self.rgb.nbytes + sum(level.nbytes for level in self.levels)


def _read_pixels(path: Path) -> _Pixels:
    with ThreadPoolExecutor(max_workers=1) as aside:
        hashing = aside.submit(_file_sha256, path)
        rgb = read_image(path)
        rgb.setflags(write=False)
        levels = screen_levels(rgb)
    return _Pixels(rgb, levels, hashing.result())


def screen_levels(rgb: RGB) -> tuple[RGB, ...]:
    """The image and its halvings as BGRX with X = 255, the layout a screen takes without conversion."""
    import cv2

    # With the 255, since Qt's smooth scaling takes the fourth byte for opacity whatever the format says.
    level = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA)
    levels: list[RGB] = []
    while True:
        finished = np.asarray(level, dtype=np.uint8)
        finished.setflags(write=False)
        levels.append(finished)
        height, width = finished.shape[:2]
        if min(height, width) < 2 * _SMALLEST_LEVEL_PX:
            return tuple(levels)
        level = cv2.resize(finished, (width // 2, height // 2), interpolation=cv2.INTER_AREA)


def _file_sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ImageError(
            "The image vanished while it was opened", path=path, remedy="Reconnect the drive and open it again."
        ) from error
