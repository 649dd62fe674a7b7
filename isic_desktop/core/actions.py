"""Every action of the window: its id, its words and its keys, in one table.

The window makes a QAction of each row (its objectName is the id); `isic-desktop actions --json` prints the table.
Keys that are done a thousand times lie under the left hand and need no modifier.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class ActionSpec:
    """One thing a person can do.

    Args:
        id: Stable name, `group.verb`.
        text: What menus and tool tips say, sentence case, starting with a verb where it acts.
        shortcuts: Keys in Qt's portable notation, the first one shown in menus.
        tip: One sentence more for the status bar and tool tip; empty where the text says it all.
        checkable: Whether it is a switch.
        icon: Name of the icon in `resources/icons`, without ending; empty for none.
    """

    id: str
    text: str
    shortcuts: tuple[str, ...] = ()
    tip: str = ""
    checkable: bool = False
    icon: str = ""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("file.open_folder", "Open folder…", ("Ctrl+O",), "Open a folder of dermoscopy images", icon="folder"),
    ActionSpec("file.open_samples", "Open the samples", (), "Open the six drawn sample images"),
    ActionSpec(
        "file.pick_truth_folder",
        "Choose ground truth folder…",
        (),
        "Say where the ground truth masks of this folder lie",
    ),
    ActionSpec(
        "file.pick_annotations_folder",
        "Choose annotations folder…",
        (),
        "Say where the masks of this folder are saved",
    ),
    ActionSpec("file.get_isic", "Get ISIC 2016…", (), "Download the 1,279 images of the ISIC 2016 challenge"),
    ActionSpec("file.preferences", "Preferences…", ("Ctrl+,",)),
    ActionSpec("file.export", "Export…", ("Ctrl+E",), "Hand masks over: ISIC, COCO, YOLO, labelme, pictures, tables"),
    ActionSpec("file.import", "Import masks…", ("Ctrl+I",), "Take in masks that other programs or people made"),
    ActionSpec("file.validate", "Check by the ISIC rules…", (), "One region, no holes, right size, coding and name"),
    ActionSpec("file.quit", "Quit", ("Ctrl+Q",)),
    ActionSpec("image.previous", "Previous image", ("A",), icon="previous"),
    ActionSpec("image.next", "Next image", ("D",), icon="next"),
    ActionSpec("image.segment", "Segment this image", ("S",), "Let the model outline the lesion", icon="segment"),
    ActionSpec(
        "batch.segment",
        "Segment a folder…",
        ("Ctrl+Shift+S",),
        "Outline all, the filtered or the selected images; masks a person has touched stay",
    ),
    ActionSpec("image.cancel_segment", "Cancel segmentation", ("Esc",)),
    ActionSpec(
        "image.use_prediction",
        "Use the prediction",
        ("U",),
        "Replace the annotation by the model's prediction; can be undone",
    ),
    ActionSpec("edit.undo", "Undo", ("Ctrl+Z",), icon="undo"),
    ActionSpec("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
    ActionSpec(
        "edit.clear",
        "Clear the annotation",
        ("Ctrl+Backspace",),
        "Remove every pixel of the annotation; can be undone",
    ),
    ActionSpec("edit.history", "History", ("Ctrl+Shift+H",), "The steps of this annotation; go to any", checkable=True),
    ActionSpec("annotation.save", "Save annotation", ("Ctrl+S",), icon="save"),
    ActionSpec(
        "annotation.accept",
        "Accept and go on",
        ("Q",),
        "Mark this annotation as accepted and show the next image",
        icon="accept",
    ),
    ActionSpec(
        "annotation.reject",
        "Reject and go on",
        ("Z",),
        "Mark this annotation as rejected and show the next image",
        icon="reject",
    ),
    ActionSpec(
        "review.worst_first",
        "Review, worst first",
        ("Ctrl+R",),
        "Go through what nobody has judged yet, the worst outline first",
        checkable=True,
    ),
    ActionSpec("gallery.search", "Search images", ("Ctrl+F",)),
    ActionSpec("gallery.show_all", "Show all images", ("Ctrl+Shift+F",), "Take the filter away"),
    ActionSpec("gallery.refresh", "Filter and sort again", ("F5",), "By what is known now"),
    ActionSpec("gallery.grid", "Images as a grid", ("Ctrl+G",), checkable=True),
    ActionSpec("tool.brush", "Brush", ("B",), "Paint lesion", checkable=True, icon="brush"),
    ActionSpec("tool.eraser", "Eraser", ("E",), "Erase lesion", checkable=True, icon="eraser"),
    ActionSpec("tool.lasso", "Lasso", ("G",), "Draw round a region to add it", checkable=True, icon="lasso"),
    ActionSpec("tool.polygon", "Polygon", ("P",), "Click the corners of a region", checkable=True, icon="polygon"),
    ActionSpec("tool.wand", "Wand", ("W",), "Select what has the same colour", checkable=True, icon="wand"),
    ActionSpec("tool.refine", "Refine", ("R",), "Snap a rough outline to the image", checkable=True, icon="refine"),
    ActionSpec("tool.pull", "Pull the outline", ("2",), "Drag the outline", checkable=True, icon="pull"),
    ActionSpec(
        "tool.revert",
        "Back to the prediction",
        ("3",),
        "Give a region back to the prediction",
        checkable=True,
        icon="revert",
    ),
    ActionSpec(
        "tool.ruler", "Ruler", ("M",), "Draw along a ruler in the image for millimetres", checkable=True, icon="ruler"
    ),
    ActionSpec("tool.swap", "Swap brush and eraser", ("X",)),
    ActionSpec("tool.smaller", "Smaller brush", ("[",)),
    ActionSpec("tool.larger", "Larger brush", ("]",)),
    ActionSpec("mask.threshold", "Choose the threshold", ("T",), "Move the prediction's outline with a slider"),
    ActionSpec("mask.fill_holes", "Fill holes", ("Ctrl+H",)),
    ActionSpec("mask.keep_largest", "Keep the largest region", ("Ctrl+L",)),
    ActionSpec("mask.remove_specks", "Remove specks", ("Ctrl+K",), "Remove regions of less than 0.05 % of the image"),
    ActionSpec("mask.smooth", "Smooth the outline", ("Ctrl+M",)),
    ActionSpec("mask.grow", "Grow by a pixel", (".",)),
    ActionSpec("mask.shrink", "Shrink by a pixel", (",",)),
    ActionSpec("view.fit", "Fit the image", ("F",), icon="fit"),
    ActionSpec("view.actual_size", "One image pixel per screen pixel", ("1",), icon="actual_size"),
    ActionSpec("view.zoom_in", "Zoom in", ("Ctrl++", "Ctrl+=")),
    ActionSpec("view.zoom_out", "Zoom out", ("Ctrl+-",)),
    ActionSpec("view.cycle", "Next view", ("V",), "Fill and outline, outline, errors, heat map, or image alone"),
    ActionSpec(
        "view.overlay",
        "Show the overlay",
        ("C",),
        "Hold to look at the bare image for a moment",
        checkable=True,
        icon="eye",
    ),
    ActionSpec("view.truth", "Show the ground truth", ("Y",), checkable=True),
    ActionSpec("view.prediction", "Show the prediction", ("K",), checkable=True),
    ActionSpec(
        "view.truth_instead",
        "Show the ground truth instead",
        ("4",),
        "Swap the annotation for the ground truth",
        checkable=True,
    ),
    ActionSpec(
        "view.blink", "Blink", ("Shift+V",), "Alternate annotation, prediction and ground truth", checkable=True
    ),
    ActionSpec(
        "view.compare", "Compare side by side", ("J",), "Prediction, annotation and ground truth", checkable=True
    ),
    ActionSpec(
        "view.next_error", "Next error region", ("N",), "Go to the next largest difference from the ground truth"
    ),
    ActionSpec("view.loupe", "Loupe", ("L",), "Magnify what is under the pointer", checkable=True),
    ActionSpec("view.as_taken", "As it was taken", ("Ctrl+1",), checkable=True),
    ActionSpec("view.contrast", "More contrast", ("Ctrl+2",), "View only; the pixels stay untouched", checkable=True),
    ActionSpec("view.constancy", "Colour constancy", ("Ctrl+3",), "Shades of grey; view only", checkable=True),
    ActionSpec(
        "view.hairless", "Hairs suppressed", ("Ctrl+4",), "View only; the pixels stay untouched", checkable=True
    ),
    ActionSpec("view.theme_system", "Follow the system", (), checkable=True),
    ActionSpec("view.theme_light", "Light", (), checkable=True),
    ActionSpec("view.theme_dark", "Dark", (), checkable=True),
    ActionSpec("train.new", "Train a model…", ("Ctrl+T",), "Turn corrected masks into a better model"),
    ActionSpec("train.watch", "Watch the training", (), "Curves, validation images and what is left"),
    ActionSpec("train.runs", "Runs…", (), "All trainings with their settings and figures"),
    ActionSpec("train.stop", "Stop the training early", (), "End after this epoch and keep the best model so far"),
    ActionSpec("help.guide", "User guide", ("F1",)),
    ActionSpec("help.tour", "Guided tour", (), "From the samples to the first corrected and saved mask"),
    ActionSpec("model.manage", "Models…", (), "All models: what they are, import, export, compare"),
    ActionSpec("model.go_back", "Go back to the previous model", (), "Use the model that was in use before"),
    ActionSpec(
        "model.repredict",
        "Predict unreviewed images anew",
        (),
        "With the model in use; what a person judged is never touched",
    ),
    ActionSpec("help.shortcuts", "Keyboard shortcuts", ("Ctrl+F1",), "Look keys up, change them, print them"),
    ActionSpec("help.diagnostics", "Copy diagnostics", (), "For a report of a fault; names no image and no folder"),
    ActionSpec("help.about", "About ISIC Desktop"),
)
"""All actions, in the order of the menus."""


def shortcut_conflicts(actions: tuple[ActionSpec, ...] = ACTIONS) -> list[str]:
    """Keys that more than one action claims, in alphabetical order; empty when all is well."""
    keys = Counter(key.casefold() for spec in actions for key in spec.shortcuts)
    return sorted(key for key, count in keys.items() if count > 1)
