"""What a round is given, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from booking.errors import BookingError
from booking.model import PROTOCOL
from booking.sync.pull import PAGE


class Result(StrEnum):
    """What came of a round."""

    DONE = "done"
    OFFLINE = "offline"
    BUSY = "busy"
    ELSEWHERE = "elsewhere"
    AUTH = "auth"
    READ_ONLY = "read_only"
    TROUBLE = "trouble"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round.

    Attributes:
        result: DONE: the cache is at the server's head and nothing waits that could be sent;
            ELSEWHERE: another process syncs this folder; AGAIN: come back after `delay`.
        cursor: where the cache is, None before the first pull.
        delay: seconds, only with AGAIN.
        problem: what went wrong, None if nothing did.
    """

    result: Result
    cursor: int | None = None
    delay: float = 0.0
    problem: BookingError | None = None

    @property
    def up_to_date(self) -> bool:
        """Whether the cache is where the server is, although nothing may be sent."""
        return self.result in (Result.DONE, Result.READ_ONLY)


@dataclass(frozen=True, slots=True)
class Options:
    """What a syncer keeps to.

    Attributes:
        login: only this login's outbox may be sent; None: whoever answers.
        sites: ids of the sites to keep, None for all.
        protocol: version of the doors that this client speaks.
        page: rows of a page.
    """

    login: str | None = None
    sites: tuple[int, ...] | None = None
    protocol: int = PROTOCOL
    page: int = PAGE
