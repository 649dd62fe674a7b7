"""Arrays that lie in a file: the operating system keeps in memory what is in use, as far as there is room."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from model_train.atomic import TEMPORARY_PREFIX
from model_train.errors import StorageError
from model_train.messages import phrase, system_reason

_PIECE_BYTES = 1 << 20


def map_new_file(folder: Path | None, shape: tuple[int, ...]) -> tuple[npt.NDArray[np.uint8], Path | None]:
    """Give zeros of uint8 in a new file.

    Args:
        folder: Where the file is to lie; None for the system's place for temporary files, which may be memory.
        shape: Of the array.

    Returns:
        The array; and the file, if its owner has to remove it. Where the system allows it the file has no name any
        more, and is gone with the array even if the process is killed.

    Raises:
        StorageError: There is no room for all of it. A file that grew only when written to would then crash the
            process somewhere in the middle.
    """
    size = int(np.prod(shape, dtype=np.int64))
    path: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=folder)
        path = Path(name)
        with os.fdopen(descriptor, "r+b") as file:
            _reserve(file, size)
            array = np.memmap(file, dtype=np.uint8, mode="r+", shape=shape)
    except OSError as error:
        if path is not None:
            with suppress(OSError):
                path.unlink()
        what = phrase("The decoded images cannot be kept on the disk ({reason})", reason=system_reason(error))
        remedy = phrase("Free {count} MB there, or use a smaller --size.", count=-(-size // 2**20))
        raise StorageError(what, path=folder or Path(tempfile.gettempdir()), remedy=remedy) from error
    if os.name != "posix":  # a file that is in use keeps its name elsewhere
        return array, path
    path.unlink()
    return array, None


def _reserve(file: BinaryIO, size: int) -> None:
    """Have the system set the room aside; raises OSError where there is too little."""
    try:
        os.posix_fallocate(file.fileno(), 0, size)
    except AttributeError:  # not every system has it
        pass
    except OSError as error:
        if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL):  # a drive that cannot set room aside
            raise
    else:
        return
    piece = bytes(_PIECE_BYTES)
    for first in range(0, size, _PIECE_BYTES):
        file.write(piece[: size - first])
    file.flush()
