"""What every page of the main window is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.i18n import Retranslated
from ui.navigation import Navigator
from ui.session import Session


class Page(Retranslated):
    """A page over one session.

    It reads again when the session's picture changed while it is in front, and when it comes to the
    front with a picture that is older.

    Attributes:
        name: stable name, as `Navigator.page` uses it.
        icon_name: of the rail.
        for_office: only for people who administer a site.
        refusals: beginnings of operations whose refusals it shows by itself, over its rows.
    """

    name: ClassVar[str] = ""
    icon_name: ClassVar[str] = ""
    for_office: ClassVar[bool] = False
    refusals: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, session: Session, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self.sites: tuple[str, ...] = ()
        self._stale = True
        session.changed.connect(self._on_change)

    def title(self) -> str:
        """Return the page's name for people."""
        raise NotImplementedError

    def refresh(self, resources: frozenset[int] | None) -> None:
        """Read again what changed: occupation of these leaf resources, or None for anything."""
        raise NotImplementedError

    def set_sites(self, sites: tuple[str, ...]) -> None:
        """Show only these sites (codes), () for all."""
        if sites != self.sites:
            self.sites = sites
            self._on_change(None)

    def focus_search(self) -> None:
        """Put the cursor where one types to filter or look for something, if there is such."""

    def look_for(self, text: str) -> None:
        """Show what fits a text, if the page has a filter."""
        self.focus_search()

    def _on_change(self, resources: frozenset[int] | None) -> None:
        if self.isVisible():
            self.refresh(None if self._stale else resources)
            self._stale = False
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: read what changed while the page was away."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh(None)
