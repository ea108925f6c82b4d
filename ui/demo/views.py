"""Every page and the main dialogs, each brought up as a person would see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from booking.model import Interval
from booking.paths import Paths
from booking.services.bookings import ItemWish, NewBooking
from ui.demo import hands
from ui.demo.desks import HEIGHT, WIDTH, WindowDesk
from ui.demo.hands import until
from ui.dialogs.about import AboutDialog
from ui.dialogs.start import StartWindow
from ui.i18n import LANGUAGES, set_language
from ui.navigation import Day, Draft
from ui.pages.find import FindPage
from ui.pages.mine import MinePage
from ui.pages.schedule import SchedulePage
from ui.theme import theme

THEMES: Final = ("light", "dark")


@dataclass(frozen=True)
class Ground:
    """What the views are about.

    Attributes:
        room: code of a room that is free then.
        during: that time, in UTC; on `day`, local.
        taken: code of a room that somebody else has then.
        invitation: a link to sign in with, for the picture of that.
    """

    room: str
    during: Interval
    day: date
    taken: str
    invitation: str


class Views:
    """Brings views up over one tenant's window, and over an office's.

    Attributes:
        member, office: the windows; `office` None leaves its pages out.
    """

    def __init__(
        self, member: WindowDesk, office: WindowDesk | None, ground: Ground, spare: Path
    ) -> None:
        """Take the windows.

        Args:
            member: of a tenant.
            office: of an administrator.
            ground: what is shown.
            spare: an empty data directory, where nobody is signed in.
        """
        self.member = member
        self.office = office
        self.ground = ground
        self._spare = spare

    def each(self) -> Iterator[tuple[str, QWidget]]:
        """Yield the name of each view and its top-level widget, while it is up.

        Raises:
            EnvironmentProblem: "demo_failed".
        """
        ways: list[tuple[str, Callable[[], AbstractContextManager[QWidget | None]]]] = [
            ("schedule", self._schedule),
            ("find", self._find),
            ("mine", self._mine),
            ("inventory", lambda: self._office("inventory")),
            ("closures", lambda: self._office("closures")),
            ("popover", self._popover),
            ("editor", self._editor),
            ("details", self._details),
            ("conflicts", self._conflicts),
            ("palette", self._palette),
            ("about", self._about),
            ("sign-in", self._sign_in),
        ]
        for name, way in ways:
            with way() as shown:
                if shown is not None:
                    self.rest()
                    yield name, shown

    def rest(self) -> None:
        """Wait until nothing is being read any more."""
        desks = [desk for desk in (self.member, self.office) if desk is not None]
        until(lambda: all(desk.session.idle() for desk in desks), "A view does not come to rest.")
        hands.settle()

    # --- pages -----------------------------------------------------------------------------------

    @contextmanager
    def _schedule(self) -> Iterator[QWidget]:
        page = self.member.page(SchedulePage)
        ground = self.ground
        self.member.window.navigator.day.emit(Day(ground.day, ground.room, ground.during.start))
        until(page.grid.isVisible, "The schedule shows nothing.")
        yield self.member.window

    @contextmanager
    def _find(self) -> Iterator[QWidget]:
        page = self.member.page(FindPage)
        page.look_for(f"6 people, {self.ground.day:%Y-%m-%d}, 14:00–15:30")
        until(lambda: page.cards.rowCount() > 0, "Find finds nothing.")
        yield self.member.window

    @contextmanager
    def _mine(self) -> Iterator[QWidget]:
        page = self.member.page(MinePage)
        until(lambda: page.cards.rowCount() > 0, "My bookings lists nothing.")
        yield self.member.window

    @contextmanager
    def _office(self, name: str) -> Iterator[QWidget | None]:
        office = self.office
        if office is None or name not in office.window.pages:
            yield None
            return
        hands.come_to(office.window)
        hands.click(office.window.rail.buttons[name])
        yield office.window

    # --- dialogs ---------------------------------------------------------------------------------

    def _draft(self) -> Draft:
        during = self.ground.during
        return Draft(((self.ground.room, during.start, during.end),), "Design review", people=4)

    @contextmanager
    def _popover(self) -> Iterator[QWidget]:
        with self._schedule() as window:
            page = self.member.page(SchedulePage)
            grid = page.grid
            rect = grid.cursor_rect()
            self.member.bookings.quick(self._draft(), grid.on_globe(rect))
            popover = self.member.bookings.popover
            assert popover is not None
            yield window
            popover.end()

    @contextmanager
    def _editor(self) -> Iterator[QWidget]:
        during = self.ground.during
        rooms = (self.ground.room, self.ground.taken)
        items = tuple((room, during.start, during.end) for room in rooms)
        self.member.bookings.new(Draft(items, "Design review", people=4))
        editor = self.member.bookings.editor
        assert editor is not None
        taken = editor.rows[1]
        until(lambda: bool(taken.offers.buttons()), "The editor offers nothing instead.")
        yield editor
        editor.end()

    @contextmanager
    def _details(self) -> Iterator[QWidget]:
        listed = self.member.session.listing.mine().bookings
        self.member.bookings.show_details(listed[0].booking.id)
        until(lambda: self.member.bookings.details is not None, "There are no details.")
        dialog = self.member.bookings.details
        assert dialog is not None
        yield dialog
        dialog.reject()

    @contextmanager
    def _conflicts(self) -> Iterator[QWidget]:
        session, during = self.member.session, self.ground.during
        wish = ItemWish(self.ground.taken, during.start, during.end)
        if not session.acts.failed():
            wanted = NewBooking("Design review", [wish], 4)
            self.member.verdict(
                lambda: session.act(lambda: session.bookings.book(wanted, anyway=True))
            )
        self.member.bookings.show_conflicts()
        dialog = self.member.bookings.conflicts
        assert dialog is not None
        until(lambda: bool(dialog.cards), "No refusal is shown.")
        yield dialog
        dialog.dismiss_all()
        until(lambda: not session.acts.failed(), "The refusal does not go.")
        dialog.reject()

    @contextmanager
    def _palette(self) -> Iterator[QWidget]:
        with self._schedule() as window:
            hands.press(Qt.Key.Key_K, hands.CTRL)
            palette = self.member.window.caller.palette
            palette.line.setText("mr")
            yield window
            palette.dismiss()

    @contextmanager
    def _about(self) -> Iterator[QWidget]:
        self.member.window.actions_["about"].trigger()
        until(lambda: hands.seen(AboutDialog) is not None, "The dialog does not come up.")
        dialog = hands.seen(AboutDialog)
        assert dialog is not None
        yield dialog
        dialog.reject()

    @contextmanager
    def _sign_in(self) -> Iterator[QWidget]:
        start = StartWindow(Paths(self._spare))
        start.resize(WIDTH, HEIGHT)
        start.show_sign_in()
        start.show()
        start.sign_in.read(self.ground.invitation)
        until(start.sign_in.card.isVisible, "The invitation is not read.")
        until(start.sign_in.idle, "The page does not come to rest.")
        yield start
        start.sign_in.stop()
        start.close()
        start.deleteLater()


def looks() -> Iterator[tuple[str, str]]:
    """Yield each theme and language while it is shown; afterwards, what was shown before."""
    for mode in THEMES:
        theme().set_mode(mode)
        for name in LANGUAGES:
            set_language(name)
            yield mode, name
    theme().set_mode(THEMES[0])
    set_language(LANGUAGES[0])


def picture(shown: QWidget) -> QPixmap:
    """Return what somebody sees: a window, or a dialog over the window it belongs to."""
    parent = shown.parentWidget()
    if not isinstance(shown, QDialog) or parent is None:
        return shown.grab()
    behind, front = parent.window().grab(), shown.grab()
    painter = QPainter(behind)
    area = parent.window().rect()
    shade = QColor(0, 0, 0, 90)
    painter.fillRect(area, shade)
    at = QPoint((area.width() - shown.width()) // 2, max(0, (area.height() - shown.height()) // 2))
    painter.drawPixmap(at, front)
    painter.setPen(theme().color("border"))
    painter.drawRect(at.x() - 1, at.y() - 1, shown.width() + 1, shown.height() + 1)
    painter.end()
    return behind
