"""Holidays and adjusted working weekends as rows for the shared database.

The dates come from the `holidays` library (0.109 was read) with every language named: one that the
library is not told depends on the process's environment, and one it does not know becomes English.

*Mainland* (`CN`): the library lists the festivals, their substitutes and the adjusted working
weekends (調休) of the State Council's yearly notice, but not the ordinary Saturdays and Sundays
*inside* a holiday, on which a site with Saturday hours is closed as well. They are added here by
one rule: a weekend day that touches a holiday, directly or through another such day, belongs to it
unless it is an adjusted working day. For 2025 and 2026 this gives exactly the notices' 28 and 33
days (2026: https://politics.gmw.cn/2025-11/04/content_38391083.htm).

*Hong Kong* (`HK`): the 17 general holidays, which the library calls "optional"; its "public" are
the statutory ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

import holidays
from holidays.version import __version__ as library_version

from booking.model import CalendarDay, DayKind, Names

CALENDARS: Final = ("CN", "HK")

# The last year whose dates were compared with what the State Council and the Gazette published. A
# later mainland year counts as published once the library knows its adjusted working days, which
# only a notice can tell.
CN_NOTICE_THROUGH: Final = 2026
HK_CHECKED_THROUGH: Final = 2026

FIRST_YEAR: Final = 2008  # Ching Ming, Tuen Ng and Mid-Autumn became mainland holidays in 2008.
LAST_YEAR: Final = 2099  # The lunar tables end there.

_LANGUAGES: Final[Mapping[str, tuple[str, str, str]]] = {
    "CN": ("en_US", "zh_TW", "zh_CN"),
    "HK": ("en_HK", "zh_HK", "zh_CN"),
}
_CATEGORY: Final[Mapping[str, str]] = {"CN": "public", "HK": "optional"}

# The library's mainland names exist for Taiwan only, and its English is American.
_CN_ENGLISH: Final[Mapping[str, str]] = {"Labor Day": "Labour Day"}
_CN_HONG_KONG: Final[Mapping[str, str]] = {
    "春節": "農曆新年（春節）",
    "國慶節": "國慶日",
    "補班": "上班",
}
# The official Hong Kong wording means "first weekday", but 周日 reads as "Sunday" on the mainland.
_HK_MAINLAND: Final[Mapping[str, str]] = {"第一个周日": "第一个平日"}

_EXCHANGED = re.compile(r"(\d{4}-\d{2}-\d{2}) 调休")
_IN_LIEU = re.compile(r"（.*）$")  # 端午节（补假）, 休息日（由 2026-01-04 调休）
_WORKDAY = Names("Adjusted working day", "調休上班日", "调休上班日")


def calendar_days(calendar: str, years: Iterable[int]) -> tuple[CalendarDay, ...]:
    """Return the entries of a calendar in date order, each date once.

    Args:
        calendar: "CN" or "HK".
        years: calendar years, 2008 to 2099; the order does not matter.

    Raises:
        ValueError: another calendar, or a year out of range.
    """
    wanted = sorted(set(years))
    if calendar not in CALENDARS:
        raise ValueError(f"no calendar {calendar!r}; there are {', '.join(CALENDARS)}")
    if wanted and not FIRST_YEAR <= wanted[0] <= wanted[-1] <= LAST_YEAR:
        raise ValueError(f"years run from {FIRST_YEAR} to {LAST_YEAR}")
    days = _mainland(wanted) if calendar == "CN" else _hong_kong(wanted)
    return tuple(sorted(days, key=lambda entry: entry.day))


def _names(calendar: str, years: Iterable[int]) -> dict[date, tuple[str, str, str]]:
    """Return the library's three names (English, Traditional, Simplified) by date."""
    wanted = list(years)
    english, traditional, simplified = (
        holidays.country_holidays(
            calendar, years=wanted, language=language, categories=(_CATEGORY[calendar],)
        )
        for language in _LANGUAGES[calendar]
    )
    return {
        day: (english[day], traditional[day], simplified[day])
        for day in sorted(english)
        if day.year in wanted
    }


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def _source(provisional: bool, inferred: bool = False) -> str:
    basis = "rules only, not compared with a notice" if provisional else "as published"
    rule = "; weekend inside a holiday" if inferred else ""
    return f"holidays {library_version}: {basis}{rule}"


def _hong_kong(years: list[int]) -> list[CalendarDay]:
    return [
        CalendarDay(
            calendar="HK",
            day=day,
            kind=DayKind.HOLIDAY,
            name=Names(english, traditional, _replaced(simplified, _HK_MAINLAND)),
            provisional=day.year > HK_CHECKED_THROUGH,
            source=_source(day.year > HK_CHECKED_THROUGH),
        )
        for day, (english, traditional, simplified) in _names("HK", years).items()
    ]


def _mainland(years: list[int]) -> list[CalendarDay]:
    # A holiday may reach over New Year (31 December 2022 belongs to 1 January 2023), so the years
    # next to the wanted ones are read too.
    around = sorted({near for year in years for near in (year - 1, year, year + 1)})
    library = holidays.country_holidays("CN", years=around, language="en_US")
    worked = {day for day in library.weekend_workdays if day.year in around}
    published = {
        year for year in around if year <= CN_NOTICE_THROUGH or any(d.year == year for d in worked)
    }
    listed = _names("CN", around)
    weekends = _weekends_inside(listed, worked)
    named = {day: _mainland_name(names) for day, names in listed.items()} | weekends
    found = {day: (DayKind.HOLIDAY, name) for day, name in named.items()}
    found |= {day: (DayKind.WORKDAY, _WORKDAY) for day in worked}
    return [
        CalendarDay(
            calendar="CN",
            day=day,
            kind=kind,
            name=name,
            provisional=day.year not in published,
            source=_source(day.year not in published, day in weekends),
        )
        for day, (kind, name) in found.items()
        if day.year in years
    ]


def _mainland_name(names: tuple[str, str, str]) -> Names:
    """Return the names in the words of both sides."""
    english, traditional, simplified = names
    exchanged = _EXCHANGED.search(simplified)
    if exchanged:
        worked = exchanged[1]
        return Names(
            f"Day off in exchange for working on {worked}",
            f"調休放假（{worked} 上班）",
            f"调休放假（{worked} 上班）",
        )
    return Names(_replaced(english, _CN_ENGLISH), _replaced(traditional, _CN_HONG_KONG), simplified)


def _weekends_inside(
    listed: Mapping[date, tuple[str, str, str]], worked: set[date]
) -> dict[date, Names]:
    """Return the unlisted weekend days that belong to a holiday, named after its main festival."""
    found: dict[date, Names] = {}
    done: set[date] = set()
    for day in listed:
        if day in done:
            continue
        block = _block(day, listed, worked)
        done.update(block)
        name = _weekend_name([listed[near] for near in block if near in listed])
        found.update({near: name for near in block if near not in listed})
    return found


def _block(day: date, listed: Mapping[date, object], worked: set[date]) -> list[date]:
    """Return the unbroken days off around a holiday, in order."""

    def off(near: date) -> bool:
        return near in listed or (near.isoweekday() >= 6 and near not in worked)

    first = last = day
    while off(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while off(last + timedelta(days=1)):
        last += timedelta(days=1)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _weekend_name(names: list[tuple[str, str, str]]) -> Names:
    """Return the name for the weekend days of a holiday whose listed days are called `names`."""
    festivals = [each for each in names if not _IN_LIEU.search(each[2])]
    main = _mainland_name(Counter(festivals or names).most_common(1)[0][0])
    return Names(
        f"{main.en}: weekend",
        f"{main.zh_hant}假期週末",
        f"{main.zh_hans}假期周末",
    )
