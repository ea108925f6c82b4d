"""Free rooms and the day view from a big cache, against bare hand-written SQL on the same file."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from booking.cache import queries
from booking.cache.engine import Desk
from booking.clock import SystemClock
from booking.model import ResourceKind
from booking.services.local import Local
from booking.services.search import Finder, Search
from tests.bench.desks import filled
from tests.bench.ground import DAY_S, Ground, load_start, open_days
from tests.bench.measure import Figures, Row, Scale, timed

BUSY: Final = (
    "SELECT DISTINCT resource_id FROM allocation"
    " WHERE span = 0 AND starts < ?2 AND starts > ?1 - 86400 AND ends > ?1"
)
DAY: Final = (
    "SELECT a.resource_id, a.unit, a.starts, a.ends, b.title FROM allocation a"
    " LEFT JOIN booking_link l ON l.allocation_id = a.id"
    " LEFT JOIN booking b ON b.id = l.booking_id"
    " WHERE a.span = 0 AND a.starts < ?2 AND a.starts > ?1 - 86400 AND a.ends > ?1"
)
SEEN: Final = 40
"""So many resources fit on a screen."""
Time = tuple[datetime, datetime]


def measure(scale: Scale, ground: Ground) -> Iterator[Row]:
    """Yield four rows for each size of the cache."""
    for count in scale.cached:
        with tempfile.TemporaryDirectory(dir=ground.directory) as top:
            desk = filled(ground, Path(top), count)
            yield from _rows(scale, desk, ground, count)
            desk.close()


def _rows(scale: Scale, desk: Desk, ground: Ground, count: int) -> Iterator[Row]:
    local = Local(desk, SystemClock())
    finder = Finder(local)
    bare = sqlite3.connect(desk.cache.path)
    bare.execute("PRAGMA cache_size=-32000")
    tries = scale.rounds * scale.tries
    said = f"{len(ground.leaves):,} leaves, {count:,} cached"

    def find(time: Time) -> None:
        wanted = Search(*time, people=6, features=frozenset({"vc"}), kind=ResourceKind.ROOM)
        assert finder.free(wanted).findings.found

    def ask(time: Time) -> None:
        queries.occupation(desk.cache, *time)

    def draw(time: Time) -> None:
        assert local.day(*time).cells

    seen = ground.leaves[:SEEN]

    def draw_seen(time: Time) -> None:
        assert local.day(*time, seen).cells

    def raw(statement: str) -> Callable[[Time], None]:
        def work(time: Time) -> None:
            bare.execute(statement, [int(one.timestamp()) for one in time]).fetchall()

        return work

    hours = _hours(tries)
    yield _row(f"free rooms, {said}", find, raw(BUSY), hours, "p50 5 ms")
    yield _row("  its query alone", ask, raw(BUSY), hours, "")
    days = _days(tries, count // len(ground.leaves) // 6)
    yield _row(f"day view, {said}", draw, raw(DAY), days, "")
    among = DAY + f" AND a.resource_id IN ({', '.join(map(str, seen))})"
    yield _row(f"  the {len(seen)} leaves that are seen", draw_seen, raw(among), days, "")
    bare.close()


def _row(
    name: str,
    ours: Callable[[Time], None],
    raw: Callable[[Time], None],
    times: list[Time],
    aim: str,
) -> Row:
    ours(times[0])
    raw(times[0])
    done = [(timed(partial(ours, time)), timed(partial(raw, time))) for time in times]
    mine, limit = (Figures.of(side) for side in zip(*done, strict=True))
    return Row(name, mine, limit, aim=aim)


def _hours(tries: int) -> list[Time]:
    source = random.Random(1)
    days, hours = open_days(), [timedelta(hours=n) for n in range(8)]
    starts = [source.choice(days) + source.choice(hours) for _ in range(tries)]
    return [(start, start + timedelta(minutes=30)) for start in starts]


def _days(tries: int, most: int) -> list[Time]:
    source = random.Random(2)
    first = datetime.fromtimestamp(load_start() // 3600 * 3600 - 9 * 3600, UTC)
    starts = [first + timedelta(days=source.randrange(max(1, most))) for _ in range(tries)]
    return [(start, start + timedelta(seconds=DAY_S)) for start in starts]
