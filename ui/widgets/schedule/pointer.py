"""The mouse on the grid: click, drag, stretch, and scrolling at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from booking.model import Resource
from ui.models.day import Chip
from ui.models.proposal import Doing, Proposal
from ui.widgets.schedule import cursor as cursors
from ui.widgets.schedule.gesture import Gesture
from ui.widgets.schedule.scene import Placed

if TYPE_CHECKING:
    from ui.widgets.schedule.grid import ScheduleGrid

_EDGE: Final = 28
_TICK_MS: Final = 30
_STEP: Final = 18


class Pointer:
    """Turns the mouse's events into what they mean; it never asks where the pointer is."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid
        self._pressed: QPoint | None = None
        self._held: Placed | None = None
        self._last = QPoint()
        # A child of the grid, which ends with it: one that outlived it would ring for nobody.
        self._timer = QTimer(grid)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(grid.scroll_on)

    def forget(self) -> None:
        """Let go of what the button is held on."""
        self._pressed = self._held = None
        self._timer.stop()

    def point_at(self, at: QPoint) -> Chip | None:
        """Return what is at a place of the viewport, and put the cursor there."""
        one = self._chip(at)
        self._put(one, at)
        return None if one is None else one.chip

    def press(self, event: QMouseEvent) -> None:
        """The button went down."""
        if event.button() != Qt.MouseButton.LeftButton or self._grid.scene is None:
            return
        at = event.position().toPoint()
        self._pressed = at
        self._held = self._chip(at)
        self._last = at

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved, with or without the button."""
        at = self._last = event.position().toPoint()
        grid = self._grid
        if self._pressed is None or grid.scene is None:
            self._over(at)
            return
        if grid.gesture is None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and not self._begin(self._pressed):
                self.forget()
        self._drag(at)

    def release(self, event: QMouseEvent) -> None:
        """The button came up."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        grid, pressed, held = self._grid, self._pressed, self._held
        self.forget()
        if grid.gesture is not None and not grid.gesture.by_keys:
            grid.let_go()
            self._over(event.position().toPoint())
        elif pressed is not None:
            self._put(held, pressed)
            if held is not None and held.chip.booking is not None:
                grid.opened.emit(held.chip.booking)

    def double(self, event: QMouseEvent) -> None:
        """Twice on free time asks for it."""
        at = event.position().toPoint()
        resource, unit = self._row(at)
        scene = self._grid.scene
        if scene is None or resource is None or self._chip(at) is not None:
            return
        start = scene.grid(resource).floor(self._instant(at))
        end = start + scene.grid(resource).shortest
        self._grid.ask(Proposal(Doing.NEW, resource, unit, start, end))

    def tick(self) -> None:
        """Scroll on while something is held at the edge."""
        grid = self._grid
        if grid.gesture is None or self._pressed is None:
            self._timer.stop()
            return
        across, down = self._pull()
        for bar, step in ((grid.horizontalScrollBar(), across), (grid.verticalScrollBar(), down)):
            bar.setValue(bar.value() + step * _STEP)
        self._drag(self._last)

    def _pull(self) -> tuple[int, int]:
        """Return which way to scroll: -1, 0 or 1 across and down.

        What was taken hold of close to an edge scrolls only when it is led on towards that edge.
        Otherwise a booking in the lowest row that is dragged along its row would end in another.
        """
        size, at = self._grid.viewport().size(), self._last
        began = at if self._pressed is None else self._pressed
        far = QApplication.startDragDistance()

        def way(place: int, length: int, began: int) -> int:
            if place < _EDGE and (place < 0 or began - place >= far):
                return -1
            if place > length - _EDGE and (place >= length or place - began >= far):
                return 1
            return 0

        return way(at.x(), size.width(), began.x()), way(at.y(), size.height(), began.y())

    def _begin(self, at: QPoint) -> bool:
        """Begin what the press meant; returns whether it means anything."""
        grid, scene, held = self._grid, self._grid.scene, self._held
        if scene is None or grid.gesture is not None:
            return False
        instant = self._instant(at)
        if held is None:
            resource, unit = self._row(at)
            if resource is None:
                return False
            grid.begin(Gesture.new(scene, resource, unit, instant))
            return True
        if not held.chip.movable:
            return False
        edge = scene.edge_at(held, at.x() + grid.offset().x())
        grid.begin(Gesture.of(scene, held.chip, instant, edge, by_keys=False))
        return True

    def _drag(self, at: QPoint) -> None:
        grid, scene = self._grid, self._grid.scene
        if grid.gesture is None or scene is None:
            return
        resource, _ = self._row(at)
        if grid.gesture.drag(scene, resource, self._instant(at)):
            grid.rejudge()
        if self._pull() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _over(self, at: QPoint) -> None:
        """Show what a press here would take hold of."""
        grid, scene = self._grid, self._grid.scene
        one = self._chip(at)
        grid.hover(one)
        shape = Qt.CursorShape.ArrowCursor
        if scene is not None and one is not None and one.chip.movable:
            edge = scene.edge_at(one, at.x() + grid.offset().x())
            shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.PointingHandCursor
        grid.viewport().setCursor(shape)

    def _put(self, one: Placed | None, at: QPoint) -> None:
        grid, scene = self._grid, self._grid.scene
        if scene is None:
            return
        if one is not None:
            grid.set_cursor(cursors.on_chip(scene, one.chip), reveal=False)
            return
        index = scene.lines.at(at.y() + grid.offset().y())
        if index is not None and scene.lines.lines[index].resource is not None:
            grid.set_cursor(cursors.first(scene, index, self._instant(at)), reveal=False)

    def _chip(self, at: QPoint) -> Placed | None:
        place = at + self._grid.offset()
        scene = self._grid.scene
        return None if scene is None else scene.chip_at(place.x(), place.y())

    def _row(self, at: QPoint) -> tuple[Resource | None, int]:
        scene = self._grid.scene
        index = None if scene is None else scene.lines.at(at.y() + self._grid.offset().y())
        if scene is None or index is None:
            return None, 0
        line = scene.lines.lines[index]
        return line.resource, line.unit

    def _instant(self, at: QPoint) -> int:
        assert self._grid.scene is not None
        return self._grid.scene.axis.at(at.x() + self._grid.offset().x())
