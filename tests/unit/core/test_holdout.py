"""The fixed held-out set: who is in it never changes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from isic_desktop.core.holdout import DEFAULT_SHARE, holdout_key, is_held_out, read_lesions
from model_train.errors import UsageError


def test_that_these_images_are_held_out_in_every_version_to_come() -> None:
    # Written down, so that a change of the rule (which would let models train on their judges) fails here.
    held_out = [number for number in range(40) if is_held_out(f"ISIC_{number:07d}")]
    assert held_out == HELD_OUT_OF_40


HELD_OUT_OF_40 = [7, 9, 10, 11, 15, 19, 25, 30, 33]


def test_that_a_share_of_many_is_held_out() -> None:
    for share in (DEFAULT_SHARE, 0.5):
        count = sum(is_held_out(f"image {number}", share) for number in range(5000))
        assert abs(count / 5000 - share) < 0.02
    assert not any(is_held_out(str(number), 0.0) for number in range(50))
    assert all(is_held_out(str(number), 1.0) for number in range(50))


def test_that_a_greater_share_holds_out_the_same_ones_and_more() -> None:
    names = [f"image {number}" for number in range(500)]
    small = {name for name in names if is_held_out(name, 0.1)}
    assert small
    assert small < {name for name in names if is_held_out(name, 0.3)}


def test_that_neither_folder_nor_ending_nor_other_images_matter() -> None:
    assert holdout_key(Path("/a/b/ISIC_7.jpg")) == holdout_key(Path("elsewhere/ISIC_7.png"))
    assert is_held_out("ISIC_0000001") == is_held_out("isic_0000001")
    for number in range(60):
        composed = f"läsion {number}"
        assert is_held_out(composed) == is_held_out(unicodedata.normalize("NFD", composed))


def test_that_a_lesion_decides_for_all_its_images() -> None:
    assert holdout_key(Path("a.jpg"), "HAM_1") == holdout_key(Path("b.jpg"), "HAM_1") == "HAM_1"


@pytest.mark.parametrize(
    ("text", "lesions"),
    [
        ("lesion_id,image_id,dx\nHAM_1,ISIC_1,nv\nHAM_1,ISIC_2,nv\n", {"ISIC_1": "HAM_1", "ISIC_2": "HAM_1"}),
        ("isic_id,lesion_id\nISIC_3,IL_9\nISIC_4,\n", {"ISIC_3": "IL_9"}),
        ("id,group\na.jpg,x\nb.c,y\n", {"a": "x", "b.c": "y"}),
        ("\ufeffImage , Lesion\nq.png, z \n", {"q": "z"}),
    ],
)
def test_that_tables_of_the_usual_kinds_are_read(tmp_path: Path, text: str, lesions: dict[str, str]) -> None:
    table = tmp_path / "table.csv"
    table.write_text(text, encoding="utf-8")
    assert read_lesions(table) == lesions


@pytest.mark.parametrize("content", [b"", b"id,dx\na,b\n", b"\xff\xfe\x00", b'id,group\n"' + b"x" * 200_000])
def test_that_a_table_without_the_columns_is_refused(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(content)
    with pytest.raises(UsageError):
        read_lesions(table)
    with pytest.raises(UsageError):
        read_lesions(tmp_path / "missing.csv")
