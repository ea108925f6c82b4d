"""Dates, times, lengths and money, as people of each language read them and type them again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from booking.model import Interval
from ui import format as shown
from ui import i18n, timeparse
from ui.timeparse import Parsed
from ui.widgets.date_edit import DateEdit

ZONE = "Asia/Shanghai"
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 there


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """Switch back to English."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")


def at(hour: int, minute: int = 0, day: int = 23, second: int = 0) -> datetime:
    """Return an instant of November 2026 by the zone's clocks."""
    local = datetime(2026, 11, day, hour, minute, second, tzinfo=ZoneInfo(ZONE))
    return local.astimezone(UTC)


def in_all() -> Iterator[str]:
    """Switch through the languages."""
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        yield language


def test_days_are_written_out() -> None:
    assert [shown.day_long(MONDAY) for _ in in_all()] == [
        "Monday, 23 November 2026",
        "2026年11月23日（星期一）",
        "2026年11月23日（星期一）",
    ]
    assert [shown.day_short(MONDAY) for _ in in_all()] == [
        "Mon 23 Nov",
        "11月23日（週一）",
        "11月23日（周一）",
    ]


def test_another_year_is_told() -> None:
    assert shown.day_short(MONDAY, 2026) == "Mon 23 Nov"
    assert shown.day_short(MONDAY, 2027) == "Mon 23 Nov 2026"
    i18n.set_language("zh_hant")
    assert shown.day_short(MONDAY, 2027) == "2026年11月23日（週一）"


def test_days_nearby_have_names() -> None:
    i18n.set_language("zh_hans")
    near = [shown.day_near(MONDAY + timedelta(days=n), MONDAY) for n in (-1, 0, 1, 2)]
    assert near == ["昨天", "今天", "明天", "11月25日（周三）"]


def test_months_are_named() -> None:
    assert [shown.month(MONDAY) for _ in in_all()] == ["November 2026", "2026年11月", "2026年11月"]


def test_clocks_run_to_24_in_every_language() -> None:
    assert [shown.time(at(14, 5), ZONE) for _ in in_all()] == ["14:05"] * 3
    assert shown.time(at(14, 5, second=7), ZONE) == "14:05:07"
    assert (shown.minute(570), shown.minute(1440)) == ("09:30", "24:00")


def test_spans() -> None:
    assert shown.span(at(14), at(15, 30), ZONE) == "14:00–15:30"
    assert shown.span(at(22), at(0, day=24), ZONE) == "22:00–24:00"
    assert shown.span(at(0), at(0, day=24), ZONE) == "00:00–24:00"
    night = at(22), at(2, day=24)
    assert [shown.span(*night, ZONE) for _ in in_all()] == [
        "Mon 23 Nov 22:00 – Tue 24 Nov 02:00",
        "11月23日（週一）22:00 – 11月24日（週二）02:00",
        "11月23日（周一）22:00 – 11月24日（周二）02:00",
    ]


def test_spans_with_their_day() -> None:
    assert [shown.when(at(14), at(15, 30), ZONE, NOW) for _ in in_all()] == [
        "Mon 23 Nov, 14:00–15:30",
        "11月23日（週一）14:00–15:30",
        "11月23日（周一）14:00–15:30",
    ]
    i18n.set_language("en")
    later = NOW + timedelta(days=365)
    assert shown.when(at(14), at(15), ZONE, later) == "Mon 23 Nov 2026, 14:00–15:00"
    assert shown.when(at(22), at(2, day=24), ZONE, later) == (
        "Mon 23 Nov 2026 22:00 – Tue 24 Nov 2026 02:00"
    )


def test_the_zone_decides_the_day() -> None:
    late = at(1, day=24)
    assert shown.moment(late, ZONE, NOW) == "Tue 24 Nov, 01:00"
    assert shown.moment(late, "Europe/London", NOW) == "Mon 23 Nov, 17:00"


def test_the_age_of_the_data() -> None:
    assert shown.as_of(at(9, 2), ZONE, NOW) == "As of 09:02"
    assert shown.as_of(at(9, 2).replace(second=31), ZONE, NOW) == "As of 09:02"
    assert shown.as_of(at(9, 2, day=22), ZONE, NOW) == "As of Sun 22 Nov, 09:02"
    assert shown.as_of(None, ZONE, NOW) == "No data yet"
    i18n.set_language("zh_hans")
    assert shown.as_of(at(9, 2), ZONE, NOW) == "数据截至 09:02"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, ("0 min", "0 分鐘", "0 分钟")),
        (45, ("45 min", "45 分鐘", "45 分钟")),
        (90, ("1 h 30 min", "1 小時 30 分鐘", "1 小时 30 分钟")),
        (1440, ("1 day", "1 天", "1 天")),
        (3060, ("2 days 3 h", "2 天 3 小時", "2 天 3 小时")),
        (59.7, ("1 h", "1 小時", "1 小时")),
    ],
)
def test_lengths(minutes: float, said: tuple[str, str, str]) -> None:
    assert tuple(shown.duration(minutes) for _ in in_all()) == said


def test_money_and_numbers() -> None:
    assert [shown.money(12_000) for _ in in_all()] == ["CNY 120.00"] * 3
    assert shown.money(123_456_789) == "CNY 1,234,567.89"
    assert shown.money(-5) == "CNY \N{MINUS SIGN}0.05"
    assert [shown.number(12_345) for _ in in_all()] == ["12,345"] * 3


def test_people_and_lists() -> None:
    assert [shown.people(6) for _ in in_all()] == ["6 people", "6 人", "6 人"]
    i18n.set_language("en")
    assert shown.people(1) == "1 person"
    assert [shown.items(["A", "B"]) for _ in in_all()] == ["A, B", "A、B", "A、B"]
    assert [shown.sentences(["A.", "B."]) for _ in in_all()] == ["A. B.", "A.B.", "A.B."]


def test_the_language_says_which_number_is_the_day() -> None:
    edit = DateEdit(MONDAY)
    read = []
    for _ in in_all():
        found = edit.parse("12-03")
        assert isinstance(found, Parsed)
        read.append(found.value.month)
    assert read == [3, 3, 12]
    edit.deleteLater()


LANGUAGES = st.sampled_from(i18n.LANGUAGES)
DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))
# The fixture only switches the language back, so it need not run for each example.
EACH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@EACH
@given(language=LANGUAGES, day=DAYS, other=DAYS)
def test_dates_that_are_shown_are_read(language: str, day: date, other: date) -> None:
    i18n.set_language(language)
    for today in (other, day):
        found = timeparse.parse_date(shown.day_long(day), today)
        assert found == Parsed(day)
        short = shown.day_short(day, today.year)
        assert timeparse.parse_date(short, today) == Parsed(day), short
    for near in (-1, 0, 1):
        wanted = other + timedelta(days=near)
        assert timeparse.parse_date(shown.day_near(wanted, other), other) == Parsed(wanted)


@EACH
@given(language=LANGUAGES, minutes=st.integers(1, 400 * 1440))
def test_lengths_that_are_shown_are_read(language: str, minutes: int) -> None:
    i18n.set_language(language)
    assert timeparse.parse_duration(shown.duration(minutes)) == Parsed(minutes)


@EACH
@given(
    language=LANGUAGES,
    day=st.dates(date(2000, 1, 2), date(2199, 11, 1)),
    start=st.integers(0, 1439),
    length=st.integers(1, 30 * 1440),
    ago=st.integers(-300, 300),
)
@example("en", date(2199, 1, 1), 0, 1, -32)
def test_spans_that_are_shown_are_read(
    language: str, day: date, start: int, length: int, ago: int
) -> None:
    i18n.set_language(language)
    # This zone sets no clocks, so that each of its times comes once.
    zone = "Asia/Kathmandu"
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    begins = (local + timedelta(minutes=start)).astimezone(UTC)
    during = Interval(begins, begins + timedelta(minutes=length))
    now = local.astimezone(UTC) - timedelta(days=ago)
    text = shown.when(during.start, during.end, zone, now)
    assert timeparse.parse_span(text, now, zone) == Parsed(during), text
    assert timeparse.parse_time(shown.time(begins, zone)) == Parsed(start)
