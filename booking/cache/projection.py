"""The picture that people see: what the server said, overlaid with what waits in the outbox.

The outbox is read first and the cache second. The other way round, an act that is confirmed and
pulled between the two would be in neither. A confirmed act stays in the overlay until the cursor of
the very snapshot that is shown has passed its change, so nothing flickers.

Only bookings are overlaid. Acts on the inventory (resources, closures) are listed by the outbox and
show when they are confirmed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from booking.cache import overlay, queries, state
from booking.cache.act import FAILED, WAITING, Act, ActState, as_uuid
from booking.cache.cells import cells as draw
from booking.cache.engine import Cache
from booking.cache.outbox import Outbox
from booking.cache.picture import Cell, Picture, Projected, Standing, Taken
from booking.model import Booking, BookingState

# No buffer is longer than a day, so this much around an item shows all that may be in its way.
SLACK_MINUTES: Final = 24 * 60


def bookings(
    cache: Cache,
    outbox: Outbox,
    taken: Taken,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Picture:
    """Return the bookings that this person may see, those that only wait included, by start.

    Args:
        taken: says whether an item that waits is in the way of what others occupy.
        since, until: only bookings that end after `since` and start before `until`.
    """
    acts = _read_outbox(cache, outbox)

    def work(connection: sqlite3.Connection) -> Picture:
        projector = _Projector(cache, connection, acts, taken)
        return projector.picture(projector.all(since, until), since, until)

    return cache.read(work)


def day(
    cache: Cache,
    outbox: Outbox,
    taken: Taken,
    start: datetime,
    end: datetime,
    resources: Collection[int] | None = None,
) -> Picture:
    """Return the bookings in `[start, end)` and every occupied stretch, also that of others.

    Args:
        resources: ids of the leaf resources that are looked at; of the others come no stretches,
            and no bookings but those on which an act waits. None: all.
    """
    acts = _read_outbox(cache, outbox)
    window = int(start.timestamp()), int(end.timestamp())

    def work(connection: sqlite3.Connection) -> Picture:
        projector = _Projector(cache, connection, acts, taken)
        rows = queries.with_bookings(connection, start, end, resources)
        if resources is None:
            found = projector.all(start, end)
        else:
            found = projector.those({UUID(bytes=row[6]) for row in rows if row[6] is not None})
        drawn = draw(rows, found, projector.catalogue, window, resources)
        return projector.picture(found, start, end, tuple(drawn))

    return cache.read(work)


def changed(cache: Cache, outbox: Outbox, taken: Taken) -> list[Projected]:
    """Return the bookings on which acts wait, failed or are not pulled yet, by start."""
    acts = _read_outbox(cache, outbox)

    def work(connection: sqlite3.Connection) -> list[Projected]:
        return _Projector(cache, connection, acts, taken).those(())

    return cache.read(work) if acts else []


def one(cache: Cache, outbox: Outbox, taken: Taken, booking: UUID) -> Projected | None:
    """Return one booking, None if neither the cache nor the outbox has it."""
    acts = _read_outbox(cache, outbox)

    def work(connection: sqlite3.Connection) -> Projected | None:
        mine = [act for act in acts if act.subject == str(booking)]
        return _Projector(cache, connection, mine, taken).project(booking)

    return cache.read(work)


def _read_outbox(cache: Cache, outbox: Outbox) -> tuple[Act, ...]:
    # The cursor of now only bounds what has to be read; the one that decides comes with the rows.
    return outbox.open_acts(queries.cursor(cache))


class _Projector:
    """Overlays acts within one snapshot of the cache."""

    def __init__(
        self, cache: Cache, connection: sqlite3.Connection, acts: Iterable[Act], taken: Taken
    ) -> None:
        self.cursor = state.cursor(connection)
        self.catalogue = queries.catalogue_of(cache, connection)
        self._connection = connection
        self._taken = taken
        self._acts: dict[UUID, list[Act]] = {}
        for act in acts:
            key = as_uuid(act.subject) if act.op in overlay.BOOKING_OPS else None
            if key is not None and not self._pulled(act):
                self._acts.setdefault(key, []).append(act)

    def all(self, since: datetime | None, until: datetime | None) -> list[Projected]:
        """Return every booking in the time, and every one with acts, by start and id."""
        return self._overlaid(queries.bookings(self._connection, since, until))

    def those(self, keys: Iterable[UUID]) -> list[Projected]:
        """Return the bookings with these ids, and every one with acts, by start and id."""
        found = (queries.booking(self._connection, key) for key in keys)
        return self._overlaid(base for base in found if base is not None)

    def picture(
        self,
        found: Sequence[Projected],
        since: datetime | None,
        until: datetime | None,
        cells: tuple[Cell, ...] = (),
    ) -> Picture:
        """Return the picture of what was found, with the bookings that lie in the time."""
        within = tuple(p for p in found if _within(p.booking, since, until))
        return Picture(self.cursor, self.catalogue, within, cells, self._undrawn(found))

    def _overlaid(self, bases: Iterable[Booking]) -> list[Projected]:
        plain = (base for base in bases if base.id not in self._acts)
        found = [Projected(base, Standing.CONFIRMED, base) for base in plain]
        overlaid = (self.project(key) for key in self._acts)
        found += (projected for projected in overlaid if projected is not None)
        return sorted(found, key=lambda p: (_start(p.booking), p.booking.id))

    def project(self, key: UUID) -> Projected | None:
        """Return one booking with its acts applied, None if there is nothing to show."""
        base = queries.booking(self._connection, key)
        booking = base
        acts = self._acts.get(key, [])
        waiting = tuple(act for act in acts if act.state in WAITING)
        failed = tuple(act for act in acts if act.state in FAILED)
        for act in acts:
            if act.state not in FAILED:
                booking = overlay.apply(act, booking, self.catalogue) or booking
        if booking is not None:
            standing = self._standing(booking, base, waiting)
            return Projected(booking, standing, base, waiting, failed)
        for act in failed:
            asked = overlay.apply(act, None, self.catalogue)
            if asked is not None:
                return Projected(asked, Standing(act.state.value), None, waiting, failed)
        return None

    def _undrawn(self, found: Iterable[Projected]) -> tuple[Act, ...]:
        """Return the acts on bookings that were not found, in order."""
        shown = {projected.booking.id for projected in found}
        hidden = (acts for key, acts in self._acts.items() if key not in shown)
        return tuple(sorted((act for acts in hidden for act in acts), key=lambda act: act.seq))

    def _pulled(self, act: Act) -> bool:
        confirmed = act.state is ActState.CONFIRMED and act.chg is not None
        return confirmed and self.cursor is not None and (act.chg or 0) <= self.cursor

    def _standing(self, booking: Booking, base: Booking | None, waiting: Sequence[Act]) -> Standing:
        if not waiting:
            return Standing.CONFIRMED
        unsent = any(act.state is ActState.QUEUED for act in waiting)
        if unsent and booking.state is BookingState.CONFIRMED and self._clashes(booking, base):
            return Standing.LIKELY_LOST
        return Standing.PENDING

    def _clashes(self, booking: Booking, base: Booking | None) -> bool:
        before = {item.id: item for item in base.items} if base else {}
        own = {key.bytes for item in before.values() for key in item.allocations}
        for item in booking.items:
            old = before.get(item.id)
            if old and (old.resource_id, old.during) == (item.resource_id, item.during):
                continue
            resource = self.catalogue.resources.get(item.resource_id)
            if resource is None:
                return True
            around = queries.occupied(
                self._connection,
                item.during.start,
                item.during.end,
                [leaf.id for leaf in self.catalogue.leaves(resource)],
                slack=SLACK_MINUTES,
            )
            others = [row for row in around if row.id not in own]
            if self._taken(self.catalogue, resource, item, others):
                return True
        return False


def _start(booking: Booking) -> float:
    return min((item.during.start.timestamp() for item in booking.items), default=0.0)


def _within(booking: Booking, since: datetime | None, until: datetime | None) -> bool:
    if not booking.items:
        return since is None
    return any(
        (since is None or item.during.end > since) and (until is None or item.during.start < until)
        for item in booking.items
    )
