"""From the click on one desktop until the change is in the other's cache, both with their workers.

The raw limit is an insert with NOTIFY, its arrival on a connection that listens, and the SELECT of
that row.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import psycopg

from booking.bootstrap import Desktop
from booking.cache import queries
from booking.events import CacheChanged, Event
from booking.ids import uuid7
from booking.services.bookings import ItemWish, NewBooking
from booking.sync.worker import Worker
from tests.bench.desks import signed_in
from tests.bench.ground import Ground
from tests.bench.measure import Figures, Row, Scale

PATIENCE: Final = 60.0
PAUSES: Final = (0.02, 0.5)
"""People click whenever they like: the server's bell, which rings five times a second at most, has
just rung for some of them.
"""


def measure(scale: Scale, ground: Ground) -> Iterator[Row]:
    """Yield the row."""
    tries = scale.rounds * scale.tries // 2 + 1
    with ExitStack() as stack:
        top = stack.enter_context(tempfile.TemporaryDirectory(dir=ground.directory))
        here, there = (_desk(stack, ground, Path(top) / str(n), n) for n in range(2))
        seen = _Arrivals(there)
        stack.callback(seen.end)
        worker = _work(stack, here)
        _work(stack, there)
        bells = stack.enter_context(ground.superuser())
        bells.execute("listen raw_bell")
        bare = stack.enter_context(ground.superuser())
        ours, raw = [], []
        source = random.Random(3)
        for n in range(tries):
            ours.append(_click(here, worker, seen, ground, n))
            raw.append(_notify(bare, bells))
            time.sleep(source.uniform(*PAUSES))
    name = "a change is on the other desktop"
    yield Row(name, Figures.of(ours), Figures.of(raw), "p99", "p99 300 ms")


def _desk(stack: ExitStack, ground: Ground, folder: Path, person: int) -> Desktop:
    desktop = signed_in(ground, folder, person)
    stack.callback(desktop.close)
    desktop.online().sync(PATIENCE)
    return desktop


def _work(stack: ExitStack, desktop: Desktop) -> Worker:
    worker = desktop.online().worker()
    worker.start()
    stack.callback(worker.stop)
    time.sleep(1.0)
    return worker


class _Arrivals:
    """Notes when the other desk's cache shows an allocation at a place and time."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._changed = threading.Event()
        self.end = desktop.events.subscribe(self._note)

    def _note(self, event: Event) -> None:
        if isinstance(event, CacheChanged):
            self._changed.set()

    def wait(self, room: int, start: Any, end: Any) -> float:
        """Return the instant (perf_counter) at which the cache shows it."""
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until:
            self._changed.wait(1.0)
            self._changed.clear()
            now = time.perf_counter()
            if queries.occupation(self._desktop.local.desk.cache, start, end, [room]):
                return now
        raise TimeoutError("the change did not arrive")


def _click(here: Desktop, worker: Worker, seen: _Arrivals, ground: Ground, number: int) -> float:
    room, start, end = ground.gaps.at(ground.gaps.eighth(6) + number)
    resource = here.local.catalogue().resource(room)
    assert resource is not None
    began = time.perf_counter()
    here.bookings.book(NewBooking("Delay", [ItemWish(room, start, end)], people=2))
    worker.poke()
    return seen.wait(resource.id, start, end) - began


def _notify(bare: psycopg.Connection[Any], bells: psycopg.Connection[Any]) -> float:
    key = uuid7()
    began = time.perf_counter()
    bare.execute(
        "with i as (insert into raw.act values (%s, '', 0) returning id)"
        " select pg_notify('raw_bell', id::text) from i",
        (key,),
    )
    assert list(bells.notifies(timeout=PATIENCE, stop_after=1))
    bells.execute("select id from raw.act where id = %s", (key,)).fetchall()
    return time.perf_counter() - began
