"""Which models there are: those that come with the program and those the person trained or imported.

A model is `NAME.safetensors`, and NAME is what people call it by. "active" is the one chosen in the program, or
the bundled default. Only headers are read here, so listing models needs no torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from isic_desktop.core import places
from isic_desktop.core.settings import Settings
from model_train.checkpoint_header import CheckpointHeader, file_sha256, read_header
from model_train.errors import CheckpointError
from model_train.messages import phrase

DEFAULT_MODEL = "skip-256"
"""The bundled model that is used unless another is asked for."""
ACTIVE = "active"
"""The word for the model chosen in the program."""
SUFFIX = ".safetensors"


@dataclass(frozen=True)
class ModelEntry:
    """One model file.

    Args:
        name: Its file name without `.safetensors`.
        path: The file.
        sha256: Of the file, 64 hex digits; empty if it cannot be read.
        bundled: Whether it comes with the program.
        active: Whether it is the one chosen in the program.
        header: What the file says about itself; None if it cannot be used.
        error: Why it cannot be used, as a sentence; empty if it can.
    """

    name: str
    path: Path
    sha256: str
    bundled: bool
    active: bool
    header: CheckpointHeader | None
    error: str


def bundled_models_dir() -> Path:
    """Where the models lie that come with the program."""
    return places.resource_path("models")


def bundled_model_path() -> Path:
    """The file of the model that is used unless another is chosen."""
    return bundled_models_dir() / f"{DEFAULT_MODEL}{SUFFIX}"


def active_model_name(settings: Settings | None = None) -> str:
    """The name of the model chosen in the program, or the bundled default."""
    return (settings or Settings()).active_model or DEFAULT_MODEL


def list_models(settings: Settings | None = None) -> list[ModelEntry]:
    """All models: the bundled ones first, each group by name. Damaged files are listed with the reason."""
    active = active_model_name(settings)
    entries: list[ModelEntry] = []
    for folder, bundled in ((bundled_models_dir(), True), (places.models_dir(), False)):
        for path in _model_files(folder):
            taken = any(entry.name == path.stem for entry in entries)
            entries.append(_describe(path, bundled=bundled, active=path.stem == active and not taken, taken=taken))
    return entries


def resolve_model(name_or_path: str | Path, settings: Settings | None = None) -> Path:
    """Find the file of a model and check its header.

    Args:
        name_or_path: A model's name, the word "active", or a path to a `.safetensors` file.
        settings: Where "active" is looked up; read from disk if not given.

    Returns:
        The model file.

    Raises:
        CheckpointError: There is no such model, or its file is damaged; says which models there are.
    """
    text = str(name_or_path)
    if text == ACTIVE:
        return _resolve_active(settings)
    if isinstance(name_or_path, Path) or text.lower().endswith(SUFFIX) or "/" in text or "\\" in text:
        path = Path(name_or_path).expanduser()
        if not path.is_file():
            raise CheckpointError(
                "There is no such model file",
                path=path,
                remedy=phrase("Check the path, or use a model by name: {names}.", names=_names()),
            )
        read_header(path)
        return path
    found = _find(text)
    if found is None:
        if text == DEFAULT_MODEL:
            raise CheckpointError(
                "The model that comes with the program is missing",
                path=bundled_models_dir() / f"{DEFAULT_MODEL}{SUFFIX}",
                remedy="Install the program again, or choose another model with --model.",
            )
        raise CheckpointError(
            phrase("There is no model named '{text}'", text=text),
            remedy=phrase(
                "Choose one of: {names}; or give the path of a {suffix} file.", names=_names(), suffix=SUFFIX
            ),
        )
    read_header(found)
    return found


def _resolve_active(settings: Settings | None) -> Path:
    name = active_model_name(settings)
    found = _find(name)
    if found is None and name != DEFAULT_MODEL:
        raise CheckpointError(
            phrase("The model chosen in the program, '{name}', is gone", name=name),
            path=places.models_dir() / f"{name}{SUFFIX}",
            remedy=phrase("Choose another one of: {names}.", names=_names()),
        )
    return resolve_model(name, settings)


def _find(name: str) -> Path | None:
    """The file of a model by name; a bundled one goes before a person's, so that none can pose as it."""
    for folder in (bundled_models_dir(), places.models_dir()):
        for path in _model_files(folder):
            if path.stem == name:
                return path
    return None


def _names() -> str:
    names = {path.stem for folder in (bundled_models_dir(), places.models_dir()) for path in _model_files(folder)}
    return ", ".join(sorted(names)) or phrase("none installed")


def _model_files(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith(".")]
    except OSError:
        return []  # no such folder: no models in it
    return sorted(files, key=lambda path: path.name)


def _describe(path: Path, *, bundled: bool, active: bool, taken: bool) -> ModelEntry:
    header: CheckpointHeader | None = None
    sha256 = error = ""
    try:
        sha256 = file_sha256(path)
        header = read_header(path)
    except CheckpointError as failure:
        error = str(failure)
    if taken and not error:
        header = None
        error = phrase("A bundled model has the same name: {path}. Rename the file to use it by name.", path=path)
    return ModelEntry(path.stem, path, sha256, bundled, active, header, error)
