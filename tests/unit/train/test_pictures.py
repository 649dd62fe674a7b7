from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from model_train.analysis import analyse
from model_train.page import Page
from model_train.pictures import curves_figure, label_of, sheet_png


def rows_of(epochs: int) -> list[dict[str, float]]:
    quantities = ("loss", "jaccard", "dice", "accuracy")
    return [
        {"epoch": number, **{f"{side}_{name}": 0.5 for side in ("train", "val") for name in quantities}}
        for number in range(1, epochs + 1)
    ]


def test_that_the_curve_of_a_single_epoch_can_be_seen() -> None:
    for epochs, mark in ((1, "o"), (2, "None")):
        for axis in curves_figure({"": rows_of(epochs)}).axes:
            assert [line.get_marker() for line in axis.get_lines()] == [mark, mark]


def test_that_epochs_are_whole_numbers_on_the_axis() -> None:
    figure = curves_figure({"": rows_of(3)})
    figure.canvas.draw()  # type: ignore[no-untyped-call]
    for axis in figure.axes:
        assert all(tick == int(tick) for tick in axis.get_xticks())


def pixels_of(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(png)))


@pytest.mark.parametrize("name", ["ISIC_0000001", "лицо", "n" * 500])
def test_that_wide_tiles_are_labelled_and_narrow_ones_are_not(name: str) -> None:
    tile = np.zeros((128, 128, 3), np.uint8)
    bare, labelled = (pixels_of(sheet_png([tile, tile], 2, labels)) for labels in ((), (name, name)))
    assert labelled.shape[0] > bare.shape[0]
    assert (labelled[132:] > 150).any()
    assert (bare[:132] == labelled[:132]).all()  # the tiles themselves are not written on
    small = tile[:32, :32]
    assert sheet_png([small], 1, [name]) == sheet_png([small], 1)


def test_that_a_label_tells_the_jaccard_index() -> None:
    truth = np.zeros((4, 4), bool)
    truth[:2] = True
    assert label_of("a", truth, truth) == "a  IoU 1.00"
    assert label_of("a", truth, np.ones((4, 4), bool)) == "a  IoU 0.50"


def test_that_pairs_which_cannot_be_shown_give_their_place_to_others(write: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "set", 9)
    (folder / "images" / "drawn_000.png").write_bytes(b"nothing")
    for number, grey in ((1, 0), (2, 255)):
        Image.new("L", (64, 64), grey).save(folder / "masks" / f"drawn_00{number}_Segmentation.png")
    analyse(folder / "images", folder / "masks", tmp_path / "out")
    with Image.open(tmp_path / "out" / "samples.png") as sheet:
        assert (sheet.width - 4) / 164 == 6
    page = (tmp_path / "out" / "analysis.html").read_text()
    assert "1 sizes. A lesion covers" in page
    assert "<ul></ul>" not in page


def test_that_small_numbers_keep_their_digits_in_a_table() -> None:
    page = Page("Numbers")
    page.table([{"a": 0.00002, "b": 0.5, "c": 0.0, "d": -0.00031}])
    told = page.as_html()
    assert [f">{text}<" in told for text in ("2e-05", "0.5000", "0.0000", "-0.00031")] == [True] * 4
