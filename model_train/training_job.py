"""A whole training run, from folders to a checkpoint: what `train` and `reproduce` do."""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from model_train.atomic import write_json
from model_train.checkpoint import load_checkpoint
from model_train.checkpoint_header import CheckpointHeader, read_header
from model_train.control import Cancelled, Control
from model_train.dataset import (
    DEFAULT_BUDGET_BYTES,
    DecodedPairs,
    Pair,
    collect_pairs,
    read_aspects,
    read_csv_by_id,
    read_pairs,
)
from model_train.distributed import World, join_world, leave_world
from model_train.encoder_weights import load_encoder_weights
from model_train.errors import AppError, CheckpointError, TrainingError
from model_train.evaluation import enumerate_hashes
from model_train.messages import phrase, with_values
from model_train.network import LesionNetwork
from model_train.optimisation import choose_layout
from model_train.pairs_file import read_pairs_file
from model_train.predictor import resolve_device
from model_train.run_display import ShownEvents
from model_train.run_folder import CONFIG, LAST, SPLIT, EventLog, read_config
from model_train.run_lock import opened_run
from model_train.settings import TrainSettings, as_begun
from model_train.splitting import (
    check_leakage,
    join_near_duplicates,
    near_duplicates,
    split_as_told,
    split_ids,
    write_split,
)
from model_train.training import Progress, Trainer, TrainingSets

_FOLDERS_NAMED = 4
_FEWEST = 2
"""Pairs: one to train on and one to validate with."""


@dataclass(frozen=True)
class TrainRequest:
    """What to train on, from where to start and where to write; paths stay out of everything that is stored.

    Attributes:
        images, masks: Folders, paired by position.
        out: The run's folder.
        settings: What determines the run, besides the pairs.
        pairs_file: A list of pairs instead of the folders; its column `lesion` groups images.
        test_images, test_masks: Pairs scored after every epoch, never selected on.
        encoder_file: The encoder's weights, where the settings name a file.
        init_file: The checkpoint to start from, if any.
        groups: CSV with id, group: images of one lesion or patient.
        aspects: CSV with id, native_width, native_height, for images that were stored squashed.
        exclude: Ids that are left out.
        validate_on: Ids to validate on, instead of a share drawn by lot.
        device: `auto`, `cpu`, `cuda`, `cuda:N`, `mps`.
        resume: Go on with the run in `out`.
        events_to_stdout: One JSON object per line for programs.
        listen: Obey signals and standard input.
        allow_near_duplicates: Train although test images look like images to train on or to validate with.
        cache_budget_bytes: Beyond this the decoded images lie on disk.
        display: What a person sees on standard error: `bar`, `lines` (for a log), `none`.
    """

    images: Sequence[Path]
    masks: Sequence[Path]
    out: Path
    settings: TrainSettings
    pairs_file: Path | None = None
    test_images: Sequence[Path] = ()
    test_masks: Sequence[Path] = ()
    encoder_file: Path | None = None
    init_file: Path | None = None
    groups: Path | None = None
    aspects: Path | None = None
    exclude: frozenset[str] = frozenset()
    validate_on: frozenset[str] = frozenset()
    device: str = "auto"
    resume: bool = False
    events_to_stdout: bool = False
    listen: bool = False
    allow_near_duplicates: bool = False
    cache_budget_bytes: int = DEFAULT_BUDGET_BYTES
    display: str = "none"


def run_training(request: TrainRequest, *, on_trainer: Callable[[Trainer], None] | None = None) -> Progress:
    """Train as requested; gives how far it came.

    Args:
        request: What to do.
        on_trainer: Called with the trainer before it starts.

    Raises:
        AppError: In one sentence, what is wrong; the event log then ends with `failed`.
        Cancelled: The run was asked to leave at once.
    """
    world = join_world(request.device)
    try:
        place: dict[str, Any] = {"to_stdout": request.events_to_stdout, "rank": world.rank, "world_size": world.size}
        with contextlib.ExitStack() as held:
            if world.is_first:
                try:
                    held.enter_context(opened_run(request.out, resume=request.resume))
                except AppError as error:
                    # The folder is not ours to write to; whoever reads standard output still learns of it.
                    EventLog(None, **place).emit("failed", message=_without_folders(error), cancelled=False)
                    world.agree(False)
                    raise
            if not world.agree(True):
                raise TrainingError("The first process cannot write to the run folder", remedy="See what it tells.")
            events = EventLog(request.out if world.is_first else None, **place)
            control = Control(request.out, listen_stdin=request.listen, listen_signals=request.listen)
            held.callback(control.close)
            try:
                return _run(request, world, _shown(events, request, world), control, on_trainer)
            except Cancelled:
                events.emit("failed", message="Cancelled; the last finished epoch can be resumed.", cancelled=True)
                raise
            except AppError as error:
                events.emit("failed", message=_without_folders(error), cancelled=False)
                raise
    finally:
        leave_world(world)


def _without_folders(error: AppError) -> str:
    """Give an error's text with file names instead of paths: run folders are passed on, and hold none."""
    path = None if error.path is None else Path(error.path.name)
    worded = str(AppError(error.what, path=path, remedy=error.remedy))
    return with_values(worded, lambda text: text.replace(str(Path.home()), "~"))


def _run(
    request: TrainRequest,
    world: World,
    events: EventLog,
    control: Control,
    on_trainer: Callable[[Trainer], None] | None,
) -> Progress:
    device = resolve_device(request.device)
    if device.startswith("cuda") and world.size > 1:
        device = f"cuda:{world.local_rank}"
    settings = request.settings
    aspects = read_aspects(request.aspects) if request.aspects else None
    if request.pairs_file is not None:
        found = read_pairs(request.pairs_file, aspects)
    else:
        found = collect_pairs(request.images, request.masks, aspects)
    pairs = [pair for pair in found if pair.id not in request.exclude]
    if len(pairs) < len(found) and len(pairs) < _FEWEST:
        what = phrase("Of {count} pairs too few are left to train with: {left}", count=len(found), left=len(pairs))
        raise TrainingError(what, remedy="Leave fewer out with --exclude.")
    # Before anything is decoded or written down: weights that cannot be used are told at once.
    network = _starting_network(request)
    computing = world.agree(_decide(request, network, device) if world.is_first else {})
    settings = replace(settings, precision=computing["precision"])
    with contextlib.ExitStack() as caches:
        everything = _decode(pairs, request, "decoding", control if world.size == 1 else None)
        caches.callback(everything.close)
        test = None
        if request.test_images:
            watched = collect_pairs(request.test_images, request.test_masks, aspects)
            test = _decode(watched, request, "decoding test", control if world.size == 1 else None)
            caches.callback(test.close)
        sets = _split(request, world, events, everything, test, {**computing, "command": settings.command()})
        start = read_header(request.init_file) if request.init_file is not None else None
        header = _header(replace(request, settings=settings), sets, network, start)
        if start is not None:
            _tell_what_was_seen(start, sets, events)
        if world.is_first:
            _tell_what_is_unknown(request, found, events)
        trainer = Trainer(settings, sets, network, header, request.out, events, control, world, device)
        if on_trainer is not None:
            on_trainer(trainer)
        return trainer.run(resume=request.resume)


def _decide(request: TrainRequest, network: LesionNetwork, device: str) -> dict[str, Any]:
    """Give what `config.json` says of computing: the number format, how it was found, and the number of threads.

    What a run began with it keeps: what was measured once may come out otherwise the next time.
    """
    threads = torch.get_num_threads()
    if request.resume and (request.out / CONFIG).is_file():
        decided = read_config(request.out).get("precision")
        if decided in ("float32", "bfloat16"):
            return {"precision": decided, "threads": threads}
    layout, seconds = choose_layout(network, request.settings, device)
    measured = {"trial_seconds_per_step": seconds} if seconds else {}
    return {"precision": layout[0], **measured, "threads": threads}


def _split(
    request: TrainRequest,
    world: World,
    events: EventLog,
    everything: DecodedPairs,
    test: DecodedPairs | None,
    computing: dict[str, Any],
) -> TrainingSets:
    """Split the pairs, look for leaks, and write down (or compare with) what determines the run."""
    settings = request.settings
    pairs = everything.pairs
    hashes = dict(zip((pair.id for pair in pairs), everything.hashes, strict=True))
    given = {}
    if request.pairs_file is not None:
        given = {one.id: one.lesion for one in read_pairs_file(request.pairs_file)}
    if request.groups:
        given |= {name: group for name, (group,) in read_csv_by_id(request.groups, "group").items()}
    # Images of the pool that look alike are kept on one side; those that look like test images are refused.
    groups = join_near_duplicates(hashes, given)
    ids = [pair.id for pair in pairs]
    if request.validate_on:
        sides = split_as_told(ids, request.validate_on, groups)
    else:
        sides = split_ids(ids, settings.val_fraction, settings.seed, groups)
    looks = {
        name: {one: value for one, value in hashes.items() if sides[one] == side}
        for name, side in (("training", "train"), ("validation", "val"))
    }
    if test is not None:
        looks["test"] = {f"test image {pair.id}": value for pair, value in zip(test.pairs, test.hashes, strict=True)}
    warnings = check_leakage(looks, allow=request.allow_near_duplicates)
    moved = sorted(name for name, side in sides.items() if side == "val" and name not in request.validate_on)
    if request.validate_on and moved:
        warnings.append(
            phrase(
                "{count} images validate too, such as {first}, since they belong to or look like images that were "
                "named for it.",
                count=len(moved),
                first=moved[0],
            )
        )
    for sentence in warnings if world.is_first else ():
        events.emit("warning", message=sentence)
    settings.check_steps(list(sides.values()).count("train"), world.size)
    config = {"settings": settings.as_dict(), "pairs_sha256": _fingerprint(hashes), **computing}
    if request.resume and (request.out / CONFIG).is_file():
        _check_same_run(request.out, config)
        before = read_config(request.out).get("threads", computing["threads"])
        if world.is_first and before != computing["threads"]:
            message = phrase(
                "The run began with {before} threads and goes on with {threads}: it will not end with quite the "
                "weights it would have had without the break.",
                before=before,
                threads=computing["threads"],
            )
            events.emit("warning", message=message)
    elif world.is_first:
        write_split(request.out / SPLIT, {name: (sides[name], groups[name], hashes[name]) for name in hashes})
        write_json(request.out / CONFIG, config)
    return TrainingSets(everything.subset(sides, "train"), everything.subset(sides, "val"), test)


def _decode(pairs: Sequence[Pair], request: TrainRequest, what: str, control: Control | None) -> DecodedPairs:
    def show(done: int) -> None:
        bar.update(done - bar.n)
        if control is not None:  # where several train together, all have to leave at the same moment
            control.check()

    with tqdm(total=len(pairs), desc=what, unit="image", disable=request.display != "bar") as bar:
        return DecodedPairs(
            pairs,
            request.settings.size,
            budget_bytes=request.cache_budget_bytes,
            # A process on another machine may not have the folder.
            folder=request.out if request.out.is_dir() else None,
            on_progress=show,
        )


def _starting_network(request: TrainRequest) -> LesionNetwork:
    settings, start = request.settings, None
    if request.init_file is not None:
        start, header = load_checkpoint(request.init_file)
        if header.decoder != settings.decoder:
            what = phrase(
                "The model to start from has the decoder {decoder}, not {wanted}",
                decoder=header.decoder,
                wanted=settings.decoder,
            )
            raise CheckpointError(
                what, path=request.init_file, remedy=phrase("Add --decoder {decoder}.", decoder=header.decoder)
            )
    random.seed(settings.seed)
    torch.manual_seed(settings.seed)
    asked = settings if start is None else settings.following(start.settings)
    network = LesionNetwork(settings.decoder, asked.decoder_settings())
    if start is not None:
        try:
            network.load_state_dict(start.state_dict())
        except RuntimeError as error:
            what = phrase("The model to start from has a decoder of other widths")
            remedy = phrase("Leave out --decoder-widths, or choose another for --init.")
            raise CheckpointError(what, path=request.init_file, remedy=remedy) from error
    elif not (request.resume and (request.out / LAST).is_file()):
        load_encoder_weights(network, str(request.encoder_file or settings.encoder_weights))
    network.freeze_encoder(None if settings.regime == "frozen" else settings.unfreeze_from)
    return network


def _tell_what_is_unknown(request: TrainRequest, found: Sequence[Pair], events: EventLog) -> None:
    """Warn of listed ids that no image has: they are misspelt, or end in a suffix."""
    known = {pair.id for pair in found}
    for option, ids in (("--exclude", request.exclude), ("--validate-on", request.validate_on)):
        strange = sorted(ids - known)
        if strange:
            message = phrase(
                "{count} of the {all} ids given with {option} are not among the images, such as {first}.",
                count=len(strange),
                all=len(ids),
                option=option,
                first=strange[0],
            )
            events.emit("warning", message=message)


def _tell_what_was_seen(start: CheckpointHeader, sets: TrainingSets, events: EventLog) -> None:
    """Warn when the model to start from was trained on images that are to judge the new one."""
    seen = dict(enumerate_hashes(start))
    for name, cache in (("validation", sets.val), ("test", sets.test)):
        hashes = {} if cache is None else {pair.id: one for pair, one in zip(cache.pairs, cache.hashes, strict=True)}
        known = sorted({found[0] for found in near_duplicates(hashes, seen)})
        if known:
            if name == "validation":
                message = phrase(
                    "{count} validation images look like images that the starting model was trained on, such as "
                    "{first}: their scores flatter.",
                    count=len(known),
                    first=known[0],
                )
            else:
                message = phrase(
                    "{count} test images look like images that the starting model was trained on, such as "
                    "{first}: their scores flatter.",
                    count=len(known),
                    first=known[0],
                )
            events.emit("warning", message=message)


def _header(
    request: TrainRequest, sets: TrainingSets, network: LesionNetwork, start: CheckpointHeader | None
) -> CheckpointHeader:
    settings = request.settings
    names = [_name_of(folder) for folder in request.images]
    if request.pairs_file is not None:
        folders = sorted({one.image.absolute().parent.name for one in read_pairs_file(request.pairs_file)})
        names = [*folders[:_FOLDERS_NAMED], *(["…"] if len(folders) > _FOLDERS_NAMED else [])]
    training: dict[str, Any] = {
        "description": f"{len(sets.train)} pairs of {', '.join(names)}; {len(sets.val)} for validation",
        "counts": {"train": len(sets.train), "val": len(sets.val)},
        "command": settings.command(),
        "started_from": settings.init or settings.encoder_weights,
    }
    seen = set(sets.train.hashes) | set(sets.val.hashes)  # what it was selected on has been seen as well
    if start is not None:
        training["before"] = {"name": start.name, **start.training}
        seen |= set(start.training_hashes)
    try:
        version = metadata.version("isic-desktop")
    except metadata.PackageNotFoundError:
        version = "from source"
    return CheckpointHeader(
        name=settings.name,
        decoder=settings.decoder,
        decoder_settings=network.settings,
        input_size_px=settings.size,
        regime=settings.regime,
        training=training,
        program_version=version,
        training_hashes=tuple(sorted(seen)),
    )


def _name_of(images: Path) -> str:
    """Name a folder of images by the two folders it lies in, without home and root: headers hold no path."""
    place, home = images.resolve().parent, Path.home().resolve()
    inside = place.relative_to(home if place.is_relative_to(home) else place.anchor)
    return "/".join(inside.parts[-2:]) or images.name


def _fingerprint(hashes: dict[str, str]) -> str:
    text = "\n".join(f"{name} {value}" for name, value in sorted(hashes.items()))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _check_same_run(folder: Path, config: dict[str, Any]) -> None:
    stored = read_config(folder)
    if stored.get("pairs_sha256") != config["pairs_sha256"]:
        remedy = "Resume with the same --images and --masks, or start a new run."
        raise TrainingError("The images are not those the run began with", path=folder, remedy=remedy)
    foreign = sorted(set(stored["settings"]) - set(config["settings"]))
    if foreign:
        what = phrase(
            "The run was begun by another version of the program, with other settings (such as {setting})",
            setting=str(foreign[0])[:40],
        )
        remedy = phrase("Go on with the program that began the run, or start a new run, from its best with --init.")
        raise TrainingError(what, path=folder, remedy=remedy)
    before = as_begun(stored["settings"])
    for key, value in config["settings"].items():
        if before[key] != value:
            option = f"--{key.replace('_', '-')}"
            what = phrase(
                "The run began with {option} {before}, not {value}",
                option=option,
                before=before[key],
                value=value,
            )
            raise TrainingError(what, path=folder, remedy="Resume with the same settings, or start a new run.")


def _shown(events: EventLog, request: TrainRequest, world: World) -> EventLog:
    return (
        events if request.display == "none" or not world.is_first else ShownEvents(events, bar=request.display == "bar")
    )
