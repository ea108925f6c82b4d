"""What people do to their bookings from the list, each with its message and its way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from booking.errors import BookingError
from booking.services.bookings import Change, NewBooking, Queued
from booking.services.drafts import draft_of
from booking.services.views import Act
from ui import words
from ui.dialogs import told
from ui.models.bookings import Entry, Painter, Section, moved
from ui.navigation import Message, Navigator
from ui.session import Session

MOST_TEXTS: Final = 200
"""So many bookings are copied as text at most."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of cancelling several: queued acts, acts taken back, and what could not be done."""

    queued: tuple[Queued, ...] = ()
    taken: tuple[Act, ...] = ()
    errors: tuple[BookingError, ...] = ()


class MineActs(QObject):
    """Cancels, moves, dismisses and copies."""

    def __init__(self, session: Session, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator

    def cancel(self, entries: Sequence[Entry]) -> None:
        """Cancel bookings; what was not sent yet is taken back. One message, one way back.

        Of what was refused as a whole the refusal is let go.
        """
        self.dismiss([one for one in entries if one.refused])
        todo = [one for one in entries if one.alive]
        if not todo:
            if entries and not any(one.refused for one in entries):
                self._say(lambda: self._why_not(entries), "info")
            return

        def done(found: _Done) -> None:
            self._told_cancelled(todo, found)

        self._session.act(lambda: self._cancel(todo), done, self._failed)

    def _why_not(self, entries: Sequence[Entry]) -> str:
        if all(one.section is Section.PAST for one in entries):
            return self.tr("What is over cannot be cancelled.")
        return self.tr("This is being cancelled already.")

    def _cancel(self, todo: Sequence[Entry]) -> _Done:
        queued: list[Queued] = []
        taken: list[Act] = []
        errors: list[BookingError] = []
        for one in todo:
            act = one.takes_back
            try:
                if act is None:
                    queued.append(self._session.bookings.cancel(one.booking.id))
                else:
                    taken += self._session.acts.withdraw(act)
            except BookingError as error:
                errors.append(error)
        return _Done(tuple(queued), tuple(taken), tuple(errors))

    def _told_cancelled(self, todo: Sequence[Entry], found: _Done) -> None:
        count = len(todo) - len(found.errors)
        if count:
            title = told.short(todo[0].booking.title)

            def cancelled() -> str:
                if not found.queued:
                    return self.tr("%n booking(s) taken back before they were sent.", "", count)
                if len(todo) == 1:
                    return self.tr("“{title}” is being cancelled.").format(title=title)
                return self.tr("%n booking(s) are being cancelled.", "", count)

            self._say(cancelled, "done", lambda: self._bring_back(found))
        if found.errors:
            self._failed(found.errors[0])

    def _bring_back(self, found: _Done) -> None:
        def work() -> None:
            for queued in reversed(found.queued):
                self._session.bookings.undo(queued)
            for act in found.taken:
                wanted = draft_of(act)
                if act.op == "book" and isinstance(wanted, NewBooking):
                    self._session.bookings.book(wanted, anyway=True)

        self._session.act(work, self._brought_back, self._failed)

    def _brought_back(self, _none: None) -> None:
        self._say(lambda: self.tr("Taken back."), "done")

    def move(self, one: Entry, *, days: int = 0, minutes: int = 0) -> None:
        """Move a booking of one item by days on the same wall time, or by minutes."""
        start = moved(one, days=days, minutes=minutes)
        if start is None or not one.alive:
            return

        def done(queued: Queued) -> None:
            title = told.short(one.booking.title)
            self._say(
                lambda: self.tr("“{title}” is being moved.").format(title=title),
                "done",
                lambda: self._undo(queued),
            )

        def work() -> Queued:
            return self._session.bookings.change(one.booking.id, Change(start=start))

        self._session.act(work, done, self._failed)

    def _undo(self, queued: Queued) -> None:
        def work() -> Any:
            return self._session.bookings.undo(queued)

        self._session.act(work, lambda _: self._brought_back(None), self._failed)

    def copy(self, entries: Sequence[Entry], painter: Painter) -> None:
        """Put bookings as text on the clipboard, one on a line."""
        texts = [painter.as_text(one) for one in entries[:MOST_TEXTS]]
        if texts:
            QApplication.clipboard().setText("\n".join(texts))
            count = len(texts)
            self._say(lambda: self.tr("%n booking(s) copied as text.", "", count), "info")

    def dismiss(self, entries: Sequence[Entry]) -> None:
        """Note that what was refused of these was seen."""
        acts = [act for one in entries for act in one.projected.failed]
        if acts:
            self._session.act(lambda: self._session.acts.dismiss_all(acts), None, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, BookingError):
            catalogue = self._session.local.visible()
            self._say(lambda: words.error(error, catalogue=catalogue), "warning")
        else:
            self._session.failed.emit(error)

    def _say(
        self, said: Callable[[], str], tone: str, undo: Callable[[], None] | None = None
    ) -> None:
        self._navigator.say.emit(Message.of(said, tone, undo))
