"""The network: MobileNetV2 features as encoder, and one of two decoders that give one logit per pixel."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, cast

import torch
import torch.nn.functional as nnf
from torch import Generator, Tensor, nn

from model_train.checkpoint_header import DECODERS as DECODERS
from model_train.checkpoint_header import MAX_WIDTH, SKIP_TAPS, STRIDE_PX
from model_train.errors import CheckpointError, UsageError
from model_train.layers import Dropout, LastConv, TransposedConv, doubled
from model_train.messages import phrase
from model_train.mobilenet import mobilenet_features

_TAP_CHANNELS = (16, 24, 32, 96, 1280)


class Encoder(nn.Module):
    """The convolutional part of MobileNetV2 (Sandler et al. 2018), its tensors named as torchvision's.

    Called with (B, 3, H, W) it gives the feature maps after each stage in `taps`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.features = mobilenet_features()

    def forward(self, image: Tensor, taps: tuple[int, ...] = SKIP_TAPS) -> list[Tensor]:
        """Give the feature maps after the stages `taps`, in that order."""
        found = []
        value = image
        for number, stage in enumerate(self.features):
            value = stage(value)
            if number in taps:
                found.append(value)
        return found


class Decoder(nn.Module):
    """Turns an encoder's feature maps into logits; `DECODER_CLASSES` has each by its name.

    Attributes:
        taps: The stages of the encoder that it reads.
        defaults: Its arguments with their values as JSON has them, `dropout` among them; a checkpoint keeps them.
        by_image: Whether it treats each image of a batch by itself, so that a step can be computed in parts
            (`lanes`). Then it has no batch normalisation, and `forward` takes a generator that decides what is dropped.
    """

    taps: ClassVar[tuple[int, ...]]
    defaults: ClassVar[Mapping[str, Any]]
    by_image: ClassVar[bool] = False


class TransposeDecoder(Decoder):
    """The course report's decoder: five transposed convolutions, each doubling the side, then one convolution.

    Args:
        dropout: Share of values dropped after each of the first four doublings while training.
    """

    taps = (18,)
    channels: ClassVar[Sequence[int]] = (1280, 512, 256, 128, 64, 32)  # the encoder's, then after each doubling
    defaults: ClassVar[Mapping[str, Any]] = {"dropout": 0.2}
    by_image = True

    def __init__(self, dropout: float = defaults["dropout"]) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for number, (before, after) in enumerate(itertools.pairwise(self.channels)):
            layers.append(TransposedConv(before, after))
            layers.append(nn.ReLU(inplace=True))
            if number < 4:
                layers.append(Dropout(dropout))
        layers.append(LastConv(self.channels[-1]))
        self.layers = nn.Sequential(*layers)

    def forward(self, taps: list[Tensor], generator: Generator | None = None) -> Tensor:
        """Turn [(B, 1280, H/32, W/32)] into logits (B, 1, H, W); `generator` decides what is dropped."""
        value = taps[-1]
        layers = list(self.layers)
        for number, layer in enumerate(layers):
            if isinstance(layer, nn.ConvTranspose2d):  # then ReLU, then perhaps dropout
                dropout = layers[number + 2] if isinstance(layers[number + 2], nn.Dropout) else None
                value = doubled(layer, cast("nn.Dropout | None", dropout), value, generator)
        return cast(Tensor, self.layers[-1](value))


class SeparableConv(nn.Sequential):
    """Depthwise 3×3, then pointwise 1×1, each with batch normalisation: a ninth of a full one's cost."""

    def __init__(self, before: int, after: int, dilation: int = 1) -> None:
        super().__init__(
            nn.Conv2d(before, before, 3, padding=dilation, dilation=dilation, groups=before, bias=False),
            nn.BatchNorm2d(before),
            nn.ReLU(inplace=True),
            nn.Conv2d(before, after, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(inplace=True),
        )


class Context(nn.Module):
    """Narrows the deepest features and tells every place what the whole image looks like."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.narrow = nn.Sequential(
            nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
        )
        self.wide = SeparableConv(after, after, dilation=2)
        self.whole = nn.Conv2d(before, after, 1)

    def forward(self, deepest: Tensor) -> Tensor:
        """Turn (B, 1280, H/32, W/32) into (B, after, H/32, W/32)."""
        value = self.narrow(deepest)
        gate = torch.sigmoid(self.whole(deepest.mean(dim=(2, 3), keepdim=True)))  # (B, after, 1, 1)
        return cast(Tensor, (value + self.wide(value)) * gate)


class Joint(nn.Module):
    """Doubles the side of the decoder's features and joins in the encoder's of that size.

    The features are narrowed before they are enlarged, since an enlarged one costs four times as much.
    """

    def __init__(self, before: int, skipped: int, after: int, convolutions: int) -> None:
        super().__init__()
        self.narrow = nn.Sequential(
            nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
        )
        joined = [SeparableConv(after + skipped, after)]
        joined += [SeparableConv(after, after) for _ in range(convolutions - 1)]
        self.joined = nn.Sequential(*joined)

    def forward(self, value: Tensor, skipped: Tensor) -> Tensor:
        """Turn (B, before, h, w) and (B, skipped, 2h, 2w) into (B, after, 2h, 2w)."""
        enlarged = nnf.interpolate(self.narrow(value), scale_factor=2.0, mode="bilinear", align_corners=False)
        return cast(Tensor, self.joined(torch.cat((enlarged, skipped), dim=1)))


class SkipDecoder(Decoder):
    """A light U-shaped decoder: at each doubling the encoder's features of that size are joined in.

    Args:
        dropout: Share of channels dropped in the deepest features while training.
        widths: Channels at 1/2, 1/4, 1/8, 1/16 and 1/32 of the input's side.
    """

    taps = SKIP_TAPS
    defaults: ClassVar[Mapping[str, Any]] = {"dropout": 0.1, "widths": [24, 48, 64, 96, 160]}

    def __init__(self, dropout: float = defaults["dropout"], widths: Sequence[int] = tuple(defaults["widths"])) -> None:
        super().__init__()
        self.context = Context(_TAP_CHANNELS[-1], widths[-1])
        self.dropout = nn.Dropout2d(dropout)
        self.joints = nn.ModuleList(
            # One convolution is enough at the full half size, where each costs most.
            Joint(widths[level + 1], _TAP_CHANNELS[level], widths[level], convolutions=2 if level else 1)
            for level in reversed(range(4))
        )
        self.last = nn.Conv2d(widths[0], 1, kernel_size=1)

    def forward(self, taps: list[Tensor]) -> Tensor:
        """Turn the five tapped feature maps into logits (B, 1, H, W)."""
        value = self.dropout(self.context(taps[-1]))
        for joint, skipped in zip(self.joints, reversed(taps[:-1]), strict=True):
            value = joint(value, skipped)
        # (B, 1, H/2, W/2): the outline between two such pixels is as sharp as the annotations are.
        logits = self.last(value)
        return nnf.interpolate(logits, scale_factor=2.0, mode="bilinear", align_corners=False)


DECODER_CLASSES: Mapping[str, type[Decoder]] = {"transpose": TransposeDecoder, "skip": SkipDecoder}


class LesionNetwork(nn.Module):
    """Encoder and decoder: normalised RGB (B, 3, H, W) in, logits (B, 1, H, W) out; H and W multiples of 32.

    Args:
        decoder: One of DECODERS.
        settings: Arguments of the decoder; missing ones have its defaults.
    """

    def __init__(self, decoder: str, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.decoder_name = decoder
        self.settings = complete_settings(decoder, settings or {})
        self.encoder = Encoder()
        self.decoder = DECODER_CLASSES[decoder](**self.settings)
        self.encoder_frozen = False
        self.frozen_encoder: Callable[[Tensor], list[Tensor]] | None = None
        """What computes a frozen encoder's features in training, where something is faster than the encoder."""

    def forward(self, image: Tensor) -> Tensor:
        """Give the logits of normalised images."""
        if image.shape[-1] % STRIDE_PX or image.shape[-2] % STRIDE_PX:
            size = f"{image.shape[-1]}×{image.shape[-2]}"
            raise UsageError(
                phrase(
                    "The network takes sides that are multiples of {stride}, not {size}", stride=STRIDE_PX, size=size
                )
            )
        return cast(Tensor, self.decoder(self.encode(image)))

    def encode(self, image: Tensor) -> list[Tensor]:
        """Give the features that the decoder reads; those of a frozen encoder have no derivatives."""
        if not self.encoder_frozen:
            return cast("list[Tensor]", self.encoder(image, self.decoder.taps))
        with torch.no_grad():
            if self.training and self.frozen_encoder is not None:
                return self.frozen_encoder(image)
            return cast("list[Tensor]", self.encoder(image, self.decoder.taps))

    def freeze_encoder(self, stages: int | None = None) -> None:
        """Keep the encoder (or its first `stages` stages) exactly as it is from now on.

        Neither parameters nor BatchNorm statistics of frozen stages change, whatever `train()` is called with.
        """
        features = self.encoder.features
        count = len(features) if stages is None else stages
        if not 0 <= count <= len(features):
            raise UsageError(
                phrase("The encoder has the stages 0 to {last}, not {count}", last=len(features) - 1, count=count)
            )
        self.encoder_frozen = count == len(features)
        self._frozen_stages = count
        for stage in features[:count]:
            stage.requires_grad_(False)
        self.train(self.training)

    _frozen_stages = 0

    def train(self, mode: bool = True) -> LesionNetwork:
        """Switch to training, except for the frozen stages, whose statistics must not move."""
        super().train(mode)
        for stage in self.encoder.features[: self._frozen_stages]:
            stage.eval()
        return self


def complete_settings(decoder: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Check a decoder's settings and fill in the missing ones; raises CheckpointError."""
    if decoder not in DECODER_CLASSES:
        raise CheckpointError(
            phrase("Unknown decoder {decoder}", decoder=repr(decoder)),
            remedy=phrase("Known are {known}.", known=", ".join(DECODERS)),
        )
    complete = dict(DECODER_CLASSES[decoder].defaults)
    for key, value in settings.items():
        if key not in complete:
            raise CheckpointError(phrase("The decoder {decoder} has no setting {key}", decoder=decoder, key=repr(key)))
        complete[key] = value
    dropout = complete["dropout"]
    if not isinstance(dropout, int | float) or not 0.0 <= dropout < 1.0:
        raise CheckpointError(phrase("Dropout must lie in [0, 1), not {dropout}", dropout=repr(dropout)))
    widths = complete.get("widths", [1] * len(SKIP_TAPS))
    sane = isinstance(widths, list | tuple) and len(widths) == len(SKIP_TAPS)
    if not sane or not all(type(width) is int and 0 < width <= MAX_WIDTH for width in widths):
        raise CheckpointError(
            phrase(
                "The skip decoder takes {count} positive widths, not {widths}",
                count=len(SKIP_TAPS),
                widths=repr(widths),
            )
        )
    return complete
