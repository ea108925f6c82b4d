"""Sentences beside a field: what is wrong with it, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.assets import icon
from ui.theme import theme

_SIGNS = {
    "danger": ("warning", "danger"),
    "warning": ("warning", "warning"),
    "info": ("info", "accent"),
    "muted": ("info", "muted"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence.

    Attributes:
        tone: "danger", "warning", "info" or "muted".
        remedy: what a click on the link beside it does, in words; "" for none.
        mend: does it.
    """

    text: str
    tone: str = "danger"
    remedy: str = ""
    mend: Callable[[], None] | None = field(default=None, compare=False)


class ProblemList(QWidget):
    """Notes below one another; takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[Note, ...] = ()
        self._mends: list[Callable[[], None] | None] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 2, 0, 2)
        self._rows.setSpacing(2)
        self.setVisible(False)
        theme().changed.connect(self._colour)

    def notes(self) -> tuple[Note, ...]:
        """Return what is shown."""
        return self._notes

    def texts(self) -> list[str]:
        """Return the sentences that are shown."""
        return [note.text for note in self._notes]

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these and nothing else; what is new is read out by screen readers."""
        shown = tuple(dict.fromkeys(notes))
        self._mends[:] = [note.mend for note in shown]
        if shown == self._notes:
            return
        new = [note.text for note in shown if note.text not in self.texts()]
        self._notes = shown
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, note in enumerate(shown):
            self._rows.addWidget(self._row(place, note))
        self.setVisible(bool(shown))
        self.setAccessibleName(" ".join(self.texts()))
        if new and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, " ".join(new)))

    def _row(self, place: int, note: Note) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        sign = QLabel(row)
        sign.setObjectName("sign")
        sign.setProperty("tone_of", note.tone)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        text = QLabel(note.text, row)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setProperty("tone", note.tone)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        room = text.sizePolicy()
        room.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        # Else the label would not be asked how high it is in a narrow field.
        room.setHeightForWidth(True)
        text.setSizePolicy(room)
        line.addWidget(text, 1)
        if note.remedy:
            link = QPushButton(note.remedy, row)
            link.setProperty("kind", "remedy")
            link.setAutoDefault(False)
            link.clicked.connect(lambda: self._mend(place))
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self._sign(sign)
        return row

    def _mend(self, place: int) -> None:
        mend = self._mends[place] if place < len(self._mends) else None
        if mend is not None:
            mend()

    def _sign(self, sign: QLabel) -> None:
        picture, token = _SIGNS[sign.property("tone_of")]
        sign.setPixmap(icon(picture, token).pixmap(QSize(16, 16), self.devicePixelRatio()))

    def _colour(self) -> None:
        for sign in self.findChildren(QLabel, "sign"):
            self._sign(sign)
