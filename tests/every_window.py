"""Opens every window and dialog of a running program, for tests that must hold in all of them."""

from __future__ import annotations

from program_driver import Program
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from isic_desktop.views.batchbench import BatchBench
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.gatebench import GateBench
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.trainbench import TrainBench


def every_window(program: Program) -> list[QWidget]:
    """The main window with all its panels and bars, and every dialog, shown."""
    window = program.window
    comfort, first, batch, gate, train = (
        window.findChild(kind) for kind in (ComfortBench, FirstBench, BatchBench, GateBench, TrainBench)
    )
    program.trigger("review.worst_first")
    program.wait_until(window.review_bar.isVisible)
    program.stroke((60, 60), (80, 60))
    program.trigger("edit.history")
    window.findChild(QToolButton, "filter_more").setChecked(True)
    window.threshold_panel.show()
    window.banner.tell("Something to decide.", ("one", "This"), ("other", "That"))
    first.tour.start()
    dialogs = [comfort.show_preferences(), comfort.show_guide(), comfort.show_shortcuts(), comfort.show_about()]
    dialogs.append(first.show_fetching())
    comfort.show_crash("nothing happened")
    dialogs.append(comfort._open["crash"])
    for name in ("export", "import", "validate"):
        program.trigger(f"file.{name}")
        dialogs.append(window.findChild(HandoverDialog, f"{name}_dialog"))
    batch.open_dialog()
    gate.manage()
    comparing = gate._dialog()
    comparing.begin("one model", "another", listed=False)
    comparing.show()
    program.trigger("train.new")
    program.wait_until(train.training_window.isVisible)
    train.ask_cancel()
    question = QApplication.activeModalWidget()
    assert question is not None
    program.wait_until(question.isVisible)
    question.close()
    QApplication.processEvents()
    return [window, *dialogs, batch.dialog, gate.models_dialog, comparing, train.training_window]
