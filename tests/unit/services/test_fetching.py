"""The download of ISIC 2016 in its thread: told of, stopped, refused; and the collector that waits meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from isic_desktop.core import isic2016
from isic_desktop.core.archives import UnpackingStoppedError
from isic_desktop.core.isic2016 import DatasetError, Progress
from isic_desktop.services.calm_collector import calmly
from isic_desktop.services.fetching import DatasetFetching


@pytest.fixture
def fetching(qtbot: QtBot) -> Iterator[DatasetFetching]:
    made = DatasetFetching("http://127.0.0.1:9/")
    yield made
    made.stop()


def fetch_as(monkeypatch: pytest.MonkeyPatch, answer: Any) -> list[dict[str, Any]]:
    """The network's part is played by a function; what it is asked for is remembered."""
    asked: list[dict[str, Any]] = []

    def fetch(target: Path, **wishes: Any) -> Any:
        asked.append({"target": target, **wishes})
        return answer(wishes)

    monkeypatch.setattr(isic2016, "fetch", fetch)
    return asked


def test_that_progress_and_end_are_told(
    qtbot: QtBot, fetching: DatasetFetching, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def answer(wishes: dict[str, Any]) -> str:
        wishes["on_progress"](Progress("download", "a", 1, 2))
        return "all"

    asked = fetch_as(monkeypatch, answer)
    told: list[Progress] = []
    fetching.progressed.connect(told.append)
    with qtbot.waitSignal(fetching.fetched) as end:
        fetching.start(tmp_path)
        assert fetching.busy
    assert end.args == ["all"]
    assert not fetching.busy
    assert [progress.done for progress in told] == [1]
    assert (asked[0]["target"], asked[0]["base_url"]) == (tmp_path, "http://127.0.0.1:9/")


def test_that_without_another_place_the_official_one_is_asked(
    qtbot: QtBot, fetching: DatasetFetching, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = fetch_as(monkeypatch, lambda _wishes: None)
    fetching.base_url = ""
    with qtbot.waitSignal(fetching.fetched):
        fetching.start(tmp_path)
    assert asked[0]["base_url"] == isic2016.BASE_URL


def test_that_what_goes_wrong_is_a_sentence(
    qtbot: QtBot, fetching: DatasetFetching, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def answer(_wishes: dict[str, Any]) -> None:
        raise DatasetError("A mask is missing", path=tmp_path, remedy="Download it again.")

    fetch_as(monkeypatch, answer)
    with qtbot.waitSignal(fetching.failed) as failure:
        fetching.start(tmp_path)
    assert failure.args[0] == f"A mask is missing: {tmp_path}. Download it again."
    assert not fetching.busy


def test_that_a_stopped_download_says_nothing_more(
    qtbot: QtBot, fetching: DatasetFetching, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[bool] = []

    def answer(wishes: dict[str, Any]) -> None:
        begun.append(True)
        while wishes["wanted"]():
            qtbot_free_wait()
        raise UnpackingStoppedError

    def qtbot_free_wait() -> None:
        import time

        time.sleep(0.005)

    fetch_as(monkeypatch, answer)
    said: list[object] = []
    fetching.failed.connect(said.append)
    fetching.fetched.connect(said.append)
    fetching.start(tmp_path)
    qtbot.waitUntil(lambda: bool(begun))
    fetching.cancel()
    assert not fetching.busy
    qtbot.wait(50)
    assert said == []


def test_that_the_collector_rests_while_the_model_comes_and_leaves_what_came_alone() -> None:
    frozen = gc.get_freeze_count()
    try:
        with calmly():
            assert not gc.isenabled()
            brought = [[] for _ in range(1000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= frozen + len(brought)
        gc.disable()
        with pytest.raises(ZeroDivisionError), calmly():
            1 // 0  # noqa: B018
        assert not gc.isenabled()  # as it was found
    finally:
        gc.enable()
        gc.unfreeze()
