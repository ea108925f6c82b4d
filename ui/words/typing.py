"""Why something that was typed is no time, date or length, and what is nearest to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from booking.model import Interval
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP
from ui.timeparse import Reason, Wrong

REASONS: Final = {
    Reason.EMPTY: QT_TRANSLATE_NOOP("typing", "Nothing is written here."),
    Reason.NOT_UNDERSTOOD: QT_TRANSLATE_NOOP("typing", "This was not understood."),
    Reason.NO_SUCH_HOUR: QT_TRANSLATE_NOOP("typing", "There is no such hour."),
    Reason.NO_SUCH_MINUTE: QT_TRANSLATE_NOOP("typing", "An hour has 60 minutes."),
    Reason.NO_SECONDS: QT_TRANSLATE_NOOP("typing", "Times are in whole minutes."),
    Reason.NO_SUCH_DAY: QT_TRANSLATE_NOOP("typing", "There is no such day."),
    Reason.OTHER_WEEKDAY: QT_TRANSLATE_NOOP("typing", "That date is another day of the week."),
    Reason.OUT_OF_RANGE: QT_TRANSLATE_NOOP("typing", "Years run from 2000 to 2199."),
    Reason.SKIPPED: QT_TRANSLATE_NOOP("typing", "Clocks are set forward over this time."),
    Reason.NO_TIME: QT_TRANSLATE_NOOP("typing", "A time of the day is missing."),
    Reason.END_BEFORE_START: QT_TRANSLATE_NOOP("typing", "The end is before the start."),
    Reason.NO_LENGTH: QT_TRANSLATE_NOOP("typing", "The length must be more than nothing."),
    Reason.TOO_LONG: QT_TRANSLATE_NOOP("typing", "That is longer than 400 days."),
}


def wrong(found: Wrong[Any], zone: str = "UTC", *, length: bool = False) -> str:
    """Return the reason as a sentence, with the nearest right value where there is one.

    Args:
        found: what `ui.timeparse` returned.
        zone: on whose clocks instants are shown.
        length: a number is a length in minutes, not a minute of the day.
    """
    reason = QCoreApplication.translate("typing", REASONS[found.reason])
    if found.nearest is None:
        return reason
    text = QCoreApplication.translate("typing", "{reason} Nearest: {value}.")
    return text.format(reason=reason, value=_value(found.nearest, zone, length=length))


def _value(value: object, zone: str, *, length: bool) -> str:
    match value:
        case Interval():
            return shown.when(value.start, value.end, zone)
        case datetime():
            return shown.moment(value, zone)
        case date():
            return shown.day_long(value)
        case int():
            return shown.duration(value) if length else shown.minute(value)
    raise TypeError(value)
