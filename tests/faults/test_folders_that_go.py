"""Drives that go or become read-only while someone paints, segments, imports, trains; two programs on one folder."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from annotated import disc, make_folder
from drawn import draw_lesion, write_image, write_mask
from forks import TESTS, Forks
from platforms import needs_forks
from red_predictor import RedPredictor
from red_predictor import draw_lesion as draw_red
from session_desk import Desk
from small_disk import Drive, mounted_drive
from small_training import SmallTraining, same_weights
from whole_files import check_whole

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.batch import segment_images
from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.handover.importing import Imported, ImportOptions, run_import
from isic_desktop.core.handover.incoming import guess_format, open_source
from isic_desktop.core.sidecar import read_sidecar
from model_train.errors import AppError
from model_train.images import read_mask
from model_train.pairing import list_images

IMAGES = 12


@pytest.fixture
def drive() -> Iterator[Drive]:
    """A drive that can be taken away, put back, and made read-only."""
    with mounted_drive() as made:
        yield made


# While a person paints


@pytest.mark.parametrize("fault", ["away", "read-only"])
def test_that_work_survives_a_drive_that_goes_while_painting(drive: Drive, desk: Desk, fault: str) -> None:
    folder = drive.folder / "images"
    folder.mkdir()
    write_image(folder / "a.jpg", draw_lesion())
    desk.folder = folder
    document = desk.open()
    desk.stroke(20)
    desk.save()
    saved = read_mask(desk.mask_file()).mask
    with drive.without(fault):
        desk.stroke(60)  # the journal lies elsewhere
        desk.save()
        assert len(desk.told) == 1
        assert desk.told[0].count(". ") < 4
        assert desk.session.unsaved_paths == [document.image_path]
        assert fault == "read-only" or list(drive.folder.iterdir()) == [], "nothing may be made where the drive was"
        desk.stroke(90)
    assert np.array_equal(read_mask(desk.mask_file()).mask, saved)
    desk.told.clear()
    desk.save()
    assert desk.told == []
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)
    check_whole(drive.folder)


def test_that_work_survives_a_crash_while_the_drive_is_away(drive: Drive, desk: Desk) -> None:
    folder = drive.folder / "images"
    folder.mkdir()
    write_image(folder / "a.jpg", draw_lesion())
    desk.folder = folder
    document = desk.open()
    with drive.without("away"):
        desk.stroke(60)
        desk.end()
        desk.start()
        desk.look()
        desk.recover()
        assert any("kept" in told for told in desk.told)
    mask = document.mask.copy()
    desk.told.clear()
    desk.recover()
    assert desk.told == []
    assert np.array_equal(read_mask(desk.mask_file()).mask, mask)


# While a batch runs


@pytest.mark.parametrize("fault", ["away", "read-only"])
def test_that_a_batch_whose_drive_goes_says_so_and_is_gone_on_with(drive: Drive, fault: str) -> None:
    images, out = drive.folder / "images", drive.folder / "out"
    for number in range(IMAGES):
        draw_red(images / f"x{number:02}.png", lesion=(5, 5, 20 + number, 15))
    stream = segment_images(plan_segmentation([images], out), RedPredictor())
    results, sentences = [next(stream)], []
    with drive.without(fault):
        try:
            results += list(stream)
        except AppError as error:
            sentences.append(str(error))
        sentences += [result.error for result in results if result.error]
        assert sentences, "it went on as if nothing had happened"
        assert all(sentence.endswith(".") and len(sentence) < 500 for sentence in sentences)
        assert fault == "read-only" or not [path for path in drive.folder.rglob("*") if path.is_file()]
    check_whole(drive.folder)
    done = [result for result in segment_images(plan_segmentation([images], out), RedPredictor()) if not result.error]
    assert len(done) == IMAGES
    for path in out.glob("*_Segmentation.json"):
        assert read_sidecar(path).state == "predicted"
    assert len(list(out.glob("*_Segmentation.png"))) == IMAGES


# While masks are taken in


@pytest.mark.parametrize("fault", ["away", "read-only"])
def test_that_an_import_whose_drive_goes_says_so_once_and_is_gone_on_with(
    drive: Drive, tmp_path: Path, fault: str
) -> None:
    images, source = drive.folder / "images", tmp_path / "masks"
    source.mkdir()
    for image in make_folder(images, IMAGES):
        write_mask(source / f"{image.stem}_Segmentation.png", disc(20))

    def take_in() -> Iterator[Imported]:
        with open_source(source, guess_format(source)) as opened:
            yield from run_import(opened, images, list_images(images), AnnotationStore(), ImportOptions())

    stream = take_in()
    first = next(stream)
    with drive.without(fault):
        rest = list(stream)
        assert fault == "read-only" or not [path for path in drive.folder.rglob("*") if path.is_file()]
    assert first.status == "imported"
    assert [result.status for result in rest] == ["failed"], "the same sentence again and again"
    assert "read-only" in rest[0].reason or "drive" in rest[0].reason
    check_whole(drive.folder)
    assert Counter(result.status for result in take_in()) == {"imported": IMAGES - 1, "unchanged": 1}


# While a training goes on


@pytest.mark.long
@needs_forks
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("fault", ["away", "read-only"])
def test_that_a_training_whose_drive_goes_says_so_and_ends_with_the_same_weights(
    drive: Drive, tmp_path: Path, fault: str
) -> None:
    training = SmallTraining(tmp_path / "pairs", 6)
    out, said = drive.folder / "run", tmp_path / "said.txt"
    forks = Forks()
    try:
        assert forks.run("training", said, training.words(tmp_path / "alone"))
        failed: list[str] = []

        def train() -> None:
            try:
                forks.run("training", said, training.words(out))
            except AssertionError as error:
                failed.append(str(error))

        thread = threading.Thread(target=train)
        thread.start()
        while not (out / "last.safetensors").exists():
            assert thread.is_alive()
            time.sleep(0.01)
        with drive.without(fault):
            thread.join(300)
            assert not thread.is_alive()
        complaint = said.with_suffix(".errors").read_text()
        assert failed
        assert "Traceback" not in complaint
        assert "drive" in complaint or "folder" in complaint
        check_whole(out)
        assert forks.run("training", said, training.words(out))
        assert same_weights(tmp_path / "alone", out)
    finally:
        forks.close()


# Two programs

CONTENDER = """
import os, random, sys, time
from pathlib import Path
from masks_of_owners import random_mask, sidecar_of
from isic_desktop.core.annotation_store import AnnotationStore, mask_file_sha256
from isic_desktop.core.folder_lock import FolderLocks

image, marker, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
chance, locks, store = random.Random(os.getpid()), FolderLocks(), AnnotationStore()
place, done = store.place(image), 0
print("ready", flush=True)
end = time.monotonic() + 240
while done < rounds:
    assert time.monotonic() < end, "it never became the writer"
    if locks.acquire(place) is not None:
        time.sleep(0.001)
        continue
    # Whoever writes says so; if somebody else does at the same time, one of the two finds out.
    assert not marker.exists(), "two programs write"
    marker.write_text(str(os.getpid()))
    store.save(image, random_mask(chance), sidecar_of(image, "person"),
               expected_mask_sha256=mask_file_sha256(store.paths(image).mask))
    assert marker.read_text() == str(os.getpid()), "two programs write"
    marker.unlink()
    done += 1
    locks.release_except(())
    time.sleep(chance.uniform(0, 0.01))
print("done", flush=True)
"""


@contextmanager
def contender(image: Path, marker: Path, rounds: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", CONTENDER, str(image), str(marker), str(rounds)],
        stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent, TESTS, TESTS / "faults")))},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def contend(folder: Path, rounds: int) -> None:
    folder.mkdir()
    image = write_image(folder / "a.jpg", draw_lesion())
    marker = folder / "marker.txt"
    with contender(image, marker, rounds) as first, contender(image, marker, rounds) as second:
        for process in (first, second):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in (first, second):
            assert process.wait(240) == 0
    check_whole(folder)


def test_that_two_programs_never_write_into_one_folder_at_once(tmp_path: Path) -> None:
    contend(tmp_path / "images", 15)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_that_two_programs_never_write_into_one_folder_at_once_for_long(tmp_path: Path) -> None:
    contend(tmp_path / "images", 300)
