"""Watching a training: curves as they happen, what is left, what it sees; ending it, or going on with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.run_following import RunNews
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.views.curves import Curves
from isic_desktop.views.labels import breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.training_dialog import duration
from isic_desktop.views.words import said, tr
from model_train.errors import AppError

_LOG_HEIGHT_PX = 92
_SHEET_PX = 230


class WatchPage(QWidget):
    """One run, as it trains or as it ended.

    Signals:
        begin_asked(): There is none, and the person wants one.
        stop_asked(), cancel_asked(), resume_asked(Path), compare_asked(Path): What the person wants of the run.

    Args:
        pictures: Reads the validation sheets and imports the plots.
        can_compare: Whether there is something to compare a new model with.
    """

    begin_asked = Signal()
    stop_asked = Signal()
    cancel_asked = Signal()
    resume_asked = Signal(object)
    compare_asked = Signal(object)

    def __init__(self, pictures: TrainingPictures, *, can_compare: bool) -> None:
        super().__init__()
        self._pictures = pictures
        self._can_compare = can_compare
        self._news: RunNews | None = None
        self._sheet_path: Path | None = None
        self._sheet_picture = QPixmap()
        self.headline = QLabel()
        self.headline.setObjectName("watch_headline")
        self.headline.setProperty("role", "heading")
        self.detail = QLabel()
        self.detail.setObjectName("watch_detail")
        self.detail.setProperty("role", "muted")
        self.detail.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setObjectName("watch_progress")
        self.progress.setRange(0, 1000)
        self.message = QLabel()
        self.message.setObjectName("watch_message")
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.curves = Curves()
        self.sheet = QLabel(tr("Validation images appear after the first epoch."))
        self.sheet.setObjectName("watch_sheet")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setMinimumSize(_SHEET_PX, 100)
        self.sheet.setWordWrap(True)
        self.sheet.setToolTip(tr("Validation images with ground truth (green) and prediction (pink)"))
        self.curves.add_corner(self.sheet)
        self.log = QPlainTextEdit()
        self.log.setObjectName("watch_log")
        self.log.setReadOnly(True)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setMaximumHeight(_LOG_HEIGHT_PX)
        self.log.setAccessibleName(tr("The last lines of the log"))
        self.log.setPlaceholderText(tr("Warnings and the last lines of the log appear here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self.headline)
        words.addWidget(self.detail)
        top.addLayout(words, 1)
        for button in self._make_buttons():
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.progress)
        column.addWidget(self.message)
        column.addWidget(self.curves, 1)
        column.addWidget(self.log)
        column.addLayout(self._make_exports())
        column.addStretch(0)
        pictures.read.connect(self._show_sheet)
        pictures.plots_ready.connect(self.curves.make_plots)
        self.show_news(None)

    def _make_buttons(self) -> list[QPushButton]:
        self.stop_button = QPushButton(tr("Stop early"))
        self.stop_button.setObjectName("watch_stop")
        self.stop_button.setToolTip(tr("End after this epoch and keep the best model so far"))
        self.stop_button.clicked.connect(self._stop)
        self.cancel_button = QPushButton(tr("Cancel…"))
        self.cancel_button.setObjectName("watch_cancel")
        self.cancel_button.setToolTip(tr("End now and discard what was trained"))
        self.cancel_button.clicked.connect(self.cancel_asked)
        self.resume_button = QPushButton(tr("Resume"))
        self.resume_button.setObjectName("watch_resume")
        self.resume_button.clicked.connect(self._resume)
        self.compare_button = QPushButton(tr("Compare with the active model"))
        self.compare_button.setObjectName("watch_compare")
        self.compare_button.clicked.connect(self._compare)
        self.begin_button = QPushButton(tr("Train a model…"))
        self.begin_button.setObjectName("watch_begin")
        self.begin_button.clicked.connect(self.begin_asked)
        return [self.begin_button, self.stop_button, self.cancel_button, self.resume_button, self.compare_button]

    def _make_exports(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.export_note = QLabel()
        self.export_note.setProperty("role", "muted")
        line.addWidget(self.export_note, 1)
        self.export_buttons = []
        for name, words, reaction in (
            ("watch_export_png", tr("Save plots…"), self._ask_png),
            ("watch_export_csv", tr("Save figures…"), self._ask_csv),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.clicked.connect(reaction)
            line.addWidget(button)
            self.export_buttons.append(button)
        return line

    # News

    @property
    def run(self) -> Path | None:
        """The run that is shown."""
        return self._news.run if self._news is not None else None

    def show_news(self, news: RunNews | None) -> None:
        """Show how a run stands; None shows that there is none."""
        if news is None or self._news is None or news.run != self._news.run:
            self._forget_sheet()
        self._news = news
        ended = news is None or news.has_ended
        self.stop_button.setVisible(not ended)
        self.stop_button.setEnabled(news is not None and news.phase == "running" and news.batches > 0)
        self.cancel_button.setVisible(not ended)
        resumable = news is not None and news.phase in ("failed", "died", "cancelled", "vanished")
        self.resume_button.setVisible(resumable)
        self.resume_button.setText(tr("Resume") if news is not None and news.rows else tr("Try again"))
        self.compare_button.setVisible(
            self._can_compare and news is not None and news.has_ended and news.phase != "vanished" and bool(news.rows)
        )
        self.progress.setVisible(not ended)
        self.begin_button.setVisible(news is None)
        for part in (self.curves, self.log, *self.export_buttons):
            part.setVisible(news is not None)
        for button in self.export_buttons:
            button.setEnabled(news is not None and bool(news.rows))
        if news is None:
            self.headline.setText(tr("No training is under way"))
            self.detail.setText(tr("Train → Train a model begins one; Train → Runs shows those before."))
            self.message.hide()
            self.log.clear()
            self.curves.show_runs({})
            return
        # Between two epochs nothing says how far it is: then the bar only moves.
        self.progress.setRange(0, 1000 if news.epochs else 0)
        self.progress.setValue(round(1000 * news.share))
        self.headline.setText(_headline(news))
        self.detail.setText(_detail(news))
        message = _message(news)
        self.message.setText(breakable(message))
        self.message.setVisible(bool(message))
        self.curves.show_runs({news.name: news.rows})
        self._show_log(news)
        if news.sample is not None and news.sample != self._sheet_path:
            self._sheet_path = news.sample
            self._pictures.read_picture(news.sample)

    def tell(self, sentence: str) -> None:
        """Say why something that was asked for is not done."""
        self.message.setText(breakable(sentence))
        self.message.show()

    def note_stopping(self) -> None:
        """The request to stop is under way."""
        self.stop_button.setEnabled(False)
        self.detail.setText(tr("Stopping when this epoch is done …"))

    def _show_log(self, news: RunNews) -> None:
        lines = [*(said(warning) for warning in news.warnings[-5:]), *([news.log_tail] if news.log_tail else [])]
        if news.unreadable:
            lines.append(
                tr("{count} lines of its events could not be read and were passed over.", count=news.unreadable)
            )
        text = "\n".join(lines)
        if text != self.log.toPlainText():
            self.log.setPlainText(text)
            bar = self.log.verticalScrollBar()
            bar.setValue(bar.maximum())

    # The validation sheet

    @Slot(object, object)
    def _show_sheet(self, path: Path, picture: QImage) -> None:
        if path != self._sheet_path:
            return
        if picture.isNull():
            self.sheet.setText(tr("The validation sheet cannot be read."))
            return
        self._sheet_picture = QPixmap.fromImage(picture)
        self._fit_sheet()

    def _fit_sheet(self) -> None:
        if not self._sheet_picture.isNull():
            room = self.sheet.contentsRect().size()
            smooth = Qt.TransformationMode.SmoothTransformation
            ratio = self.devicePixelRatioF()
            fitted = self._sheet_picture.scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            fitted.setDevicePixelRatio(ratio)
            self.sheet.setPixmap(fitted)

    def _forget_sheet(self) -> None:
        self._sheet_path = None
        self._sheet_picture = QPixmap()
        self.sheet.setText(tr("Validation images appear after the first epoch."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet fits its place."""
        super().resizeEvent(event)
        self._fit_sheet()

    # What the person wants

    @Slot()
    def _stop(self) -> None:
        self.note_stopping()
        self.stop_asked.emit()

    @Slot()
    def _resume(self) -> None:
        if self._news is not None:
            self.resume_asked.emit(self._news.run)

    @Slot()
    def _compare(self) -> None:
        if self._news is not None:
            self.compare_asked.emit(self._news.run)

    @Slot()
    def _ask_png(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, tr("Save plots"), "curves.png", tr("Pictures (*.png)"))
        if name:
            self.export(Path(name))

    @Slot()
    def _ask_csv(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, tr("Save figures"), "curves.csv", tr("Tables (*.csv)"))
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Save the plots (`.png`) or the numbers behind them (any other ending)."""
        try:
            if path.suffix.lower() == ".png":
                self.curves.export_png(path)
            else:
                self.curves.export_csv(path)
        except AppError as error:
            self.export_note.setText(breakable(said(error)))
        else:
            self.export_note.setText(tr("Saved as {path}", path=path))


def _headline(news: RunNews) -> str:
    epoch = min(news.epoch + 1, news.epochs)
    words = {
        "starting": tr("{name} is getting ready …", name=news.name),
        "running": tr("{name}: epoch {epoch} of {epochs}", name=news.name, epoch=epoch, epochs=news.epochs),
        "finished": tr("{name} is trained", name=news.name),
        "cancelled": tr("{name} was cancelled", name=news.name),
        "failed": tr("{name} has failed", name=news.name),
        "died": tr("{name} ended unexpectedly", name=news.name),
        "vanished": tr("{name} has vanished", name=news.name),
    }
    return words[news.phase]


def _detail(news: RunNews) -> str:
    parts = []
    if news.phase == "running":
        if news.remaining_s is not None:
            soon = news.remaining_s < 1.0
            parts.append(tr("almost done") if soon else tr("about {time} left", time=duration(news.remaining_s)))
        if news.batches:
            parts.append(tr("batch {batch} of {batches}", batch=news.batch, batches=news.batches))
    if news.stopped:
        parts.append(tr("stopped early after {epoch} epochs", epoch=news.epoch))
    if news.best_epoch:
        parts.append(
            tr(
                "best validation IoU {jaccard} in epoch {epoch}",
                jaccard=f"{news.best_jaccard:.3f}",
                epoch=news.best_epoch,
            )
        )
    if news.train:
        parts.append(tr("{train} images train, {val} validate", train=news.train, val=news.val))
    if news.memory_bytes:
        parts.append(tr("{memory} GB of memory", memory=f"{news.memory_bytes / 1e9:.1f}"))
    return " · ".join(parts)


def _message(news: RunNews) -> str:
    if news.message:
        return said(news.message)
    if news.phase == "running" and news.plateau:
        return tr(
            "The validation IoU has not become better for {count} epochs. You can stop early: the best model is kept.",
            count=news.plateau,
        )
    return ""
