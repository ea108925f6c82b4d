"""A fake server and desktops over it, and desktops over the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from booking.shared.connect import parse
from tests.sync.fakeserver import FakeClock, FakeServer
from tests.sync.kit import Desktop
from tests.sync.stations import Station
from tests.zones import Zone, at, open_day

MakeDesktop = Callable[..., Desktop]
MakeStation = Callable[..., Station]


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> FakeServer:
    """A shared database with four rooms."""
    return FakeServer(clock)


@pytest.fixture
def make(server: FakeServer, clock: FakeClock, tmp_path: Path) -> Iterator[MakeDesktop]:
    """Makes desktops that are closed at the end."""
    made: list[Desktop] = []

    def one(name: str = "a", **more: Any) -> Desktop:
        made.append(Desktop(tmp_path / name, server, clock, **more))
        return made[-1]

    yield one
    for desktop in made:
        desktop.close()


@pytest.fixture
def desktop(make: MakeDesktop) -> Desktop:
    """A desktop that has never synced."""
    return make()


@pytest.fixture
def station(zone: Zone, tmp_path: Path) -> Iterator[MakeStation]:
    """Makes desktops of sample people over the real server."""
    made: list[Station] = []

    def one(person: str, name: str | None = None, **more: Any) -> Station:
        address = parse(zone.server.url(zone.database, zone.logins[person]))
        made.append(Station(address, tmp_path / (name or person), **more))
        return made[-1]

    yield one
    for each in made:
        each.close()


@pytest.fixture
def slot() -> datetime:
    """An hour that can be booked on the real server."""
    return at(open_day(), 10)
