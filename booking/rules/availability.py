"""Which units are free, and who would have to change units so that one more booking fits.

Times are whole seconds since 1970 (UTC), buffers whole minutes, units are numbered from 1. `taken`
is the question that the server answers with `slot_taken`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import datetime
from itertools import repeat
from typing import Final

from booking.model import Catalogue, Interval, Resource
from booking.rules.interval import Buffers, epoch
from booking.rules.packing import Asked, Occupied, Placement, clash, free, repack

__all__ = [
    "Asked",
    "Occupied",
    "OccupiedBy",
    "Placement",
    "fits",
    "leaves_taken",
    "place",
    "taken",
]

_NEVER: Final = float("inf")


OccupiedBy = Mapping[int, Sequence[Occupied]]
"""What is held, by id of the leaf resource; a leaf without an entry is free."""


def fits(
    existing: Sequence[Occupied],
    during: Interval,
    buffers: Buffers,
    units: int,
    quantity: int,
    at: datetime,
) -> bool:
    """Whether `quantity` units can be had, if need be by moving bookings that have not begun.

    First units without a clash are looked for. Failing that, what starts after `at` and is
    connected with the new booking is packed anew together with it: in order of start, end and id,
    each on the lowest unit that is free, while what has begun stays where it is.

    That is exact where the gap wanted between neighbours is the same for all (one policy): extend
    each booking by the gap; at the start of a booking the units in use are those of the extended
    bookings alive at that instant, as many as there are such bookings, on whichever units they were
    put (those that have begun are pairwise apart already, and come first in order of start). So the
    choice of units never matters, and where the packing finds none, more bookings than units are
    alive at once and nothing could help: first-come colouring of interval graphs, for which see
    Kleinberg and Tardos, Algorithm Design, 4.1. A new booking that begins at or before `at` may
    meet running ones that begin after it; it comes first, is tried against each, and counts as one
    of them from then on. Where policies changed and gaps differ, the packing may miss a way, yet
    never gives one that clashes.
    """
    return _fits(existing, Asked.of(during, buffers), units, quantity, epoch(at))


def place(
    existing: Sequence[Occupied],
    during: Interval,
    buffers: Buffers,
    units: int,
    quantity: int,
    at: datetime,
    *,
    keep: Collection[int] = (),
    begun: bool = False,
) -> Placement | None:
    """Return the units for a booking, None where it does not fit; see `fits`.

    Out of the free units the best-fitting come first: the smallest idle gap around the booking,
    then the closer neighbour, then the lower number. The same input gives the same placement.

    Args:
        existing: what is held on the leaf, without what the booking itself held before.
        during: the time.
        buffers: those of the booking.
        units: how many the leaf has.
        quantity: how many are wanted.
        at: the clock; what starts after it may change units.
        keep: the units that the booking held before; taken again if all of them are free.
        begun: it is running on them and does not leave them, whoever else must.
    """
    span = Asked.of(during, buffers)
    wanted = frozenset(sorted(keep)[:quantity])
    pinned: Set[int] = wanted if begun else frozenset()
    left = free(existing, span, units)
    if len(left) >= quantity and pinned <= set(left):
        first = wanted if wanted <= set(left) else frozenset()
        holes = _holes(existing, span)
        ranked = sorted(
            left, key=lambda unit: (unit not in first, holes.get(unit, (_NEVER, _NEVER)), unit)
        )
        return Placement(tuple(sorted(ranked[:quantity])), {})
    if units == 1 or quantity > units:
        return None
    return repack(existing, span, units, quantity, epoch(at), pinned)


def taken(
    catalogue: Catalogue,
    resource: Resource,
    held: OccupiedBy,
    during: Interval,
    *,
    quantity: int,
    at: datetime,
    own: Collection[bytes] = (),
) -> bool:
    """Whether a resource cannot be had for a time because others hold it (`slot_taken`).

    A combined room needs all units of each of its leaves; the buffers are those of its own policy.

    Args:
        catalogue: gives leaves and policy.
        resource: what is asked for.
        held: what is occupied; see `OccupiedBy`.
        during: the time.
        quantity: units asked for; does not count for a combined room.
        at: the clock; what starts after it may change units.
        own: ids of the item's own allocations, which stand in nobody's way when it is moved.
    """
    policy = catalogue.policies[resource.policy_id]
    asked = Asked.of(during, Buffers(policy.buffer_before, policy.buffer_after))
    wanted = None if resource.parts else quantity
    return leaves_taken(catalogue.leaves(resource), held, asked, wanted, epoch(at), own=own)


def leaves_taken(
    leaves: Iterable[Resource],
    held: OccupiedBy,
    asked: Asked,
    quantity: int | None,
    at_s: int,
    *,
    own: Collection[bytes] = (),
) -> bool:
    """Do the work of `taken` where all is prepared; `quantity` None means all units."""
    for leaf in leaves:
        existing = held.get(leaf.id, ())
        wanted = leaf.units if quantity is None else quantity
        if not existing and wanted <= leaf.units:
            continue
        pinned: Set[int] = frozenset()
        if own:
            running = sorted(one.unit for one in existing if one.id in own and one.starts <= at_s)
            pinned = frozenset(running[:wanted])
            existing = [one for one in existing if one.id not in own]
        if not _fits(existing, asked, leaf.units, wanted, at_s, pinned):
            return True
    return False


def _fits(
    existing: Sequence[Occupied],
    span: Asked,
    units: int,
    quantity: int,
    at_s: int,
    pinned: Set[int] = frozenset(),
) -> bool:
    if quantity > units:
        return False
    if units == 1:
        return not any(map(clash, repeat(span), existing))
    left = free(existing, span, units)
    if len(left) >= quantity and pinned <= set(left):
        return True
    return repack(existing, span, units, quantity, at_s, pinned) is not None


def _holes(existing: Iterable[Occupied], span: Asked) -> dict[int, tuple[float, float]]:
    """Return by unit the idle seconds around a span (whole, nearer side); endless if absent."""
    back: dict[int, float] = {}
    ahead: dict[int, float] = {}
    for one in existing:
        if one.ends <= span.starts:
            back[one.unit] = min(back.get(one.unit, _NEVER), span.starts - one.ends)
        elif one.starts >= span.ends:
            ahead[one.unit] = min(ahead.get(one.unit, _NEVER), one.starts - span.ends)
    holes = {}
    for unit in back.keys() | ahead.keys():
        sides = back.get(unit, _NEVER), ahead.get(unit, _NEVER)
        holes[unit] = (sum(sides), min(sides))
    return holes
