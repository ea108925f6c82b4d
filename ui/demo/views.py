"""A member's pages and the dialogs over them, each brought up as a person would see it."""

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

from booking.log import log_file
from booking.model import Interval
from booking.paths import Paths
from booking.rules.interval import epoch
from booking.services.bookings import ItemWish, NewBooking
from booking.versions import versions
from ui.crash import Fault, report
from ui.demo import hands
from ui.demo.desks import HEIGHT, WIDTH, WindowDesk
from ui.demo.hands import until
from ui.dialogs.about import AboutDialog
from ui.dialogs.base import Dialog
from ui.dialogs.crash import CrashDialog
from ui.dialogs.password import PasswordDialog
from ui.dialogs.start import StartWindow
from ui.dialogs.switch_person import LeaveDialog
from ui.i18n import LANGUAGES, language, set_language
from ui.navigation import Day, Draft
from ui.pages.find import FindPage
from ui.pages.mine import MinePage
from ui.pages.schedule import SchedulePage
from ui.theme import theme

THEMES: Final = ("light", "dark")
FAULT: Final = Fault(
    "sample",
    """Traceback (most recent call last):
  File "ui/pages/find.py", line 1, in answer
    found = self.answers[place]
IndexError""",
)
"""A sample of what the program did not expect, for the picture of that."""


@dataclass(frozen=True)
class Ground:
    """What the views are about.

    Attributes:
        room: code of a room that is free then.
        during: that time, in UTC; on `day`, local.
        taken: code of a room that somebody else has then.
        kept: code of a room that the office keeps and that is booked on that day.
        invitation: a link to sign in with, for the picture of that.
    """

    room: str
    during: Interval
    day: date
    taken: str
    kept: str
    invitation: str


Way = tuple[str, Callable[[], AbstractContextManager[QWidget]]]
"""A view's name, and what brings it up and takes it away again."""


class MemberViews:
    """Pages of a tenant's member, and dialogs over them.

    Attributes:
        member: the window.
    """

    def __init__(self, member: WindowDesk, ground: Ground, spare: Path) -> None:
        """Take the window.

        Args:
            member: of a tenant.
            ground: what is shown.
            spare: an empty data directory, where nobody is signed in.
        """
        self.member = member
        self.ground = ground
        self._spare = spare

    def ways(self) -> list[Way]:
        """Return the views in their order."""
        return [
            ("schedule", self._schedule),
            ("agenda", self._agenda),
            ("find", self._find),
            ("mine", self._mine),
            ("popover", self._popover),
            ("editor", self._editor),
            ("details", self._details),
            ("conflicts", self._conflicts),
            ("palette", self._palette),
            ("password", lambda: self._over("password", PasswordDialog)),
            ("leave", lambda: self._over("sign_out", LeaveDialog)),
            ("about", lambda: self._over("about", AboutDialog)),
            ("crash", self._crash),
            ("sign-in", self._sign_in),
        ]

    # --- pages -----------------------------------------------------------------------------------

    @contextmanager
    def _schedule(self) -> Iterator[QWidget]:
        page = self.member.page(SchedulePage)
        grid, during = page.grid, self.ground.during
        room = self.member.session.finder.catalogue().resource(self.ground.room)
        assert room is not None
        self.member.window.navigator.day.emit(Day(self.ground.day, room.code, during.start))
        until(grid.isVisible, "The schedule shows nothing.")
        rect = grid.rect_at(room.id, epoch(during.start), epoch(during.end))
        bar, middle = grid.verticalScrollBar(), grid.viewport().rect().center()
        bar.setValue(bar.value() + rect.center().y() - middle.y())
        yield self.member.window

    @contextmanager
    def _agenda(self) -> Iterator[QWidget]:
        with self._schedule() as window:
            page = self.member.page(SchedulePage)
            page.tools.set_list(True)
            until(lambda: page.agenda.days.rowCount() > 0, "The list shows nothing.")
            yield window
            page.tools.set_list(False)

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
        # Said in the language of the moment, which the next picture is not in.
        self.member.window.messages.clear()
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
    def _over(self, action: str, kind: type[Dialog]) -> Iterator[QWidget]:
        """A dialog that the menu opens."""
        self.member.window.actions_[action].trigger()
        dialog = hands.dialog(lambda: hands.seen(kind), kind)
        yield dialog
        dialog.reject()

    @contextmanager
    def _crash(self) -> Iterator[QWidget]:
        log = log_file(self.member.session.desktop.paths)
        dialog = CrashDialog(report(FAULT, versions(), log), self.member.window)
        dialog.open()
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


def looks(backwards: bool) -> Iterator[tuple[str, str]]:
    """Yield each theme and language while it is shown.

    To change a theme is dear: whoever goes forwards and backwards in turn changes it half as often.
    """
    found = [(mode, name) for mode in THEMES for name in LANGUAGES]
    for mode, name in found[::-1] if backwards else found:
        theme().set_mode(mode)
        if language() != name:
            set_language(name)
        yield mode, name


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
