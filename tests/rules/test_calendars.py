"""The calendars, held against the State Council's notices and Hong Kong's general holidays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

from booking.calendars import FIRST_YEAR, LAST_YEAR, calendar_days
from booking.model import CalendarDay, DayKind

# Notice for 2026: https://politics.gmw.cn/2025-11/04/content_38391083.htm
NOTICE_2026 = [
    ("2026-01-01", 3),
    ("2026-02-15", 9),
    ("2026-04-04", 3),
    ("2026-05-01", 5),
    ("2026-06-19", 3),
    ("2026-09-25", 3),
    ("2026-10-01", 7),
]
# Notice for 2025: https://wxredian.com/art?id=63e914e2d2b1c4a258e09fe1282edb17
NOTICE_2025 = [
    ("2025-01-01", 1),
    ("2025-01-28", 8),
    ("2025-04-04", 3),
    ("2025-05-01", 5),
    ("2025-05-31", 3),
    ("2025-10-01", 8),
]
HONG_KONG_2026 = (
    "01-01 02-17 02-18 02-19 04-03 04-04 04-06 04-07 05-01 05-25 06-19 07-01 09-26 10-01 10-19 "
    "12-25 12-26"
)


def days(calendar: str, year: int, kind: DayKind) -> set[date]:
    return {entry.day for entry in calendar_days(calendar, [year]) if entry.kind is kind}


def on(calendar: str, day: str) -> CalendarDay:
    wanted = date.fromisoformat(day)
    return next(e for e in calendar_days(calendar, [wanted.year]) if e.day == wanted)


@pytest.mark.parametrize(("year", "notice"), [(2025, NOTICE_2025), (2026, NOTICE_2026)])
def test_mainland_days_off_are_those_of_the_notice(
    year: int, notice: list[tuple[str, int]]
) -> None:
    expected = {
        date.fromisoformat(first) + timedelta(days=n)
        for first, length in notice
        for n in range(length)
    }
    assert days("CN", year, DayKind.HOLIDAY) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2025, "01-26 02-08 04-27 09-28 10-11"),
        (2026, "01-04 02-14 02-28 05-09 09-20 10-10"),
        (2027, ""),
    ],
)
def test_adjusted_working_weekends_are_of_that_year_only(year: int, expected: str) -> None:
    found = days("CN", year, DayKind.WORKDAY)
    assert found == {date.fromisoformat(f"{year}-{day}") for day in expected.split()}
    assert all(day.isoweekday() >= 6 for day in found)


def test_a_year_without_a_notice_is_provisional() -> None:
    later = calendar_days("CN", [2027])
    assert all(entry.provisional for entry in later)
    assert "not compared with a notice" in later[0].source
    listed = [entry for entry in later if "weekend" not in entry.source]
    assert len(listed) == 19
    assert not any(entry.provisional for entry in calendar_days("CN", [2025, 2026]))
    assert all(entry.provisional for entry in calendar_days("HK", [2027]))


def test_a_holiday_may_reach_over_new_year() -> None:
    # 1 January 2023 was a Sunday; the notice gave 31 December 2022 to 2 January 2023.
    assert date(2022, 12, 31) in days("CN", 2022, DayKind.HOLIDAY)
    assert date(2023, 1, 2) in days("CN", 2023, DayKind.HOLIDAY)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_hong_kong_has_17_general_holidays(year: int) -> None:
    found = calendar_days("HK", [year])
    assert len(found) == 17
    assert {entry.kind for entry in found} == {DayKind.HOLIDAY}


def test_hong_kong_2026_to_the_day() -> None:
    expected = {date.fromisoformat(f"2026-{day}") for day in HONG_KONG_2026.split()}
    assert days("HK", 2026, DayKind.HOLIDAY) == expected


def test_weekdays_on_which_only_one_side_works_in_2026() -> None:
    mainland, hong_kong = (days(calendar, 2026, DayKind.HOLIDAY) for calendar in ("CN", "HK"))
    only_hong_kong = {f"{d:%m-%d}" for d in hong_kong - mainland if d.isoweekday() < 6}
    only_mainland = {f"{d:%m-%d}" for d in mainland - hong_kong if d.isoweekday() < 6}
    assert sorted(only_hong_kong) == ["04-03", "04-07", "05-25", "07-01", "10-19", "12-25"]
    assert " ".join(sorted(only_mainland)) == (
        "01-02 02-16 02-20 02-23 05-04 05-05 09-25 10-02 10-05 10-06 10-07"
    )


def test_names_are_in_the_words_of_each_side() -> None:
    assert on("CN", "2026-10-01").name.as_json() == {
        "en": "National Day",
        "zh_hant": "國慶日",
        "zh_hans": "国庆节",
    }
    assert on("CN", "2026-05-01").name.en == "Labour Day"
    assert on("CN", "2026-01-02").name.as_json() == {
        "en": "Day off in exchange for working on 2026-01-04",
        "zh_hant": "調休放假（2026-01-04 上班）",
        "zh_hans": "调休放假（2026-01-04 上班）",
    }
    assert on("CN", "2026-02-14").name.as_json() == {
        "en": "Adjusted working day",
        "zh_hant": "調休上班日",
        "zh_hans": "调休上班日",
    }
    assert on("CN", "2026-02-15").name.zh_hans == "春节假期周末"
    # A Sunday before a day off in exchange, which stands before the festival.
    assert on("CN", "2021-09-19").name.zh_hans == "中秋节假期周末"
    assert on("HK", "2026-06-19").name.en == "Tuen Ng Festival"
    assert on("HK", "2026-12-26").name.zh_hant == "聖誕節後第一個周日"
    assert "周日" not in on("HK", "2026-12-26").name.zh_hans


@pytest.mark.parametrize("calendar", ["CN", "HK"])
def test_every_entry_has_three_names_once_a_day_and_in_order(calendar: str) -> None:
    entries = calendar_days(calendar, [2027, 2025, 2026, 2025])
    assert [e.day for e in entries] == sorted({e.day for e in entries})
    for entry in entries:
        assert all(entry.name.as_json().values())
        assert entry.calendar == calendar
        assert entry.source.startswith("holidays ")
        assert "補班" not in entry.name.zh_hant
        assert not set("節國勞慶農曆調復聖誕後個") & set(entry.name.zh_hans)
        assert not set("节国劳庆农历调复圣诞后个") & set(entry.name.zh_hant)


def test_years_are_independent_of_each_other() -> None:
    together = calendar_days("CN", [2025, 2026])
    assert together == calendar_days("CN", [2025]) + calendar_days("CN", [2026])
    assert calendar_days("CN", []) == ()


@pytest.mark.parametrize("calendar", ["CN", "HK"])
def test_the_first_and_the_last_year_work(calendar: str) -> None:
    for year in (FIRST_YEAR, LAST_YEAR):
        assert {entry.day.year for entry in calendar_days(calendar, [year])} == {year}


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="no calendar 'SG'"):
        calendar_days("SG", [2026])
    for year in (FIRST_YEAR - 1, LAST_YEAR + 1):
        with pytest.raises(ValueError, match="years run from"):
            calendar_days("CN", [year])


def test_the_environment_does_not_matter() -> None:
    program = (
        "import json; from booking.calendars import calendar_days;"
        "print(json.dumps([[str(e.day), e.name.as_json()] for c in ('CN', 'HK')"
        " for e in calendar_days(c, [2026, 2027])]))"
    )
    here = [
        [str(entry.day), entry.name.as_json()]
        for calendar in ("CN", "HK")
        for entry in calendar_days(calendar, [2026, 2027])
    ]
    for language in ("th", "zh_TW", "xx"):
        environment = {
            **os.environ,
            "LANGUAGE": language,
            "LANG": f"{language}.UTF-8",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True
        )
        assert json.loads(done.stdout) == here
