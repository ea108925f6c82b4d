"""Book, move, resize, edit, cancel against the cache: advice, one row in the outbox, chains."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from booking.cache.act import ActState
from booking.cache.picture import Standing
from booking.errors import EnvironmentProblem
from booking.ids import uuid7
from booking.model import BookingState
from booking.rules import codes
from booking.services.bookings import Change, Edit, ItemWish, NewBooking
from booking.services.refusal import RefusedError
from tests.cache.kit import move_on, resource
from tests.services.kit import HOUR, POLICY, TEN, Office, open_office


def refused_codes(caught: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    """Return the codes of a refusal."""
    return [problem.code for problem in caught.value.refusal.problems]


def test_a_booking_is_one_act_with_the_servers_arguments(office: Office) -> None:
    key = office.book(title="  Team 会议 ", people=6, notes="Line\ntwo", private=True)
    (act,) = office.acts.open()
    assert (act.op, act.subject, act.state) == ("book", str(key), ActState.QUEUED)
    item = act.args["items"][0]
    assert {**act.args, "items": []} == {
        "booking": str(key),
        "title": "Team 会议",
        "people": 6,
        "notes": "Line\ntwo",
        "private": True,
        "items": [],
    }
    assert item == {
        "item": item["item"],
        "resource": "R1",
        "from": "2026-03-03T02:00:00Z",
        "to": "2026-03-03T03:00:00Z",
        "quantity": 1,
    }
    # The slot that is running may still be taken where no notice is wanted.
    assert act.not_after == TEN + timedelta(minutes=30)


def test_a_queued_booking_waits_for_confirmation(office: Office) -> None:
    key = office.book()
    shown = office.local.projected(key)
    assert shown is not None
    assert (shown.standing, shown.booking.rev, shown.base) == (Standing.PENDING, 0, None)


def test_all_problems_are_told_and_nothing_is_queued(office: Office) -> None:
    office.others_book(3)
    with pytest.raises(RefusedError) as caught:
        office.book("R3", people=21, hours=5)
    refusal = caught.value.refusal
    assert refused_codes(caught) == [codes.TOO_LONG, codes.CAPACITY, codes.SLOT_TAKEN]
    assert refusal.problems[0].values == {"maximum": 240}
    assert refusal.zone == "Asia/Shanghai"
    assert not refusal.by_server
    assert office.acts.every() == ()


def test_a_refusal_comes_with_offers(office: Office) -> None:
    office.others_book(1)
    with pytest.raises(RefusedError) as caught:
        office.book(people=8)
    refusal = caught.value.refusal
    assert {one.item for one in refusal.offers} == {0}
    assert {one.zone for one in refusal.offers} == {"Asia/Shanghai"}
    assert "R2" in {one.offer.resource_code for one in refusal.offers}


def test_who_insists_is_heard_by_the_server(office: Office) -> None:
    office.others_book(1)
    key = office.book(anyway=True)
    shown = office.local.projected(key)
    assert shown is not None
    assert shown.standing is Standing.LIKELY_LOST


def test_my_own_queued_booking_holds_its_place(office: Office) -> None:
    office.book()
    with pytest.raises(RefusedError) as caught:
        office.book(start=TEN + HOUR)  # the gap of 15 minutes is in the way
    assert refused_codes(caught) == [codes.SLOT_TAKEN]
    office.book(start=TEN + 1.5 * HOUR)


def test_a_queued_cancellation_frees_its_place(office: Office) -> None:
    key = office.mine()
    with pytest.raises(RefusedError):
        office.book()
    office.bookings.cancel(key)
    office.book()


def test_a_queued_move_frees_the_old_place_and_takes_the_new_one(office: Office) -> None:
    key = office.mine()
    office.bookings.change(key, Change(resource="R2"))
    office.book("R1")
    with pytest.raises(RefusedError):
        office.book("R2")


def test_benches_fill_up_one_by_one(office: Office) -> None:
    office.book("R4")
    office.book("R4")
    with pytest.raises(RefusedError) as caught:
        office.book("R4")
    assert refused_codes(caught) == [codes.SLOT_TAKEN]


def test_items_of_one_basket_are_in_each_others_way(office: Office) -> None:
    wishes = [ItemWish("R1", TEN, TEN + HOUR), ItemWish("R1", TEN, TEN + HOUR)]
    with pytest.raises(RefusedError) as caught:
        office.bookings.book(NewBooking("Talk", wishes))
    (problem,) = caught.value.refusal.problems
    assert problem.as_json() == {"code": codes.SLOT_TAKEN, "item": 1}
    queued = office.bookings.book(
        NewBooking("Talk", [wishes[0], ItemWish("R2", TEN, TEN + 2 * HOUR)])
    )
    assert [one["resource"] for one in queued.act.args["items"]] == ["R1", "R2"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"title": " "}, codes.BAD_TEXT, "title"),
        ({"title": "x" * 201}, codes.BAD_TEXT, "title"),
        ({"title": "a\x00b"}, codes.BAD_TEXT, "title"),
        ({"title": "a\nb"}, codes.BAD_TEXT, "title"),
        ({"title": "a\x9bb"}, codes.BAD_TEXT, "title"),
        ({"title": "a\udcffb"}, codes.BAD_TEXT, "title"),
        ({"notes": "x" * 2001}, codes.BAD_TEXT, "notes"),
        ({"notes": "\x1b[2J"}, codes.BAD_TEXT, "notes"),
        ({"people": 0}, codes.BAD_REQUEST, "people"),
        ({"people": 10_001}, codes.BAD_REQUEST, "people"),
        ({"quantity": 201}, codes.BAD_REQUEST, "items[0].quantity"),
        ({"room": "no such room!"}, codes.BAD_REQUEST, "items[0].resource"),
        ({"hours": 0}, codes.BAD_TIME, "items[0].to"),
        ({"hours": -1}, codes.BAD_TIME, "items[0].to"),
        ({"hours": 24 * 401}, codes.BAD_TIME, "items[0].to"),
        ({"start": datetime(2026, 3, 3, 2, 0)}, codes.BAD_TIME, "items[0].from"),  # noqa: DTZ001
        ({"start": datetime(1999, 3, 3, tzinfo=UTC)}, codes.BAD_TIME, "items[0].from"),
        ({"start": datetime(2200, 3, 3, tzinfo=UTC)}, codes.BAD_TIME, "items[0].from"),
        ({"start": TEN + timedelta(microseconds=1)}, codes.BAD_TIME, "items[0].from"),
    ],
)
def test_what_is_not_well_formed_is_never_queued(
    office: Office, change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        office.book(**change, anyway=True)
    assert (caught.value.code, caught.value.data) == (code, {"field": field})
    assert office.acts.every() == ()


def test_what_changes_nothing_is_never_queued(office: Office) -> None:
    key = office.mine()
    with pytest.raises(RefusedError) as caught:
        office.bookings.edit(key, Edit(), anyway=True)
    assert caught.value.code == codes.BAD_REQUEST
    with pytest.raises(RefusedError) as caught:
        office.bookings.change(key, Change(), anyway=True)
    assert caught.value.code == codes.BAD_REQUEST
    assert office.acts.every() == ()


def test_times_may_come_in_any_zone(office: Office) -> None:
    london = ZoneInfo("Europe/London")
    # The clocks go forward at one o'clock, so this is one hour, and so is the move of it.
    start, end = (datetime(2026, 3, 29, hour, 30, tzinfo=london) for hour in (0, 2))
    wish = ItemWish("R1", start, end)
    made = office.bookings.book(NewBooking("Talk", [wish]), anyway=True)
    assert made.act.args["items"][0]["from"] == "2026-03-29T00:30:00Z"
    assert made.act.args["items"][0]["to"] == "2026-03-29T01:30:00Z"
    key = UUID(made.act.subject)
    later = datetime(2026, 3, 29, 0, 0, tzinfo=london)
    moved = office.bookings.change(key, Change(start=later), anyway=True)
    assert moved.act.args["to"] == "2026-03-29T01:00:00Z"


def test_an_unknown_resource_is_refused(office: Office) -> None:
    with pytest.raises(RefusedError) as caught:
        office.book("R9")
    assert refused_codes(caught) == [codes.NO_SUCH_RESOURCE]


def test_without_data_nothing_can_be_said(tmp_path: Path) -> None:
    empty = open_office(tmp_path / "desk", empty=True)
    with pytest.raises(EnvironmentProblem) as caught:
        empty.book()
    assert caught.value.code == "no_data"
    empty.desk.close()


def test_a_move_expects_the_revision_that_was_pulled(office: Office) -> None:
    key = office.mine(rev=3)
    queued = office.bookings.change(key, Change(start=TEN + 2 * HOUR))
    assert queued.act.op == "move"
    assert queued.act.args == {
        "booking": str(key),
        "expects": 3,
        "resource": "R1",
        "from": "2026-03-03T04:00:00Z",
        "to": "2026-03-03T05:00:00Z",
    }
    assert queued.act.not_after == TEN + 2.5 * HOUR


def test_only_the_end_changes_in_a_resize(office: Office) -> None:
    key = office.mine()
    queued = office.bookings.change(key, Change(end=TEN + 2 * HOUR))
    assert queued.act.op == "resize"
    assert queued.act.args == {"booking": str(key), "expects": 1, "to": "2026-03-03T04:00:00Z"}


def test_a_booking_is_not_in_its_own_way(office: Office) -> None:
    key = office.mine()
    office.bookings.change(key, Change(start=TEN + 0.5 * HOUR))
    office.bookings.change(key, Change(start=TEN + 0.5 * HOUR, end=TEN + 2 * HOUR))


def test_acts_on_one_booking_build_on_each_other(office: Office) -> None:
    key = office.book()
    booked = office.last()
    moved = office.bookings.change(key, Change(start=TEN + 3 * HOUR)).act
    edited = office.bookings.edit(key, Edit(title="Other")).act
    cancelled = office.bookings.cancel(key).act
    assert [act.args["expects"] for act in (moved, edited, cancelled)] == [
        str(booked.id),
        str(moved.id),
        str(edited.id),
    ]
    assert [act.depends for act in (moved, edited, cancelled)] == [booked.id, moved.id, edited.id]
    shown = office.local.projected(key)
    assert shown is not None
    assert (shown.booking.title, shown.booking.state) == ("Other", BookingState.CANCELLED)


def test_what_is_cancelled_in_the_queue_takes_no_more(office: Office) -> None:
    key = office.book()
    office.bookings.cancel(key)
    with pytest.raises(RefusedError) as caught:
        office.bookings.change(key, Change(start=TEN + HOUR))
    assert refused_codes(caught) == [codes.ALREADY_CANCELLED]


def test_a_refused_booking_cannot_be_moved(office: Office) -> None:
    key = office.book()
    office.answer(office.last(), ok=False, code="slot_taken", problems=[{"code": "slot_taken"}])
    with pytest.raises(RefusedError) as caught:
        office.bookings.change(key, Change(start=TEN + HOUR))
    assert refused_codes(caught) == [codes.NO_SUCH_BOOKING]


def test_another_tenants_booking_is_nobodys_to_move(office: Office) -> None:
    with pytest.raises(RefusedError) as caught:
        office.bookings.cancel(uuid7())
    assert refused_codes(caught) == [codes.NO_SUCH_BOOKING]


def test_what_has_begun_keeps_start_and_place_whoever_insists(office: Office) -> None:
    key = office.mine(start=office.clock.at - 0.5 * HOUR, hours=1)
    for wanted in (Change(resource="R2"), Change(start=TEN)):
        with pytest.raises(RefusedError) as caught:
            office.bookings.change(key, wanted, anyway=True)
        assert refused_codes(caught) == [codes.ALREADY_STARTED]
    with pytest.raises(RefusedError) as caught:
        office.bookings.cancel(key)
    assert refused_codes(caught) == [codes.ALREADY_STARTED]
    longer = office.bookings.change(key, Change(end=office.clock.at + HOUR))
    assert longer.act.op == "resize"
    assert longer.act.not_after == office.clock.at + HOUR


def test_what_runs_does_not_leave_its_unit(tmp_path: Path) -> None:
    """Who is there before holds the unit by the buffer that the policy has now; another is free."""
    policy = POLICY | {"id": 2, "code": "BENCH", "buffer_before": 30}
    bench = resource(5, kind="lab", units=2, policy_id=2)
    more: list[tuple[str, dict[str, Any]]] = [("policy", policy), ("resource", bench)]
    office = open_office(tmp_path / "desk", more=more)
    office.clock.at = TEN + 0.5 * HOUR
    office.others_book(5, TEN - 1.25 * HOUR)
    key = office.mine(5, TEN)
    with pytest.raises(RefusedError) as caught:
        office.bookings.change(key, Change(end=TEN + 2 * HOUR))
    assert refused_codes(caught) == [codes.SLOT_TAKEN]
    assert office.bookings.check((key, Change(end=TEN + 2 * HOUR))).problems
    office.clock.at = TEN - 0.5 * HOUR
    assert office.bookings.change(key, Change(end=TEN + 2 * HOUR)).act.op == "resize"
    office.desk.close()


def test_an_edit_says_only_what_changes(office: Office) -> None:
    key = office.mine()
    queued = office.bookings.edit(key, Edit(notes="", private=False))
    assert queued.act.args == {"booking": str(key), "expects": 1, "notes": "", "private": False}
    with pytest.raises(RefusedError) as caught:
        office.bookings.edit(key, Edit(people=9))
    assert refused_codes(caught) == [codes.CAPACITY]


def test_a_refusal_of_the_server_is_explained_with_offers(office: Office) -> None:
    office.book(people=2)
    act = office.last()
    office.others_book(1)
    office.answer(act, ok=False, code="slot_taken", problems=[{"code": "slot_taken"}])
    settled = office.acts.get(act.id)
    assert settled is not None
    refusal = office.bookings.explain(settled)
    assert refusal.by_server
    assert refusal.code == codes.SLOT_TAKEN
    offered = {(one.offer.resource_code, one.offer.during.start) for one in refusal.offers}
    assert ("R2", TEN) in offered
    assert ("R1", TEN) not in offered


def test_a_refused_move_is_explained_with_offers(office: Office) -> None:
    key = office.mine()
    act = office.bookings.change(key, Change(resource="R2")).act
    office.others_book(2)
    office.answer(act, ok=False, code="slot_taken", problems=[{"code": "slot_taken"}])
    settled = office.acts.get(act.id)
    assert settled is not None
    assert office.bookings.explain(settled).offers


def test_offers_do_not_hide_a_lost_right(office: Office) -> None:
    office.book()
    act = office.last()
    office.answer(act, ok=False, code="not_allowed", problems=[{"code": "not_allowed"}])
    settled = office.acts.get(act.id)
    assert settled is not None
    assert office.bookings.explain(settled).offers == ()


def test_a_retired_resource_is_refused_from_the_cache(office: Office) -> None:
    key = office.mine()
    from_server = ("resource", "1", True, None, office.cursor + 1)
    move_on(office.desk.cache, office.cursor + 1, catalogue=[from_server])
    # Its resource is hidden by now; the end can still be asked for, and the answer is plain.
    with pytest.raises(RefusedError) as caught:
        office.bookings.change(key, Change(end=TEN + 2 * HOUR))
    assert caught.value.code in (codes.NO_SUCH_RESOURCE, codes.BAD_REQUEST)
