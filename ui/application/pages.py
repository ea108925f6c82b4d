"""The pages of the window, in the order in which they stand in the rail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ui.dialogs.booking_controller import BookingController
from ui.navigation import Navigator
from ui.pages.base import Page
from ui.pages.closures import ClosuresPage
from ui.pages.find import FindPage
from ui.pages.inventory import InventoryPage
from ui.pages.mine import MinePage
from ui.pages.schedule import SchedulePage
from ui.session import Session

PAGES: Final[tuple[type[Page], ...]] = (
    SchedulePage,
    FindPage,
    MinePage,
    InventoryPage,
    ClosuresPage,
)


def make_pages(session: Session, navigator: Navigator) -> list[Page]:
    """Return the pages of one session."""
    return [kind(session, navigator) for kind in PAGES]


def connect_pages(
    pages: Sequence[Page],
    bookings: BookingController,
    remember: Callable[[str, object], None],
    remembered: Mapping[str, Any],
) -> None:
    """Give pages what they need beyond the navigator.

    Args:
        pages: of one window.
        bookings: answers what is drawn on the schedule.
        remember: told what is to be known again at the next start.
        remembered: what was told last time.
    """
    for page in pages:
        if isinstance(page, SchedulePage | InventoryPage | ClosuresPage):
            page.recall(remembered.get(page.name))
            page.remember.connect(remember)
        if isinstance(page, SchedulePage):
            page.asked.connect(bookings.quick)
            page.deeds.use(bookings.acts)
