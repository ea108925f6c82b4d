"""What the rows of a day show, and the grid that times are drawn on. No window is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from booking.model import Catalogue
from booking.services.views import Act, ActState, Projected, Standing
from tests.ui import days
from tests.ui.days import BOARD, BOTH, COLLEAGUE, LAB, LARGE, SMALL, booked, busy, cells, seconds
from ui.models.day import Chip, DayBook, Mood, Owner
from ui.models.proposal import Grid, drawn, moved, stretched
from ui.models.rows import Filters, Kind, lines_of, shown, words_of
from ui.widgets.schedule.scene import in_lanes

HEIGHTS = {Kind.GROUP: 20, Kind.RESOURCE: 40, Kind.UNIT: 24}


@pytest.fixture
def known() -> Catalogue:
    return days.catalogue()


@pytest.fixture
def book(known: Catalogue) -> DayBook:
    return days.day_of(known)[0]


def chips(book: DayBook, resource: int, unit: int = 0) -> tuple[Chip, ...]:
    return book.chips(book.catalogue.resources[resource], unit)


def test_whose_a_chip_is(known: Catalogue, book: DayBook) -> None:
    mine, theirs = booked(BOARD, (9, 10), "Mine"), booked(BOARD, (10, 11), whose=COLLEAGUE)
    drawn_ = [*cells(mine, [BOARD]), *cells(theirs, [BOARD]), busy(BOARD, (12, 13))]
    book.put(days.picture(known, drawn_, [mine, theirs]))
    found = chips(book, BOARD)
    assert [chip.owner for chip in found] == [Owner.MINE, Owner.COLLEAGUE, Owner.BUSY]
    assert [chip.title for chip in found] == ["Mine", "Meeting", ""]
    assert found[1].who == "Colleague"
    assert found[2].booking is None
    assert not found[2].movable


def test_a_combined_room_shows_itself_and_what_takes_a_part(
    known: Catalogue, book: DayBook
) -> None:
    whole, part = booked(BOTH, (9, 10), "Whole"), booked(SMALL, (11, 12), "Part")
    book.put(days.picture(known, [*cells(whole, [SMALL, LARGE]), *cells(part, [SMALL])]))
    both = chips(book, BOTH)
    assert [(chip.title, chip.partial) for chip in both] == [("Whole", False), ("Part", True)]
    assert [(chip.title, chip.partial) for chip in chips(book, SMALL)] == [
        ("Whole", True),
        ("Part", False),
    ]
    assert [chip.title for chip in chips(book, LARGE)] == ["Whole"]


def test_a_folded_lab_says_how_many_benches_are_free(known: Catalogue, book: DayBook) -> None:
    own = booked(LAB, (10, 12), "Own")
    waiting = booked(LAB, (11, 13), "Three", quantity=3, standing=Standing.PENDING)
    drawn_ = [
        *cells(own, [LAB], 2),
        busy(LAB, (9, 11), 5),
        *cells(waiting, [LAB], None),
    ]
    book.put(days.picture(known, drawn_))
    free = book.free(known.resources[LAB])
    assert [(stretch.starts, stretch.free) for stretch in free] == [
        (seconds(0), 8),
        (seconds(9), 7),
        (seconds(10), 6),
        (seconds(11), 4),
        (seconds(12), 5),
        (seconds(13), 8),
    ]
    assert [chip.title for chip in chips(book, LAB)] == ["Own", "Three"]
    # What has no bench yet is drawn on the lowest that are free.
    assert [len(chips(book, LAB, unit)) for unit in range(1, 9)] == [1, 1, 1, 1, 1, 0, 0, 0]
    assert chips(book, LAB, 5)[0].owner is Owner.BUSY


def test_what_was_refused_stays_until_it_is_dismissed(known: Catalogue, book: DayBook) -> None:
    answer = {"ok": False, "code": "slot_taken", "problems": [{"code": "slot_taken", "any": [1]}]}
    act = Act(
        seq=1,
        id=UUID(int=1),
        op="book",
        args={},
        wire="{}",
        subject="",
        depends=None,
        made_at=days.at(8),
        not_after=None,
        state=ActState.REFUSED,
        tries=1,
        answer=answer,
        chg=None,
        settled_at=days.at(8),
        dismissed=False,
        lost=False,
    )
    refused = booked(BOARD, (9, 10), "No", standing=Standing.REFUSED)
    refused = replace(refused, failed=(act,))
    assert book.put(days.picture(known, [], [refused])) >= {BOARD}
    (chip,) = chips(book, BOARD)
    assert chip.mood is Mood.REFUSED
    assert chip.problems[0].code == "slot_taken"
    assert not chip.movable
    assert hash(chip)
    assert BOARD in book.put(days.picture(known, []), [SMALL])
    assert chips(book, BOARD) == ()


def test_a_moved_booking_leaves_where_it_was(known: Catalogue, book: DayBook) -> None:
    old = booked(BOARD, (9, 10))
    item = old.booking.items[0]
    later = replace(item, during=replace(item.during, start=days.at(14), end=days.at(15)))
    new = replace(old.booking, items=(later,))
    projected = Projected(new, Standing.PENDING, old.booking)
    held = cells(old, [BOARD])[0]._replace(projected=projected, leaving=True)
    asked = held._replace(
        unit=None, starts=seconds(14), ends=seconds(15), leaving=False, standing=Standing.PENDING
    )
    book.put(days.picture(known, [held, asked], [projected]))
    assert [(c.mood, c.starts) for c in chips(book, BOARD)] == [
        (Mood.LEAVING, seconds(9)),
        (Mood.PENDING, seconds(14)),
    ]


def test_a_longer_time_hides_the_shorter_one(known: Catalogue, book: DayBook) -> None:
    old = booked(BOARD, (9, 10))
    item = old.booking.items[0]
    longer = replace(item, during=replace(item.during, end=days.at(11)))
    projected = Projected(replace(old.booking, items=(longer,)), Standing.PENDING, old.booking)
    held = cells(old, [BOARD])[0]._replace(projected=projected)
    asked = held._replace(unit=None, ends=seconds(11), standing=Standing.PENDING)
    book.put(days.picture(known, [held, asked], [projected]))
    (chip,) = chips(book, BOARD)
    assert (chip.mood, chip.ends) == (Mood.PENDING, seconds(11))


def test_only_rows_that_changed_are_told(known: Catalogue, book: DayBook) -> None:
    drawn_ = [busy(BOARD, (9, 10)), busy(SMALL, (9, 10))]
    book.put(days.picture(known, drawn_))
    assert book.put(days.picture(known, drawn_)) == frozenset()
    assert book.put(days.picture(known, [busy(SMALL, (9, 11))]), [SMALL]) == {SMALL, BOTH}
    assert book.unread([known.resources[BOTH]]) == frozenset()
    book.expire(frozenset({SMALL}))
    assert book.unread([known.resources[BOTH]]) == {SMALL}


def test_every_lists_each_booking_once_for_each_resource(known: Catalogue, book: DayBook) -> None:
    whole = booked(BOTH, (9, 10), "Whole")
    drawn_ = [*cells(whole, [SMALL, LARGE]), busy(LAB, (9, 10), 3), busy(LAB, (9, 10), 4)]
    book.put(days.picture(known, drawn_))
    assert [(c.title, c.resource) for c in book.every()] == [("Whole", BOTH), ("", LAB), ("", LAB)]


def test_lines_and_their_places(known: Catalogue) -> None:
    rows = shown(known)
    lines = lines_of(known, rows, {LAB}, HEIGHTS)
    assert [line.kind for line in lines.lines].count(Kind.UNIT) == 8
    # The first group has no line of its own, the second has.
    assert [line.kind for line in lines.lines][:6] == [Kind.RESOURCE] * 4 + [
        Kind.GROUP,
        Kind.RESOURCE,
    ]
    assert lines.height == 4 * 40 + 20 + 40 + 8 * 24
    assert lines.at(-1) is None
    assert lines.at(lines.height) is None
    assert [lines.at(y) for y in (0, 39, 40, 160, 180)] == [0, 0, 1, 4, 5]
    assert list(lines.within(30, 41)) == [0, 1]
    assert list(lines.within(0, 0)) == []
    assert lines.find(LAB, 8) == len(lines) - 1
    assert len(lines.of_resource(LAB)) == 9
    assert lines.step(3, 1) == 5
    assert lines.step(0, -1) is None


def test_filters(known: Catalogue) -> None:
    def left(filters: Filters) -> set[int]:
        return {one.id for one in shown(known) if filters.keeps(one, words_of)}

    assert left(Filters(text="實驗室")) == {LAB}
    assert left(Filters(text="room SMALL")) == {SMALL}
    assert left(Filters(kind="lab")) == {LAB}
    assert left(Filters(people=12)) == {BOARD, BOTH, LAB}
    assert left(Filters(features=frozenset({"vc"}))) == {BOARD, SMALL, LARGE, BOTH}
    assert shown(known, ("B",)) == []
    kept = Filters("x", "lab", 3, frozenset({"vc"}), True, False)
    assert Filters.of(kept.as_json()) == kept


@pytest.mark.parametrize("kept", [None, 1, [], {"text": 5, "people": -3, "kind": "sofa"}])
def test_filters_that_cannot_be_read_are_left_out(kept: object) -> None:
    assert Filters.of(kept) == Filters()


def test_a_time_is_drawn_on_the_grid_of_the_policy(known: Catalogue) -> None:
    grid = Grid(ZoneInfo(days.ZONE), known.policies[1])
    assert drawn(grid, seconds(9, 10), seconds(10, 5)) == (seconds(9), seconds(10, 30))
    assert drawn(grid, seconds(9, 10), seconds(9, 10)) == (seconds(9), seconds(9, 30))
    assert drawn(grid, seconds(11), seconds(9, 40)) == (seconds(9, 30), seconds(11))
    daily = replace(known.policies[1], start_step=1440, length_step=1440, min_length=1440)
    whole = Grid(ZoneInfo(days.ZONE), daily)
    assert drawn(whole, seconds(9), seconds(12)) == (seconds(0), seconds(24))


def test_moving_and_stretching_keep_to_the_grid(known: Catalogue, book: DayBook) -> None:
    grid = Grid(ZoneInfo(days.ZONE), known.policies[1])
    book.put(days.picture(known, cells(booked(BOARD, (9, 10)), [BOARD])))
    (chip,) = chips(book, BOARD)
    assert moved(grid, chip, 50 * 60) == (seconds(10), seconds(11))
    assert moved(grid, chip, 20) == (seconds(9), seconds(10))
    assert stretched(grid, chip, seconds(11, 20), front=False) == (seconds(9), seconds(11, 30))
    assert stretched(grid, chip, seconds(8), front=False) == (seconds(9), seconds(9, 30))
    assert stretched(grid, chip, seconds(8), front=True) == (seconds(8), seconds(10))


def test_the_grid_is_of_wall_time_where_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    policy = replace(days.catalogue().policies[1], start_step=120)
    grid = Grid(berlin, policy)
    # On 29 March 2026 the clocks go from 2:00 to 3:00; 4:00 is two hours of wall time after 2:00.
    four = 1_774_749_600
    assert grid.floor(four + 1800) == four
    assert grid.after(four) == four + 7200


def test_what_overlaps_lies_in_lanes(known: Catalogue, book: DayBook) -> None:
    drawn_ = [busy(BOARD, hours) for hours in ((9, 11), (10, 12), (11, 13), (14, 15))]
    book.put(days.picture(known, drawn_))
    found = in_lanes(chips(book, BOARD))
    assert [(lane, lanes) for _, lane, lanes in found] == [(0, 2), (1, 2), (0, 2), (0, 1)]


def test_hours_closures_and_holidays(known: Catalogue) -> None:
    closed = days.catalogue(0, days.closure(SMALL, (13, 15), "Cleaning"))
    _, facts = days.day_of(closed)
    board = facts.of(closed.resources[BOARD])
    assert board.closed == ((seconds(0), seconds(9)), (seconds(18), seconds(24)))
    assert board.shut == ()
    assert facts.of(closed.resources[BOTH]).shut[0].reason.en == "Cleaning"
    assert not facts.of(closed.resources[SMALL]).open_at(seconds(14))
    assert facts.of(closed.resources[LARGE]).open_at(seconds(14))
    _, holiday = days.day_of(known, date(2026, 10, 1))
    assert len(holiday.of(known.resources[BOARD]).closed) == 1
    assert holiday.opening(list(known.resources.values())) is None
    assert facts.opening(list(known.resources.values())) == (seconds(9), seconds(18))
