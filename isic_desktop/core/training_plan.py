"""What a person asked to be trained, and where that is written down so that it can be gone on with.

Run folders hold no paths, since they are passed on. What was asked for, which names images by their paths, lies
beside them in `.asked/NAME/`: the list of pairs, those held out, the command, its log, and the process.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from isic_desktop.core import places
from isic_desktop.core.json_text import read_json
from model_train.atomic import write_json
from model_train.errors import FolderError, TrainingError
from model_train.messages import phrase, system_reason
from model_train.pairs_file import ListedPair, write_pairs_file
from model_train.run_folder import LAST
from model_train.settings import TrainSettings

ASKED = ".asked"
PAIRS, HELD_OUT, REQUEST, LOG, LAUNCHED = "pairs.csv", "held_out.csv", "request.json", "log.txt", "launched.json"
# Given by other options, or made by them.
_NOT_OPTIONS = ("encoder_weights", "init", "dropout", "lr")


@dataclass(frozen=True)
class TrainingPlan:
    """A training that can be started.

    Attributes:
        name: Of the run and of the model.
        settings: What determines the run, besides its pairs.
        pairs: To train and validate on.
        held_out: Kept for comparing models.
        init_file: The checkpoint to start from; None starts from `encoder_weights`.
        encoder_weights: `imagenet`, `none`, or a file.
        device: As for `train`.
    """

    name: str
    settings: TrainSettings
    pairs: tuple[ListedPair, ...]
    held_out: tuple[ListedPair, ...] = ()
    init_file: Path | None = None
    encoder_weights: str = "imagenet"
    device: str = "auto"

    def options(self) -> list[str]:
        """The options of `train` and `probe` that stand for the settings."""
        words: list[str] = []
        for entry in fields(TrainSettings):
            value = getattr(self.settings, entry.name)
            if entry.name not in _NOT_OPTIONS and value != "":
                words += [f"--{entry.name.replace('_', '-')}", str(value)]
        words += ["--lr", repr(self.settings.lr)]
        if self.settings.dropout is not None:
            words += ["--dropout", repr(self.settings.dropout)]
        if self.init_file is not None:
            words += ["--init", str(self.init_file)]
        return [*words, "--encoder-weights", self.encoder_weights, "--device", self.device]


def asked_folder(run: Path) -> Path:
    """Where what was asked for a run lies."""
    return run.parent / ASKED / run.name


def free_run(name: str) -> Path:
    """A run folder of this name, or with a number where there is one already; nothing is made."""
    run = places.runs_dir() / name
    number = 2
    while run.exists() or asked_folder(run).exists():
        run = places.runs_dir() / f"{name}-{number}"
        number += 1
    return run


def suggested_name(regime: str) -> str:
    """A name for a new run, by regime and time of day."""
    return time.strftime(f"{regime}-%Y%m%d-%H%M")


def write_plan(plan: TrainingPlan, run: Path) -> None:
    """Write down what was asked for; raises FolderError or StorageError."""
    asked = asked_folder(run)
    try:
        asked.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = system_reason(error)
        what = phrase("The folder of runs cannot be used ({reason})", reason=reason)
        raise FolderError(
            what, path=run.parent, remedy="Free some space, or set ISIC_DESKTOP_HOME elsewhere."
        ) from error
    write_pairs_file(asked / PAIRS, plan.pairs)
    write_pairs_file(asked / HELD_OUT, plan.held_out)
    write_json(asked / REQUEST, {"version": 1, "options": plan.options()})


def read_options(run: Path) -> list[str]:
    """The options a run was asked for with.

    Raises:
        TrainingError: It was not started from the window, or what was asked is gone.
    """
    path = asked_folder(run) / REQUEST
    options: object = None
    cause: Exception | None = None
    try:
        options = read_json(path)["options"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        cause = error
    if not isinstance(options, list) or not all(isinstance(word, str) for word in options):
        what = "How this run was started is not known here"
        raise TrainingError(what, path=run, remedy="Resume it where it was started, with --resume.") from cause
    return options


def train_arguments(run: Path, options: Sequence[str], *, resume: bool) -> list[str]:
    """The command line after the program: trains (or goes on with) a run on what was asked for."""
    words = ["train", "--pairs", str(asked_folder(run) / PAIRS), "--out", str(run), *options]
    return [*words, "--background", "--events", "jsonl", *(["--resume"] if resume else [])]


def can_resume(run: Path) -> bool:
    """Whether there is a finished epoch to go on from; else the run has to begin anew."""
    return (run / LAST).is_file()
