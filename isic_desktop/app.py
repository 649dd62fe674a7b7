"""The composition root: the one place where the objects of the window are made and wired together."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import isic_desktop.services.plain_imports  # first: all other imports are quicker for it

# isort: split
import isic_desktop
from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.model_registry import DEFAULT_MODEL, bundled_model_path, resolve_model
from isic_desktop.core.preferences import Preferences
from isic_desktop.core.program_log import log_to
from isic_desktop.core.settings import Settings
from isic_desktop.services.boundary_watch import BoundaryWatch
from isic_desktop.services.calm_collector import WindowCollector
from isic_desktop.services.crash_guard import (
    CrashGuard,
    faults_of_last_time,
    log_qt_messages,
    no_faults_to_watch_for,
    watch_for_faults,
)
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.services.folder_listing import FolderListing
from isic_desktop.services.forerunner import Forerunner
from isic_desktop.services.indexing import Indexing
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.segmentation import ModelPhase, SegmentationService
from isic_desktop.services.selecting import Selecting
from isic_desktop.services.session import AnnotationSession
from isic_desktop.services.thumbnails import ThumbnailService
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.folderbench import FolderBench
from isic_desktop.views.gallery import Gallery
from isic_desktop.views.icons import program_icon
from isic_desktop.views.language import use_language
from isic_desktop.views.late_actions import LateActions
from isic_desktop.views.lookbench import Lookbench
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.modelbench import ModelBench
from isic_desktop.views.recovery_offer import RecoveryOffer
from isic_desktop.views.reviewbench import ReviewBench
from isic_desktop.views.themes import apply_font_size, apply_theme
from isic_desktop.views.toolbench import Toolbench
from isic_desktop.views.words import said
from isic_desktop.views.workbench import Workbench
from model_train.atomic import write_bytes
from model_train.errors import AppError
from model_train.messages import phrase

if TYPE_CHECKING:
    from isic_desktop.core.image_listing import ImageListing
    from isic_desktop.core.opening import OpenedImage

_log = logging.getLogger(__name__)

# With no image to show first, the model loads when the window has settled.
_SETTLED_MS = 400
_DEMO_TIMEOUT_S = 180.0
# A worker keeps the interpreter for so long after the window's thread asked for it. Python's 5 ms, from each of several
# workers, came to pauses above 50 ms while a folder was segmented (tests/benchmarks/test_batch_heartbeat.py).
_SWITCH_INTERVAL_S = 0.0005


def start(argv: Sequence[str], *, at_once: bool = True) -> MainWindow:
    """Build the program and show its window.

    Args:
        argv: Arguments without the program's name: nothing, or a folder (or an image) to open.
        at_once: Build everything before returning; without it the window is shown as soon as it can be used, and what
            is not needed at the first moment (read-outs, handing over, batches, training) follows in the event loop.

    Returns:
        The window, shown. The caller runs the event loop.
    """
    # Before torch loads: threads that spin while they wait take the cores from everything else.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    application = QApplication.instance() or QApplication([isic_desktop.__name__])
    assert isinstance(application, QApplication)
    application.setApplicationName("ISIC Desktop")
    application.setApplicationVersion(isic_desktop.__version__)
    application.setDesktopFileName("org.isic_desktop.ISICDesktop")  # Wayland finds the icon by it
    application.setWindowIcon(QIcon(program_icon()))
    settings = Settings()
    use_language(settings.language)  # before the first text is shown
    apply_theme(settings.theme)
    preferences = Preferences(settings)
    apply_font_size(preferences.font_percent)
    store = AnnotationStore(preferences.place_for)
    thumbnails = ThumbnailService(store)
    window = MainWindow(Gallery(thumbnails))
    collector = WindowCollector(window)  # before there are other threads
    thumbnails.setParent(window)
    model, problem = _active_model(settings)
    session = AnnotationSession(store, parent=window)
    segmentation = SegmentationService(
        model, parent=window, sha256=settings.active_model_sha256, fallback=bundled_model_path()
    )
    folders = FolderListing(store, parent=window)
    indexing, selecting = Indexing(store, parent=window), Selecting(parent=window)
    models, forerunner = ModelListing(settings, parent=window), Forerunner(parent=window)
    jobs, looks, fields, errors = (EditingJobs(window) for _ in range(4))
    boundary = BoundaryWatch(window)
    toolbench = Toolbench(window, session, jobs, fields, boundary)
    lookbench = Lookbench(window, session, looks, errors)
    modelbench = ModelBench(window, session, segmentation, models, toolbench, settings)
    workbench = Workbench(window, session, segmentation, folders, modelbench, toolbench, lookbench, settings)
    folderbench = FolderBench(window, session, folders, indexing, selecting, settings)
    reviewbench = ReviewBench(window, session, segmentation, folderbench)
    for follow in (folderbench.begin, reviewbench.folder_changed):
        workbench.folder_shown.connect(follow)
    workbench.truth_changed.connect(folderbench.truth_changed)
    RecoveryOffer(window.banner, session, parent=window)
    comfort = ComfortBench(window, workbench, session, segmentation, models, preferences)
    first = FirstBench(window, workbench, session, comfort, preferences)
    for bench in (comfort, first):
        workbench.stops_at_the_end(bench.stop)
    for service in (
        session,
        segmentation,
        thumbnails,
        folders,
        indexing,
        selecting,
        models,
        jobs,
        looks,
        fields,
        errors,
        boundary,
        forerunner,
    ):
        workbench.stops_at_the_end(service.stop)
    window.show()
    for message in (*settings.messages, problem):
        if message:
            window.banner.tell(said(message), warns=True, about="program")
    shown: list[ImageListing] = []
    workbench.folder_shown.connect(shown.append)

    def hand_over() -> None:
        from isic_desktop.services.handover import HandoverService
        from isic_desktop.views.handoverbench import HandoverBench

        handover = HandoverService(store, session.locks, parent=window)
        HandoverBench(window, workbench, session, handover, settings)
        workbench.stops_at_the_end(handover.stop)

    def read_out() -> None:
        from isic_desktop.services.readout_watch import ReadOutWatch
        from isic_desktop.views.readoutbench import ReadOutBench

        readouts = ReadOutWatch(store, parent=window)
        bench = ReadOutBench(window, session, readouts)
        if not preferences.last_session.window_state:  # else the person has chosen how high each panel is
            QTimer.singleShot(0, bench, bench.spread)
        workbench.stops_at_the_end(readouts.stop)

    def work_through_folders() -> None:
        from isic_desktop.services.batch_job import BatchService
        from isic_desktop.views.batchbench import BatchBench

        batch = BatchService(store, session.locks, parent=window)
        BatchBench(window, workbench, session, models, batch, comfort.jobs)
        batch.finished.connect(comfort.notifier.batch_ended)
        workbench.stops_at_the_end(batch.stop)

    def train() -> None:
        from isic_desktop.services.training import TrainingService
        from isic_desktop.services.training_preparation import TrainingPreparation
        from isic_desktop.views.gatebench import GateBench
        from isic_desktop.views.trainbench import TrainBench

        training, preparation = TrainingService(parent=window), TrainingPreparation(store, parent=window)
        gatebench = GateBench(window, session, models, modelbench, settings)
        workbench.folder_shown.connect(gatebench.note_folder)
        if shown:
            gatebench.note_folder(shown[-1])
        workbench.stops_at_the_end(gatebench.stop)
        TrainBench(window, workbench, session, models, training, preparation, gatebench)
        training.ended.connect(comfort.notifier.training_ended)

    def begin() -> None:
        collector.begin()
        comfort.restore_look()
        session.recovery.look()
        if argv:
            workbench.open(Path(argv[0]).absolute())
        else:
            first.look_for_recent()
            comfort.reopen_last()
            QTimer.singleShot(_SETTLED_MS, segmentation.warm_up)

    if at_once:
        for step in (forerunner.run_ahead, read_out, hand_over, work_through_folders, train, begin):
            step()
    else:
        late = LateActions(window.actions_by_id.values(), parent=window)
        # The last three need what is imported aside, and would wait for it in the window's thread.
        after = (hand_over, work_through_folders, train, late.answer, segmentation.others_are_there)
        segmentation.wait_for_others()
        forerunner.arrived.connect(lambda: _one_after_the_other(window, after))
        _one_after_the_other(window, (forerunner.run_ahead, read_out, begin))
    return window


def _one_after_the_other(window: MainWindow, steps: Sequence[Callable[[], None]]) -> None:
    """Take one step a turn of the event loop, so that the person's input comes in between."""
    waiting = list(steps)

    def take() -> None:
        if waiting and not window.isHidden():
            waiting.pop(0)()
            QTimer.singleShot(0, window, take)

    QTimer.singleShot(0, window, take)


def _active_model(settings: Settings) -> tuple[Path, str]:
    """The model to predict with, and what to tell the person if it is not the one they chose."""
    try:
        return resolve_model("active", settings), ""
    except AppError as error:
        settings.active_model = DEFAULT_MODEL
        settings.active_model_sha256 = ""
        return bundled_model_path(), phrase("{error} {name} is used instead.", error=error, name=DEFAULT_MODEL)


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed.

    Args:
        argv: As for `start`.

    Returns:
        The exit code of the process.
    """
    log_to(places.logs_dir())
    log_qt_messages()
    faults, died = watch_for_faults(places.logs_dir()), faults_of_last_time(places.logs_dir())
    window = start(argv, at_once=False)
    comfort, session = window.findChild(ComfortBench), window.findChild(AnnotationSession)
    assert comfort is not None
    assert session is not None
    session.opened.connect(_note)  # after the canvas, which was told first
    guard = CrashGuard(comfort.save_everything, parent=window)
    guard.happened.connect(comfort.show_crash)
    guard.install()
    if died:
        comfort.tell_of_last_crash(died)
    application = QApplication.instance()
    assert application is not None
    # Ctrl+C and a session's end close the window in order; Python sees a signal only when it gets to run.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    heartbeat = QTimer(interval=300)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    code = application.exec()
    guard.remove()
    no_faults_to_watch_for(faults)
    return code


def _note(opened: OpenedImage) -> None:
    """Write into the log that an image is shown. Which one is nobody's business; its size tells what was heavy."""
    _log.info("an image of %d x %d pixels is shown", *reversed(opened.document.shape))


def screenshot_demo(folder: Path, picture: Path) -> None:
    """Open the window on a folder, segment its first image, and save what the window shows.

    Args:
        folder: A folder of images.
        picture: The PNG file to write.

    Raises:
        AppError: The demo did not get that far in three minutes, or the file cannot be written.
    """
    log_qt_messages()
    window = start([str(folder)])
    try:
        window.resize(1440, 900)
        workbench = window.findChild(Workbench)
        assert workbench is not None
        _wait_until(lambda: window.canvas.has_image, "the first image to open", window)
        document = workbench.session.document
        if document is not None and document.is_untouched:
            window.actions_by_id["image.segment"].trigger()
            _wait_until(lambda: not workbench.segmentation.busy, "the model to answer", window)
        _wait_until(lambda: workbench.segmentation.status.phase is not ModelPhase.LOADING, "the model", window)
        _settle(1.5)  # the thumbnails
        content = _as_png(window)
        write_bytes(picture, content)
    finally:
        window.close()


def _as_png(window: MainWindow) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _wait_until(reached: Callable[[], bool], what: str, window: MainWindow) -> None:
    end = time.monotonic() + _DEMO_TIMEOUT_S
    while not reached():
        if time.monotonic() > end:
            told = window.banner.text or window.message_page.text
            raise AppError(phrase("The demo waited three minutes for {what}", what=what), remedy=told)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def _settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)
