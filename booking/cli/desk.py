"""What commands that need somebody signed in have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from booking.bootstrap import Desktop, open_desktop
from booking.cli import forms, happenings
from booking.cli.outcome import Context, Outcome, Run
from booking.events import Event

DeskRun = Callable[[Context, Desktop], Outcome]


def with_desktop(run: DeskRun) -> Run:
    """Return a command that opens the current desk, runs, and tells what must be told."""

    def command(context: Context) -> Outcome:
        with opened(context) as (desktop, told):
            outcome = run(context, desktop)
        return _with_notices(outcome, told, context)

    return command


@contextmanager
def opened(context: Context) -> Iterator[tuple[Desktop, list[Event]]]:
    """Open the current desk; the list fills with the events that happen meanwhile."""
    desktop = open_desktop(context.paths)
    told: list[Event] = list(desktop.notices)
    end = desktop.events.subscribe(told.append)
    try:
        yield desktop, told
    finally:
        end()
        desktop.close()


def _with_notices(outcome: Outcome, told: list[Event], context: Context) -> Outcome:
    """Add what must be told, once each, whatever was asked for."""
    notices = [one for one in dict.fromkeys(told) if happenings.notice(one)]
    if not notices:
        return outcome
    if not context.output.as_json:
        for one in notices:
            context.output.stderr.write(f"Note: {happenings.notice(one)}\n")
    body = {**outcome.body, "notices": [forms.event(one) for one in notices]}
    return replace(outcome, body=body)
