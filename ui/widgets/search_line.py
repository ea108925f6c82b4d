"""A line to type in what one looks for; the keyboard goes on from it to what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.assets import icon


class SearchLine(QLineEdit):
    """Down and Enter lead to the results, Escape empties the line.

    Attributes:
        down: () on to the results.
    """

    down = Signal()

    def __init__(self, picture: str, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        if large:
            # The program's style sheet says how high a line is at least.
            self.setStyleSheet("SearchLine { min-height: 28px; border-radius: 8px; }")
        self.addAction(icon(picture, "muted"), QLineEdit.ActionPosition.LeadingPosition)

    def replace(self, text: str) -> None:
        """Have another text, so that Ctrl+Z brings the old one back."""
        if text != self.text():
            self.setSelection(0, len(self.text()))
            if text:
                self.insert(text)
            else:
                self.del_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.replace("")
        else:
            super().keyPressEvent(event)
