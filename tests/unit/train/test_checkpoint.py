from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from model_train.checkpoint import load_checkpoint, save_checkpoint
from model_train.checkpoint_header import (
    METADATA_KEY,
    CheckpointHeader,
    file_sha256,
    header_from_json,
    read_header,
)
from model_train.errors import CheckpointError
from model_train.network import DECODERS, LesionNetwork

HEADER = CheckpointHeader(
    name="tiny",
    decoder="skip",
    input_size_px=32,
    threshold=0.45,
    training={"description": "drawn"},
    metrics={"validation": {"jaccard": 0.5}},
    training_hashes=("00ff00ff00ff00ff", "0123456789abcdef"),
)


def raw_file(path: Path, header: dict[str, Any] | bytes, body: bytes = b"") -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)
    return path


def metadata(**changes: Any) -> dict[str, str]:
    values = json.loads(HEADER.as_json())
    values.update(changes)
    return {METADATA_KEY: json.dumps(values)}


@pytest.mark.parametrize("decoder", DECODERS)
def test_that_a_checkpoint_gives_back_network_and_header(tmp_path: Path, decoder: str) -> None:
    path = tmp_path / "model.safetensors"
    network = LesionNetwork(decoder, {"dropout": 0.3}).eval()
    header = replace(HEADER, decoder=decoder, decoder_settings=network.settings)
    save_checkpoint(path, network, header, half=False)
    loaded, found = load_checkpoint(path)
    assert replace(found, created_utc="") == header
    assert found.created_utc
    image = torch.rand(1, 3, 32, 32)
    with torch.inference_mode():
        assert torch.equal(loaded(image), network(image))


def test_that_float16_halves_the_file_and_keeps_batch_statistics_exact(tmp_path: Path) -> None:
    network = LesionNetwork("skip").eval()
    full, half = tmp_path / "full.safetensors", tmp_path / "half.safetensors"
    save_checkpoint(full, network, HEADER, half=False)
    save_checkpoint(half, network, HEADER)
    assert half.stat().st_size < 0.55 * full.stat().st_size
    loaded, _header = load_checkpoint(half)
    for name, value in network.state_dict().items():
        found = loaded.state_dict()[name]
        assert found.dtype == value.dtype
        if value.ndim < 2:
            assert torch.equal(found, value)
        else:
            assert torch.allclose(found, value, rtol=1e-3, atol=1e-6)


def test_that_the_header_is_read_without_torch(tiny_checkpoint: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from model_train.checkpoint_header import read_header;"
        "print(read_header(Path(sys.argv[1])).name); assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tiny_checkpoint)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "tiny\n")


def test_that_a_failed_save_leaves_the_old_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    path = tmp_path / "model.safetensors"
    save_checkpoint(path, LesionNetwork("skip"), HEADER)
    before = file_sha256(path)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    from model_train.errors import StorageError

    with pytest.raises(StorageError, match="disk is full"):
        save_checkpoint(path, LesionNetwork("skip"), HEADER)
    assert file_sha256(path) == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["model.safetensors"]


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 9, 500, -1, -1000])
def test_that_a_truncated_file_is_found_from_its_header(tiny_checkpoint: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.safetensors"
    path.write_bytes(tiny_checkpoint.read_bytes()[:cut])
    with pytest.raises(CheckpointError, match=r"cut\.safetensors"):
        read_header(path)


ONE = {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe{}",
        b'{"a": NaN}',
        b"[" * 200_000,
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
        b'{"a": 1, "a": 2}',
        {},
        ONE,
        {"__metadata__": {METADATA_KEY: "{}"}},
        {"__metadata__": {METADATA_KEY: 3}, **ONE},
        {"__metadata__": metadata(), "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}},
        {"__metadata__": metadata(), "a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}},
        {"__metadata__": metadata(), "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}},
        {"__metadata__": metadata(), "a": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}},
        {"__metadata__": metadata(), "a": {"dtype": "OBJ", "shape": [1], "data_offsets": [0, 4]}},
        {"__metadata__": metadata(), "a": {"dtype": ["F32"], "shape": [1], "data_offsets": [0, 4]}},
        {"__metadata__": metadata(), "a": [0, 4]},
        {"__metadata__": metadata(), **ONE, "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}},
    ],
)
def test_that_hostile_headers_end_in_one_clear_error(tmp_path: Path, header: dict[str, Any] | bytes) -> None:
    path = raw_file(tmp_path / "hostile.safetensors", header, b"\0\0\0\0")
    with pytest.raises(CheckpointError, match=r"hostile\.safetensors"):
        read_header(path)


def test_that_a_length_beyond_the_file_is_not_allocated(tmp_path: Path) -> None:
    path = tmp_path / "long.safetensors"
    path.write_bytes((2**62).to_bytes(8, "little") + b"{}")
    with pytest.raises(CheckpointError):
        read_header(path)


def test_that_other_files_are_not_models(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="Cannot read"):
        read_header(tmp_path / "absent.safetensors")
    with pytest.raises(CheckpointError):
        read_header(tmp_path)
    foreign = tmp_path / "foreign.safetensors"
    save_file({"a": np.zeros(3, np.float32)}, foreign)
    with pytest.raises(CheckpointError, match="not a model of this program"):
        read_header(foreign)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format_version": 2}, "format version 2"),
        ({"architecture": "resnet50"}, "another network"),
        ({"decoder": "deep"}, "another network"),
        ({"regime": "half"}, "regime"),
        ({"input_size_px": 100}, "input size"),
        ({"input_size_px": True}, "input size"),
        ({"input_size_px": 2**20}, "input size"),
        ({"threshold": 0}, "threshold"),
        ({"threshold": "0.5"}, "threshold"),
        ({"threshold": 10**400}, "threshold"),
        ({"std": [1.0, 10**400, 1.0]}, "std"),
        ({"mean": [0.5, 0.5]}, "mean"),
        ({"std": [1.0, 0.0, 1.0]}, "std"),
        ({"training": []}, "training"),
        ({"name": 5}, "name"),
        ({"name": "x" * 5000}, "name"),
        ({"training_hashes": ["xyz"]}, "hashes"),
        ({"training_hashes": "0" * 16}, "hashes"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_that_each_field_of_the_header_is_checked(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CheckpointError, match=message):
        header_from_json(metadata(**changes)[METADATA_KEY])


def test_that_weights_must_fit_the_network_described(tmp_path: Path) -> None:
    path = tmp_path / "wrong.safetensors"
    save_checkpoint(path, LesionNetwork("skip"), replace(HEADER, decoder="transpose"))
    with pytest.raises(CheckpointError, match="do not fit"):
        load_checkpoint(path)


def test_that_weights_which_are_not_numbers_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "nan.safetensors"
    network = LesionNetwork("skip")
    with torch.no_grad():
        next(network.parameters()).fill_(float("nan"))
    save_checkpoint(path, network, HEADER)
    with pytest.raises(CheckpointError, match="not numbers"):
        load_checkpoint(path)
