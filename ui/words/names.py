"""Names of states, roles, kinds and the like, as labels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QCoreApplication

from booking.model import Names, Resource, ResourceKind, ResourceState
from booking.services.views import ActState, Standing
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP, pick

STANDINGS: Final[Mapping[str, str]] = {
    Standing.CONFIRMED: QT_TRANSLATE_NOOP("name", "Confirmed"),
    Standing.PENDING: QT_TRANSLATE_NOOP("name", "Waiting for confirmation"),
    Standing.LIKELY_LOST: QT_TRANSLATE_NOOP("name", "Waiting, probably taken already"),
    Standing.REFUSED: QT_TRANSLATE_NOOP("name", "Refused"),
    Standing.EXPIRED: QT_TRANSLATE_NOOP("name", "Too late"),
    Standing.QUARANTINED: QT_TRANSLATE_NOOP("name", "Set aside after a fault"),
}
ACT_STATES: Final[Mapping[str, str]] = {
    ActState.QUEUED: QT_TRANSLATE_NOOP("name", "Waiting to be sent"),
    ActState.IN_FLIGHT: QT_TRANSLATE_NOOP("name", "Sent, no answer yet"),
    ActState.CONFIRMED: QT_TRANSLATE_NOOP("name", "Confirmed"),
    ActState.REFUSED: QT_TRANSLATE_NOOP("name", "Refused"),
    ActState.EXPIRED: QT_TRANSLATE_NOOP("name", "Too late"),
    ActState.QUARANTINED: QT_TRANSLATE_NOOP("name", "Set aside after a fault"),
    ActState.WITHDRAWN: QT_TRANSLATE_NOOP("name", "Taken back"),
}
OPERATIONS: Final[Mapping[str, str]] = {
    "book": QT_TRANSLATE_NOOP("name", "Booking"),
    "move": QT_TRANSLATE_NOOP("name", "Move"),
    "resize": QT_TRANSLATE_NOOP("name", "Change of length"),
    "edit": QT_TRANSLATE_NOOP("name", "Change of details"),
    "cancel": QT_TRANSLATE_NOOP("name", "Cancellation"),
    "item_add": QT_TRANSLATE_NOOP("name", "Addition to a booking"),
    "item_drop": QT_TRANSLATE_NOOP("name", "Removal from a booking"),
    "resource_put": QT_TRANSLATE_NOOP("name", "Inventory entry"),
    "resource_retire": QT_TRANSLATE_NOOP("name", "Retirement"),
    "closure_put": QT_TRANSLATE_NOOP("name", "Closure"),
    "closure_lift": QT_TRANSLATE_NOOP("name", "Lifting of a closure"),
}
KINDS: Final[Mapping[str, str]] = {
    ResourceKind.ROOM: QT_TRANSLATE_NOOP("name", "Room"),
    ResourceKind.LAB: QT_TRANSLATE_NOOP("name", "Laboratory"),
    ResourceKind.EQUIPMENT: QT_TRANSLATE_NOOP("name", "Equipment"),
}
STATES: Final[Mapping[str, str]] = {
    ResourceState.IN_SERVICE: QT_TRANSLATE_NOOP("name", "In service"),
    ResourceState.LIMITED: QT_TRANSLATE_NOOP("name", "Limited service"),
    ResourceState.OUT_OF_SERVICE: QT_TRANSLATE_NOOP("name", "Out of service"),
    ResourceState.RETIRED: QT_TRANSLATE_NOOP("name", "Retired"),
}
MODES: Final[Mapping[str, str]] = {
    "self_use": QT_TRANSLATE_NOOP("name", "Self-use with a certificate"),
    "staff": QT_TRANSLATE_NOOP("name", "Operated by staff"),
    "remote": QT_TRANSLATE_NOOP("name", "Remote use"),
    "storage": QT_TRANSLATE_NOOP("name", "Storage by the day"),
}
RATES: Final[Mapping[str, str]] = {
    "hour": QT_TRANSLATE_NOOP("name", "{money} an hour"),
    "unit_hour": QT_TRANSLATE_NOOP("name", "{money} an hour for each unit"),
    "unit_day": QT_TRANSLATE_NOOP("name", "{money} a day for each unit"),
}
FIELDS: Final[Mapping[str, str]] = {
    "title": QT_TRANSLATE_NOOP("name", "Title"),
    "notes": QT_TRANSLATE_NOOP("name", "Notes"),
    "people": QT_TRANSLATE_NOOP("name", "People"),
    "private": QT_TRANSLATE_NOOP("name", "Private"),
    "items": QT_TRANSLATE_NOOP("name", "Resources"),
    "item": QT_TRANSLATE_NOOP("name", "Resource"),
    "resource": QT_TRANSLATE_NOOP("name", "Resource"),
    "quantity": QT_TRANSLATE_NOOP("name", "Number of units"),
    "from": QT_TRANSLATE_NOOP("name", "Start"),
    "to": QT_TRANSLATE_NOOP("name", "End"),
    "site": QT_TRANSLATE_NOOP("name", "Site"),
    "floor": QT_TRANSLATE_NOOP("name", "Floor"),
    "reason": QT_TRANSLATE_NOOP("name", "Reason"),
    "code": QT_TRANSLATE_NOOP("name", "Code"),
    "kind": QT_TRANSLATE_NOOP("name", "Kind"),
    "name": QT_TRANSLATE_NOOP("name", "Name"),
    "description": QT_TRANSLATE_NOOP("name", "Description"),
    "policy": QT_TRANSLATE_NOOP("name", "Booking rules"),
    "hours": QT_TRANSLATE_NOOP("name", "Opening hours"),
    "located_in": QT_TRANSLATE_NOOP("name", "Stands in"),
    "capacity": QT_TRANSLATE_NOOP("name", "Capacity"),
    "area_m2": QT_TRANSLATE_NOOP("name", "Area (m²)"),
    "units": QT_TRANSLATE_NOOP("name", "Units"),
    "unit_name": QT_TRANSLATE_NOOP("name", "Name of a unit"),
    "parts": QT_TRANSLATE_NOOP("name", "Parts"),
    "features": QT_TRANSLATE_NOOP("name", "Features"),
    "lab_class": QT_TRANSLATE_NOOP("name", "Class of laboratory"),
    "mode": QT_TRANSLATE_NOOP("name", "How it is used"),
    "rate_fen": QT_TRANSLATE_NOOP("name", "Rate"),
    "rate_unit": QT_TRANSLATE_NOOP("name", "Rate for"),
    "state": QT_TRANSLATE_NOOP("name", "State"),
    "bookable": QT_TRANSLATE_NOOP("name", "Bookable itself"),
    "classes": QT_TRANSLATE_NOOP("name", "Open to"),
}
# Laboratories' classes as the inventory writes them, taken apart at " · ".
LAB_CLASSES: Final[Mapping[str, str]] = {
    "dry": QT_TRANSLATE_NOOP("name", "Dry laboratory"),
    "dry/ESD": QT_TRANSLATE_NOOP("name", "Dry laboratory, ESD protected"),
    "dry/shielded": QT_TRANSLATE_NOOP("name", "Dry laboratory, shielded"),
    "wet": QT_TRANSLATE_NOOP("name", "Wet laboratory"),
    "chemical": QT_TRANSLATE_NOOP("name", "Chemistry"),
    "instrument": QT_TRANSLATE_NOOP("name", "Instruments"),
    "BSL-1": QT_TRANSLATE_NOOP("name", "Biosafety level 1 (BSL-1)"),
    "BSL-2": QT_TRANSLATE_NOOP("name", "Biosafety level 2 (BSL-2)"),
    "cleanroom ISO 7": QT_TRANSLATE_NOOP("name", "Cleanroom, ISO 7"),
}


def standing(found: Standing) -> str:
    """Return how sure a booking is: "Confirmed", "Waiting for confirmation" ..."""
    return _name(STANDINGS, found)


def act_state(state: str) -> str:
    """Return where an act stands; `state` is an ActState or its value."""
    return _name(ACT_STATES, state)


def operation(op: str, what: str = "") -> str:
    """Return what an act does, as a noun, and to what: "Move", "Move: Design review"."""
    act = _name(OPERATIONS, op)
    if not what:
        return act
    return QCoreApplication.translate("name", "{act}: {what}").format(act=act, what=what)


def kind(found: str) -> str:
    """Return "Room", "Laboratory", "Equipment"; `found` is a ResourceKind or its value."""
    return _name(KINDS, found)


def resource_state(found: str) -> str:
    """Return "In service" and the like; `found` is a ResourceState or its value."""
    return _name(STATES, found)


def mode(found: str) -> str:
    """Return how an instrument is used."""
    return _name(MODES, found)


def lab_class(found: str) -> str:
    """Return a laboratory's class; its parts that are not known are shown as they are."""
    return shown.items([_name(LAB_CLASSES, one) for one in found.split(" · ") if one])


def rate(resource: Resource) -> str:
    """Return what a resource costs: "CNY 120.00 an hour", "No charge"."""
    if not resource.rate_fen:
        return QCoreApplication.translate("name", "No charge")
    return _name(RATES, resource.rate_unit).format(money=shown.money(resource.rate_fen))


def units(resource: Resource, count: int) -> str:
    """Return for example "2 × bench"."""
    return f"{count} × {pick(resource.unit_name) or field('units')}"


def feature(code: str) -> str:
    """Return a feature's name in the language shown; its code where nobody named it."""
    found = _features().get(code)
    return code if found is None else pick(found)


def feature_names(code: str) -> Names:
    """Return a feature's names in all languages; its code where nobody named it."""
    return _features().get(code) or Names(en=code)


def features(found: tuple[str, ...]) -> str:
    """Return features' names as one list."""
    return shown.items([feature(code) for code in found])


def induction(code: str) -> str:
    """Return a certificate's name: "A", or "for this very instrument"."""
    if code == "item":
        return QCoreApplication.translate("name", "for this very instrument")
    return code


def field(path: str) -> str:
    """Return the name of a field out of an answer: "items.0.from" is "Start"."""
    parts = [part for part in path.replace("[", ".").replace("]", "").split(".") if part]
    named = [part for part in parts if part in FIELDS]
    return _name(FIELDS, named[-1]) if named else path


@lru_cache(maxsize=1)
def _features() -> dict[str, Names]:
    text = files("resources").joinpath("sample", "features.json").read_text("utf-8")
    return {one["code"]: Names.of(one["name"]) for one in json.loads(text)["features"]}


def _name(table: Mapping[str, str], key: str) -> str:
    found = table.get(key)
    return str(key) if found is None else QCoreApplication.translate("name", found)
