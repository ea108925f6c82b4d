"""The pages of a window, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from PySide6.QtWidgets import QStackedWidget

from ui.pages.base import Page, Place


class Pages(Mapping[str, Page]):
    """Pages by name, in the order of the rail; to ask for one makes it."""

    def __init__(self, places: Iterable[Place], stack: QStackedWidget) -> None:
        self.places = {place.name: place for place in places}
        self._stack = stack
        self._made: dict[str, Page] = {}
        self._sites: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Page:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self.places[name].make()
            found.set_sites(self._sites)
            self._stack.addWidget(found)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, name: object) -> bool:
        return name in self.places

    def made(self) -> tuple[Page, ...]:
        """Return the pages that were wanted so far."""
        return tuple(self._made.values())

    def set_sites(self, sites: tuple[str, ...]) -> None:
        """Have all pages show only these sites, those too that are made later."""
        self._sites = sites
        for page in self._made.values():
            page.set_sites(sites)

    def asked(self, name: str, show: Callable[[str], None]) -> Callable[..., None]:
        """Return what answers a request of the navigator for a page.

        A page that is there has heard the request itself; one that it makes has not.
        """

        def answer(*wanted: object) -> None:
            made = name in self._made
            page = self[name]
            if not made and wanted:
                page.take(wanted[0])
            show(name)

        return answer
