"""Typing and clicking as people do: keys for what a keyboard has, an input method for the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


def enter(field: QWidget, text: str) -> None:
    """Type a text where the cursor is; what keys do not have is composed."""
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    composed = QInputMethodEvent()
    composed.setCommitString(text)
    QApplication.sendEvent(field, composed)


def type_over(field: QLineEdit, text: str) -> None:
    """Type in place of what is there."""
    field.setFocus()
    field.selectAll()
    enter(field, text)


def press(widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key."""
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    QTest.keyClick(widget, key, held)


def focused() -> QWidget:
    """Return what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def click(widget: QWidget) -> None:
    """Click with the left button, in the middle."""
    QApplication.processEvents()  # what is new has no size before
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
