"""Sample images, the card of keys, names of models, the log's end, JSON: small things that people meet every day."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from isic_desktop.core import places, samples
from isic_desktop.core.diagnostics import PACKAGES, diagnostics, versions
from isic_desktop.core.json_text import decode_json, encode_json
from isic_desktop.core.model_names import MAX_NAME_CHARS, check_name, free_name, taken_names
from isic_desktop.core.opening import screen_levels
from isic_desktop.core.program_log import LOG_NAME, last_lines
from isic_desktop.core.runs import remove_run
from isic_desktop.core.samples import copy_samples
from isic_desktop.core.shortcuts import RESERVED, card_html, chosen_from, claimed_by, effective_keys
from isic_desktop.core.training_plan import asked_folder
from model_train.errors import FolderError, StorageError, UsageError


def test_that_samples_come_to_a_folder_that_is_made_and_nothing_of_a_persons_is_touched(tmp_path: Path) -> None:
    target = tmp_path / "not" / "there" / "yet"
    images = copy_samples(target)
    names = sorted(path.name for path in images.iterdir())
    assert images == target / "images"
    assert names == sorted(path.name for path in (places.resource_path("samples") / "images").iterdir())
    mine = images / names[0]
    mine.write_bytes(b"painted over")
    (images / names[1]).unlink()
    assert copy_samples(target) == images
    assert mine.read_bytes() == b"painted over"
    assert (images / names[1]).is_file()
    assert copy_samples() == places.models_dir().with_name("samples") / "images"


def test_that_samples_that_cannot_be_written_name_the_place_and_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderError, match="Cannot write the sample images") as refusal:
        copy_samples(tmp_path / "file")
    assert refusal.value.path == tmp_path / "file" / "images"


def test_that_the_card_of_keys_is_balanced_and_takes_names_for_text() -> None:
    groups = [
        ("Long", [("A & B", "Ctrl+<")] * 9),
        ("First", [("one", "1")]),
        ("Second", [("two", "2")]),
        ("Third", [("three", "3")]),
    ]
    page = card_html("Keys <all>", groups, "made & printed", columns=2, font_pt=7.5)
    columns = re.findall(r"<td width='50%'.*?</td>(?=<td width='50%'|</tr></table><p>)", page)
    assert [re.findall("<h3>(.*?)</h3>", column) for column in columns] == [["Long"], ["First", "Second", "Third"]]
    assert "<title>Keys &lt;all&gt;</title>" in page
    assert "<td width='64%'>A &amp; B</td><td width='36%'><b>Ctrl+&lt;</b></td>" in page
    assert "made &amp; printed" in page
    assert "font-size: 7.5pt" in page
    assert len(re.findall("width='33%'", card_html("K", groups, "", columns=3))) == 3


def test_that_a_chosen_key_goes_before_a_usual_one_and_no_key_means_two_things() -> None:
    usual = effective_keys({})
    assert usual["edit.undo"] == ("Ctrl+Z",)
    taken = effective_keys({"image.next": ("ctrl+z", RESERVED[0]), "view.blink": ("Ctrl+Z",), "unknown": ("Q",)})
    assert taken["image.next"] == ("ctrl+z",), "a key that the program needs for itself cannot be had"
    assert taken["edit.undo"] == taken["view.blink"] == ()
    assert claimed_by("CTRL+Z", taken) == "image.next"
    assert claimed_by("CTRL+Z", taken, but="image.next") == ""
    assert claimed_by(RESERVED[0].lower(), taken) == "reserved"
    assert set(chosen_from(taken)) == {"image.next", "edit.undo", "view.blink"}


def test_that_a_models_name_may_be_as_long_as_is_said_and_only_models_take_one() -> None:
    places.models_dir().mkdir(parents=True)
    for name in ("mine.safetensors", "notes.txt", ".hidden.safetensors"):
        (places.models_dir() / name).touch()
    assert "mine" in taken_names()
    assert not {"notes", ".hidden"} & taken_names()
    assert check_name("n" * MAX_NAME_CHARS) == "n" * MAX_NAME_CHARS
    for name, what in (
        ("n" * (MAX_NAME_CHARS + 1), f"at most {MAX_NAME_CHARS}"),
        ("MINE", "already"),
        ("con", "something else"),
        ("active", "something else"),
        ("a/b", "cannot be used"),
        ("x.safetensors", "cannot be used"),
        (" x", "neither be empty"),
    ):
        with pytest.raises(UsageError, match=what):
            check_name(name)
    assert free_name("mine") == "mine-2"
    assert free_name("a/b:c.safetensors") == "a-b-c"
    assert free_name("..") == "model"
    assert free_name("con") == "model-con"


def test_that_the_end_of_a_log_is_read_however_short_or_long_it_is(tmp_path: Path) -> None:
    assert last_lines(tmp_path, 3) == []
    log = tmp_path / LOG_NAME
    log.write_text("line 1\nline 2\n")  # words that no folder of another test is called by, which would be hidden
    assert last_lines(tmp_path, 3) == ["line 1", "line 2"]
    log.write_text("".join(f"line {number}\n" for number in range(5000)))
    assert last_lines(tmp_path, 3) == ["line 4997", "line 4998", "line 4999"]
    told = diagnostics({"device": "CPU"}, tmp_path, "a problem")
    assert (
        told.index("device: CPU") < told.index("Problem:\na problem") < told.index("Log:\n") < told.index("line 4999")
    )
    assert set(versions()) == {"ISIC Desktop", "Python", *PACKAGES}
    quiet = diagnostics({}, tmp_path / "nowhere")
    assert "Problem:" not in quiet
    assert "Log:" not in quiet


def test_that_json_holds_any_name_and_no_number_that_is_none() -> None:
    assert encode_json({"ä": 1}) == '{\n  "ä": 1\n}\n'.encode()
    odd = {"name": "caf\udce9 ü.jpg"}
    assert decode_json(encode_json(odd)) == odd
    for value in (math.nan, math.inf, -math.inf):
        for name in ("plain", "caf\udce9"):
            with pytest.raises(ValueError, match="JSON"):
                encode_json({name: value})


def test_that_an_images_halvings_are_of_the_screens_layout_and_nobody_can_paint_on_them() -> None:
    rgb = np.random.default_rng(3).integers(0, 256, (1031, 2050, 3), dtype=np.uint8)
    levels = screen_levels(rgb)
    assert [level.shape for level in levels] == [(1031, 2050, 4), (515, 1025, 4)]
    assert np.array_equal(levels[0][:, :, 2::-1], rgb)
    assert all((level[:, :, 3] == 255).all() and not level.flags.writeable for level in levels)
    assert np.abs(levels[1][:, :, :3].mean((0, 1)) - levels[0][:, :, :3].mean((0, 1))).max() < 0.5


def test_that_a_run_that_cannot_be_deleted_is_named_and_one_that_is_gone_is_fine() -> None:
    run = places.runs_dir() / "old"
    asked_folder(run).mkdir(parents=True)
    run.mkdir()
    remove_run(run)
    assert not run.exists()
    assert not asked_folder(run).exists()
    remove_run(run)
    run.write_text("a file in the place of a folder")
    with pytest.raises(StorageError, match="cannot be deleted") as refusal:
        remove_run(run)
    assert refusal.value.path == run


def test_that_samples_that_were_not_installed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "resource_path", lambda name: tmp_path / name)
    with pytest.raises(FolderError, match="sample images are missing"):
        samples.copy_samples(tmp_path / "copy")
