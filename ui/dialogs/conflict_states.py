"""What holds everything up now, as cards: no connection, a clock that is off; no refusal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from booking import events
from ui import format as shown
from ui import words
from ui.dialogs.conflict_card import Choice, ConflictCard
from ui.session import Session
from ui.widgets.problem_list import Note
from ui.words import conflicts as said


class StateCards(QObject):
    """A card that was dismissed comes again once what it told of was over.

    Attributes:
        dismissed: () one less is to be shown.
    """

    dismissed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._hidden: set[str] = set()

    def sentences(self) -> dict[str, str]:
        """Return what is to be told, by name."""
        status = self._session.status
        found: dict[str, str] = {}
        if status.auth:
            found["auth"] = words.by_code(status.auth)
        if status.read_only:
            found["read_only"] = words.read_only(status.read_only) or ""
        if status.online is False and status.waiting and not status.auth:
            name = "busy" if status.reason == "busy" else "offline"
            found[name] = said.explained(name)
        if status.skew_s:
            skew = events.ClockSkew(status.skew_s, self._session.local.now())
            found["skew"] = shown.sentences([words.event(skew) or "", said.explained("skew")])
        self._hidden &= set(found)
        return {name: text for name, text in found.items() if name not in self._hidden}

    def cards(self) -> dict[str, ConflictCard]:
        """Return new cards, by name."""
        found = {}
        for name, sentence in self.sentences().items():
            old = name == "read_only" and self._session.status.read_only == "client_too_old"
            card = ConflictCard(said.heading("too_old" if old else name), "info")
            card.tell("", [Note(sentence, "muted")])
            choices = [Choice(self.tr("Dismiss"), self._hider(name))]
            if name in ("busy", "offline"):
                choices.append(Choice(self.tr("Try now"), self._session.sync_now))
            if name == "skew":
                choices.append(Choice(self.tr("Compare again"), self._session.sync_now))
            card.choose(choices)
            found[name] = card
        return found

    def _hider(self, name: str) -> Callable[[], None]:
        def hide() -> None:
            self._hidden.add(name)
            self.dismissed.emit()

        return hide
