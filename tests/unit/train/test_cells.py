"""Tables that people open in spreadsheets run nothing, and are read back as they were."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from model_train.cells import as_it_was, defused
from model_train.comparison import read_scores
from model_train.dataset import read_csv_by_id
from model_train.pairs_file import ListedPair, read_pairs_file, write_pairs_file
from model_train.run_folder import BEST_SCORES, write_metrics
from model_train.splitting import write_split

FORMULA = "=cmd|' /C calc'!A1"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1"])
def test_that_a_formula_becomes_text(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "ISIC_0000001", "1-2", "ä"])
def test_that_other_text_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell


@pytest.mark.parametrize("cell", ["=1", "'=1", "''=1", "'", "", "it's", "'a", "-", "a"])
def test_that_a_defused_cell_is_read_back_as_it_was(cell: str) -> None:
    assert as_it_was(defused(cell)) == cell


def cells_of(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return [cell for row in csv.reader(file) for cell in row]


def runs_nothing(path: Path) -> bool:
    return not any(cell.startswith(("=", "+", "@")) for cell in cells_of(path))


def test_that_the_tables_of_a_run_hold_no_formulas_and_are_read_back(tmp_path: Path) -> None:
    write_split(tmp_path / "split.csv", {FORMULA: ("train", "@group", "0" * 16)})
    write_metrics(tmp_path, [{"id": FORMULA, "jaccard": 0.5}, {"id": "+b", "jaccard": -0.5}], BEST_SCORES)
    assert runs_nothing(tmp_path / "split.csv")
    assert runs_nothing(tmp_path / BEST_SCORES)
    assert read_csv_by_id(tmp_path / "split.csv", "side") == {FORMULA: ("train",)}
    assert read_scores(tmp_path) == {FORMULA: 0.5, "+b": -0.5}


def test_that_a_list_of_pairs_holds_no_formulas_and_is_read_back(tmp_path: Path) -> None:
    pairs = [ListedPair(FORMULA, tmp_path / "a.jpg", tmp_path / "a.png", "@lesion")]
    write_pairs_file(tmp_path / "pairs.csv", pairs)
    assert runs_nothing(tmp_path / "pairs.csv")
    assert read_pairs_file(tmp_path / "pairs.csv") == pairs
