"""A PDF with small pictures of all lesions, outlined, each with its name and score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.annotation_store import LoadedAnnotation
from isic_desktop.core.handover.formats import ExportOptions
from isic_desktop.core.handover.gathering import Chosen, annotation_state
from isic_desktop.core.handover.tables import Scales, TruthReader, overlaid
from isic_desktop.core.readouts import NOTICE, measure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLUMNS, _ROWS = 4, 5
_A4_INCHES = (8.27, 11.69)
_PICTURE_PX = 420
_LONGEST_NAME = 30
_SIZE, _SMALL = 7.5, 6.5


class ContactSheetWriter:
    """Twenty lesions on a page of A4."""

    def __init__(self, file: BinaryIO, options: ExportOptions, title: str) -> None:
        from matplotlib.backends.backend_pdf import PdfPages

        # Without dates, so that the same annotations give the same file.
        self._pages: Any = PdfPages(file, metadata={"Title": title, "CreationDate": None, "Producer": None})
        self._truth = TruthReader(options)
        self._scales = Scales()
        self._title = title
        self._page: Figure | None = None
        self._on_page = 0
        self._number = 0

    def add(self, chosen: Chosen, annotation: LoadedAnnotation) -> str:
        """Put the lesion on the sheet."""
        mask = annotation.mask
        picture, problem, overlap = overlaid(chosen, mask, self._truth)
        scale, no_scale = self._scales.of(chosen, mask.shape)
        found = measure(mask)
        state = annotation_state(chosen.paths)
        lines = [state if overlap is None else f"{state} · IoU {overlap.jaccard:.3f}"]
        if found is None:
            lines.append("empty mask")
        elif scale.mm_per_px is not None:
            lines.append(f"{found.diameter_px * scale.mm_per_px:.1f} mm across")
        else:
            lines.append(f"{found.diameter_px:.0f} px across")
        self._place(_reduced(picture), _fitting(chosen.name), " · ".join(lines))
        return " ".join(part for part in (problem, no_scale) if part)

    def finish(self) -> None:
        """Write the last page; a sheet without lesions has one page that says so."""
        if self._page is None and not self._number:
            self._begin_page()
            assert self._page is not None
            self._page.text(0.5, 0.5, "No annotation was handed over.", ha="center", fontsize=11)
        self._end_page()
        self._pages.close()

    def _begin_page(self) -> None:
        from matplotlib.figure import Figure

        self._number += 1
        self._on_page = 0
        self._page = Figure(figsize=_A4_INCHES)
        text: dict[str, Any] = {"fontsize": _SIZE, "color": "#595f66", "parse_math": False}
        self._page.text(0.06, 0.965, _printable(self._title), weight="bold", fontsize=10, parse_math=False)
        self._page.text(0.06, 0.025, f"{NOTICE}.", **text)
        self._page.text(0.94, 0.025, f"Page {self._number}", ha="right", **text)

    def _end_page(self) -> None:
        if self._page is not None:
            self._pages.savefig(self._page)
            self._page = None

    def _place(self, picture: NDArray[np.uint8], name: str, line: str) -> None:
        if self._page is not None and self._on_page == _COLUMNS * _ROWS:
            self._end_page()
        if self._page is None:
            self._begin_page()
        assert self._page is not None
        row, column = divmod(self._on_page, _COLUMNS)
        self._on_page += 1
        left, width, top, height = 0.06 + column * 0.22, 0.205, 0.945 - row * 0.18, 0.135
        axes = self._page.add_axes((left, top - height, width, height))
        axes.imshow(picture, interpolation="nearest", aspect="equal", resample=False)
        axes.set_axis_off()
        axes.set_anchor("S")
        centre = left + width / 2
        self._page.text(centre, top - height - 0.012, _printable(name), ha="center", fontsize=_SIZE, parse_math=False)
        self._page.text(centre, top - height - 0.024, line, ha="center", fontsize=_SMALL, color="#595f66")


def _reduced(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2

    shrink = max(picture.shape[:2]) / _PICTURE_PX
    if shrink <= 1:
        return picture
    size_wh = (max(1, round(picture.shape[1] / shrink)), max(1, round(picture.shape[0] / shrink)))
    return np.asarray(cv2.resize(picture, size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _fitting(name: str) -> str:
    """A name cut in the middle, where there is no room for all of it."""
    half = (_LONGEST_NAME - 1) // 2
    return name if len(name) <= _LONGEST_NAME else f"{name[:half]}…{name[-half:]}"


def _printable(text: str) -> str:
    """The text with what the sheet's font does not have shown as a replacement sign."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont("DejaVu Sans"))
    return "".join(letter if font.get_char_index(ord(letter)) else "\ufffd" for letter in text)
