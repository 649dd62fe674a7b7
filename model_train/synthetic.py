"""Draw dermoscopy-like sample images with their masks: nobody's skin, and the same pixels at every run.

    python -m model_train.synthetic OUT_DIR

The pigment is drawn as it works: skin reflects its colour c, a layer of density d over it gives c · exp(-d · a), with
the absorption a of melanin (strongest in blue) or of blood (strongest in green). The true mask is where the lesion's
opacity is at least 0.3 (smoothed over a few pixels): observers include the visible fringe of a soft border.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from model_train.atomic import write_bytes
from model_train.drawing import (
    Blob,
    Field,
    Picture,
    Size,
    blurred,
    dots,
    grid_xy,
    largest_region,
    lesion_field,
    network,
    noise,
    ruler,
    scatter_bubbles,
    smoothstep,
    strands,
    with_bubbles,
)
from model_train.images import encode_mask

JPEG_QUALITY = 88

# Opacity 0.3 is reached this far outside the middle of the border, in widths of the border.
_OBSERVED = 0.27

Colour = tuple[float, float, float]

_MELANIN = np.array([0.29, 0.64, 1.08])
_DEEP_MELANIN = np.array([0.80, 0.60, 0.30])
_BLOOD = np.array([0.10, 0.85, 0.72])
_BLUE_GRAY = np.array([120, 122, 138]) / 255.0
_SCAR = np.array([226, 205, 200]) / 255.0


@dataclass(frozen=True)
class Recipe:
    """What one sample image shows. Strengths are 0 for none and about 1 for full.

    Attributes:
        name: Stem of the files.
        seed: Everything random follows from it.
        size: (height, width) in pixels.
        skin: RGB 0..255 of the skin in the middle of the image.
        blobs: Lobes of the lesion.
        ragged: Irregularity of the border.
        softness: Widths of the border where it is sharpest and softest, in halves of the image height.
        pigment: Optical density of the lesion's melanin.
        redness: Optical density of blood in the lesion.
        variation: How much the pigment varies over the lesion.
        mesh: Strength of the pigment network.
        globules: Number of globules.
        blotches: Strength of dark blotches.
        veil: Strength of a blue-white veil.
        regression: Strength of scar-like pale areas.
        hairs: Number of hairs.
        hair_width_px: Their thickness at 768 pixels of height.
        hair_colour: RGB 0..255.
        bubbles: Number of gel bubbles.
        dark_corners: Whether the dermatoscope's round field is seen.
        ruler_edge: "right", "bottom" or "" for none.
        sticker: RGB 0..255 of a colour patch in a corner, or None.
        freckles: Number of pale spots elsewhere on the skin.
        vessels: Number of fine vessels in the skin.
        vignette: Fall of light towards the corners.
    """

    name: str
    seed: int
    size: Size
    skin: Colour
    blobs: tuple[Blob, ...]
    ragged: float = 0.5
    softness: tuple[float, float] = (0.02, 0.10)
    pigment: float = 0.9
    redness: float = 0.0
    variation: float = 0.3
    mesh: float = 0.5
    globules: int = 0
    blotches: float = 0.0
    veil: float = 0.0
    regression: float = 0.0
    hairs: int = 0
    hair_width_px: float = 2.0
    hair_colour: Colour = (38, 27, 24)
    bubbles: int = 0
    dark_corners: bool = False
    ruler_edge: str = ""
    sticker: Colour | None = None
    freckles: int = 0
    vessels: int = 0
    vignette: float = 0.12


SAMPLES: tuple[Recipe, ...] = (
    Recipe(
        "sample_01_network", 101, (768, 1024), (213, 188, 170), (Blob(-0.05, 0.02, 0.66, 0.55, 0.4),),
        ragged=0.55, pigment=0.95, mesh=0.8, variation=0.3, hairs=3, ruler_edge="right", freckles=12, vessels=5,
    ),
    Recipe(
        "sample_02_many_colours", 202, (1200, 1600), (216, 182, 172),
        (Blob(-0.24, -0.02, 0.55, 0.45, 0.2), Blob(0.32, 0.16, 0.45, 0.36, -0.5), Blob(0.08, -0.3, 0.36, 0.3, 0.9)),
        ragged=0.95, softness=(0.012, 0.09), pigment=1.5, redness=0.06, variation=0.55, mesh=0.6, globules=70,
        blotches=0.7, veil=0.8, regression=0.7, hairs=5, vessels=8, freckles=5,
    ),
    Recipe(
        "sample_03_round_field", 303, (768, 1024), (226, 170, 150),
        (Blob(0.0, -0.04, 0.46, 0.5, 0.3), Blob(0.24, 0.22, 0.3, 0.26, 0.0)),
        ragged=0.7, pigment=1.15, redness=0.1, variation=0.4, mesh=0.25, globules=240, hairs=2, bubbles=16,
        dark_corners=True, vessels=8, vignette=0.22,
    ),
    Recipe(
        "sample_04_pale", 404, (768, 1024), (214, 186, 172), (Blob(0.06, 0.0, 0.62, 0.46, -0.5),),
        ragged=0.7, softness=(0.05, 0.16), pigment=0.11, redness=0.06, variation=0.3, mesh=0.2, freckles=4,
        vessels=6, hairs=2, hair_width_px=1.6, hair_colour=(120, 92, 74), bubbles=5,
    ),
    Recipe(
        "sample_05_hair", 505, (768, 1024), (208, 168, 146), (Blob(0.0, 0.03, 0.58, 0.48, 1.0),),
        ragged=0.6, pigment=1.0, variation=0.35, mesh=0.5, globules=30, hairs=125, hair_width_px=4.0, vessels=4,
    ),
    Recipe(
        "sample_06_dark_skin", 606, (768, 1024), (152, 110, 84),
        (Blob(-0.1, -0.06, 0.5, 0.42, -0.3), Blob(0.16, 0.1, 0.36, 0.34, 0.2)),
        ragged=0.6, softness=(0.015, 0.07), pigment=1.0, variation=0.4, mesh=0.45, globules=40, blotches=0.5,
        hairs=4, sticker=(38, 92, 160), freckles=5,
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Drawing:
    """A drawn image and its true mask.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) bool.
    """

    image: NDArray[np.uint8]
    mask: NDArray[np.bool_]


def draw(recipe: Recipe) -> Drawing:
    """Draw one sample image; the same recipe gives the same image."""
    # Each part has its own generator, so that changing one leaves the others as they were.
    streams = iter(np.random.default_rng(recipe.seed).spawn(8))
    field, width = _border(next(streams), recipe)
    visible = field + _OBSERVED * width
    # Islands would not be outlined, so they are not drawn either.
    field = np.where(largest_region(visible) | (visible < 0), field, -2 * _OBSERVED * width)
    mask = largest_region(blurred(field + _OBSERVED * width, recipe.size[0] / 110))

    picture = _skin(next(streams), recipe)
    picture = _lesion(next(streams), recipe, picture, field, width)
    picture = _with_light(next(streams), recipe, picture)
    picture = _with_hairs(next(streams), recipe, picture)
    picture = _with_things(next(streams), recipe, picture)
    picture = _photographed(next(streams), recipe, picture)
    return Drawing(np.rint(picture * 255.0).astype(np.uint8), mask)


def _border(rng: np.random.Generator, recipe: Recipe) -> tuple[Field, Field]:
    """The lesion's shape, 0 at half its opacity, and how far from there the border fades to both sides."""
    size, unit = recipe.size, recipe.size[0] / 768
    field = blurred(lesion_field(rng, size, recipe.blobs, recipe.ragged), 2.0 * unit)
    sharpest, softest = recipe.softness
    return field, sharpest + (softest - sharpest) * smoothstep(0.5 + 0.55 * noise(rng, size, 300 * unit, 2))


def _layer(picture: Picture, density: Field, absorption: NDArray[np.float64]) -> Picture:
    """Put a layer of pigment over a picture (Beer-Lambert)."""
    return picture * np.exp(-density[..., np.newaxis] * absorption)


def _mixed(picture: Picture, colour: NDArray[np.float64], share: Field) -> Picture:
    return picture + (colour - picture) * share[..., np.newaxis]


def _skin(rng: np.random.Generator, recipe: Recipe) -> Picture:
    """Bare skin: mottled in red and brown, with fine furrows, pores, vessels and freckles."""
    size, unit = recipe.size, recipe.size[0] / 768
    picture = np.broadcast_to(np.array(recipe.skin) / 255.0, (*size, 3)).copy()
    red = 0.022 * noise(rng, size, 300 * unit, 3) + 0.016 * noise(rng, size, 30 * unit, 4, 0.8)
    brown = 0.025 * noise(rng, size, 340 * unit, 3) + 0.020 * noise(rng, size, 9 * unit, 3, 0.8)
    picture = _layer(picture, red, _BLOOD)
    picture = _layer(picture, brown, _MELANIN)
    # Fine lines run in two directions, as on a fingertip but much weaker.
    fine = noise(rng, size, 3.2 * unit, 2, 0.8)
    picture = picture * (1.0 + 0.012 * fine)[..., np.newaxis]
    furrows = network(rng, size, 21 * unit, 2.4 * unit) * smoothstep(0.5 + 0.5 * noise(rng, size, 90 * unit, 2))
    picture = _mixed(picture, np.array([1.0, 0.97, 0.95]), 0.06 * furrows)
    everywhere = np.ones(size)
    pores = dots(rng, size, everywhere, 260, (1.2 * unit, 3.2 * unit), 1.3 * unit)
    picture = _layer(picture, 0.07 * pores, _MELANIN)
    if recipe.vessels:
        thin = strands(rng, size, recipe.vessels, 2.0 * unit, 0.0, 3.0, (0.05, 0.22), 1.4)
        picture = _layer(picture, 0.22 * blurred(thin, 1.8 * unit), _BLOOD)
    if recipe.freckles:
        spots = dots(rng, size, everywhere, recipe.freckles, (8 * unit, 30 * unit), 9 * unit)
        spots = smoothstep((spots + 0.16 * noise(rng, size, 14 * unit, 3, 0.7) - 0.25) / 0.7) * blurred(spots, 6 * unit)
        picture = _layer(picture, 0.38 * spots, _MELANIN)
    return picture


def _lesion(rng: np.random.Generator, recipe: Recipe, picture: Picture, field: Field, width: Field) -> Picture:
    """The lesion: opacity from the border, pigment and blood of varying density, structures of dermoscopy."""
    size, unit = recipe.size, recipe.size[0] / 768
    mesh = network(rng, size, 11.5 * unit, 2.4 * unit)
    # The network frays the border: its lines reach further out than the holes between them.
    frayed = (
        field
        + 0.35 * width * (mesh - 0.4) * min(1.0, recipe.mesh * 1.5)
        + 0.15 * width * noise(rng, size, 12 * unit, 2)
    )
    opacity = smoothstep(0.5 + 0.5 * frayed / width)
    depth = smoothstep(field / 0.35)

    tone = 1.0 + recipe.variation * (0.55 * noise(rng, size, 170 * unit, 3) + 0.25 * noise(rng, size, 30 * unit, 3))
    tone *= 0.72 + 0.38 * depth
    density = recipe.pigment * np.clip(tone, 0.30, 2.2)
    patchy = smoothstep(0.6 + 0.5 * noise(rng, size, 150 * unit, 2))
    density *= 1.0 + recipe.mesh * (1.3 * mesh - 0.45) * (0.25 + 0.75 * patchy)
    density *= np.clip(1.0 + 0.13 * noise(rng, size, 9 * unit, 3, 0.8), 0.5, 1.6)
    if recipe.globules:
        clumps = opacity * smoothstep(0.3 + 0.6 * noise(rng, size, 120 * unit, 2))
        drops = dots(rng, size, clumps, recipe.globules, (2.5 * unit, 6.5 * unit), 1.1 * unit)
        density += 0.55 * recipe.pigment * drops
    if recipe.blotches:
        dark = smoothstep((noise(rng, size, 140 * unit, 3) - 0.7) / 0.5) * depth
        density += recipe.blotches * recipe.pigment * dark

    pale = recipe.regression * smoothstep((noise(rng, size, 150 * unit, 3) - 0.75) / 0.5) * depth
    density *= 1.0 - 0.75 * pale
    picture = _layer(picture, recipe.redness * opacity * (1 + 0.3 * noise(rng, size, 60 * unit, 3)), _BLOOD)
    picture = _layer(picture, density * opacity, _MELANIN)
    # Dense pigment turns from brown towards black.
    picture = _layer(picture, 0.40 * np.clip(density - 0.9, 0.0, None) * opacity, _DEEP_MELANIN)
    picture = _mixed(picture, _SCAR, 0.30 * pale * opacity)
    if recipe.veil:
        veil = smoothstep((noise(rng, size, 190 * unit, 4, 0.6) - 0.1) / 1.3) * depth
        shade = _BLUE_GRAY * (1 + 0.10 * noise(rng, size, 20 * unit, 3))[..., np.newaxis]
        picture = picture + (shade - picture) * (0.85 * recipe.veil * veil * opacity)[..., np.newaxis]
    # A light halo of skin with less pigment around nevi, hardly noticed but always there.
    halo = np.exp(-(((field + 0.10) / 0.07) ** 2)) * (1 - opacity)
    return picture * (1.0 + 0.03 * min(1.0, recipe.pigment) * halo[..., np.newaxis])


def _with_light(rng: np.random.Generator, recipe: Recipe, picture: Picture) -> Picture:
    """Uneven light: a slope, a fall towards the corners, and the black beyond a round field of view."""
    x, y = grid_xy(recipe.size)
    angle = rng.uniform(0, 2 * np.pi)
    slope = 0.035 * (x * np.cos(angle) + y * np.sin(angle))
    cx, cy = rng.normal(0, 0.06, 2)
    r2 = ((x - cx) ** 2 + (y - cy) ** 2) / 2.78
    light = 1.0 + slope + 0.06 - recipe.vignette * r2
    # Corners lose blue last: the lamp's own light is bluer than what the skin scatters.
    tint = np.array([1.05, 1.0, 0.96])
    picture = picture * light[..., np.newaxis] ** tint
    if recipe.dark_corners:
        r = np.hypot(x - 0.4 * cx, y - 0.4 * cy)
        beyond = smoothstep((r - 1.27 + 0.01 * noise(rng, recipe.size, 200, 2)) / 0.14)
        picture = picture * (1 - 0.93 * beyond)[..., np.newaxis] ** np.array([1.15, 1.0, 0.9])
        picture = picture * (1 - 0.6 * smoothstep((r - 1.35) / 0.08))[..., np.newaxis]
    return picture


def _with_hairs(rng: np.random.Generator, recipe: Recipe, picture: Picture) -> Picture:
    """Hairs over the skin, with a soft shadow beside them and a faint shine along them."""
    if not recipe.hairs:
        return picture
    size, unit = recipe.size, recipe.size[0] / 768
    spread = 0.35 if recipe.hairs > 20 else 1.2
    cover = strands(rng, size, recipe.hairs, recipe.hair_width_px * unit, rng.uniform(0.2, 1.2), spread)
    offset = max(1, round(2.5 * unit))
    shadow = np.roll(blurred(cover, 3.0 * unit), (offset, offset), axis=(0, 1))
    picture = picture * (1 - 0.22 * shadow)[..., np.newaxis]
    shine = np.clip(blurred(cover, 0.8 * unit) - 0.85, 0, None) * (0.5 + 0.5 * noise(rng, size, 40 * unit, 2))
    colour = np.array(recipe.hair_colour) / 255.0 + 0.5 * np.clip(shine, 0, 0.4)[..., np.newaxis]
    return picture + (colour - picture) * (0.92 * cover)[..., np.newaxis]


def _with_things(rng: np.random.Generator, recipe: Recipe, picture: Picture) -> Picture:
    """What else gets into the picture: a colour patch, a ruler, gel bubbles."""
    size, unit = recipe.size, recipe.size[0] / 768
    x, y = grid_xy(size)
    if recipe.sticker is not None:
        r = np.hypot(x - 1.42, y - 1.02) + 0.003 * noise(rng, size, 60 * unit, 2)
        patch = smoothstep((0.52 - r) / 0.012)
        picture = picture * (1 - 0.25 * smoothstep((0.56 - r) / 0.06) * (1 - patch))[..., np.newaxis]
        paper = np.array(recipe.sticker) / 255.0 * (0.94 + 0.025 * noise(rng, size, 5 * unit, 3))[..., np.newaxis]
        sheen = 1.0 + 0.10 * np.clip((0.5 - r) / 0.5, 0, 1)
        picture = picture + (paper * sheen[..., np.newaxis] - picture) * (0.97 * patch)[..., np.newaxis]
    if recipe.ruler_edge:
        ink = ruler(size, 54 * unit, recipe.ruler_edge)
        picture = _mixed(picture, np.array([0.13, 0.12, 0.15]), 0.80 * ink)
    if recipe.bubbles:
        picture = with_bubbles(picture, scatter_bubbles(rng, size, recipe.bubbles, 11 * unit))
    return picture


def _photographed(rng: np.random.Generator, recipe: Recipe, picture: Picture) -> Picture:
    """Lens and sensor: a slight blur, then noise."""
    picture = blurred(np.clip(picture, 0.0, 1.0), 0.6 * recipe.size[0] / 768)
    grain = rng.standard_normal((*recipe.size, 3)) * 0.006 + rng.standard_normal((*recipe.size, 1)) * 0.005
    return np.clip(picture + grain * np.sqrt(np.clip(picture, 0.05, 1.0)), 0.0, 1.0)


def write_samples(folder: Path, recipes: Sequence[Recipe] = SAMPLES) -> list[Path]:
    """Draw sample images into `images/NAME.jpg` and `masks/NAME_Segmentation.png` below a folder.

    Args:
        folder: Where to; made if it is not there.
        recipes: What to draw.

    Returns:
        The image files.

    Raises:
        StorageError: A file cannot be written.
    """
    written: list[Path] = []
    for part in ("images", "masks"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for recipe in recipes:
        drawing = draw(recipe)
        coded = io.BytesIO()
        Image.fromarray(drawing.image).save(coded, "JPEG", quality=JPEG_QUALITY, optimize=True)
        path = folder / "images" / f"{recipe.name}.jpg"
        write_bytes(path, coded.getvalue())
        write_bytes(folder / "masks" / f"{recipe.name}_Segmentation.png", encode_mask(drawing.mask))
        written.append(path)
    return written


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw all sample images into a folder given on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m model_train.synthetic",
        description="Draw the dermoscopy-like sample images and their masks. They show nobody's skin.",
    )
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="folder for images/ and masks/")
    options = parser.parse_args(arguments)
    for path in write_samples(options.folder):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
