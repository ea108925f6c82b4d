"""The feed of allocations: pulled, against its SELECT bare; applied, against raw executemany."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.types.string import ByteaBinaryLoader

from booking.cache import apply, shadow, state
from booking.cache.engine import open_desk
from booking.shared.doors import Known, Page, Want
from booking.shared.gateway import PgGateway
from tests.bench.ground import Ground
from tests.bench.measure import Figures, Row, Scale, in_turn

PAGE: Final = 5000
SELECT: Final = (
    "select id, resource_id, unit, extract(epoch from lower(during))::bigint,"
    " extract(epoch from upper(during))::bigint, buffer_before, buffer_after, live, chg"
    " from app.allocation where chg > %s order by chg limit %s"
)
TABLE: Final = (
    "CREATE TABLE allocation (id BLOB NOT NULL, resource_id INTEGER NOT NULL,"
    " unit INTEGER NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,"
    " before INTEGER NOT NULL, after INTEGER NOT NULL, live INTEGER NOT NULL,"
    " chg INTEGER NOT NULL)"
)
INDEXES: Final = ("(id)", "(starts, ends, resource_id)", "(resource_id, starts, ends)")


def measure(scale: Scale, ground: Ground) -> Iterator[Row]:
    """Yield a row for pulling and one for applying."""
    gateway = ground.gateway()
    with ground.superuser() as bare:
        bare.adapters.register_loader("uuid", ByteaBinaryLoader)
        head = gateway.hello(Known()).head
        rows = [row for page in _pull(gateway, head) for row in page.rows]
        rounds = scale.rounds * 2
        both = in_turn(lambda: list(_pull(gateway, head)), lambda: list(_select(bare)), rounds)
    gateway.close()
    yield _row(f"pull {len(rows):,} allocations", both, len(rows), "2")
    pages = [rows[n : n + PAGE] for n in range(0, len(rows), PAGE)]
    with tempfile.TemporaryDirectory(dir=ground.directory) as top:
        folder = Path(top)
        both = in_turn(lambda: _apply(folder, pages), lambda: _execute_many(folder, rows), rounds)
    yield _row(f"apply {len(rows):,} allocations", both, len(rows), "2")


def _row(name: str, both: tuple[list[float], list[float]], count: int, aim: str) -> Row:
    ours, raw = (Figures.of(side) for side in both)
    return Row(name, _for_each(ours, count), _for_each(raw, count), aim=f"ratio {aim}")


def _for_each(side: Figures, count: int) -> Figures:
    return Figures(side.p50, side.p99, count / side.p50)


def _pull(gateway: PgGateway, head: int) -> Iterator[Page]:
    after: int | None = 0
    while after is not None:
        page = gateway.pull_allocations(Want(after, head, limit=PAGE))
        yield page
        after = page.more


def _select(bare: psycopg.Connection[Any]) -> Iterator[list[tuple[Any, ...]]]:
    after = 0
    with bare.cursor(binary=True) as cursor:
        while rows := cursor.execute(SELECT, (after, PAGE), prepare=True).fetchall():
            yield rows
            after = rows[-1][-1]


def _apply(folder: Path, pages: list[list[Any]]) -> None:
    """Fill a new cache as a first pull does, page by page, and put it in place."""
    desk = open_desk(folder / "desk")
    chg = pages[-1][-1][-1]
    shape = state.Shape(None, 0)
    desk.cache.write(lambda c: shadow.begin(c, "tl", 1, shape, "first"))
    for page in pages:
        desk.cache.write(partial(apply.allocations, rows=page, shadow=True))
    desk.cache.write(lambda c: _swap(c, chg))
    desk.cache.wipe()
    desk.close()


def _swap(connection: sqlite3.Connection, chg: int) -> None:
    for feed in state.FEEDS:
        state.put_position(connection, feed, chg, shadow=True)
    owner = state.Owner(1, 1, "login", "zone", 1)
    shadow.swap(connection, state.Anchor("tl", chg, 1, ""), owner)


def _execute_many(folder: Path, rows: list[Any]) -> None:
    path = folder / "raw.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("BEGIN")
    connection.execute(TABLE)
    connection.executemany("INSERT INTO allocation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    for number, columns in enumerate(INDEXES):
        connection.execute(f"CREATE INDEX i{number} ON allocation {columns}")
    connection.execute("COMMIT")
    connection.close()
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
