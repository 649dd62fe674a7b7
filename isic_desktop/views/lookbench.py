"""Ways of looking at the image in sight: layers, enhanced views, comparison, errors. Nothing here changes a pixel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from isic_desktop.core.texts import marked
from isic_desktop.views.actions import ENHANCEMENT_IDS
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument
    from isic_desktop.core.editing.error_regions import ErrorRegion
    from isic_desktop.core.opening import RGB, OpenedImage
    from isic_desktop.core.provenance import Mask
    from isic_desktop.services.editing_jobs import EditingJobs
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow

_BLINK_MS = 700

# What is said of it, and the function of `core/editing/enhancement` that makes it.
_ENHANCEMENTS = {
    "view.contrast": (marked("More contrast: view only"), "stretch_contrast"),
    "view.constancy": (marked("Colour constancy (shades of grey): view only"), "shades_of_grey"),
    "view.hairless": (marked("Hairs suppressed: view only"), "suppress_hairs"),
}


@dataclass(frozen=True, eq=False)
class _Shown:
    """A mask that is shown in place of the annotation."""

    words: str
    mask: Mask


class Lookbench(QObject):
    """Reacts to what a person does to see better.

    Args:
        window: The window.
        session: The annotation.
        looks: Where enhanced views are computed.
        errors: Where error regions are looked for.
    """

    def __init__(self, window: MainWindow, session: AnnotationSession, looks: EditingJobs, errors: EditingJobs) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._looks = looks
        self._errors = errors
        self._error_regions: list[ErrorRegion] = []
        self._errors_of: tuple[AnnotationDocument, int] | None = None
        self._blink = QTimer(self, interval=_BLINK_MS)
        self._blink.timeout.connect(self._blink_on)
        self._blinked = 0
        self._connect()
        self._action("view.as_taken").setChecked(True)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    def _connect(self) -> None:
        window, canvas, session = self._window, self._window.canvas, self._session
        for action_id in ENHANCEMENT_IDS:
            self._action(action_id).triggered.connect(self._enhance)
        reactions: dict[str, Callable[[], object]] = {
            "view.fit": self._fit,
            "view.actual_size": canvas.actual_size,
            "view.zoom_in": canvas.zoom_in,
            "view.zoom_out": canvas.zoom_out,
            "view.cycle": self._cycle_view,
            "view.next_error": self._go_to_next_error,
        }
        for action_id, reaction in reactions.items():
            self._action(action_id).triggered.connect(reaction)
        for action_id, switch in (
            ("view.overlay", self._show_layers),
            ("view.truth", self._show_layers),
            ("view.prediction", self._show_layers),
            ("view.truth_instead", self._show_truth_instead),
            ("view.blink", self._switch_blinking),
            ("view.compare", self._switch_comparison),
            ("view.loupe", self._switch_loupe),
        ):
            self._action(action_id).toggled.connect(switch)
        window.view_panel.opacity_changed.connect(self.set_opacity)
        window.view_panel.mode_changed.connect(self._show_layers)
        session.annotation_changed.connect(self._enable_actions)
        for jobs in (self._looks, self._errors):
            jobs.failed.connect(self._show_failure)

    def show_image(self, opened: OpenedImage) -> None:
        """Another image is on the canvas."""
        self._looks.cancel()
        self._errors.cancel()
        self._errors_of = None
        for action_id in ("view.truth_instead", "view.blink", "view.compare"):
            self._action(action_id).setChecked(False)
        self._window.canvas.annotation.truth = opened.truth.mask if opened.truth is not None else None
        self._enhance()

    @Slot()
    def _enable_actions(self) -> None:
        document = self._session.document
        truth = document is not None and document.truth is not None
        predicted = document is not None and document.prediction is not None
        self._action("view.next_error").setEnabled(truth)
        self._action("view.truth_instead").setEnabled(truth)
        self._action("view.blink").setEnabled(truth or predicted)
        self._action("view.compare").setEnabled(truth or predicted)

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        self._window.banner.tell(said(sentence), warns=True)

    @Slot()
    def _fit(self) -> None:
        self._window.canvas.fit()
        self._window.compare_page.fit()

    @Slot()
    def _cycle_view(self) -> None:
        modes = list(ViewMode)
        panel = self._window.view_panel
        panel.set_mode(modes[(modes.index(panel.mode) + 1) % len(modes)])

    @Slot()
    def _show_layers(self) -> None:
        canvas, mode = self._window.canvas, self._window.view_panel.mode
        overlay = self._action("view.overlay").isChecked()
        canvas.annotation.mode = mode
        canvas.annotation.visible = overlay
        lines = overlay and mode is not ViewMode.ALONE
        canvas.truth.visible = self._action("view.truth").isChecked() and lines
        canvas.prediction.visible = self._action("view.prediction").isChecked() and lines
        canvas.refresh()

    @Slot(float)
    def set_opacity(self, opacity: float) -> None:
        """Set the opacity of the fill, 0…1."""
        self._window.canvas.annotation.fill_opacity = opacity
        self._window.canvas.update()

    @Slot(bool)
    def _switch_loupe(self, on: bool) -> None:
        self._window.canvas.loupe_on = on
        self._window.canvas.update()

    def _masks_to_see(self) -> list[_Shown]:
        document = self._session.document
        if document is None:
            return []
        masks = [(marked("Annotation"), document.mask)]
        if document.prediction is not None:
            masks.append((marked("Prediction"), document.prediction.mask))
        if document.truth is not None:
            masks.append((marked("Ground truth"), document.truth))
        return [_Shown(words, mask) for words, mask in masks]

    def _show_mask(self, shown: _Shown | None) -> None:
        """Show a mask in place of the annotation, or with None the annotation again."""
        canvas, document = self._window.canvas, self._session.document
        if document is None:
            return
        canvas.annotation.mask = document.mask if shown is None else shown.mask
        canvas.editable = self._session.editable and shown is None
        canvas.show_note("" if shown is None else tr("{what} (view only)", what=said(shown.words)))
        canvas.update()
        if shown is None:
            self._say_how_image_is_shown()

    @Slot(bool)
    def _show_truth_instead(self, on: bool) -> None:
        truth = [shown for shown in self._masks_to_see() if shown.words == "Ground truth"]
        self._show_mask(truth[0] if on and truth else None)

    @Slot(bool)
    def _switch_blinking(self, on: bool) -> None:
        self._blinked = 0
        if on:
            self._blink.start()
            self._blink_on()
        else:
            self._blink.stop()
            self._show_mask(None)

    @Slot()
    def _blink_on(self) -> None:
        masks = self._masks_to_see()
        if masks:
            self._show_mask(masks[self._blinked % len(masks)])
            self._blinked += 1

    @Slot(bool)
    def _switch_comparison(self, on: bool) -> None:
        opened = self._session.current
        if not on or opened is None:
            if opened is not None:
                self._window.show_canvas()
            return
        document = opened.document
        prediction = document.prediction.mask if document.prediction is not None else None
        self._window.compare_page.show_masks(opened.levels, prediction, document.mask, document.truth)
        self._window.show_comparison()

    @Slot()
    def _enhance(self) -> None:
        opened = self._session.current
        chosen = next((action_id for action_id in ENHANCEMENT_IDS if self._action(action_id).isChecked()), "")
        if opened is None:
            return
        if chosen not in _ENHANCEMENTS:
            self._window.canvas.show_levels(opened.levels)
            self._say_how_image_is_shown()
            return
        english, name = _ENHANCEMENTS[chosen]
        words = said(english)
        rgb = opened.rgb

        def change() -> tuple[RGB, ...]:
            from isic_desktop.core.editing import enhancement
            from isic_desktop.core.opening import screen_levels

            return screen_levels(getattr(enhancement, name)(rgb))

        def show(levels: tuple[RGB, ...]) -> None:
            if self._session.current is opened and self._action(chosen).isChecked():
                self._window.canvas.show_levels(levels)
                self._window.canvas.show_note(words)

        self._window.canvas.show_note(f"{words} …")
        self._looks.run(change, show)

    def _say_how_image_is_shown(self) -> None:
        for action_id, (words, _) in _ENHANCEMENTS.items():
            if self._action(action_id).isChecked():
                self._window.canvas.show_note(said(words))
                return
        self._window.canvas.show_note("")

    @Slot()
    def _go_to_next_error(self) -> None:
        document = self._session.document
        if document is None or document.truth is None:
            return
        if self._errors_of == (document, document.revision) and self._error_regions:
            self._show_error()
            return
        mask, truth, asked = document.mask.copy(), document.truth, (document, document.revision)

        def take(regions: list[ErrorRegion]) -> None:
            self._errors_of, self._error_regions = asked, list(regions)
            if not regions:
                self._window.banner.tell(tr("There is no error: annotation and ground truth agree in every pixel."))
            self._show_error()

        def find() -> list[ErrorRegion]:
            from isic_desktop.core.editing.error_regions import error_regions

            return error_regions(mask, truth, at_least_px=4, at_most=50)

        self._errors.run(find, take)

    def _show_error(self) -> None:
        if self._error_regions:
            region = self._error_regions.pop(0)
            self._error_regions.append(region)
            self._window.canvas.go_to(region.rect)
            kind = tr("Too much") if region.kind == "false positive" else tr("Missing")
            self._window.statusBar().showMessage(
                tr("{kind}: {count} px", kind=kind, count=f"{region.area_px:,}".replace(",", "\u202f")), 4000
            )
