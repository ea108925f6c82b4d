"""Looking for something to book, and through the inventory."""

from __future__ import annotations

import pytest

from booking.model import ResourceKind
from booking.rules import codes
from booking.services.refusal import RefusedError
from booking.services.search import Search
from tests.services.kit import HOUR, TEN, Office


def test_free_lists_the_best_fit_first_and_says_why_others_are_not(office: Office) -> None:
    office.others_book(1)
    wanted = Search(TEN, TEN + HOUR, ("JO",), 6, frozenset({"vc"}), ResourceKind.ROOM)
    found = office.finder.free(wanted)
    assert [one.code for one in found.findings.found] == ["R2"]
    near = {miss.resource.code: miss for miss in found.findings.near}
    assert [problem.code for problem in near["R1"].problems] == [codes.SLOT_TAKEN]
    assert near["R3"].missing == ("vc",)


def test_what_i_queued_is_not_free(office: Office) -> None:
    office.book("R1")
    found = office.finder.free(Search(TEN, TEN + HOUR, kind=ResourceKind.ROOM))
    assert [one.code for one in found.findings.found] == ["R2", "R3"]


def test_bad_searches_are_refused(office: Office) -> None:
    for wanted, code in (
        (Search(TEN, TEN), codes.BAD_TIME),
        (Search(TEN, TEN + HOUR, ("XX",)), codes.BAD_REQUEST),
        (Search(TEN, TEN + HOUR, people=0), codes.BAD_REQUEST),
        (Search(TEN, TEN + HOUR, quantity=0), codes.BAD_REQUEST),
    ):
        with pytest.raises(RefusedError) as caught:
            office.finder.free(wanted)
        assert caught.value.code == code


def test_the_inventory_can_be_narrowed_down(office: Office) -> None:
    assert [one.code for one in office.finder.resources("JO", ResourceKind.LAB)] == ["R4"]
    wanted = frozenset({"vc", "wb"})
    assert [one.code for one in office.finder.resources(features=wanted)] == ["R2"]
    assert office.finder.features() == {"vc": 2, "wb": 1}
    assert [site.code for site in office.finder.sites()] == ["JO"]
    assert [person.name for person in office.finder.people()] == ["Chan"]
    assert office.finder.me().name == "Chan"
