"""One local date, as a schedule draws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.model import (
    CalendarDay,
    Catalogue,
    Closure,
    DayClass,
    DayKind,
    HoursProfile,
    HoursRule,
    Interval,
    Names,
    Policy,
    Resource,
    ResourceKind,
    Site,
    Window,
)
from booking.rules.daily import closures_of, day_at, day_bounds, hours_on, notes_on

DAY = date(2026, 3, 3)
TUESDAY = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
"""Midnight in Shenzhen before that day."""
SITE = Site(1, "JO", Names("Office"), "Asia/Shanghai", "CN", "HK", opens_on=date(2020, 1, 1))
POLICY = Policy(1, "ROOM", 1, Names(), HoursRule.WHOLE, 30, 0, 30, 30, 240, 0, 0, 30, 0, 15)


def at(hours: float) -> datetime:
    """Return an instant so many hours after the midnight before that day."""
    return TUESDAY + timedelta(hours=hours)


def room(number: int, **more: Any) -> Resource:
    """Return a room of the site."""
    names: dict[str, Any] = {"name": Names(), "policy_id": 1, "hours_id": 1}
    return Resource(number, f"R{number}", 1, ResourceKind.ROOM, **(names | more))


def catalogue(*resources: Resource, **more: Any) -> Catalogue:
    """Return an office that is open from 8 to 22, and on Mondays until 2 in the night."""
    windows = [Window(DayClass(day), 480, 1320) for day in range(2, 8)]
    windows.append(Window(DayClass.MON, 480, 1560))
    values: dict[str, Any] = {
        "sites": {1: SITE},
        "floors": {},
        "hours": {1: HoursProfile(1, "DAY", Names(), tuple(windows))},
        "policies": {1: POLICY},
        "resources": {one.id: one for one in resources},
        "days": {},
        "closures": {},
    }
    return Catalogue(**(values | more))


def closure(resource: int | None, start: float = 10, end: float = 11, site: int = 1) -> Closure:
    """Return a closure in hours of that day."""
    during = Interval(at(start), at(end))
    return Closure(uuid4(), site, resource, during, Names("Repairs"))


def test_a_day_lasts_from_midnight_to_midnight_also_when_clocks_change() -> None:
    assert day_bounds(SITE, DAY) == Interval(at(0), at(24))
    paris = replace(SITE, timezone="Europe/Paris")
    assert day_bounds(paris, date(2026, 3, 29)).minutes == 23 * 60
    assert day_bounds(paris, date(2026, 10, 25)).minutes == 25 * 60
    assert day_at(SITE, at(0)) == DAY
    assert day_at(SITE, at(0) - timedelta(seconds=1)) == DAY - timedelta(days=1)


def test_hours_of_the_evening_before_reach_into_the_day() -> None:
    known = catalogue(room(1))
    open_ = hours_on(known, room(1), DAY)
    assert open_ == (Interval(at(0), at(2)), Interval(at(8), at(22)))
    monday = hours_on(known, room(1), DAY - timedelta(days=1))
    assert monday == (Interval(at(-16), at(0)),)


def test_where_no_hours_are_kept_the_whole_day_is_open() -> None:
    always = {1: replace(POLICY, hours_rule=HoursRule.NONE)}
    known = catalogue(room(1), policies=always)
    assert hours_on(known, room(1), DAY) == (Interval(at(0), at(24)),)


def test_a_holiday_has_hours_of_its_own() -> None:
    days = {("CN", DAY): CalendarDay("CN", DAY, DayKind.HOLIDAY, Names("Holiday"))}
    known = catalogue(room(1), days=days)
    assert hours_on(known, room(1), DAY) == (Interval(at(0), at(2)),)


@pytest.mark.parametrize("opens_on", [None, DAY + timedelta(days=1)])
def test_nothing_is_open_before_the_site_is(opens_on: date | None) -> None:
    known = catalogue(room(1), sites={1: replace(SITE, opens_on=opens_on)})
    assert hours_on(known, room(1), DAY) == ()
    assert hours_on(known, room(2), DAY) == ()


def test_closures_of_parts_labs_and_the_site_concern_a_room() -> None:
    lab, bench = room(1), room(2, located_in=1)
    both, other = room(3, parts=(2, 4)), room(4)
    of_lab, of_bench, of_site = closure(1), closure(2, 12, 13), closure(None, 14, 15)
    elsewhere, tomorrow = closure(None, site=2), closure(1, 24, 25)
    every = (of_lab, of_bench, of_site, elsewhere, tomorrow)
    known = catalogue(lab, bench, both, other, closures={one.id: one for one in every})
    day = day_bounds(SITE, DAY)
    assert closures_of(known, lab, day) == (of_lab, of_site)
    assert closures_of(known, bench, day) == (of_lab, of_bench, of_site)
    assert closures_of(known, both, day) == (of_lab, of_bench, of_site)
    assert closures_of(known, other, day) == (of_site,)
    assert closures_of(known, lab, Interval(at(11), at(14))) == ()


def test_another_calendar_informs_and_closes_nothing() -> None:
    own = CalendarDay("CN", DAY, DayKind.WORKDAY, Names("Working day"))
    other = CalendarDay("HK", DAY, DayKind.HOLIDAY, Names("Easter"))
    known = catalogue(days={("CN", DAY): own, ("HK", DAY): other})
    assert notes_on(known, SITE, DAY) == (own, replace(other, kind=DayKind.NOTE))
    assert notes_on(known, SITE, DAY + timedelta(days=1)) == ()
    assert notes_on(known, replace(SITE, info_calendar="CN"), DAY) == (own,)
    assert notes_on(known, replace(SITE, info_calendar=""), DAY) == (own,)
