"""Segmenting folders of native images: the engine against the plain loop and against what the computer can do at most.

All figures of a model come out of one run, in turns, as medians. The limit is the number of cores divided by the
processor seconds an image cannot do without: decoding at a reduced scale, one forward pass in a batch, enlarging,
encoding; each is measured alone, on one thread, with nothing else under way in this process.

ISIC_BENCH_ROUNDS sets the number of turns (3), ISIC_BENCH_EVERY takes only every Nth image (1), and
ISIC_BENCH_MANY the number of images of the memory test (10,000).
"""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from figures import note
from measuring import forget_peak, peak_mb, resident_mb
from PIL import Image
from plain_segmenting import plain_loop

from isic_desktop.core.batch import SegmentOptions, segment_images
from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.places import resource_path
from model_train.checkpoint import load_checkpoint
from model_train.cores import usable_cores
from model_train.images import encode_mask, read_image, read_mask
from model_train.network_input import MaskMaker, NetworkInput, enlarge, shrink
from model_train.predictor import Predictor, normalise

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

LOAD = "Segmenting a folder"
ROUNDS = int(os.environ.get("ISIC_BENCH_ROUNDS", "3"))
EVERY = int(os.environ.get("ISIC_BENCH_EVERY", "1"))
MANY = int(os.environ.get("ISIC_BENCH_MANY", "10000"))
CORES = usable_cores()
# The trained course model has to reach six times the plain loop, the shipped one three times.
TARGETS = {"transpose-128": 6.0, "skip-256": 3.0}


def native_images(shared_data: Path) -> list[Path]:
    folders = [shared_data / "isic2016_native" / part / "images" for part in ("train", "test_public")]
    return [path for folder in folders for path in sorted(folder.iterdir())][::EVERY]


def several_names(images: list[Path], folder: Path, times: int) -> list[Path]:
    """The same images under more names, by links, where there are too few to fill all lanes."""
    folder.mkdir()
    links = [folder / f"{number}_{path.name}" for number in range(times) for path in images]
    for link, path in zip(links, images * times, strict=True):
        link.symlink_to(path)
    return links


def all_processor_seconds() -> float:
    """Seconds that the processors of this computer were at work, for whomever; 0 where that is not told."""
    try:
        words = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, *others = map(int, words)
    return (user + nice + system + sum(others[:3])) / os.sysconf("SC_CLK_TCK")


def engine_seconds(
    images: list[Path], out: Path, predictor: Predictor, *, with_quality: bool
) -> tuple[float, float, float]:
    """Seconds and processor seconds of a run into an empty folder, and the cores that other programs left over."""
    shutil.rmtree(out, ignore_errors=True)
    plan = plan_segmentation(images, out)
    options = SegmentOptions(with_quality=with_quality)
    begin, used, all_used = time.perf_counter(), time.process_time(), all_processor_seconds()
    results = list(segment_images(plan, predictor, options))
    wall, own = time.perf_counter() - begin, time.process_time() - used
    others = max(0.0, all_processor_seconds() - all_used - own)
    assert [result.status for result in results] == ["done"] * len(images)
    return wall, own, CORES - min(CORES - 0.5, others / wall)


def unavoidable_seconds(images: list[Path], predictor: Predictor) -> dict[str, float]:
    """Processor seconds an image of each step, alone on one thread."""
    torch.set_num_threads(1)
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], list[object]]) -> list[object]:
        begin = time.process_time()
        made = work()
        found[name] = (time.process_time() - begin) / len(images)
        return made

    inputs = timed("decode", lambda: [predictor.prepare(path) for path in images])
    size = predictor.batch_size
    groups = [inputs[at : at + size] for at in range(0, len(inputs), size)]
    predictor.predict_prepared(groups[0], with_quality=False)
    small = timed(
        "forward",
        lambda: [one for group in groups for one, _ in predictor.predict_prepared(group, with_quality=False)],
    )
    maker, threshold = MaskMaker(), predictor.header.threshold
    masks = []
    pairs = list(zip(small, inputs, strict=True))
    for name in ("enlarge", "encode"):
        found[name] = 0.0
    for one, prepared in pairs:  # one after the other, so that the memory of hundreds of masks is not part of it
        begin = time.process_time()
        mask = maker.mask(one, prepared.size_wh, threshold)
        middle = time.process_time()
        masks.append(len(encode_mask(mask)))
        found["enlarge"] += (middle - begin) / len(images)
        found["encode"] += (time.process_time() - middle) / len(images)
    return found


def jaccard(first: np.ndarray, second: np.ndarray) -> float:
    either = np.count_nonzero(first | second)
    return np.count_nonzero(first & second) / either if either else 1.0


@pytest.mark.parametrize("name", ["transpose-128", "skip-256"])
def test_that_a_folder_is_several_times_as_fast_as_the_plain_loop(name: str, shared_data: Path, tmp_path: Path) -> None:
    # Under two names each: a folder is long, and its end, when one lane has run out of work, is not.
    images = several_names(native_images(shared_data), tmp_path / "native", 2)
    large = several_names(sorted((shared_data / "large" / "images").iterdir()), tmp_path / "links", 6)
    checkpoint = resource_path("models", f"{name}.safetensors")
    predictor = Predictor(checkpoint, "cpu")
    cv2.setNumThreads(1)
    (tmp_path / "plain").mkdir()
    torch.set_num_threads(CORES)
    plain_loop(checkpoint, images[:4], tmp_path / "plain")
    engine_seconds(images[:16], tmp_path / "warm", predictor, with_quality=True)
    rounds: dict[str, list[float]] = {}

    def keep(key: str, value: float) -> None:
        rounds.setdefault(key, []).append(value)

    for _ in range(ROUNDS):
        torch.set_num_threads(CORES)
        before = resident_mb()
        forget_peak()
        keep("plain", plain_loop(checkpoint, images, tmp_path / "plain") / len(images))
        keep("plain MB", peak_mb() - before)
        for key, with_quality in (("engine", False), ("quality", True)):
            before = resident_mb()
            forget_peak()
            wall, used, cores = engine_seconds(images, tmp_path / key, predictor, with_quality=with_quality)
            keep(f"{key} MB", peak_mb() - before)
            keep(key, wall / len(images))
            keep(f"{key} cpu", used / len(images))
            keep(f"{key} cores", cores)
        steps = unavoidable_seconds(images, predictor)
        for step, seconds in steps.items():
            keep(step, seconds)
        keep("cpu share", sum(steps.values()) / rounds["engine cpu"][-1])
        keep("limit", CORES / sum(steps.values()))
        torch.set_num_threads(CORES)
        keep("plain large", plain_loop(checkpoint, large, tmp_path / "plain") / len(large))
        keep("engine large", engine_seconds(large, tmp_path / "large", predictor, with_quality=False)[0] / len(large))

    def ratios(above: str, below: str) -> list[float]:
        return [one / other for one, other in zip(rounds[above], rounds[below], strict=True)]

    shares = [1 / one / top for one, top in zip(rounds["engine"], rounds["limit"], strict=True)]
    shares_of_free = [CORES / cores * share for share, cores in zip(shares, rounds["engine cores"], strict=True)]
    network, header = load_checkpoint(checkpoint)
    same_input, full_decode = [], []
    for path in images:
        made = read_mask(tmp_path / "engine" / f"{path.stem}_Segmentation.png").mask
        pixels = read_image(path)
        for found, prepared in (
            (same_input, predictor.prepare(path)),
            (full_decode, NetworkInput(shrink(pixels, header.input_size_px), (pixels.shape[1], pixels.shape[0]))),
        ):
            with torch.inference_mode():
                logits = network(normalise(torch.from_numpy(prepared.square)[None], header))
            probability = torch.sigmoid(logits)[0, 0].numpy()
            found.append(jaccard(made, enlarge(probability, prepared.size_wh) >= header.threshold))
    begin = f"{name}: "

    def note_ms(what: str, key: str) -> None:
        note(begin + what, [1000 * one for one in rounds[key]], "ms")

    note_ms("an image by the plain loop", "plain")
    note_ms("an image by the engine", "engine")
    note_ms("an image by the engine, processor time", "engine cpu")
    note_ms("an image by the engine with the predicted quality, two forward passes", "quality")
    ratio = note(begin + "times as fast as the plain loop", ratios("plain", "engine"), "times", at_least=TARGETS[name])
    note(begin + "times as fast as the plain loop, with the predicted quality", ratios("plain", "quality"), "times")
    for step in ("decode", "forward", "enlarge", "encode"):
        note_ms(f"unavoidable processor time, {step}", step)
    note(begin + "limit", rounds["limit"], "images/s")
    note(begin + "share of the limit that is reached", [100 * one for one in shares], "%", at_least=80)
    percent = [100 * one for one in shares_of_free]
    share_of_free = note(begin + "share of the limit of the cores that other programs left", percent, "%", at_least=80)
    note(begin + "unavoidable share of the engine's time", [100 * one for one in rounds["cpu share"]], "%")
    note_ms("an image of 12 megapixels by the plain loop", "plain large")
    note_ms("an image of 12 megapixels by the engine", "engine large")
    note(begin + "times as fast at 12 megapixels", ratios("plain large", "engine large"), "times")
    note(begin + "memory the plain loop takes more", rounds["plain MB"], "MB")
    note(begin + "memory the engine takes more", rounds["engine MB"], "MB")
    agreement = begin + "Jaccard with the plain float32 network"
    note(f"{agreement}, on the same pixels", same_input, "of 1", at_least=0.999, by="worst")
    note(f"{agreement}, decoding in full", full_decode, "of 1", at_least=0.94, by="worst")
    assert min(same_input) > 0.999
    assert min(full_decode) > 0.94
    assert ratio > TARGETS[name]
    assert share_of_free > 80


def test_that_memory_stays_flat_over_many_images(tmp_path: Path) -> None:
    """Small and large images in turns, many of them under names of their own."""
    random = np.random.default_rng(6)
    kinds = []
    for number, wh in enumerate(((1024, 768), (767, 576), (3072, 2304), (1504, 1129))):
        coarse = random.integers(0, 256, (12, 16, 3), dtype=np.uint8)
        kinds.append(tmp_path / f"kind{number}.jpg")
        Image.fromarray(coarse).resize(wh, Image.Resampling.BICUBIC).save(kinds[-1], quality=85)
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(MANY):
        # One in fifty is large, as in a real folder; the others go quickly.
        kind = kinds[2 if number % 50 == 0 else number % 2]
        (photos / f"p{number:05}.jpg").hardlink_to(kind)
    predictor = Predictor(resource_path("models", "transpose-128.safetensors"), "cpu")
    plan = plan_segmentation([photos], tmp_path / "out")
    loaded = resident_mb()
    seen = []
    begin = time.perf_counter()
    for number, _ in enumerate(segment_images(plan, predictor, SegmentOptions(with_quality=False))):
        if number % 50 == 0:
            seen.append(resident_mb() - loaded)
    seconds = time.perf_counter() - begin
    first, last = statistics.median(seen[len(seen) // 8 : len(seen) // 4]), statistics.median(seen[-len(seen) // 8 :])
    note(f"{MANY} images, small and large", MANY / seconds, "images/s")
    note(f"memory above the loaded model over {MANY} images, most", seen, "MB", at_most=600, by="worst")
    note("memory at the end above that early on", last - first, "MB", at_most=60)
    assert max(seen) < 600
    assert last - first < 60
