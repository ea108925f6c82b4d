"""A page that says one thing: what is happening, or what is wrong, and what one can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.assets import icon
from ui.dialogs.base import plain_label
from ui.i18n import Retranslated
from ui.theme import theme

Text = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its text in the language of the moment, and what it does."""

    text: Text
    act: Callable[[], None]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says.

    Attributes:
        title, text: in the language of the moment.
        detail: what the program itself says, with paths; "" for nothing.
        picture: name of an icon.
        busy: whether something is going on.
        choices: the first is what Return does.
    """

    title: Text
    text: Text = str
    detail: str = ""
    picture: str = ""
    busy: bool = False
    choices: tuple[Choice, ...] = ()


class NoticePage(Retranslated):
    """Shows one notice; `under` may hold something to be filled in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice(str)
        self._picture = QLabel()
        self.title = plain_label()
        self.text = plain_label()
        self.counted = plain_label("muted")
        self.detail = plain_label("muted")
        self.detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self.under = QVBoxLayout()
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._buttons: list[QPushButton] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._picture)
        rows.addWidget(self.title)
        rows.addWidget(self.text)
        rows.addWidget(self._progress)
        rows.addWidget(self.counted)
        rows.addWidget(self.detail)
        rows.addLayout(self.under)
        rows.addSpacing(4)
        rows.addLayout(self._row)
        rows.addStretch()
        theme().changed.connect(self._dress)
        self._dress()

    def show_notice(self, notice: Notice) -> None:
        """Say something else from now on."""
        self.notice = notice
        self.counted.clear()
        self.counted.hide()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._buttons = []
        for choice in notice.choices:
            button = QPushButton()
            if choice.kind:
                button.setProperty("kind", choice.kind)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, act=choice.act: act())
            self._row.addWidget(button)
            self._buttons.append(button)
        self._row.addStretch()
        self._progress.setVisible(notice.busy)
        self._dress()
        self.retranslate()
        if self._buttons:
            self._buttons[0].setFocus()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons as they stand."""
        return list(self._buttons)

    def count(self, sentence: str) -> None:
        """Say how far it is."""
        self.counted.setText(sentence)
        self.counted.setVisible(bool(sentence))

    def retranslate(self) -> None:
        """Set every text anew."""
        for label, text in (
            (self.title, self.notice.title()),
            (self.text, self.notice.text()),
            (self.detail, self.notice.detail),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._progress.setAccessibleName(self.title.text())
        for button, choice in zip(self._buttons, self.notice.choices, strict=True):
            button.setText(choice.text())

    def _dress(self) -> None:
        self.title.setFont(theme().font("title"))
        self._picture.setVisible(bool(self.notice.picture))
        if self.notice.picture:
            token = "warning" if self.notice.picture == "warning" else "accent"
            self._picture.setPixmap(icon(self.notice.picture, token).pixmap(40, 40))
