"""Rows as the server sends them, and a clock that stands still."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from booking.cache import apply, shadow, state
from booking.cache.apply import AllocationRow, BookingRow, CatalogueRow
from booking.cache.engine import Cache
from booking.cache.sqlite import Connection
from booking.ids import uuid7
from booking.model import BookingItem, Catalogue, Resource
from booking.rules.packing import Occupied

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OWNER = state.Owner(1, 1, "p1", "Zone", 1)
HOUR = timedelta(hours=1)


class StillClock:
    """A clock that only moves when it is told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.at

    def monotonic(self) -> float:
        """Return the same instant as seconds."""
        return self.at.timestamp()


def taken(
    catalogue: Catalogue, resource: Resource, item: BookingItem, rows: Sequence[Occupied]
) -> bool:
    """Whether a room of one unit is taken, without buffers."""
    del catalogue
    del resource
    start, end = item.during.start.timestamp(), item.during.end.timestamp()
    return any(row.starts < end and start < row.ends for row in rows)


def iso(value: datetime) -> str:
    """Return the wire's form of an instant."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def allocation(
    resource: int,
    start: datetime,
    end: datetime,
    chg: int,
    *,
    key: UUID | None = None,
    live: bool = True,
) -> AllocationRow:
    """Return a row of the feed of allocations, with a quarter of an hour after it."""
    starts, ends = int(start.timestamp()), int(end.timestamp())
    return ((key or uuid.uuid4()).bytes, resource, 1, starts, ends, 0, 15, live, chg)


def booking(
    key: UUID,
    row: AllocationRow,
    chg: int,
    *,
    title: str | None = "Talk",
    rev: int = 1,
    item: UUID | None = None,
    status: str = "confirmed",
    gone: bool = False,
) -> BookingRow:
    """Return a row of the feed of bookings with one item that occupies one allocation."""
    items = [
        {
            "id": str(item or uuid7()),
            "resource_id": row[1],
            "starts": row[3],
            "ends": row[4],
            "quantity": 1,
            "allocations": [str(UUID(bytes=row[0]))],
        }
    ]
    text = None if gone else json.dumps(items)
    return (key.bytes, 1, 1, title, None, 4, False, status, text, rev, gone, chg)


def resource(number: int, **more: Any) -> dict[str, Any]:
    """Return the body of a room."""
    return {
        "id": number,
        "code": f"R{number}",
        "site_id": 1,
        "kind": "room",
        "name": {"en": f"Room {number}"},
        "policy_id": 1,
        "hours_id": 1,
    } | more


def entry(kind: str, body: dict[str, Any], chg: int, *, gone: bool = False) -> CatalogueRow:
    """Return a row of the feed of the catalogue."""
    return (kind, str(body["id"]), gone, None if gone else json.dumps(body), chg)


def me() -> dict[str, Any]:
    """Return the body of the cache's owner."""
    return {"id": 1, "name": "Chan", "tenant_id": 1, "me": True, "grants": []}


def fill(
    cache: Cache,
    catalogue: Iterable[CatalogueRow] = (),
    allocations: Sequence[AllocationRow] = (),
    bookings: Sequence[BookingRow] = (),
    *,
    cursor: int = 1000,
) -> None:
    """Give an empty cache these rows by a full pull."""
    anchor = state.Anchor("t1", cursor, 1, "ab")

    def work(connection: Connection) -> None:
        shadow.begin(connection, "t1", 1, state.Shape(None, 0), "first")
        apply.catalogue(connection, list(catalogue), shadow=True)
        apply.allocations(connection, allocations, shadow=True)
        apply.bookings(connection, bookings, shadow=True)
        for feed in state.FEEDS:
            state.put_position(connection, feed, cursor, shadow=True)
        shadow.swap(connection, anchor, OWNER)

    cache.write(work)


def move_on(
    cache: Cache,
    cursor: int,
    *,
    catalogue: Sequence[CatalogueRow] = (),
    allocations: Sequence[AllocationRow] = (),
    bookings: Sequence[BookingRow] = (),
) -> None:
    """Apply changes and move the cursor, in one transaction as an ordinary pull does."""

    def work(connection: Connection) -> None:
        apply.catalogue(connection, catalogue)
        apply.allocations(connection, allocations)
        apply.bookings(connection, bookings)
        for feed in state.FEEDS:
            state.put_position(connection, feed, cursor)
        apply.finish(connection, state.Anchor("t1", cursor, 1, "ab"), OWNER)

    cache.write(work)


def book_args(key: UUID, number: int, start: datetime, end: datetime) -> dict[str, Any]:
    """Return the arguments of `book` for one room."""
    item = {"item": str(uuid7()), "resource": f"R{number}", "from": iso(start), "to": iso(end)}
    return {"booking": str(key), "title": "Mine", "people": 2, "items": [item]}
