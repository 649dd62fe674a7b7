"""MobileNetV2 without its classifier (Sandler et al. 2018, table 2), its tensors named as torchvision names them.

Defined here since importing torchvision's models brings torch's compiler and a computer algebra along, for seconds in
which the window's model could not answer (`python -X importtime -c "import torchvision.models"`). Tests hold both
to the same names and the same features.
"""

from __future__ import annotations

from typing import cast

from torch import Tensor, nn

from model_train.layers import InPlaceReLU6

# Expansion, channels, how many blocks, stride of the first one.
_STAGES = (
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
)
_FIRST_CHANNELS, _LAST_CHANNELS = 32, 1280


class InvertedResidual(nn.Module):
    """Widen by 1×1, filter each channel by 3×3, narrow by 1×1 without an activation.

    Args:
        before: Channels of the input.
        after: Channels of the output.
        stride: 2 halves the side.
        expansion: How many times as wide the filtered features are.
    """

    def __init__(self, before: int, after: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = before * expansion
        steps: list[nn.Module] = [] if expansion == 1 else [_conv_norm(before, wide, 1)]
        steps.append(_conv_norm(wide, wide, 3, stride=stride, groups=wide))
        steps += [nn.Conv2d(wide, after, 1, bias=False), nn.BatchNorm2d(after)]
        self.conv = nn.Sequential(*steps)
        self.is_residual = stride == 1 and before == after

    def forward(self, value: Tensor) -> Tensor:
        """Turn (B, before, h, w) into (B, after, h / stride, w / stride)."""
        if self.is_residual:
            return cast(Tensor, value + self.conv(value))
        return cast(Tensor, self.conv(value))


def mobilenet_features() -> nn.Sequential:
    """Give the 19 stages that turn (B, 3, H, W) into (B, 1280, H/32, W/32), with random weights (He et al. 2015)."""
    stages: list[nn.Module] = [_conv_norm(3, _FIRST_CHANNELS, 3, stride=2)]
    before = _FIRST_CHANNELS
    for expansion, after, count, stride in _STAGES:
        for number in range(count):
            stages.append(InvertedResidual(before, after, stride if number == 0 else 1, expansion))
            before = after
    stages.append(_conv_norm(before, _LAST_CHANNELS, 1))
    features = nn.Sequential(*stages)
    for module in features.modules():
        # Random numbers for tensors without memory are taken through torch's compiler, which is seconds in loading.
        if isinstance(module, nn.Conv2d) and not module.weight.is_meta:
            nn.init.kaiming_normal_(module.weight, mode="fan_out")
    return features


def _conv_norm(before: int, after: int, kernel: int, *, stride: int = 1, groups: int = 1) -> nn.Sequential:
    padding = kernel // 2
    return nn.Sequential(
        nn.Conv2d(before, after, kernel, stride=stride, padding=padding, groups=groups, bias=False),
        nn.BatchNorm2d(after),
        InPlaceReLU6(),
    )
