"""Bring the cache up to the server's head: pages of three feeds, then the cursor.

A page and its position are one transaction, so a torn pull goes on where it stopped. The cursor
moves last, in one transaction with the last pages; an ordinary pull is a single transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from booking.cache import apply, shadow, state
from booking.cache.engine import Cache
from booking.cache.sqlite import Connection
from booking.errors import BookingError, BugError
from booking.shared.doors import Gateway, Hello, Known, Page, Want
from booking.sync import sanity

PAGE: Final = 5000


class Told(Protocol):
    """Who is told how far a pull is."""

    def expect(self, rows: int) -> None:
        """About so many rows are still to come."""
        ...

    def count(self, feed: str, rows: int) -> None:
        """A page of a feed came with so many rows."""
        ...


class EmptiedError(BookingError):
    """What changed would leave no resource at all; a full pull has to confirm that."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull changed. `resources` None: anything may have."""

    changed: bool
    resources: frozenset[int] | None = frozenset()


def anchor_of(hello: Hello) -> state.Anchor:
    """Return the anchor to keep once everything up to `hello.head` is applied."""
    return state.Anchor(hello.tl, hello.head, hello.event, hello.event_hash)


def owner_of(hello: Hello) -> state.Owner:
    """Return whose cache it is."""
    return state.Owner(hello.person_id, hello.tenant_id, hello.login, hello.zone, hello.vis_gen)


def known(cache: Cache) -> Known:
    """Return what to tell the server about this cache.

    A torn pull leaves rows beyond the cursor. They count: on a timeline that forked below them they
    must go.
    """

    def work(connection: Connection) -> Known:
        anchor = state.anchor(connection)
        if anchor is None:
            return Known()
        reached = max(anchor.cursor, *state.positions(connection).values())
        return Known(anchor.tl, reached, anchor.event, anchor.event_hash)

    return cache.read(work)


def reset_reason(cache: Cache, hello: Hello) -> str | None:
    """Return why everything must be pulled anew, or "server_behind", or None."""
    distrust: str | None = cache.read(lambda c: state.get(c, "distrust"))
    return hello.reset or distrust


def changes(cache: Cache, gateway: Gateway, hello: Hello, page: int, told: Told) -> Pulled:
    """Apply what changed since the cursor.

    Args:
        cache: what is brought up to date.
        gateway: the doors.
        hello: up to where.
        page: rows a page.
        told: hears of each page.

    Raises:
        EmptiedError: nothing would be left; that page is not applied.
        As the gateway and the cache; what was applied stays.
    """
    anchor = cache.read(state.anchor)
    complete = not cache.read(apply.backfills)
    if anchor == anchor_of(hello) and complete:
        return Pulled(changed=False)
    if anchor is not None and anchor.cursor == hello.head and complete:
        cache.write(lambda c: apply.finish(c, anchor_of(hello), owner_of(hello)))
        return Pulled(changed=False)
    return _Pull(cache, gateway, hello, page, told, shadow=False).changes()


def everything(cache: Cache, gateway: Gateway, hello: Hello, page: int, told: Told) -> None:
    """Fill the shadow up to the server's head; `swap` puts it in place. Arguments as `changes`.

    Raises:
        As the gateway and the cache; what was applied stays, and the next call goes on there.
    """
    _Pull(cache, gateway, hello, page, told, shadow=True).everything()


def swap(cache: Cache, hello: Hello) -> None:
    """Put the filled shadow in the place of the old tables."""
    cache.write(lambda c: shadow.swap(c, anchor_of(hello), owner_of(hello)))


class _Pull:
    """One pull up to one head."""

    def __init__(
        self,
        cache: Cache,
        gateway: Gateway,
        hello: Hello,
        page: int,
        told: Told,
        *,
        shadow: bool,
    ) -> None:
        self._cache = cache
        self._gateway = gateway
        self._hello = hello
        self._page = page
        self._told = told
        self._shadow = shadow
        self._touched: set[int] = set()
        self._anything = False
        shape = cache.read(lambda c: state.shape(c, shadow=shadow))
        if shape is None:
            raise BugError("a pull began before it was said what to pull")
        self._shape = shape
        # A torn one may hold what has gone since its first pages.
        self._unbroken = shadow and bool(cache.read(lambda c: state.get(c, "next.bulk")))

    def changes(self) -> Pulled:
        """Apply what changed: full pages at once, the last ones together with the cursor."""
        last: list[tuple[str, Page]] = []
        positions = self._cache.read(state.positions)
        for feed in state.FEEDS:
            page = self._fetch(feed, positions[feed])
            while page.more is not None:
                self._store(((feed, page),))
                page = self._fetch(feed, page.more)
            last.append((feed, page))

        def work(connection: Connection) -> bool:
            self._apply(connection, last)
            if apply.backfills(connection):
                return False
            self._finish(connection)
            return True

        if not self._cache.write(work):
            self._backfill()
            self._cache.write(self._finish)
        resources = None if self._anything else frozenset(self._touched)
        return Pulled(changed=True, resources=resources)

    def everything(self) -> None:
        """Fill the shadow, page by page."""
        positions = self._cache.read(lambda c: state.positions(c, shadow=True))
        for feed in state.FEEDS:
            after: int | None = positions[feed]
            while after is not None:
                page = self._fetch(feed, after)
                if feed == "allocations" and after == 0 and page.more is not None:
                    self._foretell(len(page.rows))
                self._store(((feed, page),))
                after = page.more
        self._backfill()

    def _foretell(self, came: int) -> None:
        """Tell how many rows are to come of the feed that has most of them by far."""
        counted = sanity.counted(self._gateway, self._shape)
        if counted is not None:
            self._told.expect(counted - came)

    def _finish(self, connection: Connection) -> None:
        apply.finish(connection, anchor_of(self._hello), owner_of(self._hello))

    def _want(self, after: int, *, first: bool) -> Want:
        shape = self._shape
        return Want(after, self._hello.head, shape.sites, self._page, shape.ends_after, first)

    def _fetch(self, feed: str, after: int) -> Page:
        if after >= self._hello.head:
            return Page(())
        want = self._want(after, first=self._unbroken)
        if feed == "catalogue":
            page = self._gateway.pull_catalogue(want)
        elif feed == "allocations":
            page = self._gateway.pull_allocations(want)
        else:
            page = self._gateway.pull_bookings(want)
        if page.more is not None and not after < page.more <= self._hello.head:
            raise BugError(f"the server's page of {feed} does not move on")
        self._told.count(feed, len(page.rows))
        return page

    def _store(self, pages: Sequence[tuple[str, Page]]) -> None:
        self._cache.write(lambda c: self._apply(c, pages))

    def _apply(self, connection: Connection, pages: Sequence[tuple[str, Page]]) -> None:
        for feed, page in pages:
            self._apply_one(connection, feed, page.rows)
            done = self._hello.head if page.more is None else page.more
            before = state.positions(connection, shadow=self._shadow)[feed]
            state.put_position(connection, feed, max(done, before), shadow=self._shadow)

    def _apply_one(self, connection: Connection, feed: str, rows: Sequence[Any]) -> None:
        if feed == "allocations":
            self._touched |= apply.allocations(connection, rows, shadow=self._shadow)
        elif feed == "bookings":
            apply.bookings(connection, rows, shadow=self._shadow)
        else:
            if not self._shadow and rows and not apply.resources_left(connection, rows):
                raise EmptiedError("a change would leave no resource")
            self._anything |= bool(rows)
            apply.catalogue(connection, rows, shadow=self._shadow)

    def _backfill(self) -> None:
        """Pull the older allocations of resources that appeared."""
        for item in self._cache.read(lambda c: apply.backfills(c, shadow=self._shadow)):
            after: int | None = item.position
            while after is not None:
                # What has gone since an earlier page comes with the feed itself.
                want = self._want(after, first=True)
                page = self._gateway.pull_allocations(want, item.resource_id)
                self._told.count("allocations", len(page.rows))
                self._store_backfill(item.resource_id, page)
                after = page.more

    def _store_backfill(self, resource_id: int, page: Page) -> None:
        def work(connection: Connection) -> None:
            self._touched |= apply.allocations(connection, page.rows, shadow=self._shadow)
            apply.put_backfill(connection, resource_id, page.more, shadow=self._shadow)

        self._cache.write(work)
