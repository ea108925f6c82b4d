"""Plain English for the terminal: problems, verdicts, bookings. The window has its own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from booking.cache.act import Act, ActState
from booking.cache.picture import Projected, Standing
from booking.cli import times
from booking.model import BookingState, Catalogue, Interval, Problem
from booking.rules import codes
from booking.rules.interval import parse_instant
from booking.rules.offers import OfferKind

Values = Mapping[str, Any]
Sentence = Callable[[Values, str], str]

DOINGS: Final = {
    "book": "book",
    "move": "move",
    "resize": "resize",
    "edit": "edit",
    "cancel": "cancel",
    "item_add": "add to a booking",
    "item_drop": "take out of a booking",
    "resource_put": "put resource",
    "resource_retire": "retire resource",
    "closure_put": "close",
    "closure_lift": "lift closure",
}
DONE: Final = {
    "book": "Booked",
    "move": "Moved",
    "resize": "Resized",
    "edit": "Changed",
    "cancel": "Cancelled",
    "item_add": "Added",
    "item_drop": "Taken out",
    "resource_put": "Stored",
    "resource_retire": "Retired",
    "closure_put": "Closed",
    "closure_lift": "Lifted",
}
STANDINGS: Final = {
    Standing.CONFIRMED: "confirmed",
    Standing.PENDING: "waiting for confirmation",
    Standing.LIKELY_LOST: "waiting, likely lost",
    Standing.REFUSED: "refused",
    Standing.EXPIRED: "too late",
    Standing.QUARANTINED: "set aside (fault)",
}
STATES: Final = {
    ActState.QUEUED: "waiting",
    ActState.IN_FLIGHT: "sent, no answer yet",
    ActState.CONFIRMED: "confirmed",
    ActState.REFUSED: "refused",
    ActState.EXPIRED: "too late",
    ActState.QUARANTINED: "set aside (fault)",
    ActState.WITHDRAWN: "withdrawn",
}
OFFERS: Final = {
    OfferKind.LATER: "later",
    OfferKind.EARLIER: "earlier",
    OfferKind.SHORTER: "shorter",
    OfferKind.OTHER_RESOURCE: "another place",
    OfferKind.OTHER_DAY: "another day",
}
FIELD_HINTS: Final = {
    codes.BAD_TIME: (
        "Write a real date and time with its offset, such as 2026-11-24T10:00+08:00 or"
        " 2026-11-24T02:00Z, in the years 2000 to 2199, the end after the start and at most 400"
        " days later."
    ),
}


def _length(minutes: int) -> str:
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    parts = ((days, "day"), (hours, "hour"), (left, "minute"))
    said = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in parts if count]
    return " ".join(said) or "0 minutes"


def _moment(text: object, zone: str) -> str:
    at = parse_instant(str(text))
    return str(text) if at is None else f"{times.instant(at, zone)} ({zone})"


def _not_open(values: Values, zone: str) -> str:
    del zone
    if values.get("opens_on") is None:
        return "The site is not open yet; its opening date is not known."
    return f"The site opens on {values['opens_on']}."


def _closed(values: Values, zone: str) -> str:
    start, end = (parse_instant(str(values[name])) for name in ("from", "to"))
    if start is None or end is None:
        return f"Closed from {values['from']} to {values['to']}."
    return f"Closed: {times.stretch(Interval(start, end), zone)}."


def _hours(values: Values, zone: str) -> str:
    del zone
    holiday = f" ({values['holiday']} is a holiday)" if values.get("holiday") else ""
    if values.get("rule") == "ends":
        return f"It must start and end within the opening hours{holiday}."
    return f"Outside the opening hours{holiday}."


def _start_step(values: Values, zone: str) -> str:
    del zone
    offset = int(values.get("offset", 0))
    behind = f", counted from {offset // 60:02d}:{offset % 60:02d}" if offset else ""
    return f"Bookings here start every {_length(int(values['step']))}{behind}."


def _notice(values: Values, zone: str) -> str:
    earliest = f"the earliest start is {_moment(values['earliest'], zone)}"
    if values.get("working_days"):
        return f"Notice of {values['working_days']} working days is wanted: {earliest}."
    return f"Notice of {_length(int(values['minutes']))} is wanted: {earliest}."


def _approval(values: Values, zone: str) -> str:
    del zone
    over = int(values.get("over", 0))
    which = f"Bookings longer than {_length(over)} need" if over else "Bookings here need"
    return f"{which} approval, which cannot be given yet."


SENTENCES: Final[dict[str, str | Sentence]] = {
    codes.NO_SUCH_RESOURCE: "No resource has this code, or it is not shown to your organisation.",
    codes.NOT_BOOKABLE: "This is not booked itself; book what stands in it.",
    codes.NOT_OPEN_YET: _not_open,
    codes.RETIRED: "{resource} is no longer in use.",
    codes.OUT_OF_SERVICE: "{resource} is out of service.",
    codes.CLOSED: _closed,
    codes.OUTSIDE_HOURS: _hours,
    codes.START_STEP: _start_step,
    codes.LENGTH_STEP: lambda v, _: f"The length must be a multiple of {_length(int(v['step']))}.",
    codes.TOO_SHORT: lambda v, _: f"The shortest booking is {_length(int(v['minimum']))}.",
    codes.TOO_LONG: lambda v, _: f"The longest booking is {_length(int(v['maximum']))}.",
    codes.IN_PAST: "That time has passed.",
    codes.SHORT_NOTICE: _notice,
    codes.BEYOND_HORIZON: "Too far ahead: bookings are taken up to {last} ({days} days).",
    codes.CAPACITY: "{people} people do not fit: there is room for {capacity}.",
    codes.UNITS: "{quantity} units were asked for, there are {units}.",
    codes.NEEDS_INDUCTION: "It needs certificates that cannot be checked yet: {inductions}.",
    codes.NEEDS_APPROVAL: _approval,
    codes.NEEDS_FORM: "It needs a form that cannot be filed yet.",
    codes.NEEDS_PROJECT: "It needs a project code, which cannot be checked yet.",
    codes.NEEDS_DEPOSIT: "It needs a deposit, which cannot be recorded yet.",
    codes.NEEDS_PLAN: "It needs an event plan, which cannot be filed yet.",
    codes.NEEDS_PERMIT: "It needs an after-hours permit, which cannot be checked yet.",
    codes.PERIOD_LOCKED: "The statement for {month} is issued; nothing in that month can change.",
    codes.SLOT_TAKEN: "Somebody else has this time, or it falls into the gap beside a booking.",
    codes.ALREADY_STARTED: "The booking has begun, so its start and place stay.",
    codes.ALREADY_CANCELLED: "The booking is cancelled.",
    codes.ALREADY_LIFTED: "The closure is lifted already.",
    codes.STALE: "It was changed meanwhile; look at it as it is now and try again.",
    codes.NO_SUCH_BOOKING: "No booking of your organisation has this id.",
    codes.NO_SUCH_CLOSURE: "No closure has this id.",
    codes.NOT_ALLOWED: "Your roles do not allow this.",
    codes.DEPENDS_ON_REFUSED: "An earlier act on it was not done, so this one was not either.",
    codes.DEPENDS_ON_UNKNOWN: "The server does not know the earlier act that this one builds on.",
    codes.BAD_REQUEST: "This was not understood: {field}.",
    codes.BAD_TIME: "{field} is not a time that can be booked.",
    codes.BAD_TEXT: "A text is empty, too long or has a forbidden character: {field}.",
    codes.TOO_LARGE: "The request is larger than 16 KiB.",
    codes.UNKNOWN_OPERATION: "The server does not know this operation.",
    codes.ID_TAKEN: "Something else already has this code or id.",
    codes.IN_USE: "{bookings} bookings are still to come on it, so this cannot be taken away.",
    codes.MUTATION_REUSED: "The id of this act was used for another request.",
    codes.TOO_OLD_ACT: "The act is older than 400 days, or from the future.",
    codes.BAD_ISOLATION: "The connection to the server is set up wrongly.",
    codes.CLIENT_TOO_OLD: "This version of the program is too old to change anything.",
    codes.TOO_LATE: "Its start passed while it waited, so it was not sent.",
    codes.BUG: "The program or the server failed on it; it is kept aside.",
    codes.WITHDRAWN: "It was taken back before it was sent.",
    "no_such_act": "No act in the outbox has this id.",
    "no_such_person": "Nobody here has the login {login}; people list shows them all.",
    "ambiguous_id": "Several begin or end like that; write more of the id.",
    "not_settled": "Only a verdict can be dismissed; this act is {state}.",
    "already_sent": "It cannot be taken back any more: it is {state}. Cancel the booking instead.",
    "cannot_undo": "This cannot be undone; a new resource can only be retired.",
    "given_up": "Signing in was given up; nothing is changed.",
    "bad_invitation": "This is not an invitation file.",
    "bad_document": "This is not a JSON object: {field}.",
    "passwords_differ": "The two passwords are not the same.",
    "password_short": "The new password must have at least {minimum} characters.",
}


class _Lenient(dict[str, object]):
    """Values for a sentence; a missing one is shown as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"


def problem(found: Problem, zone: str = "UTC") -> str:
    """Return one problem as a sentence; its instants on the clocks of `zone`."""
    sentence = SENTENCES.get(found.code)
    if sentence is None:
        return f"Refused: {found.code}."
    if not isinstance(sentence, str):
        try:
            return sentence(found.values, zone)
        except (KeyError, ValueError, TypeError):
            return codes.MEANINGS.get(found.code, found.code)
    shown = {
        key: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for key, value in found.values.items()
    }
    return sentence.format_map(_Lenient(shown))


def hint(code: str) -> str | None:
    """Return what one can do about a code, where that needs saying."""
    return FIELD_HINTS.get(code)


def plain(text: str) -> str:
    """Return a text that came from somebody else, harmless to a terminal."""
    return "".join(char if char.isprintable() else "\N{MIDDLE DOT}" for char in text)


def short(key: object) -> str:
    """Return the end of an id, which is random and enough to name it."""
    return str(key)[-8:]


def waiting(count: int) -> str:
    """Return for example "1 act waits"."""
    return "1 act waits" if count == 1 else f"{count} acts wait"


def doing(act: Act) -> str:
    """Return what an act is about, for example "book 3fa91c02"."""
    subject = act.subject.removeprefix("resource:")
    name = subject if subject != act.subject else short(subject)
    return f"{DOINGS.get(act.op, act.op)} {name}"


def booking_lines(found: Projected, catalogue: Catalogue) -> list[str]:
    """Return a booking as lines: title and how sure it is, then where and when."""
    row = found.booking
    title = "(private)" if row.title is None else plain(row.title)
    standing = STANDINGS[found.standing]
    if row.state is BookingState.CANCELLED:
        standing = "cancelled" if not found.waiting else f"cancelled, {standing}"
    lines = [f"{short(row.id)}  {title}  [{standing}]"]
    for item in row.items:
        resource = catalogue.resources.get(item.resource_id)
        when = times.stretch(item.during, catalogue.timezone(resource))
        code = resource.code if resource else "?"
        units = f", {item.quantity} units" if item.quantity > 1 else ""
        lines.append(f"          {code}  {when}{units}")
    return lines + [f"          ! {failure(act, catalogue)}" for act in found.failed]


def failure(act: Act, catalogue: Catalogue) -> str:
    """Return why an act failed, in one line, with instants on the clocks of the place it names."""
    items = act.args.get("items") or [act.args]
    zone = catalogue.timezone(catalogue.resource(str(items[0].get("resource"))))
    sentences = " ".join(problem(one, zone) for one in act.problems)
    return f"{doing(act)} {STATES[act.state]}: {sentences}"


def as_of(at: datetime | None, catalogue: Catalogue) -> str:
    """Return how old the data is, on the clocks of the first site; see `times.as_of`."""
    first = min(catalogue.sites.values(), key=lambda site: (site.sort, site.code), default=None)
    return times.as_of(at, first.timezone if first else "UTC")
