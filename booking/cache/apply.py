"""Write what the server sent into the cache: pages of the three feeds, and the cursor at the end.

All functions work inside the caller's transaction, so that a page and its position are one, and
the cursor is never ahead of the rows. With `shadow`, rows go into the second set of tables
(`booking.cache.shadow`). Applying a page twice is the same as applying it once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from booking.cache import state
from booking.cache.decode import instant
from booking.errors import BugError

# (id, resource_id, unit, starts, ends, before, after, live, chg)
AllocationRow = tuple[bytes, int, int, int, int, int, int, bool, int]
# (id, tenant_id, organiser_id, title, notes, people, private, state, items, rev, gone, chg)
BookingRow = tuple[
    bytes, int, int, str | None, str | None, int, bool, str, str | None, int, bool, int
]
# (kind, id, gone, body, chg)
CatalogueRow = tuple[str, str, bool, str | None, int]

NEXT: Final = "_next"
ALLOCATION: Final = "(id, resource_id, unit, starts, ends, before, after, chg)"
# Row 8 is `live`; numbering the places lets the server's rows go to SQLite as they are.
VALUES: Final = "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9)"


@dataclass(frozen=True, slots=True)
class Backfill:
    """A resource that appeared, whose older allocations are still wanted from `position` on."""

    resource_id: int
    position: int


def suffix(shadow: bool) -> str:
    """Return what stands behind the names of the tables."""
    return NEXT if shadow else ""


def allocations(
    connection: sqlite3.Connection, rows: Sequence[AllocationRow], *, shadow: bool = False
) -> set[int]:
    """Apply one page of allocations; returns the ids of the resources it touches."""
    table = f"allocation{suffix(shadow)}"
    live = [row for row in rows if row[7]]
    if shadow and state.get(connection, "next.bulk"):
        # One pull with one upper bound names no row twice, so nothing can be there to replace.
        connection.executemany(f"INSERT INTO {table} {ALLOCATION} VALUES {VALUES}", live)
        return set()
    connection.executemany(
        f"DELETE FROM {table} WHERE id=? AND chg<=?",
        [(row[0], row[8]) for row in rows if not row[7]],
    )
    connection.executemany(
        f"INSERT INTO {table} {ALLOCATION} VALUES {VALUES} ON CONFLICT (id) DO UPDATE SET"
        " resource_id=excluded.resource_id, unit=excluded.unit, starts=excluded.starts,"
        " ends=excluded.ends, before=excluded.before, after=excluded.after, chg=excluded.chg"
        f" WHERE excluded.chg >= {table}.chg",
        live,
    )
    return {row[1] for row in rows}


def bookings(
    connection: sqlite3.Connection, rows: Sequence[BookingRow], *, shadow: bool = False
) -> None:
    """Apply one page of bookings; one that ended before the part that the cache holds is forgotten.

    Raises:
        BugError: items that are not of the form agreed with the server.
    """
    end = suffix(shadow)
    if not (shadow and state.get(connection, "next.bulk")):
        keys = [(row[0],) for row in rows]
        connection.executemany(f"DELETE FROM booking{end} WHERE id=?", keys)
        connection.executemany(f"DELETE FROM booking_link{end} WHERE booking_id=?", keys)
    shape = state.shape(connection, shadow=shadow)
    ends_after = -1 if shape is None else shape.ends_after
    kept: list[tuple[object, ...]] = []
    links: list[tuple[bytes, bytes]] = []
    for row in rows:
        if row[10]:
            continue
        starts, ends, allocated = _read_items(row[8])
        if ends <= ends_after:
            continue
        kept.append((*row[:10], starts, ends, row[11]))
        links += [(key, row[0]) for key in allocated]
    marks = ", ".join("?" * 13)
    connection.executemany(f"INSERT INTO booking{end} VALUES ({marks})", kept)
    connection.executemany(f"INSERT OR REPLACE INTO booking_link{end} VALUES (?, ?)", links)


def _read_items(text: str | None) -> tuple[int, int, list[bytes]]:
    """Return the first start, the last end and all allocations of a booking's items."""
    try:
        items = json.loads(text or "[]")
        starts = min((_seconds(item["starts"]) for item in items), default=0)
        ends = max((_seconds(item["ends"]) for item in items), default=0)
        keys = [UUID(key).bytes for item in items for key in item.get("allocations") or ()]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BugError(f"a booking's items cannot be read: {error}") from error
    return starts, ends, keys


def _seconds(value: object) -> int:
    return value if isinstance(value, int) else int(instant(value).timestamp())


def catalogue(
    connection: sqlite3.Connection, rows: Sequence[CatalogueRow], *, shadow: bool = False
) -> None:
    """Apply one page of the catalogue.

    A resource that is gone takes its allocations along. One that appears while allocations were
    pulled before is noted for `backfills`.
    """
    end = suffix(shadow)
    pulled = state.positions(connection, shadow=shadow)["allocations"] > 0
    for kind, key, gone, body, chg in rows:
        if kind == "resource":
            _resource(connection, int(key), gone=gone, pulled=pulled, end=end)
        if gone:
            connection.execute(f"DELETE FROM catalogue{end} WHERE kind=? AND id=?", (kind, key))
        else:
            connection.execute(
                f"INSERT OR REPLACE INTO catalogue{end} VALUES (?, ?, ?, ?)",
                (kind, key, body, chg),
            )
    if rows and not shadow:
        state.touch_catalogue(connection)


def _resource(
    connection: sqlite3.Connection, resource_id: int, *, gone: bool, pulled: bool, end: str
) -> None:
    if gone:
        if pulled:
            query = f"DELETE FROM allocation{end} WHERE resource_id=?"
            connection.execute(query, (resource_id,))
        connection.execute(f"DELETE FROM backfill{end} WHERE resource_id=?", (resource_id,))
        return
    query = f"SELECT 1 FROM catalogue{end} WHERE kind='resource' AND id=?"
    if pulled and connection.execute(query, (str(resource_id),)).fetchone() is None:
        query = f"INSERT OR IGNORE INTO backfill{end} VALUES (?, 0)"
        connection.execute(query, (resource_id,))


def backfills(connection: sqlite3.Connection, *, shadow: bool = False) -> tuple[Backfill, ...]:
    """Return the resources whose older allocations are still to be pulled."""
    query = f"SELECT resource_id, position FROM backfill{suffix(shadow)} ORDER BY resource_id"
    return tuple(Backfill(*row) for row in connection.execute(query))


def put_backfill(
    connection: sqlite3.Connection, resource_id: int, position: int | None, *, shadow: bool = False
) -> None:
    """Note how far a resource's older allocations are applied; None: all of them."""
    table = f"backfill{suffix(shadow)}"
    if position is None:
        connection.execute(f"DELETE FROM {table} WHERE resource_id=?", (resource_id,))
    else:
        query = f"UPDATE {table} SET position=? WHERE resource_id=?"
        connection.execute(query, (position, resource_id))


def check_complete(connection: sqlite3.Connection, cursor: int, *, shadow: bool = False) -> None:
    """See that everything up to `cursor` is applied.

    Raises:
        BugError: it is not; the cursor must not move.
    """
    behind = {k: v for k, v in state.positions(connection, shadow=shadow).items() if v < cursor}
    if behind or backfills(connection, shadow=shadow):
        raise BugError(f"the cursor would be ahead of the rows: {cursor}, {behind}")


def finish(connection: sqlite3.Connection, anchor: state.Anchor, owner: state.Owner) -> None:
    """Move the cursor, after all three feeds are applied up to it.

    Raises:
        BugError: they are not.
    """
    check_complete(connection, anchor.cursor)
    state.put_fields(connection, anchor)
    state.put_fields(connection, owner)


def prune(connection: sqlite3.Connection, ends_after: int) -> None:
    """Forget allocations and bookings that ended before `ends_after` (epoch seconds)."""
    kept = state.shape(connection)
    if kept is None or kept.ends_after >= ends_after:
        return
    connection.execute("DELETE FROM allocation WHERE ends < ?", (ends_after,))
    connection.execute(
        "DELETE FROM booking_link WHERE booking_id IN (SELECT id FROM booking WHERE ends < ?)",
        (ends_after,),
    )
    connection.execute("DELETE FROM booking WHERE ends < ?", (ends_after,))
    state.put_shape(connection, state.Shape(kept.sites, ends_after))


def resources_left(connection: sqlite3.Connection, rows: Iterable[CatalogueRow]) -> bool:
    """Whether the cache still has a resource after these rows; True if it has none already."""
    query = "SELECT id FROM catalogue WHERE kind='resource'"
    known = {row[0] for row in connection.execute(query)}
    before = bool(known)
    for kind, key, gone, _, _ in rows:
        if kind == "resource":
            (known.discard if gone else known.add)(key)
    return bool(known) or not before
