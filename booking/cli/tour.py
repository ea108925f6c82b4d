"""The demonstration's tour: two desktops over one shared database, every step of it real."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from booking.bootstrap import Desktop
from booking.cache import projection
from booking.cache.act import WAITING, Act, ActState
from booking.cli import forms, times, words
from booking.cli.errors import refused
from booking.demo.stage import TIMEZONE
from booking.errors import BugError, EnvironmentProblem
from booking.model import Interval, Resource, ResourceKind
from booking.rules.interval import at_minute, local_date, zone
from booking.services.bookings import ItemWish, NewBooking
from booking.services.search import Search
from booking.shared.embedded import EmbeddedServer
from booking.sync.outcome import Result

DAYS: Final = 30
HOURS: Final = range(9, 18)
PEOPLE: Final = 4
SECONDS: Final = 30.0
OFFLINE_SECONDS: Final = 3.0
TRIES: Final = 5

Tell = Callable[[str, Sequence[str], Mapping[str, Any]], None]
"""Told of every step: its code, lines for people, values for JSON."""


@dataclass(frozen=True)
class Slot:
    """A room that is free for an hour, and how many others are."""

    room: Resource
    site: str
    during: Interval
    others: int


class Tour:
    """One walk with two desktops. Each step raises when it does not go as it must.

    Attributes:
        one, two: desktops of members of two tenants.
        server: the demonstration's own, which is stopped and started on the way.
    """

    def __init__(self, one: Desktop, two: Desktop, server: EmbeddedServer, tell: Tell) -> None:
        self.one = one
        self.two = two
        self.server = server
        self._tell = tell
        self._token = secrets.token_hex(3)

    def walk(self) -> None:
        """Take all steps.

        Raises:
            BookingError: a step failed; the message says which and why.
        """
        sync(self.one)
        sync(self.two)
        slot, act = self._book()
        self._see_busy(slot, act)
        self._clash(slot)
        self._offline(slot)

    # --- the steps -----------------------------------------------------------------------------

    def _book(self) -> tuple[Slot, Act]:
        """Find a room and book it; if somebody is faster, the next one."""
        start: datetime | None = None
        for _ in range(TRIES):
            slot = find_slot(self.one, start)
            self._tell_found(slot)
            act = self._settled(self.one, self._queue(self.one, slot, self._title("review")))
            if act.state is ActState.CONFIRMED:
                lines = (
                    f"Desktop one books it: {act.args['title']!r}.",
                    "The shared database has confirmed it.",
                )
                self._tell("book", lines, {"desktop": "one", "act": forms.act(act)})
                return slot, act
            start = slot.during.end
        raise EnvironmentProblem("demo_failed", "Somebody else was faster every time; try again.")

    def _tell_found(self, slot: Slot) -> None:
        name = slot.room.name.best()
        lines = (
            f"Desktop one looks for a room for {PEOPLE} people on {when(slot)}.",
            f"{slot.room.code} {name} fits best; {slot.others} others are free then.",
        )
        self._tell("find", lines, {"desktop": "one", **_body(slot), "others": slot.others})

    def _see_busy(self, slot: Slot, act: Act) -> None:
        sync(self.two)
        title = str(act.args["title"])
        _must(self._busy(slot), "Desktop two does not see the room as Busy.")
        _must(not holds(self.two.paths.data, title), "Desktop two holds another tenant's title.")
        lines = (
            f"Desktop two fetches what is new: {slot.room.code} is Busy on {when(slot)}.",
            f"It is not told by whom or what for: {title!r} is in none of its files.",
        )
        self._tell("busy", lines, {"desktop": "two", **_body(slot), "title_found": False})

    def _clash(self, slot: Slot) -> None:
        """Have the server refuse: the desktop's own advice is passed over."""
        act = self._settled(self.two, self._queue(self.two, slot, self._title("call")))
        _must(act.state is ActState.REFUSED, "A clash was not refused.")
        explained = self.two.bookings.explain(act)
        end = refused(explained, queued=True)
        lines = (
            f"Desktop two asks for {slot.room.code} at the same time all the same.",
            "The shared database refuses:",
            *(f"  {line}" for line in end.lines),
        )
        _must(bool(explained.offers), "A refusal came without offers.")
        self._tell("clash", lines, {"desktop": "two", **end.body})
        self.two.acts.dismiss(act)

    def _offline(self, before: Slot) -> None:
        """Book while there is no server at all, and be confirmed when it is back."""
        slot = find_slot(self.one, before.during.end)
        self.server.stop()
        try:
            act = self._queue(self.one, slot, self._title("planning"))
            self._tell_waiting(slot, act)
        finally:
            self.server.start()
        sync(self.one)
        answered = self._known(self.one, act)
        _must(answered.state is ActState.CONFIRMED, "The queued booking was not confirmed.")
        sync(self.two)
        _must(self._busy(slot), "Desktop two does not see the room as Busy.")
        lines = (
            "The server is back: desktop one sends what waited, and it is confirmed.",
            f"Desktop two sees {slot.room.code} as Busy then, too.",
        )
        self._tell("return", lines, {"desktop": "one", "act": forms.act(answered)})

    def _tell_waiting(self, slot: Slot, act: Act) -> None:
        settled = self.one.online().settle(act.id, OFFLINE_SECONDS)
        _must(settled.act.state in WAITING, "An act was answered without a server.")
        projected = self.one.listing.show(UUID(act.subject)).projected
        standing = words.STANDINGS[projected.standing]
        lines = (
            "The server is stopped: nobody answers any more.",
            f"Desktop one books {slot.room.code} on {when(slot)} all the same.",
            f"It is kept in the outbox and shown as {standing!r}.",
        )
        body = {"desktop": "one", **_body(slot), "act": forms.act(settled.act)}
        self._tell("offline", lines, {**body, "waiting": self.one.acts.waiting()})

    # --- help ----------------------------------------------------------------------------------

    def _title(self, what: str) -> str:
        return f"Sample {what} {self._token}"

    def _queue(self, desktop: Desktop, slot: Slot, title: str) -> Act:
        wish = ItemWish(slot.room.code, slot.during.start, slot.during.end)
        return desktop.bookings.book(NewBooking(title, [wish], PEOPLE), anyway=True).act

    def _settled(self, desktop: Desktop, act: Act) -> Act:
        settled = desktop.online().settle(act.id, SECONDS)
        if settled.act.state in WAITING and settled.problem is not None:
            raise settled.problem
        _must(settled.act.state not in WAITING, "The shared database did not answer in time.")
        return settled.act

    def _known(self, desktop: Desktop, act: Act) -> Act:
        found = desktop.acts.get(act.id)
        if found is None:
            raise BugError(f"act {act.id} is not in the outbox")
        return found

    def _busy(self, slot: Slot) -> bool:
        """Whether desktop two sees every part of the room occupied, and by whom it does not."""
        local = self.two.local
        desk, during = local.desk, slot.during
        seen = projection.day(desk.cache, desk.outbox, local.taken, during.start, during.end)
        cells = {cell.resource_id: cell for cell in seen.cells}
        leaves = seen.catalogue.leaves(slot.room)
        return all(leaf.id in cells and cells[leaf.id].projected is None for leaf in leaves)


def sync(desktop: Desktop) -> None:
    """Bring a desktop to the server's state.

    Raises:
        BookingError: it cannot be.
    """
    outcome = desktop.online().sync(SECONDS)
    if outcome.result is Result.OFFLINE:  # the server was stopped under an open connection
        outcome = desktop.online().sync(SECONDS)
    if outcome.problem is not None:
        raise outcome.problem
    _must(outcome.result is Result.DONE, f"A desktop does not get in step: {outcome.result}.")


def find_slot(desktop: Desktop, after: datetime | None) -> Slot:
    """Return a room that is free for an hour, from tomorrow on, on the first day that has one.

    Args:
        desktop: whose cache and rights decide.
        after: not before this instant.

    Raises:
        EnvironmentProblem: "demo_full".
    """
    where = zone(TIMEZONE)
    today = local_date(where, desktop.local.now())
    for ahead in range(1, DAYS + 1):
        for hour in HOURS:
            start = at_minute(where, today + timedelta(days=ahead), hour * 60)
            if after is not None and start < after:
                continue
            during = Interval(start, start + timedelta(hours=1))
            wanted = Search(during.start, during.end, (), PEOPLE, kind=ResourceKind.ROOM)
            found = desktop.finder.free(wanted).findings.found
            if found:
                site = desktop.finder.catalogue().sites[found[0].site_id].code
                return Slot(found[0], site, during, len(found) - 1)
    message = f"No room is free in the next {DAYS} days; loop-booking demo --reset begins anew."
    raise EnvironmentProblem("demo_full", message)


def when(slot: Slot) -> str:
    """Return the time of a slot on the wall clock of the sites."""
    return times.stretch(slot.during, TIMEZONE)


def holds(folder: Path, text: str) -> bool:
    """Whether a text is in any byte of any file below a folder."""
    needle = text.encode()
    return any(needle in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _body(slot: Slot) -> dict[str, Any]:
    during = slot.during
    return {
        "resource": slot.room.code,
        "site": slot.site,
        "from": times.stamp(during.start),
        "to": times.stamp(during.end),
    }


def _must(condition: bool, sentence: str) -> None:
    if not condition:
        raise EnvironmentProblem("demo_failed", sentence)
