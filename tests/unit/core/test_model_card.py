"""What a model's card says of a file, and what it says where the file says nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tiny_model import TINY_HEADER

from isic_desktop.core.model_card import MAX_CARD_BYTES, card_from_header, card_from_run, read_card

SAID = replace(
    TINY_HEADER,
    training={"description": "900 images of ISIC 2016", "started_from": "ImageNet", "command": "train --epochs 3"},
    training_hashes=("0" * 16, "1" * 16),
    metrics={"val_jaccard": 0.8123},
)


def test_that_a_card_tells_what_the_file_says_and_that_nobody_checked_it() -> None:
    card = card_from_header("mine", "ab" * 32, SAID)
    assert card.startswith("# mine\n")
    assert "\n900 images of ISIC 2016.\n" in card
    assert "The perceptual hashes of 2 images it has seen lie in the file." in card
    assert "The encoder began from: ImageNet." in card
    assert "    train --epochs 3\n" in card
    assert "0.8123" in card
    assert "which was not verified" in card
    assert "| named in annotations | tiny |" in card
    assert "named in annotations" not in card_from_header("tiny", "ab" * 32, SAID)


def test_that_a_card_says_so_where_the_file_says_nothing() -> None:
    card = card_from_header("tiny", "ab" * 32, TINY_HEADER)
    assert "\nThe file does not say what it was trained on.\n" in card
    assert "perceptual hashes" not in card
    assert "How it was made" not in card
    assert "unknown by version unknown" in card
    with_end = replace(TINY_HEADER, training={"description": "Nine images.", "before": {"name": "older"}})
    card = card_from_header("tiny", "ab" * 32, with_end)
    assert "\nNine images.\n" in card
    assert "Training began from the model older." in card


def test_that_a_run_without_figures_gives_a_card_without_figures(tmp_path: Path) -> None:
    card = card_from_run("mine", "ab" * 32, SAID, tmp_path / "gone")
    assert "On the validation images" not in card
    assert "It has not been compared with another model" in card
    assert "not verified" not in card


def test_that_a_card_that_is_missing_or_enormous_is_empty(tmp_path: Path) -> None:
    model = tmp_path / "a.safetensors"
    assert read_card(model) == ""
    model.with_suffix(".md").write_bytes(b"# caf\xe9")
    assert read_card(model) == "# caf\N{REPLACEMENT CHARACTER}"
    model.with_suffix(".md").write_bytes(b"x" * MAX_CARD_BYTES)
    assert len(read_card(model)) == MAX_CARD_BYTES
    model.with_suffix(".md").write_bytes(b"x" * (MAX_CARD_BYTES + 1))
    assert read_card(model) == ""
