"""A process that is made to be killed: it appends to the outbox, or pulls from a steady server.

    python -m tests.sync.kill_child append FOLDER
    python -m tests.sync.kill_child pull FOLDER CHANGES

It writes a line to its standard output after each act that is queued, or each round.
"""

from __future__ import annotations

import hashlib
import itertools
import sys
from pathlib import Path
from typing import Any

from booking.cache.engine import open_desk
from tests.sync.fakeserver import START, FakeClock, FakeServer
from tests.sync.kit import Desktop

ROOMS = 5
IDS = 900
STEP = 400
BASE = int(START.timestamp()) + 86_400


def change(number: int) -> tuple[Any, ...]:
    """Return the row that change `number` leaves: it replaces an older one, or is its tombstone."""
    key = hashlib.md5(str(number % IDS).encode(), usedforsecurity=False).digest()
    starts = BASE + number * 60
    return (key, number % ROOMS + 1, 1, starts, starts + 60, 0, 0, number % 7 > 0, number)


def grow(server: FakeServer, upto: int) -> None:
    """Bring the server to change `upto`; the same on every run."""
    while server.data.head < upto:
        number = server._next()
        row = change(number)
        server.data.allocations[row[0]] = row


def main(mode: str, folder: str, changes: str = "0") -> None:
    """Work until somebody kills this process."""
    out = sys.stdout
    clock = FakeClock()
    if mode == "append":
        desk = open_desk(Path(folder), clock)
        for number in itertools.count():
            act = desk.outbox.append("book", {"n": number, "pad": "x" * 300}, subject=str(number))
            out.write(f"{act.id}\n")
            out.flush()
    server = FakeServer(clock, rooms=ROOMS)
    desktop = Desktop(Path(folder), server, clock, page=60)
    for upto in itertools.count(int(changes), STEP):
        grow(server, upto)
        result = desktop.round().result
        out.write(f"{result} {upto}\n")
        out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
