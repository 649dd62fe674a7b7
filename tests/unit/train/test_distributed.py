"""Two processes train as one does; only what needs no second machine is shown here."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from platforms import needs_sigkill
from safetensors.torch import load_file

from model_train.cli import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="torch on Windows comes without libuv rendezvous")


def options(pairs: Path, out: Path, epochs: int, decoder: str = "transpose") -> list[str]:
    return [
        "train", "--images", str(pairs / "images"), "--masks", str(pairs / "masks"), "--out", str(out),
        "--regime", "frozen", "--decoder", decoder, "--dropout", "0", "--augment", "none", "--name", "same",
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
        env=environment(), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert {(event["rank"], event["world_size"]) for event in events} == {(0, 2), (1, 2)}
    finished = [event for event in events if event["event"] == "finished"]
    assert len(finished) == 2
    assert not [event for event in events if event["event"] == "warning"]  # nothing but the decoder learned
    assert finished[0]["weights_sha256"] == finished[1]["weights_sha256"]
    written = (together / "events.jsonl").read_text().splitlines()
    assert {json.loads(line)["rank"] for line in written} == {0}
    one, two = load_file(alone / "last.safetensors"), load_file(together / "last.safetensors")
    for name, value in one.items():
        if name.startswith("network."):
            assert torch.allclose(value.float(), two[name].float(), atol=1e-4), name


# It dies when the two next talk to each other after their first epoch.
KILLED_AFTER_AN_EPOCH = """
import os, pathlib, signal, sys
import torch.distributed
from model_train.cli import main
real, last = torch.distributed.all_reduce, pathlib.Path(sys.argv[sys.argv.index("--out") + 1], "last.safetensors")
def all_reduce(*arguments, **options):
    if last.exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
torch.distributed.all_reduce = all_reduce
raise SystemExit(main(sys.argv[1:]))
"""


def start_two(arguments: list[str], second: tuple[str, ...] = ("-m", "model_train")) -> list[subprocess.Popen[str]]:
    """Start a training of two processes without torchrun, so that the second can be another program and die alone."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    processes = []
    for rank in range(2):
        place = {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2"}
        place |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        program = second if rank else ("-m", "model_train")
        processes.append(
            subprocess.Popen(
                [sys.executable, *program, *arguments], env={**environment(), **place},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
    return processes


def wait_for(processes: list[subprocess.Popen[str]]) -> list[str]:
    """Wait for both ends, and give what each told on standard error."""
    try:
        return [process.communicate(timeout=600)[1] for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.communicate()


@needs_sigkill
def test_that_a_dead_peer_ends_the_run_which_resumes_to_the_same_weights(pairs_folder: Path, tmp_path: Path) -> None:
    whole, parted = (options(pairs_folder, tmp_path / name, 6, "skip") for name in ("whole", "parted"))
    processes = start_two(whole)
    told = wait_for(processes)
    assert [process.returncode for process in processes] == [0, 0], told
    processes = start_two(parted, ("-c", KILLED_AFTER_AN_EPOCH))
    told = wait_for(processes)
    assert [process.returncode for process in processes] == [1, -signal.SIGKILL], told
    assert "Another process of this training died" in told[0]
    assert "--resume" in told[0]
    last = json.loads((tmp_path / "parted" / "events.jsonl").read_text().splitlines()[-1])
    assert last["event"] == "failed"
    processes = start_two([*parted, "--resume"])
    told = wait_for(processes)
    assert [process.returncode for process in processes] == [0, 0], told
    one, other = (load_file(tmp_path / name / "last.safetensors") for name in ("whole", "parted"))
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert torch.equal(value, other[name]), name
    events = [json.loads(line) for line in (tmp_path / "parted" / "events.jsonl").read_text().splitlines()]
    told = [event["message"] for event in events if event["event"] == "warning"]
    assert [message[:44] for message in told] == ["Each process keeps batch statistics of its own"[:44]] * 2
    assert [event["resumed"] for event in events if event["event"] == "started"] == [False, True]
