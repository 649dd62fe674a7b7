"""Nothing that the program needs is under the GPL or AGPL alone."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import pytest

from isic_desktop.views.about_dialog import _PARTS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def collecting() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("collect_licences", ROOT / "packaging" / "collect_licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks for its module there
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


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
    assert {"torch", "pyside6-essentials", "numpy"} <= names
    found = {name: collecting.licence_of(distribution(name)) for name in names}
    assert {name: licence for name, licence in found.items() if is_copyleft(licence)} == {}


def test_that_the_tests_own_packages_are_not_frozen_but_what_the_program_needs_is(collecting: ModuleType) -> None:
    left_out = set(collecting.unneeded_modules())
    assert {"pytest", "hypothesis", "_pytest"} <= left_out
    assert left_out.isdisjoint({"torch", "numpy", "PIL", "PySide6", "shiboken6", "isic_desktop", "model_train", "cv2"})


def test_that_each_file_gives_the_licence_of_the_part_it_belongs_to(collecting: ModuleType, tmp_path: Path) -> None:
    import numpy
    import PySide6
    from pycocotools import mask

    metadata = next(Path(numpy.__file__).parents[1].glob("torch-*.dist-info")) / "METADATA"
    files = [numpy.__file__, PySide6.__file__, mask.__file__, json.__file__, collecting.__file__, metadata]
    written = {path.stem: path.read_text("utf-8") for path in collecting.write(files, tmp_path / "licences")}
    assert "torch" not in written, "its version is told, but nothing of it is passed on"
    assert "Redistribution and use" in written["numpy"]
    assert "Piotr Dollar" in written["pycocotools"]
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in written["Python"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in written["PySide6_Essentials"]
    assert "put yours in their place" in written["Qt, how to replace it"]


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="the system's packages are asked of Debian's records")
def test_that_a_library_nobody_knows_or_under_the_gpl_ends_the_build(collecting: ModuleType, tmp_path: Path) -> None:
    libc = next(Path(line.split()[-2]) for line in ldd(sys.executable) if "libc.so" in line)
    assert any("GNU" in text for text in collecting.system_part(libc).texts)
    stray = tmp_path / "libstray.so"
    stray.touch()
    with pytest.raises(collecting.UnlicensedError, match=r"libstray\.so"):
        collecting.parts([stray])
    for folder in (libc.parent, Path("/usr/lib/x86_64-linux-gnu")):
        for readline in folder.glob("libreadline.so.*"):
            with pytest.raises(collecting.UnlicensedError, match="under the GPL"):
                collecting.parts([readline])


def ldd(program: str) -> list[str]:
    return subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout.splitlines()


def test_that_about_names_everything_the_program_asks_for() -> None:
    named = " ".join(name.lower() for name, _ in _PARTS)
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=;\[ ]", line)[0].lower() for line in asked}
    known_as = {"pyside6-essentials": "pyside6", "torch": "pytorch", "opencv-python-headless": "opencv"}
    assert [name for name in names if known_as.get(name, name) not in named] == []
