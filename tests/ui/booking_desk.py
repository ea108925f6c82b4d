"""A window with a booking controller over a session, for tests of its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from booking.events import EventBus
from booking.model import Booking, BookingState
from booking.services.bookings import ItemWish, NewBooking, Queued
from booking.services.views import Standing
from booking.sync import pull
from booking.sync.progress import Progress
from tests.zones import at, open_day
from ui.dialogs.booking_controller import BookingController
from ui.dialogs.editor import BookingEditor
from ui.dialogs.popover import QuickBooking
from ui.navigation import Draft, Message, Navigator
from ui.session import Session

ROOM = "JO-1F-MR01"
OTHER = "JO-1F-MR02"
WAIT_MS = 20_000


class Place:
    """One person's window.

    Attributes:
        said: messages, in order.
    """

    def __init__(self, session: Session, qtbot: QtBot, *, online: bool = True) -> None:
        self.session = session
        self.qtbot = qtbot
        self.navigator = Navigator()
        self.said: list[Message] = []
        self.navigator.say.connect(self.said.append)
        self.window = QWidget()
        self.window.resize(1280, 800)
        self.window.show()
        self.controller = BookingController(session, self.navigator, self.window)
        self.day = open_day()
        if online:
            self.until(lambda: session.status.online is True)

    def close(self) -> None:
        """Let everything go; what is open is closed without asking."""
        self.until(self.session.idle)
        self.controller.close()
        self.window.close()
        self.window.deleteLater()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Return a time on the day on which is booked."""
        return at(self.day, hour, minute)

    def quick(self, hour: int = 10, room: str = ROOM, title: str = "") -> QuickBooking:
        """Open the popover on an hour of a room."""
        beside = QRect(self.window.mapToGlobal(QPoint(300, 300)), QSize(60, 40))
        draft = Draft(((room, self.at(hour), self.at(hour + 1)),), title)
        self.controller.quick(draft, beside)
        popover = self.controller.popover
        assert popover is not None
        return popover

    def write(self, *items: ItemWish, title: str = "") -> BookingEditor:
        """Open the editor on a new booking."""
        editor = self.controller.write(NewBooking(title, items))
        assert editor is not None
        return editor

    def edit(self, booking: UUID) -> BookingEditor:
        """Open the editor on a booking."""
        self.navigator.edit.emit(booking)
        self.until(lambda: self.controller.editor is not None)
        editor = self.controller.editor
        assert editor is not None
        return editor

    def book(self, title: str, hour: int, room: str = ROOM) -> UUID:
        """Book an hour of a room and wait for the verdict; returns the booking."""
        return self._book(title, hour, [room])

    def book_two(self, title: str, hour: int) -> UUID:
        """Book an hour of both rooms as one; returns the booking."""
        return self._book(title, hour, [ROOM, OTHER])

    def _book(self, title: str, hour: int, rooms: Sequence[str]) -> UUID:
        made: list[tuple[Queued, ...]] = []
        wishes = [ItemWish(room, self.at(hour), self.at(hour + 1)) for room in rooms]
        self.controller.acts.book(NewBooking(title, wishes), done=made.append)
        self.until(lambda: bool(made))
        self.quiet()
        projected = made[0][0].booking
        assert projected is not None
        return projected.booking.id

    def quiet(self) -> None:
        """Wait until all acts have their verdicts, and all that was asked is answered."""
        self.until(lambda: self.session.acts.waiting() == 0 and self.session.idle())

    def bookings(self) -> list[Booking]:
        """Return one's bookings that stand, as the server has confirmed them."""
        sure = Standing.CONFIRMED
        mine = self.session.listing.mine().bookings
        found = [one.booking for one in mine if one.standing is sure]
        return [one for one in found if one.state is BookingState.CONFIRMED]

    def titles(self) -> list[str | None]:
        """Return the titles of one's bookings that stand, as the server has confirmed them."""
        return [one.title for one in self.bookings()]

    def last_said(self) -> str:
        """Return the newest message, "" if there is none."""
        return self.said[-1].text if self.said else ""


def fetch_only(session: Session) -> None:
    """Bring the cache up to date, sending nothing."""
    gateway = session.desktop.online().gateway()
    cache = session.local.desk.cache
    hello = gateway.hello(pull.known(cache))
    pull.changes(cache, gateway, hello, pull.PAGE, Progress(EventBus(), session.local.clock))
    gateway.close()
