"""What is said at the terminal is true, complete, and names the zone of every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from booking.cache import state
from booking.cache.act import refusal
from booking.cli import happenings, times, words
from booking.cli.errors import refused
from booking.events import ActRefused
from booking.model import Problem
from booking.rules import codes
from booking.services.bookings import Edit
from booking.services.refusal import RefusedError
from tests.services.kit import TEN, Office, open_office

CLOSED = Problem(codes.CLOSED, {"from": "2026-03-03T02:00:00Z", "to": "2026-03-03T04:00:00Z"})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A person's desk, filled, without a server."""
    made = open_office(tmp_path / "desk")
    yield made
    made.desk.close()


def test_how_old_the_data_is_is_told_on_the_clocks_of_the_place() -> None:
    at = datetime(2025, 11, 24, 17, 30, tzinfo=UTC)
    assert times.as_of(at, "Asia/Shanghai") == "as of Tue 25 Nov 2025 01:30 (Asia/Shanghai)"
    now = datetime.now(UTC)
    assert times.as_of(now, "UTC") == f"as of {now:%H:%M} (UTC)"
    assert times.as_of(None, "UTC") == "no data yet"


def test_offers_and_their_age_are_in_the_zone_of_the_place(office: Office) -> None:
    office.others_book(1)
    office.desk.cache.write(lambda c: state.put(c, "contact", int(TEN.timestamp())))
    with pytest.raises(RefusedError) as caught:
        office.book()
    lines = refused(caught.value.refusal).lines
    assert lines[-1].endswith("(Asia/Shanghai)")
    told = [line for line in lines if "as of" in line]
    assert len(told) == 2
    assert all("10:00 (Asia/Shanghai)" in line for line in told)


def test_a_refusal_of_a_whole_booking_has_the_zone_of_its_place(office: Office) -> None:
    key = office.mine()
    with pytest.raises(RefusedError) as caught:
        office.bookings.edit(key, Edit(people=9))
    assert caught.value.refusal.zone == "Asia/Shanghai"


def test_of_an_act_that_was_sent_it_is_never_said_that_nothing_was(office: Office) -> None:
    office.book()
    act = office.last()
    office.desk.outbox.mark_in_flight(act.id)
    (aside,) = office.desk.outbox.quarantine(act.id, "no answer of ours")
    lines = refused(office.bookings.explain(aside), queued=True).lines
    assert lines == ("The program or the server failed on it; it is kept aside.",)


def test_why_an_act_failed_names_the_zone(office: Office) -> None:
    key = office.book()
    answer = refusal(CLOSED.code, TEN, **CLOSED.values)
    office.answer(office.last(), **answer)
    catalogue = office.local.catalogue()
    shown = words.booking_lines(office.listing.show(key).projected, catalogue)
    assert shown[-1].endswith("Closed: Tue 3 Mar 10:00-12:00 (Asia/Shanghai).")
    assert words.problem(CLOSED) == "Closed: Tue 3 Mar 02:00-04:00 (UTC)."


def test_a_refusal_that_is_told_has_its_values(office: Office) -> None:
    office.book()
    answer = refusal(codes.CAPACITY, TEN, people=9, capacity=8)
    office.answer(office.last(), **answer)
    act = office.last()
    told = happenings.event(ActRefused(act.id, act.op, act.subject, act.code, act.problems))
    assert told is not None
    assert told.endswith("9 people do not fit: there is room for 8.")
