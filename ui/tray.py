"""The sign in the system's tray, where there is one; without it the window says all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.i18n import languages


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand, for the sign's tip and menu.

    Attributes:
        state: one short sentence, "" where nobody is signed in.
        waiting: acts that wait to be sent.
    """

    state: str = ""
    waiting: int = 0


class Notifier(Protocol):
    """Tells a person who may be looking elsewhere. Whatever it is told stands in the window too."""

    def notify(self, title: str, text: str) -> None:
        """Tell something now."""

    def show_standing(self, standing: Standing) -> None:
        """Say how things stand from now on."""

    def close(self) -> None:
        """Tell nothing more."""


class NoTray:
    """Where there is no tray: the window alone tells."""

    def notify(self, title: str, text: str) -> None:
        """Tell nothing."""

    def show_standing(self, standing: Standing) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Nothing is to be closed."""


class Tray(QObject):
    """The sign, its tip and its menu.

    Attributes:
        asked: () the window is wanted.
        quit: () the program shall end.
    """

    asked = Signal()
    quit = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing()
        self.menu = QMenu()
        self.state = self.menu.addAction("")
        self.waiting = self.menu.addAction("")
        for line in (self.state, self.waiting):
            line.setEnabled(False)
        self.menu.addSeparator()
        self.show_window = self.menu.addAction("")
        self.show_window.triggered.connect(self.asked)
        self.end = self.menu.addAction("")
        self.end.triggered.connect(self.quit)
        self.sign = QSystemTrayIcon(icon, self)
        self.sign.setContextMenu(self.menu)
        self.sign.activated.connect(self._activated)
        self.sign.messageClicked.connect(self.asked)
        languages.changed.connect(self._retranslate)
        self._retranslate()
        self.sign.show()

    def notify(self, title: str, text: str) -> None:
        """Tell something now."""
        self.sign.showMessage(title, text, self.sign.icon())

    def show_standing(self, standing: Standing) -> None:
        """Say how things stand from now on."""
        if standing != self._standing:
            self._standing = standing
            self._retranslate()

    def close(self) -> None:
        """Take the sign away."""
        self.sign.hide()
        self.menu.deleteLater()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.asked.emit()

    def _retranslate(self) -> None:
        standing = self._standing
        waiting = self.tr("%n change(s) wait to be sent", "", standing.waiting)
        self.state.setText(standing.state or self.tr("Nobody is signed in"))
        self.waiting.setText(waiting)
        self.waiting.setVisible(standing.waiting > 0)
        self.show_window.setText(self.tr("Show the window"))
        self.end.setText(self.tr("Quit"))
        lines = ["Loop Booking", self.state.text()]
        if standing.waiting:
            lines.append(waiting)
        self.sign.setToolTip("\n".join(lines))


def notifier(icon: QIcon, parent: QObject) -> Tray | NoTray:
    """Return the tray's sign where there is a tray, else what tells nothing."""
    # The only trustworthy question: a sign without a tray says that it is visible.
    return Tray(icon, parent) if QSystemTrayIcon.isSystemTrayAvailable() else NoTray()
