"""The card over the window: where the keyboard is while it is open, and afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.callout import Callout


class Card(Callout):
    """One line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(200, parent)
        self.line = QLineEdit(self)
        self.column.addWidget(self.line)
        self.last = QLineEdit(self)
        self.column.addWidget(self.last)
        self.order = (self.line, self.last)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    middle = QWidget()
    rows = QVBoxLayout(middle)
    rows.addWidget(QLineEdit())
    rows.addWidget(QLineEdit())
    made.setCentralWidget(middle)
    made.resize(600, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def opened(window: QMainWindow) -> Card:
    card = Card(window)
    card.open(QRect(100, 100, 20, 20))
    card.line.setFocus()
    assert QApplication.focusWidget() is card.line
    return card


def shut(card: Card) -> None:
    card.shut()
    QCoreApplication.sendPostedEvents(card, QEvent.Type.DeferredDelete)


def test_the_keyboard_returns_to_where_it_was(window: QMainWindow) -> None:
    before = window.findChildren(QLineEdit)[1]
    before.setFocus()
    shut(opened(window))
    assert QApplication.focusWidget() is before


def test_where_that_has_gone_it_is_nowhere(window: QMainWindow) -> None:
    before = window.findChildren(QLineEdit)[1]
    before.setFocus()
    card = opened(window)
    before.deleteLater()
    QCoreApplication.sendPostedEvents(before, QEvent.Type.DeferredDelete)
    shut(card)
    assert QApplication.focusWidget() is None


def test_nobody_is_told_of_a_focus_that_is_being_deleted(window: QMainWindow) -> None:
    told: list[str] = []

    def follow(old: QWidget | None, now: QWidget | None) -> None:
        # Qt's plain type: the part of it that this program made is gone already.
        told.extend(type(one).__name__ for one in (old, now) if one is not None)

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    card = opened(window)
    application.focusChanged.connect(follow)
    try:
        shut(card)
    finally:
        application.focusChanged.disconnect(follow)
    assert set(told) <= {"QLineEdit"}


def test_who_has_gone_elsewhere_is_left_there(window: QMainWindow) -> None:
    lines = window.findChildren(QLineEdit)
    lines[0].setFocus()
    card = opened(window)
    lines[1].setFocus()
    shut(card)
    assert QApplication.focusWidget() is lines[1]


def test_tab_goes_around_inside_and_takes_nothing_along(window: QMainWindow) -> None:
    menu = window.menuBar().addMenu("Menu")
    card = opened(window)
    for expected in (card.last, card.line, card.last):
        QTest.keyClick(QApplication.focusWidget() or card, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    QTest.keyClick(card.last, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is card.line
    shut(card)
    menu.setTitle("Still there")
    assert window.menuBar().actions()[0].text() == "Still there"
