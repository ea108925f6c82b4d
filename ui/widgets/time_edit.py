"""A time of the day, typed: 14:30, 2.30pm, 下午2點半."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from ui import format as shown
from ui.timeparse import Parsed, Reason, Wrong, parse_duration, parse_time
from ui.widgets.typed_edit import TypedEdit

DAY: Final = 1440


class TimeEdit(TypedEdit):
    """Minutes after midnight, 0 to 1440; arrows go along the grid of starts.

    Of two readings ("3" may be 03:00 or 15:00) the one that is nearer to the last value is taken.

    Attributes:
        grid, offset: minutes between steps, and after midnight at which they are anchored.
        base: for the end of something: its start, after which a length ("90 min") is understood as
            well.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = 30
        self.offset = 0
        self.base: int | None = None
        self._near: int | None = None

    def set_value(self, value: Any) -> None:
        """Show a time; None empties the line."""
        super().set_value(value)
        if value is not None:
            self._near = value

    def parse(self, text: str) -> Parsed[int] | Wrong[int]:
        """Return the minute of the day."""
        found = parse_time(text)
        if isinstance(found, Wrong):
            return self._lasting(text, found)
        if found.other is None or self._near is None:
            return found
        near = self._near
        best = min((found.value, found.other), key=lambda one: (self._early(one), abs(one - near)))
        return Parsed(best)

    def write(self, value: Any) -> str:
        """Return "14:30"."""
        return shown.minute(value)

    def stepped(self, value: Any, by: int) -> Any:
        """Return the next time on the grid."""
        start = self.offset if self.base is None else self.base
        places, rest = divmod(value - start, self.grid)
        on = places + by + (1 if rest and by < 0 else 0)
        new = start + on * self.grid
        return new if max(0, (self.base or -1) + 1) <= new <= DAY else None

    def first(self) -> Any:
        """Return nine o'clock."""
        return 9 * 60 if self.base is None else min(DAY, self.base + self.grid)

    def _early(self, minute: int) -> bool:
        return self.base is not None and minute <= self.base

    def _lasting(self, text: str, wrong: Wrong[int]) -> Parsed[int] | Wrong[int]:
        length = parse_duration(text)
        if self.base is None or wrong.reason is not Reason.NOT_UNDERSTOOD:
            return wrong
        if isinstance(length, Wrong):
            return wrong
        end = self.base + length.value
        return Parsed(end) if end <= DAY else Wrong(Reason.TOO_LONG, DAY)
