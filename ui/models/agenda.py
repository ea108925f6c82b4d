"""A day's bookings as a table: the same as the grid shows, one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from booking.model import Resource
from ui.i18n import pick
from ui.models.day import Chip

AT: Final = QModelIndex()
Texts = Callable[[Chip, Resource], tuple[str, str, str, str]]
"""Gives time, title, whose it is and how sure it is."""
CHIP: Final = int(Qt.ItemDataRole.UserRole)
COLUMNS: Final = 5


class AgendaModel(QAbstractTableModel):
    """Time, resource, title, whose, how sure; CHIP gives the chip itself."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._rows: tuple[tuple[Chip, Resource], ...] = ()

    def show(self, rows: Sequence[tuple[Chip, Resource]]) -> None:
        """Show other rows."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def find(self, chip: Chip) -> int | None:
        """Return the row of the same item on the same resource, None where there is none."""
        key = (chip.booking, chip.item, chip.resource, chip.starts)
        for row, (one, _) in enumerate(self._rows):
            if (one.booking, one.item, one.resource, one.starts) == key:
                return row
        return None

    def chip(self, row: int) -> Chip | None:
        """Return a row's chip."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = AT) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = AT) -> int:
        """Qt's."""
        return 0 if parent.isValid() else COLUMNS

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        chip, resource = self._rows[index.row()]
        if role == CHIP:
            return chip
        time, title, whose, sure = self._texts(chip, resource)
        cells = (time, pick(resource.name), title, whose, sure)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell for cell in cells if cell)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt's."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("agenda", "Time"),
            QCoreApplication.translate("agenda", "Resource"),
            QCoreApplication.translate("agenda", "Title"),
            QCoreApplication.translate("agenda", "Whose"),
            QCoreApplication.translate("agenda", "State"),
        )[section]
