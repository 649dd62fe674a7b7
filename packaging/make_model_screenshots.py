"""Take the user guide's pictures of the gate and the models window: part of `make screenshots`.

The images are drawn for it, with seeds of their own, so that the two bundled models disagree on some.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

# Sets the surroundings of a program without a screen before Qt is loaded.
import make_screenshots as pictures

from isic_desktop import app
from isic_desktop.core.model_registry import DEFAULT_MODEL
from isic_desktop.views.gatebench import GateBench
from model_train.synthetic import SAMPLES, write_samples

_IMAGES = 24
_OTHER_MODEL = "transpose-128"


def main() -> None:
    """Take both pictures."""
    home = Path(pictures._HOME)
    recipes = []
    for number in range(_IMAGES):
        like = SAMPLES[number % len(SAMPLES)]
        height, width = like.size
        recipes.append(
            replace(
                like,
                name=f"drawn_{number:02d}",
                seed=9000 + number,
                size=(300, 300 * width // height),
                pigment=like.pigment * (0.5 + 0.03 * number),
            )
        )
    images = write_samples(home / "drawn", recipes)[0].parent
    window = app.start([str(images)])
    guide = Path(__file__).resolve().parents[1] / "resources" / "guide"
    photographer = pictures.Photographer(window, guide)
    bench = window.findChild(GateBench)
    assert bench is not None
    pictures._wait(lambda: window.canvas.has_image)
    bench.manage()
    models = bench.models_dialog
    assert models is not None
    pictures._wait(lambda: models.list.count() > 1)
    bench.open_for_model(_OTHER_MODEL)
    gate = bench.dialog
    assert gate is not None
    pictures._wait(lambda: not bench.gate.busy)
    gate.everything.setChecked(True)
    gate.asked.emit(True)
    pictures._wait(lambda: not bench.gate.busy)
    assert gate.report is not None, gate.notes.text()
    pictures._wait(lambda: bool(gate.outlines.shown) and gate.plot.plot is not None)
    photographer.take("gate", gate)
    gate.close()
    photographer.do("view.theme_dark")
    models.select(DEFAULT_MODEL)
    photographer.take("models", models)
    models.close()
    window.close()
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
