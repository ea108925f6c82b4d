"""What waits and what failed, with what it is about, and asking once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from booking.cache.act import Act, ActState
from booking.errors import UserError
from booking.events import Event, OutboxChanged
from booking.ids import uuid7
from booking.model import Names
from booking.rules import codes
from booking.services.bookings import Change, Edit, ItemWish, NewBooking
from booking.services.drafts import draft_of
from booking.services.inventory import ClosureWish
from booking.services.refusal import RefusedError
from tests.cache.kit import entry, move_on, resource
from tests.services.kit import HOUR, TEN, Office

NO: dict[str, Any] = {"ok": False, "code": "stale", "problems": [{"code": "stale"}]}


def refuse(office: Office, act: Act) -> Act:
    """Have the server refuse an act."""
    office.answer(act, **NO)
    found = office.acts.get(act.id)
    assert found is not None
    return found


def test_a_draft_is_what_was_asked_for(admin: Office) -> None:
    items = (ItemWish("R4", TEN, TEN + HOUR, 2), ItemWish("R1", TEN, TEN + HOUR))
    wanted = NewBooking("Talk", items, 3, "Notes", private=True)
    made = admin.bookings.book(wanted)
    assert draft_of(made.act) == wanted
    assert made.booking is not None
    key, item = made.booking.booking.id, made.booking.booking.items[1].id
    longer = Change(end=TEN + 2 * HOUR, item=item)
    assert draft_of(admin.bookings.change(key, longer).act) == longer
    moved = Change("R3", TEN, TEN + HOUR, 1, 2, item)
    assert draft_of(admin.bookings.change(key, moved).act) == moved
    edit = Edit(title="New", private=False)
    assert draft_of(admin.bookings.edit(key, edit).act) == edit
    assert draft_of(admin.bookings.cancel(key).act) is None
    closure = ClosureWish("JO", "R1", TEN, TEN + HOUR, Names("Works"))
    assert draft_of(admin.inventory.put_closure(closure).act) == closure
    document = {k: v for k, v in admin.inventory.document("R1").items() if v is not None}
    assert draft_of(admin.inventory.put(document).act) == document


def test_what_failed_is_asked_for_once_more(office: Office) -> None:
    office.book()
    act = refuse(office, office.last())
    again = office.acts.retry(act)
    assert draft_of(again.act) == draft_of(act)
    assert again.act.subject != act.subject
    assert [one.act.id for one in office.acts.pending()] == [again.act.id]
    assert office.acts.failed() == ()


def test_what_still_cannot_be_had_stays_to_be_seen(office: Office) -> None:
    office.book()
    act = refuse(office, office.last())
    office.others_book(1)
    with pytest.raises(RefusedError) as caught:
        office.acts.retry(act)
    assert caught.value.code == codes.SLOT_TAKEN
    assert [one.act.id for one in office.acts.failed()] == [act.id]
    again = office.acts.retry(act, anyway=True)
    assert again.act.state is ActState.QUEUED


def test_every_operation_can_be_asked_for_again(admin: Office) -> None:
    key = admin.mine()
    lifted = uuid7()
    times = {"starts": int(TEN.timestamp()), "ends": int((TEN + HOUR).timestamp())}
    body = {"id": str(lifted), "site_id": 1, "resource_id": 2, "reason": {"en": "Works"}, "rev": 2}
    move_on(admin.desk.cache, 1002, catalogue=[entry("closure", body | times, 1002)])
    asked: list[Callable[[], Act]] = [
        lambda: admin.bookings.change(key, Change("R3")).act,
        lambda: admin.bookings.edit(key, Edit(title="New")).act,
        lambda: admin.bookings.cancel(key).act,
        lambda: admin.inventory.put(admin.inventory.document("R1")).act,
        lambda: admin.inventory.retire("R2").act,
        lambda: admin.inventory.close("JO", "R1", TEN, TEN + HOUR, Names("Works")).act,
        lambda: admin.inventory.lift(lifted).act,
    ]
    for ask in asked:
        act = refuse(admin, ask())
        again = admin.acts.retry(act).act
        assert (again.op, draft_of(again)) == (act.op, draft_of(act))
        admin.acts.withdraw(again)
    assert admin.acts.failed() == ()


def test_only_what_failed_is_asked_for_again(office: Office) -> None:
    office.book()
    with pytest.raises(UserError) as caught:
        office.acts.retry(office.last())
    assert caught.value.code == "not_settled"
    assert len(office.acts.every()) == 1


def test_several_verdicts_are_dismissed_at_once(office: Office) -> None:
    for room in ("R1", "R2"):
        office.book(room)
        refuse(office, office.last())
    office.book("R3")
    told: list[Event] = []
    office.local.events.subscribe(told.append)
    every = office.acts.every()
    assert office.acts.dismiss_all(every) == 2
    assert OutboxChanged(every[0].subject) in told
    assert office.acts.dismiss_all(every) == 0
    assert office.acts.failed() == ()
    assert len(office.acts.pending()) == 1


def test_it_is_said_what_an_act_on_a_booking_is_about(office: Office) -> None:
    key = office.mine()
    moved = office.bookings.change(key, Change("R2", TEN + HOUR))
    office.bookings.edit(key, Edit(title="New"))
    new = office.book("R3", TEN + 2 * HOUR, title="Call")
    found = office.acts.pending()
    place = [(one.title, one.resources, one.start, one.end, one.drawn) for one in found]
    assert place == [
        ("New", ("R2",), TEN + HOUR, TEN + 2 * HOUR, True),
        ("New", ("R2",), TEN + HOUR, TEN + 2 * HOUR, True),
        ("Call", ("R3",), TEN + 2 * HOUR, TEN + 3 * HOUR, True),
    ]
    refuse(office, moved.act)
    failed = office.acts.failed()
    # The booking is where it was; the act says where it should have gone.
    assert [(one.title, one.resources, one.start) for one in failed[:1]] == [
        ("Talk", ("R2",), TEN + HOUR)
    ]
    assert failed[0].projected is not None
    assert failed[0].projected.booking.items[0].resource_id == 1
    assert [one.act.subject for one in office.acts.pending()] == [str(new)]


def test_what_cannot_be_drawn_is_listed_all_the_same(office: Office) -> None:
    office.book("R2", title="Lost")
    key = office.mine()
    office.bookings.cancel(key)
    office.cursor += 1
    row = entry("resource", resource(2), office.cursor, gone=True)
    move_on(office.desk.cache, office.cursor, catalogue=[row])
    picture = office.schedule.day(TEN - HOUR, TEN + HOUR)
    lost, cancelled = office.acts.pending()
    assert picture.undrawn == (lost.act,)
    assert (lost.title, lost.resources, lost.start, lost.drawn) == ("Lost", ("R2",), TEN, False)
    assert cancelled.drawn


def test_it_is_said_what_an_act_on_the_inventory_is_about(admin: Office) -> None:
    document = admin.inventory.document("R1") | {"code": "R9", "name": {"en": "New room"}}
    admin.inventory.put(document)
    admin.inventory.retire("R2")
    closed = admin.inventory.close("JO", "R1", TEN, TEN + HOUR, Names("Works"))
    admin.inventory.lift(UUID(closed.act.subject))
    admin.inventory.close("JO", None, TEN, TEN + HOUR, Names("Holiday"))
    found = [
        (one.names, one.resources, one.site, one.start, one.drawn) for one in admin.acts.pending()
    ]
    assert found == [
        (Names("New room"), ("R9",), "JO", None, False),
        (Names("Room 2"), ("R2",), "JO", None, False),
        (Names("Works"), ("R1",), "JO", TEN, False),
        (Names("Works"), ("R1",), "JO", TEN, False),
        (Names("Holiday"), (), "JO", TEN, False),
    ]
    move_on(
        admin.desk.cache,
        1001,
        catalogue=[
            entry(
                "closure",
                {
                    "id": closed.act.subject,
                    "site_id": 1,
                    "resource_id": 1,
                    "starts": int(TEN.timestamp()),
                    "ends": int((TEN + HOUR).timestamp()),
                    "reason": {"en": "Pulled"},
                    "rev": 1,
                },
                1001,
            )
        ],
    )
    lifted = admin.acts.pending()[3]
    assert (lifted.names, lifted.resources, lifted.site) == (Names("Pulled"), ("R1",), "JO")


def test_what_a_newer_program_queued_is_no_fault(office: Office) -> None:
    for op, args in (("swap", {"a": 1}), ("book", {"title": "Talk"}), ("closure_put", {"to": 3})):
        office.desk.outbox.append(op, args, subject=str(uuid7()))
    found = office.acts.pending()
    assert [(one.resources, one.start, one.drawn) for one in found[1:]] == [((), None, False)] * 2
    assert draft_of(found[1].act) is None
    act = refuse(office, found[0].act)
    with pytest.raises(RefusedError) as caught:
        office.acts.retry(act)
    assert caught.value.code == codes.UNKNOWN_OPERATION
