"""A closure as the form in which it is put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.model import Catalogue, Closure, Names
from booking.rules.interval import parse_instant
from booking.services import checks
from booking.services.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class ClosureWish:
    """A closure that is being filled in; `resource` None: the whole site, "": not said yet."""

    site: str = ""
    resource: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    reason: Names = field(default_factory=Names)

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> ClosureWish:
        """Build from the arguments of the server's operation."""
        start, end = parse_instant(str(args["from"])), parse_instant(str(args["to"]))
        return cls(args["site"], args.get("resource"), start, end, Names.of(args["reason"]))


def closure_wish(catalogue: Catalogue, closure: Closure) -> ClosureWish:
    """Return a closure as the form in which it would be put.

    What is not shown any more has the code "", so that it never becomes a closure of the site.
    """
    site = catalogue.sites.get(closure.site_id)
    code = None
    if closure.resource_id is not None:
        room = catalogue.resources.get(closure.resource_id)
        code = room.code if room else ""
    times = closure.during
    return ClosureWish(site.code if site else "", code, times.start, times.end, closure.reason)


def closure_of(
    catalogue: Catalogue, closure: UUID, args: Mapping[str, Any], rev: int
) -> Closure | None:
    """Return the closure that an act puts; None where its place is not shown."""
    wish = ClosureWish.of(args)
    site = catalogue.site(wish.site)
    room = catalogue.resource(wish.resource or "")
    if site is None or (wish.resource is not None and room is None):
        return None
    try:
        during = checks.interval(wish.start, wish.end)
    except RefusedError:
        return None
    return Closure(closure, site.id, room.id if room else None, during, wish.reason, rev)
