"""The table of resources: which columns there are at first, and what is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.models.inventory_rows import Row
from ui.models.resources import COLUMNS, ResourceModel
from ui.widgets.office_table import OfficeTable

WIDTHS: Final = (118, 172, 130, 130, 112, 110, 84, 84, 74, 60, 120, 150, 140, 110, 74)
HIDDEN: Final = frozenset({"site", "units", "policy", "hours", "rate_fen", "rev"})


class InventoryTable(OfficeTable):
    """Sorted by floor, until somebody sorts it otherwise."""

    def __init__(self, model: ResourceModel, parent: QWidget | None = None) -> None:
        super().__init__(self._code, parent)
        self._resources = model
        self.setModel(model)
        self.set_columns(COLUMNS, WIDTHS, HIDDEN, "code")
        self.setSortingEnabled(True)
        self.sortByColumn(COLUMNS.index("floor"), Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setStretchLastSection(True)

    def rows(self) -> list[Row]:
        """Return the chosen resources, from above."""
        found = (self._resources.row(place) for place in self.chosen_rows())
        return [row for row in found if row is not None]

    def _code(self, place: int) -> str:
        row = self._resources.row(place)
        return "" if row is None else row.code
