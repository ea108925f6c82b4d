"""The nouns: frozen rows that every part of the program passes on.

Instants are aware `datetime`s in UTC, whole seconds; intervals are half-open `[start, end)`;
lengths, steps, buffers and notices are whole minutes; opening windows are minutes after the local
midnight of their day (0 to 2880, so that a window may run past midnight); money is fen (1/100 CNY).
Codes (`JO-1F-MR01`) are stable and unique in the zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

PROTOCOL = 1
"""Version of the doors that this client speaks; the server names the oldest that may still
write.
"""
LEAST_LETTERS = 8
"""Of a password that somebody chooses."""
SCHEMA_VERSION = 2
"""Version of the shared database's schema that this program makes."""


@dataclass(frozen=True, slots=True)
class Names:
    """One text in the three languages of the program (`en`, `zh-Hant-HK`, `zh-Hans-CN`); empty
    where not given.
    """

    en: str = ""
    zh_hant: str = ""
    zh_hans: str = ""

    @classmethod
    def of(cls, value: Mapping[str, Any] | None) -> Names:
        """Build from a JSON object with the keys en, zh_hant, zh_hans (missing ones are empty)."""
        value = value or {}
        return cls(*(str(value.get(key) or "") for key in ("en", "zh_hant", "zh_hans")))

    def as_json(self) -> dict[str, str]:
        """Return the JSON object that `of` reads."""
        return {"en": self.en, "zh_hant": self.zh_hant, "zh_hans": self.zh_hans}

    def best(self, language: str = "en") -> str:
        """Return the text in one language ("en", "zh_hant", "zh_hans"), else the first that is not
        empty.
        """
        wanted = getattr(self, language, "")
        return wanted or self.en or self.zh_hant or self.zh_hans


class DayClass(IntEnum):
    """What a local date is for opening hours: an ISO weekday, a holiday, or an adjusted working
    weekend (調休).
    """

    MON = 1
    TUE = 2
    WED = 3
    THU = 4
    FRI = 5
    SAT = 6
    SUN = 7
    HOLIDAY = 8
    WORKDAY = 9


class DayKind(StrEnum):
    """Kind of a calendar's entry: closed, worked although a weekend, or only worth a note."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One entry of a calendar; a site reads the calendar that it names."""

    calendar: str
    day: date
    kind: DayKind
    name: Names
    provisional: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Open from `opens` to `closes`, minutes after the local midnight of a day of class `day`, 0 <=
    opens < closes <= 2880.
    """

    day: DayClass
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class HoursProfile:
    """Weekly opening hours; a class without a window is closed."""

    id: int
    code: str
    name: Names
    windows: tuple[Window, ...]


class HoursRule(StrEnum):
    """How a booking must lie in the opening hours: all of it, its two ends, or not at all."""

    WHOLE = "whole"
    ENDS = "ends"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules that a resource's bookings follow. Minutes unless the name says otherwise.

    Attributes:
        grid_offset: minutes after local midnight at which the grid of starts is anchored.
        notice_minutes, notice_working_days: at most one of them is not 0.
        horizon_days: a booking's local start date is at most this many days after today.
        approval_over: None never, 0 always, else a booking longer than this needs approval.
        inductions: certificates wanted ("A", "B" ...; "item" is a certificate for that very item).
        needs: further things wanted: "form", "project", "deposit", "plan", "permit".
    """

    id: int
    code: str
    version: int
    name: Names
    hours_rule: HoursRule
    start_step: int
    grid_offset: int
    length_step: int
    min_length: int
    max_length: int
    notice_minutes: int
    notice_working_days: int
    horizon_days: int
    buffer_before: int
    buffer_after: int
    approval_over: int | None = None
    inductions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    check_in: int | None = None
    free_cancel: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    """A place with one time zone and one calendar. `opens_on` None: not known yet, nothing can be
    booked.
    """

    id: int
    code: str
    name: Names
    timezone: str
    calendar: str
    info_calendar: str = ""
    currency: str = "CNY"
    address: str = ""
    phone: str = ""
    opens_on: date | None = None
    planned: str = ""
    sort: int = 0


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor of a site; labels differ between Hong Kong and the mainland, so they are free text
    with a sort order.
    """

    id: int
    code: str
    site_id: int
    name: Names
    sort: int = 0


class ResourceKind(StrEnum):
    """What a resource is."""

    ROOM = "room"
    LAB = "lab"
    EQUIPMENT = "equipment"


class ResourceState(StrEnum):
    """Whether a resource can be booked at all."""

    IN_SERVICE = "in_service"
    LIMITED = "limited"
    OUT_OF_SERVICE = "out_of_service"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Resource:
    """A room, lab or instrument.

    Attributes:
        capacity: people, None where it does not count (equipment).
        units: how many like places can be booked apart (benches, hoods, GPUs); 1 for a room.
        parts: ids of the resources that this one is combined of; then it has no units of its own to
            occupy.
        located_in: id of the lab it stands in; that lab's closures hold for it too.
        bookable: False where it is only booked through what stands in it.
        rate_fen: fen for one `rate_unit` ("hour", "unit_hour", "unit_day").
        rev: revision, counts edits; wanted back as `expects`.
    """

    id: int
    code: str
    site_id: int
    kind: ResourceKind
    name: Names
    policy_id: int
    hours_id: int
    floor_id: int | None = None
    located_in: int | None = None
    description: Names = Names()
    capacity: int | None = None
    area_m2: int | None = None
    units: int = 1
    unit_name: Names = Names()
    parts: tuple[int, ...] = ()
    features: tuple[str, ...] = ()
    lab_class: str = ""
    mode: str = ""
    rate_fen: int = 0
    rate_unit: str = "hour"
    state: ResourceState = ResourceState.IN_SERVICE
    bookable: bool = True
    classes: tuple[str, ...] | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-open `[start, end)` in UTC.

    Raises:
        ValueError: naive or non-UTC instants, or end not after start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError("instants are aware and in UTC")
        if self.end <= self.start:
            raise ValueError("end must be after start")

    @property
    def minutes(self) -> float:
        """Length in minutes."""
        return (self.end - self.start).total_seconds() / 60

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share an instant."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Closure:
    """A resource, or with `resource_id` None a whole site, is closed for a time."""

    id: UUID
    site_id: int
    resource_id: int | None
    during: Interval
    reason: Names
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Tenant:
    """A company, institute or host organisation. Other tenants' rows never reach a member's
    desktop.
    """

    id: int
    code: str
    name: Names
    tenant_class: str = ""


class Role(StrEnum):
    """What a person may do beside booking for the tenant."""

    MEMBER = "member"
    TENANT_ADMIN = "tenant_admin"
    CUSTODIAN = "custodian"
    SITE_ADMIN = "site_admin"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of a person, for one site or one resource where the role is of that kind."""

    role: Role
    site_id: int | None = None
    resource_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in. `me` marks the owner of this cache."""

    id: int
    name: str
    tenant_id: int
    language: str = "en"
    grants: tuple[Grant, ...] = ()
    me: bool = False

    def administers(self, site_id: int) -> bool:
        """Whether the person keeps the inventory of that site."""
        return any(g.role is Role.SITE_ADMIN and g.site_id == site_id for g in self.grants)


class BookingState(StrEnum):
    """Where a booking stands on the server."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class BookingItem:
    """What was asked of one resource; `allocations` are the ids of what it occupies."""

    id: UUID
    resource_id: int
    during: Interval
    quantity: int = 1
    allocations: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking that this person may see. `title` is None where it is private to a colleague."""

    id: UUID
    tenant_id: int
    organiser_id: int
    title: str | None
    notes: str | None
    people: int
    private: bool
    state: BookingState
    items: tuple[BookingItem, ...]
    rev: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule that speaks against a request: a code of `booking.rules.codes` and its values
    (JSON-compatible).
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return `{"code": ..., **values}`."""
        return {"code": self.code, **self.values}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that rarely changes, as one consistent picture: inventory, rules, calendars, closures,
    own people.
    """

    sites: Mapping[int, Site]
    floors: Mapping[int, Floor]
    hours: Mapping[int, HoursProfile]
    policies: Mapping[int, Policy]
    resources: Mapping[int, Resource]
    days: Mapping[tuple[str, date], CalendarDay]
    closures: Mapping[UUID, Closure]
    tenants: Mapping[int, Tenant] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)

    def resource(self, code: str) -> Resource | None:
        """Return the resource with that code, or None."""
        return next((r for r in self.resources.values() if r.code == code), None)

    def site(self, code: str) -> Site | None:
        """Return the site with that code, or None."""
        return next((s for s in self.sites.values() if s.code == code), None)

    def me(self) -> Person | None:
        """Return the person this cache belongs to, None before the first pull."""
        return next((p for p in self.people.values() if p.me), None)

    def timezone(self, resource: Resource | None) -> str:
        """Return the time zone of a resource's site, "UTC" where that is not known."""
        site = None if resource is None else self.sites.get(resource.site_id)
        return "UTC" if site is None else site.timezone

    def leaves(self, resource: Resource) -> tuple[Resource, ...]:
        """Return the resources that booking this one occupies: its parts, or itself. Parts do not
        nest.
        """
        if not resource.parts:
            return (resource,)
        return tuple(self.resources[part] for part in resource.parts if part in self.resources)
