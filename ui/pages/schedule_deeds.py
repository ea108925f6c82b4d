"""What is done on the schedule: advice while one drags, moving, stretching, cancelling, undo."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from booking.errors import BookingError
from booking.services.bookings import Change, ItemWish, NewBooking, Queued
from ui import format as fmt
from ui import words
from ui.models.day import Chip
from ui.models.proposal import Doing, Proposal
from ui.navigation import Message, Navigator
from ui.session import Session
from ui.widgets.schedule import texts

_TITLE = "-"
"""Stands for a title that is not known yet, so that only place and time are judged."""


class Deeds(QObject):
    """Acts of one schedule.

    Attributes:
        failed: called when something that was let go did not come about.
    """

    def __init__(self, session: Session, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self.failed: Callable[[], None] = lambda: None

    def advise(self, proposal: Proposal) -> tuple[str, ...]:
        """Return in words what speaks against a proposal, as far as this desktop knows."""
        if proposal.doing is Doing.NEW:
            start, end = texts.instant(proposal.start), texts.instant(proposal.end)
            wish = ItemWish(proposal.resource.code, start, end)
            checked = self._session.bookings.check(NewBooking(_TITLE, [wish]))
        else:
            chip = proposal.chip
            if chip is None or chip.booking is None:
                return ()
            checked = self._session.bookings.check((chip.booking, _change(proposal)))
        catalogue = self._session.finder.catalogue()
        return tuple(
            words.problem(one.problem, checked.zone, catalogue) for one in checked.problems
        )

    def drop(self, proposal: Proposal) -> None:
        """Ask for a booking to be moved or stretched."""
        chip = proposal.chip
        if chip is None or chip.booking is None:
            return
        booking, change = chip.booking, _change(proposal)
        self._session.act(
            lambda: self._session.bookings.change(booking, change),
            lambda queued: self._dropped(proposal, queued),
            self._on_failure,
        )

    def cancel(self, chip: Chip) -> None:
        """Cancel a booking; it can be had back for a while."""
        booking = chip.booking
        if booking is None:
            return
        text = self.tr("Cancelled: {title}").format(title=texts.plain(texts.title(chip)))
        self._session.act(
            lambda: self._session.bookings.cancel(booking),
            lambda queued: self._done(text, queued),
            self._on_failure,
        )

    def dismiss(self, booking: UUID) -> None:
        """Take refusals of a booking from the screen: they were seen."""
        acts = self._session.acts

        def work() -> None:
            projected = self._session.local.projected(booking)
            acts.dismiss_all(projected.failed if projected else ())

        self._session.act(work, None, self._on_failure)

    def tell(self, text: str, tone: str = "warning") -> None:
        """Say something in the message bar."""
        self._navigator.say.emit(Message(text, tone))

    def _dropped(self, proposal: Proposal, queued: Queued) -> None:
        zone = self._session.finder.catalogue().timezone(proposal.resource)
        times = texts.instant(proposal.start), texts.instant(proposal.end)
        if proposal.doing is Doing.RESIZE:
            text = self.tr("Now {time}")
        else:
            text = self.tr("Moved to {room}, {time}")
        room, time = texts.name(proposal.resource), fmt.when(*times, zone)
        self._done(text.format(room=room, time=time), queued)

    def _done(self, text: str, queued: Queued) -> None:
        self._navigator.say.emit(Message(text, "done", lambda: self._undo(queued)))

    def _undo(self, queued: Queued) -> None:
        self._session.act(
            lambda: self._session.bookings.undo(queued), self._undone, self._on_failure
        )

    def _undone(self, _: object) -> None:
        self._navigator.say.emit(Message(self.tr("Taken back"), "info"))

    def _on_failure(self, error: Exception) -> None:
        self.failed()
        if not isinstance(error, BookingError):
            self._session.failed.emit(error)
            return
        catalogue = self._session.local.visible()
        self._navigator.say.emit(Message(words.error(error, "UTC", catalogue), "danger"))


def _change(proposal: Proposal) -> Change:
    """Return what a proposal changes of its booking."""
    chip = proposal.chip
    assert chip is not None, "only bookings are moved"
    start, end = texts.instant(proposal.start), texts.instant(proposal.end)
    elsewhere = proposal.resource.id != chip.booked
    return Change(
        resource=proposal.resource.code if elsewhere else None,
        start=start if proposal.start != chip.starts else None,
        end=end,
        item=chip.item,
    )
