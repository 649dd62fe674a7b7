"""A clock of its own for a Python process: everything that asks for the time of day gets it wrong by so much.

Times since the start (`time.monotonic`) go on, as they do when somebody sets a clock. Nothing but Python's own is
needed: a process that is started so loads this before everything else (`wrong_clock/sitecustomize`).
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

YEAR_S = 365 * 24 * 3600.0
_REAL = {name: getattr(time, name) for name in ("time", "time_ns", "gmtime", "localtime", "strftime", "ctime")}
_REAL_DATETIME, _REAL_DATE = datetime.datetime, datetime.date


def clock_wrong_by(shift_s: float) -> dict[str, str]:
    """The variables for a Python program whose clock is wrong by so many seconds, and with it its files' times."""
    place = str(Path(__file__).with_name("wrong_clock"))
    known = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([place, *known]), "ISIC_TEST_CLOCK_S": str(shift_s)}


class WrongClock:
    """Sets the clock of this process; `put_right` sets it back.

    Args:
        files: Whether files get their times from this clock too, when they are put in their place or touched.
    """

    def __init__(self, *, files: bool = False) -> None:
        self.shift_s = 0.0
        self._pairs: list[tuple[Any, Any]] = []
        wrong = self._now

        def strftime(form: str, *moment: Any) -> str:
            return _REAL["strftime"](form, *(moment or (_REAL["localtime"](wrong()),)))

        self._set(time, "time", wrong)
        self._set(time, "time_ns", lambda: int(wrong() * 1e9))
        self._set(time, "gmtime", lambda at=None: _REAL["gmtime"](wrong() if at is None else at))
        self._set(time, "localtime", lambda at=None: _REAL["localtime"](wrong() if at is None else at))
        self._set(time, "ctime", lambda at=None: _REAL["ctime"](wrong() if at is None else at))
        self._set(time, "strftime", strftime)
        self._set(datetime, "datetime", _shifted_datetime(wrong))
        self._set(datetime, "date", _shifted_date(wrong))
        if files:
            replace, utime = os.replace, os.utime

            def replacing(source: Any, target: Any, **options: Any) -> None:
                replace(source, target, **options)
                utime(target, (wrong(), wrong()))

            def touching(path: Any, times: Any = None, **options: Any) -> None:
                utime(path, times if times is not None or options.get("ns") else (wrong(), wrong()), **options)

            self._set(os, "replace", replacing)
            self._set(os, "utime", touching)
        _exchange({id(real): put for real, put in self._pairs})

    def put_right(self) -> None:
        """Give everything the real clock back, also what was loaded meanwhile."""
        _exchange({id(put): real for real, put in self._pairs})

    def _now(self) -> float:
        return float(_REAL["time"]()) + self.shift_s

    def _set(self, owner: Any, name: str, put: Any) -> None:
        self._pairs.append((getattr(owner, name), put))


def _exchange(by_id: dict[int, Any]) -> None:
    """Replace objects wherever a module knows them by a name of its own."""
    for module in list(sys.modules.values()):
        if module is None or module.__name__ == __name__:
            continue
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if id(value) in by_id:
                setattr(module, name, by_id[id(value)])


class _OfTheReal(type):
    """Those made by the real class are instances too."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__mro__[1])


def _shifted_datetime(now: Callable[[], float]) -> type:
    class Shifted(_REAL_DATETIME, metaclass=_OfTheReal):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return _REAL_DATETIME.fromtimestamp(now(), tz)

        @classmethod
        def today(cls) -> Any:
            return _REAL_DATETIME.fromtimestamp(now())

        @classmethod
        def utcnow(cls) -> Any:
            return _REAL_DATETIME.fromtimestamp(now(), datetime.UTC).replace(tzinfo=None)

    return Shifted


def _shifted_date(now: Callable[[], float]) -> type:
    class ShiftedDate(_REAL_DATE, metaclass=_OfTheReal):
        @classmethod
        def today(cls) -> Any:
            return _REAL_DATE.fromtimestamp(now())

    return ShiftedDate
