"""The order in which a person would put names: image 9 before image 10, letter case ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile("[0-9]+")
_DIGITS = 20
_ALIKE = str.maketrans("0123456789", "0" * 10)
_LONG_NUMBER = re.compile(f"[0-9]{{{_DIGITS + 1}}}")


def natural_order(names: Iterable[str]) -> list[str]:
    """Sort file names by the numbers in them, letter case ignored; ties in a fixed order.

    The order is that of `natsort` with IGNORECASE. Plain ASCII names, which most are, are put in it by comparing
    strings with their numbers padded: a quarter of the time, which shows with 50,000 names.

    Args:
        names: Without `/` and without NUL, as file names are.
    """
    names = list(names)
    joined = "/".join(names)
    if not joined.isascii() or _LONG_NUMBER.search(joined):
        return _by_library(names)
    joined = joined.casefold()
    if len(set(joined.translate(_ALIKE).split("/"))) == 1:
        # ISIC_0000001.jpg to ISIC_0049999.jpg: with numbers of one length in one place no number need be read.
        padded = joined.split("/")
    else:
        # The NUL lets a number come before any letter or sign, as in natsort.
        padded = _NUMBER.sub(lambda number: "\0" + number.group().zfill(_DIGITS), joined).split("/")
    return [name for _, name in sorted(zip(padded, names, strict=True))] if names else []


def _by_library(names: list[str]) -> list[str]:
    # Imported late: most folders never need it.
    from natsort import natsort_keygen, ns

    key = natsort_keygen(alg=ns.IGNORECASE)
    return sorted(names, key=lambda name: (key(name), name))
