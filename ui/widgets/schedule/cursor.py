"""The cell that the keyboard is on: a stretch of time on a row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.models.day import ALL_UNITS, Chip
from ui.widgets.schedule.scene import Scene


@dataclass(frozen=True, slots=True)
class Cursor:
    """A stretch on a row, epoch seconds; `choice` tells bookings that overlap apart."""

    resource: int
    unit: int
    start: int
    end: int
    choice: int = 0

    def index(self, scene: Scene) -> int | None:
        """Return its line, None where the row is not shown."""
        found = scene.lines.find(self.resource, self.unit)
        return scene.lines.find(self.resource) if found is None else found

    def chip(self, scene: Scene) -> Chip | None:
        """Return the booking that it is on: one that holds its beginning."""
        index = self.index(scene)
        if index is None:
            return None
        chips = scene.covering(index, self.start, self.start + 1)
        return chips[self.choice % len(chips)] if chips else None


def first(scene: Scene, index: int, at: int) -> Cursor | None:
    """Return a cursor on a line, one cell long."""
    line = scene.lines.lines[index]
    if line.resource is None:
        return None
    grid = scene.grid(line.resource)
    start = max(grid.floor(at), scene.axis.start)
    return Cursor(line.resource.id, line.unit, start, start + grid.shortest)


def sideways(scene: Scene, cursor: Cursor, by: int) -> Cursor:
    """Return the cursor one cell later or earlier; a booking is one step."""
    resource = scene.book.catalogue.resources[cursor.resource]
    grid, chip = scene.grid(resource), cursor.chip(scene)
    if by > 0:
        start = grid.after(cursor.start)
        if chip is not None and chip.ends > start:
            start = chip.ends if grid.floor(chip.ends) == chip.ends else grid.after(chip.ends)
    else:
        edge = cursor.start if chip is None else min(chip.starts, cursor.start)
        start = grid.before(edge)
    start = min(max(start, scene.axis.start), grid.before(scene.axis.end))
    return Cursor(cursor.resource, cursor.unit, start, start + grid.shortest)


def stretched(scene: Scene, cursor: Cursor, by: int) -> Cursor:
    """Return the cursor one step longer or shorter."""
    grid = scene.grid(scene.book.catalogue.resources[cursor.resource])
    length = max(grid.shortest, cursor.end - cursor.start + by * grid.step)
    end = cursor.start + length
    return cursor if end > scene.axis.end and by > 0 else replace(cursor, end=end)


def updown(scene: Scene, cursor: Cursor, by: int) -> Cursor:
    """Return the cursor on the row below or above, at about the same time."""
    index = cursor.index(scene)
    following = None if index is None else scene.lines.step(index, by)
    if following is None:
        return cursor
    found = first(scene, following, cursor.start)
    return cursor if found is None else found


def next_chip(scene: Scene, cursor: Cursor, by: int) -> Cursor:
    """Return the cursor on the next or previous booking of its row, itself where there is none."""
    index = cursor.index(scene)
    line = None if index is None else scene.lines.lines[index]
    if line is None or line.resource is None:
        return cursor
    here = cursor.chip(scene)
    at = cursor.start if here is None else here.starts
    chips = scene.book.chips(line.resource, line.unit)
    later = [c for c in chips if c.starts > at] if by > 0 else [c for c in chips if c.starts < at]
    if not later:
        return cursor
    chip = later[0] if by > 0 else later[-1]
    return on_chip(scene, chip)


def on_chip(scene: Scene, chip: Chip) -> Cursor:
    """Return the cursor on a booking."""
    start, end = max(chip.starts, scene.axis.start), min(chip.ends, scene.axis.end)
    found = Cursor(chip.resource, chip.unit or ALL_UNITS, start, end)
    index = found.index(scene)
    chips = () if index is None else scene.covering(index, start, start + 1)
    choice = next((n for n, one in enumerate(chips) if one.item == chip.item), 0)
    return replace(found, choice=choice)
