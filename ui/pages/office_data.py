"""What both pages of the office read: the inventory with what waits on it, and whom to write to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from booking.errors import BookingError
from booking.model import Catalogue
from booking.services.views import Act
from ui.models.impact import Contacts
from ui.session import Session

if TYPE_CHECKING:
    from booking.bootstrap.line import Line

Read = tuple[Catalogue, tuple[Act, ...]]
OPS: Final = frozenset({"resource_put", "resource_retire", "closure_put", "closure_lift"})


class OfficeReader(QObject):
    """Reads off the GUI thread; while one reading runs, the next is put off.

    Attributes:
        read: (object) what `make` made of the newest picture.
        failed: (Exception)
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        make: Callable[[Catalogue, tuple[Act, ...]], Any],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._make = make
        self._busy = self._again = False

    def ask(self) -> None:
        """Read anew."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        session, make = self._session, self._make

        def work() -> Any:
            catalogue = session.finder.catalogue()
            acts = tuple(one for one in session.acts.open() if one.op in OPS)
            return make(catalogue, acts)

        session.read(work, self._done, self._broken)

    def settled(self) -> bool:
        """Whether nothing is being read."""
        return not self._busy

    def _done(self, found: object) -> None:
        self._busy = False
        self.read.emit(found)
        self._next()

    def _broken(self, error: Exception) -> None:
        self._busy = False
        self.failed.emit(error)
        self._next()

    def _next(self) -> None:
        if self._again:
            self._again = False
            self.ask()


class AddressBook(QObject):
    """Addresses of organisers, which only the shared database knows and only tells the office.

    Attributes:
        changed: () there are others.
        contacts: by name and organisation; empty while nothing is known.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = self._wanted = False
        self.contacts: Contacts = {}
        session.status_changed.connect(self._go)

    def ask(self) -> None:
        """Ask once, as soon as there is a connection; where it fails nothing is said."""
        self._wanted = True
        self._go()

    def _go(self, *_: object) -> None:
        if self._wanted and not self._asked and self._session.status.online:
            self._asked = True
            self._session.ask(_addresses, self._take, self._failed)

    def _take(self, found: Contacts) -> None:
        if found != self.contacts:
            self.contacts = found
            self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._asked = False
        if not isinstance(error, BookingError):
            self._session.failed.emit(error)


def _addresses(line: Line) -> Contacts:
    """Return addresses; two people of one name in one organisation are told apart by nothing."""
    found: dict[tuple[str, str], str] = {}
    twice: set[tuple[str, str]] = set()
    for one in line.ask("people", {}).get("rows") or ():
        key = (str(one.get("name") or ""), str(one.get("tenant") or ""))
        if key in found:
            twice.add(key)
        found[key] = str(one.get("email") or "")
    return {key: address for key, address in found.items() if key not in twice}
