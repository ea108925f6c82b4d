"""Says which acts on bookings failed: what comes together is told in one sentence."""

from __future__ import annotations

from collections.abc import Callable
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
        self._refused: list[Callable[[], str]] = []
        self._lost: list[Callable[[], str]] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._say)

    def tell(self, event: events.ActEvent) -> None:
        """Say it soon, together with what comes until then."""
        catalogue = self._session.local.visible()
        booking = self._booking(event.subject)
        zone = "UTC" if booking is None else told.zone_of(booking, catalogue)

        def sentence() -> str:
            what = "" if booking is None else told.short(booking.title)
            return words.event(event, what, zone, catalogue) or ""

        if sentence():
            lost = isinstance(event, events.ActLost)
            (self._lost if lost else self._refused).append(sentence)
            self._gather.start()

    def _say(self) -> None:
        lost, self._lost = self._lost, []
        refused, self._refused = self._refused, []

        def many_lost() -> str:
            return self.tr(
                "%n change(s) were sent again, because a recovery of the shared database had"
                " lost them.",
                "",
                len(lost),
            )

        def many_refused() -> str:
            return self.tr(
                "%n change(s) could not be made. See them under What waits.", "", len(refused)
            )

        for told_of, many, kind in (
            (lost, many_lost, "warning"),
            (refused, many_refused, "danger"),
        ):
            if told_of:
                said = told_of[0] if len(told_of) == 1 else many
                self._navigator.say.emit(Message.of(said, kind, stays=True))

    def _booking(self, subject: str) -> Booking | None:
        try:
            projected = self._session.local.projected(UUID(subject))
        except (ValueError, BookingError):
            return None
        return None if projected is None else projected.booking
