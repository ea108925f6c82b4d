"""What every dialog is: over its window, calm, retranslated, gone when it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from ui.theme import theme


class Dialog(QDialog):
    """A dialog over a window. Subclasses set their texts in `retranslate`; show it with `open`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._sized = False

    def retranslate(self) -> None:
        """Set every text anew."""

    def grow(self) -> None:
        """Make room for what was said since; what somebody made larger stays so."""
        rows = self.layout()
        if rows is not None and self.isVisible():
            rows.activate()
            wanted = rows.totalHeightForWidth(self.width()) if rows.hasHeightForWidth() else 0
            self.resize(self.width(), max(self.height(), wanted, rows.sizeHint().height()))

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.grow()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: as large as its texts need, in the letters that are shown."""
        super().showEvent(event)
        if self._sized:
            return
        self._sized = True
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        least = theme().scaled(self.minimumWidth())
        self.setMinimumWidth(max(self.minimumWidth(), min(least, room.width())))
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # What was asked for was meant for usual letters.
            wanted = QSize(theme().scaled(self.width()), theme().scaled(self.height()))
            self.resize(wanted.boundedTo(room).expandedTo(self.size()))
        self.grow()


def plain_label(tone: str = "") -> QLabel:
    """Return a label for plain text of several lines."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    return label
