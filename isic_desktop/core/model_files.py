"""Models come, go and are renamed: imported, taken over from a run, exported, deleted and brought back.

A model file from elsewhere is not trusted: it is copied, the copy is checked, and only then does it get its name.
Nothing is ever unpickled.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from isic_desktop.core import model_registry, places
from isic_desktop.core.gate_report import GateReport
from isic_desktop.core.model_card import card_from_header, card_from_run, read_card
from isic_desktop.core.model_names import check_name
from isic_desktop.core.sidecar import utc_now
from model_train.atomic import TEMPORARY_PREFIX, remove_leftovers, storage_error, sync_folder, write_text
from model_train.checkpoint_header import MAX_CHECKPOINT_BYTES, CheckpointHeader, file_sha256, read_header
from model_train.errors import CheckpointError, FolderError, UsageError
from model_train.messages import joined, phrase, system_reason
from model_train.run_folder import BEST

SUFFIX = model_registry.SUFFIX
MAX_MODEL_BYTES = MAX_CHECKPOINT_BYTES
"""The largest model of this program takes 35 MB."""
MAX_INPUT_PX = 2048
"""A larger input takes more memory than an imported file may claim."""
DELETED_FOLDER = ".deleted"

Verify = Callable[[Path], object]
"""Builds the network of a file and tries it; raises CheckpointError. `model_train.checkpoint.check_checkpoint`."""

_COPIED_BYTES = 1 << 20
_REMEDY = phrase("Choose a .safetensors file that was made by this program.")


@dataclass(frozen=True)
class DeletedModel:
    """A model that was deleted and can be brought back.

    Args:
        name: What it was called.
        path: Its file now.
    """

    name: str
    path: Path


def import_model(source: Path, name: str, verify: Verify) -> Path:
    """Take a model file from elsewhere into the program's own models.

    Args:
        source: The file; its card is taken along if it lies beside it.
        name: What it is to be called.
        verify: Tries the copy.

    Returns:
        The model file.

    Raises:
        CheckpointError: The file is no model of this program, damaged, hostile or too large; says why.
        UsageError: The name cannot be used.
        StorageError: The copy cannot be written.
    """
    check_name(name)
    _refuse_foreign(source)

    def card(staged: Path) -> str:
        return read_card(source) or card_from_header(name, file_sha256(staged), read_header(staged))

    return _take(source, name, verify, lambda header: _refuse_large_input(header, source), card)


def adopt_run(run: Path, name: str, verify: Verify, gate: GateReport | None = None) -> Path:
    """Make the best checkpoint of a training run one of the program's models, with a card; once only.

    Args:
        run: The run's folder; it stays as it is.
        name: What the model is to be called.
        verify: Tries the copy.
        gate: How it compared with the model in use, for the card; only what was compared is taken.

    Returns:
        The model file; if the checkpoint was taken over before, that one, whatever it is called.

    Raises:
        CheckpointError: The run has no checkpoint, a damaged one, or by now another than was compared.
        UsageError: The name cannot be used.
        StorageError: The copy cannot be written.
    """
    check_name(name)
    known = adopted_from(run)
    if known is not None and (gate is None or file_sha256(path_of(known)) == gate.new.sha256):
        return path_of(known)

    def card(staged: Path) -> str:
        return card_from_run(name, file_sha256(staged), read_header(staged), run, gate)

    def verify_compared(staged: Path) -> None:
        if gate is not None and file_sha256(staged) != gate.new.sha256:
            raise CheckpointError(
                "The run has another best model by now than the one that was compared",
                path=run / BEST,
                remedy="Compare again.",
            )
        verify(staged)

    return _take(run / BEST, name, verify_compared, lambda _header: None, card)


def adopted_from(run: Path) -> str | None:
    """The name of the person's model that is the best checkpoint of this run; None if it was not taken over."""
    try:
        wanted = file_sha256(run / BEST)
        size = (run / BEST).stat().st_size
    except (CheckpointError, OSError):
        return None
    for path in sorted(places.models_dir().glob(f"*{SUFFIX}")):
        with suppress(CheckpointError, OSError):
            if not path.name.startswith(".") and path.stat().st_size == size and file_sha256(path) == wanted:
                return path.stem
    return None


def path_of(name: str) -> Path:
    """Where the person's model of this name lies."""
    return places.models_dir() / f"{name}{SUFFIX}"


def export_model(name: str, target: Path) -> tuple[Path, Path]:
    """Copy a model and its card to a place of the person's.

    Args:
        name: Of the model.
        target: The new file; the card goes beside it with the ending `.md`. What lies there is replaced.

    Returns:
        Model file and card.

    Raises:
        CheckpointError: The model cannot be read.
        StorageError, UsageError: The copy cannot be written there.
    """
    source = model_registry.resolve_model(name)
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    if target.absolute().parent in (places.models_dir().absolute(), model_registry.bundled_models_dir().absolute()):
        raise UsageError("This folder holds the program's own models", path=target, remedy="Export to another folder.")
    if not target.parent.is_dir():
        raise FolderError("The folder is not there", path=target.parent, remedy="Choose another folder.")
    staged = _copy_aside(source, target.parent)
    try:
        text = read_card(source) or card_from_header(name, file_sha256(staged), read_header(staged))
        staged.chmod(0o644)
        staged.replace(target)
    except OSError as error:
        raise storage_error(error, target) from error
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
    card = target.with_suffix(".md")
    write_text(card, text)
    sync_folder(target.parent)
    return target, card


def rename_model(old: str, new: str) -> Path:
    """Give one of the person's models another name; `model_choice.follow_rename` keeps the choice in step.

    Annotations keep the name and the hash of the model as it was when they were made.

    Raises:
        UsageError: There is no such model, it is a bundled one, or the new name cannot be used.
        StorageError: It cannot be renamed.
    """
    source = _own(old)
    if new == old:
        return source
    check_name(new)
    target = source.with_name(f"{new}{SUFFIX}")
    _move(source, target)
    return target


def delete_model(name: str, active: str) -> DeletedModel:
    """Put one of the person's models aside, from where it can be brought back.

    Args:
        name: Of the model.
        active: Name of the model in use.

    Raises:
        UsageError: There is no such model, or it is bundled or the active one: those are never deleted.
        StorageError: It cannot be moved.
    """
    source = _own(name)
    if active == name:
        raise UsageError(
            phrase("'{name}' is the model in use, which is never deleted", name=name),
            remedy="Choose another one first.",
        )
    aside = places.models_dir() / DELETED_FOLDER
    stamp = utc_now().replace(":", "").replace(".", "")
    try:
        aside.mkdir(exist_ok=True)
    except OSError as error:
        raise storage_error(error, aside) from error
    target = aside / f"{name}.{stamp}{SUFFIX}"
    _move(source, target)
    return DeletedModel(name, target)


def restore_model(deleted: DeletedModel) -> Path:
    """Bring a deleted model back under its name; raises UsageError if that is taken by now, and StorageError."""
    check_name(deleted.name)
    target = places.models_dir() / f"{deleted.name}{SUFFIX}"
    _move(deleted.path, target)
    return target


def _own(name: str) -> Path:
    if name == "" or any(path.stem == name for path in model_registry.bundled_models_dir().glob(f"*{SUFFIX}")):
        raise UsageError(
            phrase("'{name}' comes with the program and cannot be changed", name=name),
            remedy="Choose one of your own.",
        )
    path = places.models_dir() / f"{name}{SUFFIX}"
    if path.parent != places.models_dir() or not path.is_file():
        raise UsageError(phrase("There is no model named '{name}'", name=name), remedy="Look at the list again.")
    return path


def _move(source: Path, target: Path) -> None:
    """Move a model with its card; the model goes last, since the card alone means nothing."""
    card, new_card = source.with_suffix(".md"), target.with_suffix(".md")
    if target.exists():
        raise UsageError(
            phrase("There is a model named '{name}' already", name=target.stem), remedy="Choose another name."
        )
    try:
        if card.is_file():
            card.replace(new_card)
        source.replace(target)
    except OSError as error:
        with suppress(OSError):
            if new_card.is_file() and source.exists():
                new_card.replace(card)
        raise storage_error(error, target) from error
    sync_folder(target.parent)


def _refuse_foreign(source: Path) -> None:
    """Say what a file is that can be told by its first bytes not to be a model of ours."""
    try:
        size_bytes = source.stat().st_size
        if not source.is_file():
            raise CheckpointError("This is not a file", path=source, remedy=_REMEDY)
        with source.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        reason = system_reason(error)
        raise CheckpointError(
            phrase("Cannot read the model file ({reason})", reason=reason), path=source, remedy=_REMEDY
        ) from error
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or (head[:1] == b"\x80" and head[1:2] in b"\x02\x03\x04\x05"):
        raise CheckpointError(
            "This is a pickled model (as PyTorch's .pt and .pth), which can run any code when it is opened",
            path=source,
            remedy=joined([phrase("It was not opened."), _REMEDY]),
        )
    if head.startswith(b"\x89HDF\r\n\x1a\n"):
        raise CheckpointError("This is a Keras or HDF5 file", path=source, remedy=_REMEDY)
    if head.startswith(b"GGUF"):
        raise CheckpointError("This is a language model (GGUF)", path=source, remedy=_REMEDY)
    if size_bytes > MAX_MODEL_BYTES:
        what = phrase(
            "The file has {size} MiB, and no model of this program has more than {limit}",
            size=size_bytes >> 20,
            limit=MAX_MODEL_BYTES >> 20,
        )
        raise CheckpointError(what, path=source, remedy=_REMEDY)


def _refuse_large_input(header: CheckpointHeader, source: Path) -> None:
    if header.input_size_px > MAX_INPUT_PX:
        raise CheckpointError(
            phrase(
                "The model wants images of {side} pixels a side, which would take gigabytes of memory",
                side=header.input_size_px,
            ),
            path=source,
            remedy="Choose another model file.",
        )


def _take(
    source: Path,
    name: str,
    verify: Verify,
    look: Callable[[CheckpointHeader], None],
    card: Callable[[Path], str],
) -> Path:
    """Copy a file among the models, check the copy, write its card, and give it its name."""
    folder = places.models_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error
    remove_leftovers(folder)
    look(read_header(source))
    # The copy is what is checked: the file may be changed by someone while it is looked at.
    staged = _copy_aside(source, folder)
    try:
        try:
            look(read_header(staged))
            verify(staged)
        except CheckpointError as error:
            # Named by the file the person chose, not by the copy that goes again.
            raise CheckpointError(error.what, path=source, remedy=error.remedy) from error
        target = folder / f"{check_name(name)}{SUFFIX}"
        # First, so that a disk that is full by now leaves no model: its name would be taken at the next try.
        write_text(target.with_suffix(".md"), card(staged))
        try:
            staged.chmod(0o644)
            staged.rename(target)
        except OSError as error:
            with suppress(OSError):
                target.with_suffix(".md").unlink()
            raise storage_error(error, target) from error
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
    sync_folder(folder)
    return target


def _copy_aside(source: Path, folder: Path) -> Path:
    """Copy a file to a hidden one in `folder`; raises CheckpointError for the reading side, else StorageError."""
    try:
        file = source.open("rb")
    except OSError as error:
        reason = system_reason(error)
        raise CheckpointError(
            phrase("Cannot read the model file ({reason})", reason=reason), path=source, remedy=_REMEDY
        ) from error
    staged: Path | None = None
    try:
        with file:
            descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=SUFFIX, dir=folder)
            staged = Path(temporary)
            with os.fdopen(descriptor, "wb") as copy:
                shutil.copyfileobj(file, copy, _COPIED_BYTES)
                copy.flush()
                os.fsync(copy.fileno())
    except OSError as error:
        if staged is not None:
            with suppress(OSError):
                staged.unlink()
        raise storage_error(error, folder / source.name) from error
    return staged
