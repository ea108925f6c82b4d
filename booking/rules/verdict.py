"""All problems of a wish, those of the policy and `slot_taken`: what the server would say.

Services ask this before they queue an act; offers and the finder ask it for every candidate.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from booking.model import Catalogue, Interval, Problem
from booking.rules import codes
from booking.rules.availability import OccupiedBy, leaves_taken
from booking.rules.index import Prepared, index_of
from booking.rules.interval import epoch, valid_interval
from booking.rules.policy import Case, Old, Wish, check_change

_SLOT_TAKEN: Final = Problem(codes.SLOT_TAKEN)


class Judge:
    """Says what speaks against a wish, with all but the wish fixed.

    Args:
        catalogue: what this person may see.
        at: the clock, aware, in UTC.
        held: what is occupied, by id of the leaf resource, as far as wishes will reach.
        offices: ids of the sites that the person administers.
        old: what the item holds already, when it is moved or resized.
        own: ids of that item's allocations.

    Attributes:
        index: of the catalogue.
        at: the clock.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        at: datetime,
        held: OccupiedBy,
        *,
        offices: Collection[int] = (),
        old: Old | None = None,
        own: Collection[bytes] = (),
    ) -> None:
        self.index = index_of(catalogue)
        self.at = at
        self._catalogue = catalogue
        self._held = held
        self._offices = offices
        self._old = old
        self._own = own
        self._at_s = epoch(at)
        self._cases: dict[tuple[Interval, int, int, bool], Case] = {}

    def problems(self, wish: Wish) -> tuple[Problem, ...]:
        """Return every problem in the order of `codes.ORDER`; see `policy.check_change`."""
        malformed = valid_interval(wish.during.start, wish.during.end)
        if malformed is not None:
            return (malformed,)
        prepared = self.index.prepared.get(wish.resource)
        if prepared is None:
            return (Problem(codes.NO_SUCH_RESOURCE),)
        if self._old is not None and self._old.during.start <= self.at:
            # It is running or over, so most changes are out; the full check tells.
            office = prepared.resource.site_id in self._offices
            found = check_change(self._catalogue, wish, self.at, office=office, old=self._old)
            if any(problem.code == codes.ALREADY_STARTED for problem in found):
                return found
        mine = self._old is not None and self._old.resource == wish.resource
        case = self.case(wish.during, wish.quantity, wish.people, mine=mine)
        return self.of(case, prepared)

    def case(self, during: Interval, quantity: int, people: int, *, mine: bool = False) -> Case:
        """Return what judges a well-formed time on any number of resources.

        It is kept: a case that is old knows the answer for many resources.

        Args:
            during: the time.
            quantity: units asked for.
            people: how many come.
            mine: it is for the one resource that `old` holds.
        """
        key = (during, quantity, people, mine)
        found = self._cases.get(key)
        if found is None:
            held = self._old.during if self._old and mine else None
            found = self._cases[key] = Case(
                self.index,
                during,
                quantity,
                people,
                at=self.at,
                offices=self._offices,
                held=held,
            )
        return found

    def of(self, case: Case, prepared: Prepared) -> tuple[Problem, ...]:
        """Return the problems of a case with a resource that is at hand."""
        ruling = case.ruling(prepared)
        found = case.problems(prepared, ruling)
        wanted = None if prepared.resource.parts else case.quantity
        held, asked = self._held, ruling.asked
        if leaves_taken(prepared.leaves, held, asked, wanted, self._at_s, own=self._own):
            return (*found, _SLOT_TAKEN)
        return found

    def allows(self, wish: Wish) -> bool:
        """Whether nothing speaks against a wish."""
        return not self.problems(wish)
