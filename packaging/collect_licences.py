"""Collect the licences of everything a frozen build carries: `python packaging/collect_licences.py OUT`.

Writes `THIRD_PARTY.txt` (name, version, licence, home page, full licence text of each Python package that the
program needs, found from its own metadata) and `QT.txt`, which says how Qt can be replaced.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

QT = """\
Qt and PySide6 are used under the GNU Lesser General Public License, version 3.

Their libraries lie as files of their own in the folder `PySide6` beside the program (in `_internal/PySide6`). They may
be replaced by other builds of the same version: put yours in their place. Source code: https://code.qt.io and
https://code.qt.io/cgit/pyside/pyside-setup.git. ISIC Desktop itself is under the MIT licence and may be rebuilt with
`make frozen` from its source. Reverse engineering for debugging such changes is allowed.

The text of the licence is in LGPL-3.0.txt, which adds to GPL-3.0.txt.
"""


def needed(name: str, found: set[str] | None = None) -> set[str]:
    """The names of the packages that a package needs here, itself included, extras left out."""
    found = set() if found is None else found
    if name.lower() in found:
        return found
    try:
        requirements = distribution(name).requires or []
    except PackageNotFoundError:
        return found
    found.add(name.lower())
    for line in requirements:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)
    return found


def main() -> int:
    """Write the files."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    names = sorted(needed("isic-desktop"))
    listed = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--format=json", "--with-urls", "--with-license-file",
         "--no-license-path", "--packages", *names],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    parts = []
    for entry in json.loads(listed.stdout):
        text = entry["LicenseText"]
        head = f"{entry['Name']} {entry['Version']}\n{entry['License']}\n{entry['URL']}"
        parts.append(
            f"{'=' * 100}\n{head}\n\n{text if text != 'UNKNOWN' else '(the package brings no licence text)'}\n"
        )
    (out / "THIRD_PARTY.txt").write_text("\n".join(parts), encoding="utf-8")
    (out / "QT.txt").write_text(QT, encoding="utf-8")
    for text in (Path(__file__).parent / "licences").iterdir():
        shutil.copy(text, out)
    sys.stdout.write(f"{len(parts)} packages in {out / 'THIRD_PARTY.txt'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
