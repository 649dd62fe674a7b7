"""Two processes train as one does; only what needs no second machine is shown here."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from model_train.cli import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="torch on Windows comes without libuv rendezvous")


def options(pairs: Path, out: Path, epochs: int) -> list[str]:
    return [
        "train", "--images", str(pairs / "images"), "--masks", str(pairs / "masks"), "--out", str(out),
        "--regime", "frozen", "--decoder", "transpose", "--dropout", "0", "--augment", "none", "--name", "same",
        "--epochs", str(epochs), "--size", "32", "--batch-size", "4", "--encoder-weights", "none",
        "--precision", "float32", "--device", "cpu", "--events", "jsonl",
    ]  # fmt: skip


def environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}


def test_that_two_processes_train_the_model_of_one(pairs_folder: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    assert main(options(pairs_folder, alone, 2)) == 0
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*launch, "-m", "model_train", *options(pairs_folder, together, 2)],
        env=environment(), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert {(event["rank"], event["world_size"]) for event in events} == {(0, 2), (1, 2)}
    finished = [event for event in events if event["event"] == "finished"]
    assert len(finished) == 2
    assert finished[0]["weights_sha256"] == finished[1]["weights_sha256"]
    written = (together / "events.jsonl").read_text().splitlines()
    assert {json.loads(line)["rank"] for line in written} == {0}
    one, two = load_file(alone / "last.safetensors"), load_file(together / "last.safetensors")
    for name, value in one.items():
        if name.startswith("network."):
            assert torch.allclose(value.float(), two[name].float(), atol=1e-4), name


def test_that_a_dead_peer_ends_the_run_with_a_message_and_a_state(pairs_folder: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "model_train", *options(pairs_folder, tmp_path / "run", 5000)]
    processes = []
    for rank in range(2):
        place = {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2"}
        place |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        processes.append(
            subprocess.Popen(
                command, env={**environment(), **place}, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
    first, second = processes
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "run" / "last.safetensors").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        second.kill()
        _out, told = first.communicate(timeout=120)
        assert first.returncode == 1
        assert "Another process of this training died" in told
        assert "--resume" in told
        assert (tmp_path / "run" / "last.safetensors").exists()
        last = json.loads((tmp_path / "run" / "events.jsonl").read_text().splitlines()[-1])
        assert last["event"] == "failed"
    finally:
        for process in processes:
            process.kill()
            process.communicate()
