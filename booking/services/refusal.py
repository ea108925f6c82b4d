"""A request that was understood and refused: every problem, and what could be had instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from booking.errors import UserError
from booking.model import Problem
from booking.rules.offers import Offer


class ItemOffer(NamedTuple):
    """Something that can be had instead of one item of a booking.

    `item` counts from 0; `zone` is the time zone of the offered resource's site.
    """

    item: int
    offer: Offer
    zone: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was refused.

    Attributes:
        problems: all of them, in the order of `booking.rules.codes.ORDER`; never empty.
        offers: what the cache says could be had instead.
        as_of: when the cache last heard from the shared database; None: never.
        zone: time zone of the site concerned, for the instants in the problems.
        by_server: False where it is this desktop's advice, which nobody else has seen.
    """

    problems: tuple[Problem, ...]
    offers: tuple[ItemOffer, ...] = ()
    as_of: datetime | None = None
    zone: str = "UTC"
    by_server: bool = False

    @property
    def code(self) -> str:
        """Code of the first problem."""
        return self.problems[0].code


class RefusedError(UserError):
    """Refused here, before anything was queued.

    Attributes:
        refusal: all that is known about it.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.problems[0].values)
        self.refusal = refusal


def refused(code: str, **values: Any) -> RefusedError:
    """Return the error for a single problem without offers."""
    return RefusedError(Refusal((Problem(code, values),)))
