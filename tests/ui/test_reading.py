"""Lines of what somebody needs, in three languages and any order, and how they are said again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from booking.model import Catalogue
from tests.ui.looking import sample_catalogue
from ui.i18n import LANGUAGES, set_language
from ui.models.findings import called, index_of
from ui.models.reading import Reader
from ui.models.wanted import Wanted, asked, said

TODAY = date(2026, 11, 23)
ZONE = "Asia/Shanghai"
CATALOGUE = sample_catalogue()
READER = Reader(CATALOGUE)
TOMORROW = date(2026, 11, 24)


def read(line: str, catalogue: Catalogue | None = None) -> Wanted:
    reader = READER if catalogue is None else Reader(catalogue)
    return reader.read(line, TODAY, ZONE)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "6 people, video, 14:00-15:30 tomorrow, Futian",
            Wanted(6, TOMORROW, 840, 90, ("vc",), text="futian"),
        ),
        ("明天下午2點至3點半 6人 視像", Wanted(6, TOMORROW, 840, 90, ("vc",))),
        ("明天下午2点至3点半6人视频", Wanted(6, TOMORROW, 840, 90, ("vc",))),
        (
            "视频会议室深圳8人",
            Wanted(8, features=("vc",), sites=("SB",), text="会议室"),
        ),
        ("for 12 people next tue 10-12 whiteboard joint office", None),
        ("聽日上午十點 兩小時 投影 十二人", Wanted(12, TOMORROW, 600, 120, ("scr",))),
        ("tomorrow 14:00 for 90 min", Wanted(None, TOMORROW, 840, 90)),
        ("2-4", Wanted(None, None, 840, 120)),
        ("22:00-02:00", Wanted(None, None, 1320, 240)),
        ("in 3 days 15:00", Wanted(None, date(2026, 11, 26), 900)),
        ("tomorrow morning, 2h", Wanted(None, TOMORROW, 540, 120)),
        ("lab for 4", Wanted(4, kind="lab")),
        ("實驗室 4人", Wanted(4, kind="lab")),
        ("6, whiteboard", Wanted(6, features=("wb",))),
        ("", Wanted()),
        (" ,,, ", Wanted()),
    ],
)
def test_a_line_is_understood(line: str, wanted: Wanted | None) -> None:
    if wanted is None:
        wanted = Wanted(12, date(2026, 12, 1), 600, 120, ("wb",), sites=("JO",))
    assert read(line) == wanted


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("room 2 tomorrow 2pm", "room 2"),
        ("JO-1F-MR01", "jo-1f-mr01"),
        ("mr01 14:30", "mr01"),
        ("102會議室 聽日 10點", "102会议室"),
        ("3d printer 2h", "3d printer"),
        ("Pitch Stage fri 18:00", "pitch stage"),
    ],
)
def test_numbers_in_names_are_no_times(line: str, text: str) -> None:
    assert read(line).text == text


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("會議室 102", "JO-1F-MR02"),
        ("会议室102", "JO-1F-MR02"),
        ("Meeting Room 102", "JO-1F-MR02"),
        ("jo1fmr02", "JO-1F-MR02"),
        ("机器人", "SB1-3F-LAB02"),
        ("機械人", "SB1-3F-LAB02"),
        ("robotics", "SB1-3F-LAB02"),
    ],
)
def test_names_and_codes_are_found_in_every_script(line: str, code: str) -> None:
    found = called(index_of(CATALOGUE), read(line).text)
    assert found is not None
    assert code in found


def test_words_that_mean_nothing_here_do_not_hide_everything() -> None:
    assert called(index_of(CATALOGUE), "xyzzy") is None
    assert called(index_of(CATALOGUE), "") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feature_kind_and_site_is_understood_as_it_is_said(language: str) -> None:
    set_language(language)
    features = sorted({f for one in CATALOGUE.resources.values() for f in one.features})
    for feature in features:
        wanted = Wanted(features=(feature,))
        assert read(said(wanted, CATALOGUE, TODAY)) == wanted, feature
    for kind in ("room", "lab", "equipment"):
        assert read(said(Wanted(kind=kind), CATALOGUE, TODAY)) == Wanted(kind=kind)
    for site in CATALOGUE.sites.values():
        wanted = Wanted(sites=(site.code,))
        assert read(said(wanted, CATALOGUE, TODAY)) == wanted


TIMES = st.integers(0, 95).map(lambda n: n * 15)


FEATURES = st.lists(
    st.sampled_from(["vc", "wb", "2scr", "fume-hood"]), max_size=3, unique=True
).map(tuple)
WANTED = st.builds(
    Wanted,
    people=st.none() | st.integers(1, 10_000),
    day=st.none() | st.dates(date(2026, 11, 1), date(2028, 12, 31)),
    start=st.none() | TIMES,
    length=st.none() | st.integers(1, 56).map(lambda n: n * 15),
    features=FEATURES,
    kind=st.sampled_from(["", "room", "equipment"]),
    sites=st.sampled_from([(), ("JO",), ("JO", "SB")]),
    text=st.sampled_from(["", "meeting", "会议室"]),
)


@settings(deadline=None)
@given(WANTED, st.sampled_from(LANGUAGES))
def test_what_is_said_is_read_again(wanted: Wanted, language: str) -> None:
    set_language(language)
    assert read(said(wanted, CATALOGUE, TODAY)) == wanted


@settings(deadline=None)
@given(st.text(max_size=120))
def test_no_line_is_too_odd(line: str) -> None:
    wanted = read(line)
    asked(wanted, CATALOGUE, datetime(2026, 11, 23, 3, tzinfo=UTC))
    assert wanted.people is None or 1 <= wanted.people <= 10_000


def at(hour: int, minute: int = 0) -> datetime:
    """That time in Shenzhen on Monday 23 November 2026."""
    return datetime(2026, 11, 23, hour - 8 if hour >= 8 else hour + 16, minute, tzinfo=UTC)


def test_what_nobody_says_is_the_next_hour_that_is_open() -> None:
    now = at(10, 10)
    found = asked(Wanted(), CATALOGUE, now)
    assert (found.day, found.start, found.length, found.people) == (TODAY, 630, 60, 1)


def test_in_the_evening_the_next_day_is_meant() -> None:
    found = asked(Wanted(), CATALOGUE, at(20))
    assert (found.day, found.start) == (TOMORROW, 540)


def test_a_time_that_has_passed_is_meant_for_tomorrow_unless_a_day_is_named() -> None:
    assert asked(Wanted(start=540), CATALOGUE, at(15)).day == TOMORROW
    assert asked(Wanted(start=1020), CATALOGUE, at(15)).day == TODAY
    assert asked(Wanted(day=TODAY, start=540), CATALOGUE, at(15)).day == TODAY
