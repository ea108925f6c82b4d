"""The inventory's acts: adding, editing, retiring resources; putting and lifting closures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.ids import uuid7
from tests.zones import Desk, Zone, at, iso, open_day

DAY = open_day()
ROOM = "JO-1F-MR01"
LAB = "JO-3F-LAB01"


@pytest.fixture
def office(zone: Zone) -> Desk:
    return zone.desk("joint.admin")


def _room(**more: Any) -> dict[str, Any]:
    room = {"code": "JO-NEW", "site": "JO", "kind": "room", "policy": "MR-S", "hours": "JO-ROOMS"}
    return room | {"name": {"en": "New room", "zh_hant": "", "zh_hans": ""}, "capacity": 4} | more


def _put(office: Desk, expects: object, **more: Any) -> dict[str, Any]:
    return office.submit("resource_put", {"expects": expects, "resource": _room(**more)})


def _as_put(zone: Zone, code: str, **more: Any) -> dict[str, Any]:
    """The document that puts a resource as it is."""
    row = (
        zone.owner()
        .execute(
            "select jsonb_build_object('code', r.code, 'site', s.code, 'kind', r.kind,"
            " 'name', r.name, 'policy', p.code,"
            " 'hours', h.code, 'floor', f.code, 'capacity', r.capacity,"
            " 'units', r.units, 'unit_name', r.unit_name,"
            " 'parts', (select coalesce(jsonb_agg(x.code),"
            " '[]') from app.resource_part q join app.resource x on x.id = q.part_id"
            " where q.whole_id = r.id)) from app.resource r join app.site s on s.id = r.site_id"
            " join app.policy p on p.id = r.policy_id join app.hours_profile h on h.id = r.hours_id"
            " left join app.floor f on f.id = r.floor_id where r.code = %s",
            (code,),
        )
        .fetchone()
    )
    assert row is not None
    document: dict[str, Any] = row[0]
    return document | more


def test_a_room_is_added_edited_and_retired(zone: Zone, office: Desk) -> None:
    desk = zone.desk("photon.one")
    assert desk.book("JO-NEW", at(DAY, 9), at(DAY, 10))["code"] == "no_such_resource"
    added = _put(office, None)
    assert (added["rev"], added["affected"]) == (1, 0)
    assert desk.book("JO-NEW", at(DAY, 9), at(DAY, 10))["ok"]
    assert _put(office, None)["code"] == "id_taken"
    edited = _put(office, 1, capacity=2)
    assert (edited["rev"], edited["affected"], edited["id"]) == (2, 1, added["id"])
    assert _put(office, 1)["problems"] == [{"code": "stale", "rev": 2}]
    crowded = desk.book("JO-NEW", at(DAY, 11), at(DAY, 12), people=3)
    assert crowded["problems"] == [{"code": "capacity", "people": 3, "capacity": 2}]
    retired = office.submit("resource_retire", {"resource": "JO-NEW", "expects": 2})
    assert (retired["rev"], retired["affected"]) == (3, 1)
    answer = desk.book("JO-NEW", at(DAY, 11), at(DAY, 12))
    assert answer["problems"] == [{"code": "retired", "resource": "JO-NEW"}]
    again = office.submit("resource_retire", {"resource": "JO-NEW", "expects": 3})
    assert again["code"] == "retired"
    assert _put(office, 3)["rev"] == 4  # and back into service
    assert desk.book("JO-NEW", at(DAY, 11), at(DAY, 12))["ok"]


def test_acts_on_a_resource_may_be_chained(office: Desk) -> None:
    first, second = uuid7(), uuid7()
    put = {"expects": None, "resource": _room()}
    assert office.submit("resource_put", put, first)["ok"]
    edited = {"expects": str(first), "resource": _room(capacity=9)}
    assert office.submit("resource_put", edited, second)["rev"] == 2
    retired = office.submit("resource_retire", {"resource": "JO-NEW", "expects": str(second)})
    assert retired["rev"] == 3
    lost = uuid7()
    assert office.submit("resource_put", put, lost)["code"] == "id_taken"
    after = office.submit("resource_retire", {"resource": "JO-NEW", "expects": str(lost)})
    assert after["problems"] == [{"code": "depends_on_refused"}]


def test_units_and_parts_stay_while_bookings_are_to_come(zone: Zone, office: Desk) -> None:
    booked = office.book(LAB, at(DAY, 10), at(DAY, 12), quantity=2)
    assert booked["ok"], booked
    fewer = {"expects": 1, "resource": _as_put(zone, LAB, units=11)}
    assert office.submit("resource_put", fewer)["problems"] == [{"code": "in_use", "bookings": 1}]
    more = {"expects": 1, "resource": _as_put(zone, LAB, units=13)}
    assert office.submit("resource_put", more)["ok"]
    parts = {"expects": 2, "resource": _as_put(zone, LAB, units=1, parts=[ROOM])}
    assert office.submit("resource_put", parts)["code"] == "in_use"
    assert office.submit("cancel", {"booking": booked["booking"], "expects": 1})["ok"]
    assert office.submit("resource_put", fewer | {"expects": 2})["ok"]


def test_a_part_is_in_use_while_the_whole_is(zone: Zone) -> None:
    office = zone.desk("branch.admin")
    assert zone.desk("photon.one").book("SB1-4F-MR56", at(DAY, 10), at(DAY, 12))["ok"]
    whole = _as_put(zone, "SB1-4F-MR56", parts=["SB1-4F-MR05"])
    assert office.submit("resource_put", {"expects": 1, "resource": whole})["code"] == "in_use"
    part = _as_put(zone, "SB1-4F-MR05", parts=["SB1-2F-MR02"])
    nested = office.submit("resource_put", {"expects": 1, "resource": part})
    assert nested["code"] in ("bad_request", "in_use")


def test_a_past_booking_does_not_keep_units(zone: Zone, office: Desk) -> None:
    assert office.book(LAB, at(DAY, 10), at(DAY, 12))["ok"]
    zone.owner().execute(
        "update app.booking_item set during = tstzrange('2020-01-01', '2020-01-02')"
    )
    fewer = {"expects": 1, "resource": _as_put(zone, LAB, units=2)}
    assert office.submit("resource_put", fewer)["ok"]


@pytest.mark.parametrize("size", [2, 3])
def test_a_new_combined_room_takes_its_parts(zone: Zone, office: Desk, size: int) -> None:
    desk = zone.desk("photon.one")
    parts = [ROOM, "JO-1F-MR02", "JO-2F-MR03"][:size]
    assert _put(office, None, parts=parts, capacity=30)["ok"]
    assert desk.book("JO-NEW", at(DAY, 9), at(DAY, 10))["ok"]
    for part in parts:
        assert desk.book(part, at(DAY, 9), at(DAY, 10))["code"] == "slot_taken"
    assert _put(office, 1, parts=["JO-NEW"])["code"] in ("bad_request", "in_use")
    nest = {"expects": None, "resource": _room(code="JO-NEST", parts=["JO-NEW"])}
    assert office.submit("resource_put", nest)["code"] == "bad_request"


def _close(office: Desk, closure: str, expects: object, **more: Any) -> dict[str, Any]:
    args = {"closure": closure, "expects": expects, "site": "JO", "resource": ROOM}
    times = {"from": iso(at(DAY, 9)), "to": iso(at(DAY, 12)), "reason": {"en": "Works"}}
    return office.submit("closure_put", args | times | more)


def test_a_closure_is_put_changed_and_lifted(zone: Zone, office: Desk) -> None:
    desk, closure = zone.desk("photon.one"), str(uuid7())
    assert _close(office, closure, None)["rev"] == 1
    assert _close(office, closure, None)["code"] == "id_taken"
    assert _close(office, closure, 5)["problems"] == [{"code": "stale", "rev": 1}]
    assert desk.book(ROOM, at(DAY, 9), at(DAY, 10))["code"] == "closed"
    assert _close(office, closure, 1, **{"from": iso(at(DAY, 10))})["rev"] == 2
    assert desk.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]
    assert desk.book(ROOM, at(DAY, 9, 30), at(DAY, 10, 30))["code"] == "closed"
    lift = {"closure": closure, "expects": 2}
    assert zone.desk("branch.admin").submit("closure_lift", lift)["code"] == "not_allowed"
    assert office.submit("closure_lift", lift)["rev"] == 3
    assert office.submit("closure_lift", lift | {"expects": 3})["code"] == "already_lifted"
    assert _close(office, closure, 3)["code"] == "already_lifted"
    assert desk.book(ROOM, at(DAY, 10), at(DAY, 11))["ok"]


def test_a_closure_in_the_past_is_refused(office: Desk) -> None:
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    past = {"from": iso(hour - timedelta(hours=2)), "to": iso(hour)}
    assert _close(office, str(uuid7()), None, **past)["code"] == "in_past"
    running = {"from": iso(hour - timedelta(hours=2)), "to": iso(hour + timedelta(hours=2))}
    assert _close(office, str(uuid7()), None, **running)["ok"]


def test_a_closure_of_another_site_is_not_taken_over(zone: Zone, office: Desk) -> None:
    closure = str(uuid7())
    assert _close(office, closure, None)["ok"]
    branch = zone.desk("branch.admin")
    stolen = {"site": "SB", "resource": None}
    assert _close(branch, closure, 1, **stolen)["code"] == "no_such_closure"
    assert _close(branch, closure, 1)["code"] == "not_allowed"
    assert _close(branch, closure, None, **stolen)["code"] != "ok"


def test_a_resource_that_is_not_booked_itself(zone: Zone) -> None:
    answer = zone.desk("branch.admin").book("SB1-4F-LAB08", at(DAY, 10), at(DAY, 12))
    assert answer["problems"][0] == {"code": "not_bookable"}


def test_the_events_name_the_act_its_subject_and_who(zone: Zone, office: Desk) -> None:
    closure = str(uuid7())
    assert _put(office, None)["ok"]
    assert _close(office, closure, None)["ok"]
    assert office.submit("closure_lift", {"closure": closure, "expects": 1})["ok"]
    rows = zone.owner().execute(
        "select e.op, e.subject, p.login from app.event e join app.person p on p.id = e.actor"
        " order by e.seq desc limit 3"
    )
    assert rows.fetchall() == [
        ("closure_lift", closure, office.login),
        ("closure_put", closure, office.login),
        ("resource_put", "JO-NEW", office.login),
    ]
