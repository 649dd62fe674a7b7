"""What a person chooses once: device, threads, places, colours, keys, and what is opened at the next start.

A typed view of the settings; like them it never fails on what a file holds: a value of the wrong kind counts as absent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from model_train.pairing import ANNOTATIONS_FOLDER

if TYPE_CHECKING:
    from isic_desktop.core.settings import Settings

DEVICES = ("auto", "cpu", "cuda", "mps")
LAYER_COLOURS = ("okabe_ito", "bright")
MOST_THREADS = 256
_MOST_FORMER_ROOTS = 8
MIN_FONT_PERCENT, MAX_FONT_PERCENT = 80, 200


@dataclass(frozen=True)
class LastSession:
    """Where a person was when the window closed.

    Args:
        folder: The folder that was open; "" for none.
        image: The image in sight; "" for none.
        tool: Id of the tool's action.
        mode: Name of the view mode.
        enhancement: Id of the action that chose how the image is shown.
        switches: Ids of the view switches that were on, separated by blanks.
        window_state: What `QMainWindow.saveState` gave, in base64.
    """

    folder: str = ""
    image: str = ""
    tool: str = ""
    mode: str = ""
    enhancement: str = ""
    switches: str = ""
    window_state: str = ""


class Preferences:
    """The person's preferences, kept in the settings.

    Args:
        settings: Where they are kept; the caller saves them.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._places: dict[Path, Path] = {}

    @property
    def device(self) -> str:
        """Where the model computes, one of `DEVICES`."""
        return _one_of(self.settings.value("device"), DEVICES)

    @device.setter
    def device(self, device: str) -> None:
        self.settings.put("device", _checked(device, DEVICES))

    @property
    def threads(self) -> int:
        """Threads the model may use on the CPU; 0 leaves it to torch."""
        return _whole(self.settings.value("threads"), 0, MOST_THREADS, 0)

    @threads.setter
    def threads(self, threads: int) -> None:
        self.settings.put("threads", min(max(threads, 0), MOST_THREADS))

    @property
    def font_percent(self) -> int:
        """Size of the window's letters, percent of the system's."""
        return _whole(self.settings.value("font_percent"), MIN_FONT_PERCENT, MAX_FONT_PERCENT, 100)

    @font_percent.setter
    def font_percent(self, percent: int) -> None:
        self.settings.put("font_percent", min(max(percent, MIN_FONT_PERCENT), MAX_FONT_PERCENT))

    @property
    def layer_colours(self) -> str:
        """Name of the colours of annotation, ground truth and prediction, one of `LAYER_COLOURS`."""
        return _one_of(self.settings.value("layer_colours"), LAYER_COLOURS)

    @layer_colours.setter
    def layer_colours(self, name: str) -> None:
        self.settings.put("layer_colours", _checked(name, LAYER_COLOURS))

    @property
    def restores_session(self) -> bool:
        """Whether the program opens where the person was when it closed."""
        return self.settings.value("restores_session") is not False

    @restores_session.setter
    def restores_session(self, on: bool) -> None:
        self.settings.put("restores_session", on)

    @property
    def notifies(self) -> bool:
        """Whether the end of a long job is told outside the window."""
        return self.settings.value("notifies") is not False

    @notifies.setter
    def notifies(self, on: bool) -> None:
        self.settings.put("notifies", on)

    @property
    def tour_seen(self) -> bool:
        """Whether the guided tour was taken or skipped."""
        return self.settings.value("tour_seen") is True

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self.settings.put("tour_seen", seen)

    @property
    def last_session(self) -> LastSession:
        """Where the person was when the window closed."""
        kept = self.settings.value("last_session")
        if not isinstance(kept, Mapping):
            return LastSession()
        texts = {field.name: kept.get(field.name) for field in fields(LastSession)}
        return LastSession(**{name: text for name, text in texts.items() if isinstance(text, str) and "\0" not in text})

    @last_session.setter
    def last_session(self, session: LastSession) -> None:
        self.settings.put("last_session", {name: text for name, text in asdict(session).items() if text})

    @property
    def shortcuts(self) -> dict[str, tuple[str, ...]]:
        """Keys the person chose, by the id of the action; an action that is not here has its usual ones."""
        kept = self.settings.value("shortcuts")
        if not isinstance(kept, Mapping):
            return {}
        return {
            action: tuple(keys)
            for action, keys in kept.items()
            if isinstance(keys, list) and all(isinstance(key, str) and key for key in keys)
        }

    @shortcuts.setter
    def shortcuts(self, shortcuts: Mapping[str, tuple[str, ...]]) -> None:
        self.settings.put("shortcuts", {action: list(keys) for action, keys in shortcuts.items()} or None)

    @property
    def annotations_root(self) -> Path | None:
        """A folder for the annotations of all folders; None keeps them beside the images."""
        root = self.settings.value("annotations_root")
        return Path(root) if _is_path(root) else None

    @annotations_root.setter
    def annotations_root(self, root: Path | None) -> None:
        before = self.annotations_root
        if before is not None and before != root:
            former = [str(before), *(str(path) for path in self._former_roots if path != before)]
            self.settings.put("former_annotations_roots", former[:_MOST_FORMER_ROOTS])
        self.settings.put("annotations_root", None if root is None else str(root.expanduser().absolute()))
        self._places.clear()

    @property
    def _former_roots(self) -> list[Path]:
        roots = self.settings.value("former_annotations_roots")
        return [Path(root) for root in roots if _is_path(root)] if isinstance(roots, list) else []

    def place_for(self, folder: Path) -> Path:
        """Where the annotations of the images in `folder` lie.

        A place chosen for this folder comes first. Annotations that are there already stay in use wherever they are:
        in the folder for all, beside the images, or in a folder for all of former times. A folder without any gets
        one of its own in the folder for all (images of two folders may have the same names), or `annotations`.
        """
        chosen = self.settings.annotation_place(folder)
        if chosen is not None:
            return chosen
        place = self._places.get(folder)
        if place is None:
            place = self._places[folder] = self._usual_place(folder)
        return place

    def _usual_place(self, folder: Path) -> Path:
        beside, root = folder / ANNOTATIONS_FOLDER, self.annotations_root
        if root is None and not self._former_roots:
            return beside
        absolute = folder.expanduser().absolute()
        digest = hashlib.sha256(str(absolute).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{absolute.name or 'root'}-{digest}"
        usual = beside if root is None else root / name
        others = [beside, *(former / name for former in self._former_roots)]
        return next((place for place in (usual, *others) if _holds_something(place)), usual)


def _one_of(value: Any, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else allowed[0]


def _checked(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}, not {value!r}")
    return value


def _whole(value: Any, least: int, most: int, usual: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        return usual
    return min(max(value, least), most)


def _is_path(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value) and "\0" not in value


def _holds_something(place: Path) -> bool:
    """Whether a folder holds more than the lock of a program that looked in."""
    try:
        return any(not entry.name.startswith(".") for entry in place.iterdir())
    except OSError:
        return False
