"""What the office does to the inventory: resources put and retired, closures put and lifted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.cache import queries
from booking.cache.act import FAILED, Act
from booking.cache.picture import Projected
from booking.errors import UserError
from booking.model import Catalogue, Closure, Names, Resource, ResourceState, Site
from booking.rules import codes
from booking.rules.interval import iso
from booking.services import checks
from booking.services.closures import ClosureWish, closure_of, closure_wish
from booking.services.documents import FIELDS, document_of, names, well_formed
from booking.services.listing import match
from booking.services.local import Local
from booking.services.owned import GONE
from booking.services.refusal import RefusedError, refused
from booking.services.touched import Touches, by_closure, by_resource
from booking.services.undo import taken_back

__all__ = [
    "FIELDS",
    "ClosureWish",
    "Inventory",
    "QueuedChange",
    "closure_wish",
    "document_of",
]


@dataclass(frozen=True, slots=True)
class QueuedChange:
    """A queued act on the inventory.

    Attributes:
        act: itself.
        affected: how many bookings to come it touches, as far as the cache knows.
        as_of: when the cache last heard from the shared database.
        before: the resource's document, or the closure, without this act; None for a new one.
    """

    act: Act
    affected: int
    as_of: datetime | None
    before: Mapping[str, Any] | Closure | None = None


class Inventory:
    """The verbs on resources and closures; for a site's administrators.

    All raise RefusedError (nothing queued), EnvironmentProblem ("no_data", disk) or Unavailable.
    """

    def __init__(self, local: Local) -> None:
        self._local = local

    def document(self, code: str) -> dict[str, Any]:
        """Return a resource as the document that `put` takes.

        Raises:
            RefusedError: "no_such_resource".
        """
        catalogue = self._local.catalogue()
        return document_of(catalogue, self._resource(catalogue, code))

    def put(self, document: Mapping[str, Any], *, seen: int | None = None) -> QueuedChange:
        """Add a resource, or change one: the document says all of it, not only what is new.

        Args:
            document: codes for site, floor, policy, hours, located_in, parts; texts as
                `{"en", "zh_hant", "zh_hans"}`. What is missing takes its default.
            seen: revision that the document was made from, 0 for a new resource; None: whatever
                there is now is meant.

        Raises:
            RefusedError: "stale", "id_taken": there is another revision than the one seen.
        """
        code = well_formed(document)
        catalogue = self._local.catalogue()
        self._administered(catalogue, str(document["site"]), "resource.site")
        known = catalogue.resource(code)
        rev = known.rev if known else 0
        if seen is not None and seen != rev:
            raise refused(codes.STALE, rev=rev) if seen else refused(codes.ID_TAKEN)
        before = self._document_to_be(catalogue, code)
        body = {key: value for key, value in document.items() if value is not None}
        args = {"expects": known.rev if known else None, "resource": body}
        count = self._to_come(catalogue, known) if known else 0
        return self._queue("resource_put", args, f"resource:{code}", None, count, before)

    def retire(self, code: str) -> QueuedChange:
        """Take a resource out of use for good; bookings to come stay, for the office to decide."""
        catalogue = self._local.catalogue()
        resource = self._resource(catalogue, code)
        self._administered(catalogue, catalogue.sites[resource.site_id].code, "resource.site")
        if resource.state is ResourceState.RETIRED:
            raise refused(codes.RETIRED, resource=code)
        args = {"resource": code, "expects": resource.rev}
        count, before = self._to_come(catalogue, resource), document_of(catalogue, resource)
        return self._queue("resource_retire", args, f"resource:{code}", None, count, before)

    def close(
        self, site: str, resource: str | None, start: datetime, end: datetime, reason: Names
    ) -> QueuedChange:
        """Close a site (`resource` None) or a resource for a time; bookings in it stay."""
        return self.put_closure(ClosureWish(site, resource, start, end, reason))

    def put_closure(
        self, wanted: ClosureWish, closure: UUID | None = None, *, seen: int | None = None
    ) -> QueuedChange:
        """Do as `close` does, from a form; or change a closure, also one that only waits.

        Args:
            wanted: all of it. A closure never goes to another site.
            closure: which one is changed, None: a new one.
            seen: revision that the form was made from; None: whatever there is now is meant.

        Raises:
            RefusedError: "no_such_closure"; "stale": there is another revision than the one seen.
        """
        during = checks.interval(wanted.start, wanted.end)
        site, resource, reason = wanted.site, wanted.resource, wanted.reason
        names(reason.as_json(), "reason", needed=True)
        catalogue = self._local.catalogue()
        place = self._administered(catalogue, site, "site")
        what = None if resource is None else self._resource(catalogue, resource)
        if what is not None and what.site_id != place.id:
            raise refused(codes.NO_SUCH_RESOURCE)
        if during.end <= self._local.now():
            raise refused(codes.IN_PAST)
        old = None if closure is None else self._closure(catalogue, closure)
        if old is not None and old.site_id != place.id:
            raise refused(codes.NO_SUCH_CLOSURE)
        if old is not None and seen is not None and seen != old.rev:
            raise refused(codes.STALE, rev=old.rev)
        key = closure or self._local.new_id()
        args = {
            "closure": str(key),
            # One that is not pulled yet: the outbox knows what is expected.
            "expects": (old.rev or None) if old else None,
            "site": site,
            "resource": resource,
            "from": iso(during.start),
            "to": iso(during.end),
            "reason": reason.as_json(),
        }
        touches = by_closure(catalogue, place, what, during)
        count = self._count(touches, during.start, during.end)
        return self._queue("closure_put", args, str(key), during.end, count, old)

    def lift(self, closure: UUID) -> QueuedChange:
        """End a closure, also one that only waits."""
        catalogue = self._local.catalogue()
        found = self._closure(catalogue, closure)
        self._administered(catalogue, catalogue.sites[found.site_id].code, "site")
        # One that is not pulled yet: the outbox knows what is expected.
        args = {"closure": str(closure), "expects": found.rev or None}
        return self._queue("closure_lift", args, str(closure), None, 0, found)

    def affected(self, what: ClosureWish | str) -> tuple[Projected, ...]:
        """Return the bookings to come that a closure would touch, or a change of a resource.

        Args:
            what: a closure, () while it is not complete; or a resource's code, () if unknown.
        """
        catalogue, now = self._local.catalogue(), self._local.now()
        if isinstance(what, str):
            resource = catalogue.resource(what)
            if resource is None:
                return ()
            return self._seen(by_resource(catalogue, resource, now), now, None)
        site = catalogue.site(what.site)
        room = catalogue.resource(what.resource or "")
        try:
            during = checks.interval(what.start, what.end)
        except RefusedError:
            return ()
        lost = what.resource is not None and room is None
        if site is None or lost or during.end <= now:
            return ()
        touches = by_closure(catalogue, site, room, during)
        return self._seen(touches, max(during.start, now), during.end)

    def undo(self, change: QueuedChange) -> QueuedChange | None:
        """Take an act back: withdraw it, or queue its opposite behind it.

        A closure that was lifted is put anew, so it is a new one.

        Returns:
            The opposite; None where the act was withdrawn, or was never done.

        Raises:
            RefusedError: "stale": it was changed again since; or as the opposite.
            UserError: "cannot_undo": a new resource, which can only be retired.
        """
        act, before = change.act, change.before
        if taken_back(self._local, act):
            return None
        catalogue = self._local.catalogue()
        if isinstance(before, Closure):
            wish = closure_wish(catalogue, before)
            if wish.resource == "":
                raise refused(codes.NO_SUCH_RESOURCE)
            if act.op == "closure_lift":
                return self.put_closure(wish)
            self._closure_unchanged(catalogue, act)
            return self.put_closure(wish, before.id)
        if act.op == "closure_put":
            return self.lift(UUID(act.subject))
        if before is None:
            raise UserError("cannot_undo", {"op": act.op})
        self._unchanged(catalogue, act)
        return self.put(before)

    def closures(self) -> list[Closure]:
        """Return the closures that are not over, by start."""
        now = self._local.now()
        live = (c for c in self._local.catalogue().closures.values() if c.during.end > now)
        return sorted(live, key=lambda closure: (closure.during.start, closure.id))

    def resolve(self, fragment: str) -> UUID:
        """Return the id of the closure that an id, or its beginning or end, means.

        Raises:
            RefusedError: "no_such_closure".
            UserError: "ambiguous_id".
        """
        return match(fragment, self._local.catalogue().closures, codes.NO_SUCH_CLOSURE)

    def _resource(self, catalogue: Catalogue, code: str) -> Resource:
        found = catalogue.resource(checks.code(code, "resource"))
        if found is None:
            raise refused(codes.NO_SUCH_RESOURCE)
        return found

    def _administered(self, catalogue: Catalogue, code: str, field: str) -> Site:
        site = catalogue.site(code)
        if site is None:
            raise refused(codes.BAD_REQUEST, field=field)
        if not self._local.me().administers(site.id):
            raise refused(codes.NOT_ALLOWED)
        return site

    def _unchanged(self, catalogue: Catalogue, act: Act) -> None:
        """See that nobody changed a resource after an act, or the old document would undo that."""
        sent = self._local.desk.outbox.get(act.id) or act
        known = catalogue.resource(act.subject.removeprefix("resource:"))
        later = [a for a in self._local.open_acts() if a.subject == act.subject and a.seq > act.seq]
        newer = known is not None and sent.rev is not None and known.rev > sent.rev
        if newer or any(one.state not in FAILED for one in later):
            raise refused(codes.STALE, rev=known.rev if known else sent.rev)

    def _closure_unchanged(self, catalogue: Catalogue, act: Act) -> None:
        """See that nobody changed a closure after an act, or putting it back would undo that."""
        sent = self._local.desk.outbox.get(act.id) or act
        known = catalogue.closures.get(UUID(act.subject))
        if known is not None and sent.rev is not None and known.rev > sent.rev:
            raise refused(codes.STALE, rev=known.rev)

    def _document_to_be(self, catalogue: Catalogue, code: str) -> Mapping[str, Any] | None:
        """Return a resource's document with what waits, None for one that is not there yet."""
        for act in reversed(self._local.open_acts()):
            waits = act.state not in FAILED and act.subject == f"resource:{code}"
            if waits and act.op == "resource_put":
                found: Mapping[str, Any] = act.args["resource"]
                return found
        known = catalogue.resource(code)
        return document_of(catalogue, known) if known else None

    def _closure(self, catalogue: Catalogue, closure: UUID) -> Closure:
        """Return a closure as it will be, with the revision that the cache has."""
        known = catalogue.closures.get(closure)
        waits = self._waiting(catalogue, closure)
        if known is not None and waits is not None:
            return replace(waits, rev=known.rev)
        found = known or waits
        if found is None:
            raise refused(codes.NO_SUCH_CLOSURE)
        return found

    def _waiting(self, catalogue: Catalogue, closure: UUID) -> Closure | None:
        """Return a closure as the outbox alone knows it, with revision 0."""
        for act in reversed(self._local.open_acts()):
            if act.op == "closure_put" and act.subject == str(closure) and act.state not in FAILED:
                return closure_of(catalogue, closure, act.args, 0)
        return None

    def _count(self, touches: Touches, since: datetime, until: datetime | None) -> int:
        found = self._local.desk.cache.read(lambda c: queries.bookings(c, since, until))
        return sum(map(touches, found))

    def _to_come(self, catalogue: Catalogue, resource: Resource) -> int:
        now = self._local.now()
        return self._count(by_resource(catalogue, resource, now), now, None)

    def _seen(
        self, touches: Touches, since: datetime, until: datetime | None
    ) -> tuple[Projected, ...]:
        found = self._local.picture(since, until).bookings
        return tuple(one for one in found if one.standing not in GONE and touches(one.booking))

    def _queue(
        self,
        op: str,
        args: dict[str, Any],
        subject: str,
        last: datetime | None,
        affected: int,
        before: Mapping[str, Any] | Closure | None = None,
    ) -> QueuedChange:
        checks.size(args)
        act = self._local.queue(op, args, subject, last)
        return QueuedChange(act, affected, self._local.as_of(), before)
