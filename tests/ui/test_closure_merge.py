"""One closure of two: what only one changed is taken, what both did is a person's to choose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.model import Names
from booking.services.inventory import ClosureWish
from tests.services.kit import HOUR, TEN
from ui.models.closure_merge import PLACE, REASON, TIME, merge

BASE = ClosureWish("JO", "R1", TEN, TEN + 2 * HOUR, Names("Works", "工程", "工程"))


def test_nothing_is_lost_where_two_change_different_things() -> None:
    mine = replace(BASE, resource=None, end=TEN + 3 * HOUR)
    theirs = replace(BASE, start=TEN - HOUR, reason=Names("Paint", "油漆", "工程"))
    found = merge(BASE, mine, theirs)
    assert found.wish == replace(theirs, resource=None, end=TEN + 3 * HOUR)
    assert (found.taken, found.crossed) == ((TIME, REASON), ())


@pytest.mark.parametrize(
    ("mine", "theirs", "part"),
    [
        (replace(BASE, resource="R2"), replace(BASE, resource="R3"), PLACE),
        (replace(BASE, resource=None), replace(BASE, resource="R3"), PLACE),
        (replace(BASE, end=TEN + HOUR), replace(BASE, end=TEN + 3 * HOUR), TIME),
        # Together they would be no time at all.
        (replace(BASE, end=TEN + HOUR), replace(BASE, start=TEN + timedelta(minutes=90)), TIME),
        (replace(BASE, end=None), replace(BASE, start=TEN - HOUR), TIME),
        (
            replace(BASE, reason=Names("A", "工程", "工程")),
            replace(BASE, reason=Names("B")),
            REASON,
        ),
    ],
)
def test_mine_stays_where_both_changed_the_same(
    mine: ClosureWish, theirs: ClosureWish, part: str
) -> None:
    found = merge(BASE, mine, theirs)
    assert found.crossed == (part,)
    if part != REASON:
        assert found.wish == mine


def test_the_same_change_of_both_is_none_to_choose() -> None:
    late = replace(BASE, end=TEN + 3 * HOUR)
    assert merge(BASE, late, late) == (late, (), ())
    assert merge(BASE, BASE, late) == (late, (TIME,), ())
    assert merge(BASE, late, BASE) == (late, (), ())


def test_each_language_of_the_reason_counts_by_itself() -> None:
    mine = replace(BASE, reason=Names("Paint", "工程", "油漆"))
    theirs = replace(BASE, reason=Names("Cleaning", "清潔", "工程"))
    found = merge(BASE, mine, theirs)
    assert found.wish.reason == Names("Paint", "清潔", "油漆")
    assert found.crossed == (REASON,)


def test_without_what_both_were_made_from_every_difference_is_to_be_chosen() -> None:
    theirs = replace(BASE, resource="R2", reason=Names("Paint"))
    assert merge(None, BASE, theirs) == (BASE, (), (PLACE, REASON))
