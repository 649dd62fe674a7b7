"""Models come, go and are renamed; hostile and foreign files stay outside, and say why."""

from __future__ import annotations

import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file
from tiny_model import TINY_HEADER, write_header_only_model, write_tiny_model

from isic_desktop.core import model_files, model_registry, places
from isic_desktop.core.gate_images import GateSelection
from isic_desktop.core.gate_report import ComparedModel, GateReport, make_report
from isic_desktop.core.model_card import card_from_run, read_card
from isic_desktop.core.model_choice import activate, follow_rename, forget
from isic_desktop.core.model_files import (
    adopt_run,
    adopted_from,
    delete_model,
    export_model,
    import_model,
    rename_model,
    restore_model,
)
from isic_desktop.core.model_names import check_name, free_name
from isic_desktop.core.settings import Settings
from model_train.checkpoint import check_checkpoint
from model_train.checkpoint_header import METADATA_KEY, file_sha256, read_header
from model_train.errors import CheckpointError, FolderError, StorageError, UsageError
from model_train.run_folder import BEST


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.safetensors")


def own(name: str) -> Path:
    return places.models_dir() / f"{name}.safetensors"


def nothing_came_in() -> bool:
    return not places.models_dir().exists() or list(places.models_dir().iterdir()) == []


# Names


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        " a",
        "a/b",
        "..",
        ".hidden",
        "a\\b",
        "con",
        "LPT1.x",
        "active",
        "x" * 61,
        "a\n",
        "m.safetensors",
        "a:b",
    ],
)
def test_that_a_name_that_is_no_file_name_everywhere_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        check_name(name)
    assert check_name(free_name(name))


def test_that_a_taken_name_is_refused_whatever_its_letter_case() -> None:
    write_header_only_model(own("Mine"))
    with pytest.raises(UsageError, match="already"):
        check_name("mine")
    with pytest.raises(UsageError, match="already"):
        check_name(model_registry.DEFAULT_MODEL)
    assert free_name("mine") == "mine-2"
    assert free_name("Läsionen 2026") == "Läsionen 2026"


# Import


def test_that_a_model_is_imported_with_the_card_beside_it(tiny: Path, tmp_path: Path) -> None:
    source = tmp_path / "theirs.safetensors"
    source.write_bytes(tiny.read_bytes())
    source.with_suffix(".md").write_text("# theirs\n\nA card.\n", encoding="utf-8")
    path = import_model(source, "mine", check_checkpoint)
    assert path == own("mine")
    assert path.read_bytes() == source.read_bytes()
    assert read_card(path) == "# theirs\n\nA card.\n"
    assert sorted(entry.name for entry in places.models_dir().iterdir()) == ["mine.md", "mine.safetensors"]
    assert [entry.name for entry in model_registry.list_models() if not entry.bundled] == ["mine"]


def test_that_a_model_without_a_card_gets_one_of_what_its_file_says(tiny: Path) -> None:
    card = read_card(import_model(tiny, "mine", check_checkpoint))
    assert card.startswith("# mine\n")
    assert "not a medical device" in card
    assert file_sha256(tiny) in card
    assert "was not verified" in card


class _Harmful:
    """Leaves a folder behind when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self._mark),)


def _mark_beside(path: Path) -> Path:
    return path.with_name("was unpickled")


def _pickle(path: Path, _tiny: Path) -> None:
    path.write_bytes(pickle.dumps({"weights": _Harmful(_mark_beside(path))}, protocol=4))


def _torch_zip(path: Path, _tiny: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(_Harmful(_mark_beside(path))))


def _hdf5(path: Path, _tiny: Path) -> None:
    path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))


def _text(path: Path, _tiny: Path) -> None:
    path.write_text("<!doctype html> not found", encoding="utf-8")


def _empty(path: Path, _tiny: Path) -> None:
    path.write_bytes(b"")


def _folder(path: Path, _tiny: Path) -> None:
    path.mkdir()


def _missing(path: Path, _tiny: Path) -> None:
    assert not path.exists()


def _foreign(path: Path, _tiny: Path) -> None:
    save_file({"layer": np.zeros((2, 2), np.float32)}, path)


def _other_architecture(path: Path, tiny: Path) -> None:
    _with_header(path, tiny, architecture="resnet50")


def _newer_version(path: Path, tiny: Path) -> None:
    _with_header(path, tiny, format_version=99)


def _other_decoder(path: Path, tiny: Path) -> None:
    _with_header(path, tiny, decoder="transpose")


def _huge_widths(path: Path, tiny: Path) -> None:
    _with_header(path, tiny, decoder_settings={"dropout": 0.1, "widths": [10**9] * 5})


def _huge_input(path: Path, tiny: Path) -> None:
    _with_header(path, tiny, input_size_px=4096)


def _lying_length(path: Path, tiny: Path) -> None:
    content = bytearray(tiny.read_bytes())
    content[:8] = struct.pack("<Q", 2**62)
    path.write_bytes(content)


def _cut_off(path: Path, tiny: Path) -> None:
    path.write_bytes(tiny.read_bytes()[:-1000])


def _longer(path: Path, tiny: Path) -> None:
    path.write_bytes(tiny.read_bytes() + b"\0" * 64)


def _not_numbers(path: Path, tiny: Path) -> None:
    _with_tensors(path, tiny, lambda _name, value: np.full_like(value, np.nan) if value.dtype.kind == "f" else value)


def _endless_answers(path: Path, tiny: Path) -> None:
    # Each weight is a number, and all of them together are too large for one.
    _with_tensors(path, tiny, lambda _name, value: np.full_like(value, 6e4) if value.ndim > 1 else value)


def _negative_variance(path: Path, tiny: Path) -> None:
    _with_tensors(path, tiny, lambda name, value: -value if name.endswith("running_var") else value)


def _with_header(path: Path, tiny: Path, **changes: object) -> None:
    values = asdict(read_header(tiny)) | changes
    content = tiny.read_bytes()
    length = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8 : 8 + length])
    header["__metadata__"][METADATA_KEY] = json.dumps(values)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + content[8 + length :])


def _with_tensors(path: Path, tiny: Path, change: Callable[[str, np.ndarray], np.ndarray]) -> None:
    with safe_open(tiny, framework="numpy") as file:
        tensors = {name: change(name, file.get_tensor(name)) for name in file.keys()}  # noqa: SIM118
        save_file(tensors, path, metadata=file.metadata())


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_pickle, "pickled model"),
        (_torch_zip, "pickled model"),
        (_hdf5, "HDF5"),
        (_text, "not a model"),
        (_empty, "not a model"),
        (_folder, "not a file"),
        (_missing, "Cannot read"),
        (_foreign, "not a model of this program"),
        (_other_architecture, "another network"),
        (_newer_version, "format version 99"),
        (_other_decoder, "do not fit|no setting"),
        (_huge_widths, "widths"),
        (_huge_input, "gigabytes"),
        (_lying_length, "does not begin"),
        (_cut_off, "should hold"),
        (_longer, "should hold"),
        (_not_numbers, "not numbers"),
        (_endless_answers, "not numbers"),
        (_negative_variance, "not numbers"),
    ],
)
def test_that_what_is_no_model_of_ours_is_refused_with_a_reason(
    make: Callable[[Path, Path], None], reason: str, tiny: Path, tmp_path: Path
) -> None:
    source = tmp_path / "given.safetensors"
    make(source, tiny)
    with pytest.raises(CheckpointError, match=reason) as refused:
        import_model(source, "mine", check_checkpoint)
    assert refused.value.path == source
    assert nothing_came_in()
    assert not _mark_beside(source).exists()


def test_that_the_harmful_pickles_do_harm_to_those_who_unpickle_them(tiny: Path, tmp_path: Path) -> None:
    source = tmp_path / "given.safetensors"
    _pickle(source, tiny)
    pickle.loads(source.read_bytes())
    assert _mark_beside(source).is_dir()


def test_that_a_file_beyond_all_models_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_header_only_model(tmp_path / "large.safetensors")
    monkeypatch.setattr(model_files, "MAX_MODEL_BYTES", 100)
    with pytest.raises(CheckpointError, match="MiB"):
        import_model(source, "mine", check_checkpoint)


def test_that_the_copy_is_what_is_checked(tiny: Path, tmp_path: Path) -> None:
    source = tmp_path / "changing.safetensors"
    source.write_bytes(tiny.read_bytes())
    checked: list[Path] = []

    def verify(path: Path) -> None:
        source.write_bytes(b"something else by now")
        checked.append(path)
        check_checkpoint(path)

    path = import_model(source, "mine", verify)
    assert checked[0].parent == places.models_dir()
    assert path.read_bytes() == tiny.read_bytes()


def test_that_a_full_disk_leaves_nothing_behind(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model_files.shutil, "copyfileobj", full)
    with pytest.raises(StorageError, match="disk is full"):
        import_model(tiny, "mine", check_checkpoint)
    assert nothing_came_in()


# From a run


@pytest.fixture
def run_folder(tiny: Path, tmp_path: Path) -> Path:
    run = tmp_path / "runs" / "first"
    run.mkdir(parents=True)
    (run / BEST).write_bytes(tiny.read_bytes())
    config = {"settings": {"regime": "frozen", "epochs": 2, "lr": 0.001}, "command": "…"}
    (run / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (run / "metrics.csv").write_text(
        "epoch,train_loss,val_loss,val_jaccard,val_dice,val_accuracy\n1,0.5,0.4,0.71,0.8,0.9\n2,0.4,0.5,0.69,0.79,0.9\n"
    )
    return run


def few_report(run: Path) -> GateReport:
    models = (ComparedModel("skip-256", "a" * 64), ComparedModel("mine", file_sha256(run / BEST)))
    return make_report(*models, GateSelection((), 0, 0, 0.2), [])


def test_that_a_run_becomes_a_model_whose_card_tells_all(run_folder: Path, tmp_path: Path) -> None:
    assert adopted_from(run_folder) is None
    path = adopt_run(run_folder, "mine", check_checkpoint, few_report(run_folder))
    assert adopted_from(run_folder) == "mine"
    card = read_card(path)
    for told in (
        "# mine",
        "not a medical device",
        file_sha256(path),
        "Jaccard 0.7100",
        "epoch 1 of 2",
        "lr 0.001",
        "Too few to tell",
        "## Limits",
    ):
        assert told in card
    assert str(tmp_path) not in card
    assert (run_folder / BEST).exists()


def test_that_a_run_that_went_on_since_it_was_compared_is_not_taken_for_what_was(run_folder: Path) -> None:
    report = few_report(run_folder)
    write_tiny_model(run_folder / BEST, seed=1)
    with pytest.raises(CheckpointError, match="another best model by now"):
        adopt_run(run_folder, "mine", check_checkpoint, report)
    assert nothing_came_in()


def test_that_a_card_cannot_be_made_to_say_something_else(tiny: Path, run_folder: Path) -> None:
    header = replace(
        TINY_HEADER,
        name="x | y",
        training={"description": "![](http://tracker/x.png)\n\n# A medical device", "counts": {"train": 7}},
    )
    card = card_from_run("mine", "0" * 64, header, run_folder / "gone")
    assert "\n# A medical" not in card
    assert "![](" not in card
    assert "Trained on 7 images" in card
    assert "has not been compared" in card


def test_that_a_run_without_a_checkpoint_is_refused(run_folder: Path) -> None:
    (run_folder / BEST).unlink()
    assert adopted_from(run_folder) is None
    with pytest.raises(CheckpointError):
        adopt_run(run_folder, "mine", check_checkpoint)
    assert nothing_came_in()


# Export, rename, delete


def test_that_a_model_goes_out_with_its_card(tiny: Path, tmp_path: Path) -> None:
    path = import_model(tiny, "mine", check_checkpoint)
    model, card = export_model("mine", tmp_path / "usb")
    assert model == tmp_path / "usb.safetensors"
    assert model.read_bytes() == path.read_bytes()
    assert card.read_text("utf-8") == read_card(path)
    assert export_model(model_registry.DEFAULT_MODEL, tmp_path / "out.safetensors")[1].stat().st_size > 1000
    with pytest.raises(UsageError, match="own models"):
        export_model("mine", own("copy"))
    with pytest.raises(FolderError):
        export_model("mine", tmp_path / "gone" / "x.safetensors")


def test_that_renaming_takes_the_card_and_the_choice_along() -> None:
    write_header_only_model(own("mine")).with_suffix(".md").write_text("# mine\n")
    settings = Settings()
    settings.active_model, settings.previous_model = "mine", "mine"
    assert rename_model("mine", "ours") == own("ours")
    follow_rename(settings, "mine", "ours")
    assert (settings.active_model, settings.previous_model) == ("ours", "ours")
    assert sorted(entry.name for entry in places.models_dir().iterdir()) == ["ours.md", "ours.safetensors"]
    with pytest.raises(UsageError, match="comes with the program"):
        rename_model(model_registry.DEFAULT_MODEL, "x")
    with pytest.raises(UsageError, match="already"):
        rename_model("ours", model_registry.DEFAULT_MODEL)
    with pytest.raises(UsageError, match="no model named"):
        rename_model("../mine", "x")


def test_that_the_model_in_use_before_can_be_gone_back_to() -> None:
    settings = Settings()
    assert settings.previous_model is None
    activate(settings, "mine", "a" * 64)
    assert (settings.active_model, settings.previous_model) == ("mine", model_registry.DEFAULT_MODEL)
    activate(settings, "mine", "b" * 64)
    assert settings.previous_model == model_registry.DEFAULT_MODEL
    assert settings.active_model_sha256 == "b" * 64
    activate(settings, model_registry.DEFAULT_MODEL, "c" * 64)
    assert settings.previous_model == "mine"
    settings.save()
    assert (Settings().previous_model, Settings().active_model_sha256) == ("mine", "c" * 64)


def test_that_neither_the_active_nor_a_bundled_model_is_ever_deleted() -> None:
    write_header_only_model(own("mine"))
    with pytest.raises(UsageError, match="in use"):
        delete_model("mine", "mine")
    with pytest.raises(UsageError, match="comes with the program"):
        delete_model("transpose-128", "mine")
    assert own("mine").exists()


def test_that_a_deleted_model_can_be_brought_back_with_its_card() -> None:
    write_header_only_model(own("mine")).with_suffix(".md").write_text("# mine\n")
    settings = Settings()
    settings.previous_model = "mine"
    deleted = delete_model("mine", "skip-256")
    forget(settings, "mine")
    assert settings.previous_model is None
    assert not own("mine").exists()
    assert [entry.name for entry in model_registry.list_models() if not entry.bundled] == []
    assert restore_model(deleted) == own("mine")
    assert read_card(own("mine")) == "# mine\n"
    again = delete_model("mine", "skip-256")
    write_header_only_model(own("mine"), "other")
    with pytest.raises(UsageError, match="already"):
        restore_model(again)


def test_that_models_are_named_once_and_a_language_model_is_told_for_what_it_is(tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "m.safetensors")
    for name in ("mine", "other"):
        import_model(tmp_path / "m.safetensors", name, lambda _path: None)
    assert rename_model("mine", "mine").stem == "mine"
    with pytest.raises(UsageError, match="'other' already"):
        rename_model("mine", "other")
    assert sorted(path.stem for path in places.models_dir().glob("*.safetensors")) == ["mine", "other"]
    (tmp_path / "llm.safetensors").write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(CheckpointError, match="GGUF"):
        import_model(tmp_path / "llm.safetensors", "llm", lambda _path: None)
