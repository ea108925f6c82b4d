"""The page on which one signs in: an invitation, what it says, a password."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from booking.errors import AuthError, EnvironmentProblem, Unavailable, UserError
from booking.paths import Paths
from ui import words
from ui.dialogs import entering
from ui.dialogs.base import plain_label
from ui.dialogs.invitation_box import InvitationBox, InvitationCard
from ui.i18n import Retranslated
from ui.tasks import Tasks
from ui.theme import theme
from ui.widgets.password_field import PasswordField

if TYPE_CHECKING:
    from booking.bootstrap.online import Invitation, SignedIn

KEEPS: Final = ("keyring", "no", "file")
UNKNOWN_HOST: Final = ("failed to resolve host", "could not translate host name")
"""As psycopg says it, and as libpq does."""
OF_PASSWORD: Final = frozenset({"wrong_password", "no_password"})
OF_MACHINE: Final = frozenset(
    {"disk_full", "disk_error", "read_only", "damaged", "in_use", "busy", "other_version"}
)


class SignInPage(Retranslated):
    """Signs in; what was typed stays until that has worked.

    Attributes:
        entered: (SignedIn, password) the desk of this person is the current one now.
        back: () nobody wants to sign in after all; only where there is somewhere to go back to.
        box, card, password, keep, enter, cancel: the parts.
    """

    entered = Signal(object, str)
    back = Signal()

    def __init__(self, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._tasks = Tasks("sign-in", self)
        self._given_up = threading.Event()
        self._keyring: bool | None = None
        self._error: Exception | None = None
        self._note = ""
        self.title = plain_label()
        self.note = plain_label("muted")
        self.box = InvitationBox()
        self.box.given.connect(self.read)
        self.card = InvitationCard()
        self.card.other.connect(self.ask_invitation)
        self._back = QPushButton()
        self._back.setProperty("kind", "link")
        self._back.clicked.connect(self.back)
        self._back.hide()
        self._steps = QStackedWidget()
        self._steps.addWidget(self.box)
        self._steps.addWidget(self._second_step())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for row in (self.title, self.note, self._steps):
            rows.addWidget(row)
        rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch()
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()
        self.ask_invitation()

    def _second_step(self) -> QWidget:
        self.server_problem = plain_label("danger")
        self.server_problem.hide()
        self._password_label = plain_label()
        self.password = PasswordField()
        self.password.entered.connect(self.submit)
        self._password_label.setBuddy(self.password.line)
        self._keep_label = plain_label()
        self.keep = QComboBox()
        for value in KEEPS:
            self.keep.addItem("", value)
        self.keep.currentIndexChanged.connect(self._say_where)
        self._keep_label.setBuddy(self.keep)
        self.where = plain_label("muted")
        self.machine_problem = plain_label("danger")
        self.machine_problem.hide()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._doing = plain_label("muted")
        self.enter = QPushButton()
        self.enter.setProperty("kind", "primary")
        self.enter.setAutoDefault(True)
        self.enter.clicked.connect(self.submit)
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self.give_up)
        buttons = QHBoxLayout()
        buttons.addWidget(self._doing, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.enter)
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.card)
        rows.addWidget(self.server_problem)
        rows.addSpacing(10)
        rows.addWidget(self._password_label)
        rows.addWidget(self.password)
        rows.addSpacing(10)
        rows.addWidget(self._keep_label)
        rows.addWidget(self.keep)
        rows.addWidget(self.where)
        rows.addWidget(self.machine_problem)
        rows.addSpacing(10)
        rows.addWidget(self._progress)
        rows.addLayout(buttons)
        rows.addStretch()
        self._show_busy(busy=False)
        return page

    # --- what the application calls --------------------------------------------------------------

    def begin(self, note: str = "", *, may_go_back: bool = False) -> None:
        """Begin anew, with a sentence on why."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._back.setVisible(may_go_back)
        self.password.clear()
        self.ask_invitation()
        if self._keyring is None:
            self._tasks.run(entering.has_keyring, self._know_keyring)

    def read(self, given: str) -> None:
        """Read an invitation and show what it says."""
        self._tasks.run(
            lambda: entering.read_invitation(given), self._show_invitation, self._no_invitation
        )

    def idle(self) -> bool:
        """Whether nothing runs here."""
        return self._tasks.idle()

    def stop(self, seconds: float = 5.0) -> bool:
        """End the thread; returns whether it has ended."""
        self._given_up.set()
        return self._tasks.stop(seconds)

    # --- the first step --------------------------------------------------------------------------

    def ask_invitation(self) -> None:
        """Show where an invitation is given."""
        self.give_up()
        self.box.say("")
        self._show_error(None)
        self._steps.setCurrentWidget(self.box)
        self.box.setFocus()

    def _show_invitation(self, invitation: Invitation) -> None:
        self.box.say("")
        self._show_error(None)
        self.card.show_invitation(invitation)
        self._steps.setCurrentIndex(1)
        self.password.setFocus()

    def _no_invitation(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.data.get("reason") == "web":
            self.box.say(
                self.tr("Nothing is fetched from the web. Please save the file and choose it.")
            )
        else:
            self.box.say(words.error(error))
        self.box.line.setFocus()

    # --- the second step -------------------------------------------------------------------------

    def submit(self) -> None:
        """Sign in with what is on the page."""
        invitation, password = self.card.invitation, self.password.text()
        if invitation is None or not self.enter.isEnabled():
            return
        if not password:
            self._show_error(AuthError("no_password", ""))
            return
        self._show_error(None)
        given_up = self._given_up = threading.Event()
        keep = str(self.keep.currentData())
        self._show_busy(busy=True)

        def done(entered: SignedIn) -> None:
            if not given_up.is_set():
                self._show_busy(busy=False)
                self.password.clear()
                self.entered.emit(entered, password)

        def failed(error: Exception) -> None:
            if not given_up.is_set():
                self._show_busy(busy=False)
                self._show_error(error)

        self._tasks.run(
            lambda: entering.sign_in(self._paths, invitation, password, keep, given_up.is_set),
            done,
            failed,
        )

    def give_up(self) -> None:
        """Wait no longer for the server."""
        self._given_up.set()
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._doing.setVisible(busy)
        self.cancel.setVisible(busy)
        for part in (self.enter, self.keep, self.card, self.password):
            part.setEnabled(not busy)
        if busy:
            self.cancel.setFocus()
        elif self._steps.currentIndex() == 1:
            self.password.setFocus()

    def _know_keyring(self, found: bool) -> None:
        self._keyring = found
        self._say_where()

    def _say_where(self) -> None:
        match self.keep.currentData():
            case "keyring" if self._keyring is False:
                text = self.tr(
                    "This computer has no keyring: the password stays in memory, and you are asked"
                    " for it again when the program starts next time."
                )
            case "keyring":
                text = self.tr("You are not asked for it again on this computer.")
            case "no":
                text = self.tr("You are asked for it again when the program starts next time.")
            case _:
                text = self.tr(
                    "Whoever can read your files can read it. The file is open to your account"
                    " alone."
                )
        self.where.setText(text)

    def _show_error(self, error: Exception | None) -> None:
        self._error = error
        code = _code(error)
        sentence = "" if error is None else self._sentence(error)
        detail = "" if error is None else words.detail(error)
        in_password = code in OF_PASSWORD
        in_machine = code in OF_MACHINE
        self.password.say(sentence if in_password else "")
        for label, shown in (
            (self.machine_problem, in_machine),
            (self.server_problem, bool(error) and not in_password and not in_machine),
        ):
            label.setText(sentence if shown else "")
            label.setToolTip(detail if shown else "")
            label.setVisible(shown)
        if error is not None:
            self.password.setFocus()
            if in_password:
                self.password.line.selectAll()

    def _sentence(self, error: Exception) -> str:
        invitation = self.card.invitation
        if isinstance(error, Unavailable) and invitation is not None:
            if any(part in str(error) for part in UNKNOWN_HOST):
                return self.tr(
                    "There is no server named {host}, or this computer is offline."
                ).format(host=invitation.host)
            if error.reason == "offline":
                return self.tr(
                    "The server {host} does not answer. Please check the connection and try again."
                ).format(host=invitation.host)
        if isinstance(error, AuthError) and error.code == "login_disabled":
            return self.tr("This login is disabled. Please ask the office of your site.")
        return words.error(error)

    # --- texts -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(self.tr("Sign in"))
        self._back.setText(self.tr("Back"))
        self._password_label.setText(self.tr("&Password"))
        self.password.set_name(self.tr("Password"))
        self._keep_label.setText(self.tr("&Keep the password"))
        texts = (
            self.tr("In this computer's keyring"),
            self.tr("Only until the program ends"),
            self.tr("In a file that only I can read"),
        )
        for index, text in enumerate(texts):
            self.keep.setItemText(index, text)
        self.keep.setAccessibleName(self._keep_label.text().replace("&", ""))
        self._doing.setText(self.tr("Asking the server…"))
        self._progress.setAccessibleName(self._doing.text())
        self.enter.setText(self.tr("Sign in"))
        self.cancel.setText(self.tr("Cancel"))
        self._say_where()
        self._show_error(self._error)

    def _dress(self) -> None:
        self.title.setFont(theme().font("title"))


def _code(error: Exception | None) -> str:
    if isinstance(error, Unavailable):
        return ""
    return error.code if isinstance(error, AuthError | EnvironmentProblem | UserError) else ""
