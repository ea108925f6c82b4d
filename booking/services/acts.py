"""The outbox as people see it: what waits, what was refused, and taking things back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from booking.cache.act import FAILED, WAITING, Act, as_uuid
from booking.cache.overlay import BOOKING_OPS
from booking.errors import UserError
from booking.rules import codes
from booking.services.bookings import Bookings
from booking.services.concerns import Concern, concerns
from booking.services.drafts import draft_of
from booking.services.inventory import ClosureWish, Inventory, QueuedChange
from booking.services.listing import match
from booking.services.local import Local
from booking.services.refusal import refused
from booking.services.wishes import Change, Edit, ItemWish, NewBooking, Queued

NO_SUCH_ACT = "no_such_act"


class Acts:
    """Questions about acts. All raise EnvironmentProblem and Unavailable as the outbox does."""

    def __init__(self, local: Local, bookings: Bookings, inventory: Inventory) -> None:
        self._local = local
        self._bookings = bookings
        self._inventory = inventory

    def open(self) -> tuple[Act, ...]:
        """Return what waits, and what failed and was not dismissed, in order."""
        acts = self._local.desk.outbox.open_acts()
        return tuple(a for a in acts if a.state in WAITING or a.state in FAILED)

    def every(self) -> tuple[Act, ...]:
        """Return all acts that are still kept, in order."""
        return self._local.desk.outbox.acts()

    def waiting(self) -> int:
        """Return how many acts the server has not answered yet."""
        return self._local.desk.outbox.waiting()

    def pending(self) -> tuple[Concern, ...]:
        """Return what the server has not answered yet, in order, with what it is about."""
        return concerns(self._local, (act for act in self.open() if act.state in WAITING))

    def failed(self) -> tuple[Concern, ...]:
        """Return what failed and was not dismissed, in order, with what it is about."""
        return concerns(self._local, (act for act in self.open() if act.state in FAILED))

    def get(self, act: UUID) -> Act | None:
        """Return one act, None if it is not kept here."""
        return self._local.desk.outbox.get(act)

    def resolve(self, fragment: str) -> Act:
        """Return the act that an id, or its beginning or end, means.

        Raises:
            RefusedError: "no_such_act".
            UserError: "ambiguous_id".
        """
        whole = as_uuid(fragment)
        if whole is not None and (found := self.get(whole)) is not None:
            return found
        every = {act.id: act for act in self.every()}
        return every[match(fragment, every, NO_SUCH_ACT)]

    def dismiss(self, act: Act) -> None:
        """Note that a verdict was seen, so that it is not shown any more.

        Raises:
            UserError: "not_settled": it waits, or was confirmed.
        """
        if not self._local.dismiss([act]) and not act.dismissed:
            raise UserError("not_settled", {"state": act.state.value})

    def dismiss_all(self, acts: Iterable[Act]) -> int:
        """Note that verdicts were seen; returns how many were to be seen, others are let be."""
        return self._local.dismiss(tuple(acts))

    def retry(self, act: Act, *, anyway: bool = False) -> Queued | QueuedChange:
        """Ask once more for what failed, as it was asked; the old verdict is dismissed then.

        To ask for something else, fill a form from `booking.services.drafts.draft_of`.

        Args:
            act: refused, expired or set aside.
            anyway: as in `Bookings.book`.

        Raises:
            RefusedError: something speaks against it still; nothing was queued or dismissed.
            UserError: "not_settled": it did not fail.
        """
        if act.state not in FAILED:
            raise UserError("not_settled", {"state": act.state.value})
        queued = self._again(act, anyway=anyway)
        self._local.dismiss([act])
        return queued

    def _again(self, act: Act, *, anyway: bool) -> Queued | QueuedChange:
        if act.op in BOOKING_OPS:
            return self._again_booking(UUID(act.subject), act, anyway=anyway)
        match draft_of(act):
            case ClosureWish() as wish:
                changed = act.args.get("expects") is not None
                return self._inventory.put_closure(wish, UUID(act.subject) if changed else None)
            case dict() as document:
                return self._inventory.put(document)
        match act.op:
            case "closure_lift":
                return self._inventory.lift(UUID(act.subject))
            case "resource_retire":
                return self._inventory.retire(act.subject.removeprefix("resource:"))
        raise refused(codes.UNKNOWN_OPERATION)

    def _again_booking(self, booking: UUID, act: Act, *, anyway: bool) -> Queued:
        match draft_of(act):
            case NewBooking() as wanted:
                return self._bookings.book(wanted, anyway=anyway)
            case Change() as wanted:
                return self._bookings.change(booking, wanted, anyway=anyway)
            case Edit() as wanted:
                return self._bookings.edit(booking, wanted, anyway=anyway)
            case ItemWish() as wanted:
                return self._bookings.add(booking, wanted, anyway=anyway)
        match act.op:
            case "cancel":
                return self._bookings.cancel(booking)
            case "item_drop":
                return self._bookings.drop(booking, UUID(act.args["item"]))
        raise refused(codes.UNKNOWN_OPERATION)

    def withdraw(self, act: Act) -> tuple[Act, ...]:
        """Take a queued act back; returns it and the acts that built on it.

        Raises:
            UserError: "already_sent": it may have been done; cancel the booking instead.
        """
        taken = self._local.withdraw(act.id)
        if not taken:
            raise UserError("already_sent", {"state": act.state.value})
        return taken
