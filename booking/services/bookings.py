"""Book, move, resize, edit, add, drop, cancel: check the rules, queue one act, show the result.

Advice refuses early, with every problem and with offers, and nothing is queued. It may be wrong
where the cache is old; who insists (`anyway`) has the server asked instead. What is not well formed
is never queued.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from booking.cache.act import Act
from booking.cache.picture import Projected
from booking.model import Booking, BookingItem, Interval, Problem
from booking.rules import codes
from booking.rules.interval import iso
from booking.rules.policy import check_cancel
from booking.services import checks, owned, undo
from booking.services.advice import Adviser, Case
from booking.services.checking import Checked, Checker
from booking.services.local import Local
from booking.services.refusal import Refusal, RefusedError, refused
from booking.services.wishes import Change, Edit, ItemWish, More, NewBooking, Queued

__all__ = ["Bookings", "Change", "Checked", "Edit", "ItemWish", "More", "NewBooking", "Queued"]

NOTHING: Final = "nothing to change"


class Bookings:
    """The verbs on bookings.

    All raise RefusedError (nothing queued), EnvironmentProblem ("no_data", a full or read-only
    disk) or Unavailable (another process holds the files too long).
    """

    def __init__(self, local: Local) -> None:
        self._local = local
        self._adviser = Adviser(local)
        self._checker = Checker(local, self._adviser)

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
        args: dict[str, Any] = {
            "booking": str(self._local.new_id()),
            "title": checks.text(wanted.title, "title", most=checks.TITLE),
            "people": people,
            "items": [self._item(case) for case in cases],
        }
        if wanted.notes:
            args["notes"] = checks.notes(wanted.notes)
        if wanted.private:
            args["private"] = True
        if not anyway:
            checks.none(self._adviser.refusal(cases))
        last = min(self._last_moment(case.resource, case.during.start) for case in cases)
        return self._queue("book", args, None, last)

    def change(self, booking: UUID, wanted: Change, *, anyway: bool = False) -> Queued:
        """Move an item to another time or place; resize it where place and start stay.

        Args:
            booking: its id.
            wanted: what is to change.
            anyway: as in `book`.
        """
        if wanted == Change(item=wanted.item):
            raise refused(codes.BAD_REQUEST, field=NOTHING)
        projected = owned.own(self._local, booking)
        item = owned.the_item(projected, wanted.item)
        catalogue = self._local.catalogue()
        here = catalogue.resources.get(item.resource_id)
        code = checks.code(wanted.resource or (here.code if here else ""), "resource")
        during = _new_time(item, wanted)
        quantity = item.quantity if wanted.quantity is None else wanted.quantity
        checks.whole(quantity, "quantity", most=checks.QUANTITY)
        people = projected.booking.people if wanted.people is None else wanted.people
        checks.whole(people, "people", most=checks.PEOPLE)
        case = Case(code, during, quantity, people, old=item)
        if owned.started(self._local, case):
            raise refused(codes.ALREADY_STARTED)
        if not anyway:
            more = wanted.people is not None
            others = owned.crowded(self._local, projected, people, [item.id]) if more else ()
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
        return self._queue("resize" if resize else "move", args, projected.booking, last)

    def edit(self, booking: UUID, wanted: Edit, *, anyway: bool = False) -> Queued:
        """Change a booking's title, notes, number of people, or privacy."""
        if wanted == Edit():
            raise refused(codes.BAD_REQUEST, field=NOTHING)
        projected = owned.own(self._local, booking)
        args: dict[str, Any] = {"booking": str(booking), "expects": projected.booking.rev}
        if wanted.title is not None:
            args["title"] = checks.text(wanted.title, "title", most=checks.TITLE)
        if wanted.notes is not None:
            args["notes"] = checks.notes(wanted.notes)
        if wanted.people is not None:
            args["people"] = checks.whole(wanted.people, "people", most=checks.PEOPLE)
            more = wanted.people > projected.booking.people
            if more and not anyway:
                crowded = owned.crowded(self._local, projected, wanted.people)
                if crowded:
                    raise self._against(projected, crowded)
        if wanted.private is not None:
            args["private"] = wanted.private
        return self._queue("edit", args, projected.booking, None)

    def add(self, booking: UUID, wanted: ItemWish, *, anyway: bool = False) -> Queued:
        """Add one more item to a booking; `anyway` as in `book`."""
        projected = owned.own(self._local, booking)
        items = projected.booking.items
        if len(items) >= checks.ITEMS:
            raise refused(codes.BAD_REQUEST, field="items")
        case = _case(len(items), wanted, projected.booking.people)
        if items and owned.over(self._local, projected):
            raise refused(codes.ALREADY_STARTED)
        if not anyway:
            checks.none(self._adviser.refusal([case]))
        args: dict[str, Any] = {"booking": str(booking), "expects": projected.booking.rev}
        last = self._last_moment(case.resource, case.during.start)
        return self._queue("item_add", args | self._item(case), projected.booking, last)

    def drop(self, booking: UUID, item: UUID) -> Queued:
        """Take an item that has not begun out of a booking of several."""
        projected = owned.own(self._local, booking)
        found = owned.the_item(projected, item)
        if len(projected.booking.items) == 1:
            raise refused(codes.BAD_REQUEST, field="item")
        problems = check_cancel([found.during], self._local.now())
        if problems:
            raise self._against(projected, problems)
        args = {"booking": str(booking), "expects": projected.booking.rev, "item": str(item)}
        return self._queue("item_drop", args, projected.booking, found.during.start)

    def cancel(self, booking: UUID) -> Queued:
        """Cancel a booking that has not begun."""
        projected = owned.own(self._local, booking)
        times = [item.during for item in projected.booking.items]
        problems = check_cancel(times, self._local.now())
        if problems:
            raise self._against(projected, problems)
        args = {"booking": str(booking), "expects": projected.booking.rev}
        return self._queue("cancel", args, projected.booking, min(one.start for one in times))

    def undo(self, queued: Queued) -> Queued | None:
        """Take an act back: withdraw it, or queue its opposite behind it.

        A cancelled booking is booked again, so it is a new one.

        Returns:
            The opposite, which can be undone as well; None where the act was withdrawn, or was
            never done.

        Raises:
            RefusedError: it cannot be had back: somebody else has the time, it has begun, or
                "stale": what the act changed was changed again since.
        """
        if undo.taken_back(self._local, queued.act):
            return None
        booking = UUID(queued.act.subject)
        if queued.act.op == "book":
            return self.cancel(booking)
        if queued.act.op == "cancel" and queued.before is not None:
            return self.book(undo.again(self._local.catalogue(), queued.before))
        wanted = undo.back(self._local, queued)
        if isinstance(wanted, UUID):
            return self.drop(booking, wanted)
        if isinstance(wanted, ItemWish):
            return self.add(booking, wanted)
        if isinstance(wanted, Edit):
            return self.edit(booking, wanted)
        return self.change(booking, wanted)

    def check(
        self,
        wanted: NewBooking | tuple[UUID, Change | Edit | More],
        *,
        offers: bool = False,
        without: Collection[UUID] = (),
    ) -> Checked:
        """Return all that is wrong with a form, also a half-filled one; nothing is queued.

        Args:
            wanted: a new booking, or what is to change about one.
            offers: also what could be had instead, which takes ten times as long.
            without: items of the booking that are to be taken out before.
        """
        if isinstance(wanted, NewBooking):
            return self._checker.new(wanted, offers=offers)
        booking, change = wanted
        if isinstance(change, Edit):
            return self._checker.edit(booking, change, without)
        if isinstance(change, More):
            return self._checker.more(booking, change, without, offers=offers)
        return self._checker.change(booking, change, without, offers=offers)

    def explain(self, act: Act) -> Refusal:
        """Return why an act on a booking failed, with what the cache offers now."""
        return self._adviser.explain(act)

    def _item(self, case: Case) -> dict[str, Any]:
        """Return a new item as the server takes it."""
        return {
            "item": str(self._local.new_id()),
            "resource": case.resource,
            "from": iso(case.during.start),
            "to": iso(case.during.end),
            "quantity": case.quantity,
        }

    def _against(self, projected: Projected, problems: tuple[Problem, ...]) -> RefusedError:
        """Return the error for problems of a booking as a whole."""
        catalogue = self._local.catalogue()
        places = (catalogue.resources.get(item.resource_id) for item in projected.booking.items)
        zone = catalogue.timezone(next(places, None))
        return RefusedError(Refusal(problems, as_of=self._local.as_of(), zone=zone))

    def _last_moment(self, code: str, start: datetime) -> datetime:
        """Return until when a start can still be asked for; what wants no notice has a slack."""
        catalogue = self._local.catalogue()
        resource = catalogue.resource(code)
        policy = catalogue.policies.get(resource.policy_id) if resource else None
        if policy is None or policy.notice_minutes or policy.notice_working_days:
            return start
        return start + timedelta(minutes=policy.start_step)

    def _queue(
        self, op: str, args: dict[str, Any], before: Booking | None, last: datetime | None
    ) -> Queued:
        checks.size(args)
        subject = str(args["booking"])
        act = self._local.queue(op, args, subject, last)
        return Queued(act, self._local.projected(UUID(subject)), before)


def _case(index: int, wish: ItemWish, people: int) -> Case:
    at = f"items[{index}]."
    during = checks.interval(wish.start, wish.end, at)
    quantity = checks.whole(wish.quantity, at + "quantity", most=checks.QUANTITY)
    return Case(checks.code(wish.resource, at + "resource"), during, quantity, people)


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
