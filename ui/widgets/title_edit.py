"""One line of text with a limit that is counted as one comes near it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme
from ui.widgets.one_line import tidy

NEAR: Final = 0.8
_ROOM: Final = 64


class TitleEdit(QLineEdit):
    """Counts characters as people and the database do: an emoji is one. Nothing is cut off.

    Breaks that were pasted become spaces, since they would not be seen and not be taken.
    """

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.textEdited.connect(self._tidy)
        self.textChanged.connect(self._count)
        theme().changed.connect(self.update)

    def count(self) -> str:
        """Return "187 / 200" near the limit and beyond, "" while there is plenty of room."""
        used = len(self.text())
        return f"{used} / {self._most}" if used > NEAR * self._most else ""

    def too_long(self) -> bool:
        """Whether there are more characters than may be."""
        return len(self.text()) > self._most

    def _tidy(self, _text: str) -> None:
        tidy(self)

    def _count(self) -> None:
        self.setTextMargins(0, 0, _ROOM if self.count() else 0, 0)
        if bool(self.property("wrong")) != self.too_long():
            self.setProperty("wrong", self.too_long())
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(self.count())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: the count stands at the right end."""
        super().paintEvent(event)
        count = self.count()
        if count:
            painter = QPainter(self)
            painter.setFont(theme().font("small"))
            painter.setPen(theme().color("danger" if self.too_long() else "muted"))
            box = QRect(self.width() - _ROOM - 8, 0, _ROOM, self.height())
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count
            )
