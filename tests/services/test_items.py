"""Items are added to a booking that exists, taken out of it, and that is taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from booking.cache.act import Act, ActState
from booking.cache.picture import Standing
from booking.rules import codes
from booking.services.bookings import Change, Edit, ItemWish, More, NewBooking, Queued
from booking.services.drafts import draft_of
from booking.services.refusal import RefusedError
from tests.services.kit import HOUR, TEN, Office

NO: dict[str, Any] = {"ok": False, "code": "slot_taken", "problems": [{"code": "slot_taken"}]}


def wish(room: str, after: float = 0) -> ItemWish:
    """Return an hour of a room."""
    return ItemWish(room, TEN + after * HOUR, TEN + (after + 1) * HOUR)


def sent(office: Office, act: Act, **answer: Any) -> None:
    """Send an act; with an answer, also settle it."""
    assert office.desk.outbox.mark_in_flight(act.id)
    if answer:
        office.answer(act, **answer)


def rooms(office: Office, booking: UUID) -> list[int]:
    """Return the resources of a booking as it is shown."""
    found = office.local.projected(booking)
    assert found is not None
    return [item.resource_id for item in found.booking.items]


def items(office: Office, booking: UUID) -> list[UUID]:
    """Return the ids of a booking's items."""
    found = office.local.projected(booking)
    assert found is not None
    return [item.id for item in found.booking.items]


def refusal(work: Any) -> str:
    """Return the code with which something is refused."""
    with pytest.raises(RefusedError) as caught:
        work()
    return str(caught.value.code)


def two(office: Office) -> UUID:
    """Queue a booking of R1 and R2 and let it be sent."""
    made = office.bookings.book(NewBooking("Talk", [wish("R1"), wish("R2")], people=4))
    sent(office, made.act, ok=True, chg=2000, rev=1)
    return UUID(made.act.subject)


def test_an_item_is_added_as_the_server_takes_it_and_shown(office: Office) -> None:
    key = office.mine()
    queued = office.bookings.add(key, wish("R4", 1))
    args = dict(queued.act.args)
    assert UUID(args.pop("item")).version == 7
    assert args == {
        "booking": str(key),
        "expects": 1,
        "resource": "R4",
        "from": "2026-03-03T03:00:00Z",
        "to": "2026-03-03T04:00:00Z",
        "quantity": 1,
    }
    assert queued.act.not_after is not None
    assert rooms(office, key) == [1, 4]
    picture = office.schedule.day(TEN, TEN + 3 * HOUR, [4])
    (cell,) = picture.cells
    assert cell.standing is Standing.PENDING
    taken = office.bookings.check(NewBooking("x", [ItemWish("R4", *_span(1), 2)]))
    assert [one.problem.code for one in taken.problems] == [codes.SLOT_TAKEN]


def _span(after: float) -> tuple[Any, Any]:
    return TEN + after * HOUR, TEN + (after + 1) * HOUR


def test_an_item_is_taken_out_and_its_place_is_free(office: Office) -> None:
    key = two(office)
    first, second = items(office, key)
    queued = office.bookings.drop(key, first)
    assert queued.act.op == "item_drop"
    assert {"item": str(first), "booking": str(key)}.items() <= queued.act.args.items()
    assert items(office, key) == [second]
    assert office.bookings.check(NewBooking("x", [wish("R1")])).fine
    assert refusal(lambda: office.bookings.drop(key, second)) == codes.BAD_REQUEST


def test_what_speaks_against_an_item_is_told_and_who_insists_is_heard(office: Office) -> None:
    key = office.mine()
    office.others_book(2)
    assert refusal(lambda: office.bookings.add(key, wish("R2"))) == codes.SLOT_TAKEN
    assert refusal(lambda: office.bookings.add(key, wish("R9"))) == codes.NO_SUCH_RESOURCE
    queued = office.bookings.add(key, wish("R2"), anyway=True)
    assert queued.booking is not None
    assert queued.booking.standing is Standing.LIKELY_LOST
    assert draft_of(queued.act) == wish("R2")


def test_no_more_than_a_booking_may_have_and_none_once_it_is_over(office: Office) -> None:
    many = [wish("R1", 1.5 * n) for n in range(8)]
    made = office.bookings.book(NewBooking("Talk", many[:1]))
    key = UUID(made.act.subject)
    for n in range(19):
        office.bookings.add(key, wish("R3", 48 + n), anyway=True)
    assert refusal(lambda: office.bookings.add(key, wish("R2"))) == codes.BAD_REQUEST
    more = office.bookings.check((key, More([wish("R2")])))
    assert [(one.field, one.reason) for one in more.problems] == [("items", "too_long")]
    over = office.mine(2, start=office.clock.at - 3 * HOUR)
    assert refusal(lambda: office.bookings.add(over, wish("R2"))) == codes.ALREADY_STARTED
    told = office.bookings.check((over, More([wish("R2")])))
    assert [one.problem.code for one in told.problems] == [codes.ALREADY_STARTED]


def test_what_has_begun_is_not_taken_out(office: Office) -> None:
    key = office.mine(start=office.clock.at - 0.5 * HOUR)
    office.bookings.add(key, wish("R2"))
    running = items(office, key)[0]
    assert refusal(lambda: office.bookings.drop(key, running)) == codes.ALREADY_STARTED


def test_a_form_is_checked_with_what_it_takes_out_and_adds(office: Office) -> None:
    key = two(office)
    first, second = items(office, key)
    more = More([wish("R1"), ItemWish("R4")], people=6)
    told = office.bookings.check((key, more))
    assert {(one.field, one.problem.code, one.reason) for one in told.problems} == {
        ("items[2]", codes.SLOT_TAKEN, ""),
        ("items[3].start", codes.BAD_TIME, "missing"),
        ("items[3].end", codes.BAD_TIME, "missing"),
    }
    assert office.bookings.check((key, More([wish("R1")])), without=[first]).fine
    there = Change("R1", item=second)
    assert not office.bookings.check((key, there)).fine
    assert office.bookings.check((key, there), without=[first]).fine
    crowd = Edit(people=15)
    office.bookings.change(key, Change("R3", item=second))
    assert [p.field for p in office.bookings.check((key, crowd)).problems] == ["people"]
    assert office.bookings.check((key, crowd), without=[first]).fine
    assert not office.bookings.check((key, More([wish("R4", 2)], people=15))).fine


def test_adding_is_taken_back(office: Office) -> None:
    key = office.mine()
    queued = office.bookings.add(key, wish("R2"))
    assert office.bookings.undo(queued) is None
    assert rooms(office, key) == [1]
    queued = office.bookings.add(key, wish("R2"))
    sent(office, queued.act)
    undone = office.bookings.undo(queued)
    assert undone is not None
    assert (undone.act.op, undone.act.args["expects"]) == ("item_drop", str(queued.act.id))
    assert rooms(office, key) == [1]
    sent(office, undone.act)
    assert _redone(office, undone).act.args["resource"] == "R2"
    assert rooms(office, key) == [1, 2]


def _redone(office: Office, undone: Queued) -> Queued:
    again = office.bookings.undo(undone)
    assert again is not None
    return again


def test_taking_out_is_taken_back_while_the_place_is_free(office: Office) -> None:
    key = two(office)
    queued = office.bookings.drop(key, items(office, key)[0])
    sent(office, queued.act)
    again = _redone(office, queued)
    assert draft_of(again.act) == wish("R1")
    assert rooms(office, key) == [2, 1]
    office.bookings.undo(again)
    office.others_book(1)
    assert refusal(lambda: office.bookings.undo(queued)) == codes.SLOT_TAKEN


def test_an_item_that_was_moved_since_is_not_taken_out_again(office: Office) -> None:
    key = office.mine()
    queued = office.bookings.add(key, wish("R2"))
    sent(office, queued.act)
    office.bookings.change(key, Change("R3", item=items(office, key)[1]))
    assert refusal(lambda: office.bookings.undo(queued)) == codes.STALE


def test_what_failed_is_told_offered_instead_and_asked_for_again(office: Office) -> None:
    key = office.mine()
    added = office.bookings.add(key, wish("R3"))
    sent(office, added.act, **NO)
    (concern,) = office.acts.failed()
    assert (concern.resources, concern.start) == (("R3",), TEN)
    found = office.acts.get(added.act.id)
    assert found is not None
    told = office.bookings.explain(found)
    assert [one.code for one in told.problems] == [codes.SLOT_TAKEN]
    assert [one.item for one in told.offers] == [0] * len(told.offers) != []
    again = office.acts.retry(found)
    assert (again.act.op, draft_of(again.act)) == ("item_add", wish("R3"))
    dropped = office.bookings.drop(key, items(office, key)[0])
    (_, waiting) = office.acts.pending()
    assert (waiting.resources, waiting.start) == (("R1",), TEN)
    refused_act = dropped.act
    office.answer(again.act, ok=True, chg=2001, rev=2)
    sent(office, refused_act, ok=False, code="stale", problems=[{"code": "stale", "rev": 3}])
    failed = office.acts.get(refused_act.id)
    assert failed is not None
    assert failed.state is ActState.REFUSED
    assert office.acts.retry(failed).act.op == "item_drop"
