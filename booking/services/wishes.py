"""What people wish for, as they say it: rows that forms are filled into, and what came of it.

A form may be half filled: `Bookings.check` says what is missing, the verbs refuse it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.cache.act import Act
from booking.cache.picture import Projected
from booking.model import Booking


@dataclass(frozen=True, slots=True)
class ItemWish:
    """One resource (its code) for a time; `quantity` units of it. "" and None: not said yet."""

    resource: str = ""
    start: datetime | None = None
    end: datetime | None = None
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class NewBooking:
    """What is to be booked, as one: all items or none. `private`: colleagues see "Busy"."""

    title: str
    items: Sequence[ItemWish] = ()
    people: int = 1
    notes: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What is to change about one item's place and time; None: as it is.

    Attributes:
        item: which one; may be None where the booking has a single item.
        start: with `end` None the length stays.
    """

    resource: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    quantity: int | None = None
    people: int | None = None
    item: UUID | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Items to be added to a booking that exists; `people` as it will be, None: as it is."""

    items: Sequence[ItemWish]
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to change about a booking's text and people; None: as it is."""

    title: str | None = None
    notes: str | None = None
    people: int | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """An act that is on the disk and will be sent.

    Attributes:
        act: itself.
        booking: as it will be; None only where the act names a resource that this desktop does not
            know.
        before: as it was to be without this act; None for a new booking.
    """

    act: Act
    booking: Projected | None
    before: Booking | None = None
