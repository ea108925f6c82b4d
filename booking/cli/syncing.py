"""`sync` and `watch`."""

from __future__ import annotations

import threading
from typing import Any

from booking.bootstrap import Desktop
from booking.cli import forms, happenings, times, words
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.progress import counting
from booking.cli.verdicts import add_online, prepare_password
from booking.errors import AuthError, EnvironmentProblem
from booking.events import ActEvent, AuthNeeded, Event
from booking.sync.outcome import Outcome as Round

SYNC = """\
Send what waits in the outbox, in order, and fetch what is new. Verdicts are told one by one.

Exit 0: up to date and nothing waits. 5: something still waits (offline, or the server is busy).
"""
WATCH = """\
Stay connected: send what is queued, fetch changes as they happen, and print each event as a line
(with --json as one JSON object a line). Ctrl-C ends it; nothing is lost.
"""
SYNC_SECONDS = 300.0


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    sync = add_command(commands, "sync", with_desktop(_sync), "send and fetch", SYNC)
    add_online(sync, wait=False)
    watch = add_command(commands, "watch", with_desktop(_watch), "stay connected", WATCH)
    add_online(watch, wait=False)


def _sync(context: Context, desktop: Desktop) -> Outcome:
    prepare_password(context, desktop)
    line = desktop.online()
    desktop.events.subscribe(counting(context.output))
    ended = line.sync(SYNC_SECONDS)
    verdicts = [one for one in context.told if isinstance(one, ActEvent)]
    waiting = desktop.acts.waiting()
    as_of = desktop.local.as_of()
    body: dict[str, Any] = {
        "result": ended.result.value,
        "verdicts": [forms.event(one) for one in verdicts],
        "waiting": waiting,
        "as_of": times.stamp(as_of),
    }
    lines = [text for one in verdicts if (text := happenings.event(one))]
    return _ended(ended, lines, body, waiting)


def _ended(ended: Round, lines: list[str], body: dict[str, Any], waiting: int) -> Outcome:
    if isinstance(ended.problem, (AuthError, EnvironmentProblem)):
        raise ended.problem
    if ended.up_to_date and not waiting:
        return Outcome(Exit.DONE, (*lines, "Up to date."), body)
    if ended.problem is not None:
        body |= {"code": ended.result.value, "message": str(ended.problem)}
        lines.append(str(ended.problem))
    if waiting:
        lines.append(f"{words.waiting(waiting)} in the outbox.")
        return Outcome(Exit.WAITING, tuple(lines), body)
    end = Exit.DONE if ended.up_to_date else Exit.ENVIRONMENT
    return Outcome(end, tuple(lines), body)


def _watch(context: Context, desktop: Desktop) -> Outcome:
    prepare_password(context, desktop)
    stopped: list[AuthNeeded] = []
    ended = threading.Event()

    def tell(happened: Event) -> None:
        text = happenings.event(happened)
        try:
            if text:
                context.output.say(text)
            context.output.emit(forms.event(happened))
        except (OSError, ValueError):
            # Whoever read this has gone.
            ended.set()
        if isinstance(happened, AuthNeeded):
            stopped.append(happened)
            ended.set()

    desktop.events.subscribe(tell)
    worker = desktop.online().worker()
    worker.start()
    try:
        ended.wait()
    except KeyboardInterrupt:
        return Outcome(Exit.DONE, ("Stopped watching.",), streamed=True)
    finally:
        worker.stop()
    if stopped:
        raise AuthError(stopped[0].code, stopped[0].message)
    return Outcome(Exit.DONE, streamed=True)
