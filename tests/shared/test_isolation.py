"""No door answers from a snapshot that is as old as the caller likes."""

from __future__ import annotations

import psycopg
import pytest

from booking.shared.lint import DOORS
from tests.zones import Desk, Zone

CALLS = {
    "account.person_active": "select account.person_active('nobody', false)",
    "account.person_add": "select account.person_add('lp', 'v', 'n', 'e', 't', 'en', '[]')",
    "account.person_reset": "select account.person_reset('nobody', 'v')",
    "api.ask": "select api.ask('people', '{}')",
    "api.head": "select api.head()",
    "api.hello": "select * from api.hello('', 0, 0, '', '1')",
    "api.pull_allocations": "select * from api.pull_allocations(null, 0, 9, 9, null, null)",
    "api.pull_bookings": "select * from api.pull_bookings(null, 0, 9, 9, null)",
    "api.pull_catalogue": "select * from api.pull_catalogue(null, 0, 9, 9)",
    "api.submit": "select api.submit(gen_random_uuid(), 'cancel', '{}')",
    "guard.unblock": "select guard.unblock()",
}
READS = [
    call
    for name, call in CALLS.items()
    if name.startswith("api.") and name not in ("api.submit", "api.pull_bookings")
]


def _said(desk: Desk, call: str) -> str:
    """Return the code with which a door refuses, "" where it does not."""
    try:
        ((answer, *_),) = desk.rows(call)
    except psycopg.Error as error:
        return error.diag.message_primary or ""
    except ValueError:  # more rows or none: it answered
        return ""
    return str(answer.get("code", "")) if isinstance(answer, dict) else ""


def test_every_door_is_tried() -> None:
    assert set(CALLS) == DOORS


@pytest.mark.parametrize("level", ["serializable", "repeatable read"])
def test_every_door_refuses_an_old_snapshot(zone: Zone, level: str) -> None:
    desk = zone.desk("joint.admin")
    for call in CALLS.values():
        assert _said(desk, call) != "bad_isolation", call
    desk.connection.execute(f"set default_transaction_isolation = '{level}'")
    assert {call: _said(desk, call) for call in CALLS.values()} == dict.fromkeys(
        CALLS.values(), "bad_isolation"
    )


@pytest.mark.parametrize("call", READS)
def test_what_only_reads_may_be_asked_in_a_read_only_transaction(zone: Zone, call: str) -> None:
    desk = zone.desk("photon.one")
    with desk.connection.transaction():
        desk.connection.execute("set transaction read only")
        assert _said(desk, call) == ""


def test_a_member_may_pull_his_bookings_in_a_read_only_transaction(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    desk.connection.execute("set default_transaction_read_only = on")
    assert desk.rows(CALLS["api.pull_bookings"]) == []
