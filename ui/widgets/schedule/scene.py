"""Where everything of a day lies, in pixels of the whole grid, and what lies at a place.

Only rows that are asked for are laid out. Nothing here paints or scrolls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect

from booking.model import Resource
from ui.models.day import ALL_UNITS, Chip, DayBook, Mood
from ui.models.facts import FactBook
from ui.models.proposal import Grid
from ui.models.rows import Line, Lines
from ui.widgets.schedule.axis import Axis
from ui.widgets.schedule.look import GAP, Look

EDGE: Final = 6
"""Pixels at a chip's end by which it is stretched."""
LEAST: Final = 3
"""Pixels that a chip is wide however short it is."""


class Placed(NamedTuple):
    """A chip with its place."""

    chip: Chip
    rect: QRect

    def __hash__(self) -> int:
        """Return the chip's; Qt's rectangles have none."""
        return hash(self.chip)


class Scene:
    """One day on one grid.

    Attributes:
        book, facts, lines, axis, look: what it is made of.
    """

    def __init__(
        self, book: DayBook, facts: FactBook, lines: Lines, axis: Axis, look: Look
    ) -> None:
        self.book = book
        self.facts = facts
        self.lines = lines
        self.axis = axis
        self.look = look
        self._placed: dict[int, tuple[Placed, ...]] = {}

    def placed(self, index: int) -> tuple[Placed, ...]:
        """Return the chips of a line, by start, what is given up first."""
        found = self._placed.get(index)
        if found is None:
            found = self._placed[index] = self._place(index)
        return found

    def grid(self, resource: Resource) -> Grid:
        """Return the grid that a resource's bookings keep to."""
        catalogue = self.book.catalogue
        return Grid(ZoneInfo(catalogue.timezone(resource)), catalogue.policies[resource.policy_id])

    def covering(self, index: int, starts: int, ends: int) -> tuple[Chip, ...]:
        """Return the chips of a line that meet a stretch, what is given up left out."""
        line = self.lines.lines[index]
        if line.resource is None:
            return ()
        chips = self.book.chips(line.resource, line.unit)
        return tuple(
            chip
            for chip in chips
            if chip.starts < ends and starts < chip.ends and chip.mood is not Mood.LEAVING
        )

    def renew(self, resources: Iterable[int], view: QRect) -> list[QRect]:
        """Lay these resources out anew; returns what is to be painted of it within `view`."""
        found = []
        for resource in resources:
            for index in self.lines.of_resource(resource):
                old = self._placed.pop(index, None)
                band = self.band(index)
                if not band.intersects(view):
                    continue
                if old is None or self._folded(self.lines.lines[index]):
                    found.append(band)
                else:
                    found += self._changed(index, old)
        return found

    def _changed(self, index: int, old: tuple[Placed, ...]) -> list[QRect]:
        """Return where a line shows something else than before."""
        new = self.placed(index)
        both = set(old) & set(new)
        return [self._reach(one) for one in (*old, *new) if one not in both]

    def _reach(self, one: Placed) -> QRect:
        """Return what a chip covers with its buffers."""
        chip, rect = one.chip, one.rect.adjusted(-1, -1, 2, 2)
        if chip.before or chip.after:
            left = self.axis.x(chip.starts - chip.before * 60)
            right = self.axis.x(chip.ends + chip.after * 60)
            rect = rect.united(QRect(left, rect.top(), right - left + 1, rect.height()))
        return rect

    def band(self, index: int) -> QRect:
        """Return what a line covers."""
        top = self.lines.top(index)
        return QRect(0, top, self.axis.width, self.lines.top(index + 1) - top)

    def occupancy(self, index: int) -> QRect:
        """Return where a folded row shows how many units are free."""
        band = self.band(index)
        return QRect(band.left(), band.top() + GAP, band.width(), self.look.small_line + 4)

    def rect(self, index: int, starts: int, ends: int) -> QRect:
        """Return the place of a stretch on a line, over its full height."""
        band = self._inside(index)
        left, width = self.axis.span(starts, ends)
        return QRect(left, band.top(), max(width, LEAST), band.height())

    def find(self, booking: UUID, resource: int) -> tuple[int, Placed] | None:
        """Return a booking on a resource's row with its line, on a unit's where it is unfolded."""
        for index in self.lines.of_resource(resource):
            for one in self.placed(index):
                if one.chip.booking == booking and one.chip.mood is not Mood.LEAVING:
                    return index, one
        return None

    def chip_at(self, x: int, y: int) -> Placed | None:
        """Return what is drawn at a place, the topmost."""
        index = self.lines.at(y)
        if index is None:
            return None
        for one in reversed(self.placed(index)):
            # The hairline behind it belongs to it, unless the next one begins there.
            more = 2 if one.rect.width() < EDGE else 1
            reach = one.rect.adjusted(1 - more, 0, more, 0)
            if reach.contains(x, y):
                return one
        return None

    def edge_at(self, one: Placed, x: int) -> str:
        """Return which end of a chip a place takes hold of: "front", "back" or ""."""
        reach = min(EDGE, one.rect.width() // 4)
        if one.chip.ends <= self.axis.end and x > one.rect.right() - reach:
            return "back"
        if one.chip.starts >= self.axis.start and x < one.rect.left() + reach:
            return "front"
        return ""

    def _inside(self, index: int) -> QRect:
        band = self.band(index).adjusted(0, GAP, 0, -GAP - 1)
        if self._folded(self.lines.lines[index]):
            band.setTop(self.occupancy(index).bottom() + 3)
        return band

    def _folded(self, line: Line) -> bool:
        return line.folds and line.unit == ALL_UNITS

    def _place(self, index: int) -> tuple[Placed, ...]:
        line = self.lines.lines[index]
        if line.resource is None or (line.open and line.unit == ALL_UNITS):
            return ()
        chips = self.book.chips(line.resource, line.unit)
        inside = self._inside(index)
        leaving = [chip for chip in chips if chip.mood is Mood.LEAVING]
        staying = [chip for chip in chips if chip.mood is not Mood.LEAVING]
        found = [Placed(chip, self.rect(index, chip.starts, chip.ends)) for chip in leaving]
        for chip, lane, lanes in in_lanes(staying):
            left, width = self.axis.span(chip.starts, chip.ends)
            top = inside.top() + inside.height() * lane // lanes
            bottom = inside.top() + inside.height() * (lane + 1) // lanes
            height = max(bottom - top - (1 if lanes > 1 else 0), 2)
            # A hairline stays between neighbours, so that two bookings do not look like one.
            width = max(width - (1 if width > LEAST else 0), LEAST)
            found.append(Placed(chip, QRect(left, top, width, height)))
        return tuple(found)


def in_lanes(chips: Sequence[Chip]) -> list[tuple[Chip, int, int]]:
    """Return chips, which are by start, with a lane each and the number of lanes there.

    What overlaps lies in lanes of its own; a chip that overlaps with nothing has one lane.
    """
    found: list[tuple[Chip, int, int]] = []
    cluster: list[tuple[Chip, int]] = []
    ends: list[int] = []

    def close() -> None:
        found.extend((chip, lane, len(ends)) for chip, lane in cluster)
        cluster.clear()
        ends.clear()

    for chip in chips:
        if ends and chip.starts >= max(ends):
            close()
        lane = next((n for n, end in enumerate(ends) if end <= chip.starts), len(ends))
        if lane == len(ends):
            ends.append(chip.ends)
        else:
            ends[lane] = chip.ends
        cluster.append((chip, lane))
    close()
    return found
