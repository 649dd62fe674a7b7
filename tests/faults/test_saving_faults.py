"""Full disks, read-only folders and crashes while an annotation is saved: the last good one stays, and whose it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from ordinary_user import ordinary_user
from platforms import posix_permissions
from red_predictor import lesion_mask

from isic_desktop.core import annotation_store
from isic_desktop.core.annotation_store import (
    AnnotationPaths,
    Owner,
    annotation_owner,
    annotation_paths,
    load_annotation,
    save_annotation,
)
from isic_desktop.core.settings import Settings
from isic_desktop.core.sidecar import ModelUsed, Sidecar, read_sidecar
from model_train.atomic import TEMPORARY_PREFIX
from model_train.errors import AppError, FolderError, MaskError, StorageError
from model_train.images import encode_mask

MODEL = ModelUsed(name="m", sha256="c" * 64, threshold=0.5, engine="torch", precision="float32")
OLD, NEW = lesion_mask(), lesion_mask(lesion=(1, 1, 30, 20))


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


def sidecar_of(owner: Owner) -> Sidecar:
    machine = owner == "machine"
    return Sidecar(
        image="a.jpg",
        image_sha256="a" * 64,
        width=40,
        height=30,
        mask_sha256="0" * 64,
        state="predicted" if machine else "corrected",
        origin="machine" if machine else "person",
        model=MODEL,
        created_utc="2026-01-31T12:00:00Z",
        modified_utc="2026-01-31T12:00:00Z",
    )


def on_call(number: int, real: Callable[..., object], error: BaseException) -> Callable[..., object]:
    """A function that does what `real` does, except that its call of that number raises."""
    calls = 0

    def counting(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return real(*arguments, **options)

    return counting


@pytest.fixture
def paths(tmp_path: Path) -> AnnotationPaths:
    return annotation_paths(tmp_path / "annotations", "a")


def leftovers(paths: AnnotationPaths) -> list[str]:
    return sorted(path.name for path in paths.mask.parent.iterdir() if path not in (paths.mask, paths.sidecar))


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_that_a_full_disk_leaves_mask_and_sidecar_as_they_were(
    call: int, code: int, paths: AnnotationPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save_annotation(paths, OLD, sidecar_of("person"), expected_mask_sha256=None)
    before = paths.mask.read_bytes(), paths.sidecar.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", on_call(call, os.fsync, OSError(code, os.strerror(code))))
        with pytest.raises(StorageError) as caught:
            save_annotation(paths, NEW, sidecar_of("person"), expected_mask_sha256=saved.mask_sha256)
    assert caught.value.path in (paths.mask, paths.sidecar)
    assert "another folder" in caught.value.remedy
    assert (paths.mask.read_bytes(), paths.sidecar.read_bytes()) == before
    assert leftovers(paths) == []
    save_annotation(paths, NEW, sidecar_of("person"), expected_mask_sha256=saved.mask_sha256)


def test_that_a_first_save_on_a_full_disk_leaves_nothing(
    paths: AnnotationPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", on_call(2, os.fsync, full))
        with pytest.raises(StorageError, match="disk is full"):
            save_annotation(paths, NEW, sidecar_of("person"), expected_mask_sha256=None)
    assert list(paths.mask.parent.iterdir()) == []


@pytest.mark.parametrize("before", ["nobody", "machine", "person"])
@pytest.mark.parametrize("replace_call", [1, 2])
def test_that_a_crash_while_saving_never_turns_a_persons_mask_into_a_machines(
    before: Owner, replace_call: int, paths: AnnotationPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = None
    if before != "nobody":
        expected = save_annotation(paths, OLD, sidecar_of(before), expected_mask_sha256=None).mask_sha256
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", on_call(replace_call, os.replace, Killed()))
        with pytest.raises(Killed):
            save_annotation(paths, NEW, sidecar_of("person"), expected_mask_sha256=expected)
    if replace_call == 1:
        assert annotation_owner(paths) == before
        if before != "nobody":
            loaded = load_annotation(paths, (40, 30))
            assert loaded is not None
            assert np.array_equal(loaded.mask, OLD)
    else:
        loaded = load_annotation(paths, (40, 30))
        assert loaded is not None
        assert np.array_equal(loaded.mask, NEW)
        assert loaded.owner == annotation_owner(paths) == "person"


@pytest.mark.parametrize("replace_call", [1, 2])
def test_that_a_crash_while_a_machine_saves_never_gives_away_a_persons_mask(
    replace_call: int, paths: AnnotationPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = save_annotation(paths, OLD, sidecar_of("person"), expected_mask_sha256=None).mask_sha256
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", on_call(replace_call, os.replace, Killed()))
        with pytest.raises(Killed):
            save_annotation(paths, NEW, sidecar_of("machine"), expected_mask_sha256=expected)
    assert annotation_owner(paths) == "person"


def test_that_a_sidecar_that_cannot_be_put_in_place_is_told_and_the_mask_is_whole(
    paths: AnnotationPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save_annotation(paths, OLD, sidecar_of("machine"), expected_mask_sha256=None)
    old_sidecar = read_sidecar(paths.sidecar)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", on_call(2, os.replace, OSError(errno.EIO, "Input/output error")))
        with pytest.raises(StorageError) as caught:
            save_annotation(paths, NEW, sidecar_of("person"), expected_mask_sha256=saved.mask_sha256)
    assert caught.value.path == paths.sidecar
    assert read_sidecar(paths.sidecar) == old_sidecar
    assert annotation_owner(paths) == "person"
    assert leftovers(paths) == []


@posix_permissions
def test_that_a_folder_without_write_permission_is_told_with_the_remedy(open_folder: Path) -> None:
    fresh = annotation_paths(open_folder / "photos" / "annotations", "a")
    (open_folder / "photos").mkdir()
    (open_folder / "photos").chmod(0o555)
    closed = annotation_paths(open_folder / "closed", "a")
    saved = save_annotation(closed, OLD, sidecar_of("person"), expected_mask_sha256=None)
    closed.mask.parent.chmod(0o555)
    with ordinary_user():
        with pytest.raises(FolderError, match="another place") as no_folder:
            save_annotation(fresh, NEW, sidecar_of("person"), expected_mask_sha256=None)
        with pytest.raises(StorageError, match="another folder") as no_file:
            save_annotation(closed, NEW, sidecar_of("person"), expected_mask_sha256=saved.mask_sha256)
    assert no_folder.value.path == fresh.mask.parent
    assert no_file.value.path in (closed.mask, closed.sidecar)
    loaded = load_annotation(closed, (40, 30))
    assert loaded is not None
    assert np.array_equal(loaded.mask, OLD)


@posix_permissions
def test_that_a_mask_without_read_permission_is_a_persons(open_folder: Path) -> None:
    paths = annotation_paths(open_folder / "annotations", "a")
    save_annotation(paths, OLD, sidecar_of("machine"), expected_mask_sha256=None)
    paths.mask.chmod(0)
    paths.mask.parent.chmod(0o755)
    with ordinary_user():
        assert annotation_owner(paths) == "person"
        with pytest.raises(AppError, match="permissions"):
            load_annotation(paths, (40, 30))


def test_that_settings_on_a_full_disk_stay_as_they_were_and_are_saved_later(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings()
    settings.theme = "dark"
    settings.save()
    settings.theme = "light"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", on_call(1, os.fsync, OSError(errno.ENOSPC, "No space left on device")))
        with pytest.raises(StorageError, match="disk is full"):
            settings.save()
    assert Settings().theme == "dark"
    assert settings.is_changed
    settings.save()
    assert Settings().theme == "light"


def test_that_a_mask_that_was_not_encoded_as_it_is_replaces_nothing(
    paths: AnnotationPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save_annotation(paths, OLD, sidecar_of("person"), expected_mask_sha256=None)
    before = paths.mask.read_bytes(), paths.sidecar.read_bytes()
    damaged = NEW.copy()
    damaged[0, 0] ^= True
    with monkeypatch.context() as patch:
        patch.setattr(annotation_store, "encode_mask", lambda _: encode_mask(damaged))
        with pytest.raises(MaskError, match="could not be encoded"):
            save_annotation(paths, NEW, sidecar_of("person"), expected_mask_sha256=saved.mask_sha256)
    assert (paths.mask.read_bytes(), paths.sidecar.read_bytes()) == before


def test_that_half_written_files_of_a_killed_program_are_cleared_away(tmp_path: Path) -> None:
    place = tmp_path / "annotations"
    place.mkdir()
    (tmp_path / "a.jpg").write_bytes(b"not read here")
    leftover = place / f"{TEMPORARY_PREFIX}old"
    leftover.write_bytes(b"half a mask")
    os.utime(leftover, (1000, 1000))
    annotation_store.AnnotationStore().paths(tmp_path / "a.jpg")
    assert not leftover.exists()
