"""The catalogue's JSON bodies, as the server sends them, into rows of `booking.model`."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from booking.model import (
    CalendarDay,
    Catalogue,
    Closure,
    DayClass,
    DayKind,
    Floor,
    Grant,
    HoursProfile,
    HoursRule,
    Interval,
    Names,
    Person,
    Policy,
    Resource,
    ResourceKind,
    ResourceState,
    Role,
    Site,
    Tenant,
    Window,
)

log = logging.getLogger(__name__)

Body = Mapping[str, Any]


def instant(value: Any) -> datetime:
    """Return the instant of epoch seconds or an ISO text with a zone, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC)
    return datetime.fromtimestamp(value, UTC)


def interval(starts: Any, ends: Any) -> Interval:
    """Return the interval between two instants in either form that `instant` takes."""
    return Interval(instant(starts), instant(ends))


def _names(value: Any) -> Names:
    return Names.of(value)


def _tuple(value: Any) -> tuple[Any, ...]:
    return tuple(value or ())


def _opt_tuple(value: Any) -> tuple[Any, ...] | None:
    return None if value is None else tuple(value)


def _date(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


Convert = Mapping[str, Callable[[Any], Any]]
POLICY: Final[Convert] = {
    "name": _names,
    "hours_rule": HoursRule,
    "inductions": _tuple,
    "needs": _tuple,
}
SITE: Final[Convert] = {"name": _names, "opens_on": _date}
FLOOR: Final[Convert] = {"name": _names}
RESOURCE: Final[Convert] = {
    "kind": ResourceKind,
    "name": _names,
    "description": _names,
    "unit_name": _names,
    "parts": _tuple,
    "features": _tuple,
    "state": ResourceState,
    "classes": _opt_tuple,
}
TENANT: Final[Convert] = {"name": _names}


def _known(kind: type[Any], body: Body, convert: Convert) -> dict[str, Any]:
    """Return the arguments for a dataclass: fields that it knows, converted where said."""
    names = _fields(kind)
    return {n: convert[n](v) if n in convert else v for n, v in body.items() if n in names}


@cache
def _fields(kind: type[Any]) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def _day(body: Body) -> CalendarDay:
    return CalendarDay(
        calendar=body["calendar"],
        day=date.fromisoformat(body["day"]),
        kind=DayKind(body["kind"]),
        name=Names.of(body.get("name")),
        provisional=bool(body.get("provisional", False)),
        source=body.get("source") or "",
    )


def _hours(body: Body) -> HoursProfile:
    windows = tuple(Window(DayClass(d), opens, closes) for d, opens, closes in body["windows"])
    return HoursProfile(body["id"], body["code"], Names.of(body.get("name")), windows)


def _closure(body: Body) -> Closure:
    return Closure(
        id=UUID(body["id"]),
        site_id=body["site_id"],
        resource_id=body.get("resource_id"),
        during=interval(body["starts"], body["ends"]),
        reason=Names.of(body.get("reason")),
        rev=body.get("rev", 1),
    )


def _person(body: Body) -> Person:
    grants = tuple(
        Grant(Role(g["role"]), g.get("site_id"), g.get("resource_id"))
        for g in body.get("grants") or ()
    )
    return Person(
        id=body["id"],
        name=body["name"],
        tenant_id=body["tenant_id"],
        language=body.get("language") or "en",
        grants=grants,
        me=bool(body.get("me", False)),
    )


DECODERS: Final[Mapping[str, Callable[[Body], Any]]] = {
    "day": _day,
    "hours": _hours,
    "policy": lambda body: Policy(**_known(Policy, body, POLICY)),
    "site": lambda body: Site(**_known(Site, body, SITE)),
    "floor": lambda body: Floor(**_known(Floor, body, FLOOR)),
    "resource": lambda body: Resource(**_known(Resource, body, RESOURCE)),
    "closure": _closure,
    "tenant": lambda body: Tenant(**_known(Tenant, body, TENANT)),
    "person": _person,
}


def catalogue(rows: Iterable[tuple[str, str, str]]) -> Catalogue:
    """Build the catalogue of (kind, id, body) rows.

    A row that this version of the program cannot read, because a newer server sent it, is left out
    and logged: one new kind of thing must not close the whole window.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in DECODERS}
    for kind, key, body in rows:
        decode = DECODERS.get(kind)
        if decode is None:
            log.warning("the catalogue has %s %s, which this version does not know", kind, key)
            continue
        try:
            found[kind].append(decode(json.loads(body)))
        except (ValueError, TypeError, KeyError):
            log.exception("the catalogue has %s %s, which cannot be read", kind, key)
    return Catalogue(
        sites={row.id: row for row in found["site"]},
        floors={row.id: row for row in found["floor"]},
        hours={row.id: row for row in found["hours"]},
        policies={row.id: row for row in found["policy"]},
        resources={row.id: row for row in found["resource"]},
        days={(row.calendar, row.day): row for row in found["day"]},
        closures={row.id: row for row in found["closure"]},
        tenants={row.id: row for row in found["tenant"]},
        people={row.id: row for row in found["person"]},
    )
