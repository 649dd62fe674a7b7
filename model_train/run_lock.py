"""One process at a time writes to a run's folder: a lock of the system, which a process that dies loses at once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from model_train.atomic import remove_leftovers
from model_train.errors import FolderError, TrainingError
from model_train.messages import phrase, system_reason
from model_train.process_birth import birth_of
from model_train.run_folder import CONTROL, LOCK, PROCESS, check_run_folder, write_process
from model_train.strict_json import read_json

_PATIENCE_S = 1.0
"""A process that was just ended may not be quite gone."""
_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK)


@contextmanager
def opened_run(folder: Path, *, resume: bool) -> Iterator[None]:
    """Have the folder of a new run, or of one to be resumed, for this process alone until the block ends.

    What a killed process left half-written is removed, `process.json` names this process.

    Raises:
        FolderError: It cannot be created or locked.
        TrainingError: Another process trains this run; or it is not empty and resuming was not asked for, or there is
            nothing to resume. Nothing in it was touched.
        StorageError: `process.json` cannot be written.
    """
    check_run_folder(folder, resume=resume)
    lock = _lock(folder)
    try:
        # Once more: another process may have begun and ended a run while this one waited.
        check_run_folder(folder, resume=resume)
        remove_leftovers(folder, older_than_s=0.0)
        with suppress(OSError):
            (folder / CONTROL).unlink(missing_ok=True)
        write_process(folder)
        yield
    finally:
        if lock is not None:
            lock.give_up()


@dataclass(frozen=True)
class _Lock:
    lock: BaseFileLock
    path: Path
    inode: int

    def give_up(self) -> None:
        """Let another process have the run; the file goes too, unless the folder was replaced meanwhile."""

        def remove() -> None:
            with suppress(OSError):
                if self.path.stat().st_ino == self.inode:
                    self.path.unlink()

        if os.name == "posix":  # whoever has the file open finds it nameless, and opens the next
            remove()
        with suppress(OSError):  # the drive may be gone
            self.lock.release(force=True)
        if os.name != "posix":  # which do not remove what is open, so not what another process has got by now either
            remove()


def _lock(folder: Path) -> _Lock | None:
    """The lock of a run; None where the drive has none and no process is known to train it."""
    path = folder / LOCK
    lock = FileLock(path, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire(timeout=_PATIENCE_S)
        return _Lock(lock, path, path.stat().st_ino)
    except Timeout:
        raise _refusal(folder) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            reason = system_reason(error)
            remedy = "Choose another folder with --out."
            raise FolderError(
                phrase("Cannot use the run folder ({reason})", reason=reason), path=folder, remedy=remedy
            ) from error
    pid, birth = _process(folder)
    if pid != os.getpid() and birth and birth_of(pid) == birth:
        raise _refusal(folder)
    return None


def _refusal(folder: Path) -> TrainingError:
    pid, birth = _process(folder)
    # A number that by now is another process's, or that of another computer, is no use to anybody.
    known = pid > 0 and birth in ("", birth_of(pid))
    who = phrase("Process {process}", process=pid) if known else phrase("Another process")
    remedy = phrase(
        "Wait for its end, or write the word stop or cancel into a file called {control} there; then go on with "
        "--resume.",
        control=CONTROL,
    )
    return TrainingError(phrase("{who} trains this run", who=who), path=folder, remedy=remedy)


def _process(folder: Path) -> tuple[int, str]:
    """Number and birth of the process that began or resumed the run last; 0 and "" if there is no telling."""
    try:
        value = read_json(folder / PROCESS)
        pid, birth = value["pid"], value["birth"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""
    return (pid, birth) if type(pid) is int and pid > 0 and isinstance(birth, str) else (0, "")
