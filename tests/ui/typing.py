"""Typing as people do: keys for what a keyboard has, an input method for the rest."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot


def enter(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type a text where the cursor is; what keys do not have is composed."""
    if text.isascii():
        qtbot.keyClicks(field, text)
        return
    composed = QInputMethodEvent()
    composed.setCommitString(text)
    QApplication.sendEvent(field, composed)


def type_over(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """Type in place of what is there."""
    field.setFocus()
    field.selectAll()
    enter(qtbot, field, text)
