"""The cache's tables.

Ids of bookings and allocations are 16 bytes, instants are seconds since 1970 (UTC), buffers are
minutes, as they come from the server. The catalogue is kept as the JSON bodies that the server
sent and read as one picture (`booking.cache.decode`).

A full pull fills a second set of tables, named `..._next`, without indexes; `swap` builds the
indexes and puts it in the place of the first in one transaction. Index names carry a number, since
a renamed table keeps its indexes with their names.

`span` says how long an allocation is at most, so that a search for what overlaps a time needs to
look back no further than that: one booking of 400 days does not make every search scan 400 days.
"""

from __future__ import annotations

import sqlite3
from typing import Final

VERSION: Final = 1

DAY: Final = 86_400
# Longest length in seconds of the allocations of span 0, 1 and 2. The server stores none longer.
SPANS: Final = (DAY, 14 * DAY, 401 * DAY)

PRAGMAS: Final = (
    "synchronous=NORMAL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-32000",
)

STATE: Final = "CREATE TABLE state (key TEXT PRIMARY KEY, value) WITHOUT ROWID"

DATA: Final[dict[str, str]] = {
    "allocation": f"""(
        id BLOB NOT NULL, resource_id INTEGER NOT NULL, unit INTEGER NOT NULL,
        starts INTEGER NOT NULL, ends INTEGER NOT NULL,
        before INTEGER NOT NULL, after INTEGER NOT NULL, chg INTEGER NOT NULL,
        span INTEGER GENERATED ALWAYS AS (
            (ends - starts > {SPANS[0]}) + (ends - starts > {SPANS[1]})) VIRTUAL)""",
    "booking": """(
        id BLOB NOT NULL, tenant_id INTEGER NOT NULL, organiser_id INTEGER NOT NULL,
        title TEXT, notes TEXT, people INTEGER NOT NULL, private INTEGER NOT NULL,
        state TEXT NOT NULL, items TEXT NOT NULL, rev INTEGER NOT NULL,
        starts INTEGER NOT NULL, ends INTEGER NOT NULL, chg INTEGER NOT NULL)""",
    "booking_link": "(allocation_id BLOB NOT NULL, booking_id BLOB NOT NULL)",
    "catalogue": """(
        kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, chg INTEGER NOT NULL,
        PRIMARY KEY (kind, id)) WITHOUT ROWID""",
    "backfill": "(resource_id INTEGER PRIMARY KEY, position INTEGER NOT NULL)",
}

INDEXES: Final[tuple[tuple[str, str, str], ...]] = (
    ("allocation", "UNIQUE", "(id)"),
    ("allocation", "", "(span, starts, ends, resource_id)"),
    ("allocation", "", "(resource_id, span, starts, ends)"),
    ("booking", "UNIQUE", "(id)"),
    ("booking", "", "(ends, starts)"),
    ("booking_link", "UNIQUE", "(allocation_id)"),
    ("booking_link", "", "(booking_id)"),
)


def create(connection: sqlite3.Connection) -> None:
    """Create everything in an empty file, inside the caller's transaction, and mark its version."""
    connection.execute(STATE)
    create_data(connection, "")
    create_indexes(connection, "", 0)
    connection.execute(f"PRAGMA user_version={VERSION}")


def create_data(connection: sqlite3.Connection, suffix: str) -> None:
    """Create the data tables with `suffix` ("" or "_next") behind their names, without indexes."""
    for name, columns in DATA.items():
        connection.execute(f"CREATE TABLE {name}{suffix} {columns}")


def create_indexes(connection: sqlite3.Connection, suffix: str, serial: int) -> None:
    """Create the indexes of one set of tables; `serial` has not been used for the other one."""
    for number, (table, unique, columns) in enumerate(INDEXES):
        name = f"{table}_{number}_{serial}"
        connection.execute(f"CREATE {unique} INDEX {name} ON {table}{suffix} {columns}")


def drop_data(connection: sqlite3.Connection, suffix: str) -> None:
    """Drop one set of data tables, as far as it is there."""
    for name in DATA:
        connection.execute(f"DROP TABLE IF EXISTS {name}{suffix}")


def swap(connection: sqlite3.Connection) -> None:
    """Put the `_next` tables in the place of the first ones."""
    drop_data(connection, "")
    for name in DATA:
        connection.execute(f"ALTER TABLE {name}_next RENAME TO {name}")
