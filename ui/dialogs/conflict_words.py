"""Acts that were refused or wait, in a line each: what they are about, and what they wanted."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue
from booking.services.bookings import Change, Edit
from booking.services.concerns import Concern
from booking.services.drafts import draft_of
from ui import format as shown
from ui import words
from ui.dialogs import told


def about(concern: Concern, catalogue: Catalogue, now: datetime) -> str:
    """Return "Move: Design review, Meeting Room 101, Tue 24 Nov, 10:00–11:00"."""
    name = told.short(concern.title) if concern.title else ""
    where = told.concern_line(concern, catalogue, now)
    return words.operation(concern.act.op, shown.items([one for one in (name, where) if one]))


def wanted(concern: Concern, catalogue: Catalogue, now: datetime) -> str:
    """Return what an act wanted to make of a booking: "Meeting Room 101, Tue 24 Nov, 10:00"."""
    draft = draft_of(concern.act)
    if isinstance(draft, Edit):
        return _edited(draft)
    if isinstance(draft, Change):
        where = told.concern_line(concern, catalogue, now)
        parts = [where] if where else []
        if draft.people is not None:
            parts.append(shown.people(draft.people))
        return shown.items(parts)
    return words.operation(concern.act.op)


def _edited(draft: Edit) -> str:
    parts = []
    if draft.title is not None:
        parts.append(told.short(draft.title))
    if draft.people is not None:
        parts.append(shown.people(draft.people))
    if draft.notes is not None:
        parts.append(QCoreApplication.translate("conflict", "other notes"))
    if draft.private is not None:
        parts.append(
            QCoreApplication.translate("conflict", "private")
            if draft.private
            else QCoreApplication.translate("conflict", "not private")
        )
    return shown.items(parts)
