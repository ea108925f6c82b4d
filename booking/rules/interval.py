"""Half-open intervals `[start, end)`, and the way between a site's wall time and UTC.

Instants are aware datetimes in UTC. A wall time is a naive datetime that is read with a `ZoneInfo`;
wall times appear here and in `hours` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from booking.model import Interval, Problem
from booking.rules import codes

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
MAX_LENGTH: Final = timedelta(days=400)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class Buffers(NamedTuple):
    """Minutes that stay empty before and after a booking on the same unit."""

    before: int = 0
    after: int = 0


# --- instants as text and as numbers -----------------------------------------------------------


def iso(instant: datetime) -> str:
    """Return an instant in UTC as `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339); fractions are cut off."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime | None:
    """Return the instant written as `YYYY-MM-DDTHH:MM:SSZ`, None for anything else."""
    if not _INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def epoch(instant: datetime) -> int:
    """Return whole seconds since 1970-01-01T00:00:00Z, rounded down."""
    return (instant - _EPOCH) // _SECOND


def from_epoch(seconds: int) -> datetime:
    """Return the instant so many seconds after 1970-01-01T00:00:00Z."""
    return _EPOCH + timedelta(seconds=seconds)


def round_up(instant: datetime) -> datetime:
    """Return the instant, or the next whole second after it."""
    if not instant.microsecond:
        return instant
    return instant.replace(microsecond=0) + _SECOND


def valid_instant(instant: datetime) -> bool:
    """Whether an instant can bound a booking: with a zone, in whole seconds, in 2000 to 2199."""
    if instant.tzinfo is None or instant.microsecond:
        return False
    # Not by converting first: the years 1 and 9999 have no room for an offset.
    if not FIRST_YEAR - 1 <= instant.year <= LAST_YEAR + 1:
        return False
    return FIRST_YEAR <= instant.astimezone(UTC).year <= LAST_YEAR


def valid_interval(start: datetime, end: datetime) -> Problem | None:
    """Return why `[start, end)` is no time that can be booked, or None.

    The answer is `bad_time {field}` with the field `from` or `to`: an instant without a zone, with
    parts of a second, or in a year (UTC) outside 2000 to 2199; or an end that is not after the
    start, or more than 400 days after it (field `to`).
    """
    for field, instant in (("from", start), ("to", end)):
        if not valid_instant(instant):
            return Problem(codes.BAD_TIME, {"field": field})
    if not timedelta(0) < end - start <= MAX_LENGTH:
        return Problem(codes.BAD_TIME, {"field": "to"})
    return None


# --- sets of instants --------------------------------------------------------------------------


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Join intervals that overlap or touch, in order of time (as range_agg in PostgreSQL)."""
    joined: list[Interval] = []
    for piece in sorted(intervals, key=lambda i: i.start):
        if not joined or joined[-1].end < piece.start:
            joined.append(piece)
        elif joined[-1].end < piece.end:
            joined[-1] = Interval(joined[-1].start, piece.end)
    return tuple(joined)


def contains(joined: Sequence[Interval], part: Interval) -> bool:
    """Whether all of `part` lies in a set of instants given as `union` gives it."""
    return any(piece.start <= part.start and part.end <= piece.end for piece in joined)


def subtract(whole: Interval, holes: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return what is left of `whole` without the holes, in order of time."""
    left: list[Interval] = []
    start = whole.start
    for hole in union(holes):
        if hole.end <= start or hole.start >= whole.end:
            continue
        if start < hole.start:
            left.append(Interval(start, hole.start))
        start = hole.end
    if start < whole.end:
        left.append(Interval(start, whole.end))
    return tuple(left)


def conflict(one: Interval, its: Buffers, other: Interval, others: Buffers) -> bool:
    """Whether two bookings of one unit clash.

    The gap wanted between neighbours is the larger of the earlier one's `after` and the later one's
    `before`, never the sum.
    """
    gap_after_one = timedelta(minutes=max(its.after, others.before))
    gap_after_other = timedelta(minutes=max(others.after, its.before))
    return other.start < one.end + gap_after_one and one.start < other.end + gap_after_other


# --- wall time ---------------------------------------------------------------------------------


def zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; `ZoneInfo` keeps one object for each name.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: unknown name.
    """
    return ZoneInfo(name)


def to_utc(where: ZoneInfo, wall: datetime) -> datetime:
    """Return the instant of a wall time, also of one that occurs twice or never.

    PostgreSQL's `timestamp AT TIME ZONE` is followed: in a repeated hour the second occurrence
    counts, and a skipped time is read with the offset from before the change. Both are the later of
    the two readings of PEP 495.
    """
    first = wall.replace(tzinfo=where, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=where, fold=1).astimezone(UTC)
    return max(first, second)


def exists(where: ZoneInfo, wall: datetime) -> bool:
    """Whether clocks there ever show this wall time (a change to summer time skips some)."""
    return to_utc(where, wall).astimezone(where).replace(tzinfo=None) == wall.replace(fold=0)


@lru_cache(maxsize=8192)
def at_minute(where: ZoneInfo, day: date, minute: int) -> datetime:
    """Return the instant so many minutes of wall time (may pass 1440) after a day's midnight."""
    return to_utc(where, datetime.combine(day, time()) + timedelta(minutes=minute))


def local(where: ZoneInfo, instant: datetime) -> datetime:
    """Return an instant as that zone's clocks show it (aware)."""
    return instant.astimezone(where)


def local_date(where: ZoneInfo, instant: datetime) -> date:
    """Return the date on which an instant falls there."""
    return instant.astimezone(where).date()


def days_of(first: date, last: date) -> Iterable[date]:
    """Yield every date from first to last, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
