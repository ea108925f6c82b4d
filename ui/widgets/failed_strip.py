"""What was refused, over the page that it concerns, each with what one can do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.assets import icon
from ui.theme import theme

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence on one act, with the buttons beside it: (text, what it does)."""

    text: str
    choices: tuple[tuple[str, Callable[[], None]], ...] = field(default=(), compare=False)


class FailedStrip(QWidget):
    """Shows the first few failures; takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Failure, ...] = ()
        self._signs: list[QLabel] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        theme().changed.connect(self._dress)
        self.hide()

    def texts(self) -> list[str]:
        """Return the sentences that are shown."""
        return [one.text for one in self._shown]

    def buttons(self) -> list[QPushButton]:
        """Return the buttons as they stand."""
        return [one for one in self.findChildren(QPushButton) if not one.isHidden()]

    def show_failures(self, failures: Sequence[Failure]) -> None:
        """Show these and nothing else."""
        shown = tuple(failures[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        self._signs = []
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for one in shown:
            self._rows.addWidget(self._row(one))
        self.setVisible(bool(shown))
        self._dress()

    def _row(self, one: Failure) -> QWidget:
        card = QFrame(self)
        card.setProperty("card", True)
        across = QHBoxLayout(card)
        across.setContentsMargins(12, 6, 8, 6)
        across.setSpacing(8)
        sign, text = QLabel(card), QLabel(one.text, card)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(text, 1)
        self._signs.append(sign)
        for place, (label, act) in enumerate(one.choices):
            button = QPushButton(label, card)
            button.setProperty("kind", "" if place == 0 else "link")
            button.clicked.connect(act)
            across.addWidget(button)
        return card

    def _dress(self) -> None:
        for sign in self._signs:
            picture = icon("conflict", "danger").pixmap(QSize(18, 18), self.devicePixelRatio())
            sign.setPixmap(picture)
