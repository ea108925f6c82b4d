"""The password again, in a bar of the window; and a new one, in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from booking.errors import AuthError, UserError
from booking.model import LEAST_LETTERS
from ui import words
from ui.assets import icon
from ui.dialogs.base import Dialog, plain_label
from ui.i18n import Retranslated
from ui.theme import theme
from ui.widgets.password_field import PasswordField

if TYPE_CHECKING:
    from booking.credentials import Kept

Change = Callable[[str, str, Callable[["Kept | None"], None], Callable[[Exception], None]], None]
"""Changes (old, new), then calls one of the two on the GUI thread."""
STRONG: Final = 14
FAIR: Final = 11


class PasswordBar(Retranslated):
    """Asks for the password where the server did not take the one that was kept.

    Attributes:
        given: (password) somebody typed one.
        other: () somebody else wants to sign in.
    """

    given = Signal(str)
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = "no_password"
        self._login = ""
        self._picture = QLabel()
        self._sentence = plain_label()
        self.password = PasswordField()
        self.password.setMinimumWidth(180)
        self.password.entered.connect(self._enter)
        self.enter = QPushButton()
        self.enter.setProperty("kind", "primary")
        self.enter.clicked.connect(self._enter)
        self.somebody = QPushButton()
        self.somebody.setProperty("kind", "link")
        self.somebody.clicked.connect(self.other)
        frame = QFrame()
        frame.setProperty("card", "true")
        said, asked = QHBoxLayout(), QHBoxLayout()
        for part in (said, asked):
            part.setSpacing(10)
        said.addWidget(self._picture)
        said.addWidget(self._sentence, 1)
        asked.addWidget(self.password, 1, Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self.somebody, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, frame)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(10)
        self._row.addLayout(said, 1)
        self._row.addLayout(asked, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def ask(self, code: str, login: str = "") -> None:
        """Ask, and say why: "no_password", "wrong_password". What was typed stays."""
        self._code, self._login = code, login
        self.retranslate()
        self.password.setEnabled(True)
        self.enter.setEnabled(True)
        self.show()
        self.password.setFocus()
        self.password.line.selectAll()

    def answered(self) -> None:
        """Forget what was typed: the server took it."""
        self.password.clear()
        self.hide()

    def retranslate(self) -> None:
        """Set every text anew."""
        if self._code == "wrong_password":
            text = self.tr("The server does not take the password any more. It was changed, maybe.")
        else:
            text = self.tr("Please enter your password, so that what waits can be sent.")
        self._sentence.setText(text)
        self.password.set_name(self.tr("Password of {login}").format(login=self._login))
        self.password.line.setPlaceholderText(self.tr("Password"))
        self.enter.setText(self.tr("Connect"))
        self.somebody.setText(self.tr("Somebody else…"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: below one another where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < 40 * self.fontMetrics().averageCharWidth() + 380
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _enter(self) -> None:
        if not self.password.text():
            self.password.say(words.by_code("no_password"))
            return
        self.given.emit(self.password.text())

    def _dress(self) -> None:
        self._picture.setPixmap(icon("key", "warning").pixmap(20, 20))


class PasswordDialog(Dialog):
    """Changes one's own password: the old one, and twice the new one.

    Attributes:
        changed: (Kept or None) the server has the new one; where it is kept here.
        old, new, again: the fields.
    """

    changed = Signal(object)

    def __init__(self, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self._least = LEAST_LETTERS
        self._busy = False
        self._error: Exception | None = None
        self.old, self.new, self.again = PasswordField(), PasswordField(), PasswordField()
        self._labels = tuple(QLabel() for _ in range(3))
        self.hint = plain_label("muted")
        self.problem = plain_label("danger")
        self.problem.hide()
        self._explain = plain_label("muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._progress.hide()
        self.enter, self.cancel = QPushButton(), QPushButton()
        self.enter.setProperty("kind", "primary")
        self.enter.setDefault(True)
        self.enter.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.enter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(6)
        rows.addWidget(self._explain)
        rows.addSpacing(8)
        for label, field in zip(self._labels, (self.old, self.new, self.again), strict=True):
            label.setBuddy(field.line)
            rows.addWidget(label)
            rows.addWidget(field)
            if field is self.new:
                rows.addWidget(self.hint)
            rows.addSpacing(8)
        rows.addWidget(self.problem)
        rows.addWidget(self._progress)
        rows.addStretch()
        rows.addLayout(buttons)
        self.setMinimumWidth(440)
        self.new.changed.connect(self._rate)
        self.retranslate()

    def submit(self) -> None:
        """Change it, if what was typed can be right."""
        if self._busy:
            return
        self._say(None)
        if not self.old.text():
            self._say(AuthError("no_password", ""))
        elif len(self.new.text()) < self._least:
            self._say(UserError("password_short", {"minimum": self._least}))
        elif self.new.text() != self.again.text():
            self._say(UserError("passwords_differ"))
        else:
            self._wait(busy=True)
            self._change(self.old.text(), self.new.text(), self._done, self._failed)

    def _done(self, kept: Kept | None) -> None:
        self._wait(busy=False)
        for field in (self.old, self.new, self.again):
            field.clear()
        self.changed.emit(kept)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._wait(busy=False)
        self._say(error)

    def _wait(self, *, busy: bool) -> None:
        self._busy = busy
        self._progress.setVisible(busy)
        for part in (self.old, self.new, self.again, self.enter):
            part.setEnabled(not busy)

    def _say(self, error: Exception | None) -> None:
        self._error = error
        sentence = "" if error is None else self._sentence(error)
        field = self._field(error)
        for one in (self.old, self.new, self.again):
            one.say(sentence if one is field else "")
        self.problem.setText("" if field else sentence)
        self.problem.setVisible(bool(sentence) and field is None)
        self.grow()
        if field is not None:
            field.setFocus()
            field.line.selectAll()

    def _field(self, error: Exception | None) -> PasswordField | None:
        code = getattr(error, "code", "")
        if code in ("no_password", "wrong_password"):
            return self.old
        return {"password_short": self.new, "passwords_differ": self.again}.get(str(code))

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, AuthError) and error.code == "wrong_password":
            return self.tr("This is not your present password.")
        return words.error(error)

    def _rate(self) -> None:
        text = self.new.text()
        tone = "muted"
        if len(text) < self._least:
            hint = self.tr("At least {count} characters; several words are easy to remember.")
            hint = hint.format(count=self._least)
        elif strength(text) >= STRONG:
            hint, tone = self.tr("A strong password."), "ok"
        elif strength(text) >= FAIR:
            hint = self.tr("A fair password; longer is stronger.")
        else:
            hint, tone = self.tr("A weak password; longer is stronger."), "warning"
        self.hint.setText(hint)
        self.hint.setProperty("tone", tone)
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Change password"))
        self._explain.setText(
            self.tr("The password itself does not leave this computer; a connection is needed.")
        )
        texts = (
            self.tr("&Present password"),
            self.tr("&New password"),
            self.tr("New password, &once more"),
        )
        for label, field, text in zip(
            self._labels, (self.old, self.new, self.again), texts, strict=True
        ):
            label.setText(text)
            field.set_name(text.replace("&", ""))
        self.enter.setText(self.tr("Change password"))
        self.cancel.setText(self.tr("Cancel"))
        self._progress.setAccessibleName(self.tr("Asking the server…"))
        self._rate()
        self._say(self._error)


def strength(text: str) -> int:
    """Return how long a password is, counted in letters that say something new.

    Repetitions, steps such as "abc" or "321", and a single kind of letter count little.
    """
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    dull = sum(1 for step in steps if abs(step) <= 1)
    kinds = sum(
        any(kind(letter) for letter in text)
        for kind in (str.islower, str.isupper, str.isdigit, lambda x: not x.isalnum())
    )
    return min(len(text) - dull, 2 * len(set(text))) + max(0, kinds - 1)
