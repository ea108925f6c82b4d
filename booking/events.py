"""What happened behind the screen: plain frozen rows, passed to whoever subscribed.

Events are hints to read again. Nobody may need one for the truth: an event that comes twice, or
not at all because another process did the work, does no harm.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from booking.model import Problem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""


@dataclass(frozen=True, slots=True)
class CacheChanged(Event):
    """The cached data moved on.

    Attributes:
        cursor: change number up to which the cache now holds everything, None after a wipe.
        resources: ids of resources whose occupation changed; None means anything may have.
    """

    cursor: int | None
    resources: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class OutboxChanged(Event):
    """Something was queued, withdrawn or dismissed here, or by another process on this desk.

    Attributes:
        subject: what the act is about, as in `booking.cache.act.Act`; "" where that is not known.
    """

    subject: str = ""


@dataclass(frozen=True, slots=True)
class PullProgress(Event):
    """A long pull goes on; told at most every 100 ms.

    Attributes:
        feed: what is just fetched: "catalogue", "allocations" or "bookings".
        rows: how many rows came since the pull began.
        total: how many there are, about; None where that is not known.
    """

    feed: str
    rows: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class ActEvent(Event):
    """Something about one act in the outbox; `op` and `subject` as in `booking.cache.act.Act`."""

    act: UUID
    op: str
    subject: str


@dataclass(frozen=True, slots=True)
class ActConfirmed(ActEvent):
    """The server did it."""


@dataclass(frozen=True, slots=True)
class ActRefused(ActEvent):
    """The server, or a refused act before it, said no.

    Attributes:
        code: the first problem's.
        problems: all of them, with their values.
    """

    code: str = ""
    problems: tuple[Problem, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ActExpired(ActEvent):
    """Its start passed while it waited, so it was not sent."""


@dataclass(frozen=True, slots=True)
class ActQuarantined(ActEvent):
    """The program or the server failed on it; it is kept aside and not sent again."""


@dataclass(frozen=True, slots=True)
class ActLost(ActEvent):
    """Confirmed once, then lost in a recovery of the server: it was sent again just now."""


@dataclass(frozen=True, slots=True)
class WentOffline(Event):
    """The shared database cannot be reached or is busy; `reason` as in `Unavailable`."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class CameOnline(Event):
    """The shared database answers again."""


@dataclass(frozen=True, slots=True)
class AuthNeeded(Event):
    """The login was not accepted; nothing is sent meanwhile. `code` as in `AuthError`."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class CacheRebuilt(Event):
    """The cache begins anew: "version", "corrupt", "missing", or the reason of a reset."""

    reason: str


@dataclass(frozen=True, slots=True)
class EmptyingPull(Event):
    """A full pull would empty the cache; the old data stays until the server says so again."""

    resources: int
    allocations: int


@dataclass(frozen=True, slots=True)
class OutboxSetAside(Event):
    """The outbox was damaged: it is kept under `kept`, and `salvaged` acts were read out of it."""

    kept: Path
    salvaged: int


@dataclass(frozen=True, slots=True)
class ClockSkew(Event):
    """This machine's clock is off. `seconds` > 0: the server's clock is ahead of ours."""

    seconds: float
    server_now: datetime


@dataclass(frozen=True, slots=True)
class ReadOnly(Event):
    """Nothing is sent: "client_too_old" or "server_behind"; "" when that is over."""

    reason: str
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class Trouble(Event):
    """An `EnvironmentProblem` or a bug, in one sentence."""

    code: str
    message: str


class EventBus:
    """Passes events to subscribers, on the thread that publishes. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: tuple[Callable[[Event], None], ...] = ()

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` with every event from now on; returns a function that ends this."""
        with self._lock:
            self._subscribers = (*self._subscribers, callback)

        def end() -> None:
            with self._lock:
                self._subscribers = tuple(s for s in self._subscribers if s is not callback)

        return end

    def publish(self, event: Event) -> None:
        """Call every subscriber; one that fails is logged and does not stop the others."""
        for subscriber in self._subscribers:
            try:
                subscriber(event)
            except Exception:
                log.exception("a subscriber failed on %s", type(event).__name__)
