"""The one table from the server's error codes to what the program does about them.

Codes: PostgreSQL 18, Appendix A. An act whose failure is transient was surely rolled back and is
sent again with the same id; after a lost connection nobody knows, so it is sent again as well.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import psycopg

from booking.errors import AuthError, BookingError, BugError, EnvironmentProblem, Unavailable


class Failure(StrEnum):
    """Class of a failure."""

    TRANSIENT = "transient"
    LOST = "lost"
    STANDBY = "standby"
    CROWDED = "crowded"
    AUTH = "auth"
    NOT_OURS = "not_ours"
    BUG = "bug"


LOCK_NOT_AVAILABLE: Final = "55P03"

STATES: Final[dict[str, Failure]] = {
    LOCK_NOT_AVAILABLE: Failure.TRANSIENT,
    "40001": Failure.TRANSIENT,  # serialization_failure
    "40P01": Failure.TRANSIENT,  # deadlock_detected
    "57014": Failure.TRANSIENT,  # query_canceled
    "57P01": Failure.LOST,  # admin_shutdown, also guard.unblock()
    "57P02": Failure.LOST,  # crash_shutdown
    "57P03": Failure.LOST,  # cannot_connect_now
    "57P05": Failure.LOST,  # idle_session_timeout
    "25P03": Failure.LOST,  # idle_in_transaction_session_timeout
    "25006": Failure.STANDBY,  # read_only_sql_transaction
    "55000": Failure.STANDBY,  # object_not_in_prerequisite_state: hello in recovery
    "28000": Failure.AUTH,
    "28P01": Failure.AUTH,
    "3D000": Failure.NOT_OURS,  # invalid_catalog_name: no such database
    "3F000": Failure.NOT_OURS,  # invalid_schema_name
    "42883": Failure.NOT_OURS,  # undefined_function
    "42501": Failure.NOT_OURS,  # insufficient_privilege: a login without a person's rights
}
CLASSES: Final[dict[str, Failure]] = {
    "08": Failure.LOST,  # connection exceptions
    "53": Failure.CROWDED,  # insufficient resources: connections, memory, disk
    "58": Failure.CROWDED,  # the server's machine failed
}


def classify(sqlstate: str | None) -> Failure:
    """Return the class of an SQLSTATE; None (no answer at all) is a lost connection."""
    if sqlstate is None:
        return Failure.LOST
    return STATES.get(sqlstate) or CLASSES.get(sqlstate[:2]) or Failure.BUG


def translate(error: psycopg.Error, *, broken: bool) -> BookingError:
    """Return the program's own error for one that a statement raised.

    Args:
        error: what psycopg raised.
        broken: whether the connection is of no use any more.
    """
    failure = classify(error.sqlstate)
    if error.sqlstate is None and not broken:
        failure = Failure.BUG
    text = first_line(error)
    match failure:
        case Failure.TRANSIENT | Failure.CROWDED:
            return Unavailable(f"The shared database is busy: {text}", reason="busy")
        case Failure.LOST:
            return Unavailable(f"The connection to the shared database was lost: {text}")
        case Failure.STANDBY:
            return Unavailable("The server takes no changes now: it is a standby or read-only.")
        case Failure.AUTH:
            return AuthError("login_disabled", "This login is disabled on the shared database.")
        case Failure.NOT_OURS:
            message = (
                "The database at this address is not one of Loop Booking's, or another version's."
            )
            return EnvironmentProblem("not_ours", message)
        case Failure.BUG:
            return BugError(f"The shared database failed: {error.sqlstate} {text}")


def first_line(error: Exception) -> str:
    """Return the first line of an error's text; the rest may quote rows."""
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
