"""Errors as sentences: what happened, and what one can do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from booking.errors import AuthError, EnvironmentProblem, Unavailable, UserError
from booking.model import Catalogue, Problem
from booking.services.refusal import RefusedError
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP
from ui.words.problems import problem, problems

ERRORS: Final[dict[str, str]] = {
    # The login.
    "not_signed_in": QT_TRANSLATE_NOOP("error", "Nobody is signed in. Please sign in."),
    "no_password": QT_TRANSLATE_NOOP("error", "Please enter your password."),
    "wrong_password": QT_TRANSLATE_NOOP(
        "error", "The login or the password is wrong. Please try again."
    ),
    "login_disabled": QT_TRANSLATE_NOOP(
        "error",
        "Your login is disabled, and the local copy was removed. Please ask the site's office.",
    ),
    "unknown_person": QT_TRANSLATE_NOOP(
        "error",
        "The shared database knows this login as somebody else, or not at all. Please ask for a new"
        " invitation.",
    ),
    # The connection.
    "offline": QT_TRANSLATE_NOOP(
        "error", "The shared database cannot be reached. Please try again later."
    ),
    "busy": QT_TRANSLATE_NOOP("error", "The shared database is busy. Please try again."),
    "interrupted": QT_TRANSLATE_NOOP("error", "This was interrupted. Please try again."),
    "not_ours": QT_TRANSLATE_NOOP(
        "error", "What answers at that address is no database of Loop Booking."
    ),
    "not_allowed": QT_TRANSLATE_NOOP(
        "error", "The shared database does not let this machine in. Please ask the site's office."
    ),
    "server_too_old": QT_TRANSLATE_NOOP(
        "error", "The shared database is older than PostgreSQL 18, which is needed."
    ),
    "untrusted": QT_TRANSLATE_NOOP(
        "error",
        "The shared database could not prove that it is the right one, so nothing was sent to it.",
    ),
    "no_tls": QT_TRANSLATE_NOOP(
        "error", "The shared database does not offer an encrypted connection."
    ),
    "bad_url": QT_TRANSLATE_NOOP("error", "This is not an address of a shared database."),
    "other_version": QT_TRANSLATE_NOOP(
        "error", "The files were made by another version of the program."
    ),
    # This machine.
    "no_data": QT_TRANSLATE_NOOP(
        "error", "Nothing was fetched yet. It appears after the first connection."
    ),
    "read_only": QT_TRANSLATE_NOOP("error", "A file or folder cannot be written to."),
    "disk_full": QT_TRANSLATE_NOOP("error", "The disk is full. Please make room and try again."),
    "disk_error": QT_TRANSLATE_NOOP("error", "The disk, or the folder, cannot be used."),
    "in_use": QT_TRANSLATE_NOOP("error", "Another program has a file open. Please close it."),
    "damaged": QT_TRANSLATE_NOOP("error", "A file is damaged. Please sign in again."),
    "no_file": QT_TRANSLATE_NOOP("error", "The file cannot be read."),
    "no_certificate": QT_TRANSLATE_NOOP("error", "The certificate cannot be read."),
    "file_exists": QT_TRANSLATE_NOOP("error", "There is a file of that name already."),
    "bug": QT_TRANSLATE_NOOP(
        "error", "Something went wrong in the program. The log file has the details."
    ),
}


def error(raised: BaseException, zone: str = "UTC", catalogue: Catalogue | None = None) -> str:
    """Return any error as a sentence or several; faults of the program are said as such."""
    match raised:
        case RefusedError(refusal=refusal):
            return shown.sentences(problems(refusal, catalogue))
        case UserError(code=code, data=data):
            return problem(Problem(code, data), zone, catalogue)
        case AuthError(code=code) | EnvironmentProblem(code=code):
            return by_code(code, str(raised))
        case Unavailable(reason=reason):
            return by_code(reason, str(raised))
    return by_code("bug")


def detail(raised: BaseException) -> str:
    """Return what the program itself says of an error, in English, with paths and addresses; ""
    where the sentence says it all.
    """
    if isinstance(raised, AuthError | EnvironmentProblem | Unavailable):
        return str(raised)
    return "" if isinstance(raised, UserError) else f"{type(raised).__name__}: {raised}"


def by_code(code: str, message: str = "") -> str:
    """Return the sentence of an error's code; `message` where there is none."""
    if code in ERRORS:
        return QCoreApplication.translate("error", ERRORS[code])
    return message or QCoreApplication.translate("error", ERRORS["bug"])
