"""A length of time, typed: 90 min, 1.5h, 一個半小時."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui import format as shown
from ui.timeparse import Parsed, Wrong, parse_duration
from ui.widgets.typed_edit import TypedEdit


class DurationEdit(TypedEdit):
    """Minutes; arrows go by `grid` from the shortest, `least`, to the longest, `most`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = 30
        self.least = 30
        self.most = 400 * 1440

    def parse(self, text: str) -> Parsed[int] | Wrong[int]:
        """Return the minutes."""
        return parse_duration(text)

    def write(self, value: Any) -> str:
        """Return "1 h 30 min"."""
        return shown.duration(value)

    def stepped(self, value: Any, by: int) -> Any:
        """Return the next multiple of the grid that may be booked."""
        places, rest = divmod(value, self.grid)
        new = (places + by + (1 if rest and by < 0 else 0)) * self.grid
        return min(max(new, self.least), max(self.most, self.least))

    def first(self) -> Any:
        """Return the shortest."""
        return self.least
