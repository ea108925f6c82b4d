"""Terminals of people of one zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from booking.shared.accounts import Newcomer, add_person
from tests.e2e.terminal import Road, Terminal
from tests.zones import PASSWORD, SHENZHEN, Zone, at, open_day, own_logins

At = Callable[[int], str]


@pytest.fixture
def road(zone: Zone) -> Iterator[Road]:
    """The way to the zone's server."""
    own_logins(zone)
    status = zone.server.status()
    assert status.socket_dir is not None
    made = Road(status.socket_dir, status.port)
    yield made
    made.remove()


@pytest.fixture
def terminal(zone: Zone, road: Road, tmp_path: Path) -> Callable[..., Terminal]:
    """Return the terminal of a person; `data` names another data directory."""

    def make(person: str, data: str = "") -> Terminal:
        return Terminal(zone, person, tmp_path / (data or person), road)

    return make


@pytest.fixture
def one(terminal: Callable[..., Terminal]) -> Terminal:
    """A member of one tenant, signed in."""
    made = terminal("photon.one")
    made.sign_in()
    return made


@pytest.fixture
def other(terminal: Callable[..., Terminal]) -> Terminal:
    """A member of another tenant, signed in."""
    made = terminal("unilab.one")
    made.sign_in()
    return made


@pytest.fixture
def newcomer(zone: Zone, terminal: Callable[..., Terminal]) -> Terminal:
    """A person of this zone alone, signed in: all others' logins are shared by the whole run."""
    zone.logins["newcomer"], _ = add_person(zone.owner(), Newcomer("New", "PHOTON"), PASSWORD)
    made = terminal("newcomer")
    made.sign_in()
    return made


@pytest.fixture
def hour() -> At:
    """Return the ISO text of an hour in Shenzhen on one plain working day to come."""
    day = open_day()

    def text(value: int) -> str:
        local = at(day, value).astimezone(SHENZHEN)
        return local.isoformat(timespec="minutes")

    return text
