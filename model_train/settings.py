"""What a training run was asked to do; with the pairs it determines the run."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from model_train.checkpoint_header import DECODERS as DECODERS
from model_train.checkpoint_header import (
    MAX_INPUT_PX,
    MAX_TEXT,
    MAX_WIDTH,
    SKIP_TAPS,
    STRIDE_PX,
    WITH_BATCH_NORM,
    is_input_side,
)
from model_train.checkpoint_header import REGIMES as REGIMES
from model_train.errors import UsageError
from model_train.messages import phrase

AUGMENTS = ("course", "strong", "none")
LOSSES = ("bce", "bce-dice", "bce-jaccard", "bce-lovasz")
SCHEDULES = ("constant", "cosine")
PRECISIONS = ("auto", "float32", "bfloat16", "fastest")
AUTO_LR = {"frozen": 1e-3, "finetune": 1e-4}
MAX_SEED = 2**63 - 1
"""Torch takes no larger one."""


@dataclass(frozen=True)
class TrainSettings:
    """The settings of a run, as stored in its `config.json`.

    Attributes:
        regime: `frozen` keeps the encoder as it is to the last bit; `finetune` trains it too.
        decoder: One of DECODERS; `transpose` is the course report's.
        epochs: How often each training image is shown.
        size: Side of the square input, px; a multiple of 32, at most 4096.
        batch_size: Images per optimiser step, over all processes.
        lr: Peak learning rate of AdamW.
        decoder_lr_factor: The decoder learns at `lr` times this.
        weight_decay: AdamW's.
        val_fraction: Share of the pairs kept for validation, in (0, 1).
        seed: 0 to MAX_SEED; of the split, the order, the augmentation and the dropout.
        dropout: Overrides the decoder's own value.
        decoder_widths: The skip decoder's channels at 1/2, 1/4, 1/8, 1/16 and 1/32 of the input's side, such as
            `32,64,96,160,256`; empty are those of the model that training starts from, or the decoder's own.
        augment: `course`, `strong` or `none`.
        loss: One of LOSSES.
        schedule: `constant`, or `cosine` with a warm-up over the first `warmup_epochs`.
        warmup_epochs: May be a fraction.
        ema: Decay of the moving average of the weights per step; 0 keeps none.
        patience: Stop after so many epochs without a better validation Jaccard; 0 never does.
        unfreeze_from: With `finetune`, encoder stages before this one stay frozen.
        precision: `float32`; `bfloat16` (autocast); `auto`: float32 on processors, where a run can be repeated to the
            last bit, bfloat16 on graphics cards that have it; or `fastest`: what a short trial at the start finds. What
            was decided is written down in the run, and kept when it is resumed.
        encoder_weights: `imagenet`, `none`, or the name of the file.
        init: Name of the checkpoint that training started from, or empty.
        name: The model's name in the header.
    """

    regime: str = "finetune"
    decoder: str = "transpose"
    epochs: int = 20
    size: int = 128
    batch_size: int = 16
    lr: float = 1e-4
    decoder_lr_factor: float = 1.0
    weight_decay: float = 1e-2
    val_fraction: float = 0.2
    seed: int = 0
    dropout: float | None = None
    decoder_widths: str = ""
    augment: str = "course"
    loss: str = "bce"
    schedule: str = "constant"
    warmup_epochs: float = 1.0
    ema: float = 0.0
    patience: int = 0
    unfreeze_from: int = 0
    precision: str = "auto"
    encoder_weights: str = "imagenet"
    init: str = ""
    name: str = "model"

    def __post_init__(self) -> None:
        """Refuse what cannot be trained.

        Raises:
            UsageError: Names the setting and what it may be.
        """
        choices = {
            "regime": REGIMES,
            "decoder": DECODERS,
            "augment": AUGMENTS,
            "loss": LOSSES,
            "schedule": SCHEDULES,
            "precision": PRECISIONS,
        }
        for key, allowed in choices.items():
            if getattr(self, key) not in allowed:
                raise _refusal(key, getattr(self, key), phrase("one of {choices}", choices=", ".join(allowed)))
        check_size(self.size)
        for key, least in (("epochs", 1), ("batch_size", 1), ("patience", 0), ("unfreeze_from", 0), ("seed", 0)):
            if getattr(self, key) < least:
                raise _refusal(key, getattr(self, key), phrase("at least {least}", least=least))
        if len(self.name) > MAX_TEXT:
            raise _refusal("name", f"{self.name[:20]}…", phrase("at most {most} characters", most=MAX_TEXT))
        if self.seed > MAX_SEED:
            raise _refusal("seed", self.seed, phrase("at most {most}", most=MAX_SEED))
        for key in ("lr", "decoder_lr_factor"):
            value = getattr(self, key)
            if not math.isfinite(value) or value <= 0.0:
                raise _refusal(key, value, phrase("positive"))
        for key in ("weight_decay", "warmup_epochs"):
            value = getattr(self, key)
            if not math.isfinite(value) or value < 0.0:
                raise _refusal(key, value, phrase("zero or more"))
        if not 0.0 < self.val_fraction < 1.0:
            raise _refusal("val_fraction", self.val_fraction, phrase("between 0 and 1"))
        if not 0.0 <= self.ema < 1.0 or not 0.0 <= (self.dropout or 0.0) < 1.0:
            raise UsageError("--ema and --dropout must lie in [0, 1)")
        if self.decoder_widths and (self.decoder != "skip" or not _are_widths(self.decoder_widths)):
            wanted = phrase(
                "with --decoder skip, {count} numbers from 1 to {most} and commas", count=len(SKIP_TAPS), most=MAX_WIDTH
            )
            raise _refusal("decoder_widths", self.decoder_widths[:60], wanted)

    def check_steps(self, images: int, processes: int = 1) -> None:
        """Refuse steps of too few images, which torch would end in the middle of the first epoch.

        Args:
            images: How many are trained on, at least one.
            processes: How many share a step.

        Raises:
            UsageError: Says how many a process would have, and how many it needs.
        """
        # As epochs are cut: batches differ by at most one image.
        smallest = images // math.ceil(images / self.batch_size) // processes
        # The deepest features of the smallest squares are single values, of which batch normalisation takes two.
        learns_statistics = self.regime == "finetune" or self.decoder in WITH_BATCH_NORM
        least = 2 if learns_statistics and self.size == STRIDE_PX else 1
        if smallest < least:
            raise UsageError(
                phrase(
                    "A process has {smallest} images in a step, and needs {least} at --size {size}",
                    smallest=smallest,
                    least=least,
                    size=self.size,
                ),
                remedy="Use a larger --batch-size or --size, or add annotated images.",
            )

    def as_dict(self) -> dict[str, Any]:
        """Give the settings as JSON-ready values."""
        return asdict(self)

    def decoder_settings(self) -> dict[str, Any]:
        """Give what differs from the decoder's own defaults."""
        asked: dict[str, Any] = {} if self.dropout is None else {"dropout": self.dropout}
        if self.decoder_widths:
            asked["widths"] = [int(width) for width in self.decoder_widths.split(",")]
        return asked

    def following(self, start: Mapping[str, Any]) -> TrainSettings:
        """Give the settings with the widths of a model to start from, unless others are asked for.

        Args:
            start: Settings of that model's decoder, as its header has them.
        """
        widths = start.get("widths")
        if self.decoder_widths or self.decoder != "skip" or not isinstance(widths, list | tuple):
            return self
        return replace(self, decoder_widths=",".join(str(width) for width in widths))

    def command(self) -> str:
        """Give the command that asks for these settings, without folders."""
        words = ["python -m model_train train"]
        defaults = TrainSettings()
        for entry in fields(self):
            value = getattr(self, entry.name)
            if value not in (getattr(defaults, entry.name), "", None) or entry.name in ("regime", "decoder"):
                words.append(f"--{entry.name.replace('_', '-')} {value}")
        return " ".join(words)


def check_size(side_px: int) -> None:
    """Refuse a side of the input, px, that no network takes; raises UsageError."""
    if not is_input_side(side_px):
        raise _refusal("size", side_px, phrase("a multiple of 32, at most {most}", most=MAX_INPUT_PX))


def as_begun(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Complete the settings that a run stored: one from before a setting was there did what its default does."""
    return TrainSettings().as_dict() | dict(stored)


def _are_widths(text: str) -> bool:
    widths = text.split(",")
    return len(widths) == len(SKIP_TAPS) and all(
        re.fullmatch("[0-9]{1,4}", width) and 0 < int(width) <= MAX_WIDTH for width in widths
    )


def _refusal(key: str, value: object, allowed: str) -> UsageError:
    return UsageError(
        phrase("--{option} must be {allowed}, not {value}", option=key.replace("_", "-"), allowed=allowed, value=value)
    )
