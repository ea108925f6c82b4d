"""A full pull fills a second set of tables and takes the place of the first in one transaction.

Until then the screen keeps the old picture. A pull that is torn (the process was killed, the
connection lost) goes on where it stopped, if the server's timeline and the wanted part are still
the same. All functions work inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from booking.cache import state, tables
from booking.cache.apply import NEXT, check_complete
from booking.errors import BugError

# A handful of allocations may well end at once; so many at once are an alarm.
ALARM_ALLOCATIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How many resources and allocations one set of tables holds."""

    resources: int
    allocations: int


def begin(
    connection: sqlite3.Connection, tl: str, vis_gen: int, shape: state.Shape, reason: str
) -> bool:
    """Start a full pull, or go on with a torn one of the same server, visibility and sites.

    Returns:
        Whether a torn one goes on.
    """
    known = state.shape(connection, shadow=True)
    same = (
        known is not None
        and known.sites == shape.sites
        and state.get(connection, "next.tl") == tl
        and state.get(connection, "next.vis_gen") == vis_gen
    )
    if same:
        _index(connection)
        return True
    discard(connection)
    tables.create_data(connection, NEXT)
    state.put_shape(connection, shape, shadow=True)
    for key, value in (("tl", tl), ("vis_gen", vis_gen), ("reason", reason), ("bulk", 1)):
        state.put(connection, f"next.{key}", value)
    return False


def discard(connection: sqlite3.Connection) -> None:
    """Forget a full pull that has begun, if there is one."""
    tables.drop_data(connection, NEXT)
    connection.execute("DELETE FROM state WHERE key GLOB 'next.*'")


def reason(connection: sqlite3.Connection) -> str | None:
    """Return why the full pull that is under way began, None if there is none."""
    found: str | None = state.get(connection, "next.reason")
    return found


def counts(connection: sqlite3.Connection, *, shadow: bool = False) -> Counts:
    """Return how much one set of tables holds."""
    end = NEXT if shadow else ""
    query = (
        f"SELECT (SELECT count(*) FROM catalogue{end} WHERE kind='resource'),"
        f" (SELECT count(*) FROM allocation{end})"
    )
    return Counts(*connection.execute(query).fetchone())


def would_empty(connection: sqlite3.Connection) -> Counts | None:
    """Return what a swap would lose, if it would lose all resources or all of many allocations."""
    old, new = counts(connection), counts(connection, shadow=True)
    no_resources = old.resources > 0 and new.resources == 0
    no_allocations = old.allocations >= ALARM_ALLOCATIONS and new.allocations == 0
    return old if no_resources or no_allocations else None


def raise_alarm(connection: sqlite3.Connection) -> bool:
    """Note that the swap would empty the cache; returns whether it was noted before."""
    before = state.get(connection, "next.alarm") is not None
    state.put(connection, "next.alarm", 1)
    return before


def swap(connection: sqlite3.Connection, anchor: state.Anchor, owner: state.Owner) -> None:
    """Put the full pull in the place of the old tables and move the cursor.

    The note "recheck" stays until somebody has looked for acts that the server lost.

    Raises:
        BugError: the pull is not complete up to the cursor.
    """
    check_complete(connection, anchor.cursor, shadow=True)
    shape = state.shape(connection, shadow=True)
    if shape is None:
        raise BugError("there is no full pull to put in place")
    _index(connection)
    positions = state.positions(connection, shadow=True)
    tables.swap(connection)
    connection.execute("DELETE FROM state WHERE key GLOB 'next.*' OR key = 'distrust'")
    for feed, position in positions.items():
        state.put_position(connection, feed, position)
    state.put_shape(connection, shape)
    state.put_fields(connection, anchor)
    state.put_fields(connection, owner)
    state.put(connection, "recheck", 1)
    state.touch_catalogue(connection)


def wipe(connection: sqlite3.Connection) -> None:
    """Forget all data at once, keeping only whose the cache is: the person's rights changed."""
    discard(connection)
    tables.drop_data(connection, "")
    stamp = state.stamp(connection)
    serial = _next_serial(connection)
    connection.execute("DELETE FROM state WHERE key <> 'serial'")
    tables.create_data(connection, "")
    tables.create_indexes(connection, "", serial)
    state.put(connection, "stamp", stamp + 1)


def _index(connection: sqlite3.Connection) -> None:
    """Build the indexes of the second set, which a pull in one piece goes without until its end."""
    if state.get(connection, "next.bulk"):
        tables.create_indexes(connection, NEXT, _next_serial(connection))
        state.put(connection, "next.bulk", None)


def _next_serial(connection: sqlite3.Connection) -> int:
    serial = int(state.get(connection, "serial") or 0) + 1
    state.put(connection, "serial", serial)
    return serial
