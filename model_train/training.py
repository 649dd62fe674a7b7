"""The training loop: epochs, checkpoints, and a state from which an interrupted run ends as if it had not been."""

from __future__ import annotations

import contextlib
import hashlib
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from model_train.checkpoint import save_checkpoint
from model_train.checkpoint_header import CheckpointHeader
from model_train.control import Cancelled, Control
from model_train.dataset import DecodedPairs
from model_train.distributed import World
from model_train.epoch_batches import EpochBatches
from model_train.errors import CheckpointError, TrainingError, is_lack_of_memory
from model_train.evaluation import SquareScores, overlaps_of, score_squares
from model_train.lanes import Lanes, choose_kernels
from model_train.losses import per_image_loss
from model_train.messages import phrase
from model_train.network import LesionNetwork
from model_train.optimisation import (
    Layout,
    MovingAverage,
    arrange,
    arrange_batch,
    arrange_state,
    autocast,
    build_optimiser,
    choose_layout,
    rate_at,
)
from model_train.resume_state import load_state, save_state
from model_train.run_folder import BEST, BEST_SCORES, LAST, SAMPLES, EventLog, write_metrics
from model_train.scores import Overlap, mean_scores
from model_train.settings import TrainSettings

_LARGEST_GRADIENT = 5.0
"""Gradients are shortened to this norm with the cosine schedule, whose peak rate is high."""
_BETWEEN_CURVES_S = 10.0
"""Drawing the curves takes a third of a second, as much as many a short epoch; the last epoch's are always drawn."""


@dataclass(frozen=True)
class TrainingSets:
    """Cached pairs: trained on, selected on, and only watched."""

    train: DecodedPairs
    val: DecodedPairs
    test: DecodedPairs | None = None


@dataclass
class Progress:
    """How far a run has come; saved with the weights.

    Attributes:
        epoch: Epochs finished.
        step: Optimiser steps taken.
        best_jaccard: Best mean validation Jaccard so far; -1 before the first epoch.
        best_epoch: The epoch it was reached in.
        parts: Into how many pieces each batch is cut, since memory did not suffice for more.
        layout: Number format and memory layout.
        rows: The rows of `metrics.csv`.
    """

    epoch: int = 0
    step: int = 0
    best_jaccard: float = -1.0
    best_epoch: int = 0
    parts: int = 1
    layout: Layout = ("float32", "channels_last")
    rows: list[dict[str, Any]] = field(default_factory=list)


def progress_from(values: Mapping[str, Any], path: Path) -> Progress:
    """The progress that was saved in `path`; raises CheckpointError for anything else."""
    try:
        epoch, step, best_epoch, parts = (values[name] for name in ("epoch", "step", "best_epoch", "parts"))
        rows, best, (number_format, memory) = values["rows"], values["best_jaccard"], values["layout"]
        is_whole = (
            len(values) == len(fields(Progress))
            and all(type(count) is int and 0 <= count < 1 << 53 for count in (epoch, step, best_epoch, parts - 1))
            and number_format in ("float32", "bfloat16", "float16")
            and memory in ("channels_last", "contiguous")
            and type(best) in (int, float)
            and len(rows) == epoch
            and all(list(row) == list(rows[0]) and type(row["val_jaccard"]) is float for row in rows)
        )
        if is_whole:
            return Progress(epoch, step, float(best), best_epoch, parts, (number_format, memory), rows)
        cause: Exception | None = None
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        cause = error
    remedy = "Start a new run; the best checkpoint so far is still there."
    raise CheckpointError("The saved state is damaged", path=path, remedy=remedy) from cause


class Trainer:
    """Trains one network on one set of pairs into one run folder.

    Args:
        settings: What was asked for.
        sets: The cached pairs.
        network: The network with its starting weights.
        header: Description of the checkpoints to be written; metrics are filled in here.
        folder: The run's folder, which exists.
        events: Where events go.
        control: Where requests to end come from.
        world: This process among those that train together.
        device: Where to compute.
    """

    def __init__(
        self,
        settings: TrainSettings,
        sets: TrainingSets,
        network: LesionNetwork,
        header: CheckpointHeader,
        folder: Path,
        events: EventLog,
        control: Control,
        world: World | None = None,
        device: str = "cpu",
    ) -> None:
        self.settings = settings
        self.sets = sets
        self.network = network
        self.header = header
        self.folder = folder
        self.events = events
        self.control = control
        self.world = world or World()
        self.device = device
        self.progress = Progress()
        if settings.regime == "frozen":
            network.freeze_encoder()
        else:
            network.freeze_encoder(settings.unfreeze_from)
        arrange(network, device, ("float32", "channels_last"))
        self.optimiser = build_optimiser(network, settings)
        self.average = MovingAverage(network, settings.ema) if settings.ema > 0.0 else None
        self._forward: torch.nn.Module = network
        self._lanes: Lanes | None = None
        self._drawn_epoch, self._drawn_at_s = 0, time.monotonic()

    def run(self, *, resume: bool = False) -> Progress:
        """Train to the end, or until stopped; gives how far it came.

        Raises:
            Cancelled: It was asked to leave at once; the state of the last finished epoch can be resumed.
            TrainingError: The loss is no longer a number, or another process died.
            StorageError: The disk is full or gone; older files are intact.
        """
        # A run that ended in its first epoch has no state; it begins once more, with the same weights.
        if resume and (self.folder / LAST).is_file():
            saved = load_state(self.folder / LAST, self.network, self.optimiser, self.average)
            self.progress = progress_from(saved, self.folder / LAST)
        else:
            self.progress.layout, _seconds = choose_layout(self.network, self.settings, self.device)
        self.progress.layout = self.world.agree(self.progress.layout)
        arrange(self.network, self.device, self.progress.layout)
        arrange_state(self.optimiser)
        self._forward = self.world.wrap(self.network)
        alone = self.world.size == 1 and self.progress.parts == 1
        self._lanes = choose_kernels(self.network, self.settings, self.device, self.progress.layout, alone=alone)
        self.events.emit(
            "started",
            resumed=resume,
            epoch=self.progress.epoch,
            epochs=self.settings.epochs,
            train=len(self.sets.train),
            val=len(self.sets.val),
            device=self.device,
            precision=self.progress.layout[0],
            memory_layout=self.progress.layout[1],
            threads=torch.get_num_threads(),
        )
        if self.world.size > 1 and self.world.is_first and _learns_statistics(self.network):
            self._warn(
                phrase(
                    "Each process keeps batch statistics of its own, and those of the first are saved: the model is "
                    "not quite the one of a single process."
                )
            )
        if self.progress.rows:
            # A run that was killed between its state and this event has not told it; twice does no harm.
            self.events.emit("epoch", **self.progress.rows[-1])
        try:
            while self.progress.epoch < self.settings.epochs and not self._has_converged():
                self._one_epoch(self.progress.epoch + 1)
                if self.world.any_of(self.control.stop_requested):
                    # A signal that cancels may come while an epoch is scored and written, and is no mere stop.
                    if self.progress.epoch < self.settings.epochs and self.world.any_of(self._is_cancelled()):
                        raise Cancelled
                    break
        finally:
            if self._lanes is not None:
                self._lanes.close()
        finished = self.progress
        if self.world.is_first and self._drawn_epoch < finished.epoch:
            with _reported(self.events):
                self._draw_curves()
        self.events.emit(
            "finished",
            epoch=finished.epoch,
            best_epoch=finished.best_epoch,
            best_jaccard=finished.best_jaccard,
            stopped=finished.epoch < self.settings.epochs,
            weights_sha256=_digest(self.network),
        )
        return finished

    def _has_converged(self) -> bool:
        waited = self.progress.epoch - self.progress.best_epoch
        return 0 < self.settings.patience <= waited

    def _one_epoch(self, epoch: int) -> None:
        start = time.perf_counter()
        losses: list[float] = []
        overlaps: list[Overlap] = []
        batches = EpochBatches(self.sets.train, self.settings, self.header.mean, self.header.std, epoch)
        self.network.train()
        for number in range(len(batches)):
            if self.world.any_of(self._is_cancelled()):
                raise Cancelled
            share = rate_at(self.settings, self.progress.step, len(batches))
            for group in self.optimiser.param_groups:
                group["lr"] = group["peak_lr"] * share
            batch_losses, batch_overlaps = self._step(batches, number)
            losses += batch_losses
            overlaps += batch_overlaps
            self.progress.step += 1
            if self.average is not None:
                self.average.update(self.network, self.progress.step)
            self.events.emit(
                "batch", epoch=epoch, batch=number + 1, batches=len(batches), loss=float(np.mean(batch_losses))
            )
        trained_s = time.perf_counter() - start
        if self.world.is_first:
            self._finish_epoch(epoch, SquareScores(losses, overlaps), trained_s, start)
        self.progress.epoch = epoch
        # Only the first process knows the scores; patience must end all of them in the same epoch.
        self.progress.best_epoch = self.world.agree(self.progress.best_epoch)

    def _is_cancelled(self) -> bool:
        try:
            self.control.check()
        except Cancelled:
            return True
        return False

    def _step(self, batches: EpochBatches, number: int) -> tuple[list[float], list[Overlap]]:
        pixels, truth = batches.take(number)
        total = len(pixels)
        own = slice(self.world.rank, None, self.world.size)
        while True:
            try:
                self.optimiser.zero_grad(set_to_none=True)
                if self._lanes is not None and total > 1:
                    seeds = (batches.seed_of(number, 1), batches.seed_of(number, 2))
                    found = self._lanes.compute(pixels, truth, seeds, lambda: batches.make_ahead(number + 1))
                else:
                    torch.manual_seed(batches.seed_of(number) + self.world.rank)
                    found = self._gradients(pixels[own], truth[own], total)
                self._update(found[0])
            except (MemoryError, RuntimeError) as error:
                # Graphics cards have an error of their own, processors a sentence.
                if not is_lack_of_memory(error):
                    raise
            else:
                return found
            self._make_room(total)  # only here, since the error held on to the step's tensors

    def _gradients(self, pixels: Tensor, truth: Tensor, total: int) -> tuple[list[float], list[Overlap]]:
        """Set the gradients of a batch of `total` images, of which this process has `pixels`."""
        losses: list[float] = []
        overlaps: list[Overlap] = []
        parts = max(1, min(self.progress.parts, len(pixels)))
        pieces = list(zip(pixels.tensor_split(parts), truth.tensor_split(parts), strict=True))
        for place, (images, masks) in enumerate(pieces):
            with self.world.without_sync(self._forward, place < len(pieces) - 1):
                batch = arrange_batch(images, self.device, self.progress.layout)
                wanted = masks.to(self.device)
                with autocast(self.device, self.progress.layout[0]):
                    logits = self._forward(batch)
                each = per_image_loss(self.settings.loss, logits.float(), wanted)
                # Processes average their gradients, so each counts its images as many times as there are processes.
                (each.sum() * (self.world.size / total)).backward()  # type: ignore[no-untyped-call]
            losses += each.detach().cpu().tolist()
            overlaps += overlaps_of(logits.detach(), wanted)
        return losses, overlaps

    def _update(self, losses: list[float]) -> None:
        """Take one optimiser step along the gradients, unless they are none."""
        _check_loss(losses, self.progress.epoch + 1)
        if self.settings.schedule == "cosine":
            trained = [value for group in self.optimiser.param_groups for value in group["params"]]
            torch.nn.utils.clip_grad_norm_(trained, _LARGEST_GRADIENT)
        self.optimiser.step()

    def _make_room(self, batch_size: int) -> None:
        """After memory ran out: halve what is computed at once; when that is one image already, use the processor."""
        self.optimiser.zero_grad(set_to_none=True)
        if self._lanes is not None:  # they compute all of a batch at once
            self._lanes.close()
            self._lanes = None
        if self.device.startswith("cuda"):
            torch.cuda.empty_cache()
        if self.progress.parts < math.ceil(batch_size / self.world.size):
            self.progress.parts *= 2
            at_once = math.ceil(batch_size / self.world.size / self.progress.parts)
            self._warn(
                phrase(
                    "Memory ran out: computing {at_once} images at once; the batch stays {batch_size}.",
                    at_once=at_once,
                    batch_size=batch_size,
                )
            )
        elif self.device != "cpu" and self.world.size == 1:
            lost, self.device = self.device, "cpu"
            self.progress.parts = 1
            self.progress.layout = ("float32", "channels_last")
            arrange(self.network, "cpu", self.progress.layout)
            if self.average is not None:
                arrange(self.average.network, "cpu", self.progress.layout)
            arrange_state(self.optimiser)
            self._warn(
                phrase("The memory of {lost} is too small even for one image: going on with the processor.", lost=lost)
            )
        else:
            remedy = "Use a smaller --size, or close other programs."
            raise TrainingError("There is not enough memory to train on one image", remedy=remedy)

    def _warn(self, message: str) -> None:
        self.events.emit("warning", message=message)

    def _finish_epoch(self, epoch: int, training: SquareScores, trained_s: float, start: float) -> None:
        """Score, and write what the epoch gave: best first, state last, so that a kill between them costs nothing."""
        network = self.average.network if self.average is not None else self.network
        means = mean_scores(training.overlaps)
        row: dict[str, Any] = {"epoch": epoch, "train_loss": float(np.mean(training.losses))}
        row |= {f"train_{key}": means[key] for key in ("jaccard", "dice", "accuracy")}
        scores = self._score(network, self.sets.val)
        _check_loss(scores.losses, epoch)  # the last step of an epoch may be the one that spoils the weights
        row |= {f"val_{key}": value for key, value in scores.means().items()}
        if self.sets.test is not None:
            row |= {f"test_{key}": value for key, value in self._score(network, self.sets.test).means().items()}
        row["lr"] = self.settings.lr * rate_at(
            self.settings, max(0, self.progress.step - 1), max(1, self.progress.step // epoch)
        )
        row["train_seconds"] = round(trained_s, 3)
        row["seconds"] = round(time.perf_counter() - start, 3)
        progress = self.progress
        progress.rows.append(row)
        progress.epoch = epoch
        if row["val_jaccard"] > progress.best_jaccard:
            progress.best_jaccard, progress.best_epoch = row["val_jaccard"], epoch
            metrics = {**self.header.metrics, "epoch": epoch}
            metrics["validation"] = {key[4:]: row[key] for key in row if key.startswith("val_")}
            save_checkpoint(self.folder / BEST, network, replace(self.header, metrics=metrics))
            named = zip(self.sets.val.pairs, scores.overlaps, strict=True)
            each = [{"id": pair.id, **overlap.as_dict()} for pair, overlap in named]
            write_metrics(self.folder, each, BEST_SCORES)
            self.events.emit("checkpoint", epoch=epoch, file=BEST, jaccard=row["val_jaccard"])
        write_metrics(self.folder, progress.rows)
        save_state(self.folder / LAST, self.network, self.optimiser, self.average, vars(progress))
        with _reported(self.events):
            self._draw(epoch, network)
        self.events.emit("epoch", **row)

    def _score(self, network: LesionNetwork, cache: DecodedPairs) -> SquareScores:
        """Score with as many images at once as a step has, or fewer where memory does not suffice for those."""
        at_once = math.ceil(self.settings.batch_size / self.world.size / self.progress.parts)
        while True:
            try:
                return score_squares(
                    network,
                    cache,
                    self.header,
                    loss=self.settings.loss,
                    batch_size=at_once,
                    device=self.device,
                    # Several processes leave together, after the epoch: only one of them scores.
                    before_batch=self.control.check if self.world.size == 1 else lambda: None,
                )
            except (MemoryError, RuntimeError) as error:
                if not is_lack_of_memory(error):
                    raise
                if at_once == 1:
                    remedy = "Use a smaller --size, or close other programs."
                    raise TrainingError("There is not enough memory to score one image", remedy=remedy) from error
            at_once //= 2
            if self.device.startswith("cuda"):
                torch.cuda.empty_cache()
            self._warn(phrase("Memory ran out: images scored at once from now on: {at_once}.", at_once=at_once))

    def _draw(self, epoch: int, network: LesionNetwork) -> None:
        from model_train.pictures import draw_samples

        if time.monotonic() - self._drawn_at_s >= _BETWEEN_CURVES_S:
            self._draw_curves()
        path = self.folder / SAMPLES / f"epoch_{epoch:03d}.png"
        draw_samples(path, network, self.sets.val, self.header, self.device)
        self.events.emit("sample", epoch=epoch, file=f"{SAMPLES}/{path.name}")

    def _draw_curves(self) -> None:
        from model_train.pictures import draw_curves

        draw_curves(self.folder, self.progress.rows)
        self._drawn_epoch, self._drawn_at_s = self.progress.epoch, time.monotonic()


def _learns_statistics(network: LesionNetwork) -> bool:
    modules = network.train().modules()
    return any(isinstance(one, torch.nn.modules.batchnorm._BatchNorm) and one.training for one in modules)


def _check_loss(losses: Sequence[float], epoch: int) -> None:
    if not all(math.isfinite(loss) for loss in losses):
        remedy = phrase("Lower --lr, or train with --precision float32.")
        if epoch > 1:
            remedy = phrase("Lower --lr, or train with --precision float32; the best checkpoint so far is kept.")
        raise TrainingError(phrase("The loss is no longer a number (epoch {epoch})", epoch=epoch), remedy=remedy)


@contextlib.contextmanager
def _reported(events: EventLog) -> Iterator[None]:
    """Pictures are for looking at: a fault while drawing them is told, and the training goes on."""
    try:
        yield
    except (OSError, ValueError, ImportError) as error:
        events.emit("warning", message=phrase("The pictures of this epoch could not be drawn ({error}).", error=error))


def _digest(network: LesionNetwork) -> str:
    """Give the SHA-256 of all weights, by which two runs or two processes are compared."""
    digest = hashlib.sha256()
    for name, value in network.state_dict().items():
        digest.update(name.encode("utf-8"))
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()
