"""A desk is opened, and what is said of it where there is no window."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from booking.errors import BookingError, EnvironmentProblem
from booking.paths import Paths
from ui import words
from ui.tray import Standing

if TYPE_CHECKING:
    from booking.bootstrap import Desktop
    from ui.session import Session


def opened(paths: Paths, password: str) -> tuple[Desktop, bool]:
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


def session_of(desktop: Desktop, parent: QObject) -> Session:
    """Return the session of an opened desk."""
    session: Session = importlib.import_module("ui.session").Session(desktop, parent)
    return session


def standing(session: Session) -> Standing:
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
