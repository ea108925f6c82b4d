"""Why something cannot be done: one calm sentence a code, with its values on the site's clocks.

A sentence says what speaks against it and, where that helps, who can waive it or what one can do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue, Problem
from booking.rules import codes
from booking.rules.interval import parse_instant
from booking.services.refusal import Refusal
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP, pick
from ui.words import names

Values = Mapping[str, Any]
Says = Callable[[Values, str], str]

# Codes whose sentence is always the same, or only puts values in; `_put` knows how each is shown.
SENTENCES: Final[dict[str, str]] = {
    codes.NO_SUCH_RESOURCE: QT_TRANSLATE_NOOP(
        "problem", "There is nothing with this code, or it is not open to your organisation."
    ),
    codes.NOT_BOOKABLE: QT_TRANSLATE_NOOP(
        "problem", "This is not booked itself. Book one of the instruments in it."
    ),
    codes.RETIRED: QT_TRANSLATE_NOOP(
        "problem", "{resource} is no longer in use. Please choose another one."
    ),
    codes.OUT_OF_SERVICE: QT_TRANSLATE_NOOP(
        "problem", "{resource} is out of service. Please choose another one."
    ),
    codes.LENGTH_STEP: QT_TRANSLATE_NOOP("problem", "The length must be a multiple of {step}."),
    codes.TOO_SHORT: QT_TRANSLATE_NOOP("problem", "The shortest booking here is {minimum}."),
    codes.TOO_LONG: QT_TRANSLATE_NOOP("problem", "The longest booking here is {maximum}."),
    codes.IN_PAST: QT_TRANSLATE_NOOP("problem", "That time has passed."),
    codes.UNITS: QT_TRANSLATE_NOOP(
        "problem", "{quantity} were asked for; there are {units} in all."
    ),
    codes.NEEDS_INDUCTION: QT_TRANSLATE_NOOP(
        "problem",
        "A certificate is needed ({inductions}). The site's office can make the booking for you.",
    ),
    codes.NEEDS_FORM: QT_TRANSLATE_NOOP(
        "problem", "A sample form is needed. The site's office can make the booking for you."
    ),
    codes.NEEDS_PROJECT: QT_TRANSLATE_NOOP(
        "problem", "A project code is needed. The site's office can make the booking for you."
    ),
    codes.NEEDS_DEPOSIT: QT_TRANSLATE_NOOP(
        "problem", "A deposit is needed. The site's office can make the booking for you."
    ),
    codes.NEEDS_PLAN: QT_TRANSLATE_NOOP(
        "problem", "An event plan is needed. The site's office can make the booking for you."
    ),
    codes.NEEDS_PERMIT: QT_TRANSLATE_NOOP(
        "problem",
        "An after-hours permit is needed. The site's office can make the booking for you.",
    ),
    codes.PERIOD_LOCKED: QT_TRANSLATE_NOOP(
        "problem", "The statement for {month} is issued, so nothing in that month can change."
    ),
    codes.SLOT_TAKEN: QT_TRANSLATE_NOOP(
        "problem", "Somebody else has this time, or it is too close to another booking."
    ),
    codes.ALREADY_STARTED: QT_TRANSLATE_NOOP(
        "problem", "The booking has begun, so its start and place stay as they are."
    ),
    codes.ALREADY_CANCELLED: QT_TRANSLATE_NOOP("problem", "The booking is already cancelled."),
    codes.ALREADY_LIFTED: QT_TRANSLATE_NOOP("problem", "The closure is already lifted."),
    codes.STALE: QT_TRANSLATE_NOOP(
        "problem", "It was changed meanwhile. Look at it as it is now, then try again."
    ),
    codes.NO_SUCH_BOOKING: QT_TRANSLATE_NOOP(
        "problem", "There is no such booking, or it is not yours to see."
    ),
    codes.NO_SUCH_CLOSURE: QT_TRANSLATE_NOOP("problem", "There is no such closure."),
    codes.NOT_ALLOWED: QT_TRANSLATE_NOOP(
        "problem", "Your roles do not allow this. Please ask the site's office."
    ),
    codes.DEPENDS_ON_REFUSED: QT_TRANSLATE_NOOP(
        "problem", "An earlier change to it was refused, so this one was not made."
    ),
    codes.DEPENDS_ON_UNKNOWN: QT_TRANSLATE_NOOP(
        "problem",
        "The shared database does not know the earlier change that this one builds on. Please make"
        " it again.",
    ),
    codes.BAD_REQUEST: QT_TRANSLATE_NOOP("problem", "{field}: missing or not understood."),
    codes.BAD_TIME: QT_TRANSLATE_NOOP(
        "problem",
        "{field}: not a time that can be booked. The end comes after the start and at most 400 days"
        " later.",
    ),
    codes.BAD_TEXT: QT_TRANSLATE_NOOP(
        "problem", "{field}: the text is empty, too long, or has a character that cannot be kept."
    ),
    codes.TOO_LARGE: QT_TRANSLATE_NOOP(
        "problem", "This is larger than 16 KiB. Please shorten the notes."
    ),
    codes.UNKNOWN_OPERATION: QT_TRANSLATE_NOOP(
        "problem", "The shared database does not know this kind of change."
    ),
    codes.ID_TAKEN: QT_TRANSLATE_NOOP(
        "problem", "This code is already used for something else. Please choose another one."
    ),
    codes.MUTATION_REUSED: QT_TRANSLATE_NOOP(
        "problem", "The number of this change was used for another one. Please make it again."
    ),
    codes.TOO_OLD_ACT: QT_TRANSLATE_NOOP(
        "problem", "The change is older than 400 days or dated in the future, so it was not taken."
    ),
    codes.BAD_ISOLATION: QT_TRANSLATE_NOOP(
        "problem",
        "The connection to the shared database is set up wrongly. Please tell whoever looks after"
        " it.",
    ),
    codes.CLIENT_TOO_OLD: QT_TRANSLATE_NOOP(
        "problem",
        "This version of the program is too old to change anything. Please install the newest one.",
    ),
    codes.TOO_LATE: QT_TRANSLATE_NOOP(
        "problem", "Its start passed while it waited, so it was not sent."
    ),
    codes.BUG: QT_TRANSLATE_NOOP(
        "problem", "The program or the shared database failed on it. It is kept aside, not lost."
    ),
    codes.WITHDRAWN: QT_TRANSLATE_NOOP("problem", "It was taken back before it was sent."),
    "no_such_act": QT_TRANSLATE_NOOP("problem", "There is no such change in the outbox."),
    "no_such_person": QT_TRANSLATE_NOOP("problem", "Nobody here has the login {login}."),
    "ambiguous_id": QT_TRANSLATE_NOOP("problem", "Several begin or end like that."),
    "not_settled": QT_TRANSLATE_NOOP(
        "problem", "Only a verdict can be dismissed. The state of this change: {state}."
    ),
    "already_sent": QT_TRANSLATE_NOOP(
        "problem",
        "It cannot be taken back any more. Its state: {state}. Please cancel the booking instead.",
    ),
    "bad_invitation": QT_TRANSLATE_NOOP("problem", "This is not an invitation."),
    "bad_document": QT_TRANSLATE_NOOP("problem", "This is not a JSON object: {field}."),
    "passwords_differ": QT_TRANSLATE_NOOP("problem", "The two passwords are not the same."),
    "password_short": QT_TRANSLATE_NOOP(
        "problem", "The new password must have at least {minimum} characters."
    ),
}


def _not_open(values: Values, zone: str) -> str:
    del zone
    if values.get("opens_on") is None:
        return QCoreApplication.translate(
            "problem", "The site is not open yet, and its opening date is not known."
        )
    text = QCoreApplication.translate("problem", "The site opens on {date}.")
    return text.format(date=_day(values["opens_on"]))


def _closed(values: Values, zone: str) -> str:
    start, end = (parse_instant(str(values[name])) for name in ("from", "to"))
    if start is None or end is None:
        raise ValueError(values)
    text = QCoreApplication.translate("problem", "Closed: {when}.")
    return text.format(when=shown.when(start, end, zone))


def _hours(values: Values, zone: str) -> str:
    del zone
    ends = values.get("rule") == "ends"
    if values.get("holiday") is None:
        if ends:
            return QCoreApplication.translate(
                "problem", "Start and end must lie within the opening hours."
            )
        return QCoreApplication.translate("problem", "Outside the opening hours.")
    if ends:
        text = QCoreApplication.translate(
            "problem",
            "Start and end must lie within the opening hours; {date} is a public holiday.",
        )
    else:
        text = QCoreApplication.translate(
            "problem", "Outside the opening hours: {date} is a public holiday."
        )
    return text.format(date=_day(values["holiday"]))


def _start_step(values: Values, zone: str) -> str:
    del zone
    step, first = int(values["step"]), shown.minute(int(values.get("offset", 0)))
    if step == shown.DAY_MINUTES:
        return QCoreApplication.translate("problem", "Bookings here start at {time}.").format(
            time=first
        )
    text = QCoreApplication.translate(
        "problem", "Start times here are {step} apart, counted from {time}."
    )
    return text.format(step=shown.duration(step), time=first)


def _notice(values: Values, zone: str) -> str:
    working = int(values.get("working_days") or 0)
    if working:
        text = QCoreApplication.translate(
            "problem", "%n working day(s) of notice needed; the first day is {date}.", "", working
        )
        return text.format(date=_day(values["earliest"]))
    at = parse_instant(str(values["earliest"]))
    if at is None:
        raise ValueError(values)
    text = QCoreApplication.translate(
        "problem", "{notice} of notice needed; the earliest start is {time}."
    )
    return text.format(notice=shown.duration(int(values["minutes"])), time=shown.moment(at, zone))


def _horizon(values: Values, zone: str) -> str:
    del zone
    count = int(values["days"])
    text = QCoreApplication.translate(
        "problem",
        "Bookings are taken up to %n day(s) ahead; the last day now is {date}.",
        "",
        count,
    )
    return text.format(date=_day(values["last"]))


def _capacity(values: Values, zone: str) -> str:
    del zone
    count = int(values["people"])
    text = QCoreApplication.translate(
        "problem", "%n people do not fit; there is room for {capacity}.", "", count
    )
    return text.format(capacity=values["capacity"])


def _approval(values: Values, zone: str) -> str:
    del zone
    over = int(values.get("over") or 0)
    if not over:
        return QCoreApplication.translate(
            "problem",
            "Bookings here need approval. The site's office can make the booking for you.",
        )
    text = QCoreApplication.translate(
        "problem",
        "Bookings longer than {over} need approval. The site's office can make the booking for"
        " you.",
    )
    return text.format(over=shown.duration(over))


def _in_use(values: Values, zone: str) -> str:
    del zone
    count = int(values["bookings"])
    return QCoreApplication.translate(
        "problem",
        "%n booking(s) still to come on it, so this cannot be taken away. Please move or cancel"
        " them first.",
        "",
        count,
    )


SPOKEN: Final[dict[str, Says]] = {
    codes.NOT_OPEN_YET: _not_open,
    codes.CLOSED: _closed,
    codes.OUTSIDE_HOURS: _hours,
    codes.START_STEP: _start_step,
    codes.SHORT_NOTICE: _notice,
    codes.BEYOND_HORIZON: _horizon,
    codes.CAPACITY: _capacity,
    codes.NEEDS_APPROVAL: _approval,
    codes.IN_USE: _in_use,
}


def problem(found: Problem, zone: str = "UTC", catalogue: Catalogue | None = None) -> str:
    """Return one problem as a sentence.

    Args:
        found: code and values.
        zone: on whose clocks instants are shown.
        catalogue: names resources; without it their codes are shown.
    """
    try:
        if found.code in SPOKEN:
            return SPOKEN[found.code](found.values, zone)
        if found.code in SENTENCES:
            text = QCoreApplication.translate("problem", SENTENCES[found.code])
            return text.format_map(_Put(found, catalogue))
    except (KeyError, ValueError, TypeError):
        pass  # The values are not as agreed; the code still tells something.
    text = QCoreApplication.translate("problem", "This was refused ({code}).")
    return text.format(code=found.code)


def problems(refusal: Refusal, catalogue: Catalogue | None = None) -> list[str]:
    """Return every problem as a sentence, with the item's place in the basket where it has one."""
    return [_of_item(one, refusal.zone, catalogue) for one in refusal.problems]


def _of_item(found: Problem, zone: str, catalogue: Catalogue | None) -> str:
    sentence = problem(found, zone, catalogue)
    item = found.values.get("item")
    if not isinstance(item, int):
        return sentence
    text = QCoreApplication.translate("problem", "Item {number}: {problem}")
    return text.format(number=item + 1, problem=sentence)


class _Put(dict[str, str]):
    """A problem's values as people read them; asked for by name while a sentence is put together.

    Raises:
        KeyError, ValueError, TypeError: the value is missing, or not as agreed.
    """

    def __init__(self, found: Problem, catalogue: Catalogue | None) -> None:
        super().__init__()
        self._values = found.values
        self._length = found.code in (codes.TOO_SHORT, codes.TOO_LONG, codes.LENGTH_STEP)
        self._catalogue = catalogue

    def __missing__(self, key: str) -> str:
        value = self._values[key]
        if self._length:
            return shown.duration(int(value))
        match key:
            case "resource":
                return resource_name(str(value), self._catalogue)
            case "inductions":
                return shown.items([names.induction(str(one)) for one in value])
            case "month":
                return shown.month(date.fromisoformat(f"{value}-01"))
            case "field":
                return names.field(str(value))
            case "state":
                return names.act_state(value)
        return str(value)


def resource_name(code: str, catalogue: Catalogue | None) -> str:
    """Return a resource's name in the language shown with its code; only the code if unknown."""
    resource = None if catalogue is None else catalogue.resource(code)
    if resource is None:
        return code
    text = QCoreApplication.translate("problem", "{name} ({code})")
    return text.format(name=pick(resource.name), code=code)


def _day(text: object) -> str:
    return shown.day_long(date.fromisoformat(str(text)))
