"""Take the user guide's pictures of the gallery: part of `make screenshots`.

Draws a folder of images, has the bundled model outline them, and works the gallery with them.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

# Sets the surroundings of a program without a screen before Qt is loaded.
import make_screenshots as pictures
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from isic_desktop import app, cli
from isic_desktop.services.indexing import Indexing
from isic_desktop.views.batchbench import BatchBench
from isic_desktop.views.gallery_model import GalleryModel
from model_train.synthetic import SAMPLES, write_samples

_DRAWN_PER_RECIPE = 6


def main() -> None:
    """Take all pictures."""
    guide = Path(__file__).resolve().parents[1] / "resources" / "guide"
    folder = Path(pictures._HOME) / "drawn"
    recipes = [
        replace(recipe, name=f"{recipe.name}_{number}", seed=1000 * number + recipe.seed, size=(288, 384))
        for recipe in SAMPLES
        for number in range(1, _DRAWN_PER_RECIPE + 1)
    ]
    write_samples(folder, recipes)
    images = folder / "images"
    # Some are left for the person to begin with.
    drawn = sorted(images.iterdir())
    if cli.main(["segment", *map(str, drawn[:-4]), "--out", str(images / "annotations")]):
        sys.exit("the images cannot be segmented")
    # Two that no program can read, as they are in every large folder; the last ones, so that the gallery is as it was.
    (images / "z_damaged.jpg").write_bytes(drawn[0].read_bytes()[:2000])
    (images / "z_text.jpg").write_text("This is a text.", encoding="utf-8")
    window = app.start([str(images)])
    window.resize(1280, 800)
    photographer = pictures.Photographer(window, guide)
    pictures._wait(lambda: window.canvas.has_image)
    indexing = window.findChild(Indexing)
    assert indexing is not None
    pictures._wait(lambda: not indexing.busy)
    photographer.do("review.worst_first")
    for action_id in ("annotation.reject", "annotation.reject", "annotation.accept", "annotation.accept"):
        photographer.do(action_id)
    pictures._settle(1.0)
    photographer.take("review")
    photographer.do("review.worst_first")
    model = window.gallery.model
    assert isinstance(model, GalleryModel)
    window.gallery.go_to(0)
    more = window.findChild(QToolButton, "filter_more")
    assert more is not None
    more.setChecked(True)
    pictures._settle(1.5)
    photographer.take("filter")
    more.setChecked(False)
    batch = window.findChild(BatchBench)
    assert batch is not None
    batch.open_dialog()
    dialog = batch.dialog
    assert dialog is not None
    pictures._wait(dialog.start_button.isEnabled)
    dialog.start_button.click()
    pictures._wait(dialog.report_button.isVisible)
    photographer.take("batch", dialog)
    dialog.close()
    photographer.do("gallery.grid")
    window.resizeDocks([window.gallery.parentWidget()], [480], Qt.Orientation.Horizontal)
    pictures._wait(lambda: all(model.thumbnail_of(path) is not None for path in model.paths[:12]))
    photographer.do("view.theme_dark")
    pictures._settle(2.0)
    photographer.take("grid")
    window.close()
    shutil.rmtree(pictures._HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
