"""One's bookings with how sure they are, and one booking with all that was done about it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from booking.cache import queries
from booking.cache.act import Act, as_uuid
from booking.cache.overlay import BOOKING_OPS
from booking.cache.picture import Projected, Standing
from booking.errors import UserError
from booking.model import BookingState
from booking.rules import codes
from booking.services.local import Local
from booking.services.refusal import RefusedError, refused

FRAGMENT: Final = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """Bookings by start, as of the last contact with the shared database (None: never)."""

    bookings: tuple[Projected, ...]
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One booking, and the acts on it that this desktop still knows, oldest first."""

    projected: Projected
    acts: tuple[Act, ...]
    as_of: datetime | None


class Listing:
    """Questions about bookings.

    All raise EnvironmentProblem ("no_data", disk) and Unavailable as the cache does.
    """

    def __init__(self, local: Local) -> None:
        self._local = local

    def mine(self, *, everyone: bool = False, past: bool = False) -> Listed:
        """Return one's own bookings that are not over, and all on which something waits or failed.

        Args:
            everyone: those of everybody that this person may see, cancelled ones included.
            past: also those that are over.
        """
        me = self._local.me().id
        return self._listed(
            lambda one: everyone or (one.booking.organiser_id == me and _stands(one)), past=past
        )

    def ours(self, *, past: bool = False) -> Listed:
        """Return the same of everybody in one's organisation, colleagues and oneself.

        What a colleague keeps private has no title.
        """
        tenant = self._local.me().tenant_id
        return self._listed(lambda one: one.booking.tenant_id == tenant and _stands(one), past=past)

    def show(self, booking: UUID) -> Shown:
        """Return one booking.

        Raises:
            RefusedError: "no_such_booking".
        """
        projected = self._local.projected(booking)
        if projected is None:
            raise refused(codes.NO_SUCH_BOOKING)
        acts = tuple(a for a in self._local.desk.outbox.acts() if a.subject == str(booking))
        return Shown(projected, acts, self._local.as_of())

    def resolve(self, fragment: str) -> UUID:
        """Return the id of the booking that an id, or its beginning or end, means.

        Raises:
            RefusedError: "no_such_booking".
            UserError: "ambiguous_id": several begin or end like that.
        """
        whole = as_uuid(fragment)
        if whole is not None:
            return whole
        acts = self._local.desk.outbox.acts()
        queued = [key for act in acts if (key := as_uuid(act.subject)) and act.op in BOOKING_OPS]
        mine = self._local.me().tenant_id
        known = self._local.desk.cache.read(lambda c: queries.bookings(c, tenant_id=mine))
        try:
            keys = [*queued, *(booking.id for booking in known)]
            return match(fragment, keys, codes.NO_SUCH_BOOKING)
        except RefusedError:
            # An office also sees what others booked at its site.
            every = self._local.desk.cache.read(queries.bookings)
            return match(fragment, (booking.id for booking in every), codes.NO_SUCH_BOOKING)

    def _listed(self, wanted: Callable[[Projected], bool], *, past: bool) -> Listed:
        as_of = self._local.as_of()
        since = None if past else self._local.now()
        found = {p.booking.id: p for p in self._local.picture(since).bookings if wanted(p)}
        for projected in self._unsettled():
            found.setdefault(projected.booking.id, projected)
        ordered = sorted(found.values(), key=lambda one: (_start(one), one.booking.id))
        return Listed(tuple(ordered), as_of)

    def _unsettled(self) -> Iterable[Projected]:
        return (one for one in self._local.changed() if one.waiting or one.failed)


def match(fragment: str, keys: Iterable[UUID], missing: str) -> UUID:
    """Return the one id that begins or ends with a fragment of at least 6 hex digits.

    Args:
        fragment: hyphens and case do not count.
        keys: the ids in question.
        missing: code of the refusal where there is none.

    Raises:
        RefusedError: none.
        UserError: "ambiguous_id": several.
    """
    wanted = fragment.replace("-", "").lower()
    found = {key for key in keys if key.hex.startswith(wanted) or key.hex.endswith(wanted)}
    if len(wanted) < FRAGMENT or not found:
        raise refused(missing)
    if len(found) > 1:
        raise UserError("ambiguous_id", {"ids": sorted(str(key) for key in found)[:10]})
    return found.pop()


def _stands(projected: Projected) -> bool:
    cancelled = projected.booking.state is BookingState.CANCELLED
    return projected.standing is not Standing.CONFIRMED or not cancelled


def _start(projected: Projected) -> float:
    return min((i.during.start.timestamp() for i in projected.booking.items), default=0.0)
