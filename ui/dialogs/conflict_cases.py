"""What came in the way of an act, sorted by what one can do about it; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from booking.model import Booking, BookingState, Catalogue
from booking.rules import codes
from booking.services.bookings import Change, Edit, ItemWish, NewBooking
from booking.services.concerns import Concern
from booking.services.drafts import draft_of
from booking.services.refusal import ItemOffer, Refusal
from booking.services.views import BOOKING_OPS, Act, ActState
from ui.session import Session


class Kind(StrEnum):
    """What came in the way."""

    TAKEN = "taken"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    RULES = "rules"
    REVOKED = "revoked"
    TOO_LATE = "too_late"
    TOO_OLD = "too_old"
    EARLIER = "earlier"
    LOST = "lost"
    FAULT = "fault"
    OTHER = "other"


_KINDS: Final[Mapping[str, Kind]] = {
    codes.SLOT_TAKEN: Kind.TAKEN,
    codes.STALE: Kind.CHANGED,
    codes.ALREADY_CANCELLED: Kind.CANCELLED,
    codes.NO_SUCH_BOOKING: Kind.CANCELLED,
    codes.CLOSED: Kind.CLOSED,
    codes.OUT_OF_SERVICE: Kind.CLOSED,
    codes.RETIRED: Kind.CLOSED,
    codes.NOT_ALLOWED: Kind.REVOKED,
    codes.NO_SUCH_RESOURCE: Kind.REVOKED,
    codes.ALREADY_STARTED: Kind.TOO_LATE,
    codes.IN_PAST: Kind.TOO_LATE,
    codes.TOO_LATE: Kind.TOO_LATE,
    codes.CLIENT_TOO_OLD: Kind.TOO_OLD,
    codes.UNKNOWN_OPERATION: Kind.TOO_OLD,
    codes.DEPENDS_ON_REFUSED: Kind.EARLIER,
    codes.DEPENDS_ON_UNKNOWN: Kind.EARLIER,
}


# What was asked for is not to be had at another time or place either, or was decided otherwise.
_DECIDED: Final = frozenset(
    {Kind.CHANGED, Kind.CANCELLED, Kind.REVOKED, Kind.EARLIER, Kind.TOO_OLD, Kind.FAULT}
)


def kind_of(act: Act) -> Kind:
    """Return what came in the way of a failed act."""
    if act.lost:
        return Kind.LOST
    if act.state is ActState.QUARANTINED:
        return Kind.FAULT
    if act.state is ActState.EXPIRED:
        return Kind.TOO_LATE
    code = act.problems[0].code if act.problems else act.code
    if code in _KINDS:
        return _KINDS[code]
    return Kind.RULES if code in codes.ORDER[: codes.ORDER.index(codes.SLOT_TAKEN)] else Kind.OTHER


@dataclass(frozen=True, slots=True)
class Conflict:
    """A failed act with all that can be said and done about it.

    Attributes:
        concern: the act and what it is about.
        refusal: why, with offers; None for acts on the inventory.
        theirs: the booking as the shared database has it, None where it does not know it.
    """

    concern: Concern
    kind: Kind
    refusal: Refusal | None
    theirs: Booking | None

    @property
    def act(self) -> Act:
        """The act itself."""
        return self.concern.act

    @property
    def offers(self) -> tuple[ItemOffer, ...]:
        """What could be had instead; nobody is offered a way around a right, or somebody else."""
        return () if self.refusal is None or self.kind in _DECIDED else self.refusal.offers


@dataclass(frozen=True, slots=True)
class Picture:
    """All that failed and all that waits, as of one moment."""

    conflicts: tuple[Conflict, ...]
    waiting: tuple[Concern, ...]
    catalogue: Catalogue


def gather(session: Session) -> Picture:
    """Read what failed and what waits; takes as long as a search for each that failed."""
    found = tuple(_conflict(session, one) for one in session.acts.failed())
    return Picture(found, session.acts.pending(), session.local.visible())


def _conflict(session: Session, concern: Concern) -> Conflict:
    about_booking = concern.act.op in BOOKING_OPS
    refusal = session.bookings.explain(concern.act) if about_booking else None
    theirs = concern.projected.base if concern.projected is not None else None
    kind = kind_of(concern.act)
    gone = theirs is not None and theirs.state is BookingState.CANCELLED
    if kind is Kind.CHANGED and gone:
        kind = Kind.CANCELLED
    return Conflict(concern, kind, refusal, theirs)


def instead(
    act: Act, offer: ItemOffer
) -> NewBooking | tuple[UUID, Change] | tuple[UUID, ItemWish] | None:
    """Return what to ask for where an offer is taken in place of what an act wanted."""
    wanted, offered = draft_of(act), offer.offer
    if isinstance(wanted, NewBooking):
        items = [
            replace(
                one,
                resource=offered.resource_code,
                start=offered.during.start,
                end=offered.during.end,
            )
            if place == offer.item
            else one
            for place, one in enumerate(wanted.items)
        ]
        return replace(wanted, items=tuple(items))
    times = offered.during
    if isinstance(wanted, ItemWish):
        item = replace(wanted, resource=offered.resource_code, start=times.start, end=times.end)
        return UUID(act.subject), item
    if isinstance(wanted, Change):
        change = replace(wanted, resource=offered.resource_code, start=times.start, end=times.end)
        return UUID(act.subject), change
    return None


def afresh(conflict: Conflict, catalogue: Catalogue, now: datetime) -> NewBooking | None:
    """Return the booking that somebody cancelled, with what the act wanted of it, to book anew."""
    gone, wanted = conflict.theirs, draft_of(conflict.act)
    if gone is None or gone.title is None or conflict.act.op == "cancel":
        return None
    items = []
    dropped = conflict.act.args["item"] if conflict.act.op == "item_drop" else ""
    for item in gone.items:
        if str(item.id) == dropped:
            continue
        resource = catalogue.resources.get(item.resource_id)
        if resource is None or item.during.start <= now.astimezone(UTC):
            return None
        wish = ItemWish(resource.code, item.during.start, item.during.end, item.quantity)
        if isinstance(wanted, Change) and wanted.item in (None, item.id):
            wish = _moved(wish, wanted)
        items.append(wish)
    if isinstance(wanted, ItemWish):
        items.append(wanted)
    made = NewBooking(gone.title, tuple(items), gone.people, gone.notes or "", gone.private)
    if isinstance(wanted, Edit):
        made = replace(made, **_said(wanted))
    return made


def _moved(wish: ItemWish, wanted: Change) -> ItemWish:
    assert wish.start is not None, "of a booking that exists"
    assert wish.end is not None, "of a booking that exists"
    start = wanted.start or wish.start
    end = wanted.end or start + (wish.end - wish.start)
    quantity = wish.quantity if wanted.quantity is None else wanted.quantity
    return ItemWish(wanted.resource or wish.resource, start, end, quantity)


def _said(wanted: Edit) -> dict[str, Any]:
    names = ("title", "notes", "people", "private")
    return {name: value for name in names if (value := getattr(wanted, name)) is not None}
