"""The sample inventory: what `resources/sample` holds, read and checked.

All of it is invented for demonstration and says so; see the note in each file.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, IntEnum
from importlib.resources import files
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from booking.calendars import CALENDARS
from booking.model import Names
from booking.sample_rows import SampleInventory, SamplePolicy

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
