"""Work that programs which are no more did not save: finding it, and making annotations of it again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.core.annotation_store import AnnotationStore, mask_file_sha256
from isic_desktop.core.journal import JournalError, read_journal
from isic_desktop.core.journal_folder import JournalFolder
from isic_desktop.core.journal_format import Journal, Saving
from isic_desktop.core.sidecar import image_file_sha256, read_sidecar
from model_train.errors import AppError, MaskError, SidecarError
from model_train.messages import joined, phrase

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument


class RecoveryError(AppError):
    """Unsaved work cannot be brought back now; it is kept."""


@dataclass(frozen=True, eq=False)
class UnsavedWork:
    """Changes to one annotation that are not in its file.

    Args:
        image_path: The image.
        journal_path: Where they are kept.
        folder: The folder of that file, locked for this program.
    """

    image_path: Path
    journal_path: Path
    folder: JournalFolder


@dataclass(frozen=True, eq=False)
class Survey:
    """What was found.

    Args:
        works: The newest of each image last.
        messages: Sentences about files that cannot be used and were set aside.
    """

    works: tuple[UnsavedWork, ...]
    messages: tuple[str, ...] = ()


def look_for_unsaved_work(root: Path, store: AnnotationStore) -> Survey:
    """Go through the journals of programs that are no more.

    Args:
        root: The journal folder.
        store: Where annotations are; what is in their files already needs no recovery, and its journal goes.
    """
    works: list[UnsavedWork] = []
    messages: list[str] = []
    for folder in JournalFolder.left_behind(root):
        found = False
        for path in folder.journals():
            try:
                journal = read_journal(path)
                if journal is None or not journal.changes or _is_saved(journal, store):
                    path.unlink(missing_ok=True)
                    continue
            except JournalError as error:
                messages.append(_set_aside(folder, path, str(error)))
                continue
            except OSError:
                continue  # it cannot be removed; that harms nobody
            works.append(UnsavedWork(journal.base.image_path, path, folder))
            found = True
        if not found:
            folder.leave()
    return Survey(tuple(works), tuple(messages))


def _set_aside(folder: JournalFolder, path: Path, why: str) -> str:
    try:
        return joined([why, phrase("It is now {path}.", path=folder.set_aside(path))])
    except AppError as error:
        return joined([why, str(error)])


def _is_saved(journal: Journal, store: AnnotationStore) -> bool:
    """Whether the annotation's files hold the newest change: the program ended right after a save."""
    newest = journal.changes[-1]
    saved = {
        entry.mask_sha256
        for entry in journal.entries
        if isinstance(entry, Saving) and entry.revision == newest.revision
    }
    if not saved:
        return False
    try:
        paths = store.paths(journal.base.image_path)
        mask_sha256 = mask_file_sha256(paths.mask)
        sidecar = read_sidecar(paths.sidecar)
    except (MaskError, SidecarError):
        return False
    provenance = newest.provenance
    return (
        mask_sha256 in saved
        and sidecar.mask_sha256 == mask_sha256
        and (sidecar.state, sidecar.origin) == (provenance.state, provenance.origin or "person")
    )


def rebuild(work: UnsavedWork, store: AnnotationStore) -> tuple[Journal, AnnotationDocument, str]:
    """Make the annotation of some unsaved work again, with its history.

    Returns:
        The journal; the document, unsaved, which expects on the disk what lies there unless someone else wrote it;
        and a sentence to tell, "" if there is none.

    Raises:
        RecoveryError: The image is gone, or another picture now.
        JournalError: The journal has become unreadable.
    """
    journal = read_journal(work.journal_path)
    if journal is None or not journal.changes:
        raise RecoveryError("There is no unsaved work in the file any more", path=work.journal_path)
    image_path = journal.base.image_path
    try:
        image_sha256 = image_file_sha256(image_path)
    except AppError as error:
        raise RecoveryError(
            "Unsaved work cannot be brought back, since its image cannot be read",
            path=image_path,
            remedy="It is kept: put the image back, then start ISIC Desktop again.",
        ) from error
    if image_sha256 != journal.base.image_sha256:
        raise RecoveryError(
            "Unsaved work cannot be brought back, since its image is another picture now",
            path=image_path,
            remedy="It is kept: put the old image back, then start ISIC Desktop again.",
        )
    document = journal.document()
    paths = store.paths(image_path)
    present = mask_file_sha256(paths.mask)
    # Where there is no file, nobody's work can be overwritten.
    if present is None or present in journal.expected_mask_sha256s():
        document.mask_sha256 = present or ""
    with suppress(SidecarError):  # none, or none that can be kept; a save sets the latter aside
        document.sidecar = read_sidecar(paths.sidecar)
    message = ""
    if journal.damaged:
        copy = work.folder.copy_aside(work.journal_path)
        message = phrase(
            "The end of the record of {name} is damaged; what came before is back. It is kept: {path}.",
            name=image_path.name,
            path=copy,
        )
    return journal, document, message


def images_of(works: Iterable[UnsavedWork]) -> tuple[Path, ...]:
    """The images some works belong to, each once."""
    return tuple(dict.fromkeys(work.image_path for work in works))
