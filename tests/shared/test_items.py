"""Items are added to a booking and taken out of it: judged, granted, told and kept in history."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from booking.ids import uuid7
from booking.model import SCHEMA_VERSION
from booking.shared import admin
from booking.shared.embedded import EmbeddedServer
from tests.zones import SHENZHEN, Desk, Zone, at, fresh_zone, iso, open_day

ROOM, OTHER = "JO-1F-MR01", "JO-1F-MR02"
BRANCH = "SB1-4F-MR05"
DAY = open_day()


def add(desk: Desk, booking: str, rev: int, room: str, hour: int, **more: Any) -> dict[str, Any]:
    """Add an hour of a room to a booking."""
    times = {"from": iso(at(DAY, hour)), "to": iso(at(DAY, hour + 1))}
    item = {"item": str(uuid7()), "resource": room, **times, **more}
    return desk.submit("item_add", {"booking": booking, "expects": rev, **item}) | {
        "item": item["item"]
    }


def drop(desk: Desk, booking: str, rev: int, item: str) -> dict[str, Any]:
    """Take an item out of a booking."""
    return desk.submit("item_drop", {"booking": booking, "expects": rev, "item": item})


def items(desk: Desk, booking: str) -> list[dict[str, Any]]:
    """Return a booking's items as they are pulled."""
    (head,) = desk.rows("select api.head()")[0]
    rows = desk.rows("select * from api.pull_bookings(null, 0, %s, 5000, null)", head)
    (found,) = (row for row in rows if str(row[0]) == booking)
    told: list[dict[str, Any]] = json.loads(found[8])
    return told


def test_an_item_is_added_holds_its_place_and_gives_it_back(zone: Zone) -> None:
    desk, other = zone.desk("photon.one"), zone.desk("biotech.one")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
    added = add(desk, booking, 1, OTHER, 14)
    assert (added["ok"], added["rev"]) == (True, 2), added
    first, second = items(desk, booking)
    assert (second["id"], len(second["allocations"])) == (added["item"], 1)
    assert other.book(OTHER, at(DAY, 14), at(DAY, 15))["code"] == "slot_taken"
    gone = drop(desk, booking, 2, added["item"])
    assert (gone["ok"], gone["rev"]) == (True, 3), gone
    assert items(desk, booking) == [first]
    (head,) = other.rows("select api.head()")[0]
    feed = "select * from api.pull_allocations(null, %s, %s, 5000, null, null)"
    assert [row[7] for row in other.rows(feed, head - 1, head)] == [False]
    assert other.book(OTHER, at(DAY, 14), at(DAY, 15))["ok"]
    assert add(desk, booking, 3, OTHER, 14)["problems"] == [{"code": "slot_taken"}]
    again = add(desk, booking, 3, OTHER, 16)
    assert again["ok"], again
    assert drop(desk, booking, 4, first["id"])["ok"]
    assert [one["id"] for one in items(desk, booking)] == [again["item"]]
    assert desk.submit("cancel", {"booking": booking, "expects": 5})["ok"]
    assert other.book(OTHER, at(DAY, 16), at(DAY, 17))["ok"]


def test_every_rule_speaks_against_an_item_that_is_added(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11), people=4)["booking"]
    zone.owner().execute("update app.resource set capacity = 3 where code = %s", (OTHER,))
    times = {"from": iso(at(DAY, 7, 10)), "to": iso(at(DAY, 12))}
    answer = add(desk, booking, 1, OTHER, 7, **times)
    codes = [problem["code"] for problem in answer["problems"]]
    assert codes == ["outside_hours", "start_step", "length_step", "too_long", "capacity"]
    assert len(items(desk, booking)) == 1


def test_no_more_items_than_a_booking_may_have(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    rooms = [(room, hour) for room in (ROOM, OTHER, "JO-2F-MR05") for hour in range(9, 18)]
    room, hour = rooms.pop()
    booking = desk.book(room, at(DAY, hour), at(DAY, hour + 1))["booking"]
    for rev, (room, hour) in enumerate(rooms[:19], 1):
        assert add(desk, booking, rev, room, hour)["ok"], (room, hour)
    answer = add(desk, booking, 20, *rooms[19])
    assert answer["problems"] == [{"code": "bad_request", "field": "item"}]
    assert len(items(desk, booking)) == 20


def test_what_has_begun_is_not_taken_out_and_what_is_over_takes_no_more(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
    added = add(desk, booking, 1, OTHER, 10)
    now = datetime.now(UTC).replace(microsecond=0)
    owner = zone.owner()
    running = f"[{now - timedelta(hours=1)},{now + timedelta(hours=1)})"
    owner.execute("update app.booking_item set during = %s where id = %s", (running, added["item"]))
    assert drop(desk, booking, 2, added["item"])["code"] == "already_started"
    past = f"[{now - timedelta(hours=2)},{now - timedelta(hours=1)})"
    owner.execute("update app.booking_item set during = %s where booking_id = %s", (past, booking))
    assert add(desk, booking, 2, OTHER, 14)["code"] == "already_started"


def test_a_closed_month_keeps_its_items(zone: Zone) -> None:
    desk, owner = zone.desk("photon.one"), zone.owner()
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
    added = add(desk, booking, 1, OTHER, 10)
    month = at(DAY, 10).astimezone(SHENZHEN).date().replace(day=1)
    owner.execute("insert into app.locked_period select id, %s from app.site", (month,))
    locked = {"code": "period_locked", "month": f"{month:%Y-%m}"}
    assert drop(desk, booking, 2, added["item"])["problems"] == [locked]
    assert add(desk, booking, 2, OTHER, 14)["problems"] == [locked]


def test_acts_on_items_build_on_each_other(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
    one, item = uuid7(), str(uuid7())
    times = {"from": iso(at(DAY, 14)), "to": iso(at(DAY, 15))}
    args = {"booking": booking, "expects": 1, "item": item, "resource": OTHER, **times}
    first = desk.submit("item_add", args, one)
    assert first["ok"]
    assert desk.submit("item_add", args, one) == first | {"replayed": True}
    later = {"booking": booking, "expects": str(one), "item": item}
    assert desk.submit("resize", later | {"to": iso(at(DAY, 16))})["rev"] == 3
    assert drop(desk, booking, 3, item)["rev"] == 4
    gone = desk.submit("move", later | {"expects": 4, **times})
    assert gone["problems"] == [{"code": "bad_request", "field": "item"}]


def test_an_office_sees_a_booking_while_it_has_an_item_at_its_site(zone: Zone) -> None:
    desk, office = zone.desk("photon.one"), zone.desk("branch.admin")
    zone.owner().execute("update app.site set opens_on = '2020-01-01'")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11), title="CANARY")["booking"]

    def seen() -> list[tuple[Any, ...]]:
        (head,) = office.rows("select api.head()")[0]
        return office.rows("select * from api.pull_bookings(null, 1, %s, 5000, null)", head)

    assert "CANARY" not in str(seen())
    added = add(desk, booking, 1, BRANCH, 10)
    assert added["ok"], added
    (row,) = seen()
    assert row[3] == "CANARY"
    assert [one["id"] for one in json.loads(row[8])] == [added["item"]]
    assert drop(desk, booking, 2, added["item"])["ok"]
    (row,) = seen()
    assert (row[3], row[8], row[10]) == (None, None, True)


def test_a_colleague_is_told_and_the_history_tells(zone: Zone) -> None:
    desk, colleague = zone.desk("photon.one"), zone.desk("photon.admin")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
    added = add(colleague, booking, 1, OTHER, 10)
    assert added["ok"], added
    assert drop(colleague, booking, 2, added["item"])["ok"]
    owner = zone.owner()
    told = owner.execute("select kind from app.outgoing_message order by id").fetchall()
    assert told == [("edited",), ("edited",)]
    question = json.dumps({"booking": booking})
    ((answer,),) = desk.rows("select api.ask('history', %s)", question)
    assert [row["op"] for row in answer["rows"]] == ["book", "item_add", "item_drop"]
    assert owner.execute("select app.chain_break()").fetchone() == (None,)


def test_a_zone_of_the_first_schema_is_brought_up(
    pg_server: EmbeddedServer, sample_template: str
) -> None:
    with fresh_zone(pg_server, sample_template) as zone:
        owner = zone.owner()
        owner.execute("alter table app.booking_item alter column booking_id set not null")
        owner.execute("update app.alembic_version set version_num = '0001'")
        owner.execute("update app.setting set schema_version = 1")
        booking = zone.desk("photon.one").book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
        with psycopg.connect(pg_server.conninfo(zone.database), autocommit=True) as connection:
            admin.upgrade(connection)
            assert admin.schema_version(connection) == SCHEMA_VERSION
        desk = zone.desk("photon.one")
        added = add(desk, booking, 1, OTHER, 10)
        assert drop(desk, booking, 2, added["item"])["ok"]


@pytest.mark.parametrize("site", ["JO"])
def test_one_that_was_taken_out_is_in_no_closures_way(zone: Zone, site: str) -> None:
    desk, office = zone.desk("photon.one"), zone.desk("joint.admin")
    booking = desk.book(ROOM, at(DAY, 10), at(DAY, 11))["booking"]
    added = add(desk, booking, 1, OTHER, 14)
    close: dict[str, Any] = {"closure": str(uuid7()), "expects": None, "site": site}
    close |= {"resource": OTHER}
    close |= {"from": iso(at(DAY, 13)), "to": iso(at(DAY, 17)), "reason": {"en": "Paint"}}
    assert drop(desk, booking, 2, added["item"])["ok"]
    assert office.submit("closure_put", close)["affected"] == 0
