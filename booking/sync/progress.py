"""How far a long pull is, told now and then."""

from __future__ import annotations

from typing import Final

from booking.clock import Clock
from booking.events import EventBus, PullProgress

EVERY_SECONDS: Final = 0.1


class Progress:
    """Counts the rows of one pull; a short one is over before there is anything to tell."""

    def __init__(self, bus: EventBus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._rows = 0
        self._total: int | None = None
        self._told = clock.monotonic()

    def expect(self, rows: int) -> None:
        """Note that about so many rows are still to come of what is long."""
        self._total = self._rows + rows

    def count(self, feed: str, rows: int) -> None:
        """Note that so many rows of a feed came."""
        self._rows += rows
        now = self._clock.monotonic()
        if now - self._told >= EVERY_SECONDS:
            self._told = now
            known = self._total is not None and self._rows <= self._total
            self._bus.publish(PullProgress(feed, self._rows, self._total if known else None))
