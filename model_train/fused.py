"""A network made ready for prediction on a processor: the same float32 arithmetic in fewer, longer steps.

Batch normalisation is folded into the convolutions; activation and residual addition happen while a convolution's
values are still in the processor's cache; weights lie in the order that oneDNN's kernels read, once and for all, which
PyTorch else makes anew at every call (for a single image that takes longer than the arithmetic). Half precision
(bfloat16) is not used: where the processor has no matrix unit for it, it is slower than float32.

On the kind of processor these were measured on, an image's values do not depend on the size of its batch, on the other
images in it or on the number of threads; a test holds that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar, cast

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_weights

from model_train.layers import taps
from model_train.mobilenet import InvertedResidual
from model_train.network import Context, Decoder, Joint, LesionNetwork, SeparableConv, SkipDecoder, TransposeDecoder

_log = logging.getLogger(__name__)

_Activation = tuple[str, list[float]]
_Fused = TypeVar("_Fused")

_RELU6: _Activation = ("hardtanh", [0.0, 6.0])
_RELU: _Activation = ("relu", [])
_PLAIN: _Activation = ("none", [])
# Fused and plain results differ by rounding, some 1e-6; far more would mean that a kernel computes something else.
_TOLERANCE = 1e-3


def fuse(network: LesionNetwork, side_px: int) -> FusedNetwork | None:
    """Make a network ready for prediction, and check it against the network itself on one image.

    Args:
        network: In eval mode, on the processor, float32.
        side_px: Of the square input.

    Returns:
        None where this PyTorch or processor lacks the kernels, or they compute something else, or where nobody has
        written down this decoder's steps.
    """
    if type(network.decoder) not in FUSED_DECODERS:
        return None

    def difference(fused: FusedNetwork, square: Tensor) -> float:
        return float((torch.sigmoid(fused(square)) - torch.sigmoid(network(square))).abs().max())

    return _checked(lambda: FusedNetwork(network), difference, side_px)


def fuse_encoder(network: LesionNetwork, side_px: int) -> FusedEncoder | None:
    """Make an encoder that stays as it is ready for training the decoder; None as for `fuse`.

    Args:
        network: On the processor, float32; its encoder is frozen, so in eval mode.
        side_px: Of the square input.
    """

    def difference(fused: FusedEncoder, square: Tensor) -> float:
        found = zip(fused(square), network.encoder(square, network.decoder.taps), strict=True)
        return max(float((first - second).abs().max() / second.abs().max().clamp_min(1.0)) for first, second in found)

    return _checked(lambda: FusedEncoder(network), difference, side_px)


def _checked(build: Callable[[], _Fused], difference: Callable[[_Fused, Tensor], float], side_px: int) -> _Fused | None:
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return None
    try:
        with torch.inference_mode():
            fused = build()
            square = torch.rand((1, 3, side_px, side_px), generator=torch.Generator().manual_seed(0)) * 4 - 2
            found = difference(fused, square.contiguous(memory_format=torch.channels_last))
    except (AttributeError, RuntimeError, TypeError) as error:  # these kernels are not PyTorch's public interface
        _log.info("the fused network cannot be used: %s", error)
        return None
    if not found <= _TOLERANCE:
        _log.warning("the fused network differs by %g and is not used", found)
        return None
    return fused


class FusedEncoder:
    """Normalised RGB (B, 3, S, S) in channels-last order in, the features that the decoder reads out.

    Any number of threads at once.
    """

    def __init__(self, network: LesionNetwork) -> None:
        self._stages = [_stage_of(stage) for stage in network.encoder.features]
        self._taps = network.decoder.taps

    def __call__(self, image: Tensor) -> list[Tensor]:
        """Give the feature maps."""
        found = []
        value = image
        for number, (steps, residual) in enumerate(self._stages):
            before = value
            for step in steps[:-1]:
                value = step(value)
            value = steps[-1](value, before if residual else None)
            if number in self._taps:
                found.append(value)
        return found


class FusedNetwork:
    """Normalised RGB (B, 3, S, S) in channels-last order in, logits (B, 1, S, S) out. Any number of threads at once."""

    def __init__(self, network: LesionNetwork) -> None:
        self._encode = FusedEncoder(network)
        self._decode = FUSED_DECODERS[type(network.decoder)](network.decoder)

    def __call__(self, image: Tensor) -> Tensor:
        """Give the logits."""
        return self._decode(self._encode(image))


class _Conv:
    """Convolution, batch normalisation and activation in one."""

    def __init__(self, conv: nn.Module, norm: nn.Module | None = None, activation: _Activation = _PLAIN) -> None:
        assert isinstance(conv, nn.Conv2d)
        weight, bias = conv.weight, conv.bias
        if norm is not None:
            assert isinstance(norm, nn.BatchNorm2d)
            assert norm.running_mean is not None
            assert norm.running_var is not None
            weight, bias = fuse_conv_bn_weights(
                weight, bias, norm.running_mean, norm.running_var, norm.eps, norm.weight, norm.bias
            )
        self._bias = None if bias is None else bias.detach().clone()
        self._padding, self._stride = list(cast(Any, conv.padding)), list(conv.stride)
        self._dilation, self._groups = list(conv.dilation), conv.groups
        self._activation = activation
        self._weight = weight.detach().clone(memory_format=torch.contiguous_format)
        self._packed: dict[tuple[int, ...], Tensor] = {}

    def __call__(self, value: Tensor, added: Tensor | None = None) -> Tensor:
        weight = self._packed_for(value)
        settings = (self._bias, self._padding, self._stride, self._dilation, self._groups)
        if added is not None:
            with_sum = torch.ops.mkldnn._convolution_pointwise.binary
            return cast(Tensor, with_sum(value, added, weight, *settings, "add", 1.0, None, [], None))
        kind, limits = self._activation
        return cast(Tensor, torch.ops.mkldnn._convolution_pointwise(value, weight, *settings, kind, limits, ""))

    def _packed_for(self, value: Tensor) -> Tensor:
        # The best order depends on the shape of what comes; batch sizes are few.
        shape = tuple(value.shape)
        packed = self._packed.get(shape)
        if packed is None:
            packed = torch.ops.mkldnn._reorder_convolution_weight(
                self._weight, self._padding, self._stride, self._dilation, self._groups, list(shape)
            )
            self._packed[shape] = packed
        return packed


class _TransposedConv:
    """Transposed convolution and ReLU in one."""

    # At this side of the input the products of `layers` take half of the time of oneDNN's kernel, also here. On smaller
    # maps a product has so few rows that its values would depend on the number of threads.
    _MAP_FOR_PRODUCTS = (4, 4)

    def __init__(self, conv: nn.ConvTranspose2d) -> None:
        assert conv.bias is not None
        self._weight, self._bias = conv.weight.detach().clone(), conv.bias.detach().clone()
        self._settings = (
            list(cast(Any, conv.padding)), list(conv.output_padding), list(conv.stride), list(conv.dilation),
            conv.groups,
        )  # fmt: skip
        self._packed: dict[tuple[int, ...], Tensor] = {}
        self._packed_taps: dict[tuple[int, ...], list[Tensor]] = {}

    def __call__(self, value: Tensor) -> Tensor:
        shape = tuple(value.shape)
        if shape[2:] == self._MAP_FOR_PRODUCTS:
            return self._by_products(value)
        packed = self._packed.get(shape)
        if packed is None:
            packed = torch.ops.mkldnn._reorder_convolution_transpose_weight(self._weight, *self._settings, list(shape))
            self._packed[shape] = packed
        apply = torch.ops.mkldnn._convolution_transpose_pointwise
        return cast(Tensor, apply(value, packed, self._bias, *self._settings, "relu", [], ""))

    def _by_products(self, value: Tensor) -> Tensor:
        """One product for each tap of the kernel. oneDNN's: unlike MKL's, their values do not depend on the batch."""
        count, before, height, width = value.shape
        after = self._weight.shape[1]
        source = value.permute(0, 2, 3, 1)  # (B, h, w, before)
        # Copies, since what comes out of a slice may not lie in one piece.
        sent = [
            (source[:, from_y, from_x].reshape(-1, before), row, column, to_y, to_x)
            for row, column, (from_y, from_x), (to_y, to_x) in taps(height, width)
        ]
        packed = self._packed_taps.get(value.shape)
        if packed is None:
            pack = torch.ops.mkldnn._reorder_linear_weight
            packed = [pack(self._weight[:, :, row, column].T.contiguous(), len(rows)) for rows, row, column, *_ in sent]
            self._packed_taps[value.shape] = packed
        shape = (count, after, 2 * height, 2 * width)
        output = torch.empty(shape, memory_format=torch.channels_last).copy_(self._bias.view(1, -1, 1, 1))
        target = output.permute(0, 2, 3, 1)
        for (rows, _row, _column, to_y, to_x), weight in zip(sent, packed, strict=True):
            places = target[:, to_y, to_x]
            places += torch.ops.mkldnn._linear_pointwise(rows, weight, None, "none", [], "").view(places.shape)
        return output.relu_()


def _stage_of(stage: nn.Module) -> tuple[list[_Conv], bool]:
    """The convolutions of an encoder's stage, and whether its input is added to its output."""
    if not isinstance(stage, InvertedResidual):
        conv, norm, *_ = cast(nn.Sequential, stage)
        return [_Conv(conv, norm, _RELU6)], False
    *expanded, last, last_norm = list(stage.conv)
    steps = [_Conv(cast(Any, block)[0], cast(Any, block)[1], _RELU6) for block in expanded]
    return [*steps, _Conv(last, last_norm)], stage.is_residual


def _transpose_decoder(decoder: TransposeDecoder) -> Callable[[list[Tensor]], Tensor]:
    doublings = [_TransposedConv(layer) for layer in decoder.layers if isinstance(layer, nn.ConvTranspose2d)]
    last = _Conv(decoder.layers[-1])

    def decode(taps: list[Tensor]) -> Tensor:
        value = taps[-1]
        for doubling in doublings:
            value = doubling(value)
        return last(value)

    return decode


class _Separable:
    def __init__(self, layers: SeparableConv) -> None:
        self._depthwise = _Conv(layers[0], layers[1], _RELU)
        self._pointwise = _Conv(layers[3], layers[4], _RELU)

    def __call__(self, value: Tensor) -> Tensor:
        return self._pointwise(self._depthwise(value))


class _Context:
    def __init__(self, context: Context) -> None:
        self._narrow = _Conv(context.narrow[0], context.narrow[1], _RELU)
        self._wide = _Separable(context.wide)
        self._whole = _Conv(context.whole)

    def __call__(self, deepest: Tensor) -> Tensor:
        value = self._narrow(deepest)
        mean = deepest.mean(dim=(2, 3), keepdim=True).contiguous(memory_format=torch.channels_last)
        return (value + self._wide(value)) * torch.sigmoid(self._whole(mean))


class _Joint:
    def __init__(self, joint: Joint) -> None:
        self._narrow = _Conv(joint.narrow[0], joint.narrow[1], _RELU)
        self._joined = [_Separable(cast(SeparableConv, layers)) for layers in joint.joined]

    def __call__(self, value: Tensor, skipped: Tensor) -> Tensor:
        enlarged = nnf.interpolate(self._narrow(value), scale_factor=2.0, mode="bilinear", align_corners=False)
        value = torch.cat((enlarged, skipped), dim=1)
        for layer in self._joined:
            value = layer(value)
        return value


class _SkipDecoder:
    def __init__(self, decoder: SkipDecoder) -> None:
        self._context = _Context(decoder.context)
        self._joints = [_Joint(cast(Joint, joint)) for joint in decoder.joints]
        self._last = _Conv(decoder.last)

    def __call__(self, taps: list[Tensor]) -> Tensor:
        value = self._context(taps[-1])
        for joint, skipped in zip(self._joints, reversed(taps[:-1]), strict=True):
            value = joint(value, skipped)
        return nnf.interpolate(self._last(value), scale_factor=2.0, mode="bilinear", align_corners=False)


FUSED_DECODERS: dict[type[Decoder], Callable[[Any], Callable[[list[Tensor]], Tensor]]] = {
    TransposeDecoder: _transpose_decoder,
    SkipDecoder: _SkipDecoder,
}
"""How each decoder is made ready. One that is not among them is computed as it is written, which takes longer."""
