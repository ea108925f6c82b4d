"""One card: what came in the way of an act, and what one can do about it with a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.assets import icon
from ui.dialogs.base import plain_label
from ui.theme import theme
from ui.widgets.offer_list import OfferList
from ui.widgets.problem_list import Note, ProblemList


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a card; `main` for what most will want."""

    text: str
    do: Callable[[], None]
    main: bool = False


class ConflictCard(QFrame):
    """Stays until one of its choices is taken."""

    def __init__(self, heading: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._tone = tone
        self._sign = QLabel(self)
        self.heading = plain_label()
        self.heading.setText(heading)
        self.heading.setFont(theme().font("heading"))
        self.what = plain_label("muted")
        self.problems = ProblemList(self)
        self.offers = OfferList(self, columns=2)
        self.buttons: list[QPushButton] = []
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 12, 14, 12)
        self._rows.setSpacing(6)
        self._rows.addLayout(head)
        self._rows.addWidget(self.what)
        self._rows.addWidget(self.problems)
        self._rows.addWidget(self.offers)
        self._rows.addLayout(self._choices)
        self.setAccessibleName(heading)
        theme().changed.connect(self._colour)
        self._colour()

    def tell(self, what: str, notes: Sequence[Note]) -> None:
        """Say what it is about and what spoke against it."""
        self.what.setText(what)
        self.what.setVisible(bool(what))
        self.problems.show_notes(notes)

    def compare(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show what they have and what I wanted, each under its name."""
        at = self._rows.indexOf(self.offers)
        for place, (name, text) in enumerate(rows):
            line = QHBoxLayout()
            label = QLabel(name, self)
            label.setProperty("tone", "muted")
            label.setMinimumWidth(72)
            value = plain_label()
            value.setText(text)
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(value, 1)
            self._rows.insertLayout(at + place, line)

    def choose(self, choices: Sequence[Choice]) -> None:
        """Offer buttons; the first that is `main` is the primary one."""
        self._choices.addStretch()
        for choice in choices:
            button = QPushButton(choice.text, self)
            button.setAutoDefault(False)
            if choice.main:
                button.setProperty("kind", "primary")
            button.clicked.connect(_quietly(choice.do))
            self._choices.addWidget(button)
            self.buttons.append(button)

    def button(self, text: str) -> QPushButton:
        """Return the button with a text."""
        return next(one for one in self.buttons if one.text() == text)

    def _colour(self) -> None:
        picture = {"danger": "conflict", "warning": "warning", "info": "waiting"}[self._tone]
        token = {"danger": "danger", "warning": "warning", "info": "accent"}[self._tone]
        size = QSize(20, 20)
        self._sign.setPixmap(icon(picture, token).pixmap(size, self.devicePixelRatio()))


def _quietly(work: Callable[[], None]) -> Callable[[bool], None]:
    """Return a slot for `clicked`, which tells whether a button is down."""

    def slot(_down: bool = False) -> None:
        work()

    return slot
