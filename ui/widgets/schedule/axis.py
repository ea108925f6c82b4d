"""Time across: epoch seconds to pixels and back, and where the lines of the clock stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

HOUR: Final = 3600
CELL_PX: Final = 72
ZOOMS: Final = (15, 30, 60, 120)
"""Minutes of one cell."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the clock; `hour` where it is a full one."""

    at: int
    text: str
    hour: bool


class Axis:
    """A day from left to right.

    Attributes:
        start, end: epoch seconds.
        cell: minutes of one cell.
        width: pixels of all of it.
        ticks: all lines, from the left.
    """

    def __init__(self, start: int, end: int, zone: ZoneInfo, cell: int, least: int) -> None:
        """Lay a day out.

        Args:
            start, end: epoch seconds.
            zone: whose clocks are shown.
            cell: minutes.
            least: pixels that there are to be filled.
        """
        self.start, self.end, self.zone, self.cell = start, end, zone, cell
        whole = end - start
        self.width = max(round(whole / (cell * 60) * CELL_PX), least, 1)
        self._scale = self.width / whole
        self.ticks = tuple(self._ticks())
        self._pixels = tuple(self.x(tick.at) for tick in self.ticks)

    def x(self, at: float) -> int:
        """Return the pixel of an instant, which may lie outside the day."""
        return round((at - self.start) * self._scale)

    def at(self, x: float) -> int:
        """Return the instant (epoch seconds) of a pixel."""
        return self.start + round(x / self._scale)

    def lines(self, left: int, right: int) -> Iterator[tuple[int, Tick]]:
        """Yield the ticks from one pixel to another (both included), each with its own."""
        first, end = bisect_left(self._pixels, left), bisect_right(self._pixels, right)
        return zip(self._pixels[first:end], self.ticks[first:end], strict=True)

    def span(self, starts: int, ends: int) -> tuple[int, int]:
        """Return left edge and width of a stretch, cut at the day's ends and never empty."""
        left, right = self.x(max(starts, self.start)), self.x(min(ends, self.end))
        return left, max(right - left, 1)

    def _ticks(self) -> list[Tick]:
        found = []
        for at in range(self.start, self.end, self.cell * 60):
            there = datetime.fromtimestamp(at, self.zone)
            found.append(Tick(at, f"{there:%H:%M}", there.minute == 0))
        return found
