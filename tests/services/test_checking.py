"""Forms that are being filled in: every field and every rule at once, and nothing is queued."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from booking.ids import uuid7
from booking.rules import codes
from booking.services.bookings import Change, Checked, Edit, ItemWish, NewBooking
from booking.services.refusal import RefusedError
from tests.cache.kit import resource
from tests.services.kit import HOUR, TEN, Office, open_office


def told(checked: Checked) -> set[tuple[str, str, str]]:
    """Return the fields with their codes and reasons."""
    return {(one.field, one.problem.code, one.reason) for one in checked.problems}


def wish(room: str = "R1", start: datetime = TEN, hours: float = 1, quantity: int = 1) -> ItemWish:
    """Return an item of a form."""
    return ItemWish(room, start, start + hours * HOUR, quantity)


def test_an_empty_form_says_all_that_is_missing(office: Office) -> None:
    checked = office.bookings.check(NewBooking("", [ItemWish()]))
    assert told(checked) == {
        ("title", codes.BAD_TEXT, "missing"),
        ("items[0].resource", codes.BAD_REQUEST, "missing"),
        ("items[0].start", codes.BAD_TIME, "missing"),
        ("items[0].end", codes.BAD_TIME, "missing"),
    }
    assert checked.problems[0].field == "title"
    assert not checked.fine
    assert not checked.complete
    assert told(office.bookings.check(NewBooking("Talk"))) == {
        ("items", codes.BAD_REQUEST, "missing")
    }


def test_a_good_form_is_fine_and_nothing_is_queued(office: Office) -> None:
    checked = office.bookings.check(NewBooking("Talk", [wish()]), offers=True)
    assert checked.fine
    assert checked.complete
    assert checked.zone == "Asia/Shanghai"
    assert checked.as_of == office.local.as_of()
    assert office.acts.every() == ()


def test_every_malformed_field_is_told_with_why(office: Office) -> None:
    naive = TEN.replace(tzinfo=None)
    items = [
        ItemWish("no such code!", naive, TEN.replace(year=1999)),
        wish(hours=-1, quantity=0),
        wish(hours=24 * 401),
    ]
    form = NewBooking("T" * 201, items, people=0, notes="\x07")
    checked = office.bookings.check(form)
    assert told(checked) == {
        ("title", codes.BAD_TEXT, "too_long"),
        ("people", codes.BAD_REQUEST, "out_of_range"),
        ("notes", codes.BAD_TEXT, "forbidden"),
        ("items[0].resource", codes.BAD_REQUEST, "not_understood"),
        ("items[0].start", codes.BAD_TIME, "not_understood"),
        ("items[0].end", codes.BAD_TIME, "out_of_range"),
        ("items[1].end", codes.BAD_TIME, "order"),
        ("items[1].quantity", codes.BAD_REQUEST, "out_of_range"),
        ("items[2].end", codes.BAD_TIME, "too_long"),
    }
    assert {one.field: one.most for one in checked.problems if one.most} == {
        "title": 200,
        "people": 10_000,
        "items[1].quantity": 200,
    }
    assert {one.item for one in checked.of("items[1]")} == {1}
    assert told(office.bookings.check(NewBooking("T\n", [wish()], notes="n" * 2001))) == {
        ("title", codes.BAD_TEXT, "forbidden"),
        ("notes", codes.BAD_TEXT, "too_long"),
    }
    many = office.bookings.check(NewBooking("Talk", [wish()] * 21))
    assert ("items", codes.BAD_REQUEST, "too_long") in told(many)


@pytest.mark.parametrize("value", [None, 3, "x", 2.5])
def test_what_no_widget_should_give_is_told_and_never_raised(office: Office, value: Any) -> None:
    form = NewBooking(value, [ItemWish(value, None, TEN, value)], value, value)
    checked = office.bookings.check(form)
    assert {"items[0].start"} <= {one.field for one in checked.problems}
    assert not checked.complete


def test_rules_speak_of_the_fields_they_concern(office: Office) -> None:
    office.others_book(3)
    items = [
        wish("R3", hours=4.75),
        wish("R1", TEN + timedelta(minutes=10), quantity=3),
        wish("R2", TEN - 24 * HOUR),
        wish("nowhere"),
    ]
    checked = office.bookings.check(NewBooking("", items, people=9))
    assert told(checked) == {
        ("title", codes.BAD_TEXT, "missing"),
        ("items[0].end", codes.LENGTH_STEP, ""),
        ("items[0].end", codes.TOO_LONG, ""),
        ("items[0]", codes.SLOT_TAKEN, ""),
        ("items[1].start", codes.START_STEP, ""),
        ("items[1].quantity", codes.UNITS, ""),
        ("items[1]", codes.SLOT_TAKEN, ""),
        ("items[2].start", codes.IN_PAST, ""),
        ("people", codes.CAPACITY, ""),
        ("items[3].resource", codes.NO_SUCH_RESOURCE, ""),
    }
    values = {one.problem.code: one.problem.values for one in checked.of("items[0]")}
    assert values[codes.TOO_LONG] == {"maximum": 240}
    assert [one.item for one in checked.of("people")] == [1, 2]
    assert checked.offers == ()


def test_an_item_is_judged_although_another_is_not_filled_in(office: Office) -> None:
    office.others_book(1)
    checked = office.bookings.check(NewBooking("Talk", [ItemWish("R2"), wish()]))
    assert ("items[1]", codes.SLOT_TAKEN, "") in told(checked)
    assert {one.field for one in checked.of("items[0]")} == {"items[0].start", "items[0].end"}


def test_items_of_one_form_stand_in_one_anothers_way(office: Office) -> None:
    checked = office.bookings.check(NewBooking("Talk", [wish(), wish()]))
    assert told(checked) == {("items[1]", codes.SLOT_TAKEN, "")}
    assert checked.complete


def test_offers_come_when_they_are_asked_for(office: Office) -> None:
    office.others_book(1)
    form = NewBooking("Talk", [wish("R2"), wish()], people=8)
    assert office.bookings.check(form).offers == ()
    offers = office.bookings.check(form, offers=True).offers
    assert {one.item for one in offers} == {1}


def test_no_place_is_offered_that_others_have(office: Office) -> None:
    office.others_book(3)
    office.others_book(2)
    asked = office.bookings.check(NewBooking("Talk", [wish("R3")], people=8), offers=True)
    places = {one.offer.resource_code for one in asked.offers}
    assert places == {"R3", "R1"}
    office.book("R1", people=8)
    asked = office.bookings.check(NewBooking("Talk", [wish("R3")], people=8), offers=True)
    assert {one.offer.resource_code for one in asked.offers} == {"R3"}
    # Later on the same day: what is queued there counts too.
    later = [one.offer.during.start for one in asked.offers if one.offer.kind == "later"]
    assert later[0] == TEN + 1.5 * HOUR
    office.book("R3", later[0])
    again = office.bookings.check(NewBooking("Talk", [wish("R3")], people=8), offers=True)
    assert again.offers[0].offer.during.start == TEN + 3 * HOUR


def test_a_bench_is_offered_only_where_one_is_left(tmp_path: Path) -> None:
    bench = ("resource", resource(6, kind="lab", capacity=4, units=2))
    office = open_office(tmp_path / "benches", more=[bench])
    for _ in range(2):
        office.book("R4")
    form = NewBooking("Talk", [wish("R4")])
    places = {one.offer.resource_code for one in office.bookings.check(form, offers=True).offers}
    assert "R6" in places
    for _ in range(2):
        office.book("R6", TEN - HOUR, hours=2)
    places = {one.offer.resource_code for one in office.bookings.check(form, offers=True).offers}
    assert places == {"R4"}
    office.desk.close()


def test_a_change_is_checked_as_it_would_be_refused(office: Office) -> None:
    key = office.mine()
    office.others_book(2)
    wanted = Change(resource="R2", people=9)
    checked = office.bookings.check((key, wanted))
    assert told(checked) == {
        ("people", codes.CAPACITY, ""),
        ("items[0]", codes.SLOT_TAKEN, ""),
    }
    with pytest.raises(RefusedError) as caught:
        office.bookings.change(key, wanted)
    assert {one.code for one in caught.value.refusal.problems} == {
        one.problem.code for one in checked.problems
    }
    assert office.bookings.check((key, Change(resource="R3"))).fine
    assert office.bookings.check((key, Change())).fine


def test_a_malformed_change_says_where(office: Office) -> None:
    key = office.mine()
    wanted = Change("", TEN.replace(tzinfo=None), quantity=0, people=0)
    assert told(office.bookings.check((key, wanted))) == {
        ("people", codes.BAD_REQUEST, "out_of_range"),
        ("items[0].resource", codes.BAD_REQUEST, "missing"),
        ("items[0].start", codes.BAD_TIME, "not_understood"),
        ("items[0].quantity", codes.BAD_REQUEST, "out_of_range"),
    }
    late = Change(start=datetime.max.replace(tzinfo=TEN.tzinfo))
    assert not office.bookings.check((key, late)).complete


def test_what_cannot_be_changed_is_said_of_the_booking(office: Office) -> None:
    running = office.mine(start=office.clock.at - HOUR, hours=2)
    over = office.bookings.check((running, Change(start=TEN)))
    assert told(over) == {("", codes.ALREADY_STARTED, "")}
    assert not over.complete
    unknown = office.bookings.check((uuid7(), Edit(title="")))
    assert told(unknown) == {
        ("", codes.NO_SUCH_BOOKING, ""),
        ("title", codes.BAD_TEXT, "missing"),
    }
    assert told(office.bookings.check((running, Change(item=UUID(int=1), people=2)))) == {
        ("items", codes.BAD_REQUEST, "not_understood")
    }


def test_an_edit_is_checked(office: Office) -> None:
    key = office.mine()
    assert office.bookings.check((key, Edit(title="New", notes="", people=8))).fine
    wanted = Edit(title=" ", notes="\x00", people=9)
    assert told(office.bookings.check((key, wanted))) == {
        ("title", codes.BAD_TEXT, "missing"),
        ("notes", codes.BAD_TEXT, "forbidden"),
        ("people", codes.CAPACITY, ""),
    }
    assert office.bookings.check((key, Edit(people=0))).problems[0].reason == "out_of_range"
