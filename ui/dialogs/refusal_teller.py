"""Says which acts on bookings failed: what comes together is told in one sentence."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from booking import events
from booking.errors import BookingError
from booking.model import Booking
from ui import words
from ui.dialogs import told
from ui.navigation import Message, Navigator
from ui.session import Session

GATHER_MS: Final = 300
"""Refusals that come within this time are told in one sentence."""


class RefusalTeller(QObject):
    """Gathers verdicts against acts, and what a recovery lost; each stays until it is closed."""

    def __init__(self, session: Session, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self._refused: list[str] = []
        self._lost: list[str] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._say)

    def tell(self, event: events.ActEvent) -> None:
        """Say it soon, together with what comes until then."""
        catalogue = self._session.local.visible()
        booking = self._booking(event.subject)
        zone = "UTC" if booking is None else told.zone_of(booking, catalogue)
        what = "" if booking is None else told.short(booking.title)
        sentence = words.event(event, what, zone, catalogue)
        if sentence:
            (self._lost if isinstance(event, events.ActLost) else self._refused).append(sentence)
            self._gather.start()

    def _say(self) -> None:
        lost, self._lost = self._lost, []
        if lost:
            text = lost[0]
            if len(lost) > 1:
                text = self.tr(
                    "%n change(s) were sent again, because a recovery of the shared database had"
                    " lost them.",
                    "",
                    len(lost),
                )
            self._navigator.say.emit(Message(text, "warning", stays=True))
        refused, self._refused = self._refused, []
        if refused:
            text = refused[0]
            if len(refused) > 1:
                text = self.tr(
                    "%n change(s) could not be made. See them under What waits.", "", len(refused)
                )
            self._navigator.say.emit(Message(text, "danger", stays=True))

    def _booking(self, subject: str) -> Booking | None:
        try:
            projected = self._session.local.projected(UUID(subject))
        except (ValueError, BookingError):
            return None
        return None if projected is None else projected.booking
