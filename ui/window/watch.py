"""Tells a session how closely somebody is watching its window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from booking.sync.backoff import Attention
from ui.session import Session

LINGER_MS: Final = 300_000
"""So long one who turned to another window is taken to have this one in view still."""


class Watch(QObject):
    """Watches whether a window is in use, in sight, or neither.

    Who works in a window beside it, or in one of its own dialogs, sees it as well: what others do
    goes on arriving at once there, and only after a while from time to time.

    Attributes:
        linger: runs while a window that is not in front counts as watched.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._told: Attention | None = None
        self.linger = QTimer(self)
        self.linger.setSingleShot(True)
        self.linger.setInterval(LINGER_MS)
        self.linger.timeout.connect(self._forget)

    def look(self) -> None:
        """Look again: the window was shown, hidden, turned to or left."""
        if not self._window.isVisible() or self._window.isMinimized():
            self.linger.stop()
            self._tell(Attention.HIDDEN)
        elif self._window.isActiveWindow():
            self.linger.stop()
            self._tell(Attention.FOCUSED)
        elif self._told is not Attention.VISIBLE and not self.linger.isActive():
            self.linger.start()
            self._tell(Attention.FOCUSED)

    def _forget(self) -> None:
        self._tell(Attention.VISIBLE)

    def _tell(self, attention: Attention) -> None:
        if attention is not self._told:
            self._told = attention
            self._session.set_attention(attention)
