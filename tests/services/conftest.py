"""Offices for tests of the services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.kit import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A member's desk."""
    made = open_office(tmp_path / "desk")
    yield made
    made.desk.close()


@pytest.fixture
def admin(tmp_path: Path) -> Iterator[Office]:
    """The desk of the site's administrator."""
    made = open_office(tmp_path / "desk", admin=True)
    yield made
    made.desk.close()
