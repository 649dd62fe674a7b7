"""Readers against many damaged files each: `python fuzz_worker.py READER,READER COUNT SEED SCRATCH`.

Ends with 0 if every file was read or refused with one of the program's own errors, each within five seconds and two
gigabytes. Else the damaged file is kept in SCRATCH/found, and what happened is on standard error.
"""

from __future__ import annotations

import faulthandler
import random
import shutil
import sys
import traceback
import warnings
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from mutations import mutate  # noqa: E402
from peak_memory import peak_bytes  # noqa: E402
from reader import Reader  # noqa: E402
from readers import READERS  # noqa: E402

from model_train.errors import AppError  # noqa: E402

LONGEST_S = 5.0
MOST_BYTES = 2 << 30


def was_taken(found: object) -> bool:
    """Whether a reader took anything from a file."""
    return found is not None and found is not False


def main() -> int:
    names, count, seed, scratch = sys.argv[1].split(","), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    warnings.simplefilter("ignore")
    chosen = [reader for reader in READERS if reader.name in names]
    if len(chosen) != len(names):
        sys.stderr.write(f"there is no such reader among {names}\n")
        return 2
    return max([damage(reader, count, seed, scratch / str(place)) for place, reader in enumerate(chosen)])


def damage(reader: Reader, count: int, seed: int, scratch: Path) -> int:
    for place in ("whole", "read", "found"):
        (scratch / place).mkdir(parents=True)
    whole = reader.whole(scratch / "whole")
    path = scratch / "read" / reader.file_name
    for place, content in enumerate(whole):  # a reader that takes no whole file would pass everything below
        path.write_bytes(content)
        if not was_taken(reader.read(path)):
            sys.stderr.write(f"{reader.name}: nothing was taken from whole file {place}\n")
            return 1
    chance = random.Random(seed)
    taken = refused = bad = 0
    for number in range(count):
        content = mutate(chance.choice(whole), whole, chance)
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        path.write_bytes(content)
        (scratch / "last").write_bytes(content)  # what is found by a crash lies there
        # In another thread and in C: even a reader that never comes back to Python is ended.
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        try:
            taken += was_taken(reader.read(path))
        except AppError as error:
            refused += 1
            if not str(error).strip():
                raise
        except Exception:  # noqa: BLE001 (that is what is looked for)
            bad += 1
            shutil.copy(scratch / "last", scratch / "found" / f"{number}-{reader.file_name}")
            traceback.print_exc(limit=-6)
            if bad >= 5:
                break
        finally:
            faulthandler.cancel_dump_traceback_later()
        if peak_bytes() > MOST_BYTES:
            shutil.copy(scratch / "last", scratch / "found" / f"{number}-memory-{reader.file_name}")
            sys.stderr.write(f"{reader.name}: file {number} took more than two gigabytes\n")
            return 1
    sys.stdout.write(f"{reader.name}: {number + 1} files, {taken} taken, {refused} refused, {bad} bad\n")
    sys.stdout.flush()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
