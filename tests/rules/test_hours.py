"""Opening hours and working days, by example and against a minute-by-minute model."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model import (
    CalendarDay,
    Catalogue,
    DayClass,
    DayKind,
    HoursProfile,
    HoursRule,
    Interval,
    Names,
)
from booking.rules import hours
from booking.rules.interval import at_minute, local, zone
from tests.rules import worlds
from tests.rules.worlds import EVERY_DAY, MINUTE, SHANGHAI, WEEKDAYS, World, span

SITE = worlds.site()
CATALOGUE = worlds.catalogue(days=worlds.cn_2026())


def keeps(rule: HoursRule, during: Interval, profile: HoursProfile) -> bool:
    return hours.keeps_hours(
        rule, during, SITE, lambda day: hours.windows_on(CATALOGUE, SITE, profile, day)
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 13), DayClass.FRI),
        (date(2026, 2, 14), DayClass.WORKDAY),
        (date(2026, 2, 15), DayClass.HOLIDAY),
        (date(2026, 2, 23), DayClass.HOLIDAY),
        (date(2026, 2, 24), DayClass.TUE),
        (date(2026, 3, 1), DayClass.SUN),
        (date(2026, 10, 10), DayClass.WORKDAY),
    ],
)
def test_class_of_a_date(day: date, expected: DayClass) -> None:
    assert hours.day_class(CATALOGUE, SITE, day) is expected


def test_notes_and_other_calendars_change_nothing() -> None:
    day = date(2026, 3, 2)
    note = CalendarDay("CN", day, DayKind.NOTE, Names("A note"))
    catalogue = worlds.catalogue(days=[note, worlds.holiday(day, "HK")])
    assert hours.day_class(catalogue, SITE, day) is DayClass.MON


def test_working_days_across_the_new_year_of_2026() -> None:
    def after(day: date, n: int) -> date:
        return hours.nth_working_day_after(CATALOGUE, SITE, day, n)

    assert after(date(2026, 2, 12), 1) == date(2026, 2, 13)
    assert after(date(2026, 2, 12), 2) == date(2026, 2, 14)  # a Saturday, worked
    assert after(date(2026, 2, 12), 3) == date(2026, 2, 24)
    assert after(date(2026, 2, 24), 4) == date(2026, 2, 28)  # a Saturday, worked
    assert after(date(2026, 2, 24), 5) == date(2026, 3, 2)
    assert after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_search_for_working_days_ends() -> None:
    start = date(2026, 1, 1)
    rest = [worlds.holiday(start + timedelta(days=n)) for n in range(500)]
    catalogue = worlds.catalogue(days=rest)
    assert hours.nth_working_day_after(catalogue, SITE, start, 1) == start + timedelta(days=400)


def test_windows_past_midnight_touch_and_join() -> None:
    always = worlds.profile(1, [(EVERY_DAY, 0, 1440)])
    first, last = date(2026, 2, 27), date(2026, 3, 2)
    joined = hours.open_windows(CATALOGUE, SITE, always, first, last)
    assert joined == (span("2026-02-27 00:00", "2026-03-03 00:00"),)
    late = worlds.profile(1, [([DayClass.FRI], 1320, 2880)])
    assert hours.open_windows(CATALOGUE, SITE, late, first, last) == (
        span("2026-02-27 22:00", "2026-03-01 00:00"),
    )


@pytest.mark.parametrize(
    ("rule", "start", "end", "expected"),
    [
        (HoursRule.WHOLE, "2026-03-02 09:00", "2026-03-02 18:00", True),
        (HoursRule.WHOLE, "2026-03-02 08:59:59", "2026-03-02 18:00", False),
        (HoursRule.WHOLE, "2026-03-02 09:00", "2026-03-02 18:00:01", False),
        (HoursRule.WHOLE, "2026-03-02 17:00", "2026-03-03 10:00", False),
        (HoursRule.ENDS, "2026-03-02 17:00", "2026-03-03 10:00", True),
        (HoursRule.ENDS, "2026-03-02 17:00", "2026-03-03 18:00", True),
        (HoursRule.ENDS, "2026-03-02 17:00", "2026-03-03 09:00", False),
        (HoursRule.ENDS, "2026-03-02 18:00", "2026-03-03 10:00", False),
        (HoursRule.ENDS, "2026-02-14 10:00", "2026-02-28 10:00", True),  # two working Saturdays
        (HoursRule.ENDS, "2026-02-14 10:00", "2026-02-23 10:00", False),  # ends on a holiday
        (HoursRule.NONE, "2026-03-01 03:00", "2026-03-01 04:00", True),
    ],
)
def test_rules_by_example(rule: HoursRule, start: str, end: str, expected: bool) -> None:
    assert keeps(rule, span(start, end), worlds.office_hours()) is expected


def test_whole_runs_over_touching_windows_and_past_midnight() -> None:
    shifts = worlds.profile(1, [(WEEKDAYS, 540, 720), (WEEKDAYS, 720, 1080)])
    assert keeps(HoursRule.WHOLE, span("2026-03-02 11:00", "2026-03-02 13:00"), shifts)
    night = worlds.profile(1, [([DayClass.SAT], 1320, 2880)])
    assert keeps(HoursRule.WHOLE, span("2026-03-07 22:00", "2026-03-09 00:00"), night)
    assert not keeps(HoursRule.WHOLE, span("2026-03-07 22:00", "2026-03-09 00:01"), night)
    assert keeps(HoursRule.ENDS, span("2026-03-08 23:00", "2026-03-09 00:00"), night)


def test_first_holiday_is_one_that_the_booking_touches() -> None:
    def first(start: str, end: str) -> date | None:
        return hours.first_holiday(CATALOGUE, SITE, span(start, end))

    assert first("2026-02-14 10:00", "2026-02-15 00:00") is None
    assert first("2026-02-14 10:00", "2026-02-15 00:00:01") == date(2026, 2, 15)
    assert first("2026-02-20 10:00", "2026-02-25 00:00") == date(2026, 2, 20)


def _model_open(catalogue: Catalogue, profile: HoursProfile, site_id: int, when: datetime) -> bool:
    """Whether a minute lies in a window, told from its wall time alone (no summer time)."""
    site = catalogue.sites[site_id]
    wall = local(zone(site.timezone), when)
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        minute = wall.hour * 60 + wall.minute + back * 1440
        kind = hours.day_class(catalogue, site, day)
        if any(w.day == kind and w.opens <= minute < w.closes for w in profile.windows):
            return True
    return False


@given(worlds.worlds(summer_time=False), st.data())
def test_rules_agree_with_a_model_of_minutes(world: World, data: st.DataObject) -> None:
    site = world.catalogue.sites[1]
    profile = world.catalogue.hours[1]
    closes = [w.closes for w in profile.windows] + [w.opens for w in profile.windows] + [0]
    edge = st.sampled_from(closes).flatmap(lambda m: st.sampled_from((m - 1, m, m + 1)))
    first = at_minute(zone(site.timezone), world.anchor, 0) + data.draw(edge) * MINUTE
    length = data.draw(st.sampled_from((1, 2, 60, 540, 1440, 1500)))
    during = Interval(first, first + length * MINUTE)
    open_minutes = [
        _model_open(world.catalogue, profile, 1, first + n * MINUTE) for n in range(length)
    ]

    def rule(kind: HoursRule) -> bool:
        return hours.keeps_hours(
            kind, during, site, lambda day: hours.windows_on(world.catalogue, site, profile, day)
        )

    assert rule(HoursRule.WHOLE) == all(open_minutes)
    assert rule(HoursRule.ENDS) == (open_minutes[0] and open_minutes[-1])


def test_a_window_that_summer_time_swallows_is_left_out() -> None:
    london = worlds.site(timezone="Europe/London")
    gap = worlds.profile(1, [(EVERY_DAY, 90, 120)])
    assert hours.windows_on(CATALOGUE, london, gap, date(2026, 3, 29)) == ()
    assert hours.windows_on(CATALOGUE, london, gap, date(2026, 3, 30)) == (
        Interval(datetime(2026, 3, 30, 0, 30, tzinfo=UTC), datetime(2026, 3, 30, 1, tzinfo=UTC)),
    )


def test_shanghai_keeps_its_offset_all_year() -> None:
    for month in (1, 7):
        noon = at_minute(SHANGHAI, date(2026, month, 1), 720)
        assert noon == datetime(2026, month, 1, 4, tzinfo=UTC)
