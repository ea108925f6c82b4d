"""Find what can be booked for a time, best fit first, and what nearly could, with the reasons."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from booking.model import Catalogue, Interval, Problem, Resource, ResourceKind, ResourceState
from booking.rules.availability import OccupiedBy
from booking.rules.index import Index, Prepared
from booking.rules.interval import valid_interval
from booking.rules.verdict import Judge

_Rank = tuple[bool, int, int, bool, int]
_Miss = tuple[bool, int, _Rank, tuple[Problem, ...], frozenset[str], Resource]


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for.

    Attributes:
        during: the time.
        sites: codes of sites to look at; empty means all.
        people: how many come.
        features: what the resource must have.
        kind: room, lab or equipment; None for any.
        quantity: units wanted.
        floor: id of the floor one would rather stay on, None for no matter which.
    """

    during: Interval
    sites: tuple[str, ...] = ()
    people: int = 1
    features: frozenset[str] = frozenset()
    kind: ResourceKind | None = None
    quantity: int = 1
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A resource that would do but for some problems or missing features."""

    resource: Resource
    problems: tuple[Problem, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found.

    Attributes:
        found: resources that can be booked, best fit first.
        near: resources that cannot: those with places for people, then fewest reasons first.
        problem: set, and nothing else, if the time itself is malformed.
    """

    found: tuple[Resource, ...] = ()
    near: tuple[NearMiss, ...] = ()
    problem: Problem | None = None


def find(
    catalogue: Catalogue,
    held: OccupiedBy,
    request: Request,
    at: datetime,
    *,
    offices: Collection[int] = (),
    near: int = 10,
) -> Findings:
    """Return the resources that can be booked as requested, and up to `near` that nearly can.

    The best fit leaves the fewest places empty, then has the fewest features that nobody asked for,
    then is on the floor preferred; sites keep their order, and the code decides last. What has no
    places for people comes behind all that has, also among the near. Resources that are not booked
    themselves or are retired are not even near.

    Args:
        catalogue: what this person may see.
        held: what is occupied around the time (longest buffers included), by id of the leaf
            resource.
        request: what is looked for.
        at: the clock, aware, in UTC.
        offices: ids of the sites that the person administers.
        near: how many near misses are wanted at most.
    """
    malformed = valid_interval(request.during.start, request.during.end)
    if malformed is not None:
        return Findings(problem=malformed)
    judge = Judge(catalogue, at, held, offices=offices)
    case = judge.case(request.during, request.quantity, request.people)
    found: list[tuple[_Rank, Resource]] = []
    nearest: list[_Miss] = []
    for place, prepared in enumerate(_concerned(judge.index, request)):
        resource = prepared.resource
        missing = request.features.difference(resource.features)
        rank = _rank(resource, request, len(missing), place)
        # What lacks so much that it is not among the nearest need not be judged.
        least = (rank[0], len(missing), rank)
        if missing and len(nearest) >= near and (not nearest or nearest[-1][:3] < least):
            continue
        problems = judge.of(case, prepared)
        if problems or missing:
            reasons = len(problems) + len(missing)
            insort(nearest, (rank[0], reasons, rank, problems, missing, resource))
            del nearest[near:]
        else:
            found.append((rank, resource))
    # The place is unique, so no comparison gets past the rank.
    found.sort()
    misses = (NearMiss(one, problems, tuple(sorted(gap))) for *_, problems, gap, one in nearest)
    return Findings(tuple(one for _, one in found), tuple(misses))


def _concerned(index: Index, request: Request) -> list[Prepared]:
    sites = {site.id for site in index.catalogue.sites.values() if site.code in request.sites}
    return [
        one
        for one in index.prepared.values()
        if (not request.sites or one.resource.site_id in sites)
        and (request.kind is None or one.resource.kind == request.kind)
        and one.resource.bookable
        and one.resource.state != ResourceState.RETIRED
    ]


def _rank(resource: Resource, request: Request, missing: int, place: int) -> _Rank:
    spare = 0 if resource.capacity is None else abs(resource.capacity - request.people)
    surplus = len(resource.features) - len(request.features) + missing
    elsewhere = request.floor is not None and resource.floor_id != request.floor
    return resource.capacity is None, spare, surplus, elsewhere, place
