"""Whose bookings a closure touches, read again while it is filled in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from booking.model import Catalogue
from booking.services.inventory import ClosureWish
from booking.services.views import Projected
from ui.models.impact import Contacts, affected_rows
from ui.session import Session
from ui.widgets.impact_list import ImpactList


class Concerned(QObject):
    """Fills a list; one question at a time, the newest form last.

    Attributes:
        failed: (Exception) it cannot be read.
    """

    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        wish: Callable[[], ClosureWish],
        shown: ImpactList,
        contacts: Contacts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._wish = wish
        self._list = shown
        self._contacts = contacts
        self._catalogue: Catalogue | None = None
        self._found: tuple[Projected, ...] = ()
        self._reading = self._again = self._stopped = False

    def ask(self, catalogue: Catalogue) -> None:
        """Read whom the form as it is now concerns."""
        self._catalogue = catalogue
        if self._reading:
            self._again = True
            return
        wish, inventory = self._wish(), self._session.inventory
        self._reading = True
        self._session.read(lambda: inventory.affected(wish), self._take, self._unread)

    def show(self, catalogue: Catalogue) -> None:
        """Show what was read last, by the form as it is."""
        wish = self._wish()
        if wish.start is None or wish.end is None or wish.resource == "":
            text = self.tr("Say what is closed and when, and the bookings concerned stand here.")
            self._list.show_rows((), text)
            return
        now = self._session.local.now()
        rows = affected_rows(self._found, catalogue, self._contacts, now)
        self._list.show_rows(rows, self.tr("No booking is concerned."))

    def stop(self) -> None:
        """Tell nothing more."""
        self._stopped = True

    def _take(self, found: tuple[Projected, ...]) -> None:
        self._reading = False
        if self._stopped or self._catalogue is None:
            return
        self._found = found
        self.show(self._catalogue)
        if self._again:
            self._again = False
            self.ask(self._catalogue)

    def _unread(self, error: Exception) -> None:
        self._reading = False
        if not self._stopped:
            self.failed.emit(error)
