"""The first fetch: the window is empty and says what is happening."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from booking.errors import BookingError
from ui import format as shown
from ui import words
from ui.dialogs.notice import Choice, Notice
from ui.dialogs.start import StartWindow
from ui.session import Session, Status


class FirstFetch(QObject):
    """Watches a session until there is something to show.

    Attributes:
        complete: () everything is here.
        leave: () the person does not want to wait any more.
    """

    complete = Signal()
    leave = Signal()

    def __init__(self, start: StartWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._start = start
        self._session: Session | None = None
        self._shown: tuple[object, ...] = ()
        self._start.bar.given.connect(self._give)

    def begin(self, session: Session) -> None:
        """Say what is happening until that is over."""
        self._session = session
        self._shown = ()
        session.changed.connect(self._look)
        session.progress.connect(self._count)
        session.status_changed.connect(self._tell)
        self._tell(session.status)

    def stop(self) -> None:
        """Watch no longer."""
        session, self._session = self._session, None
        if session is not None:
            self._start.bar.answered()
            session.changed.disconnect(self._look)
            session.progress.disconnect(self._count)
            session.status_changed.disconnect(self._tell)

    def _look(self, _touched: object) -> None:
        if self._session is not None and _has_data(self._session):
            self.stop()
            self.complete.emit()

    def _count(self, rows: int, total: int) -> None:
        if rows:
            self._start.notice.count(shown.so_far(rows, total))

    def _tell(self, status: Status) -> None:
        session = self._session
        if session is None:
            return
        troubled = status.online is False or bool(status.auth or status.trouble)
        key = (status.online, status.reason, status.auth, status.trouble)
        if key != self._shown:
            self._shown = key
            self._start.show_notice(
                Notice(
                    self._title,
                    lambda: self._text(status),
                    status.message if status.online is False else "",
                    "warning" if troubled else "",
                    busy=not troubled,
                    choices=self._choices(session, retry=troubled and not status.auth),
                )
            )
        if status.auth:
            self._start.bar.ask(status.auth, session.desktop.facts.login)

    def _title(self) -> str:
        zone = str(self._session.desktop.facts.facts.get("zone") or "") if self._session else ""
        if zone:
            return self.tr("Fetching from {zone}…").format(zone=zone)
        return self.tr("Fetching…")

    def _text(self, status: Status) -> str:
        if status.trouble is not None:
            return words.by_code(*status.trouble)
        if status.online is False:
            return self.tr(
                "The shared database does not answer. It is tried again by itself as long as this"
                " window is open."
            )
        return self.tr(
            "Rooms, laboratories, equipment and who has them when. This takes a moment the first"
            " time only; afterwards everything is here, also without a connection."
        )

    def _choices(self, session: Session, *, retry: bool) -> tuple[Choice, ...]:
        leave = Choice(lambda: self.tr("Sign out"), self.leave.emit)
        if not retry:
            return (leave,)
        return (Choice(lambda: self.tr("Try again"), session.sync_now, "primary"), leave)

    def _give(self, password: str) -> None:
        if self._session is not None:
            self._session.signed_in_again(password)


def _has_data(session: Session) -> bool:
    try:
        session.finder.catalogue()
    except BookingError:
        return False
    return True
