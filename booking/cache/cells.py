"""The day view: every occupied stretch, and those that are only asked for."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from booking.cache.picture import Cell, Projected, Standing
from booking.model import BookingItem, BookingState, Catalogue
from booking.rules.packing import Occupied

SHOWN = (Standing.CONFIRMED, Standing.PENDING, Standing.LIKELY_LOST)


def cells(
    rows: Iterable[tuple[Occupied, UUID | None]],
    found: Iterable[Projected],
    catalogue: Catalogue,
    window: tuple[int, int],
) -> Iterable[Cell]:
    """Yield what is occupied on the server's word, then what is only asked for.

    Args:
        rows: occupied stretches with their bookings, None for "Busy".
        found: every booking of that time, and every one on which an act waits.
        window: epoch seconds of start and end of that time.
    """
    known = {projected.booking.id: projected for projected in found}
    for row, key in rows:
        projected = None if key is None else known.get(key)
        during = (row.starts, row.ends)
        leaving = projected is not None and _leaves(projected, row, catalogue)
        yield Cell(
            row.resource_id,
            row.unit,
            during,
            row.before,
            row.after,
            projected,
            Standing.CONFIRMED,
            leaving,
        )
    for projected in known.values():
        for cell in _asked(projected, catalogue):
            if cell.during[0] < window[1] and window[0] < cell.during[1]:
                yield cell


def _occupies(item: BookingItem, catalogue: Catalogue) -> list[int]:
    resource = catalogue.resources.get(item.resource_id)
    return [] if resource is None else [leaf.id for leaf in catalogue.leaves(resource)]


def _span(item: BookingItem) -> tuple[int, int]:
    return int(item.during.start.timestamp()), int(item.during.end.timestamp())


def _leaves(projected: Projected, row: Occupied, catalogue: Catalogue) -> bool:
    """Whether an act that waits gives this stretch up, in whole or in part."""
    if projected.booking is projected.base:
        return False
    if projected.booking.state is BookingState.CANCELLED:
        return True
    kept = (i for i in projected.booking.items if row.resource_id in _occupies(i, catalogue))
    return not any(_span(i)[0] <= row.starts and row.ends <= _span(i)[1] for i in kept)


def _asked(projected: Projected, catalogue: Catalogue) -> Iterable[Cell]:
    """Yield the stretches that the server has not granted, or that were not pulled yet."""
    booking, base = projected.booking, projected.base
    if booking is base or booking.state is BookingState.CANCELLED:
        return
    if projected.standing not in SHOWN:
        return
    old = {(i.id, i.resource_id, i.during) for i in base.items} if base else set()
    for item in booking.items:
        if (item.id, item.resource_id, item.during) in old:
            continue
        for leaf in _occupies(item, catalogue):
            yield Cell(leaf, None, _span(item), 0, 0, projected, projected.standing)
