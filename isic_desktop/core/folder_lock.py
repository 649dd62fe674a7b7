"""One writer a folder of annotations: a lock file tells other programs, also on other computers, who it is.

The file is `.lock` in the annotations folder, a lease of `filelock`: its owner refreshes it, and a program that is no
more loses it, at once on the same computer (process id and start time), after half a minute of silence on another.
Where no file can be made no lock is needed: nothing can be saved there either.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model_train.atomic import sync_folder
from model_train.messages import phrase

if TYPE_CHECKING:
    from filelock import LeaseCompromise, SoftFileLease

_log = logging.getLogger(__name__)

LOCK_NAME = ".lock"
_LEASE_S = 30.0
_UNTOUCHED_S = 60.0
_GIVEN_UP: set[str | None] = set()
"""Marks of leases that this process held once: a file that bears one was left behind, and is nobody's."""


@dataclass(frozen=True)
class Holder:
    """Who else works in a folder.

    Args:
        computer: Name of the computer, "" if the lock file does not tell.
        process_id: Of the program there, 0 if the lock file does not tell.
    """

    computer: str = ""
    process_id: int = 0

    @property
    def words(self) -> str:
        """Who it is, for a sentence."""
        if not self.computer:
            return phrase("another program")
        return phrase(
            "another ISIC Desktop (on {computer}, process {process})", computer=self.computer, process=self.process_id
        )


class FolderLocks:
    """The locks this program holds; may be used from any thread.

    Args:
        on_lost: Called with the folder, in a thread of its own, when a lock was taken from this program, as after
            the computer slept.
    """

    def __init__(self, on_lost: Callable[[Path], None] | None = None) -> None:
        self._on_lost = on_lost
        self._leases: dict[Path, SoftFileLease] = {}
        self._held: dict[Path, bool] = {}  # folder → whether it was made for the lock
        self._pinned: Counter[Path] = Counter()
        self._guard = threading.Lock()  # opening, recovery and closing ask from three threads

    def acquire(self, place: Path) -> Holder | None:
        """Become the writer of a folder of annotations, or stay it.

        Args:
            place: The folder; made if need be, if the one above it exists.

        Returns:
            None, or who is the writer.
        """
        with self._guard:
            if place in self._held:
                lease = self._leases[place]
                owner = lease.owner
                if owner is not None and owner.token == lease.token:
                    return None
                # Someone took it. A lease that believes to be held would not look again.
                _GIVEN_UP.add(lease.token)
                del self._leases[place], self._held[place]
                with suppress(OSError):
                    lease.release(force=True)
            try:
                return self._try(place)
            except OSError as error:
                _log.info("no lock in %s: %s", place, error)
                return None

    def _try(self, place: Path) -> Holder | None:
        from filelock import LeaseSettingsMismatch, SoftFileLease, Timeout  # not while the program starts

        made = not place.exists()
        if made:
            place.mkdir(exist_ok=True)
            sync_folder(place.parent)  # else a power cut could take the folder, and all that is saved in it later
        # The same object at every try: it is what notices that an owner has been silent.
        lease = self._leases.get(place)
        if lease is None or lease.compromise is not None:
            lease = self._leases[place] = SoftFileLease(
                place / LOCK_NAME,
                thread_local=False,
                lease_duration=_LEASE_S,
                on_compromise=lambda loss: self._note_lost(place, loss),
            )
        for last in (False, True):
            try:
                lease.acquire(blocking=False)
            except (Timeout, LeaseSettingsMismatch) as refusal:
                # The second: a version with leases of another length holds it, or held it and died.
                owner = lease.owner
                gone = _is_untouched(place / LOCK_NAME) and (
                    owner is None or isinstance(refusal, LeaseSettingsMismatch)
                )
                # Or its drive was away when this very program gave it up.
                gone = gone or (owner is not None and owner.token in _GIVEN_UP)
                if last or not gone:
                    return Holder() if owner is None else Holder(owner.hostname, owner.pid)
                lease.force_break()
            else:
                break
        self._held[place] = made
        return None

    def _note_lost(self, place: Path, loss: LeaseCompromise) -> None:
        _log.info("the lock in %s was lost: %s", place, loss)
        if self._on_lost is not None:
            self._on_lost(place)

    @contextmanager
    def pinned(self, places: Iterable[Path]) -> Iterator[Holder | None]:
        """Be the writer of these folders until the block ends, whatever `release_except` is asked meanwhile.

        Yields:
            None, or who is the writer of one of them; then none is held for the block.
        """
        wanted = set(places)
        holder = None
        for place in sorted(wanted):
            if (holder := self.acquire(place)) is not None:
                wanted.clear()
                break
        with self._guard:
            self._pinned.update(wanted)
        try:
            yield holder
        finally:
            with self._guard:
                self._pinned.subtract(wanted)

    def release_except(self, places: Iterable[Path]) -> None:
        """Give up all locks but those of `places`, and those pinned."""
        with self._guard:
            kept = {*places, *(place for place, count in self._pinned.items() if count > 0)}
            for place in [place for place in self._leases if place not in kept]:
                lease = self._leases.pop(place)
                made = self._held.pop(place, None)
                if made is not None:
                    _GIVEN_UP.add(lease.token)
                    with suppress(OSError):
                        lease.release(force=True)
                    if made:
                        with suppress(OSError):  # not empty: then something was saved there
                            place.rmdir()


def _is_untouched(lock: Path) -> bool:
    """Whether a lock file that tells no owner is a leftover, as of a power cut: an owner touches it all the time."""
    try:
        return abs(time.time() - lock.stat().st_mtime) > _UNTOUCHED_S
    except OSError:
        return False
