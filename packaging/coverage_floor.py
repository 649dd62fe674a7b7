"""Is what the tests pass enough? Reads the data of `make coverage` and compares it with the floors in pyproject.toml.

A floor holds for the branches alone, which are harder to pass than lines; coverage's own figure, of lines and branches
together, is told beside it. Files are counted under the longest name that fits them.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parents[1]
COUNTS = ("covered_lines", "num_statements", "covered_branches", "num_branches")


def main() -> int:
    """Print a line for each package; gives 1 if one is below its floor."""
    floors: dict[str, int] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coverage_floor"]
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(report))
        files = json.loads(report.read_text("utf-8"))["files"]
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(COUNTS))
    for name, found in files.items():
        package = max((one for one in floors if Path(name).as_posix().startswith(f"{one}/")), key=len)
        sums[package] = [total + found["summary"][count] for total, count in zip(sums[package], COUNTS, strict=True)]
    below = []
    for package, (lines, all_lines, branches, all_branches) in sorted(sums.items()):
        whole = 100 * (lines + branches) / max(1, all_lines + all_branches)
        alone = 100 * branches / max(1, all_branches)
        told = f"{package}: {alone:.1f} % of branches, floor {floors[package]} %; {whole:.1f} % of lines and branches"
        print(told)
        below += [told] if alone < floors[package] else []
    print("\n".join(["", "Below the floor:", *below]) if below else "All above their floors.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
