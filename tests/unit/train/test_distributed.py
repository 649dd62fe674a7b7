"""Two processes train as one does; only what needs no second machine is shown here."""

from __future__ import annotations

import json
import os
import signal
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


# Forked from one process that has torch already. The killed one dies when the two next talk after their first epoch.
PAIRS = """
import json, os, pathlib, signal, socket, sys
import torch.distributed
from model_train.cli import main
import model_train.training_job

real = torch.distributed.all_reduce
def of_the_dying(last):
    def all_reduce(*arguments, **options):
        if last.exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return all_reduce

place = pathlib.Path(sys.argv[1])
for number, (arguments, dies) in enumerate(json.loads(sys.argv[2])):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        os.environ |= {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(probe.getsockname()[1])}
    children = []
    for rank in (0, 1):
        if not (child := os.fork()):
            os.dup2(os.open(place / f"told {number} {rank}", os.O_CREAT | os.O_WRONLY), 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.environ |= {"RANK": str(rank), "LOCAL_RANK": str(rank)}
            if dies and rank:
                torch.distributed.all_reduce = of_the_dying(
                    pathlib.Path(arguments[arguments.index("--out") + 1], "last.safetensors")
                )
            code = 70
            try:
                code = main(arguments)
            finally:
                sys.stderr.flush()
                os._exit(code)
        children.append(child)
    print(*[os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], flush=True)
"""


def run_pairs(place: Path, *runs: tuple[list[str], bool]) -> list[tuple[list[int], list[str]]]:
    """Have two processes train, one run after the other; gives of each run both codes, and both standard errors.

    Args:
        place: Where what they tell is kept.
        runs: The arguments, and whether the second process is killed after the first epoch.
    """
    done = subprocess.run(
        [sys.executable, "-c", PAIRS, str(place), json.dumps(runs)],
        env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    codes = [[int(code) for code in line.split()] for line in done.stdout.splitlines()]
    told = [[(place / f"told {number} {rank}").read_text() for rank in (0, 1)] for number in range(len(runs))]
    return list(zip(codes, told, strict=True))


@needs_sigkill
def test_that_a_dead_peer_ends_the_run_which_resumes_to_the_same_weights(pairs_folder: Path, tmp_path: Path) -> None:
    whole, parted = (options(pairs_folder, tmp_path / name, 6, "skip") for name in ("whole", "parted"))
    first, second, third = run_pairs(tmp_path, (whole, False), (parted, True), ([*parted, "--resume"], False))
    assert first[0] == [0, 0], first
    assert second[0] == [1, -signal.SIGKILL], second
    assert "Another process of this training died" in second[1][0]
    assert "--resume" in second[1][0]
    assert third[0] == [0, 0], third
    events = [json.loads(line) for line in (tmp_path / "parted" / "events.jsonl").read_text().splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds.count("started") == 2
    assert kinds[kinds.index("started", 1 + kinds.index("started")) - 1] == "failed"
    one, other = (load_file(tmp_path / name / "last.safetensors") for name in ("whole", "parted"))
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert torch.equal(value, other[name]), name
    told = [event["message"] for event in events if event["event"] == "warning"]
    assert [message[:44] for message in told] == ["Each process keeps batch statistics of its own"[:44]] * 2
    assert [event["resumed"] for event in events if event["event"] == "started"] == [False, True]
