"""How many threads torch computes with. A thread keeps its number; one that never computed takes the last one given."""

from __future__ import annotations

_usual: list[int] = []


def use_threads(count: int) -> None:
    """Compute with this many threads on the CPU in the calling thread; 0 for as many as torch took by itself."""
    import torch

    if not _usual:
        _usual.append(torch.get_num_threads())
    wanted = count or _usual[0]
    if torch.get_num_threads() != wanted:
        torch.set_num_threads(wanted)
