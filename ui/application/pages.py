"""The pages of the window, in the order in which they stand in the rail."""

from __future__ import annotations

from ui.navigation import Navigator
from ui.pages.base import Page
from ui.session import Session


def make_pages(session: Session, navigator: Navigator) -> list[Page]:
    """Return the pages of one session."""
    kinds: tuple[type[Page], ...] = ()
    return [kind(session, navigator) for kind in kinds]
