"""Sentences for the person, one at a time, at the foot of the page; with a way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.assets import icon
from ui.i18n import Retranslated
from ui.navigation import Message, Undo
from ui.theme import theme

UNDO_MS: Final = 10_000
"""So long something can be taken back here."""
READ_MS: Final = 6_000
"""So long a sentence stands that nobody has to answer."""
WARNING_MS: Final = 12_000
LETTERS: Final = 400
"""Longer sentences are cut; the tip has more."""
MOST: Final = 20
"""So many messages wait; of a flood the oldest are let go."""
_WIDEST: Final = 680
_GAP: Final = 28
_SIGNS: Final = {
    "info": ("info", "accent"),
    "done": ("done", "ok"),
    "warning": ("warning", "warning"),
    "danger": ("warning", "danger"),
}


@dataclass(slots=True)
class _Live:
    message: Message
    left_ms: int
    times: int = 1


def _time_for(message: Message) -> int:
    """Milliseconds that a message stands, 0 for until it is dismissed."""
    if message.stays or message.tone == "danger":
        return 0
    if message.undo is not None:
        return UNDO_MS
    return WARNING_MS if message.tone == "warning" else READ_MS


class MessageBar(Retranslated):
    """Shows one message over the page's foot; the others wait.

    The newest that can be undone comes first, anything else in its order. Time stands still while
    the mouse or the focus is here.

    Attributes:
        undoable: (bool) whether `undo` would take something back.
    """

    undoable = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self._queue: list[_Live] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = QLabel(self)
        self._more.setProperty("tone", "muted")
        self._undo = QPushButton(self)
        self._undo.setProperty("kind", "link")
        self._undo.setIcon(icon("undo", "accent"))
        self._undo.clicked.connect(self.undo)
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        for widget, stretch in (
            (self._sign, 0),
            (self._text, 1),
            (self._more, 0),
            (self._undo, 0),
            (self._close, 0),
        ):
            row.addWidget(widget, stretch)
        for widget in (self._undo, self._close):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            widget.installEventFilter(self)
        parent.installEventFilter(self)
        theme().changed.connect(self._colour)
        self.hide()
        self.retranslate()

    def say(self, message: Message) -> None:
        """Show a message, now or when its turn comes; the same one twice is shown once."""
        for live in self._queue:
            same = live.message.text == message.text and live.message.tone == message.tone
            if same and live.message.undo is None and message.undo is None:
                live.left_ms = max(live.left_ms, _time_for(message))
                self._show()
                return
        live = _Live(message, _time_for(message))
        if message.undo is None:
            self._queue.append(live)
        else:
            self._hold()
            self._queue.insert(0, live)
        del self._queue[1 : 1 + max(0, len(self._queue) - MOST)]
        self._show()

    def current(self) -> Message | None:
        """Return the message that is shown."""
        return self._queue[0].message if self._queue else None

    def dismiss(self) -> None:
        """Let the shown message go; the next one takes its place."""
        self._timer.stop()
        if self._queue:
            self._queue.pop(0)
        self._show()

    def undo(self) -> None:
        """Take back what the newest message tells of, where it can be."""
        live = next((live for live in self._queue if live.message.undo is not None), None)
        if live is None:
            return
        way_back: Undo | None = live.message.undo
        if live is self._queue[0]:
            self._timer.stop()
        self._queue.remove(live)
        self._show()
        if way_back is not None:
            way_back()

    def clear(self) -> None:
        """Forget all messages, as when another person signs in."""
        self._timer.stop()
        self._queue.clear()
        self._show()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Message"))
        self._undo.setText(self.tr("Undo"))
        self._undo.setToolTip(self.tr("Take back what was just done"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss this message"))
        for live in self._queue:
            live.message = live.message.again()
        if self._queue:
            self._write(self._queue[0].message.text)
        self._show_count()
        self.place()

    # --- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        self.undoable.emit(any(live.message.undo is not None for live in self._queue))
        if not self._queue:
            parent = self.parentWidget()
            if parent is not None and self._has_focus():
                parent.setFocus()
            self.hide()
            return
        message = self._queue[0].message
        fresh = self._text.property("whole") != message.text or not self.isVisible()
        text = message.text
        self._write(text)
        self._undo.setVisible(message.undo is not None)
        self._show_count()
        self._colour()
        self.place()
        self.show()
        self.raise_()
        if fresh:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._run()

    def _write(self, text: str) -> None:
        shown = text if len(text) <= LETTERS else text[: LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"
        self._text.setProperty("whole", text)
        self._text.setText(shown)
        self._text.setToolTip(text if shown != text else "")

    def _show_count(self) -> None:
        others = len(self._queue) - 1
        self._more.setText(self.tr("%n more", "", others) if others > 0 else "")
        self._more.setVisible(others > 0)

    def _colour(self) -> None:
        if self._queue:
            picture, token = _SIGNS[self._queue[0].message.tone]
            self._sign.setPixmap(
                icon(picture, token).pixmap(QSize(20, 20), self.devicePixelRatio())
            )
        self.update()

    def place(self) -> None:
        """Stand at the foot of the parent, in its middle."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(_WIDEST, max(0, parent.width() - 2 * _GAP))
        hint = self.layout()
        height = self.sizeHint().height() if hint is None else hint.heightForWidth(width)
        height = max(height, 44)
        left = (parent.width() - width) // 2
        self.setGeometry(QRect(left, parent.height() - height - _GAP, width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a card with a bar in the colour of its tone."""
        if not self._queue:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(theme().color("border"))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(_SIGNS[self._queue[0].message.tone][1]))
        painter.drawRoundedRect(QRect(6, 8, 3, self.height() - 16), 1.5, 1.5)

    # --- time ------------------------------------------------------------------------------------

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _watched(self) -> bool:
        return self.underMouse() or self._has_focus()

    def _hold(self) -> None:
        """Stop the time of the shown message, keeping what is left of it."""
        if self._timer.isActive() and self._queue:
            self._queue[0].left_ms = max(1, self._timer.remainingTime())
            self._timer.stop()

    def _run(self) -> None:
        self._hold()
        if self._queue and self._queue[0].left_ms and not self._watched():
            self._timer.start(self._queue[0].left_ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: follow the parent's size, and the focus of the buttons."""
        if watched is self.parent():
            if event.type() == QEvent.Type.Resize:
                self.place()
        elif event.type() == QEvent.Type.FocusIn:
            self._hold()
        elif event.type() == QEvent.Type.FocusOut:
            self._run()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt's: the mouse stops the time."""
        if event.type() == QEvent.Type.Enter:
            self._hold()
        elif event.type() == QEvent.Type.Leave:
            handled = super().event(event)
            self._run()
            return handled
        return super().event(event)
