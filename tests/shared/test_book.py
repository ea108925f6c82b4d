"""Booking through the door: what is accepted, refused, remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from booking.ids import uuid7
from tests.zones import Zone, at, iso, open_day

ROOM = "JO-1F-MR01"


def test_a_booking_is_confirmed_and_the_same_slot_is_refused(zone: Zone) -> None:
    day = open_day()
    first, second = zone.desk("photon.one"), zone.desk("biotech.one")
    answer = first.book(ROOM, at(day, 10), at(day, 11))
    assert answer["ok"], answer
    assert answer["rev"] == 1
    clash = second.book(ROOM, at(day, 10, 30), at(day, 11, 30))
    assert not clash["ok"]
    assert clash["code"] == "slot_taken"
    assert clash["problems"] == [{"code": "slot_taken"}]
    after = second.book(ROOM, at(day, 11), at(day, 12))
    assert after["ok"], after


def test_a_replay_returns_the_stored_answer_and_other_content_is_refused(zone: Zone) -> None:
    day = open_day()
    desk = zone.desk("photon.one")
    mutation, booking = uuid7(), str(uuid7())
    item = {"item": str(uuid7()), "resource": ROOM, "from": iso(at(day, 9)), "to": iso(at(day, 10))}
    args = {"booking": booking, "title": "Replay", "people": 2, "items": [item]}
    first = desk.submit("book", args, mutation)
    again = desk.submit("book", args, mutation)
    assert again == first | {"replayed": True}
    other = desk.submit("book", args | {"title": "Other"}, mutation)
    assert other["code"] == "mutation_reused"


def test_all_problems_come_at_once(zone: Zone) -> None:
    day = open_day()
    desk = zone.desk("photon.one")
    answer = desk.book(ROOM, at(day, 7, 10), at(day, 12), people=9)
    codes = [problem["code"] for problem in answer["problems"]]
    assert codes == ["outside_hours", "start_step", "length_step", "too_long", "capacity"]


def test_move_resize_edit_and_cancel(zone: Zone) -> None:
    day = open_day()
    desk = zone.desk("photon.one")
    booked = desk.book(ROOM, at(day, 9), at(day, 10))
    moved = desk.submit(
        "move",
        {
            "booking": booked["booking"],
            "expects": 1,
            "resource": "JO-1F-MR02",
            "from": iso(at(day, 14)),
            "to": iso(at(day, 15)),
        },
    )
    assert moved["ok"], moved
    resized = desk.submit(
        "resize", {"booking": booked["booking"], "expects": 2, "to": iso(at(day, 16))}
    )
    assert resized["rev"] == 3, resized
    stale = desk.submit("cancel", {"booking": booked["booking"], "expects": 2})
    assert stale["problems"] == [{"code": "stale", "rev": 3}]
    edited = desk.submit("edit", {"booking": booked["booking"], "expects": 3, "title": "New"})
    assert edited["ok"], edited
    gone = desk.submit("cancel", {"booking": booked["booking"], "expects": 4})
    assert gone["ok"], gone
    again = desk.submit("cancel", {"booking": booked["booking"], "expects": 5})
    assert again["code"] == "already_cancelled"
    assert desk.book("JO-1F-MR02", at(day, 14), at(day, 16))["ok"]


def test_the_gap_is_the_larger_buffer_not_the_sum(zone: Zone) -> None:
    day = open_day()
    desk = zone.desk("photon.one")
    assert desk.book("JO-2F-MR04", at(day, 10), at(day, 11))["ok"]
    assert desk.book("JO-2F-MR04", at(day, 11), at(day, 12))["code"] == "slot_taken"
    assert desk.book("JO-2F-MR04", at(day, 11, 15), at(day, 12, 15))["ok"]
    assert desk.book("JO-2F-MR04", at(day, 9, 15), at(day, 9, 45))["ok"]


def test_the_pulled_feeds_tell_one_tenant_nothing_of_the_other(zone: Zone) -> None:
    day = open_day()
    mine, theirs = zone.desk("photon.one"), zone.desk("biotech.one")
    assert mine.book(ROOM, at(day, 10), at(day, 11), title="CANARY")["ok"]
    (head,) = theirs.rows("select api.head()")[0]
    allocations = theirs.rows(
        "select * from api.pull_allocations(null, 0, %s, 5000, null, null)", head
    )
    assert len(allocations) == 1
    assert theirs.rows("select * from api.pull_bookings(null, 0, %s, 5000, null)", head) == []
    own = mine.rows("select * from api.pull_bookings(null, 0, %s, 5000, null)", head)
    assert own[0][3] == "CANARY"
    assert str(allocations[0][0]) in own[0][8]


def test_hello_notices_a_history_that_was_lost(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    day = open_day()
    assert desk.book(ROOM, at(day, 10), at(day, 11))["ok"]
    tl, head, reset, *_, event, event_hash, _, _, _, _ = desk.rows(
        "select * from api.hello('', 0, 0, '', '1')"
    )[0]
    assert reset == "first"
    same = desk.rows(
        "select reset from api.hello(%s, %s, %s, %s, '1')", tl, head, event, event_hash
    )
    assert same == [(None,)]
    forged = desk.rows(
        "select reset from api.hello(%s, %s, %s, %s, '1')", tl, head, event, "ab" * 32
    )
    assert forged == [("anchor_gone",)]
    ahead = desk.rows("select reset from api.hello(%s, %s, 0, '', '1')", tl, head + 5)
    assert ahead == [("server_behind",)]


def test_a_lab_that_needs_induction_is_shown_and_refused_with_that_reason(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    day = open_day()
    answer = desk.book("SB1-3F-LAB02", at(day, 10), at(day, 11))
    assert {"code": "needs_induction", "inductions": ["A"]} in answer["problems"]
    assert desk.book("SB1-3F-LAB10", at(day, 10), at(day, 11))["ok"]


def test_an_admin_closes_and_puts_and_a_member_may_not(zone: Zone) -> None:
    day = open_day()
    office, member = zone.desk("joint.admin"), zone.desk("photon.one")
    closure = {
        "closure": str(uuid7()),
        "expects": None,
        "site": "JO",
        "resource": ROOM,
        "from": iso(at(day, 9)),
        "to": iso(at(day, 12)),
        "reason": {"en": "Works"},
    }
    assert member.submit("closure_put", closure)["code"] == "not_allowed"
    assert member.book(ROOM, at(day, 9), at(day, 10))["ok"]
    put = office.submit("closure_put", closure)
    assert put["ok"], put
    assert put["affected"] == 1
    refused = member.book(ROOM, at(day, 11), at(day, 13))
    assert refused["problems"] == [
        {"code": "closed", "from": iso(at(day, 9)), "to": iso(at(day, 12))}
    ]
    lifted = office.submit("closure_lift", {"closure": closure["closure"], "expects": 1})
    assert lifted["ok"], lifted
    assert member.book(ROOM, at(day, 11), at(day, 13))["ok"]


def test_the_chain_of_events_verifies_and_notices_a_change(zone: Zone) -> None:
    day = open_day()
    assert zone.desk("photon.one").book(ROOM, at(day, 9), at(day, 10))["ok"]
    owner = zone.owner()
    assert owner.execute("select app.chain_break()").fetchone() == (None,)
    owner.execute("update app.event set op = 'cancel' where seq = (select max(seq) from app.event)")
    last = owner.execute("select max(seq) from app.event").fetchone()
    assert owner.execute("select app.chain_break()").fetchone() == last


def test_a_running_meeting_can_be_extended_but_neither_moved_nor_cancelled(zone: Zone) -> None:
    desk, owner = zone.desk("photon.one"), zone.owner()
    day = open_day()
    booked = desk.book("EQ-JO-GPU1", at(day, 9), at(day, 10))
    assert booked["code"] == "needs_induction"
    office = zone.desk("joint.admin")
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    running = office.book("EQ-JO-GPU1", start, start + timedelta(hours=1))
    assert running["ok"], running
    change = {"booking": running["booking"], "expects": 1}
    for op in ("cancel", "move"):
        more = {"from": iso(start + timedelta(hours=2)), "to": iso(start + timedelta(hours=3))}
        refused = office.submit(op, change | (more if op == "move" else {}))
        assert refused["code"] == "already_started"
    before = owner.execute("select unit from app.allocation where live").fetchall()
    extended = office.submit("resize", change | {"to": iso(start + timedelta(hours=2))})
    assert extended["ok"], extended
    assert owner.execute("select unit from app.allocation where live").fetchall() == before
