"""What could be booked instead of a refused wish: other times, shorter ones, other resources.

Everything offered has passed the same check as a wish and is free, as far as the cache knows. The
work is bounded whatever the catalogue: at most 64 starts later and 64 earlier on the day, 8 starts
on each of 14 other days, 48 shorter lengths, and 200 other resources, so at most 488 candidates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Final

from booking.model import Catalogue, Interval, Policy, Problem, Resource
from booking.rules import codes
from booking.rules.availability import OccupiedBy
from booking.rules.index import Prepared, Terms
from booking.rules.interval import (
    at_minute,
    local,
    local_date,
    parse_instant,
    valid_interval,
    zone,
)
from booking.rules.policy import Old, Wish
from booking.rules.verdict import Judge

DAYS: Final = 14
STARTS_A_SIDE: Final = 64
STARTS_A_DAY: Final = 8
LENGTHS: Final = 48
RESOURCES: Final = 200

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_DAY_MINUTES: Final = 1440

# No other time on the same resource helps against these.
_TIMELESS: Final = frozenset(
    (
        codes.NO_SUCH_RESOURCE,
        codes.NOT_BOOKABLE,
        codes.RETIRED,
        codes.OUT_OF_SERVICE,
        codes.CAPACITY,
        codes.UNITS,
        codes.NEEDS_INDUCTION,
        codes.NEEDS_FORM,
        codes.NEEDS_PROJECT,
        codes.NEEDS_DEPOSIT,
        codes.NEEDS_PLAN,
        codes.NEEDS_PERMIT,
    )
)


class OfferKind(StrEnum):
    """How an offer differs from the wish; listed in the order in which offers are given."""

    LATER = "later"
    EARLIER = "earlier"
    SHORTER = "shorter"
    OTHER_RESOURCE = "other_resource"
    OTHER_DAY = "other_day"


_MOST: Final = {
    OfferKind.LATER: 2,
    OfferKind.EARLIER: 1,
    OfferKind.SHORTER: 1,
    OfferKind.OTHER_RESOURCE: 3,
    OfferKind.OTHER_DAY: 2,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be booked instead: a resource (its code) and a time."""

    kind: OfferKind
    resource_code: str
    during: Interval


def offers(
    catalogue: Catalogue,
    wish: Wish,
    at: datetime,
    held: OccupiedBy,
    *,
    offices: Collection[int] = (),
    old: Old | None = None,
    own: Collection[bytes] = (),
    limit: int = 6,
) -> tuple[Offer, ...]:
    """Return at most `limit` things that can be booked instead, grouped by kind.

    Offers for another time have the wished length, or where the policy has no such length the
    nearest one that it has. Other resources are of the same kind, hold as many people as come, and
    have all features of the one wished for: on the same floor first, then at the site, then
    elsewhere. A running booking can only be given a shorter end.

    Args:
        catalogue: what this person may see.
        wish: what was refused, or is likely to be.
        at: the clock, aware, in UTC.
        held: what is occupied, by id of the leaf resource: of the one wished for in `reach(...)`,
            of others in the wished time.
        offices: ids of the sites that the person administers.
        old: what the item holds already, when it is moved or resized.
        own: ids of that item's allocations.
        limit: how many are wanted; each kind gets its first before one gets its second.

    Returns:
        Offers; none for a malformed time or an unknown resource.
    """
    if valid_interval(wish.during.start, wish.during.end) is not None:
        return ()
    judge = Judge(catalogue, at, held, offices=offices, old=old, own=own)
    prepared = judge.index.prepared.get(wish.resource)
    if prepared is None:
        return ()
    search = _Search(judge, prepared, wish)
    return _share(search.run(), limit)


def reach(catalogue: Catalogue, wish: Wish, at: datetime) -> Interval:
    """Return the time in which `offers` needs to know what is occupied on the wished resource."""
    judge = Judge(catalogue, at, {})
    prepared = judge.index.prepared.get(wish.resource)
    edge = 2 * _DAY
    if prepared is None or valid_interval(wish.during.start, wish.during.end) is not None:
        return Interval(wish.during.start - edge, wish.during.end + edge)
    search = _Search(judge, prepared, wish)
    where = zone(prepared.terms.site.timezone)
    days = [local_date(where, wish.during.start), *search.days()]
    first = min(at_minute(where, min(days), 0), wish.during.start)
    length = max(search.length, wish.during.end - wish.during.start)
    return Interval(first - edge, at_minute(where, max(days), _DAY_MINUTES) + length + edge)


class _Search:
    """Candidates of each kind, nearest to the wish first.

    Attributes:
        length: the wished length, or the nearest that the policy has.
    """

    def __init__(self, judge: Judge, prepared: Prepared, wish: Wish) -> None:
        self._judge = judge
        self._prepared = prepared
        self._terms: Terms = prepared.terms
        self._wish = wish
        self._problems = judge.problems(wish)
        self._where = zone(self._terms.site.timezone)
        wall = local(self._where, wish.during.start)
        self._day = wall.date()
        self._minute = wall.hour * 60 + wall.minute + wall.second / 60
        self.length = _fair_length(self._terms.policy, wish.during.end - wish.during.start)

    def run(self) -> dict[OfferKind, list[Offer]]:
        """Return the first good candidates of each kind."""
        found = {OfferKind.OTHER_RESOURCE: self._good(OfferKind.OTHER_RESOURCE, self._elsewhere())}
        if _TIMELESS.isdisjoint(problem.code for problem in self._problems):
            found[OfferKind.LATER] = self._good(OfferKind.LATER, self._later())
            found[OfferKind.EARLIER] = self._good(OfferKind.EARLIER, self._earlier())
            found[OfferKind.SHORTER] = self._good(OfferKind.SHORTER, self._shorter())
            found[OfferKind.OTHER_DAY] = self._other_days()
        return found

    def days(self) -> list[date]:
        """Return the other dates to look at, nearest first, where the rules say where to look."""
        today = local_date(self._where, self._judge.at)
        last = today + timedelta(days=self._terms.policy.horizon_days)
        if self._day > last:
            return [last - timedelta(days=back) for back in range(DAYS)]
        first = max(self._day + _DAY, today)
        for problem in self._problems:
            first = max(first, _not_before(problem, first, self._terms))
        return [first + timedelta(days=ahead) for ahead in range(DAYS)]

    def _good(self, kind: OfferKind, candidates: Iterable[Wish]) -> list[Offer]:
        good = (wish for wish in candidates if self._judge.allows(wish))
        return [self._offer(kind, wish) for wish in islice(good, _MOST[kind])]

    def _offer(self, kind: OfferKind, wish: Wish) -> Offer:
        return Offer(kind, self._judge.index.prepared[wish.resource].resource.code, wish.during)

    def _later(self) -> Iterator[Wish]:
        starts = [minute for minute in self._grid() if minute > self._minute]
        return self._at(self._day, starts[:STARTS_A_SIDE])

    def _earlier(self) -> Iterator[Wish]:
        starts = [minute for minute in self._grid() if minute < self._minute]
        return self._at(self._day, starts[::-1][:STARTS_A_SIDE])

    def _shorter(self) -> Iterator[Wish]:
        policy = self._terms.policy
        step = policy.length_step * _MINUTE
        start = self._wish.during.start
        wished = self._wish.during.end - start
        length = min(-(-wished // step) - 1, policy.max_length // policy.length_step) * step
        for _ in range(LENGTHS):
            if length < policy.min_length * _MINUTE or length <= timedelta(0):
                return
            yield replace(self._wish, during=Interval(start, start + length))
            length -= step

    def _elsewhere(self) -> Iterator[Wish]:
        asked = self._prepared.resource
        like = [
            other
            for other in self._judge.index.prepared.values()
            if _like(asked, other.resource, self._wish.people)
        ]
        like.sort(key=lambda other: _distance(asked, other.resource))
        for other in like[:RESOURCES]:
            yield replace(self._wish, resource=other.resource.id)

    def _other_days(self) -> list[Offer]:
        found = []
        nearest = sorted(self._grid(), key=lambda minute: abs(minute - self._minute))
        for day in self.days():
            candidates = self._at(day, nearest[:STARTS_A_DAY])
            wish = next((one for one in candidates if self._judge.allows(one)), None)
            if wish is not None:
                found.append(self._offer(OfferKind.OTHER_DAY, wish))
            if len(found) == _MOST[OfferKind.OTHER_DAY]:
                break
        return found

    def _grid(self) -> range:
        policy = self._terms.policy
        return range(policy.grid_offset % policy.start_step, _DAY_MINUTES, policy.start_step)

    def _at(self, day: date, minutes: Iterable[int]) -> Iterator[Wish]:
        for minute in minutes:
            start = at_minute(self._where, day, minute)
            yield replace(self._wish, during=Interval(start, start + self.length))


def _fair_length(policy: Policy, length: timedelta) -> timedelta:
    """Return the length that the policy allows and that is nearest, the longer of two."""
    step = policy.length_step
    least = -(-policy.min_length // step)
    most = max(policy.max_length // step, least)
    wanted = int(length / (step * _MINUTE) + 0.5)
    return min(max(wanted, least), most) * step * _MINUTE


def _not_before(problem: Problem, first: date, terms: Terms) -> date:
    """Return the date before which a problem holds, as far as it says so."""
    if problem.code == codes.NOT_OPEN_YET:
        return terms.site.opens_on or first
    if problem.code == codes.SHORT_NOTICE:
        earliest = str(problem.values["earliest"])
        instant = parse_instant(earliest)
        if instant is None:
            return date.fromisoformat(earliest)
        return local_date(zone(terms.site.timezone), instant)
    return first


def _like(asked: Resource, other: Resource, people: int) -> bool:
    return (
        other.id != asked.id
        and other.kind == asked.kind
        and other.bookable
        and (other.capacity is None or other.capacity >= people)
        and set(other.features) >= set(asked.features)
    )


def _distance(asked: Resource, other: Resource) -> tuple[int, int, int, str]:
    here = other.site_id == asked.site_id
    place = (not here) + (not here or other.floor_id != asked.floor_id)
    size = abs((other.capacity or 0) - (asked.capacity or 0))
    return place, size, len(other.features) - len(asked.features), other.code


def _share(found: dict[OfferKind, list[Offer]], limit: int) -> tuple[Offer, ...]:
    """Deal out `limit` places, round by round, and put the dealt ones in the order of kinds."""
    dealt: list[Offer] = []
    for turn in range(max(_MOST.values())):
        for kind in OfferKind:
            offered = found.get(kind, [])
            if turn < len(offered) and len(dealt) < limit:
                dealt.append(offered[turn])
    order = list(OfferKind)
    return tuple(sorted(dealt, key=lambda offer: order.index(offer.kind)))
