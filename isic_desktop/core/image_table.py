"""What is known of the images of a folder, in columns, and the order in which they are shown.

Arrays, not objects: a filter or an order over 50,000 images takes milliseconds, and a copy for another thread less
than one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

from isic_desktop.core.sidecar import State
from model_train.late_numpy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATES: tuple[str, ...] = get_args(State)
"""In the order of the work: new, predicted, corrected, accepted, rejected."""
REVIEWED = ("accepted", "rejected")
SORTS = ("name", "worst", "state", "jaccard", "dice", "predicted", "size", "date", "model")
"""By what images can be ordered; "worst" by true Jaccard where there is truth, else by the predicted one."""
MAX_TEXT = 200
MOST_MODELS = 200
"""More names than a person could tell apart in a list are not kept apart."""


@dataclass(frozen=True)
class ImageFacts:
    """What is known of one image's annotation.

    Args:
        state: One of `STATES`.
        model: Name of the model behind it, "" for none.
        predicted_jaccard: The model's own estimate in [0, 1], or None.
        jaccard: Against the ground truth, in [0, 1]; None without one.
        dice: Likewise.
        lesion_share: Part of the image that is lesion, in [0, 1]; None while it is not known.
        modified_s: When the annotation was last saved, seconds since 1970; None if there is none.
        text: Note and tags, to search in.
    """

    state: str = "new"
    model: str = ""
    predicted_jaccard: float | None = None
    jaccard: float | None = None
    dice: float | None = None
    lesion_share: float | None = None
    modified_s: float | None = None
    text: str = ""


NOTHING_KNOWN = ImageFacts()
_COLUMNS = ("state", "model", "predicted", "jaccard", "dice", "lesion_share", "modified_s")


@dataclass(eq=False)
class ImageTable:
    """Facts of all images of a listing, in its order.

    Args:
        state: (N,) uint8, index into `STATES`.
        model: (N,) int16, index into `models`; -1 for none.
        predicted: (N,) float32, NaN where unknown, like the next four.
        jaccard: (N,) float32.
        dice: (N,) float32.
        lesion_share: (N,) float32.
        modified_s: (N,) float64.
        models: Names of models met so far.
        texts: Notes and tags, case folded, of the images that have some.
    """

    state: NDArray[np.uint8]
    model: NDArray[np.int16]
    predicted: NDArray[np.float32]
    jaccard: NDArray[np.float32]
    dice: NDArray[np.float32]
    lesion_share: NDArray[np.float32]
    modified_s: NDArray[np.float64]
    models: list[str] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)

    @staticmethod
    def empty(count: int) -> ImageTable:
        """A table of images of which nothing is known."""
        nothing = np.full(count, np.nan, np.float32)
        return ImageTable(
            np.zeros(count, np.uint8),
            np.full(count, -1, np.int16),
            nothing,
            nothing.copy(),
            nothing.copy(),
            nothing.copy(),
            np.full(count, np.nan, np.float64),
        )

    def __len__(self) -> int:
        return len(self.state)

    def put(self, number: int, facts: ImageFacts) -> None:
        """Note what is known of one image."""
        self.state[number] = STATES.index(facts.state)
        self.model[number] = self._model_number(facts.model)
        self.predicted[number] = _or_nan(facts.predicted_jaccard)
        self.jaccard[number] = _or_nan(facts.jaccard)
        self.dice[number] = _or_nan(facts.dice)
        self.lesion_share[number] = _or_nan(facts.lesion_share)
        self.modified_s[number] = _or_nan(facts.modified_s)
        if facts.text:
            self.texts[number] = facts.text.casefold()
        else:
            self.texts.pop(number, None)

    def copy(self) -> ImageTable:
        """A table of its own, for another thread."""
        own = {name: getattr(self, name).copy() for name in _COLUMNS}
        return replace(self, **own, models=list(self.models), texts=dict(self.texts))

    def part(self, numbers: NDArray[np.int64]) -> ImageTable:
        """The facts of some images, as a table of their own."""
        texts = {place: self.texts[number] for place, number in enumerate(numbers.tolist()) if number in self.texts}
        own = {name: getattr(self, name)[numbers] for name in _COLUMNS}
        return replace(self, **own, models=list(self.models), texts=texts)

    def merge(self, numbers: NDArray[np.int64], part: ImageTable) -> None:
        """Take over facts of some images from another thread's table, which has met all models that this one has."""
        for name in _COLUMNS:
            getattr(self, name)[numbers] = getattr(part, name)
        self.models = part.models
        if self.texts or part.texts:
            for place, number in enumerate(numbers.tolist()):
                if place in part.texts:
                    self.texts[number] = part.texts[place]
                else:
                    self.texts.pop(number, None)

    def moved(self, old_numbers: NDArray[np.int64]) -> ImageTable:
        """The table of another listing.

        Args:
            old_numbers: (M,) where each image of the other listing stood in this one; -1 for a new one.
        """
        table = ImageTable.empty(len(old_numbers))
        known = old_numbers >= 0
        for name in _COLUMNS:
            getattr(table, name)[known] = getattr(self, name)[old_numbers[known]]
        table.models = list(self.models)
        if self.texts:
            table.texts = {
                new: self.texts[old] for new, old in enumerate(old_numbers.tolist()) if old >= 0 and old in self.texts
            }
        return table

    def counts(self) -> dict[str, int]:
        """How many images are in each state."""
        found = np.bincount(self.state, minlength=len(STATES))
        return {state: int(count) for state, count in zip(STATES, found, strict=True)}

    def quality(self) -> NDArray[np.float32]:
        """(N,) float32: the true Jaccard where there is truth, else the predicted one, else NaN."""
        return np.where(np.isnan(self.jaccard), self.predicted, self.jaccard)

    def _model_number(self, name: str) -> int:
        if not name:
            return -1
        if name not in self.models:
            if len(self.models) >= MOST_MODELS:
                return -1
            self.models.append(name)
        return self.models.index(name)


@dataclass(frozen=True)
class Range:
    """From a value to a value, both included; None leaves that end open."""

    low: float | None = None
    high: float | None = None

    @property
    def open(self) -> bool:
        """Whether everything lies in it, also what is not known."""
        return self.low is None and self.high is None

    def holds(self, values: NDArray[np.floating[Any]]) -> NDArray[np.bool_]:
        """Which values lie in it; an unknown one (NaN) only if it is open."""
        if self.open:
            return np.ones(len(values), np.bool_)
        # float32 values are compared as a person reads them: 0.65 lies in "from 0.65".
        exact = values.astype(np.float64)
        low = -math.inf if self.low is None else self.low - 1e-6
        high = math.inf if self.high is None else self.high + 1e-6
        with np.errstate(invalid="ignore"):
            return (exact >= low) & (exact <= high)


@dataclass(frozen=True)
class ViewQuery:
    """Which images are shown, and in what order.

    Args:
        text: Each of its words must occur in the name, the note or the tags; letter case does not matter.
        states: Only these; empty for all.
        jaccard: Against the ground truth.
        dice: Likewise.
        predicted: The model's own estimate of its Jaccard.
        size: Part of the image that is lesion, 0…1.
        date: When the annotation was saved, seconds since 1970.
        model: Only images that this model worked on; "" for all.
        sort: One of `SORTS`.
        descending: The other way round; what is not known comes last either way.
    """

    text: str = ""
    states: frozenset[str] = frozenset()
    jaccard: Range = Range()
    dice: Range = Range()
    predicted: Range = Range()
    size: Range = Range()
    date: Range = Range()
    model: str = ""
    sort: str = "name"
    descending: bool = False

    @property
    def filters(self) -> bool:
        """Whether it leaves out anything."""
        return replace(self, sort="name", descending=False) != ViewQuery()

    def as_json(self) -> dict[str, Any]:
        """For settings; what is usual is left out."""
        usual = ViewQuery()
        ranges = {
            name: [value.low, value.high]
            for name in _RANGES
            if not (value := getattr(self, name)).open  # an open one says nothing
        }
        plain = {
            name: getattr(self, name)
            for name in ("text", "model", "sort", "descending")
            if getattr(self, name) != getattr(usual, name)
        }
        return plain | ranges | ({"states": sorted(self.states)} if self.states else {})

    @staticmethod
    def from_json(value: Any) -> ViewQuery:
        """Read what `as_json` gave; a part of the wrong kind counts as absent."""
        if not isinstance(value, dict):
            return ViewQuery()
        states = value.get("states")
        sort = value.get("sort")
        return ViewQuery(
            text=_text(value.get("text")),
            states=frozenset(state for state in states if state in STATES) if isinstance(states, list) else frozenset(),
            **{name: _range(value.get(name)) for name in _RANGES},
            model=_text(value.get("model")),
            sort=sort if sort in SORTS else "name",
            descending=value.get("descending") is True,
        )


_RANGES = ("jaccard", "dice", "predicted", "size", "date")
NOT_REVIEWED = ViewQuery(states=frozenset(STATES) - frozenset(REVIEWED), sort="worst")
"""The review queue: what nobody has judged yet, the worst first."""


def select(table: ImageTable, names: Sequence[str], query: ViewQuery) -> NDArray[np.int32]:
    """Find the images of a query.

    Args:
        table: What is known.
        names: Of the images, in the listing's order.
        query: What is wanted.

    Returns:
        (M,) places in the listing, in the order to show them. Equals are in the listing's order, and what is not
        known comes last.
    """
    keep = query.jaccard.holds(table.jaccard) & query.dice.holds(table.dice) & query.predicted.holds(table.predicted)
    keep &= query.size.holds(table.lesion_share) & query.date.holds(table.modified_s)
    if query.states:
        keep &= np.isin(table.state, [STATES.index(state) for state in query.states])
    if query.model:
        number = table.models.index(query.model) if query.model in table.models else -2
        keep &= table.model == number
    found = np.flatnonzero(keep)
    words = query.text.casefold().split()
    if words:
        found = np.array([number for number in found.tolist() if _says(table, names, number, words)], np.int64)
    return _in_order(table, found, query).astype(np.int32)


def _says(table: ImageTable, names: Sequence[str], number: int, words: Iterable[str]) -> bool:
    text = f"{names[number].casefold()}\n{table.texts.get(number, '')}"
    return all(word in text for word in words)


def _in_order(table: ImageTable, found: NDArray[np.int64], query: ViewQuery) -> NDArray[np.int64]:
    if query.sort == "name":
        return found[::-1] if query.descending else found
    keys = _keys(table, query.sort)[found].astype(np.float64)
    keys = np.where(np.isnan(keys), np.inf, -keys if query.descending else keys)
    return found[np.argsort(keys, kind="stable")]


def _keys(table: ImageTable, sort: str) -> NDArray[Any]:
    if sort == "worst":
        return table.quality()
    if sort == "model":
        alphabetical = sorted(range(len(table.models)), key=lambda number: table.models[number].casefold())
        places: NDArray[np.float64] = np.full(len(table.models) + 1, np.nan)  # the last one, for -1, stays unknown
        places[alphabetical] = np.arange(len(alphabetical))
        return places[table.model]
    columns: dict[str, NDArray[Any]] = {
        "state": table.state,
        "jaccard": table.jaccard,
        "dice": table.dice,
        "predicted": table.predicted,
        "size": table.lesion_share,
        "date": table.modified_s,
    }
    return columns[sort]


def seconds_of(utc: str) -> float | None:
    """Seconds since 1970 of a sidecar's time; None if it cannot be read."""
    try:
        moment = datetime.fromisoformat(utc)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _text(value: Any) -> str:
    return value[:MAX_TEXT] if isinstance(value, str) else ""


def _range(value: Any) -> Range:
    if not isinstance(value, list) or len(value) != 2:
        return Range()
    ends = [float(end) if _is_number(end) else None for end in value]
    return Range(ends[0], ends[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
