"""Turns what happens behind the screen into messages: few, calm, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from booking import events
from booking.errors import BookingError, EnvironmentProblem
from booking.model import Catalogue
from booking.services.local import Local
from ui import words
from ui.navigation import Message, Navigator
from ui.session import Session

GATHER_MS: Final = 250
"""So long verdicts are gathered: a queue that is sent at once is one message."""

_BAD: Final = (events.ActRefused, events.ActExpired, events.ActQuarantined)
# The status line says these as long as they last.
_STANDING: Final = (events.WentOffline, events.CameOnline, events.AuthNeeded, events.Trouble)


class Teller(QObject):
    """Listens to a session and speaks through the navigator.

    Attributes:
        left: operations whose verdicts somebody else tells.
        beside: says whether the page in front shows by itself what was refused of an operation.
    """

    def __init__(self, session: Session, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self.left: frozenset[str] = frozenset()
        self.beside: Callable[[str], bool] = lambda _: False
        self._verdicts: list[events.ActEvent] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._tell_verdicts)
        session.verdict.connect(self._on_verdict)
        session.happened.connect(self._on_event)
        session.failed.connect(self._on_error)

    def stop(self) -> None:
        """Say nothing more."""
        self._gather.stop()
        self._verdicts.clear()

    def _on_verdict(self, event: events.ActEvent) -> None:
        if (
            event.op not in self.left
            and not self.beside(event.op)
            and isinstance(event, (*_BAD, events.ActLost))
        ):
            self._verdicts.append(event)
            self._gather.start()

    def _tell_verdicts(self) -> None:
        told, self._verdicts = self._verdicts, []
        count, local = len(told), self._session.local
        if count == 1:
            only = told[0]
            self._session.read(
                lambda: _sentence(only, local), lambda _: self._warn(lambda: _sentence(only, local))
            )
        elif told:
            self._warn(
                lambda: self.tr("%n change(s) were not accepted. My bookings says why.", "", count)
            )

    def _warn(self, said: Callable[[], str]) -> None:
        if said():
            self._navigator.say.emit(Message.of(said, "warning"))

    def _on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.ActEvent, *_STANDING)):
            return
        self._warn(lambda: words.event(event) or "")

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, EnvironmentProblem) and error.code == "no_data":
            # The copy is just being fetched anew; the status line says so, the pages are empty.
            return
        self._navigator.say.emit(Message.of(lambda: self._why(error), "danger"))

    def _why(self, error: Exception) -> str:
        try:
            catalogue = self._session.local.visible()
        except BookingError:
            return words.error(error)
        return words.error(error, _zone(catalogue), catalogue)


def _sentence(event: events.ActEvent, local: Local) -> str:
    """Return a verdict as a sentence; reads the cache."""
    catalogue = local.visible()
    return words.event(event, _about(event, local, catalogue), _zone(catalogue), catalogue) or ""


def _about(event: events.ActEvent, local: Local, catalogue: Catalogue) -> str:
    if event.subject.startswith("resource:"):
        return words.resource_name(event.subject.removeprefix("resource:"), catalogue)
    if event.op.startswith("closure"):
        return ""
    try:
        projected = local.projected(UUID(event.subject))
    except BookingError:
        return ""
    return (projected.booking.title or "") if projected is not None else ""


def _zone(catalogue: Catalogue) -> str:
    sites = sorted(catalogue.sites.values(), key=lambda site: (site.sort, site.code))
    return sites[0].timezone if sites else "UTC"
