"""The few single values of a cache: how far it is, of which server, and whose it is."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

FEEDS: Final = ("catalogue", "allocations", "bookings")

SHADOW: Final = "next."


@dataclass(frozen=True, slots=True)
class Anchor:
    """Up to where the cache holds everything, and how the server recognises its own history.

    Attributes:
        tl: timeline of the server.
        cursor: change number; every change up to it is applied.
        event, event_hash: number and hex hash of the history's head when the server said `cursor`.
    """

    tl: str
    cursor: int
    event: int
    event_hash: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose cache this is, as the server said at the last contact. `zone`: its name there."""

    person_id: int
    tenant_id: int
    login: str
    zone: str
    vis_gen: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Which part of the shared data the cache holds.

    Attributes:
        sites: ids of the sites, None for all.
        ends_after: epoch seconds; what ended before is left out.
    """

    sites: tuple[int, ...] | None
    ends_after: int


def get(connection: sqlite3.Connection, key: str) -> Any:
    """Return one value (int, str, float or None where it is not set)."""
    row = connection.execute("SELECT value FROM state WHERE key=?", (key,)).fetchone()
    return None if row is None else row[0]


def put(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Set one value; None removes it."""
    if value is None:
        connection.execute("DELETE FROM state WHERE key=?", (key,))
    else:
        connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))


def put_fields(connection: sqlite3.Connection, row: Anchor | Owner) -> None:
    """Set a value for each field of an anchor or an owner."""
    for key, value in asdict(row).items():
        put(connection, key, value)


def anchor(connection: sqlite3.Connection) -> Anchor | None:
    """Return the anchor, None before the first pull is complete."""
    values = [get(connection, field.name) for field in fields(Anchor)]
    return None if None in values else Anchor(*values)


def cursor(connection: sqlite3.Connection) -> int | None:
    """Return the change number up to which everything is applied, None before the first pull."""
    found: int | None = get(connection, "cursor")
    return found


def owner(connection: sqlite3.Connection) -> Owner | None:
    """Return whose cache this is, None before the first contact."""
    values = [get(connection, field.name) for field in fields(Owner)]
    return None if None in values else Owner(*values)


def positions(connection: sqlite3.Connection, *, shadow: bool = False) -> dict[str, int]:
    """Return for each feed the change number up to which its rows are applied (0 at first)."""
    prefix = SHADOW if shadow else ""
    return {feed: get(connection, f"{prefix}position.{feed}") or 0 for feed in FEEDS}


def put_position(
    connection: sqlite3.Connection, feed: str, value: int, *, shadow: bool = False
) -> None:
    """Note how far one feed's rows are applied, in the same transaction as the rows."""
    put(connection, f"{SHADOW if shadow else ''}position.{feed}", value)


def shape(connection: sqlite3.Connection, *, shadow: bool = False) -> Shape | None:
    """Return which part of the data the tables hold, None before the first pull began."""
    prefix = SHADOW if shadow else ""
    ends_after = get(connection, f"{prefix}ends_after")
    if ends_after is None:
        return None
    sites = get(connection, f"{prefix}sites")
    return Shape(None if sites is None else tuple(json.loads(sites)), ends_after)


def put_shape(connection: sqlite3.Connection, value: Shape, *, shadow: bool = False) -> None:
    """Note which part of the data the tables hold."""
    prefix = SHADOW if shadow else ""
    put(connection, f"{prefix}ends_after", value.ends_after)
    put(connection, f"{prefix}sites", None if value.sites is None else json.dumps(value.sites))


def stamp(connection: sqlite3.Connection) -> int:
    """Return a number that changes whenever the catalogue does."""
    return int(get(connection, "stamp") or 0)


def touch_catalogue(connection: sqlite3.Connection) -> None:
    """Note that the catalogue changed, in the same transaction."""
    put(connection, "stamp", stamp(connection) + 1)
