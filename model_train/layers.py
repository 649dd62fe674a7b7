"""Layers that compute what the library's compute, with the same parameters, in less time on a processor.

Transposed convolutions: the library's kernels first copy their weights into another order, and once more for each of
the two backward passes. With 1280 input channels on 4×4 places the weights are a hundred times as large as the
features, so that the copies cost more than the arithmetic. In the channels-last order the weights of one tap of the
kernel already are a matrix with a row per input channel: sixteen products need no copy at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, cast

import torch
import torch.nn.functional as nnf
from torch import Generator, Tensor, nn
from torch.autograd.function import once_differentiable

_KERNEL_PX = 4
_LEVELS = 65536
_LARGEST_MAP = 8
"""Up to this side of the input, products are faster than the library (measured on AVX-512, batches of 8 and 16)."""
_LARGEST_MAP_BACK = 4
"""Up to this side so are all products of the way back, tap by tap; above it, only that for the weights."""


class TransposedConv(nn.ConvTranspose2d):
    """`nn.ConvTranspose2d` with kernel 4, stride 2 and padding 1, which doubles the side; the same parameters.

    Args:
        before: Channels of the input.
        after: Channels of the output.
    """

    def __init__(self, before: int, after: int) -> None:
        super().__init__(before, after, kernel_size=_KERNEL_PX, stride=2, padding=1)

    def forward(self, value: Tensor, output_size: list[int] | None = None) -> Tensor:
        """Turn (B, before, h, w) into (B, after, 2h, 2w)."""
        if output_size is not None or not _is_plain(value, self.weight):
            return super().forward(value, output_size)
        return cast(Tensor, _Doubling.apply(value, self.weight, self.bias, False, 0.0, None))


class InPlaceReLU6(nn.Module):
    """`nn.ReLU6(inplace=True)`; the library's takes a copy of the features and copies them back."""

    def forward(self, value: Tensor) -> Tensor:
        """Cut values to [0, 6]; `value` itself is changed."""
        if torch.is_grad_enabled() and value.requires_grad:
            return cast(Tensor, _ReLU6.apply(value))
        return value.clamp_(0.0, 6.0)


class Dropout(nn.Dropout):
    """`nn.Dropout`; the library's draws one number after the other, for longer than the convolutions compute.

    Here 16 random bits decide on each value, so that the share dropped is a multiple of 1/65536.
    """

    def forward(self, value: Tensor) -> Tensor:
        """Set values to zero at random while training, and enlarge the others so that the mean stays."""
        if value.device.type != "cpu" or not self.training or self.p == 0.0:
            return super().forward(value)
        # As values lie in memory: channels last in training.
        places = value.permute(0, 2, 3, 1) if value.ndim == 4 else value
        dropped = places * _kept(places.shape, self.p, None).to(value.dtype)
        return dropped.permute(0, 3, 1, 2) if value.ndim == 4 else dropped


class LastConv(nn.Conv2d):
    """`nn.Conv2d` with kernel 1 and one channel of output; the same parameters.

    With a single channel, the library takes channels-last features for the other order, and everything behind pays
    for the change on the way back.
    """

    def __init__(self, before: int) -> None:
        super().__init__(before, 1, kernel_size=1)

    def forward(self, value: Tensor) -> Tensor:
        """Turn (B, before, H, W) into (B, 1, H, W)."""
        if not _is_plain(value, self.weight):
            return super().forward(value)
        places = value.permute(0, 2, 3, 1)  # (B, H, W, before), in one piece
        return (places @ self.weight.view(1, -1).T + cast(Tensor, self.bias)).permute(0, 3, 1, 2)


class _ReLU6(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, value: Tensor) -> Tensor:
        value.clamp_(0.0, 6.0)
        context.mark_dirty(value)
        context.save_for_backward(value)
        return value

    @staticmethod
    @once_differentiable
    def backward(context: Any, gradient: Tensor) -> Tensor:
        (value,) = context.saved_tensors
        # What was cut lies at an end, and nothing passes there.
        return cast(Tensor, torch.ops.aten.hardtanh_backward(gradient, value, 0.0, 6.0))


def _is_plain(value: Tensor, weight: Tensor) -> bool:
    """Whether features and weights lie on the processor in float32 and in channels-last order."""
    return (
        value.device.type == "cpu"
        and value.dtype == weight.dtype == torch.float32
        and value.is_contiguous(memory_format=torch.channels_last)
        and weight.is_contiguous(memory_format=torch.channels_last)
        and not torch.is_autocast_enabled("cpu")
    )


def taps(height: int, width: int) -> Iterator[tuple[int, int, tuple[slice, slice], tuple[slice, slice]]]:
    """Give, for each tap of the kernel, the input places it sends from and the output places it adds to.

    Input place i adds to output place 2i + tap - 1; what would lie outside is left out.
    """
    sides = []
    for length in (height, width):
        side = []
        for tap in range(_KERNEL_PX):
            first, last = (1 if tap == 0 else 0), (length - 1 if tap == _KERNEL_PX - 1 else length)
            side.append((slice(first, last), slice(2 * first + tap - 1, 2 * last + tap - 2, 2)))
        sides.append(side)
    for row, (from_y, to_y) in enumerate(sides[0]):
        for column, (from_x, to_x) in enumerate(sides[1]):
            if from_y.stop > from_y.start and from_x.stop > from_x.start:
                yield row, column, (from_y, from_x), (to_y, to_x)


def _kept(shape: Sequence[int], share: float, generator: Generator | None) -> Tensor:
    """Factors that drop a share of the values at random and enlarge the others; float32."""
    dropped = _levels_dropped(share)
    count = math.prod(shape)
    bits = torch.empty(-(-count // 4), dtype=torch.int64).random_(-(2**63), None, generator=generator)
    kept = bits.view(torch.int16)[:count] >= dropped - _LEVELS // 2
    return kept.view(tuple(shape)).to(torch.float32).mul_(_LEVELS / (_LEVELS - dropped))


def _levels_dropped(share: float) -> int:
    """So many of the levels are dropped; never all, since what is left is divided by."""
    return min(round(share * _LEVELS), _LEVELS - 1)


def doubled(
    conv: nn.ConvTranspose2d, dropout: nn.Dropout | None, value: Tensor, generator: Generator | None = None
) -> Tensor:
    """Apply a transposed convolution, ReLU and dropout, as one step where that saves walks over the values.

    Args:
        conv: The convolution.
        dropout: None where nothing is dropped.
        value: (B, before, h, w).
        generator: Of what is dropped; None for torch's own.

    Returns:
        (B, after, 2h, 2w).
    """
    if not isinstance(conv, TransposedConv) or not _is_plain(value, conv.weight):
        value = conv(value).relu_()
        return value if dropout is None else cast(Tensor, dropout(value))
    share = dropout.p if dropout is not None and dropout.training else 0.0
    return cast(Tensor, _Doubling.apply(value, conv.weight, conv.bias, True, share, generator))


class _Doubling(torch.autograd.Function):
    """Transposed convolution and, when asked, ReLU and dropout: the way back needs no more than what came out."""

    @staticmethod
    def forward(
        context: Any,
        value: Tensor,
        weight: Tensor,
        bias: Tensor,
        cut: bool,
        share: float,
        generator: Generator | None,
    ) -> Tensor:
        context.by_taps = max(value.shape[2:]) <= _LARGEST_MAP
        output = by_taps(value, weight, bias) if context.by_taps else nnf.conv_transpose2d(value, weight, bias, 2, 1)
        if cut:
            output.relu_()
        if share > 0.0:
            # Image by image, which stays in the processor's cache.
            for places in output.permute(0, 2, 3, 1):
                places.mul_(_kept(places.shape, share, generator))
        context.cut, context.scale = cut, _LEVELS / (_LEVELS - _levels_dropped(share))
        context.save_for_backward(value, weight, *([output] if cut else []))
        return output

    @staticmethod
    @once_differentiable
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        value, weight, *output = context.saved_tensors
        wants_value, wants_weight, wants_bias, *_others = context.needs_input_grad
        gradient = gradient.contiguous(memory_format=torch.channels_last)
        if context.cut:
            # What was cut or dropped came out as zero; all else was enlarged. This derivative of another activation
            # does both in one walk: 0 below and at zero, `scale` above.
            gradient = torch.ops.aten.elu_backward(gradient, 0.0, context.scale, 0.0, True, output[0])
        side = max(value.shape[2:])
        if side <= _LARGEST_MAP_BACK:
            to_value, to_weight = _back_by_taps(gradient, value, weight, wants_value, wants_weight)
        else:
            # Without the bias: the library takes as long for its derivative as for the weights'.
            by_places = side <= _LARGEST_MAP and wants_weight
            wanted = [wants_value, wants_weight and not by_places, False]
            settings = ([2, 2], [1, 1], [1, 1], True, [0, 0], 1)
            to_value, to_weight, _none = torch.ops.aten.convolution_backward(
                gradient, value, weight, None, *settings, wanted
            )
            if by_places:
                to_weight = _weights_by_places(gradient, value, weight)
        to_bias = gradient.sum(dim=(0, 2, 3)) if wants_bias else None
        return to_value, to_weight, to_bias, None, None, None


def by_taps(value: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """The transposed convolution as a sum over the taps of the kernel."""
    count, _before, height, width = value.shape
    after = weight.shape[1]
    source = value.permute(0, 2, 3, 1)  # (B, h, w, before)
    kernel = weight.permute(0, 2, 3, 1)  # (before, 4, 4, after)
    shape = (count, after, 2 * height, 2 * width)
    output = torch.empty(shape, memory_format=torch.channels_last).copy_(bias.view(1, -1, 1, 1))
    target = output.permute(0, 2, 3, 1)
    for row, column, (from_y, from_x), (to_y, to_x) in taps(height, width):
        rows = source[:, from_y, from_x]
        sent = rows.reshape(-1, rows.shape[-1]) @ kernel[:, row, column]
        target[:, to_y, to_x] += sent.view(*rows.shape[:3], after)
    return output


def _weights_by_places(gradient: Tensor, value: Tensor, weight: Tensor) -> Tensor:
    """The weights' derivative as one product, of the input and what each of its places has sent to."""
    padded = nnf.pad(gradient.permute(0, 2, 3, 1), (0, 0, 1, 1, 1, 1))
    windows = padded.unfold(1, _KERNEL_PX, 2).unfold(2, _KERNEL_PX, 2)  # (B, h, w, after, 4, 4)
    before, after = weight.shape[:2]
    sent = windows.permute(0, 1, 2, 4, 5, 3).reshape(-1, _KERNEL_PX**2 * after)
    product = value.permute(0, 2, 3, 1).reshape(-1, before).T @ sent
    return product.view(before, _KERNEL_PX, _KERNEL_PX, after).permute(0, 3, 1, 2)


def _back_by_taps(
    gradient: Tensor, value: Tensor, weight: Tensor, wants_value: bool, wants_weight: bool
) -> tuple[Tensor | None, Tensor | None]:
    source = value.permute(0, 2, 3, 1)
    kernel = weight.permute(0, 2, 3, 1)
    arrived = gradient.permute(0, 2, 3, 1)  # (B, 2h, 2w, after)
    to_source = torch.zeros_like(source) if wants_value else None
    to_weight = None
    if wants_weight:
        # Of the weights' layout, too. On a single row or column of places the outer taps send nothing.
        to_weight = torch.empty_like(weight) if min(value.shape[2:]) > 1 else torch.zeros_like(weight)
    for row, column, (from_y, from_x), (to_y, to_x) in taps(*source.shape[1:3]):
        back = arrived[:, to_y, to_x].reshape(-1, arrived.shape[-1])
        rows = source[:, from_y, from_x]
        if to_source is not None:
            to_source[:, from_y, from_x] += (back @ kernel[:, row, column].T).view(rows.shape)
        if to_weight is not None:
            matrix = rows.reshape(-1, rows.shape[-1])
            torch.mm(matrix.T, back, out=to_weight.permute(0, 2, 3, 1)[:, row, column])
    return None if to_source is None else to_source.permute(0, 3, 1, 2), to_weight
