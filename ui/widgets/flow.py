"""Widgets side by side, going on below where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Places its widgets in rows, each as wide as it wants to be; as high as that needs.

    Args:
        parent: as of any widget.
        gap: pixels between widgets, in both directions.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = gap
        self._widgets: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """Take a widget in behind the others."""
        widget.setParent(self)
        self._widgets.append(widget)

    def remove(self, widget: QWidget) -> None:
        """Let go of a widget, which goes away."""
        self._widgets.remove(widget)
        widget.hide()
        widget.deleteLater()

    def place(self) -> None:
        """Place everything anew; what is in one row stands around one line."""
        y, width = 0, max(self.width(), 1)
        for row in self._rows(width):
            high = max(size.height() for _, size in row)
            x = 0
            for widget, size in row:
                top = y + (high - size.height()) // 2
                widget.setGeometry(QRect(x, top, min(size.width(), width), size.height()))
                x += size.width() + self._gap
            y += high + self._gap
        high = max(0, y - self._gap)
        if self.minimumHeight() != high or self.maximumHeight() != high:
            self.setFixedHeight(high)

    def _rows(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        rows: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if not rows or x + size.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((widget, size))
            x += size.width() + self._gap
        return rows

    def sizeHint(self) -> QSize:
        """Qt's."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Qt's: the widest widget."""
        hints = [widget.sizeHint().width() for widget in self._widgets if not widget.isHidden()]
        return QSize(min(max(hints, default=0), 240), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self.place()

    def event(self, event: QEvent) -> bool:
        """Qt's: a widget wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)
