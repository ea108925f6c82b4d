"""From a key in Find until what it finds is painted, against a key in an empty line edit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from booking.bootstrap import DeskFacts, Desktop
from booking.clock import SystemClock
from booking.events import EventBus
from booking.paths import Paths
from tests.bench.ground import open_days
from tests.bench.measure import Figures, Row, Scale, timed
from ui.garbage import Collector
from ui.navigation import Navigator
from ui.pages.find import FindPage
from ui.session import Session
from ui.theme import theme

SIZE: Final = (1080, 690)
"""What a window of 1280 by 800 leaves for a page."""


def rows(scale: Scale, folder: str, said: str) -> Iterator[Row]:
    """Yield the row of the desk in a folder, of which something is said."""
    application = QApplication([])
    Collector(application).begin()
    theme().apply(application)
    facts = DeskFacts(Path(folder), "", "", {})
    session = Session(Desktop(Paths(Path(folder)), facts, SystemClock(), EventBus()))
    yield _row(scale, session, said)
    assert session.close()


def _row(scale: Scale, session: Session, said: str) -> Row:
    page, empty = FindPage(session, Navigator()), QLineEdit()
    page.resize(*SIZE)
    page.show()
    empty.show()
    answers: list[object] = []
    page.answered.connect(answers.append)
    _until(answers)
    line = f"6 people, video, 10:00-10:30 {open_days()[0]:%Y-%m-%d}, room"
    ours: list[float] = []
    raw: list[float] = []
    for _ in range(max(1, scale.rounds * scale.tries // len(line))):
        answers.clear()
        page.line.clear()
        empty.clear()
        for key in line:
            ours.append(timed(partial(_key, page, key, answers)))
            raw.append(timed(partial(_plain, empty, key)))
    page.deleteLater()
    empty.deleteLater()
    QApplication.processEvents()
    name = f"keystroke in Find, {said}"
    return Row(name, Figures.of(ours), Figures.of(raw), aim="p50 50 ms")


def _key(page: FindPage, key: str, answers: list[object]) -> None:
    answers.clear()
    QTest.keyClicks(page.line, key)
    _until(answers)
    page.repaint()


def _plain(empty: QLineEdit, key: str) -> None:
    QTest.keyClicks(empty, key)
    QApplication.processEvents()
    empty.repaint()


def _until(answers: list[object]) -> None:
    while not answers:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
