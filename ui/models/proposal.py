"""A time that is being drawn, moved or stretched, on the grid of its resource's policy.

Instants are epoch seconds. Grids are of wall time: minutes after the local midnight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking.model import Policy, Resource
from booking.rules.interval import at_minute, epoch
from ui.models.day import ALL_UNITS, Chip

MINUTE = 60


class Doing(StrEnum):
    """What is being done to a time."""

    NEW = "new"
    MOVE = "move"
    RESIZE = "resize"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be asked for if one let go now.

    Attributes:
        resource: where.
        unit: of the line it is drawn on.
        start, end: epoch seconds.
        chip: what is moved or stretched.
    """

    doing: Doing
    resource: Resource
    unit: int
    start: int
    end: int
    chip: Chip | None = None

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        chip = self.chip
        return chip is not None and (self.resource.id, self.start, self.end) == (
            chip.booked,
            chip.starts,
            chip.ends,
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of starts and lengths that a resource's bookings keep to."""

    zone: ZoneInfo
    policy: Policy

    def floor(self, at: int) -> int:
        """Return the last start at or before an instant."""
        there = datetime.fromtimestamp(at, self.zone)
        step, offset = self.policy.start_step, self.policy.grid_offset
        minute = there.hour * MINUTE + there.minute
        snapped = (minute - offset) // step * step + offset
        return min(at, epoch(at_minute(self.zone, there.date(), snapped)))

    def nearest(self, at: int) -> int:
        """Return the start that is closest to an instant."""
        before = self.floor(at)
        after = self.after(before)
        return before if at - before <= after - at else after

    def after(self, at: int) -> int:
        """Return the first start after an instant."""
        there = datetime.fromtimestamp(at, self.zone)
        step, offset = self.policy.start_step, self.policy.grid_offset
        minute = there.hour * MINUTE + there.minute
        following = (minute - offset) // step * step + offset + step
        found = epoch(at_minute(self.zone, there.date(), following))
        return found if found > at else at + step * MINUTE

    def before(self, at: int) -> int:
        """Return the last start before an instant."""
        return self.floor(at - MINUTE)

    def length(self, seconds: float) -> int:
        """Return the nearest length in seconds that may be, the shortest for less."""
        step = self.policy.length_step * MINUTE
        return max(self.shortest, round(seconds / step) * step)

    @property
    def shortest(self) -> int:
        """Seconds of the shortest booking."""
        step = self.policy.length_step * MINUTE
        return max(step, -(-self.policy.min_length * MINUTE // step) * step)

    @property
    def step(self) -> int:
        """Seconds by which a length grows."""
        return self.policy.length_step * MINUTE


def drawn(grid: Grid, anchor: int, at: int) -> tuple[int, int]:
    """Return the time drawn from one instant to another, on the grid."""
    if at >= anchor:
        start = grid.floor(anchor)
        wanted = at - start
        step = grid.step
        return start, start + max(grid.shortest, -(-wanted // step) * step)
    end = grid.floor(anchor)
    end = end if end == anchor else grid.after(anchor)
    start = grid.floor(at)
    step = grid.step
    length = max(grid.shortest, -(-(end - start) // step) * step)
    return start, start + length


def moved(grid: Grid, chip: Chip, by: int) -> tuple[int, int]:
    """Return a chip's time shifted by about so many seconds, its length kept."""
    start = chip.starts if abs(by) < MINUTE else grid.nearest(chip.starts + by)
    return start, start + chip.ends - chip.starts


def stretched(grid: Grid, chip: Chip, at: int, *, front: bool) -> tuple[int, int]:
    """Return a chip's time with one end at about an instant; the other end stays."""
    if front:
        return chip.ends - grid.length(chip.ends - at), chip.ends
    return chip.starts, chip.starts + grid.length(at - chip.starts)


def placed(proposal: Proposal, resource: Resource, span: tuple[int, int]) -> Proposal:
    """Return a proposal elsewhere."""
    unit = proposal.unit if proposal.resource.id == resource.id else ALL_UNITS
    return replace(proposal, resource=resource, unit=unit, start=span[0], end=span[1])
