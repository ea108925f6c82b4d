"""How parts of the window ask for one another without knowing one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A booking to be made, as far as it is known.

    Attributes:
        items: (resource's code, start, end) with aware instants; may be empty.
        people: how many; None where nobody has said.
    """

    items: tuple[tuple[str, datetime, datetime], ...] = ()
    title: str = ""
    people: int | None = None
    notes: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message bar.

    Attributes:
        tone: "info", "done", "warning" or "danger".
        undo: takes back what the sentence tells of; offered for ten seconds.
        stays: until it is dismissed.
        said: says the same in the language of the moment; None where that cannot be said again.
    """

    text: str
    tone: str = "info"
    undo: Undo | None = None
    stays: bool = False
    said: Callable[[], str] | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        said: Callable[[], str],
        tone: str = "info",
        undo: Undo | None = None,
        *,
        stays: bool = False,
    ) -> Message:
        """Return a message that follows the language while it is on the screen."""
        return cls(said(), tone, undo, stays, said)

    def again(self) -> Message:
        """Return it in the language of the moment."""
        return self if self.said is None else replace(self, text=self.said())


@dataclass(frozen=True, slots=True)
class Day:
    """A local date in the schedule, and what to point at there: a resource's code, an instant."""

    day: date
    resource: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Looking:
    """What to look for in Find, as far as it is known."""

    text: str = ""
    start: datetime | None = None
    end: datetime | None = None
    people: int | None = None
    sites: tuple[str, ...] = field(default=())


class Navigator(QObject):
    """Requests between pages; the window answers them.

    Attributes:
        page: (str) bring a page to the front: "schedule", "find", "mine", "inventory", "closures".
        booking: (UUID) show a booking's details.
        day: (Day) show a day in the schedule.
        new: (Draft) open the booking editor on a draft.
        edit: (UUID) open the booking editor on a booking.
        resource: (str) open the inventory's editor on a resource's code, "" for a new one.
        find: (Looking) look for something free.
        say: (Message)
        conflicts: () show what was refused or waits.
    """

    page = Signal(str)
    booking = Signal(object)
    day = Signal(object)
    new = Signal(object)
    edit = Signal(object)
    resource = Signal(str)
    find = Signal(object)
    say = Signal(object)
    conflicts = Signal()
