"""Dates as people type them: tomorrow, next Tue, 3/12, 2026-12-03, 12月3日, 下週二."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from ui.timeparse.reading import LONGEST_TEXT, Parsed, Reason, Wrong, plain

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
_PAST_DAYS: Final = 31
"""A date without a year is at most so many days ago."""

Found = Parsed[date] | Wrong[date]

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon 1",
            "tuesday tues tue 2",
            "wednesday wed 3",
            "thursday thurs thur thu 4",
            "friday fri 5",
            "saturday sat 6",
            "sunday sun 日 天 7",
        )
    )
    for name in names.split()
}
_AHEAD: Final = {
    "today": 0,
    "tod": 0,
    "tonight": 0,
    "今天": 0,
    "今日": 0,
    "是日": 0,
    "tomorrow": 1,
    "tmr": 1,
    "tomo": 1,
    "明天": 1,
    "明日": 1,
    "听日": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
    "大后日": 3,
    "yesterday": -1,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "前日": -2,
}
_MONTH: Final = "|".join(sorted((name for name in _MONTHS), key=len, reverse=True))
_NAMED: Final = "|".join(
    sorted((name for name in _WEEKDAYS if name.isascii() and name.isalpha()), key=len, reverse=True)
)
_ORDINAL: Final = "(?:st|nd|rd|th)?"
_WEEK_WORD: Final = "星期|礼拜|周"

_FORMS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(form, re.ASCII), name)
    for form, name in (
        (r"(?P<year>\d{4})([-/. ])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", "written"),
        (r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", "written"),
        (r"(?P<one>\d{1,2})([-/.])(?P<two>\d{1,2})(?:\2(?P<year>\d{4}|\d\d))?", "numbers"),
        (
            r"(?:(?P<year>\d{4}) ?年 ?)?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?",
            "written",
        ),
        (
            rf"(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?(?P<name>{_MONTH})\.?(?:,? (?P<year>\d{{4}}))?",
            "written",
        ),
        (
            rf"(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}}){_ORDINAL}(?:,? (?P<year>\d{{4}}))?",
            "written",
        ),
        (r"(?P<which>下个?月|本月|这个?月)? ?(?P<day>\d{1,2}) ?[日号]", "of_month"),
        (rf"(?P<day>\d{{1,2}}){_ORDINAL}", "of_month"),
        (rf"(?P<which>next|this|coming|last)? ?(?P<weekday>{_NAMED})", "weekday"),
        (
            rf"(?P<which>下下个?|下个?|本|这个?|今个?|上个?)?(?:{_WEEK_WORD})(?P<weekday>[1-7日天])",
            "weekday",
        ),
        (r"in (?P<count>\d{1,3}) (?P<unit>day|week)s?", "ahead"),
        (r"(?P<count>\d{1,3}) ?个?(?P<unit>天|日|周|星期|礼拜)(?:之|以)?后", "ahead"),
    )
)
# A weekday beside a date: "Mon 23 Nov", "(周一)"; it must be right.
_BESIDE: Final = re.compile(
    rf"(?:(?P<before>{_NAMED})[,.]? )?(?P<date>.*?)"
    rf"(?: ?\(?(?:{_WEEK_WORD})(?P<after>[1-7日天])\)?|,? \(?(?P<last>{_NAMED})\)?)?",
    re.ASCII,
)


def parse_date(text: str, today: date, *, day_first: bool = True) -> Found:
    """Return the date that a text means.

    Args:
        text: as typed.
        today: the local date.
        day_first: whether 3/12 is the third of December, as in British English and Hong Kong.

    Returns:
        A date; as `other` the second reading of "3/12" and of "next Tue".
    """
    if len(text) > LONGEST_TEXT:
        return Wrong(Reason.NOT_UNDERSTOOD)
    return read_date(plain(text), today, day_first=day_first)


def read_date(text: str, today: date, *, day_first: bool = True) -> Found:
    """Return the date that a text in the form of `plain` means."""
    if not text:
        return Wrong(Reason.EMPTY)
    try:
        return _read(text, today, day_first)
    except OverflowError:
        return Wrong(Reason.OUT_OF_RANGE)


def _read(text: str, today: date, day_first: bool) -> Found:
    if text in _AHEAD:
        return Parsed(today + timedelta(days=_AHEAD[text]))
    found = _match(text, today, day_first, None)
    if found is not None:
        return found
    beside = _BESIDE.fullmatch(text)
    if beside is not None:
        said = beside["before"] or beside["after"] or beside["last"]
        if said:
            found = _match(beside["date"].strip(" ,"), today, day_first, _WEEKDAYS[said])
    return Wrong(Reason.NOT_UNDERSTOOD) if found is None else found


def _match(text: str, today: date, day_first: bool, weekday: int | None) -> Found | None:
    for form, name in _FORMS:
        found = form.fullmatch(text)
        if found is None:
            continue
        if name in ("weekday", "ahead") and weekday is not None:
            return None
        parts = found.groupdict()
        if name == "numbers":
            return _numbers(parts, today, day_first, weekday)
        if name == "written":
            month = _MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
            return _dated(_year(parts["year"]), month, int(parts["day"]), today, weekday)
        return _SMALL[name](parts, today, weekday)
    return None


def _numbers(parts: dict[str, str], today: date, day_first: bool, weekday: int | None) -> Found:
    one, two, year = int(parts["one"]), int(parts["two"]), _year(parts["year"])
    straight = _dated(year, *((two, one) if day_first else (one, two)), today, weekday)
    turned = _dated(year, *((one, two) if day_first else (two, one)), today, weekday)
    if isinstance(straight, Wrong):
        return turned if isinstance(turned, Parsed) else straight
    if isinstance(turned, Parsed) and turned.value != straight.value:
        return Parsed(straight.value, turned.value)
    return straight


def _of_month(parts: dict[str, str], today: date, weekday: int | None) -> Found:
    which = (parts.get("which") or "").replace("个", "")
    months = [today.year * 12 + today.month - 1 + (which == "下月")]
    if not which:
        months.append(months[0] + 1)
    found = [_dated(m // 12, m % 12 + 1, int(parts["day"]), today, weekday) for m in months]
    good = [one for one in found if isinstance(one, Parsed)]
    return next((one for one in good if which or one.value >= today), good[0] if good else found[0])


def _weekday(parts: dict[str, str], today: date, weekday: int | None) -> Found:
    del weekday
    wanted = _WEEKDAYS[parts["weekday"]]
    monday = today - timedelta(days=today.weekday())
    coming = today + timedelta(days=(wanted - today.weekday()) % 7)
    which = (parts["which"] or "").replace("个", "")
    weeks = {
        "下下": 2,
        "下": 1,
        "next": 1,
        "本": 0,
        "这": 0,
        "今": 0,
        "this": 0,
        "上": -1,
        "last": -1,
    }
    if which not in weeks:
        return Parsed(coming)
    value = monday + timedelta(days=7 * weeks[which] + wanted)
    # To some, "next Friday" on a Monday is the Friday of this week.
    other = coming if which == "next" and coming not in (value, today) else None
    return Parsed(value, other)


def _ahead(parts: dict[str, str], today: date, weekday: int | None) -> Found:
    del weekday
    days = 1 if parts["unit"] in ("day", "天", "日") else 7
    return Parsed(today + timedelta(days=days * int(parts["count"])))


_SMALL: Final[dict[str, Callable[[dict[str, str], date, int | None], Found]]] = {
    "of_month": _of_month,
    "weekday": _weekday,
    "ahead": _ahead,
}


def _year(text: str | None) -> int | None:
    return None if not text else int(text) + (2000 if len(text) == 2 else 0)


def _dated(year: int | None, month: int, day: int, today: date, weekday: int | None) -> Found:
    """Return the date; without a year the next one, or this year's if only its weekday fits."""
    years = [year] if year is not None else [today.year, today.year + 1]
    good = [one for one in (_real(y, month, day) for y in years) if one is not None]
    if not good:
        return _missing(years[0], month, day)
    good = [one for one in good if FIRST_YEAR <= one.year <= LAST_YEAR]
    if not good:
        return Wrong(Reason.OUT_OF_RANGE)
    oldest = today - timedelta(days=_PAST_DAYS)
    likely = next((one for one in good if year is not None or one >= oldest), good[0])
    for one in (likely, good[0]):
        if weekday in (None, one.weekday()):
            return Parsed(one)
    return Wrong(Reason.OTHER_WEEKDAY, likely)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _missing(year: int, month: int, day: int) -> Found:
    """Return what is wrong with a date that does not exist, and the last day of its month."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Wrong(Reason.OUT_OF_RANGE)
    if not 1 <= month <= 12 or day < 1:
        return Wrong(Reason.NO_SUCH_DAY)
    after = date(year + month // 12, month % 12 + 1, 1)
    return Wrong(Reason.NO_SUCH_DAY, after - timedelta(days=1))
