"""What the examination of a zone finds."""

from __future__ import annotations

from booking.shared import admin, doctor
from tests.zones import Zone


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
