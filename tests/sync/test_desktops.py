"""Whole desks, opened and signed in, over the real server: undoing, and a password changed."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from booking.bootstrap import Desktop, open_desktop
from booking.bootstrap.online import Keep, sign_in
from booking.errors import AuthError, UserError
from booking.events import ActConfirmed, Event
from booking.model import BookingState, Names, ResourceState
from booking.paths import paths
from booking.rules import codes
from booking.services.bookings import Change, Edit, ItemWish, NewBooking, Queued
from booking.services.inventory import QueuedChange
from booking.services.refusal import RefusedError
from booking.services.views import ActState
from booking.shared.accounts import Invitation
from booking.sync.backoff import Attention
from tests.zones import PASSWORD, Zone, at, open_day, own_logins

HOUR = timedelta(hours=1)
ROOM, OTHER = "JO-1F-MR01", "JO-1F-MR02"
LONG = 20.0
Open = Callable[[str], Desktop]


@pytest.fixture
def desk_of(zone: Zone, tmp_path: Path) -> Iterator[Open]:
    """Opens desks of sample people, pulled."""
    own_logins(zone)
    opened: list[Desktop] = []
    status = zone.server.status()
    assert status.socket_dir is not None
    where, port = str(status.socket_dir), str(status.port)

    def one(person: str) -> Desktop:
        places = paths(tmp_path / person)
        card = Invitation(where, port, zone.database, zone.logins[person], "Test zone")
        sign_in(places, card, PASSWORD, Keep.NO)
        desktop = open_desktop(places)
        opened.append(desktop)
        desktop.online().use_password(PASSWORD)
        assert desktop.online().sync(LONG).up_to_date
        return desktop

    yield one
    for desktop in opened:
        desktop.close()


@pytest.fixture
def slot() -> datetime:
    """10:00 on a plain working day."""
    return at(open_day(), 10)


def settled(desktop: Desktop, queued: Queued | QueuedChange | None) -> Any:
    """Have an act confirmed and pulled; returns its answer."""
    assert queued is not None
    outcome = desktop.online().settle(queued.act.id, LONG)
    assert outcome.act.state is ActState.CONFIRMED, outcome.act.answer
    assert desktop.online().sync(LONG).up_to_date
    return outcome.act.answer


def booked(desktop: Desktop, slot: datetime, room: str = ROOM) -> Queued:
    """Book an hour and have it confirmed."""
    wanted = NewBooking("Talk", [ItemWish(room, slot, slot + HOUR)], people=2, notes="n")
    queued = desktop.bookings.book(wanted)
    settled(desktop, queued)
    return queued


def test_the_server_agrees_to_what_is_undone(desk_of: Open, slot: datetime) -> None:
    desktop = desk_of("photon.one")
    made = booked(desktop, slot)
    key = UUID(made.act.subject)
    edited = desktop.bookings.edit(key, Edit(title="New", notes=""))
    settled(desktop, edited)
    moved = desktop.bookings.change(key, Change(OTHER, slot + HOUR, slot + 3 * HOUR, people=3))
    settled(desktop, moved)
    settled(desktop, desktop.bookings.undo(moved))
    settled(desktop, desktop.bookings.undo(edited))
    shown = desktop.listing.show(key).projected.booking
    assert made.booking is not None
    was = made.booking.booking
    assert (shown.title, shown.notes, shown.people) == (was.title, was.notes, was.people)
    assert [(i.resource_id, i.during) for i in shown.items] == [
        (i.resource_id, i.during) for i in was.items
    ]
    undone = desktop.bookings.undo(made)
    settled(desktop, undone)
    assert desktop.listing.show(key).projected.booking.state is BookingState.CANCELLED
    assert undone is not None
    again = desktop.bookings.undo(undone)
    settled(desktop, again)
    assert again is not None
    back = desktop.listing.show(UUID(again.act.subject)).projected.booking
    assert (back.title, back.notes, back.items[0].during) == ("Talk", "n", was.items[0].during)


def test_what_somebody_else_took_is_not_had_back(desk_of: Open, slot: datetime) -> None:
    one, other = desk_of("photon.one"), desk_of("biotech.one")
    made = booked(one, slot)
    cancelled = one.bookings.cancel(UUID(made.act.subject))
    settled(one, cancelled)
    assert other.online().sync(LONG).up_to_date
    booked(other, slot)
    # This desk has not heard of it, so the server says it.
    queued = one.bookings.undo(cancelled)
    assert queued is not None
    outcome = one.online().settle(queued.act.id, LONG)
    assert outcome.act.code == codes.SLOT_TAKEN
    assert one.online().sync(LONG).up_to_date
    with pytest.raises(RefusedError) as caught:
        one.bookings.undo(cancelled)
    assert caught.value.code == codes.SLOT_TAKEN
    assert caught.value.refusal.offers


def test_changes_of_the_inventory_are_undone(desk_of: Open, slot: datetime) -> None:
    office = desk_of("joint.admin")
    before = office.inventory.document(ROOM)
    changed = office.inventory.put(before | {"capacity": 99})
    settled(office, changed)
    settled(office, office.inventory.undo(changed))
    assert office.inventory.document(ROOM) == before
    retired = office.inventory.retire(ROOM)
    settled(office, retired)
    room = office.finder.catalogue().resource(ROOM)
    assert room is not None
    assert room.state is ResourceState.RETIRED
    settled(office, office.inventory.undo(retired))
    assert office.inventory.document(ROOM) == before
    closed = office.inventory.close("JO", ROOM, slot, slot + HOUR, Names("Works"))
    settled(office, closed)
    assert len(office.inventory.closures()) == 1
    lifted = office.inventory.undo(closed)
    settled(office, lifted)
    assert office.inventory.closures() == []
    assert lifted is not None
    settled(office, office.inventory.undo(lifted))
    (closure,) = office.inventory.closures()
    assert (closure.during.start, closure.reason.en) == (slot, "Works")


def test_the_office_sees_which_bookings_a_closure_would_touch(
    desk_of: Open, slot: datetime
) -> None:
    office, tenant = desk_of("joint.admin"), desk_of("photon.one")
    made = booked(tenant, slot)
    assert office.online().sync(LONG).up_to_date
    (touched,) = office.inventory.affected(ROOM)
    assert str(touched.booking.id) == made.act.subject
    assert touched.booking.title == "Talk"


def test_a_password_is_changed_beside_a_running_worker(desk_of: Open, slot: datetime) -> None:
    desktop = desk_of("photon.one")
    line = desktop.online()
    done = _waiter(desktop)
    worker = line.worker(Attention.VISIBLE)
    worker.start()

    def book(hour: int) -> None:
        wish = ItemWish(ROOM, slot + hour * HOUR, slot + (hour + 1) * HOUR)
        desktop.bookings.book(NewBooking("Talk", [wish], people=2))
        worker.poke()
        done(ActConfirmed)

    try:
        book(0)
        with pytest.raises(UserError) as short:
            line.change_password("1234567")
        assert short.value.code == "password_short"
        with pytest.raises(AuthError) as wrong:
            line.change_password("another-password", "not-the-old-one")
        assert wrong.value.code == "wrong_password"
        line.change_password("another-password", PASSWORD)
        # Hidden keeps no connection, so the next round needs the new password.
        worker.set_attention(Attention.HIDDEN)
        book(2)
        book(4)
    finally:
        assert worker.stop(LONG)


def _waiter(desktop: Desktop) -> Callable[[type[Event]], None]:
    """Return what waits for the next event of a kind."""
    arrived: queue.Queue[Event] = queue.Queue()
    desktop.events.subscribe(arrived.put)

    def wait(kind: type[Event]) -> None:
        while not isinstance(arrived.get(timeout=LONG), kind):
            continue

    return wait
