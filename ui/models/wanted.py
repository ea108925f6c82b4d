"""What somebody looks for, as far as it was said; and how it is said in one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from booking.model import Catalogue, Interval, Resource, ResourceKind
from booking.rules.daily import hours_on
from booking.rules.interval import at_minute
from ui import format as shown
from ui import words
from ui.i18n import pick

DAY: Final = 1440
LENGTH: Final = 60
"""Minutes that are meant where nobody says how long."""
_MORNING: Final = 9 * 60
_DAYS: Final = 14
_HALF: Final = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None, "" and () where nothing was said.

    Attributes:
        day: local date.
        start: minutes after the local midnight.
        length: minutes.
        features, sites: codes.
        text: words that are looked for in names and codes.
    """

    people: int | None = None
    day: date | None = None
    start: int | None = None
    length: int | None = None
    features: tuple[str, ...] = ()
    kind: str = ""
    sites: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The same with everything filled in, so that it can be looked for.

    Attributes:
        during: in UTC.
        zone: on whose clocks.
        day, start, length: as in `Wanted`.
    """

    during: Interval
    zone: str
    day: date
    start: int
    length: int
    people: int
    sites: tuple[str, ...]


def said(wanted: Wanted, catalogue: Catalogue, today: date) -> str:
    """Return the line that `Reader.read` reads as `wanted`, in the language shown."""
    parts = []
    if wanted.people is not None:
        parts.append(shown.people(wanted.people))
    parts += [words.feature(code) for code in wanted.features]
    if wanted.kind:
        parts.append(words.kind(wanted.kind))
    if wanted.day is not None:
        parts.append(shown.day_near(wanted.day, today))
    parts += _time(wanted)
    sites = (catalogue.site(code) for code in wanted.sites)
    parts += [pick(site.name) for site in sites if site is not None]
    parts.append(wanted.text)
    return shown.items([part for part in parts if part])


def _time(wanted: Wanted) -> list[str]:
    start, length = wanted.start, wanted.length
    if start is None:
        return [] if length is None else [shown.duration(length)]
    if length is None:
        return [shown.minute(start)]
    if start + length > DAY:
        return [shown.minute(start), shown.duration(length)]
    return [f"{shown.minute(start)}{shown.EN_DASH}{shown.minute(start + length)}"]


def asked(
    wanted: Wanted, catalogue: Catalogue, now: datetime, sites: tuple[str, ...] = ()
) -> Asked:
    """Fill in what was not said: one person, an hour, the next time that something is open.

    Args:
        wanted: what was said.
        catalogue: has hours and sites.
        now: aware.
        sites: where to look if nobody says where; () for everywhere.
    """
    places = wanted.sites or sites
    zone = zone_of(catalogue, places)
    length = wanted.length or LENGTH
    there = now.astimezone(ZoneInfo(zone))
    day, start = wanted.day, wanted.start
    if day is None or start is None:
        first = there.date() if day is None else day
        if start is None:
            day, start = _opening(catalogue, wanted, places, first, there, length)
        else:
            past = start <= there.hour * 60 + there.minute
            day = first + timedelta(days=int(past and day is None))
    begins = at_minute(ZoneInfo(zone), day, start)
    during = Interval(begins, begins + timedelta(minutes=length))
    return Asked(during, zone, day, start, length, wanted.people or 1, places)


def zone_of(catalogue: Catalogue, sites: tuple[str, ...]) -> str:
    """Return the time zone of the first of some sites, or of the first there is."""
    known = sorted(catalogue.sites.values(), key=lambda site: (site.sort, site.code))
    found = [site for site in known if not sites or site.code in sites]
    return (found or known)[0].timezone if known else "UTC"


def _opening(
    catalogue: Catalogue,
    wanted: Wanted,
    sites: tuple[str, ...],
    first: date,
    there: datetime,
    length: int,
) -> tuple[date, int]:
    """Return the first half hour, not before nine, from which something is open long enough."""
    inside = _typical(catalogue, wanted, sites)
    days = 1 if wanted.day is not None else _DAYS
    for day in (first + timedelta(days=n) for n in range(days)):
        least = max(_MORNING, _next_half(there) if day == there.date() else 0)
        starts = [
            begin
            for one in inside
            for begin in [_within(hours_on(catalogue, one, day), there, day, least, length)]
            if begin is not None
        ]
        if starts:
            return day, min(starts)
    late = _next_half(there)
    return first, late if first == there.date() and late < DAY else _MORNING


def _within(
    hours: tuple[Interval, ...], there: datetime, day: date, least: int, length: int
) -> int | None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=there.tzinfo).astimezone(UTC)
    for one in hours:
        opens = -(-int((one.start - midnight).total_seconds() // 60) // _HALF) * _HALF
        begin = max(opens, least)
        if begin + length <= int((one.end - midnight).total_seconds() // 60):
            return begin
    return None


def _next_half(there: datetime) -> int:
    return (there.hour * 60 + there.minute) // _HALF * _HALF + _HALF


def _typical(catalogue: Catalogue, wanted: Wanted, sites: tuple[str, ...]) -> list[Resource]:
    """Return one resource for each kind of opening hours, of the kind that is looked for."""
    kind = wanted.kind or ResourceKind.ROOM
    codes = {site.id for site in catalogue.sites.values() if not sites or site.code in sites}
    found: dict[tuple[int, int, int], Resource] = {}
    for one in catalogue.resources.values():
        if one.kind == kind and one.bookable and one.site_id in codes:
            found.setdefault((one.site_id, one.hours_id, one.policy_id), one)
    return list(found.values())
