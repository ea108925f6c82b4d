"""How far a long fetch is: doors that count the rows that come through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from booking.shared.doors import Bells, Gateway, Hello, Known, Page, Want


def counting(told: Callable[[int], None]) -> Callable[[Gateway], Gateway]:
    """Return a wrapper for doors that tells after each page how many rows came through so far."""
    return lambda doors: Counting(doors, told)


class Counting:
    """Doors that count; see `booking.shared.doors.Gateway`."""

    def __init__(self, doors: Gateway, told: Callable[[int], None]) -> None:
        self._doors = doors
        self._told = told
        self._rows = 0

    def hello(self, known: Known) -> Hello:
        """Return the state of sync."""
        return self._doors.hello(known)

    def head(self) -> int:
        """Return the highest change number."""
        return self._doors.head()

    def pull_allocations(self, want: Want, resource: int | None = None) -> Page:
        """Return a page of what is occupied."""
        return self._counted(self._doors.pull_allocations(want, resource))

    def pull_bookings(self, want: Want) -> Page:
        """Return a page of bookings."""
        return self._counted(self._doors.pull_bookings(want))

    def pull_catalogue(self, want: Want) -> Page:
        """Return a page of what rarely changes."""
        return self._counted(self._doors.pull_catalogue(want))

    def submit(self, act: UUID, op: str, args: str) -> Mapping[str, Any]:
        """Do one act."""
        return self._doors.submit(act, op, args)

    def ask(self, question: str, args: str) -> Mapping[str, Any]:
        """Answer a question."""
        return self._doors.ask(question, args)

    def listen(self) -> Bells | None:
        """Return the bells."""
        return self._doors.listen()

    def close(self) -> None:
        """Close the connection."""
        self._doors.close()

    def _counted(self, page: Page) -> Page:
        self._rows += len(page.rows)
        self._told(self._rows)
        return page
