"""What a run of `segment` has done so far, so that a killed one goes on where it stood.

The sidecars say which model made which mask; this file, a line of JSON per event, adds what they do not hold: the
image's time stamp (so that unchanged images need not be read again), the seconds and the scores of the report, and
the hash of the mask that was about to be put in its place, by which a mask whose sidecar was cut off by a kill is
known to be the machine's own. If it is lost or damaged, nothing worse happens than that images are read again.
"""

from __future__ import annotations

import errno
import json
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from isic_desktop.core.batch_plan import STATE_FOLDER
from isic_desktop.core.json_text import decode_json
from model_train.atomic import append_whole, storage_error, write_bytes
from model_train.errors import StorageError
from model_train.scores import Overlap

STATE_NAME = "segment.jsonl"
_LOCK_NAME = "segment.lock"
_BESIDE = "segment-"
_SILENT_S = 3600.0
# No image's name and scores fill a line like this, and no folder a file; what is longer says nothing.
_LONGEST_LINE_BYTES = 64 << 10
_MOST_BYTES = 1 << 29


@dataclass(frozen=True)
class FileStamp:
    """By which a file is taken to be unchanged without reading it.

    The name is part of it: files out of one archive often share size and time.
    """

    name: str
    size_bytes: int
    mtime_ns: int

    @classmethod
    def of(cls, path: Path) -> FileStamp | None:
        """The stamp of a file, or None if it cannot be looked at."""
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(str(path.absolute()), status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class DoneRecord:
    """What is known about one finished image.

    Args:
        image: The image file before it was read; None if it could not be looked at.
        mask_sha256: Of the mask that was written.
        seconds: Decoding, prediction and writing.
        lesion_fraction: Share of lesion pixels, in [0, 1].
        truth: What the scores were counted against: a file, its stamp and how it was read; empty for none.
        overlap: The counts against that ground truth.
    """

    image: FileStamp | None
    mask_sha256: str
    seconds: float
    lesion_fraction: float
    truth: str = ""
    overlap: Overlap | None = None


class ResumeState:
    """The events of all runs into one folder. Used from several threads, and closed at the end of a run.

    One run at a time writes to `segment.jsonl`; another that goes on beside it, in a process of its own or on another
    machine, writes to a file of its own name. All are read.

    Args:
        out: The folder of the run; `out/.isic-desktop` must exist.
        beside: Whether another run is known to hold `segment.jsonl`, as the one that this process works for.

    Raises:
        StorageError: The file cannot be written.
    """

    def __init__(self, out: Path, *, beside: bool = False) -> None:
        self._folder = out / STATE_FOLDER
        self._lock = threading.Lock()
        self._done: dict[str, DoneRecord] = {}
        self._begun: dict[str, str] = {}
        self._read_to: dict[str, int] = {}  # file name → bytes taken in
        self._claim = FileLock(self._folder / _LOCK_NAME, thread_local=False)
        self.path = self._folder / STATE_NAME
        try:
            is_main = not beside and self._claimed()
            useless = self._read_new()
        except OSError as error:
            raise storage_error(error, self.path) from error
        if not is_main:
            self.path = self._folder / f"{_BESIDE}{uuid.uuid4().hex}.jsonl"
        elif useless or self._left_over():
            try:
                self._fold_in()
            except StorageError:
                self.close()  # whoever tries again is to find it free
                raise

    def __enter__(self) -> ResumeState:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another run have the file."""
        self._claim.release(force=True)

    def _claimed(self) -> bool:
        try:
            self._claim.acquire(blocking=False)
        except Timeout:
            return False
        except OSError as error:
            if error.errno in (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK):  # a drive without locks
                return False
            raise
        return True

    def done(self, stem: str) -> DoneRecord | None:
        """What was recorded when the image called `stem` was last finished."""
        return self._done.get(stem)

    def begun_mask(self, stem: str) -> str | None:
        """Hash of a mask that was about to be put in its place and was never reported finished."""
        with self._lock:
            if stem not in self._begun:
                # The program that began it may have been killed only now, on another machine.
                with suppress(OSError):
                    self._read_new()
            return self._begun.get(stem)

    def record_begin(self, stem: str, mask_sha256: str) -> None:
        """Note that a mask is about to be put in its place; raises StorageError."""
        self._append({"stem": stem, "begin": mask_sha256})

    def record_done(self, stem: str, record: DoneRecord) -> None:
        """Note that mask and sidecar are in their places; raises StorageError."""
        self._append(_as_json(stem, record))

    def _append(self, event: dict[str, Any]) -> None:
        line = (json.dumps(event) + "\n").encode()
        with self._lock:
            try:
                self._read_to[self.path.name] = append_whole(self.path, line)
            except OSError as error:
                raise storage_error(error, self.path) from error
            self._apply(event)

    def _apply(self, event: dict[str, Any]) -> None:
        stem = event["stem"]
        if "begin" in event:
            self._begun[stem] = str(event["begin"])
        else:
            self._done[stem] = _from_json(event)
            self._begun.pop(stem, None)

    def _read_new(self) -> bool:
        """Take in what the files say since they were last looked at; returns whether a line no longer says anything."""
        useless = False
        for path in (self._folder / STATE_NAME, *sorted(self._folder.glob(f"{_BESIDE}*.jsonl"))):
            begin = self._read_to.get(path.name, 0)
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                file.seek(begin)
                while (line := file.readline(_LONGEST_LINE_BYTES)) and file.tell() <= _MOST_BYTES:
                    if not line.endswith(b"\n") and len(line) < _LONGEST_LINE_BYTES:
                        break  # it is being written, or was cut off
                    self._read_to[path.name] = file.tell()
                    useless |= self._take_in(line)
            useless |= bool(line)
        return useless

    def _take_in(self, line: bytes) -> bool:
        """Take in what a line says; returns whether it, or an older one, no longer says anything."""
        try:
            event = decode_json(line)
            replaces = event["stem"] in self._done or event["stem"] in self._begun
            self._apply(event)
        except (ValueError, TypeError, KeyError, OverflowError):
            return True
        return replaces

    def _left_over(self) -> list[Path]:
        """Files of runs beside this one that have been silent for an hour."""
        old = []
        for path in self._folder.glob(f"{_BESIDE}*.jsonl"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _SILENT_S:
                    old.append(path)
        return old

    def _fold_in(self) -> None:
        left_over = self._left_over()
        events = [_as_json(stem, record) for stem, record in self._done.items()]
        events += [{"stem": stem, "begin": mask} for stem, mask in self._begun.items()]
        content = b"".join((json.dumps(event) + "\n").encode() for event in events)
        write_bytes(self.path, content)
        self._read_to[self.path.name] = len(content)
        for path in left_over:
            with suppress(OSError):
                path.unlink()


def _as_json(stem: str, record: DoneRecord) -> dict[str, Any]:
    return {
        "stem": stem,
        "image": None if record.image is None else asdict(record.image),
        "mask_sha256": record.mask_sha256,
        "seconds": record.seconds,
        "lesion_fraction": record.lesion_fraction,
        "truth": record.truth,
        "overlap": None if record.overlap is None else asdict(record.overlap),
    }


def _from_json(event: dict[str, Any]) -> DoneRecord:
    image, overlap = event["image"], event["overlap"]
    if image is not None:
        image = FileStamp(str(image["name"]), int(image["size_bytes"]), int(image["mtime_ns"]))
    if overlap is not None:
        overlap = Overlap(**{field.name: int(overlap[field.name]) for field in fields(Overlap)})
    return DoneRecord(
        image=image,
        mask_sha256=str(event["mask_sha256"]),
        seconds=float(event["seconds"]),
        lesion_fraction=float(event["lesion_fraction"]),
        truth=str(event["truth"]),
        overlap=overlap,
    )
