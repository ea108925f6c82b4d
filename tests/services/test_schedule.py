"""A day as it is drawn: what is occupied, by whom where that is known, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from booking.services.views import Cell, Standing
from tests.cache.kit import resource
from tests.services.kit import HOUR, TEN, Office, open_office

DAY = date(2026, 3, 3)
MIDNIGHT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def who(cells: tuple[Cell, ...]) -> set[tuple[int, UUID | None, Standing]]:
    """Return whose the cells are, by leaf."""
    return {
        (one.resource_id, one.projected.booking.id if one.projected else None, one.standing)
        for one in cells
    }


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Office]:
    """A member's desk where R5 is R1 and R2 together."""
    both = ("resource", resource(5, parts=[1, 2], capacity=16))
    made = open_office(tmp_path / "joined", more=[both])
    yield made
    made.desk.close()


def test_a_day_shows_ones_own_those_of_others_and_what_waits(office: Office) -> None:
    mine = office.mine(1)
    office.others_book(2)
    waiting = office.book("R3")
    picture = office.schedule.day(MIDNIGHT, MIDNIGHT + 24 * HOUR)
    assert who(picture.cells) == {
        (1, mine, Standing.CONFIRMED),
        (2, None, Standing.CONFIRMED),
        (3, waiting, Standing.PENDING),
    }
    site = picture.catalogue.sites[1]
    assert office.schedule.site_day(site, DAY) == picture
    assert office.schedule.today(site) == date(2026, 3, 2)


def test_a_combined_room_is_drawn_by_its_parts(joined: Office) -> None:
    joined.others_book(1)
    joined.others_book(3)
    both = joined.book("R5", TEN + 2 * HOUR)
    picture = joined.schedule.day(MIDNIGHT, MIDNIGHT + 24 * HOUR, [5])
    assert who(picture.cells) == {
        (1, None, Standing.CONFIRMED),
        (1, both, Standing.PENDING),
        (2, both, Standing.PENDING),
    }


def test_only_some_resources_are_read_again(office: Office) -> None:
    office.others_book(1)
    office.others_book(2)
    rows = office.schedule.day(MIDNIGHT, MIDNIGHT + 24 * HOUR, [2, 99]).cells
    assert [cell.resource_id for cell in rows] == [2]
    assert office.schedule.day(MIDNIGHT, MIDNIGHT + 24 * HOUR, []).cells == ()
