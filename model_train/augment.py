"""Augmentation of whole batches as tensor operations; every random number comes from the generator given."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as nnf
from torch import Generator, Tensor

from model_train.errors import UsageError
from model_train.messages import phrase


@dataclass(frozen=True)
class Policy:
    """How strongly a batch is changed; probabilities are per image.

    Attributes:
        rotation_deg: Largest rotation to either side.
        zoom: Largest factor of enlargement or reduction.
        shift: Largest shift, as a share of the side.
        stretch: Largest factor by which the aspect is changed.
        gain: Standard deviation of the logarithm of each channel's gain (white balance).
        brightness: Largest brightness change, as a share of white.
        contrast: Largest factor of contrast.
        saturation: Largest share of colour taken away or added.
        gamma: Largest exponent.
        blur, noise, hairs, frame, cutout: Probability of each.
    """

    rotation_deg: float
    zoom: float
    shift: float = 0.0
    stretch: float = 1.0
    gain: float = 0.0
    brightness: float = 0.0
    contrast: float = 1.0
    saturation: float = 0.0
    gamma: float = 1.0
    blur: float = 0.0
    noise: float = 0.0
    hairs: float = 0.0
    frame: float = 0.0
    cutout: float = 0.0


POLICIES: dict[str, Policy] = {
    # The course report's: flips and a little colour jitter.
    "course": Policy(rotation_deg=0.0, zoom=1.0, brightness=0.1, contrast=1.1, saturation=0.1),
    # For cameras, skins and accidents that the training images do not show.
    "strong": Policy(
        rotation_deg=180.0, zoom=1.35, shift=0.1, stretch=1.2, gain=0.06, brightness=0.1, contrast=1.3,
        saturation=0.35, gamma=1.3, blur=0.2, noise=0.2, hairs=0.2, frame=0.15, cutout=0.2,
    ),
}  # fmt: skip


def augment_batch(
    images: npt.NDArray[np.uint8],
    masks: npt.NDArray[np.uint8],
    aspects: npt.NDArray[np.float32],
    name: str,
    generator: Generator,
) -> tuple[Tensor, Tensor]:
    """Change a batch at random.

    Args:
        images: (B, S, S, 3) uint8 RGB; left as they are.
        masks: (B, S, S) uint8, 0 or 1.
        aspects: (B,) width over height of each scene before it was squashed to a square.
        name: `course`, `strong` or `none`.
        generator: Source of all randomness.

    Returns:
        Images (B, 3, S, S) float32 in [0, 1] and masks (B, 1, S, S) float32, 0 or 1.
    """
    if name == "none":
        pixels = torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 255.0
        return pixels, torch.from_numpy(np.ascontiguousarray(masks))[:, None].float()
    if name not in POLICIES:
        raise UsageError(phrase("Unknown augmentation {name}", name=repr(name)))
    policy = POLICIES[name]
    drawn = np.array(images)
    for number in np.flatnonzero(_chance(len(drawn), policy.hairs, generator).numpy()):
        seed = int(torch.randint(2**31 - 1, (1,), generator=generator))
        drawn[number] = paint_hairs(drawn[number], np.random.default_rng(seed))
    whole = torch.from_numpy(drawn).permute(0, 3, 1, 2).contiguous()  # planes, along which each step is one walk
    truth = torch.from_numpy(np.array(masks))[:, None]
    if (policy.rotation_deg, policy.zoom, policy.shift, policy.stretch) == (0.0, 1.0, 0.0, 1.0):
        # As whole numbers, which are a quarter to move.
        whole, truth = _flip(whole, truth, generator)
        pixels, truth = whole.float().div_(255.0), truth.float()
    else:
        pixels, truth = whole.float().div_(255.0), truth.float()
        pixels, truth = _move(pixels, truth, torch.from_numpy(np.ascontiguousarray(aspects)), policy, generator)
    pixels = _blur(pixels, policy, generator)
    pixels = _relight(pixels, policy, generator)
    pixels, truth = _add_frame(pixels, truth, policy, generator)
    pixels = _cut_out(pixels, policy, generator)
    return pixels.clamp_(0.0, 1.0), truth


def _uniform(count: int, low: float, high: float, generator: Generator) -> Tensor:
    return torch.rand(count, generator=generator) * (high - low) + low


def _factor(count: int, largest: float, generator: Generator) -> Tensor:
    """Factors between 1/largest and largest, evenly in the logarithm."""
    limit = math.log(largest)
    return torch.exp(_uniform(count, -limit, limit, generator))


def _chance(count: int, probability: float, generator: Generator) -> Tensor:
    return torch.rand(count, generator=generator) < probability


def affine_matrices(aspects: Tensor, policy: Policy, generator: Generator) -> Tensor:
    """Give (B, 2, 3) matrices from output to input places, both in [-1, 1], as `affine_grid` wants them.

    Rotation happens in the scene's own proportions: the square is stretched to them, turned, and squashed again.
    """
    count = len(aspects)
    limit = math.radians(policy.rotation_deg)
    angle = _uniform(count, -limit, limit, generator)
    zoom = _factor(count, policy.zoom, generator)
    stretch = torch.sqrt(_factor(count, policy.stretch, generator))
    sign_x = torch.where(_chance(count, 0.5, generator), -1.0, 1.0)
    sign_y = torch.where(_chance(count, 0.5, generator), -1.0, 1.0)
    cosine, sine = torch.cos(angle), torch.sin(angle)
    rows = torch.zeros(count, 2, 3)
    rows[:, 0, 0] = cosine * sign_x * zoom * stretch
    rows[:, 0, 1] = -sine * sign_y * zoom / stretch / aspects
    rows[:, 1, 0] = sine * sign_x * zoom * stretch * aspects
    rows[:, 1, 1] = cosine * sign_y * zoom / stretch
    rows[:, 0, 2] = _uniform(count, -2 * policy.shift, 2 * policy.shift, generator)
    rows[:, 1, 2] = _uniform(count, -2 * policy.shift, 2 * policy.shift, generator)
    return rows


def _move(
    pixels: Tensor, truth: Tensor, aspects: Tensor, policy: Policy, generator: Generator
) -> tuple[Tensor, Tensor]:
    matrices = affine_matrices(aspects, policy, generator)
    together = torch.cat((pixels, truth), dim=1)  # (B, 4, S, S): one walk over the places for both
    grid = nnf.affine_grid(matrices, list(together.shape), align_corners=False)
    # What lies outside: drawn-out skin, or black as beyond a dermatoscope's tube. Never mirrored skin: the lesions
    # mirrored in teach the network to outline every spot at the border, and the truth has only the one in the middle.
    fill = ("border", "zeros")[int(torch.randint(2, (1,), generator=generator))]
    together = nnf.grid_sample(together, grid, mode="bilinear", padding_mode=fill, align_corners=False)
    return together[:, :3].contiguous(), (together[:, 3:] > 0.5).float()


def _flip(pixels: Tensor, truth: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
    """Mirror left and right, and top and bottom, each with a chance of one half; pixels stay what they are."""
    for axis in (3, 2):
        chosen = _chance(len(pixels), 0.5, generator)
        pixels[chosen] = pixels[chosen].flip(axis)
        truth[chosen] = truth[chosen].flip(axis)
    return pixels, truth


def _blur(pixels: Tensor, policy: Policy, generator: Generator) -> Tensor:
    chosen = _chance(len(pixels), policy.blur, generator)
    if chosen.any():
        side = pixels.shape[-1]
        small = nnf.avg_pool2d(pixels[chosen], 2)
        pixels[chosen] = nnf.interpolate(small, size=(side, side), mode="bilinear", align_corners=False)
    return pixels


def _relight(pixels: Tensor, policy: Policy, generator: Generator) -> Tensor:
    count = len(pixels)
    shape = (count, 1, 1, 1)
    gain = torch.exp(torch.randn(count, 3, 1, 1, generator=generator) * policy.gain)
    contrast = _factor(count, policy.contrast, generator).view(shape)
    light = _uniform(count, -policy.brightness, policy.brightness, generator).view(shape)
    if policy.gamma > 1.0:
        pixels = pixels.clamp(min=1e-4).pow_(_factor(count, policy.gamma, generator).view(shape))
    if policy.saturation > 0.0:
        share = _uniform(count, 1.0 - policy.saturation, 1.0 + policy.saturation, generator).view(shape)
        pixels = torch.lerp(pixels.mean(dim=1, keepdim=True), pixels, share)
    middle = pixels.mean(dim=(1, 2, 3), keepdim=True)
    # One multiplication and one addition: ((p·gain) − middle)·contrast + middle + light.
    pixels = pixels.mul_(gain * contrast).add_(middle * (1.0 - contrast) + light)
    chosen = _chance(count, policy.noise, generator)
    if chosen.any():
        strength = _uniform(int(chosen.sum()), 0.0, 0.05, generator).view(-1, 1, 1, 1)
        pixels[chosen] += torch.randn(pixels[chosen].shape, generator=generator) * strength
    return pixels


def _add_frame(pixels: Tensor, truth: Tensor, policy: Policy, generator: Generator) -> tuple[Tensor, Tensor]:
    """Darken around a circle, as a dermatoscope's tube does; what lies in the black is no longer lesion."""
    chosen = torch.nonzero(_chance(len(pixels), policy.frame, generator))[:, 0]
    if len(chosen) == 0:
        return pixels, truth
    side = pixels.shape[-1]
    axis = torch.linspace(-1.0, 1.0, side)
    count = len(chosen)
    centre_x = _uniform(count, -0.1, 0.1, generator).view(-1, 1, 1)
    centre_y = _uniform(count, -0.1, 0.1, generator).view(-1, 1, 1)
    radius = _uniform(count, 0.9, 1.35, generator).view(-1, 1, 1)
    softness = _uniform(count, 0.01, 0.3, generator).view(-1, 1, 1)
    distance = torch.sqrt((axis.view(1, 1, -1) - centre_x) ** 2 + (axis.view(1, -1, 1) - centre_y) ** 2)
    light = ((radius - distance) / softness + 0.5).clamp(0.02, 1.0)[:, None]  # (b, 1, S, S)
    pixels[chosen] = pixels[chosen] * light
    truth[chosen] = truth[chosen] * (light > 0.1)
    return pixels, truth


def _cut_out(pixels: Tensor, policy: Policy, generator: Generator) -> Tensor:
    """Cover a rectangle with the image's mean colour (DeVries and Taylor 2017); the mask stays."""
    side = pixels.shape[-1]
    for number in torch.nonzero(_chance(len(pixels), policy.cutout, generator))[:, 0].tolist():
        height, width = (_uniform(2, 0.08, 0.25, generator) * side).int().tolist()
        top, left = (torch.rand(2, generator=generator) * side).int().tolist()
        patch = pixels[number, :, top : top + height, left : left + width]
        patch.copy_(pixels[number].mean(dim=(1, 2)).view(3, 1, 1).expand_as(patch))
    return pixels


def paint_hairs(image: npt.NDArray[np.uint8], random: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Paint a few to many curved dark or pale hairs over an image, (S, S, 3) uint8; gives a new one."""
    side = image.shape[0]
    painted = image.copy()
    dark = random.random() < 0.8
    base = random.uniform(5, 80, 3) if dark else random.uniform(160, 240, 3)
    for _ in range(int(random.integers(4, 40))):
        start = random.uniform(-0.1, 1.1, 2) * side
        angle = random.uniform(0, 2 * math.pi)
        length = random.uniform(0.2, 1.0) * side
        bend = random.uniform(-1.2, 1.2)
        steps = np.linspace(0.0, 1.0, 12)
        turned = angle + bend * steps
        offsets = np.cumsum(np.stack((np.cos(turned), np.sin(turned)), axis=1), axis=0) * (length / 12)
        points = np.round((start + offsets) * 8).astype(np.int32)
        colour = np.clip(base + random.normal(0, 12, 3), 0, 255)
        thickness = 1 if random.random() < 0.75 else 2
        cv2.polylines(painted, [points], False, colour.tolist(), thickness, cv2.LINE_AA, shift=3)
    strength = random.uniform(0.5, 1.0)
    return cv2.addWeighted(painted, strength, image, 1.0 - strength, 0.0).astype(np.uint8)
