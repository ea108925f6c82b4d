"""What people see of their bookings and of the outbox."""

from __future__ import annotations

from uuid import UUID

import pytest

from booking.cache.act import ActState
from booking.cache.picture import Standing
from booking.errors import UserError
from booking.ids import uuid7
from booking.rules import codes
from booking.services.refusal import RefusedError
from tests.cache.kit import allocation, booking, move_on
from tests.services.kit import HOUR, TEN, Office

REFUSED = {"ok": False, "code": "slot_taken", "problems": [{"code": "slot_taken"}]}


def test_standings_are_told_until_they_are_dismissed(office: Office) -> None:
    confirmed = office.mine()
    pending = office.book("R2")
    refused = office.book("R3")
    office.answer(office.last(), **REFUSED)
    listed = office.listing.mine().bookings
    assert {one.booking.id: one.standing for one in listed} == {
        confirmed: Standing.CONFIRMED,
        pending: Standing.PENDING,
        refused: Standing.REFUSED,
    }
    office.acts.dismiss(office.last())
    assert refused not in {one.booking.id for one in office.listing.mine().bookings}


def test_what_expired_is_listed_although_it_is_over(office: Office) -> None:
    key = office.book()
    office.clock.at = TEN + 5 * HOUR
    office.desk.outbox.expire(office.last().id)
    (shown,) = office.listing.mine().bookings
    assert (shown.booking.id, shown.standing) == (key, Standing.EXPIRED)


def test_past_and_cancelled_ones_are_listed_on_demand(office: Office) -> None:
    past = office.mine(start=office.clock.at - 5 * HOUR)
    cancelled = office.mine(2, status="cancelled")
    assert office.listing.mine().bookings == ()
    assert [one.booking.id for one in office.listing.mine(past=True).bookings] == [past]
    assert [one.booking.id for one in office.listing.mine(everyone=True).bookings] == [cancelled]


def somebodys(
    office: Office, tenant: int, organiser: int, title: str | None, status: str = "confirmed"
) -> UUID:
    """Let the server know a booking of somebody else that we may see; returns its id."""
    office.cursor += 1
    key = uuid7()
    held = allocation(3, TEN, TEN + HOUR, office.cursor, live=status == "confirmed")
    row = booking(key, held, office.cursor, title=title, status=status)
    row = (row[0], tenant, organiser, *row[3:])
    move_on(office.desk.cache, office.cursor, allocations=[held], bookings=[row])
    return key


def test_bookings_of_colleagues_are_listed_with_ones_own(office: Office) -> None:
    mine = office.mine()
    waiting = office.book("R2")
    colleague = somebodys(office, 1, 2, "Call")
    private = somebodys(office, 1, 3, None)
    somebodys(office, 1, 2, "Off", "cancelled")
    somebodys(office, 2, 9, "Another tenant's, at the office's site")
    listed = {one.booking.id: one.booking.title for one in office.listing.ours().bookings}
    assert listed == {mine: "Talk", waiting: "Talk", colleague: "Call", private: None}
    assert {one.booking.id for one in office.listing.mine().bookings} == {mine, waiting}
    office.clock.at = TEN + 5 * HOUR
    assert {one.booking.id for one in office.listing.ours().bookings} == {waiting}
    past = {one.booking.id for one in office.listing.ours(past=True).bookings}
    assert past == {mine, waiting, colleague, private}


def test_ids_are_found_by_either_end(office: Office) -> None:
    key = office.mine()
    queued = office.book("R2")
    assert office.listing.resolve(str(key)) == key
    assert office.listing.resolve(str(key)[-8:].upper()) == key
    assert office.listing.resolve(str(queued)[-8:]) == queued
    for wrong in ("abc", key.hex[-5:], "zzzzzzzz", ""):
        with pytest.raises(RefusedError) as caught:
            office.listing.resolve(wrong)
        assert caught.value.code == codes.NO_SUCH_BOOKING


def test_an_end_that_several_have_is_ambiguous(office: Office) -> None:
    keys = {office.mine(), office.mine(2)}
    with pytest.raises(UserError) as caught:
        office.listing.resolve(str(next(iter(keys)))[:8])
    assert caught.value.code == "ambiguous_id"
    assert set(caught.value.data["ids"]) == {str(key) for key in keys}


def test_one_booking_shows_what_was_done_about_it(office: Office) -> None:
    key = office.book()
    office.bookings.cancel(key)
    shown = office.listing.show(key)
    assert [act.op for act in shown.acts] == ["book", "cancel"]
    with pytest.raises(RefusedError) as caught:
        office.listing.show(uuid7())
    assert caught.value.code == codes.NO_SUCH_BOOKING


def test_withdrawing_takes_what_builds_on_it_along(office: Office) -> None:
    key = office.book()
    first = office.last()
    office.bookings.cancel(key)
    taken = office.acts.withdraw(office.acts.resolve(str(first.id)[-8:]))
    assert [act.state for act in taken] == [ActState.WITHDRAWN, ActState.REFUSED]
    assert office.acts.waiting() == 0
    with pytest.raises(UserError) as caught:
        office.acts.withdraw(first)
    assert caught.value.code == "already_sent"


def test_only_verdicts_are_dismissed(office: Office) -> None:
    office.book()
    with pytest.raises(UserError) as caught:
        office.acts.dismiss(office.last())
    assert caught.value.code == "not_settled"
    with pytest.raises(RefusedError) as missing:
        office.acts.resolve("00000000")
    assert missing.value.code == "no_such_act"
