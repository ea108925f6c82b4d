"""All problems of a wish, those of the policy and `slot_taken`: what the server would say.

Services ask this before they queue an act; offers and the finder ask it for every candidate.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from booking.model import Catalogue, Interval, Problem
from booking.rules import codes
from booking.rules.availability import Asked, OccupiedBy, leaves_taken
from booking.rules.index import Prepared, index_of
from booking.rules.interval import Buffers, epoch, valid_interval
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
        self._during: Interval | None = None
        self._case: Case | None = None
        self._asked: dict[Buffers, Asked] = {}

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
        return self.of(prepared, wish.during, quantity=wish.quantity, people=wish.people)

    def of(
        self, prepared: Prepared, during: Interval, *, quantity: int, people: int
    ) -> tuple[Problem, ...]:
        """Return the problems of a well-formed wish for a resource that is at hand.

        Asking for the same time again and again is quick: much is kept from one call to the next.
        """
        case = self._case
        if case is None or during is not self._during:
            case = self._case = Case(self.index, during, self.at, old=self._old)
            self._during = during
            self._asked = {}
        office = prepared.resource.site_id in self._offices
        found = case.problems(prepared, quantity=quantity, people=people, office=office)
        asked = self._asked.get(prepared.buffers)
        if asked is None:
            asked = self._asked[prepared.buffers] = Asked.of(during, prepared.buffers)
        wanted = None if prepared.resource.parts else quantity
        if leaves_taken(prepared.leaves, self._held, asked, wanted, self._at_s, own=self._own):
            return (*found, _SLOT_TAKEN)
        return found

    def allows(self, wish: Wish) -> bool:
        """Whether nothing speaks against a wish."""
        return not self.problems(wish)
