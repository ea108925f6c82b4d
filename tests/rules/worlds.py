"""Small catalogues for tests, and Hypothesis strategies that look for trouble at the edges.

Builders (`site`, `policy`, `profile`, `resource`, `closure`, `catalogue`) fill in harmless values,
so that a test names only what it is about. `worlds()` draws whole catalogues and `trials(world)`
wishes in them; both keep to what the shared database accepts, and are used for the rules and for
comparing them with the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from hypothesis import strategies as st

from booking.model import (
    CalendarDay,
    Catalogue,
    Closure,
    DayClass,
    DayKind,
    Floor,
    HoursProfile,
    HoursRule,
    Interval,
    Names,
    Policy,
    Resource,
    ResourceKind,
    ResourceState,
    Site,
    Window,
)
from booking.rules.availability import Occupied
from booking.rules.interval import Buffers, at_minute, conflict, from_epoch, local_date, zone
from booking.rules.policy import Old, Wish

SHANGHAI: Final = zone("Asia/Shanghai")
WEEKDAYS: Final = (DayClass.MON, DayClass.TUE, DayClass.WED, DayClass.THU, DayClass.FRI)
EVERY_DAY: Final = tuple(DayClass)
MINUTE: Final = timedelta(minutes=1)
NO_BUFFERS: Final = Buffers()
SECOND: Final = timedelta(seconds=1)

# State Council notice of 4 Nov 2025 (domain.md, chapter 4).
_HOLIDAYS_2026: Final = (
    (date(2026, 1, 1), 3),
    (date(2026, 2, 15), 9),
    (date(2026, 4, 4), 3),
    (date(2026, 5, 1), 5),
    (date(2026, 6, 19), 3),
    (date(2026, 9, 25), 3),
    (date(2026, 10, 1), 7),
)
_WORKED_2026: Final = (
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
)

# --- builders ----------------------------------------------------------------------------------


def sh(text: str) -> datetime:
    """Return the instant of a wall time in Shanghai, "2026-03-02 09:00" (seconds may follow)."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def span(start: str, end: str) -> Interval:
    """Return an interval between two wall times in Shanghai."""
    return Interval(sh(start), sh(end))


def holiday(day: date, calendar: str = "CN") -> CalendarDay:
    """Return a calendar entry for a holiday."""
    return CalendarDay(calendar, day, DayKind.HOLIDAY, Names("Holiday"))


def workday(day: date, calendar: str = "CN") -> CalendarDay:
    """Return a calendar entry for a working weekend."""
    return CalendarDay(calendar, day, DayKind.WORKDAY, Names("Working weekend"))


def cn_2026() -> tuple[CalendarDay, ...]:
    """Return the mainland's calendar for 2026: 33 holidays and 6 working weekends."""
    rest = [
        holiday(first + timedelta(days=n)) for first, days in _HOLIDAYS_2026 for n in range(days)
    ]
    return (*rest, *map(workday, _WORKED_2026))


def site(id: int = 1, **changes: Any) -> Site:
    """Return a site: `S1` in Shanghai, mainland calendar, open since September 2021."""
    values: dict[str, Any] = {
        "code": f"S{id}",
        "name": Names(f"Site {id}"),
        "timezone": "Asia/Shanghai",
        "calendar": "CN",
        "opens_on": date(2021, 9, 1),
        "sort": id,
    }
    return Site(id, **(values | changes))


def profile(id: int, windows: Iterable[tuple[Iterable[DayClass], int, int]]) -> HoursProfile:
    """Return an hours profile out of (classes, opens, closes), minutes after midnight."""
    rows = [Window(day, opens, closes) for days, opens, closes in windows for day in days]
    return HoursProfile(id, f"H{id}", Names(f"Hours {id}"), tuple(rows))


def office_hours(id: int = 1) -> HoursProfile:
    """Return 09:00-18:00 on weekdays and working weekends."""
    return profile(id, [((*WEEKDAYS, DayClass.WORKDAY), 540, 1080)])


def policy(id: int = 1, **changes: Any) -> Policy:
    """Return a policy that allows much: steps of 15 min, 15 min to 8 h, 60 days ahead."""
    values: dict[str, Any] = {
        "code": f"P{id}",
        "version": 1,
        "name": Names(f"Policy {id}"),
        "hours_rule": HoursRule.WHOLE,
        "start_step": 15,
        "grid_offset": 0,
        "length_step": 15,
        "min_length": 15,
        "max_length": 480,
        "notice_minutes": 0,
        "notice_working_days": 0,
        "horizon_days": 60,
        "buffer_before": 0,
        "buffer_after": 0,
    }
    return Policy(id, **(values | changes))


def resource(id: int = 1, **changes: Any) -> Resource:
    """Return a room `R1` at site 1 with policy 1 and hours 1, on floor 1, for 8 people."""
    values: dict[str, Any] = {
        "code": f"R{id}",
        "site_id": 1,
        "kind": ResourceKind.ROOM,
        "name": Names(f"Resource {id}"),
        "policy_id": 1,
        "hours_id": 1,
        "floor_id": 1,
        "capacity": 8,
    }
    return Resource(id, **(values | changes))


def closure(n: int, during: Interval, resource_id: int | None = None, site_id: int = 1) -> Closure:
    """Return a live closure."""
    return Closure(UUID(int=n), site_id, resource_id, during, Names("Closed"))


def catalogue(
    resources: Sequence[Resource] = (),
    *,
    sites: Sequence[Site] = (),
    policies: Sequence[Policy] = (),
    hours: Sequence[HoursProfile] = (),
    days: Sequence[CalendarDay] = (),
    closures: Sequence[Closure] = (),
) -> Catalogue:
    """Return a catalogue; what is not given is one harmless site, policy, profile and resource."""
    sites = sites or (site(),)
    return Catalogue(
        sites={one.id: one for one in sites},
        floors={one.id: Floor(one.id, f"F{one.id}", one.id, Names("Floor")) for one in sites},
        hours={one.id: one for one in hours or (office_hours(),)},
        policies={one.id: one for one in policies or (policy(),)},
        resources={one.id: one for one in resources or (resource(),)},
        days={(one.calendar, one.day): one for one in days},
        closures={one.id: one for one in closures},
    )


def held_by(n: int, during: Interval, unit: int = 1, buffers: Buffers = NO_BUFFERS) -> Occupied:
    """Return an allocation with the id n."""
    start, end = int(during.start.timestamp()), int(during.end.timestamp())
    return Occupied(n.to_bytes(16), 1, unit, start, end, *buffers)


# --- strategies --------------------------------------------------------------------------------

# Dates around which something changes: month and year ends, New Year's and National Day's make-up
# weekends, a leap day, and the changes to and from summer time in London and New York.
ANCHORS: Final = (
    date(2026, 1, 1),
    date(2026, 2, 14),
    date(2026, 2, 24),
    date(2026, 2, 28),
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 30),
    date(2026, 9, 30),
    date(2026, 10, 10),
    date(2026, 10, 25),
    date(2026, 12, 31),
    date(2028, 2, 29),
)
ZONES: Final = ("Asia/Shanghai", "Asia/Shanghai", "Asia/Shanghai", "Asia/Hong_Kong")
ZONES_WITH_SUMMER_TIME: Final = ("Europe/London", "America/New_York")
_EDGES: Final = (0, 1, 59, 60, 479, 480, 540, 541, 719, 720, 1079, 1080, 1320, 1380, 1439)
_CLOSES: Final = (1, 60, 540, 1080, 1260, 1439, 1440, 1441, 1500, 1800, 2160, 2820, 2880)
_NEEDS: Final = ("form", "project", "deposit", "plan", "permit")


@dataclass(frozen=True)
class World:
    """A catalogue, and the date around which its calendar, closures and wishes gather.

    It has the sites 1 and 2, the policies and hours profiles 1 to 3, and the resources 1 and 2
    (leaves), 3 (combined of the two), 4 (a lab with units), 5 (stands in 4), 6 (at site 2).
    """

    catalogue: Catalogue
    anchor: date


class Trial(NamedTuple):
    """A wish in a world, as `check` takes it."""

    wish: Wish
    at: datetime
    old: Old | None
    office: bool


@st.composite
def policies(draw: st.DrawFn, id: int) -> Policy:
    """Draw a policy; each rule is slack more often than not, so that wishes get past it."""
    length_step = draw(st.sampled_from((1, 15, 15, 30, 60, 120, 1440)))
    shortest = draw(st.sampled_from((1, 1, 15, 60, 2 * length_step)))
    notice, working_days = draw(
        st.sampled_from(
            (*[(0, 0)] * 5, (30, 0), (120, 0), (1441, 0), (0, 1), (0, 2), (0, 5), (0, 60))
        )
    )
    return policy(
        id,
        version=draw(st.integers(1, 3)),
        hours_rule=draw(st.sampled_from(HoursRule)),
        start_step=draw(st.sampled_from((1, 1, 5, 15, 15, 30, 60, 90, 420, 1440))),
        grid_offset=draw(st.sampled_from((*[0] * 6, 10, 30, 540, 1439))),
        length_step=length_step,
        min_length=shortest,
        max_length=shortest + draw(st.sampled_from((0, 60, 480, 1440, 14400, 14400, 570000))),
        notice_minutes=notice,
        notice_working_days=working_days,
        horizon_days=draw(st.sampled_from((0, 1, 14, 30, 60, 60, 400, 400))),
        buffer_before=draw(st.sampled_from((0, 0, 15, 60))),
        buffer_after=draw(st.sampled_from((0, 0, 15, 30, 1440))),
        approval_over=draw(st.sampled_from((*[None] * 5, 0, 60, 240))),
        inductions=draw(st.sampled_from((*[()] * 5, ("A",), ("B", "A"), ("item",)))),
        needs=tuple(draw(st.lists(st.sampled_from(_NEEDS), unique=True, max_size=2)))
        if draw(st.integers(0, 2)) == 2
        else (),
    )


@st.composite
def profiles(draw: st.DrawFn, id: int) -> HoursProfile:
    """Draw an hours profile: the same for many classes or ragged, past midnight, touching."""
    if draw(st.integers(0, 3)) == 0:
        return HoursProfile(
            id, f"H{id}", Names("Always"), tuple(Window(day, 0, 1440) for day in EVERY_DAY)
        )
    rows: dict[tuple[DayClass, int], int] = {}
    for _ in range(draw(st.integers(0, 4))):
        classes = draw(st.sampled_from((WEEKDAYS, EVERY_DAY, *((one,) for one in DayClass))))
        opens = draw(st.sampled_from((*_EDGES, 1440, 1500)))
        closes = draw(st.sampled_from([one for one in _CLOSES if one > opens]))
        rows.update({(day, opens): closes for day in classes})
    ordered = sorted(rows.items())
    windows = tuple(Window(day, opens, closes) for (day, opens), closes in ordered)
    return HoursProfile(id, f"H{id}", Names(f"Hours {id}"), windows)


@st.composite
def _calendar(draw: st.DrawFn, anchor: date) -> tuple[CalendarDay, ...]:
    if anchor.year == 2026 and draw(st.booleans()):
        return cn_2026()
    offsets = draw(st.lists(st.integers(-4, 8), unique=True, max_size=6))
    return tuple(
        CalendarDay(
            "CN", anchor + timedelta(days=n), draw(st.sampled_from(DayKind)), Names("A day")
        )
        for n in offsets
    )


@st.composite
def _resources(draw: st.DrawFn) -> tuple[Resource, ...]:
    def one(id: int, **changes: Any) -> Resource:
        return resource(
            id,
            policy_id=draw(st.integers(1, 3)),
            hours_id=draw(st.integers(1, 3)),
            capacity=draw(st.sampled_from((None, None, 1, 8, 20, 30))),
            state=draw(st.sampled_from((*[ResourceState.IN_SERVICE] * 12, *ResourceState))),
            bookable=draw(st.sampled_from((*[True] * 7, False))),
            **changes,
        )

    lab, tool = ResourceKind.LAB, ResourceKind.EQUIPMENT
    units = st.sampled_from((1, 2, 3))
    return (
        one(1, located_in=draw(st.sampled_from((None, 4)))),
        one(2, units=draw(units)),
        one(3, parts=(1, 2)),
        one(4, kind=lab, units=draw(units)),
        one(5, kind=tool, units=draw(units), located_in=4),
        one(6, site_id=2, floor_id=2),
    )


@st.composite
def worlds(draw: st.DrawFn, *, summer_time: bool = True) -> World:
    """Draw a world; with `summer_time`, at times in a zone that has it."""
    anchor = draw(st.sampled_from(ANCHORS))
    zones = (*ZONES, *ZONES_WITH_SUMMER_TIME) if summer_time else ZONES
    opening = st.sampled_from((*[date(2021, 9, 1)] * 7, anchor, anchor + timedelta(days=1), None))
    sites = [
        site(id, timezone=draw(st.sampled_from(zones)), opens_on=draw(opening)) for id in (1, 2)
    ]
    where = zone(sites[0].timezone)
    closures = [
        closure(n, draw(intervals(anchor, sites[0])), draw(st.sampled_from((None, 1, 2, 3, 4, 5))))
        for n in range(1, draw(st.integers(0, 3)) + 1)
    ]
    if draw(st.booleans()):
        midnight = at_minute(where, anchor, 0)
        closures.append(closure(9, Interval(midnight, midnight + 60 * MINUTE), None, site_id=2))
    return World(
        catalogue(
            draw(_resources()),
            sites=sites,
            policies=[draw(policies(id)) for id in (1, 2, 3)],
            hours=[draw(profiles(id)) for id in (1, 2, 3)],
            days=draw(_calendar(anchor)),
            closures=closures,
        ),
        anchor,
    )


@st.composite
def intervals(draw: st.DrawFn, anchor: date, where: Site, rule: Policy | None = None) -> Interval:
    """Draw a time near a date: it begins on an edge or beside one, for a length near a limit."""
    day = anchor + timedelta(days=draw(st.sampled_from((0, 0, 0, 0, -1, 1, 2, -3, 7))))
    lengths = [1, 15, 30, 60, 120, 540, 1439, 1440, 1441, 2880, 4320]
    minutes = st.sampled_from(_EDGES)
    if rule is not None:
        grid = range(rule.grid_offset % rule.start_step, 1440, rule.start_step)
        minutes = minutes | st.sampled_from(grid) | st.sampled_from(grid)
        lengths += [rule.min_length, rule.max_length, rule.max_length + rule.length_step]
        lengths += 12 * [rule.length_step * -(-rule.min_length // rule.length_step)]
    nudge = draw(st.sampled_from((*[0] * 12, 1, -1, 30))) * SECOND
    start = at_minute(zone(where.timezone), day, draw(minutes)) + nudge
    length = min(draw(st.sampled_from(lengths)), 576000) * MINUTE
    slip = draw(st.sampled_from((*[0] * 12, 1, -1))) * SECOND
    return Interval(
        start, start + length + (slip if length + slip <= 576000 * MINUTE else 0 * SECOND)
    )


@st.composite
def _clocks(draw: st.DrawFn, during: Interval, where: Site, rule: Policy) -> datetime:
    start = during.start
    midnight = at_minute(zone(where.timezone), local_date(zone(where.timezone), start), 0)
    days = draw(st.integers(0, 10) | st.sampled_from((rule.horizon_days, rule.horizon_days + 1)))
    moment = draw(
        st.sampled_from(
            (
                start - rule.notice_minutes * MINUTE,
                start + rule.start_step * MINUTE,
                start,
                during.end,
                midnight - timedelta(days=days),
                *[start - timedelta(days=days)] * 6,
            )
        )
    )
    nudges = (-SECOND, timedelta(0), timedelta(0), SECOND, timedelta(microseconds=1))
    return moment + draw(st.sampled_from(nudges))


@st.composite
def _tame(draw: st.DrawFn, world: World, wanted: Resource) -> tuple[Wish, datetime]:
    """Draw a wish that keeps to grid, length, notice and horizon, so that few rules are left."""
    where = zone(world.catalogue.sites[wanted.site_id].timezone)
    rule = world.catalogue.policies[wanted.policy_id]
    day = world.anchor + timedelta(days=draw(st.integers(-3, 7)))
    grid = range(rule.grid_offset % rule.start_step, 1440, rule.start_step)
    near = [minute for minute in grid if minute + 1 in _EDGES or minute in _EDGES]
    start = at_minute(where, day, draw(st.sampled_from(grid) | st.sampled_from(near or grid)))
    steps = -(-rule.min_length // rule.length_step)
    most = max(rule.max_length // rule.length_step, steps)
    steps = draw(st.sampled_from((steps, steps, min(steps + 1, most), min(3 * steps, most))))
    ahead = min(rule.horizon_days, rule.notice_minutes // 720 + 2 * rule.notice_working_days)
    at = start - timedelta(days=draw(st.integers(ahead, min(ahead + 3, rule.horizon_days))))
    during = Interval(start, start + steps * rule.length_step * MINUTE)
    return Wish(wanted.id, during), at - draw(st.sampled_from((0, 1, 60))) * SECOND


@st.composite
def trials(draw: st.DrawFn, world: World, *, changes: bool = True) -> Trial:
    """Draw a wish, a clock and, with `changes`, at times what the item holds already.

    Half of the wishes keep to most rules, the others look for their edges.
    """
    known = world.catalogue.resources
    wanted = known[draw(st.sampled_from(sorted(known)))]
    where = world.catalogue.sites[wanted.site_id]
    rule = world.catalogue.policies[wanted.policy_id]
    if draw(st.booleans()):
        wish, at = draw(_tame(world, wanted))
        return Trial(wish, at, None, draw(st.booleans()))
    during = draw(intervals(world.anchor, where, rule))
    quantity = draw(st.sampled_from((1, 1, 1, 1, 2, 3, 4)))
    wish = Wish(wanted.id, during, quantity, draw(st.sampled_from((1, 1, 2, 8, 9, 21))))
    old = None
    if changes and draw(st.booleans()):
        id = draw(st.sampled_from((wanted.id, wanted.id, draw(st.sampled_from(sorted(known))))))
        shifts = st.sampled_from((0, 0, -30, 30, -60, 60, 1440))
        start = during.start + draw(shifts) * MINUTE
        end = max(during.end + draw(shifts) * MINUTE, start + 15 * MINUTE)
        old = Old(id, draw(st.just(Interval(start, end)) | intervals(world.anchor, where, rule)))
    return Trial(wish, draw(_clocks(during, where, rule)), old, draw(st.booleans()))


@st.composite
def crowds(
    draw: st.DrawFn, *, origin_s: int, units: int, most: int, gap: Buffers | None = None
) -> list[Occupied]:
    """Draw allocations that do not clash, on a grid of minutes near an instant (epoch seconds).

    With `gap` all have these buffers, else each draws its own.
    """
    crowd: list[Occupied] = []
    for n in range(1, draw(st.integers(0, most)) + 1):
        start = origin_s + 60 * draw(st.integers(-20, 40))
        end = start + 60 * draw(st.integers(1, 15))
        buffers = gap or Buffers(draw(st.integers(0, 4)), draw(st.integers(0, 4)))
        during = Interval(from_epoch(start), from_epoch(end))
        new = held_by(n, during, draw(st.integers(1, units)), buffers)
        if not any(clash(new, other) for other in crowd):
            crowd.append(new)
    return crowd


def clash(one: Occupied, other: Occupied) -> bool:
    """Whether two allocations may not both stand, by the rule as `interval.conflict` has it."""
    return one.unit == other.unit and conflict(
        Interval(from_epoch(one.starts), from_epoch(one.ends)),
        Buffers(one.before, one.after),
        Interval(from_epoch(other.starts), from_epoch(other.ends)),
        Buffers(other.before, other.after),
    )
