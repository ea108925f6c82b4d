"""Lengths of time as people type them: 90 min, 1.5h, 1:30, 一個半小時."""

from __future__ import annotations

import re
from typing import Final

from ui.timeparse.reading import LONGEST_TEXT, Parsed, Reason, Wrong, plain

LONGEST: Final = 400 * 1440
"""In minutes; the rules take no booking that is longer."""

_NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,2})?"
_UNITS: Final = (
    (7 * 1440, r"weeks?|w|个?星期|周"),
    (1440, r"days?|d|天|日"),
    (60, r"hours?|hrs?|h|个?小时|个?钟头?|时"),
    (15, r"quarters?|刻钟?"),
    (1, r"minutes?|mins?|m|分钟?"),
)
_FORMS: Final = tuple(
    (
        minutes,
        re.compile(
            rf"(?:(?P<count>{_NUMBER}|an?)? ?(?P<half>个?半)?(?:个)?) ?(?:{unit})(?P<more>半)?"
            r"(?![a-z])",
            re.ASCII,
        ),
    )
    for minutes, unit in _UNITS
)
_COLON: Final = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)", re.ASCII)
_BARE: Final = re.compile(r"\d{1,5}", re.ASCII)
_TIGHT: Final = re.compile(r"(\d{1,3}) ?(?:h|hours?|hrs?|小时) ?(\d{1,2})", re.ASCII)
_WORDS: Final = {
    "half an hour": 30,
    "half hour": 30,
    "a half hour": 30,
    "an hour and a half": 90,
    "one hour": 60,
    "hour": 60,
    "a quarter of an hour": 15,
    "quarter of an hour": 15,
    "half a day": 720,
}


def parse_duration(text: str) -> Parsed[int] | Wrong[int]:
    """Return the minutes that a text means.

    A bare number is minutes, with hours as the other reading; below 15 it is the other way round.
    """
    if len(text) > LONGEST_TEXT:
        return Wrong(Reason.NOT_UNDERSTOOD)
    return read_duration(plain(text))


def read_duration(text: str, *, bare: bool = True) -> Parsed[int] | Wrong[int]:
    """Return the minutes that a text in the form of `plain` means; `bare`: also without a unit."""
    if not text:
        return Wrong(Reason.EMPTY)
    if _BARE.fullmatch(text):
        return _bare(int(text)) if bare else Wrong(Reason.NOT_UNDERSTOOD)
    minutes = _minutes(text)
    return Wrong(Reason.NOT_UNDERSTOOD) if minutes is None else _checked(minutes)


def _bare(number: int) -> Parsed[int] | Wrong[int]:
    found = _checked(number if number >= 15 else number * 60)
    if isinstance(found, Wrong) or number > 24:
        return found
    return Parsed(found.value, number * 60 if number >= 15 else number)


def _checked(minutes: float) -> Parsed[int] | Wrong[int]:
    whole = round(minutes)
    if whole < 1:
        return Wrong(Reason.NO_LENGTH)
    if whole > LONGEST:
        return Wrong(Reason.TOO_LONG, LONGEST)
    return Parsed(whole)


def _minutes(text: str) -> float | None:
    if text in _WORDS:
        return _WORDS[text]
    found = _COLON.fullmatch(text) or _TIGHT.fullmatch(text)
    if found is not None:
        return int(found[1]) * 60 + int(found[2])
    rest, total, some = text, 0.0, False
    for minutes, form in _FORMS:
        found = form.match(rest)
        if found is None or not (found["count"] or found["half"]):
            continue
        total += minutes * _count(found)
        some = True
        rest = rest[found.end() :].lstrip(" ,+").removeprefix("and ").removeprefix("又")
    return total if some and not rest else None


def _count(found: re.Match[str]) -> float:
    said = found["count"]
    count = 0.0 if said is None else 1.0 if said in ("a", "an") else float(said.replace(",", "."))
    return count + 0.5 * bool(found["half"]) + 0.5 * bool(found["more"])
