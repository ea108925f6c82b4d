"""The sample inventory: what `resources/sample` holds, checked, and bookings invented for it.

All of it is invented for demonstration and says so; see the note in each file. References are
codes, since ids are the shared database's affair. Lengths are minutes, money is fen (1/100 CNY),
texts are in the three languages.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, IntEnum
from importlib.resources import files
from random import Random
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from booking.calendars import CALENDARS, calendar_days
from booking.model import (
    DayClass,
    DayKind,
    HoursRule,
    Names,
    ResourceKind,
    ResourceState,
    Role,
    Window,
)

T = TypeVar("T")
MINUTES_A_DAY = 1440
MAX_CLOSES = 2 * MINUTES_A_DAY


class SampleDataError(ValueError):
    """A sample file is not what it should be.

    Attributes:
        where: file and place in it, for example "resources[3].units".
    """

    def __init__(self, where: str, problem: str) -> None:
        self.where = where
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True)
class SampleSite:
    """A site. With `opens_on` None it opens `opens_in_days` days after the data is loaded."""

    code: str
    name: Names
    timezone: str
    calendar: str
    info_calendar: str
    currency: str
    address: str
    phone: str
    opens_on: date | None
    opens_on_precision: Literal["day", "month"]
    opens_in_days: int | None
    planned: str
    sort: int

    def opening(self, today: date) -> date:
        """Return the opening date, when the data is loaded on the local date `today`."""
        return self.opens_on or today + timedelta(days=self.opens_in_days or 0)


@dataclass(frozen=True, slots=True)
class SampleFloor:
    """A floor of a site."""

    code: str
    site: str
    name: Names
    sort: int


@dataclass(frozen=True, slots=True)
class SampleHours:
    """An opening-hours profile; a class of day without a window is closed."""

    code: str
    name: Names
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class SamplePolicy:
    """Booking rules; the fields mean what `model.Policy` says, in minutes where it counts so."""

    code: str
    name: Names
    hours_rule: HoursRule
    start_step_min: int
    grid_offset_min: int
    length_step_min: int
    min_minutes: int
    max_minutes: int
    notice_minutes: int
    notice_working_days: int
    horizon_days: int
    buffer_before_min: int
    buffer_after_min: int
    approval_over_min: int | None
    inductions: tuple[str, ...]
    needs: tuple[Literal["form", "project", "deposit", "plan", "permit"], ...]
    check_in_min: int | None
    free_cancel_min: int


@dataclass(frozen=True, slots=True)
class SampleResource:
    """A room, lab or instrument; the fields mean what `model.Resource` says."""

    code: str
    site: str
    floor: str
    located_in: str | None
    kind: ResourceKind
    name: Names
    description: Names
    capacity: int | None
    area_m2: int | None
    units: int
    unit_name: Names | None
    parts: tuple[str, ...]
    features: tuple[str, ...]
    lab_class: str | None
    mode: Literal["self_use", "staff", "storage", "remote"] | None
    policy: str
    hours: str
    rate_fen_per_hour: int
    rate_unit: Literal["hour", "unit_hour", "unit_day"]
    state: ResourceState
    bookable: bool


@dataclass(frozen=True, slots=True)
class SampleFeature:
    """What a feature code stands for."""

    code: str
    name: Names


@dataclass(frozen=True, slots=True)
class SampleTenant:
    """A tenant; `class_` is `class` in the file (HOST, INCU, TEN, INST)."""

    code: str
    name: Names
    class_: Literal["HOST", "INCU", "TEN", "INST"]
    side: Literal["HK", "CN"]


@dataclass(frozen=True, slots=True)
class SampleRole:
    """A role of a person, at a site or for a resource where the role is of that kind."""

    role: Role
    site: str | None
    resource: str | None


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Someone who signs in."""

    code: str
    name: str
    tenant: str
    language: Literal["en", "zh-Hant-HK", "zh-Hans-CN"]
    email: str
    roles: tuple[SampleRole, ...]


@dataclass(frozen=True, slots=True)
class SampleTitle:
    """A title for an invented booking of a meeting room, a lab or a phone booth."""

    kind: Literal["meeting", "lab", "call"]
    text: str


@dataclass(frozen=True, slots=True)
class SampleInventory:
    """All sample data, each tuple in the order of its file."""

    sites: tuple[SampleSite, ...]
    floors: tuple[SampleFloor, ...]
    hours: tuple[SampleHours, ...]
    policies: tuple[SamplePolicy, ...]
    resources: tuple[SampleResource, ...]
    features: tuple[SampleFeature, ...]
    tenants: tuple[SampleTenant, ...]
    people: tuple[SamplePerson, ...]
    titles: tuple[SampleTitle, ...]


@dataclass(frozen=True, slots=True)
class SampleBooking:
    """One invented request: `[start, end)` in UTC; resource and person are codes."""

    resource: str
    start: datetime
    end: datetime
    people: int
    title: str
    person: str


def load_inventory() -> SampleInventory:
    """Read and check every file of `resources/sample`.

    Raises:
        SampleDataError: a file is not JSON, a field is missing, unknown or of another type, a code
            occurs twice, or a reference or a number makes no sense.
    """
    kinds = get_type_hints(SampleInventory)
    parts = {name: _decode(kind, _rows(name), name) for name, kind in kinds.items()}
    inventory = SampleInventory(**parts)
    _check_codes(inventory)
    _check_references(inventory)
    _check_numbers(inventory)
    return inventory


def _rows(name: str) -> object:
    """Return the list in one file, an object with a "note" beside it."""
    text = files("resources").joinpath("sample", f"{name}.json").read_text(encoding="utf-8")
    try:
        content = json.loads(text)
    except ValueError as error:
        raise SampleDataError(name, "not JSON") from error
    if not isinstance(content, dict) or set(content) != {"note", name}:
        raise SampleDataError(name, f"wants an object with 'note' and {name!r}")
    if "SAMPLE" not in str(content["note"]):
        raise SampleDataError(name, "the note must say that this is SAMPLE data")
    return content[name]


def _decode(kind: Any, raw: object, where: str) -> Any:
    """Return JSON as an instance of a type.

    Args:
        kind: a dataclass, tuple[X, ...], X | None, Literal, Enum, date or scalar.
        raw: what `json.loads` gave.
        where: its place, for errors.
    """
    origin = get_origin(kind)
    if origin in {types.UnionType, Union}:  # Literal[...] | None is still a typing.Union
        wanted = next(arg for arg in get_args(kind) if arg is not type(None))
        return None if raw is None else _decode(wanted, raw, where)
    if origin is tuple:
        if not isinstance(raw, list):
            raise SampleDataError(where, "wants a list")
        item = get_args(kind)[0]
        return tuple(_decode(item, each, f"{where}[{n}]") for n, each in enumerate(raw))
    if is_dataclass(kind):
        return _decode_fields(kind, raw, where)
    return _decode_scalar(kind, raw, where)


def _decode_fields(kind: Any, raw: object, where: str) -> Any:
    wanted = {each.name.rstrip("_"): each.name for each in fields(kind)}
    if not isinstance(raw, dict) or set(raw) != set(wanted):
        raise SampleDataError(where, f"wants an object with exactly {', '.join(sorted(wanted))}")
    hints = get_type_hints(kind)
    return kind(
        **{name: _decode(hints[name], raw[key], f"{where}.{key}") for key, name in wanted.items()}
    )


def _decode_scalar(kind: Any, raw: object, where: str) -> Any:
    if get_origin(kind) is Literal:
        if raw not in get_args(kind):
            raise SampleDataError(where, f"{raw!r} is none of {get_args(kind)}")
        return raw
    try:
        if kind is date:
            return date.fromisoformat(str(raw))
        if issubclass(kind, IntEnum):
            return kind[str(raw).upper()]
        if issubclass(kind, Enum):
            return kind(raw)
    except (KeyError, ValueError) as error:
        raise SampleDataError(where, f"{raw!r} is no {kind.__name__}") from error
    if type(raw) is not kind:
        raise SampleDataError(where, f"wants {kind.__name__}, not {type(raw).__name__}")
    return raw


def _check_codes(inventory: SampleInventory) -> None:
    """Codes are unique in their file, and whatever has a name has it in three languages."""
    for each in fields(inventory):
        seen: set[str] = set()
        for row in getattr(inventory, each.name):
            code = getattr(row, "code", None) or row.text
            if code in seen:
                raise SampleDataError(each.name, f"{code} occurs twice")
            seen.add(code)
            name = getattr(row, "name", None)
            if isinstance(name, Names) and not all(name.as_json().values()):
                raise SampleDataError(f"{each.name} {code}", "a name is empty")


def _check_references(inventory: SampleInventory) -> None:
    """Every code that is mentioned exists, and lies at the same site where that matters."""
    by_code = {row.code: row for row in inventory.resources}
    floors = {row.code: row.site for row in inventory.floors}
    sites, rows = _codes(inventory.sites), inventory.resources
    roles = [role for person in inventory.people for role in person.roles]
    wanted: list[tuple[str, Iterable[str], Iterable[str | None]]] = [
        ("sites.calendar", CALENDARS, (s.calendar for s in inventory.sites)),
        ("sites.info_calendar", CALENDARS, (s.info_calendar for s in inventory.sites)),
        ("floors.site", sites, floors.values()),
        ("resources.site", sites, (r.site for r in rows)),
        ("resources.policy", _codes(inventory.policies), (r.policy for r in rows)),
        ("resources.hours", _codes(inventory.hours), (r.hours for r in rows)),
        ("resources.floor", floors, (r.floor for r in rows)),
        ("resources.located_in", by_code, (r.located_in for r in rows)),
        ("resources.parts", by_code, (part for r in rows for part in r.parts)),
        ("resources.features", _codes(inventory.features), (f for r in rows for f in r.features)),
        ("people.tenant", _codes(inventory.tenants), (p.tenant for p in inventory.people)),
        ("people.roles.site", sites, (role.site for role in roles)),
        ("people.roles.resource", by_code, (role.resource for role in roles)),
    ]
    for where, known, mentioned in wanted:
        unknown = {code for code in mentioned if code is not None} - set(known)
        if unknown:
            raise SampleDataError(where, f"unknown: {', '.join(sorted(unknown))}")
    for row in by_code.values():
        related = [by_code[code] for code in (*row.parts, *filter(None, [row.located_in]))]
        if floors[row.floor] != row.site or any(other.site != row.site for other in related):
            raise SampleDataError(f"resources {row.code}", "refers to another site")
        if any(by_code[code].parts for code in row.parts):
            raise SampleDataError(f"resources {row.code}", "parts do not nest")


def _codes(rows: Iterable[Any]) -> set[str]:
    return {row.code for row in rows}


def _check_numbers(inventory: SampleInventory) -> None:
    """Windows, steps, lengths, units and opening dates make sense."""
    for profile in inventory.hours:
        if not all(0 <= w.opens < w.closes <= MAX_CLOSES for w in profile.windows):
            raise SampleDataError(f"hours {profile.code}", f"0 <= opens < closes <= {MAX_CLOSES}")
    for policy in inventory.policies:
        _check_policy(policy)
    for resource in inventory.resources:
        numbers = (resource.capacity or 1, resource.area_m2 or 1, resource.units)
        if min(numbers) < 1 or resource.rate_fen_per_hour < 0:
            raise SampleDataError(f"resources {resource.code}", "a number is out of range")
        if (resource.units > 1) != (resource.unit_name is not None):
            raise SampleDataError(f"resources {resource.code}", "several units want a unit_name")
    for site in inventory.sites:
        if (site.opens_on is None) == (site.opens_in_days is None):
            raise SampleDataError(f"sites {site.code}", "wants one of opens_on and opens_in_days")


def _check_policy(policy: SamplePolicy) -> None:
    where = f"policies {policy.code}"
    step = policy.length_step_min
    if not (step > 0 and step <= policy.min_minutes <= policy.max_minutes):
        raise SampleDataError(where, "lengths must rise: step, least, greatest")
    if policy.min_minutes % step or policy.max_minutes % step:
        raise SampleDataError(where, "least and greatest length must be whole steps")
    if not 0 <= policy.grid_offset_min < policy.start_step_min <= MINUTES_A_DAY:
        raise SampleDataError(where, "0 <= grid offset < start step <= a day")
    if policy.notice_minutes and policy.notice_working_days:
        raise SampleDataError(where, "notice is in minutes or in working days, not both")


# ------------------------------------------------------------------------------------ bookings

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
    rng: Random, today: date, weeks: int, inventory: SampleInventory
) -> list[SampleBooking]:
    """Invent bookings that the server would accept, from the day after `today` on, sorted by start.

    Only resources that a tenant may book without approval, induction or other papers are booked,
    inside one opening window, on the grid, within notice and horizon, by people of tenants who are
    nowhere else at that time. Equal arguments and an equal state of `rng` give equal bookings.

    Args:
        rng: source of chance.
        today: local date of the sites, on which the bookings will be sent.
        weeks: how many weeks ahead, 0 or more.
        inventory: what `load_inventory` returned.

    Raises:
        ValueError: weeks is negative.
    """
    if weeks < 0:
        raise ValueError("weeks must not be negative")
    sites = {site.code: site for site in inventory.sites}
    kinds = _day_kinds(inventory, today, weeks)
    diary = _Diary()
    found: list[SampleBooking] = []
    for ahead in range(1, 7 * weeks + 1):
        day = today + timedelta(days=ahead)
        for resource in inventory.resources:
            site, policy = sites[resource.site], _named(inventory.policies, resource.policy)
            if not _may_be_booked(resource, policy, site, today, ahead):
                continue
            hours = _named(inventory.hours, resource.hours)
            for window in windows_on(hours, day, kinds[site.calendar]):
                invent = _Inventor(rng, inventory, diary, resource, policy, site)
                found.extend(invent.meetings(day, window, today))
    return sorted(found, key=lambda booking: (booking.start, booking.resource))


def _named(rows: Iterable[T], code: str) -> T:
    return next(row for row in rows if getattr(row, "code", None) == code)


def _day_kinds(
    inventory: SampleInventory, today: date, weeks: int
) -> dict[str, dict[date, DayKind]]:
    years = range(today.year, (today + timedelta(weeks=weeks)).year + 1)
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

    def meetings(self, day: date, window: Window, today: date) -> Iterable[SampleBooking]:
        """Yield some meetings in one window, entering them in the diary."""
        for _ in range(self.rng.choices(_MEETINGS, _MEETING_WEIGHTS)[0]):
            for _ in range(_TRIES):
                made = self._meeting(day, window, today)
                if made is not None:
                    yield made
                    break

    def _meeting(self, day: date, window: Window, today: date) -> SampleBooking | None:
        span = self._span(window)
        if span is None:
            return None
        start, end = (_instant(day, minute, self.site.timezone) for minute in span)
        # Sent at any time today, even a moment before midnight, the notice is kept.
        if start < _instant(today, MINUTES_A_DAY + self.policy.notice_minutes, self.site.timezone):
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


def _instant(day: date, minutes: int, timezone: str) -> datetime:
    """Return the UTC instant of a wall time, given in minutes after the local midnight of `day`."""
    days, rest = divmod(minutes, MINUTES_A_DAY)
    wall = time(rest // 60, rest % 60, tzinfo=ZoneInfo(timezone))
    return datetime.combine(day + timedelta(days=days), wall).astimezone(UTC)
