"""Readers of what the program writes for itself, and of what comes from processes it started: notes, states, tables."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np
from drawn import write_image
from odd_files import jpeg_bytes, picture, png_bytes
from reader import Reader

from isic_desktop.core.archives import UnpackingStoppedError, unpack
from isic_desktop.core.batch_plan import STATE_FOLDER
from isic_desktop.core.batch_resume import DoneRecord, FileStamp, ResumeState
from isic_desktop.core.calibration import Calibrations, Ruler
from isic_desktop.core.download import _read_note, _write_note
from isic_desktop.core.folder_lock import LOCK_NAME, FolderLocks
from isic_desktop.core.handover.isic_check import IsicValidator
from isic_desktop.core.model_card import read_card
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.run_process import note_process
from isic_desktop.core.runs import summarise
from isic_desktop.core.training_check import KINDS, read_check
from isic_desktop.core.training_estimate import estimate
from isic_desktop.core.training_plan import LAUNCHED, REQUEST, asked_folder, read_options
from isic_desktop.services.run_listing import _read as read_comparison
from isic_desktop.services.thumbnails import _cache_folder, _cached_or_made
from model_train.errors import AppError
from model_train.images import encode_mask
from model_train.pairs_file import ListedPair
from model_train.scores import Overlap
from model_train.settings import TrainSettings

SIZE_WH = (48, 32)

# Notes beside images and masks


def whole_rulers(folder: Path) -> list[bytes]:
    for name, for_folder in (("a.jpg", False), ("b.jpg", False), ("a.jpg", True)):
        Calibrations(folder).save(name, Ruler((1.0, 2.0), (30.5, 20.25), 12.5, SIZE_WH), for_folder=for_folder)
        Calibrations(folder).save("b.jpg", Ruler((3.0, 2.0), (40.0, 2.0), 10.0, SIZE_WH), for_folder=False)
    return [(folder / "calibration.json").read_bytes()]


def read_rulers(path: Path) -> bool:
    rulers = Calibrations(path.parent)
    known = rulers.ruler_of("b.jpg") is not None or rulers.folder_ruler is not None
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        rulers.scale_of(name, SIZE_WH)
    rulers.save("c.jpg", Ruler((1.0, 2.0), (30.5, 20.25), 12.5, SIZE_WH), for_folder=False)
    Calibrations(path.parent)
    return known


def whole_locks(folder: Path) -> list[bytes]:
    locks = FolderLocks()
    assert locks.acquire(folder) is None
    content = (folder / LOCK_NAME).read_bytes()
    locks.release_except([])
    return [content]


def read_lock(path: Path) -> bool:
    locks = FolderLocks()
    holder = locks.acquire(path.parent)
    locks.release_except([])
    return holder is None  # nobody holds it, whatever it says


def whole_thumbnails(_folder: Path) -> list[bytes]:
    return [jpeg_bytes(picture()), jpeg_bytes(picture(), progressive=True)]


def read_thumbnail(path: Path) -> object:
    """The damaged file takes the place of the picture that was kept for an image."""
    image = write_image(path.with_name("a.png"), picture())
    os.environ["ISIC_DESKTOP_HOME"] = str(path.parent / "home")
    shutil.rmtree(path.parent / "home", ignore_errors=True)
    _cached_or_made(image)
    (kept,) = _cache_folder().glob("*/*.jpg")
    shutil.copy(path, kept)
    found, _ = _cached_or_made(image)
    return found.convert("RGB")


# Batches


def whole_batches(folder: Path) -> list[bytes]:
    (folder / STATE_FOLDER).mkdir()
    record = DoneRecord(FileStamp("/a.jpg", 9, 17), "ab" * 32, 0.25, 0.125, "t", Overlap(1, 2, 3, 4))
    with ResumeState(folder) as state:
        for stem in ("a", "b", "c"):
            state.record_begin(stem, "cd" * 32)
            state.record_done(stem, record)
        state.record_begin("d", "ef" * 32)
        return [state.path.read_bytes()]


def read_batch(path: Path) -> bool:
    place = path.parent / STATE_FOLDER
    place.mkdir()
    known = 0
    for beside in (False, True):
        shutil.copy(path, place / ("segment-x.jsonl" if beside else "segment.jsonl"))
        with ResumeState(path.parent, beside=beside) as state:
            for stem in ("a", "b", "c", "d"):
                known += (state.done(stem) is not None) + (state.begun_mask(stem) is not None)
            state.record_begin("e", "cd" * 32)
    return known > 0


# Trainings


def whole_requests(_folder: Path) -> list[bytes]:
    return [json.dumps({"options": ["--epochs", "3", "--lr", "0.001"]}).encode()]


def read_request(path: Path) -> bool:
    run = path.parent / "runs" / "one"
    run.mkdir(parents=True)
    asked_folder(run).mkdir(parents=True)
    for name in (REQUEST, LAUNCHED):
        shutil.copy(path, asked_folder(run) / name)
    summarise(run)
    RunFollower(run).read()
    return bool(read_options(run))


def read_launch(path: Path) -> bool:
    with suppress(AppError):  # it says nothing of options
        read_request(path)
    return RunFollower(path.parent / "runs" / "one").process is not None


def whole_launches(folder: Path) -> list[bytes]:
    note_process(folder / "launched.json", os.getpid(), 120)
    return [(folder / "launched.json").read_bytes()]


LISTED = [ListedPair(str(number), Path(f"{number}.jpg"), Path(f"{number}.png"), "L") for number in range(6)]


def whole_analyses(_folder: Path) -> list[bytes]:
    found = {kind: [f"{kind} is so.", "And so."] for kind in KINDS}
    return [json.dumps({"findings": found, "concerned": {kind: [[0, 1], [2, 3]] for kind in KINDS}}).encode()]


def read_analysis(path: Path) -> bool:
    return bool(read_check(path.parent, LISTED).problems)


def whole_comparisons(_folder: Path) -> list[bytes]:
    pair = {"runs": ["a", "b"], "images": 3, "mean_difference": 0.1, "wins": 1, "losses": 1, "ties": 1}
    return [json.dumps({"runs": [{"name": "a", "val_jaccard": 0.5}], "pairs": [pair]}).encode()]


def whole_probes(_folder: Path) -> list[bytes]:
    found = {
        "seconds_per_step": 0.5, "batch_size": 16, "seconds_per_validation_image": 0.1, "seconds_per_save": 0.2,
        "seconds_per_decoded_image": 0.01, "seconds_to_choose": 3.0, "peak_bytes": 10**9, "device": "cpu",
        "precision": "float32",
    }  # fmt: skip
    return [json.dumps(found).encode()]


def read_probe(path: Path) -> object:
    return estimate(path.read_text(encoding="utf-8", errors="replace"), TrainSettings(), 80)


def whole_scores(_folder: Path) -> list[bytes]:
    return [b"id,tp,jaccard,dice\na,5,0.5,0.7\n'=b,6,0.25,0.3\n"]


def read_score_table(path: Path) -> bool:
    from model_train.comparison import read_scores

    return bool(read_scores(path.parent))


def read_sizes(path: Path) -> bool:
    from model_train.dataset import read_aspects

    return bool(read_aspects(path))


def whole_aspects(_folder: Path) -> list[bytes]:
    return [b"id,native_width,native_height\na,1024,768\nb,,\n"]


def whole_states(folder: Path) -> list[bytes]:
    import torch

    from model_train.network import LesionNetwork
    from model_train.optimisation import build_optimiser
    from model_train.resume_state import save_state
    from model_train.training import Progress

    network = LesionNetwork("skip", {})
    network.encoder.requires_grad_(False)
    optimiser = build_optimiser(network, TrainSettings())
    network(torch.zeros(1, 3, 64, 64)).sum().backward()
    optimiser.step()
    progress = Progress(2, 10, 0.5, 1, rows=[{"epoch": 1, "val_jaccard": 0.5}, {"epoch": 2, "val_jaccard": 0.4}])
    save_state(folder / "last.safetensors", network, optimiser, None, vars(progress))
    return [(folder / "last.safetensors").read_bytes()]


def read_state(path: Path) -> bool:
    """As a training that is resumed does, to its first step."""
    import torch

    from model_train.network import LesionNetwork
    from model_train.optimisation import arrange_state, build_optimiser
    from model_train.resume_state import load_state
    from model_train.training import progress_from

    network = LesionNetwork("skip", {})
    network.encoder.requires_grad_(False)
    optimiser = build_optimiser(network, TrainSettings())
    progress_from(load_state(path, network, optimiser, None), path)
    arrange_state(optimiser)
    for parameter in network.decoder.parameters():
        parameter.grad = torch.zeros_like(parameter)
    optimiser.step()
    return True


def whole_encoders(folder: Path) -> list[bytes]:
    from tiny_model import write_tiny_model

    return [write_tiny_model(folder / "m.safetensors").read_bytes()]


def read_encoder(path: Path) -> bool:
    from model_train.encoder_weights import load_encoder_weights
    from model_train.network import LesionNetwork

    load_encoder_weights(LesionNetwork("skip", {}), str(path))
    return True


# What comes from the net


def whole_notes(folder: Path) -> list[bytes]:
    _write_note(folder / "x.part", "https://example.org/x.zip", '"abc"')
    return [(folder / "x.part.json").read_bytes()]


def whole_downloads(folder: Path) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in (1, 2, 3):
            archive.writestr(f"Data/ISIC_000000{number}.png", png_bytes(picture()))
            archive.writestr(f"Data/ISIC_000000{number}_Segmentation.png", encode_mask(np.eye(32, 48, dtype=np.bool_)))
    return [(folder / "x.zip").read_bytes()]


def unpack_download(path: Path) -> bool:
    """Nothing may come to lie beside the folder, whatever the archive says."""
    target = path.parent / "place" / "data"
    target.parent.mkdir()
    before = sorted(path.parent.rglob("*"))
    try:
        with suppress(UnpackingStoppedError):
            unpack(
                path, target, suffixes=(".png",), most_bytes=1 << 20, on_progress=lambda _done, _all: None,
                wanted=lambda: True,
            )  # fmt: skip
    finally:
        outside = [entry for entry in sorted(path.parent.rglob("*")) if not entry.is_relative_to(target)]
        if outside != before:
            raise AssertionError(f"files beside the folder: {outside}")
    return any(target.rglob("*.png"))


def check_masks(path: Path) -> bool:
    return len(list(IsicValidator(path).check())) > 0


def whole_cards(_folder: Path) -> list[bytes]:
    return ["# A model\n\nä\n".encode()]


def read_notes(path: Path) -> bool:
    return bool(_read_note(path.with_suffix("")))


OWN_READERS = (
    Reader("rulers", "calibration.json", whole_rulers, read_rulers),
    Reader("locks", ".lock", whole_locks, read_lock),
    Reader("kept thumbnails", "kept.jpg", whole_thumbnails, read_thumbnail),
    Reader("states of batches", "read.jsonl", whole_batches, read_batch),
    Reader("requests for runs", "asked.json", whole_requests, read_request),
    Reader("launches of runs", "asked.json", whole_launches, read_launch),
    Reader("analyses", "analysis.json", whole_analyses, read_analysis),
    Reader("comparisons", "comparison.json", whole_comparisons, read_comparison),
    Reader("probes", "probe.json", whole_probes, read_probe),
    Reader("scores of runs", "best_scores.csv", whole_scores, read_score_table),
    Reader("tables of sizes", "sizes.csv", whole_aspects, read_sizes),
    Reader("states of trainings", "last.safetensors", whole_states, read_state),
    Reader("encoder weights", "m.safetensors", whole_encoders, read_encoder),
    Reader("notes of downloads", "x.part.json", whole_notes, read_notes),
    Reader("downloaded archives", "x.zip", whole_downloads, unpack_download),
    Reader("archives to check", "x.zip", whole_downloads, check_masks),
    Reader("cards", "m.md", whole_cards, lambda path: bool(read_card(path.with_suffix(".x")))),
)
