"""The one place that knows all parts: which folder is signed in, its files, services and doors.

What speaks to the shared database stands in `online`, `line` and `reach`, and is imported when it
is first needed, so that looking at what is here costs no more than that; so is a service.
"""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from booking.cache import folders
from booking.cache.engine import open_desk
from booking.cache.folders import DeskFacts
from booking.clock import Clock, SystemClock
from booking.errors import AuthError
from booking.events import Event, EventBus
from booking.paths import Paths
from booking.services.local import Local
from booking.services.schedule import Schedule

if TYPE_CHECKING:
    from booking.bootstrap.line import Line
    from booking.services.acts import Acts
    from booking.services.bookings import Bookings
    from booking.services.inventory import Inventory
    from booking.services.listing import Listing
    from booking.services.search import Finder


__all__ = ["DeskFacts", "Desktop", "open_desktop"]


class Desktop:
    """One person's opened desk. Services may be used from any thread, the line from one at a time.

    Attributes:
        paths: places in the data directory.
        facts: whose desk it is, on which shared database.
        events: is told what happens while syncing.
        local: cache, outbox and clock together.
        schedule: days; the other services are loaded when they are first asked for.
    """

    def __init__(self, paths: Paths, facts: DeskFacts, clock: Clock, events: EventBus) -> None:
        self.paths = paths
        self.facts = facts
        self.events = events
        self._desk = open_desk(facts.folder, clock)
        self.local = Local(self._desk, clock, events)
        self.schedule = Schedule(self.local)
        self._line: Line | None = None

    @cached_property
    def bookings(self) -> Bookings:
        """Booking, moving, editing and cancelling."""
        found: Bookings = _service("bookings", "Bookings")(self.local)
        return found

    @cached_property
    def inventory(self) -> Inventory:
        """Resources and closures."""
        found: Inventory = _service("inventory", "Inventory")(self.local)
        return found

    @cached_property
    def finder(self) -> Finder:
        """What is free."""
        found: Finder = _service("search", "Finder")(self.local)
        return found

    @cached_property
    def listing(self) -> Listing:
        """Bookings as lists."""
        found: Listing = _service("listing", "Listing")(self.local)
        return found

    @cached_property
    def acts(self) -> Acts:
        """What waits, and what was refused."""
        found: Acts = _service("acts", "Acts")(self.local, self.bookings, self.inventory)
        return found

    def take_notices(self) -> tuple[Event, ...]:
        """Return what was found on opening the files and since, unless a round has published it."""
        return self._desk.take_notices()

    def online(self) -> Line:
        """Return what speaks to the shared database; it connects when it is first asked to."""
        if self._line is None:
            # At the top of the module it would be loaded with what only looks at the cache.
            line = importlib.import_module("booking.bootstrap.line")
            made: Line = line.Line(
                self._desk, self.facts, self.paths, self.local.clock, self.events
            )
            self._line = made
        return self._line

    def close(self) -> None:
        """Close the files and the connection."""
        if self._line is not None:
            self._line.close()
        self._desk.close()


def _service(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"booking.services.{module}"), name)


def open_desktop(
    paths: Paths, *, clock: Clock | None = None, events: EventBus | None = None
) -> Desktop:
    """Open the desk of the person who is signed in.

    Args:
        paths: places in the data directory.
        clock: where the time comes from; the machine's own when None.
        events: where to publish; a bus of its own when None.

    Raises:
        AuthError: "not_signed_in".
        EnvironmentProblem: the files cannot be used.
        Unavailable: another process is just setting them up (reason "busy").
    """
    facts = folders.current(paths)
    if facts is None:
        raise AuthError("not_signed_in", "Nobody is signed in in this data directory.")
    return Desktop(paths, facts, clock or SystemClock(), events or EventBus())
