"""Reading a day for the schedule: what is seen at once, the rest when somebody needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from booking.errors import BookingError
from booking.model import Catalogue, Resource, Site
from booking.rules.daily import day_at, day_bounds
from booking.rules.interval import epoch
from booking.services.views import Picture
from ui.models.day import DayBook
from ui.models.facts import FactBook
from ui.session import Session

MOST_DAYS: Final = 3660
"""So far from today the schedule goes."""


class DayReader:
    """One day, read bit by bit.

    Attributes:
        catalogue: as it was when the day was opened.
        site: whose clocks count.
        book, facts: of the day.
        failed: told of what cannot be read.
    """

    def __init__(self, session: Session, failed: Callable[[Exception], None]) -> None:
        self._session = session
        self._schedule = session.desktop.schedule
        self.failed = failed
        self.catalogue: Catalogue | None = None
        self.site: Site | None = None
        self.book: DayBook | None = None
        self.facts: FactBook | None = None
        self._serial = 0

    def open(self, day: date | None, sites: tuple[str, ...]) -> bool:
        """Begin a day, None for today; returns whether there is anything to show.

        Args:
            day: local date of the first site that is shown.
            sites: codes, () for all.
        """
        self._serial += 1
        try:
            catalogue = self._session.local.catalogue()
        except BookingError as error:
            self.catalogue = self.book = self.facts = None
            self.failed(error)
            return False
        self.catalogue = catalogue
        ordered = sorted(catalogue.sites.values(), key=lambda one: (one.sort, one.code))
        here = [one for one in ordered if not sites or one.code in sites]
        if not here:
            self.book = self.facts = None
            return False
        self.site = here[0]
        shown = self._near(day)
        whole = day_bounds(self.site, shown)
        start, end = epoch(whole.start), epoch(whole.end)
        self.book = DayBook(shown, start, end, catalogue)
        self.facts = FactBook(catalogue, shown, start, end)
        return True

    def today(self) -> date:
        """Return the date that it is now there."""
        now = self._session.local.now()
        return now.date() if self.site is None else day_at(self.site, now)

    def stale(self) -> bool:
        """Whether inventory, rules or people have changed since the day was opened."""
        try:
            return self._session.local.catalogue() is not self.catalogue
        except BookingError:
            return True

    def read(self, resources: Iterable[Resource]) -> frozenset[int]:
        """Read what was not read of these rows; returns the rows that changed."""
        if self.book is None:
            return frozenset()
        leaves = self.book.unread(resources)
        if not leaves:
            return frozenset()
        try:
            picture = self._picture(self.book, leaves)
        except BookingError as error:
            self.failed(error)
            return frozenset()
        return self.book.put(picture, leaves)

    def read_all(self, done: Callable[[frozenset[int]], None]) -> None:
        """Read everything off the GUI thread; `done` gets the rows that changed."""
        book = self.book
        if book is None:
            return
        self._serial += 1
        serial = self._serial

        def take(picture: Picture) -> None:
            # What changed meanwhile has asked again.
            if serial == self._serial and book is self.book:
                done(book.put(picture))

        self._session.read(lambda: self._picture(book, None), take, self.failed)

    def complete(self) -> bool:
        """Whether all of the day was read."""
        book = self.book
        return book is not None and not book.unread(book.catalogue.resources.values())

    def expire(self, resources: frozenset[int] | None) -> None:
        """Hold these leaves for unread, None or none: all."""
        self._serial += 1
        if self.book is not None:
            self.book.expire(resources or None)

    def free_now(self, done: Callable[[frozenset[int]], None]) -> None:
        """Find the resources that nobody has at this moment and that are open."""
        catalogue = self.catalogue
        if catalogue is None:
            return
        now = self._session.local.now()

        def look() -> frozenset[int]:
            picture = self._schedule.day(now, now + timedelta(seconds=1))
            return free_at(picture.catalogue, picture, now)

        self._session.read(look, done, self.failed)

    def _near(self, day: date | None) -> date:
        today = self.today()
        if day is None:
            return today
        ahead = max(-MOST_DAYS, min(MOST_DAYS, (day - today).days))
        return today + timedelta(days=ahead)

    def _picture(self, book: DayBook, leaves: frozenset[int] | None) -> Picture:
        start, end = (datetime.fromtimestamp(at, UTC) for at in (book.start, book.end))
        return self._schedule.day(start, end, leaves)


def free_at(catalogue: Catalogue, picture: Picture, now: datetime) -> frozenset[int]:
    """Return the resources of which something is free and open at an instant."""
    books: dict[date, tuple[DayBook, FactBook]] = {}
    found = set()
    at = epoch(now)
    for resource in catalogue.resources.values():
        site = catalogue.sites.get(resource.site_id)
        if site is None:
            continue
        day = day_at(site, now)
        if day not in books:
            whole = day_bounds(site, day)
            start, end = epoch(whole.start), epoch(whole.end)
            book = DayBook(day, start, end, catalogue)
            book.put(picture)
            books[day] = book, FactBook(catalogue, day, start, end)
        book, facts = books[day]
        units = 1 if resource.parts else resource.units
        if facts.of(resource).open_at(at) and book.occupied(resource, at) < units:
            found.add(resource.id)
    return frozenset(found)
