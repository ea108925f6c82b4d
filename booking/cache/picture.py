"""The rows of the picture that `booking.cache.projection` draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from booking.cache.act import Act
from booking.model import Booking, BookingItem, Catalogue, Resource
from booking.rules.packing import Occupied

# (catalogue, resource, what is asked of it, what is occupied around it by others) -> is it taken?
Taken = Callable[[Catalogue, Resource, BookingItem, Sequence[Occupied]], bool]


class Standing(StrEnum):
    """How sure a booking is."""

    CONFIRMED = "confirmed"
    PENDING = "pending"
    LIKELY_LOST = "likely_lost"
    REFUSED = "refused"
    EXPIRED = "expired"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Projected:
    """A booking as it will be if what waits is confirmed.

    Attributes:
        booking: with everything that waits applied; of a refused `book`, what was asked.
        standing: CONFIRMED unless something waits, or the booking itself was refused.
        base: as the server last said it, None if it does not know it yet.
        waiting, failed: acts on it, oldest first; `failed` until they are dismissed.
    """

    booking: Booking
    standing: Standing
    base: Booking | None
    waiting: tuple[Act, ...] = ()
    failed: tuple[Act, ...] = ()


class Cell(NamedTuple):
    """One occupied stretch of one leaf resource, for the day view, which has thousands of them.

    Attributes:
        unit: None while the server has not said which.
        starts, ends: epoch seconds.
        before, after: buffers in minutes.
        projected: the booking, None for "Busy".
        standing: PENDING and LIKELY_LOST for what is only asked for.
        leaving: it is occupied now, and an act that waits gives it up.
    """

    resource_id: int
    unit: int | None
    starts: int
    ends: int
    before: int
    after: int
    projected: Projected | None
    standing: Standing
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """One consistent picture.

    Attributes:
        cursor: up to where the server's word is in it, None if nothing was pulled yet.
        bookings: by start, then id.
        cells: only in the picture of a day, in no order.
        undrawn: acts that wait or failed and cannot be drawn, since the cache does not know (any
            more) what they name: the booking, or the resource.
    """

    cursor: int | None
    catalogue: Catalogue
    bookings: tuple[Projected, ...]
    cells: tuple[Cell, ...] = ()
    undrawn: tuple[Act, ...] = ()
