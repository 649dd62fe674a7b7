from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest
from odd_files import (
    picture,
    png_bytes,
)
from ordinary_user import ordinary_user
from PIL import Image
from platforms import posix_permissions

from model_train.errors import ImageError
from model_train.images import (
    read_image,
)


def _make_open_fail(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, *args: object, **kwargs: object) -> object:
        raise error

    monkeypatch.setattr(Path, "open", fail)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "You may not read this file"),
        (errno.EPERM, "You may not read this file"),
        (errno.EIO, "cannot be read"),
        (errno.ESTALE, "cannot be read"),
        (errno.ENOENT, "not there any more"),
    ],
)
def test_that_a_file_the_system_refuses_gives_an_error_naming_it(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "refused.png"
    path.write_bytes(png_bytes(picture()))
    _make_open_fail(OSError(number, os.strerror(number)), monkeypatch)
    with pytest.raises(ImageError, match=words) as caught:
        read_image(path)
    assert caught.value.path == path
    assert caught.value.remedy


@posix_permissions
def test_that_a_file_without_permission_gives_an_error_naming_it(open_folder: Path) -> None:
    path = open_folder / "secret.png"
    path.write_bytes(png_bytes(picture()))
    path.chmod(0)
    with ordinary_user(), pytest.raises(ImageError, match="You may not read this file") as caught:
        read_image(path)
    assert caught.value.path == path


def test_that_a_file_that_vanished_gives_an_error_naming_it(tmp_path: Path) -> None:
    path = tmp_path / "gone.png"
    path.write_bytes(png_bytes(picture()))
    read_image(path)
    path.unlink()
    with pytest.raises(ImageError, match="not there any more") as caught:
        read_image(path)
    assert caught.value.path == path


def test_that_a_name_too_long_for_the_drive_gives_an_error(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="name is too long"):
        read_image(tmp_path / ("n" * 300 + ".png"))


def test_that_a_drive_lost_while_reading_gives_an_error_naming_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lost.png"
    path.write_bytes(png_bytes(picture()))

    class LostDrive(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= 60:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda self, mode="r": LostDrive(self.read_bytes()))
    monkeypatch.setattr(Path, "read_bytes", lambda self: png_bytes(picture()))
    with pytest.raises(ImageError, match=r"cannot be read \(Input/output error\)") as caught:
        read_image(path)
    assert caught.value.path == path


def test_that_running_out_of_memory_gives_an_error_naming_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.png"
    path.write_bytes(png_bytes(picture()))

    def fail(self: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", fail)
    with pytest.raises(ImageError, match="not enough memory") as caught:
        read_image(path)
    assert caught.value.path == path
