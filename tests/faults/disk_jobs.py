"""What the program writes, one job for each kind of file: annotations, journal, index, hand-overs, batches, downloads.

Each makes what it needs in an empty folder, and then writes; a full disk is met in between (`test_full_disk`).
"""

from __future__ import annotations

import contextlib
import io
import logging
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from annotated import annotate, disc, make_folder
from archive_server import serve_archives
from drawn import write_mask
from full_from import FULL
from killed_work import fill_to_the_end
from masks_of_owners import WH, random_mask, sidecar_of
from red_predictor import RedPredictor
from red_predictor import draw_lesion as draw_red

from isic_desktop.commands.segment import segment
from isic_desktop.core import isic2016, places
from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.batch import SegmentOptions
from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.batch_resume import STATE_FOLDER, STATE_NAME, ResumeState
from isic_desktop.core.batch_types import ImageResult
from isic_desktop.core.calibration import FILE_NAME, Calibrations, Ruler, set_unusable_aside
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.download import Patience
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.handover.annotation_check import AnnotationValidator
from isic_desktop.core.handover.export import ExportOptions, plan_export, run_export
from isic_desktop.core.handover.formats import Format
from isic_desktop.core.handover.gathering import gather
from isic_desktop.core.handover.importing import ImportOptions, run_import
from isic_desktop.core.handover.incoming import guess_format, open_source
from isic_desktop.core.handover.isic_check import IsicValidator
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
from isic_desktop.services import crash_guard, journaling, thumbnails
from isic_desktop.services.batch_job import BatchOutcome, BatchRequest, write_report
from model_train.errors import AppError
from model_train.images import encode_mask
from model_train.pairing import list_images


@dataclass(frozen=True)
class Place:
    """A place where the program writes.

    Args:
        prepare: Makes what is there before, in an empty folder.
        act: Writes; raises AppError.
        silent: Whether a failure costs nothing that a person would miss, and is not told.
        levels: Whether it is tried, too, with more and more pages free.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    silent: bool = False
    levels: bool = False


class ToldError(AppError):
    """What a command or a report told."""


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


def a_mask_without_sidecar(folder: Path) -> None:
    image, *_ = make_folder(folder / "images", 1)
    annotate(image, "accepted")
    paths = AnnotationStore().paths(image)
    (folder / "source").mkdir()
    (folder / "source" / "img1_Segmentation.png").write_bytes(paths.mask.read_bytes())
    paths.sidecar.unlink()


def describe_a_mask(folder: Path) -> None:
    import_masks(folder)
    assert AnnotationStore().paths(folder / "images" / "img1.jpg").sidecar.exists()


def a_foreign_sidecar(folder: Path) -> None:
    image, *_ = make_folder(folder / "images", 1)
    place = AnnotationStore().paths(image)
    place.sidecar.parent.mkdir()
    place.sidecar.write_text('{"made by": "something else"}')


def save_beside_a_foreign_sidecar(folder: Path) -> None:
    image = folder / "images" / "img1.jpg"
    AnnotationStore().save(image, noise(3), sidecar_of(image, "person"), expected_mask_sha256=UNCHECKED)


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


def unusable_rulers(folder: Path) -> None:
    annotated_images(folder)
    (folder / "images" / "annotations" / FILE_NAME).write_text("[]")


def set_rulers_aside(folder: Path) -> None:
    set_unusable_aside(folder / "images" / "annotations")
    draw_a_ruler(folder)


def damaged_settings(_folder: Path) -> None:
    save_settings(_folder)
    Settings().path.write_text("[]")


def read_damaged_settings(_folder: Path) -> None:
    settings = Settings()
    if any("cannot be moved" in message for message in settings.messages):
        assert settings.path.read_text() == "[]"
        raise ToldError(settings.messages[0])
    settings.save()


def watch_for_crashes(folder: Path) -> None:
    file = crash_guard.watch_for_faults(folder / "logs")
    crash_guard.no_faults_to_watch_for(file)


def lock_a_folder(folder: Path) -> None:
    locks = FolderLocks()
    try:
        assert locks.acquire(folder / "images" / "annotations") is None  # without a lock one works all the same
    finally:
        locks.release_except(())


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
        raise ToldError(failed[0])


def zipped_masks(folder: Path) -> None:
    masks_to_import(folder)
    with zipfile.ZipFile(folder / "source.zip", "w") as archive:
        for path in sorted((folder / "source").iterdir()):
            archive.write(path, path.name)


def isic_masks(folder: Path) -> None:
    """With the names of the archive, as annotations and in a ZIP file."""
    for number, image in enumerate(make_folder(folder / "images", 4)):
        annotate(image.replace(image.with_name(f"ISIC_000000{number}.jpg")), "accepted")
    with zipfile.ZipFile(folder / "source.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"ISIC_000000{number}_segmentation.png", encode_mask(disc(20)))


def import_from_a_zip(folder: Path) -> None:
    source, images = folder / "source.zip", folder / "images"
    with open_source(source, guess_format(source)) as opened:
        options = ImportOptions(replace_persons=True)
        found = list(run_import(opened, images, list_images(images), AnnotationStore(), options))
    if failed := [one.reason for one in found if one.status == "failed"]:
        raise ToldError(failed[0])
    assert len(found) == 4


def validate_a_zip(folder: Path) -> None:
    """The masks go through the system's folder for temporary files."""
    found = list(IsicValidator(folder / "source.zip", folder / "images").check())
    assert len(found) == 4
    if unread := [fault.detail for one in found for fault in one.faults if fault.rule == "unreadable"]:
        raise ToldError(unread[0])


def repair_a_zip(folder: Path) -> None:
    validator = IsicValidator(folder / "source.zip", folder / "images")
    written = [name for _checked, name in validator.repair(folder / "repaired", overwrite=True)]
    assert len(list(filter(None, written))) == 4


def repairs(ending: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        validator = AnnotationValidator(folder / "images", AnnotationStore())
        written = [name for _checked, name in validator.repair(folder / f"repaired{ending}", overwrite=True)]
        assert len(list(filter(None, written))) == 4

    return act


def red_images(folder: Path) -> None:
    for number in range(3):
        draw_red(folder / "images" / f"x{number}.png", lesion=(5, 5, 20 + number, 15))


def segment_a_folder(folder: Path) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        plan = plan_segmentation([folder / "images"], folder / "out")
        code = segment(plan, RedPredictor(), SegmentOptions(), as_json=False)
    if code:
        raise ToldError(said.getvalue())
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


def set_a_journal_aside(folder: Path) -> None:
    own = JournalFolder.make(folder / "journals")
    try:
        aside = own.set_aside(folder / "journals" / "a.journal")
    finally:
        own.leave()
    aside.replace(folder / "journals" / "a.journal")


def take_a_journal_over(folder: Path) -> None:
    journaling._move(folder / "journals" / "a.journal", folder / "journals" / "b.journal")
    assert read_journal(folder / "journals" / "b.journal") is not None


def half_useless_state(folder: Path) -> None:
    """What a run noted that was killed while it did."""
    state = folder / "out" / STATE_FOLDER
    state.mkdir(parents=True)
    (state / STATE_NAME).write_text('{"stem": "a", "begin": "a.png"}\n{"stem"')


def resume_a_batch(folder: Path) -> None:
    with ResumeState(folder / "out") as state:
        assert state.path.read_bytes().endswith(b"}\n")


def report_in_the_window(ending: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        results = tuple(ImageResult(folder / f"{number}.jpg", str(number), "failed") for number in range(20))
        request = BatchRequest(tuple(result.file for result in results), folder / "a.safetensors")
        write_report(BatchOutcome(request, results, "", False, {}, folder), folder / f"report{ending}")

    return act


# One file for each image, one for all, one that grows page by page: the others write as one of these does.
LEVELLED = (Format.ISIC, Format.COCO, Format.OVERLAYS)
JOBS = {
    "mask and sidecar": Place(annotated_images, save_a_mask, levels=True),
    "repaired mask, set aside": Place(annotated_images, repair_a_mask),
    "sidecar of a mask that has none": Place(a_mask_without_sidecar, describe_a_mask),
    "foreign sidecar, set aside": Place(a_foreign_sidecar, save_beside_a_foreign_sidecar),
    "journal": Place(begin_a_journal, write_a_journal, levels=True),
    "damaged journal, copied aside": Place(a_journal_folder, copy_a_journal),
    "damaged journal, set aside": Place(a_journal_folder, set_a_journal_aside),
    "journal of another start": Place(a_journal_folder, take_a_journal_over),
    "lock": Place(annotated_images, lock_a_folder, silent=True),
    "index": Place(annotated_images, fill_an_index, silent=True, levels=True),
    "thumbnails": Place(annotated_images, make_thumbnails, silent=True),
    "settings": Place(save_settings, save_settings),
    "damaged settings": Place(damaged_settings, read_damaged_settings),
    "rulers": Place(annotated_images, draw_a_ruler),
    "unusable rulers": Place(unusable_rulers, set_rulers_aside),
    "log": Place(lambda folder: None, log_lines, silent=True, levels=True),
    "report of a crash": Place(lambda folder: None, watch_for_crashes, silent=True),
    **{f"export as {form.value}": Place(annotated_images, exports(form), levels=form in LEVELLED) for form in Format},
    "import": Place(masks_to_import, import_masks, levels=True),
    "import from a ZIP file": Place(zipped_masks, import_from_a_zip),
    "masks checked in a ZIP file": Place(isic_masks, validate_a_zip),
    "masks of a ZIP file repaired": Place(isic_masks, repair_a_zip),
    "masks repaired into a folder": Place(isic_masks, repairs("")),
    "masks repaired into a ZIP file": Place(isic_masks, repairs(".zip")),
    "batch and its reports": Place(red_images, segment_a_folder, levels=True),
    "what a batch has done": Place(half_useless_state, resume_a_batch),
    "report in the window, CSV": Place(lambda folder: None, report_in_the_window(".csv")),
    "report in the window, JSON": Place(lambda folder: None, report_in_the_window(".json")),
    "download": Place(lambda folder: None, download_archives, levels=True),
    "samples": Place(lambda folder: None, copy_the_samples),
}
