"""Every rule that speaks against a booking, all at once, as the server gives them.

The server is the referee; this gives the same codes with the same values in the same order, so that
one hears at once and offline what it is going to say. What it alone can judge is left to it:
statements already issued (`period_locked`). Whether the time is free is `availability`'s question.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from booking.model import Catalogue, Interval, Policy, Problem
from booking.rules import codes
from booking.rules.index import Index, Prepared, Terms, index_of
from booking.rules.interval import Buffers, iso, valid_interval
from booking.rules.packing import Asked
from booking.rules.timing import When, claimed_from, opening_date, time_rules

_NEEDS: Final = (
    ("form", codes.NEEDS_FORM),
    ("project", codes.NEEDS_PROJECT),
    ("deposit", codes.NEEDS_DEPOSIT),
    ("plan", codes.NEEDS_PLAN),
    ("permit", codes.NEEDS_PERMIT),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One item that is asked for: a resource (its id), a time, a number of units, and of people."""

    resource: int
    during: Interval
    quantity: int = 1
    people: int = 1


class Old(NamedTuple):
    """What an item holds before it is moved or resized: a resource (its id) and a time."""

    resource: int
    during: Interval


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for all resources that share terms: the problems, and the time with buffers."""

    opening: tuple[Problem, ...]
    closed: tuple[Interval, ...]
    rules: tuple[Problem, ...]
    needs: tuple[Problem, ...]
    asked: Asked


class Case:
    """One stretch of time, to be judged for any number of resources.

    What depends on site, policy and hours alone is judged once for each combination.

    Args:
        index: of the catalogue.
        during: the time that is asked for.
        quantity: units that are asked for.
        people: how many come.
        at: the clock.
        offices: ids of the sites that the person administers.
        held: the time that the item holds already on the very resource, None if it holds none.

    Attributes:
        quantity: as above.
    """

    def __init__(
        self,
        index: Index,
        during: Interval,
        quantity: int,
        people: int,
        *,
        at: datetime,
        offices: Container[int],
        held: Interval | None,
    ) -> None:
        self.quantity = quantity
        self._index = index
        self._when = When(during, claimed_from(during, held), at)
        self._people = people
        self._offices = offices
        self._rulings: dict[int, Ruling] = {}

    def ruling(self, prepared: Prepared) -> Ruling:
        """Return what holds for the resource's terms."""
        found = self._rulings.get(prepared.group)
        if found is None:
            found = self._rulings[prepared.group] = self._rule(prepared.terms)
        return found

    def problems(self, prepared: Prepared, ruling: Ruling) -> tuple[Problem, ...]:
        """Return all problems of one resource, in the order of `codes.ORDER`."""
        resource = prepared.resource
        # Tuples, since most are empty: adding one of these costs next to nothing.
        found = ruling.opening + prepared.state
        if not resource.bookable:
            found = (Problem(codes.NOT_BOOKABLE), *found)
        if ruling.closed or prepared.closed:
            found += self._closures(ruling.closed, prepared.closed)
        found += ruling.rules
        if resource.capacity is not None and self._people > resource.capacity:
            values = {"people": self._people, "capacity": resource.capacity}
            found += (Problem(codes.CAPACITY, values),)
        if self.quantity > prepared.units:
            values = {"quantity": self.quantity, "units": prepared.units}
            found += (Problem(codes.UNITS, values),)
        return found + ruling.needs

    def _rule(self, terms: Terms) -> Ruling:
        during, policy = self._when.during, terms.policy
        closed = self._index.site_closed.get(terms.site.id, ())
        return Ruling(
            opening=opening_date(terms.site, self._when),
            closed=tuple(piece for piece in closed if piece.overlaps(during)),
            rules=time_rules(self._index, terms, self._when),
            needs=() if terms.site.id in self._offices else _needs(policy, during),
            asked=Asked.of(during, Buffers(policy.buffer_before, policy.buffer_after)),
        )

    def _closures(
        self, of_site: Iterable[Interval], of_resource: Iterable[Interval]
    ) -> tuple[Problem, ...]:
        times = {(piece.start, piece.end) for piece in of_site}
        times.update(
            (piece.start, piece.end) for piece in of_resource if piece.overlaps(self._when.during)
        )
        return tuple(
            Problem(codes.CLOSED, {"from": iso(start), "to": iso(end)})
            for start, end in sorted(times)
        )


def check(
    catalogue: Catalogue, wish: Wish, at: datetime, *, office: bool, old: Old | None = None
) -> tuple[Problem, ...]:
    """Return every problem of a wish but `slot_taken` and `period_locked`; empty if there is none.

    Args:
        catalogue: what this person may see; a resource that is not in it is unknown.
        wish: what is asked for.
        at: the clock, aware, in UTC.
        office: whether the person administers the resource's site, who needs no induction, approval
            or form; all other rules hold for the office too.
        old: what the item holds already when it is moved or resized, None for a new one.

    Returns:
        Problems in the order of `codes.ORDER`, with the server's values. A malformed time or an
        unknown resource is the only problem then.
    """
    malformed = valid_interval(wish.during.start, wish.during.end)
    if malformed is not None:
        return (malformed,)
    index = index_of(catalogue)
    prepared = index.prepared.get(wish.resource)
    if prepared is None:
        return (Problem(codes.NO_SUCH_RESOURCE),)
    offices = (prepared.resource.site_id,) if office else ()
    held = old.during if old and old.resource == wish.resource else None
    case = Case(index, wish.during, wish.quantity, wish.people, at=at, offices=offices, held=held)
    return case.problems(prepared, case.ruling(prepared))


def check_change(
    catalogue: Catalogue,
    wish: Wish,
    at: datetime,
    *,
    office: bool,
    old: Old,
    cancelled: bool = False,
) -> tuple[Problem, ...]:
    """Return every problem of moving or resizing an item, like `check`.

    A cancelled booking, one that is over, or a running one of which the start or the resource would
    change, has that as its only problem: what has happened is not altered.
    """
    if cancelled:
        return (Problem(codes.ALREADY_CANCELLED),)
    elsewhere = wish.resource != old.resource or wish.during.start != old.during.start
    if old.during.end <= at or (old.during.start <= at and elsewhere):
        return (Problem(codes.ALREADY_STARTED),)
    return check(catalogue, wish, at, office=office, old=old)


def check_cancel(
    held: Iterable[Interval], at: datetime, *, cancelled: bool = False
) -> tuple[Problem, ...]:
    """Return why a booking with items at these times cannot be cancelled: one of them has begun."""
    if cancelled:
        return (Problem(codes.ALREADY_CANCELLED),)
    if any(during.start <= at for during in held):
        return (Problem(codes.ALREADY_STARTED),)
    return ()


def _needs(policy: Policy, during: Interval) -> tuple[Problem, ...]:
    found = []
    if policy.inductions:
        found.append(Problem(codes.NEEDS_INDUCTION, {"inductions": list(policy.inductions)}))
    over = policy.approval_over
    if over is not None and (over == 0 or during.minutes > over):
        found.append(Problem(codes.NEEDS_APPROVAL, {"over": over}))
    found += [Problem(code) for need, code in _NEEDS if need in policy.needs]
    return tuple(found)
