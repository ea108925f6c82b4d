"""What every page of the main window is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.i18n import Retranslated
from ui.navigation import Draft, Navigator
from ui.session import Session

if TYPE_CHECKING:
    from ui.dialogs.booking_acts import BookingActs


class Page(Retranslated):
    """A page over one session.

    It reads again when the session's picture changed while it is in front, and when it comes to the
    front with a picture that is older.

    Attributes:
        remember: (str, object) something to know again at the next start, by the page's name. Give
            it back to `recall`.
        name: stable name, as `Navigator.page` uses it.
        icon_name: of the rail.
        for_office: only for people who administer a site.
        refusals: beginnings of operations whose refusals it shows by itself, over its rows.
    """

    remember = Signal(str, object)
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

    def recall(self, kept: object) -> None:
        """Be as at the last time; what makes no sense any more is passed over."""

    def use(self, acts: BookingActs, quick: Callable[[Draft, QRect], None]) -> None:
        """Have acts made together with the rest of the window's, and what is drawn booked."""

    def take(self, wanted: object) -> None:
        """Do what another page asked for before this one was made; see `Navigator`."""

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


@dataclass(frozen=True, slots=True)
class Place:
    """A page that is made when it is first wanted.

    Attributes:
        name, icon_name, for_office: as of the page.
        make: makes it, once.
    """

    name: str
    icon_name: str
    for_office: bool
    make: Callable[[], Page]


def place_of(page: Page) -> Place:
    """Return the place of a page that is made already."""
    return Place(page.name, page.icon_name, page.for_office, lambda: page)
