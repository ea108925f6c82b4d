"""What a booking will look like once an act in the outbox is done. Pure: rows in, rows out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from booking.cache.act import Act
from booking.cache.decode import instant
from booking.model import (
    Booking,
    BookingItem,
    BookingState,
    Catalogue,
    Interval,
    Person,
)

Args = Mapping[str, Any]
BOOKING_OPS: Final = frozenset(
    {"book", "move", "resize", "edit", "cancel", "item_add", "item_drop"}
)


def apply(act: Act, booking: Booking | None, catalogue: Catalogue) -> Booking | None:
    """Return the booking after `act`.

    Returns:
        None where the act is not about a booking, or about one that is not known, or names a
        resource that is not in the catalogue any more.
    """
    change = CHANGES.get(act.op)
    if act.op == "book":
        return _book(act.args, catalogue)
    if change is None or booking is None:
        return None
    try:
        return change(act.args, booking, catalogue)
    except (KeyError, TypeError, ValueError):
        return None


def _resource(catalogue: Catalogue, code: str) -> int:
    found = catalogue.resource(code)
    if found is None:
        raise KeyError(code)
    return found.id


def _book(args: Args, catalogue: Catalogue) -> Booking | None:
    me = catalogue.me() or Person(0, "", 0)
    try:
        items = tuple(_item(item, catalogue) for item in args["items"])
        return Booking(
            id=UUID(args["booking"]),
            tenant_id=me.tenant_id,
            organiser_id=me.id,
            title=args["title"],
            notes=args.get("notes"),
            people=args["people"],
            private=bool(args.get("private", False)),
            state=BookingState.CONFIRMED,
            items=items,
            rev=0,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _item(args: Args, catalogue: Catalogue) -> BookingItem:
    return BookingItem(
        id=UUID(args["item"]),
        resource_id=_resource(catalogue, args["resource"]),
        during=Interval(instant(args["from"]), instant(args["to"])),
        quantity=args.get("quantity", 1),
    )


def _add_item(args: Args, booking: Booking, catalogue: Catalogue) -> Booking:
    return replace(booking, items=(*booking.items, _item(args, catalogue)))


def _drop_item(args: Args, booking: Booking, catalogue: Catalogue) -> Booking:
    del catalogue
    gone = UUID(args["item"])
    return replace(booking, items=tuple(one for one in booking.items if one.id != gone))


def _change_items(args: Args, booking: Booking, catalogue: Catalogue) -> Booking:
    """Move or resize: the one item, or the one that is named."""
    wanted = args.get("item")
    items = []
    for item in booking.items:
        if wanted is not None and item.id != UUID(wanted):
            items.append(item)
            continue
        start = instant(args["from"]) if "from" in args else item.during.start
        end = instant(args["to"]) if "to" in args else item.during.end
        code = args.get("resource")
        where = item.resource_id if code is None else _resource(catalogue, code)
        quantity = args.get("quantity", item.quantity)
        changed = replace(item, resource_id=where, during=Interval(start, end), quantity=quantity)
        items.append(changed)
    return replace(booking, items=tuple(items), people=args.get("people", booking.people))


def _edit(args: Args, booking: Booking, catalogue: Catalogue) -> Booking:
    del catalogue
    known = {name: args[name] for name in ("title", "notes", "people", "private") if name in args}
    return replace(booking, **known)


def _cancel(args: Args, booking: Booking, catalogue: Catalogue) -> Booking:
    del args, catalogue
    return replace(booking, state=BookingState.CANCELLED)


CHANGES: Final[Mapping[str, Callable[[Args, Booking, Catalogue], Booking]]] = {
    "move": _change_items,
    "resize": _change_items,
    "edit": _edit,
    "cancel": _cancel,
    "item_add": _add_item,
    "item_drop": _drop_item,
}
