"""The grid for screen readers: a list of the cell that the keyboard is on and of what is in sight.

Qt keeps C++ pointers to these objects, so the grid's own keeps every child that it ever gave out.
`interface_cast` is never overridden: that crashes in front of a real client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from ui.models.day import Chip
from ui.widgets.schedule import texts

if TYPE_CHECKING:
    from ui.widgets.schedule.grid import ScheduleGrid

CELL: Final = 0
"""Place of the keyboard's cell among the children; bookings follow."""
Key = tuple[object, ...]


class _Child(QAccessibleInterface):
    """The keyboard's cell (`chip` None), or a booking."""

    def __init__(self, parent: GridAccess, chip: Chip | None) -> None:
        super().__init__()
        self._parent = parent
        self.chip = chip

    @property
    def _grid(self) -> ScheduleGrid:
        return self._parent.grid

    def isValid(self) -> bool:
        """Qt's."""
        return self._parent.isValid()

    def object(self) -> QObject | None:  # type: ignore[override]
        """Qt's: there is no object for it."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Qt's."""
        return self._parent

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Qt's."""
        return None

    def childCount(self) -> int:
        """Qt's."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Qt's."""
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Qt's."""
        return None

    def text(self, which: QAccessible.Text) -> str:
        """Qt's: room, time and the rest."""
        if which != QAccessible.Text.Name:
            return ""
        return self._parent.cell_text() if self.chip is None else self._parent.chip_text(self.chip)

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Qt's: nothing here is written by a reader."""

    def rect(self) -> QRect:
        """Qt's: in global coordinates."""
        grid = self._grid
        place = grid.cursor_rect() if self.chip is None else grid.rect_of_chip(self.chip)
        return QRect(grid.viewport().mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        """Qt's."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Qt's."""
        state = QAccessible.State()
        grid = self._grid
        state.focusable = state.selectable = True
        if self.chip is None:
            state.focused = grid.hasFocus()
        else:
            state.selected = grid.selected == self.chip
        return state


class GridAccess(QAccessibleWidget):
    """The list.

    Attributes:
        grid: the widget.
    """

    def __init__(self, grid: ScheduleGrid) -> None:
        super().__init__(grid, QAccessible.Role.List)
        self.grid = grid
        self._cell = _Child(self, None)
        self._given: dict[Key, _Child] = {}
        self._seen: tuple[_Child, ...] = ()

    def renew(self) -> None:
        """Note what is in sight now."""
        scene, found = self.grid.scene, []
        if scene is not None:
            view = self.grid.view()
            for index in scene.lines.within(view.top(), view.bottom()):
                found += [one.chip for one in scene.placed(index) if one.rect.intersects(view)]
        self._seen = tuple(self._child_of(chip) for chip in found)

    def _child_of(self, chip: Chip) -> _Child:
        key = (chip.booking, chip.item, chip.resource, chip.unit, chip.starts, chip.mood)
        child = self._given.get(key)
        if child is None:
            child = self._given[key] = _Child(self, chip)
        child.chip = chip
        return child

    def cell_text(self) -> str:
        """Return what the keyboard's cell is."""
        grid = self.grid
        scene, cell, chip = grid.scene, grid.cursor_cell, grid.selected
        if scene is None or cell is None:
            return ""
        if grid.gesture is not None:
            return ". ".join(grid.overlay.lines)
        if chip is not None:
            return self.chip_text(chip)
        resource = scene.book.catalogue.resources.get(cell.resource)
        if resource is None:
            return ""
        return texts.spoken_free(resource, cell.start, cell.end, grid.zone)

    def chip_text(self, chip: Chip) -> str:
        """Return what a booking is."""
        scene = self.grid.scene
        if scene is None:
            return ""
        resource = scene.book.catalogue.resources.get(chip.resource)
        return "" if resource is None else texts.spoken(chip, resource, self.grid.zone)

    def childCount(self) -> int:
        """Qt's."""
        self.renew()
        return 1 + len(self._seen)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Qt's."""
        if index == CELL:
            return self._cell
        return self._seen[index - 1] if 0 < index <= len(self._seen) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Qt's."""
        if child is self._cell:
            return CELL
        found = (n for n, one in enumerate(self._seen, 1) if one is child)
        return next(found, -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Qt's."""
        grid = self.grid
        if grid.scene is None:
            return None
        at = grid.viewport().mapFromGlobal(QPoint(x, y)) + grid.offset()
        one = grid.scene.chip_at(at.x(), at.y())
        return None if one is None else self._child_of(one.chip)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Qt's."""
        return self._cell if self.grid.hasFocus() else None


class _Factory:
    """Makes the grid's interface, and keeps it as long as the grid lives."""

    def __init__(self) -> None:
        self._made: dict[int, GridAccess] = {}
        self._installed = False

    def install(self) -> None:
        """Have Qt ask here; once."""
        if not self._installed:
            self._installed = True
            QAccessible.installFactory(self._make)

    def _make(self, name: str, thing: QObject | None) -> QAccessibleInterface | None:
        if name != "ScheduleGrid" or thing is None:
            return None
        grid = cast("ScheduleGrid", thing)
        found = self._made.get(id(grid))
        if found is None:
            found = self._made[id(grid)] = GridAccess(grid)
            key = id(grid)
            grid.destroyed.connect(lambda: self._made.pop(key, None))
        return found


factory: Final = _Factory()


def tell_cell(grid: ScheduleGrid) -> None:
    """Tell readers that the keyboard's cell is another, or says something else."""
    if not QAccessible.isActive() or not grid.hasFocus():
        return
    for what in (QAccessible.Event.NameChanged, QAccessible.Event.Focus):
        event = QAccessibleEvent(grid, what)
        event.setChild(CELL)
        QAccessible.updateAccessibility(event)
