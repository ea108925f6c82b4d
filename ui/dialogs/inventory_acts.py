"""Makes acts on the inventory and says what came of them, each with a way back for ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from booking import events
from booking.errors import BookingError
from booking.model import Closure
from booking.services.inventory import Inventory, QueuedChange
from booking.services.views import WAITING, Act, ActState
from ui import words
from ui.navigation import Message, Navigator
from ui.session import Session

VERDICT_MS: Final = 700
"""So long a verdict is waited for before it is said that it has not come yet."""
KEPT: Final = 200
"""Of so many acts it is remembered what they were made from."""

Work = Callable[[], QueuedChange]
Done = Callable[[tuple[QueuedChange, ...]], None]
Failed = Callable[[Exception], None]


@dataclass
class _Group:
    """Acts that were made together and are told of together.

    Attributes:
        what: they are about, in a few words.
        back: whether they take something back.
        said: whether it was said that they wait.
        open: ids of those that have no verdict yet.
    """

    changes: tuple[QueuedChange, ...]
    what: str
    back: bool = False
    said: bool = False
    open: set[UUID] = field(default_factory=set)


class InventoryActs(QObject):
    """Acts on resources and closures, from wherever they are asked for.

    Refusals of the shared database are told by the window, and stand in the pages' rows.

    Attributes:
        made: (tuple of QueuedChange) acts were queued.
    """

    made = Signal(object)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self._groups: list[_Group] = []
        self._bases: dict[UUID, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(VERDICT_MS)
        self._timer.timeout.connect(self._look)
        session.verdict.connect(self._on_verdict)

    def make(
        self,
        works: Sequence[Work],
        what: str,
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Make several acts as one: all are queued or none.

        Args:
            works: each makes one act with a verb of `Inventory`.
            what: they are about, in a few words.
            done: called with what was queued.
            failed: called with the error; without it a sentence is said.
        """
        inventory = self.session.inventory

        def queued(changes: tuple[QueuedChange, ...]) -> None:
            self._follow(changes, what)
            if done is not None:
                done(changes)

        self.session.act(lambda: _all(inventory, works), queued, failed or self._trouble)

    def undo(self, changes: Sequence[QueuedChange], what: str) -> None:
        """Take acts back: withdraw them, or make the opposite."""
        inventory = self.session.inventory

        def work() -> tuple[QueuedChange, ...]:
            found = [inventory.undo(one) for one in reversed(changes)]
            return tuple(one for one in found if one is not None)

        def done(opposite: tuple[QueuedChange, ...]) -> None:
            ids = {one.act.id for one in changes}
            self._groups = [one for one in self._groups if not one.open & ids]
            if opposite:
                self._follow(opposite, what, back=True)
            else:
                self._say(lambda: self.tr("Taken back: {what}.").format(what=what), "done")

        def sentence(error: Exception) -> str:
            why = words.error(error, catalogue=self.session.local.visible())
            return self.tr("This cannot be taken back. {why}").format(why=why)

        def failed(error: Exception) -> None:
            self._say(lambda: sentence(error), "warning")

        self.session.act(work, done, failed)

    def dismiss(self, act: Act) -> None:
        """Note that a verdict was seen."""
        self.session.act(lambda: self.session.acts.dismiss_all([act]), None, self._trouble)

    def base_of(self, act: Act) -> Mapping[str, Any] | None:
        """Return the document from which an act of this run was made, None where not known."""
        found = self._bases.get(act.id)
        return found if isinstance(found, Mapping) else None

    def closure_base_of(self, act: Act) -> Closure | None:
        """Return the same for an act on a closure."""
        found = self._bases.get(act.id)
        return found if isinstance(found, Closure) else None

    def stop(self) -> None:
        """Say nothing more."""
        self._timer.stop()
        self._groups.clear()

    # --- what is said ----------------------------------------------------------------------------

    def _follow(self, changes: tuple[QueuedChange, ...], what: str, *, back: bool = False) -> None:
        for one in changes:
            self._bases[one.act.id] = one.before
        while len(self._bases) > KEPT:
            self._bases.pop(next(iter(self._bases)))
        self._groups.append(_Group(changes, what, back, open={one.act.id for one in changes}))
        self.made.emit(changes)
        if self.session.status.online:
            self._timer.start()
        else:
            self._look()

    def _look(self) -> None:
        """Take verdicts that came before anybody listened; say what waits."""
        for group in tuple(self._groups):
            for key in tuple(group.open):
                act = self.session.acts.get(key)
                if act is None or act.state not in WAITING:
                    confirmed = act is not None and act.state is ActState.CONFIRMED
                    self._settle(group, key, confirmed=confirmed)
            if group.open and not group.said:
                group.said = True
                self._say(partial(self._waiting, group), "info", group)

    def _on_verdict(self, event: events.ActEvent) -> None:
        for group in tuple(self._groups):
            if event.act in group.open and not isinstance(event, events.ActLost):
                good = isinstance(event, events.ActConfirmed)
                self._settle(group, event.act, confirmed=good)

    def _settle(self, group: _Group, key: UUID, *, confirmed: bool) -> None:
        group.open.discard(key)
        if not confirmed:
            # What was not done is not told of as done, and cannot be taken back.
            group.changes = tuple(one for one in group.changes if one.act.id != key)
        if group.open:
            return
        self._groups = [one for one in self._groups if one is not group]
        if group.changes:
            # The way back stands beside the sentence that it waits; a second one would mislead.
            self._say(lambda: self._confirmed(group), "done", None if group.said else group)

    def _waiting(self, group: _Group) -> str:
        if group.back:
            text = self.tr("Taking back: {what}. Waiting for confirmation.")
        else:
            text = self.tr("Asked for: {what}. Waiting for confirmation.")
        return text.format(what=group.what)

    def _confirmed(self, group: _Group) -> str:
        if group.back:
            return self.tr("Taken back: {what}.").format(what=group.what)
        if len(group.changes) > 1:
            return self.tr("Done: {what}.").format(what=group.what)
        act = group.changes[0].act
        event = events.ActConfirmed(act.id, act.op, act.subject)
        return words.event(event, group.what) or group.what

    def _say(self, said: Callable[[], str], tone: str, undo: _Group | None = None) -> None:
        if undo is None:
            self.navigator.say.emit(Message.of(said, tone))
            return
        changes, what = undo.changes, undo.what
        self.navigator.say.emit(Message.of(said, tone, lambda: self.undo(changes, what)))

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, BookingError):
            self.session.failed.emit(error)
            return
        visible = self.session.local.visible
        self._say(lambda: words.error(error, catalogue=visible()), "warning")


def _all(inventory: Inventory, works: Sequence[Work]) -> tuple[QueuedChange, ...]:
    """Make every act; where one is refused, those before it are taken back."""
    made: list[QueuedChange] = []
    try:
        for work in works:
            made.append(work())
    except BookingError:
        for one in reversed(made):
            inventory.undo(one)
        raise
    return tuple(made)
