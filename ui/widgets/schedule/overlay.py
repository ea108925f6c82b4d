"""What lies over the rows: the keyboard's cell, and what is being drawn, moved or stretched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.models.proposal import Proposal
from ui.widgets.schedule import chips, texts
from ui.widgets.schedule.gesture import Gesture

if TYPE_CHECKING:
    from ui.widgets.schedule.grid import ScheduleGrid

_REASONS: Final = 4


class Overlay:
    """Paints what is on its way, and keeps what was let go until the rows show it."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid
        self._gesture: Gesture | None = None
        self._left: Proposal | None = None
        self._covered = QRect()

    @property
    def covered(self) -> QRect:
        """What it covers, in pixels of the whole grid."""
        return QRect(self._covered)

    @property
    def lines(self) -> list[str]:
        """What the bubble says."""
        if self._gesture is None:
            return []
        return [self._grid.describe(self._gesture.proposal), *self._gesture.reasons[:_REASONS]]

    def follow(self, gesture: Gesture) -> None:
        """Show a gesture as it is now."""
        self._gesture, self._left = gesture, None
        self._refresh()

    def leave(self, proposal: Proposal | None) -> None:
        """Go on showing a proposal that was let go; None for nothing."""
        self._gesture, self._left = None, proposal
        self._refresh()

    def settle(self) -> None:
        """The rows show the truth now."""
        if self._left is not None:
            self.leave(None)

    def paint_cursor(self, painter: QPainter) -> None:
        """Paint the keyboard's cell under the bookings."""
        grid = self._grid
        rect = grid.cursor_rect()
        if rect.isValid() and self._gesture is None:
            place = rect.translated(grid.offset())
            chips.cursor(painter, place, grid.look, focused=grid.hasFocus())

    def paint(self, painter: QPainter) -> None:
        """Paint what is on its way; the painter's origin is that of the whole grid."""
        proposal = self._proposal()
        if proposal is None:
            return
        gesture, look = self._gesture, self._grid.look
        reasons = () if gesture is None else gesture.reasons
        text = self._grid.describe(proposal)
        if proposal.chip is not None:
            text = texts.title(proposal.chip)
        rect = self._rect(proposal)
        if rect.isValid():
            chips.ghost(painter, rect, look, text, reasons)
        if gesture is not None:
            chips.bubble(painter, self._bubble(rect), look, self.lines, wrong=bool(reasons))

    def _proposal(self) -> Proposal | None:
        return self._left if self._gesture is None else self._gesture.proposal

    def _rect(self, proposal: Proposal) -> QRect:
        place = (proposal.resource.id, proposal.start, proposal.end)
        grid = self._grid
        rect = grid.rect_at(*place, proposal.unit)
        rect = rect if rect.isValid() else grid.rect_at(*place)
        return rect.translated(grid.offset()) if rect.isValid() else rect

    def _bubble(self, rect: QRect) -> QRect:
        """Return where the bubble goes: under what it tells of, above where there is no room."""
        view = self._grid.view()
        width, height = chips.bubble_size(self._grid.look, self.lines)
        width = min(width, view.width() - 8)
        left = min(max(rect.left(), view.left() + 4), view.right() - width - 4)
        top = rect.bottom() + 6
        if top + height > view.bottom():
            top = max(rect.top() - height - 6, view.top() + 2)
        return QRect(left, top, width, height)

    def _refresh(self) -> None:
        proposal = self._proposal()
        covered = QRect()
        if proposal is not None:
            rect = self._rect(proposal)
            covered = rect if self._gesture is None else rect.united(self._bubble(rect))
        for area in (self._covered, covered):
            if area.isValid():
                place = self._grid.on_screen(area.adjusted(-2, -2, 2, 2))
                self._grid.viewport().update(place)
        self._covered = covered
