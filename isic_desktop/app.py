"""The composition root: the one place where the objects of the window are made and wired together."""

from __future__ import annotations

import logging
import logging.handlers
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import isic_desktop
from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.model_registry import DEFAULT_MODEL, bundled_models_dir, resolve_model
from isic_desktop.core.settings import Settings
from isic_desktop.services.boundary_watch import BoundaryWatch
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.services.folder_listing import FolderListing
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.segmentation import ModelPhase, SegmentationService
from isic_desktop.services.session import AnnotationSession
from isic_desktop.services.thumbnails import ThumbnailService
from isic_desktop.views.gallery import Gallery
from isic_desktop.views.icons import program_icon
from isic_desktop.views.language import use_language
from isic_desktop.views.lookbench import Lookbench
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.modelbench import ModelBench
from isic_desktop.views.recovery_offer import RecoveryOffer
from isic_desktop.views.themes import apply_theme
from isic_desktop.views.toolbench import Toolbench
from isic_desktop.views.workbench import Workbench
from model_train.atomic import write_bytes
from model_train.errors import AppError
from model_train.pairing import ANNOTATIONS_FOLDER

_log = logging.getLogger(__name__)

# With no image to show first, the model loads when the window has settled.
_SETTLED_MS = 400
_LOG_BYTES = 1_000_000
_LOG_FILES = 3
_DEMO_TIMEOUT_S = 180.0


def start(argv: Sequence[str]) -> MainWindow:
    """Build the program and show its window.

    Args:
        argv: Arguments without the program's name: nothing, or a folder (or an image) to open.

    Returns:
        The window, shown. The caller runs the event loop.
    """
    # Before torch loads: threads that spin while they wait take the cores from everything else.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    application = QApplication.instance() or QApplication([isic_desktop.__name__])
    assert isinstance(application, QApplication)
    application.setApplicationName("ISIC Desktop")
    application.setApplicationVersion(isic_desktop.__version__)
    application.setDesktopFileName("isic-desktop")
    application.setWindowIcon(QIcon(program_icon()))
    settings = Settings()
    use_language(settings.language)  # before the first text is shown
    apply_theme(settings.theme)

    def place_for(folder: Path) -> Path:
        return settings.annotation_place(folder) or folder / ANNOTATIONS_FOLDER

    store = AnnotationStore(place_for)
    thumbnails = ThumbnailService(store)
    window = MainWindow(Gallery(thumbnails))
    thumbnails.setParent(window)
    model, problem = _active_model(settings)
    session = AnnotationSession(store, parent=window)
    segmentation = SegmentationService(model, parent=window)
    folders = FolderListing(parent=window)
    models = ModelListing(settings, parent=window)
    jobs, looks, fields, errors = (EditingJobs(window) for _ in range(4))
    boundary = BoundaryWatch(window)
    toolbench = Toolbench(window, session, jobs, fields, boundary)
    lookbench = Lookbench(window, session, looks, errors)
    modelbench = ModelBench(window, session, segmentation, models, toolbench, settings)
    workbench = Workbench(window, session, segmentation, folders, modelbench, toolbench, lookbench, settings)
    RecoveryOffer(window.banner, session, parent=window)
    for service in (session, segmentation, thumbnails, folders, models, jobs, looks, fields, errors, boundary):
        workbench.stops_at_the_end(service.stop)
    window.show()
    QTimer.singleShot(0, session.recovery.look)
    for message in (*settings.messages, problem):
        if message:
            window.banner.tell(message, warns=True, about="program")
    if argv:
        workbench.open(Path(argv[0]).absolute())
    else:
        QTimer.singleShot(_SETTLED_MS, segmentation.warm_up)
    return window


def _active_model(settings: Settings) -> tuple[Path, str]:
    """The model to predict with, and what to tell the person if it is not the one they chose."""
    try:
        return resolve_model("active", settings), ""
    except AppError as error:
        return bundled_models_dir() / f"{DEFAULT_MODEL}.safetensors", f"{error} The bundled model is used meanwhile."


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed.

    Args:
        argv: As for `start`.

    Returns:
        The exit code of the process.
    """
    _log_to_file()
    _log_uncaught_exceptions()
    qInstallMessageHandler(_log_qt_message)
    window = start(argv)
    application = QApplication.instance()
    assert application is not None
    # Ctrl+C and a session's end close the window in order; Python sees a signal only when it gets to run.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    heartbeat = QTimer(interval=300)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    return application.exec()


def screenshot_demo(folder: Path, picture: Path) -> None:
    """Open the window on a folder, segment its first image, and save what the window shows.

    Args:
        folder: A folder of images.
        picture: The PNG file to write.

    Raises:
        AppError: The demo did not get that far in three minutes, or the file cannot be written.
    """
    qInstallMessageHandler(_log_qt_message)
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
            raise AppError(f"The demo waited three minutes for {what}", remedy=told)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def _settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def _log_to_file() -> None:
    """Write the log to the program's own place; without one the program works all the same."""
    try:
        places.logs_dir().mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            places.logs_dir() / "isic-desktop.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
        )
    except OSError as error:
        logging.basicConfig()
        _log.warning("no log file is written: %s", error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say goes to the log, by its gravity."""
    if "propagateSizeHints" in message:
        return  # the platform without a screen says so of every window
    grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    _log.log(logging.ERROR if grave else logging.INFO, "Qt: %s", message)


def _log_uncaught_exceptions() -> None:
    """An exception in a slot must not vanish; it may come in any thread, so no dialog is shown here."""
    previous = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        _log.critical("uncaught exception", exc_info=error)
        previous(kind, error, traceback)

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        _log.critical("uncaught exception in a thread", exc_info=arguments.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook
