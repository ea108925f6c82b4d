"""What people type is read in three languages at once, and nothing that they type raises."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model import Interval
from ui import timeparse
from ui.timeparse import Parsed, Reason, Wrong

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 10:00 there
TODAY = date(2026, 11, 23)


def clock(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("14:30", clock(14, 30)),
        ("1430", clock(14, 30)),
        ("930", clock(9, 30)),
        ("2.30pm", clock(14, 30)),
        ("2:30 p.m.", clock(14, 30)),
        ("at 2 pm", clock(14)),
        ("12am", 0),
        ("12pm", clock(12)),
        ("noon", clock(12)),
        ("half past 2 pm", clock(14, 30)),
        ("quarter to 9 am", clock(8, 45)),
        ("14点半", clock(14, 30)),
        ("下午2點半", clock(14, 30)),
        ("下午2:05", clock(14, 5)),
        ("下午三點", clock(15)),
        ("上午九點三刻", clock(9, 45)),
        ("晚上8時", clock(20)),
        ("晚上12點", clock(24)),
        ("晚上十二點半", clock(0, 30)),
        ("凌晨1點", clock(1)),
        ("中午12點", clock(12)),
        ("14時30分", clock(14, 30)),
        ("１４：３０", clock(14, 30)),
        ("24:00", clock(24)),
    ],
)
def test_times_of_all_languages_are_read(text: str, minute: int) -> None:
    assert timeparse.parse_time(text) == Parsed(minute)


@pytest.mark.parametrize(("text", "early"), [("2", 2), ("8點正", 8), ("2 o'clock", 2)])
def test_a_bare_hour_has_a_second_reading(text: str, early: int) -> None:
    assert timeparse.parse_time(text) == Parsed(clock(early), clock(early + 12))


@pytest.mark.parametrize(
    ("text", "reason", "nearest"),
    [
        ("", Reason.EMPTY, None),
        ("25:00", Reason.NO_SUCH_HOUR, clock(24)),
        ("24:01", Reason.NO_SUCH_HOUR, clock(24)),
        ("14:75", Reason.NO_SUCH_MINUTE, clock(14, 59)),
        ("14:30:10", Reason.NO_SECONDS, clock(14, 30)),
        ("soonish", Reason.NOT_UNDERSTOOD, None),
        ("1" * 100, Reason.NOT_UNDERSTOOD, None),
    ],
)
def test_wrong_times_say_why(text: str, reason: Reason, nearest: int | None) -> None:
    assert timeparse.parse_time(text) == Wrong(reason, nearest)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 24)),
        ("明天", date(2026, 11, 24)),
        ("聽日", date(2026, 11, 24)),
        ("後天", date(2026, 11, 25)),
        ("后天", date(2026, 11, 25)),
        ("Tue", date(2026, 11, 24)),
        ("Monday", TODAY),
        ("this Fri", date(2026, 11, 27)),
        ("下週二", date(2026, 12, 1)),
        ("下周二", date(2026, 12, 1)),
        ("下星期二", date(2026, 12, 1)),
        ("下下周三", date(2026, 12, 9)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2026/12/3", date(2026, 12, 3)),
        ("20261203", date(2026, 12, 3)),
        ("25/12", date(2026, 12, 25)),
        ("12/25", date(2026, 12, 25)),
        ("12月3日", date(2026, 12, 3)),
        ("十二月三號", date(2026, 12, 3)),
        ("二〇二六年十二月三日", date(2026, 12, 3)),
        ("3 Dec", date(2026, 12, 3)),
        ("Dec 3rd, 2027", date(2027, 12, 3)),
        ("Monday, 23 November 2026", TODAY),
        ("11月23日（週一）", TODAY),
        ("3號", date(2026, 12, 3)),
        ("下個月3號", date(2026, 12, 3)),
        ("in 3 days", date(2026, 11, 26)),
        ("兩週後", date(2026, 12, 7)),
        ("2 Jan", date(2027, 1, 2)),
    ],
)
def test_dates_of_all_languages_are_read(text: str, day: date) -> None:
    assert timeparse.parse_date(text, TODAY) == Parsed(day)


def test_the_locale_decides_between_day_and_month() -> None:
    third, twelfth = date(2026, 12, 3), date(2027, 3, 12)
    assert timeparse.parse_date("3/12", TODAY) == Parsed(third, twelfth)
    assert timeparse.parse_date("12-03", TODAY, day_first=False) == Parsed(third, twelfth)


def test_next_tuesday_may_be_either() -> None:
    found = timeparse.parse_date("next Tue", TODAY)
    assert found == Parsed(date(2026, 12, 1), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "reason", "nearest"),
    [
        (" ", Reason.EMPTY, None),
        ("31/2", Reason.NO_SUCH_DAY, date(2026, 2, 28)),
        ("31 Nov 2026", Reason.NO_SUCH_DAY, date(2026, 11, 30)),
        ("32/13", Reason.NO_SUCH_DAY, None),
        ("Tue 23 Nov", Reason.OTHER_WEEKDAY, TODAY),
        ("1/1/1900", Reason.OUT_OF_RANGE, None),
        ("some day", Reason.NOT_UNDERSTOOD, None),
    ],
)
def test_wrong_dates_say_why(text: str, reason: Reason, nearest: date | None) -> None:
    assert timeparse.parse_date(text, TODAY) == Wrong(reason, nearest)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90 min", 90),
        ("1.5h", 90),
        ("1h30", 90),
        ("1:30", 90),
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("1 hour and 30 minutes", 90),
        ("一個半小時", 90),
        ("一個半鐘頭", 90),
        ("半小時", 30),
        ("2小時半", 150),
        ("兩小時", 120),
        ("三刻鐘", 45),
        ("1 小時 30 分鐘", 90),
        ("1 小时 30 分钟", 90),
        ("2 days 3 h", 3060),
        ("2 天 3 小時", 3060),
        ("９０分鐘", 90),
    ],
)
def test_lengths_of_all_languages_are_read(text: str, minutes: int) -> None:
    assert timeparse.parse_duration(text) == Parsed(minutes)


def test_a_bare_number_is_minutes_or_hours() -> None:
    assert timeparse.parse_duration("90") == Parsed(90)
    assert timeparse.parse_duration("20") == Parsed(20, 1200)
    assert timeparse.parse_duration("2") == Parsed(120, 2)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", Wrong(Reason.EMPTY)),
        ("0 min", Wrong(Reason.NO_LENGTH)),
        ("500 days", Wrong(Reason.TOO_LONG, 576_000)),
        ("long", Wrong(Reason.NOT_UNDERSTOOD)),
    ],
)
def test_wrong_lengths_say_why(text: str, wrong: Wrong[int]) -> None:
    assert timeparse.parse_duration(text) == wrong


def there(text: str) -> datetime:
    """Return "24 14:30" of November 2026, on the zone's clocks, in UTC."""
    day, _, hours = text.partition(" ")
    hour, minute = map(int, hours.split(":"))
    wall = datetime(2026, 11, int(day), tzinfo=ZoneInfo(ZONE)) + timedelta(hours=hour)
    return (wall + timedelta(minutes=minute)).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14:30-15:30", "23 14:30", "23 15:30"),
        ("14:30–15:30", "23 14:30", "23 15:30"),
        ("from 2pm to 4pm", "23 14:00", "23 16:00"),
        ("2-4pm", "23 14:00", "23 16:00"),
        ("11-1pm", "23 11:00", "23 13:00"),
        ("10-2", "23 10:00", "23 14:00"),
        ("上午10點至2點", "23 10:00", "23 14:00"),
        ("明天下午2點至4點", "24 14:00", "24 16:00"),
        ("明晚8點至10點", "24 20:00", "24 22:00"),
        ("14:00-15:30 tomorrow", "24 14:00", "24 15:30"),
        ("24/11 14:00-16:00", "24 14:00", "24 16:00"),
        ("2026-11-24 14:00-15:00", "24 14:00", "24 15:00"),
        ("22:00-02:00", "23 22:00", "24 02:00"),
        ("22:00–24:00", "23 22:00", "24 00:00"),
        ("Mon 23 Nov 22:00 – Tue 24 Nov 02:00", "23 22:00", "24 02:00"),
        ("tomorrow 2pm for 90 min", "24 14:00", "24 15:30"),
        ("14:30 1h", "23 14:30", "23 15:30"),
        ("14:00, 2h", "23 14:00", "23 16:00"),
        ("2pm", "23 14:00", "23 15:00"),
        ("下午2點半", "23 14:30", "23 15:30"),
    ],
)
def test_spans_of_all_languages_are_read(text: str, start: str, end: str) -> None:
    assert timeparse.parse_span(text, NOW, ZONE) == Parsed(Interval(there(start), there(end)))


def test_a_span_of_bare_hours_has_a_second_reading() -> None:
    found = timeparse.parse_span("2-4", NOW, ZONE)
    early = Interval(there("23 2:00"), there("23 4:00"))
    late = Interval(there("23 14:00"), there("23 16:00"))
    assert found == Parsed(early, late)


def test_the_day_and_the_length_fill_what_is_not_said() -> None:
    found = timeparse.parse_span("14:00", NOW, ZONE, day=date(2026, 11, 25), length=30)
    assert found == Parsed(Interval(there("25 14:00"), there("25 14:30")))


@pytest.mark.parametrize(
    ("text", "reason", "nearest"),
    [
        ("", Reason.EMPTY, None),
        ("明天", Reason.NO_TIME, None),
        ("14:00-13:00", Reason.END_BEFORE_START, ("23 14:00", "23 15:00")),
        ("whenever", Reason.NOT_UNDERSTOOD, None),
    ],
)
def test_wrong_spans_say_why(text: str, reason: Reason, nearest: tuple[str, str] | None) -> None:
    wanted = None if nearest is None else Interval(there(nearest[0]), there(nearest[1]))
    assert timeparse.parse_span(text, NOW, ZONE) == Wrong(reason, wanted)


def test_a_time_that_clocks_skip_is_answered_with_the_next() -> None:
    found = timeparse.resolve(date(2026, 3, 29), clock(1, 30), "Europe/London")
    assert found == Wrong(Reason.SKIPPED, datetime(2026, 3, 29, 1, 0, tzinfo=UTC))


def test_a_time_that_comes_twice_has_both() -> None:
    found = timeparse.resolve(date(2026, 10, 25), clock(1, 30), "Europe/London")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found == Parsed(first, first + timedelta(hours=1))


WRITTEN = """
0 1 2 12 30 59 60 2026 : . - – / , ( ) am pm h min to for 至 到 點 半 下午 晚上 明天 下 週 二 日 月
年 後 next Tue 31 Feb 天 個 小時 ３ ： tomorrow noon 十 廿 兩
"""
PIECES = st.sampled_from(WRITTEN.split())
TYPED = st.one_of(
    st.text(max_size=30),
    st.lists(PIECES, max_size=9).map("".join),
    st.lists(PIECES, max_size=9).map(" ".join),
)
DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/London", "America/St_Johns", "Asia/Kathmandu"])


@given(text=TYPED, today=st.dates(), first=st.booleans())
def test_nothing_that_is_typed_raises(text: str, today: date, first: bool) -> None:
    for found in (
        timeparse.parse_time(text),
        timeparse.parse_date(text, today, day_first=first),
        timeparse.parse_duration(text),
    ):
        assert isinstance(found, Parsed | Wrong)


@given(text=TYPED, day=DAYS, zone=ZONES)
def test_no_span_that_is_typed_raises(text: str, day: date, zone: str) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert isinstance(timeparse.parse_span(text, now, zone), Parsed | Wrong)


@given(day=DAYS, minute=st.integers(0, 1440), zone=ZONES)
def test_a_resolved_time_is_shown_by_the_clocks_or_next_to_a_gap(
    day: date, minute: int, zone: str
) -> None:
    found = timeparse.resolve(day, minute, zone)
    if isinstance(found, Parsed):
        shown = found.value.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
        assert shown == datetime.combine(day, time.min, UTC) + timedelta(minutes=minute)
    else:
        assert found.reason is Reason.SKIPPED
        assert found.nearest is not None
