"""Exceptions nobody foresaw: work is saved first, then the person is told; what a dead program left is found."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from pytestqt.qtbot import QtBot

from isic_desktop.services.crash_guard import (
    CrashGuard,
    faults_of_last_time,
    log_qt_message,
    no_faults_to_watch_for,
    watch_for_faults,
)


def caught(guard: CrashGuard, error: BaseException) -> None:
    guard._take(type(error), error, error.__traceback__)


def test_that_work_is_saved_before_the_person_is_told(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    order: list[str] = []
    guard = CrashGuard(lambda: order.append("saved"))
    guard.happened.connect(lambda report: order.append(report.splitlines()[-1]))
    with caplog.at_level(logging.CRITICAL):
        caught(guard, ValueError("what nobody foresaw"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["saved", "ValueError: what nobody foresaw"]
    assert "uncaught exception" in caplog.text


def test_that_the_hooks_are_taken_and_given_back(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    before = (sys.excepthook, threading.excepthook)
    guard = CrashGuard(lambda: None)
    reports: list[str] = []
    guard.happened.connect(reports.append)
    guard.install()
    try:
        with caplog.at_level(logging.CRITICAL):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
            leaving = threading.Thread(target=sys.exit)
            leaving.start()
            leaving.join()
        qtbot.waitUntil(lambda: bool(reports))
    finally:
        guard.remove()
    assert ["ZeroDivisionError" in report for report in reports] == [True]  # a thread that leaves is no accident
    assert (sys.excepthook, threading.excepthook) == before


def test_that_a_save_that_fails_itself_does_not_go_round_for_ever(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    reports: list[str] = []
    attempts: list[str] = []

    def save() -> None:
        attempts.append("save")
        caught(guard, OSError("the disk is gone"))  # of the thread that saves

    guard = CrashGuard(save)
    guard.happened.connect(reports.append)
    with caplog.at_level(logging.CRITICAL):
        caught(guard, ValueError("first"))
        qtbot.waitUntil(lambda: bool(reports))
        qtbot.wait(20)
    assert attempts == ["save"]
    assert len(reports) == 1
    assert "first" in reports[0]


def test_that_interrupting_the_program_is_no_accident(qtbot: QtBot) -> None:
    passed_on: list[type[BaseException]] = []
    guard = CrashGuard(lambda: pytest.fail("nothing has to be saved in haste"))
    guard._previous = lambda kind, _error, _trace: passed_on.append(kind)
    caught(guard, KeyboardInterrupt())
    qtbot.wait(20)
    assert passed_on == [KeyboardInterrupt]


def test_that_qt_is_heard_by_its_gravity(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "a note")
        log_qt_message(QtMsgType.QtCriticalMsg, QMessageLogContext(), "a fault")
        log_qt_message(
            QtMsgType.QtWarningMsg, QMessageLogContext(), "this plugin does not support propagateSizeHints()"
        )
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("INFO", "Qt: a note"),
        ("ERROR", "Qt: a fault"),
    ]


DYING = """
import ctypes, sys
from pathlib import Path
from isic_desktop.services.crash_guard import watch_for_faults
file = watch_for_faults(Path(sys.argv[1]))
def in_the_library():
    ctypes.string_at(0)
in_the_library()
"""


def test_that_a_program_that_died_in_a_library_leaves_where_it_was(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], capture_output=True, timeout=600, check=False)
    assert done.returncode != 0
    assert "in_the_library" in faults_of_last_time(tmp_path)
    assert faults_of_last_time(tmp_path) == ""  # told once
    assert list(tmp_path.iterdir()) == []


def test_that_a_program_that_ends_in_order_leaves_nothing(tmp_path: Path) -> None:
    file = watch_for_faults(tmp_path / "logs")
    assert file is not None
    assert [path.name for path in (tmp_path / "logs").iterdir()] == [f"fault-{os.getpid()}.txt"]
    no_faults_to_watch_for(file)
    assert list((tmp_path / "logs").iterdir()) == []
    no_faults_to_watch_for(None)


def test_that_reports_of_programs_that_live_or_are_not_ours_stay(tmp_path: Path) -> None:
    for name in (f"fault-{os.getpid()}.txt", "fault-1.txt", "fault-mine.txt"):
        (tmp_path / name).write_text("not yet")
    assert faults_of_last_time(tmp_path) == ""
    assert len(list(tmp_path.iterdir())) == 3
    assert faults_of_last_time(tmp_path / "missing") == ""


def test_that_a_report_that_cannot_be_read_does_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    (tmp_path / "fault-999999999.txt").mkdir()
    (tmp_path / "fault-999999998.txt").write_text("where it was")
    assert faults_of_last_time(tmp_path) == "where it was"


def test_that_a_folder_for_logs_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    assert watch_for_faults(tmp_path / "logs") is None
