"""Desktops over a real server, without the command line: the same engine, the real doors."""

from __future__ import annotations

import queue
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from booking.cache import queries
from booking.cache.act import Act
from booking.cache.engine import Desk, open_desk
from booking.errors import Unavailable
from booking.events import CacheChanged, Event, EventBus
from booking.ids import uuid7
from booking.rules.packing import Occupied
from booking.shared.connect import Address, connect
from booking.shared.doors import Hello, Known
from booking.shared.gateway import PgGateway
from booking.sync.outcome import Options
from booking.sync.round import Syncer
from tests.zones import PASSWORD, iso

ROOM = "JO-1F-MR01"

E = TypeVar("E", bound=Event)


class TornGateway(PgGateway):
    """Loses the connection after the server's commit, as often as it is told to.

    Attributes:
        torn: so many acts' answers are lost from now on.
        deaf: so many answers are received, and the connection is lost right behind them.
    """

    torn = 0
    deaf = 0
    _dead = False

    def hello(self, known: Known) -> Hello:
        if self._dead:
            self._dead = False
            self._lose("lost behind the answer")
        return super().hello(known)

    def submit(self, act: UUID, op: str, args: str) -> Mapping[str, Any]:
        answer = super().submit(act, op, args)
        if self.torn:
            self.torn -= 1
            self._lose("lost after the commit")
        if self.deaf:
            self.deaf -= 1
            self._dead = True
        return answer

    def _lose(self, why: str) -> None:
        self.close()
        raise Unavailable(why)


class Station:
    """A desktop of a sample person.

    Attributes:
        events: what was published, in order.
    """

    def __init__(
        self,
        address: Address,
        folder: Path,
        page: int = 5000,
        sites: tuple[int, ...] | None = None,
    ) -> None:
        self.desk: Desk = open_desk(folder)
        self.gateway = TornGateway(lambda: connect(address, PASSWORD))
        self.events: queue.Queue[Event] = queue.Queue()
        self.bus = EventBus()
        self.bus.subscribe(self.events.put)
        options = Options(login=address.login, page=page, sites=sites)
        self.syncer = Syncer(
            self.desk, self.gateway, self.bus, source=random.Random(1), options=options
        )

    def book(self, start: datetime, title: str = "Talk", room: str = ROOM) -> Act:
        """Queue a booking of one hour."""
        key = uuid7()
        end = start + timedelta(hours=1)
        item = {"item": str(uuid7()), "resource": room, "from": iso(start), "to": iso(end)}
        args = {"booking": str(key), "title": title, "people": 1, "items": [item]}
        return self.desk.outbox.append("book", args, subject=str(key), not_after=start)

    def change(self, op: str, booking: str, expects: int | None, **values: Any) -> Act:
        """Queue a change of a booking."""
        args = {"booking": booking, "expects": expects, **values}
        return self.desk.outbox.append(op, args, subject=booking)

    def act(self, act: Act) -> Act:
        """Return an act as it is now."""
        found = self.desk.outbox.get(act.id)
        assert found is not None
        return found

    def told(self, kind: type[E]) -> list[E]:
        """Take what was published until now; returns the events of one kind."""
        taken = [self.events.get() for _ in range(self.events.qsize())]
        return [event for event in taken if isinstance(event, kind)]

    def occupied(self, start: datetime) -> list[Occupied]:
        """Return what is occupied in that hour."""
        return queries.occupation(self.desk.cache, start, start + timedelta(hours=1))

    def wait_for_cursor(self, cursor: int) -> None:
        """Wait until the cache is there."""
        while True:
            event = self.events.get(timeout=30)
            if isinstance(event, CacheChanged) and (event.cursor or 0) >= cursor:
                return

    def close(self) -> None:
        """Close connection and files."""
        self.gateway.close()
        self.desk.close()
