"""The card beside a model: what it was made of, how, how good it is, and what it must not be used for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isic_desktop.core.gate import signed
from model_train.errors import TrainingError
from model_train.run_folder import read_config, read_metrics

if TYPE_CHECKING:
    from isic_desktop.core.gate_report import GateReport
    from model_train.checkpoint_header import CheckpointHeader

MAX_CARD_BYTES = 256 << 10
_REGIMES = {"frozen": "only the decoder was trained (encoder frozen)", "finetune": "the encoder was fine-tuned too"}
_MEASURES = (
    ("val_jaccard", "Jaccard"),
    ("val_dice", "Dice"),
    ("val_accuracy", "accuracy"),
    ("val_loss", "loss"),
)
_LIMITS = """\
**It is not a medical device.** It says nothing about what a lesion is, it has not been validated for clinical use, and
every outline needs a person's eye before anything is measured on it."""


def card_from_run(name: str, sha256: str, header: CheckpointHeader, run: Path, gate: GateReport | None = None) -> str:
    """Write the card of a model that a training run made.

    Args:
        name: What the model is called.
        sha256: Of its file.
        header: Of its file.
        run: The run's folder; what cannot be read there is left out.
        gate: How it compared with the model that was in use, if it did.

    Returns:
        Markdown, without any path of this computer.
    """
    parts = [*_begin(name, sha256, header), *_data(header)]
    try:
        settings = read_config(run)["settings"]
        rows = read_metrics(run)
    except TrainingError:
        settings, rows = {}, []
    parts += _settings(header, settings)
    parts += ["## Figures", ""]
    if rows:
        best = max(rows, key=lambda row: row.get("val_jaccard", 0.0))
        figures = ", ".join(f"{word} {best[key]:.4f}" for key, word in _MEASURES if key in best)
        parts += [
            f"On the validation images of the run, which it was selected on, at {header.input_size_px} × "
            f"{header.input_size_px} pixels: {figures} (epoch {best.get('epoch', 0):.0f} of {len(rows)}).",
            "",
        ]
    parts += (
        _gate(gate) if gate is not None else ["It has not been compared with another model on held-out images.", ""]
    )
    return "\n".join([*parts, *_end(header)])


def card_from_header(name: str, sha256: str, header: CheckpointHeader) -> str:
    """Write the card of a model that came without one, from what its file says about itself."""
    parts = [*_begin(name, sha256, header), *_data(header), *_settings(header, {})]
    if header.metrics:
        parts += ["## Figures", "", "As the file says:", "", *_indented(header.metrics), ""]
    parts += ["It came without a card: this one was written from what the file says, which was not verified.", ""]
    return "\n".join([*parts, *_end(header)])


def read_card(model: Path) -> str:
    """Read the card beside a model file; empty if there is none that can be read."""
    try:
        with model.with_suffix(".md").open("rb") as file:
            content = file.read(MAX_CARD_BYTES + 1)
    except OSError:
        return ""
    return content.decode("utf-8", "replace") if len(content) <= MAX_CARD_BYTES else ""


def _begin(name: str, sha256: str, header: CheckpointHeader) -> list[str]:
    size = f"{header.input_size_px} × {header.input_size_px}"
    rows = [
        ("network", f"MobileNetV2 features as encoder, decoder `{header.decoder}`"),
        ("training", _REGIMES.get(header.regime, header.regime)),
        ("input", f"RGB squashed to {size} pixels"),
        ("output", f"probability per pixel; the lesion is where it is at least {header.threshold:g}"),
        ("made", f"{_plain(header.created_utc) or 'unknown'} by version {_plain(header.program_version) or 'unknown'}"),
        ("SHA-256", f"`{sha256}`"),
    ]
    if header.name != name:
        rows.append(("named in annotations", _plain(header.name)))
    return [
        f"# {_plain(name)}",
        "",
        _LIMITS,
        "",
        "| | |",
        "|---|---|",
        *(f"| {key} | {text} |" for key, text in rows),
        "",
    ]


def _data(header: CheckpointHeader) -> list[str]:
    training = header.training
    lines = ["## Data", ""]
    described = _plain(str(training.get("description", ""))) or "The file does not say what it was trained on."
    lines.append(described + ("" if described.endswith(".") else "."))
    if header.training_hashes:
        lines.append(f"The perceptual hashes of {len(header.training_hashes)} images it has seen lie in the file.")
    started = _plain(str(training.get("started_from", "")))
    before = training.get("before")
    if isinstance(before, Mapping):
        lines.append(f"Training began from the model {_plain(str(before.get('name', '')))}.")
    elif started:
        lines.append(f"The encoder began from: {started}.")
    return [*lines, ""]


def _settings(header: CheckpointHeader, settings: Mapping[str, Any]) -> list[str]:
    lines = []
    command = _plain(str(header.training.get("command", "")))
    if command:
        lines += ["## How it was made", "", f"    {command}", ""]
    if settings:
        shown = ", ".join(f"{key} {_plain(str(value))}" for key, value in settings.items() if value not in ("", None))
        lines += [f"All settings: {shown}.", ""]
    return lines


def _gate(report: GateReport) -> list[str]:
    figures = report.figures
    lines = [_plain(report.sentence), ""]
    if figures.mean_old is not None and figures.mean_new is not None and figures.mean_difference is not None:
        lines += [
            "| held-out images, full size | " + report.old.name + " | this model | difference |",
            "|---|---|---|---|",
            f"| mean Jaccard, {len(figures.pairs)} images | {figures.mean_old:.4f} | {figures.mean_new:.4f} "
            f"| {signed(figures.mean_difference)} |",
            f"| below 0.65 | {figures.failures_old} | {figures.failures_new} | |",
            "",
            f"Better on {figures.wins}, worse on {figures.losses}, equal on {figures.ties}.",
            "",
        ]
    return [*lines, *(f"- {_plain(note)}" for note in report.notes()), ""]


def _end(header: CheckpointHeader) -> list[str]:
    counts = header.training.get("counts")
    few = counts.get("train") if isinstance(counts, Mapping) else None
    first = f"- Trained on {few} images" if isinstance(few, int) else "- Trained on few images"
    return [
        "## Limits",
        "",
        f"{first}: other cameras, skins and kinds of lesion were not measured.",
        "- It takes for granted that there is a lesion, one, and near the middle.",
        "- The outlines it learnt from were drawn in somebody's manner; people differ in theirs.",
        "",
    ]


def _plain(text: str) -> str:
    """A text from a file, as one line that means nothing to Markdown and cannot be very long."""
    line = " ".join(text.split())[:500]
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#!" else char for char in line)


def _indented(values: Mapping[str, Any]) -> Sequence[str]:
    text = json.dumps(values, indent=2, ensure_ascii=False)[:4000]
    return [f"    {line}" for line in text.splitlines()]
