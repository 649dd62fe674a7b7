"""How long tests wait for what must come: so long that only what never comes fails, on the busiest machine."""

from __future__ import annotations

from functools import partialmethod

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

# Children give way to everything else, and a busy machine has little left for them: with a dozen programs computing on
# two cores, a training of a few seconds took more than four minutes.
PATIENCE_S = 600

# Nor does an example fail because the processor was elsewhere; in CI hypothesis does the same by itself.
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


class PatientBot(QtBot):
    """A bot that waits by itself for as long as anything may take; whoever names a limit gets that one."""

    waitSignal = partialmethod(QtBot.waitSignal, timeout=1000 * PATIENCE_S)  # noqa: N815 (Qt's names)
    waitUntil = partialmethod(QtBot.waitUntil, timeout=1000 * PATIENCE_S)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """A person with patience, instead of pytest-qt's five seconds."""
    return PatientBot(request)
