"""What is weighed before the zone's lock must still be true under it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from booking.ids import uuid7
from tests.zones import Desk, Zone, at, iso, open_day

ROOM = "JO-1F-MR01"
WAITING = "select count(*) from pg_stat_activity where usename = %s and wait_event_type = 'Lock'"

CHANGES = {
    "policy": ("update app.policy set max_length = 30, min_length = 30", "too_long"),
    "capacity": ("update app.resource set capacity = 1", "capacity"),
    "bookable": ("update app.resource set bookable = false", "not_bookable"),
    "hours": ("delete from app.hours_window", "outside_hours"),
    "site": ("update app.site set opens_on = null", "not_open_yet"),
    "hidden": ("update app.resource set classes = '{nobody}'", "no_such_resource"),
    "closure": (
        "insert into app.closure (id, site_id, during, reason, chg) select gen_random_uuid(),"
        " id, '[2000-01-01, 2199-01-01)', '{}', 0 from app.site",
        "closed",
    ),
    "month": (
        "insert into app.locked_period select id, m from app.site, generate_series("
        "date_trunc('month', now()), now() + interval '60 days', interval '1 month') m",
        "period_locked",
    ),
}


@contextmanager
def changed_while_waiting(zone: Zone, desk: Desk, change: str) -> Iterator[None]:
    """Have `change` committed after the desk's act has been weighed, while it waits for the lock.

    The body starts the act in a thread of its own and leaves; the change is made before the lock is
    let go.
    """
    owner = zone.owner()
    holder = zone.owner()
    with holder.transaction():
        holder.execute("select 1 from app.head for update")
        yield
        while owner.execute(WAITING, (desk.login,)).fetchone() != (1,):
            pass
        holder.execute(change)


def submit_aside(desk: Desk, op: str, args: dict[str, Any]) -> tuple[threading.Thread, list[Any]]:
    """Submit in a thread; returns it and the list that gets the answer or the error."""
    got: list[Any] = []

    def body() -> None:
        try:
            got.append(desk.submit(op, args))
        except psycopg.Error as error:
            got.append(error)

    thread = threading.Thread(target=body)
    thread.start()
    return thread, got


def booking() -> dict[str, Any]:
    """Arguments of a booking that nothing speaks against."""
    day = open_day()
    item = {"item": str(uuid7()), "resource": ROOM}
    times = {"from": iso(at(day, 10)), "to": iso(at(day, 11))}
    return {"booking": str(uuid7()), "title": "Weighed", "people": 2, "items": [item | times]}


@pytest.mark.parametrize("name", CHANGES)
def test_a_rule_that_changes_between_weighing_and_lock_decides(zone: Zone, name: str) -> None:
    change, code = CHANGES[name]
    desk = zone.desk("photon.one")
    with changed_while_waiting(zone, desk, change):
        thread, got = submit_aside(desk, "book", booking())
    thread.join()
    assert got[0]["code"] == code, got
    assert zone.owner().execute("select count(*) from app.allocation").fetchone() == (0,)


def test_a_person_disabled_between_weighing_and_lock_is_not_served(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    change = f"update app.person set active = false where login = '{desk.login}'"
    with changed_while_waiting(zone, desk, change):
        thread, got = submit_aside(desk, "book", booking())
    thread.join()
    assert isinstance(got[0], psycopg.Error)
    assert got[0].sqlstate == "28000"
    assert zone.owner().execute("select count(*) from app.booking").fetchone() == (0,)


def test_a_right_given_between_weighing_and_lock_counts(zone: Zone) -> None:
    """The laboratory wants inductions of everybody but its site's office."""
    desk = zone.desk("photon.one")
    owner = zone.owner()
    owner.execute("update app.policy set inductions = '{laser}' where id ="
                  " (select policy_id from app.resource where code = %s)", (ROOM,))  # fmt: skip
    assert desk.submit("book", booking())["code"] == "needs_induction"
    change = (
        "insert into app.person_role (person_id, role, site_id) select p.id, 'site_admin', s.id"
        f" from app.person p, app.site s where p.login = '{desk.login}'"
    )
    with changed_while_waiting(zone, desk, change):
        thread, got = submit_aside(desk, "book", booking())
    thread.join()
    assert got[0]["ok"], got


def test_every_table_that_rules_read_tells_of_its_changes(zone: Zone) -> None:
    """What weighing reads, and only that, is taken from the functions' own text."""
    owner = zone.owner()
    watched = {
        row[0]
        for row in owner.execute(
            "select tgrelid::regclass::text from pg_trigger where tgname = 'catalogue_changed'"
        )
    }
    text = " ".join(
        row[0]
        for row in owner.execute(
            "select prosrc from pg_proc"
            " where pronamespace = 'app'::regnamespace and proname = any(%s)",
            ([*WEIGHING],),
        )
    )
    read = {
        row[0]
        for row in owner.execute(
            "select oid::regclass::text from pg_class"
            " where relkind = 'r' and relnamespace = 'app'::regnamespace"
        )
        if f"{row[0]} " in text or f"{row[0]})" in text
    }
    assert read - {"app.head"} <= watched
    assert {"app.policy", "app.closure", "app.resource", "app.calendar_day"} <= read


WEIGHING = (
    "ready", "weigh_items", "weigh", "visible_resource", "sees", "administers", "state_problems",
    "parts_of", "closure_problems", "hours_problem", "inside_one_window", "open_hours", "day_class",
    "first_holiday", "shape_problems", "need_problems", "locked_month", "tl",
)  # fmt: skip


def test_an_act_of_a_client_too_old_is_neither_done_nor_remembered(zone: Zone) -> None:
    owner = zone.owner()
    owner.execute("update app.setting set min_client = 2")
    desk = zone.desk("photon.one")
    mutation, args = uuid7(), booking()
    assert desk.submit("book", args, mutation)["code"] == "client_too_old"
    assert owner.execute("select count(*) from app.mutation").fetchone() == (0,)
    owner.execute("update app.setting set min_client = 1")
    assert desk.submit("book", args, mutation)["ok"]


def test_what_an_act_expects_must_be_about_the_same_booking(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    mutation = uuid7()
    first = booking()
    assert desk.submit("book", first, mutation)["ok"]
    day = open_day(9)
    other = desk.book(ROOM, at(day, 10), at(day, 11))
    wrong = desk.submit("cancel", {"booking": other["booking"], "expects": str(mutation)})
    assert wrong["problems"] == [{"code": "bad_request", "field": "expects"}]
    right = desk.submit("cancel", {"booking": first["booking"], "expects": str(mutation)})
    assert right["ok"], right
