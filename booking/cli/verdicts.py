"""Send what was queued and wait for the server's word, or say that it waits."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

from booking.bootstrap import Desktop
from booking.cache.act import WAITING, Act, ActState
from booking.cli import forms, typed, words
from booking.cli.errors import refused
from booking.cli.outcome import Context, Exit, Outcome
from booking.errors import AuthError, BookingError, EnvironmentProblem, Unavailable
from booking.rules import codes
from booking.services.bookings import Queued
from booking.services.refusal import RefusedError

WAIT_SECONDS: Final = 5.0
# No newer data makes these well formed.
FINAL: Final = frozenset(
    {codes.BAD_REQUEST, codes.BAD_TEXT, codes.BAD_TIME, codes.TOO_LARGE, codes.NOT_ALLOWED}
)

T = TypeVar("T")


def add_online(parser: argparse.ArgumentParser, *, wait: bool = True) -> None:
    """Add the options of commands that talk to the server."""
    if wait:
        parser.add_argument(
            "--wait",
            type=typed.seconds,
            default=WAIT_SECONDS,
            metavar="SECONDS",
            help="how long to wait for the server's answer (default 5; 0: only queue it)",
        )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="read the password from a file, where it is not kept",
    )


def prepare_password(context: Context, desktop: Desktop) -> None:
    """Have a password at hand where none is kept: out of a file, or by asking at a terminal."""
    line = desktop.online()
    given: Path | None = getattr(context.args, "password_file", None)
    if given is not None:
        line.use_password(typed.read_password(given))
    elif not line.has_password() and typed.at_terminal():
        line.use_password(typed.ask_password(f"Password of {desktop.facts.login}: "))


def fresh_advice(context: Context, desktop: Desktop, act: Callable[[], T]) -> T:
    """Return `act()`; where the local copy speaks against it, bring it up to date and ask again.

    A copy that is some hours old must not refuse what is free by now.

    Raises:
        RefusedError, EnvironmentProblem ("no_data"): it stays refused, or nobody answers.
    """
    try:
        return act()
    except RefusedError as error:
        if error.code in FINAL or not _refresh(context, desktop):
            raise
    except EnvironmentProblem as error:
        if error.code != "no_data" or not _refresh(context, desktop):
            raise
    return act()


def _refresh(context: Context, desktop: Desktop) -> bool:
    """Bring the local copy up to date within --wait; returns whether it is."""
    wait: float = context.args.wait
    if wait <= 0:
        return False
    try:
        prepare_password(context, desktop)
    except (AuthError, EnvironmentProblem):
        return False
    context.output.progress("Asking the shared database ...")
    return desktop.online().sync(wait).up_to_date


def send(context: Context, desktop: Desktop, queued: Queued) -> Outcome:
    """Send an act on a booking and wait for its verdict as long as --wait says."""
    outcome = await_verdict(context, desktop, queued.act, {})
    projected = desktop.local.projected(UUID(queued.act.subject)) or queued.booking
    catalogue = desktop.local.visible()
    shown = forms.booking(projected, catalogue) if projected else None
    lines = outcome.lines
    if projected is not None and outcome.exit in (Exit.DONE, Exit.WAITING):
        lines = (*lines[:1], *words.booking_lines(projected, catalogue), *lines[1:])
    return replace(outcome, lines=lines, body={**outcome.body, "booking": shown})


def await_verdict(context: Context, desktop: Desktop, act: Act, body: Mapping[str, Any]) -> Outcome:
    """Send an act and wait for its verdict as long as --wait says.

    Args:
        context: the command's.
        desktop: its desk.
        act: queued already, so that nothing is lost whatever happens here.
        body: further fields for the JSON object.
    """
    wait: float = context.args.wait
    problem: BookingError | None = None
    if wait > 0:
        try:
            prepare_password(context, desktop)
            context.output.progress("Waiting for the shared database ...")
            settled = desktop.online().settle(act.id, wait)
            act, problem = settled.act, settled.problem
        except KeyboardInterrupt:
            problem = Unavailable("You stopped waiting for the answer.", reason="interrupted")
        except (AuthError, EnvironmentProblem, Unavailable) as error:
            problem = error
        act = desktop.acts.get(act.id) or act
    return _verdict(desktop, act, body, problem)


def _verdict(
    desktop: Desktop, act: Act, body: Mapping[str, Any], problem: BookingError | None
) -> Outcome:
    shown = {"act": forms.act(act), **body}
    if act.state is ActState.CONFIRMED:
        return Outcome(Exit.DONE, (f"{words.DONE[act.op]}.",), shown)
    if act.state in WAITING:
        return _waits(act, shown, problem)
    end = refused(desktop.bookings.explain(act), queued=True)
    return Outcome(Exit.REFUSED, end.lines, {**end.body, **shown})


def _waits(act: Act, shown: Mapping[str, Any], problem: BookingError | None) -> Outcome:
    reason, why = _why(problem)
    lines = (
        f"{why} Your act is kept in the outbox and is sent later ({words.doing(act)}).",
        "Look at it with `loop-booking outbox`, send it with `loop-booking sync`.",
    )
    body = {"code": "waiting", "reason": reason, "message": why, **shown}
    return Outcome(Exit.WAITING, lines, body)


def _why(problem: BookingError | None) -> tuple[str, str]:
    match problem:
        case Unavailable(reason="offline"):
            return "offline", "The shared database cannot be reached now."
        case Unavailable(reason="busy"):
            return "busy", "The shared database is busy."
        case Unavailable():
            return problem.reason, str(problem)
        case AuthError() | EnvironmentProblem():
            return problem.code, str(problem)
        case None:
            return "not_waited", "There is no answer yet."
    return "bug", "Sending failed; the log says why."
