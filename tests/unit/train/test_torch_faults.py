"""A torch that cannot be loaded, and a graphics card that cannot be used, are one sentence with the remedy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from platforms import linux_only

from isic_desktop.core.places import resource_path
from model_train.errors import CheckpointError
from model_train.predictor import Predictor
from model_train.torch_faults import torch_fault

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def lacking(tmp_path: Path) -> dict[str, str]:
    """The environment of a program whose torch asks the system for a library that is not there.

    So does a build for graphics cards without their driver; the error is the system's own.
    """
    package = tmp_path / "elsewhere" / "torch"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('import ctypes\n\nctypes.CDLL("libcudart.so.4711")\n')
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(package.parent), str(ROOT))),
        "ISIC_DESKTOP_HOME": str(tmp_path / "home"),
    }


@linux_only
@pytest.mark.parametrize(
    "command",
    [
        ("isic_desktop", "segment", "IMAGES", "--out", "out"),
        ("isic_desktop", "train", "--images", "IMAGES", "--masks", "MASKS", "--regime", "frozen", "--out", "run"),
        ("model_train", "train", "--images", "IMAGES", "--masks", "MASKS", "--regime", "frozen", "--out", "run"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_that_a_torch_without_its_libraries_is_one_sentence_with_the_remedy(
    lacking: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    places = {"IMAGES": str(resource_path("samples") / "images"), "MASKS": str(resource_path("samples") / "masks")}
    words = [places.get(word, word) for word in command]
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=tmp_path, env=lacking, capture_output=True, text=True, timeout=600
    )
    assert done.returncode in (1, 2), done.stderr
    assert "Traceback" not in done.stderr
    told = done.stderr.strip().splitlines()
    assert len(told) == 1, told
    assert "PyTorch cannot be loaded (libcudart.so.4711" in told[0]
    assert "install their driver" in told[0]
    assert "https://download.pytorch.org/whl/cpu" in told[0]


@linux_only
def test_that_the_windows_worker_tells_it_too_each_time_it_is_asked(lacking: dict[str, str], tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from isic_desktop.core.model_registry import bundled_model_path\n"
        "from isic_desktop.services.segmentation import SegmentationService\n"
        "application = QCoreApplication([])\n"
        "service = SegmentationService(bundled_model_path(), fallback=bundled_model_path())\n"
        "told = []\n"
        "def follow(status):\n"
        "    if status.phase.name == 'FAILED':\n"
        "        told.append(status.message)\n"
        "        if len(told) < 2:\n"
        "            service.use_model(bundled_model_path())\n"
        "        else:\n"
        "            application.quit()\n"
        "service.status_changed.connect(follow)\n"
        "QTimer.singleShot(0, service.warm_up)\n"
        "application.exec()\n"
        "service.stop()\n"
        "print('\\n'.join(told))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=lacking, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    first, again = done.stdout.strip().splitlines()
    assert first == again
    assert "libcudart.so.4711 belongs to NVIDIA's graphics cards: install their driver" in first


def fault_of(text: str, torch_is_there: bool = False) -> str:
    """What is told of an error that torch's own file raised while it was imported."""
    namespace = {"__name__": "torch"}
    code = compile(f"def load():\n    raise ImportError({text!r})", "torch/__init__.py", "exec")
    exec(code, namespace)
    try:
        namespace["load"]()  # type: ignore[operator]
    except ImportError as error:
        return str(torch_fault(error))
    raise AssertionError


def test_that_the_remedy_fits_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "libcublas.so.13: cannot open shared object file"
    assert fault_of(broken) == "None", "torch is loaded in this process, so the error is about something else"
    monkeypatch.delitem(sys.modules, "torch")
    assert "libcublas.so.13 belongs to NVIDIA" in fault_of(broken)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "Install it again: pip install" in fault_of("libtorch_cpu.so: undefined symbol: _ZN2")
    monkeypatch.setattr(sys, "platform", "win32")
    assert "Visual C++" in fault_of('[WinError 126] Error loading "c10.dll" or one of its dependencies')
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert fault_of("libcudart.so.13: file too short").endswith(
        "(libcudart.so.13: file too short). Install the program again."
    )
    assert str(torch_fault(ModuleNotFoundError("No module named 'torch'", name="torch"))).startswith(
        "PyTorch is not installed. Install it"
    )
    assert torch_fault(ValueError("about something else")) is None


def image() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (32, 32, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    "reason",
    ["CUDA error: no kernel image is available for execution on the device\nCompile with …", "CUDA driver is too old."],
)
def test_that_a_card_that_cannot_be_used_moves_the_work_to_the_processor(
    tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    expected = Predictor(tiny_checkpoint, "cpu").predict(image())
    messages: list[str] = []
    # The boundary to the card: it is said to be there, and what is sent to it fails.
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    to = torch.nn.Module.to

    def refuse(module: torch.nn.Module, *args: object, **options: object) -> torch.nn.Module:
        if str(options.get("device")).startswith("cuda"):
            raise RuntimeError(reason)
        return to(module, *args, **options)

    monkeypatch.setattr(torch.nn.Module, "to", refuse)
    predictor = Predictor(tiny_checkpoint, "auto", on_message=messages.append)
    assert predictor.device_name == "cpu"
    np.testing.assert_array_equal(predictor.predict(image()), expected)
    (message,) = messages
    assert message.startswith(f"cuda:0 cannot be used ({reason.splitlines()[0].rstrip('.')})")
    assert "processor" in message


def test_that_a_card_that_fails_later_gives_its_work_to_the_processor_but_only_with_the_same_model(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model.safetensors"
    model.write_bytes(tiny_checkpoint.read_bytes())
    expected = Predictor(model, "cpu").predict(image())
    fuse = "model_train.predictor.fuse"
    messages: list[str] = []
    with monkeypatch.context() as on_a_card:
        on_a_card.setattr(fuse, lambda *_: None)
        predictor, other = (Predictor(model, "cpu", on_message=messages.append) for _ in range(2))
    for one in (predictor, other):
        one.device_name = "meta"  # a device whose answers cannot be had, as of a card that has failed
    np.testing.assert_array_equal(predictor.predict(image()), expected)
    assert (predictor.device_name, predictor.engine, len(messages)) == ("cpu", "torch-fused", 1)
    content = bytearray(model.read_bytes())
    content[-1] ^= 1
    model.write_bytes(bytes(content))
    with pytest.raises(CheckpointError, match="replaced meanwhile"):
        other.predict(image())
