"""How things stand, told by the status line, the rail's badge and the panel of what waits."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from booking.services.views import Standing as Shown
from ui.navigation import Navigator
from ui.session import Session, Status
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from booking.services.local import Local
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
        self._counting = self._again = False
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
        self._on_change()

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

    def _on_change(self, _resources: object = None) -> None:
        """Count anew: what others do makes what waits likely lost."""
        if self._counting:
            self._again = True
            return
        self._counting = True
        local = self._session.local
        self._session.read(lambda: _counts(local), self._counted, self._uncounted)

    def _counted(self, found: tuple[int, int]) -> None:
        failed, likely_lost = found
        self._line.set_failed(failed)
        self._rail.set_conflicts(failed + likely_lost)
        self._go_on()

    def _uncounted(self, error: Exception) -> None:
        self._session.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._counting = False
        if self._again:
            self._again = False
            self._on_change()


def _counts(local: Local) -> tuple[int, int]:
    """Return how many acts failed, and how many bookings are likely lost; reads the cache."""
    lost = sum(one.standing is Shown.LIKELY_LOST for one in local.changed())
    return local.failed(), lost
