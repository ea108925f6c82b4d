"""What Qt owns is deleted on the GUI thread, whoever let go of it last."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.garbage import Collector
from ui.tasks import Tasks

GUI = threading.main_thread().name


class Watched(QObject):
    """Notes which thread it ends on, by name."""

    def __init__(self, ends: list[str]) -> None:
        super().__init__()
        self.itself: QObject | None = None
        weakref.finalize(self, lambda: ends.append(threading.current_thread().name))


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks("at work")
    yield made
    assert made.stop(20)


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    gc.enable()
    made = Collector()
    made.begin()
    yield made
    made.end()


def busy() -> list[list[int]]:
    """Make so much that Python would collect."""
    return [[] for _ in range(100_000)]


def test_a_cycle_is_collected_on_the_gui_thread(
    collector: Collector, tasks: Tasks, qtbot: QtBot
) -> None:
    ends: list[str] = []
    left = Watched(ends)
    left.itself = left
    del left
    done: list[list[list[int]]] = []
    tasks.run(busy, done.append)
    # What the thread has made is kept, so that there is something to collect.
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    qtbot.waitUntil(lambda: bool(ends), timeout=20_000)
    assert ends == [GUI]
    assert done


def test_the_collector_keeps_to_pythons_thresholds(collector: Collector) -> None:
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    collector.look()
    assert gc.get_stats()[0]["collections"] == before
    kept = busy()
    collector.look()
    assert gc.get_stats()[0]["collections"] == before + 1
    assert kept


def test_after_its_end_python_collects_by_itself(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.end()
    assert gc.isenabled()


def test_a_thread_lets_go_of_what_it_worked_for(tasks: Tasks, qtbot: QtBot) -> None:
    ends: list[str] = []
    wanted, told = Watched(ends), Watched(ends)

    def work(it: QObject = wanted) -> str:
        return type(it).__name__

    def done(name: str, it: QObject = told) -> None:
        assert name == type(it).__name__

    tasks.run(work, done)
    del wanted, told, work, done
    qtbot.waitUntil(tasks.idle, timeout=20_000)
    assert ends == [GUI, GUI]


def test_a_thread_lets_go_of_what_failed(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", "ui.tasks")  # a record would keep the error and all its frames
    ends: list[str] = []
    wanted = Watched(ends)
    failed: list[str] = []

    def work(it: QObject = wanted) -> None:
        raise ValueError(type(it).__name__)

    tasks.run(work, None, lambda error: failed.append(str(error)))
    del wanted, work
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    gc.collect()
    assert failed == ["Watched"]
    assert ends == [GUI]
