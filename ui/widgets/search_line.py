"""A line to type in what one looks for; the keyboard goes on from it to what was found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.assets import icon

_AROUND = 78
"""Pixels for frame, icons and cursor."""
_LEAST = 150


class FilterLine(QLineEdit):
    """A line with a picture before it and a cross behind it, as wide as what it asks for."""

    def __init__(self, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        cross = self.findChild(QAction, "_q_qlineeditclearaction")
        if cross is not None:  # Qt's own is one grey in every theme
            cross.setIcon(icon("close", "muted"))
        self.addAction(icon(picture, "muted"), QLineEdit.ActionPosition.LeadingPosition)

    def _wanted(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.placeholderText()) + _AROUND

    def sizeHint(self) -> QSize:
        """Qt's: all that stands in it while it is empty."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._wanted()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._explain()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Qt's: where there is no room for all of it, the tip has it."""
        if event.type() == QEvent.Type.ToolTip:
            self._explain()
        return super().event(event)

    def _explain(self) -> None:
        short = self._wanted() > self.width()
        self.setToolTip(self.placeholderText() if short else "")


class SearchLine(FilterLine):
    """Down and Enter lead to the results, Escape empties the line.

    Attributes:
        down: () on to the results.
    """

    down = Signal()

    def __init__(self, picture: str, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(picture, parent)
        if large:
            # The program's style sheet says how high a line is at least.
            self.setStyleSheet("SearchLine { min-height: 1.7em; border-radius: 8px; }")

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
