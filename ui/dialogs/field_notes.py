"""What a check found, as notes for the fields of a form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue
from booking.rules import codes
from booking.services.bookings import Checked, ItemWish
from booking.services.checking import MISSING, ORDER, FieldProblem
from ui import format as shown
from ui import words
from ui.widgets.problem_list import Note
from ui.widgets.typed_edit import TypedEdit
from ui.words import filling


def typed_notes(field: TypedEdit, name: str, *, quiet: bool) -> list[Note]:
    """Return what is wrong with what is typed in one line; `quiet`: nothing if it is empty."""
    if field.wrong() is None:
        return []
    if field.untouched():
        return [] if quiet else [Note(filling.missing(name))]
    nearest = field.nearest()
    return [Note(field.why(), "danger", nearest, field.take_nearest if nearest else None)]


def checked_notes(
    checked: Checked | None,
    fields: Iterable[str],
    catalogue: Catalogue,
    *,
    typed: bool = False,
    quiet: bool = False,
) -> list[Note]:
    """Return the notes for some fields.

    Args:
        checked: None while nothing was checked.
        fields: exactly these, as in `FieldProblem`.
        catalogue: names resources.
        typed: the fields say themselves what is missing or crossed.
        quiet: nothing of what is missing.
    """
    if checked is None:
        return []
    wanted = set(fields)
    hidden = {MISSING, ORDER} if typed else {MISSING} if quiet else set()
    # More units than there are never fit; that does not mean that somebody has the time.
    over = {p.item for p in checked.problems if p.problem.code == codes.UNITS}
    found = (p for p in checked.problems if p.field in wanted and p.reason not in hidden)
    return [
        _note(one, checked.zone, catalogue)
        for one in found
        if one.problem.code != codes.SLOT_TAKEN or one.item not in over
    ]


def _note(found: FieldProblem, zone: str, catalogue: Catalogue) -> Note:
    tone = "danger" if found.reason else "warning"
    return Note(filling.field_problem(found, zone, catalogue), tone)


def advised(checked: Checked | None) -> bool:
    """Whether a rule speaks against the form, as far as this desktop knows."""
    return checked is not None and any(not one.reason for one in checked.problems)


def askable(checked: Checked | None) -> bool:
    """Whether only the shared database can decide: well formed, and advice against it."""
    return checked is not None and checked.complete and not checked.fine


def advice_note(checked: Checked | None, zone: str, now: datetime) -> Note | None:
    """Return how old the advice is, None where there is none."""
    if checked is None or not advised(checked):
        return None
    at = None if checked.as_of is None else checked.as_of.replace(second=0, microsecond=0)
    return Note(shown.as_of(at, zone, now), "muted")


def offline_note() -> Note:
    """Return that what is asked for now waits."""
    text = QCoreApplication.translate(
        "booking", "No connection now. Your booking is kept and waits for confirmation."
    )
    return Note(text, "info")


def offer_labels(checked: Checked | None, items: list[ItemWish], catalogue: Catalogue) -> list[str]:
    """Return the offers as labels; another site than the one wished for is named."""
    labels = []
    for one in () if checked is None else checked.offers:
        code = items[one.item].resource if one.item < len(items) else ""
        resource = catalogue.resource(code)
        labels.append(words.offer(one, catalogue, resource.site_id if resource else None))
    return labels
