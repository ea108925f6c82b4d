"""Where the time comes from, so that tests can say what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """A source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC, with fractions of a second."""
        ...

    def monotonic(self) -> float:
        """Return seconds on a scale that never runs backwards; only differences mean something."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return `time.monotonic()`, seconds."""
        return time.monotonic()
