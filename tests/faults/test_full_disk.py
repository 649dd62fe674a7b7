"""A full disk at each place where the program writes: one clear message, nothing lost, and later it goes on.

The places are functions, found in the source (`writing_places`); a new one fails a test until it has a row here. For
each of them the disk becomes full in the moment the program enters it; most kinds of files are also tried with more
and more room. The disk is a real small file system where one can be mounted; else files are kept from growing.

Folders take no page of their own and are not counted; those that cannot be made are met in `test_folders_that_go`.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Container, Iterator
from pathlib import Path

import disk_jobs
import disk_jobs_of_training
import pytest
from forks import Forks
from full_from import FULL, FullFrom
from platforms import needs_forks
from small_disk import PAGE_BYTES, SmallDisk, small_disk
from small_training import SmallTraining, has_finished, same_weights
from whole_files import check_whole
from writing_places import functions_that_write, writing_places

from isic_desktop.core import isic2016
from isic_desktop.core.handover.formats import Format
from model_train.errors import AppError

SHORT = disk_jobs.JOBS | disk_jobs_of_training.JOBS
JOBS = SHORT | disk_jobs_of_training.LONG_JOBS

DESKTOP, CORE, OVER = "isic_desktop", "isic_desktop.core", "isic_desktop.core.handover"
SERVICES, VIEWS, TRAIN = "isic_desktop.services", "isic_desktop.views", "model_train"

# Which job meets the full disk in which function.
PLACES = {
    f"{CORE}.annotation_store:save_encoded": "mask and sidecar",
    f"{CORE}.batch_resume:ResumeState._append": "batch and its reports",
    f"{CORE}.batch_resume:ResumeState._fold_in": "what a batch has done",
    f"{CORE}.calibration:Calibrations._write": "rulers",
    f"{CORE}.download:_fetch_rest": "download",
    f"{CORE}.download:_write_note": "download",
    f"{OVER}.annotation_check:AnnotationValidator.repair": "masks repaired into a folder",
    f"{OVER}.contact_sheet:ContactSheetWriter.__init__": "export as contact-sheet",
    f"{OVER}.contact_sheet:ContactSheetWriter._end_page": "export as contact-sheet",
    f"{OVER}.export:run_export": "export as coco",
    f"{OVER}.formats:CocoWriter.finish": "export as coco",
    f"{OVER}.formats:IsicWriter.add": "export as isic",
    f"{OVER}.formats:write_into": "export as labelme",
    f"{OVER}.isic_check:IsicValidator.repair": "masks of a ZIP file repaired",
    f"{OVER}.isic_check:Sink.__init__": "masks repaired into a ZIP file",
    f"{OVER}.isic_check:Sink.write": "masks repaired into a folder",
    f"{OVER}.replacing:_keep_aside": "import",
    f"{OVER}.tables:OverlayWriter.add": "export as overlays",
    f"{OVER}.untrusted:extract_entry": "import from a ZIP file",
    f"{CORE}.image_index:ImageIndex._connect": "index",
    f"{CORE}.image_index:ImageIndex._open": "index",
    f"{CORE}.image_index:ImageIndex.put.<locals>.change": "index",
    f"{CORE}.journal:JournalFile._rewrite": "journal",
    f"{CORE}.journal:JournalFile.append": "journal",
    f"{CORE}.journal_folder:JournalFolder.copy_aside": "damaged journal, copied aside",
    f"{CORE}.model_files:_copy_aside": "model taken in",
    f"{CORE}.model_files:_take": "model taken in",
    f"{CORE}.model_files:export_model": "model handed out",
    f"{CORE}.program_log:log_to": "log",
    f"{CORE}.run_process:note_process": "process noted",
    f"{CORE}.samples:copy_samples": "samples",
    f"{CORE}.settings:Settings.save": "settings",
    f"{CORE}.sidecar:write_sidecar": "sidecar of a mask that has none",
    f"{CORE}.training_plan:write_plan": "training asked for",
    f"{DESKTOP}.commands.demo:_write_overlays": "overlays of the demo",
    f"{DESKTOP}.commands.segment:_report_on": "batch and its reports",
    f"{SERVICES}.batch_job:write_report": "report in the window, CSV",
    f"{SERVICES}.thumbnails:_cached_or_made": "thumbnails",
    f"{SERVICES}.training:TrainingService.stop_early": "stop after this epoch",
    f"{VIEWS}.curves:Curves.export_csv": "curves in the window, CSV",
    f"{VIEWS}.curves:Curves.export_png": "curves in the window, PNG",
    f"{VIEWS}.shortcuts_editor:ShortcutsDialog.save_card": "card of the keys",
    f"{TRAIN}.analysis:_write": "analysis",
    f"{TRAIN}.atomic:append_whole": "events",
    f"{TRAIN}.atomic:open_atomic": "rulers",
    f"{TRAIN}.atomic:write_bytes": "rulers",
    f"{TRAIN}.atomic:write_json": "process noted",
    f"{TRAIN}.atomic:write_text": "run folder",
    f"{TRAIN}.checkpoint:save_checkpoint": "network",
    f"{TRAIN}.comparison:compare": "comparison of runs",
    f"{TRAIN}.leave_out:leave_out": "trainings without a camera",
    f"{TRAIN}.mapped_file:_reserve": "decoded pixels",
    f"{TRAIN}.mapped_file:map_new_file": "decoded pixels",
    f"{TRAIN}.page:Page.write": "analysis",
    f"{TRAIN}.pairs_file:write_pairs_file": "training asked for",
    f"{TRAIN}.pictures:draw_curves": "curves of a run",
    f"{TRAIN}.pictures:draw_samples": "whole training",
    f"{TRAIN}.probe:probe.<locals>.save": "measuring before a training",
    f"{TRAIN}.reproduction:_write_page": "the course's trainings",
    f"{TRAIN}.reproduction:reproduce": "the course's trainings",
    f"{TRAIN}.resume_state:save_state": "whole training",
    f"{TRAIN}.run_folder:EventLog.emit": "events",
    f"{TRAIN}.run_folder:_close_last_line": "torn event",
    f"{TRAIN}.run_folder:write_metrics": "run folder",
    f"{TRAIN}.run_folder:write_process": "run folder",
    f"{TRAIN}.splitting:write_split": "split",
    f"{TRAIN}.synthetic:write_samples": "made-up samples",
    f"{TRAIN}.training_job:_split": "whole training",
}
# They make or change a name only, for which a small file system has always room: the system is made to refuse.
NAMES = {
    f"{CORE}.annotation_store:_set_unreadable_aside": "foreign sidecar, set aside",
    f"{CORE}.archives:unpack": "download",
    f"{CORE}.batch_plan:_prepare_folder": "batch and its reports",
    f"{CORE}.calibration:set_unusable_aside": "unusable rulers",
    f"{CORE}.download:_finish": "download",
    f"{CORE}.folder_lock:FolderLocks._try": "lock",
    f"{OVER}.incoming:open_source": "import from a ZIP file",
    f"{OVER}.isic_check:IsicValidator._files": "masks checked in a ZIP file",
    f"{CORE}.isic2016:_fetch": "download",
    f"{CORE}.journal_folder:JournalFolder.set_aside": "damaged journal, set aside",
    f"{CORE}.model_files:_move": "model renamed",
    f"{CORE}.settings:Settings._set_aside": "damaged settings",
    f"{SERVICES}.crash_guard:watch_for_faults": "report of a crash",
    f"{SERVICES}.journaling:_move": "journal of another start",
    f"{SERVICES}.training:TrainingService.leave_running": "go on without a window",
    f"{SERVICES}.training:_launch": "training started",
    f"{TRAIN}.atomic:move_aside": "foreign sidecar, set aside",
}
# The same function, where another answer is given to it.
AGAIN = (
    (f"{OVER}.untrusted:extract_entry", "masks checked in a ZIP file"),
    (f"{CORE}.run_process:note_process", "training started"),
)
# What is refused there is refused at the end of a `with`, which no profile sees.
UNSEEN = {f"{CORE}.image_index:ImageIndex.put.<locals>.change", f"{TRAIN}.run_folder:_close_last_line"}
# They only look as if they wrote to the disk.
INTO_MEMORY = {
    f"{DESKTOP}.app:_as_png", f"{TRAIN}.pictures:figure_png", f"{TRAIN}.pictures:sheet_png",
    f"{VIEWS}.shortcuts_editor:_as_pdf",
}  # fmt: skip
INTO_NOTHING = {
    f"{DESKTOP}.cli:main", f"{TRAIN}.standard_streams:open_missing_streams",
    f"{TRAIN}.standard_streams:silence_output",
}  # fmt: skip
TO_THE_PERSON = {f"{DESKTOP}.commands.models_compare:_run", f"{DESKTOP}.commands.models_repredict:_run"}
ONLY_READ = {
    f"{CORE}.image_index:ImageIndex.get.<locals>.look", f"{CORE}.image_index:ImageIndex.keep_only",
    f"{CORE}.image_index:ImageIndex.names", f"{CORE}.image_index:ImageIndex.rows",
    f"{CORE}.image_index:database_rows",
}  # fmt: skip
# They hand what is to be written to a function in the table, or name a type.
HAND_ON = {
    f"{CORE}.folder_lock:FolderLocks.__init__", f"{SERVICES}.annotation_saver:AnnotationSaver._take_outcome",
    f"{SERVICES}.annotation_saver:AnnotationSaver.retry", f"{SERVICES}.readout_watch:ReadOutWatch.keep.<locals>.job",
    f"{SERVICES}.session:AnnotationSession._take_recovered", f"{SERVICES}.session:AnnotationSession.save",
    f"{VIEWS}.gatebench:GateBench._rename",
}  # fmt: skip
# They free room: they take rows out of a database, or all but the end out of a log.
FREEING = {f"{CORE}.image_index:ImageIndex.forget.<locals>.change", f"{CORE}.run_following:RunFollower._cap_log"}
# The program's picture of itself, made by `demo` only: a call of `write_bytes`, as the overlays before it, and a folder
# for the time of it. A run of it takes half a minute.
OF_THE_DEMO = {f"{DESKTOP}.app:screenshot_demo", f"{DESKTOP}.commands.demo:_run_headless"}
HARMLESS = INTO_MEMORY | INTO_NOTHING | TO_THE_PERSON | ONLY_READ | HAND_ON | FREEING | OF_THE_DEMO


@pytest.fixture(scope="module")
def disk() -> Iterator[SmallDisk]:
    with small_disk() as made:
        yield made


@pytest.fixture(scope="module")
def larger_disk() -> Iterator[SmallDisk]:
    """With room for several trainings."""
    with small_disk(512 << 20) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An empty folder on the test's disk, with the program's own and the system's temporary ones below it."""
    disk = request.getfixturevalue("larger_disk" if "larger_disk" in request.fixturenames else "disk")
    made = disk.folder / tmp_path.name
    made.mkdir()
    (made / "temporary").mkdir()
    monkeypatch.setenv("ISIC_DESKTOP_HOME", str(made / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(made / "temporary"))
    monkeypatch.setattr(isic2016, "_check_space", lambda *_: None)  # another program takes the space meanwhile
    monkeypatch.setattr(logging, "raiseExceptions", False)
    return made


def rows(jobs: Container[str]) -> list[object]:
    pairs = [*(PLACES | NAMES).items(), *AGAIN]
    return [pytest.param(*pair, id=" - ".join(pair)) for pair in sorted(pairs) if pair[1] in jobs]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("where", "job"), rows(SHORT))
def test_that_a_disk_that_becomes_full_there_is_told_once_and_nothing_is_lost(
    where: str, job: str, disk: SmallDisk, folder: Path
) -> None:
    meet_a_full_disk(where, job, disk, folder)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("where", "job"), rows(disk_jobs_of_training.LONG_JOBS))
def test_that_a_disk_that_becomes_full_in_whole_trainings_is_told_once_and_nothing_is_lost(
    where: str, job: str, larger_disk: SmallDisk, folder: Path
) -> None:
    meet_a_full_disk(where, job, larger_disk, folder)
    shutil.rmtree(folder)


def meet_a_full_disk(where: str, job: str, disk: SmallDisk, folder: Path) -> None:
    place = JOBS[job]
    place.prepare(folder)
    before = files_in(folder)
    told: list[AppError] = []
    with FullFrom(disk, where, names=where in NAMES) as full:
        try:
            place.act(folder)
        except AppError as error:
            told.append(error)
    assert full.entered, "the job does not come there"
    assert full.refused or told or where in UNSEEN, "nothing was refused there"
    assert bool(told) != place.silent
    check_told(told)
    check_after(folder, before)
    place.act(folder)
    check_whole(folder)


LEVELS = (0, 1, 2, 4, 8, 32, 128)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("job", [name for name, place in JOBS.items() if place.levels])
def test_that_a_disk_with_little_room_is_told_and_nothing_is_lost(job: str, disk: SmallDisk, folder: Path) -> None:
    place = JOBS[job]
    place.prepare(folder)
    before = files_in(folder)
    told: list[AppError] = []
    for level in LEVELS if disk.is_real else (0, 100, 1000, 10_000):
        try:
            with disk.with_free(level * PAGE_BYTES if disk.is_real else level):
                place.act(folder)
        except AppError as error:
            told.append(error)
        else:
            if not place.silent:
                break
        finally:
            check_after(folder, before)
    assert bool(told) != place.silent
    check_told(told)
    place.act(folder)
    check_whole(folder)


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def check_told(told: list[AppError]) -> None:
    """Each says that it was the disk, where, and what to do."""
    for error in told:
        sentence = str(error)
        assert any(words in sentence for words in FULL), sentence
        assert len(sentence) < 1200
        assert sentence.count("Traceback") == 0
        if not isinstance(error, disk_jobs.ToldError):
            assert error.path is not None, sentence
            assert error.remedy, sentence


def check_after(folder: Path, before: set[Path]) -> None:
    """Nothing is lost, and no file is half of one."""
    check_whole(folder)
    there = {path for path in folder.rglob("*") if path.is_file()}
    # What was set aside has another name.
    assert before <= there, "a file is lost"


# The table


def test_that_each_place_that_writes_has_its_test() -> None:
    found, rows = writing_places(), PLACES.keys() | NAMES.keys()
    assert found - rows - HARMLESS == set(), "new places: give each a row, and a job that fills the disk there"
    assert rows | HARMLESS == found, "rows of what is no more"
    assert rows.isdisjoint(HARMLESS)
    assert len(rows) == len(PLACES) + len(NAMES)
    assert set(PLACES.values()) | set(NAMES.values()) <= JOBS.keys()


@pytest.mark.parametrize(
    "code",
    [
        "open(p, 'w')", "open(p, mode='r+b')", "p.open('rb+')", "p.open('ab' if x else 'wb')", "open(p, mode)",
        "io.open(p, 'x')", "os.open(p, os.O_WRONLY | os.O_CREAT)", "os.open(p, flags)", "os.fdopen(d, 'wb')",
        "os.replace(a, b)", "a.replace(b)", "a.rename(b)", "shutil.copy(a, b)", "shutil.copyfile(a, b)",
        "shutil.move(a, b)", "p.write_text('a')", "p.write_bytes(b'a')", "p.touch()", "np.save(p, a)",
        "np.savez_compressed(p, a)", "a.tofile(p)", "np.memmap(p, mode='r+')", "cv2.imwrite(p, a)", "image.save(p)",
        "image.save(p, 'PNG')", "torch.save(a, p)", "json.dump(a, file)", "zipfile.ZipFile(p, 'w')",
        "ZipFile(p, mode='a')", "archive.writestr(a, b)", "archive.extractall(p)", "sqlite3.connect(p)",
        "database.execute('x')", "QSaveFile(p)", "QSettings('a', 'b')", "figure.savefig(p)", "file.write(b'a')",
        "file.truncate(0)", "tempfile.mkstemp()", "faulthandler.enable(file)", "later(p.write_text)",
        "process.setStandardOutputFile(p)", "os.write(d, b'a')", "SoftFileLease(p)",
    ],
)  # fmt: skip
def test_that_a_function_that_writes_is_found(code: str) -> None:
    imported = "from a import ZipFile, QSaveFile, QSettings, SoftFileLease\n"
    source = f"{imported}class A:\n    def b(self):\n        def c():\n            {code}\n"
    assert functions_that_write(source) == {"A.b.<locals>.c"}


def test_that_a_writing_function_under_another_name_is_found() -> None:
    assert functions_that_write("def f():\n    from model_train.atomic import write_text as w\n    w(p, t)\n") == {"f"}
    assert functions_that_write("from a import write_text\ndef f():\n    g(write_text)\n") == {"f"}


@pytest.mark.parametrize(
    "code",
    [
        "open(p)", "p.open('rb')", "'a'.replace('b', 'c')", "replace(a, b=1)", "session.open(p)",
        "os.open(p, os.O_RDONLY)", "zipfile.ZipFile(p)", "sys.stderr.write('a')", "settings.save()",
        "link.setText('a')",
    ],
)  # fmt: skip
def test_that_what_does_not_write_is_left_alone(code: str) -> None:
    assert functions_that_write(f"def f():\n    {code}\n") == set()


def test_that_every_format_is_tried() -> None:
    assert {f"export as {form.value}" for form in Format} <= JOBS.keys()


# Trainings


@pytest.mark.long
@needs_forks
@pytest.mark.timeout(1200)
def test_that_a_training_on_a_full_disk_says_so_and_ends_with_the_same_weights(disk: SmallDisk, tmp_path: Path) -> None:
    if not disk.is_real:
        pytest.skip(
            "a small file system takes Linux and an administrator. Its stand-in, a limit to each file, is no full disk "
            "for a training, whose files have sizes of their own; test_training_service raises the error itself"
        )
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
