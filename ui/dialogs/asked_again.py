"""Once more, when the news from the shared database are in: advice may have been old."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.session import Session

FRESH_MS: Final = 1_200
"""So long news from the shared database are waited for before a refusal by advice is told."""


class AskedAgain(QObject):
    """Does something once the next news from the shared database are in, or none came.

    Attributes:
        over: (self) it was done.
    """

    over = Signal(object)

    def __init__(self, session: Session, work: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)

    def begin(self) -> None:
        """Ask for the news."""
        self._session.changed.connect(self._go)
        self._timer.start(FRESH_MS)
        self._session.sync_now()

    def _go(self, *_: object) -> None:
        self._timer.stop()
        self._session.changed.disconnect(self._go)
        self._work()
        self.over.emit(self)
