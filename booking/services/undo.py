"""What takes an act back: withdrawing it, or its opposite. The opposite is an act like any other.

An act that was not sent yet is withdrawn. One that was may have been done, so the opposite is
queued behind it; where it was changed again meanwhile, nothing is overwritten ("stale").
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from booking.cache.act import FAILED, WAITING, Act, ActState
from booking.cache.picture import Projected
from booking.model import Booking, BookingItem, Catalogue
from booking.rules import codes
from booking.services import owned
from booking.services.local import Local
from booking.services.refusal import refused
from booking.services.wishes import Change, Edit, ItemWish, NewBooking, Queued

TEXTS: Final = ("title", "notes", "people", "private")
NEVER_DONE: Final = FAILED | {ActState.WITHDRAWN}


def taken_back(local: Local, act: Act) -> bool:
    """Whether nothing is left to undo: it is withdrawn just now, or was never done.

    What others already build on is not withdrawn, for they would be refused with it.
    """
    outbox = local.desk.outbox
    built_on = any(one.depends == act.id and one.state in WAITING for one in local.open_acts())
    if not built_on and local.withdraw(act.id):
        return True
    found = outbox.get(act.id)
    return found is not None and found.state in NEVER_DONE


def again(catalogue: Catalogue, before: Booking) -> NewBooking:
    """Return the wish for a booking that was cancelled, as it was.

    Raises:
        RefusedError: "not_allowed" (its title is not told to us), "no_such_resource".
    """
    if before.title is None:
        raise refused(codes.NOT_ALLOWED)
    items = [
        ItemWish(_code(catalogue, one), one.during.start, one.during.end, one.quantity)
        for one in before.items
    ]
    return NewBooking(before.title, items, before.people, before.notes or "", before.private)


def back(local: Local, queued: Queued) -> Change | Edit | ItemWish | UUID:
    """Return the change that undoes a move, resize or edit.

    For an item that was added it is its id, to be taken out; for one that was taken out, the item.

    Raises:
        RefusedError: as `owned.own`; "stale": what it changed was changed again; or as `again`.
    """
    assert queued.before is not None, "only a new booking has nothing before it"
    now = owned.own(local, queued.before.id)
    if queued.act.op == "edit":
        return _edit_back(queued.act, queued.before, now)
    if queued.act.op == "item_add":
        return _added(queued, now)
    if queued.act.op == "item_drop":
        return _dropped(local.catalogue(), queued.act, queued.before)
    return _change_back(local.catalogue(), queued, queued.before, now)


def _edit_back(act: Act, before: Booking, now: Projected) -> Edit:
    changed = [name for name in TEXTS if name in act.args]
    if any((getattr(now.booking, name) or None) != (act.args[name] or None) for name in changed):
        raise refused(codes.STALE, rev=now.booking.rev)
    values: dict[str, Any] = {name: getattr(before, name) for name in changed}
    if "title" in values and before.title is None:
        raise refused(codes.NOT_ALLOWED)
    if "notes" in values:
        values["notes"] = before.notes or ""
    return Edit(**values)


def _change_back(catalogue: Catalogue, queued: Queued, before: Booking, now: Projected) -> Change:
    named = queued.act.args.get("item")
    old = next(one for one in before.items if named in (None, str(one.id)))
    asked = _same(queued.booking.booking, old.id) if queued.booking else None
    here = _same(now.booking, old.id)
    people = "people" in queued.act.args
    moved = here is None or (asked is not None and _place(here) != _place(asked))
    if moved or (people and now.booking.people != queued.act.args["people"]):
        raise refused(codes.STALE, rev=now.booking.rev)
    return Change(
        _code(catalogue, old),
        old.during.start,
        old.during.end,
        old.quantity if "quantity" in queued.act.args else None,
        before.people if people else None,
        old.id,
    )


def _added(queued: Queued, now: Projected) -> UUID:
    key = UUID(queued.act.args["item"])
    asked = _same(queued.booking.booking, key) if queued.booking else None
    here = _same(now.booking, key)
    if here is None or (asked is not None and _place(here) != _place(asked)):
        raise refused(codes.STALE, rev=now.booking.rev)
    return key


def _dropped(catalogue: Catalogue, act: Act, before: Booking) -> ItemWish:
    old = _same(before, UUID(act.args["item"]))
    assert old is not None, "it was in the booking"
    return ItemWish(_code(catalogue, old), old.during.start, old.during.end, old.quantity)


def _same(booking: Booking, item: UUID) -> BookingItem | None:
    return next((one for one in booking.items if one.id == item), None)


def _place(item: BookingItem) -> tuple[object, ...]:
    return item.resource_id, item.during, item.quantity


def _code(catalogue: Catalogue, item: BookingItem) -> str:
    found = catalogue.resources.get(item.resource_id)
    if found is None:
        raise refused(codes.NO_SUCH_RESOURCE)
    return found.code
