"""Text that may be longer than its place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from ui.assets import icon
from ui.theme import theme


class SignLabel(QLabel):
    """An icon in a colour of the theme, whichever is shown; `size` in the window's pixels."""

    def __init__(self, picture: str, token: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._token = token
        self._size = size
        theme().changed.connect(self._dress)
        self._dress()

    def show_sign(self, picture: str, token: str) -> None:
        """Show another one."""
        self._picture, self._token = picture, token
        self._dress()

    def _dress(self) -> None:
        size = QSize(self._size, self._size)
        self.setPixmap(icon(self._picture, self._token).pixmap(size, self.devicePixelRatio()))


class ElidedLabel(QLabel):
    """One line of plain text, cut at the end where it does not fit; the tip then has all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown(self) -> str:
        """Return the text as one line."""
        return " ".join(self.text().split())

    def sizeHint(self) -> QSize:
        """Qt's: all of the text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.shown()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Qt's: a few letters and the dots."""
        few = self.fontMetrics().averageCharWidth() * 5
        return QSize(min(few, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        whole = self.shown()
        fits = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        tip = whole if fits != whole else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, fits)
