"""What the examination of a zone finds."""

from __future__ import annotations

import re

import pytest

from booking.shared import admin, doctor
from tests.zones import Zone, at, open_day

DAY = open_day()
ROOM = "JO-1F-MR01"


def _codes(zone: Zone) -> list[str]:
    with admin.connect(zone.server.conninfo(zone.database)) as connection:
        return [finding.code for finding in doctor.examine(connection, history=True)]


def test_a_fresh_zone_is_well(zone: Zone) -> None:
    assert _codes(zone) == []


def test_an_open_door_is_found(zone: Zone) -> None:
    zone.owner().execute("grant select on app.booking to loop_person")
    assert set(_codes(zone)) == {"door_open"}


def test_a_changed_history_is_found(zone: Zone) -> None:
    zone.owner().execute("update app.event set op = 'cancel' where seq = 3")
    assert _codes(zone) == ["history_broken"]


@pytest.mark.parametrize(
    ("name", "value"), [("log_statement", "all"), ("log_error_verbosity", "default")]
)
def test_a_talkative_log_is_found(zone: Zone, name: str, value: str) -> None:
    zone.owner().execute(f"alter database {zone.database} set {name} = '{value}'")
    with admin.connect(zone.server.conninfo(zone.database)) as connection:
        found = doctor.examine(connection)
    assert [(finding.code, name in finding.message) for finding in found] == [("log_tells", True)]


def test_payloads_may_be_erased_and_the_history_still_verifies(zone: Zone) -> None:
    desk, owner = zone.desk("photon.one"), zone.owner()
    for hour in range(9, 12):
        assert desk.book(ROOM, at(DAY, hour), at(DAY, hour + 1), title="Private")["ok"]
    known = desk.rows("select tl, head, event, event_hash from api.hello('', 0, 0, '', '1')")
    erased = owner.execute(
        "delete from app.event_payload where seq in (select seq from app.event where op = 'book'"
        " order by seq limit 2) returning payload ->> 'title'"
    ).fetchall()
    assert erased == [("Private",)] * 2
    assert owner.execute("select app.chain_break()").fetchone() == (None,)
    assert _codes(zone) == []
    assert desk.rows("select reset from api.hello(%s, %s, %s, %s, '1')", *known[0]) == [(None,)]
    assert desk.book(ROOM, at(DAY, 12), at(DAY, 13))["ok"]
    assert _codes(zone) == []


@pytest.mark.parametrize(
    "fault",
    [
        'update app.event_payload set payload = payload || \'{"title": "Other"}\'',
        "update app.event_payload set salt = '\\x00'",
    ],
)
def test_a_payload_that_was_rewritten_is_found(zone: Zone, fault: str) -> None:
    desk = zone.desk("photon.one")
    assert desk.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]
    query = f"{fault} where seq = (select max(seq) from app.event)"
    zone.owner().execute(query.encode())
    assert _codes(zone) == ["history_broken"]


@pytest.mark.parametrize("name", ["C", "POSIX", "C.UTF-8", "en", "en_US.UTF-8", "en_GB@euro"])
def test_english_messages_are_understood(name: str) -> None:
    assert doctor.ENGLISH.fullmatch(name)


@pytest.mark.parametrize("name", ["", "zh_CN.UTF-8", "de_DE", "enx", "Chinese_China.936"])
def test_other_languages_are_not(name: str) -> None:
    assert not doctor.ENGLISH.fullmatch(name)


def test_a_server_that_may_speak_another_language_is_found(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine may have no other language: here POSIX alone counts as English."""
    monkeypatch.setattr(doctor, "ENGLISH", re.compile("POSIX"))
    assert _codes(zone) == ["foreign_messages"]
    zone.owner().execute(f"alter database {zone.database} set lc_messages = 'POSIX'")
    assert _codes(zone) == []
