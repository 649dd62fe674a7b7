"""Where garbage is collected: a widget that a worker's thread destroys can halt the window for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from program_driver import Program

from isic_desktop.services.job_thread import JobThread, Order


class Remains:
    """Refers to itself, as closed dialogs and their buttons do, and notes the thread that takes it away."""

    def __init__(self, taken_in: list[threading.Thread]) -> None:
        self.itself = self
        self._taken_in = taken_in

    def __del__(self) -> None:
        self._taken_in.append(threading.current_thread())


def test_that_garbage_is_collected_in_the_windows_thread_only(
    open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    taken_in: list[threading.Thread] = []
    for _ in range(50):
        Remains(taken_in)
    made: list[int] = []

    def work(_wanted: Callable[[], bool]) -> None:
        kept = [[number] for number in range(200_000)]  # hundreds of times what starts a collection
        made.append(len(kept))

    worker = JobThread("worker", Order.EVERY_ONE, parent=program.window)
    for number in range(5):
        worker.submit(number, work)
    program.wait_until(lambda: len(made) == 5 and len(taken_in) == 50)
    worker.stop()
    assert set(taken_in) == {threading.main_thread()}
