"""The tour by mouse and keyboard: real windows over a real server, every step of it seen.

Desktop one and desktop two belong to members of two tenants.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QPushButton

from booking.demo.folder import DemoFolder
from booking.demo.stage import TIMEZONE
from booking.errors import EnvironmentProblem
from booking.events import ActConfirmed, ActEvent, ActRefused
from booking.model import Interval, Resource
from booking.rules.interval import at_minute, epoch, local_date, zone
from booking.services.bookings import ItemWish, NewBooking
from ui import format as fmt
from ui.demo import hands
from ui.demo.desks import WindowDesk
from ui.demo.hands import CTRL, SHIFT, Key, must, until
from ui.dialogs.conflicts import ConflictsDialog
from ui.dialogs.popover import QuickBooking
from ui.i18n import pick
from ui.models.bookings import RESOLVE
from ui.models.day import Mood, Owner
from ui.pages.find import FindPage
from ui.pages.mine import MinePage
from ui.pages.schedule import SchedulePage

DAYS: Final = 30
PEOPLE: Final = 4
START: Final = 14
"""O'clock, local: late enough that there is room before and after it."""
TITLE: Final = "-"
"""Stands for a title where only place and time are asked about."""

Tell = Callable[[str, str, Mapping[str, Any]], None]
"""Told of every step: its code, a sentence for people, values for JSON."""


@dataclass(frozen=True)
class Slot:
    """A room and a day on which it is free from `START` on for three hours."""

    room: Resource
    day: date
    others: int

    def hour(self, later: int = 0) -> Interval:
        """Return an hour on that day, so many hours later than the first."""
        start = at_minute(zone(TIMEZONE), self.day, (START + later) * 60)
        return Interval(start, start + timedelta(hours=1))


class WindowTour:
    """One walk; each step raises EnvironmentProblem("demo_failed") when it does not go as it must.

    Attributes:
        one, two: windows of two tenants' members.
        folder: with the server, which is stopped and started on the way.
    """

    def __init__(self, one: WindowDesk, two: WindowDesk, folder: DemoFolder, tell: Tell) -> None:
        self.one = one
        self.two = two
        self.folder = folder
        self._tell = tell
        self._token = secrets.token_hex(3)

    def walk(self) -> None:
        """Take all steps of the two tenants.

        Raises:
            EnvironmentProblem: "demo_failed", "demo_full".
        """
        slot = self._find()
        booking = self._book(slot)
        self._see_busy(slot)
        self._move(slot, booking)
        self._clash(slot)
        self._offline(slot)

    # --- the steps -------------------------------------------------------------------------------

    def _find(self) -> Slot:
        """Find a room by a line, and show it in the schedule."""
        today = local_date(zone(TIMEZONE), self.one.session.local.now())
        for ahead in range(1, DAYS + 1):
            day = today + timedelta(days=ahead)
            line = f"{PEOPLE} people, {day:%Y-%m-%d}, {START}:00-{START + 1}:00"
            page = self.one.find(line)
            slot = self._slot(page, day)
            if slot is not None:
                self._to_schedule(page, slot)
                text = (
                    f"Desktop one types “{line}” into Find: {slot.room.code}"
                    f" {pick(slot.room.name)} fits, {slot.others} others would, too."
                )
                self._tell("window_find", text, self._values(slot, slot.hour()))
                return slot
        raise EnvironmentProblem("demo_full", "No room is free for long enough in the next days.")

    def _slot(self, page: FindPage, day: date) -> Slot | None:
        """Return the first room found that is free for two hours more, for both desktops."""
        rows = (page.cards.row(page.cards.index(n)) for n in range(page.cards.rowCount()))
        found = [row.value.resource for row in rows if row and hasattr(row.value, "resource")]
        for room in found:
            slot = Slot(room, day, len(found) - 1)
            if not room.parts and room.units == 1 and self._free(slot):
                return slot
        return None

    def _free(self, slot: Slot) -> bool:
        def fine(desk: WindowDesk, hour: int) -> bool:
            during = slot.hour(hour)
            wish = ItemWish(slot.room.code, during.start, during.end)
            return desk.session.bookings.check(NewBooking(TITLE, [wish], PEOPLE)).fine

        return all(fine(desk, hour) for desk in (self.one, self.two) for hour in range(-1, 3))

    def _to_schedule(self, page: FindPage, slot: Slot) -> None:
        """Go down the list to the room, and have it shown where one books."""
        hands.press(Key.Key_Down)
        until(page.list.hasFocus, "The list of what was found does not take the keyboard.")
        for _ in range(page.cards.rowCount()):
            row = page.cards.row(page.list.currentIndex())
            if row is not None and row.value.resource.code == slot.room.code:
                break
            hands.press(Key.Key_Down)
        hands.press(Key.Key_Return, CTRL)
        schedule = self.one.window.pages["schedule"]
        assert isinstance(schedule, SchedulePage)
        until(schedule.grid.hasFocus, "The schedule does not take the keyboard.")

    def _book(self, slot: Slot) -> UUID:
        during = slot.hour()
        event = self.one.verdict(lambda: self._quick(self.one, during, self._title("review")))
        must(isinstance(event, ActConfirmed), "The booking was not confirmed.")
        until(lambda: self._drawn(self.one, slot, during, Mood.SURE), "It is not drawn as sure.")
        text = (
            "Enter on the free time opens a small form beside it: a title, Enter once more, and the"
            " shared database has confirmed the booking."
        )
        self._tell("window_book", text, {**self._values(slot, during), "booking": event.subject})
        return UUID(event.subject)

    def _see_busy(self, slot: Slot) -> None:
        during = slot.hour()
        self.two.show_day(slot.room.code, slot.day)
        until(lambda: self._busy(slot, during), "Desktop two does not show the room as Busy.")
        chip = self.two.chip(slot.room.id, epoch(during.start))
        must(chip is not None and not (chip.title or chip.who), "Desktop two is told too much.")
        text = f"Desktop two calls {slot.room.code} up with Ctrl+K: it is Busy, without a word why."
        self._tell("window_busy", text, self._values(slot, during))

    def _move(self, slot: Slot, booking: UUID) -> None:
        """Drag the booking an hour later."""
        page = self.one.page(SchedulePage)
        start, end = slot.hour(), slot.hour(1)
        grid = page.grid
        box = grid.rect_of(booking, slot.room.id)
        hour = grid.rect_at(slot.room.id, epoch(start.start), epoch(start.end)).width()
        must(box.isValid() and hour > 0, "The booking is not in sight.")
        at = box.center()
        there = at + hands.right(hour)
        event = self.one.verdict(lambda: hands.drag(grid.viewport(), at, there))
        must(isinstance(event, ActConfirmed), "The move was not confirmed.")
        item = self.one.projected(booking).booking.items[0]
        must(item.during == end, "The booking was not moved by an hour.")
        must(item.resource_id == slot.room.id, "The booking was moved to another room.")
        until(lambda: self._busy(slot, end), "Desktop two does not see the move.")
        text = (
            "Desktop one drags it an hour later with the mouse; desktop two sees that without"
            " having asked."
        )
        self._tell("window_move", text, self._values(slot, end))

    def _clash(self, slot: Slot) -> None:
        """Ask for a time that is taken, against the advice; then take an offer."""
        during = slot.hour(1)
        popover = self._popover(self.two, slot.hour(2))
        self._retime(popover, during)
        until(popover.anyway.isVisible, "The form does not say that the time is taken.")
        until(popover.offers.buttons, "The form offers nothing instead.")
        said, offered = popover.when_notes.texts(), len(popover.offers.labels())
        event = self.two.verdict(lambda: self._insist(popover))
        must(isinstance(event, ActRefused), "A clash was not refused.")
        text = (
            f"Desktop two asks for the same hour: the form says “{' '.join(said)}” and offers"
            f" {offered} others at once. Asked all the same, the shared database refuses."
        )
        self._tell("window_clash", text, self._values(slot, during))
        self._take_offer(event)

    def _take_offer(self, refused: ActEvent) -> None:
        dialog = self._resolve(UUID(refused.subject))

        def buttons() -> list[QPushButton]:
            card = dialog.cards.get(refused.act)
            return [] if card is None else card.offers.buttons()

        until(buttons, "The refusal came without offers.")
        label = dialog.cards[refused.act].offers.labels()[0]
        event = self.two.verdict(lambda: hands.click(buttons()[0]))
        must(isinstance(event, ActConfirmed), "The offer was not confirmed.")
        until(lambda: refused.act not in dialog.cards, "The refusal does not go away.")
        dialog.reject()
        self._tell("window_offer", f"One click takes an offer: {label}.", {"offer": label})

    def _offline(self, slot: Slot) -> None:
        """Book while there is no server, and be confirmed when it is back."""
        during = slot.hour(-1)
        self.one.page(SchedulePage)
        self._meanwhile(self.folder.server.stop)
        try:
            hands.press(Key.Key_F5)
            until(lambda: self.one.session.status.online is False, "Nobody notices the end.")
            before = len(self.one.verdicts)
            self._quick(self.one, during, self._title("planning"))
            waits = partial(self._drawn, self.one, slot, during, Mood.PENDING)
            until(waits, "The booking is not shown as waiting.")
            must(len(self.one.verdicts) == before, "An act was answered without a server.")
            text = (
                "The server is stopped. Desktop one books all the same; the booking is drawn dashed"
                " and waits."
            )
            self._tell("window_offline", text, self._values(slot, during))
        finally:
            self._meanwhile(self.folder.server.start)
        event = self.one.verdict(lambda: hands.press(Key.Key_F5))
        must(isinstance(event, ActConfirmed), "The waiting booking was not confirmed.")
        until(lambda: self._drawn(self.one, slot, during, Mood.SURE), "It is not drawn as sure.")
        self.two.page(SchedulePage)
        hands.press(Key.Key_F5)
        until(lambda: self._busy(slot, during), "Desktop two does not see it.")
        text = "The server is back: what waited is confirmed, and Busy on desktop two."
        self._tell("window_return", text, self._values(slot, during))

    # --- the small form --------------------------------------------------------------------------

    def _popover(self, desk: WindowDesk, during: Interval) -> QuickBooking:
        """Open the small form on a free hour with the keyboard."""
        grid = desk.page(SchedulePage).grid
        hands.focus(grid)
        self._stretch(desk, during)
        hands.press(Key.Key_Return)
        until(lambda: desk.bookings.popover is not None, "The form does not come up.")
        popover = desk.bookings.popover
        assert popover is not None
        return popover

    def _stretch(self, desk: WindowDesk, during: Interval) -> None:
        """Have the cursor cover an hour on its row, by arrows."""
        grid = desk.page(SchedulePage).grid
        start, end = epoch(during.start), epoch(during.end)
        for _ in range(400):
            cell = grid.cursor_cell
            if cell is None or (cell.start, cell.end) == (start, end):
                break
            if cell.start != start:
                hands.press(Key.Key_Left if cell.start > start else Key.Key_Right)
            else:
                hands.press(Key.Key_Left if cell.end > end else Key.Key_Right, SHIFT)
        cell = grid.cursor_cell
        must(
            cell is not None and (cell.start, cell.end) == (start, end), "The hour is not reached."
        )

    def _quick(self, desk: WindowDesk, during: Interval, title: str) -> None:
        """Book an hour on the cursor's row."""
        self._popover(desk, during)
        hands.write(title)
        hands.press(Key.Key_Return)
        until(lambda: desk.bookings.popover is None, "The form does not go.")

    def _retime(self, popover: QuickBooking, during: Interval) -> None:
        hands.write(self._title("call"))
        begin = f"{during.start.astimezone(ZoneInfo(TIMEZONE)):%H:%M}"
        hands.fill(popover.when.begin, begin)
        until(lambda: popover.wish().items[0].start == during.start, "The time is not understood.")

    def _insist(self, popover: QuickBooking) -> None:
        hands.click(popover.anyway)
        until(lambda: self.two.bookings.popover is None, "The form does not go.")

    def _resolve(self, booking: UUID) -> ConflictsDialog:
        """Open what can be done about a refusal from My bookings."""
        page = self.two.page(MinePage)
        until(lambda: page.list.choose(booking), "My bookings does not list the refusal.")
        until(lambda: page.list.button_rect(booking, RESOLVE).isValid(), "It has no button.")
        hands.click(page.list.viewport(), page.list.button_rect(booking, RESOLVE).center())
        until(lambda: self.two.bookings.conflicts is not None, "What was refused is not shown.")
        dialog = self.two.bookings.conflicts
        assert dialog is not None
        until(lambda: bool(dialog.cards), "No refusal is shown.")
        return dialog

    # --- help ------------------------------------------------------------------------------------

    def _drawn(self, desk: WindowDesk, slot: Slot, during: Interval, mood: Mood) -> bool:
        chip = desk.chip(slot.room.id, epoch(during.start))
        return chip is not None and (chip.owner, chip.mood) == (Owner.MINE, mood)

    def _busy(self, slot: Slot, during: Interval) -> bool:
        chip = self.two.chip(slot.room.id, epoch(during.start))
        return chip is not None and chip.owner is Owner.BUSY

    def _title(self, what: str) -> str:
        return f"Sample {what} {self._token}"

    def _meanwhile(self, work: Callable[[], object]) -> None:
        """Do something that takes its time while the windows go on."""
        failed: list[Exception] = []

        def run() -> None:
            try:
                work()
            except EnvironmentProblem as problem:
                failed.append(problem)

        thread = threading.Thread(target=run, name="demo-server")
        thread.start()
        until(lambda: not thread.is_alive(), "The server does not stop or start.", 120_000)
        if failed:
            raise failed[0]

    def _values(self, slot: Slot, during: Interval) -> dict[str, Any]:
        return {
            "resource": slot.room.code,
            "from": _stamp(during.start),
            "to": _stamp(during.end),
            "when": fmt.when(during.start, during.end, TIMEZONE),
        }


def _stamp(instant: datetime) -> str:
    return instant.astimezone(ZoneInfo(TIMEZONE)).isoformat(timespec="minutes")
