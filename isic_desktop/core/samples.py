"""The drawn sample images, copied to where a person may work on them."""

from __future__ import annotations

from pathlib import Path

from isic_desktop.core import places
from model_train.atomic import write_bytes
from model_train.errors import FolderError, StorageError
from model_train.messages import phrase, system_reason


def copy_samples(target: Path | None = None) -> Path:
    """Copy the sample images and their ground truth to a folder of the person's.

    Args:
        target: Becomes the folder above `images` and `masks`; by default `samples` among the program's own places.
            Files that are there already stay as they are, and so do annotations.

    Returns:
        The folder of the images; the window finds the ground truth in `masks` beside it.

    Raises:
        FolderError: The samples are not installed, or `target` cannot be written to.
    """
    source = places.resource_path("samples")
    target = places.models_dir().with_name("samples") if target is None else target
    for name in ("images", "masks"):
        if not (source / name).is_dir():
            raise FolderError("The sample images are missing", path=source / name, remedy="Install the program again.")
        try:
            (target / name).mkdir(parents=True, exist_ok=True)
            for file in sorted((source / name).iterdir()):
                if file.is_file() and not (target / name / file.name).exists():
                    # All or nothing: half an image would be taken for one that is there already.
                    write_bytes(target / name / file.name, file.read_bytes())
        except (OSError, StorageError) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            reason = system_reason(cause) if isinstance(cause, OSError) else str(error)
            raise FolderError(
                phrase("Cannot write the sample images ({reason})", reason=reason),
                path=target / name,
                remedy="Choose another folder, or free some space.",
            ) from error
    return target / "images"
