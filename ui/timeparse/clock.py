"""Times of the day as people type them: 14:30, 2.30pm, 下午2點半."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ui.timeparse.reading import LONGEST_TEXT, Parsed, Reason, Wrong, plain

NOON: Final = 720
MIDNIGHT: Final = 1440

_MORNING: Final = "凌晨|清晨|早上|早晨|朝早|上午|半夜"
_AFTERNOON: Final = "中午|正午|下午|下昼"
_EVENING: Final = "傍晚|晚上|夜晚|今晚|晚"
_PERIOD: Final = f"{_MORNING}|{_AFTERNOON}|{_EVENING}"
_SUFFIX: Final = r"a\.?m\.?|p\.?m\.?|a|p"

_CLOCK: Final = re.compile(
    rf"(?:at )?(?P<before>{_PERIOD}|am|pm)? ?"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{1,2})(?::(?P<second>\d\d))?|h)?"
    rf" ?(?P<after>{_SUFFIX}|o'?clock)?",
    re.ASCII,
)
_DIGITS: Final = re.compile(
    rf"(?:at )?(?P<before>{_PERIOD})? ?(?P<hour>\d{{1,2}})(?P<minute>\d\d) ?(?P<after>{_SUFFIX})?",
    re.ASCII,
)
_CHINESE: Final = re.compile(
    rf"(?P<before>{_PERIOD})? ?(?P<hour>\d{{1,2}}) ?[点时](?:钟|正|整)?"
    r" ?(?:(?P<half>半)|(?P<quarter>[123]) ?刻钟?|(?P<minute>\d{1,2}) ?分?)?",
    re.ASCII,
)
_ENGLISH: Final = re.compile(
    rf"(?:at )?(?P<part>half|quarter) (?P<side>past|to) (?P<hour>\d{{1,2}}) ?(?P<after>{_SUFFIX})?",
    re.ASCII,
)
_WORDS: Final = {
    "noon": NOON,
    "midday": NOON,
    "12 noon": NOON,
    "正午": NOON,
    "中午": NOON,
    "midnight": MIDNIGHT,
    "12 midnight": MIDNIGHT,
    "午夜": MIDNIGHT,
    "半夜": MIDNIGHT,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day as written.

    Attributes:
        minute: after midnight, 0 to 1440.
        sure: the half of the day is said, or the hour says it.
    """

    minute: int
    sure: bool

    def later_half(self) -> Clock:
        """Return the same on the other half of the clock face, for a time that is not sure."""
        return Clock(self.minute + NOON, sure=True)


def parse_time(text: str) -> Parsed[int] | Wrong[int]:
    """Return the minute of the day (0 to 1440) that a text means.

    A bare hour such as "2" is 02:00, with 14:00 as the other reading.
    """
    found = read_clock(plain(text) if len(text) <= LONGEST_TEXT else text)
    if isinstance(found, Wrong):
        return found
    return Parsed(found.minute, None if found.sure else found.later_half().minute)


def read_clock(text: str) -> Clock | Wrong[int]:
    """Return the time that a text in the form of `plain` means."""
    if not text:
        return Wrong(Reason.EMPTY)
    if len(text) > LONGEST_TEXT:
        return Wrong(Reason.NOT_UNDERSTOOD)
    if text in _WORDS:
        return Clock(_WORDS[text], sure=True)
    for form in (_CHINESE, _CLOCK, _DIGITS):
        found = form.fullmatch(text)
        if found is not None:
            return _clock(found)
    found = _ENGLISH.fullmatch(text)
    if found is not None:
        return _past(found)
    return Wrong(Reason.NOT_UNDERSTOOD)


def _clock(found: re.Match[str]) -> Clock | Wrong[int]:
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    if parts.get("half"):
        minute = 30
    elif parts.get("quarter"):
        minute = 15 * int(parts["quarter"])
    said = (parts.get("before") or parts.get("after") or "").replace(".", "")
    hour, sure = _of_day(hour, said)
    if hour == 24 and minute and re.fullmatch(_EVENING, said):
        hour = 0
    if hour > 24 or (hour == 24 and minute):
        return Wrong(Reason.NO_SUCH_HOUR, MIDNIGHT)
    if minute > 59:
        return Wrong(Reason.NO_SUCH_MINUTE, hour * 60 + 59)
    if int(parts.get("second") or 0):
        return Wrong(Reason.NO_SECONDS, hour * 60 + minute)
    bare = parts["hour"].startswith("0") or parts.get("minute") is not None
    written = found.re is not _CHINESE and bare
    return Clock(hour * 60 + minute, sure=sure or written or not 1 <= hour <= 11)


def _past(found: re.Match[str]) -> Clock | Wrong[int]:
    hour, sure = _of_day(int(found["hour"]), (found["after"] or "").replace(".", ""))
    if hour > 23:
        return Wrong(Reason.NO_SUCH_HOUR, MIDNIGHT)
    part = 30 if found["part"] == "half" else 15
    minute = hour * 60 + (part if found["side"] == "past" else -part)
    return Clock(minute % MIDNIGHT, sure=sure or not 1 <= hour <= 11)


def _of_day(hour: int, said: str) -> tuple[int, bool]:
    """Return the hour of 0 to 24 that an hour beside a word such as 下午 or "pm" means, and
    whether the word decides.
    """
    if not said or said in ("o'clock", "oclock"):
        return hour, False
    if hour > 12:
        return hour, True
    if said in ("a", "am") or re.fullmatch(_MORNING, said):
        late = hour == 12 and said not in ("上午", "早上")
        return (0 if late else hour), True
    if re.fullmatch(_EVENING, said):
        # 晚上12點 is the midnight that ends the day; 晚上1點 is early.
        return (24 if hour == 12 else hour if hour < 5 else hour + 12), True
    if said in ("中午", "正午") and hour > 9:
        return hour, True
    return (hour if hour == 12 else hour + 12), True
