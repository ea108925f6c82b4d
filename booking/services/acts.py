"""The outbox as people see it: what waits, what was refused, and taking things back."""

from __future__ import annotations

from uuid import UUID

from booking.cache.act import FAILED, WAITING, Act, as_uuid
from booking.errors import UserError
from booking.services.listing import match
from booking.services.local import Local

NO_SUCH_ACT = "no_such_act"


class Acts:
    """Questions about acts. All raise EnvironmentProblem and Unavailable as the outbox does."""

    def __init__(self, local: Local) -> None:
        self._local = local

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

    def withdraw(self, act: Act) -> tuple[Act, ...]:
        """Take a queued act back; returns it and the acts that built on it.

        Raises:
            UserError: "already_sent": it may have been done; cancel the booking instead.
        """
        taken = self._local.withdraw(act.id)
        if not taken:
            raise UserError("already_sent", {"state": act.state.value})
        return taken
