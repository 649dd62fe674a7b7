"""Several processes that train one network together; a single process is a world of one."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import nn

from model_train.errors import TrainingError

T = TypeVar("T")
PEER_TIMEOUT_S = 1800
"""A peer that is silent for so long is dead: the first process scores and writes between epochs in far less."""


@dataclass(frozen=True)
class World:
    """This process's place among those that train together.

    Attributes:
        rank: Number of this process.
        size: How many there are.
        local_rank: Number of this process on its machine: which graphics card it uses.
    """

    rank: int = 0
    size: int = 1
    local_rank: int = 0

    @property
    def is_first(self) -> bool:
        """Whether this process writes files."""
        return self.rank == 0

    def agree(self, value: T) -> T:
        """Give the first process's value to all."""
        if self.size == 1:
            return value
        values: list[Any] = [value]
        with _explained():
            dist.broadcast_object_list(values, src=0)
        return values[0]  # type: ignore[no-any-return]

    def any_of(self, flag: bool) -> bool:
        """Whether the flag is set in any process, so that all end at the same moment."""
        if self.size == 1:
            return flag
        flags = torch.tensor([1.0 if flag else 0.0])
        if dist.get_backend() == "nccl":
            flags = flags.to(f"cuda:{self.local_rank}")
        with _explained():
            dist.all_reduce(flags, op=dist.ReduceOp.MAX)
        return bool(flags.item() > 0.0)

    def wrap(self, network: nn.Module) -> nn.Module:
        """Give a module whose backward pass averages gradients over the processes."""
        if self.size == 1:
            return network
        # Of the last convolution's few weights, which lie the same in any order.
        warnings.filterwarnings("ignore", "Grad strides do not match bucket view strides", UserWarning)
        with warnings.catch_warnings():
            # PyTorch 2.14 announces another option for this one, which does not yet do the same.
            warnings.filterwarnings("ignore", "`broadcast_buffers` is deprecated", FutureWarning)
            # Statistics are kept per process: synchronised ones exist on CUDA only.
            return nn.parallel.DistributedDataParallel(network, broadcast_buffers=False)

    @contextlib.contextmanager
    def without_sync(self, module: nn.Module, skip: bool) -> Iterator[None]:
        """Within, gradients are only added up; processes exchange them once per step."""
        with _explained():
            if skip and isinstance(module, nn.parallel.DistributedDataParallel):
                with module.no_sync():
                    yield
            else:
                yield


def join_world(device: str) -> World:
    """Join the processes that `torchrun` started, or be alone.

    Raises:
        TrainingError: The other processes cannot be reached.
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        return World()
    world = World(int(os.environ["RANK"]), size, int(os.environ.get("LOCAL_RANK", "0")))
    backend = "nccl" if device.startswith("cuda") else "gloo"
    with _explained():
        dist.init_process_group(backend, timeout=timedelta(seconds=PEER_TIMEOUT_S))
    return world


def is_first_process() -> bool:
    """Whether this process is the first of those that `torchrun` started, or alone."""
    return os.environ.get("RANK", "0") == "0"


def leave_world(world: World) -> None:
    """Leave the processes, if there were any."""
    if world.size > 1 and dist.is_initialized():
        dist.destroy_process_group()


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except dist.DistError as error:
        raise _peer_lost() from error
    except RuntimeError as error:
        # Gloo reports a closed connection as a plain RuntimeError with its own name in the text.
        if not any(word in str(error).lower() for word in ("gloo", "connection", "nccl")):
            raise
        raise _peer_lost() from error


def _peer_lost() -> TrainingError:
    return TrainingError(
        "Another process of this training died or cannot be reached",
        remedy="Look at its output, then run the same command with --resume: the last finished epoch is kept.",
    )
