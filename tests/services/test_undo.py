"""Taking back what was done: withdrawn while it waits, undone by its opposite once it was sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from booking.cache.act import Act, ActState
from booking.errors import UserError
from booking.events import Event, OutboxChanged
from booking.model import Names
from booking.rules import codes
from booking.services.bookings import Change, Edit, ItemWish, NewBooking, Queued
from booking.services.inventory import ClosureWish
from booking.services.refusal import RefusedError
from tests.cache.kit import allocation, booking, entry, move_on, resource
from tests.services.kit import HOUR, TEN, Office


def sent(office: Office, act: Act, **answer: Any) -> None:
    """Send an act; with an answer, also settle it."""
    assert office.desk.outbox.mark_in_flight(act.id)
    if answer:
        office.answer(act, **answer)


def new(office: Office, room: str = "R1") -> Queued:
    """Queue a booking of two hours."""
    return office.bookings.book(
        NewBooking("Talk", [ItemWish(room, TEN, TEN + 2 * HOUR)], people=3, notes="n")
    )


def refused_with(office: Office, queued: Queued) -> str:
    """Return the code with which undoing is refused."""
    before = office.acts.every()
    with pytest.raises(RefusedError) as caught:
        office.bookings.undo(queued)
    assert office.acts.every() == before
    return caught.value.code


def test_what_was_not_sent_is_withdrawn(office: Office) -> None:
    queued = new(office)
    assert queued.before is None
    assert office.bookings.undo(queued) is None
    assert office.last().state is ActState.WITHDRAWN
    assert office.local.projected(UUID(queued.act.subject)) is None
    assert office.bookings.undo(queued) is None
    assert len(office.acts.every()) == 1


def test_a_booking_in_flight_is_cancelled_behind_it(office: Office) -> None:
    queued = new(office)
    sent(office, queued.act)
    undone = office.bookings.undo(queued)
    assert undone is not None
    assert (undone.act.op, undone.act.args["expects"]) == ("cancel", str(queued.act.id))
    assert office.bookings.undo(undone) is None
    projected = office.local.projected(UUID(queued.act.subject))
    assert projected is not None
    assert [act.id for act in projected.waiting] == [queued.act.id]


def test_a_cancelled_booking_is_booked_again_with_the_same_values(office: Office) -> None:
    queued = new(office)
    sent(office, queued.act, ok=True, chg=2000, rev=1)
    cancelled = office.bookings.cancel(UUID(queued.act.subject))
    sent(office, cancelled.act)
    undone = office.bookings.undo(cancelled)
    assert undone is not None
    assert undone.booking is not None
    assert undone.act.op == "book"
    assert undone.act.subject != queued.act.subject
    assert queued.booking is not None
    old, again = queued.booking.booking, undone.booking.booking
    for name in ("title", "notes", "people", "private", "organiser_id"):
        assert getattr(again, name) == getattr(old, name)
    assert [(one.resource_id, one.during) for one in again.items] == [(1, old.items[0].during)]


def test_what_somebody_took_meanwhile_is_not_had_back(office: Office) -> None:
    cancelled = office.bookings.cancel(office.mine())
    sent(office, cancelled.act, ok=True, chg=1002, rev=2)
    office.others_book(1)
    assert refused_with(office, cancelled) == codes.SLOT_TAKEN


def test_a_move_goes_back_to_place_time_and_people(office: Office) -> None:
    key = office.mine(1)
    wanted = Change("R2", TEN + HOUR, TEN + 3 * HOUR, people=2)
    moved = office.bookings.change(key, wanted)
    assert moved.before is not None
    assert moved.before.items[0].resource_id == 1
    sent(office, moved.act)
    undone = office.bookings.undo(moved)
    assert undone is not None
    assert undone.act.op == "move"
    assert {name: undone.act.args[name] for name in ("resource", "from", "to", "people")} == {
        "resource": "R1",
        "from": "2026-03-03T02:00:00Z",
        "to": "2026-03-03T03:00:00Z",
        "people": 4,
    }
    assert undone.act.args["expects"] == str(moved.act.id)


def test_a_running_booking_that_was_extended_is_shortened(office: Office) -> None:
    start = office.clock.at - HOUR
    key = office.mine(1, start=start, hours=2)
    longer = office.bookings.change(key, Change(end=start + 2.5 * HOUR), anyway=True)
    sent(office, longer.act)
    office.clock.at = office.clock.at.replace(minute=15)
    undone = office.bookings.undo(longer)
    assert undone is not None
    assert undone.act.op == "resize"
    assert undone.act.args["to"] == "2026-03-02T13:00:00Z"


def test_only_the_item_that_was_moved_goes_back(office: Office) -> None:
    wishes = [ItemWish("R1", TEN, TEN + HOUR), ItemWish("R2", TEN, TEN + HOUR)]
    made = office.bookings.book(NewBooking("Talk", wishes))
    assert made.booking is not None
    first, second = made.booking.booking.items
    moved = office.bookings.change(made.booking.booking.id, Change("R3", item=second.id))
    later = office.bookings.change(made.booking.booking.id, Change(start=TEN + HOUR, item=first.id))
    # The later one builds on it, so it is not withdrawn.
    undone = office.bookings.undo(moved)
    assert undone is not None
    assert undone.act.args["item"] == str(second.id)
    assert undone.act.args["expects"] == str(later.act.id)
    assert undone.booking is not None
    assert [one.resource_id for one in undone.booking.booking.items] == [1, 2]
    assert undone.booking.booking.items[0].during.start == TEN + HOUR


def test_texts_go_back_and_only_those_that_were_changed(office: Office) -> None:
    key = office.mine()
    edited = office.bookings.edit(key, Edit(title="New", notes="More"))
    sent(office, edited.act)
    undone = office.bookings.undo(edited)
    assert undone is not None
    args = {name: undone.act.args.get(name) for name in ("title", "notes", "people", "private")}
    assert args == {"title": "Talk", "notes": "", "people": None, "private": None}


def test_what_was_changed_again_is_not_overwritten(office: Office) -> None:
    key = office.mine()
    edited = office.bookings.edit(key, Edit(title="New"))
    moved = office.bookings.change(key, Change("R2"))
    people = office.bookings.change(key, Change(resource="R2", people=2))
    office.bookings.edit(key, Edit(title="Newer", people=5))
    office.bookings.change(key, Change("R3"))
    assert {refused_with(office, one) for one in (edited, moved, people)} == {codes.STALE}


def test_what_has_begun_is_not_moved_back(office: Office) -> None:
    moved = office.bookings.change(office.mine(), Change(start=TEN + HOUR))
    sent(office, moved.act)
    office.clock.at = TEN + 1.5 * HOUR
    assert refused_with(office, moved) == codes.ALREADY_STARTED


def test_what_was_refused_leaves_nothing_to_undo(office: Office) -> None:
    moved = office.bookings.change(office.mine(), Change("R2"))
    sent(office, moved.act, ok=False, code="stale", problems=[{"code": "stale"}])
    assert office.bookings.undo(moved) is None
    assert len(office.acts.every()) == 1


def test_a_refused_act_takes_its_undoing_along(office: Office) -> None:
    moved = office.bookings.change(office.mine(), Change("R2"))
    sent(office, moved.act)
    undone = office.bookings.undo(moved)
    assert undone is not None
    office.answer(moved.act, ok=False, code="slot_taken", problems=[{"code": "slot_taken"}])
    found = office.acts.get(undone.act.id)
    assert found is not None
    assert (found.state, found.code) == (ActState.REFUSED, codes.DEPENDS_ON_REFUSED)


def test_a_title_that_is_hidden_from_us_cannot_be_put_back(office: Office) -> None:
    key = office.mine(title=None)
    cancelled = office.bookings.cancel(key)
    sent(office, cancelled.act)
    assert refused_with(office, cancelled) == codes.NOT_ALLOWED


def test_a_place_that_is_not_shown_any_more_cannot_be_had_back(office: Office) -> None:
    key = office.mine()
    moved = office.bookings.change(key, Change("R2"))
    sent(office, moved.act)
    office.cursor += 1
    row = entry("resource", resource(1), office.cursor, gone=True)
    move_on(office.desk.cache, office.cursor, catalogue=[row])
    assert refused_with(office, moved) == codes.NO_SUCH_RESOURCE


def test_undoing_is_told_to_who_listens(office: Office) -> None:
    told: list[Event] = []
    office.local.events.subscribe(told.append)
    queued = new(office)
    office.bookings.undo(queued)
    assert told == [OutboxChanged(queued.act.subject)] * 2


# --- the inventory ---------------------------------------------------------------------------


def test_a_resource_gets_its_old_document_back(admin: Office) -> None:
    before = admin.inventory.document("R1")
    changed = admin.inventory.put(before | {"capacity": 30})
    sent(admin, changed.act)
    undone = admin.inventory.undo(changed)
    assert undone is not None
    assert undone.act.args["resource"]["capacity"] == 8
    assert undone.act.args["expects"] == str(changed.act.id)
    assert admin.inventory.undo(undone) is None


def test_a_retired_resource_is_put_back(admin: Office) -> None:
    retired = admin.inventory.retire("R1")
    sent(admin, retired.act, ok=True, chg=1001, rev=2)
    body = resource(1, capacity=8, features=["vc"], state="retired", rev=2)
    admin.cursor = 1001
    move_on(admin.desk.cache, 1001, catalogue=[entry("resource", body, 1001)])
    undone = admin.inventory.undo(retired)
    assert undone is not None
    assert undone.act.args["resource"]["state"] == "in_service"
    assert undone.act.args["expects"] == 2


def test_another_change_of_a_resource_is_not_overwritten(admin: Office) -> None:
    before = admin.inventory.document("R1")
    changed = admin.inventory.put(before | {"capacity": 30})
    later = admin.inventory.put(before | {"capacity": 40})
    with pytest.raises(RefusedError) as caught:
        admin.inventory.undo(changed)
    assert caught.value.code == codes.STALE
    admin.acts.withdraw(later.act)
    sent(admin, changed.act, ok=True, chg=1001, rev=2)
    body = resource(1, capacity=8, rev=3)
    move_on(admin.desk.cache, 1002, catalogue=[entry("resource", body, 1002)])
    with pytest.raises(RefusedError) as caught:
        admin.inventory.undo(changed)
    assert caught.value.code == codes.STALE


def test_a_new_resource_stays(admin: Office) -> None:
    added = admin.inventory.put(admin.inventory.document("R1") | {"code": "R9"})
    sent(admin, added.act)
    with pytest.raises(UserError) as caught:
        admin.inventory.undo(added)
    assert caught.value.code == "cannot_undo"


def test_a_closure_is_lifted_before_it_was_pulled(admin: Office) -> None:
    closed = admin.inventory.close("JO", "R1", TEN, TEN + HOUR, Names("Carpet"))
    sent(admin, closed.act)
    undone = admin.inventory.undo(closed)
    assert undone is not None
    assert (undone.act.op, undone.act.args["expects"]) == ("closure_lift", str(closed.act.id))
    admin.acts.withdraw(undone.act)
    admin.answer(closed.act, ok=True, chg=2000, rev=1)
    undone = admin.inventory.undo(closed)
    assert undone is not None
    assert undone.act.args["expects"] == 1
    sent(admin, undone.act)
    again = admin.inventory.undo(undone)
    assert again is not None
    wish = ClosureWish.of(again.act.args)
    assert wish == ClosureWish("JO", "R1", TEN, TEN + HOUR, Names("Carpet"))
    assert again.act.subject != closed.act.subject


def test_a_lifted_closure_of_a_site_is_put_back(admin: Office) -> None:
    key = "0195c0de-0000-7000-8000-00000000beef"
    times = {"starts": int(TEN.timestamp()), "ends": int((TEN + HOUR).timestamp())}
    body = {"id": key, "site_id": 1, "resource_id": None, "reason": {"en": "Works"}, "rev": 2}
    move_on(admin.desk.cache, 1001, catalogue=[entry("closure", body | times, 1001)])
    lifted = admin.inventory.lift(UUID(key))
    sent(admin, lifted.act, ok=True, chg=1002, rev=3)
    undone = admin.inventory.undo(lifted)
    assert undone is not None
    wish = ClosureWish.of(undone.act.args)
    assert wish == ClosureWish("JO", None, TEN, TEN + HOUR, Names("Works"))


def test_a_closure_of_what_is_not_shown_never_becomes_one_of_the_site(admin: Office) -> None:
    key = "0195c0de-0000-7000-8000-00000000beef"
    times = {"starts": int(TEN.timestamp()), "ends": int((TEN + HOUR).timestamp())}
    body = {"id": key, "site_id": 1, "resource_id": 2, "reason": {"en": "Works"}, "rev": 2}
    move_on(admin.desk.cache, 1001, catalogue=[entry("closure", body | times, 1001)])
    lifted = admin.inventory.lift(UUID(key))
    closed = admin.inventory.close("JO", "R2", TEN, TEN + HOUR, Names("More works"))
    sent(admin, lifted.act)
    gone = entry("resource", resource(2), 1002, gone=True)
    move_on(admin.desk.cache, 1002, catalogue=[gone])
    with pytest.raises(RefusedError) as caught:
        admin.inventory.undo(lifted)
    assert caught.value.code == codes.NO_SUCH_RESOURCE
    with pytest.raises(RefusedError) as caught:
        admin.inventory.lift(UUID(closed.act.subject))
    assert caught.value.code == codes.NO_SUCH_CLOSURE
    # The list of what waits names no place it does not know.
    assert [one.resources for one in admin.acts.pending()] == [(), ("R2",)]


# --- what a change of the inventory would touch ----------------------------------------------


def test_a_closure_that_is_filled_in_shows_what_it_would_touch(admin: Office) -> None:
    mine = admin.mine(1)
    waiting = admin.book("R2")
    row = allocation(3, TEN, TEN + HOUR, 1010)
    move_on(admin.desk.cache, 1010, allocations=[row], bookings=[booking(UUID(int=9), row, 1010)])
    admin.cursor = 1010
    admin.mine(1, start=TEN + 3 * HOUR)
    admin.mine(2, start=TEN + 2 * HOUR, status="cancelled")

    def touched(what: ClosureWish | str) -> list[UUID]:
        return [one.booking.id for one in admin.inventory.affected(what)]

    whole = ClosureWish("JO", None, TEN, TEN + 3 * HOUR)
    assert set(touched(whole)) == {mine, waiting, UUID(int=9)}
    assert touched(ClosureWish("JO", "R2", TEN, TEN + HOUR)) == [waiting]
    for unfinished in (
        ClosureWish(),
        ClosureWish("JO", "R1"),
        ClosureWish("JO", "R9", TEN, TEN + HOUR),
        ClosureWish("JO", "", TEN, TEN + HOUR),
        ClosureWish("JO", None, TEN, TEN),
        ClosureWish("JO", None, TEN - 48 * HOUR, TEN - 47 * HOUR),
    ):
        assert touched(unfinished) == []
    assert len(touched("R1")) == 2
    assert touched("R9") == []
