"""Scores and read-outs as a table, overlays as pictures, and both on paper."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from isic_desktop.core.annotation_store import LoadedAnnotation
from isic_desktop.core.calibration import Calibrations, Scale
from isic_desktop.core.handover.formats import ExportOptions, Format, file_of, write_into
from isic_desktop.core.handover.gathering import Chosen, annotation_state
from isic_desktop.core.overlay import draw_overlay
from isic_desktop.core.readouts import NOTICE, ReadOuts, measure
from isic_desktop.core.scoring import read_scored_mask
from isic_desktop.core.strokes import Mask
from model_train.boundary import boundary_distance
from model_train.cells import defused
from model_train.errors import AppError, MaskError, SidecarError
from model_train.images import read_image
from model_train.pairing import TruthFinder
from model_train.scores import SCORE_NAMES, Overlap, count_overlap

COLUMNS = (
    "file", "state", "origin", "model", "predicted_jaccard", "width", "height", "lesion_fraction",
    *SCORE_NAMES, "boundary_mean_px", "boundary_hd95_px",
    "area_px", "diameter_px", "circle_diameter_px", "perimeter_px",
    "mm_per_px", "calibrated_by", "area_mm2", "diameter_mm", "circle_diameter_mm", "perimeter_mm",
    "asymmetry", "irregularity", "solidity", "regions", "holes", "cut_off", "colours", "colour_names",
    "changed_pixels", "work_seconds", "notice",
)  # fmt: skip


class TruthReader:
    """Finds and reads ground truth for exports."""

    def __init__(self, options: ExportOptions) -> None:
        self._find = TruthFinder(options.truth_folder).find
        self._rescale_01 = options.rescale_01

    def read(self, image: Path, shape: tuple[int, ...]) -> tuple[Mask | None, str]:
        """Ground truth of an image, or None; and why it could not be used, as a sentence, if that is so."""
        path = self._find(image)
        if path is None:
            return None, ""
        try:
            truth = read_scored_mask(path, rescale_01=self._rescale_01)
            if truth.shape != shape:
                raise MaskError("The ground truth is of another size than the image", path=path)
        except AppError as error:
            return None, f"No scores: {error}"
        return truth, ""


class Scales:
    """How long pixels are, by the rulers of each folder of annotations; each file is read once."""

    def __init__(self) -> None:
        self._known: dict[Path, Calibrations | str] = {}

    def of(self, chosen: Chosen, shape: tuple[int, ...]) -> tuple[Scale, str]:
        """The scale of an image, and why the rulers could not be read, as a sentence, if that is so."""
        place = chosen.paths.mask.parent
        if place not in self._known:
            try:
                self._known[place] = Calibrations(place)
            except SidecarError as error:
                self._known[place] = str(error)
        known = self._known[place]
        if isinstance(known, str):
            return Scale(), f"No millimetres: {known}"
        return known.scale_of(chosen.image.name, (shape[1], shape[0])), ""


class CsvWriter:
    """One table; a row for each annotation."""

    def __init__(self, file: BinaryIO, options: ExportOptions) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
        self._rows = csv.DictWriter(self._text, COLUMNS, lineterminator="\n")
        self._rows.writeheader()
        self._truth = TruthReader(options)
        self._scales = Scales()

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Write the row."""
        mask = annotation.mask
        truth, problem = self._truth.read(chosen.image, mask.shape)
        scale, no_scale = self._scales.of(chosen, mask.shape)
        found = measure(mask, read_image(chosen.image))
        sidecar = annotation.sidecar
        row: dict[str, Any] = {
            "file": defused(chosen.name),
            "state": annotation_state(chosen.paths),
            "origin": sidecar.origin if sidecar is not None else "",
            "model": defused(sidecar.model.name) if sidecar is not None and sidecar.model is not None else "",
            "predicted_jaccard": sidecar.predicted_jaccard if sidecar is not None else None,
            "width": mask.shape[1],
            "height": mask.shape[0],
            "lesion_fraction": np.count_nonzero(mask) / mask.size,
            "changed_pixels": sidecar.changed_pixels if sidecar is not None else "",
            "work_seconds": sidecar.work_seconds if sidecar is not None else None,
            "notice": NOTICE,
        }
        if truth is not None:
            row |= count_overlap(mask, truth).as_dict()
            distance = boundary_distance(mask, truth)
            if distance is not None:
                row |= {"boundary_mean_px": distance.mean_px, "boundary_hd95_px": distance.hd95_px}
        row |= {"mm_per_px": scale.mm_per_px, "calibrated_by": scale.source}
        if found is not None:
            row |= read_out_cells(found, scale.mm_per_px)
        self._rows.writerow({key: _cell(value) for key, value in row.items()})
        return " ".join(part for part in (problem, no_scale) if part)

    def finish(self) -> None:
        """Let go of the file, which is closed elsewhere."""
        self._text.flush()
        self._text.detach()


def read_out_cells(found: ReadOuts, mm_per_px: float | None) -> dict[str, Any]:
    """The columns that come from read-outs."""
    cells: dict[str, Any] = {
        "area_px": found.area_px,
        "diameter_px": found.diameter_px,
        "circle_diameter_px": found.circle_diameter_px,
        "perimeter_px": found.perimeter_px,
        "asymmetry": found.asymmetry,
        "irregularity": found.irregularity,
        "solidity": found.solidity,
        "regions": found.regions,
        "holes": found.holes,
        "cut_off": "yes" if found.cut_off else "no",
        "colours": "" if found.colour_count is None else found.colour_count,
        "colour_names": " + ".join(colour.name for colour in found.colours or ()),
    }
    return cells if mm_per_px is None else cells | found.scaled(mm_per_px)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return f"{value:.6f}" if isinstance(value, float) else value


class OverlayWriter:
    """A PNG picture for each image, with the outline and, dashed, that of the ground truth."""

    def __init__(self, out: Path, options: ExportOptions) -> None:
        self._out = out
        self._truth = TruthReader(options)

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Write the picture."""
        picture, problem, _ = overlaid(chosen, annotation.mask, self._truth)
        content = io.BytesIO()
        Image.fromarray(picture).save(content, "PNG", compress_level=3)
        write_into(file_of(chosen, Format.OVERLAYS, self._out), content.getvalue())
        return problem

    def finish(self) -> None:
        """There is nothing left to write."""


def overlaid(chosen: Chosen, mask: Mask, truth: TruthReader) -> tuple[NDArray[np.uint8], str, Overlap | None]:
    """An image with its outlines, what was wrong with its ground truth, and how well both agree."""
    image = read_image(chosen.image)
    expected, problem = truth.read(chosen.image, mask.shape)
    overlap = None if expected is None else count_overlap(mask, expected)
    return draw_overlay(image, mask, expected), problem, overlap
