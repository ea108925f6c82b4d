"""The day view: every occupied stretch, and those that are only asked for."""

from __future__ import annotations

from collections.abc import Container, Iterable

from booking.cache.picture import Cell, Projected, Standing
from booking.cache.queries import DrawnRow
from booking.model import BookingItem, BookingState, Catalogue

SHOWN = (Standing.CONFIRMED, Standing.PENDING, Standing.LIKELY_LOST)


def cells(
    rows: Iterable[DrawnRow],
    found: Iterable[Projected],
    catalogue: Catalogue,
    window: tuple[int, int],
    resources: Container[int] | None = None,
) -> list[Cell]:
    """Return what is occupied on the server's word, then what is only asked for.

    Args:
        rows: occupied stretches with their bookings, None for "Busy".
        found: every booking that the rows name, and every one on which an act waits.
        window: epoch seconds of start and end of the time that is drawn.
        resources: ids of the leaves that are drawn, None for all.
    """
    known = {projected.booking.id.bytes: projected for projected in found}
    sure = Standing.CONFIRMED
    drawn = []
    for leaf, unit, starts, ends, before, after, key in rows:
        projected = None if key is None else known.get(key)
        leaving = projected is not None and _leaves(projected, leaf, (starts, ends), catalogue)
        # Thousands of them: `_make` takes half the time of `Cell(...)`.
        row = (leaf, unit, starts, ends, before, after, projected, sure, leaving)
        drawn.append(Cell._make(row))
    asked = (cell for projected in known.values() for cell in _asked(projected, catalogue))
    drawn += (
        cell
        for cell in asked
        if cell.starts < window[1]
        and window[0] < cell.ends
        and (resources is None or cell.resource_id in resources)
    )
    return drawn


def _occupies(item: BookingItem, catalogue: Catalogue) -> list[int]:
    resource = catalogue.resources.get(item.resource_id)
    return [] if resource is None else [leaf.id for leaf in catalogue.leaves(resource)]


def _span(item: BookingItem) -> tuple[int, int]:
    return int(item.during.start.timestamp()), int(item.during.end.timestamp())


def _leaves(projected: Projected, leaf: int, held: tuple[int, int], catalogue: Catalogue) -> bool:
    """Whether an act that waits gives this stretch up, in whole or in part."""
    if projected.booking is projected.base:
        return False
    if projected.booking.state is BookingState.CANCELLED:
        return True
    kept = (_span(i) for i in projected.booking.items if leaf in _occupies(i, catalogue))
    return not any(starts <= held[0] and held[1] <= ends for starts, ends in kept)


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
            yield Cell(leaf, None, *_span(item), 0, 0, projected, projected.standing)
