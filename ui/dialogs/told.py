"""Bookings in a few words, for messages and cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from booking.model import Booking, Catalogue
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP, pick

if TYPE_CHECKING:
    from booking.services.concerns import Concern

LONGEST: Final = 60
WAITING: Final[Mapping[str, str]] = {
    "book": QT_TRANSLATE_NOOP("told", "Asked for: {what}. Waiting for confirmation."),
    "move": QT_TRANSLATE_NOOP("told", "Move asked for: {what}. Waiting for confirmation."),
    "resize": QT_TRANSLATE_NOOP("told", "New length asked for: {what}. Waiting for confirmation."),
    "edit": QT_TRANSLATE_NOOP("told", "Changes asked for: {what}. Waiting for confirmation."),
    "cancel": QT_TRANSLATE_NOOP(
        "told", "Cancellation asked for: {what}. Waiting for confirmation."
    ),
    "item_add": QT_TRANSLATE_NOOP("told", "Changes asked for: {what}. Waiting for confirmation."),
    "item_drop": QT_TRANSLATE_NOOP("told", "Changes asked for: {what}. Waiting for confirmation."),
}


def short(title: str | None) -> str:
    """Return a title on one line and not too long, which turns no text around it."""
    line = " ".join((title or "").split())
    if not line:
        return QCoreApplication.translate("told", "Private booking")
    cut = line if len(line) <= LONGEST else line[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return shown.isolated(cut)


def waiting(op: str, what: str) -> str:
    """Return that an act has no answer yet."""
    return QCoreApplication.translate("told", WAITING[op]).format(what=what)


def place(code: str, catalogue: Catalogue) -> str:
    """Return a resource's name; its code where it is not known."""
    resource = catalogue.resource(code)
    return code if resource is None else pick(resource.name)


def places(booking: Booking, catalogue: Catalogue) -> str:
    """Return the names of a booking's resources."""
    found = (catalogue.resources.get(item.resource_id) for item in booking.items)
    return shown.items([pick(one.name) for one in found if one is not None])


def zone_of(booking: Booking, catalogue: Catalogue) -> str:
    """Return the zone on whose clocks a booking is shown: that of its first resource."""
    found = (catalogue.resources.get(item.resource_id) for item in booking.items)
    return catalogue.timezone(next(found, None))


def line(booking: Booking, catalogue: Catalogue, now: datetime | None = None) -> str:
    """Return "Design review, Meeting Room 101, Tue 24 Nov, 10:00–11:00"."""
    parts = [short(booking.title)]
    where = places(booking, catalogue)
    if where:
        parts.append(where)
    if booking.items:
        start = min(item.during.start for item in booking.items)
        end = max(item.during.end for item in booking.items)
        parts.append(shown.when(start, end, zone_of(booking, catalogue), now))
    return shown.items(parts)


def concern_line(found: Concern, catalogue: Catalogue, now: datetime | None = None) -> str:
    """Return where and when an act wanted something, "" where neither is known."""
    where = shown.items([place(code, catalogue) for code in found.resources])
    parts = [where] if where else []
    code = found.resources[0] if found.resources else ""
    if found.start is not None and found.end is not None and found.end > found.start:
        zone = catalogue.timezone(catalogue.resource(code))
        parts.append(shown.when(found.start, found.end, zone, now))
    return shown.items(parts)
