"""A stretch of time as the schedule draws it: every occupied place, and what waits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from booking.cache.picture import Picture
from booking.model import Catalogue, Site
from booking.rules.daily import day_at, day_bounds
from booking.services.local import Local


class Schedule:
    """Questions of the day view; what concerns one date alone is pure: `booking.rules.daily`.

    All raise EnvironmentProblem ("no_data", disk) and Unavailable as the cache does.
    """

    def __init__(self, local: Local) -> None:
        self._local = local

    def day(
        self, start: datetime, end: datetime, resources: Collection[int] | None = None
    ) -> Picture:
        """Return what is drawn of `[start, end)`: bookings and every occupied stretch.

        Args:
            start, end: aware, of any zone; a week of one room is a longer time of fewer resources.
            resources: ids of the resources that are seen, a combined room standing for its parts;
                None: all. The cells are of leaves: those of a combined room are its parts'.
        """
        if resources is None:
            return self._local.day(start, end)
        catalogue = self._local.catalogue()
        return self._local.day(start, end, leaves_of(catalogue, resources))

    def site_day(self, site: Site, day: date, resources: Collection[int] | None = None) -> Picture:
        """Return `day` for one local date at a site, from midnight to midnight."""
        whole = day_bounds(site, day)
        return self.day(whole.start, whole.end, resources)

    def today(self, site: Site) -> date:
        """Return the date that it is now at a site."""
        return day_at(site, self._local.now())


def leaves_of(catalogue: Catalogue, resources: Collection[int]) -> frozenset[int]:
    """Return the ids of what is occupied when these resources are booked; unknown ones: nothing."""
    known = (catalogue.resources.get(key) for key in resources)
    return frozenset(leaf.id for one in known if one for leaf in catalogue.leaves(one))
