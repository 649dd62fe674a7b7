"""What is looked for at the start: work that a killed program left behind, whatever else lies there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.document import AnnotationDocument, Change
from isic_desktop.core.journal import JournalFile
from isic_desktop.core.journal_folder import SET_ASIDE, JournalFolder
from isic_desktop.core.journal_format import JournalBase, Saving
from isic_desktop.core.provenance import PackedMask
from isic_desktop.core.recovery import RecoveryError, UnsavedWork, look_for_unsaved_work, rebuild
from isic_desktop.core.saving import save, snapshot
from isic_desktop.core.sidecar import image_file_sha256


def write_journal(folder: JournalFolder, name: str, *, strokes: int = 1, image: Path | None = None) -> Path:
    """The journal of a killed program, with some strokes on an image."""
    mask = np.zeros((40, 60), bool)
    image_sha256 = "" if image is None else image_file_sha256(image)
    image = image or Path(f"/images/{name}.jpg")
    document = AnnotationDocument(image, mask, opened_mask=PackedMask.of(mask), image_sha256=image_sha256)
    file = JournalFile(folder.file_for(image, 1), JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    for number in range(strokes):
        document.begin("Brush")
        document.paint((10.0 + 8 * number, 20.0), (10.0 + 8 * number, 20.0), 3.0, True)
        document.end()
    file.append(incoming)
    file.close()
    return file.path


def left_by_a_killed_program(root: Path, *names: str) -> JournalFolder:
    folder = JournalFolder.make(root)
    for name in names:
        write_journal(folder, name)
    folder._lock.release()  # as the system does when a program is killed
    return folder


def test_that_unsaved_work_is_offered_to_one_program_only(tmp_path: Path) -> None:
    left_by_a_killed_program(tmp_path / "journal", "a", "b")
    first = look_for_unsaved_work(tmp_path / "journal", AnnotationStore())
    assert {work.image_path.name for work in first.works} == {"a.jpg", "b.jpg"}
    assert look_for_unsaved_work(tmp_path / "journal", AnnotationStore()).works == ()
    first.works[0].folder._lock.release()


def test_that_a_journal_without_work_goes_and_its_folder_too(tmp_path: Path) -> None:
    folder = JournalFolder.make(tmp_path / "journal")
    write_journal(folder, "a", strokes=0)
    folder._lock.release()
    found = look_for_unsaved_work(tmp_path / "journal", AnnotationStore())
    assert (found.works, found.messages) == ((), ())
    assert not folder.path.exists()


def test_that_a_damaged_journal_is_set_aside_and_the_others_are_offered(tmp_path: Path) -> None:
    folder = left_by_a_killed_program(tmp_path / "journal", "a")
    damaged = folder.file_for(Path("/images/b.jpg"), 1)
    damaged.write_bytes(b"scribble")
    found = look_for_unsaved_work(tmp_path / "journal", AnnotationStore())
    assert [work.image_path.name for work in found.works] == ["a.jpg"]
    (message,) = found.messages
    aside = tmp_path / "journal" / SET_ASIDE / f"{folder.path.name}-{damaged.name}"
    assert str(aside) in message
    assert aside.read_bytes() == b"scribble"
    found.works[0].folder._lock.release()


def test_that_a_damaged_journal_that_cannot_be_set_aside_keeps_nothing_from_being_offered(tmp_path: Path) -> None:
    folder = left_by_a_killed_program(tmp_path / "journal", "a")
    damaged = folder.file_for(Path("/images/b.jpg"), 1)
    damaged.write_bytes(b"scribble")
    (tmp_path / "journal" / SET_ASIDE).write_text("in the way")
    found = look_for_unsaved_work(tmp_path / "journal", AnnotationStore())
    assert [work.image_path.name for work in found.works] == ["a.jpg"]
    (message,) = found.messages
    assert "Cannot write the file" in message
    assert damaged.read_bytes() == b"scribble"
    found.works[0].folder._lock.release()


def test_that_a_journal_that_cannot_be_removed_keeps_nothing_from_being_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = left_by_a_killed_program(tmp_path / "journal", "b")
    empty = write_journal(folder, "a", strokes=0)
    remove = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == empty:
            raise PermissionError(13, "Permission denied", str(path))
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    found = look_for_unsaved_work(tmp_path / "journal", AnnotationStore())
    assert [work.image_path.name for work in found.works] == ["b.jpg"]
    assert found.messages == ()
    found.works[0].folder._lock.release()


def test_that_a_damaged_end_is_kept_as_a_copy_when_the_rest_is_brought_back(tmp_path: Path) -> None:
    image = write_image(tmp_path / "a.jpg", draw_lesion(60, 40, (30, 20)))
    work = unsaved_work(tmp_path, image)
    content = work.journal_path.read_bytes()
    work.journal_path.write_bytes(content[:-3] + b"???" + content)  # scribbled over, not merely cut off
    journal, document, message = rebuild(work, AnnotationStore())
    assert len(journal.changes) < 2
    assert document.image_path == image
    (aside,) = (tmp_path / "journal" / SET_ASIDE).iterdir()
    assert str(aside) in message
    assert aside.read_bytes() == work.journal_path.read_bytes()
    work.folder._lock.release()


def test_that_work_whose_record_was_emptied_meanwhile_is_said_to_be_gone(tmp_path: Path) -> None:
    image = write_image(tmp_path / "a.jpg", draw_lesion(60, 40, (30, 20)))
    work = unsaved_work(tmp_path, image)
    work.journal_path.write_bytes(b"")
    with pytest.raises(RecoveryError, match="no unsaved work"):
        rebuild(work, AnnotationStore())
    work.folder._lock.release()


def unsaved_work(tmp_path: Path, image: Path) -> UnsavedWork:
    folder = JournalFolder.make(tmp_path / "journal")
    write_journal(folder, "a", strokes=2, image=image)
    folder._lock.release()
    (work,) = look_for_unsaved_work(tmp_path / "journal", AnnotationStore()).works
    return work


def saved_and_judged(tmp_path: Path, *, saved_after: int) -> JournalFolder:
    """A stroke, then the judgement that the mask is right; killed after a save that came after so many of them."""
    image = write_image(tmp_path / "a.jpg", draw_lesion(60, 40, (30, 20)))
    folder = JournalFolder.make(tmp_path / "journal")
    mask = np.zeros((40, 60), bool)
    document = AnnotationDocument(image, mask, opened_mask=PackedMask.of(mask), image_sha256=image_file_sha256(image))
    file = JournalFile(folder.file_for(image, 1), JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append

    def note(mask_sha256: str) -> None:
        file.append([*incoming, Saving(document.revision, mask_sha256)])
        incoming.clear()

    document.begin("Brush")
    document.paint((10.0, 20.0), (10.0, 20.0), 3.0, True)
    document.end()
    if saved_after == 1:
        document.mask_sha256 = save(AnnotationStore(), snapshot(document), note).sidecar.mask_sha256
    document.judge("accepted")
    if saved_after == 2:
        save(AnnotationStore(), snapshot(document), note)
    else:  # the save of the judgement was killed when it had begun: the mask is the same, the sidecar the old one
        note(document.mask_sha256)
    file.close()
    folder._lock.release()
    return folder


def test_that_work_whose_save_was_whole_is_not_offered(tmp_path: Path) -> None:
    folder = saved_and_judged(tmp_path, saved_after=2)
    assert look_for_unsaved_work(tmp_path / "journal", AnnotationStore()).works == ()
    assert not folder.path.exists()


def test_that_a_judgement_that_never_reached_the_sidecar_is_offered(tmp_path: Path) -> None:
    saved_and_judged(tmp_path, saved_after=1)
    (work,) = look_for_unsaved_work(tmp_path / "journal", AnnotationStore()).works
    _, document, _ = rebuild(work, AnnotationStore())
    assert document.provenance.state == "accepted"
    work.folder._lock.release()


def test_that_work_is_offered_where_its_saved_mask_is_gone_or_described_by_nobody(tmp_path: Path) -> None:
    saved_and_judged(tmp_path, saved_after=2)
    paths = AnnotationStore().paths(tmp_path / "a.jpg")
    paths.sidecar.write_text("{")
    (work,) = look_for_unsaved_work(tmp_path / "journal", AnnotationStore()).works
    work.folder._lock.release()
    paths.mask.unlink()
    (work,) = look_for_unsaved_work(tmp_path / "journal", AnnotationStore()).works
    work.folder._lock.release()
