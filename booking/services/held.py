"""What is occupied, with what still waits in the outbox. Pure: rows in, rows out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import datetime

from booking.cache.picture import Projected
from booking.model import Booking, BookingItem, BookingState, Catalogue
from booking.rules.availability import Occupied, OccupiedBy, place
from booking.rules.interval import Buffers, epoch


def by_leaf(rows: Iterable[Occupied], gone: Container[bytes] = ()) -> OccupiedBy:
    """Return rows by their resource, without the allocations in `gone`."""
    found: defaultdict[int, list[Occupied]] = defaultdict(list)
    for row in rows:
        if row.id not in gone:
            found[row.resource_id].append(row)
    return found


def given_up(changed: Iterable[Projected]) -> set[bytes]:
    """Return the allocations that acts in the outbox give up."""
    gone: set[bytes] = set()
    for projected in changed:
        kept = _places(projected.booking)
        for item in projected.base.items if projected.base else ():
            if (item.id, item.resource_id, item.during, item.quantity) not in kept:
                gone.update(key.bytes for key in item.allocations)
    return gone


def asked(changed: Iterable[Projected]) -> list[BookingItem]:
    """Return the items that acts in the outbox ask for and the cache does not show yet."""
    found = []
    for projected in changed:
        known = _places(projected.base)
        found += [
            item
            for item in projected.booking.items
            if projected.booking.state is BookingState.CONFIRMED
            and (item.id, item.resource_id, item.during, item.quantity) not in known
        ]
    return found


def add(catalogue: Catalogue, held: OccupiedBy, item: BookingItem, at: datetime) -> OccupiedBy:
    """Return `held` with an item that is only asked for, on the units it would probably get."""
    resource = catalogue.resources.get(item.resource_id)
    policy = None if resource is None else catalogue.policies.get(resource.policy_id)
    if resource is None or policy is None:
        return held
    buffers = Buffers(policy.buffer_before, policy.buffer_after)
    start, end = epoch(item.during.start), epoch(item.during.end)
    more = dict(held)
    for leaf in catalogue.leaves(resource):
        quantity = leaf.units if resource.parts else item.quantity
        there = held.get(leaf.id, ())
        found = place(there, item.during, buffers, leaf.units, quantity, at)
        # Where it does not fit it is going to be refused, and stands in nobody's way.
        units = found.units if found else ()
        new = [Occupied(item.id.bytes, leaf.id, unit, start, end, *buffers) for unit in units]
        moved = found.moved if found else {}
        kept = [one._replace(unit=moved.get(one.id, one.unit)) for one in there]
        more[leaf.id] = [*kept, *new]
    return more


def back(held: OccupiedBy, rows: Iterable[Occupied]) -> OccupiedBy:
    """Return `held` with the rows of an item that is being changed behind the others."""
    more = dict(held)
    for row in rows:
        more[row.resource_id] = [*more.get(row.resource_id, ()), row]
    return more


def _places(booking: Booking | None) -> set[tuple[object, ...]]:
    if booking is None or booking.state is BookingState.CANCELLED:
        return set()
    return {(item.id, item.resource_id, item.during, item.quantity) for item in booking.items}
