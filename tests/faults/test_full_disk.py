"""A full disk at each place where the program writes: one clear message, nothing lost, and later it goes on.

The disk is a real small file system where one can be mounted; else files are kept from growing.
"""

from __future__ import annotations

import ast
import contextlib
import io
import logging
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from annotated import annotate, make_folder
from archive_server import serve_archives
from drawn import write_mask
from forks import Forks
from killed_work import fill_to_the_end
from masks_of_owners import WH, random_mask, sidecar_of
from platforms import needs_forks
from red_predictor import RedPredictor
from red_predictor import draw_lesion as draw_red
from small_disk import PAGE_BYTES, SmallDisk, small_disk
from small_training import SmallTraining, has_finished, same_weights
from tiny_model import write_header_only_model
from whole_files import check_whole

from isic_desktop.commands.segment import segment
from isic_desktop.core import isic2016, model_files, places
from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.batch import SegmentOptions
from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.calibration import Calibrations, Ruler
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.download import Patience
from isic_desktop.core.handover.export import ExportOptions, plan_export, run_export
from isic_desktop.core.handover.formats import Format
from isic_desktop.core.handover.gathering import gather
from isic_desktop.core.handover.importing import ImportOptions, run_import
from isic_desktop.core.handover.incoming import guess_format, open_source
from isic_desktop.core.handover.replacing import repair_annotation
from isic_desktop.core.history import Change
from isic_desktop.core.image_index import ImageIndex
from isic_desktop.core.journal import JournalFile, read_journal
from isic_desktop.core.journal_folder import JournalFolder
from isic_desktop.core.journal_format import JournalBase
from isic_desktop.core.program_log import last_lines, log_to
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.samples import copy_samples
from isic_desktop.core.settings import Settings
from isic_desktop.core.training_plan import TrainingPlan, write_plan
from isic_desktop.services import thumbnails
from model_train.errors import AppError, StorageError
from model_train.pairing import list_images
from model_train.pairs_file import ListedPair
from model_train.run_folder import EventLog, write_metrics, write_process
from model_train.settings import TrainSettings

FULL = ("disk is full", "No space left", "File too large", "larger than allowed", "are free")


@dataclass(frozen=True)
class Place:
    """A place where the program writes.

    Args:
        writes: The modules that do.
        prepare: Makes what is there before, in an empty folder.
        act: Writes; raises AppError.
        silent: Whether a failure costs nothing that a person would miss, and is not told.
    """

    writes: tuple[str, ...]
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    silent: bool = False


def noise(seed: int) -> np.ndarray:
    return random_mask(random.Random(seed))


# Annotations, journal, index, settings


def annotated_images(folder: Path) -> None:
    for image in make_folder(folder / "images", 4):
        annotate(image, "accepted")


def save_a_mask(folder: Path) -> None:
    image = folder / "images" / "img1.jpg"
    AnnotationStore().save(image, noise(1), sidecar_of(image, "person"), expected_mask_sha256=UNCHECKED)


def repair_a_mask(folder: Path) -> None:
    repair_annotation(AnnotationStore(), folder / "images" / "img2.jpg", noise(2), run_name="repaired")


def begin_a_journal(folder: Path) -> None:
    (folder / "journal").mkdir()


def write_a_journal(folder: Path) -> None:
    write_a_journal_to(folder / "journal" / "a.journal")


def write_a_journal_to(path: Path) -> None:
    """What was durable before stays so, and the change that failed is written the next time."""
    journal = read_journal(path) if path.exists() else None
    if journal is not None:
        document, base = journal.document(), journal.base
    else:
        mask = np.zeros((WH[1], WH[0]), bool)
        document = AnnotationDocument(Path("/a.jpg"), mask, Provenance(), "", 0.0, "cd" * 32)
        base = JournalBase(Path("/a.jpg"), "cd" * 32, PackedMask.of(mask), Provenance(), "", 0.0, 0)
    file, entries = JournalFile(path, base, journal), list[Change]()
    document.recorder = entries.append
    states = [document.mask.copy()]
    try:
        for number in range(12):
            document.swap_in("Change", noise(document.revision + number))
            file.append(entries)
            entries.clear()
            states.append(document.mask.copy())
    except AppError:
        left = read_journal(path) if path.exists() else None
        found = left.document().mask if left is not None and left.changes else np.zeros((WH[1], WH[0]), bool)
        # What was being written may have got there; what had got there must be there.
        assert any(np.array_equal(found, state) for state in (states[-1], document.mask))
        raise
    finally:
        file.close()


def fill_an_index(folder: Path) -> None:
    index = ImageIndex(folder / "images", places.cache_dir() / "index")
    fill_to_the_end(folder / "images", index)
    assert {row.name for row in index.rows()} == {f"img{number}.jpg" for number in range(1, 5)}
    index.close()


def make_thumbnails(folder: Path) -> None:
    for image in sorted((folder / "images").glob("*.jpg")):
        picture, _written = thumbnails._cached_or_made(image)
        assert picture.width > 0


def save_settings(_folder: Path) -> None:
    settings = Settings()
    settings.theme = "light" if settings.theme == "dark" else "dark"
    settings.save()
    assert Settings().theme == settings.theme


def draw_a_ruler(folder: Path) -> None:
    Calibrations(folder / "images" / "annotations").save(
        "img1.jpg", Ruler((1, 1), (101, 1), 10, (160, 120)), for_folder=False
    )


def log_lines(folder: Path) -> None:
    handler = log_to(folder / "logs")
    try:
        for number in range(200):
            logging.getLogger("isic_desktop.test").warning("line %d of a log that is to fill a page or two", number)
    finally:
        if handler is not None:
            logging.getLogger().removeHandler(handler)
            with contextlib.suppress(OSError):
                handler.close()
    assert isinstance(last_lines(folder / "logs", 5), list)


# Handing over, batches, downloads


def exports(form: Format) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        out = folder / f"out{form.single_file}"
        gathered = gather(folder / "images", AnnotationStore())
        plan = plan_export(folder / "images", form, out, gathered, ExportOptions(), overwrite=True)
        assert len(list(run_export(plan))) == 4

    return act


def masks_to_import(folder: Path) -> None:
    annotated_images(folder)
    (folder / "source").mkdir()
    for number in range(1, 5):
        write_mask(folder / "source" / f"img{number}_Segmentation.png", noise(10 + number))


def import_masks(folder: Path) -> None:
    source, images = folder / "source", folder / "images"
    with open_source(source, guess_format(source)) as opened:
        options = ImportOptions(replace_persons=True)
        found = list(run_import(opened, images, list_images(images), AnnotationStore(), options))
    failed = [one.reason for one in found if one.status == "failed"]
    if failed:
        assert all(any(word in reason for word in FULL) for reason in failed)
        raise StorageError(failed[0])


def red_images(folder: Path) -> None:
    for number in range(3):
        draw_red(folder / "images" / f"x{number}.png", lesion=(5, 5, 20 + number, 15))


def segment_a_folder(folder: Path) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        plan = plan_segmentation([folder / "images"], folder / "out")
        code = segment(plan, RedPredictor(), SegmentOptions(), as_json=False)
    if code:
        raise StorageError(said.getvalue())
    assert len(list((folder / "out").glob("*_Segmentation.png"))) == 3


def download_archives(folder: Path) -> None:
    patience = Patience(connect_s=5, stall_s=5, pause_s=0.01)
    with serve_archives(pause_s=0) as served:
        fetched = isic2016.fetch(
            folder / "isic",
            on_progress=lambda _done: None,
            wanted=lambda: True,
            base_url=served.url,
            patience=patience,
        )
    assert fetched.pairs == 10


def copy_the_samples(folder: Path) -> None:
    images = copy_samples(folder / "samples")
    bundled = places.resource_path("samples", "images")
    assert all((images / file.name).read_bytes() == file.read_bytes() for file in bundled.iterdir())


def a_journal_folder(folder: Path) -> None:
    (folder / "journals").mkdir()
    write_a_journal_to(folder / "journals" / "a.journal")


def copy_a_journal(folder: Path) -> None:
    own = JournalFolder.make(folder / "journals")
    try:
        copy = own.copy_aside(folder / "journals" / "a.journal")
    finally:
        own.leave()
    assert copy.read_bytes() == (folder / "journals" / "a.journal").read_bytes()


# Models and trainings


def a_model(folder: Path) -> None:
    write_header_only_model(folder / "given.safetensors", "given")
    write_header_only_model(places.models_dir() / "own.safetensors", "own")


def check(_model: Path) -> None:
    """The model is not of interest here, only its way to the disk."""


def import_a_model(folder: Path) -> None:
    model_files.import_model(folder / "given.safetensors", f"taken {len(list(places.models_dir().iterdir()))}", check)


def export_a_model(folder: Path) -> None:
    model_files.export_model("own", folder / "handed.safetensors")


def write_what_was_asked(folder: Path) -> None:
    pairs = tuple(ListedPair(f"a{number}", folder / "a.png", folder / "b.png", f"L{number}") for number in range(300))
    plan = TrainingPlan("asked", TrainSettings(name="asked"), pairs, pairs[:50])
    write_plan(plan, places.runs_dir() / "asked")


def begin_a_run(folder: Path) -> None:
    (folder / "run").mkdir()
    write_process(folder / "run")


def write_metrics_of_a_run(folder: Path) -> None:
    write_process(folder / "run")
    write_metrics(folder / "run", [{"epoch": number, "val_jaccard": 0.5} for number in range(500)])


def tell_events(folder: Path) -> None:
    events = EventLog(folder / "run", to_stdout=False)
    for number in range(200):
        events.emit("batch", epoch=1, batch=number, batches=200)


PLACES = {
    "mask and sidecar": Place(("annotation_store", "sidecar"), annotated_images, save_a_mask),
    "repaired mask, set aside": Place(("replacing",), annotated_images, repair_a_mask),
    "journal": Place(("journal",), begin_a_journal, write_a_journal),
    "index": Place(("image_index",), annotated_images, fill_an_index, silent=True),
    "thumbnails": Place(("thumbnails",), annotated_images, make_thumbnails, silent=True),
    "settings": Place(("settings",), save_settings, save_settings),
    "rulers": Place(("calibration",), annotated_images, draw_a_ruler),
    "log": Place(("program_log", "crash_guard"), lambda folder: None, log_lines, silent=True),
    **{
        f"export as {form.value}": Place(
            ("export", "formats", "tables", "contact_sheet", "isic_check"), annotated_images, exports(form)
        )
        for form in Format
    },
    "import": Place(("importing", "replacing"), masks_to_import, import_masks),
    "batch and its reports": Place(
        ("batch_plan", "batch_resume", "segment", "batch_job"), red_images, segment_a_folder
    ),
    "download": Place(("download", "isic2016", "archives", "untrusted"), lambda folder: None, download_archives),
    "model taken in": Place(("model_files",), a_model, import_a_model),
    "model handed out": Place(("model_files",), a_model, export_a_model),
    "samples": Place(("samples",), lambda folder: None, copy_the_samples),
    "damaged journal, copied aside": Place(("journal_folder",), a_journal_folder, copy_a_journal),
    "training asked for": Place(("training_plan", "pairs_file"), lambda folder: None, write_what_was_asked),
    "run folder": Place(("run_folder", "run_process"), begin_a_run, write_metrics_of_a_run),
    "events": Place(("run_folder",), begin_a_run, tell_events, silent=True),
}
# The training on a full disk runs whole, in a process of its own.
IN_TRAINING = {"checkpoint", "resume_state", "splitting", "pictures", "training", "training_job", "dataset"}
# They write one file through `atomic.write_bytes` or `write_text`, as `rulers` and others here do, where a person or a
# command asked for it, and the error goes to whoever asked.
BY_THE_SAME_FUNCTION = {
    "analysis", "app", "comparison", "curves", "demo", "leave_out", "page", "reproduction", "shortcuts_editor",
    "synthetic",
}  # fmt: skip
# What is written there is short, and its loss is met: a log that is cut, an order to stop that can be given again.
OWN_TESTS = {"run_following", "training", "untrusted", "incoming", "mapped_file"}
WRITING = {
    "write_bytes", "write_text", "write_json", "open_atomic", "append_whole", "mkstemp", "copyfile", "copyfileobj",
    "touch",
}  # fmt: skip


@pytest.fixture(scope="module")
def disk() -> Iterator[SmallDisk]:
    with small_disk() as made:
        yield made


@pytest.mark.parametrize("name", PLACES)
def test_that_a_full_disk_is_told_once_and_nothing_is_lost(
    name: str, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, folder = PLACES[name], disk.folder / name.replace(" ", "-")
    folder.mkdir()
    monkeypatch.setenv("ISIC_DESKTOP_HOME", str(folder / "home"))
    monkeypatch.setattr(isic2016, "_check_space", lambda *_: None)  # another program takes the space meanwhile
    monkeypatch.setattr(logging, "raiseExceptions", False)
    place.prepare(folder)
    before = {path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}
    levels = (0, 1, 2, 4, 8, 32, 128) if disk.is_real else (0, 100, 1000, 10_000)
    told: list[str] = []
    for level in levels:
        try:
            with disk.with_free(level * PAGE_BYTES if disk.is_real else level):
                place.act(folder)
        except AppError as error:
            told.append(str(error))
        else:
            if not place.silent:
                break
        finally:
            check_whole(folder)
            there = {path for path in folder.rglob("*") if path.is_file()}
            assert before <= there, "a file is lost"
    assert bool(told) != place.silent
    for sentence in told:
        assert any(words in sentence for words in FULL), sentence
        assert len(sentence) < 1200
    place.act(folder)
    check_whole(folder)


def test_that_each_place_that_writes_has_its_fault_test() -> None:
    known = {module for place in PLACES.values() for module in place.writes}
    known |= IN_TRAINING | BY_THE_SAME_FUNCTION | OWN_TESTS | {"atomic"}
    root = Path(__file__).resolve().parents[2]
    writing = {
        path.stem
        for package in ("isic_desktop", "model_train")
        for path in (root / package).rglob("*.py")
        if _writes(path)
    }
    assert len(writing) > 30
    assert writing - known == set()


def _writes(path: Path) -> bool:
    """Whether a module opens a file for writing, or calls something that does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        modes = [word.value for word in node.args[:2] if isinstance(word, ast.Constant) and isinstance(word.value, str)]
        if name in WRITING or (name == "open" and any(mode[:1] in ("w", "a", "x") and len(mode) < 4 for mode in modes)):
            return True
    return False


@pytest.mark.long
@needs_forks
@pytest.mark.timeout(1200)
def test_that_a_training_on_a_full_disk_says_so_and_ends_with_the_same_weights(disk: SmallDisk, tmp_path: Path) -> None:
    if not disk.is_real:
        # The stand-in, a limit to each file, is no full disk for a training: its files have sizes of their own, and
        # this test would choose which one meets the limit. The error itself is raised in test_training_service.
        pytest.skip("no small file system can be mounted here: that takes Linux and an administrator")
    training = SmallTraining(tmp_path / "pairs", 2)
    forks, said = Forks(), tmp_path / "said.txt"
    try:
        assert forks.run("training", said, training.words(tmp_path / "alone"))
        out, failures = disk.folder / "run", 0
        for free_mb in (0, 1, 8, 20, 30, 40):
            with disk.with_free(free_mb << 20):
                try:
                    assert forks.run("training", said, training.words(out))
                except AssertionError:
                    failures += 1
                    complaint = said.with_suffix(".errors").read_text()
                    assert "disk is full" in complaint
                    assert "Traceback" not in complaint
            if out.exists():
                check_whole(out)
        assert failures >= 2
        if not has_finished(out):
            assert forks.run("training", said, training.words(out))
        assert same_weights(tmp_path / "alone", out)
    finally:
        forks.close()


def test_that_the_small_disk_is_full_when_it_is_said_to_be(disk: SmallDisk) -> None:
    """The disk of all these tests can be full."""
    path = disk.folder / "large"
    with disk.with_free(2 * PAGE_BYTES), pytest.raises(OSError, match=r"No space left|File too large"):
        path.write_bytes(os.urandom(5 * PAGE_BYTES))
    path.write_bytes(os.urandom(5 * PAGE_BYTES))
    path.unlink()
