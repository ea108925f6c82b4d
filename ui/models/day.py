"""A day of the schedule as plain rows: what each row of the grid shows.

A `DayBook` is fed with pictures, of all resources or of some. What a row shows is made when it is
first asked for, so that a day with thousands of cells costs only what is seen of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from booking.model import (
    Booking,
    BookingItem,
    BookingState,
    Catalogue,
    Person,
    Problem,
    Resource,
)
from booking.rules.interval import epoch
from booking.services.views import Cell, Picture, Projected, Standing

ALL_UNITS: Final = 0
"""As the unit of a row: the resource as a whole."""
GONE: Final = (Standing.REFUSED, Standing.EXPIRED, Standing.QUARANTINED)


class Owner(StrEnum):
    """Whose a booking is. BUSY: another organisation's, or private to a colleague."""

    MINE = "mine"
    COLLEAGUE = "colleague"
    BUSY = "busy"


class Mood(StrEnum):
    """How sure a chip is. LEAVING: it is occupied now and will be given up."""

    SURE = "sure"
    PENDING = "pending"
    LOST = "lost"
    REFUSED = "refused"
    LEAVING = "leaving"


_MOODS: Final = {
    Standing.CONFIRMED: Mood.SURE,
    Standing.PENDING: Mood.PENDING,
    Standing.LIKELY_LOST: Mood.LOST,
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One stretch drawn on one row.

    Attributes:
        booking, item: None for "Busy".
        resource: id of the resource on whose row it is.
        booked: id of the resource that was asked for: another one where a combined room takes a
            part, or a part is taken from a combined room.
        unit: of the row, ALL_UNITS where the row shows all.
        starts, ends: epoch seconds, not cut at the day's ends.
        before, after: buffers in minutes.
        quantity: units that the item takes.
        title: "" where it is not shown.
        who: the organiser's name.
        problems: of what was refused, or of a change that was.
    """

    booking: UUID | None
    item: UUID | None
    resource: int
    booked: int
    unit: int
    starts: int
    ends: int
    before: int
    after: int
    owner: Owner
    mood: Mood
    quantity: int = 1
    title: str = ""
    who: str = ""
    private: bool = False
    problems: tuple[Problem, ...] = ()
    projected: Projected | None = field(default=None, compare=False, repr=False)

    def __hash__(self) -> int:
        """Return what tells nearly all chips of a day apart; whatever paints one asks for it."""
        return hash((self.resource, self.unit, self.starts, self.ends))

    @property
    def partial(self) -> bool:
        """Whether it is here only because it takes a part of the room, or the room as a part."""
        return self.resource != self.booked

    @property
    def movable(self) -> bool:
        """Whether people here may move it."""
        return self.booking is not None and self.mood not in (Mood.REFUSED, Mood.LEAVING)


@dataclass(frozen=True, slots=True)
class Free:
    """How many units are free in `[starts, ends)` (epoch seconds)."""

    starts: int
    ends: int
    free: int


class DayBook:
    """What is known of one local date.

    Attributes:
        day: the date.
        start, end: the time that is drawn, epoch seconds.
        cursor: of the newest picture.
    """

    def __init__(self, day: date, start: int, end: int, catalogue: Catalogue) -> None:
        self.day = day
        self.start = start
        self.end = end
        self.catalogue = catalogue
        self.cursor: int | None = None
        self._me = catalogue.me()
        self._cells: dict[int, list[Cell]] = {}
        self._stale: set[int] = set()
        self._combined: dict[int, list[int]] = defaultdict(list)
        for resource in catalogue.resources.values():
            for part in resource.parts:
                self._combined[part].append(resource.id)
        self._overlaid: dict[int, list[tuple[BookingItem, Projected]]] = {}
        self._known: dict[tuple[int, int], tuple[Chip, ...]] = {}

    @property
    def me(self) -> Person | None:
        """Whose desk it is."""
        return self._me

    def put(self, picture: Picture, leaves: Collection[int] | None = None) -> frozenset[int]:
        """Take what a picture says of these leaves, None for all; returns the rows that changed.

        Rows are given by their resources' ids; combined rooms are among them.
        """
        asked = self._leaf_ids() if leaves is None else frozenset(leaves)
        fresh: dict[int, list[Cell]] = {leaf: [] for leaf in asked}
        for cell in picture.cells:
            if cell.resource_id in fresh:
                fresh[cell.resource_id].append(cell)
        changed = {leaf for leaf in asked if fresh[leaf] != self._cells.get(leaf)}
        self._cells.update(fresh)
        self._stale -= asked
        self.cursor = picture.cursor
        changed |= self._take_failed(picture.bookings)
        rows = frozenset(changed | {key for leaf in changed for key in self._combined[leaf]})
        for key in [key for key in self._known if key[0] in rows]:
            del self._known[key]
        return rows

    def expire(self, resources: Collection[int] | None) -> None:
        """Hold these resources (None: all) for unread; they are shown as they were until then."""
        keys = self._cells.keys() if resources is None else self._cells.keys() & set(resources)
        self._stale.update(keys)

    def unread(self, resources: Iterable[Resource]) -> frozenset[int]:
        """Return the leaves of these rows that were not read, or expired."""
        leaves = {leaf.id for one in resources for leaf in self.catalogue.leaves(one)}
        return frozenset(leaves - (self._cells.keys() - self._stale))

    def chips(self, resource: Resource, unit: int = ALL_UNITS) -> tuple[Chip, ...]:
        """Return what a row shows, by start.

        Args:
            resource: of the row.
            unit: ALL_UNITS for the folded row: of several units only bookings that one may see.
        """
        key = (resource.id, unit)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._make(resource, unit)
        return found

    def free(self, resource: Resource) -> tuple[Free, ...]:
        """Return how many units are free over the day, in stretches as long as can be."""
        edges: dict[int, int] = {self.start: 0, self.end: 0}
        for cell in self._cells.get(resource.id, ()):
            if cell.leaving:
                continue
            taken = self._quantity(cell)
            starts, ends = max(cell.starts, self.start), min(cell.ends, self.end)
            if starts < ends:
                edges[starts] = edges.get(starts, 0) + taken
                edges[ends] = edges.get(ends, 0) - taken
        found: list[Free] = []
        held = 0
        ordered = sorted(edges)
        for one, following in pairwise(ordered):
            held += edges[one]
            left = max(0, resource.units - held)
            if found and found[-1].free == left:
                found[-1] = Free(found[-1].starts, following, left)
            else:
                found.append(Free(one, following, left))
        return tuple(found)

    def occupied(self, resource: Resource, at: int) -> int:
        """Return how many units are held at an instant (epoch seconds); of a combined room 0, 1."""
        held = sum(
            self._quantity(cell)
            for leaf in self.catalogue.leaves(resource)
            for cell in self._cells.get(leaf.id, ())
            if cell.starts <= at < cell.ends and not cell.leaving
        )
        return min(held, 1) if resource.parts else held

    def every(self) -> list[Chip]:
        """Return each booking and each busy stretch once for each resource, by start."""
        found: list[Chip] = []
        for resource in self.catalogue.resources.values():
            chips: Iterable[Chip] = self.chips(resource)
            if resource.units > 1 and not resource.parts:
                busy = (self._busy(resource, cell) for cell in self._cells.get(resource.id, ()))
                chips = [*chips, *(chip for chip in busy if chip is not None)]
            found += (chip for chip in chips if not chip.partial)
        return sorted(found, key=lambda chip: (chip.starts, chip.ends, chip.resource))

    # --- making chips ----------------------------------------------------------------------------

    def _leaf_ids(self) -> frozenset[int]:
        return frozenset(r.id for r in self.catalogue.resources.values() if not r.parts)

    def _take_failed(self, bookings: Sequence[Projected]) -> set[int]:
        """Keep what was refused, which no cell shows; returns the resources concerned."""
        fresh: dict[int, list[tuple[BookingItem, Projected]]] = {}
        for projected in bookings:
            if projected.standing in GONE:
                for item in projected.booking.items:
                    fresh.setdefault(item.resource_id, []).append((item, projected))
        changed = {
            key
            for key in fresh.keys() | self._overlaid.keys()
            if fresh.get(key) != self._overlaid.get(key)
        }
        self._overlaid = fresh
        return changed

    def _make(self, resource: Resource, unit: int) -> tuple[Chip, ...]:
        if resource.parts:
            chips = self._of_combined(resource)
        elif unit != ALL_UNITS:
            chips = self._of_unit(resource, unit)
        elif resource.units > 1:
            chips = list(
                {
                    (chip.booking, chip.item, chip.mood): chip
                    for cell in self._cells.get(resource.id, ())
                    if (chip := self._chip(resource, cell)).booking is not None
                }.values()
            )
        else:
            chips = [self._chip(resource, cell) for cell in self._cells.get(resource.id, ())]
        if unit == ALL_UNITS:
            chips += self._refused(resource)
        shown = (chip for chip in chips if not _outgrown(chip, chips))
        return tuple(sorted(shown, key=lambda chip: (chip.starts, chip.ends, str(chip.item))))

    def _of_combined(self, resource: Resource) -> list[Chip]:
        """Return what takes all of a combined room, and what takes a part of it, each once."""
        found: dict[tuple[object, ...], Chip] = {}
        for part in resource.parts:
            for cell in self._cells.get(part, ()):
                chip = self._chip(resource, cell)
                key = (chip.booking, chip.item, chip.mood, chip.starts, chip.ends)
                found.setdefault(key, chip)
        return list(found.values())

    def _of_unit(self, resource: Resource, unit: int) -> list[Chip]:
        cells = self._cells.get(resource.id, ())
        given = [cell for cell in cells if cell.unit == unit]
        given += (cell for cell, units in self._guessed(resource) if unit in units)
        return [self._chip(resource, cell, unit) for cell in given]

    def _guessed(self, resource: Resource) -> list[tuple[Cell, frozenset[int]]]:
        """Put what has no unit yet on the lowest that are free; where none is, on the first."""
        cells = self._cells.get(resource.id, ())
        lanes: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.unit is not None and not cell.leaving:
                lanes[cell.unit].append(cell)
        found = []
        for cell in sorted((c for c in cells if c.unit is None), key=lambda c: (c.starts, c.ends)):
            free = [
                unit
                for unit in range(1, resource.units + 1)
                if all(o.ends <= cell.starts or cell.ends <= o.starts for o in lanes[unit])
            ]
            units = (free or [1])[: self._quantity(cell)]
            for unit in units:
                lanes[unit].append(cell)
            found.append((cell, frozenset(units)))
        return found

    def _refused(self, resource: Resource) -> list[Chip]:
        return [
            self._known_chip(resource, item, projected, Mood.REFUSED, ALL_UNITS, (0, 0))
            for item, projected in self._overlaid.get(resource.id, ())
            if epoch(item.during.start) < self.end and self.start < epoch(item.during.end)
        ]

    def _busy(self, resource: Resource, cell: Cell) -> Chip | None:
        return self._chip(resource, cell) if cell.projected is None else None

    def _chip(self, resource: Resource, cell: Cell, unit: int = ALL_UNITS) -> Chip:
        projected = cell.projected
        item = None if projected is None else self._item(cell, projected)
        if projected is None or item is None:
            times = cell.starts, cell.ends, cell.before, cell.after
            leaf = cell.resource_id
            return Chip(None, None, resource.id, leaf, unit, *times, Owner.BUSY, Mood.SURE)
        mood = Mood.LEAVING if cell.leaving else _MOODS.get(cell.standing, Mood.SURE)
        buffers = cell.before, cell.after
        return self._known_chip(resource, item, projected, mood, unit, buffers)

    def _known_chip(
        self,
        resource: Resource,
        item: BookingItem,
        projected: Projected,
        mood: Mood,
        unit: int,
        buffers: tuple[int, int],
    ) -> Chip:
        booking = projected.booking
        organiser = self.catalogue.people.get(booking.organiser_id)
        mine = self._me is not None and booking.organiser_id == self._me.id
        problems = tuple(p for act in projected.failed for p in act.problems)
        return Chip(
            booking=booking.id,
            item=item.id,
            resource=resource.id,
            booked=item.resource_id,
            unit=unit,
            starts=epoch(item.during.start),
            ends=epoch(item.during.end),
            before=buffers[0],
            after=buffers[1],
            owner=Owner.MINE if mine else Owner.COLLEAGUE,
            mood=mood,
            quantity=item.quantity,
            title=booking.title or "",
            who="" if organiser is None else organiser.name,
            private=booking.private,
            problems=problems,
            projected=projected,
        )

    def _quantity(self, cell: Cell) -> int:
        """Return how many units a cell takes: one it was given, or all that are asked for."""
        if cell.unit is not None or cell.projected is None:
            return 1
        item = self._item(cell, cell.projected)
        return 1 if item is None else item.quantity

    def _item(self, cell: Cell, projected: Projected) -> BookingItem | None:
        """Return what was asked for where this is held."""
        for booking in _versions(cell, projected):
            for item in booking.items:
                times = epoch(item.during.start), epoch(item.during.end)
                if times == (cell.starts, cell.ends) and self._takes(item, cell.resource_id):
                    return item
        return None

    def _takes(self, item: BookingItem, leaf: int) -> bool:
        if item.resource_id == leaf:
            return True
        resource = self.catalogue.resources.get(item.resource_id)
        return resource is not None and leaf in resource.parts


def _outgrown(chip: Chip, among: Iterable[Chip]) -> bool:
    """Whether a longer time of the same item, that is only asked for, covers a chip."""
    return (
        chip.mood is Mood.SURE
        and chip.item is not None
        and any(
            other.item == chip.item
            and other.mood in (Mood.PENDING, Mood.LOST)
            and other.starts <= chip.starts
            and chip.ends <= other.ends
            for other in among
        )
    )


def _versions(cell: Cell, projected: Projected) -> list[Booking]:
    """Return the booking as the server has it and as it will be, the one that fits first."""
    known = [projected.booking] if projected.base is None else [projected.base, projected.booking]
    asked = cell.unit is None
    return known[::-1] if asked and projected.booking.state is BookingState.CONFIRMED else known
