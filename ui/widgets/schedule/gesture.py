"""Drawing, moving and stretching a time, by mouse or by keys, until it is let go or given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from booking.model import Resource
from ui.models.day import ALL_UNITS, Chip
from ui.models.proposal import Doing, Proposal, drawn, moved, placed, stretched
from ui.widgets.schedule.scene import Scene

Adviser = Callable[[Proposal], tuple[str, ...]]
"""Says in words what speaks against a proposal, nothing where it may be."""


class Gesture:
    """One time on its way.

    Attributes:
        proposal: as it is now.
        reasons: what speaks against it, in words.
        by_keys: it is led by the keyboard.
    """

    def __init__(self, proposal: Proposal, anchor: int, *, front: bool, by_keys: bool) -> None:
        """Begin.

        Args:
            proposal: where it starts.
            anchor: the instant at which it was taken hold of.
            front: its beginning is stretched, not its end.
            by_keys: see above.
        """
        self.proposal = proposal
        self.reasons: tuple[str, ...] = ()
        self.by_keys = by_keys
        self._anchor = anchor
        self._front = front

    @classmethod
    def new(cls, scene: Scene, resource: Resource, unit: int, at: int) -> Gesture:
        """Begin a new booking at an instant."""
        start, end = drawn(scene.grid(resource), at, at)
        proposal = Proposal(Doing.NEW, resource, unit, start, end)
        return cls(proposal, at, front=False, by_keys=False)

    @classmethod
    def of(cls, scene: Scene, chip: Chip, at: int, edge: str = "", *, by_keys: bool) -> Gesture:
        """Take hold of a booking in its middle, or at its "front" or "back"."""
        doing = Doing.RESIZE if edge else Doing.MOVE
        resource = scene.book.catalogue.resources[chip.booked]
        unit = chip.unit if chip.resource == chip.booked else ALL_UNITS
        proposal = Proposal(doing, resource, unit, chip.starts, chip.ends, chip)
        return cls(proposal, at, front=edge == "front", by_keys=by_keys)

    @property
    def refused(self) -> bool:
        """Whether something speaks against it."""
        return bool(self.reasons)

    def drag(self, scene: Scene, target: Resource | None, at: int) -> bool:
        """Follow the pointer to an instant on a row; returns whether the proposal is another.

        Args:
            scene: the day.
            target: resource of the row, None where there is none.
            at: epoch seconds.
        """
        old, chip = self.proposal, self.proposal.chip
        if chip is None:
            span = drawn(scene.grid(old.resource), self._anchor, at)
            new = placed(old, old.resource, span)
        elif old.doing is Doing.RESIZE:
            span = stretched(
                scene.grid(old.resource), chip, self._edge(chip, at), front=self._front
            )
            new = placed(old, old.resource, span)
        else:
            resource = self._target(scene, chip, target or old.resource)
            new = placed(old, resource, moved(scene.grid(resource), chip, at - self._anchor))
        self.proposal = new
        return new != old

    def step(self, scene: Scene, by: int) -> bool:
        """Go one step of the grid later or earlier; returns whether the proposal is another."""
        old, grid = self.proposal, scene.grid(self.proposal.resource)
        if old.doing is Doing.RESIZE and not self._front:
            length = max(grid.shortest, old.end - old.start + by * grid.step)
            self.proposal = replace(old, end=old.start + length)
        else:
            start = grid.after(old.start) if by > 0 else grid.before(old.start)
            self.proposal = replace(old, start=start, end=start + old.end - old.start)
        return self.proposal != old

    def row(self, scene: Scene, by: int) -> bool:
        """Go to the next resource below or above; returns whether there is one."""
        old, chip = self.proposal, self.proposal.chip
        index = scene.lines.find(old.resource.id)
        if old.doing is Doing.RESIZE or index is None or chip is None:
            return False
        following = scene.lines.step(index, by)
        while following is not None and scene.lines.lines[following].unit:
            following = scene.lines.step(following, by)
        resource = None if following is None else scene.lines.lines[following].resource
        if resource is None:
            return False
        start = scene.grid(resource).nearest(old.start)
        self.proposal = placed(old, resource, (start, start + old.end - old.start))
        return True

    def judge(self, scene: Scene, adviser: Adviser, gone: str) -> None:
        """Ask what speaks against it now.

        Args:
            scene: the day as it is now.
            adviser: who knows.
            gone: the reason where the booking that is held has gone meanwhile.
        """
        chip, resources = self.proposal.chip, scene.book.catalogue.resources
        if chip is not None and chip.booking is not None:
            row = resources.get(chip.resource)
            known = () if row is None else scene.book.chips(row, chip.unit)
            if not any(one.item == chip.item and one.movable for one in known):
                self.reasons = (gone,)
                return
        self.reasons = () if self.proposal.same else adviser(self.proposal)

    def _edge(self, chip: Chip, at: int) -> int:
        """Return where the end that is held would be, had it been held exactly."""
        return at + (chip.starts if self._front else chip.ends) - self._anchor

    def _target(self, scene: Scene, chip: Chip, row: Resource) -> Resource:
        """Return what a drop on a row means: on its own row, whatever it was booked as."""
        if row.id == chip.resource:
            return scene.book.catalogue.resources[chip.booked]
        return row
