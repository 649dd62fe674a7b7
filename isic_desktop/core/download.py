"""Downloads a large file so that a break costs nothing: `requests` speaks HTTP, this keeps what has come.

What has come lies in `NAME.part` with a note of what it is part of. A later try asks for the rest (`Range`), and only
of the same file (`If-Range`), so that two versions are never glued together.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from isic_desktop.core.json_text import read_json
from model_train.atomic import write_text
from model_train.errors import AppError, StorageError
from model_train.messages import phrase, system_reason

_CHUNK_BYTES = 256 * 1024
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
MOST_TRIES = 6
_PROGRESS_EVERY_S = 0.1


class DownloadError(AppError):
    """A file could not be downloaded; what has come is kept."""


class DownloadStoppedError(Exception):
    """The person stopped it; what has come is kept."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server.

    Args:
        connect_s: For an answer.
        stall_s: For the next bytes.
        pause_s: Before the first new try; it doubles with each try that brings nothing.
    """

    connect_s: float = 15.0
    stall_s: float = 30.0
    pause_s: float = 1.0


def new_session() -> requests.Session:
    """A connection that tries again by itself while a server does not answer or is overloaded."""
    session = requests.Session()
    retry = Retry(total=3, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504), allowed_methods=("GET", "HEAD"))
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    session.headers["Accept-Encoding"] = "identity"  # the bytes of the file, not of a packed copy of it
    return session


def size_of(session: requests.Session, url: str, patience: Patience = Patience()) -> int:
    """Size of a file on a server, bytes.

    Raises:
        DownloadError: The server cannot be reached, does not have it, or does not say how large it is.
    """
    try:
        answer = session.head(url, timeout=(patience.connect_s, patience.stall_s), allow_redirects=True)
        answer.raise_for_status()
        return int(answer.headers["Content-Length"])
    except requests.HTTPError as error:
        raise _refused(url, _status(error)) from error
    except (requests.RequestException, KeyError, ValueError) as error:
        raise _unreachable(url) from error


def download(
    session: requests.Session,
    url: str,
    target: Path,
    *,
    size_bytes: int,
    starts_with: bytes,
    on_progress: Callable[[int], None],
    wanted: Callable[[], bool],
    patience: Patience = Patience(),
) -> None:
    """Download a file, going on where an earlier try ended.

    Args:
        session: From `new_session`.
        url: What to get.
        target: Where it goes when it is complete; what is there is replaced.
        size_bytes: How large it has to be.
        starts_with: Its first bytes; anything else (such as the login page of a network) is refused at once.
        on_progress: Told how many bytes there are, at most ten times a second.
        wanted: Whether to go on.
        patience: How long to wait.

    Raises:
        DownloadError: It cannot be had, or the disk is full; what has come is kept.
        DownloadStoppedError: `wanted` said no; what has come is kept.
    """
    part = target.with_name(target.name + ".part")
    tries, most = 0, _size(part)
    while True:
        try:
            _fetch_rest(session, url, part, size_bytes, starts_with, on_progress, wanted, patience)
        except (requests.RequestException, _BrokenOffError) as error:
            # Only what was never had before counts as progress: a liar could have us begin anew for ever.
            tries = tries + 1 if _size(part) <= most else 1
            most = max(most, _size(part))
            if isinstance(error, requests.HTTPError) and _status(error) not in (416, 500):
                raise _refused(url, _status(error)) from error
            if tries >= MOST_TRIES:
                raise _unreachable(url) from error
            _pause(patience.pause_s * 2 ** (tries - 1), wanted)
        except OSError as error:
            raise _not_written(part, error) from error
        else:
            _finish(part, target)
            return


def _finish(part: Path, target: Path) -> None:
    try:
        part.replace(target)
        _note_path(part).unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(part, error) from error


def _not_written(part: Path, error: OSError) -> DownloadError:
    return DownloadError(
        phrase("The download cannot be written ({reason})", reason=system_reason(error)),
        path=part,
        remedy="Free some space or choose another folder, and start again: what has come is kept.",
    )


class _BrokenOffError(Exception):
    """The answer ended early, or does not fit what has come."""


def _fetch_rest(
    session: requests.Session,
    url: str,
    part: Path,
    size_bytes: int,
    starts_with: bytes,
    on_progress: Callable[[int], None],
    wanted: Callable[[], bool],
    patience: Patience,
) -> None:
    have = _size(part)
    note = _read_note(part)
    if have > size_bytes or (have and note.get("url") != url):
        part.unlink()
        have = 0
    if have == size_bytes:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    if have and note.get("version"):
        headers["If-Range"] = str(note["version"])
    with session.get(url, headers=headers, stream=True, timeout=(patience.connect_s, patience.stall_s)) as answer:
        if answer.status_code == 416:
            part.unlink(missing_ok=True)
        answer.raise_for_status()
        if answer.status_code == 206:
            found = _CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", ""))
            if found is None or int(found[1]) != have or int(found[3]) != size_bytes:
                part.unlink(missing_ok=True)
                raise _BrokenOffError
        else:
            have = 0
            # Before the note: a kill in between must not leave bytes of one version with the note of another.
            part.unlink(missing_ok=True)
        _write_note(part, url, answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "")
        with part.open("ab" if have else "wb") as file:
            told_s = 0.0
            for chunk in answer.iter_content(_CHUNK_BYTES):
                if not wanted():
                    raise DownloadStoppedError
                if have == 0 and not chunk.startswith(starts_with[: len(chunk)]):
                    file.truncate(0)
                    raise DownloadError(
                        "The server sent something else than the archive",
                        remedy="A network that asks for a login may be in between; open a web page and try again.",
                    )
                have += len(chunk)
                if have > size_bytes:
                    file.truncate(0)
                    raise _BrokenOffError
                file.write(chunk)
                if time.monotonic() - told_s > _PROGRESS_EVERY_S:
                    told_s = time.monotonic()
                    on_progress(have)
            file.flush()
            os.fsync(file.fileno())
    on_progress(have)
    if have < size_bytes:
        raise _BrokenOffError


def _status(error: requests.RequestException) -> int:
    return error.response.status_code if error.response is not None else 0


def _pause(seconds: float, wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not wanted():
            raise DownloadStoppedError
        time.sleep(min(0.1, seconds))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _note_path(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _read_note(part: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        note = read_json(_note_path(part))
        if isinstance(note, dict):
            return note
    return {}


def _write_note(part: Path, url: str, version: str) -> None:
    # A weak ETag does not promise the same bytes, and must not be sent in If-Range.
    strong = "" if version.startswith("W/") else version
    # In one step: without its note, what has come would have to come again.
    try:
        write_text(_note_path(part), json.dumps({"url": url, "version": strong}))
    except StorageError as error:
        raise error.__cause__ if isinstance(error.__cause__, OSError) else error from error


def _refused(url: str, code: int) -> DownloadError:
    return DownloadError(
        phrase("The server refuses {name} (HTTP {code})", name=url.rsplit("/", 1)[-1], code=code),
        remedy="Try again later; what has come is kept.",
    )


def _unreachable(url: str) -> DownloadError:
    return DownloadError(
        phrase(
            "{server} cannot be reached or breaks off again and again", server=url.split("/")[2] if "//" in url else url
        ),
        remedy="Check the network and start again: what has come is kept.",
    )
