"""A fake server and desktops over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sync.fakeserver import FakeClock, FakeServer
from tests.sync.kit import Desktop

MakeDesktop = Callable[..., Desktop]


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
