"""Questions to the cache.

Functions that take a `Cache` read one snapshot each; those that take a connection work inside a
snapshot that the caller holds (`Cache.read`). Instants go in as aware datetimes and come out as
epoch seconds where thousands of rows are meant, as `booking.model` rows elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from booking.cache import decode, state
from booking.cache.engine import Cache
from booking.cache.tables import SPANS
from booking.model import Booking, BookingItem, BookingState, Catalogue, Person
from booking.rules.packing import Occupied

# Up to so many resources it is quicker to look each of them up.
FEW: Final = 24
BOOKING: Final = (
    "b.id, b.tenant_id, b.organiser_id, b.title, b.notes, b.people, b.private, b.state, b.items,"
    " b.rev"
)


class Freshness(NamedTuple):
    """How far the cache is. `cursor` None: nothing was pulled yet. `at`: last contact, epoch s."""

    cursor: int | None
    at: int | None


def _spans(selected: str, condition: str) -> str:
    """Return a query over each class of lengths, looking back no further than that length."""
    return " UNION ALL ".join(
        f"SELECT {selected} AND a.span={span} AND a.starts < :high"
        f" AND a.starts > :low - {length} AND a.ends > :low{condition}"
        for span, length in enumerate(SPANS)
    )


COLUMNS: Final = "a.id, a.resource_id, a.unit, a.starts, a.ends, a.before, a.after"
AMONG: Final = " AND a.resource_id IN (SELECT value FROM json_each(:resources))"
ALL: Final = _spans(f"{COLUMNS} FROM allocation a WHERE 1", "")
REACHING: Final = _spans(
    f"{COLUMNS} FROM allocation a WHERE 1",
    " AND (a.ends + a.after * 60 > :start AND a.starts - a.before * 60 < :end"
    " OR a.resource_id IN (SELECT value FROM json_each(:around)))",
)
SOME: Final = _spans(f"{COLUMNS} FROM allocation a WHERE 1{AMONG}", "")
_DRAWN: Final = (
    "a.resource_id, a.unit, a.starts, a.ends, a.before, a.after, l.booking_id FROM allocation a"
    " LEFT JOIN booking_link l ON l.allocation_id = a.id WHERE 1"
)
DAY: Final = _spans(_DRAWN, "")
DAY_AMONG: Final = _spans(_DRAWN + AMONG, "")
DrawnRow = tuple[int, int, int, int, int, int, bytes | None]
"""What is drawn: resource, unit, start, end (epoch s), buffers (min), id of a booking or None."""


def _epoch(value: datetime) -> int:
    return int(value.timestamp())


def occupied(
    connection: sqlite3.Connection,
    start: datetime,
    end: datetime,
    resources: Collection[int] | None = None,
    *,
    slack: int = 0,
    around: Collection[int] | None = None,
) -> list[Occupied]:
    """Return what is occupied in `[start, end)`, widened by `slack` minutes on both sides.

    Args:
        resources: ids of leaf resources (a combined one is never occupied itself); None: all.
        slack: the longest buffer that may matter, in minutes.
        around: the resources of which all in the widened time matters; None: all. What is occupied
            of others may be left out where it does not reach into `[start, end)`, buffers included.
    """
    first, last = _epoch(start), _epoch(end)
    times = {"start": first, "end": last, "low": first - slack * 60, "high": last + slack * 60}
    if resources is not None and len(resources) <= FEW:
        rows = connection.execute(SOME, times | {"resources": json.dumps(sorted(resources))})
    elif around is None:
        rows = connection.execute(ALL, times)
    else:
        rows = connection.execute(REACHING, times | {"around": json.dumps(sorted(around))})
    found = map(Occupied._make, rows)
    if resources is None:
        return list(found)
    wanted = frozenset(resources)
    return [row for row in found if row.resource_id in wanted]


def occupation(
    cache: Cache,
    start: datetime,
    end: datetime,
    resources: Collection[int] | None = None,
    *,
    slack: int = 0,
    around: Collection[int] | None = None,
) -> list[Occupied]:
    """Return `occupied` on a snapshot of its own."""
    return cache.read(lambda c: occupied(c, start, end, resources, slack=slack, around=around))


def with_bookings(
    connection: sqlite3.Connection,
    start: datetime,
    end: datetime,
    resources: Collection[int] | None = None,
) -> list[DrawnRow]:
    """Return what is occupied in `[start, end)`, each with its booking where that is shown.

    Args:
        resources: ids of leaf resources, None for all.
    """
    values: dict[str, Any] = {"low": _epoch(start), "high": _epoch(end)}
    if resources is None:
        return connection.execute(DAY, values).fetchall()
    values["resources"] = json.dumps(sorted(resources))
    return connection.execute(DAY_AMONG, values).fetchall()


def _booking(row: tuple[Any, ...]) -> Booking:
    key, tenant_id, organiser_id, title, notes, people, private, where, items, rev = row
    return Booking(
        id=UUID(bytes=key),
        tenant_id=tenant_id,
        organiser_id=organiser_id,
        title=title,
        notes=notes,
        people=people,
        private=bool(private),
        state=BookingState(where),
        items=tuple(_item(item) for item in json.loads(items)),
        rev=rev,
    )


def _item(body: dict[str, Any]) -> BookingItem:
    return BookingItem(
        id=UUID(body["id"]),
        resource_id=body["resource_id"],
        during=decode.interval(body["starts"], body["ends"]),
        quantity=body.get("quantity", 1),
        allocations=tuple(map(UUID, body.get("allocations") or ())),
    )


def booking(connection: sqlite3.Connection, key: UUID) -> Booking | None:
    """Return one booking as the server last said it, None if this person sees none such."""
    row = connection.execute(f"SELECT {BOOKING} FROM booking b WHERE b.id=?", (key.bytes,))
    found = row.fetchone()
    return None if found is None else _booking(found)


def bookings(
    connection: sqlite3.Connection,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    tenant_id: int | None = None,
    organiser_id: int | None = None,
) -> list[Booking]:
    """Return bookings that end after `since` and start before `until`, by start, then id.

    Args:
        since, until: None: no bound.
        tenant_id, organiser_id: only theirs; None: all that this person sees.
    """
    query = (
        f"SELECT {BOOKING} FROM booking b WHERE b.ends > ? AND b.starts < ?"
        " AND (?3 IS NULL OR b.tenant_id = ?3) AND (?4 IS NULL OR b.organiser_id = ?4)"
        " ORDER BY b.starts, b.id"
    )
    low = -1 if since is None else _epoch(since)
    high = 1 << 62 if until is None else _epoch(until)
    return list(map(_booking, connection.execute(query, (low, high, tenant_id, organiser_id))))


def catalogue(cache: Cache) -> Catalogue:
    """Return the whole catalogue; kept until it changes, so asking again costs microseconds."""
    return cache.read(lambda c: catalogue_of(cache, c))


def catalogue_of(cache: Cache, connection: sqlite3.Connection) -> Catalogue:
    """Return the catalogue within a snapshot of `cache`."""
    key = (cache.identity(), state.stamp(connection))
    kept = cache.memo.get("catalogue")
    if kept is not None and kept[0] == key and isinstance(kept[1], Catalogue):
        return kept[1]
    found = decode.catalogue(connection.execute("SELECT kind, id, body FROM catalogue"))
    cache.memo["catalogue"] = (key, found)
    return found


def me(cache: Cache) -> Person | None:
    """Return the person whose cache this is, None before the first pull."""
    return catalogue(cache).me()


def freshness(cache: Cache) -> Freshness:
    """Return how far the cache is, for "as of" beside everything that is computed from it."""
    return cache.read(lambda c: Freshness(state.cursor(c), state.get(c, "contact")))


def cursor(cache: Cache) -> int | None:
    """Return the change number up to which everything is applied, None before the first pull."""
    return cache.read(state.cursor)


def census(connection: sqlite3.Connection, ends_after: int) -> dict[int, tuple[int, int]]:
    """Return for each resource (count, sum) of its allocations that end after `ends_after`.

    The sum is over `chg * 31 + starts * 7 + ends * 3 + unit`; the server reckons the same, and a
    difference at the same cursor means that the cache is wrong.
    """
    query = (
        "SELECT resource_id, count(*), sum(chg * 31 + starts * 7 + ends * 3 + unit)"
        " FROM allocation WHERE ends > ? GROUP BY resource_id"
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query, (ends_after,))}
