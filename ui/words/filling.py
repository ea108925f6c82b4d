"""What is wrong with a field that is being filled in, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue
from booking.services.checking import (
    FORBIDDEN,
    MISSING,
    NOT_UNDERSTOOD,
    ORDER,
    OUT_OF_RANGE,
    TOO_LONG,
    FieldProblem,
)
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP
from ui.timeparse import Reason
from ui.words.problems import problem

# Why typed text is no time, date or length.
TYPED: Final[Mapping[str, str]] = {
    Reason.EMPTY: QT_TRANSLATE_NOOP("filling", "Please fill this in."),
    Reason.NOT_UNDERSTOOD: QT_TRANSLATE_NOOP("filling", "This is not understood."),
    Reason.NO_SUCH_HOUR: QT_TRANSLATE_NOOP("filling", "There is no such hour."),
    Reason.NO_SUCH_MINUTE: QT_TRANSLATE_NOOP("filling", "There is no such minute."),
    Reason.NO_SECONDS: QT_TRANSLATE_NOOP("filling", "Times are whole minutes."),
    Reason.NO_SUCH_DAY: QT_TRANSLATE_NOOP("filling", "There is no such day."),
    Reason.OTHER_WEEKDAY: QT_TRANSLATE_NOOP("filling", "That date is another day of the week."),
    Reason.OUT_OF_RANGE: QT_TRANSLATE_NOOP("filling", "That is too far away."),
    Reason.SKIPPED: QT_TRANSLATE_NOOP("filling", "Clocks skip this time on that day."),
    Reason.NO_TIME: QT_TRANSLATE_NOOP("filling", "Please add a time."),
    Reason.END_BEFORE_START: QT_TRANSLATE_NOOP("filling", "The end must come after the start."),
    Reason.NO_LENGTH: QT_TRANSLATE_NOOP("filling", "The length must be at least a minute."),
    Reason.TOO_LONG: QT_TRANSLATE_NOOP("filling", "That is too long."),
}
# What is missing, by the last part of the field's name.
MISSES: Final[Mapping[str, str]] = {
    "title": QT_TRANSLATE_NOOP("filling", "Please give it a title."),
    "people": QT_TRANSLATE_NOOP("filling", "Please say how many people."),
    "items": QT_TRANSLATE_NOOP("filling", "Please choose what to book."),
    "resource": QT_TRANSLATE_NOOP("filling", "Please choose what to book."),
    "start": QT_TRANSLATE_NOOP("filling", "Please say when it begins."),
    "end": QT_TRANSLATE_NOOP("filling", "Please say when it ends."),
    "quantity": QT_TRANSLATE_NOOP("filling", "Please say how many units."),
}
MALFORMED: Final[Mapping[str, str]] = {
    TOO_LONG: QT_TRANSLATE_NOOP("filling", "At most {most} characters."),
    FORBIDDEN: QT_TRANSLATE_NOOP("filling", "It has a character that cannot be kept."),
    OUT_OF_RANGE: QT_TRANSLATE_NOOP("filling", "A whole number from 1 to {most}."),
    ORDER: QT_TRANSLATE_NOOP("filling", "The end must come after the start."),
    NOT_UNDERSTOOD: QT_TRANSLATE_NOOP("filling", "This is not understood."),
}


def typed(reason: Reason) -> str:
    """Return why typed text is no time, date or length."""
    return QCoreApplication.translate("filling", TYPED[reason])


def missing(field: str) -> str:
    """Return what to fill in; `field` as in `FieldProblem`."""
    name = field.rpartition(".")[2]
    return QCoreApplication.translate("filling", MISSES.get(name, TYPED[Reason.EMPTY]))


def field_problem(
    found: FieldProblem, zone: str = "UTC", catalogue: Catalogue | None = None
) -> str:
    """Return what is wrong with a form's field as a sentence.

    Args:
        found: as `Bookings.check` gives it.
        zone: on whose clocks instants are shown.
        catalogue: names resources.
    """
    name = found.field.rpartition(".")[2]
    if not found.reason:
        return problem(found.problem, zone, catalogue)
    if found.reason == MISSING:
        return missing(found.field)
    if name == "items":
        text = QCoreApplication.translate("filling", "At most {most} resources in one booking.")
    elif name in ("start", "end") and found.reason != ORDER:
        text = QCoreApplication.translate("filling", "This is not a time that can be booked.")
    elif name == "resource":
        text = QCoreApplication.translate("filling", "Nothing here is called that.")
    else:
        text = QCoreApplication.translate("filling", MALFORMED[found.reason])
    return text.format(most=shown.number(found.most or 0))
