"""After a full pull: which confirmed acts are gone, because the server had to recover?

An act is taken for lost when its effect is not in the cache that was just pulled anew. It is sent
again with the same id, so being wrong does no harm: a server that still knows it returns the answer
that it stored, and then nothing was lost. Every full pull is looked at, whatever its reason: the
cache may have been lost together with its memory of how far it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from booking.cache import queries, state
from booking.cache.act import Act, as_uuid
from booking.cache.engine import Cache
from booking.cache.overlay import BOOKING_OPS
from booking.cache.sqlite import Connection
from booking.model import Catalogue


def missing(cache: Cache, acts: Iterable[Act]) -> tuple[Act, ...]:
    """Return the confirmed acts whose effect is not in the cache, in order."""

    def work(connection: Connection) -> tuple[Act, ...]:
        catalogue = queries.catalogue_of(cache, connection)
        shape = state.shape(connection)
        since = datetime.fromtimestamp(0 if shape is None else shape.ends_after, UTC)
        return tuple(
            act
            for act in acts
            if (act.not_after is None or act.not_after > since)
            and not _there(connection, catalogue, act)
        )

    return cache.read(work)


def _there(connection: Connection, catalogue: Catalogue, act: Act) -> bool:
    wanted = act.rev or 1
    if act.op in BOOKING_OPS:
        key = as_uuid(act.subject)
        found = None if key is None else queries.booking(connection, key)
        return found is not None and found.rev >= wanted
    if act.op.startswith("resource_"):
        resource = catalogue.resource(act.subject.removeprefix("resource:"))
        return resource is not None and resource.rev >= wanted
    key = as_uuid(act.subject)
    closure = None if key is None else catalogue.closures.get(key)
    if act.op == "closure_lift":
        return closure is None
    return closure is not None and closure.rev >= wanted
