"""Which images a training learns from, which are held out, and what is told of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.holdout import is_held_out
from isic_desktop.core.runs import list_runs, newest_of_each_regime, remove_run, summarise
from isic_desktop.core.sidecar import Sidecar, State, utc_now
from isic_desktop.core.training_check import KINDS, held_out_numbers, read_check
from isic_desktop.core.training_data import BaseSet, DataChoice, gather
from isic_desktop.core.training_estimate import estimate
from isic_desktop.core.training_plan import TrainingPlan, free_run, read_options, train_arguments, write_plan
from model_train.errors import TrainingError
from model_train.pairs_file import ListedPair, read_pairs_file
from model_train.settings import TrainSettings

MASK = np.zeros((48, 64), bool)
MASK[10:30, 10:40] = True


def annotate(store: AnnotationStore, image: Path, state: State) -> None:
    now = utc_now()
    sidecar = Sidecar(image.name, "0" * 64, 64, 48, "0" * 64, state, "person", None, now, now)
    store.save(image, MASK, sidecar, expected_mask_sha256=UNCHECKED)


def folder_of(place: Path, *names: str) -> list[Path]:
    place.mkdir(parents=True, exist_ok=True)
    return [write_image(place / name, draw_lesion(64, 48, (25, 20))) for name in names]


def listed(*names: str, lesion: str = "") -> list[ListedPair]:
    return [ListedPair(name, Path(f"/images/{name}.png"), Path(f"/masks/{name}.png"), lesion) for name in names]


def test_that_only_accepted_annotations_are_learned_from_unless_more_is_asked_for(tmp_path: Path) -> None:
    store = AnnotationStore()
    first, second, third, _bare = folder_of(tmp_path / "set", "a.png", "b.png", "c.png", "d.png")
    (inner,) = folder_of(tmp_path / "set" / "inside", "a.png")
    for image, state in ((first, "accepted"), (second, "corrected"), (third, "rejected"), (inner, "accepted")):
        annotate(store, image, state)
    found = gather(DataChoice((tmp_path / "set",)), store)
    assert [(pair.id, pair.image) for pair in found.pairs] == [("a", first), ("a@inside", inner)]
    (source,) = found.sources
    assert (source.images, source.used, source.accepted, source.corrected) == (5, 2, 2, 1)
    more = gather(DataChoice((tmp_path / "set",), with_corrected=True), store)
    assert len(more.pairs) == 3


def test_that_a_persons_mask_goes_before_the_ground_truth_of_the_same_image(tmp_path: Path) -> None:
    store = AnnotationStore()
    images = folder_of(tmp_path / "images", "a.png", "b.png")
    annotate(store, images[0], "accepted")
    (tmp_path / "masks").mkdir()
    for image in images:
        write_mask(tmp_path / "masks" / f"{image.stem}_Segmentation.png", MASK)
    choice = DataChoice((tmp_path / "images",), base_sets=(BaseSet(tmp_path / "images", tmp_path / "masks"),))
    found = gather(choice, store)
    assert [pair.mask.parent.name for pair in found.pairs] == ["annotations", "masks"]


def test_that_a_source_that_is_gone_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    store = AnnotationStore()
    (image,) = folder_of(tmp_path / "here", "a.png")
    annotate(store, image, "accepted")
    choice = DataChoice(
        (tmp_path / "gone", tmp_path / "here"), base_sets=(BaseSet(tmp_path / "no", tmp_path / "no"),),
        lesions=tmp_path / "none.csv",
    )  # fmt: skip
    found = gather(choice, store)
    assert len(found.pairs) == 1
    assert [bool(source.problem) for source in found.sources] == [True, False, True]
    assert "table of lesions" in found.problem


def test_that_lesions_come_from_the_table(tmp_path: Path) -> None:
    store = AnnotationStore()
    for image in folder_of(tmp_path / "set", "a.png", "b.png"):
        annotate(store, image, "accepted")
    (tmp_path / "lesions.csv").write_text("image_id,lesion_id\na,L7\n")
    found = gather(DataChoice((tmp_path / "set",), lesions=tmp_path / "lesions.csv"), store)
    assert [pair.lesion for pair in found.pairs] == ["L7", ""]


def names_of_each_side() -> tuple[str, str]:
    """A name that is held out, and one that is not."""
    names = [f"img{number}" for number in range(100)]
    return next(n for n in names if is_held_out(n)), next(n for n in names if not is_held_out(n))


def test_that_what_looks_like_a_held_out_image_is_held_out_too() -> None:
    held, free = names_of_each_side()
    pairs = listed(free, held, f"{free}x" if not is_held_out(f"{free}x") else "other")
    assert held_out_numbers(pairs, []) == {1}
    assert held_out_numbers(pairs, [(0, 1)]) == {0, 1}
    same_lesion = listed(held, free, lesion=free)
    assert held_out_numbers(same_lesion, []) in (set(), {0, 1})


def check(tmp_path: Path, pairs: list[ListedPair], **found: list[tuple[str, list[int]]]) -> Path:
    value = {
        "findings": {kind: [text for text, _ in found.get(kind, [])] for kind in KINDS},
        "concerned": {kind: [numbers for _, numbers in found.get(kind, [])] for kind in KINDS},
    }
    (tmp_path / "analysis.json").write_text(json.dumps(value))
    return tmp_path


def test_that_pairs_that_cannot_be_used_are_left_out_and_named(tmp_path: Path) -> None:
    names = [name for name in (f"img{number}" for number in range(60)) if not is_held_out(name)][:30]
    pairs = listed(*names)
    folder = check(
        tmp_path, pairs, unreadable=[("img is torn", [0])], size_mismatch=[("b", [1])], empty_mask=[("c", [2])]
    )
    data = read_check(folder, pairs)
    assert [pair.id for pair in data.left_out] == names[:2]
    assert len(data.pairs) == 28
    assert data.empty_masks == 1
    assert data.refusal == ""
    assert [problem.leaves_out for problem in data.problems] == [True, True, False]
    assert data.problems[0].pairs == (pairs[0],)


@pytest.mark.parametrize(
    ("count", "empty", "word"), [(0, 0, "no image"), (1, 0, "at least two"), (4, 4, "All masks are empty")]
)
def test_that_a_training_that_cannot_be_is_refused_with_a_reason(
    tmp_path: Path, count: int, empty: int, word: str
) -> None:
    names = [name for name in (f"img{number}" for number in range(60)) if not is_held_out(name)][:count]
    pairs = listed(*names)
    folder = check(tmp_path, pairs, empty_mask=[(name, [number]) for number, name in enumerate(names[:empty])])
    assert word in read_check(folder, pairs).refusal


def test_that_an_analysis_that_is_none_is_an_error(tmp_path: Path) -> None:
    for text in ("", "[]", "{}", '{"findings": {}}'):
        (tmp_path / "analysis.json").write_text(text)
        with pytest.raises(TrainingError, match="cannot be read"):
            read_check(tmp_path, listed("a"))
    folder = check(tmp_path, listed("a"), unreadable=[("x", [5])])
    with pytest.raises(TrainingError):
        read_check(folder, listed("a"))


def test_that_a_plan_is_written_down_and_gone_on_with() -> None:
    plan = TrainingPlan(
        "my run", TrainSettings(regime="frozen", lr=1e-3, dropout=0.0, name="my run"), tuple(listed("a", "b"))
    )
    run = free_run("my run")
    write_plan(plan, run)
    assert free_run("my run").name == "my run-2"
    assert read_options(run) == plan.options()
    words = train_arguments(run, read_options(run), resume=True)
    assert words[0] == "train"
    assert words[-1] == "--resume"
    assert words[words.index("--dropout") + 1] == "0.0"
    assert [pair.id for pair in read_pairs_file(run.parent / ".asked" / "my run" / "pairs.csv")] == ["a", "b"]
    with pytest.raises(TrainingError, match="not known here"):
        read_options(free_run("another"))


def test_that_every_option_of_a_plan_is_one_of_train() -> None:
    from model_train.cli import build_parser

    plan = TrainingPlan(
        "x", TrainSettings(dropout=0.1, name="x"), tuple(listed("a")), init_file=Path("m"), encoder_weights="none"
    )
    parsed = build_parser().parse_args(train_arguments(Path("run"), plan.options(), resume=False))
    assert (parsed.dropout, parsed.init, parsed.regime, parsed.background) == (0.1, Path("m"), "finetune", True)
    probe = build_parser().parse_args(["probe", "--pairs", "p", *plan.options(), "--background"])
    assert probe.size == 128


def test_that_the_estimate_adds_up() -> None:
    probed = {
        "seconds_per_decoded_image": 0.1,
        "seconds_per_step": 2.0,
        "batch_size": 8,
        "seconds_per_validation_image": 0.05,
        "seconds_per_save": 1.0,
        "seconds_to_choose": 3.0,
        "peak_bytes": 10**9,
        "device": "cpu",
        "precision": "float32",
    }
    printed = json.dumps(probed)
    found = estimate("some noise\n" + printed + "\n", TrainSettings(epochs=10, batch_size=8, size=128), 100)
    assert found.epoch_s == pytest.approx(80 / 8 * 2.0 + 20 * 0.05 + 1.0)
    assert found.preparing_s == pytest.approx(13.0)
    assert found.total_s == pytest.approx(13.0 + 10 * found.epoch_s)
    assert found.memory_bytes == 10**9 + 4 * 100 * 128**2
    with pytest.raises(TrainingError, match="no figures"):
        estimate("", TrainSettings(), 10)


def write_run(run: Path, regime: str, jaccards: list[float]) -> Path:
    run.mkdir(parents=True)
    (run / "config.json").write_text(json.dumps({"settings": {"regime": regime, "epochs": 5, "lr": 1e-3}}))
    rows = "".join(f"{number},0.5,{value}\n" for number, value in enumerate(jaccards, start=1))
    (run / "metrics.csv").write_text("epoch,val_loss,val_jaccard\n" + rows)
    started = {"event": "started", "time_utc": f"2026-01-0{len(run.name)}T00:00:00+00:00", "train": 8, "val": 2}
    (run / "events.jsonl").write_text(json.dumps(started) + "\n" + json.dumps({"event": "finished"}) + "\n")
    return run


def test_that_runs_are_listed_with_their_figures_whatever_state_they_are_in(tmp_path: Path) -> None:
    write_run(tmp_path / "a", "frozen", [0.5, 0.7])
    write_run(tmp_path / "bb", "finetune", [0.6])
    damaged = write_run(tmp_path / "ccc", "finetune", [0.6])
    (damaged / "config.json").write_text("{")
    (damaged / "metrics.csv").write_text("epoch,val_jaccard\n1,0.4\n2,abc\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / ".asked" / "gone").mkdir(parents=True)
    (tmp_path / ".asked" / "gone" / "request.json").write_text("{}")
    found = {one.name: one for one in list_runs(tmp_path)}
    assert set(found) == {"a", "bb", "ccc", "empty", "gone"}
    assert found["a"].best is not None
    assert found["a"].best["val_jaccard"] == 0.7
    assert (found["a"].train, found["a"].phase, found["a"].problem) == (8, "finished", "")
    assert "settings are damaged" in found["ccc"].problem
    assert "figures are damaged" in found["ccc"].problem
    assert [row["val_jaccard"] for row in found["ccc"].rows] == [0.4]
    assert found["gone"].phase == "vanished"
    pair = newest_of_each_regime(list_runs(tmp_path))
    assert pair is not None
    assert [one.name for one in pair] == ["a", "bb"]
    assert list_runs(tmp_path / "nowhere") == []


def test_that_a_deleted_run_is_gone_with_what_was_asked(tmp_path: Path) -> None:
    run = write_run(tmp_path / "a", "frozen", [0.5])
    (tmp_path / ".asked" / "a").mkdir(parents=True)
    remove_run(run)
    remove_run(run)
    assert list_runs(tmp_path) == []
    assert summarise(run).phase == "vanished"
