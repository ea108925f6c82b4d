"""What a date is for each resource, bookings aside: opening hours, closures, state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from booking.model import (
    Catalogue,
    Interval,
    Names,
    Resource,
    ResourceState,
)
from booking.rules.daily import closures_of, hours_on
from booking.rules.interval import epoch


@dataclass(frozen=True, slots=True)
class Shut:
    """A closure with its reason; epoch seconds."""

    starts: int
    ends: int
    reason: Names


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one resource on one date.

    Attributes:
        closed: stretches outside the opening hours, epoch seconds.
        shut: closures.
        state: why it cannot be booked at all: "out_of_service", "not_bookable", "not_open_yet", ""
            where it can.
    """

    closed: tuple[tuple[int, int], ...]
    shut: tuple[Shut, ...]
    state: str

    def open_at(self, at: int) -> bool:
        """Whether it could be used at an instant, if nobody had it."""
        closed = any(starts <= at < ends for starts, ends in self.closed)
        return not (self.state or closed or any(s.starts <= at < s.ends for s in self.shut))


class FactBook:
    """Facts of one date for resources as they are asked for."""

    def __init__(self, catalogue: Catalogue, day: date, start: int, end: int) -> None:
        self._catalogue = catalogue
        self._day = day
        self._start, self._end = start, end
        self._during = Interval(
            datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)
        )
        self._known: dict[int, Facts] = {}
        # Of resources with the same site, policy and hours the opening hours are the same.
        self._closed: dict[tuple[int, int, int], tuple[tuple[int, int], ...]] = {}

    def of(self, resource: Resource) -> Facts:
        """Return the facts of a resource."""
        found = self._known.get(resource.id)
        if found is None:
            found = self._known[resource.id] = self._make(resource)
        return found

    def opening(self, resources: list[Resource]) -> tuple[int, int] | None:
        """Return the earliest opening and the latest closing among resources, None if all rest.

        Of those that never close nothing is told: a window that shows all of the day shows nothing.
        """
        whole = (self._start, self._end)
        outside = {self._outside(one) for one in resources}
        opens = [
            stretch
            for closed in outside
            for stretch in _between(closed, *whole)
            if stretch != whole
        ]
        return (min(o[0] for o in opens), max(o[1] for o in opens)) if opens else None

    def _make(self, resource: Resource) -> Facts:
        shut = tuple(
            Shut(epoch(one.during.start), epoch(one.during.end), one.reason)
            for one in closures_of(self._catalogue, resource, self._during)
        )
        return Facts(self._outside(resource), shut, self._state(resource))

    def _outside(self, resource: Resource) -> tuple[tuple[int, int], ...]:
        key = (resource.site_id, resource.policy_id, resource.hours_id)
        found = self._closed.get(key)
        if found is None:
            hours = hours_on(self._catalogue, resource, self._day)
            opens = [(epoch(one.start), epoch(one.end)) for one in hours]
            found = self._closed[key] = _between(opens, self._start, self._end)
        return found

    def _state(self, resource: Resource) -> str:
        site = self._catalogue.sites.get(resource.site_id)
        if site is None or site.opens_on is None or self._day < site.opens_on:
            return "not_open_yet"
        concerned = (resource, *self._catalogue.leaves(resource))
        if any(one.state is ResourceState.OUT_OF_SERVICE for one in concerned):
            return "out_of_service"
        return "" if resource.bookable else "not_bookable"


def _between(
    stretches: list[tuple[int, int]] | tuple[tuple[int, int], ...], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Return what `stretches`, which are in order, leave of `[start, end)`."""
    left = []
    at = start
    for opens, closes in stretches:
        if at < opens:
            left.append((at, opens))
        at = max(at, closes)
    if at < end:
        left.append((at, end))
    return tuple(left)
