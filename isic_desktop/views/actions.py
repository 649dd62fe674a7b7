"""QActions made from the table of actions, and the menus they stand in."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPalette
from PySide6.QtWidgets import QMainWindow, QMenu

from isic_desktop.core.actions import ACTIONS
from isic_desktop.core.texts import marked
from isic_desktop.views.icons import themed_icon
from isic_desktop.views.words import said

_MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        marked("&File"),
        (
            "file.open_folder",
            "file.open_samples",
            "file.get_isic",
            "",
            "file.pick_truth_folder",
            "file.pick_annotations_folder",
            "",
            "annotation.save",
            "",
            "file.export",
            "file.import",
            "file.validate",
            "",
            "file.preferences",
            "",
            "file.quit",
        ),
    ),
    (marked("&Edit"), ("edit.undo", "edit.redo", "edit.history", "", "edit.clear")),
    (
        marked("&Image"),
        (
            "image.previous",
            "image.next",
            "",
            "image.segment",
            "image.cancel_segment",
            "batch.segment",
            "image.use_prediction",
            "",
            "annotation.accept",
            "annotation.reject",
            "",
            "review.worst_first",
            "gallery.search",
            "gallery.show_all",
            "gallery.refresh",
        ),
    ),
    (
        marked("&Tools"),
        (
            "tool.brush",
            "tool.eraser",
            "tool.swap",
            "",
            "tool.lasso",
            "tool.polygon",
            "tool.wand",
            "tool.refine",
            "tool.pull",
            "tool.revert",
            "",
            "tool.ruler",
            "",
            "tool.smaller",
            "tool.larger",
        ),
    ),
    (
        marked("M&ask"),
        (
            "mask.threshold",
            "",
            "mask.fill_holes",
            "mask.keep_largest",
            "mask.remove_specks",
            "mask.smooth",
            "",
            "mask.grow",
            "mask.shrink",
        ),
    ),
    (
        marked("&View"),
        (
            "view.fit",
            "view.actual_size",
            "view.zoom_in",
            "view.zoom_out",
            "",
            "view.cycle",
            "view.overlay",
            "view.truth",
            "view.prediction",
            "",
            "view.truth_instead",
            "view.blink",
            "view.compare",
            "view.next_error",
            "view.loupe",
            ">Image shown",
            "",
            "gallery.grid",
            "",
            ">Theme",
        ),
    ),
    (marked("&Model"), ("model.manage", "model.go_back", "model.repredict")),
    (marked("T&rain"), ("train.new", "", "train.watch", "train.runs", "", "train.stop")),
    (marked("&Help"), ("help.guide", "help.tour", "help.shortcuts", "", "help.diagnostics", "help.about")),
)
TOOL_IDS = (
    "tool.brush",
    "tool.eraser",
    "tool.lasso",
    "tool.polygon",
    "tool.wand",
    "tool.refine",
    "tool.pull",
    "tool.revert",
)
ENHANCEMENT_IDS = ("view.as_taken", "view.contrast", "view.constancy", "view.hairless")
_ONE_PRESS = {"annotation.accept", "annotation.reject"}
THEME_IDS = ("view.theme_system", "view.theme_light", "view.theme_dark")
_SUBMENUS = {marked("Theme"): THEME_IDS, marked("Image shown"): ENHANCEMENT_IDS}
_EXCLUSIVE = ((*TOOL_IDS, "tool.ruler"), ENHANCEMENT_IDS, THEME_IDS)


def make_actions(window: QMainWindow) -> dict[str, QAction]:
    """Make a QAction of each row of the table, owned by the window; its objectName is the id."""
    actions: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(said(spec.text), window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        action.setCheckable(spec.checkable)
        # A judgement is one press: a key held down must not run through images nobody has looked at.
        action.setAutoRepeat(spec.id not in _ONE_PRESS)
        hint = f" ({spec.shortcuts[0]})" if spec.shortcuts else ""
        action.setToolTip(f"{said(spec.text).rstrip('…')}{hint}" + (f"\n{said(spec.tip)}" if spec.tip else ""))
        action.setStatusTip(said(spec.tip))
        window.addAction(action)
        actions[spec.id] = action
    for ids in _EXCLUSIVE:
        group = QActionGroup(window)
        for action_id in ids:
            group.addAction(actions[action_id])
    return actions


def paint_icons(actions: dict[str, QAction], palette: QPalette) -> None:
    """Give the actions their icons in the colours of a theme."""
    for spec in ACTIONS:
        if spec.icon:
            actions[spec.id].setIcon(themed_icon(spec.icon, palette))


def make_menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """Fill the menu bar; returns the menus by their plain English titles."""
    menus: dict[str, QMenu] = {}
    for title, ids in _MENUS:
        menu = window.menuBar().addMenu(said(title))
        menus[title.replace("&", "")] = menu
        for action_id in ids:
            if not action_id:
                menu.addSeparator()
            elif action_id.startswith(">"):
                submenu = menu.addMenu(said(action_id[1:]))
                submenu.addActions([actions[inner] for inner in _SUBMENUS[action_id[1:]]])
            else:
                menu.addAction(actions[action_id])
    return menus
