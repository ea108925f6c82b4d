"""What is shown when: opening, signing in, the first fetch, the desk's window, and leaving."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from booking.errors import AuthError, BookingError, EnvironmentProblem
from booking.log import log_file
from booking.paths import Paths
from ui import words
from ui.application.reports import Reports
from ui.assets import program_icon
from ui.crash import Faults
from ui.dialogs.notice import Choice, Notice
from ui.navigation import Message
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.tray import Standing, Tray, notifier

if TYPE_CHECKING:
    from booking.bootstrap import Desktop
    from booking.bootstrap.online import SignedIn
    from ui.application.desk import DeskWindow
    from ui.application.first import FirstFetch
    from ui.dialogs.start import StartWindow
    from ui.session import Session

OPENING_MS: Final = 250
"""A desk that is open before that is shown at once, without a window that says so."""
SAVE_MS: Final = 800
JOIN_S: Final = 40.0
"""Longer than a statement that hangs; nobody waits for it but a thread."""
END_S: Final = 5.0
AWAY: Final = frozenset({"login_disabled", "unknown_person", "not_signed_in"})
"""Codes of `AuthNeeded` with which nothing of the desk can be shown any more."""


class Program(QObject):
    """One run of the program, from `begin` to `end`.

    Attributes:
        desk: the desk's window, None while there is none.
        session: of the desk that is open, None while none is.
    """

    def __init__(self, paths: Paths, preferences: Preferences, faults: Faults) -> None:
        super().__init__()
        self._paths = paths
        self._preferences = preferences
        self.faults = faults
        self._tasks = Tasks("program", self)
        self.session: Session | None = None
        self.desk: DeskWindow | None = None
        self._kept = ""
        self._invitation = ""
        self._leaving: list[Session] = []
        self._ended = False
        self._start: StartWindow | None = None
        self._first: FirstFetch | None = None
        self._reports = Reports(faults, log_file(paths), self._window)
        self._reports.quit.connect(self.quit)
        self.notifier = notifier(program_icon(), self)
        if isinstance(self.notifier, Tray):
            self.notifier.asked.connect(self.raise_window)
            self.notifier.quit.connect(self.quit)
        self._slow = _timer(self, OPENING_MS, self._show_opening)
        self._saving = _timer(self, SAVE_MS, self._save_soon)

    @property
    def start(self) -> StartWindow:
        """The window while there is no desk to show, made when it is first wanted."""
        if self._start is None:
            start: StartWindow = importlib.import_module("ui.dialogs.start").StartWindow(
                self._paths
            )
            start.resize(900, 680)
            start.sign_in.entered.connect(self._entered)
            start.sign_in.back.connect(self._go_back)
            start.chosen.connect(lambda name: self._remember("language", name))
            start.bar.other.connect(self.switch_person)
            self._start = start
        return self._start

    # --- from outside ----------------------------------------------------------------------------

    def begin(self, invitation: str = "") -> None:
        """Show something as soon as Qt's loop runs.

        Args:
            invitation: text, link or path to sign in with, if somebody else is to.
        """
        self._invitation = invitation
        self._open()

    def end(self) -> bool:
        """Close everything; returns whether all threads have ended in time."""
        if self._ended:
            return True
        self._ended = True
        self._slow.stop()
        self._saving.stop()
        if self.desk is not None:
            self.desk.close()
        self.notifier.close()
        self._stop_first()
        ended = self._tasks.stop(END_S)
        if self._start is not None:
            self._start.close()
            ended = self._start.sign_in.stop(END_S) and ended
        if self.session is not None:
            ended = self.session.close(END_S) and ended
        ended = all([session.join(0.1) for session in self._leaving]) and ended
        self.save()
        return ended

    @Slot()
    def save(self) -> None:
        """Write what was chosen, and where the window stands, now."""
        if self.desk is not None:
            self._preferences.put("geometry", self.desk.geometry())
        try:
            self._preferences.save()
        except EnvironmentProblem as problem:
            self._say(words.error(problem))

    @Slot()
    def raise_window(self) -> None:
        """Bring the window to the front."""
        window = self._window()
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def quit(self) -> None:
        """End the program."""
        QApplication.exit(0)

    def idle(self) -> bool:
        """Whether nothing is being opened or left."""
        return self._tasks.idle() and (self._start is None or self._start.sign_in.idle())

    # --- opening ---------------------------------------------------------------------------------

    def _open(self, password: str = "") -> None:
        """Open the desk of whoever is signed in."""
        if self._start is None or not self._start.isVisible():
            self._slow.start()
        self._tasks.run(lambda: _opened(self._paths, password), self._start_session, self._failed)
        # Meanwhile the window and its first page are loaded here.
        importlib.import_module("ui.application.desk").load(self._preferences.values().get("page"))

    @Slot()
    def _go_back(self) -> None:
        self._open()

    def _show_opening(self) -> None:
        self.start.show_notice(Notice(lambda: self.tr("Opening your desk…"), busy=True))
        self.start.show()

    def _start_session(self, found: tuple[Desktop, bool]) -> None:
        desktop, complete = found
        self._slow.stop()
        self.session = session = _session(desktop, self)
        session.status_changed.connect(self._on_status)
        self._on_status(session.status)
        if complete:
            self._show_desk()
        else:
            self._watch_first(session)
            self.start.show()
        # Only now: it loads what speaks to databases, and a window comes first.
        QTimer.singleShot(0, self._start_syncing)

    @Slot()
    def _start_syncing(self) -> None:
        if self.session is not None and not self._ended:
            self.session.start()

    def _watch_first(self, session: Session) -> None:
        """Say what is fetched until there is something to show."""
        if self._first is None:
            module = importlib.import_module("ui.application.first")
            first: FirstFetch = module.FirstFetch(self.start, self)
            first.complete.connect(self._show_desk)
            first.leave.connect(self.sign_out)
            self._first = first
        self._first.begin(session)

    def _stop_first(self) -> None:
        if self._first is not None:
            self._first.stop()

    def _show_desk(self) -> None:
        assert self.session is not None
        desk: DeskWindow = importlib.import_module("ui.application.desk").DeskWindow(
            self.session, self._preferences.values(), self.notifier
        )
        self.desk = desk
        desk.remember.connect(self._remember)
        desk.sign_out_wanted.connect(self.sign_out)
        desk.switch_wanted.connect(self.switch_person)
        desk.quit_wanted.connect(self.quit)
        desk.show()
        if self._start is not None:
            self._start.hide()
        if self._kept:
            desk.say(Message(self._kept, "info", stays=True))
            self._kept = ""
        if self._preferences.problem is not None:
            text = self.tr("The settings could not be read, so the usual ones are used.")
            self._say(text)
            self._preferences.problem = None
        if self._invitation:
            self._say(self.tr("Sign out first to use another invitation."))
            self._invitation = ""

    def _failed(self, error: Exception) -> None:
        self._slow.stop()
        if isinstance(error, AuthError):
            self._show_sign_in()
            return
        title = self.tr("Your desk cannot be opened")
        retry = Choice(lambda: self.tr("Try again"), self._open, "primary")
        others: tuple[Choice, ...] = (Choice(lambda: self.tr("Quit"), self.quit),)
        if isinstance(error, EnvironmentProblem) and error.code == "damaged":
            others = (Choice(lambda: self.tr("Sign in"), self._show_sign_in), *others)
        self._tell(title, error, (retry, *others))

    def _tell(self, title: str, error: Exception, choices: tuple[Choice, ...]) -> None:
        self.start.show_notice(
            Notice(
                lambda: title,
                lambda: words.error(error),
                words.detail(error),
                "warning",
                choices=choices,
            )
        )
        self.start.show()

    # --- signing in ------------------------------------------------------------------------------

    def _show_sign_in(self, note: str = "", *, may_go_back: bool = False) -> None:
        self.notifier.show_standing(Standing())
        self.start.show_sign_in(note, may_go_back=may_go_back)
        self.start.show()
        if self._invitation:
            self.start.sign_in.read(self._invitation)
            self._invitation = ""

    def _entered(self, entered: SignedIn, password: str) -> None:
        wanted = entered.facts.facts.get("keep")
        if wanted == "keyring" and entered.kept != "keyring":
            self._kept = self.tr(
                "This computer has no keyring: the password stays in memory until the program ends."
            )
        self._show_opening()
        self._open(password)

    # --- leaving ---------------------------------------------------------------------------------

    @Slot()
    def sign_out(self) -> None:
        """Leave the desk: its copy goes, what waits stays."""
        module = importlib.import_module("ui.dialogs.entering")
        self._leave(self.tr("Signing out…"), lambda: module.sign_out(self._paths), self._left)

    @Slot()
    def switch_person(self) -> None:
        """Let somebody else sign in; until that has worked, the person stays."""
        self._leave(
            self.tr("Closing your desk…"),
            lambda: None,
            lambda _: self._show_sign_in(
                self.tr("The local copy of the last person is removed once you are signed in."),
                may_go_back=True,
            ),
        )

    def _leave(
        self, title: str, work: Callable[[], object], done: Callable[[object], None]
    ) -> None:
        session, self.session = self.session, None
        self._stop_first()
        self.start.show_notice(Notice(lambda: title, busy=True))
        self.start.show()
        self._close_desk()
        if session is not None:
            session.quiet()
            self._leaving.append(session)

        def leave() -> object:
            if session is not None and not session.join(JOIN_S):
                raise EnvironmentProblem("busy", "The synchronisation does not end.")
            return work()

        def over(result: object) -> None:
            if session is not None:
                self._leaving.remove(session)
                session.deleteLater()
            done(result)

        retry = Choice(
            lambda: self.tr("Try again"), lambda: self._leave(title, work, done), "primary"
        )
        self._tasks.run(leave, over, lambda error: self._tell(title, error, (retry,)))

    def _left(self, waiting: object) -> None:
        note = self.tr("You are signed out; the local copy is removed.")
        if waiting:
            assert isinstance(waiting, int)
            kept = self.tr(
                "%n change(s) stay here and are sent when you sign in again.", "", waiting
            )
            note = f"{note} {kept}"
        self._show_sign_in(note)

    def _close_desk(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.close()
            desk.deleteLater()

    def _on_status(self, status: object) -> None:
        session = self.session
        if session is None:
            return
        self.notifier.show_standing(_standing(session))
        code = session.status.auth
        if code not in AWAY:
            return
        # The copy is gone, or was never to be seen by this login: nothing is left to be shown.
        if code == "not_signed_in":
            note = words.by_code(code)
            self._leave(note, lambda: None, lambda _: self._show_sign_in(note))
            return
        choices = (
            Choice(lambda: self.tr("Sign in as somebody else…"), self._show_sign_in, "primary"),
            Choice(lambda: self.tr("Try again"), self._open),
        )
        title = self.tr("You cannot use this shared database now")
        error = AuthError(code, "")
        self._leave(title, lambda: None, lambda _: self._tell(title, error, choices))

    # --- small things ----------------------------------------------------------------------------

    def _window(self) -> QWidget:
        return self.desk.window if self.desk is not None else self.start

    def _say(self, text: str) -> None:
        if self.desk is not None:
            self.desk.say(Message(text, "warning"))

    @Slot(str, object)
    def _remember(self, name: str, value: object) -> None:
        self._preferences.put(name, value)
        if not self._ended:
            self._saving.start()

    def _save_soon(self) -> None:
        def failed(error: Exception) -> None:
            self._say(words.error(error))

        self._tasks.run(self._preferences.save, None, failed)


def _opened(paths: Paths, password: str) -> tuple[Desktop, bool]:
    """Return the desk, and whether there is something in it to show."""
    desktop: Desktop = importlib.import_module("booking.bootstrap").open_desktop(paths)
    try:
        if password:
            desktop.online().use_password(password)
        try:
            desktop.local.catalogue()
        except EnvironmentProblem as problem:
            if problem.code != "no_data":
                raise
            return desktop, False
    except BookingError:
        desktop.close()
        raise
    return desktop, True


def _session(desktop: Desktop, parent: Program) -> Session:
    session: Session = importlib.import_module("ui.session").Session(desktop, parent)
    return session


def _standing(session: Session) -> Standing:
    """Return how things stand, for the tray."""
    status = session.status
    if status.auth:
        state = words.by_code(status.auth)
    elif status.online:
        state = QCoreApplication.translate("Program", "Connected")
    elif status.online is None:
        state = QCoreApplication.translate("Program", "Connecting…")
    else:
        state = QCoreApplication.translate("Program", "Offline")
    return Standing(state, status.waiting)


def _timer(parent: Program, ms: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(slot)
    return timer
