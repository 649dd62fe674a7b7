"""The person's choices, kept in `settings.json`.

Nothing in that file can stop the program: a damaged file is set aside as `settings.json.broken`, a value of the
wrong kind counts as absent, and keys this version does not know are kept. Several windows may write it: each save
takes over only what was changed since the last one.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Final, TypeGuard

from isic_desktop.core import places
from isic_desktop.core.json_text import decode_json, encode_json
from model_train.atomic import write_bytes
from model_train.errors import StorageError
from model_train.messages import phrase, system_reason

MAX_SETTINGS_BYTES = 4 << 20
MAX_RECENT_FOLDERS = 20
MAX_VIEW_NAME = 80
MIN_BRUSH_PX, MAX_BRUSH_PX, DEFAULT_BRUSH_PX = 1, 2000, 40
DEFAULT_OPACITY: Final = 0.3
THEMES = ("system", "light", "dark")
_LANGUAGE = re.compile(r"system|[a-z]{2,3}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


class Settings:
    """The choices of one person; read once, changed in memory, written by `save`.

    Args:
        path: The file; by default the program's own.

    Attributes:
        messages: Sentences about what was wrong with the file, to show once.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else places.settings_file()
        self.messages: list[str] = []
        self._values = self._read() or {}
        self._changed: set[tuple[str, str | None]] = set()

    @property
    def is_changed(self) -> bool:
        """Whether `save` has something to write."""
        return bool(self._changed)

    def save(self) -> None:
        """Write what was changed, keeping everything else that is in the file by now.

        Raises:
            StorageError: The file cannot be written; the old one is as it was, and the changes are still pending.
        """
        if not self._changed:
            return
        values = self._read()
        if values is None:  # unreadable just now: what was read at the start is the best there is
            values = dict(self._values)
        for key, inner in self._changed:
            if inner is None:
                _put(values, key, self._values.get(key))
            else:
                table = values.get(key)
                table = dict(table) if isinstance(table, dict) else {}
                _put(table, inner, self._table(key).get(inner))
                values[key] = table
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                phrase("Cannot make the folder for settings ({reason})", reason=system_reason(error)),
                path=self.path.parent,
                remedy="Set ISIC_DESKTOP_HOME to a folder you may write to.",
            ) from error
        write_bytes(self.path, encode_json(values))
        self._values = values
        self._changed.clear()

    @property
    def active_model(self) -> str | None:
        """Name of the model chosen in the program; None for the bundled default."""
        name = self._values.get("active_model")
        return name if isinstance(name, str) and name else None

    @active_model.setter
    def active_model(self, name: str | None) -> None:
        self._set("active_model", name)

    @property
    def previous_model(self) -> str | None:
        """Name of the model that was in use before the active one; None if there is none to go back to."""
        name = self._values.get("previous_model")
        return name if isinstance(name, str) and name else None

    @previous_model.setter
    def previous_model(self, name: str | None) -> None:
        self._set("previous_model", name)

    @property
    def active_model_sha256(self) -> str:
        """Hash of the active model's file when it was chosen; empty if that is not known."""
        text = self._values.get("active_model_sha256")
        return text if isinstance(text, str) and _SHA256.fullmatch(text) else ""

    @active_model_sha256.setter
    def active_model_sha256(self, sha256: str) -> None:
        self._set("active_model_sha256", sha256 or None)

    @property
    def brush_size_px(self) -> int:
        """Diameter of the brush in image pixels."""
        size = self._values.get("brush_size_px")
        if isinstance(size, bool) or not isinstance(size, int):
            return DEFAULT_BRUSH_PX
        return min(max(size, MIN_BRUSH_PX), MAX_BRUSH_PX)

    @brush_size_px.setter
    def brush_size_px(self, size: int) -> None:
        self._set("brush_size_px", min(max(int(size), MIN_BRUSH_PX), MAX_BRUSH_PX))

    @property
    def overlay_opacity(self) -> float:
        """Of the mask's fill over the image, in [0, 1]."""
        opacity = self._values.get("overlay_opacity")
        if isinstance(opacity, bool) or not isinstance(opacity, int | float):  # JSON of ours holds no NaN
            return DEFAULT_OPACITY
        return float(min(max(opacity, 0.0), 1.0))

    @overlay_opacity.setter
    def overlay_opacity(self, opacity: float) -> None:
        self._set("overlay_opacity", min(max(float(opacity), 0.0), 1.0))

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        theme = self._values.get("theme")
        return theme if theme in THEMES else THEMES[0]

    @theme.setter
    def theme(self, theme: str) -> None:
        if theme not in THEMES:
            raise ValueError(f"theme must be one of {', '.join(THEMES)}, not {theme!r}")
        self._set("theme", theme)

    @property
    def language(self) -> str:
        """Code of the language of the window, such as "de"; "system" for the system's."""
        language = self._values.get("language")
        return language if isinstance(language, str) and _LANGUAGE.fullmatch(language) else "system"

    @language.setter
    def language(self, language: str) -> None:
        self._set("language", language)

    @property
    def window_geometry(self) -> str:
        """What `QWidget.saveGeometry` gave, in base64; empty if there is none."""
        text = self._values.get("window_geometry")
        return text if isinstance(text, str) and len(text) % 4 == 0 and _BASE64.fullmatch(text) else ""

    @window_geometry.setter
    def window_geometry(self, text: str) -> None:
        self._set("window_geometry", text)

    @property
    def recent_folders(self) -> tuple[Path, ...]:
        """Folders of images, the last opened first; some may be gone."""
        folders = self._values.get("recent_folders")
        if not isinstance(folders, list):
            return ()
        return tuple(Path(folder) for folder in folders if _is_path(folder))[:MAX_RECENT_FOLDERS]

    def add_recent_folder(self, folder: Path) -> None:
        """Put a folder at the head of the recent ones."""
        key = _key(folder)
        others = [str(other) for other in self.recent_folders if str(other) != key]
        self._set("recent_folders", [key, *others][:MAX_RECENT_FOLDERS])

    def annotation_place(self, folder: Path) -> Path | None:
        """Where the annotations of `folder` lie if the person chose a place; None for `annotations` inside it."""
        place = self._table("annotation_places").get(_key(folder))
        return Path(place) if _is_path(place) else None

    def set_annotation_place(self, folder: Path, place: Path | None) -> Path | None:
        """Remember where the annotations of `folder` lie.

        Args:
            folder: A folder of images.
            place: The folder the person picked; None for the usual place.

        Returns:
            Where they will lie: `place`, or a folder inside it if another folder's annotations lie there already,
            since images of two folders may have the same names.
        """
        if place is None:
            self._set("annotation_places", None, _key(folder))
            return None
        chosen = _key(place)
        others = self._table("annotation_places").items()
        if any(key != _key(folder) and value == chosen for key, value in others):
            digest = hashlib.sha256(_key(folder).encode("utf-8", "surrogatepass")).hexdigest()[:8]
            chosen = str(Path(chosen) / f"{folder.absolute().name or 'root'}-{digest}")
        self._set("annotation_places", chosen, _key(folder))
        return Path(chosen)

    def truth_folder(self, folder: Path) -> Path | None:
        """Where the person said the ground truth of `folder` lies, if they did."""
        truth = self._table("truth_folders").get(_key(folder))
        return Path(truth) if _is_path(truth) else None

    def set_truth_folder(self, folder: Path, truth: Path | None) -> None:
        """Remember (or with None forget) where the ground truth of `folder` lies."""
        self._set("truth_folders", None if truth is None else _key(truth), _key(folder))

    def remove_recent_folder(self, folder: Path) -> None:
        """Forget one of the recent folders."""
        key = _key(folder)
        self._set("recent_folders", [str(other) for other in self.recent_folders if str(other) != key])

    def value(self, key: str) -> Any:
        """What is kept under a key, whatever its kind (`preferences` checks it); None if there is nothing."""
        return self._values.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep something that JSON can hold under a key; None forgets it."""
        if value != self._values.get(key):
            self._set(key, value)

    @property
    def saved_views(self) -> dict[str, Any]:
        """Filters and orders by the names the person gave them, as JSON values (see `image_table.ViewQuery`)."""
        views = self._table("saved_views")
        return {name: value for name, value in views.items() if name and len(name) <= MAX_VIEW_NAME}

    def set_saved_view(self, name: str, value: Any) -> None:
        """Keep (or with None forget) a filter and order under a name."""
        self._set("saved_views", value, name[:MAX_VIEW_NAME])

    @property
    def gallery_grid(self) -> bool:
        """Whether images stand in a grid instead of a list."""
        return self._values.get("gallery_grid") is True

    @gallery_grid.setter
    def gallery_grid(self, grid: bool) -> None:
        self._set("gallery_grid", bool(grid))

    def _table(self, key: str) -> dict[str, Any]:
        table = self._values.get(key)
        return table if isinstance(table, dict) else {}

    def _set(self, key: str, value: Any, inner: str | None = None) -> None:
        if inner is None:
            _put(self._values, key, value)
        else:
            table = dict(self._table(key))
            _put(table, inner, value)
            self._values[key] = table
        self._changed.add((key, inner))

    def _read(self) -> dict[str, Any] | None:
        """What the file holds, {} where there is none or it was set aside, None if it cannot be read."""
        try:
            with self.path.open("rb") as file:
                content = file.read(MAX_SETTINGS_BYTES + 1)
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.messages.append(
                phrase(
                    "Cannot read the settings ({reason}): {path}. The usual ones are used for now.",
                    reason=system_reason(error),
                    path=self.path,
                )
            )
            return None
        try:
            values = decode_json(content) if len(content) <= MAX_SETTINGS_BYTES else None
        except ValueError:
            values = None
        if not isinstance(values, dict):
            self._set_aside()
            return {}
        return values

    def _set_aside(self) -> None:
        broken = self.path.with_name(self.path.name + ".broken")
        try:
            self.path.replace(broken)
        except OSError as error:
            self.messages.append(
                phrase(
                    "The settings are damaged and cannot be moved away ({reason}): {path}. The usual ones are used.",
                    reason=system_reason(error),
                    path=self.path,
                )
            )
            return
        self.messages.append(
            phrase("The settings were damaged and set aside as {path}; the usual ones are used.", path=broken)
        )


def _put(table: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _key(folder: Path) -> str:
    """A folder's absolute name, links left as they are (a person knows them by that name)."""
    return str(folder.expanduser().absolute())


def _is_path(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value) and "\0" not in value
