"""The codes with which a request is refused, the same in Python, in SQL, in JSON and in the
interface's texts.

The server is the referee; `booking.rules.policy` gives the same set of problems early. `ORDER` is
the order in which problems are listed; the first one is a refusal's `code`.
"""

from __future__ import annotations

from typing import Final

NO_SUCH_RESOURCE: Final = "no_such_resource"
NOT_BOOKABLE: Final = "not_bookable"
NOT_OPEN_YET: Final = "not_open_yet"
RETIRED: Final = "retired"
OUT_OF_SERVICE: Final = "out_of_service"
CLOSED: Final = "closed"
OUTSIDE_HOURS: Final = "outside_hours"
START_STEP: Final = "start_step"
LENGTH_STEP: Final = "length_step"
TOO_SHORT: Final = "too_short"
TOO_LONG: Final = "too_long"
IN_PAST: Final = "in_past"
SHORT_NOTICE: Final = "short_notice"
BEYOND_HORIZON: Final = "beyond_horizon"
CAPACITY: Final = "capacity"
UNITS: Final = "units"
NEEDS_INDUCTION: Final = "needs_induction"
NEEDS_APPROVAL: Final = "needs_approval"
NEEDS_FORM: Final = "needs_form"
NEEDS_PROJECT: Final = "needs_project"
NEEDS_DEPOSIT: Final = "needs_deposit"
NEEDS_PLAN: Final = "needs_plan"
NEEDS_PERMIT: Final = "needs_permit"
PERIOD_LOCKED: Final = "period_locked"
SLOT_TAKEN: Final = "slot_taken"

ALREADY_STARTED: Final = "already_started"
ALREADY_CANCELLED: Final = "already_cancelled"
ALREADY_LIFTED: Final = "already_lifted"
STALE: Final = "stale"
NO_SUCH_BOOKING: Final = "no_such_booking"
NO_SUCH_CLOSURE: Final = "no_such_closure"
NOT_ALLOWED: Final = "not_allowed"
DEPENDS_ON_REFUSED: Final = "depends_on_refused"
DEPENDS_ON_UNKNOWN: Final = "depends_on_unknown"

BAD_REQUEST: Final = "bad_request"
BAD_TIME: Final = "bad_time"
BAD_TEXT: Final = "bad_text"
TOO_LARGE: Final = "too_large"
UNKNOWN_OPERATION: Final = "unknown_operation"
ID_TAKEN: Final = "id_taken"
IN_USE: Final = "in_use"
MUTATION_REUSED: Final = "mutation_reused"
TOO_OLD_ACT: Final = "too_old_act"
BAD_ISOLATION: Final = "bad_isolation"
CLIENT_TOO_OLD: Final = "client_too_old"

TOO_LATE: Final = "too_late"
BUG: Final = "bug"
WITHDRAWN: Final = "withdrawn"

MEANINGS: Final[dict[str, str]] = {
    NO_SUCH_RESOURCE: "No resource has this code, or it is not shown to your organisation.",
    NOT_BOOKABLE: "This resource is not booked itself; book the equipment in it.",
    NOT_OPEN_YET: "The site is not open on that date. opens_on: ISO date, null while not known.",
    RETIRED: "The resource, or a part of it, is no longer in use. resource: its code.",
    OUT_OF_SERVICE: "The resource, or a part of it, is out of service. resource: its code.",
    CLOSED: "A closure covers part of the time. from, to: its instants.",
    OUTSIDE_HOURS: (
        "Outside the opening hours. rule: whole or ends; holiday: first date in the booking "
        "that is a holiday, or null."
    ),
    START_STEP: "Bookings start on a grid. step, offset: minutes after local midnight.",
    LENGTH_STEP: "The length must be a multiple of step minutes.",
    TOO_SHORT: "Shorter than minimum minutes.",
    TOO_LONG: "Longer than maximum minutes.",
    IN_PAST: "That time has passed.",
    SHORT_NOTICE: (
        "Too soon. minutes, working_days: the notice wanted; earliest: first instant or date "
        "that would do."
    ),
    BEYOND_HORIZON: "Too far ahead. days: the horizon; last: last date that can be booked now.",
    CAPACITY: "More people than places. people, capacity.",
    UNITS: "More units asked than there are. quantity, units.",
    NEEDS_INDUCTION: "Needs certificates that cannot be checked yet. inductions: their codes.",
    NEEDS_APPROVAL: (
        "Needs approval, which cannot be given yet. over: minutes above which it is needed."
    ),
    NEEDS_FORM: "Needs a form that cannot be filed yet.",
    NEEDS_PROJECT: "Needs a project code, which cannot be checked yet.",
    NEEDS_DEPOSIT: "Needs a deposit, which cannot be recorded yet.",
    NEEDS_PLAN: "Needs an event plan, which cannot be filed yet.",
    NEEDS_PERMIT: "Needs an after-hours permit, which cannot be checked yet.",
    PERIOD_LOCKED: "The month's statement is issued; nothing in it can change. month: YYYY-MM.",
    SLOT_TAKEN: "Somebody else has this time, or it falls into a buffer.",
    ALREADY_STARTED: "The booking has started: its start and place stay.",
    ALREADY_CANCELLED: "The booking is cancelled.",
    ALREADY_LIFTED: "The closure is lifted.",
    STALE: "It was changed meanwhile. rev: its revision now.",
    NO_SUCH_BOOKING: "No booking with this id is yours to see.",
    NO_SUCH_CLOSURE: "No closure has this id.",
    NOT_ALLOWED: "Your roles do not allow this.",
    DEPENDS_ON_REFUSED: "An earlier act on the same booking was refused, so this one was not done.",
    DEPENDS_ON_UNKNOWN: "An earlier act that this one builds on is not known to the server.",
    BAD_REQUEST: "Not understood. field: where.",
    BAD_TIME: "Not a time that can be booked. field: where.",
    BAD_TEXT: "A text is too long or has a forbidden character. field: where.",
    TOO_LARGE: "The request is larger than 16 KiB.",
    UNKNOWN_OPERATION: "The server does not know this operation.",
    ID_TAKEN: "Something else already has this id.",
    IN_USE: (
        "Bookings are still to come on it, so its units or parts cannot be taken away. "
        "bookings: how many."
    ),
    MUTATION_REUSED: "This mutation id was used for another request.",
    TOO_OLD_ACT: "The act is older than 400 days or from the future.",
    BAD_ISOLATION: "Only READ COMMITTED transactions are served.",
    CLIENT_TOO_OLD: (
        "This version of the program is too old to change anything. minimum: oldest version "
        "that may."
    ),
    TOO_LATE: "Its start passed while it waited; it was not sent.",
    BUG: "The program or the server failed on this act; it is kept aside.",
    WITHDRAWN: "It was taken back before it was sent.",
}

ORDER: Final[tuple[str, ...]] = tuple(MEANINGS)
