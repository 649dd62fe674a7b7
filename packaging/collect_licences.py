"""The licences of every part that a frozen build carries; `isic-desktop.spec` asks for them.

A part is found from the files themselves: a module or library belongs to the Python package whose record lists it, to
Python, or to the package of the system that brought it. So nothing is passed on whose licence was not collected: a file
that belongs to nobody, a part without a text and a strong copyleft end the build.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

QT = """\
Qt and PySide6 are used under the GNU Lesser General Public License, version 3.

Their libraries lie as files of their own in the folder `_internal/PySide6` beside the program: Qt's (`libQt6…`, `Qt6…`,
on macOS `Qt…`) on Linux in `Qt/lib` there, Qt's plugins in `Qt/plugins` or `plugins`, the modules of PySide6 beside
those folders. They may be replaced by other builds of the same version: put yours in their place. Source code:
https://code.qt.io and https://code.qt.io/cgit/pyside/pyside-setup.git. ISIC Desktop itself is under the MIT licence and
may be rebuilt with `make frozen` from its source. Reverse engineering for debugging such changes is allowed.

The texts of the licences are LGPL-3.0 and GPL-3.0, to which it adds.
"""
TEXTS = Path(__file__).parent / "licences"
# What these packages bring no text of: the texts lie here.
_TEXTS_HERE = {
    "pyside6-essentials": "LGPL-3.0.txt",
    "shiboken6": "LGPL-3.0.txt",
    "pycocotools": "pycocotools.txt",
}
_TEXT_NAME = re.compile(r"(licen[cs]es?|copying|notice|.*(3rd|third).?party)([-_.].*)?", re.IGNORECASE)
_NO_TEXT = (".py", ".pyc", ".pyi", ".so", ".h")
# Modules of Python that would bring libraries under the GPL with them, and that a window has no use for.
COPYLEFT_MODULES = ("readline", "_gdbm", "dbm.gnu", "_dbm")
_COPYLEFT_PACKAGES = re.compile(r"lib(readline|gdbm)")


class UnlicensedError(Exception):
    """Something would be passed on whose licence is not known, or does not allow it."""


@dataclass
class Part:
    """Something that is passed on with the program.

    Args:
        name: Its name.
        version: Its version, or empty.
        licence: The licence in a few words, or empty.
        home: Its home page, or empty.
        texts: The licence's texts, in order, none twice.
    """

    name: str
    version: str = ""
    licence: str = ""
    home: str = ""
    texts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        head = [f"{self.name} {self.version}".strip(), self.licence, self.home]
        return "\n".join(line for line in head if line) + "\n\n" + f"\n\n{'-' * 80}\n\n".join(self.texts).strip() + "\n"


def needed(name: str, found: set[str] | None = None) -> set[str]:
    """The names of the packages that a package needs here, itself included, extras left out."""
    found = set() if found is None else found
    try:
        requirements = distribution(name).requires or []
    except PackageNotFoundError:
        return found
    found.add(canonicalize_name(name))
    for line in requirements:
        requirement = Requirement(line)
        if canonicalize_name(requirement.name) in found:
            continue
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)
    return found


def unneeded_modules(name: str = "isic-desktop") -> list[str]:
    """Modules that are installed here beside what the program needs, such as those of its tests: not to be frozen."""
    used = needed(name)
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier() and used.isdisjoint(canonicalize_name(owner) for owner in owners)
    )


def licence_of(found: Distribution) -> str:
    """The licence of a Python package in a few words."""
    about = found.metadata
    classifiers = [line.rpartition("::")[2].strip() for line in about.get_all("Classifier") or () if "License" in line]
    return about["License-Expression"] or " ".join(classifiers) or (about["License"] or "unknown").partition("\n")[0]


def python_part(found: Distribution) -> Part:
    """A Python package with its licence's texts, those of what it carries in itself included.

    Raises:
        UnlicensedError: It brings no text, and none lies here.
    """
    name = canonicalize_name(found.name)
    texts: dict[str, None] = {}
    for file in found.files or ():
        path = Path(str(found.locate_file(file)))
        if _TEXT_NAME.fullmatch(file.name) and path.suffix not in _NO_TEXT and path.is_file():
            texts[path.read_text(encoding="utf-8", errors="replace").strip()] = None
    if not texts and name in _TEXTS_HERE:
        texts[(TEXTS / _TEXTS_HERE[name]).read_text(encoding="utf-8").strip()] = None
    if not texts:
        raise UnlicensedError(f"{found.name} brings no text of its licence: put one into {TEXTS}.")
    home = found.metadata["Home-page"] or next(iter(found.metadata.get_all("Project-URL") or [""])).rpartition(" ")[2]
    return Part(found.name, found.version, licence_of(found), home, list(texts))


def system_part(library: Path) -> Part:
    """What brought a library of the system, by the records of Debian and Ubuntu.

    Raises:
        UnlicensedError: Nobody knows, or the library is under the GPL.
    """
    places = {str(library), str(library.resolve())}
    places |= {place.removeprefix("/usr") for place in places} | {
        f"/usr{place}" for place in places if place[:4] != "/usr"
    }
    listed = subprocess.run(["dpkg-query", "-S", *sorted(places)], capture_output=True, text=True, check=False).stdout
    if not listed:
        raise UnlicensedError(f"No package of this system knows of {library}.")
    package = listed.splitlines()[0].partition(": ")[0].split(",")[0]
    if _COPYLEFT_PACKAGES.match(package):
        raise UnlicensedError(f"{library} ({package}) is under the GPL: leave out what needs it.")
    name = package.partition(":")[0]
    said = subprocess.run(["dpkg-query", "-W", "-f", "${Version} ${Homepage}", package], capture_output=True, text=True,
                          check=True).stdout.partition(" ")  # fmt: skip
    text = Path("/usr/share/doc", name, "copyright").read_text(encoding="utf-8", errors="replace")
    return Part(f"{name} (system library)", said[0], "", said[2], [text])


def parts(files: Iterable[Path | str]) -> list[Part]:
    """The parts that files belong to, by name; files of the checkout are the program's own.

    Raises:
        UnlicensedError: A file belongs to nobody, or a part must not be passed on.
    """
    own = os.path.normpath(TEXTS.parents[1]) + os.sep
    owners: dict[str, Distribution] = {}
    for found in distributions():
        root = str(found.locate_file(""))
        owners |= {os.path.normpath(os.path.join(root, file)): found for file in found.files or ()}  # noqa: PTH118 (100,000 names)
    python = tuple({os.path.normpath(place) + os.sep for place in (sys.base_prefix, sysconfig.get_path("stdlib"))})
    packages: dict[str, Distribution] = {}
    libraries: dict[str, Part] = {}
    for name in {os.path.abspath(file) for file in files}:  # noqa: PTH100 (the links of a virtual environment stay)
        if ".dist-info" + os.sep in name:
            continue  # what describes a package is not yet the package
        if (owner := owners.get(name)) is not None:
            packages[canonicalize_name(owner.name)] = owner
        elif name.startswith((own, *python)):
            continue
        elif sys.platform == "linux":
            part = system_part(Path(name))
            libraries[part.name] = part
        elif "site-packages" in name:
            raise UnlicensedError(f"No package knows of {name}.")
    python_text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if not python_text.is_file():
        python_text = Path(sys.base_prefix, "LICENSE.txt")
    interpreter = Part(
        "Python", sys.version.partition(" ")[0], "PSF-2.0", "https://www.python.org", [python_text.read_text("utf-8")]
    )
    found = [interpreter, *(python_part(package) for package in packages.values()), *libraries.values()]
    return sorted(found, key=lambda part: part.name.lower())


def write(files: Iterable[Path | str], out: Path) -> list[Path]:
    """Write a text for each part that files belong to, and how Qt is replaced, into a folder of their own.

    Raises:
        UnlicensedError: See `parts`.
    """
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for part in parts(files):
        (out / f"{part.name}.txt").write_text(str(part), encoding="utf-8")
    (out / "Qt, how to replace it.txt").write_text(QT, encoding="utf-8")
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        shutil.copy(TEXTS / name, out)
    return sorted(out.iterdir())
