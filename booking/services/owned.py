"""What is common to all changes of a booking: whose it is, which item, what holds it fast."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from booking.cache.picture import Projected, Standing
from booking.model import BookingItem, BookingState, Problem
from booking.rules import codes
from booking.rules.policy import Old, Wish, check_change
from booking.services.advice import Case
from booking.services.local import Local
from booking.services.refusal import refused

GONE: Final = (Standing.REFUSED, Standing.EXPIRED, Standing.QUARANTINED)


def own(local: Local, booking: UUID) -> Projected:
    """Return a booking of one's own organisation that still stands, as it will be.

    Raises:
        RefusedError: "no_such_booking", "already_cancelled".
    """
    projected = local.projected(booking)
    mine = local.me().tenant_id
    if projected is None or projected.standing in GONE or projected.booking.tenant_id != mine:
        raise refused(codes.NO_SUCH_BOOKING)
    if projected.booking.state is BookingState.CANCELLED:
        raise refused(codes.ALREADY_CANCELLED)
    return projected


def the_item(projected: Projected, wanted: UUID | None) -> BookingItem:
    """Return the item that is meant; None will do where there is but one.

    Raises:
        RefusedError: "bad_request {field: item}".
    """
    items = projected.booking.items
    found = [item for item in items if wanted in (None, item.id)]
    if len(found) != 1:
        raise refused(codes.BAD_REQUEST, field="item")
    return found[0]


def started(local: Local, case: Case) -> bool:
    """Whether an item cannot be changed like this because it has begun, whatever the cache."""
    assert case.old is not None
    catalogue = local.catalogue()
    resource = catalogue.resource(case.resource)
    old = Old(case.old.resource_id, case.old.during)
    wish = Wish(resource.id if resource else 0, case.during)
    found = check_change(catalogue, wish, local.now(), office=True, old=old)
    return any(problem.code == codes.ALREADY_STARTED for problem in found)


def over(local: Local, projected: Projected) -> bool:
    """Whether all that a booking has is past."""
    return max(item.during.end for item in projected.booking.items) <= local.now()


def crowded(
    local: Local, projected: Projected, people: int, but: Collection[UUID] = ()
) -> tuple[Problem, ...]:
    """Return which of a booking's resources, without some items, are too small for so many."""
    resources = local.catalogue().resources
    items = (one for one in projected.booking.items if one.id not in but)
    rooms = (resources.get(one.resource_id) for one in items)
    return tuple(
        Problem(codes.CAPACITY, {"people": people, "capacity": room.capacity})
        for room in rooms
        if room is not None and room.capacity is not None and people > room.capacity
    )
