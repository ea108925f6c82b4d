"""Every code of the policy by example, on both sides of its boundary, and the order of the list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from booking.model import (
    Catalogue,
    DayClass,
    HoursRule,
    Interval,
    Policy,
    Problem,
    Resource,
    ResourceKind,
    ResourceState,
)
from booking.rules import codes, index, policy
from booking.rules.interval import iso
from booking.rules.policy import Old, Wish
from tests.rules import worlds
from tests.rules.worlds import MINUTE, SECOND, World, closure, sh, span

ALWAYS = worlds.profile(1, [(worlds.EVERY_DAY, 0, 1440)])
AT = sh("2026-03-01 12:00")  # a Sunday
HOUR = span("2026-03-02 10:00", "2026-03-02 11:00")


def json(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [problem.as_json() for problem in problems]


def check(
    catalogue: Catalogue,
    during: Interval = HOUR,
    at: datetime = AT,
    *,
    office: bool = False,
    old: Old | None = None,
    **wish: int,
) -> list[dict[str, Any]]:
    wanted = Wish(wish.pop("resource", 1), during, **wish)
    return json(policy.check(catalogue, wanted, at, office=office, old=old))


def under(**rule: Any) -> Catalogue:
    """Return a catalogue whose one policy is always open and has these rules."""
    rules = worlds.policy(**({"max_length": 100_000} | rule))
    return worlds.catalogue(policies=[rules], hours=[ALWAYS], days=worlds.cn_2026())


def test_nothing_speaks_against_a_harmless_wish() -> None:
    assert check(worlds.catalogue()) == []


def test_unknown_resource_and_malformed_time_are_told_alone() -> None:
    assert check(worlds.catalogue(), resource=77) == [{"code": "no_such_resource"}]
    long = Interval(HOUR.start, HOUR.start + timedelta(days=400, seconds=1))
    assert check(worlds.catalogue(), long, resource=77) == [{"code": "bad_time", "field": "to"}]


@pytest.mark.parametrize("missing", ["site_id", "policy_id", "hours_id"])
def test_half_a_picture_allows_nothing(missing: str) -> None:
    torn: dict[str, Any] = {missing: 9}
    catalogue = worlds.catalogue([worlds.resource(**torn)])
    assert check(catalogue) == [{"code": "no_such_resource"}]


def test_not_bookable() -> None:
    catalogue = worlds.catalogue([worlds.resource(bookable=False)])
    assert check(catalogue) == [{"code": "not_bookable"}]


def test_not_open_yet_goes_by_the_local_date() -> None:
    def at_site(opens_on: date | None, during: Interval) -> list[dict[str, Any]]:
        site = worlds.site(opens_on=opens_on)
        return check(worlds.catalogue(sites=[site], hours=[ALWAYS]), during)

    assert at_site(None, HOUR) == [{"code": "not_open_yet", "opens_on": None}]
    before = span("2026-03-01 23:45", "2026-03-02 00:30")
    expected = {"code": "not_open_yet", "opens_on": "2026-03-02"}
    assert at_site(date(2026, 3, 2), before) == [expected]
    assert at_site(date(2026, 3, 2), span("2026-03-02 00:00", "2026-03-02 01:00")) == []


def test_states_of_the_parts_count_retired_ones_first() -> None:
    out, gone = ResourceState.OUT_OF_SERVICE, ResourceState.RETIRED
    resources = [
        worlds.resource(1, parts=(2, 3, 4), state=out, code="B"),
        worlds.resource(2, state=gone, code="C"),
        worlds.resource(3, state=out, code="A"),
        worlds.resource(4, state=ResourceState.LIMITED, code="D"),
    ]
    catalogue = worlds.catalogue(resources)
    assert check(catalogue) == [
        {"code": "retired", "resource": "C"},
        {"code": "out_of_service", "resource": "A"},
        {"code": "out_of_service", "resource": "B"},
    ]
    assert check(catalogue, resource=4) == []


@pytest.mark.parametrize(
    ("closed", "asked", "counts"),
    [
        (None, 1, True),  # the whole site
        (1, 1, True),
        (2, 1, True),  # a part
        (4, 1, True),  # the lab a part stands in
        (1, 2, False),  # the hall is closed, a part of it is not
        (3, 3, True),
        (4, 3, False),
        (5, 4, False),  # what stands in the lab is closed, the lab is not
        (4, 5, True),
    ],
)
def test_closures_that_concern_a_resource(closed: int | None, asked: int, counts: bool) -> None:
    lab = ResourceKind.LAB
    resources = [
        worlds.resource(1, parts=(2, 3)),
        worlds.resource(2, located_in=4),
        worlds.resource(3),
        worlds.resource(4, kind=lab),
        worlds.resource(5, kind=ResourceKind.EQUIPMENT, located_in=4),
    ]
    shut = Interval(HOUR.end - MINUTE, HOUR.end + MINUTE)
    catalogue = worlds.catalogue(resources, closures=[closure(1, shut, closed)])
    told = {"code": "closed", "from": "2026-03-02T02:59:00Z", "to": "2026-03-02T03:01:00Z"}
    assert check(catalogue, resource=asked) == ([told] if counts else [])


def test_closures_are_told_once_each_in_order_and_do_not_touch() -> None:
    early = Interval(HOUR.start, HOUR.start + MINUTE)
    late = Interval(HOUR.end - MINUTE, HOUR.end)
    beside = [Interval(HOUR.start - MINUTE, HOUR.start), Interval(HOUR.end, HOUR.end + MINUTE)]
    closures = [
        closure(1, late),
        closure(2, early, 1),
        closure(3, early),
        *(closure(4 + n, piece) for n, piece in enumerate(beside)),
        closure(8, HOUR, site_id=2),
    ]
    assert check(worlds.catalogue(closures=closures)) == [
        {"code": "closed", "from": iso(piece.start), "to": iso(piece.end)}
        for piece in (early, late)
    ]


def test_outside_hours_names_the_holiday() -> None:
    catalogue = worlds.catalogue(days=worlds.cn_2026())
    at = sh("2026-02-01 12:00")

    def told(start: str, end: str) -> list[dict[str, Any]]:
        return check(catalogue, span(start, end), at)

    def outside(day: str | None) -> list[dict[str, Any]]:
        return [{"code": "outside_hours", "rule": "whole", "holiday": day}]

    assert told("2026-02-14 17:00", "2026-02-14 18:00") == []  # a Saturday, worked
    assert told("2026-02-16 10:00", "2026-02-16 11:00") == outside("2026-02-16")
    assert told("2026-02-24 08:45", "2026-02-24 10:00") == outside(None)
    assert told("2026-02-14 23:00", "2026-02-15 00:15") == outside("2026-02-15")
    assert told("2026-02-14 23:00", "2026-02-15 00:00") == outside(None)


def test_ends_rule_lets_a_booking_run_over_the_night() -> None:
    rules = worlds.policy(hours_rule=HoursRule.ENDS, max_length=10_000)
    catalogue = worlds.catalogue(policies=[rules])
    assert check(catalogue, span("2026-03-02 17:45", "2026-03-03 09:15")) == []
    told = [{"code": "outside_hours", "rule": "ends", "holiday": None}]
    assert check(catalogue, span("2026-03-02 17:45", "2026-03-03 09:00")) == told
    assert check(catalogue, span("2026-03-02 18:00", "2026-03-03 09:15")) == told
    assert check(catalogue, span("2026-03-02 17:45", "2026-03-03 18:00")) == []


def test_windows_reach_over_a_month_end() -> None:
    night = worlds.profile(1, [([DayClass.SAT], 1320, 2880)])
    catalogue = worlds.catalogue(policies=[worlds.policy(max_length=2000)], hours=[night])
    at = sh("2026-01-20 12:00")
    assert check(catalogue, span("2026-01-31 22:00", "2026-02-02 00:00"), at) == []
    told = check(catalogue, span("2026-01-31 22:00", "2026-02-02 00:15"), at)
    assert [one["code"] for one in told] == ["outside_hours"]


@pytest.mark.parametrize(
    ("step", "offset", "start", "fine"),
    [
        (15, 0, "10:15", True),
        (15, 0, "10:16", False),
        (15, 0, "10:15:01", False),
        (60, 30, "10:30", True),
        (60, 30, "10:00", False),
        (60, 30, "00:30", True),
        (90, 540, "10:30", True),
        (90, 540, "00:00", True),
        (420, 0, "21:00", True),  # a day is no multiple of 7 h: the grid begins anew at midnight
        (420, 0, "04:00", False),
        (1440, 0, "00:00", True),
        (1440, 0, "12:00", False),
        (1440, 540, "09:00", True),
    ],
)
def test_grid_of_starts(step: int, offset: int, start: str, fine: bool) -> None:
    begin = sh(f"2026-03-02 {start}")
    told = check(under(start_step=step, grid_offset=offset), Interval(begin, begin + 60 * MINUTE))
    assert told == ([] if fine else [{"code": "start_step", "step": step, "offset": offset}])


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (30 * MINUTE, []),
        (120 * MINUTE, []),
        (29 * MINUTE, ["length_step", "too_short"]),
        (30 * MINUTE + SECOND, ["length_step"]),
        (30 * MINUTE - SECOND, ["length_step", "too_short"]),
        (40 * MINUTE, ["length_step"]),
        (15 * MINUTE, ["too_short"]),
        (120 * MINUTE + SECOND, ["length_step", "too_long"]),
        (135 * MINUTE, ["too_long"]),
    ],
)
def test_lengths(length: timedelta, expected: list[str]) -> None:
    rules = under(length_step=15, min_length=30, max_length=120)
    told = check(rules, Interval(HOUR.start, HOUR.start + length))
    values = {
        "length_step": {"step": 15},
        "too_short": {"minimum": 30},
        "too_long": {"maximum": 120},
    }
    assert told == [{"code": code, **values[code]} for code in expected]


def test_the_running_slot_may_still_be_taken_where_no_notice_is_wanted() -> None:
    rules = under(start_step=30)
    assert check(rules, HOUR, HOUR.start + 30 * MINUTE - SECOND) == []
    assert check(rules, HOUR, HOUR.start + 30 * MINUTE) == [{"code": "in_past"}]
    short = Interval(HOUR.start, HOUR.start + 15 * MINUTE)
    assert check(rules, short, short.end - SECOND) == []
    assert check(rules, short, short.end) == [{"code": "in_past"}]


def test_notice_in_minutes() -> None:
    rules = under(notice_minutes=120)
    assert check(rules, HOUR, HOUR.start - 120 * MINUTE) == []
    told = {
        "code": "short_notice",
        "minutes": 120,
        "working_days": 0,
        "earliest": "2026-03-02T02:00:01Z",
    }
    late = HOUR.start - 120 * MINUTE + timedelta(microseconds=1)
    assert check(rules, HOUR, late) == [told]
    assert check(rules, HOUR, HOUR.start) == [{"code": "in_past"}]
    assert check(rules, HOUR, HOUR.start - SECOND) != [{"code": "in_past"}]


def test_notice_in_working_days_across_the_new_year_of_2026() -> None:
    rules = under(notice_working_days=3)
    monday = span("2026-02-24 00:00", "2026-02-24 01:00")
    assert check(rules, monday, sh("2026-02-12 23:59:59")) == []
    told = check(rules, monday, sh("2026-02-13 00:00"))
    expected = {"minutes": 0, "working_days": 3, "earliest": "2026-02-25"}
    assert told == [{"code": "short_notice", **expected}]
    sunday = span("2026-02-22 10:00", "2026-02-22 11:00")
    assert [one["code"] for one in check(rules, sunday, sh("2026-02-13 10:00"))] == ["short_notice"]


def test_horizon_goes_by_local_dates() -> None:
    rules = under(horizon_days=30)
    last = span("2026-03-31 23:45", "2026-04-01 10:00")
    first = span("2026-04-01 00:00", "2026-04-01 10:00")
    assert check(rules, last, sh("2026-03-01 00:00")) == []
    told = [{"code": "beyond_horizon", "days": 30, "last": "2026-03-31"}]
    assert check(rules, first, sh("2026-03-01 23:59:59")) == told
    assert check(rules, first, sh("2026-03-02 00:00")) == []


def test_horizon_over_the_end_of_a_year() -> None:
    told = check(under(horizon_days=1), HOUR, sh("2025-12-31 12:00"))
    assert told == [{"code": "beyond_horizon", "days": 1, "last": "2026-01-01"}]


def test_capacity_and_units() -> None:
    resources = [
        worlds.resource(1, capacity=8, units=3),
        worlds.resource(2, capacity=None),
        worlds.resource(3, parts=(1, 2), capacity=20, units=3),
    ]
    catalogue = worlds.catalogue(resources)
    assert check(catalogue, quantity=3, people=8) == []
    assert check(catalogue, quantity=4, people=9) == [
        {"code": "capacity", "people": 9, "capacity": 8},
        {"code": "units", "quantity": 4, "units": 3},
    ]
    assert check(catalogue, resource=2, people=10_000) == []
    combined = check(catalogue, resource=3, quantity=2)
    assert combined == [{"code": "units", "quantity": 2, "units": 1}]


def test_what_is_needed_is_told_in_order_and_not_to_the_office() -> None:
    needs = ("permit", "plan", "deposit", "project", "form")
    rules = under(inductions=("B", "A"), approval_over=0, needs=needs)
    assert check(rules) == [
        {"code": "needs_induction", "inductions": ["B", "A"]},
        {"code": "needs_approval", "over": 0},
        {"code": "needs_form"},
        {"code": "needs_project"},
        {"code": "needs_deposit"},
        {"code": "needs_plan"},
        {"code": "needs_permit"},
    ]
    assert check(rules, office=True) == []


def test_approval_is_needed_for_more_than_so_many_minutes() -> None:
    rules = under(approval_over=60, length_step=1)
    assert check(rules, HOUR) == []
    longer = Interval(HOUR.start, HOUR.end + MINUTE)
    assert check(rules, longer) == [{"code": "needs_approval", "over": 60}]


# --- changes -------------------------------------------------------------------------------------


def _rule(**changes: Any) -> Policy:
    return worlds.policy(**({"notice_minutes": 120, "max_length": 600} | changes))


def change(
    during: Interval, at: datetime, old: Interval = HOUR, *, resource: int = 1, was: int = 1
) -> list[str]:
    two: list[Resource] = [worlds.resource(1), worlds.resource(2)]
    catalogue = worlds.catalogue(two, policies=[_rule()], hours=[ALWAYS])
    wish = Wish(resource, during)
    found = policy.check_change(catalogue, wish, at, office=False, old=Old(was, old))
    return [problem.code for problem in found]


def test_what_is_held_already_needs_no_notice() -> None:
    at = HOUR.start - 60 * MINUTE
    longer = Interval(HOUR.start, HOUR.end + 60 * MINUTE)
    half = Interval(HOUR.start + 30 * MINUTE, HOUR.end)
    assert change(half, at) == []
    assert change(longer, at) == []  # the hour that is added begins in two
    assert change(longer, at + SECOND) == [codes.SHORT_NOTICE]
    earlier = Interval(HOUR.start - 30 * MINUTE, HOUR.end)
    assert change(earlier, at) == [codes.SHORT_NOTICE]
    assert change(half, at, resource=2) == [codes.SHORT_NOTICE]
    after = Interval(HOUR.end, HOUR.end + 60 * MINUTE)
    assert change(after, at) == []


def test_a_running_booking_keeps_its_start_and_place() -> None:
    at = HOUR.start
    shorter = Interval(HOUR.start, HOUR.start + 30 * MINUTE)
    assert change(shorter, at) == []
    assert change(shorter, at, resource=2) == [codes.ALREADY_STARTED]
    moved = Interval(HOUR.start + 30 * MINUTE, HOUR.end)
    assert change(moved, at) == [codes.ALREADY_STARTED]
    assert change(moved, at - SECOND) == []
    assert change(shorter, HOUR.end) == [codes.ALREADY_STARTED]
    assert change(shorter, shorter.end) == [codes.IN_PAST]


def test_cancelled_and_begun_bookings() -> None:
    wish = Wish(1, HOUR)
    old = Old(1, HOUR)
    found = policy.check_change(
        worlds.catalogue(), wish, HOUR.end, office=True, old=old, cancelled=True
    )
    assert json(found) == [{"code": "already_cancelled"}]
    later = Interval(HOUR.end, HOUR.end + MINUTE)
    assert policy.check_cancel([HOUR, later], HOUR.start - SECOND) == ()
    assert json(policy.check_cancel([later, HOUR], HOUR.start)) == [{"code": "already_started"}]
    assert json(policy.check_cancel([], AT, cancelled=True)) == [{"code": "already_cancelled"}]


# --- laws ----------------------------------------------------------------------------------------


@given(st.data(), worlds.worlds())
def test_problems_come_in_order_and_the_office_is_spared_needs_alone(
    data: st.DataObject, world: World
) -> None:
    wish, at, old, _ = data.draw(worlds.trials(world))
    tenant = policy.check(world.catalogue, wish, at, office=False, old=old)
    office = policy.check(world.catalogue, wish, at, office=True, old=old)
    places = [codes.ORDER.index(problem.code) for problem in tenant]
    assert places == sorted(places)
    assert json(office) == [one for one in json(tenant) if not one["code"].startswith("needs_")]


@given(st.data(), worlds.worlds())
def test_a_wish_for_what_one_holds_is_never_too_soon(data: st.DataObject, world: World) -> None:
    wish, at, _, office = data.draw(worlds.trials(world, changes=False))
    old = Old(wish.resource, wish.during)
    found = policy.check(world.catalogue, wish, at, office=office, old=old)
    told = {problem.code for problem in found}
    assert codes.SHORT_NOTICE not in told
    assert (codes.IN_PAST in told) == (wish.during.end <= at)


def test_indexes_are_remembered_by_identity() -> None:
    one, other = worlds.catalogue(), worlds.catalogue()
    assert index.index_of(one) is index.index_of(one)
    assert index.index_of(one) is not index.index_of(other)
    for _ in range(9):
        index.index_of(worlds.catalogue())
    assert index.index_of(one).catalogue is one


class AllSeen(Exception):
    """Nothing is missing any more."""


def test_every_code_of_the_policy_is_reached_by_the_strategies() -> None:
    first, last = codes.ORDER.index(codes.NOT_BOOKABLE), codes.ORDER.index(codes.NEEDS_PERMIT)
    missing = {*codes.ORDER[first : last + 1], "fine"}

    # Derandomised, or the test would fail once in a while for want of luck.
    @settings(max_examples=1000, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.data(), worlds.worlds())
    def collect(data: st.DataObject, world: World) -> None:
        wish, at, old, office = data.draw(worlds.trials(world))
        found = policy.check(world.catalogue, wish, at, office=office, old=old)
        missing.difference_update([problem.code for problem in found] or ["fine"])
        if not missing:
            raise AllSeen

    with pytest.raises(AllSeen):
        collect()
