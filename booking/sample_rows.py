"""Rows of the sample inventory, as `resources/sample` holds them.

References are codes, since ids are the shared database's affair. Lengths are minutes, money is fen
(1/100 CNY), texts are in the three languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from booking.model import HoursRule, Names, ResourceKind, ResourceState, Role, Window


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
