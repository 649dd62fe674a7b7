"""The forms in which masks are handed over, one writer each."""

from __future__ import annotations

import base64
import enum
import hashlib
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np

from isic_desktop import __version__
from isic_desktop.core.annotation_names import ENDING, name_key
from isic_desktop.core.annotation_store import LoadedAnnotation
from isic_desktop.core.handover.gathering import Chosen
from isic_desktop.core.handover.outlines import edge_loops, fill_polygons, thinned
from isic_desktop.core.handover.run_lengths import encode_runs
from isic_desktop.core.json_text import encode_json
from isic_desktop.core.readouts import count_parts
from isic_desktop.core.strokes import Mask
from model_train.atomic import write_bytes
from model_train.images import encode_mask
from model_train.messages import phrase

LABEL = "lesion"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the same masks give the same bytes


class Format(enum.Enum):
    """In which form annotations are handed over."""

    MASKS = "masks"
    ISIC = "isic"
    COCO = "coco"
    YOLO = "yolo"
    LABELME = "labelme"
    OVERLAYS = "overlays"
    CONTACT_SHEET = "contact-sheet"
    CSV = "csv"

    @property
    def single_file(self) -> str:
        """Ending of the one file it is, with the dot; empty for a folder of files."""
        return {"isic": ".zip", "coco": ".json", "contact-sheet": ".pdf", "csv": ".csv"}.get(self.value, "")


@dataclass(frozen=True)
class ExportOptions:
    """How annotations are handed over.

    Args:
        tolerance_px: Polygons (YOLO, labelme) may leave out corners as long as the line stays this near; 0 keeps
            every corner and the mask exact.
        compressed_runs: COCO run lengths as text, as pycocotools has them, or as lists of numbers.
        truth_folder: Ground truth for scores (CSV, contact sheet, overlays) is looked for here only.
        rescale_01: Read ground truth coded 0/1 as 0/255.
    """

    tolerance_px: float = 0.0
    compressed_runs: bool = True
    truth_folder: Path | None = None
    rescale_01: bool = False


class Writer(Protocol):
    """Writes annotations in one form."""

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Write one annotation, or keep it for `finish`; gives what was lost on the way as a sentence, or ""."""

    def finish(self) -> None:
        """Write what comes last."""


def file_of(chosen: Chosen, form: Format, out: Path) -> Path:
    """Where the file of one annotation goes in a form that is a folder of files."""
    endings = {
        Format.MASKS: f"{ENDING}.png",
        Format.YOLO: ".txt",
        Format.LABELME: ".json",
        Format.OVERLAYS: "_overlay.png",
    }
    root = out / "labels" if form is Format.YOLO else out
    return root / (chosen.stem + endings[form])


def write_into(path: Path, content: bytes) -> None:
    """Write a file of a folder export, whose inner folder is made if need be; raises StorageError."""
    from model_train.atomic import storage_error

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
    write_bytes(path, content)


class MaskWriter:
    """8-bit PNG files of 0 and 255."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Write the mask."""
        write_into(file_of(chosen, Format.MASKS, self._out), encode_mask(annotation.mask))
        return ""

    def finish(self) -> None:
        """There is nothing left to write."""


class IsicWriter:
    """One ZIP file with `<image>_segmentation.png` for each image, all at its top."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self._names: dict[str, str] = {}

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Add the mask; tells what the ISIC challenge would not take.

        Raises:
            MaskError: Another image of the same name is in it already.
        """
        from model_train.errors import MaskError

        stem = chosen.stem.rpartition("/")[2]
        if (other := self._names.setdefault(name_key(stem), chosen.name)) != chosen.name:
            raise MaskError(
                phrase("A submission has no folders, and {other} is in it under the same name", other=other),
                path=chosen.image,
            )
        entry = zipfile.ZipInfo(isic_name(stem), _ZIP_TIME)
        entry.external_attr = 0o644 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(entry, encode_mask(annotation.mask))
        return isic_remark(annotation.mask)

    def finish(self) -> None:
        """Write the list of contents."""
        self._zip.close()


def isic_name(stem: str) -> str:
    """What the ISIC challenges call the mask of an image."""
    return f"{stem}_segmentation.png"


def isic_remark(mask: Mask) -> str:
    """What the ISIC rule "one region, no holes" has against a mask, as a sentence; empty for nothing."""
    regions, holes = count_parts(mask)
    if not regions:
        return phrase("The mask is empty; ISIC expects one lesion.")
    faults: list[str] = [phrase("{count} regions", count=regions)] if regions > 1 else []
    if holes:
        faults.append(phrase("a hole") if holes == 1 else phrase("{count} holes", count=holes))
    if not faults:
        return ""
    found = phrase("{first} and {second}", first=faults[0], second=faults[1]) if len(faults) > 1 else faults[0]
    return phrase("The mask has {faults}; ISIC expects one region without holes.", faults=found)


class CocoWriter:
    """One JSON file with run lengths. Ids come from the images' names, so that they stay when images come and go."""

    def __init__(self, file: BinaryIO, *, compressed: bool) -> None:
        self._file = file
        self._compressed = compressed
        self._images: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self._ids: set[int] = set()

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Add image and annotation; an empty mask is an image without annotation, marked as such."""
        from pycocotools import mask as coco

        number = stable_id(chosen.name, self._ids)
        self._ids.add(number)
        height, width = annotation.mask.shape
        image: dict[str, Any] = {"id": number, "file_name": chosen.name, "width": width, "height": height}
        self._images.append(image)
        if not annotation.mask.any():
            image["isic_desktop_empty"] = True
            return ""
        runs = encode_runs(annotation.mask, compressed=True)
        packed = {"size": runs["size"], "counts": runs["counts"].encode("ascii")}
        self._annotations.append(
            {
                "id": number,
                "image_id": number,
                "category_id": 1,
                "segmentation": runs if self._compressed else encode_runs(annotation.mask, compressed=False),
                "area": int(coco.area(packed)),
                "bbox": [float(value) for value in coco.toBbox(packed)],
                "iscrowd": 0,
            }
        )
        return ""

    def finish(self) -> None:
        """Write the file."""
        document = {
            "info": {"description": f"Lesion annotations, exported by ISIC Desktop {__version__}"},
            "licenses": [],
            "images": self._images,
            "annotations": self._annotations,
            "categories": [{"id": 1, "name": LABEL, "supercategory": "skin"}],
        }
        self._file.write(encode_json(document))


def stable_id(name: str, taken: set[int]) -> int:
    """A number that belongs to a name, the same in every export; below 2**48, which every JSON reader keeps exact."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:6], "big") or 1
    while number in taken:  # once in a hundred million images
        number += 1
    return number


class YoloWriter:
    """Text files with a polygon a line, coordinates as shares of width and height. Holes cannot be said in it."""

    def __init__(self, out: Path, tolerance_px: float) -> None:
        self._out = out
        self._tolerance_px = tolerance_px

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Write the regions; tells how many pixels differ from the mask."""
        mask = annotation.mask
        height, width = mask.shape
        polygons = [thinned(loop.corners_xy, self._tolerance_px) for loop in edge_loops(mask) if not loop.hole]
        lines = [[f"{share:.9g}" for share in (polygon / (width, height)).ravel()] for polygon in polygons]
        text = "".join(f"0 {' '.join(line)}\n" for line in lines)
        write_into(file_of(chosen, Format.YOLO, self._out), text.encode("ascii"))
        # What a reader gets, rounding and all.
        read = [np.array(line, dtype=np.float64).reshape(-1, 2) * (width, height) for line in lines]
        differing = int(np.count_nonzero(fill_polygons(read, (width, height)) != mask))
        if not differing:
            return ""
        holes = count_parts(mask)[1]
        if not holes:
            return phrase("{differing} pixels differ, since corners were left out.", differing=differing)
        counted = {"differing": differing, "holes": holes}
        if self._tolerance_px <= 0:
            return phrase("YOLO polygons have no holes: {differing} pixels of {holes} holes were filled.", **counted)
        return phrase(
            "YOLO polygons have no holes: {differing} pixels of {holes} holes were filled, or differ since corners "
            "were left out.",
            **counted,
        )

    def finish(self) -> None:
        """Write what YOLO wants to know of the classes."""
        write_into(self._out / "data.yaml", f"path: .\ntrain: images\nval: images\nnames:\n  0: {LABEL}\n".encode())


class LabelmeWriter:
    """A JSON file for each image: polygons, or a mask where there are holes, which polygons cannot say."""

    def __init__(self, out: Path, tolerance_px: float) -> None:
        self._out = out
        self._tolerance_px = tolerance_px

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Write the shapes."""
        mask = annotation.mask
        height, width = mask.shape
        loops = edge_loops(mask)
        remark = ""
        if any(loop.hole for loop in loops):
            shapes = [_mask_shape(mask)]
        else:
            polygons = [thinned(loop.corners_xy, self._tolerance_px) for loop in loops]
            shapes = [_shape("polygon", polygon.tolist()) for polygon in polygons]
            if self._tolerance_px > 0 and (
                differing := int(np.count_nonzero(fill_polygons(polygons, (width, height)) != mask))
            ):
                remark = phrase("{differing} pixels differ, since corners were left out.", differing=differing)
        target = file_of(chosen, Format.LABELME, self._out)
        document = {
            "version": "5.5.0",
            "flags": {},
            "shapes": shapes,
            # labelme looks for the image from where its file lies.
            "imagePath": Path(os.path.relpath(chosen.image.absolute(), target.parent.absolute())).as_posix(),
            "imageData": None,
            "imageHeight": height,
            "imageWidth": width,
        }
        write_into(target, encode_json(document))
        return remark

    def finish(self) -> None:
        """There is nothing left to write."""


def _shape(kind: str, points: list[list[float]], mask: str | None = None) -> dict[str, Any]:
    return {
        "label": LABEL,
        "points": points,
        "group_id": None,
        "description": "",
        "shape_type": kind,
        "flags": {},
        "mask": mask,
    }


def _mask_shape(mask: Mask) -> dict[str, Any]:
    from isic_desktop.core.editing.extent import extent

    box = extent(mask)
    content = base64.b64encode(encode_mask(np.ascontiguousarray(mask[box.slices]))).decode("ascii")
    # Both corners belong to it.
    corners = [[float(box.left), float(box.top)], [float(box.right - 1), float(box.bottom - 1)]]
    return _shape("mask", corners, content)
