"""Makes acts on bookings and says what came of them, each with a way back for ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from booking import events
from booking.errors import BookingError
from booking.services.refusal import Refusal, RefusedError
from booking.services.views import BOOKING_OPS, WAITING, Act, ActState
from ui import words
from ui.dialogs import told
from ui.dialogs.asked_again import AskedAgain
from ui.dialogs.refusal_teller import RefusalTeller
from ui.navigation import Message, Navigator
from ui.session import Session

if TYPE_CHECKING:
    from booking.services.bookings import Bookings
    from booking.services.wishes import Change, Edit, ItemWish, NewBooking, Queued

VERDICT_MS: Final = 700
"""So long a verdict is waited for before it is said that it has not come yet."""

Work = Callable[[], "Queued"]
Done = Callable[[tuple["Queued", ...]], None]
Refused = Callable[[Refusal], None]


@dataclass
class _Group:
    """Acts that were made together and are told of together.

    Attributes:
        open: ids of those that have no verdict yet.
        back: whether they take something back.
        said: whether it was said that they wait.
    """

    queued: tuple[Queued, ...]
    what: Callable[[], str]
    back: bool = False
    said: bool = False
    open: set[UUID] = field(default_factory=set)
    timer: QTimer | None = None


class BookingActs(QObject):
    """Acts on bookings, from wherever they are asked for.

    Where this desktop speaks against one, the shared database is asked for news first, and the
    refusal is only told if it still holds.

    Attributes:
        made: (tuple of Queued) acts were queued.
    """

    made = Signal(object)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self._groups: dict[UUID, _Group] = {}
        self._asking: list[AskedAgain] = []
        self._refusals = RefusalTeller(session, navigator, self)
        session.verdict.connect(self._on_verdict)

    # --- acts ------------------------------------------------------------------------------------

    def book(
        self,
        wanted: NewBooking,
        *,
        anyway: bool = False,
        done: Done | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Book; `anyway` has the server asked where advice speaks against it."""
        bookings = self.session.bookings
        self.make([lambda: bookings.book(wanted, anyway=anyway)], done, refused)

    def change(
        self,
        booking: UUID,
        wanted: Change,
        *,
        anyway: bool = False,
        done: Done | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Move or resize."""
        bookings = self.session.bookings
        self.make([lambda: bookings.change(booking, wanted, anyway=anyway)], done, refused)

    def edit(
        self,
        booking: UUID,
        wanted: Edit,
        *,
        anyway: bool = False,
        done: Done | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Change the text, the people or the privacy."""
        bookings = self.session.bookings
        self.make([lambda: bookings.edit(booking, wanted, anyway=anyway)], done, refused)

    def cancel(
        self, booking: UUID, *, done: Done | None = None, refused: Refused | None = None
    ) -> None:
        """Cancel."""
        bookings = self.session.bookings
        self.make([lambda: bookings.cancel(booking)], done, refused)

    def add(
        self,
        booking: UUID,
        wanted: ItemWish,
        *,
        done: Done | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Add an item to a booking."""
        bookings = self.session.bookings
        self.make([lambda: bookings.add(booking, wanted)], done, refused)

    def retry(
        self,
        act: Act,
        *,
        anyway: bool = False,
        done: Done | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Ask once more for what failed."""
        self.make([lambda: _again(self.session, act, anyway)], done, refused)

    def make(
        self, works: Sequence[Work], done: Done | None = None, refused: Refused | None = None
    ) -> None:
        """Make several acts as one: all are queued or none.

        Args:
            works: each makes one act with a verb of a service.
            done: called with what was queued.
            refused: called with the reasons; without it they are said.
        """
        bookings = self.session.bookings

        def work() -> tuple[Queued, ...]:
            return _all(bookings, works)

        def made(queued: tuple[Queued, ...]) -> None:
            self._follow(queued)
            if done is not None:
                done(queued)

        def failed(error: Exception) -> None:
            if isinstance(error, RefusedError) and self.session.status.online:
                self._ask_again(work, made, lambda again: self._refuse(again, refused))
            else:
                self._refuse(error, refused)

        self.session.act(work, made, failed)

    def withdraw(self, act: Act) -> None:
        """Take back what was not sent yet."""

        def done(taken: tuple[Act, ...]) -> None:
            count = len(taken)
            self._tell(lambda: self.tr("%n change(s) taken back.", "", count), "done")

        self.session.act(lambda: self.session.acts.withdraw(act), done, self._trouble)

    def dismiss(self, acts: Iterable[Act]) -> None:
        """Note that verdicts were seen."""
        seen = tuple(acts)
        self.session.act(lambda: self.session.acts.dismiss_all(seen), None, self._trouble)

    def undo(self, queued: Sequence[Queued]) -> None:
        """Take acts back: withdraw them, or make the opposite."""
        bookings = self.session.bookings
        what = partial(self._what, queued)

        def work() -> tuple[Queued, ...]:
            found = [bookings.undo(one) for one in reversed(queued)]
            return tuple(one for one in found if one is not None)

        def done(opposite: tuple[Queued, ...]) -> None:
            for one in queued:
                self._groups.pop(one.act.id, None)
            if opposite:
                self._follow(opposite, what=what, back=True)
            else:
                self._tell(lambda: self.tr("Taken back: {what}.").format(what=what()), "done")

        def sentence(error: Exception) -> str:
            text = self.tr("This cannot be taken back. {why}")
            return text.format(why=self._why(error))

        def failed(error: Exception) -> None:
            self._tell(lambda: sentence(error), "warning")

        self.session.act(work, done, failed)

    # --- what is said ----------------------------------------------------------------------------

    def _follow(
        self,
        queued: tuple[Queued, ...],
        *,
        what: Callable[[], str] | None = None,
        back: bool = False,
    ) -> None:
        """Say what becomes of acts: the verdict if it comes at once, else that they wait."""
        group = _Group(queued, what or partial(self._what, queued), back)
        group.open = {one.act.id for one in queued}
        for one in queued:
            self._groups[one.act.id] = group
        self.made.emit(queued)
        if not self.session.status.online:
            self._say_waiting(group)
            return
        group.timer = QTimer(self)
        group.timer.setSingleShot(True)
        group.timer.timeout.connect(lambda: self._say_waiting(group))
        group.timer.start(VERDICT_MS)

    def _say_waiting(self, group: _Group) -> None:
        self._look(group)
        if group.said or not group.open:
            return
        group.said = True
        self._say(group, lambda: self._waiting(group), "info")

    def _waiting(self, group: _Group) -> str:
        if group.back:
            text = self.tr("Taking back: {what}. Waiting for confirmation.")
            return text.format(what=group.what())
        return told.waiting(_op(group), group.what())

    def _look(self, group: _Group) -> None:
        """See whether a verdict came before anybody listened for it."""
        for key in tuple(group.open):
            act = self.session.acts.get(key)
            if act is None or act.state not in WAITING:
                group.open.discard(key)
                self._groups.pop(key, None)
                if not group.open and act is not None and act.state is ActState.CONFIRMED:
                    self._say_confirmed(group)

    def _say(self, group: _Group, said: Callable[[], str], tone: str) -> None:
        queued = group.queued
        self.navigator.say.emit(Message.of(said, tone, lambda: self.undo(queued)))

    def _tell(self, said: Callable[[], str], tone: str) -> None:
        self.navigator.say.emit(Message.of(said, tone))

    def _on_verdict(self, event: events.ActEvent) -> None:
        if event.op not in BOOKING_OPS:
            return
        group = self._groups.get(event.act)
        if isinstance(event, events.ActLost):
            self._refusals.tell(event)
        elif isinstance(event, events.ActConfirmed):
            if group is not None:
                self._groups.pop(event.act)
                group.open.discard(event.act)
                if not group.open:
                    self._say_confirmed(group)
        else:
            if group is not None:
                self._groups.pop(event.act)
                group.open.discard(event.act)
                if group.timer is not None:
                    group.timer.stop()
            self._refusals.tell(event)

    def _say_confirmed(self, group: _Group) -> None:
        if group.timer is not None:
            group.timer.stop()
        if group.said:
            # The way back stands beside the sentence that it waits; a second one would mislead.
            self._tell(lambda: self._confirmed(group), "done")
        else:
            self._say(group, lambda: self._confirmed(group), "done")

    def _confirmed(self, group: _Group) -> str:
        what = group.what()
        if group.back:
            return self.tr("Taken back: {what}.").format(what=what)
        last = group.queued[-1].act
        event = events.ActConfirmed(last.id, _op(group), last.subject)
        return words.event(event, what) or what

    def _what(self, queued: Sequence[Queued]) -> str:
        catalogue = self.session.local.visible()
        for one in reversed(queued):
            booking = one.booking.booking if one.booking is not None else one.before
            if booking is not None:
                return told.line(booking, catalogue, self.session.local.now())
        return words.operation(queued[-1].act.op) if queued else ""

    # --- refusals by this desktop ----------------------------------------------------------------

    def _refuse(self, error: Exception, refused: Refused | None) -> None:
        if isinstance(error, RefusedError) and refused is not None:
            refused(error.refusal)
            return
        self._trouble(error)

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, BookingError):
            self.session.failed.emit(error)
            return
        self._tell(lambda: self._why(error), "warning")

    def _why(self, error: Exception) -> str:
        return words.error(error, catalogue=self.session.local.visible())

    def _ask_again(
        self,
        work: Callable[[], tuple[Queued, ...]],
        made: Done,
        failed: Callable[[Exception], None],
    ) -> None:
        """Fetch what is new, then ask once more."""
        again = AskedAgain(self.session, lambda: self.session.act(work, made, failed), self)
        self._asking.append(again)
        again.over.connect(self._asked)
        again.begin()

    def _asked(self, again: AskedAgain) -> None:
        self._asking.remove(again)
        again.deleteLater()


def _all(bookings: Bookings, works: Sequence[Work]) -> tuple[Queued, ...]:
    """Queue all acts; where one is refused, those before it are taken back."""
    made: list[Queued] = []
    try:
        for work in works:
            made.append(work())
    except BookingError:
        for one in reversed(made):
            bookings.undo(one)
        raise
    return tuple(made)


def _again(session: Session, act: Act, anyway: bool) -> Queued:
    return cast("Queued", session.acts.retry(act, anyway=anyway))  # an act on a booking


def _op(group: _Group) -> str:
    """Return what the acts do as a whole: several changes are one edit."""
    ops = {one.act.op for one in group.queued}
    return ops.pop() if len(ops) == 1 else "edit"
