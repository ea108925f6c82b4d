"""One local date, for drawing: its bounds, opening hours, closures and what the calendars say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from booking.model import (
    CalendarDay,
    Catalogue,
    Closure,
    DayKind,
    HoursRule,
    Interval,
    Resource,
    Site,
)
from booking.rules.index import concerned, index_of
from booking.rules.interval import at_minute, local_date, union, zone

_DAY: Final = timedelta(days=1)


def day_bounds(site: Site, day: date) -> Interval:
    """Return a local date from midnight to midnight; 23 or 25 hours where clocks are changed."""
    where = zone(site.timezone)
    return Interval(at_minute(where, day, 0), at_minute(where, day + _DAY, 0))


def day_at(site: Site, instant: datetime) -> date:
    """Return the date on which an instant falls at a site."""
    return local_date(zone(site.timezone), instant)


def hours_on(catalogue: Catalogue, resource: Resource, day: date) -> tuple[Interval, ...]:
    """Return when a resource is open on a local date, cut at the midnights; closures aside.

    All of the day where its policy knows no hours; nothing before the site opens, or where what the
    hours depend on is not in the catalogue.
    """
    index = index_of(catalogue)
    prepared = index.prepared.get(resource.id)
    if prepared is None:
        return ()
    terms = prepared.terms
    if terms.site.opens_on is None or day < terms.site.opens_on:
        return ()
    whole = day_bounds(terms.site, day)
    if terms.policy.hours_rule == HoursRule.NONE:
        return (whole,)
    # A window of the evening before may run past midnight.
    windows = union((*index.windows(terms, day - _DAY), *index.windows(terms, day)))
    return tuple(
        Interval(max(one.start, whole.start), min(one.end, whole.end))
        for one in windows
        if one.overlaps(whole)
    )


def closures_of(catalogue: Catalogue, resource: Resource, during: Interval) -> tuple[Closure, ...]:
    """Return the closures in a time that keep a resource from being booked, by start.

    Those of its site, of itself, of its parts, and of the labs that these stand in.
    """
    keys = concerned(catalogue, resource)
    found = (
        one
        for one in catalogue.closures.values()
        if one.during.overlaps(during)
        and (
            one.resource_id in keys
            if one.resource_id is not None
            else one.site_id == resource.site_id
        )
    )
    return tuple(sorted(found, key=lambda one: (one.during.start, one.id)))


def notes_on(catalogue: Catalogue, site: Site, day: date) -> tuple[CalendarDay, ...]:
    """Return what calendars say about a date: the site's own first, then that which only informs.

    The latter (a Hong Kong holiday at a site that keeps mainland days) closes nothing, so its entry
    is a NOTE whatever it is at home.
    """
    own = catalogue.days.get((site.calendar, day))
    found = [] if own is None else [own]
    if site.info_calendar and site.info_calendar != site.calendar:
        other = catalogue.days.get((site.info_calendar, day))
        if other is not None:
            found.append(replace(other, kind=DayKind.NOTE))
    return tuple(found)
