"""The keyboard on the grid: everything that the mouse can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.models.day import ALL_UNITS, Chip
from ui.models.proposal import Doing, Proposal
from ui.widgets.schedule import cursor as cursors
from ui.widgets.schedule.cursor import Cursor
from ui.widgets.schedule.gesture import Gesture
from ui.widgets.schedule.scene import Scene

if TYPE_CHECKING:
    from ui.widgets.schedule.grid import ScheduleGrid

Key = Qt.Key
_ARROWS = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """Turns keys into what they mean."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid
        self._plain: dict[int, Callable[[Scene, Cursor], None]] = {
            Key.Key_Return: self._enter,
            Key.Key_Enter: self._enter,
            Key.Key_M: lambda scene, cell: self._take(scene, ""),
            Key.Key_R: lambda scene, cell: self._take(scene, "back"),
            Key.Key_Delete: self._delete,
            Key.Key_F2: self._edit,
            Key.Key_U: self._fold,
            Key.Key_Space: self._next,
        }

    def ensure(self) -> None:
        """See that there is a cell: the first row in sight, now or when it opens."""
        grid, scene = self._grid, self._grid.scene
        if scene is None or (grid.cursor_cell and grid.cursor_cell.index(scene) is not None):
            return
        view = grid.view()
        axis = scene.axis
        shown = axis.at(view.left()), axis.at(view.right())
        at = grid.now if shown[0] <= grid.now < shown[1] else shown[0] + 1800
        for index in scene.lines.within(view.top(), view.bottom()):
            cell = cursors.first(scene, index, at)
            if cell is not None:
                grid.set_cursor(cell, reveal=False)
                return

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; returns whether it means anything here."""
        grid, scene = self._grid, self._grid.scene
        if scene is None:
            return False
        key, modifiers = event.key(), event.modifiers()
        if grid.gesture is not None:
            return self._lead(scene, grid.gesture, key)
        if modifiers & _CTRL:
            return self._control(scene, key)
        if self._of_days(key):
            return True
        self.ensure()
        cell = grid.cursor_cell
        if cell is None or cell.index(scene) is None:
            return False
        if key in _ARROWS:
            self._go(scene, cell, *_ARROWS[Key(key)], stretch=bool(modifiers & _SHIFT))
            return True
        action = self._plain.get(key)
        if action is None:
            return False
        action(scene, cell)
        return True

    def _of_days(self, key: int) -> bool:
        grid = self._grid
        if key == Key.Key_PageUp:
            grid.stepped.emit(-1)
        elif key == Key.Key_PageDown:
            grid.stepped.emit(1)
        elif key == Key.Key_Home:
            grid.todayed.emit()
        else:
            return False
        return True

    def _control(self, scene: Scene, key: int) -> bool:
        grid, cell = self._grid, self._grid.cursor_cell
        zooms = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1, Key.Key_0: 0}
        if key in zooms:
            grid.zoom(zooms[Key(key)])
        elif key in (Key.Key_Left, Key.Key_Right) and cell is not None:
            by = 1 if key == Key.Key_Right else -1
            grid.set_cursor(cursors.next_chip(scene, cell, by))
        else:
            return False
        return True

    def _go(self, scene: Scene, cell: Cursor, across: int, down: int, *, stretch: bool) -> None:
        if down:
            found = cursors.updown(scene, cell, down)
        elif stretch:
            found = cursors.stretched(scene, cell, across)
        else:
            found = cursors.sideways(scene, cell, across)
        self._grid.set_cursor(found)

    def _lead(self, scene: Scene, gesture: Gesture, key: int) -> bool:
        """Lead what M or R began; Esc gives up what the mouse leads, too."""
        grid = self._grid
        if key == Key.Key_Escape:
            grid.give_up()
        elif not gesture.by_keys:
            return key in _ARROWS
        elif key in _ARROWS:
            across, down = _ARROWS[Key(key)]
            changed = gesture.step(scene, across) if across else gesture.row(scene, down)
            if changed:
                grid.rejudge()
                grid.reveal(grid.on_screen(grid.overlay.covered))
        elif key in (Key.Key_Return, Key.Key_Enter):
            grid.let_go()
        return True

    def _enter(self, scene: Scene, cell: Cursor) -> None:
        chip = cell.chip(scene)
        if chip is None:
            resource = scene.book.catalogue.resources[cell.resource]
            self._grid.ask(Proposal(Doing.NEW, resource, cell.unit, cell.start, cell.end))
        elif chip.booking is not None:
            self._grid.opened.emit(chip.booking)

    def _take(self, scene: Scene, edge: str) -> None:
        chip = self._grid.selected
        if chip is not None and chip.movable:
            self._grid.begin(Gesture.of(scene, chip, chip.starts, edge, by_keys=True))

    def _delete(self, scene: Scene, cell: Cursor) -> None:
        chip = self._known(scene, cell)
        if chip is not None:
            self._grid.cancelling.emit(chip)

    def _edit(self, scene: Scene, cell: Cursor) -> None:
        chip = self._known(scene, cell)
        if chip is not None:
            self._grid.editing.emit(chip.booking)

    def _known(self, scene: Scene, cell: Cursor) -> Chip | None:
        chip = cell.chip(scene)
        return chip if chip is not None and chip.booking is not None else None

    def _fold(self, scene: Scene, cell: Cursor) -> None:
        resource = scene.book.catalogue.resources[cell.resource]
        if resource.units > 1 and not resource.parts:
            self._grid.fold(resource.id)
            self._grid.set_cursor(replace(cell, unit=ALL_UNITS))

    def _next(self, scene: Scene, cell: Cursor) -> None:
        """Go to the next booking of those that lie over one another here."""
        self._grid.set_cursor(replace(cell, choice=cell.choice + 1))
