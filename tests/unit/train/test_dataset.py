from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from model_train.dataset import DecodedPairs, Pair, collect_pairs, read_aspects, read_csv_by_id, shrink_mask
from model_train.errors import MaskError, PairingError, StorageError, UsageError
from model_train.evaluation import overlaps_of, rank_correlation
from model_train.mapped_file import map_new_file
from model_train.scores import count_overlap


def test_that_a_cache_holds_squares_aspects_and_hashes(tmp_path: Path) -> None:
    image = np.zeros((60, 120, 3), np.uint8)
    image[:, 60:] = 250
    Image.fromarray(image).save(tmp_path / "a.png")
    Image.fromarray(image[..., 0]).save(tmp_path / "m.png")
    cache = DecodedPairs([Pair("a", tmp_path / "a.png", tmp_path / "m.png")], 32)
    assert cache.images.shape == (1, 32, 32, 3)
    assert (cache.masks[0, :, :16] == 0).all()
    assert (cache.masks[0, :, 16:] == 1).all()
    assert cache.aspects.tolist() == [2.0]
    assert len(cache.hashes[0]) == 16
    assert not cache.on_disk


def test_that_a_large_cache_lies_in_files_that_do_not_outlive_it(pairs_folder: Path, tmp_path: Path) -> None:
    pairs = collect_pairs([pairs_folder / "images"], [pairs_folder / "masks"])
    cache = DecodedPairs(pairs, 32, budget_bytes=1, folder=tmp_path)
    in_memory = DecodedPairs(pairs, 32, folder=tmp_path)
    assert isinstance(cache.images, np.memmap)
    assert cache.on_disk
    assert (cache.images == in_memory.images).all()
    subset = cache.subset({pair.id: "val" if number % 2 else "train" for number, pair in enumerate(pairs)}, "val")
    assert len(subset) == 5
    assert (subset.images[np.array([0, 2])] == in_memory.images[[1, 5]]).all()
    if os.name == "posix":  # a killed process leaves nothing behind, either
        assert list(tmp_path.iterdir()) == []
    cache.close()
    in_memory.close()
    assert list(tmp_path.iterdir()) == []


def test_that_the_file_of_a_cache_that_fails_is_gone(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    (tmp_path / "m.png").write_bytes(b"nothing")
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(MaskError):
        DecodedPairs([Pair("a", tmp_path / "a.png", tmp_path / "m.png")], 32, budget_bytes=1, folder=place)
    assert list(place.iterdir()) == []


def test_that_no_file_stays_where_only_the_first_of_them_has_room(
    pairs_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def second_fails(folder: Path, shape: tuple[int, ...]) -> tuple[np.ndarray, Path]:
        if list(folder.iterdir()):
            raise StorageError("no room")
        (folder / "named").write_bytes(b"")  # as on systems where a file in use keeps its name
        return np.zeros(shape, np.uint8), folder / "named"

    monkeypatch.setattr("model_train.dataset.map_new_file", second_fails)
    pairs = collect_pairs([pairs_folder / "images"], [pairs_folder / "masks"])
    with pytest.raises(StorageError, match="no room"):
        DecodedPairs(pairs, 32, budget_bytes=1, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_a_disk_without_room_is_told_before_anything_is_decoded(
    pairs_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    with pytest.raises(StorageError, match="No space left") as caught:
        map_new_file(tmp_path, (3, 1 << 20))
    assert "Free 3 MB there" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_that_room_is_written_where_the_drive_cannot_set_it_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []

    def unable(descriptor: int, *_arguments: object) -> None:
        sizes.append(os.fstat(descriptor).st_size)
        raise OSError(errno.EOPNOTSUPP, "not here")

    monkeypatch.setattr(os, "posix_fallocate", unable, raising=False)
    array, file = map_new_file(tmp_path, (3, 500_000))
    assert sizes == [0]
    assert (array == 0).all()
    array[2, -1] = 7
    assert array.shape == (3, 500_000)
    if file is not None:
        file.unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory that may not be given back is measured on Linux")
@pytest.mark.parametrize("count", [2_000, pytest.param(50_000, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_that_many_images_do_not_fill_the_memory(tmp_path: Path, count: int) -> None:
    """One image listed again and again, and a budget far below what the squares take."""
    Image.new("RGB", (32, 32), (200, 150, 130)).save(tmp_path / "a.bmp")
    Image.new("L", (32, 32), 255).save(tmp_path / "m.png")
    program = _PROGRAM.format(place=str(tmp_path), count=count)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    anonymous, squares, groups = map(int, done.stdout.split())
    assert squares == count * 64 * 64 * 4
    assert groups == 1
    # Names, hashes and the threads' work; the squares themselves are the system's to write out and forget.
    assert anonymous < 4 * 2**20 + count * 4_000


_PROGRAM = """
from pathlib import Path
import numpy as np
from model_train.dataset import DecodedPairs, Pair
from model_train.splitting import join_near_duplicates

def anonymous():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

place = Path({place!r})
pairs = [Pair("warm", place / "a.bmp", place / "m.png")] * 40
DecodedPairs(pairs, 64, budget_bytes=0, folder=place)
before = anonymous()
pairs = [Pair(str(number), place / "a.bmp", place / "m.png") for number in range({count})]
cache = DecodedPairs(pairs, 64, budget_bytes=1 << 20, folder=place)
assert cache.on_disk
groups = join_near_duplicates(dict(zip((pair.id for pair in pairs), cache.hashes)), None)
train = cache.subset({{pair.id: "train" for pair in pairs}}, "train")
for first in range(0, len(train), 16):
    assert train.images[np.arange(first, min(first + 16, len(train)))].min() > 0
print(anonymous() - before, cache.images.nbytes + cache.masks.nbytes, len(set(groups.values())))
"""


def test_that_a_mask_of_another_size_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    Image.new("L", (30, 40), 255).save(tmp_path / "m.png")
    with pytest.raises(MaskError, match="30×40"):
        DecodedPairs([Pair("a", tmp_path / "a.png", tmp_path / "m.png")], 32)


def test_that_a_mask_coded_0_1_is_read_as_what_it_means(tmp_path: Path) -> None:
    Image.new("RGB", (32, 32)).save(tmp_path / "a.png")
    Image.new("L", (32, 32), 1).save(tmp_path / "m.png")
    assert DecodedPairs([Pair("a", tmp_path / "a.png", tmp_path / "m.png")], 32).masks.all()


def test_that_a_mask_pixel_needs_half_of_its_area() -> None:
    mask = np.zeros((64, 64), bool)
    mask[:, :33] = True
    small = shrink_mask(mask, 32)
    assert small[:, :17].all()  # column 16 covers the columns 32 and 33, one of them set
    assert not small[:, 17:].any()


def test_that_pairs_of_several_folders_are_joined_and_must_differ(
    pairs_folder: Path, write: Any, tmp_path: Path
) -> None:
    other = write(tmp_path / "other", 3, first=50)
    images, masks = [pairs_folder / "images", other / "images"], [pairs_folder / "masks", other / "masks"]
    assert len(collect_pairs(images, masks)) == 13
    with pytest.raises(PairingError, match="Two images are called"):
        collect_pairs([images[0]] * 2, [masks[0]] * 2)
    with pytest.raises(UsageError, match="equally often"):
        collect_pairs(images, masks[:1])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_that_an_image_whose_name_is_no_text_is_named(write: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "set", 2)
    (folder / "images" / "drawn_000.png").rename(folder / "images" / "drawn_\udcff.png")
    (folder / "masks" / "drawn_000_Segmentation.png").rename(folder / "masks" / "drawn_\udcff_Segmentation.png")
    with pytest.raises(PairingError, match="no text") as caught:
        collect_pairs([folder / "images"], [folder / "masks"])
    assert caught.value.path == folder / "images" / "drawn_\udcff.png"


def test_that_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PairingError, match=tmp_path.name):
        collect_pairs([tmp_path], [tmp_path])


def test_that_tables_by_id_are_read_strictly(tmp_path: Path) -> None:
    table = tmp_path / "sizes.csv"
    table.write_text("id,native_width,native_height\na,200,100\nb,,\n")
    assert read_aspects(table) == {"a": 2.0}
    assert read_csv_by_id(table, "native_width")["b"] == ("",)
    with pytest.raises(UsageError, match="no column 'group'"):
        read_csv_by_id(table, "group")
    with pytest.raises(UsageError, match="cannot be read"):
        read_csv_by_id(tmp_path / "absent.csv", "group")
    table.write_text("id,native_width,native_height\na,wide,100\n")
    for width, height in (("wide", "100"), ("0", "100"), ("200", "0"), ("-2", "3"), ("nan", "3"), ("inf", "3")):
        table.write_text(f"id,native_width,native_height\na,{width},{height}\n")
        with pytest.raises(UsageError, match="not two positive numbers"):
            read_aspects(table)
    table.write_text("group,id\none,a\ntwo\n")
    assert read_csv_by_id(table, "group") == {"a": ("one",), "": ("two",)}


def test_that_counts_on_tensors_are_those_on_arrays() -> None:
    import torch

    random = np.random.default_rng(0)
    logits = random.normal(size=(5, 1, 16, 16)).astype(np.float32)
    truth = random.random((5, 1, 16, 16)) > 0.5
    found = overlaps_of(torch.from_numpy(logits), torch.from_numpy(truth).float())
    assert found == [count_overlap(one[0] > 0, other[0]) for one, other in zip(logits, truth, strict=True)]


def test_that_rank_correlation_is_spearmans() -> None:
    assert rank_correlation([1, 2, 3, 4], [10, 20, 30, 400]) == pytest.approx(1.0)
    assert rank_correlation([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1.0)
    # By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    assert rank_correlation([1, 2, 2, 4], [1, 2, 3, 4]) == pytest.approx(0.9486832980505138)
    assert rank_correlation([1, 1, 1], [1, 2, 3]) == 0.0
