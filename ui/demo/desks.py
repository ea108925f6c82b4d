"""The demonstration's desktops as real windows in this process, led by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from booking import events
from booking.demo.folder import DemoFolder
from booking.services.views import Projected
from ui.application.program import Program
from ui.crash import Faults
from ui.demo import hands
from ui.demo.hands import CTRL, Key, must, until
from ui.models.day import Chip
from ui.navigation import Message
from ui.pages.base import Page
from ui.pages.find import FindPage
from ui.pages.schedule import SchedulePage
from ui.preferences import Preferences
from ui.session import Session
from ui.window import MainWindow

WIDTH: Final = 1280
HEIGHT: Final = 800

Kind = TypeVar("Kind", bound=Page)


class WindowDesk:
    """One desktop's program and window.

    Attributes:
        name: of its folder.
        program, session, window: of it.
        verdicts: what the shared database has said to its acts.
        said: what stood in the message bar.
    """

    def __init__(self, folder: DemoFolder, name: str, settings: Path) -> None:
        """Open the window; what is chosen in it is kept in `settings`, not in the desktop's own.

        Raises:
            EnvironmentProblem: "demo_failed".
        """
        self.name = name
        self.program = Program(folder.desk(name), Preferences(settings), Faults())
        self.program.begin()
        until(lambda: self.program.desk is not None, f"The window of {name} does not open.")
        desk, session = self.program.desk, self.program.session
        assert desk is not None
        assert session is not None
        self.session: Session = session
        self.window: MainWindow = desk.window
        self.window.resize(WIDTH, HEIGHT)
        self.bookings = desk.bookings
        self.verdicts: list[events.ActEvent] = []
        self.said: list[Message] = []
        session.verdict.connect(self.verdicts.append)
        desk.navigator.say.connect(self.said.append)
        until(lambda: session.status.online is True, f"{name} does not get online.")

    def close(self) -> bool:
        """Close the window; returns whether all threads have ended in time."""
        return self.program.end()

    # --- getting about ---------------------------------------------------------------------------

    def page(self, kind: type[Kind]) -> Kind:
        """Bring a page to the front by a click in the rail."""
        hands.come_to(self.window)
        page = self.window.pages[kind.name]
        assert isinstance(page, kind)
        if self.window.page() is not page:
            hands.click(self.window.rail.buttons[kind.name])
        until(page.isVisible, f"The page {kind.name} does not come to the front.")
        return page

    def show_day(self, room: str, day: date) -> SchedulePage:
        """Call a room up by its code, and turn to a day with Page Down."""
        hands.come_to(self.window)
        hands.press(Key.Key_K, CTRL)
        until(self.window.caller.palette.isVisible, "The palette does not come up.")
        hands.write(room)
        hands.press(Key.Key_Return)
        page = self.window.pages["schedule"]
        assert isinstance(page, SchedulePage)
        until(page.isVisible, "The schedule does not come to the front.")
        until(page.grid.hasFocus, "The schedule does not take the keyboard.")
        for _ in range(366):
            book = page.reader.book
            if book is not None and book.day == day:
                return page
            hands.press(Key.Key_PageDown)
        must(False, "The day is not reached.")
        return page

    def find(self, line: str) -> FindPage:
        """Type a line into Find, and wait for its answer."""
        page = self.page(FindPage)
        answers: list[object] = []
        page.answered.connect(answers.append)
        hands.press(Key.Key_F, CTRL)
        hands.fill(page.line, line)
        until(lambda: page.line.text() == line and answers and self.session.idle(), "No answer.")
        page.answered.disconnect(answers.append)
        return page

    # --- what is seen ----------------------------------------------------------------------------

    def chip(self, room: int, starts: int) -> Chip | None:
        """Return what the schedule draws on a room at an instant (epoch seconds)."""
        page = self.window.pages["schedule"]
        assert isinstance(page, SchedulePage)
        book = page.reader.book
        if book is None:
            return None
        chips = book.chips(book.catalogue.resources[room])
        return next((one for one in chips if one.starts <= starts < one.ends), None)

    def projected(self, booking: UUID) -> Projected:
        """Return a booking as this desktop shows it."""
        found = self.session.local.projected(booking)
        assert found is not None
        return found

    def verdict(self, act: Callable[[], None]) -> events.ActEvent:
        """Do something, and wait for what the shared database says to it."""
        before = len(self.verdicts)
        act()
        until(lambda: len(self.verdicts) > before, "The shared database did not answer in time.")
        return self.verdicts[-1]
