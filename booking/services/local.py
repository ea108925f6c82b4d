"""What services work with: the cache and the outbox of one person, and the clock.

Nothing here waits for the network. What still waits in the outbox counts: one's own queued bookings
hold their places, and what a queued act gives up is free again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from booking.cache import projection, queries
from booking.cache.act import FAILED, Act
from booking.cache.engine import Desk
from booking.cache.picture import Picture, Projected
from booking.clock import Clock
from booking.errors import EnvironmentProblem
from booking.events import EventBus, OutboxChanged
from booking.ids import uuid7
from booking.model import BookingItem, Catalogue, Interval, Person, Resource
from booking.rules import availability
from booking.rules.availability import Occupied, OccupiedBy
from booking.rules.index import index_of
from booking.services import held


class Local:
    """One person's desk.

    Attributes:
        desk: its files.
        clock: where the time comes from.
        events: is told of what is queued, withdrawn and dismissed here.
    """

    def __init__(self, desk: Desk, clock: Clock, events: EventBus | None = None) -> None:
        self.desk = desk
        self.clock = clock
        self.events = events or EventBus()

    def now(self) -> datetime:
        """Return the present instant in whole seconds."""
        return self.clock.now().replace(microsecond=0)

    def new_id(self) -> UUID:
        """Return a new id of a booking, an item or a closure."""
        return uuid7(int(self.clock.now().timestamp() * 1000))

    def catalogue(self) -> Catalogue:
        """Return what this person may see of the inventory.

        Raises:
            EnvironmentProblem: "no_data" where nothing was ever pulled.
        """
        found = queries.catalogue(self.desk.cache)
        if found.me() is None:
            message = "This desktop has no data yet; connect to the shared database once."
            raise EnvironmentProblem("no_data", message)
        return found

    def failed(self) -> int:
        """Return how many acts failed and were not dismissed."""
        return sum(act.state in FAILED for act in self.desk.outbox.open_acts())

    def visible(self) -> Catalogue:
        """Return the same as `catalogue`, empty where nothing was ever pulled."""
        return queries.catalogue(self.desk.cache)

    def me(self) -> Person:
        """Return the person whose desk this is.

        Raises:
            EnvironmentProblem: as `catalogue`.
        """
        found = self.catalogue().me()
        assert found is not None, "catalogue() has looked"
        return found

    def offices(self) -> tuple[int, ...]:
        """Return the ids of the sites that the person administers."""
        catalogue = self.catalogue()
        me = catalogue.me()
        return tuple(site for site in catalogue.sites if me and me.administers(site))

    def as_of(self) -> datetime | None:
        """Return when the cache last heard from the shared database, None: never."""
        at = queries.freshness(self.desk.cache).at
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def queue(
        self, op: str, args: Mapping[str, Any], subject: str, not_after: datetime | None
    ) -> Act:
        """Append an act to the outbox; see `Outbox.append`."""
        act = self.desk.outbox.append(op, args, subject=subject, not_after=not_after)
        self.events.publish(OutboxChanged(subject))
        return act

    def withdraw(self, act: UUID) -> tuple[Act, ...]:
        """Take a queued act back; see `Outbox.withdraw`."""
        taken = self.desk.outbox.withdraw(act)
        for one in taken:
            self.events.publish(OutboxChanged(one.subject))
        return taken

    def dismiss(self, acts: Sequence[Act]) -> int:
        """Note that verdicts were seen; see `Outbox.dismiss`."""
        count = self.desk.outbox.dismiss([act.id for act in acts])
        for subject in dict.fromkeys(act.subject for act in acts if count):
            self.events.publish(OutboxChanged(subject))
        return count

    def taken(
        self,
        catalogue: Catalogue,
        resource: Resource,
        item: BookingItem,
        rows: Sequence[Occupied],
    ) -> bool:
        """Answer the projection's question: is what others occupy in this item's way?"""
        return availability.taken(
            catalogue,
            resource,
            held.by_leaf(rows),
            item.during,
            quantity=item.quantity,
            at=self.now(),
        )

    def picture(self, since: datetime | None = None, until: datetime | None = None) -> Picture:
        """Return bookings that end after `since` and start before `until`, with what waits."""
        return projection.bookings(self.desk.cache, self.desk.outbox, self.taken, since, until)

    def day(
        self, start: datetime, end: datetime, resources: Collection[int] | None = None
    ) -> Picture:
        """Return what a schedule of `[start, end)` shows, only of some leaf resources if given."""
        desk = self.desk
        return projection.day(desk.cache, desk.outbox, self.taken, start, end, resources)

    def projected(self, booking: UUID) -> Projected | None:
        """Return one booking with what waits on it, None if it is not known here."""
        return projection.one(self.desk.cache, self.desk.outbox, self.taken, booking)

    def open_acts(self) -> tuple[Act, ...]:
        """Return acts that wait, that failed and were not dismissed, or are not pulled yet."""
        return self.desk.outbox.open_acts(queries.cursor(self.desk.cache))

    def held(
        self,
        during: Interval,
        resources: Collection[int] | None,
        own: BookingItem | None = None,
        without: Collection[BookingItem] = (),
    ) -> OccupiedBy:
        """Return what is or will be occupied, by leaf resource.

        Args:
            during: the time that matters; the longest buffer is added on both sides.
            resources: ids of leaf resources, None for all.
            own: an item that is being changed. What it holds stands last among the rows: it is in
                nobody's way, but tells who judges which units it runs on (`own` of `Judge`).
            without: items that are going to be given up before.
        """
        catalogue = self.catalogue()
        policies = catalogue.policies.values()
        slack = max((max(p.buffer_before, p.buffer_after) for p in policies), default=0)
        changed = self._changed()
        mine = frozenset(key.bytes for key in own.allocations) if own is not None else frozenset()
        rows = queries.occupation(
            self.desk.cache,
            during.start,
            during.end,
            resources,
            slack=slack,
            around=index_of(catalogue).around,
        )
        gone = {key.bytes for item in without for key in item.allocations}
        found = held.by_leaf(rows, held.given_up(changed) | mine | gone)
        passed = {item.id for item in (*without, *([own] if own is not None else []))}
        for item in held.asked(changed):
            if item.id not in passed:
                found = held.add(catalogue, found, item, self.now())
        return held.back(found, (row for row in rows if row.id in mine)) if mine else found

    def changed(self) -> list[Projected]:
        """Return the bookings on which acts wait, failed or are not pulled yet, by start."""
        return projection.changed(self.desk.cache, self.desk.outbox, self.taken)

    def _changed(self) -> list[Projected]:
        """Return the bookings that acts in the outbox make or change."""
        return [
            one
            for one in self.changed()
            if one.booking is not one.base and one.standing.value not in FAILED
        ]
