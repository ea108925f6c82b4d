"""One search from beginning to end, off the GUI thread: what can be booked, elsewhere, nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from booking.errors import UserError
from booking.model import Catalogue, Problem, Resource, ResourceKind
from booking.rules.finder import NearMiss
from booking.rules.offers import OfferKind
from booking.services.bookings import Bookings, ItemWish, NewBooking
from booking.services.refusal import ItemOffer
from booking.services.search import Finder, Found, Search
from ui.models.findings import Answer, Finding, called, index_of, missed
from ui.models.matching import Index
from ui.models.reading import Reader
from ui.models.wanted import Asked, Wanted

NEAR: Final = 8
"""So many that nearly can be booked are shown."""
FEW: Final = 3
"""Where no more are found at the sites asked for, the other sites are looked at as well."""
_ALL: Final = 100_000
_OFFERS: Final = 3
_MOST_OF: Final = 0.7


@dataclass(frozen=True)
class Ground:
    """What a catalogue is made into once, so that lines can be read against it."""

    catalogue: Catalogue
    reader: Reader
    index: Index

    @classmethod
    def of(cls, catalogue: Catalogue) -> Ground:
        """Make it; takes tens of milliseconds."""
        return cls(catalogue, Reader(catalogue), index_of(catalogue))


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, and how old what it was looked up in is."""

    answer: Answer
    as_of: datetime | None


def search(finder: Finder, ground: Ground, wanted: Wanted, asked: Asked) -> Result:
    """Look for something.

    Raises:
        EnvironmentProblem, Unavailable: as the finder does.
    """
    names = called(ground.index, wanted.text)
    try:
        found = _free(finder, wanted, asked, asked.sites, names)
        elsewhere = _elsewhere(finder, wanted, asked, found, names)
    except UserError as error:
        answer = Answer(wanted, asked, problem=Problem(error.code, error.data))
        return Result(answer, None)
    findings = found.findings
    near = [one for one in findings.near if _fits(one.resource, names)]
    answer = Answer(
        wanted,
        asked,
        found=_findings(findings.found, wanted, asked, names),
        elsewhere=elsewhere,
        near=missed(_likely(near, wanted), wanted, asked),
        unknown=wanted.text if names is None else "",
        problem=findings.problem,
    )
    return Result(answer, found.as_of)


def offers(bookings: Bookings, code: str, asked: Asked, *, others: bool) -> tuple[ItemOffer, ...]:
    """Return what could be had instead of a resource at the time asked for.

    Args:
        bookings: who knows.
        code: the resource's.
        asked: when, for how many.
        others: also other resources; they are in the way where some can be booked anyway.
    """
    wish = ItemWish(code, asked.during.start, asked.during.end)
    checked = bookings.check(NewBooking("-", [wish], asked.people), offers=True)
    found = [o for o in checked.offers if others or o.offer.kind is not OfferKind.OTHER_RESOURCE]
    return tuple(found[:_OFFERS])


def _free(
    finder: Finder,
    wanted: Wanted,
    asked: Asked,
    sites: Sequence[str],
    names: frozenset[str] | None,
) -> Found:
    return finder.free(
        Search(
            asked.during.start,
            asked.during.end,
            sites,
            asked.people,
            frozenset(wanted.features),
            ResourceKind(wanted.kind) if wanted.kind else None,
        ),
        near=NEAR * 3 if names is None else _ALL,
    )


def _elsewhere(
    finder: Finder,
    wanted: Wanted,
    asked: Asked,
    here: Found,
    names: frozenset[str] | None,
) -> tuple[Finding, ...]:
    """Return what can be booked at sites that were not asked for, where there is little else."""
    if not asked.sites or len(here.findings.found) >= FEW:
        return ()
    others = [site.code for site in finder.sites() if site.code not in asked.sites]
    if not others:
        return ()
    found = _free(finder, wanted, asked, others, names).findings.found
    return _findings(found, wanted, asked, names, elsewhere=True)[:FEW]


def _findings(
    found: Sequence[Resource],
    wanted: Wanted,
    asked: Asked,
    names: frozenset[str] | None,
    *,
    elsewhere: bool = False,
) -> tuple[Finding, ...]:
    return tuple(Finding(one, wanted, asked, elsewhere) for one in found if _fits(one, names))


def _fits(resource: Resource, names: frozenset[str] | None) -> bool:
    return names is None or resource.code in names


def _likely(near: Sequence[NearMiss], wanted: Wanted) -> list[NearMiss]:
    """Return the near misses worth showing: with some of the features wanted, and most of the
    places.
    """
    some, people = set(wanted.features), wanted.people or 1
    found = [one for one in near if not some or some - set(one.missing)]
    large = [one for one in found if (one.resource.capacity or people) >= _MOST_OF * people]
    return large[:NEAR] or found[:FEW]
