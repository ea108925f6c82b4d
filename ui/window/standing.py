"""How things stand, told by the status line, the rail's badge and the panel of what waits."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from booking.errors import BookingError
from ui.navigation import Navigator
from ui.session import Session, Status
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from ui.dialogs.waiting import WaitingPanel


class Standing(QObject):
    """Keeps them true to one session.

    Attributes:
        writable: (bool) whether anything can be booked or changed.
    """

    writable = Signal(bool)

    def __init__(
        self, session: Session, navigator: Navigator, line: StatusLine, rail: Rail
    ) -> None:
        super().__init__(line)
        self._session = session
        self._line = line
        self._rail = rail
        self._zone = "UTC"
        self._navigator = navigator
        self._fetching = False
        self._panel: WaitingPanel | None = None
        line.asked.connect(self.show_waiting)
        session.status_changed.connect(self._on_status)
        session.progress.connect(self._on_progress)
        session.changed.connect(self._on_change)

    @property
    def panel(self) -> WaitingPanel:
        """The panel of what waits, made when it is first wanted."""
        if self._panel is None:
            self._panel = importlib.import_module("ui.dialogs.waiting").WaitingPanel(
                self._session, self._navigator, self._line
            )
        return self._panel

    def begin(self) -> None:
        """Say how things stand now."""
        self._on_status(self._session.status)
        self._count_failed()

    def set_zone(self, zone: str) -> None:
        """Show instants on the clocks of this zone."""
        self._zone = zone
        self._line.set_zone(zone)

    def show_waiting(self) -> None:
        """Open the panel of what waits."""
        self.panel.open(self._line, self._line.faults(), self._zone)

    def _on_status(self, status: Status) -> None:
        self._line.set_status(status)
        fetching = status.as_of is None and status.online is not False and not status.auth
        if fetching != self._fetching:
            self._fetching = fetching
            self._line.set_progress(0 if fetching else None)
        if self._panel is not None:
            self._panel.set_faults(self._line.faults())
        self.writable.emit(not status.read_only)

    def _on_progress(self, rows: int, total: int) -> None:
        if self._fetching:
            self._line.set_progress(rows, total)

    def _on_change(self, resources: frozenset[int] | None) -> None:
        if resources is None:
            self._count_failed()

    def _count_failed(self) -> None:
        try:
            failed = self._session.local.failed()
        except BookingError as error:
            self._session.failed.emit(error)
            return
        self._line.set_failed(failed)
        self._rail.set_conflicts(failed)
