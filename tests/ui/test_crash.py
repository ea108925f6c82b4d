"""Faults: caught everywhere, written down, told once, and without anybody's title or name."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, qWarning
from pytestqt.qtbot import QtBot

from booking.errors import EnvironmentProblem
from booking.log import logging_to
from ui.crash import LOGGED_EACH, Fault, Faults, report, scrub_log

TITLE = "Board meeting 董事會"


@pytest.fixture
def faults(qapp: object, qtbot: QtBot) -> Iterator[Faults]:
    """The hooks, installed."""
    faults = Faults()
    with qtbot.captureExceptions():  # else pytest-qt's own hook would come first
        faults.install()
        yield faults
        faults.uninstall()


def take(error: Exception) -> None:
    sys.excepthook(type(error), error, None)


def test_a_fault_of_a_thread_is_told_on_this_one(faults: Faults, qtbot: QtBot) -> None:
    def work() -> None:
        raise ValueError(TITLE)

    with qtbot.waitSignal(faults.found, timeout=20_000) as told:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert "ValueError" in told.args[0].text
    assert "test_crash.py" in told.args[0].text


def test_a_fault_while_something_is_thrown_away_is_told(faults: Faults, qtbot: QtBot) -> None:
    class Careless:
        def __del__(self) -> None:
            raise ZeroDivisionError

    with qtbot.waitSignal(faults.found, timeout=20_000) as told:
        Careless()
        gc.collect()
    assert "ZeroDivisionError" in told.args[0].text


def test_a_fault_of_a_slot_is_told_and_the_program_goes_on(faults: Faults, qtbot: QtBot) -> None:
    def slot() -> None:
        raise LookupError(TITLE)

    thing = QObject()
    thing.objectNameChanged.connect(slot)
    with qtbot.waitSignal(faults.found, timeout=20_000) as told:
        thing.setObjectName("other")
    assert "LookupError" in told.args[0].text
    assert thing.objectName() == "other"


def test_the_same_fault_is_told_once_and_does_not_fill_the_log(
    faults: Faults, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[Fault] = []
    faults.found.connect(told.append)
    with logging_to(tmp_path / "log"):
        for number in range(200):
            take(ValueError(f"{number}"))
        take(KeyError("another"))
    qtbot.waitUntil(lambda: len(told) == 2)
    written = (tmp_path / "log").read_text("utf-8")
    assert written.count("an unexpected fault") == LOGGED_EACH + 1


def test_a_report_has_neither_titles_nor_names(
    faults: Faults, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "log"
    with qtbot.waitSignal(faults.found, timeout=20_000) as told, logging_to(path):
        logging.getLogger("booking").warning("the booking %r has no end", TITLE)
        logging.getLogger("booking").warning("said by 王小明")
        error = ValueError(f"first line\n{TITLE}")
        error.__cause__ = RuntimeError(TITLE)
        take(error)
    assert TITLE in path.read_text("utf-8")
    text = report(told.args[0], {"loop-booking": "1.2.3"}, path)
    for part in ("Board", "meeting", "董事會", "王小明", "first line", str(tmp_path)):
        assert part not in text, part
    for part in ("loop-booking 1.2.3", "RuntimeError", "ValueError", "has no end", "which led to"):
        assert part in text, part


def test_an_error_with_a_code_keeps_it(faults: Faults, qtbot: QtBot) -> None:
    with qtbot.waitSignal(faults.found, timeout=20_000) as told:
        take(EnvironmentProblem("disk_full", f"The disk that holds {TITLE} is full."))
    assert told.args[0].text.endswith("EnvironmentProblem: disk_full")


def test_records_of_many_lines_lose_what_may_be_data() -> None:
    lines = [
        "2026-11-22 10:00:00,000 ERROR ui.crash: an unexpected fault",
        "Traceback (most recent call last):",
        '  File "ui/a.py", line 3, in f',
        "    raise ValueError(title)",
        "ValueError: Board meeting",
        "DETAIL:  Failing row contains (Board meeting)",
        "Board",
    ]
    assert scrub_log(lines) == [*lines[:4], "ValueError"]


def test_words_of_qt_go_into_the_log(faults: Faults, tmp_path: Path) -> None:
    with logging_to(tmp_path / "log"):
        qWarning("something about fonts")
    assert "Qt: something about fonts" in (tmp_path / "log").read_text("utf-8")
