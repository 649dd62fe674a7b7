"""The download of ISIC 2016 goes on after every kind of break, believes no liar, and unpacks nothing it should not."""

from __future__ import annotations

import io
import shutil
import stat
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image, write_mask
from patience import PATIENCE_S

from isic_desktop.core import isic2016
from isic_desktop.core.archives import ArchiveError, unpack
from isic_desktop.core.download import DownloadError, DownloadStoppedError, Patience, download, new_session, size_of
from isic_desktop.core.isic2016 import DatasetError, Progress, fetch
from model_train.errors import StorageError

QUICK = Patience(connect_s=60, stall_s=60, pause_s=0.01)


@dataclass
class Mischief:
    """What a server does wrong, and what it was asked for.

    Args:
        break_off_after: Bytes after which the connection is closed, once for each entry.
        stall_after: Bytes after which nothing comes until somebody asks again, once for each entry.
        length_lie: Added to the length that HEAD tells.
        range_lie: Added to the start that Content-Range tells.
        status: Answered to every GET, if not 0.
    """

    break_off_after: list[int] = field(default_factory=list)
    stall_after: list[int] = field(default_factory=list)
    length_lie: int = 0
    range_lie: int = 0
    ignores_range: bool = False
    status: int = 0
    ranges: list[str] = field(default_factory=list)
    asked_again: threading.Event = field(default_factory=threading.Event)
    etag: str = '"one"'


@dataclass
class Site:
    """A running server with its files."""

    url: str
    files: dict[str, bytes]
    mischief: Mischief


@pytest.fixture
def site() -> Iterator[Site]:
    files: dict[str, bytes] = {}
    mischief = Mischief()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_HEAD(self) -> None:
            content = files.get(self.path.strip("/"))
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Length", str(len(content or b"") + mischief.length_lie))
            self.end_headers()

        def do_GET(self) -> None:
            content = files.get(self.path.strip("/"))
            if mischief.ranges:
                mischief.asked_again.set()
            mischief.ranges.append(self.headers.get("Range", ""))
            if content is None or mischief.status:
                self.send_error(mischief.status or 404)
                return
            start = 0
            same = self.headers.get("If-Range") in (None, mischief.etag)
            asked = self.headers.get("Range", "")
            if asked and same and not mischief.ignores_range:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
                self.send_response(206)
                told = start + mischief.range_lie
                self.send_header("Content-Range", f"bytes {told}-{len(content) - 1}/{len(content)}")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(content) - start))
            self.send_header("ETag", mischief.etag)
            self.end_headers()
            end = len(content)
            if mischief.break_off_after:
                end = min(end, start + mischief.break_off_after.pop(0))
            pause_at = start + mischief.stall_after.pop(0) if mischief.stall_after else None
            try:
                if pause_at is not None and pause_at < end:
                    self.wfile.write(content[start:pause_at])
                    self.wfile.flush()
                    mischief.asked_again.wait(PATIENCE_S)
                    start = pause_at
                self.wfile.write(content[start:end])
            except OSError:
                pass  # the other side lost its patience, as it should

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}/", files, mischief)
    server.shutdown()
    thread.join()
    server.server_close()


CONTENT = b"PK\x03\x04" + bytes(range(256)) * 4000  # about a megabyte


def get(site: Site, target: Path, patience: Patience = QUICK, **more: object) -> None:
    site.files.setdefault("a.zip", CONTENT)
    with new_session() as session:
        size = size_of(session, site.url + "a.zip", QUICK)
        options = {"on_progress": lambda _done: None, "wanted": lambda: True, "patience": patience, **more}
        download(
            session,
            site.url + "a.zip",
            target,
            size_bytes=size,
            starts_with=b"PK\x03\x04",
            **options,
        )


def test_that_a_download_that_breaks_off_or_stalls_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    site.mischief.break_off_after = [300_000, 0, 400_000]
    get(site, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == CONTENT
    assert site.mischief.ranges[0] == ""
    assert all(asked.startswith("bytes=") for asked in site.mischief.ranges[1:])
    site.mischief.ranges.clear()
    site.mischief.asked_again.clear()
    site.mischief.stall_after = [600_000]
    get(site, tmp_path / "b.zip", Patience(connect_s=60, stall_s=2, pause_s=0.01))
    assert (tmp_path / "b.zip").read_bytes() == CONTENT
    assert len(site.mischief.ranges) >= 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]


def test_that_a_stopped_download_goes_on_in_another_run(site: Site, tmp_path: Path) -> None:
    seen: list[int] = []
    with pytest.raises(DownloadStoppedError):
        get(site, tmp_path / "a.zip", on_progress=seen.append, wanted=lambda: not seen)
    kept = (tmp_path / "a.zip.part").stat().st_size
    assert kept > 0
    get(site, tmp_path / "a.zip")
    assert site.mischief.ranges[-1] == f"bytes={kept}-"
    assert (tmp_path / "a.zip").read_bytes() == CONTENT


def test_that_two_versions_of_a_file_are_never_glued_together(site: Site, tmp_path: Path) -> None:
    seen: list[int] = []
    with pytest.raises(DownloadStoppedError):
        get(site, tmp_path / "a.zip", on_progress=seen.append, wanted=lambda: not seen)
    other = CONTENT[:4] + CONTENT[4:][::-1]
    site.files["a.zip"], site.mischief.etag = other, '"two"'
    get(site, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == other


@pytest.mark.parametrize(
    "mischief",
    [{"length_lie": 5}, {"length_lie": -5}, {"range_lie": 3, "break_off_after": [1000] * 20}, {"status": 403}],
)
def test_that_a_server_that_lies_is_not_believed(site: Site, tmp_path: Path, mischief: dict[str, object]) -> None:
    for name, value in mischief.items():
        setattr(site.mischief, name, value)
    with pytest.raises(DownloadError):
        get(site, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_that_a_login_page_is_no_archive(site: Site, tmp_path: Path) -> None:
    site.files["a.zip"] = b"<html>Welcome to the hotel</html>" * 100
    with pytest.raises(DownloadError, match="something else"):
        get(site, tmp_path / "a.zip")
    assert len(site.mischief.ranges) == 1, "trying again would bring the same page"


def test_that_a_server_that_knows_no_ranges_begins_anew(site: Site, tmp_path: Path) -> None:
    site.mischief.ignores_range = True
    site.mischief.break_off_after = [500_000]
    get(site, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == CONTENT


def packed(files: dict[str, bytes], *, link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        packed({"../evil.jpg": b"x"}),
        packed({"/abs.jpg": b"x"}),
        packed({"a/..\\..\\evil.jpg": b"x"}),
        packed({"C:evil.jpg": b"x"}),
        packed({"ok.jpg": b"x"}, link="link.jpg"),
        packed({"a/one.jpg": b"x", "b/ONE.jpg": b"y"}),
        packed({"bomb.png": b"\0" * 20_000_000}),
        packed({"con.png": b"x"}),
        packed({"only.txt": b"x"}),
        packed({"a.jpg": b"x" * 1000})[:-40],
        b"PK\x03\x04 no archive at all",
    ],
    ids=["above", "absolute", "backslashes", "drive", "link", "case", "bomb", "device", "nothing", "torn", "foreign"],
)
def test_that_a_malicious_or_damaged_archive_leaves_nothing_behind(tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "in" / "a.zip"
    archive.parent.mkdir()
    archive.write_bytes(content)
    with pytest.raises(ArchiveError):
        unpack(
            archive,
            tmp_path / "out" / "images",
            suffixes=(".jpg", ".png"),
            most_bytes=100_000_000,
            on_progress=lambda _done, _total: None,
            wanted=lambda: True,
        )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [archive]


@pytest.fixture
def challenge(site: Site, tmp_path: Path) -> Site:
    """Four small archives in the form of the official ones."""
    for part, count in (("Training", 3), ("Test", 2)):
        images: dict[str, bytes] = {}
        masks: dict[str, bytes] = {}
        for number in range(count):
            stem = f"ISIC_{part}{number}"
            write_image(tmp_path / "i.jpg", draw_lesion())
            write_mask(tmp_path / "m.png", draw_lesion()[..., 0] > 100)
            images[f"ISBI2016_ISIC_Part1_{part}_Data/{stem}.jpg"] = (tmp_path / "i.jpg").read_bytes()
            masks[f"ISBI2016_ISIC_Part1_{part}_GroundTruth/{stem}_Segmentation.png"] = (tmp_path / "m.png").read_bytes()
        site.files[f"ISBI2016_ISIC_Part1_{part}_Data.zip"] = packed({**images, "__MACOSX/._x.jpg": b"x"})
        site.files[f"ISBI2016_ISIC_Part1_{part}_GroundTruth.zip"] = packed(masks)
    return site


def test_that_all_four_archives_become_folders_of_verified_pairs(challenge: Site, tmp_path: Path) -> None:
    told: list[Progress] = []
    challenge.mischief.break_off_after = [100]
    target = tmp_path / "ISIC 2016"
    fetched = fetch(target, on_progress=told.append, wanted=lambda: True, base_url=challenge.url, patience=QUICK)
    assert fetched.pairs == 5
    assert sorted(path.name for path in target.iterdir()) == sorted(isic2016.archive_names())
    assert {progress.what for progress in told} == {"sizes", "download", "unpack", "check"}
    challenge.mischief.ranges.clear()
    again = fetch(target, on_progress=told.append, wanted=lambda: True, base_url=challenge.url, patience=QUICK)
    assert again == fetched
    assert challenge.mischief.ranges == [], "what is there is not fetched again"


def test_that_pairs_that_do_not_fit_are_told(challenge: Site, tmp_path: Path) -> None:
    target = tmp_path / "ISIC 2016"
    options = {"on_progress": lambda _: None, "wanted": lambda: True, "base_url": challenge.url, "patience": QUICK}
    fetch(target, **options)
    mask = target / "ISBI2016_ISIC_Part1_Test_GroundTruth" / "ISIC_Test1_Segmentation.png"
    write_mask(mask, draw_lesion(50, 40, (20, 20))[..., 0] > 100)
    with pytest.raises(DatasetError, match="another size"):
        fetch(target, **options)
    mask.unlink()
    with pytest.raises(DatasetError, match="no partner"):
        fetch(target, **options)


def test_that_a_full_disk_is_told_before_anything_is_fetched(
    challenge: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(StorageError, match="GB are needed"):
        fetch(tmp_path / "x", on_progress=lambda _: None, wanted=lambda: True, base_url=challenge.url, patience=QUICK)
    assert challenge.mischief.ranges == []


def test_that_the_room_asked_for_is_all_unpacked_and_the_largest_archive_less_what_is_there(
    challenge: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [len(content) for content in challenge.files.values()]
    needed = sum(sizes) + max(sizes) + isic2016._MARGIN_BYTES
    free: list[int] = []
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(free[0], 0, free[0]))
    target = tmp_path / "ISIC 2016"
    target.mkdir()
    options = {"on_progress": lambda _: None, "wanted": lambda: True, "base_url": challenge.url, "patience": QUICK}
    name = isic2016.archive_names()[0]
    begun = challenge.files[f"{name}.zip"][:200]
    (target / f"{name}.zip.part").write_bytes(begun)
    free[:] = [needed - len(begun) - 1]
    with pytest.raises(StorageError, match="GB are needed"):
        fetch(target, **options)
    assert sorted(path.name for path in target.iterdir()) == [f"{name}.zip.part"], "what was begun is kept"
    free[:] = [needed - len(begun)]
    assert fetch(target, **options).pairs == 5


def test_that_a_damaged_archive_is_fetched_again_the_next_time(challenge: Site, tmp_path: Path) -> None:
    name = "ISBI2016_ISIC_Part1_Test_Data.zip"
    good = challenge.files[name]
    challenge.files[name] = good[: len(good) // 2] + bytes(len(good) - len(good) // 2)
    options = {"on_progress": lambda _: None, "wanted": lambda: True, "base_url": challenge.url, "patience": QUICK}
    with pytest.raises(ArchiveError):
        fetch(tmp_path / "x", **options)
    challenge.files[name] = good
    assert fetch(tmp_path / "x", **options).pairs == 5
