"""Nothing that the program needs is under the GPL or AGPL alone."""

from __future__ import annotations

import importlib.util
from importlib.metadata import metadata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def collecting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("collect_licences", ROOT / "packaging" / "collect_licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def licence_of(name: str) -> str:
    found = metadata(name)
    classifiers = [line.rpartition("::")[2].strip() for line in found.get_all("Classifier") or () if "License" in line]
    return found["License-Expression"] or " ".join(classifiers) or (found["License"] or "unknown").partition("\n")[0]


def is_copyleft(licence: str) -> bool:
    # A choice is as free as its freest part; the LGPL is kept by leaving Qt replaceable.
    choices = licence.replace("Lesser General Public", "LGPL").split(" OR ")
    return all(("GPL" in choice and "LGPL" not in choice) or "GNU General Public" in choice for choice in choices)


def test_that_a_strong_copyleft_licence_would_be_noticed() -> None:
    assert is_copyleft("GPL-3.0-only")
    assert is_copyleft("AGPL-3.0-or-later")
    assert is_copyleft("GNU General Public License v3 (GPLv3)")
    assert not is_copyleft("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only")
    assert not is_copyleft("MIT")


def test_that_what_the_program_needs_may_be_passed_on_with_it(collecting: ModuleType) -> None:
    names = collecting.needed("isic-desktop")
    assert {"torch", "pyside6-essentials", "numpy"} <= {name.replace("_", "-") for name in names}
    found = {name: licence_of(name) for name in names}
    assert {name: licence for name, licence in found.items() if is_copyleft(licence)} == {}
