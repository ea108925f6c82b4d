"""Dates, times, lengths, numbers and money for people, in the interface's language.

Instants are aware and shown on the clocks of a zone (IANA name). Hours run from 00 to 24 in every
language: the locale of Hong Kong would say 下午2:05.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate

from ui.i18n import language, locale

_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
EN_DASH: Final = "\N{EN DASH}"
DAY_MINUTES: Final = 1440

# Patterns of QLocale.toString.
_LONG: Final = {
    "en": "dddd, d MMMM yyyy",
    "zh_hant": "yyyy年M月d日（dddd）",
    "zh_hans": "yyyy年M月d日（dddd）",
}
_SHORT: Final = {"en": "ddd d MMM", "zh_hant": "M月d日（ddd）", "zh_hans": "M月d日（ddd）"}
_SHORT_WITH_YEAR: Final = {
    "en": "ddd d MMM yyyy",
    "zh_hant": "yyyy年M月d日（ddd）",
    "zh_hans": "yyyy年M月d日（ddd）",
}
_MONTH: Final = {"en": "MMMM yyyy", "zh_hant": "yyyy年M月", "zh_hans": "yyyy年M月"}


def day_long(day: date) -> str:
    """Return "Monday, 23 November 2026", "2026年11月23日（星期一）"."""
    return _shown(day, _LONG)


def day_short(day: date, this_year: int | None = None) -> str:
    """Return "Mon 23 Nov", "11月23日（週一）"; with the year where `this_year` is another one."""
    patterns = _SHORT if this_year in (None, day.year) else _SHORT_WITH_YEAR
    return _shown(day, patterns)


def day_near(day: date, today: date) -> str:
    """Return "Today", "Tomorrow", "Yesterday", else the short date, with another year's number."""
    match (day - today).days:
        case 0:
            return QCoreApplication.translate("format", "Today")
        case 1:
            return QCoreApplication.translate("format", "Tomorrow")
        case -1:
            return QCoreApplication.translate("format", "Yesterday")
    return day_short(day, today.year)


def isolated(text: str) -> str:
    """Return a text of people's as one line that cannot turn the sentence around it.

    Marks of direction are left out: one that closes the isolate would let the others out.
    """
    line = " ".join(text.translate(_TURNING).split())
    return f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}"


def so_far(rows: int, total: int = 0) -> str:
    """Return "12,000 of 100,000 rows", "12,000 rows so far" where the total is not known (0)."""
    said = locale().toString(rows)
    if total:
        text = QCoreApplication.translate("format", "{rows} of {total} rows")
        return text.format(rows=said, total=locale().toString(total))
    return QCoreApplication.translate("format", "{rows} rows so far").format(rows=said)


def month(day: date) -> str:
    """Return "November 2026", "2026年11月"."""
    return _shown(day, _MONTH)


def time(at: datetime, zone: str) -> str:
    """Return "14:30"; with seconds only where there are some."""
    return _clock(at.astimezone(_zone(zone)))


def minute(of_day: int) -> str:
    """Return "09:30" for 570 minutes after midnight, "24:00" for 1440."""
    hours, minutes = divmod(of_day, 60)
    return f"{hours:02d}:{minutes:02d}"


def span(start: datetime, end: datetime, zone: str) -> str:
    """Return "14:00–15:30", until midnight "22:00–24:00".

    A span over more than one local day is written with both days: "Mon 23 Nov 22:00 – Tue 24 Nov
    02:00".
    """
    there, then = (at.astimezone(_zone(zone)) for at in (start, end))
    if _one_day(there, then):
        return f"{_clock(there)}{EN_DASH}{_closing(there, then)}"
    year = None if there.year == then.year else 0
    first, last = day_short(there.date(), year), day_short(then.date(), year)
    return f"{_at(first, there)} {EN_DASH} {_at(last, then)}"


def when(start: datetime, end: datetime, zone: str, now: datetime | None = None) -> str:
    """Return day and span: "Mon 23 Nov, 14:00–15:30"; the year where it is not now's."""
    there, then = (at.astimezone(_zone(zone)) for at in (start, end))
    this_year = (now or datetime.now(UTC)).astimezone(_zone(zone)).year
    if not _one_day(there, then):
        first, last = (day_short(at.date(), this_year) for at in (there, then))
        return f"{_at(first, there)} {EN_DASH} {_at(last, then)}"
    day, hours = day_short(there.date(), this_year), span(start, end, zone)
    return QCoreApplication.translate("format", "{day}, {time}").format(day=day, time=hours)


def moment(at: datetime, zone: str, now: datetime | None = None) -> str:
    """Return "Mon 23 Nov, 14:30"; the year where it is not now's."""
    there = at.astimezone(_zone(zone))
    this_year = (now or datetime.now(UTC)).astimezone(_zone(zone)).year
    day = day_short(there.date(), this_year)
    return QCoreApplication.translate("format", "{day}, {time}").format(day=day, time=_clock(there))


def as_of(at: datetime | None, zone: str, now: datetime | None = None) -> str:
    """Return how old the data is: "As of 14:02", with the date where it is not today there."""
    if at is None:
        return QCoreApplication.translate("format", "No data yet")
    at = at.replace(second=0, microsecond=0)
    there = at.astimezone(_zone(zone))
    today = (now or datetime.now(UTC)).astimezone(_zone(zone)).date()
    shown = _clock(there) if there.date() == today else moment(at, zone, now)
    return QCoreApplication.translate("format", "As of {time}").format(time=shown)


def duration(minutes: float) -> str:
    """Return "1 h 30 min", "2 days 3 h", "1 小時 30 分鐘"; rounded to whole minutes."""
    count, rest = divmod(max(0, round(minutes)), DAY_MINUTES)
    hours, left = divmod(rest, 60)
    parts = []
    if count:
        parts.append(QCoreApplication.translate("format", "%n day(s)", "length of time", count))
    if hours:
        parts.append(QCoreApplication.translate("format", "{hours} h").format(hours=hours))
    if left or not parts:
        parts.append(QCoreApplication.translate("format", "{minutes} min").format(minutes=left))
    return " ".join(parts)


def money(fen: int) -> str:
    """Return "CNY 120.00"; "¥" would also be read as another currency."""
    sign = "\N{MINUS SIGN}" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"CNY {sign}{yuan:,}.{rest:02d}"


def number(value: int) -> str:
    """Return "12,345"."""
    return locale().toString(value)


def people(count: int) -> str:
    """Return "6 people", "1 person", "6 人"."""
    return QCoreApplication.translate("format", "%n people", "", count)


def items(texts: list[str] | tuple[str, ...]) -> str:
    """Return "A, B, C", "A、B、C"."""
    return QCoreApplication.translate("format", ", ", "between items of a list").join(texts)


def sentences(texts: list[str] | tuple[str, ...]) -> str:
    """Return sentences one after another; in Chinese without spaces between them."""
    return (" " if language() == "en" else "").join(texts)


def day_first() -> bool:
    """Return whether 3/12 is the third of December here, for `ui.timeparse.parse_date`."""
    return language() != "zh_hans"


def _shown(day: date, patterns: dict[str, str]) -> str:
    return locale().toString(_qdate(day), patterns[language()])


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


@lru_cache(maxsize=32)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _clock(there: datetime) -> str:
    return f"{there:%H:%M:%S}" if there.second else f"{there:%H:%M}"


def _one_day(there: datetime, then: datetime) -> bool:
    """Whether it is one local day, with its midnight."""
    midnight = (then.hour, then.minute, then.second) == (0, 0, 0)
    return then.date() - timedelta(days=int(midnight)) <= there.date()


def _closing(there: datetime, then: datetime) -> str:
    return "24:00" if then.date() != there.date() else _clock(then)


def _at(day: str, there: datetime) -> str:
    """Return day and time without a comma, for the ends of a long span."""
    gap = " " if language() == "en" else ""
    return f"{day}{gap}{_clock(there)}"
