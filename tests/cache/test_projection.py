"""The picture: the server's word, overlaid with what waits; nothing is ever in neither."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

import pytest

from booking.cache import projection, queries
from booking.cache.act import Act
from booking.cache.apply import AllocationRow
from booking.cache.engine import Desk
from booking.cache.outbox import Outbox
from booking.cache.picture import Cell, Picture, Projected, Standing
from booking.ids import uuid7
from booking.model import BookingState
from tests.cache.kit import (
    HOUR,
    NOON,
    allocation,
    book_args,
    booking,
    entry,
    fill,
    iso,
    me,
    move_on,
    resource,
    taken,
)

REFUSED = {"ok": False, "code": "slot_taken", "problems": [{"code": "slot_taken"}]}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk that knows two rooms, a hall of both, and its owner."""
    rooms = [entry("resource", resource(n), n) for n in (1, 2)]
    hall = entry("resource", resource(3, parts=[1, 2]), 3)
    fill(desk.cache, [entry("person", me(), 1), *rooms, hall], cursor=10)
    return desk


def picture(desk: Desk) -> Picture:
    """Return all bookings."""
    return projection.bookings(desk.cache, desk.outbox, taken)


def only(desk: Desk) -> Projected:
    """Return the one booking that is shown."""
    (found,) = picture(desk).bookings
    return found


def ask(desk: Desk, number: int = 1, start: datetime = NOON) -> Act:
    """Queue a booking of one hour."""
    key = uuid7()
    args = book_args(key, number, start, start + HOUR)
    return desk.outbox.append("book", args, subject=str(key))


def pull(desk: Desk, act: Act, chg: int) -> AllocationRow:
    """Bring what the server made of an asked booking, and move the cursor past it."""
    item = act.args["items"][0]
    start = datetime.fromisoformat(item["from"])
    end = datetime.fromisoformat(item["to"])
    row = allocation(int(item["resource"][1:]), start, end, chg)
    body = booking(UUID(act.subject), row, chg, title="Mine", item=UUID(item["item"]))
    move_on(desk.cache, chg, allocations=[row], bookings=[body])
    return row


def confirm(outbox: Outbox, act: Act, chg: int) -> None:
    """Store the server's yes."""
    outbox.settle(act.id, {"ok": True, "chg": chg, "rev": 1})


def test_a_booking_that_waits_is_shown(filled: Desk) -> None:
    act = ask(filled)
    shown = only(filled)
    assert (shown.standing, shown.base) == (Standing.PENDING, None)
    assert shown.waiting == (act,)
    assert (shown.booking.title, shown.booking.people) == ("Mine", 2)
    assert (shown.booking.organiser_id, shown.booking.tenant_id) == (1, 1)
    assert shown.booking.items[0].during.start == NOON
    assert projection.one(filled.cache, filled.outbox, taken, UUID(act.subject)) == shown
    assert projection.one(filled.cache, filled.outbox, taken, uuid4()) is None


def test_from_asked_to_pulled(filled: Desk) -> None:
    act = ask(filled)
    filled.outbox.mark_in_flight(act.id)
    assert only(filled).standing is Standing.PENDING
    confirm(filled.outbox, act, 11)
    shown = only(filled)
    assert (shown.standing, shown.base, shown.waiting) == (Standing.CONFIRMED, None, ())
    pull(filled, act, 11)
    shown = only(filled)
    assert shown.base is not None
    assert shown.booking is shown.base


def test_it_stays_while_the_cursor_is_behind_its_change(filled: Desk) -> None:
    act = ask(filled)
    confirm(filled.outbox, act, 12)
    move_on(filled.cache, 11)
    assert only(filled).standing is Standing.CONFIRMED
    pull(filled, act, 12)
    assert only(filled).base is not None


def test_a_place_that_was_taken_meanwhile_is_likely_lost(filled: Desk) -> None:
    act = ask(filled)
    move_on(filled.cache, 11, allocations=[allocation(1, NOON, NOON + HOUR, 11)])
    assert only(filled).standing is Standing.LIKELY_LOST
    filled.outbox.mark_in_flight(act.id)
    assert only(filled).standing is Standing.PENDING


def test_a_hall_is_lost_with_one_of_its_parts(filled: Desk) -> None:
    ask(filled, 3)
    assert only(filled).standing is Standing.PENDING
    move_on(filled.cache, 11, allocations=[allocation(2, NOON, NOON + HOUR, 11)])
    assert only(filled).standing is Standing.LIKELY_LOST


def test_a_booking_of_a_hidden_resource_is_not_forgotten(filled: Desk) -> None:
    ask(filled, 1)
    move_on(filled.cache, 11, catalogue=[entry("resource", resource(1), 11, gone=True)])
    found = picture(filled)
    assert found.bookings == ()
    assert [act.op for act in found.undrawn] == ["book"]


def change(desk: Desk, op: str, act: Act, **values: object) -> Act:
    """Queue a change of a booking."""
    args = {"booking": act.subject, "expects": 1, **values}
    return desk.outbox.append(op, args, subject=act.subject)


@pytest.fixture
def booked(filled: Desk) -> tuple[Desk, Act]:
    """A desk with one confirmed and pulled booking of room 1 at noon."""
    act = ask(filled)
    confirm(filled.outbox, act, 11)
    pull(filled, act, 11)
    return filled, act


def test_a_move_that_waits(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    later = NOON + 3 * HOUR
    change(desk, "move", act, resource="R2", **{"from": iso(later), "to": iso(later + HOUR)})
    shown = only(desk)
    assert shown.standing is Standing.PENDING
    assert shown.booking.items[0].resource_id == 2
    assert shown.booking.items[0].during.start == later
    assert shown.base is not None
    assert shown.base.items[0].during.start == NOON


def test_growing_into_oneself_is_no_clash(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    change(desk, "resize", act, to=iso(NOON + 2 * HOUR))
    assert only(desk).standing is Standing.PENDING
    assert only(desk).booking.items[0].during.minutes == 120
    move_on(desk.cache, 12, allocations=[allocation(1, NOON + HOUR, NOON + 2 * HOUR, 12)])
    assert only(desk).standing is Standing.LIKELY_LOST


def test_edit_and_cancel_that_wait(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    change(desk, "edit", act, title="New", people=9, private=True)
    assert only(desk).booking.title == "New"
    assert (only(desk).booking.people, only(desk).booking.private) == (9, True)
    change(desk, "cancel", act)
    shown = only(desk)
    assert (shown.booking.state, shown.standing) == (BookingState.CANCELLED, Standing.PENDING)
    assert len(shown.waiting) == 2


@pytest.mark.parametrize("verdict", [Standing.REFUSED, Standing.EXPIRED, Standing.QUARANTINED])
def test_a_booking_that_failed_stays_until_dismissed(filled: Desk, verdict: Standing) -> None:
    act = ask(filled)
    do: dict[Standing, Callable[[], object]] = {
        Standing.REFUSED: lambda: filled.outbox.settle(act.id, REFUSED),
        Standing.EXPIRED: lambda: filled.outbox.expire(act.id),
        Standing.QUARANTINED: lambda: filled.outbox.quarantine(act.id, "x"),
    }
    do[verdict]()
    shown = only(filled)
    assert (shown.standing, shown.booking.title) == (verdict, "Mine")
    assert [a.id for a in shown.failed] == [act.id]
    filled.outbox.dismiss([act.id])
    assert picture(filled).bookings == ()


def test_a_refused_move_leaves_the_booking_as_it_was(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    later = NOON + 3 * HOUR
    move = change(desk, "move", act, **{"from": iso(later), "to": iso(later + HOUR)})
    desk.outbox.settle(move.id, REFUSED)
    shown = only(desk)
    assert (shown.standing, shown.booking) == (Standing.CONFIRMED, shown.base)
    assert [a.code for a in shown.failed] == ["slot_taken"]


def test_withdrawn_is_gone_at_once(filled: Desk) -> None:
    act = ask(filled)
    filled.outbox.withdraw(act.id)
    assert picture(filled).bookings == ()


def test_an_act_that_cannot_be_drawn_harms_nothing(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    change(desk, "move", act, **{"from": "nonsense"})
    change(desk, "edit", act, title="New")
    desk.outbox.append("book", {"items": [{}]}, subject=str(uuid7()))
    desk.outbox.append("edit", {"title": "x"}, subject="no id")
    desk.outbox.append("edit", {"title": "x"}, subject=str(uuid7()))
    assert only(desk).booking.title == "New"
    assert len(picture(desk).undrawn) == 2


def test_only_what_lies_in_the_time(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    ask(desk, 2, NOON + 5 * HOUR)
    read = projection.bookings
    early = read(desk.cache, desk.outbox, taken, NOON, NOON + HOUR).bookings
    late = read(desk.cache, desk.outbox, taken, NOON + HOUR, NOON + 9 * HOUR).bookings
    assert [str(p.booking.id) for p in early] == [act.subject]
    assert [p.standing for p in late] == [Standing.PENDING]


def test_the_day_shows_busy_own_and_asked(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    busy = allocation(2, NOON, NOON + HOUR, 12)
    move_on(desk.cache, 12, allocations=[busy])
    ask(desk, 3, NOON + 2 * HOUR)
    later = NOON + 4 * HOUR
    change(desk, "move", act, **{"from": iso(later), "to": iso(later + HOUR)})
    day = projection.day(desk.cache, desk.outbox, taken, NOON, NOON + 24 * HOUR)
    cells = {(c.resource_id, (c.starts - int(NOON.timestamp())) // 3600): c for c in day.cells}
    assert set(cells) == {(1, 0), (2, 0), (1, 2), (2, 2), (1, 4)}
    assert cells[2, 0].projected is None
    assert (cells[2, 0].unit, cells[2, 0].after) == (1, 15)
    own = cells[1, 0].projected
    assert own is not None
    assert str(own.booking.id) == act.subject
    assert cells[1, 0].leaving
    assert not cells[2, 0].leaving
    for place in ((1, 2), (2, 2), (1, 4)):
        assert (cells[place].unit, cells[place].standing) == (None, Standing.PENDING)


@pytest.mark.parametrize("wanted", [[], [1], [2], [1, 2], [2, 9]])
def test_the_day_of_some_resources_is_a_part_of_the_whole(
    booked: tuple[Desk, Act], wanted: list[int]
) -> None:
    desk, act = booked
    theirs = allocation(2, NOON + 6 * HOUR, NOON + 7 * HOUR, 12)
    key = uuid7()
    move_on(desk.cache, 12, allocations=[theirs], bookings=[booking(key, theirs, 12)])
    ask(desk, 3, NOON + 2 * HOUR)
    later = NOON + 4 * HOUR
    change(desk, "move", act, **{"from": iso(later), "to": iso(later + HOUR)})
    day = partial(projection.day, desk.cache, desk.outbox, taken, NOON, NOON + 24 * HOUR)
    whole, part = day(), day(wanted)
    assert {c.resource_id for c in whole.cells} == {1, 2}
    assert sorted(part.cells, key=_place) == sorted(
        (c for c in whole.cells if c.resource_id in wanted), key=_place
    )
    assert part.undrawn == whole.undrawn
    left_out = {p.booking.id for p in whole.bookings} - {p.booking.id for p in part.bookings}
    assert left_out == (set() if 2 in wanted else {key})


def _place(cell: Cell) -> tuple[int, int]:
    return cell.resource_id, cell.starts


def test_what_was_moved_to_another_day_is_not_drawn_today(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    later = NOON + 48 * HOUR
    change(desk, "move", act, **{"from": iso(later), "to": iso(later + HOUR)})
    day = projection.day(desk.cache, desk.outbox, taken, NOON, NOON + 24 * HOUR)
    assert [(c.leaving, c.standing) for c in day.cells] == [(True, Standing.CONFIRMED)]
    there = projection.day(desk.cache, desk.outbox, taken, later, later + 24 * HOUR)
    assert [c.standing for c in there.cells] == [Standing.PENDING]


def test_the_day_of_a_cancelled_booking(booked: tuple[Desk, Act]) -> None:
    desk, act = booked
    change(desk, "cancel", act)
    day = projection.day(desk.cache, desk.outbox, taken, NOON, NOON + HOUR)
    (cell,) = day.cells
    assert (cell.leaving, cell.standing) == (True, Standing.CONFIRMED)


class Meddling:
    """An outbox that lets something happen right before or right after it is read."""

    def __init__(self, outbox: Outbox, before: Callable[[], None], after: Callable[[], None]):
        self._outbox = outbox
        self._before = before
        self._after = after

    def open_acts(self, cursor: int | None = None) -> tuple[Act, ...]:
        self._before()
        found = self._outbox.open_acts(cursor)
        self._after()
        return found


@pytest.mark.parametrize("moment", ["before", "after"])
def test_confirmed_and_pulled_while_it_is_drawn(filled: Desk, moment: str) -> None:
    act = ask(filled)

    def meddle() -> None:
        filled.outbox.mark_in_flight(act.id)
        confirm(filled.outbox, act, 11)
        pull(filled, act, 11)

    def nothing() -> None:
        pass

    steps = (meddle, nothing) if moment == "before" else (nothing, meddle)
    outbox: object = Meddling(filled.outbox, *steps)
    found = projection.bookings(filled.cache, outbox, taken)  # type: ignore[arg-type]
    (shown,) = found.bookings
    assert str(shown.booking.id) == act.subject
    assert shown.standing in (Standing.CONFIRMED, Standing.PENDING)


def test_no_act_is_ever_in_neither(filled: Desk) -> None:
    """Readers race a thread that asks, confirms and pulls; cache first would lose acts here."""
    asked: list[str] = []
    done = threading.Event()
    missed: list[str] = []

    def read() -> None:
        while not done.is_set():
            expected = list(asked)
            shown = {str(p.booking.id) for p in picture(filled).bookings}
            missed.extend(set(expected) - shown)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in range(60):
            act = ask(filled, 1, NOON + number * HOUR)
            asked.append(act.subject)
            confirm(filled.outbox, act, 11 + number)
            pull(filled, act, 11 + number)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert missed == []


def test_cache_first_would_lose_an_act(filled: Desk) -> None:
    """The order matters: this is what the wrong one does, in the interleaving that shows it."""
    act = ask(filled)
    seen = filled.cache.read(lambda c: c.execute("SELECT id FROM booking").fetchall())
    confirm(filled.outbox, act, 11)
    pull(filled, act, 11)
    cursor = queries.cursor(filled.cache)
    assert seen == []
    assert filled.outbox.open_acts(cursor) == ()
    assert [str(p.booking.id) for p in picture(filled).bookings] == [act.subject]
