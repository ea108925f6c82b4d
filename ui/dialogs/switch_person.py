"""Leaving: what goes, what stays, and who comes next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.base import Dialog, plain_label
from ui.theme import theme


class LeaveDialog(Dialog):
    """Says what signing out does, and does it only when asked.

    Attributes:
        sign_out: () leave the place to whoever comes.
        switch: () let somebody else sign in; the person stays if he does not.
    """

    sign_out = Signal()
    switch = Signal()

    def __init__(self, person: str, waiting: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        self._waiting = waiting
        self._title = plain_label()
        self._title.setFont(theme().font("heading"))
        self._copy = plain_label()
        self._kept = plain_label("warning" if waiting else "muted")
        self.cancel, self.other, self.leave = QPushButton(), QPushButton(), QPushButton()
        self.leave.setProperty("kind", "primary")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.other.clicked.connect(self._switch)
        self.leave.clicked.connect(self._leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        buttons.addWidget(self.other)
        buttons.addWidget(self.leave)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        for label in (self._title, self._copy, self._kept):
            rows.addWidget(label)
        rows.addStretch()
        rows.addLayout(buttons)
        self.setMinimumWidth(460)
        self.cancel.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Sign out"))
        self._title.setText(self.tr("Sign {person} out?").format(person=self._person))
        self._copy.setText(
            self.tr(
                "The local copy of the shared data is removed from this computer, and the password"
                " is forgotten."
            )
        )
        if self._waiting:
            text = self.tr(
                "%n change(s) were not sent yet. They stay here and are sent when the same person"
                " signs in again; nobody else can see them.",
                "",
                self._waiting,
            )
        else:
            text = self.tr("Nothing waits to be sent.")
        self._kept.setText(text)
        self.cancel.setText(self.tr("Stay signed in"))
        self.other.setText(self.tr("Sign in as somebody else…"))
        self.leave.setText(self.tr("Sign out"))

    def _leave(self) -> None:
        self.accept()
        self.sign_out.emit()

    def _switch(self) -> None:
        self.accept()
        self.switch.emit()
