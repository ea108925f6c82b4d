"""Opening hours, holidays and working days of a site.

A date's class is what its site's calendar says: a holiday, a working weekend (調休), else its
weekday. Every window of the profile for that class opens that many minutes of wall time after the
date's midnight and may run into the next day (up to 48:00), so a date also depends on the one
before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from booking.model import Catalogue, DayClass, DayKind, HoursProfile, HoursRule, Interval, Site
from booking.rules.interval import at_minute, contains, days_of, local_date, union, zone

SCAN_DAYS: Final = 400
"""How far ahead working days are looked for; later ones count as if found there."""

_SECOND: Final = timedelta(seconds=1)
_DAY: Final = timedelta(days=1)

WindowsOn = Callable[[date], tuple[Interval, ...]]
"""Gives the windows that begin on a local date; `windows_on` with all but the date filled in."""


def day_class(catalogue: Catalogue, site: Site, day: date) -> DayClass:
    """Return what a local date is for opening hours; notes in the calendar change nothing."""
    entry = catalogue.days.get((site.calendar, day))
    if entry is not None:
        if entry.kind == DayKind.HOLIDAY:
            return DayClass.HOLIDAY
        if entry.kind == DayKind.WORKDAY:
            return DayClass.WORKDAY
    return DayClass(day.isoweekday())


def windows_on(
    catalogue: Catalogue, site: Site, profile: HoursProfile, day: date
) -> tuple[Interval, ...]:
    """Return the windows that belong to one local date, as they stand in the profile.

    A window that a change to summer time swallows is left out.
    """
    where = zone(site.timezone)
    wanted = day_class(catalogue, site, day)
    found = []
    for window in profile.windows:
        if window.day == wanted:
            opens = at_minute(where, day, window.opens)
            closes = at_minute(where, day, window.closes)
            if opens < closes:
                found.append(Interval(opens, closes))
    return tuple(found)


def open_windows(
    catalogue: Catalogue, site: Site, profile: HoursProfile, start_date: date, end_date: date
) -> tuple[Interval, ...]:
    """Return when a profile is open, out of the windows of local dates start_date to end_date.

    Both dates are included; what overlaps or touches is joined. To know all that is open *on* a
    date, begin one date earlier: a window may run past midnight.
    """
    return _joined(
        lambda day: windows_on(catalogue, site, profile, day), days_of(start_date, end_date)
    )


def keeps_hours(rule: HoursRule, during: Interval, site: Site, windows: WindowsOn) -> bool:
    """Whether a booking keeps to opening hours.

    Args:
        rule: `whole`, all of it is inside; `ends`, it starts in [open, close) and ends in
            (open, close]; `none`, always true.
        during: the booking.
        site: gives the time zone.
        windows: the windows of a local date.
    """
    if rule == HoursRule.NONE:
        return True
    where = zone(site.timezone)
    first = local_date(where, during.start)
    # A window may end at the midnight after its next day, so the date of the last second counts.
    last = local_date(where, during.end - _SECOND)
    if rule == HoursRule.WHOLE:
        return contains(_joined(windows, days_of(first - _DAY, last)), during)
    starts_inside = any(
        w.start <= during.start < w.end for day in (first - _DAY, first) for w in windows(day)
    )
    return starts_inside and any(
        w.start < during.end <= w.end for day in (last - _DAY, last) for w in windows(day)
    )


def first_holiday(catalogue: Catalogue, site: Site, during: Interval) -> date | None:
    """Return the first local date that a booking touches and that is a holiday, or None."""
    where = zone(site.timezone)
    days = days_of(local_date(where, during.start), local_date(where, during.end - _SECOND))
    return next((d for d in days if day_class(catalogue, site, d) is DayClass.HOLIDAY), None)


def working_day(catalogue: Catalogue, site: Site, day: date) -> bool:
    """Whether the site's calendar has people at work: Monday to Friday or a working weekend."""
    kind = day_class(catalogue, site, day)
    return kind is DayClass.WORKDAY or kind <= DayClass.FRI


def nth_working_day_after(catalogue: Catalogue, site: Site, day: date, n: int) -> date:
    """Return the n-th working day (n >= 1) after a date; the date itself does not count.

    Where fewer than n follow within 400 days, the 400th day after the date is the answer.
    """
    for ahead in range(1, SCAN_DAYS + 1):
        later = day + timedelta(days=ahead)
        if working_day(catalogue, site, later):
            n -= 1
            if n <= 0:
                return later
    return day + timedelta(days=SCAN_DAYS)


def _joined(windows: WindowsOn, days: Iterable[date]) -> tuple[Interval, ...]:
    return union(window for day in days for window in windows(day))
