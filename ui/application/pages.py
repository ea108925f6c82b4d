"""The pages of the window, in the order in which they stand in the rail.

A page is loaded and made when it is first shown: the window does not wait for others.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from ui.pages.base import Page, Place

if TYPE_CHECKING:
    from ui.navigation import Navigator
    from ui.session import Session

PAGES: Final = {
    "schedule": "SchedulePage",
    "find": "FindPage",
    "mine": "MinePage",
    "inventory": "InventoryPage",
    "closures": "ClosuresPage",
}
"""Classes by name of the page, which is its module's and its icon's too."""
FOR_OFFICE: Final = frozenset({"inventory", "closures"})


def kind_of(name: str) -> type[Page]:
    """Return the class of a page."""
    found: type[Page] = getattr(importlib.import_module(f"ui.pages.{name}"), PAGES[name])
    return found


def places(
    session: Session, navigator: Navigator, made: Callable[[Page], None] = lambda _: None
) -> list[Place]:
    """Return the pages of one session; `made` is told of each when it has been made."""

    def make(name: str) -> Page:
        page = kind_of(name)(session, navigator)
        made(page)
        return page

    return [Place(name, name, name in FOR_OFFICE, partial(make, name)) for name in PAGES]
