"""The index holds what the files say, however it came to be, and nothing can hurt more than reading them again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from annotated import STATES, annotate, disc, make_folder
from drawn import draw_lesion, write_image, write_mask

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.image_facts import describe, fill
from isic_desktop.core.image_index import ImageIndex, IndexRow, database_rows, prune_indexes
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.image_table import ImageFacts
from model_train.pairing import TruthFinder


def fill_all(root: Path, index: ImageIndex) -> dict[str, ImageFacts]:
    """Fill an index of a folder and return what was found of each image."""
    listing = list_folder(root)
    facts: dict[str, ImageFacts] = {}
    for step in fill(listing, AnnotationStore(), TruthFinder(None, listing.contents), index, {}):
        facts |= {listing.names[number]: found for number, found in step.found}
    assert step.done == step.total
    return facts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Images in every state, with and without truth, in two folders, and some that cannot be read."""
    root = tmp_path / "images"
    images = make_folder(root, 9, truth_for=4)
    for number, state in enumerate(STATES):
        annotate(images[number], state, radius=20 + 5 * number, note=f"note {number}", tags=("tag",))
    inner = make_folder(root / "inner", 2)
    annotate(inner[1], "predicted", predicted_jaccard=0.25, model="own")
    annotations = root / "annotations"
    write_mask(annotations / "img6_Segmentation.png", disc(10))  # without a sidecar
    annotate(images[6], "accepted")
    (annotations / "img7_Segmentation.json").write_text("[" * 100_000)  # a hostile sidecar
    annotate(images[7], "accepted")
    (annotations / "img8_Segmentation.png").write_bytes(b"not a picture")
    return root


def test_that_an_index_deleted_and_built_anew_has_the_same_rows(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache"
    first = ImageIndex(folder, place)
    facts = fill_all(folder, first)
    rows = first.rows()
    first.close()
    assert first.file is not None
    assert database_rows(first.file) == rows
    assert {row.name for row in rows} == {f"img{n}.jpg" for n in range(1, 9)} | {"inner/img2.jpg"}
    again = ImageIndex(folder, place)
    assert fill_all(folder, again) == facts, "what the index remembers is what the files say"
    again.close()
    first.file.unlink()
    anew = ImageIndex(folder, place)
    assert fill_all(folder, anew) == facts
    assert anew.rows() == rows
    anew.close()


def test_that_what_is_indexed_is_what_the_files_say(folder: Path) -> None:
    facts = fill_all(folder, ImageIndex(folder, None))
    states = {name: found.state for name, found in facts.items()}
    assert states == {
        "img1.jpg": "corrected",  # a person's mask said to be new has been worked on all the same
        "img2.jpg": "predicted",
        "img3.jpg": "corrected",
        "img4.jpg": "accepted",
        "img5.jpg": "rejected",
        "img6.jpg": "corrected",
        "img7.jpg": "corrected",
        "img8.jpg": "corrected",  # its bytes are not those that were accepted
        "inner/img2.jpg": "predicted",
    }
    truth, mask = disc(30), disc(25)
    jaccard = (truth & mask).sum() / (truth | mask).sum()
    assert facts["img2.jpg"].jaccard == pytest.approx(jaccard)
    assert facts["img2.jpg"].dice == pytest.approx(2 * jaccard / (1 + jaccard))
    assert facts["img2.jpg"].lesion_share == pytest.approx(mask.mean())
    assert facts["img2.jpg"].text == "note 1\ntag"
    assert facts["img5.jpg"].jaccard is None
    assert facts["inner/img2.jpg"] == replace(facts["inner/img2.jpg"], model="own", predicted_jaccard=0.25)
    assert facts["img8.jpg"].lesion_share is None


def test_that_only_what_has_changed_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = ImageIndex(folder, None)
    fill_all(folder, index)
    read: list[str] = []
    from isic_desktop.core import image_facts

    real = image_facts.read_fully

    def counting(name: str, *more: object) -> IndexRow:
        read.append(name)
        return real(name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(image_facts, "read_fully", counting)
    annotate(folder / "img2.jpg", "accepted", radius=12)
    write_mask(folder / "img5_Segmentation.png", disc(40))  # truth comes for another one
    (folder / "annotations" / "img3_Segmentation.png").unlink()
    facts = fill_all(folder, index)
    assert read == ["img2.jpg", "img5.jpg"]
    assert facts["img2.jpg"].state == "accepted"
    assert facts["img5.jpg"].jaccard is not None
    assert "img3.jpg" not in {row.name for row in index.rows()}


def test_that_once_all_have_been_glanced_at_each_step_says_so(folder: Path) -> None:
    listing = list_folder(folder)
    steps = list(fill(listing, AnnotationStore(), TruthFinder(), ImageIndex(folder, None), {}))
    assert steps[-1].done == steps[-1].total > 0
    first = next(number for number, step in enumerate(steps) if step.glanced)
    assert len(steps) - first >= 2, "the glance is told before masks are read"
    assert all(step.glanced for step in steps[first:])


def test_that_an_annotation_that_goes_while_the_folder_is_open_is_told(folder: Path) -> None:
    listing, index, annotated = list_folder(folder), ImageIndex(folder, None), dict[int, int]()
    list(fill(listing, AnnotationStore(), TruthFinder(), index, annotated))
    (folder / "annotations" / "img3_Segmentation.png").unlink()
    found = dict(
        pair for step in fill(listing, AnnotationStore(), TruthFinder(), index, annotated) for pair in step.found
    )
    assert found[listing.rows["img3.jpg"]] == ImageFacts()


def test_that_one_saved_image_is_noted_at_once(folder: Path) -> None:
    index = ImageIndex(folder, None)
    image = folder / "img9.jpg"
    annotate(image, "accepted", note="Look again")
    facts = describe(image, "img9.jpg", AnnotationStore(), TruthFinder(), index)
    row = index.get("img9.jpg")
    assert row is not None
    assert row.facts == facts
    assert (facts.state, facts.text) == ("accepted", "Look again")


def _garbage(file: Path) -> None:
    file.write_bytes(b"this is no database" * 1000)


def _torn(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _older(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE images")
    connection.execute("CREATE TABLE images (name, something)")
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _other_columns(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE images")
    connection.execute("CREATE TABLE images (name PRIMARY KEY)")
    connection.close()


def _hostile_values(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE images SET state = 'root', jaccard = 'high', text = 7")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("damage", [_garbage, _torn, _older, _other_columns, _hostile_values])
def test_that_a_damaged_index_is_thrown_away_and_built_anew(
    damage: Callable[[Path], None], folder: Path, tmp_path: Path
) -> None:
    index = ImageIndex(folder, tmp_path / "cache")
    facts, rows = fill_all(folder, index), index.rows()
    index.close()
    assert index.file is not None
    for ending in ("-wal", "-shm"):
        Path(f"{index.file}{ending}").unlink(missing_ok=True)
    damage(index.file)
    again = ImageIndex(folder, tmp_path / "cache")
    assert fill_all(folder, again) == facts
    again.close()
    third = ImageIndex(folder, tmp_path / "cache")
    assert fill_all(folder, third) == facts
    assert third.rows() == rows
    assert third.file == index.file
    third.close()


def test_that_where_no_file_can_be_kept_the_index_lives_in_memory(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    index = ImageIndex(folder, tmp_path / "cache")
    facts = fill_all(folder, index)
    assert len(index.rows()) == len(facts) == 9
    assert index.file is None


def test_that_an_index_held_by_another_program_is_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isic_desktop.core.image_index._BUSY_S", 0.05)
    index = ImageIndex(folder, tmp_path / "cache")
    facts = fill_all(folder, index)
    index.close()
    assert index.file is not None
    holder = sqlite3.connect(index.file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    other = ImageIndex(folder, tmp_path / "cache")
    assert fill_all(folder, other) == facts
    assert other.file is None
    holder.execute("ROLLBACK")
    holder.close()
    assert len(database_rows(index.file)) == 9


def test_that_two_programs_fill_one_index(folder: Path, tmp_path: Path) -> None:
    one, two = ImageIndex(folder, tmp_path / "cache"), ImageIndex(folder, tmp_path / "cache")
    assert fill_all(folder, one) == fill_all(folder, two)
    annotate(folder / "img9.jpg", "accepted")
    fill_all(folder, two)
    row = one.get("img9.jpg")
    assert row is not None
    assert row.state == "accepted"
    one.close()
    two.close()


_FILLS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from unit.core.test_image_index import fill_all
from isic_desktop.core.image_index import ImageIndex
while True:
    index = ImageIndex(Path(sys.argv[1]), Path(sys.argv[2]))
    fill_all(Path(sys.argv[1]), index)
    index.close()
    index.file.unlink()
    print("filled", flush=True)
"""


def test_that_a_kill_while_it_is_filled_costs_nothing_but_time(folder: Path, tmp_path: Path) -> None:
    wanted = ImageIndex(folder, None)
    facts = fill_all(folder, wanted)
    tests = Path(__file__).resolve().parents[2]
    for attempt in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", _FILLS, str(folder), str(tmp_path / "cache"), str(tests)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"filled\n"
        time.sleep(0.013 * attempt)
        process.kill()
        process.wait()
        process.stdout.close()
        index = ImageIndex(folder, tmp_path / "cache")
        assert fill_all(folder, index) == facts
        assert index.rows() == wanted.rows()
        index.close()


def test_that_names_and_notes_outside_unicode_are_kept(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.jpg")
    write_image(tmp_path / name, draw_lesion())
    annotate(tmp_path / name, "accepted", note="half a character: \ud800")
    index = ImageIndex(tmp_path, tmp_path / "cache")
    facts = fill_all(tmp_path, index)
    assert facts[name].state == "accepted"
    assert [row.name for row in index.rows()] == [name]
    index.close()


def test_that_indexes_of_folders_long_unused_are_removed(tmp_path: Path) -> None:
    for number in range(3):
        index = ImageIndex(tmp_path / str(number), tmp_path / "cache")
        index.names()
        index.close()
        assert index.file is not None
        if number == 0:
            os.utime(index.file, (1, 1))
    assert prune_indexes(tmp_path / "cache") == 1
    assert len(list((tmp_path / "cache").glob("*.sqlite3"))) == 2
