"""The one place where an error becomes a command's end."""

from __future__ import annotations

import logging
from pathlib import Path

from booking.cli import forms, times, words
from booking.cli.outcome import Exit, Outcome
from booking.errors import (
    AuthError,
    BookingError,
    EnvironmentProblem,
    Unavailable,
    UserError,
)
from booking.model import Problem
from booking.services.refusal import ItemOffer, Refusal, RefusedError

log = logging.getLogger(__name__)

ADVICE = {
    "not_signed_in": "Sign in first: loop-booking sign-in INVITATION",
    "no_password": "Give it with --password-file FILE, or sign in again with --keep-password file.",
    "no_data": "Run: loop-booking sync",
}


def outcome_of(error: BookingError, logs: Path) -> Outcome:
    """Return how a command ends on an error.

    Args:
        error: raised on purpose, anywhere.
        logs: the log file, named where the sentence alone does not help.
    """
    match error:
        case RefusedError():
            return refused(error.refusal)
        case UserError():
            return refused(Refusal((Problem(error.code, error.data),)))
        case AuthError() | EnvironmentProblem():
            return _environment(error.code, str(error))
        case Unavailable():
            return _environment(error.reason, str(error))
    log.error("a fault", exc_info=error)
    return unexpected(logs)


def unexpected(logs: Path) -> Outcome:
    """Return how a command ends on a fault of the program; the log has the rest."""
    return _environment("bug", f"The program failed; details are in {logs}.")


def refused(refusal: Refusal, *, queued: bool = False) -> Outcome:
    """Return the end of a command that was refused, with sentences and offers for people.

    Args:
        refusal: why.
        queued: it is about an act of the outbox, which may have been sent.
    """
    lines = []
    for one in refusal.problems:
        item = one.values.get("item")
        which = "" if item is None else f"Item {int(item) + 1}: "
        lines.append(which + words.problem(one, refusal.zone))
    advice = words.hint(refusal.code)
    if advice:
        lines.append(advice)
    as_of = times.as_of(refusal.as_of, refusal.zone)
    if refusal.as_of is not None and not queued:
        lines.append(f"Nothing was sent: the local copy says so, {as_of}.")
    if refusal.offers:
        lines.append(f"Instead ({as_of}):")
        lines += [f"  {_offer(one)}" for one in refusal.offers]
    return Outcome(Exit.REFUSED, tuple(lines), forms.refusal(refusal))


def _offer(found: ItemOffer) -> str:
    offered = found.offer
    when = times.stretch(offered.during, found.zone)
    return f"{words.OFFERS[offered.kind]:<14}{offered.resource_code}  {when}"


def _environment(code: str, message: str) -> Outcome:
    lines = [message]
    if code in ADVICE:
        lines.append(ADVICE[code])
    return Outcome(Exit.ENVIRONMENT, tuple(lines), {"code": code, "message": message})
