"""A resource as one JSON document with codes in place of ids, and its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from booking.model import Catalogue, Resource
from booking.rules import codes
from booking.services import checks
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


def well_formed(document: Mapping[str, Any]) -> str:
    """See that a document has a document's form; returns the resource's code.

    Raises:
        RefusedError: "bad_request", "bad_text" with the field.
    """
    for field in document:
        if field not in FIELDS:
            raise refused(codes.BAD_REQUEST, field=f"resource.{field}")
    for field in NEEDED:
        if document.get(field) is None:
            raise refused(codes.BAD_REQUEST, field=f"resource.{field}")
    for field in ("name", "description", "unit_name"):
        names(document.get(field), f"resource.{field}", needed=field == "name")
    return checks.code(document["code"], "resource.code")


def names(value: object, field: str, *, needed: bool) -> None:
    """See that a text in several languages is one.

    Raises:
        RefusedError: "bad_request", "bad_text" with the field.
    """
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
