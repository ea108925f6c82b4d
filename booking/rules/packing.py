"""Who goes on which unit: clashes on one leaf resource, and packing anew what has not begun.

Times are whole seconds since 1970 (UTC), buffers whole minutes, units are numbered from 1. The
server does the same in SQL; `availability` is the face of this module.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from booking.model import Interval
from booking.rules.interval import Buffers, epoch

_NEVER: Final = float("inf")
_NEW: Final = b""


class Occupied(NamedTuple):
    """One unit of one leaf resource, held for a time; buffers as they were when it was made.

    The cache's own row: thousands are made for each search, so nothing in it is converted, and the
    id is the bytes of the allocation's UUID, which have the same order.
    """

    id: bytes
    resource_id: int
    unit: int
    starts: int
    ends: int
    before: int
    after: int


class Placement(NamedTuple):
    """Where a booking goes on one leaf.

    Attributes:
        units: the units for it, ascending.
        moved: allocations that change units to make room, by id; empty most of the time.
    """

    units: tuple[int, ...]
    moved: Mapping[bytes, int]


class Asked(NamedTuple):
    """A time that is asked for, with the buffers that it would have."""

    starts: int
    ends: int
    before: int
    after: int

    @classmethod
    def of(cls, during: Interval, buffers: Buffers) -> Asked:
        """Return the compact form of an interval with buffers."""
        return cls(epoch(during.start), epoch(during.end), buffers.before, buffers.after)


class _Lane:
    """One unit while allocations are put on it in order of start.

    A later one clashes with none of the earlier ones if it clashes neither with the latest end plus
    its buffer nor, counting its own buffer, with the latest end: two numbers replace the list.
    """

    __slots__ = ("_cleared_s", "_free_s")

    def __init__(self) -> None:
        self._free_s = -_NEVER
        self._cleared_s = -_NEVER

    def add(self, end_s: int, after: int) -> None:
        self._free_s = max(self._free_s, end_s)
        self._cleared_s = max(self._cleared_s, end_s + after * 60)

    def takes(self, start_s: int, before: int) -> bool:
        return start_s >= self._cleared_s and start_s - before * 60 >= self._free_s


def clash(new: Asked, old: Occupied) -> bool:
    """Whether a booking cannot be on the unit of an allocation; see `interval.conflict`."""
    # A search asks this thousands of times, mostly of what overlaps whatever the buffers are.
    if old.ends <= new.starts:
        return new.starts < old.ends + max(old.after, new.before) * 60
    return old.starts < new.ends or old.starts < new.ends + max(old.before, new.after) * 60


def free(existing: Iterable[Occupied], span: Asked, units: int) -> tuple[int, ...]:
    """Return the units on which a booking clashes with nothing, ascending.

    Where there is one unit, an allocation of any number stands in the way: others were taken away.
    """
    busy = {one.unit for one in existing if clash(span, one)}
    if units == 1:
        return () if busy else (1,)
    return tuple(unit for unit in range(1, units + 1) if unit not in busy)


def repack(
    existing: Sequence[Occupied],
    span: Asked,
    units: int,
    quantity: int,
    at_s: int,
    pinned: Collection[int] = (),
) -> Placement | None:
    """Pack a booking together with what has not begun; None where that fails.

    In order of start, end and id each goes on the lowest free unit; what has begun stays. Why that
    is enough is told at `availability.fits`.

    Args:
        existing: what is held on the leaf.
        span: the booking.
        units: how many the leaf has.
        quantity: how many the booking wants.
        at_s: the clock; what starts later may change units.
        pinned: units that it must have, because it is running on them.
    """
    movable = _connected([one for one in existing if one.starts > at_s], span)
    fixed = [one for one in existing if one.starts <= at_s]
    lanes = {unit: _Lane() for unit in range(1, units + 1)}
    for one in fixed:
        if one.unit in lanes:
            lanes[one.unit].add(one.ends, one.after)
    jobs = list(movable)
    chosen: list[int] = []
    if span.starts > at_s:
        jobs += [Occupied(_NEW, 0, 0, *span)] * quantity
    else:
        # Running bookings may begin after it, so the lanes cannot tell.
        left = free(fixed, span, units)
        if not set(pinned) <= set(left):
            return None
        chosen = sorted(left, key=lambda unit: (unit not in pinned, unit))[:quantity]
        if len(chosen) < quantity:
            return None
        for unit in chosen:
            lanes[unit].add(span.ends, span.after)
    return _pack(jobs, lanes, chosen)


def _pack(jobs: list[Occupied], lanes: Mapping[int, _Lane], chosen: list[int]) -> Placement | None:
    jobs.sort(key=attrgetter("starts", "ends", "id"))
    moved: dict[bytes, int] = {}
    for job in jobs:
        lowest = next((u for u, lane in lanes.items() if lane.takes(job.starts, job.before)), None)
        if lowest is None:
            return None
        lanes[lowest].add(job.ends, job.after)
        if job.id == _NEW:
            chosen.append(lowest)
        elif lowest != job.unit:
            moved[job.id] = lowest
    return Placement(tuple(sorted(chosen)), moved)


def _connected(movable: list[Occupied], span: Asked) -> list[Occupied]:
    """Return those that touch the booking, or one another in a chain from it, with buffers."""
    first, last = span.starts - span.before * 60, span.ends + span.after * 60
    known = -1
    linked: list[Occupied] = []
    while len(linked) > known:
        known = len(linked)
        linked = [
            one
            for one in movable
            if one.starts - one.before * 60 < last and one.ends + one.after * 60 > first
        ]
        first = min([first, *(one.starts - one.before * 60 for one in linked)])
        last = max([last, *(one.ends + one.after * 60 for one in linked)])
    return linked
