"""How far a long fetch is: counts the rows that come through the doors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from booking.cli.outcome import Output
from booking.shared.doors import Bells, Gateway, Hello, Known, Page, Want


def counting(output: Output) -> Callable[[Gateway], Gateway]:
    """Return a wrapper for doors that tells a waiting person how many rows came through."""
    return lambda doors: Counting(doors, output)


class Counting:
    """Doors that count; see `booking.shared.doors.Gateway`."""

    def __init__(self, doors: Gateway, output: Output) -> None:
        self._doors = doors
        self._output = output
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
        self._output.progress(f"Fetched {self._rows:,} rows ...")
        return page
