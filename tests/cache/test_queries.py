"""Answers of the cache, against the same question asked the slow way."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.cache import apply, queries, shadow, state
from booking.cache.engine import Desk, open_desk
from booking.cache.sqlite import Connection
from booking.cache.tables import SPANS
from booking.errors import BugError
from booking.ids import uuid7
from booking.model import BookingState, Interval, ResourceKind
from tests.cache.kit import (
    HOUR,
    NOON,
    OWNER,
    StillClock,
    allocation,
    booking,
    entry,
    fill,
    me,
    move_on,
    resource,
)

LENGTHS = st.sampled_from(
    [1, 900, SPANS[0], SPANS[0] + 1, SPANS[1], SPANS[1] + 1, 400 * 86_400]
) | st.integers(1, 3 * SPANS[1])
STARTS = st.integers(-40 * 86_400, 40 * 86_400)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(1, 40), STARTS, LENGTHS), max_size=40),
    asked=st.tuples(STARTS, LENGTHS),
    slack=st.sampled_from([0, 30, 1440]),
    among=st.none() | st.lists(st.integers(1, 40), max_size=40),
    around=st.none() | st.sets(st.integers(1, 40)),
)
def test_occupied_is_what_overlaps(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[int, int, int]],
    asked: tuple[int, int],
    slack: int,
    among: list[int] | None,
    around: set[int] | None,
) -> None:
    desk = open_desk(tmp_path_factory.mktemp("desk"), StillClock())
    try:
        made = [
            allocation(
                number,
                NOON + timedelta(seconds=start),
                NOON + timedelta(seconds=start + length),
                chg,
            )
            for chg, (number, start, length) in enumerate(rows, 1)
        ]
        fill(desk.cache, allocations=made)
        begin = NOON + timedelta(seconds=asked[0])
        end = begin + timedelta(seconds=asked[1])
        found = queries.occupation(desk.cache, begin, end, among, slack=slack, around=around)
    finally:
        desk.close()
    low, high = begin.timestamp() - slack * 60, end.timestamp() + slack * 60
    expected = {
        row[0]
        for row in made
        if row[3] < high and low < row[4] and (among is None or row[1] in among)
    }
    needed = {
        row[0]
        for row in made
        if around is None
        or row[1] in around
        or (row[3] - row[5] * 60 < end.timestamp() and begin.timestamp() < row[4] + row[6] * 60)
    }
    keys = {row.id for row in found}
    assert expected & needed <= keys <= expected
    assert among is not None or keys == expected & needed
    assert len(found) == len(keys)


def test_a_row_says_what_the_server_said(desk: Desk) -> None:
    row = allocation(3, NOON, NOON + HOUR, 1)
    fill(desk.cache, allocations=[row])
    (found,) = queries.occupation(desk.cache, NOON, NOON + HOUR)
    assert tuple(found) == row[:7]


@pytest.mark.parametrize(
    "query", [queries.ALL, queries.REACHING, queries.SOME, queries.DAY, queries.DAY_AMONG]
)
def test_the_search_uses_its_index(desk: Desk, query: str) -> None:
    fill(desk.cache, allocations=[allocation(1, NOON, NOON + HOUR, 1)])
    values = {"low": 0, "high": 1, "start": 0, "end": 1, "resources": "[1]", "around": "[1]"}
    plan = desk.cache.read(
        lambda c: [row[3] for row in c.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    )
    searches = [step for step in plan if " a " in step]
    assert len(searches) == 3
    assert all(step.startswith("SEARCH a USING INDEX") for step in searches)
    assert all("span=? AND starts>? AND starts<?" in step for step in searches)


def test_changes_replace_and_remove(desk: Desk) -> None:
    first, second = (allocation(1, NOON + n * HOUR, NOON + (n + 1) * HOUR, n + 1) for n in range(2))
    fill(desk.cache, allocations=[first, second], cursor=10)
    moved = (*first[:3], first[3] + 9000, first[4] + 9000, 0, 15, True, 11)
    gone = (*second[:7], False, 12)
    move_on(desk.cache, 12, allocations=[moved, gone])
    (left,) = queries.occupation(desk.cache, NOON, NOON + 9 * HOUR)
    assert (left.id, left.starts) == (first[0], first[3] + 9000)
    assert queries.cursor(desk.cache) == 12
    move_on(desk.cache, 12, allocations=[first, second])
    later = queries.occupation(desk.cache, NOON, NOON + 9 * HOUR)
    assert left in later


def test_applying_a_page_twice_is_once(desk: Desk) -> None:
    row = allocation(1, NOON, NOON + HOUR, 11)
    key = uuid7()
    body = booking(key, row, 11)
    fill(desk.cache, cursor=10)
    for _ in range(2):
        move_on(desk.cache, 11, allocations=[row], bookings=[body])
    assert len(queries.occupation(desk.cache, NOON, NOON + HOUR)) == 1
    assert len(desk.cache.read(queries.bookings)) == 1
    (drawn,) = desk.cache.read(lambda c: queries.with_bookings(c, NOON, NOON + HOUR))
    assert drawn == (*row[1:7], key.bytes)


def test_bookings_by_time_and_person(desk: Desk) -> None:
    keys = [uuid7() for _ in range(3)]
    rows = [allocation(1, NOON + n * HOUR, NOON + (n + 1) * HOUR, n + 1) for n in range(3)]
    made = [booking(k, r, 5) for k, r in zip(keys, rows, strict=True)]
    made[2] = (*made[2][:2], 77, *made[2][3:])
    fill(desk.cache, allocations=rows, bookings=made)
    read = desk.cache.read
    assert [b.id for b in read(queries.bookings)] == keys
    within = read(lambda c: queries.bookings(c, NOON + HOUR, NOON + 2 * HOUR))
    assert [b.id for b in within] == [keys[1]]
    assert [b.id for b in read(lambda c: queries.bookings(c, organiser_id=77))] == [keys[2]]
    assert read(lambda c: queries.bookings(c, tenant_id=9)) == []
    one = read(lambda c: queries.booking(c, keys[0]))
    assert one is not None
    assert (one.title, one.people, one.state) == ("Talk", 4, BookingState.CONFIRMED)
    assert one.items[0].during == Interval(NOON, NOON + HOUR)
    assert one.items[0].allocations[0].bytes == rows[0][0]
    assert read(lambda c: queries.booking(c, uuid7())) is None


def test_a_bare_tombstone_forgets_a_booking(desk: Desk) -> None:
    key, row = uuid7(), allocation(1, NOON, NOON + HOUR, 1)
    fill(desk.cache, allocations=[row], bookings=[booking(key, row, 1)], cursor=5)
    bare = (key.bytes, None, None, None, None, None, None, None, None, 2, True, 6)
    move_on(desk.cache, 6, bookings=[bare])  # type: ignore[list-item]
    assert desk.cache.read(queries.bookings) == []
    (drawn,) = desk.cache.read(lambda c: queries.with_bookings(c, NOON, NOON + HOUR))
    assert drawn == (*row[1:7], None)


@pytest.mark.parametrize("items", ["{", "[1]", '[{"starts": 1}]', '[{"starts": 1, "ends": "x"}]'])
def test_items_that_cannot_be_read_stop_the_page(desk: Desk, items: str) -> None:
    fill(desk.cache, cursor=5)
    row = booking(uuid7(), allocation(1, NOON, NOON + HOUR, 6), 6)
    broken = (*row[:8], items, *row[9:])
    with pytest.raises(BugError):
        move_on(desk.cache, 6, bookings=[broken])
    assert queries.cursor(desk.cache) == 5


def test_a_resource_that_goes_takes_its_allocations_along(desk: Desk) -> None:
    entries = [entry("resource", resource(n), n) for n in (1, 2)]
    rows = [allocation(n, NOON, NOON + HOUR, n) for n in (1, 2)]
    fill(desk.cache, entries, rows, cursor=5)
    move_on(desk.cache, 6, catalogue=[entry("resource", resource(1), 6, gone=True)])
    assert [row.resource_id for row in queries.occupation(desk.cache, NOON, NOON + HOUR)] == [2]
    assert set(queries.catalogue(desk.cache).resources) == {2}


def test_a_resource_that_appears_waits_for_its_backfill(desk: Desk) -> None:
    fill(desk.cache, [entry("resource", resource(1), 1)], cursor=5)
    page = [entry("resource", resource(2), 6)]
    with pytest.raises(BugError, match="ahead"):
        move_on(desk.cache, 6, catalogue=page)
    assert desk.cache.read(state.cursor) == 5

    def work(connection: Connection) -> tuple[apply.Backfill, ...]:
        apply.catalogue(connection, page)
        return apply.backfills(connection)

    assert desk.cache.write(work) == (apply.Backfill(2, 0),)
    desk.cache.write(lambda c: apply.put_backfill(c, 2, 3))
    assert desk.cache.read(apply.backfills) == (apply.Backfill(2, 3),)
    desk.cache.write(lambda c: apply.put_backfill(c, 2, None))
    move_on(desk.cache, 6)
    assert desk.cache.read(state.cursor) == 6


def test_the_catalogue_is_kept_until_it_changes(desk: Desk) -> None:
    fill(desk.cache, [entry("person", me(), 1), entry("resource", resource(1), 2)], cursor=5)
    first = queries.catalogue(desk.cache)
    assert first.resources[1].kind is ResourceKind.ROOM
    assert queries.me(desk.cache) == first.me()
    move_on(desk.cache, 6, allocations=[allocation(1, NOON, NOON + HOUR, 6)])
    assert queries.catalogue(desk.cache) is first
    move_on(desk.cache, 7, catalogue=[entry("resource", resource(1, capacity=9), 7)])
    assert queries.catalogue(desk.cache).resources[1].capacity == 9
    desk.cache.wipe()
    assert queries.catalogue(desk.cache).resources == {}


def test_a_torn_full_pull_keeps_no_row_twice(desk: Desk) -> None:
    row = allocation(1, NOON, NOON + HOUR, 3)
    shape = state.Shape(None, 0)

    def first(connection: Connection) -> None:
        assert not shadow.begin(connection, "t1", 1, shape, "first")
        apply.allocations(connection, [row], shadow=True)
        state.put_position(connection, "allocations", 3, shadow=True)

    desk.cache.write(first)
    later = (*row[:8], 9)

    def second(connection: Connection) -> None:
        assert shadow.begin(connection, "t1", 1, shape, "first")
        apply.allocations(connection, [later], shadow=True)
        for feed in state.FEEDS:
            state.put_position(connection, feed, 9, shadow=True)
        shadow.swap(connection, state.Anchor("t1", 9, 1, ""), OWNER)

    desk.cache.write(second)
    assert len(queries.occupation(desk.cache, NOON, NOON + HOUR)) == 1


@pytest.mark.parametrize(
    ("tl", "vis_gen", "sites"), [("t2", 1, None), ("t1", 2, None), ("t1", 1, (1, 2))]
)
def test_a_full_pull_of_something_else_begins_anew(
    desk: Desk, tl: str, vis_gen: int, sites: tuple[int, ...] | None
) -> None:
    def begin(connection: Connection) -> bool:
        return shadow.begin(connection, "t1", 1, state.Shape(None, 0), "first")

    desk.cache.write(begin)
    row = allocation(1, NOON, NOON + HOUR, 3)
    desk.cache.write(lambda c: apply.allocations(c, [row], shadow=True))
    shape = state.Shape(sites, 0)
    assert not desk.cache.write(lambda c: shadow.begin(c, tl, vis_gen, shape, "x"))
    assert desk.cache.read(lambda c: shadow.counts(c, shadow=True)).allocations == 0
    assert desk.cache.read(lambda c: state.shape(c, shadow=True)) == shape


def test_old_rows_are_forgotten(desk: Desk) -> None:
    rows = [allocation(1, NOON - n * 24 * HOUR, NOON - n * 24 * HOUR + HOUR, 1) for n in (1, 50)]
    made = [booking(uuid7(), row, 1) for row in rows]
    fill(desk.cache, allocations=rows, bookings=made)
    before = int((NOON - timedelta(days=30)).timestamp())
    desk.cache.write(lambda c: apply.prune(c, before))
    counts = desk.cache.read(
        lambda c: [
            c.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
            for t in ("allocation", "booking", "booking_link")
        ]
    )
    assert counts == [1, 1, 1]
    assert desk.cache.read(state.shape) == state.Shape(None, before)


def test_the_census_tells_a_wrong_row(desk: Desk) -> None:
    rows = [allocation(n % 3, NOON, NOON + HOUR, n) for n in range(1, 10)]
    fill(desk.cache, allocations=rows)
    before = desk.cache.read(lambda c: queries.census(c, 0))
    expected = {
        n: (3, sum(r[8] * 31 + r[3] * 7 + r[4] * 3 + r[2] for r in rows if r[1] == n))
        for n in range(3)
    }
    assert before == expected
    desk.cache.write(lambda c: c.execute("UPDATE allocation SET starts=starts-60 WHERE chg=4"))
    after = desk.cache.read(lambda c: queries.census(c, 0))
    assert {n for n in after if after[n] != before[n]} == {1}


def test_ids_come_in_any_order(desk: Desk) -> None:
    source = random.Random(3)
    rows = [allocation(1, NOON, NOON + HOUR, n, key=uuid4()) for n in range(1, 300)]
    source.shuffle(rows)
    fill(desk.cache, allocations=rows)
    assert {r.id for r in queries.occupation(desk.cache, NOON, NOON + HOUR)} == {r[0] for r in rows}


def test_freshness(desk: Desk) -> None:
    assert queries.freshness(desk.cache) == (None, None)
    fill(desk.cache, cursor=8)
    at = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp())
    desk.cache.write(lambda c: state.put(c, "contact", at))
    assert queries.freshness(desk.cache) == (8, at)
