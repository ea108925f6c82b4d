"""The pages of the window at its left edge, wide with text beside the icon or compact below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.assets import paint_icon
from ui.i18n import Retranslated
from ui.theme import RADIUS, theme
from ui.widgets.badges import badge_width, paint_badge

WIDE: Final = 208
"""Pixels of the wide rail."""
COMPACT: Final = 92
_ICON: Final = 20
_MANY: Final = 100
_PAD: Final = 12


class RailButton(QAbstractButton):
    """One page: it shows its action's text, icon and check mark, and a count."""

    def __init__(self, action: QAction, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self._picture = picture
        self.compact = False
        self.count = 0
        self._count_words = ""
        self._by_key = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        theme().changed.connect(self.update)
        self._follow()

    def set_count(self, count: int, words: str) -> None:
        """Show a count; `words` say it for who cannot see it."""
        if (count, words) != (self.count, self._count_words):
            self.count, self._count_words = count, words
            self._follow()

    def _follow(self) -> None:
        self.setText(self.action.text())
        self.setChecked(self.action.isChecked())
        self.setVisible(self.action.isVisible())
        self.setToolTip(self.action.toolTip())
        name = self.action.text()
        self.setAccessibleName(f"{name}, {self._count_words}" if self._count_words else name)
        keys = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleDescription(keys)
        self.updateGeometry()
        self.update()

    def _font_of(self) -> str:
        return "small" if self.compact else "body"

    def sizeHint(self) -> QSize:
        """Qt's."""
        text = QFontMetrics(theme().font(self._font_of())).lineSpacing()
        if self.compact:
            room = QRect(0, 0, COMPACT - 22, 1000)
            needed = QFontMetrics(theme().font("small", bold=True)).boundingRect(
                room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.text()
            )
            return QSize(COMPACT - 16, _ICON + needed.height() + 18)
        return QSize(WIDE - 2 * _PAD, max(_ICON, text) + 20)

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(COMPACT - 16, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's: who clicks needs no ring, who comes by key does."""
        kept = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in kept:
            self._by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Return opens a page as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        self._by_key = True
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        shades = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse() or self.isDown():
            painter.setBrush(shades.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if chosen:  # not by colour alone
            painter.setBrush(shades.color("accent"))
            painter.drawRoundedRect(QRectF(1, box.center().y() - 9, 3, 18), 1.5, 1.5)
        if self.hasFocus() and self._by_key:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(shades.color("focus"))
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setFont(shades.font(self._font_of(), bold=chosen))
        if self.compact:
            self._paint_compact(painter)
        else:
            self._paint_wide(painter)

    def _paint_wide(self, painter: QPainter) -> None:
        middle = self.height() // 2
        colour = theme().color("accent" if self.isChecked() else "text")
        paint_icon(painter, self._picture, QRect(14, middle - _ICON // 2, _ICON, _ICON), colour)
        left = 14 + _ICON + 10
        right = self.width() - 10
        paint_badge(painter, right, middle, self.count)
        room = int(right - badge_width(self.count) - 6 - left)
        painter.setPen(colour)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, 0, room, self.height()), flags, text)

    def _paint_compact(self, painter: QPainter) -> None:
        colour = theme().color("accent" if self.isChecked() else "text")
        left = (self.width() - _ICON) // 2
        paint_icon(painter, self._picture, QRect(left, 7, _ICON, _ICON), colour)
        painter.setPen(colour)
        place = QRect(3, 7 + _ICON + 3, self.width() - 6, self.height() - _ICON - 12)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(place, flags, self.text())
        paint_badge(painter, self.width() - 8, 14, self.count)


class Rail(Retranslated):
    """The pages, one below the other."""

    def __init__(self, pages: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.buttons: dict[str, RailButton] = {}
        self._conflicts = 0
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 12, _PAD, 12)
        column.setSpacing(4)
        for action, picture in pages:
            button = RailButton(action, picture, self)
            self.buttons[action.objectName()] = button
            column.addWidget(button)
        column.addStretch(1)
        self.compact = False
        self.set_compact(False)
        theme().changed.connect(self._dress)
        for button in self.buttons.values():
            button.action.changed.connect(self._fit)
        self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """Show icons with small text below them, or text beside the icons."""
        self.compact = compact
        self._fit()
        side = 8 if compact else _PAD
        self._column.setContentsMargins(side, 12, side, 12)
        for button in self.buttons.values():
            button.compact = compact
            button.updateGeometry()
            button.update()

    def _dress(self) -> None:
        self._fit()
        for button in self.buttons.values():
            button.updateGeometry()
        self.update()

    def _fit(self) -> None:
        """Be as wide as the longest text needs, with letters of any size."""
        texts = [button.text() for button in self.buttons.values()]
        if self.compact:
            words = [word for text in texts for word in text.split()]
            self.setFixedWidth(max(COMPACT, _widest(words, "small") + 28))
        else:
            around = 60 + 2 * _PAD + round(badge_width(_MANY))
            self.setFixedWidth(max(WIDE, _widest(texts, "body") + around))

    def set_conflicts(self, count: int) -> None:
        """Show how many bookings of one's own were refused or are likely lost."""
        self._conflicts = count
        words = self.tr("%n to look at", "", count) if count else ""
        if "mine" in self.buttons:
            self.buttons["mine"].set_count(count, words)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Pages"))
        self.set_conflicts(self._conflicts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme().color("line"))


def _widest(texts: Iterable[str], role: str) -> int:
    """Pixels of the widest text, bold or not; letters on a finer screen may take a little more."""
    metrics = [QFontMetrics(theme().font(role, bold=bold)) for bold in (False, True)]
    widths = (each.horizontalAdvance(text) for text in texts for each in metrics)
    return round(max(widths, default=0) * 1.04) + 2
