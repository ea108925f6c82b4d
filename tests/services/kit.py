"""A small office in a cache of its own, for tests of the services; no server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from booking.cache.act import Act
from booking.cache.apply import AllocationRow, BookingRow
from booking.cache.engine import Desk, open_desk
from booking.ids import uuid7
from booking.services.acts import Acts
from booking.services.bookings import Bookings, ItemWish, NewBooking
from booking.services.inventory import Inventory
from booking.services.listing import Listing
from booking.services.local import Local
from booking.services.schedule import Schedule
from booking.services.search import Finder
from tests.cache.kit import StillClock, allocation, booking, entry, fill, move_on, resource

TEN = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
"""Tuesday, 10:00 in Shenzhen; the clock stands at 20:00 on the evening before."""
HOUR = timedelta(hours=1)

POLICY: dict[str, Any] = {
    "id": 1,
    "code": "ROOM",
    "version": 1,
    "name": {"en": "Rooms"},
    "hours_rule": "whole",
    "start_step": 30,
    "grid_offset": 0,
    "length_step": 30,
    "min_length": 30,
    "max_length": 240,
    "notice_minutes": 0,
    "notice_working_days": 0,
    "horizon_days": 30,
    "buffer_before": 0,
    "buffer_after": 15,
}
SITE: dict[str, Any] = {
    "id": 1,
    "code": "JO",
    "name": {"en": "Joint office"},
    "timezone": "Asia/Shanghai",
    "calendar": "CN",
    "opens_on": "2020-01-01",
}
HOURS: dict[str, Any] = {
    "id": 1,
    "code": "DAY",
    "name": {"en": "Day"},
    "windows": [[day, 480, 1320] for day in range(1, 8)],
}


@dataclass
class Office:
    """One person's desk in an office with rooms R1 (8 places), R2 (8), R3 (20), benches R4 (2)."""

    desk: Desk
    clock: StillClock

    def __post_init__(self) -> None:
        self.local = Local(self.desk, self.clock)
        self.bookings = Bookings(self.local)
        self.inventory = Inventory(self.local)
        self.finder = Finder(self.local)
        self.schedule = Schedule(self.local)
        self.listing = Listing(self.local)
        self.acts = Acts(self.local, self.bookings, self.inventory)
        self.cursor = 1000

    def book(self, room: str = "R1", start: datetime = TEN, hours: float = 1, **more: Any) -> UUID:
        """Queue a booking; returns its id."""
        anyway = bool(more.pop("anyway", False))
        wish = ItemWish(room, start, start + hours * HOUR, more.pop("quantity", 1))
        wanted = NewBooking(more.pop("title", "Talk"), [wish], **more)
        queued = self.bookings.book(wanted, anyway=anyway)
        assert queued.booking is not None
        return queued.booking.booking.id

    def last(self) -> Act:
        """Return the act that was queued last."""
        return self.acts.every()[-1]

    def others_book(self, room: int, start: datetime = TEN, hours: float = 1) -> None:
        """Let somebody else take a room, as the next pull brings it."""
        self.cursor += 1
        row = allocation(room, start, start + hours * HOUR, self.cursor)
        move_on(self.desk.cache, self.cursor, allocations=[row])

    def mine(self, room: int = 1, start: datetime = TEN, hours: float = 1, **more: Any) -> UUID:
        """Let the server know a booking of mine, as the next pull brings it; returns its id."""
        self.cursor += 1
        key = uuid7()
        row: AllocationRow = allocation(room, start, start + hours * HOUR, self.cursor)
        row = (*row[:7], more.get("status", "confirmed") == "confirmed", self.cursor)
        rows: Sequence[BookingRow] = [booking(key, row, self.cursor, **more)]
        move_on(self.desk.cache, self.cursor, allocations=[row], bookings=rows)
        return key

    def answer(self, act: Act, **values: Any) -> None:
        """Settle an act as the server would."""
        self.desk.outbox.settle(act.id, values)


def open_office(
    folder: Path,
    *,
    admin: bool = False,
    empty: bool = False,
    more: Sequence[tuple[str, dict[str, Any]]] = (),
) -> Office:
    """Open a desk, filled unless `empty`.

    Args:
        admin: the person keeps the site's inventory.
        more: further rows of the catalogue, by kind.
    """
    clock = StillClock()
    desk = open_desk(folder, clock)
    grants = [{"role": "site_admin", "site_id": 1}] if admin else []
    person = {"id": 1, "name": "Chan", "tenant_id": 1, "me": True, "grants": grants}
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("site", SITE),
        ("policy", POLICY),
        ("hours", HOURS),
        ("tenant", {"id": 1, "code": "PHOTON", "name": {"en": "Photon"}}),
        ("person", person),
        ("resource", resource(1, capacity=8, features=["vc"])),
        ("resource", resource(2, capacity=8, features=["vc", "wb"])),
        ("resource", resource(3, capacity=20)),
        ("resource", resource(4, kind="lab", capacity=4, units=2)),
        *more,
    ]
    if not empty:
        fill(desk.cache, [entry(kind, body, 10) for kind, body in bodies])
    return Office(desk, clock)
