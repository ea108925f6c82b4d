"""What tests of the office's pages share: pages over sessions, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from booking.services.bookings import ItemWish, NewBooking
from tests.ui.conftest import DeskOf, SessionOf
from tests.zones import at, open_day
from ui.i18n import set_language
from ui.navigation import Message, Navigator
from ui.pages.base import Page
from ui.session import Session
from ui.theme import theme

ROOM = "JO-1F-MR01"
WAIT_MS = 20_000
PageOf = Callable[..., "Opened"]


class Opened:
    """A page in front, its session, and the messages that were said."""

    def __init__(self, page: Page, session: Session, said: list[Message]) -> None:
        self.page = page
        self.session = session
        self.said = said

    def texts(self) -> list[str]:
        """Return the sentences that were said."""
        return [one.text for one in self.said]

    def undo(self) -> None:
        """Take back what the last message that offers it tells of."""
        back = next(one.undo for one in reversed(self.said) if one.undo is not None)
        assert back is not None
        back()


@pytest.fixture
def page_of(session_of: SessionOf, qtbot: QtBot) -> Iterator[PageOf]:
    """Return a page of a person, shown and read."""
    made: list[Opened] = []

    def open_page(
        kind: type[Page], person: str = "joint.admin", data: str = "", *, syncing: bool = True
    ) -> Opened:
        theme().set_mode("light")
        session = session_of(person, data, syncing=syncing)
        navigator = Navigator()
        said: list[Message] = []
        navigator.say.connect(said.append)
        page = kind(session, navigator)
        navigator.setParent(page)
        qtbot.addWidget(page)
        page.resize(1072, 660)
        page.show()
        if syncing:
            qtbot.waitUntil(lambda: session.status.online is True, timeout=WAIT_MS)
        opened = Opened(page, session, said)
        made.append(opened)
        return opened

    yield open_page
    set_language("en")
    for one in made:
        stop = getattr(one.page, "acts", None)
        if stop is not None:
            stop.stop()


def press(qtbot: QtBot, widget: QWidget) -> None:
    """Click with the left button."""
    del qtbot
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def book_room(
    desk_of: DeskOf, room: str = ROOM, hour: int = 10, person: str = "photon.one"
) -> None:
    """Have a tenant book a room, on a desk of its own."""
    desk, day = desk_of(person, f"{person}-{hour}"), open_day()
    wish = ItemWish(room, at(day, hour), at(day, hour + 1))
    desk.bookings.book(NewBooking(f"Review {hour}", [wish], people=4))
    assert desk.online().sync(20).up_to_date
