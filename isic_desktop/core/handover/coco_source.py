"""Masks from a COCO JSON file: run lengths, compressed or not, and polygons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from isic_desktop.core.handover.formats import LABEL
from isic_desktop.core.handover.outlines import fill_polygons
from isic_desktop.core.handover.run_lengths import decode_runs
from isic_desktop.core.handover.untrusted import (
    SourceError,
    checked_size,
    coordinates,
    safe_name,
    shortened,
    whole_number,
)
from isic_desktop.core.mask_size import check_mask_size
from isic_desktop.core.strokes import Mask
from model_train.errors import MaskError
from model_train.messages import phrase

_MAX_ID = 2**63
_REMEDY = "Export it again."


class CocoFile:
    """A checked COCO document.

    Args:
        value: What the JSON file holds.
        path: The file, for messages.

    Attributes:
        left_out: Images without annotation, with the reason.

    Raises:
        SourceError: It is not COCO, or contradicts itself: ids that occur twice, annotations of no image.
    """

    def __init__(self, value: Any, path: Path) -> None:
        self._path = path
        if not isinstance(value, dict) or not isinstance(value.get("images"), list):
            raise SourceError("This is not a COCO file: it has no list of images", path=path, remedy=_REMEDY)
        if not isinstance(value.get("annotations"), list):
            raise SourceError("This is not a COCO file: it has no list of annotations", path=path, remedy=_REMEDY)
        self._names: dict[int, str] = {}
        self._sizes: dict[int, tuple[int, int]] = {}
        self._empty: set[int] = set()
        for image in value["images"]:
            self._take_image(image)
        self._wanted = self._lesion_category(value.get("categories"))
        self._parts: dict[int, list[Any]] = {number: [] for number in self._names}
        self._others: set[int] = set()
        seen: set[int] = set()
        for annotation in value["annotations"]:
            self._take_annotation(annotation, seen)
        self.left_out = [
            (name, phrase("There is no annotation for it in the file."))
            for number, name in self._names.items()
            if not self._parts[number] and number not in self._empty
        ]

    def _wrong(self, what: str) -> SourceError:
        return SourceError(what, path=self._path, remedy=_REMEDY)

    def _take_image(self, image: Any) -> None:
        if not isinstance(image, dict) or not whole_number(image.get("id"), -_MAX_ID, _MAX_ID):
            raise self._wrong("An image in it has no id that is a whole number")
        number = image["id"]
        if number in self._names:
            raise self._wrong(phrase("Two images in it have the id {number}", number=number))
        name = safe_name(image.get("file_name"), self._path).as_posix()
        self._sizes[number] = checked_size(image.get("width"), image.get("height"), self._path)
        self._names[number] = name
        if image.get("isic_desktop_empty") is True:
            self._empty.add(number)

    def _lesion_category(self, categories: Any) -> int | None:
        """The id of the category that is called lesion, if there is one among several."""
        if categories is None:
            return None
        if not isinstance(categories, list) or not all(isinstance(entry, dict) for entry in categories):
            raise self._wrong("The categories in it are not a list of objects")
        numbers = [entry.get("id") for entry in categories]
        if not all(whole_number(number, -_MAX_ID, _MAX_ID) for number in numbers):
            raise self._wrong("A category in it has no id that is a whole number")
        if len(set(numbers)) != len(numbers):
            raise self._wrong("Two categories in it have the same id")
        named = [entry["id"] for entry in categories if str(entry.get("name", "")).casefold() == LABEL]
        return named[0] if len(named) == 1 and len(numbers) > 1 else None

    def _take_annotation(self, annotation: Any, seen: set[int]) -> None:
        if not isinstance(annotation, dict) or not whole_number(annotation.get("image_id"), -_MAX_ID, _MAX_ID):
            raise self._wrong("An annotation in it does not say for which image it is")
        number = annotation.get("id")
        if number is not None:
            if not whole_number(number, -_MAX_ID, _MAX_ID):
                raise self._wrong("An annotation in it has an id that is no whole number")
            if number in seen:
                raise self._wrong(phrase("Two annotations in it have the id {number}", number=number))
            seen.add(number)
        image = annotation["image_id"]
        if image not in self._names:
            raise self._wrong(phrase("An annotation in it is for the image {image}, which is not in it", image=image))
        if self._wanted is not None and annotation.get("category_id") != self._wanted:
            self._others.add(image)
            return
        self._parts[image].append(annotation.get("segmentation"))

    def masks(self) -> Iterator[tuple[str, Callable[[tuple[int, int]], tuple[Mask, str]]]]:
        """The name of each image that has an annotation, and how its mask is made."""
        for number, name in self._names.items():
            if self._parts[number] or number in self._empty:
                yield name, self._loader(number)

    def _loader(self, number: int) -> Callable[[tuple[int, int]], tuple[Mask, str]]:
        def load(size_wh: tuple[int, int]) -> tuple[Mask, str]:
            width, height = self._sizes[number]
            check_mask_size((width, height), size_wh, self._path)
            mask = np.zeros((height, width), dtype=np.bool_)
            try:
                for part in self._parts[number]:
                    mask |= self._segment(part, size_wh)
            except MaskError as error:
                raise MaskError(
                    phrase("{what} ({name})", what=error.what, name=shortened(self._names[number])),
                    path=self._path,
                    remedy=error.remedy,
                ) from error
            remark = phrase("Annotations of other categories were left out.") if number in self._others else ""
            if not remark and len(self._parts[number]) > 1:
                remark = phrase("{count} annotations were united.", count=len(self._parts[number]))
            return mask, remark

        return load

    def _segment(self, part: Any, size_wh: tuple[int, int]) -> Mask:
        if isinstance(part, dict):
            return decode_runs(part, size_wh)
        if isinstance(part, list) and part:
            return fill_polygons([coordinates(polygon, self._path) for polygon in part], size_wh)
        raise MaskError("An annotation has neither run lengths nor polygons", remedy="Boxes alone are no masks.")
