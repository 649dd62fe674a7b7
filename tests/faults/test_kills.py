"""kill -9 at random moments while saving, journaling, indexing, importing, downloading and training.

After each kill no file is half-written and nothing committed is missing; the next start finishes the job, with the
files of one that was left alone. The seed is `ISIC_SEED`. Painting and batches have tests of their own.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from archive_server import Archives, serve_archives
from drawn import draw_lesion, write_image, write_mask
from end_states import masks_and_sidecars
from forks import Forks, words_of
from killed_work import fill_to_the_end
from masks_of_owners import WH, hash_of, random_mask, sidecar_of
from platforms import needs_forks
from small_training import SmallTraining, has_finished, same_weights
from whole_files import check_whole

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore, annotation_owner
from isic_desktop.core.handover.replacing import SET_ASIDE_FOLDER
from isic_desktop.core.image_facts import read_fully, stamp
from isic_desktop.core.image_index import ImageIndex, database_rows
from isic_desktop.core.isic2016 import archive_names
from isic_desktop.core.journal import read_journal
from isic_desktop.core.settings import Settings
from isic_desktop.core.sidecar import read_sidecar
from model_train.atomic import TEMPORARY_PREFIX
from model_train.images import read_mask

SEED = int(os.environ.get("ISIC_SEED", "1"))
pytestmark = [needs_forks, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    made = Forks()
    yield made
    made.close()


class Runner(Protocol):
    """Runs a job, to the end or until it is killed; see `Forks.run`."""

    def run(self, work: str, said: Path, *arguments: object, kill_after_s: float | None = None) -> bool: ...


@dataclass
class Killing:
    """Kills jobs at random moments.

    Args:
        forks: Runs them; or real commands.
        chance: Draws the moments.
        said: Where jobs tell what they do.
        kills: So many came in time.
    """

    forks: Runner
    chance: random.Random
    said: Path
    kills: int = 0

    def run(self, longest_s: float, work: str, *arguments: object) -> bool:
        """Run a job and kill it at some moment; whether it ended before."""
        ended = self.forks.run(work, self.said, *arguments, kill_after_s=self.chance.uniform(0, longest_s))
        self.kills += not ended
        return ended


@pytest.fixture
def killing(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Killing:
    return Killing(forks, random.Random(SEED), tmp_path_factory.mktemp("said") / "said.txt")


def tell(text: str) -> None:
    sys.stdout.write(f"\n{text}\n")


# Saving


def kill_while_saving(killing: Killing, folder: Path, kills: int) -> None:
    store = AnnotationStore()
    images = [write_image(folder / f"img{number}.jpg", draw_lesion(*WH)) for number in range(3)]
    known: dict[str, tuple[str, str]] = {}
    while killing.kills < kills:
        killing.run(0.25, "saving", str(folder), killing.chance.getrandbits(31), 0)
        begun: dict[str, tuple[str, str]] = {}
        for verb, name, mask, owner in words_of(killing.said):
            if verb == "saving":
                begun[name] = (mask, owner)
            else:
                known[name] = begun.pop(name)
                assert known[name] == (mask, owner)
        check_whole(folder)
        for image in images:
            check_saved(store, image, known, begun)
        assert Settings().theme in ("light", "dark", "system")
        assert Settings().messages == []
    assert killing.forks.run("saving", killing.said, str(folder), 1, 3)
    tell(f"{killing.kills} kills while saving")


def check_saved(
    store: AnnotationStore, image: Path, known: dict[str, tuple[str, str]], begun: dict[str, tuple[str, str]]
) -> None:
    """What is there is what was saved last or what was being saved, and a person's mask is nobody else's."""
    paths = store.paths(image)
    if not paths.mask.exists():
        assert image.name not in known
        return
    found = hash_of(read_mask(paths.mask).mask)
    owner = annotation_owner(paths)
    before, after = known.get(image.name), begun.get(image.name)
    assert found in {one[0] for one in (before, after) if one is not None}
    if after is not None and found == after[0]:
        assert owner == "person" or (owner, after[1]) == ("machine", "machine")
    else:
        assert before is not None
        assert owner == before[1]
    known[image.name] = (found, owner)


def test_that_a_kill_while_saving_leaves_the_old_mask_or_the_new_one(killing: Killing, tmp_path: Path) -> None:
    kill_while_saving(killing, tmp_path, 8)


@pytest.mark.long
def test_that_many_kills_while_saving_leave_old_masks_or_new_ones(killing: Killing, tmp_path: Path) -> None:
    kill_while_saving(killing, tmp_path, 40)


# Journaling


def kill_while_journaling(killing: Killing, folder: Path, kills: int) -> None:
    folder.mkdir()
    path = folder / "a.journal"
    state, durable = hash_of(np.zeros((WH[1], WH[0]), bool)), 0
    while killing.kills < kills:
        ended = killing.run(0.4, "journaling", str(path), killing.chance.getrandbits(31), 0)
        assert not ended
        allowed, gone = {state}, not path.exists()
        words = words_of(killing.said)
        if words:
            assert words[0][2] == state, "what the next start reads is not what was there"
        for verb, *what in words:
            if verb == "committed":
                allowed.add(what[1])
            elif verb == "durable":
                allowed, durable = {what[1]}, durable + 1
        forgetting = any(word[0] == "forgetting" for word in words)
        if gone:
            # Only a save may take it away, and what a save has made superfluous begins anew.
            assert forgetting or not any(word[0] == "durable" for word in words)
            state = hash_of(np.zeros((WH[1], WH[0]), bool))
            continue
        check_whole(folder)
        journal = read_journal(path)
        assert journal is not None
        state = hash_of(journal.document().mask)
        assert state in allowed
    assert killing.forks.run("journaling", killing.said, str(path), 1, 3)
    tell(f"{killing.kills} kills while journaling, {durable} changes were safe, none is missing")
    assert durable > 5 * kills


def test_that_a_kill_while_journaling_loses_nothing_that_was_safe(killing: Killing, tmp_path: Path) -> None:
    kill_while_journaling(killing, tmp_path / "journal", 6)


@pytest.mark.long
def test_that_many_kills_while_journaling_lose_nothing_that_was_safe(killing: Killing, tmp_path: Path) -> None:
    kill_while_journaling(killing, tmp_path / "journal", 40)


# Indexing


def kill_while_indexing(killing: Killing, root: Path, kills: int) -> None:
    folder, place, store = root / "images", root / "index", AnnotationStore()
    folder.mkdir()
    for number in range(8):
        write_image(folder / f"img{number}.jpg", draw_lesion(*WH))
    believed = 0
    while killing.kills < kills:
        killing.run(0.5, "indexing", str(folder), str(place), killing.chance.getrandbits(31), 0)
        check_whole(root)
        files = list(place.glob("*.sqlite3"))
        for row in database_rows(files[0]) if files else []:
            paths = store.paths(folder / row.name)
            if (row.mask_stamp, row.sidecar_stamp) == (stamp(paths.mask), stamp(paths.sidecar)):
                assert row == read_fully(row.name, paths, None)
                believed += 1
    index, anew = ImageIndex(folder, place), ImageIndex(folder, None)
    for one in (index, anew):
        fill_to_the_end(folder, one)
    assert index.file is not None
    assert index.rows() == anew.rows()
    for one in (index, anew):
        one.close()
    assert killing.forks.run("indexing", killing.said, str(folder), str(place), 1, 2)
    tell(f"{killing.kills} kills while indexing, {believed} rows believed, all of them true")
    assert believed > kills


def test_that_a_kill_while_indexing_leaves_nothing_untrue(killing: Killing, tmp_path: Path) -> None:
    kill_while_indexing(killing, tmp_path, 5)


@pytest.mark.long
def test_that_many_kills_while_indexing_leave_nothing_untrue(killing: Killing, tmp_path: Path) -> None:
    kill_while_indexing(killing, tmp_path, 30)


# Importing


KINDS = ("png", "json")


def make_import(folder: Path, source: Path) -> None:
    """Images of which some have a person's mask, some the model's, and masks for all of them."""
    chance, store = random.Random(5), AnnotationStore()
    for place in (folder, source):
        place.mkdir()
    for number in range(12):
        image = write_image(folder / f"img{number}.jpg", draw_lesion(*WH))
        if number % 3 != 2:
            owner = "person" if number % 3 else "machine"
            store.save(image, random_mask(chance), sidecar_of(image, owner), expected_mask_sha256=UNCHECKED)
        write_mask(source / f"img{number}_Segmentation.png", random_mask(chance))


def masks_below(folder: Path) -> set[bytes]:
    """The content of all masks, also of those that were set aside."""
    return {path.read_bytes() for path in (folder / "annotations").rglob("*.png")}


def kill_while_importing(killing: Killing, root: Path, kills: int, longest_s: float | None = None) -> None:
    make_import(root / "made", root / "source")
    persons = {
        path.read_bytes()
        for path in (root / "made" / "annotations").glob("*.png")
        if read_sidecar(path.with_suffix(".json")).origin == "person"
    }
    shutil.copytree(root / "made", root / "alone")
    begin = time.monotonic()
    assert killing.forks.run("importing", killing.said, str(root / "alone"), str(root / "source"))
    longest_s = longest_s or time.monotonic() - begin
    wanted = masks_and_sidecars(root / "alone" / "annotations")
    assert sorted(wanted) == sorted(f"img{number}_Segmentation.{kind}" for number in range(12) for kind in KINDS)
    assert len(list((root / "alone" / "annotations" / SET_ASIDE_FOLDER).rglob("*.png"))) == 4
    rounds = 0
    while killing.kills < kills:
        rounds += 1
        folder = root / f"round{rounds}"
        shutil.copytree(root / "made", folder)
        for _ in range(min(3, kills - killing.kills)):
            ended = killing.run(longest_s, "importing", str(folder), str(root / "source"))
            check_whole(folder)
            assert persons <= masks_below(folder), "a person's mask is neither in its place nor set aside"
            if ended:
                break
        assert killing.forks.run("importing", killing.said, str(folder), str(root / "source"))
        assert masks_and_sidecars(folder / "annotations") == wanted
        assert persons <= masks_below(folder)
    tell(f"{killing.kills} kills in {rounds} imports")


def test_that_a_kill_while_importing_loses_no_mask_and_the_next_import_finishes(
    killing: Killing, tmp_path: Path
) -> None:
    kill_while_importing(killing, tmp_path, 6)


@pytest.mark.long
def test_that_many_kills_while_importing_lose_no_mask(killing: Killing, tmp_path: Path) -> None:
    kill_while_importing(killing, tmp_path, 30)


# Downloading


@pytest.fixture
def archives() -> Iterator[Archives]:
    with serve_archives() as served:
        yield served


def unpacked_state(target: Path) -> dict[str, bytes]:
    """All files by name; but for what a kill left under a temporary name, which a later start removes after an hour."""
    files = [path for path in sorted(target.rglob("*")) if path.is_file()]
    return {
        str(path.relative_to(target)): path.read_bytes() for path in files if not path.name.startswith(TEMPORARY_PREFIX)
    }


def kill_while_downloading(killing: Killing, archives: Archives, root: Path, kills: int) -> None:
    begin = time.monotonic()
    assert killing.forks.run("downloading", killing.said, str(root / "first"), archives.url)
    whole_s = time.monotonic() - begin
    wholes = [unpacked_state(root / "first")]
    archives.renew()
    assert killing.forks.run("downloading", killing.said, str(root / "second"), archives.url)
    wholes.append(unpacked_state(root / "second"))
    assert len(wholes[0]) == 20
    rounds = 0
    while killing.kills < kills:
        rounds += 1
        target = root / f"round{rounds}"
        for _ in range(min(4, kills - killing.kills)):
            ended = killing.run(whole_s, "downloading", str(target), archives.url)
            if target.exists():
                check_whole(target)
            if ended:
                break
            if killing.chance.random() < 0.4:
                archives.renew()
        assert killing.forks.run("downloading", killing.said, str(target), archives.url)
        assert words_of(killing.said)[-1] == ["fetched", 10]
        # Of each archive one version or the other, never something glued of both, and nothing else is left.
        found = unpacked_state(target)
        assert found.keys() == wholes[0].keys()
        for name in archive_names():
            files = {path: content for path, content in found.items() if path.startswith(name + os.sep)}
            assert any(files == {path: whole[path] for path in files} for whole in wholes), name
    tell(f"{killing.kills} kills in {rounds} downloads")


def test_that_a_kill_while_downloading_is_gone_on_from(killing: Killing, archives: Archives, tmp_path: Path) -> None:
    kill_while_downloading(killing, archives, tmp_path, 5)


@pytest.mark.long
def test_that_many_kills_while_downloading_are_gone_on_from(
    killing: Killing, archives: Archives, tmp_path: Path
) -> None:
    kill_while_downloading(killing, archives, tmp_path, 30)


# Training


def kill_while_training(killing: Killing, root: Path, kills: int, epochs: int) -> None:
    training = SmallTraining(root / "pairs", epochs)
    begin = time.monotonic()
    assert killing.forks.run("training", killing.said, training.words(root / "alone"))
    whole_s = time.monotonic() - begin
    rounds, reached = 0, []
    while killing.kills < kills:
        rounds += 1
        out = root / f"round{rounds}"
        for _ in range(min(3, kills - killing.kills)):
            ended = killing.run(0.8 * whole_s, "training", training.words(out))
            if out.exists():
                check_whole(out)
                metrics = out / "metrics.csv"
                reached.append(len(metrics.read_text().splitlines()) - 1 if metrics.exists() else 0)
            if ended:
                break
        if not has_finished(out):
            assert killing.forks.run("training", killing.said, training.words(out))
        assert same_weights(out, root / "alone")
        assert len((out / "metrics.csv").read_text().splitlines()) == epochs + 1
    tell(f"{killing.kills} kills in {rounds} trainings of {epochs} epochs, with {sorted(reached)} epochs done")


def test_that_a_kill_while_training_is_gone_on_from_to_the_same_weights(killing: Killing, tmp_path: Path) -> None:
    kill_while_training(killing, tmp_path, 2, epochs=2)


@pytest.mark.long
def test_that_many_kills_while_training_are_gone_on_from_to_the_same_weights(killing: Killing, tmp_path: Path) -> None:
    kill_while_training(killing, tmp_path, 24, epochs=4)


def test_that_files_that_are_not_whole_are_found(tmp_path: Path) -> None:
    """The check of all these tests can fail."""
    sound = {"a.png": draw_lesion(), "b.jpg": draw_lesion()}
    for name, pixels in sound.items():
        write_image(tmp_path / name, pixels)
    (tmp_path / "c.json").write_text('{"a": 1}')
    (tmp_path / "d.csv").write_text("a,b,c\n1,2,3\n4,5,6\n")
    (tmp_path / "e.jsonl").write_text('{"a": 1}\n{"b"')
    assert check_whole(tmp_path) == 5
    for path in sorted(tmp_path.iterdir()):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] + (b"\n{}\n" if path.suffix == ".jsonl" else b""))
        with pytest.raises(AssertionError, match="not whole"):
            check_whole(tmp_path)
        path.write_bytes(content)
