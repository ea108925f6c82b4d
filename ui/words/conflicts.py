"""What came in the way of an act, and what one can do about it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.i18n import QT_TRANSLATE_NOOP

HEADINGS: Final[Mapping[str, str]] = {
    "taken": QT_TRANSLATE_NOOP("conflict", "Somebody else has this time"),
    "changed": QT_TRANSLATE_NOOP("conflict", "Somebody else changed this booking meanwhile"),
    "cancelled": QT_TRANSLATE_NOOP("conflict", "This booking was cancelled meanwhile"),
    "closed": QT_TRANSLATE_NOOP("conflict", "Closed or out of service"),
    "rules": QT_TRANSLATE_NOOP("conflict", "The rules speak against it"),
    "revoked": QT_TRANSLATE_NOOP("conflict", "This is not open to you any more"),
    "too_late": QT_TRANSLATE_NOOP("conflict", "Too late"),
    "too_old": QT_TRANSLATE_NOOP("conflict", "This version of the program is too old"),
    "earlier": QT_TRANSLATE_NOOP("conflict", "It built on a change that was refused"),
    "lost": QT_TRANSLATE_NOOP("conflict", "Lost in a recovery of the shared database"),
    "fault": QT_TRANSLATE_NOOP("conflict", "Set aside after a fault"),
    "other": QT_TRANSLATE_NOOP("conflict", "Refused"),
    "auth": QT_TRANSLATE_NOOP("conflict", "Your login is not accepted"),
    "read_only": QT_TRANSLATE_NOOP("conflict", "Nothing can be changed for now"),
    "busy": QT_TRANSLATE_NOOP("conflict", "The shared database is busy"),
    "offline": QT_TRANSLATE_NOOP("conflict", "No connection"),
    "skew": QT_TRANSLATE_NOOP("conflict", "This machine's clock is off"),
}
EXPLAINED: Final[Mapping[str, str]] = {
    "changed": QT_TRANSLATE_NOOP(
        "conflict", "Keep what they made of it, or put your change on top of theirs."
    ),
    "lost": QT_TRANSLATE_NOOP(
        "conflict",
        "It was confirmed once. The recovery lost it, and when it was sent again it was refused.",
    ),
    "fault": QT_TRANSLATE_NOOP(
        "conflict", "It was not sent again. You can try once more, or let it go."
    ),
    "skew": QT_TRANSLATE_NOOP(
        "conflict", "Set this machine's clock, so that what you see as now is now."
    ),
    "busy": QT_TRANSLATE_NOOP(
        "conflict", "Nothing is refused. What waits is sent as soon as it answers."
    ),
    "offline": QT_TRANSLATE_NOOP(
        "conflict", "Nothing is refused. What waits is sent when the connection is back."
    ),
}


def heading(kind: str) -> str:
    """Return what came in the way."""
    return QCoreApplication.translate("conflict", HEADINGS[kind])


def explained(kind: str) -> str:
    """Return what that means, "" where the problems say it all."""
    text = EXPLAINED.get(kind)
    return "" if text is None else QCoreApplication.translate("conflict", text)
