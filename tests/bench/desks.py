"""Desks to measure on: signed in to the zone, or with a cache filled by hand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from booking.bootstrap import Desktop, open_desktop
from booking.bootstrap.online import Keep, sign_in
from booking.cache import apply, shadow, state
from booking.cache.engine import Desk, open_desk
from booking.events import EventBus
from booking.paths import Paths
from booking.shared.accounts import Invitation
from booking.shared.doors import Hello, Known, Want
from booking.sync.pull import anchor_of, owner_of
from tests.bench.ground import DAY_S, PASSWORD, UNITS, Ground, load_start, taken_from

CHUNK: Final = 20_000
OWN: Final = 20
"""One of so many allocations belongs to a booking of one's own tenant."""


def signed_in(ground: Ground, folder: Path, person: int) -> Desktop:
    """Return the desk of a person; its line is ready to connect."""
    address = ground.address(person)
    invitation = Invitation(address.host, address.port, address.database, address.login)
    paths = Paths(folder)
    sign_in(paths, invitation, PASSWORD, Keep.NO)
    desktop = open_desktop(paths, events=EventBus())
    desktop.online().use_password(PASSWORD)
    return desktop


def filled(ground: Ground, folder: Path, count: int) -> Desk:
    """Return a desk whose cache has the zone's catalogue and so many made-up allocations.

    They lie as those of the zone (`tests.bench.ground`), only further into the future.
    """
    gateway = ground.gateway()
    hello = gateway.hello(Known())
    wanted = Want(0, hello.head, limit=20_000)
    catalogue = gateway.pull_catalogue(wanted)
    assert catalogue.more is None
    gateway.close()
    desk = open_desk(folder)
    shape = state.Shape(None, 0)
    desk.cache.write(lambda c: shadow.begin(c, hello.tl, hello.vis_gen, shape, "first"))
    desk.cache.write(lambda c: apply.catalogue(c, catalogue.rows, shadow=True))
    for first in range(0, count, CHUNK):
        rows = list(_allocations(ground, first, min(count, first + CHUNK)))
        own = list(_bookings(rows, hello))
        desk.cache.write(partial(apply.allocations, rows=rows, shadow=True))
        desk.cache.write(partial(apply.bookings, rows=own, shadow=True))
    desk.cache.write(lambda c: _finish(c, hello))
    return desk


def _allocations(ground: Ground, first: int, end: int) -> Iterator[apply.AllocationRow]:
    start = load_start()
    leaves, rooms = ground.leaves, len(ground.gaps.rooms)
    for n in range(first, end):
        place, leaf = divmod(n, len(leaves))
        day, slot = divmod(place, 6)
        unit = 1 if leaf < rooms else 1 + day % UNITS
        starts = start + day * DAY_S + taken_from(leaf, slot)
        yield uuid4().bytes, leaves[leaf], unit, starts, starts + 3600, 0, 0, True, n + 1


def _bookings(rows: list[apply.AllocationRow], hello: Hello) -> Iterator[apply.BookingRow]:
    tenant, person = hello.tenant_id, hello.person_id
    for row in rows[::OWN]:
        item = {"id": str(uuid4()), "resource_id": row[1], "starts": row[3], "ends": row[4]}
        item |= {"quantity": 1, "allocations": [row[0].hex()]}
        text = json.dumps([item])
        key = uuid4().bytes
        yield key, tenant, person, "Own", "", 2, False, "confirmed", text, 1, False, row[8]


def _finish(connection: sqlite3.Connection, hello: Hello) -> None:
    for feed in state.FEEDS:
        state.put_position(connection, feed, hello.head, shadow=True)
    shadow.swap(connection, anchor_of(hello), owner_of(hello))
    state.put(connection, "contact", int(hello.server_now.timestamp()))
