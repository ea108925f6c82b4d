"""What is done on the schedule: advice while one drags, moving, stretching, cancelling."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from booking.errors import BookingError
from booking.services.refusal import Refusal, RefusedError
from booking.services.wishes import Change, ItemWish, NewBooking, Queued
from ui import words
from ui.dialogs.booking_acts import BookingActs
from ui.models.day import Chip, Mood
from ui.models.proposal import Doing, Proposal
from ui.navigation import Message, Navigator
from ui.session import Session
from ui.widgets.schedule import texts

_TITLE = "-"
"""Stands for a title that is not known yet, so that only place and time are judged."""


class Deeds(QObject):
    """Acts of one schedule.

    Attributes:
        over: () something that was let go did not come about.
    """

    over = Signal()

    def __init__(self, session: Session, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self._acts: BookingActs | None = None

    @property
    def acts(self) -> BookingActs:
        """Who makes acts and tells what became of them; the window's, where one was given."""
        if self._acts is None:
            self._acts = BookingActs(self._session, self._navigator, self)
        return self._acts

    def use(self, acts: BookingActs) -> None:
        """Have acts made together with the rest of the window's."""
        self._acts = acts

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
        catalogue = self._session.local.catalogue()
        return tuple(
            words.problem(one.problem, checked.zone, catalogue) for one in checked.problems
        )

    def drop(self, proposal: Proposal) -> None:
        """Ask for a booking to be moved or stretched."""
        chip = proposal.chip
        if chip is None or chip.booking is None:
            return
        booking, change = chip.booking, _change(proposal)

        def work() -> Queued:
            try:
                return self._session.bookings.change(booking, change)
            except RefusedError:
                raise
            except BookingError:
                # Whoever tells of it does not know what is drawn here.
                self.over.emit()
                raise

        self.acts.make([work], None, self._refused)

    def cancel(self, chip: Chip) -> None:
        """Cancel a booking, which can be had back for a while; take a refused one off."""
        if chip.booking is None:
            return
        if chip.mood is Mood.REFUSED:
            self.dismiss(chip.booking)
        else:
            self.acts.cancel(chip.booking)

    def dismiss(self, booking: UUID) -> None:
        """Take refusals of a booking from the screen: they were seen."""
        projected = self._session.local.projected(booking)
        if projected is not None:
            self.acts.dismiss(projected.failed)

    def tell(self, text: str) -> None:
        """Say why something is not done."""
        self._navigator.say.emit(Message(text, "warning"))

    def _refused(self, refusal: Refusal) -> None:
        self.over.emit()
        error, visible = RefusedError(refusal), self._session.local.visible
        said = Message.of(lambda: words.error(error, catalogue=visible()), "warning")
        self._navigator.say.emit(said)


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
