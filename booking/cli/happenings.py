"""Plain English for the terminal: what happens while syncing."""

from __future__ import annotations

from dataclasses import replace

from booking import events
from booking.cli import forms
from booking.cli.outcome import Context, Outcome
from booking.cli.words import DOINGS, SENTENCES, problem, short
from booking.model import Problem
from booking.rules import codes


def event(happened: events.Event) -> str | None:
    """Return an event as a line for people; None for those that need no line."""
    match happened:
        case events.ActEvent():
            return _act_event(happened)
        case events.CacheChanged(resources=None):
            return "The data changed."
        case events.CacheChanged(resources=touched) if touched:
            return f"The occupation of {len(touched)} resources changed."
        case events.WentOffline():
            busy = "The shared database is busy; what waits is kept."
            return busy if happened.reason == "busy" else f"Offline: {happened.message}"
        case events.CameOnline():
            return "Connected to the shared database."
        case events.AuthNeeded() | events.Trouble():
            return happened.message
    return notice(happened)


def notice(happened: events.Event) -> str | None:
    """Return what must be told whatever one asked for; None for all other events."""
    match happened:
        case events.OutboxSetAside():
            kept, salvaged = happened.kept, happened.salvaged
            acts = "1 act was" if salvaged == 1 else f"{salvaged} acts were"
            return f"The outbox was damaged: it is kept as {kept}, and {acts} read out of it."
        case events.CacheRebuilt():
            return _rebuilt(happened.reason)
        case events.EmptyingPull():
            return "The server shows nothing at all any more; the old data stays for now."
        case events.ClockSkew():
            return _skew(happened.seconds)
        case events.ReadOnly(reason="client_too_old"):
            return f"{SENTENCES[codes.CLIENT_TOO_OLD]} What waits is kept."
        case events.ReadOnly(reason="server_behind"):
            return "The server is behind this desktop (after a recovery?); nothing is sent."
        case events.ActLost():
            return _act_event(happened)
    return None


def _skew(seconds: float) -> str:
    if not seconds:
        return "This machine's clock is right again."
    side = "behind" if seconds > 0 else "ahead"
    off = f"{abs(seconds):.0f} seconds"
    return f"This machine's clock is {off} {side}; the server's time counts."


def with_notices(outcome: Outcome, context: Context) -> Outcome:
    """Add what must be told, once each, whatever was asked for."""
    found = [one for one in dict.fromkeys(context.told) if notice(one)]
    if not found:
        return outcome
    if not context.output.as_json:
        for one in found:
            context.output.stderr.write(f"Note: {notice(one)}\n")
    return replace(outcome, body={**outcome.body, "notices": [forms.event(one) for one in found]})


def _rebuilt(reason: str) -> str | None:
    if reason in ("first", "missing", "version"):
        return None
    if reason == "corrupt":
        return "The local copy was damaged and is pulled anew; nothing is lost."
    if reason == "visibility":
        return "Your rights changed, so the local copy is pulled anew."
    if reason == "mismatch":
        return "The local copy was not what the server has, so it is pulled anew."
    return f"The local copy is pulled anew ({reason})."


def _act_event(happened: events.ActEvent) -> str:
    subject = happened.subject.removeprefix("resource:")
    name = subject if subject != happened.subject else short(subject)
    what = f"{DOINGS.get(happened.op, happened.op)} {name}"
    match happened:
        case events.ActRefused():
            found = happened.problems or (Problem(happened.code),)
            return f"Refused: {what}. {' '.join(map(problem, found))}"
        case events.ActExpired():
            return f"Too late: {what}. {SENTENCES[codes.TOO_LATE]}"
        case events.ActQuarantined():
            return f"Set aside: {what}. {SENTENCES[codes.BUG]}"
        case events.ActLost():
            return f"Lost in a recovery of the server, and sent again: {what}."
    return f"Confirmed: {what}."
