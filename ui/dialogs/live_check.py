"""Has a form checked while it is being filled in: problems at once, offers after a pause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final, TypeAlias
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from booking.services.bookings import Bookings, Change, Checked, Edit, More, NewBooking
from ui.session import Session

PAUSE_MS: Final = 250
"""After so long without a change, offers are looked for."""

Wanted: TypeAlias = NewBooking | tuple[UUID, Change | Edit | More]


class LiveCheck(QObject):
    """Asks again whenever the form or the picture changes; only the newest answer is told.

    Args:
        wanted: what the form asks for now.
        without: the items that it takes out of its booking.

    Attributes:
        checked: (Checked) of the form as it is now.
    """

    checked = Signal(object)

    def __init__(
        self,
        session: Session,
        wanted: Callable[[], Sequence[Wanted]],
        parent: QObject,
        without: Callable[[], Collection[UUID]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = wanted
        self._without = without
        self._serial = 0
        self._busy = False
        self._again = False
        self._stopped = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_for_offers)
        self.last: Checked | None = None
        session.changed.connect(self.ask)

    def ask(self, *_: object) -> None:
        """Check the form as it is now."""
        if self._stopped:
            return
        self._serial += 1
        self._pause.stop()
        if self._busy:
            self._again = True
            return
        self._run(offers=False)

    def stop(self) -> None:
        """Ask nothing more, and tell nothing more."""
        self._stopped = True
        self._pause.stop()

    def settled(self) -> bool:
        """Whether the last answer belongs to the form as it is, offers included."""
        return not (self._busy or self._again or self._pause.isActive())

    def _look_for_offers(self) -> None:
        if not self._stopped and not self._busy:
            self._run(offers=True)

    def _run(self, *, offers: bool) -> None:
        serial, wanted, bookings = self._serial, list(self._wanted()), self._session.bookings
        without = self._without()
        self._busy = True

        def done(found: Checked) -> None:
            self._done(serial, found, offers)

        self._session.read(lambda: _together(bookings, wanted, without, offers), done, self._failed)

    def _done(self, serial: int, found: Checked, offers: bool) -> None:
        self._busy = False
        if self._stopped:
            return
        if self._again or serial != self._serial:
            self._again = False
            self._run(offers=False)
            return
        self.last = found
        self.checked.emit(found)
        if not offers and any(not one.reason for one in found.problems):
            self._pause.start()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not self._stopped:
            self._session.failed.emit(error)


def _together(
    bookings: Bookings, wanted: Sequence[Wanted], without: Collection[UUID], offers: bool
) -> Checked:
    """Return what speaks against several changes of one form, some items being taken out."""
    found = [bookings.check(one, offers=offers, without=without) for one in wanted]
    if len(found) == 1:
        return found[0]
    every = {(p.field, p.problem.code, p.reason): p for one in found for p in one.problems}
    first = next((one for one in found if one.problems), found[0] if found else Checked())
    offers_of = tuple(offer for one in found for offer in one.offers)
    return Checked(tuple(every.values()), offers_of, first.as_of, first.zone)
