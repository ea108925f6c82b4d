"""An opened folder with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from booking.cache.engine import Desk, open_desk
from tests.cache.kit import StillClock


@pytest.fixture
def clock() -> StillClock:
    """A clock that stands at noon."""
    return StillClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StillClock) -> Iterator[Desk]:
    """A new folder."""
    opened = open_desk(tmp_path / "desk", clock)
    yield opened
    opened.close()
