"""What happened behind the screen, for the message bar and the status line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from booking import events
from booking.model import Catalogue, Problem
from booking.rules import codes
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP
from ui.words.errors import by_code
from ui.words.names import operation
from ui.words.problems import problem

CONFIRMED: Final = {
    "book": QT_TRANSLATE_NOOP("event", "Your booking is confirmed."),
    "move": QT_TRANSLATE_NOOP("event", "Your booking is moved."),
    "resize": QT_TRANSLATE_NOOP("event", "Your booking has its new length."),
    "edit": QT_TRANSLATE_NOOP("event", "Your changes are confirmed."),
    "cancel": QT_TRANSLATE_NOOP("event", "Your booking is cancelled."),
    "item_add": QT_TRANSLATE_NOOP("event", "The addition to your booking is confirmed."),
    "item_drop": QT_TRANSLATE_NOOP("event", "The removal from your booking is confirmed."),
    "resource_put": QT_TRANSLATE_NOOP("event", "The inventory entry is confirmed."),
    "resource_retire": QT_TRANSLATE_NOOP("event", "The inventory entry is retired."),
    "closure_put": QT_TRANSLATE_NOOP("event", "The closure is confirmed."),
    "closure_lift": QT_TRANSLATE_NOOP("event", "The closure is lifted."),
}
REBUILT: Final = {
    "corrupt": QT_TRANSLATE_NOOP(
        "event", "The local copy was damaged and is fetched anew. Nothing is lost."
    ),
    "visibility": QT_TRANSLATE_NOOP(
        "event", "What you may see has changed, so the local copy is fetched anew."
    ),
    "mismatch": QT_TRANSLATE_NOOP(
        "event", "The local copy differed from the shared database and is fetched anew."
    ),
}
QUIET_REBUILDS: Final = frozenset(("first", "missing", "version"))
"""Reasons of `CacheRebuilt` that nobody needs to be told."""


def event(
    happened: events.Event,
    what: str = "",
    zone: str = "UTC",
    catalogue: Catalogue | None = None,
) -> str | None:
    """Return an event as a sentence, None for those that need none.

    Args:
        happened: the event.
        what: title of the booking, or name of the resource, that an act is about.
        zone: on whose clocks instants are shown.
        catalogue: names resources.
    """
    match happened:
        case events.ActEvent():
            return _act(happened, what, zone, catalogue)
        case events.WentOffline(reason=reason):
            return offline(reason)
        case events.CameOnline():
            return QCoreApplication.translate("event", "Connected to the shared database.")
        case events.AuthNeeded(code=code, message=message):
            return by_code(code, message)
        case events.Trouble(code=code, message=message):
            return by_code(code, message)
        case events.CacheRebuilt(reason=reason):
            return _rebuilt(reason)
        case events.ReadOnly(reason=reason):
            return read_only(reason)
    return _notice(happened)


def offline(reason: str) -> str:
    """Return why the shared database cannot be asked; `reason` as in `Unavailable`."""
    if reason == "busy":
        return QCoreApplication.translate(
            "event", "The shared database is busy. What you do is kept and sent later."
        )
    return QCoreApplication.translate(
        "event", "No connection to the shared database. What you do is kept and sent later."
    )


def read_only(reason: str) -> str | None:
    """Return why nothing is sent; None where that is over."""
    match reason:
        case "":
            return None
        case "client_too_old":
            return QCoreApplication.translate(
                "event",
                "This version of the program is too old to change anything. What waits is kept.",
            )
    return QCoreApplication.translate(
        "event",
        "The shared database is behind this desktop, perhaps after a recovery. Nothing is sent for"
        " now; what waits is kept.",
    )


def _notice(happened: events.Event) -> str | None:
    match happened:
        case events.EmptyingPull(resources=resources):
            return QCoreApplication.translate(
                "event",
                "The shared database shows nothing any more. The %n resource(s) known here stay for"
                " now.",
                "",
                resources,
            )
        case events.OutboxSetAside(kept=kept, salvaged=salvaged):
            text = QCoreApplication.translate(
                "event",
                "The outbox was damaged. It is kept as {file}, and %n change(s) were read out of"
                " it.",
                "",
                salvaged,
            )
            return text.format(file=kept)
        case events.ClockSkew(seconds=seconds):
            return _skew(seconds)
    return None


def _skew(seconds: float) -> str | None:
    if not seconds:
        return None
    off = shown.duration(abs(seconds) / 60)
    if seconds > 0:
        text = QCoreApplication.translate(
            "event", "This machine's clock is {length} slow. The shared database's time counts."
        )
    else:
        text = QCoreApplication.translate(
            "event", "This machine's clock is {length} fast. The shared database's time counts."
        )
    return text.format(length=off)


def _rebuilt(reason: str) -> str | None:
    if reason in QUIET_REBUILDS:
        return None
    if reason in REBUILT:
        return QCoreApplication.translate("event", REBUILT[reason])
    text = QCoreApplication.translate("event", "The local copy is fetched anew ({reason}).")
    return text.format(reason=reason)


def _act(happened: events.ActEvent, what: str, zone: str, catalogue: Catalogue | None) -> str:
    match happened:
        case events.ActConfirmed():
            return _confirmed(happened.op, what)
        case events.ActRefused(code=code, problems=problems):
            why = [problem(one, zone, catalogue) for one in problems or (Problem(code),)]
            text = QCoreApplication.translate("event", "{act} was refused. {why}")
            return text.format(act=_about(happened.op, what), why=shown.sentences(why))
        case events.ActExpired():
            text = QCoreApplication.translate("event", "{act} came too late. {why}")
            why_not = problem(Problem(codes.TOO_LATE))
        case events.ActQuarantined():
            text = QCoreApplication.translate("event", "{act} was set aside. {why}")
            why_not = problem(Problem(codes.BUG))
        case _:
            text = QCoreApplication.translate(
                "event",
                "{act} was sent again, because a recovery of the shared database had lost it.",
            )
            why_not = ""
    return text.format(act=_about(happened.op, what), why=why_not)


def _confirmed(op: str, what: str) -> str:
    if op not in CONFIRMED:
        return QCoreApplication.translate("event", "{act} is confirmed.").format(
            act=_about(op, what)
        )
    sentence = QCoreApplication.translate("event", CONFIRMED[op])
    if not what:
        return sentence
    text = QCoreApplication.translate("event", "{what}: {sentence}")
    return text.format(what=what, sentence=sentence)


def _about(op: str, what: str) -> str:
    noun = operation(op)
    if not what:
        return noun
    text = QCoreApplication.translate("event", "{act} “{what}”")
    return text.format(act=noun, what=what)
