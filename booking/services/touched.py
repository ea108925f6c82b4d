"""Which bookings a change of the inventory concerns. Pure: they stay, and the office decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from booking.model import Booking, BookingState, Catalogue, Interval, Resource, Site

Touches = Callable[[Booking], bool]


def by_resource(catalogue: Catalogue, resource: Resource, now: datetime) -> Touches:
    """Return whether a booking takes a resource, or a room that it is part of, and is not over."""
    wholes = {one.id for one in catalogue.resources.values() if resource.id in one.parts}
    meant = wholes | {resource.id}
    return lambda booking: (
        booking.state is BookingState.CONFIRMED
        and any(item.resource_id in meant and item.during.end > now for item in booking.items)
    )


def by_closure(
    catalogue: Catalogue, site: Site, what: Resource | None, during: Interval
) -> Touches:
    """Return whether a booking lies in a closure: of it, of its wholes, of what stands in it.

    Args:
        what: what is closed, None: the whole site.
    """

    def concerned(key: int) -> bool:
        resource = catalogue.resources.get(key)
        if resource is None or resource.site_id != site.id:
            return False
        pieces = (resource, *catalogue.leaves(resource))
        return what is None or any(what.id in (one.id, one.located_in) for one in pieces)

    return lambda booking: (
        booking.state is BookingState.CONFIRMED
        and any(
            item.during.overlaps(during) and concerned(item.resource_id) for item in booking.items
        )
    )
