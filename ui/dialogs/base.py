"""What every dialog is: over its window, calm, retranslated, gone when it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget


class Dialog(QDialog):
    """A dialog over a window. Subclasses set their texts in `retranslate`; show it with `open`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)

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
        super().changeEvent(event)


def plain_label(tone: str = "") -> QLabel:
    """Return a label for plain text of several lines."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    return label
