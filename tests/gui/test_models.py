"""Models in the window: their list, import and refusal, switching and going back, and predicting anew."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from judged import annotate, model_used
from program_driver import Program
from PySide6.QtCore import Qt
from tiny_model import write_tiny_model

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.model_registry import DEFAULT_MODEL, bundled_model_path
from isic_desktop.core.settings import Settings
from isic_desktop.core.sidecar import Sidecar, read_sidecar
from isic_desktop.services.segmentation import ModelPhase
from isic_desktop.views.gatebench import GateBench
from isic_desktop.views.models_dialog import ModelsDialog
from model_train.checkpoint_header import file_sha256

Open = Callable[..., Program]


@pytest.fixture
def tiny() -> Path:
    """An own model."""
    places.models_dir().mkdir(parents=True)
    return write_tiny_model(places.models_dir() / "tiny.safetensors")


def bench_of(program: Program) -> GateBench:
    bench = program.window.findChild(GateBench)
    assert isinstance(bench, GateBench)
    return bench


def manage(program: Program) -> ModelsDialog:
    """Open the list of models and wait until it is filled."""
    program.trigger("model.manage")
    dialog = bench_of(program).models_dialog
    assert dialog is not None
    program.wait_until(lambda: dialog.list.count() >= 2)
    return dialog


def click(program: Program, button: object) -> None:
    program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]


def told(dialog: ModelsDialog, *words: str) -> Callable[[], bool]:
    return lambda: all(word in dialog.banner.text for word in words)


def rows(dialog: ModelsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def sidecar_of(image: Path) -> Sidecar:
    return read_sidecar(AnnotationStore().paths(image).sidecar)


def use(program: Program, name: str) -> None:
    bench = bench_of(program)
    program.wait_until(lambda: any(action.text() == name for action in program.window.menus["Model"].actions()))
    next(action for action in program.window.menus["Model"].actions() if action.text() == name).trigger()
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    assert bench is not None


def test_that_each_annotation_records_the_model_it_came_from_and_going_back_is_one_click(
    open_program: Open, small_folder: Path, tiny: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.segment()
    program.save()
    use(program, "tiny")
    assert "tiny predicts from now on" in program.window.banner.text
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.segment()
    program.save()
    assert Settings().active_model == "tiny"
    program.wait_until(lambda: program.window.actions_by_id["model.go_back"].isEnabled())
    assert program.window.actions_by_id["model.go_back"].text() == f"Go back to {DEFAULT_MODEL}"
    program.trigger("model.go_back")
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    program.trigger("image.next")
    program.wait_for_image("img3.jpg")
    program.segment()
    program.save()
    models = [sidecar_of(small_folder / f"img{number}.jpg").model for number in (1, 2, 3)]
    assert [model.name for model in models if model] == [DEFAULT_MODEL, "tiny", DEFAULT_MODEL]
    assert models[1] is not None
    assert models[1].sha256 == file_sha256(tiny)
    assert Settings().active_model == DEFAULT_MODEL
    assert Settings().previous_model == "tiny"


def test_that_the_list_shows_cards_and_a_file_of_ours_comes_in_and_a_hostile_one_does_not(
    open_program: Open, tiny: Path, tmp_path: Path
) -> None:
    program = open_program()
    dialog = manage(program)
    assert f"{DEFAULT_MODEL}  (in use, bundled)" in rows(dialog)
    assert "not a medical device" in dialog.card.toPlainText().lower()
    assert not dialog.delete_button.isEnabled()
    assert not dialog.use_button.isEnabled()
    given = tmp_path / "from a friend.safetensors"
    given.write_bytes(tiny.read_bytes())
    dialog.import_wanted.emit(given)
    program.wait_until(told(dialog, "from a friend was imported"))
    program.wait_until(lambda: "from a friend" in rows(dialog))
    dialog.select("from a friend")
    assert file_sha256(given) in dialog.facts.text().replace("\u200b", "")
    assert "was not verified" in dialog.card.toPlainText()
    hostile = tmp_path / "hostile.safetensors"
    hostile.write_bytes(pickle.dumps([1, 2, 3]))
    dialog.import_wanted.emit(hostile)
    program.wait_until(told(dialog, "pickled model", "was not opened"))
    assert sorted(path.name for path in places.models_dir().glob("*.safetensors")) == [
        "from a friend.safetensors",
        "tiny.safetensors",
    ]
    assert dialog.import_button.isEnabled()


def test_that_a_model_is_renamed_exported_deleted_and_brought_back(
    open_program: Open, tiny: Path, tmp_path: Path
) -> None:
    program = open_program()
    dialog = manage(program)
    program.wait_until(lambda: "tiny" in rows(dialog))
    dialog.select("tiny")
    dialog.name_edit.selectAll()
    program.qtbot.keyClicks(dialog.name_edit, "small one")
    click(program, dialog.rename_button)
    program.wait_until(lambda: "small one" in rows(dialog))
    dialog.select("small one")
    dialog.export_wanted.emit("small one", tmp_path / "out.safetensors")
    program.wait_until(told(dialog, "exported"))
    assert (tmp_path / "out.safetensors").read_bytes() == (places.models_dir() / "small one.safetensors").read_bytes()
    assert "not a medical device" in (tmp_path / "out.md").read_text("utf-8")
    program.wait_until(dialog.delete_button.isEnabled)
    click(program, dialog.delete_button)
    program.wait_until(told(dialog, "small one was deleted"))
    program.wait_until(lambda: "small one" not in rows(dialog))
    dialog.banner.pressed.emit("model_restore")
    program.wait_until(lambda: "small one" in rows(dialog))


def test_that_the_model_in_use_can_be_renamed_but_never_deleted(open_program: Open, tiny: Path) -> None:
    program = open_program()
    dialog = manage(program)
    program.wait_until(lambda: "tiny" in rows(dialog))
    dialog.select("tiny")
    click(program, dialog.use_button)
    program.wait_until(lambda: "tiny  (in use)" in rows(dialog))
    assert not dialog.delete_button.isEnabled()
    dialog.delete_wanted.emit("tiny")
    program.wait_until(told(dialog, "never deleted"))
    assert tiny.exists()
    dialog.rename_wanted.emit("tiny", "mine")
    program.wait_until(lambda: "mine  (in use)" in rows(dialog))
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    assert Settings().active_model == "mine"
    dialog.rename_wanted.emit("mine", "a/b")
    program.wait_until(told(dialog, "cannot be used"))


@pytest.mark.parametrize("change", ["deleted", "replaced", "damaged"])
def test_that_a_model_that_vanishes_while_in_use_gives_way_to_the_bundled_one_and_the_person_is_told(
    open_program: Open, small_folder: Path, tiny: Path, change: str
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    use(program, "tiny")
    program.segment()
    program.save()
    used = file_sha256(tiny)
    if change == "deleted":
        tiny.unlink()
    elif change == "replaced":
        tiny.write_bytes(bundled_model_path().read_bytes())
    else:
        tiny.write_bytes(b"broken")
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    # With work of the person's own the prediction has news of its own, which must not hide this.
    program.stroke((50, 60), (90, 60))
    program.segment()
    assert DEFAULT_MODEL in program.window.banner.text
    assert "tiny" in program.window.banner.text
    program.trigger("image.use_prediction")
    program.save()
    first, second = (sidecar_of(small_folder / f"img{number}.jpg").model for number in (1, 2))
    assert first is not None
    assert second is not None
    assert (first.name, first.sha256) == ("tiny", used)
    assert second.name == DEFAULT_MODEL
    assert Settings().active_model == DEFAULT_MODEL


def test_that_a_model_replaced_between_two_starts_is_not_used_unseen(
    open_program: Open, small_folder: Path, tiny: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    use(program, "tiny")
    program.window.close()
    tiny.write_bytes(bundled_model_path().read_bytes())
    again = open_program(small_folder)
    again.wait_for_image()
    again.wait_until(lambda: again.segmentation.status.phase is ModelPhase.READY)
    again.wait_until(lambda: "was replaced by another model" in again.window.banner.text)
    assert Settings().active_model == DEFAULT_MODEL


def test_that_only_unreviewed_images_are_predicted_anew(open_program: Open, small_folder: Path, tiny: Path) -> None:
    mask = np.zeros((120, 160), bool)
    mask[10:30, 10:40] = True
    old = model_used("a" * 64, "old")
    annotate(small_folder / "img1.jpg", mask, "predicted", origin="machine", model=old, changed_pixels=0)
    accepted = annotate(small_folder / "img2.jpg", mask, "accepted", model=old)
    before = accepted.read_bytes()
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    use(program, "tiny")
    assert program.session.document is not None
    assert np.array_equal(program.session.document.mask, mask)
    program.trigger("model.repredict")
    dialog = bench_of(program).models_dialog
    assert dialog is not None
    program.wait_until(told(dialog, "2 images predicted anew by tiny", "1 left alone"))
    assert accepted.read_bytes() == before
    for name in ("img1.jpg", "img3.jpg"):
        model = sidecar_of(small_folder / name).model
        assert model is not None
        assert model.name == "tiny"
    # The one in sight follows, since nobody had touched it.
    program.wait_until(
        lambda: program.session.document is not None and not np.array_equal(program.session.document.mask, mask)
    )
    text = AnnotationStore().paths(small_folder / "img1.jpg").sidecar.read_text("utf-8")
    assert json.loads(text)["state"] == "predicted"


def test_that_predicting_anew_can_be_stopped_and_leaves_what_is_being_painted(
    open_program: Open, small_folder: Path, tiny: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((50, 60), (90, 60))
    painted = program.session.document.mask.copy() if program.session.document is not None else None
    program.trigger("model.repredict")
    dialog = bench_of(program).models_dialog
    assert dialog is not None
    program.qtbot.waitUntil(dialog.repredict_cancel.isVisible)
    click(program, dialog.repredict_cancel)
    assert "Stopped" in dialog.banner.text
    assert not bench_of(program).repredicting.busy
    assert program.session.document is not None
    assert np.array_equal(program.session.document.mask, painted)
