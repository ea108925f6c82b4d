"""Dates, times and lengths somewhere in a line of other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from booking.model import Interval
from ui.format import day_first
from ui.timeparse import Parsed, parse_date, parse_duration, parse_span, parse_time

_MOST: Final = 20
"""So many words or characters in a row are looked at together."""
_EARLY: Final = 7 * 60
"""Who says "2" and could mean two at night or in the afternoon means the afternoon."""
_WORK_HOURS: Final = 12

_ATOM: Final = re.compile(r"[a-z]*\d[a-z0-9:./]*|[a-z']+\.?|[^\s]", re.ASCII)
_TIMED: Final = re.compile(
    r"\d+(?:[:./]\d+)*(?:am|pm|a\.m\.?|p\.m\.?|st|nd|rd|th|h\d*|hrs?|hours?|m|mins?|minutes?)?",
    re.ASCII,
)
_ENGLISH: Final = (
    "am pm a.m. p.m. today tomorrow tmr tomo tonight yesterday day days week weeks after next this"
    " coming monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday"
    " sat sunday sun january jan february feb march mar april apr may june jun july jul august aug"
    " september sept sep october oct november nov december dec noon midday midnight half quarter"
    " past to until till from at for in of the a an and hour hours hrs hr h min mins minutes minute"
    " m o'clock morning afternoon evening"
)
_WORDS: Final = frozenset(_ENGLISH.split())
_CHARACTERS: Final = frozenset(
    "听年月日号点时钟分刻半正整至到从由共个又前后上下中正午早晚晨凌清夜傍朝今明昨大星期礼拜周天本这小今是半夜为期之以间"
    "-+():.~"
)
_LONE: Final = re.compile(r"\d{1,4}", re.ASCII)
_TIGHT_SPAN: Final = re.compile(r"\d{1,2} ?- ?\d{1,2}", re.ASCII)
_HOURS: Final = re.compile(r"(\d{1,2})(?:\.\d{1,2})? ?h(?:\d{1,2})?", re.ASCII)
_LEADING: Final = re.compile(r"^(?:for|in|at|on|from|共|从|由|在) ?")
_PARTS_OF_DAY: Final = {
    "morning": 540,
    "this morning": 540,
    "早上": 540,
    "上午": 540,
    "afternoon": 840,
    "this afternoon": 840,
    "下午": 840,
    "evening": 1080,
    "this evening": 1080,
    "晚上": 1080,
    "傍晚": 1080,
}
_ONLY_FILLING: Final = frozenset(
    ("for", "in", "at", "on", "of", "the", "a", "an", "and", "from", "to", "在", "共")
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a part of a line says about time.

    Attributes:
        begin, end: place in the line.
        day: local date; `start`: minutes after midnight; `length`: minutes.
    """

    begin: int = 0
    end: int = 0
    day: date | None = None
    start: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    begin: int
    end: int


def pieces(flat: str, today: date, zone: str) -> Iterator[Piece]:
    """Yield what a line in the form of `reading.normal` says about time, from its front."""
    for run in _runs(flat):
        yield from sorted(_in_run(flat, run, today, zone), key=lambda piece: piece.begin)


def _runs(flat: str) -> Iterator[list[_Atom]]:
    """Yield stretches of words that may be about time."""
    run: list[_Atom] = []
    for found in _ATOM.finditer(flat):
        text = found[0]
        if _TIMED.fullmatch(text) or text.rstrip(".") in _WORDS or text in _CHARACTERS:
            run.append(_Atom(found.start(), found.end()))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _in_run(flat: str, run: list[_Atom], today: date, zone: str) -> Iterator[Piece]:
    """Yield the longest part that means something, and what is left of it and right of it."""
    for size in range(min(len(run), _MOST), 0, -1):
        for first in range(len(run) - size + 1):
            begin, end = run[first].begin, run[first + size - 1].end
            found = _meaning(flat[begin:end], today, zone)
            if found is not None:
                yield replace(found, begin=begin, end=end)
                yield from _in_run(flat, run[:first], today, zone)
                yield from _in_run(flat, run[first + size :], today, zone)
                return


@lru_cache(maxsize=4096)
def _meaning(text: str, today: date, zone: str) -> Piece | None:
    """Return what a text says as a whole, None where that is nothing."""
    bare = _LEADING.sub("", text)
    if bare != text:
        # "in 3 days" is a date, "in the morning" is not.
        found = _single(text, today)
        if found is not None and found.day is not None:
            return found
        return _meaning(bare, today, zone)
    if not bare or _LONE.fullmatch(bare) or bare in _ONLY_FILLING:
        return None
    if bare in _PARTS_OF_DAY:
        return Piece(start=_PARTS_OF_DAY[bare])
    hours = _HOURS.fullmatch(bare)
    if hours is not None and int(hours[1]) <= _WORK_HOURS:
        return _length(bare)
    if _TIGHT_SPAN.fullmatch(bare):
        return _span(bare, today, zone)
    return _single(bare, today) or _length(bare) or _span(bare, today, zone)


def _single(text: str, today: date) -> Piece | None:
    dated = parse_date(text, today, day_first=day_first())
    if isinstance(dated, Parsed):
        return Piece(day=dated.value)
    timed = parse_time(text)
    if isinstance(timed, Parsed):
        return Piece(start=_likely(timed.value, timed.other))
    return None


def _length(text: str) -> Piece | None:
    found = parse_duration(text)
    return Piece(length=found.value) if isinstance(found, Parsed) else None


def _span(text: str, today: date, zone: str) -> Piece | None:
    """Return a time with a date or a length beside it.

    Whether date and length were said shows in whether others that are supposed make a difference.
    """
    there = ZoneInfo(zone)
    noon = datetime.combine(today, time(12), there).astimezone(UTC)
    first = day_first()
    found = parse_span(text, noon, zone, day=today, length=60, day_first=first)
    if not isinstance(found, Parsed):
        return None
    longer = parse_span(text, noon, zone, day=today, length=61, day_first=first)
    tomorrow = today + timedelta(days=1)
    other_day = parse_span(text, noon, zone, day=tomorrow, length=60, day_first=first)
    interval = _likely_interval(found, there)
    begins = interval.start.astimezone(there)
    ended = isinstance(longer, Parsed) and longer.value.end == found.value.end
    dated = isinstance(other_day, Parsed) and other_day.value.start == found.value.start
    return Piece(
        day=begins.date() if dated else None,
        start=begins.hour * 60 + begins.minute,
        length=int(interval.minutes) if ended else None,
    )


def _likely(minute: int, other: int | None) -> int:
    return other if other is not None and minute < _EARLY <= other else minute


def _likely_interval(found: Parsed[Interval], there: ZoneInfo) -> Interval:
    value, other = found.value, found.other
    if other is None or value.start.astimezone(there).hour * 60 >= _EARLY:
        return value
    return other if other.start.astimezone(there).hour * 60 >= _EARLY else value
