"""A desktop over the fake server, for tests of the synchronisation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from booking.cache import projection, queries, state
from booking.cache.act import Act
from booking.cache.engine import Desk, open_desk
from booking.cache.picture import Picture
from booking.events import Event, EventBus
from booking.ids import uuid7
from booking.model import BookingItem, Catalogue, Resource
from booking.rules.packing import Occupied
from booking.sync.outcome import Options, Outcome
from booking.sync.round import Syncer
from tests.sync.fakeserver import START, FakeClock, FakeGateway, FakeServer, iso

E = TypeVar("E", bound=Event)
FAR = timedelta(days=200)


def taken(
    catalogue: Catalogue, resource: Resource, item: BookingItem, rows: Sequence[Occupied]
) -> bool:
    """Whether a room of one unit is taken, without buffers."""
    del catalogue
    del resource
    start, end = item.during.start.timestamp(), item.during.end.timestamp()
    return any(row.starts < end and start < row.ends for row in rows)


@dataclass
class Desktop:
    """One folder with its syncer; `restart` is what a killed process finds when it comes back."""

    folder: Path
    server: FakeServer
    clock: FakeClock
    login: str = "p1"
    page: int = 5000
    protocol: int = 1

    def __post_init__(self) -> None:
        self.events: list[Event] = []
        self.desk: Desk | None = None
        self.restart()

    def restart(self) -> None:
        """Open the folder anew, with a new connection."""
        if self.desk is not None:
            self.desk.close()
        self.desk = open_desk(self.folder, self.clock)
        self.gateway = FakeGateway(self.server, self.login)
        bus = EventBus()
        bus.subscribe(self.events.append)
        self.syncer = Syncer(
            self.desk,
            self.gateway,
            bus,
            clock=self.clock,
            source=random.Random(7),
            options=Options(login=self.login, page=self.page, protocol=self.protocol),
        )

    def close(self) -> None:
        """Close the files."""
        self.the_desk.close()

    @property
    def the_desk(self) -> Desk:
        """The opened folder."""
        assert self.desk is not None
        return self.desk

    def round(self) -> Outcome:
        """Run one round."""
        return self.syncer.round()

    def told(self, kind: type[E]) -> list[E]:
        """Return the events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def book(self, room: int, start: datetime, hours: int = 1, title: str = "Talk") -> Act:
        """Queue a booking."""
        key = uuid7()
        item = {
            "item": str(uuid7()),
            "resource": f"R{room}",
            "from": iso(start),
            "to": iso(start + timedelta(hours=hours)),
        }
        args = {"booking": str(key), "title": title, "people": 1, "items": [item]}
        return self.the_desk.outbox.append("book", args, subject=str(key), not_after=start)

    def change(self, op: str, booking: str, expects: int | None, **values: Any) -> Act:
        """Queue a change of a booking."""
        args = {"booking": booking, "expects": expects, **values}
        return self.the_desk.outbox.append(op, args, subject=booking)

    def move(self, booking: str, expects: int | None, start: datetime, hours: int = 1) -> Act:
        """Queue a move."""
        times = {"from": iso(start), "to": iso(start + timedelta(hours=hours))}
        return self.change("move", booking, expects, **times)

    def act(self, act: Act | UUID) -> Act:
        """Return an act as it is now."""
        key = act if isinstance(act, UUID) else act.id
        found = self.the_desk.outbox.get(key)
        assert found is not None
        return found

    @property
    def cursor(self) -> int | None:
        """Where the cache is."""
        return self.the_desk.cache.read(state.cursor)

    def occupied(self) -> list[tuple[int, int, int]]:
        """Return (resource, start, end) of everything the cache holds, sorted."""
        rows = queries.occupation(self.the_desk.cache, START - FAR, START + FAR)
        return sorted((row.resource_id, row.starts, row.ends) for row in rows)

    def picture(self) -> Picture:
        """Return the bookings as a person sees them."""
        desk = self.the_desk
        return projection.bookings(desk.cache, desk.outbox, taken)
