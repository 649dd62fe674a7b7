"""Files that are larger than any of their kind are refused unread, and small ones that unpack to a flood too."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_model import write_header_only_model

from isic_desktop.core.holdout import read_lesions
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.run_process import read_process
from isic_desktop.core.runs import summarise
from isic_desktop.core.training_check import ANALYSIS, KINDS, read_check
from isic_desktop.core.training_plan import LAUNCHED, REQUEST, asked_folder, read_options
from model_train import strict_json
from model_train.checkpoint import read_tensors
from model_train.checkpoint_header import MAX_CHECKPOINT_BYTES, read_header
from model_train.comparison import read_scores
from model_train.dataset import read_csv_by_id
from model_train.errors import AppError, CheckpointError, TrainingError
from model_train.pairs_file import read_pairs_file
from model_train.run_folder import BEST_SCORES, CONFIG, METRICS, PROCESS, read_config, read_metrics
from model_train.strict_json import decode_json

LIMIT = 2000
LINE = "\n" * (LIMIT + 1)
BLANK = " " * (LIMIT + 1)
NOTHING_FOUND = json.dumps(dict.fromkeys(("findings", "concerned"), dict.fromkeys(KINDS, ())))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run whose files may hold LIMIT bytes: what is whole but for its length tells a limit from luck."""
    monkeypatch.setattr(strict_json, "MAX_TABLE_BYTES", LIMIT)
    monkeypatch.setattr(strict_json, "MAX_JSON_BYTES", LIMIT)
    folder = tmp_path / "runs" / "one"
    folder.mkdir(parents=True)
    asked_folder(folder).mkdir(parents=True)
    return folder


REFUSING: dict[str, tuple[str, str, str, Callable[[Path], object]]] = {
    "settings of a run": (CONFIG, '{"settings": {}}', BLANK, lambda file: read_config(file.parent)),
    "figures of a run": (METRICS, "epoch,val_jaccard\n1,0.5\n", LINE, lambda file: read_metrics(file.parent)),
    "scores of a run": (BEST_SCORES, "id,jaccard\na,0.5\n", LINE, lambda file: read_scores(file.parent)),
    "pairs": ("pairs.csv", "id,image,mask\na,a.jpg,a.png\n", LINE, read_pairs_file),
    "columns": ("sides.csv", "id,side\na,train\n", LINE, lambda file: read_csv_by_id(file, "side")),
    "lesions": ("lesions.csv", "id,lesion\na,x\n", LINE, read_lesions),
    "an analysis": (ANALYSIS, NOTHING_FOUND, BLANK, lambda file: read_check(file.parent, [])),
}


@pytest.mark.parametrize("name", REFUSING)
def test_that_what_is_longer_than_any_of_its_kind_is_refused(name: str, run: Path) -> None:
    file_name, content, more, read = REFUSING[name]
    (run / file_name).write_text(content)
    read(run / file_name)
    (run / file_name).write_text(content + more)
    with pytest.raises(AppError, match=file_name):
        read(run / file_name)


def test_that_a_run_of_enormous_files_is_told_to_be_damaged(run: Path) -> None:
    (run / CONFIG).write_text('{"settings": {}}' + BLANK)
    (run / METRICS).write_text("epoch,val_jaccard\n1,0.5\n" + LINE)
    told = summarise(run)
    assert told.problem == "Its settings are damaged. Its figures are damaged."
    assert told.rows == ()


def test_that_enormous_notes_about_a_process_tell_nothing(run: Path) -> None:
    (run / PROCESS).write_text(json.dumps({"pid": os.getpid(), "started_utc": "2026-01-01T00:00:00+00:00"}) + BLANK)
    assert read_process(run / PROCESS) is None
    (asked_folder(run) / LAUNCHED).write_text(json.dumps({"pid": os.getpid(), "started_s": 1.0}) + BLANK)
    assert RunFollower(run).process is None
    (asked_folder(run) / REQUEST).write_text('{"options": ["--epochs", "3"]}' + BLANK)
    with pytest.raises(TrainingError, match="not known"):
        read_options(run)


def test_that_a_checkpoint_larger_than_any_is_refused_unread(tmp_path: Path) -> None:
    path = write_header_only_model(tmp_path / "m.safetensors")
    read_header(path)
    os.truncate(path, MAX_CHECKPOINT_BYTES + 1)  # takes no room on the disk
    with pytest.raises(CheckpointError, match="larger than 256 MiB"):
        read_header(path)
    with pytest.raises(CheckpointError, match="damaged"):
        read_tensors(path)


PIECES = {
    "lists": (b"[],", 13_000_000),
    "objects": (b"{},", 13_000_000),
    "numbers": (b"7,", 37_000_000),
    "short texts": (b'"ab",', 12_000_000),
    "a long text": (b"a" * 1000, 190_000),
    "escapes": (b"\\ud83d\\ude00 ", 13_000_000),
}


@pytest.mark.parametrize("name", PIECES)
def test_that_a_file_of_millions_of_values_is_refused_before_they_are_made(name: str) -> None:
    piece, count = PIECES[name]
    content = b"[" + piece * count + b"0]" if b"," in piece else '["😀'.encode() + piece * count + b'"]'
    began = time.process_time()
    with pytest.raises(ValueError, match="more values than fit into memory"):
        decode_json(content)
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize(
    "content",
    [b"id,jaccard\n" + b"a,0\n" * 3_000_000, b"id,jaccard" + b",x" * 60_000 + b"\n" + b"a,0\n" * 400_000],
    ids=["rows", "columns"],
)
def test_that_a_table_of_more_cells_than_fit_into_memory_is_refused_before_they_are_made(
    content: bytes, tmp_path: Path
) -> None:
    table = tmp_path / BEST_SCORES
    table.write_bytes(content)
    began = time.process_time()
    for read in (read_scores, read_metrics):
        table.rename(table := table.with_name(BEST_SCORES if read is read_scores else METRICS))
        with pytest.raises(AppError, match="cannot be read"):
            read(tmp_path)
    assert time.process_time() - began < 2.0


def test_that_a_large_table_is_read(tmp_path: Path) -> None:
    rows = [f"ISIC_{number:07d}{'x' * 90},0.5" for number in range(100_000)]
    (tmp_path / BEST_SCORES).write_text("\n".join(["id,jaccard", *rows]))
    assert len(read_scores(tmp_path)) == 100_000


def test_that_a_large_file_of_few_values_is_read() -> None:
    text = "x" * (20 << 20)
    assert decode_json(json.dumps({"text": text}).encode()) == {"text": text}
