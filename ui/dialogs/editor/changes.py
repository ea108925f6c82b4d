"""What saving a booking that exists has to ask for: the fewest acts that make it like the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar
from uuid import UUID

from booking.model import Booking, Catalogue
from booking.services.bookings import Bookings, Change, Edit, ItemWish, Queued

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """A booking as the editor shows it; items by id, None where one is to be added."""

    title: str | None
    notes: str
    people: int
    private: bool
    items: tuple[tuple[UUID | None, ItemWish], ...]


class Differences(NamedTuple):
    """What makes one form of another, in the order in which it is to be asked for.

    Attributes:
        dropped: ids of the items that are taken out.
        changes: one for each item that is another.
        edit: of the rest.
        added: items that are new.
        places: for each item of the new form its place: that in the booking, or behind.
    """

    dropped: tuple[UUID, ...]
    changes: tuple[Change, ...]
    edit: Edit
    added: tuple[ItemWish, ...]
    places: tuple[int, ...]

    @property
    def nothing(self) -> bool:
        """Whether the forms are alike."""
        return not (self.dropped or self.changes or self.added) and self.edit == Edit()


def form_of(booking: Booking, catalogue: Catalogue) -> Form:
    """Return a booking as a form; the title is None where it is a colleague's secret."""
    items = []
    for item in booking.items:
        resource = catalogue.resources.get(item.resource_id)
        code = "" if resource is None else resource.code
        wish = ItemWish(code, item.during.start, item.during.end, item.quantity)
        items.append((item.id, wish))
    return Form(booking.title, booking.notes or "", booking.people, booking.private, tuple(items))


def differences(before: Form, after: Form) -> Differences:
    """Return what makes `after` of `before`.

    Items that are not filled in wholly change nothing. The number of people goes with the first
    move, so that a room that is too small for the old number may be taken for the new one, and the
    other way round.
    """
    keys = _paired(before.items, after.items)
    old = {key: (place, wish) for place, (key, wish) in enumerate(before.items)}
    changes: list[Change] = []
    added: list[ItemWish] = []
    places: list[int] = []
    people = None if after.people == before.people else after.people
    for key, (_, new) in zip(keys, after.items, strict=True):
        if key is None:
            places.append(len(before.items) + len(added))
            added.append(new)
            continue
        place, was = old[key]
        places.append(place)
        if new != was and complete(new):
            changes.append(_change(key, was, new, None if changes else people))
    edit = Edit(
        title=_new(before.title, after.title),
        notes=_new(before.notes, after.notes),
        people=None if changes else people,
        private=_new(before.private, after.private),
    )
    dropped = tuple(key for key, _ in before.items if key is not None and key not in keys)
    return Differences(dropped, tuple(changes), edit, tuple(added), tuple(places))


def works_of(
    bookings: Bookings, booking: UUID, found: Differences, *, anyway: bool
) -> list[Callable[[], Queued]]:
    """Return the acts that make it so, in order; `anyway` as in `Bookings.book`."""
    works: list[Callable[[], Queued]] = [
        partial(bookings.drop, booking, item) for item in found.dropped
    ]
    works += [partial(bookings.change, booking, one, anyway=anyway) for one in found.changes]
    if found.edit != Edit():
        works.append(partial(bookings.edit, booking, found.edit, anyway=anyway))
    works += [partial(bookings.add, booking, one, anyway=anyway) for one in found.added]
    return works


def complete(wish: ItemWish) -> bool:
    """Whether every part of an item is filled in."""
    return bool(wish.resource and wish.quantity) and None not in (wish.start, wish.end)


def _paired(
    before: Sequence[tuple[UUID | None, ItemWish]], after: Sequence[tuple[UUID | None, ItemWish]]
) -> list[UUID | None]:
    """Return the ids of the new items: what is taken out and put in again is only changed.

    So it is with one of them where nothing of the old would stay: a booking has an item at least.
    """
    keys = [key for key, _ in after]
    gone = [(key, wish) for key, wish in before if key not in keys]
    for at, (key, wish) in enumerate(after):
        same = [one for one in gone if key is None and one[1].resource == wish.resource]
        if same:
            keys[at] = same[0][0]
            gone.remove(same[0])
    if gone and keys and all(key is None for key in keys):
        keys[0] = gone[0][0]
    return keys


def _change(key: UUID, old: ItemWish, new: ItemWish, people: int | None) -> Change:
    return Change(
        resource=_new(old.resource, new.resource),
        start=_new(old.start, new.start),
        end=new.end if (new.start, new.end) != (old.start, old.end) else None,
        quantity=_new(old.quantity, new.quantity),
        people=people,
        item=key,
    )


def _new(old: T, new: T) -> T | None:
    """Return the new value where it is another one, else None."""
    return None if new == old else new
