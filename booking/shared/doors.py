"""What goes through the doors of the shared database, and the doors as an interface.

`booking.shared.gateway.PgGateway` is the real thing; tests of the synchronisation have one that
fails where they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Hello:
    """State of sync.

    Attributes:
        tl: timeline of the server; head: its highest change number.
        reset: why the cache must be pulled anew, None if it may go on: "first", "too_old",
            "server_behind", "other_server", "failover", "anchor_gone".
        vis_gen: changes when this person's rights did, so that the cache must be wiped.
        min_client: oldest protocol that may still write.
        event, event_hash: anchor to keep with the cursor once everything up to `head` is applied.
    """

    tl: str
    head: int
    reset: str | None
    vis_gen: int
    min_client: int
    schema_version: int
    server_now: datetime
    event: int
    event_hash: str
    person_id: int
    tenant_id: int
    login: str
    zone: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the client knows, for `hello`; as it is by default before the first pull."""

    tl: str = ""
    cursor: int = 0
    event: int = 0
    event_hash: str = ""


@dataclass(frozen=True, slots=True)
class Want:
    """Part of a feed: changes after one number up to another.

    Attributes:
        sites: ids, None for all.
        limit: about how many rows a page holds.
        ends_after: epoch seconds; what ended before is left out.
        first: whoever asks holds nothing of this feed but the pages before this one, read without
            a break up to the same number; so what is gone or over is left out of all pages.
    """

    after: int
    upto: int
    sites: tuple[int, ...] | None = None
    limit: int = 5000
    ends_after: int | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Rows by change number. `more`: pull again after this number; None: that was all."""

    rows: Sequence[tuple[Any, ...]]
    more: int | None = None


class Bells(Protocol):
    """Bells of the shared database: hints that something changed."""

    def fileno(self) -> int:
        """Return what `select` can wait for."""
        ...

    def ring(self) -> bool:
        """Take what has come in; returns whether a bell was among it.

        Raises:
            Unavailable: the connection is lost.
        """
        ...

    def close(self) -> None:
        """End listening."""
        ...


class Gateway(Protocol):
    """The doors. All raise Unavailable, AuthError, EnvironmentProblem or BugError."""

    def hello(self, known: Known) -> Hello:
        """Return the state of sync."""
        ...

    def head(self) -> int:
        """Return the highest change number."""
        ...

    def pull_allocations(self, want: Want, resource: int | None = None) -> Page:
        """Return a page of what is occupied; of one resource only where that is named."""
        ...

    def pull_bookings(self, want: Want) -> Page:
        """Return a page of the bookings that this person may see."""
        ...

    def pull_catalogue(self, want: Want) -> Page:
        """Return a page of what rarely changes."""
        ...

    def submit(self, act: UUID, op: str, args: str) -> Mapping[str, Any]:
        """Do one act, or return the answer that is stored for it."""
        ...

    def ask(self, question: str, args: str) -> Mapping[str, Any]:
        """Answer a question that a cache cannot."""
        ...

    def listen(self) -> Bells | None:
        """Return the bells, None where listening does not work (a pooler in between)."""
        ...

    def close(self) -> None:
        """Close the connection; the next call opens a new one."""
        ...
