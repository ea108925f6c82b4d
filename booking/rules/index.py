"""Look-ups prepared once for a `Catalogue`, so that a thousand resources can be judged in one go.

`index_of` remembers the last few catalogues by identity. A catalogue is a frozen picture: whoever
changes one of its mappings in place gets answers out of the picture before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from booking.model import (
    Catalogue,
    HoursProfile,
    Interval,
    Policy,
    Problem,
    Resource,
    ResourceState,
    Site,
)
from booking.rules import codes
from booking.rules.hours import windows_on

_REMEMBERED: Final = 4
_MOST_WINDOWS: Final = 50_000


class Terms(NamedTuple):
    """What all resources with the same site, policy and hours share: the rules about time."""

    site: Site
    policy: Policy
    hours: HoursProfile


@dataclass(frozen=True, slots=True)
class Prepared:
    """A resource with everything that its bookings are checked against.

    Attributes:
        resource: itself.
        terms: its site, policy and hours profile.
        group: number of these terms; the same for resources that time rules treat alike.
        leaves: what booking it occupies; unknown (hidden) parts are missing.
        units: how many can be asked for; 1 for a combined room.
        state: a problem for each of its leaves and itself that is retired or out of service.
        closed: closures of itself, its parts, and of the labs these stand in; not of the whole
            site.
    """

    resource: Resource
    terms: Terms
    group: int
    leaves: tuple[Resource, ...]
    units: int
    state: tuple[Problem, ...]
    closed: tuple[Interval, ...]

    @property
    def buffered(self) -> bool:
        """Whether its bookings want time before or after them."""
        return self.terms.policy.buffer_before > 0 or self.terms.policy.buffer_after > 0


class Index:
    """Everything known about a catalogue's resources; see `Prepared`.

    A resource whose site, policy or hours are not in the catalogue is left out, as if hidden: half
    a picture must not allow what the whole one forbids.

    Attributes:
        catalogue: the picture that it was made of.
        prepared: by resource id, in the order of sites, then by code.
        around: leaves where also what is held shortly before and after a booking may matter: there
            are several units, so others may change theirs, or a policy has buffers. On all others
            it is enough to know what reaches into the booking, with the buffers it was made with.
        site_closed: closures of whole sites, by site id.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.site_closed: dict[int, tuple[Interval, ...]] = {}
        self._windows: dict[tuple[int, int, date], tuple[Interval, ...]] = {}
        of_site: dict[int, list[Interval]] = {}
        of_resource: dict[int, list[Interval]] = {}
        for closure in catalogue.closures.values():
            if closure.resource_id is None:
                of_site.setdefault(closure.site_id, []).append(closure.during)
            else:
                of_resource.setdefault(closure.resource_id, []).append(closure.during)
        for site_id, during in of_site.items():
            self.site_closed[site_id] = tuple(during)
        groups: dict[tuple[int, ...], int] = {}
        known = [
            _prepare(catalogue, resource, terms, groups, of_resource)
            for resource in catalogue.resources.values()
            if (terms := _terms(catalogue, resource)) is not None
        ]
        self.prepared: dict[int, Prepared] = {
            one.resource.id: one for one in sorted(known, key=_place)
        }
        self.around = frozenset(
            leaf.id for one in known for leaf in one.leaves if leaf.units > 1 or one.buffered
        )

    def windows(self, terms: Terms, day: date) -> tuple[Interval, ...]:
        """Return `hours.windows_on` for a date, computed once."""
        key = (terms.site.id, terms.hours.id, day)
        found = self._windows.get(key)
        if found is None:
            if len(self._windows) >= _MOST_WINDOWS:
                self._windows.clear()
            found = windows_on(self.catalogue, terms.site, terms.hours, day)
            self._windows[key] = found
        return found


def _place(prepared: Prepared) -> tuple[int, int, str]:
    site = prepared.terms.site
    return site.sort, site.id, prepared.resource.code


def _terms(catalogue: Catalogue, resource: Resource) -> Terms | None:
    site = catalogue.sites.get(resource.site_id)
    policy = catalogue.policies.get(resource.policy_id)
    hours = catalogue.hours.get(resource.hours_id)
    if site is None or policy is None or hours is None:
        return None
    return Terms(site, policy, hours)


def _prepare(
    catalogue: Catalogue,
    resource: Resource,
    terms: Terms,
    groups: dict[tuple[int, ...], int],
    closures: dict[int, list[Interval]],
) -> Prepared:
    leaves = catalogue.leaves(resource)
    return Prepared(
        resource=resource,
        terms=terms,
        group=groups.setdefault(tuple(one.id for one in terms), len(groups)),
        leaves=leaves,
        units=1 if resource.parts else resource.units,
        state=_state_problems({piece.code: piece for piece in (*leaves, resource)}.values()),
        closed=tuple(
            during for one in concerned(catalogue, resource) for during in closures.get(one, ())
        ),
    )


def concerned(catalogue: Catalogue, resource: Resource) -> frozenset[int]:
    """Return the ids of resources whose closures also close this one.

    It, its parts, and the labs that these stand in; closures of the whole site come on top.
    """
    pieces = (resource, *catalogue.leaves(resource))
    labs = (piece.located_in for piece in pieces if piece.located_in is not None)
    return frozenset((resource.id, *resource.parts, *labs))


def _state_problems(pieces: Iterable[Resource]) -> tuple[Problem, ...]:
    ordered = sorted(pieces, key=lambda piece: piece.code)
    return tuple(
        Problem(code, {"resource": piece.code})
        for state, code in (
            (ResourceState.RETIRED, codes.RETIRED),
            (ResourceState.OUT_OF_SERVICE, codes.OUT_OF_SERVICE),
        )
        for piece in ordered
        if piece.state == state
    )


_recent: list[Index] = []


def index_of(catalogue: Catalogue) -> Index:
    """Return the index of a catalogue, made at the first call for that very object.

    Threads may make one twice; that costs time and changes no answer.
    """
    for index in tuple(_recent):
        if index.catalogue is catalogue:
            return index
    index = Index(catalogue)
    # A new list in one step, so that a reader in another thread never sees half of a change.
    _recent[:] = [index, *_recent[: _REMEMBERED - 1]]
    return index
