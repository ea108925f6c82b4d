"""Times as people type and read them at a terminal: always with their zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from booking.model import Interval
from booking.rules import codes
from booking.rules.interval import iso
from booking.services.refusal import refused

_FORM: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)", re.ASCII | re.IGNORECASE
)
_MICROSECOND: Final = timedelta(microseconds=1)


def parse(text: str, field: str) -> datetime:
    """Return the instant that an ISO 8601 text with an offset or Z means, in UTC.

    Raises:
        RefusedError: "bad_time {field}": no such form, no such date, or no offset. A time without
            one is never guessed.
    """
    if not _FORM.fullmatch(text):
        raise refused(codes.BAD_TIME, field=field)
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise refused(codes.BAD_TIME, field=field) from None


def stretch(during: Interval, zone: str, now: datetime | None = None) -> str:
    """Return for example "Tue 24 Nov 10:00-11:00 (Asia/Shanghai)"; the year where it is not now's.

    A stretch to midnight ends at 24:00 of its day.
    """
    where = ZoneInfo(zone)
    start, end = during.start.astimezone(where), during.end.astimezone(where)
    this_year = (now or datetime.now(UTC)).astimezone(where).year
    if start.date() == (during.end - _MICROSECOND).astimezone(where).date():
        closing = "24:00" if end.date() != start.date() else _clock(end)
        return f"{_day(start, this_year)} {_clock(start)}-{closing} ({zone})"
    first, last = _day(start, this_year), _day(end, this_year)
    return f"{first} {_clock(start)} - {last} {_clock(end)} ({zone})"


def instant(at: datetime, zone: str, now: datetime | None = None) -> str:
    """Return for example "Tue 24 Nov 10:00"."""
    where = ZoneInfo(zone)
    this_year = (now or datetime.now(UTC)).astimezone(where).year
    local = at.astimezone(where)
    return f"{_day(local, this_year)} {local:%H:%M}"


def as_of(at: datetime | None, zone: str) -> str:
    """Return "as of 14:02 (Asia/Shanghai)", with the date where it is not today there."""
    if at is None:
        return "no data yet"
    where = ZoneInfo(zone)
    there, now = at.astimezone(where), datetime.now(where)
    day = "" if there.date() == now.date() else f"{_day(there, now.year)} "
    return f"as of {day}{there:%H:%M} ({zone})"


def stamp(at: datetime | None) -> str | None:
    """Return an instant as JSON has it: YYYY-MM-DDTHH:MM:SSZ, or null."""
    return None if at is None else iso(at)


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _day(at: datetime, this_year: int) -> str:
    year = "" if at.year == this_year else f" {at.year}"
    return f"{at:%a} {at.day} {at:%b}{year}"
