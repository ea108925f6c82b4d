"""Bookings invented for the sample inventory, so that a demonstration looks lived in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from booking.calendars import calendar_days
from booking.model import DayClass, DayKind, ResourceKind, ResourceState, Role, Window
from booking.rules.interval import at_minute, local_date, zone
from booking.sample_rows import (
    SampleHours,
    SampleInventory,
    SamplePolicy,
    SampleResource,
    SampleSite,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SampleBooking:
    """One invented request: `[start, end)` in UTC; resource and person are codes."""

    resource: str
    start: datetime
    end: datetime
    people: int
    title: str
    person: str


# How many meetings a room sees on an open day, with weights.
_MEETINGS = (0, 1, 2, 3)
_MEETING_WEIGHTS = (3, 4, 2, 1)
_TRIES = 8
# Most meetings take one to two hours, some half an hour, few the whole morning.
_USUAL_MAX_MINUTES = 180


@dataclass(frozen=True, slots=True)
class _Busy:
    """An occupied leaf resource, with the buffers of the booking's policy in minutes."""

    start: datetime
    end: datetime
    before: int
    after: int

    def hinders(self, other: _Busy) -> bool:
        """Whether both cannot be: the gap is the larger of the two buffers, never the sum."""
        first, second = sorted((self, other), key=lambda each: each.start)
        gap = timedelta(minutes=max(first.after, second.before))
        return second.start < first.end + gap


class _Diary:
    """Who and what is taken while bookings are being invented."""

    def __init__(self) -> None:
        self._busy: dict[str, list[_Busy]] = {}

    def free(self, keys: Iterable[str], wanted: _Busy) -> bool:
        return not any(wanted.hinders(busy) for key in keys for busy in self._busy.get(key, ()))

    def take(self, keys: Iterable[str], wanted: _Busy) -> None:
        for key in keys:
            self._busy.setdefault(key, []).append(wanted)


def windows_on(hours: SampleHours, day: date, kinds: Mapping[date, DayKind]) -> tuple[Window, ...]:
    """Return the windows that begin on a local date.

    Args:
        hours: the profile.
        day: local date.
        kinds: the site's calendar; a holiday or an adjusted working weekend takes the place of the
            day of the week.
    """
    kind = kinds.get(day, DayKind.NOTE)
    special = {DayKind.HOLIDAY: DayClass.HOLIDAY, DayKind.WORKDAY: DayClass.WORKDAY}
    wanted = special.get(kind, DayClass(day.isoweekday()))
    return tuple(w for w in hours.windows if w.day is wanted)


def plausible_bookings(
    rng: Random, sent: datetime, weeks: int, inventory: SampleInventory
) -> list[SampleBooking]:
    """Invent bookings that the server would accept, sorted by start.

    Only resources that a tenant may book without approval, induction or other papers are booked,
    inside one opening window, on the grid, within notice and horizon, by people of tenants who are
    nowhere else at that time. Equal arguments and an equal state of `rng` give equal bookings.

    Args:
        rng: source of chance.
        sent: instant by which they are sent, on the same local date.
        weeks: how many weeks ahead, 0 or more; with 0 there is only the rest of that day.
        inventory: what `load_inventory` returned.

    Raises:
        ValueError: weeks is negative.
    """
    if weeks < 0:
        raise ValueError("weeks must not be negative")
    sites = {site.code: site for site in inventory.sites}
    kinds = _day_kinds(inventory, sent.date(), weeks)
    diary = _Diary()
    found: list[SampleBooking] = []
    for ahead in range(7 * weeks + 1):
        for resource in inventory.resources:
            site, policy = sites[resource.site], _named(inventory.policies, resource.policy)
            today = local_date(zone(site.timezone), sent)
            day = today + timedelta(days=ahead)
            if not _may_be_booked(resource, policy, site, today, ahead):
                continue
            hours = _named(inventory.hours, resource.hours)
            for window in windows_on(hours, day, kinds[site.calendar]):
                invent = _Inventor(rng, inventory, diary, resource, policy, site)
                found.extend(invent.meetings(day, window, sent))
    return sorted(found, key=lambda booking: (booking.start, booking.resource))


def _named(rows: Iterable[T], code: str) -> T:
    return next(row for row in rows if getattr(row, "code", None) == code)


def _day_kinds(
    inventory: SampleInventory, today: date, weeks: int
) -> dict[str, dict[date, DayKind]]:
    years = range(today.year, (today + timedelta(weeks=weeks, days=1)).year + 1)
    return {
        calendar: {entry.day: entry.kind for entry in calendar_days(calendar, years)}
        for calendar in {site.calendar for site in inventory.sites}
    }


def _may_be_booked(
    resource: SampleResource, policy: SamplePolicy, site: SampleSite, today: date, ahead: int
) -> bool:
    """Whether a tenant may book it `ahead` days from today with nothing but a wish."""
    papers = policy.inductions or policy.needs or policy.notice_working_days
    approved = policy.approval_over_min is None or policy.approval_over_min >= policy.min_minutes
    return (
        resource.bookable
        and resource.state is ResourceState.IN_SERVICE
        and not papers
        and approved
        and ahead <= policy.horizon_days
        and site.opening(today) <= today + timedelta(days=ahead)
    )


@dataclass(frozen=True, slots=True)
class _Inventor:
    """Invents the meetings in one resource."""

    rng: Random
    inventory: SampleInventory
    diary: _Diary
    resource: SampleResource
    policy: SamplePolicy
    site: SampleSite

    def meetings(self, day: date, window: Window, sent: datetime) -> Iterable[SampleBooking]:
        """Yield some meetings in one window, entering them in the diary."""
        for _ in range(self.rng.choices(_MEETINGS, _MEETING_WEIGHTS)[0]):
            for _ in range(_TRIES):
                made = self._meeting(day, window, sent)
                if made is not None:
                    yield made
                    break

    def _meeting(self, day: date, window: Window, sent: datetime) -> SampleBooking | None:
        span = self._span(window)
        if span is None:
            return None
        where = zone(self.site.timezone)
        start, end = (at_minute(where, day, minute) for minute in span)
        if start < sent + timedelta(minutes=self.policy.notice_minutes):
            return None
        wanted = _Busy(start, end, self.policy.buffer_before_min, self.policy.buffer_after_min)
        leaves = self.resource.parts or (self.resource.code,)
        person = self._person(wanted)
        if person is None or not self.diary.free(leaves, wanted):
            return None
        self.diary.take(leaves, wanted)
        self.diary.take([f"person {person}"], wanted)
        return SampleBooking(self.resource.code, start, end, self._people(), self._title(), person)

    def _span(self, window: Window) -> tuple[int, int] | None:
        """Return start and end, minutes after the day's local midnight, or None if nothing fits."""
        policy = self.policy
        longest = min(policy.max_minutes, window.closes - window.opens, _USUAL_MAX_MINUTES)
        if policy.approval_over_min is not None:
            longest = min(longest, policy.approval_over_min)
        lengths = range(policy.min_minutes, longest + 1, policy.length_step_min)
        if not lengths:
            return None
        length = self.rng.choice(lengths)
        first = window.opens + (policy.grid_offset_min - window.opens) % policy.start_step_min
        starts = range(first, window.closes - length + 1, policy.start_step_min)
        if not starts:
            return None
        start = self.rng.choice(starts)
        return start, start + length

    def _person(self, wanted: _Busy) -> str | None:
        """Return a tenant's member who is free at that time."""
        hosts = {tenant.code for tenant in self.inventory.tenants if tenant.class_ == "HOST"}
        free = [
            person.code
            for person in self.inventory.people
            if person.tenant not in hosts
            and any(each.role is Role.MEMBER for each in person.roles)
            and self.diary.free([f"person {person.code}"], wanted)
        ]
        return self.rng.choice(free) if free else None

    def _people(self) -> int:
        capacity = self.resource.capacity or 1
        return self.rng.randint(min(2, capacity), capacity)

    def _title(self) -> str:
        kind = "lab" if self.resource.kind is ResourceKind.LAB else "meeting"
        if self.resource.capacity == 1:
            kind = "call"
        return self.rng.choice([t.text for t in self.inventory.titles if t.kind == kind])
