"""Analysis of a set of images and masks before anything is trained on it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from model_train.atomic import write_bytes, write_json
from model_train.augment import augment_batch
from model_train.errors import AppError, PairingError
from model_train.images import read_image, read_mask
from model_train.messages import packed, phrase
from model_train.network_input import shrink
from model_train.page import Page
from model_train.pairing import Pairing, find_pairs
from model_train.pairs_file import read_pairs_file
from model_train.perceptual_hash import perceptual_hash
from model_train.pictures import draw_outlines, figure_png, new_figure, sheet_png
from model_train.run_folder import make_folder
from model_train.splitting import near_duplicates

_SAMPLE_PX = 160
_SAMPLES = 6
_LISTED = 20
CHANNELS = ("red", "green", "blue")

FINDINGS = {
    "image_without_mask": "Images without a mask",
    "mask_without_image": "Masks without an image",
    "unreadable": "Files that cannot be read",
    "size_mismatch": "Masks of another size than their image",
    "duplicate_image": "Images with identical content",
    "near_duplicate_image": "Images that look alike",
    "empty_mask": "Masks without any lesion",
    "full_mask": "Masks that cover the whole image",
    "mask_coded_01": "Masks coded 0/1 (empty by the challenge's rule, read as what they mean)",
    "mask_other_values": "Masks with values besides 0 and 255",
}
"""What is looked for, and what it is called on the page."""


@dataclass
class Analysis:
    """What was found in a set.

    Attributes:
        counts: Of images, masks and pairs.
        findings: By kind (a key of FINDINGS), one sentence each, naming the file.
        concerned: For each finding the positions of the pairs it concerns; empty for one outside all pairs.
        sizes: Number of images by (width, height).
        fractions: Lesion area as a share of each image.
        pixel_mean, pixel_std: Over all pixels of all images, each image weighing the same; per channel and overall,
            in [0, 1].
        image_std: Mean over images of each one's own standard deviation over pixels and channels, in [0, 1].
    """

    counts: dict[str, int] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=lambda: {key: [] for key in FINDINGS})
    concerned: dict[str, list[list[int]]] = field(default_factory=lambda: {key: [] for key in FINDINGS})
    sizes: Counter[tuple[int, int]] = field(default_factory=Counter)
    fractions: list[float] = field(default_factory=list)
    pixel_mean: dict[str, float] = field(default_factory=dict)
    pixel_std: dict[str, float] = field(default_factory=dict)
    image_std: float = 0.0

    def add(self, kind: str, sentence: str, *pairs: int) -> None:
        """Note a finding and the positions of the pairs it concerns."""
        self.findings[kind].append(sentence)
        self.concerned[kind].append(list(pairs))

    def as_json(self) -> dict[str, Any]:
        """Give what is written to `analysis.json`."""
        shares = np.array(self.fractions or [0.0])
        quantiles = np.quantile(shares, (0.0, 0.25, 0.5, 0.75, 1.0))
        named = zip(("min", "q25", "median", "q75", "max"), quantiles, strict=True)
        return {
            "counts": self.counts,
            "findings": self.findings,
            "findings_said": {kind: [packed(one) for one in found] for kind, found in self.findings.items()},
            "concerned": self.concerned,
            "sizes": [{"width": w, "height": h, "images": n} for (w, h), n in self.sizes.most_common()],
            "lesion_fraction": {"mean": float(shares.mean()), **{key: float(value) for key, value in named}},
            "pixel_mean": self.pixel_mean,
            "pixel_std": self.pixel_std,
            "mean_image_std": self.image_std,
        }


@dataclass(frozen=True)
class Sample:
    """A pair that is shown: its id, (S, S, 3) uint8 RGB, (S, S) bool; those of the lowest lots are."""

    lot: int
    name: str
    image: npt.NDArray[np.uint8]
    mask: npt.NDArray[np.bool_]


def analyse(
    images: Path, masks: Path, out: Path, *, seed: int = 0, on_progress: Callable[[int, int], None] | None = None
) -> Analysis:
    """Look at every image and mask, and write `analysis.json`, plots and `analysis.html` to `out`.

    Args:
        images: Folder of images.
        masks: Folder of masks.
        out: Folder for the results; made if missing.
        seed: Of the choice of samples and of their augmentation.
        on_progress: Told how many of how many pairs are done.

    Raises:
        FolderError: A folder cannot be used.
        PairingError: There is no image at all.
        StorageError: A result cannot be written.
    """
    pairing = find_pairs(images, masks)
    if not pairing.pairs and not pairing.images_without_mask:
        raise PairingError("There is no image to analyse", path=images, remedy="Check --images.")
    return _analyse(pairing, out, seed, on_progress)


def analyse_listed(
    pairs_file: Path, out: Path, *, seed: int = 0, on_progress: Callable[[int, int], None] | None = None
) -> Analysis:
    """Look at a list of pairs as `analyse` looks at folders.

    Raises:
        UsageError, PairingError: The list cannot be used.
        FolderError, StorageError: The results cannot be written.
    """
    pairs = [(one.image, one.mask) for one in read_pairs_file(pairs_file)]
    return _analyse(Pairing(pairs, [], []), out, seed, on_progress)


def _analyse(pairing: Pairing, out: Path, seed: int, on_progress: Callable[[int, int], None] | None) -> Analysis:
    result = Analysis()
    for kind, paths in (
        ("image_without_mask", pairing.images_without_mask),
        ("mask_without_image", pairing.masks_without_image),
    ):
        for path in paths:
            result.add(kind, path.name)
    everything = [image for image, _mask in pairing.pairs] + pairing.images_without_mask
    result.counts = {
        "images": len(everything),
        "masks": len(pairing.pairs) + len(pairing.masks_without_image),
        "pairs": len(pairing.pairs),
    }
    make_folder(out)
    random = np.random.default_rng(seed)
    lots = random.permutation(len(pairing.pairs)).tolist()
    samples = _look_at_pairs(pairing.pairs, result, lots, on_progress)
    _write(out, result, samples, seed)
    return result


def _look_at_pairs(
    pairs: Sequence[tuple[Path, Path]],
    result: Analysis,
    lots: Sequence[int],
    on_progress: Callable[[int, int], None] | None,
) -> list[Sample]:
    samples: list[Sample] = []
    sums, squares, stds = np.zeros(3), np.zeros(3), []
    contents: dict[str, int] = {}
    hashes: dict[str, str] = {}
    counted = 0
    for number, (image_path, mask_path) in enumerate(pairs):
        if on_progress is not None:
            on_progress(number, len(pairs))
        try:
            image = read_image(image_path)
        except AppError as error:
            result.add("unreadable", phrase("{name}: {what}", name=image_path.name, what=error.what), number)
            continue
        result.sizes[(image.shape[1], image.shape[0])] += 1
        digest = hashlib.sha256(image.tobytes()).hexdigest()
        if digest in contents:
            same = contents[digest]
            told = phrase("{name} is {same}", name=image_path.name, same=pairs[same][0].name)
            result.add("duplicate_image", told, number, same)
        else:
            contents[digest] = number
            hashes[str(number)] = perceptual_hash(image)
        flat = image.reshape(-1, 3)
        # Exact sums of bytes in 64 bits: no rounding however large the image is.
        mean = flat.sum(axis=0, dtype=np.uint64) / (255.0 * len(flat))
        square = np.array([np.dot(c, c) for c in flat.T.astype(np.float64)]) / (255.0**2 * len(flat))
        sums += mean
        squares += square
        stds.append(float(np.sqrt(max(0.0, square.mean() - mean.mean() ** 2))))
        counted += 1
        mask = _look_at_mask(number, mask_path, (image.shape[1], image.shape[0]), result)
        drawn = len(samples) < _SAMPLES or lots[number] < samples[-1].lot
        if mask is not None and drawn and mask.any() and not mask.all():
            small = shrink(np.repeat(mask[..., None].astype(np.uint8) * 255, 3, axis=2), _SAMPLE_PX)
            sample = Sample(lots[number], image_path.stem, shrink(image, _SAMPLE_PX), small[..., 0] > 128)
            samples = sorted([*samples, sample], key=lambda one: one.lot)[:_SAMPLES]
    for left, right, bits in near_duplicates(hashes, hashes):
        if int(left) < int(right):
            told = phrase(
                "{left} and {right} ({bits} of 64 bits differ)",
                left=pairs[int(left)][0].name,
                right=pairs[int(right)][0].name,
                bits=bits,
            )
            result.add("near_duplicate_image", told, int(left), int(right))
    if counted:
        mean, square = sums / counted, squares / counted
        deviation = np.sqrt(np.maximum(0.0, square - mean**2))
        result.pixel_mean = {**_by_channel(mean), "overall": float(mean.mean())}
        overall = float(np.sqrt(max(0.0, square.mean() - mean.mean() ** 2)))
        result.pixel_std = {**_by_channel(deviation), "overall": overall}
        result.image_std = float(np.mean(stds))
    return samples


def _look_at_mask(number: int, path: Path, size_wh: tuple[int, int], result: Analysis) -> npt.NDArray[np.bool_] | None:
    try:
        stored = read_mask(path)
    except AppError as error:
        result.add("unreadable", phrase("{name}: {what}", name=path.name, what=error.what), number)
        return None
    mask = stored.rescaled() if stored.coded_01 else stored.mask
    if (mask.shape[1], mask.shape[0]) != size_wh:
        told = phrase(
            "{name}: {width}×{height}, its image {image_width}×{image_height}",
            name=path.name,
            width=mask.shape[1],
            height=mask.shape[0],
            image_width=size_wh[0],
            image_height=size_wh[1],
        )
        result.add("size_mismatch", told, number)
        return None
    if stored.coded_01:
        result.add("mask_coded_01", path.name, number)
    elif stored.values_other:
        result.add("mask_other_values", path.name, number)
    if not mask.any():
        result.add("empty_mask", path.name, number)
    elif mask.all():
        result.add("full_mask", path.name, number)
    result.fractions.append(float(mask.mean()))
    return mask


def _by_channel(values: npt.NDArray[np.float64]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(CHANNELS, values, strict=True)}


def _write(out: Path, result: Analysis, samples: Sequence[Sample], seed: int) -> None:
    figures = {
        "sizes.png": (_sizes_png(result), "Distribution of image sizes: width and height in pixels"),
        "lesion_fraction.png": (_fractions_png(result), "Lesion area as a share of the image"),
    }
    if samples:
        caption = "Samples with their masks (green): as they are, augmented `course`, augmented `strong`"
        figures["samples.png"] = (_samples_png(samples, seed), caption)
    for name, (png, _caption) in figures.items():
        write_bytes(out / name, png)
    write_json(out / "analysis.json", result.as_json())
    page = Page("Analysis of the images and masks")
    page.table([{"": key, "number": value} for key, value in result.counts.items()])
    page.heading("Validation of the pairs")
    for kind, title in FINDINGS.items():
        found = result.findings[kind]
        page.text(f"{title}: {len(found) or 'none'}")
        more = [f"… and {len(found) - _LISTED} more (all in analysis.json)"] if len(found) > _LISTED else []
        page.listing(found[:_LISTED] + more)
    page.heading("Pixels")
    page.table(
        [
            {"": "mean", **result.pixel_mean},
            {"": "standard deviation", **result.pixel_std},
        ]
    )
    page.text(
        f"Values in [0, 1], every image weighing the same. The mean of each image's own standard deviation is "
        f"{result.image_std:.4f}."
    )
    page.heading("Sizes and lesions")
    if result.fractions:
        low, middle, high = np.quantile(result.fractions, (0.0, 0.5, 1.0))
        page.text(
            f"{len(result.sizes)} sizes. A lesion covers {float(np.mean(result.fractions)):.1%} of its image on "
            f"average; median {middle:.1%}, from {low:.1%} to {high:.1%}."
        )
    for png, caption in figures.values():
        page.picture(png, caption)
    page.write(out / "analysis.html")


def _sizes_png(result: Analysis) -> bytes:
    figure = new_figure(7.0, 4.2)
    axis = figure.subplots()
    sizes = list(result.sizes.items())
    counts = [count for _size, count in sizes]
    axis.scatter(
        [width for (width, _height), _count in sizes],
        [height for (_width, height), _count in sizes],
        s=[20 + 400 * count / max(counts) for count in counts] if counts else [],
        alpha=0.5,
    )
    for (width, height), count in result.sizes.most_common(6):
        axis.annotate(f"{count}", (width, height), fontsize="small")
    axis.set_xlabel("width, px")
    axis.set_ylabel("height, px")
    axis.grid(alpha=0.3)
    return figure_png(figure)


def _fractions_png(result: Analysis) -> bytes:
    from matplotlib.ticker import MaxNLocator

    figure = new_figure(7.0, 3.4)
    axis = figure.subplots()
    axis.hist(result.fractions, bins=40, range=(0.0, 1.0))
    axis.yaxis.set_major_locator(MaxNLocator(integer=True))
    axis.set_xlabel("lesion area / image area")
    axis.set_ylabel("images")
    return figure_png(figure)


def _samples_png(samples: Sequence[Sample], seed: int) -> bytes:
    images = np.stack([sample.image for sample in samples])
    masks = np.stack([sample.mask for sample in samples]).astype(np.uint8)
    tiles = [draw_outlines(sample.image, sample.mask, None) for sample in samples]
    labels = [sample.name for sample in samples]
    for name in ("course", "strong"):
        generator = torch.Generator().manual_seed(seed)
        pixels, truth = augment_batch(images, masks, np.ones(len(images), np.float32), name, generator)
        changed = (pixels.permute(0, 2, 3, 1).numpy() * 255.0).astype(np.uint8)
        outlined = zip(changed, truth[:, 0].numpy() > 0.5, strict=True)
        tiles += [draw_outlines(image, mask, None) for image, mask in outlined]
        labels += [f"augmented: {name}"] * len(samples)
    return sheet_png(tiles, columns=len(samples), labels=labels)
