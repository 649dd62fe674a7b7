"""What is just small enough to be read takes less than two gigabytes, whatever it is made of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 2 << 30

# Makes the largest file of its kind that is not refused, by its weight. It is read by another process: making it takes
# memory, too.
MAKE = """
import sys
from pathlib import Path
from model_train import comparison, pairs_file, run_folder, strict_json as strict
EMOJI = chr(0x1F600)
def numbered(pattern):
    return lambda count: "".join([pattern % number for number in range(count)]).encode()
def json_of(kind):
    open_with, close_with, piece = {
        "lists": ("[", "0]", "[],"), "objects": ("[", "0]", "{},"), "numbers": ("[", "0]", "0.5,"),
        "short texts": ("[", "0]", '"ab",'), "short wide texts": ("[", "0]", f'"{EMOJI}b",'),
        "long wide text": (f'["{EMOJI}', '"]', "a" * 997), "escaped texts": ("[", "0]", '"' + chr(92) + 'ud83d",'),
        "long escaped text": ('["' + chr(92) + 'ud83d' + chr(92) + 'ude00', '"]', "a" * 997),
        "names": ("{", '"":0}', '"%07x":1,'),
    }[kind]
    pieces = numbered(piece) if "%" in piece else lambda count: piece.encode() * count
    return lambda count: open_with.encode() + pieces(count) + close_with.encode()
def weigh_table(content):
    row_bytes = pairs_file._PAIR_BYTES if name == "p.csv" else strict._ROW_BYTES
    return strict._cells_bytes(content, content.partition(b"\\n")[0].count(b",") + 1, row_bytes)
def table(head, row):
    return lambda count: head.encode() + (numbered(row)(count) if "%" in row else row.encode() * count)
WIDE = ",".join(f"c{number}" for number in range(2000))
what, place = sys.argv[1], Path(sys.argv[2])
if what in ("rows", "wide rows", "texts", "pairs"):
    make, name = {
        "rows": (table("epoch\\n", "1\\n"), run_folder.METRICS),
        "wide rows": (table("image,mask," + WIDE + "\\n", "%07x,b\\n"), "p.csv"),
        "texts": (table("id,jaccard\\n", "%07x" + EMOJI + ",1\\n"), comparison.BEST_SCORES),
        "pairs": (table("image,mask\\n", "%07x,b\\n"), "p.csv"),
    }[what]
    weigh, most_bytes = weigh_table, strict.MAX_TABLE_BYTES
else:
    make, name, weigh, most_bytes = json_of(what), "x.json", strict._values_bytes, 256 << 20
few = make(10_000)
each, each_bytes = weigh(few) / 10_000, len(few) / 10_000
count = int(min(strict._MAX_VALUES_BYTES / each, most_bytes / each_bytes) * 0.99)
(place / name).write_bytes(make(count))
"""
READ = """
import sys
from pathlib import Path
from model_train import comparison, pairs_file, run_folder, strict_json as strict
from model_train.errors import AppError
from peak_memory import peak_bytes
place = Path(sys.argv[1])
try:
    if (place / "x.json").exists():
        kept = strict.decode_json(strict.read_limited(place / "x.json", 256 << 20))
    elif (place / run_folder.METRICS).exists():
        kept = run_folder.read_metrics(place)
    elif (place / comparison.BEST_SCORES).exists():
        kept = comparison.read_scores(place)
    else:
        kept = pairs_file.read_pairs_file(place / "p.csv")
except (ValueError, AppError) as error:
    sys.exit(f"refused: {error}")
print(len(kept), peak_bytes())
"""
KINDS = (
    "lists", "objects", "numbers", "short texts", "short wide texts", "long wide text", "escaped texts",
    "long escaped text", "names", "rows", "wide rows", "texts", "pairs",
)  # fmt: skip


def run(program: str, *words: str) -> str:
    """Run a program as Python in a process of its own; gives what it printed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True, text=True, env=environment, check=False, timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", KINDS)
def test_that_the_largest_file_that_is_read_takes_less_than_two_gigabytes(kind: str, tmp_path: Path) -> None:
    run(MAKE, kind, str(tmp_path))
    count, most = map(int, run(READ, str(tmp_path)).split())
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    print(f"{kind}: {size >> 20} MiB of {count} values took {most >> 20} MiB")  # noqa: T201
    assert most < MOST_BYTES


OPEN = """
import sys
from pathlib import Path
import numpy as np
from PIL import Image
from peak_memory import peak_bytes
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.opening import open_image
from model_train.image_names import MAX_IMAGE_PIXELS
from model_train.images import read_image, read_reduced
place, side = Path(sys.argv[2]), int(MAX_IMAGE_PIXELS**0.5)
if sys.argv[1] == "made":
    Image.MAX_IMAGE_PIXELS = None
    pixels = np.zeros((side, side), np.uint8)
    pixels[side // 4 : side // 2, side // 4 : side // 2] = 255
    (place / "annotations").mkdir()
    for name in ("a_Segmentation.png", "annotations/a_Segmentation.png"):
        Image.fromarray(pixels).save(place / name, compress_level=1)
    Image.fromarray(pixels).convert("RGB").save(place / "a.png", compress_level=1)
elif sys.argv[1] == "read":
    assert read_image(place / "a.png").shape == (side, side, 3)
elif sys.argv[1] == "reduced":
    read_reduced(place / "a.png", 160)
else:
    opened = open_image(place / "a.png", AnnotationStore(), lambda _path: place / "a_Segmentation.png")
    assert opened.document.mask.shape == (side, side)
    assert opened.truth is not None
print(peak_bytes())
"""


@pytest.mark.long
@pytest.mark.timeout(600)
def test_that_the_largest_image_that_is_read_takes_less_than_two_gigabytes(tmp_path: Path) -> None:
    for what in ("made", "read", "reduced", "opened with its annotation and ground truth"):
        most = int(run(OPEN, what, str(tmp_path)))
        print(f"an image of 121 million pixels, {what}: {most >> 20} MiB")  # noqa: T201
        assert what == "made" or most < MOST_BYTES
