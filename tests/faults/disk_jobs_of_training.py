"""What the program writes about models and trainings, one job for each kind of file; see `disk_jobs`."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotated import annotate, disc, make_folder
from disk_jobs import Place, ToldError
from drawn import write_mask
from PySide6.QtCore import QCoreApplication
from small_disk import PAGE_BYTES
from small_training import SmallTraining, has_finished
from tiny_model import write_header_only_model, write_tiny_model

from isic_desktop.commands import demo
from isic_desktop.core import model_files, places
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.run_process import note_process, read_process
from isic_desktop.core.training_plan import LAUNCHED, TrainingPlan, asked_folder, write_plan
from isic_desktop.services import training
from isic_desktop.views.curves import Curves
from isic_desktop.views.shortcuts_editor import ShortcutsDialog
from model_train import cli
from model_train.analysis import analyse
from model_train.comparison import compare
from model_train.errors import AppError
from model_train.mapped_file import map_new_file
from model_train.pairs_file import ListedPair
from model_train.pictures import draw_curves
from model_train.run_folder import BEST_SCORES, CONFIG, EventLog, write_metrics, write_process
from model_train.settings import TrainSettings
from model_train.splitting import write_split
from model_train.synthetic import SAMPLES, write_samples

FIGURES = {
    f"{side}_{key}": 0.5 for side in ("train", "val") for key in ("loss", "jaccard", "dice", "accuracy", "recall")
} | {"lr": 0.1, "seconds": 1.0}


def a_model(folder: Path) -> None:
    write_header_only_model(folder / "given.safetensors", "given")
    write_header_only_model(places.models_dir() / "own.safetensors", "own")


def check(_model: Path) -> None:
    """The model is not of interest here, only its way to the disk."""


def import_a_model(folder: Path) -> None:
    model_files.import_model(folder / "given.safetensors", f"taken {len(list(places.models_dir().iterdir()))}", check)


def export_a_model(folder: Path) -> None:
    model_files.export_model("own", folder / "handed.safetensors")


def rename_a_model(_folder: Path) -> None:
    model_files.rename_model("own", "other")
    model_files.rename_model("other", "own")


def write_what_was_asked(folder: Path) -> None:
    pairs = tuple(ListedPair(f"a{number}", folder / "a.png", folder / "b.png", f"L{number}") for number in range(300))
    plan = TrainingPlan("asked", TrainSettings(name="asked"), pairs, pairs[:50])
    write_plan(plan, places.runs_dir() / "asked")


def launch_a_training(folder: Path) -> None:
    """Start the child, which is ended at once; one of which nothing could be noted does not go on by itself."""
    run = places.runs_dir() / "asked"
    try:
        training._launch(run, ["--images", str(folder)], resume=False)
    except AppError:
        assert children_of(run) == []
        raise
    process = read_process(asked_folder(run) / LAUNCHED)
    assert process is not None
    process.end()


def children_of(run: Path) -> list[int]:
    import psutil

    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE and str(run) in " ".join(process.cmdline()):
                found.append(process.pid)
    return found


def a_process(folder: Path) -> None:
    (folder / "run").mkdir()


def note_a_process(folder: Path) -> None:
    note_process(folder / "run" / "launched.json", 1, 0)


def a_run_in_the_window(_folder: Path) -> None:
    run = places.runs_dir() / "asked"
    run.mkdir(parents=True)
    asked_folder(run).mkdir(parents=True)
    write_process(run)


def tells_the_run(say: Callable[[training.TrainingService], None]) -> Callable[[Path], None]:
    def act(_folder: Path) -> None:
        service, refused = training.TrainingService(), list[str]()
        service.refused.connect(refused.append)
        service._follower = RunFollower(places.runs_dir() / "asked")
        try:
            say(service)
            while service._worker.busy:
                QCoreApplication.processEvents()
                time.sleep(0.001)
            QCoreApplication.processEvents()  # the answer, which was posted before the thread was idle
        finally:
            service._follower = None
            service.stop()
        if refused:
            raise ToldError(str(refused[0]))

    return act


def begin_a_run(folder: Path) -> None:
    (folder / "run").mkdir()
    write_process(folder / "run")


def write_metrics_of_a_run(folder: Path) -> None:
    write_process(folder / "run")
    write_metrics(folder / "run", [{"epoch": number, "val_jaccard": 0.5} for number in range(500)])


def tell_events(folder: Path) -> None:
    events = EventLog(folder / "run", to_stdout=False)
    for number in range(200):
        events.emit("batch", epoch=1, batch=number, batches=200)


def a_torn_event(folder: Path) -> None:
    """A last line that no line end follows and that fills its page, so that ending it takes another."""
    begin_a_run(folder)
    (folder / "run" / "events.jsonl").write_bytes(b'{"event": "' + b"b" * (PAGE_BYTES - 13) + b'"}')


def go_on_telling(folder: Path) -> None:
    EventLog(folder / "run", to_stdout=False)


def write_a_split(folder: Path) -> None:
    write_split(folder / "split.csv", {f"a{number}": ("train", "g", "0" * 16) for number in range(500)})


def write_curves(folder: Path) -> None:
    draw_curves(folder, [{"epoch": 1, **FIGURES}])


def keep_pixels(folder: Path) -> None:
    array, path = map_new_file(folder, (64, 64, 64, 3))
    array[:] = 1
    if path is not None:
        path.unlink()


def save_a_network(folder: Path) -> None:
    write_tiny_model(folder / "tiny.safetensors")


# Pages of results


def pairs_to_analyse(folder: Path) -> None:
    (folder / "masks").mkdir()
    for image in make_folder(folder / "images", 2):
        write_mask(folder / "masks" / f"{image.stem}_Segmentation.png", disc(20))


def analyse_pairs(folder: Path) -> None:
    analyse(folder / "images", folder / "masks", folder / "analysis")


def two_runs(folder: Path) -> None:
    for name in ("one", "two"):
        run = folder / name
        run.mkdir()
        write_metrics(run, [{"epoch": epoch, **FIGURES} for epoch in (1, 2)])
        write_metrics(run, [{"id": "a", "jaccard": 0.5, "dice": 0.6}], BEST_SCORES)
        (run / CONFIG).write_text(json.dumps({"settings": TrainSettings(name=name).as_dict()}))


def compare_runs(folder: Path) -> None:
    compare([folder / "one", folder / "two"], folder / "comparison")


def draw_made_up_samples(folder: Path) -> None:
    write_samples(folder / "made up", [replace(SAMPLES[0], size=(96, 96))])


def exports_curves(ending: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        curves = Curves()
        try:
            (curves.export_csv if ending == "csv" else curves.export_png)(folder / f"curves.{ending}")
        finally:
            curves.deleteLater()

    return act


def save_the_keys(folder: Path) -> None:
    dialog = ShortcutsDialog({})
    try:
        dialog.save_card(folder / "keys.html")
    finally:
        dialog.deleteLater()


def segmented_images(folder: Path) -> None:
    for image in make_folder(folder / "images", 2):
        annotate(image, "accepted")


def draw_overlays(folder: Path) -> None:
    images = sorted((folder / "images").glob("*.jpg"))
    demo._write_overlays(tuple(images), folder / "images" / "annotations", folder / "images")


# Whole trainings


def commanded(*words: str) -> None:
    """Run a command of `model_train`; raises what it told the person."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        code = cli.main(list(words))
    if code:
        assert "Traceback" not in said.getvalue()
        raise ToldError(said.getvalue())


def pairs_to_train_on(folder: Path) -> None:
    SmallTraining(folder / "pairs", 2)


def train(folder: Path) -> None:
    commanded("train", *SmallTraining(folder / "pairs", 2).words(folder / "run"))
    assert has_finished(folder / "run")
    shutil.rmtree(folder / "run")


def measure(folder: Path) -> None:
    pairs = ["--images", str(folder / "pairs"), "--masks", str(folder / "pairs"), "--decoder", "skip"]
    commanded("probe", *pairs, "--size", "32", "--batch-size", "4", "--device", "cpu")


def leave_a_camera_out(folder: Path) -> None:
    names = sorted(path.stem for path in (folder / "pairs").glob("img?.png"))
    lines = [f"{name},{100 + 100 * (number < 3)},100" for number, name in enumerate(names)]
    (folder / "sizes.csv").write_text("\n".join(["id,native_width,native_height", *lines]) + "\n")
    pairs = ["--images", str(folder / "pairs"), "--masks", str(folder / "pairs"), "--decoder", "skip", "--size", "32"]
    more = ["--batch-size", "4", "--encoder-weights", "none", "--precision", "float32", "--epochs", "1"]
    where = ["--out", str(folder / "cameras"), "--aspects", str(folder / "sizes.csv"), "--cameras", "1"]
    commanded("leave-out", *pairs, *more, *where, "--device", "cpu")


def reproduce(folder: Path) -> None:
    pairs, out = str(folder / "pairs"), str(folder / "report")
    tested = ["--test-images", pairs, "--test-masks", pairs, "--allow-near-duplicates"]
    small = ["--epochs", "1", "--size", "32", "--encoder-weights", "none", "--precision", "float32"]
    commanded("reproduce", "--images", pairs, "--masks", pairs, *tested, *small, "--out", out, "--device", "cpu")


JOBS = {
    "model taken in": Place(a_model, import_a_model, levels=True),
    "model handed out": Place(a_model, export_a_model, levels=True),
    "model renamed": Place(a_model, rename_a_model),
    "network": Place(lambda folder: None, save_a_network),
    "training asked for": Place(lambda folder: None, write_what_was_asked, levels=True),
    "training started": Place(lambda folder: write_what_was_asked(folder), launch_a_training),
    "process noted": Place(a_process, note_a_process),
    "stop after this epoch": Place(a_run_in_the_window, tells_the_run(lambda service: service.stop_early())),
    "go on without a window": Place(a_run_in_the_window, tells_the_run(lambda service: service.leave_running())),
    "run folder": Place(begin_a_run, write_metrics_of_a_run, levels=True),
    "events": Place(begin_a_run, tell_events, silent=True, levels=True),
    "torn event": Place(a_torn_event, go_on_telling, silent=True),
    "split": Place(lambda folder: None, write_a_split),
    "curves of a run": Place(lambda folder: None, write_curves),
    "decoded pixels": Place(lambda folder: None, keep_pixels),
    "analysis": Place(pairs_to_analyse, analyse_pairs),
    "comparison of runs": Place(two_runs, compare_runs),
    "made-up samples": Place(lambda folder: None, draw_made_up_samples),
    "overlays of the demo": Place(segmented_images, draw_overlays),
    "curves in the window, CSV": Place(lambda folder: None, exports_curves("csv")),
    "curves in the window, PNG": Place(lambda folder: None, exports_curves("png")),
    "card of the keys": Place(lambda folder: None, save_the_keys),
}
# Seconds each: in the long version only. What they call to write is among the others.
LONG_JOBS = {
    "whole training": Place(pairs_to_train_on, train),
    "measuring before a training": Place(pairs_to_train_on, measure),
    "trainings without a camera": Place(pairs_to_train_on, leave_a_camera_out),
    "the course's trainings": Place(pairs_to_train_on, reproduce),
}
