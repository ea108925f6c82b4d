"""Look for something to book, and through the inventory. All from the cache."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from booking.model import Catalogue, Floor, Person, Resource, ResourceKind, Site
from booking.rules import codes
from booking.rules.finder import Findings, Request, find
from booking.services import checks
from booking.services.local import Local
from booking.services.refusal import refused

NEAR = 10


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; see `booking.rules.finder.Request`. `sites`: codes, () for all."""

    start: datetime
    end: datetime
    sites: Sequence[str] = ()
    people: int = 1
    features: frozenset[str] = field(default_factory=frozenset)
    kind: ResourceKind | None = None
    quantity: int = 1
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, as of the last contact with the shared database (None: never)."""

    findings: Findings
    as_of: datetime | None


class Finder:
    """Questions about what there is and what is free.

    All raise EnvironmentProblem ("no_data", disk) and Unavailable as the cache does.
    """

    def __init__(self, local: Local) -> None:
        self._local = local

    def free(self, wanted: Search, near: int = NEAR) -> Found:
        """Return what can be booked, best fit first, and up to `near` resources that nearly can.

        Raises:
            RefusedError: a malformed time or number, or a site that is not there.
        """
        during = checks.interval(wanted.start, wanted.end)
        checks.whole(wanted.people, "people", most=checks.PEOPLE)
        checks.whole(wanted.quantity, "quantity", most=checks.QUANTITY)
        catalogue = self._local.catalogue()
        for code in wanted.sites:
            self.site(code)
        request = Request(
            during,
            tuple(wanted.sites),
            wanted.people,
            wanted.features,
            wanted.kind,
            wanted.quantity,
            wanted.floor,
        )
        held = self._local.held(during, None)
        now, offices = self._local.now(), self._local.offices()
        findings = find(catalogue, held, request, now, offices=offices, near=near)
        return Found(findings, self._local.as_of())

    def catalogue(self) -> Catalogue:
        """Return all that this person may see of the inventory."""
        return self._local.catalogue()

    def site(self, code: str) -> Site:
        """Return a site by its code.

        Raises:
            RefusedError: "bad_request {field: site}".
        """
        found = self._local.catalogue().site(code)
        if found is None:
            raise refused(codes.BAD_REQUEST, field="site")
        return found

    def sites(self) -> list[Site]:
        """Return all sites in their order."""
        return sorted(self._local.catalogue().sites.values(), key=lambda s: (s.sort, s.code))

    def resources(
        self,
        site: str | None = None,
        kind: ResourceKind | None = None,
        features: frozenset[str] = frozenset(),
    ) -> list[Resource]:
        """Return resources by site, floor and code; only those with all of the features."""
        catalogue = self._local.catalogue()
        wanted = None if site is None else self.site(site).id
        found = [
            one
            for one in catalogue.resources.values()
            if wanted in (None, one.site_id)
            and kind in (None, one.kind)
            and features <= set(one.features)
        ]
        return sorted(found, key=lambda one: _place(catalogue, one))

    def features(self) -> dict[str, int]:
        """Return each feature with the number of resources that have it, by name."""
        resources = self._local.catalogue().resources.values()
        return dict(sorted(Counter(f for one in resources for f in one.features).items()))

    def people(self) -> list[Person]:
        """Return the people that this person may see, by name."""
        return sorted(self._local.catalogue().people.values(), key=lambda p: (p.name, p.id))

    def me(self) -> Person:
        """Return the person whose desk this is."""
        return self._local.me()


def _place(catalogue: Catalogue, resource: Resource) -> tuple[int, int, int, str]:
    site = catalogue.sites.get(resource.site_id)
    floor: Floor | None = catalogue.floors.get(resource.floor_id or 0)
    return (
        site.sort if site else 0,
        resource.site_id,
        floor.sort if floor else 0,
        resource.code,
    )
