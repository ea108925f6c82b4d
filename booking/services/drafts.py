"""What an act asked for, as the form from which it can be asked for again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from booking.cache.act import Act, as_uuid
from booking.rules.interval import parse_instant
from booking.services.closures import ClosureWish
from booking.services.wishes import Change, Edit, ItemWish, NewBooking

Draft = NewBooking | Change | Edit | ItemWish | ClosureWish | dict[str, Any]
"""A form: an item is one to be added; the dictionary is a resource's document."""


def draft_of(act: Act) -> Draft | None:
    """Return the form of an act; None where there is nothing to fill in (cancel, retire …).

    So it is for what another version of the program queued in a form that this one does not know.
    """
    try:
        return _draft(act.op, act.args)
    except (KeyError, TypeError, ValueError):
        return None


def _draft(op: str, args: Mapping[str, Any]) -> Draft | None:
    match op:
        case "book":
            items = tuple(_item(one) for one in args["items"])
            notes, private = args.get("notes", ""), bool(args.get("private", False))
            return NewBooking(args["title"], items, args["people"], notes, private)
        case "move" | "resize":
            return Change(
                args.get("resource"),
                _instant(args, "from"),
                _instant(args, "to"),
                args.get("quantity"),
                args.get("people"),
                as_uuid(args.get("item")),
            )
        case "item_add":
            return _item(args)
        case "edit":
            texts = (args.get(name) for name in ("title", "notes", "people", "private"))
            return Edit(*texts)
        case "closure_put":
            return ClosureWish.of(args)
        case "resource_put":
            return dict(args["resource"])
    return None


def _item(args: Mapping[str, Any]) -> ItemWish:
    start, end = _instant(args, "from"), _instant(args, "to")
    return ItemWish(args["resource"], start, end, args.get("quantity", 1))


def _instant(args: Mapping[str, Any], name: str) -> datetime | None:
    return parse_instant(str(args.get(name)))
