"""A small card over the window, beside what it is about."""

from __future__ import annotations

import contextlib
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ui.i18n import Retranslated
from ui.theme import theme

SHADOW: Final = 12
"""Pixels around the card in which its shadow is painted."""
_GAP: Final = 4
_RADIUS: Final = 10
_PRESSES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Callout(Retranslated):
    """Stands beside a rectangle inside its parent; the keyboard stays in it while it is open.

    Attributes:
        away: () a click outside, or Esc: it is to go, unless something would be lost.
        entered: () Return was pressed, and not on a button.
        column: where the content goes.
        order: what Tab goes to, one after the other; of a part, all that is in it.
    """

    away = Signal()
    entered = Signal()

    def __init__(self, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme().scaled(width) + 2 * SHADOW)
        self.order: tuple[QWidget, ...] = ()
        self._beside = QRect()
        self._back: QWidget | None = None
        self.column = QVBoxLayout(self)
        edge = SHADOW + 16
        self.column.setContentsMargins(edge, SHADOW + 12, edge, SHADOW + 14)
        self.column.setSpacing(6)
        theme().changed.connect(self.update)
        self.hide()

    def open(self, beside: QRect) -> None:
        """Come up.

        Args:
            beside: in global coordinates.
        """
        self._beside = beside
        self._back = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def shut(self) -> None:
        """Go, and give the keyboard back."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._give_back()
        self.hide()
        self.deleteLater()

    def _give_back(self) -> None:
        """Let go of the keyboard: Tab goes around inside, so hiding alone would leave it here."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        with contextlib.suppress(RuntimeError):  # it may have gone meanwhile
            if self._back is not None and self._back.isVisible():
                self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        if self.isAncestorOf(QApplication.focusWidget() or focus):
            focus.clearFocus()

    def place(self) -> None:
        """Stand at the right of what it is about, else at its left, else where there is room."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.column.activate()
        wrapped = self.column.hasHeightForWidth()
        wanted = (
            self.column.totalHeightForWidth(self.width())
            if wrapped
            else self.column.totalSizeHint().height()
        )
        height = min(wanted, parent.height())
        box = QRect(parent.mapFromGlobal(self._beside.topLeft()), self._beside.size())
        right = box.right() + _GAP - SHADOW
        left = box.left() - _GAP - self.width() + SHADOW
        if right + self.width() <= parent.width():
            x, y = right, box.top() - SHADOW - 8
        elif left >= 0:
            x, y = left, box.top() - SHADOW - 8
        else:
            x, y = box.center().x() - self.width() // 2, box.bottom() + _GAP - SHADOW
        x = max(0, min(x, parent.width() - self.width()))
        y = max(0, min(y, parent.height() - height))
        self.setGeometry(QRect(QPoint(x, y), QPoint(x + self.width() - 1, y + height - 1)))

    # --- keyboard and mouse ----------------------------------------------------------------------

    def focusNextPrevChild(self, following: bool) -> bool:
        """Qt's: Tab goes around inside."""
        inside = self._stops()
        if not inside:
            return True
        focus = QApplication.focusWidget()
        at = inside.index(focus) if focus in inside else -1
        new = inside[(at + (1 if following else -1)) % len(inside)]
        reason = Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
        new.setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order in which it is reached.

        Qt's own chain is not asked: PySide takes what it returns for a child of the one before, and
        the whole window would go along with this card.
        """
        found: list[QWidget] = []
        for part in self.order:
            inside = [part, *part.findChildren(QWidget)]
            found += [widget for widget in inside if _stop(widget) and widget not in found]
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Esc goes, Return presses the button that has the focus, else means "do it"."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.away.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.entered.emit()
        # Everything else ends here too: the page below must not hear it.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's: a click on the card is not one on the page below."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: notice clicks elsewhere, and the window's size."""
        kind = event.type()
        if kind in _PRESSES and isinstance(watched, QWidget):
            elsewhere = watched is not self and not self.isAncestorOf(watched)
            same = watched.window() is self.window()
            if elsewhere and same and QApplication.activePopupWidget() is None:
                self.away.emit()
        elif watched is self.parent() and kind == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt's: the card grows and shrinks with what it shows."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a card with a soft shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW))
        painter.setPen(Qt.PenStyle.NoPen)
        for reach in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 5 if not theme().dark else 14))
            around = card.adjusted(-reach, -reach + 2, reach, reach)
            painter.drawRoundedRect(around, _RADIUS + reach, _RADIUS + reach)
        painter.setPen(theme().color("border"))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def _stop(widget: QWidget) -> bool:
    """Return whether Tab stops at a widget now."""
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
