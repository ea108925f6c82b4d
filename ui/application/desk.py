"""The desk's window with its pages, and the dialogs that belong to the program as a whole."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from booking import events
from booking.log import log_file
from booking.services.views import BOOKING_OPS
from ui import words
from ui.application.pages import PAGES, kind_of, places
from ui.dialogs.booking_controller import BookingController
from ui.navigation import Message, Navigator
from ui.pages.base import Page
from ui.session import Session, Status
from ui.tray import Notifier
from ui.window import MainWindow

if TYPE_CHECKING:
    from booking.credentials import Kept
    from ui.dialogs.password import PasswordBar

_REFUSED = (events.ActRefused, events.ActExpired, events.ActQuarantined)


class DeskWindow(QObject):
    """One session's window, until `close`.

    Attributes:
        remember: (str, object) as the window's.
        sign_out_wanted, switch_wanted, quit_wanted: () what somebody chose.
        window: the window.
        bookings: answers pages that ask for a booking.
    """

    remember = Signal(str, object)
    sign_out_wanted = Signal()
    switch_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, session: Session, remembered: Mapping[str, Any], notifier: Notifier) -> None:
        super().__init__()
        self.session = session
        self._notifier = notifier
        self._asking = False
        self.navigator = Navigator(self)
        self._remembered = remembered
        self._bookings: BookingController | None = None
        pages = places(session, self.navigator, self._meet)
        self.window = MainWindow(session, self.navigator, pages, remembered)
        self.bookings = self._bookings = BookingController(
            session, self.navigator, self.window, self
        )
        for page in self.window.pages.made():
            page.use(self.bookings.acts, self.bookings.quick)
        self.window.teller.left = BOOKING_OPS
        self.window.remember.connect(self.remember)
        self.window.sign_in_asked.connect(self.ask_password)
        for name, slot in {
            "sign_out": self.ask_leave,
            "password": self.change_password,
            "about": self.show_about,
            "quit": self.quit_wanted.emit,
        }.items():
            self.window.actions_[name].triggered.connect(slot)
        self._bar: PasswordBar | None = None
        session.status_changed.connect(self._on_status)
        session.verdict.connect(self._on_verdict)
        session.happened.connect(self._on_event)
        self._on_status(session.status)

    @property
    def bar(self) -> PasswordBar:
        """The window's line that asks for the password again, made when it is first wanted."""
        if self._bar is None:
            bar: PasswordBar = importlib.import_module("ui.dialogs.password").PasswordBar()
            bar.hide()
            bar.given.connect(self._give)
            bar.other.connect(self.switch_wanted)
            middle = self.window.centralWidget()
            rows = middle.layout() if middle is not None else None
            assert isinstance(rows, QVBoxLayout), "the window stacks its parts"
            rows.insertWidget(0, bar)
            self._bar = bar
        return self._bar

    def _meet(self, page: Page) -> None:
        """Give a page that was just made what it needs beyond the navigator."""
        page.recall(self._remembered.get(page.name))
        page.remember.connect(self.remember)
        if self._bookings is not None:
            page.use(self._bookings.acts, self._bookings.quick)

    def show(self) -> None:
        """Show the window where it stood last."""
        self.window.show()

    def geometry(self) -> str:
        """Return where the window stands, as it remembers it."""
        return bytes(self.window.saveGeometry().toBase64().data()).decode()

    def say(self, message: Message) -> None:
        """Show a message in the window."""
        self.navigator.say.emit(message)

    def close(self) -> None:
        """Close the window and let go of the session."""
        self.session.status_changed.disconnect(self._on_status)
        self.session.verdict.disconnect(self._on_verdict)
        self.session.happened.disconnect(self._on_event)
        self.bookings.close()
        self.window.close()
        self.window.deleteLater()

    # --- the login -------------------------------------------------------------------------------

    @Slot()
    def ask_password(self) -> None:
        """Ask for the password in the window's bar."""
        code = self.session.status.auth or "no_password"
        self.bar.ask(code, self.session.desktop.facts.login)

    def _on_status(self, status: Status) -> None:
        if status.auth in ("wrong_password", "no_password"):
            self._asking = False
            if not self.bar.isVisible():
                self.ask_password()

    def _on_event(self, event: events.Event) -> None:
        if isinstance(event, events.CameOnline) and self._asking:
            self._asking = False
            self.bar.answered()
            self.session.ask(lambda line: line.remember(), _forget_it, _forget_it)

    def _give(self, password: str) -> None:
        self._asking = True
        self.bar.hide()
        self.session.signed_in_again(password)

    @Slot()
    def change_password(self) -> None:
        """Open the dialog for a new password."""

        def change(
            old: str,
            new: str,
            done: Callable[[Kept | None], None],
            failed: Callable[[Exception], None],
        ) -> None:
            self.session.ask(lambda line: line.change_password(new, old), done, failed)

        dialog = importlib.import_module("ui.dialogs.password").PasswordDialog(change, self.window)
        dialog.changed.connect(self._changed)
        dialog.open()

    def _changed(self, kept: object) -> None:
        def changed() -> str:
            if str(kept) == "session":
                return self.tr(
                    "Your password is changed. It stays in memory until the program ends."
                )
            return self.tr("Your password is changed.")

        self.say(Message.of(changed, "done"))

    @Slot()
    def ask_leave(self) -> None:
        """Ask whether somebody wants to leave, and say what that does."""
        me = self.session.local.visible().me()
        name = me.name if me is not None else self.session.desktop.facts.login
        leaving = importlib.import_module("ui.dialogs.switch_person")
        dialog = leaving.LeaveDialog(name, self.session.status.waiting, self.window)
        # Queued: the window goes, and the dialog's own call must be over by then.
        queued = Qt.ConnectionType.QueuedConnection
        dialog.sign_out.connect(self.sign_out_wanted, queued)
        dialog.switch.connect(self.switch_wanted, queued)
        dialog.open()

    # --- about -----------------------------------------------------------------------------------

    @Slot()
    def show_about(self) -> None:
        """Open the dialog about the program."""
        desktop = self.session.desktop
        folders = {
            "data": desktop.paths.data,
            "desk": desktop.facts.folder,
            "log": log_file(desktop.paths),
        }
        about = importlib.import_module("ui.dialogs.about")
        dialog = about.AboutDialog(about.Parts(desktop.facts.server, folders), self.window)
        dialog.opened.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        dialog.open()
        self.session.ask(lambda line: line.server_version(), dialog.show_server, dialog.no_server)

    # --- the tray --------------------------------------------------------------------------------

    def _on_verdict(self, event: events.ActEvent) -> None:
        if not isinstance(event, _REFUSED) or self.window.isActiveWindow():
            return
        # Without its title: whoever stands by may read it.
        text = words.event(event)
        if text:
            self._notifier.notify(self.tr("Not accepted"), text)


def load(page: object) -> None:
    """Load a page before it is made; the first one where there is none of that name."""
    kind_of(page if isinstance(page, str) and page in PAGES else next(iter(PAGES)))


def _forget_it(_: object) -> None:
    """Keeping a password is a convenience; where it fails, it is asked for again."""
