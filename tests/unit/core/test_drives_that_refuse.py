"""What is there stays as it was when the drive refuses half-way: models, cards, annotations that are handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from annotated import annotate, make_folder
from drawn import write_mask
from PIL import Image
from red_predictor import RedPredictor
from tiny_model import write_header_only_model, write_tiny_model

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.handover.gathering import gather, load_chosen
from isic_desktop.core.model_files import DELETED_FOLDER, delete_model, export_model, import_model, rename_model
from isic_desktop.core.repredict import repredict
from model_train.errors import MaskError, StorageError

Refuse = Callable[[str, str], None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Have the drive refuse to give a file a name that ends so, by `replace` or `rename`."""

    def begin(method: str, ending: str) -> None:
        real = getattr(Path, method)

        def refusing(path: Path, target: Path) -> Path:
            if str(target).endswith(ending):
                raise OSError(5, "Input/output error", str(target))
            result: Path = real(path, target)
            return result

        monkeypatch.setattr(Path, method, refusing)

    return begin


def own(name: str) -> Path:
    return places.models_dir() / name


def test_that_a_model_that_cannot_be_renamed_keeps_name_and_card(refuse: Refuse) -> None:
    write_header_only_model(own("old.safetensors"))
    own("old.md").write_text("its card")
    before = own("old.safetensors").read_bytes()
    refuse("replace", "new.safetensors")
    with pytest.raises(StorageError, match="Cannot write the file"):
        rename_model("old", "new")
    assert own("old.safetensors").read_bytes() == before
    assert own("old.md").read_text() == "its card"
    assert {path.name for path in places.models_dir().iterdir()} == {"old.safetensors", "old.md"}


def test_that_a_model_that_cannot_be_put_aside_is_still_there(tmp_path: Path) -> None:
    write_header_only_model(own("mine.safetensors"))
    own(DELETED_FOLDER).write_text("in the way")
    with pytest.raises(StorageError):
        delete_model("mine", active="skip-256")
    assert own("mine.safetensors").is_file()


def test_that_an_import_refused_at_its_last_step_leaves_no_card_and_can_be_tried_again(
    refuse: Refuse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_tiny_model(tmp_path / "tiny.safetensors")
    with monkeypatch.context() as patch:
        real = Path.rename
        patch.setattr(Path, "rename", lambda path, target: _refused(target))
        with pytest.raises(StorageError):
            import_model(source, "mine", lambda _path: None)
        assert Path.rename is not real
    assert [path.name for path in places.models_dir().iterdir()] == []
    import_model(source, "mine", lambda _path: None)
    assert own("mine.safetensors").read_bytes() == source.read_bytes()


def _refused(target: Path) -> Path:
    raise OSError(5, "Input/output error", str(target))


def test_that_an_export_that_is_refused_leaves_what_lay_there(refuse: Refuse, tmp_path: Path) -> None:
    target = tmp_path / "handed.safetensors"
    target.write_bytes(b"an older one")
    refuse("replace", "handed.safetensors")
    with pytest.raises(StorageError):
        export_model("skip-256", target)
    assert target.read_bytes() == b"an older one"
    assert [path.name for path in tmp_path.iterdir()] == ["handed.safetensors"]


def test_that_a_folder_without_room_for_annotations_keeps_no_other_from_being_predicted(tmp_path: Path) -> None:
    good, bad = make_folder(tmp_path / "a good", 1), make_folder(tmp_path / "bad", 2)
    (tmp_path / "bad" / "annotations").write_text("in the way")
    locks = FolderLocks()
    try:
        done = list(repredict([*good, *bad], AnnotationStore(), RedPredictor(), locks))
    finally:
        locks.release_except(())
    assert [(one.image.parent.name, one.status) for one in done] == [
        ("a good", "predicted"),
        ("bad", "failed"),
        ("bad", "failed"),
    ]
    assert "annotations" in done[1].error
    assert (tmp_path / "bad" / "annotations").read_text() == "in the way"


def test_that_a_mask_that_cannot_be_read_is_named_and_the_others_are_handed_over(tmp_path: Path) -> None:
    first, second = make_folder(tmp_path / "photos", 2)
    annotate(first, "accepted")
    AnnotationStore().paths(second).mask.mkdir()
    chosen, left_out = gather(tmp_path / "photos", AnnotationStore())
    assert [one.name for one in chosen] == [first.name]
    assert [(one.name, one.failed) for one in left_out] == [(second.name, True)]


def test_that_two_images_from_elsewhere_that_share_a_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    images = [*make_folder(tmp_path / "one", 1), *make_folder(tmp_path / "two", 1)]
    for image in images:
        annotate(image, "accepted")
    (tmp_path / "photos").mkdir()
    chosen, left_out = gather(tmp_path / "photos", AnnotationStore(), images=images)
    assert [one.image for one in chosen] == images[:1]
    assert [(one.name, one.failed) for one in left_out] == [("img1.jpg", True)]
    assert "Another image is called img1" in left_out[0].reason


def test_that_a_mask_that_went_or_became_another_meanwhile_is_not_handed_over_as_empty(tmp_path: Path) -> None:
    images = make_folder(tmp_path / "photos", 2)
    for image in images:
        annotate(image, "accepted")
    (gone, coded), _ = gather(tmp_path / "photos", AnnotationStore())
    gone.paths.mask.unlink()
    with pytest.raises(MaskError, match="removed meanwhile"):
        load_chosen(gone)
    ones = np.zeros((120, 160), np.uint8)
    ones[40:80, 40:80] = 1
    Image.fromarray(ones).save(coded.paths.mask)
    with pytest.raises(MaskError, match="0/1"):
        load_chosen(coded)
    write_mask(coded.paths.mask, np.zeros((10, 10), bool))
    with pytest.raises(MaskError, match="10 × 10"):
        load_chosen(coded)
