"""What saving a booking that exists has to ask for: the fewest acts that make it like the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from booking.model import Booking, Catalogue
from booking.services.bookings import Change, Edit, ItemWish

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """A booking as the editor shows it; items by id."""

    title: str | None
    notes: str
    people: int
    private: bool
    items: tuple[tuple[UUID, ItemWish], ...]


def form_of(booking: Booking, catalogue: Catalogue) -> Form:
    """Return a booking as a form; the title is None where it is a colleague's secret."""
    items = []
    for item in booking.items:
        resource = catalogue.resources.get(item.resource_id)
        code = "" if resource is None else resource.code
        wish = ItemWish(code, item.during.start, item.during.end, item.quantity)
        items.append((item.id, wish))
    return Form(booking.title, booking.notes or "", booking.people, booking.private, tuple(items))


def differences(before: Form, after: Form) -> tuple[tuple[Change, ...], Edit]:
    """Return a change for each item that is another, and the edit of the rest.

    Items that are not filled in wholly are left out.

    The number of people goes with the first move, so that a room that is too small for the old
    number may be taken for the new one, and the other way round.
    """
    changes: list[Change] = []
    people = None if after.people == before.people else after.people
    for (key, old), (_, new) in zip(before.items, after.items, strict=True):
        if new == old or not complete(new):
            continue
        changes.append(
            Change(
                resource=_new(old.resource, new.resource),
                start=_new(old.start, new.start),
                end=new.end if (new.start, new.end) != (old.start, old.end) else None,
                quantity=_new(old.quantity, new.quantity),
                people=None if changes else people,
                item=key,
            )
        )
    edit = Edit(
        title=_new(before.title, after.title),
        notes=_new(before.notes, after.notes),
        people=None if changes else people,
        private=_new(before.private, after.private),
    )
    return tuple(changes), edit


def complete(wish: ItemWish) -> bool:
    """Whether every part of an item is filled in."""
    return bool(wish.resource and wish.quantity) and None not in (wish.start, wish.end)


def _new(old: T, new: T) -> T | None:
    """Return the new value where it is another one, else None."""
    return None if new == old else new
