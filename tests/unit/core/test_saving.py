"""What goes from an open annotation into its files: a copy of its own, and what others have written stays."""

from __future__ import annotations

import getpass
import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image

from isic_desktop.core import settling
from isic_desktop.core.annotation_store import AnnotationStore, ChangedOnDiskError
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.saving import annotator_name, save, snapshot
from isic_desktop.core.sidecar import Sidecar, encode_sidecar, image_file_sha256, read_sidecar
from model_train.images import read_mask


@pytest.fixture
def document(tmp_path: Path) -> AnnotationDocument:
    """An annotation that a person has worked on."""
    image = write_image(tmp_path / "a.jpg", draw_lesion(60, 40, (30, 20)))
    mask = np.zeros((40, 60), bool)
    opened = AnnotationDocument(image, mask, opened_mask=PackedMask.of(mask), image_sha256=image_file_sha256(image))
    stroke(opened, 10.0)
    opened.work_seconds = 12.345
    return opened


def stroke(document: AnnotationDocument, x: float) -> None:
    document.begin("Brush")
    document.paint((x, 20.0), (x + 5.0, 20.0), 3.0, True)
    document.end()


def test_that_strokes_made_during_a_save_do_not_reach_into_it(document: AnnotationDocument) -> None:
    request = snapshot(document)
    taken = request.mask.copy()
    stroke(document, 40.0)
    assert np.array_equal(request.mask, taken)
    assert not np.array_equal(document.mask, taken)
    assert document.revision == request.revision + 1
    with pytest.raises(ValueError, match="read-only"):
        request.mask[0, 0] = True
    stroke(document, 50.0)  # the document's own mask stays writable


def test_that_a_first_save_describes_the_mask_and_its_maker(
    document: AnnotationDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISIC_DESKTOP_ANNOTATOR", "A. Person")
    store = AnnotationStore()
    saved = save(store, snapshot(document))
    sidecar = read_sidecar(store.paths(document.image_path).sidecar)
    assert sidecar == saved.sidecar
    assert (sidecar.image, sidecar.width, sidecar.height) == ("a.jpg", 60, 40)
    assert (sidecar.state, sidecar.origin, sidecar.annotator) == ("corrected", "person", "A. Person")
    assert (sidecar.work_seconds, sidecar.changed_pixels) == (12.3, document.changed_pixels)
    assert sidecar.changed_pixels == document.mask.sum() > 0
    assert sidecar.created_utc <= sidecar.modified_utc


def test_that_what_others_wrote_beside_the_mask_survives_a_save(document: AnnotationDocument) -> None:
    store = AnnotationStore()
    first: Sidecar = save(store, snapshot(document)).sidecar
    written = {"note": "fuzzy border", "tags": ("hair", "ruler"), "unknown": {"later": [1, 2]}}
    document.sidecar = replace(first, created_utc="2026-01-31T12:00:00Z", **written)  # type: ignore[arg-type]
    document.mask_sha256 = first.mask_sha256
    stroke(document, 40.0)
    again = save(store, snapshot(document)).sidecar
    assert (again.note, again.tags, again.unknown) == ("fuzzy border", ("hair", "ruler"), {"later": [1, 2]})
    assert again.created_utc == "2026-01-31T12:00:00Z" < again.modified_utc
    assert again.mask_sha256 != first.mask_sha256


def test_that_a_mask_of_nobody_counts_as_a_persons(document: AnnotationDocument) -> None:
    request = replace(snapshot(document), provenance=Provenance("", "new"))
    assert save(AnnotationStore(), request).sidecar.origin == "person"


@pytest.mark.parametrize("error", [KeyError("getpwuid(): uid not found: 12345"), OSError("No username set")])
def test_that_an_account_without_a_name_saves_without_one(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.delenv("ISIC_DESKTOP_ANNOTATOR", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert annotator_name() == ""


def test_that_a_person_can_be_named_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "account")
    monkeypatch.setenv("ISIC_DESKTOP_ANNOTATOR", "")
    assert annotator_name() == ""
    monkeypatch.delenv("ISIC_DESKTOP_ANNOTATOR")
    assert annotator_name() == "account"


@pytest.fixture
def machine_sidecar(document: AnnotationDocument) -> Sidecar:
    """Of a mask that a run over the folder puts there while a person has the image open."""
    store = AnnotationStore()
    first = save(store, snapshot(document)).sidecar
    paths = store.paths(document.image_path)
    paths.mask.unlink()
    paths.sidecar.unlink()
    return replace(first, origin="machine", state="predicted", changed_pixels=0)


def put_machine_mask(document: AnnotationDocument, sidecar: Sidecar) -> None:
    mask = np.ones(document.shape, bool)
    AnnotationStore().save(document.image_path, mask, sidecar, expected_mask_sha256=None)


def test_that_a_machines_mask_put_there_meanwhile_gives_way_to_a_persons(
    document: AnnotationDocument, machine_sidecar: Sidecar
) -> None:
    store = AnnotationStore()
    put_machine_mask(document, machine_sidecar)
    saved = save(store, snapshot(document))
    assert np.array_equal(read_mask(saved.paths.mask).mask, document.mask)
    assert store.owner(document.image_path) == "person"


def test_that_a_machines_mask_whose_sidecar_is_still_to_come_is_waited_for(
    document: AnnotationDocument, machine_sidecar: Sidecar
) -> None:
    store = AnnotationStore()
    put_machine_mask(document, machine_sidecar)
    path = store.paths(document.image_path).sidecar
    content = path.read_bytes()
    path.unlink()
    later = threading.Timer(0.2, path.write_bytes, (content,))
    later.start()
    try:
        saved = save(store, snapshot(document))
    finally:
        later.join()
    assert np.array_equal(read_mask(saved.paths.mask).mask, document.mask)
    assert store.owner(document.image_path) == "person"


@pytest.mark.parametrize("described", [True, False])
def test_that_a_mask_that_may_be_another_persons_does_not_give_way(
    document: AnnotationDocument, machine_sidecar: Sidecar, described: bool
) -> None:
    store = AnnotationStore()
    put_machine_mask(document, machine_sidecar)
    paths = store.paths(document.image_path)
    if described:
        paths.sidecar.write_bytes(encode_sidecar(replace(read_sidecar(paths.sidecar), state="accepted")))
    else:
        paths.sidecar.unlink()
    before = paths.mask.read_bytes()
    with pytest.raises(ChangedOnDiskError):
        save(store, snapshot(document))
    assert paths.mask.read_bytes() == before


def test_that_a_mask_of_long_ago_is_not_waited_for(
    document: AnnotationDocument, machine_sidecar: Sidecar, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = AnnotationStore()
    put_machine_mask(document, machine_sidecar)
    paths = store.paths(document.image_path)
    paths.sidecar.unlink()
    os.utime(paths.mask, (1_000_000, 1_000_000))
    waits: list[float] = []
    monkeypatch.setattr(settling.time, "sleep", waits.append)
    with pytest.raises(ChangedOnDiskError):
        save(store, snapshot(document))
    assert waits == []
