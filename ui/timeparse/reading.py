"""What a reading of typed text gives, and how text of three languages is made one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

T = TypeVar("T")

LONGEST_TEXT: Final = 80
"""Longer texts are no times."""


class Reason(StrEnum):
    """Why a text is no time, date or length."""

    EMPTY = "empty"
    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_HOUR = "no_such_hour"
    NO_SUCH_MINUTE = "no_such_minute"
    NO_SECONDS = "no_seconds"
    NO_SUCH_DAY = "no_such_day"
    OTHER_WEEKDAY = "other_weekday"
    OUT_OF_RANGE = "out_of_range"
    SKIPPED = "skipped"
    NO_TIME = "no_time"
    END_BEFORE_START = "end_before_start"
    NO_LENGTH = "no_length"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What was meant, and the second thing that it may have meant."""

    value: T
    other: T | None = None


@dataclass(frozen=True, slots=True)
class Wrong(Generic[T]):
    """Why it is none, and the nearest right value where there is one."""

    reason: Reason
    nearest: T | None = None


# Of the few characters that matter here, the Traditional ones are read as the Simplified.
_SCRIPT: Final = str.maketrans(
    "點後週號鐘頭時個禮兩從這聽晝為〇", "点后周号钟头时个礼两从这听昼为零"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMBER: Final = re.compile("[零一二三四五六七八九两十廿]+")
_DASHES: Final = re.compile("[‐‑‒–—―−〜～~]")
# An evening or a morning of a day, written as one word.
_JOINED: Final = re.compile("([今明听后昨])(早|晚)(?!上)")
_SPACES: Final = re.compile(r"\s+")


# Marks of direction and spaces of no width, which come along with what is copied out of a chat.
_UNSEEN: Final = dict.fromkeys(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)


def plain(text: str) -> str:
    """Return the text in small letters, Simplified and half-width, with 0-9 for all numbers."""
    flat = unicodedata.normalize("NFKC", text).translate(_UNSEEN).translate(_SCRIPT).lower()
    flat = _JOINED.sub(r"\1天\2上", flat).replace("听天", "明天")
    flat = _DASHES.sub("-", flat).replace("、", ",").replace("。", ".")
    return _SPACES.sub(" ", _NUMBER.sub(lambda found: _number(found[0]), flat)).strip(" ,")


def _number(chars: str) -> str:
    """Return 十二 as 12, 廿三 as 23, 二零二六 as 2026."""
    chars = chars.replace("廿", "二十")
    if "十" not in chars:
        return "".join(str(_DIGITS[char]) for char in chars)
    tens, _, ones = chars.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return chars
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))
