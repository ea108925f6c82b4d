"""Widgets are deleted on the GUI thread, whoever let go of them last."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.garbage import Garbage
from ui.tasks import Tasks


class Field(QLineEdit):
    """A widget with work for a thread; it notes on which thread it ends."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        super().__init__()
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))

    def work(self) -> int:
        """Return a number."""
        return len("work")

    def fail(self) -> int:
        """Raise an error."""
        raise ValueError(self.fail.__name__)

    def done(self, _found: object) -> None:
        """Take what the thread found."""


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks("desk")
    yield made
    assert made.stop(20)


def test_a_thread_keeps_no_widget_that_asked_it(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)  # what is caught here keeps its traceback, thus the widget
    ended: list[threading.Thread] = []
    fields = [Field(ended), Field(ended)]
    tasks.run(fields[0].work, fields[0].done)
    tasks.run(fields[1].fail, fields[1].done, fields[1].done)
    qtbot.waitUntil(tasks.idle, timeout=20_000)
    fields.clear()
    gc.collect()
    assert ended == [threading.main_thread()] * 2


def test_a_widget_whose_work_nobody_waited_for_ends_here(qapp: object) -> None:
    ended: list[threading.Thread] = []
    tasks = Tasks("desk")
    field = Field(ended)
    tasks.run(field.work, field.done)
    del field
    assert tasks.stop(20)
    gc.collect()
    assert ended == [threading.main_thread()]


def test_cycles_with_widgets_are_broken_here(qapp: object) -> None:
    ended: list[threading.Thread] = []
    gc.enable()
    garbage = Garbage()
    try:
        field = Field(ended)
        cycle: list[object] = [field]
        cycle.append(cycle)
        del field, cycle
        kept: list[object] = []
        busy = threading.Thread(target=_make_many, args=(kept,))
        busy.start()
        busy.join()
        assert not ended
        garbage.look()
        while not ended:
            _make_many(kept)
            garbage.look()
    finally:
        garbage.close()
    assert ended == [threading.main_thread()]
    assert gc.isenabled()


def _make_many(kept: list[object]) -> None:
    """Make so many containers that Python would look for cycles several times."""
    kept += [[number] for number in range(100_000)]
