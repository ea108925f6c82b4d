"""What was refused, and what waits: cards that stay until one has decided."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from booking.model import Catalogue
from booking.services.bookings import ItemWish, NewBooking
from booking.services.drafts import draft_of
from booking.services.views import BOOKING_OPS, Act, ActState, Standing
from ui import words
from ui.dialogs import told
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.booking_acts import BookingActs
from ui.dialogs.conflict_card import Choice, ConflictCard
from ui.dialogs.conflict_cases import Conflict, Kind, Picture, afresh, gather, instead
from ui.dialogs.conflict_states import StateCards
from ui.dialogs.conflict_words import about, wanted
from ui.navigation import Message, Navigator
from ui.session import Session
from ui.theme import theme
from ui.widgets.problem_list import Note, ProblemList
from ui.words import conflicts as said

_WIDTH: Final = 640
_AGAIN: Final = frozenset(
    {Kind.TAKEN, Kind.CLOSED, Kind.RULES, Kind.REVOKED, Kind.EARLIER, Kind.LOST, Kind.FAULT}
    | {Kind.OTHER, Kind.TOO_OLD}
)
"""Kinds against which asking once more may help."""


class ConflictsDialog(Dialog):
    """Reads again whenever something changes; a card that is still there keeps its place.

    Attributes:
        edit: (Act) what a refused act wanted is to be edited and booked.
        cards: of acts that failed, by the act's id.
        states: cards of what holds everything up now, by name.
        waiting: what waits.
    """

    edit = Signal(object)

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        acts: BookingActs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # What is done here can be undone in the window, which must stay at hand for that.
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._session = session
        self._navigator = navigator
        self._acts = acts
        self._picture: Picture | None = None
        self._drawn: tuple[object, ...] | None = None
        self._over = False
        self._state_cards = StateCards(session, self)
        self._state_cards.dismissed.connect(self._rebuild)
        self.cards: dict[UUID, ConflictCard] = {}
        self.states: dict[str, ConflictCard] = {}
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.waiting = ProblemList()
        self._dismiss_all = QPushButton(self)
        self._close = QPushButton(self)
        for button in (self._dismiss_all, self._close):
            button.setAutoDefault(False)
        self._dismiss_all.setProperty("kind", "quiet")
        self._dismiss_all.clicked.connect(self.dismiss_all)
        self._close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 14)
        buttons.addWidget(self._dismiss_all)
        buttons.addStretch()
        buttons.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._area, 1)
        rows.addLayout(buttons)
        self.resize(QSize(_WIDTH, 560))
        self.setMinimumSize(QSize(480, 320))
        session.changed.connect(self._read)
        session.status_changed.connect(self._follow)
        theme().changed.connect(self._rebuild)
        self.retranslate()
        self._read()

    def dismiss_all(self) -> None:
        """Let all that failed go."""
        if self._picture is not None:
            self._acts.dismiss(one.act for one in self._picture.conflicts)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Refused and waiting"))
        self._dismiss_all.setText(self.tr("Dismiss all"))
        self._close.setText(self.tr("Close"))
        self._rebuild()

    def _read(self, *_: object) -> None:
        session = self._session
        session.read(lambda: gather(session), self._take)

    def _take(self, picture: Picture) -> None:
        if not self._over:
            self._picture = picture
            self._follow()

    def _follow(self, *_: object) -> None:
        """Build anew where there is something else to tell; a pressed button stays in place."""
        if self._picture is not None and self._drawn != self._told(self._picture):
            self._rebuild()

    def _told(self, picture: Picture) -> tuple[object, ...]:
        """Return all that the cards are made of."""
        failed = tuple(
            (one.act.id, one.kind, one.act.problems, one.offers, one.theirs)
            for one in picture.conflicts
        )
        waiting = tuple(
            (one.act.id, one.act.state, one.projected and one.projected.standing)
            for one in picture.waiting
        )
        return failed, waiting, tuple(self._state_cards.sentences().items()), id(picture.catalogue)

    # --- building --------------------------------------------------------------------------------

    def _rebuild(self, *_: object) -> None:
        picture = self._picture
        if picture is None:
            return
        self._drawn = self._told(picture)
        bar = self._area.verticalScrollBar()
        at, held = bar.value(), self._held()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        self.states = self._state_cards.cards()
        self.cards = {one.act.id: self._card(one, picture.catalogue) for one in picture.conflicts}
        for card in (*self.states.values(), *self.cards.values()):
            column.addWidget(card)
        self.waiting = ProblemList(body)
        if picture.waiting:
            heading = plain_label()
            heading.setFont(theme().font("heading"))
            heading.setText(self.tr("Waiting to be confirmed"))
            column.addWidget(heading)
            self.waiting.show_notes(self._waiting_notes(picture))
            column.addWidget(self.waiting)
        if not (self.cards or self.states or picture.waiting):
            empty = plain_label("muted")
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            empty.setText(
                self.tr(
                    "Nothing was refused and nothing waits.\nWhat cannot be done will stand here,"
                    " with what can be had instead."
                )
            )
            column.addStretch()
            column.addWidget(empty)
        column.addStretch()
        self._area.setWidget(body)
        bar.setValue(at)
        self._dismiss_all.setVisible(len(self.cards) > 1)
        self._hold(held)

    def _held(self) -> tuple[UUID, str] | None:
        """Return whose button has the focus, and its text."""
        focus = self.focusWidget()
        for key, card in self.cards.items():
            for button in card.buttons:
                if button is focus:
                    return key, button.text()
        return None

    def _hold(self, held: tuple[UUID, str] | None) -> None:
        """Put the focus where it was, else on what most will want of the first card."""
        cards = {**{str(key): card for key, card in self.cards.items()}, **self.states}
        buttons = self.cards[held[0]].buttons if held and held[0] in self.cards else []
        same = [button for button in buttons if held and button.text() == held[1]]
        first = next((card.buttons[-1] for card in cards.values()), self._close)
        (same[0] if same else first).setFocus()

    def _card(self, conflict: Conflict, catalogue: Catalogue) -> ConflictCard:
        tone = "warning" if conflict.kind in (Kind.CHANGED, Kind.TOO_LATE) else "danger"
        card = ConflictCard(said.heading(conflict.kind), tone)
        act, refusal = conflict.act, conflict.refusal
        zone = "UTC" if refusal is None else refusal.zone
        notes = [Note(words.problem(one, zone, catalogue)) for one in act.problems]
        more = said.explained(conflict.kind)
        if more:
            notes = [*([] if conflict.kind is Kind.CHANGED else notes), Note(more, "muted")]
        now = self._session.local.now()
        card.tell(about(conflict.concern, catalogue, now), notes)
        if conflict.kind is Kind.CHANGED and conflict.theirs is not None:
            theirs = told.line(conflict.theirs, catalogue, now)
            mine = wanted(conflict.concern, catalogue, now)
            card.compare([(self.tr("Theirs"), theirs), (self.tr("Yours"), mine)])
        card.offers.show_offers([words.offer(one, catalogue) for one in conflict.offers])
        card.offers.taken.connect(lambda place: self._take_offer(conflict, place))
        card.choose(self._choices(conflict, catalogue))
        return card

    def _waiting_notes(self, picture: Picture) -> list[Note]:
        notes = []
        for one in picture.waiting:
            what = about(one, picture.catalogue, self._session.local.now())
            likely_lost = one.projected and one.projected.standing is Standing.LIKELY_LOST
            queued = one.act.state is ActState.QUEUED
            state = words.act_state(one.act.state)
            if queued and likely_lost:
                state = words.standing(Standing.LIKELY_LOST)
            text = self.tr("{what} ({state})").format(what=what, state=state)
            remedy = self.tr("Take back") if queued else ""
            tone = "warning" if queued and likely_lost else "muted"
            notes.append(Note(text, tone, remedy, self._withdrawer(one.act)))
        return notes

    def _withdrawer(self, act: Act) -> Callable[[], None]:
        return lambda: self._acts.withdraw(act)

    # --- what one can do -------------------------------------------------------------------------

    def _choices(self, conflict: Conflict, catalogue: Catalogue) -> list[Choice]:
        act = conflict.act

        def dismiss() -> None:
            self._acts.dismiss([act])

        if conflict.kind is Kind.CHANGED:
            return [
                Choice(self.tr("Keep theirs"), dismiss),
                Choice(self.tr("Put mine on top"), lambda: self._retry(act), main=True),
            ]
        choices = [Choice(self.tr("Dismiss"), dismiss)]
        if conflict.kind is Kind.CANCELLED:
            new = afresh(conflict, catalogue, self._session.local.now())
            if new is not None:
                book = partial(self._book, act, new)
                choices.append(Choice(self.tr("Book it again"), book, main=True))
            return choices
        if act.op == "book" and draft_of(act) is not None:
            choices.append(Choice(self.tr("Edit and book…"), lambda: self._edit(act)))
        if conflict.kind in _AGAIN:
            choices.append(Choice(self.tr("Try again"), lambda: self._retry(act)))
        return choices

    def _take_offer(self, conflict: Conflict, place: int) -> None:
        act = conflict.act
        wish = instead(act, conflict.offers[place])
        if isinstance(wish, NewBooking):
            self._book(act, wish)
        elif wish is not None:
            booking, change = wish

            def done(_: object) -> None:
                self._acts.dismiss([act])

            if isinstance(change, ItemWish):
                self._acts.add(booking, change, done=done)
            else:
                self._acts.change(booking, change, done=done)

    def _book(self, act: Act, wish: NewBooking) -> None:
        self._acts.book(wish, done=lambda _: self._acts.dismiss([act]))

    def _retry(self, act: Act) -> None:
        if act.op in BOOKING_OPS:
            self._acts.retry(act)
            return
        session = self._session

        def failed(error: Exception) -> None:
            catalogue = session.local.visible()
            said = partial(words.error, error, catalogue=catalogue)
            self._navigator.say.emit(Message.of(said, "warning"))

        session.act(lambda: session.acts.retry(act), None, failed)

    def _edit(self, act: Act) -> None:
        """Fill the editor with what was refused; the card goes when that is booked."""
        self.reject()
        self.edit.emit(act)

    # --- going -----------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Qt's: nothing is read any more once it is closed."""
        self._session.changed.disconnect(self._read)
        self._session.status_changed.disconnect(self._follow)
        theme().changed.disconnect(self._rebuild)
        self._over = True
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Return presses the button that has the focus."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QPushButton):
                focus.click()
            return
        super().keyPressEvent(event)
