"""Book, move, resize, edit, cancel: check the rules, queue one act, show the result.

Advice refuses early, with every problem and with offers, and nothing is queued. It may be wrong
where the cache is old; who insists (`anyway`) has the server asked instead. What is not well formed
is never queued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from booking.cache.act import Act
from booking.cache.picture import Projected, Standing
from booking.model import BookingItem, BookingState, Interval, Problem
from booking.rules import codes
from booking.rules.interval import iso
from booking.rules.policy import Old, Wish, check_cancel, check_change
from booking.services import checks
from booking.services.advice import Adviser, Case
from booking.services.local import Local
from booking.services.refusal import Refusal, RefusedError, refused

NOTHING: Final = "nothing to change"
GONE: Final = (Standing.REFUSED, Standing.EXPIRED, Standing.QUARANTINED)


@dataclass(frozen=True, slots=True)
class ItemWish:
    """One resource (its code) for a time; `quantity` units of it."""

    resource: str
    start: datetime
    end: datetime
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class NewBooking:
    """What is to be booked, as one: all items or none. `private`: colleagues see "Busy"."""

    title: str
    items: Sequence[ItemWish]
    people: int = 1
    notes: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What is to change about one item's place and time; None: as it is.

    Attributes:
        item: which one; may be None where the booking has a single item.
        start: with `end` None the length stays.
    """

    resource: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    quantity: int | None = None
    people: int | None = None
    item: UUID | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to change about a booking's text and people; None: as it is."""

    title: str | None = None
    notes: str | None = None
    people: int | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """An act that is on the disk and will be sent, and the booking as it will be.

    `booking` is None only where the act names a resource that this desktop does not know.
    """

    act: Act
    booking: Projected | None


class Bookings:
    """The verbs on bookings.

    All raise RefusedError (nothing queued), EnvironmentProblem ("no_data", a full or read-only
    disk) or Unavailable (another process holds the files too long).
    """

    def __init__(self, local: Local) -> None:
        self._local = local
        self._adviser = Adviser(local)

    def book(self, wanted: NewBooking, *, anyway: bool = False) -> Queued:
        """Book resources, all or none.

        Args:
            wanted: what.
            anyway: have the server asked even where the cache speaks against it.
        """
        people = checks.whole(wanted.people, "people", most=checks.PEOPLE)
        if not 1 <= len(wanted.items) <= checks.ITEMS:
            raise refused(codes.BAD_REQUEST, field="items")
        cases = [_case(index, item, people) for index, item in enumerate(wanted.items)]
        booking = self._local.new_id()
        args: dict[str, Any] = {
            "booking": str(booking),
            "title": checks.text(wanted.title, "title", most=checks.TITLE),
            "people": people,
            "items": [
                {
                    "item": str(self._local.new_id()),
                    "resource": case.resource,
                    "from": iso(case.during.start),
                    "to": iso(case.during.end),
                    "quantity": case.quantity,
                }
                for case in cases
            ],
        }
        if wanted.notes:
            args["notes"] = checks.notes(wanted.notes)
        if wanted.private:
            args["private"] = True
        if not anyway:
            checks.none(self._adviser.refusal(cases))
        last = min(self._last_moment(case.resource, case.during.start) for case in cases)
        return self._queue("book", args, booking, last)

    def change(self, booking: UUID, wanted: Change, *, anyway: bool = False) -> Queued:
        """Move an item to another time or place; resize it where place and start stay.

        Args:
            booking: its id.
            wanted: what is to change.
            anyway: as in `book`.
        """
        if wanted == Change(item=wanted.item):
            raise refused(codes.BAD_REQUEST, field=NOTHING)
        projected = self._own(booking)
        item = _the_item(projected, wanted.item)
        catalogue = self._local.catalogue()
        here = catalogue.resources.get(item.resource_id)
        code = checks.code(wanted.resource or (here.code if here else ""), "resource")
        during = _new_time(item, wanted)
        quantity = item.quantity if wanted.quantity is None else wanted.quantity
        checks.whole(quantity, "quantity", most=checks.QUANTITY)
        people = projected.booking.people if wanted.people is None else wanted.people
        checks.whole(people, "people", most=checks.PEOPLE)
        case = Case(code, during, quantity, people, old=item)
        self._not_started(projected, case)
        if not anyway:
            others = self._crowded(projected, people, but=item) if wanted.people else ()
            checks.none(self._adviser.refusal([case], others))
        moves = code != (here.code if here else "") or during.start != item.during.start
        args: dict[str, Any] = {"booking": str(booking), "expects": projected.booking.rev}
        if len(projected.booking.items) > 1:
            args["item"] = str(item.id)
        resize = not moves and wanted.quantity is None and wanted.people is None
        if resize:
            args["to"] = iso(during.end)
        else:
            args |= {"resource": code, "from": iso(during.start), "to": iso(during.end)}
            if wanted.quantity is not None:
                args["quantity"] = quantity
            if wanted.people is not None:
                args["people"] = people
        last = self._last_moment(code, during.start) if moves else during.end
        return self._queue("resize" if resize else "move", args, booking, last)

    def edit(self, booking: UUID, wanted: Edit, *, anyway: bool = False) -> Queued:
        """Change a booking's title, notes, number of people, or privacy."""
        if wanted == Edit():
            raise refused(codes.BAD_REQUEST, field=NOTHING)
        projected = self._own(booking)
        args: dict[str, Any] = {"booking": str(booking), "expects": projected.booking.rev}
        if wanted.title is not None:
            args["title"] = checks.text(wanted.title, "title", most=checks.TITLE)
        if wanted.notes is not None:
            args["notes"] = checks.notes(wanted.notes)
        if wanted.people is not None:
            args["people"] = checks.whole(wanted.people, "people", most=checks.PEOPLE)
            more = wanted.people > projected.booking.people
            crowded = self._crowded(projected, wanted.people) if more and not anyway else ()
            if crowded:
                raise self._against(projected, crowded)
        if wanted.private is not None:
            args["private"] = wanted.private
        return self._queue("edit", args, booking, None)

    def cancel(self, booking: UUID) -> Queued:
        """Cancel a booking that has not begun."""
        projected = self._own(booking)
        times = [item.during for item in projected.booking.items]
        problems = check_cancel(times, self._local.now())
        if problems:
            raise self._against(projected, problems)
        args = {"booking": str(booking), "expects": projected.booking.rev}
        return self._queue("cancel", args, booking, min(one.start for one in times))

    def explain(self, act: Act) -> Refusal:
        """Return why an act on a booking failed, with what the cache offers now."""
        return self._adviser.explain(act)

    def _own(self, booking: UUID) -> Projected:
        """Return a booking of one's own organisation that still stands, as it will be."""
        projected = self._local.projected(booking)
        mine = self._local.me().tenant_id
        if projected is None or projected.standing in GONE or projected.booking.tenant_id != mine:
            raise refused(codes.NO_SUCH_BOOKING)
        if projected.booking.state is BookingState.CANCELLED:
            raise refused(codes.ALREADY_CANCELLED)
        return projected

    def _against(self, projected: Projected, problems: tuple[Problem, ...]) -> RefusedError:
        """Return the error for problems of a booking as a whole."""
        catalogue = self._local.catalogue()
        places = (catalogue.resources.get(item.resource_id) for item in projected.booking.items)
        zone = catalogue.timezone(next(places, None))
        return RefusedError(Refusal(problems, as_of=self._local.as_of(), zone=zone))

    def _not_started(self, projected: Projected, case: Case) -> None:
        """Refuse, whatever the cache, what can never be: to change what has happened."""
        assert case.old is not None
        catalogue = self._local.catalogue()
        resource = catalogue.resource(case.resource)
        old = Old(case.old.resource_id, case.old.during)
        wish = Wish(resource.id if resource else 0, case.during)
        found = check_change(catalogue, wish, self._local.now(), office=True, old=old)
        if any(problem.code == codes.ALREADY_STARTED for problem in found):
            raise refused(codes.ALREADY_STARTED)

    def _crowded(
        self, projected: Projected, people: int, but: BookingItem | None = None
    ) -> tuple[Problem, ...]:
        """Return which of a booking's resources are too small for so many people."""
        resources = self._local.catalogue().resources
        rooms = (resources.get(one.resource_id) for one in projected.booking.items if one != but)
        return tuple(
            Problem(codes.CAPACITY, {"people": people, "capacity": room.capacity})
            for room in rooms
            if room is not None and room.capacity is not None and people > room.capacity
        )

    def _last_moment(self, code: str, start: datetime) -> datetime:
        """Return until when a start can still be asked for; what wants no notice has a slack."""
        catalogue = self._local.catalogue()
        resource = catalogue.resource(code)
        policy = catalogue.policies.get(resource.policy_id) if resource else None
        if policy is None or policy.notice_minutes or policy.notice_working_days:
            return start
        return start + timedelta(minutes=policy.start_step)

    def _queue(self, op: str, args: dict[str, Any], booking: UUID, last: datetime | None) -> Queued:
        checks.size(args)
        act = self._local.desk.outbox.append(op, args, subject=str(booking), not_after=last)
        return Queued(act, self._local.projected(booking))


def _case(index: int, wish: ItemWish, people: int) -> Case:
    at = f"items[{index}]."
    during = checks.interval(wish.start, wish.end, at)
    quantity = checks.whole(wish.quantity, at + "quantity", most=checks.QUANTITY)
    return Case(checks.code(wish.resource, at + "resource"), during, quantity, people)


def _the_item(projected: Projected, wanted: UUID | None) -> BookingItem:
    items = projected.booking.items
    found = [item for item in items if wanted in (None, item.id)]
    if len(found) != 1:
        raise refused(codes.BAD_REQUEST, field="item")
    return found[0]


def _new_time(item: BookingItem, wanted: Change) -> Interval:
    start = checks.utc(wanted.start or item.during.start)
    if wanted.end is not None:
        return checks.interval(start, wanted.end)
    if start.tzinfo is None:
        raise refused(codes.BAD_TIME, field="from")
    try:
        return checks.interval(start, start + (item.during.end - item.during.start))
    except OverflowError:
        raise refused(codes.BAD_TIME, field="from") from None
