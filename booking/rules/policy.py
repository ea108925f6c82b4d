"""Every rule that speaks against a booking, all at once, as the server gives them.

The server is the referee; this gives the same codes with the same values in the same order, so that
one hears at once and offline what it is going to say. What it alone can judge is left to it:
statements already issued (`period_locked`). Whether the time is free is `availability`'s question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from booking.model import Catalogue, Interval, Policy, Problem
from booking.rules import codes
from booking.rules.index import Index, Prepared, index_of
from booking.rules.interval import iso, valid_interval
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
class _TimeVerdict:
    """What holds for all resources that share terms."""

    opening: tuple[Problem, ...]
    closed: tuple[Interval, ...]
    rules: tuple[Problem, ...]
    needs: tuple[Problem, ...]


class Case:
    """One stretch of time, to be judged for any number of resources.

    What depends on site, policy and hours alone is judged once for each combination.

    Args:
        index: of the catalogue.
        during: the time that is asked for.
        at: the clock.
        old: what the item holds already, None for a new one.
    """

    def __init__(
        self, index: Index, during: Interval, at: datetime, *, old: Old | None = None
    ) -> None:
        self._index = index
        self._during = during
        self._old = old
        self._fresh = When(during, claimed_from(during, None), at)
        self._moved = When(during, claimed_from(during, old.during if old else None), at)
        self._verdicts: dict[tuple[tuple[int, int, int], bool], _TimeVerdict] = {}

    def problems(
        self, prepared: Prepared, *, quantity: int, people: int, office: bool
    ) -> tuple[Problem, ...]:
        """Return all problems of one resource, in the order of `codes.ORDER`."""
        same = self._old is not None and self._old.resource == prepared.resource.id
        key = (prepared.group, same)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._judge(prepared, same)
        resource = prepared.resource
        # Tuples, since most are empty: adding one of these costs next to nothing.
        found: tuple[Problem, ...] = ()
        if not resource.bookable:
            found = (Problem(codes.NOT_BOOKABLE),)
        found += verdict.opening + prepared.state
        if verdict.closed or prepared.closed:
            found += self._closures(verdict.closed, prepared.closed)
        found += verdict.rules
        if resource.capacity is not None and people > resource.capacity:
            values = {"people": people, "capacity": resource.capacity}
            found += (Problem(codes.CAPACITY, values),)
        if quantity > prepared.units:
            values = {"quantity": quantity, "units": prepared.units}
            found += (Problem(codes.UNITS, values),)
        return found if office else found + verdict.needs

    def _judge(self, prepared: Prepared, same: bool) -> _TimeVerdict:
        terms = prepared.terms
        when = self._moved if same else self._fresh
        closed = self._index.site_closed.get(terms.site.id, ())
        return _TimeVerdict(
            opening=opening_date(terms.site, when),
            closed=tuple(piece for piece in closed if piece.overlaps(self._during)),
            rules=time_rules(self._index, terms, when),
            needs=_needs(terms.policy, self._during),
        )

    def _closures(
        self, of_site: Iterable[Interval], of_resource: Iterable[Interval]
    ) -> tuple[Problem, ...]:
        times = {(piece.start, piece.end) for piece in of_site}
        times.update(
            (piece.start, piece.end) for piece in of_resource if piece.overlaps(self._during)
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
    case = Case(index, wish.during, at, old=old)
    return case.problems(prepared, quantity=wish.quantity, people=wish.people, office=office)


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
