"""Interval operations against sets of minutes; instants as text; wall time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model import Interval
from booking.rules import interval
from booking.rules.interval import Buffers
from tests.rules.worlds import MINUTE, SHANGHAI, sh

ORIGIN = datetime(2026, 3, 1, tzinfo=UTC)
HORIZON = 60


def at(minute: int) -> datetime:
    return ORIGIN + minute * MINUTE


pieces = st.tuples(st.integers(0, HORIZON - 1), st.integers(1, 20)).map(
    lambda pair: Interval(at(pair[0]), at(min(pair[0] + pair[1], HORIZON)))
)


def minutes(intervals: Iterable[Interval]) -> set[int]:
    return {
        minute
        for piece in intervals
        for minute in range(HORIZON)
        if piece.start <= at(minute) < piece.end
    }


@given(st.lists(pieces, max_size=8))
def test_union_is_the_set_of_minutes_in_the_fewest_pieces(given_pieces: list[Interval]) -> None:
    joined = interval.union(given_pieces)
    assert minutes(joined) == minutes(given_pieces)
    assert all(one.end < two.start for one, two in pairwise(joined))


@given(st.lists(pieces, max_size=8), pieces)
def test_contains_means_that_every_minute_is_in_it(whole: list[Interval], part: Interval) -> None:
    expected = minutes([part]) <= minutes(whole)
    assert interval.contains(interval.union(whole), part) == expected


@given(pieces, st.lists(pieces, max_size=8))
def test_subtract_leaves_the_other_minutes(whole: Interval, holes: list[Interval]) -> None:
    left = interval.subtract(whole, holes)
    assert minutes(left) == minutes([whole]) - minutes(holes)
    assert left == interval.union(left)


buffers = st.builds(Buffers, st.integers(0, 8), st.integers(0, 8))


@given(pieces, buffers, pieces, buffers)
def test_gap_between_neighbours_is_the_larger_buffer(
    one: Interval, its: Buffers, other: Interval, others: Buffers
) -> None:
    # The two ranges that the shared database keeps apart: with the buffer after, and before.
    behind = minutes([Interval(one.start, one.end + its.after * MINUTE)]) & minutes(
        [Interval(other.start, other.end + others.after * MINUTE)]
    )
    ahead = minutes([Interval(one.start - its.before * MINUTE, one.end)]) & minutes(
        [Interval(other.start - others.before * MINUTE, other.end)]
    )
    expected = bool(behind or ahead)
    assert interval.conflict(one, its, other, others) == expected
    assert interval.conflict(other, others, one, its) == expected


def test_the_larger_buffer_is_enough() -> None:
    first, second = Interval(at(0), at(10)), Interval(at(25), at(40))
    assert not interval.conflict(first, Buffers(0, 15), second, Buffers(10, 0))
    assert interval.conflict(first, Buffers(0, 15), second, Buffers(16, 0))


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (datetime.fromisoformat("2026-03-01"), at(1), "from"),
        (datetime(1999, 12, 31, 23, tzinfo=UTC), datetime(2000, 1, 1, 1, tzinfo=UTC), "from"),
        (datetime(2199, 12, 31, 23, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC), "to"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8))), at(1), "from"),
        (at(0), datetime.max.replace(microsecond=0, tzinfo=timezone(timedelta(hours=-8))), "to"),
        (at(0).replace(microsecond=1), at(1), "from"),
        (at(0), at(1).replace(microsecond=999_999), "to"),
        (at(0), at(0), "to"),
        (at(1), at(0), "to"),
        (at(0), at(400 * 1440) + timedelta(seconds=1), "to"),
    ],
)
def test_malformed_times(start: datetime, end: datetime, field: str) -> None:
    problem = interval.valid_interval(start, end)
    assert problem is not None
    assert problem.as_json() == {"code": "bad_time", "field": field}


def test_longest_and_outermost_times_are_well_formed() -> None:
    assert interval.valid_interval(at(0), at(400 * 1440)) is None
    first = datetime(2000, 1, 1, tzinfo=UTC)
    assert interval.valid_interval(first, first + MINUTE) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T01:00:00",
        "2026-03-01T01:00:00+00:00",
        "2026-03-01 01:00:00Z",
        "2026-03-01T01:00:00.5Z",
        "2026-02-29T01:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T01:00:60Z",
        "20260301T010000Z",
        "infinity",
        "２026-03-01T01:00:00Z",
        "",
    ],
)
def test_only_one_spelling_of_an_instant(text: str) -> None:
    assert interval.parse_instant(text) is None


@given(st.integers(946684800, 7258118399))
def test_instants_survive_text_and_numbers(seconds: int) -> None:
    instant = interval.from_epoch(seconds)
    assert interval.epoch(instant) == seconds
    assert interval.parse_instant(interval.iso(instant)) == instant
    later = instant + timedelta(microseconds=1)
    assert interval.epoch(later) == seconds
    assert interval.round_up(later) == instant + timedelta(seconds=1)
    assert interval.round_up(instant) == instant


def test_minutes_after_midnight_run_on_into_the_next_day() -> None:
    assert interval.at_minute(SHANGHAI, date(2026, 12, 31), 0) == sh("2026-12-31 00:00")
    assert interval.at_minute(SHANGHAI, date(2026, 12, 31), 1500) == sh("2027-01-01 01:00")
    assert interval.at_minute(SHANGHAI, date(2026, 12, 31), 2880) == sh("2027-01-02 00:00")


def test_skipped_and_repeated_hours_are_read_as_postgresql_reads_them() -> None:
    london = interval.zone("Europe/London")
    skipped = datetime.fromisoformat("2026-03-29 01:30")
    assert interval.to_utc(london, skipped) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert not interval.exists(london, skipped)
    repeated = datetime.fromisoformat("2026-10-25 01:30")
    assert interval.to_utc(london, repeated) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert interval.exists(london, repeated)
    assert interval.local_date(london, datetime(2026, 3, 29, 23, 30, tzinfo=UTC)) == date(
        2026, 3, 30
    )
