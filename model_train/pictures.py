"""Pictures of a run: curves per epoch, and a sheet of validation images with both outlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import cv2
import numpy as np
import numpy.typing as npt
import torch
from PIL import Image, ImageDraw

from model_train.atomic import write_bytes
from model_train.checkpoint_header import CheckpointHeader
from model_train.dataset import DecodedPairs, Pair
from model_train.network import LesionNetwork
from model_train.pairs_file import ListedPair
from model_train.predictor import normalise
from model_train.quality import jaccard
from model_train.run_folder import CURVES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TRUTH_RGB = (64, 220, 90)
PREDICTION_RGB = (255, 80, 200)
_SAMPLES = 8
_LABEL_PX = 16
_LABELLED_FROM_PX = 96
"""Below this a tile is too narrow for a label."""
_LETTER_PX = 6
_CURVES = {"loss": "loss", "jaccard": "IoU (Jaccard)", "dice": "Dice", "accuracy": "pixel accuracy"}
_SIDES = {"train": (":", "training"), "val": ("-", "validation"), "test": ("--", "test")}


def draw_augmented(pairs: Sequence[ListedPair], name: str, seed: int, size_px: int) -> list[npt.NDArray[np.uint8]]:
    """Images as an augmentation changes them, with the outlines of their ground truth.

    Args:
        pairs: Which images.
        name: `course`, `strong` or `none`.
        seed: Of the changes.
        size_px: Side of the squares.

    Returns:
        (S, S, 3) uint8 RGB each, C-contiguous, in the order of the pairs.

    Raises:
        AppError: An image or a mask cannot be read.
    """
    from model_train.augment import augment_batch

    cache = DecodedPairs([Pair(pair.id, pair.image, pair.mask) for pair in pairs], size_px)
    generator = torch.Generator().manual_seed(seed)
    pixels, truth = augment_batch(cache.images, cache.masks, cache.aspects, name, generator)
    changed = (pixels.permute(0, 2, 3, 1).numpy() * 255.0).astype(np.uint8)
    masks = truth[:, 0].numpy() > 0.5
    return [np.ascontiguousarray(draw_outlines(image, mask, None)) for image, mask in zip(changed, masks, strict=True)]


def new_figure(width_in: float, height_in: float, layout: Literal["constrained"] | None = "constrained") -> Figure:
    """Give an empty matplotlib figure that needs no display; without a layout it is drawn sooner."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(width_in, height_in), layout=layout)
    FigureCanvasAgg(figure)
    return figure


def figure_png(figure: Figure, dpi: int = 110) -> bytes:
    """Render a figure as PNG."""
    content = BytesIO()
    figure.savefig(content, format="png", dpi=dpi)
    return content.getvalue()


def curves_figure(runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> Figure:
    """Plot loss, Jaccard, Dice and accuracy per epoch, for one or more runs by name."""
    from matplotlib.ticker import MaxNLocator

    figure = new_figure(11.0, 6.4, layout=None)  # drawn after every epoch; what stands in it is known
    figure.subplots_adjust(left=0.08, right=0.985, bottom=0.08, top=0.975, wspace=0.22, hspace=0.22)
    axes = figure.subplots(2, 2).ravel()
    for axis, (quantity, called) in zip(axes, _CURVES.items(), strict=True):
        for number, (name, rows) in enumerate(runs.items()):
            for side, (style, side_called) in _SIDES.items():
                key = f"{side}_{quantity}"
                if rows and key in rows[0]:
                    label = f"{name} {side_called}".strip()
                    epochs = [row["epoch"] for row in rows]
                    colour = f"C{number}" if len(runs) > 1 else None
                    mark = "o" if len(rows) == 1 else ""  # a single point makes no line
                    axis.plot(epochs, [row[key] for row in rows], style + mark, color=colour, label=label)
        axis.set_xlabel("epoch")
        axis.set_ylabel(called)
        axis.xaxis.set_major_locator(MaxNLocator(integer=True))
        axis.grid(alpha=0.3)
    axes[0].legend(fontsize="small")
    return figure


def draw_curves(folder: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write `curves.png` of a run; raises StorageError."""
    write_bytes(folder / CURVES, figure_png(curves_figure({"": rows}), dpi=90))


def draw_outlines(
    image: npt.NDArray[np.uint8], truth: npt.NDArray[np.bool_] | None, mask: npt.NDArray[np.bool_] | None
) -> npt.NDArray[np.uint8]:
    """Draw the outlines of ground truth (green) and prediction (pink) on a copy of an (H, W, 3) image."""
    drawn = np.ascontiguousarray(image).copy()
    for region, colour in ((truth, TRUTH_RGB), (mask, PREDICTION_RGB)):
        if region is not None:
            outlines, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
            cv2.drawContours(drawn, outlines, -1, colour, 1, cv2.LINE_AA)
    return drawn


def draw_samples(
    path: Path, network: LesionNetwork, cache: DecodedPairs, header: CheckpointHeader, device: str
) -> None:
    """Write a sheet of validation images with both outlines; raises StorageError."""
    chosen = np.unique(np.linspace(0, len(cache) - 1, min(_SAMPLES, len(cache))).astype(int))
    images = np.ascontiguousarray(cache.images[chosen])
    network.eval()
    with torch.inference_mode():  # one by one, which takes the least memory
        squares = normalise(torch.from_numpy(images).to(device), header)
        masks = np.concatenate(
            [(network(squares[number : number + 1])[:, 0] > 0.0).cpu().numpy() for number in range(len(squares))]
        )
    truths = cache.masks[chosen].astype(bool)
    tiles = [draw_outlines(*drawn) for drawn in zip(images, truths, masks, strict=True)]
    labels = [
        label_of(cache.pairs[number].id, truth, mask) for number, truth, mask in zip(chosen, truths, masks, strict=True)
    ]
    path.parent.mkdir(exist_ok=True)
    write_bytes(path, sheet_png(tiles, columns=4, labels=labels))


def label_of(name: str, truth: npt.NDArray[np.bool_], mask: npt.NDArray[np.bool_]) -> str:
    """Name an image and the Jaccard index of its two (H, W) masks."""
    return f"{name}  IoU {jaccard(mask, truth):.2f}"


def sheet_png(tiles: Sequence[npt.NDArray[np.uint8]], columns: int, labels: Sequence[str] = ()) -> bytes:
    """Lay (S, S, 3) tiles side by side on dark grey and give the PNG.

    Args:
        tiles: All of one size.
        columns: How many stand side by side.
        labels: Of each tile, written below it where tiles are wide enough; too long ones lose their beginning.
    """
    side, gap = tiles[0].shape[0], 4
    below = _LABEL_PX if labels and side >= _LABELLED_FROM_PX else 0
    rows = -(-len(tiles) // columns)
    width = min(columns, len(tiles)) * (side + gap) + gap
    sheet = Image.new("RGB", (width, rows * (side + below + gap) + gap), (40, 40, 40))
    pen = ImageDraw.Draw(sheet)
    for number, tile in enumerate(tiles):
        left, top = (number % columns) * (side + gap) + gap, (number // columns) * (side + below + gap) + gap
        sheet.paste(Image.fromarray(tile), (left, top))
        if below:
            # The letters that every font of the library has.
            label = labels[number].encode("ascii", "replace").decode()
            pen.text((left, top + side + 2), label[-(side // _LETTER_PX) :], fill=(230, 230, 230))
    content = BytesIO()
    sheet.save(content, format="PNG")
    return content.getvalue()
