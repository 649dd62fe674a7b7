"""What a person sees of a training on standard error: a bar on a terminal, and a line for each epoch."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

from tqdm import tqdm

from model_train.run_folder import EventLog


class ShownEvents(EventLog):
    """An event log that also tells a person how far the training is. Errors are left to whoever ends the program.

    A standard error that is broken is no fault of the training: it goes on unseen.

    Args:
        events: Where the events go.
        bar: Show a bar within each epoch, as on a terminal; else lines only, as for a log.
    """

    def __init__(self, events: EventLog, *, bar: bool) -> None:
        self._events = events
        self._with_bar = bar
        self._bar: Any = None

    def emit(self, event: str, **values: Any) -> None:
        """Pass an event on, and show it."""
        self._events.emit(event, **values)
        with suppress(OSError, ValueError):
            self._show(event, values)

    def _show(self, event: str, values: dict[str, Any]) -> None:
        if event == "batch":
            if self._with_bar:
                if self._bar is None:
                    self._bar = tqdm(total=values["batches"], desc=f"epoch {values['epoch']}", leave=False)
                self._bar.update(1)
                self._bar.set_postfix(loss=f"{values['loss']:.4f}")
            return
        if self._bar is not None:
            bar, self._bar = self._bar, None
            bar.close()
        if event == "started":
            done = f", {values['epoch']} of them done" if values["epoch"] else ""
            self._say(
                f"{values['train']} pairs to train on, {values['val']} to validate with; epochs: {values['epochs']}"
                f"{done}; on {values['device']} in {values['precision']}. Figures are of training / validation."
            )
        elif event == "epoch":
            self._say(
                f"epoch {values['epoch']:3d}  loss {values['train_loss']:.4f} / {values['val_loss']:.4f}  "
                f"Jaccard {values['train_jaccard']:.4f} / {values['val_jaccard']:.4f}  {values['seconds']:.0f} s"
            )
        elif event == "warning":
            self._say(str(values["message"]))

    def _say(self, line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
