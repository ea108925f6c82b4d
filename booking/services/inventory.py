"""What the office does to the inventory: resources put and retired, closures put and lifted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from booking.cache import queries
from booking.cache.act import Act
from booking.model import (
    Booking,
    BookingState,
    Catalogue,
    Closure,
    Interval,
    Names,
    Resource,
    ResourceState,
    Site,
)
from booking.rules import codes
from booking.rules.interval import iso
from booking.services import checks
from booking.services.listing import match
from booking.services.local import Local
from booking.services.refusal import refused

NEEDED: Final = ("code", "site", "kind", "name", "policy", "hours")
FIELDS: Final = (
    *NEEDED,
    "floor",
    "located_in",
    "description",
    "capacity",
    "area_m2",
    "units",
    "unit_name",
    "parts",
    "features",
    "lab_class",
    "mode",
    "rate_fen",
    "rate_unit",
    "state",
    "bookable",
    "classes",
)
LANGUAGES: Final = frozenset({"en", "zh_hant", "zh_hans"})


@dataclass(frozen=True, slots=True)
class QueuedChange:
    """A queued act on the inventory, and how many bookings to come the cache knows it touches."""

    act: Act
    affected: int
    as_of: datetime | None


class Inventory:
    """The verbs on resources and closures; for a site's administrators.

    All raise RefusedError (nothing queued), EnvironmentProblem ("no_data", disk) or Unavailable.
    """

    def __init__(self, local: Local) -> None:
        self._local = local

    def document(self, code: str) -> dict[str, Any]:
        """Return a resource as the document that `put` takes.

        Raises:
            RefusedError: "no_such_resource".
        """
        catalogue = self._local.catalogue()
        return document_of(catalogue, self._resource(catalogue, code))

    def put(self, document: Mapping[str, Any]) -> QueuedChange:
        """Add a resource, or change one: the document says all of it, not only what is new.

        Args:
            document: codes for site, floor, policy, hours, located_in, parts; texts as
                `{"en", "zh_hant", "zh_hans"}`. What is missing takes its default.
        """
        for field in document:
            if field not in FIELDS:
                raise refused(codes.BAD_REQUEST, field=f"resource.{field}")
        for field in NEEDED:
            if document.get(field) is None:
                raise refused(codes.BAD_REQUEST, field=f"resource.{field}")
        code = checks.code(document["code"], "resource.code")
        for field in ("name", "description", "unit_name"):
            _names(document.get(field), f"resource.{field}", needed=field == "name")
        catalogue = self._local.catalogue()
        self._administered(catalogue, str(document["site"]), "resource.site")
        known = catalogue.resource(code)
        body = {key: value for key, value in document.items() if value is not None}
        args = {"expects": known.rev if known else None, "resource": body}
        affected = self._to_come(catalogue, known) if known else 0
        return self._queue("resource_put", args, f"resource:{code}", None, affected)

    def retire(self, code: str) -> QueuedChange:
        """Take a resource out of use for good; bookings to come stay, for the office to decide."""
        catalogue = self._local.catalogue()
        resource = self._resource(catalogue, code)
        self._administered(catalogue, catalogue.sites[resource.site_id].code, "resource.site")
        if resource.state is ResourceState.RETIRED:
            raise refused(codes.RETIRED, resource=code)
        args = {"resource": code, "expects": resource.rev}
        affected = self._to_come(catalogue, resource)
        return self._queue("resource_retire", args, f"resource:{code}", None, affected)

    def close(
        self, site: str, resource: str | None, start: datetime, end: datetime, reason: Names
    ) -> QueuedChange:
        """Close a site (`resource` None) or a resource for a time; bookings in it stay."""
        during = checks.interval(start, end)
        _names(reason.as_json(), "reason", needed=True)
        catalogue = self._local.catalogue()
        place = self._administered(catalogue, site, "site")
        what = None if resource is None else self._resource(catalogue, resource)
        if what is not None and what.site_id != place.id:
            raise refused(codes.NO_SUCH_RESOURCE)
        if during.end <= self._local.now():
            raise refused(codes.IN_PAST)
        key = self._local.new_id()
        args = {
            "closure": str(key),
            "expects": None,
            "site": site,
            "resource": resource,
            "from": iso(during.start),
            "to": iso(during.end),
            "reason": reason.as_json(),
        }
        affected = self._touched(catalogue, place, what, during)
        return self._queue("closure_put", args, str(key), during.end, affected)

    def lift(self, closure: UUID) -> QueuedChange:
        """End a closure."""
        catalogue = self._local.catalogue()
        found = catalogue.closures.get(closure)
        if found is None:
            raise refused(codes.NO_SUCH_CLOSURE)
        self._administered(catalogue, catalogue.sites[found.site_id].code, "site")
        args = {"closure": str(closure), "expects": found.rev}
        return self._queue("closure_lift", args, str(closure), None, 0)

    def closures(self) -> list[Closure]:
        """Return the closures that are not over, by start."""
        now = self._local.now()
        live = (c for c in self._local.catalogue().closures.values() if c.during.end > now)
        return sorted(live, key=lambda closure: (closure.during.start, closure.id))

    def resolve(self, fragment: str) -> UUID:
        """Return the id of the closure that an id, or its beginning or end, means.

        Raises:
            RefusedError: "no_such_closure".
            UserError: "ambiguous_id".
        """
        return match(fragment, self._local.catalogue().closures, codes.NO_SUCH_CLOSURE)

    def _resource(self, catalogue: Catalogue, code: str) -> Resource:
        found = catalogue.resource(checks.code(code, "resource"))
        if found is None:
            raise refused(codes.NO_SUCH_RESOURCE)
        return found

    def _administered(self, catalogue: Catalogue, code: str, field: str) -> Site:
        site = catalogue.site(code)
        if site is None:
            raise refused(codes.BAD_REQUEST, field=field)
        if not self._local.me().administers(site.id):
            raise refused(codes.NOT_ALLOWED)
        return site

    def _bookings(self, since: datetime, until: datetime | None) -> list[Booking]:
        found = self._local.desk.cache.read(lambda c: queries.bookings(c, since, until))
        return [one for one in found if one.state is BookingState.CONFIRMED]

    def _to_come(self, catalogue: Catalogue, resource: Resource) -> int:
        """Count bookings of a resource, or of what it is part of, that are not over."""
        now = self._local.now()
        wholes = {one.id for one in catalogue.resources.values() if resource.id in one.parts}
        return sum(
            any(i.resource_id in wholes | {resource.id} and i.during.end > now for i in one.items)
            for one in self._bookings(now, None)
        )

    def _touched(
        self, catalogue: Catalogue, site: Site, what: Resource | None, during: Interval
    ) -> int:
        """Count bookings that a closure concerns: of it, its wholes, and what stands in it."""

        def concerned(key: int) -> bool:
            resource = catalogue.resources.get(key)
            if resource is None or resource.site_id != site.id:
                return False
            pieces = (resource, *catalogue.leaves(resource))
            return what is None or any(what.id in (one.id, one.located_in) for one in pieces)

        return sum(
            any(concerned(i.resource_id) and i.during.overlaps(during) for i in one.items)
            for one in self._bookings(during.start, during.end)
        )

    def _queue(
        self, op: str, args: dict[str, Any], subject: str, last: datetime | None, affected: int
    ) -> QueuedChange:
        checks.size(args)
        act = self._local.desk.outbox.append(op, args, subject=subject, not_after=last)
        return QueuedChange(act, affected, self._local.as_of())


def _names(value: object, field: str, *, needed: bool) -> None:
    if value is None and not needed:
        return
    if not isinstance(value, Mapping):
        raise refused(codes.BAD_REQUEST, field=field)
    for language, text in value.items():
        if language not in LANGUAGES:
            raise refused(codes.BAD_REQUEST, field=f"{field}.{language}")
        checks.text(text, f"{field}.{language}", most=checks.REASON, least=0)
    if needed and not any(str(text).strip(" ") for text in value.values()):
        raise refused(codes.BAD_TEXT, field=field)


def document_of(catalogue: Catalogue, resource: Resource) -> dict[str, Any]:
    """Return a resource as JSON with codes in place of ids; `Inventory.put` takes it back."""
    site = catalogue.sites[resource.site_id]
    floor = catalogue.floors.get(resource.floor_id or 0)
    lab = catalogue.resources.get(resource.located_in or 0)
    policy = catalogue.policies.get(resource.policy_id)
    hours = catalogue.hours.get(resource.hours_id)
    parts = (catalogue.resources.get(part) for part in resource.parts)
    return {
        "code": resource.code,
        "site": site.code,
        "kind": resource.kind.value,
        "name": resource.name.as_json(),
        "policy": policy.code if policy else None,
        "hours": hours.code if hours else None,
        "floor": floor.code if floor else None,
        "located_in": lab.code if lab else None,
        "description": resource.description.as_json(),
        "capacity": resource.capacity,
        "area_m2": resource.area_m2,
        "units": resource.units,
        "unit_name": resource.unit_name.as_json(),
        "parts": [part.code for part in parts if part],
        "features": list(resource.features),
        "lab_class": resource.lab_class,
        "mode": resource.mode,
        "rate_fen": resource.rate_fen,
        "rate_unit": resource.rate_unit,
        "state": resource.state.value,
        "bookable": resource.bookable,
        "classes": None if resource.classes is None else list(resource.classes),
    }
