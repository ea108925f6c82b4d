"""The inventory as a table for Qt, filtered and sorted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush

from booking.model import Catalogue
from ui import format as shown
from ui import words
from ui.assets import icon
from ui.i18n import OWN_NAMES
from ui.models.documents import value_text
from ui.models.inventory_rows import NUMBERS, Content, Filters, Row, sort_key
from ui.theme import theme

AT: Final = QModelIndex()
ROW: Final = int(Qt.ItemDataRole.UserRole)
COLUMNS: Final = (
    "code",
    "name.en",
    "name.zh_hant",
    "name.zh_hans",
    "state",
    "site",
    "floor",
    "kind",
    "capacity",
    "units",
    "features",
    "policy",
    "hours",
    "rate_fen",
    "rev",
)


class ResourceModel(QAbstractTableModel):
    """Rows that pass the filters, in the order that was asked for; ROW gives the row itself."""

    def __init__(self) -> None:
        super().__init__()
        self._content: Content | None = None
        self._rows: list[Row] = []
        self._filters = Filters()
        self._sites: tuple[str, ...] = ()
        self._order = (0, Qt.SortOrder.AscendingOrder)

    # --- what the page asks ----------------------------------------------------------------------

    @property
    def catalogue(self) -> Catalogue | None:
        """The inventory that is shown."""
        return None if self._content is None else self._content.catalogue

    def every(self) -> tuple[Row, ...]:
        """Return all rows, filtered away or not."""
        return () if self._content is None else self._content.rows

    def row(self, place: int) -> Row | None:
        """Return the row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def find(self, code: str) -> int | None:
        """Return the place of a resource, None where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.code == code), None)

    def show(self, content: Content) -> None:
        """Show other content."""
        self._content = content
        self._fill()

    def set_filters(self, filters: Filters, sites: tuple[str, ...]) -> None:
        """Show only what passes."""
        if (filters, sites) != (self._filters, self._sites):
            self._filters, self._sites = filters, sites
            self._fill()

    def order(self) -> tuple[int, Qt.SortOrder]:
        """Return by which column rows are sorted, and how."""
        return self._order

    def retranslate(self) -> None:
        """Show everything in another language, in that language's order."""
        self._fill()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _fill(self) -> None:
        rows = self._passing()
        column, order = self._order
        if self._content is not None:
            key = sort_key(COLUMNS[column], self._content.catalogue)
            rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        if [row.code for row in rows] == [row.code for row in self._rows]:
            changed = [
                n for n, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new
            ]
            self._rows = rows
            for place in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _passing(self) -> list[Row]:
        if self._content is None:
            return []
        rows = self._content.rows
        text = self._filters.text.strip()
        if text:
            entries = self._content.index.look_up(text, limit=len(rows))
            found = {entry.key for entry in entries}
            rows = tuple(row for row in rows if row.code in found)
        return [row for row in rows if self._filters.keeps(row, self._sites)]

    # --- Qt's ------------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's."""
        if 0 <= column < len(COLUMNS):
            self._order = (column, order)
            self._fill()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = AT) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = AT) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or self._content is None:
            return None
        name = COLUMNS[index.column()]
        if role == ROW:
            return row
        return cell(row, name, role, self._content.catalogue)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt's."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(name)
        return None


def heading(name: str) -> str:
    """Return a column's name."""
    if name == "rev":
        return QCoreApplication.translate("inventory", "Revision")
    if name.startswith("name."):
        return OWN_HEADINGS[name.partition(".")[2]]()
    return words.field(name)


OWN_HEADINGS: Final[Mapping[str, Callable[[], str]]] = {
    "en": lambda: QCoreApplication.translate("inventory", "Name (English)"),
    "zh_hant": lambda: QCoreApplication.translate("inventory", "Name (繁)"),
    "zh_hans": lambda: QCoreApplication.translate("inventory", "Name (简)"),
}


def cell(row: Row, name: str, role: int, catalogue: Catalogue) -> Any:
    """Return what Qt asks about a row's field."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return standing(row) if name == "state" else _text(row, name, catalogue)
        case Qt.ItemDataRole.ToolTipRole:
            return _tip(row, name, catalogue)
        case Qt.ItemDataRole.DecorationRole if name == "state" and (row.failed or row.waits):
            return icon("conflict", "danger") if row.failed else icon("waiting", "accent")
        case Qt.ItemDataRole.ForegroundRole:
            return _ink(row, name)
        case Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(name)
        case Qt.ItemDataRole.AccessibleTextRole:
            return shown.items([heading(name), _tip(row, name, catalogue)])
    return None


def standing(row: Row) -> str:
    """Return a resource's state, or that a change of it waits or was refused."""
    if row.failed is not None:
        return words.act_state(row.failed.state)
    if row.waits:
        return QCoreApplication.translate("inventory", "Waiting for confirmation")
    return words.resource_state(row.values["state"])


def _text(row: Row, name: str, catalogue: Catalogue) -> str:
    if name == "rev":
        return str(row.rev) if row.rev else shown.EN_DASH
    if name == "rate_fen" and not row.values[name]:
        return QCoreApplication.translate("name", "No charge")
    if name == "features" and not row.values[name]:
        return ""
    return value_text(name, row.values[name], catalogue)


def _tip(row: Row, name: str, catalogue: Catalogue) -> str:
    if name.startswith("name.") and not row.values[name]:
        text = QCoreApplication.translate("inventory", "No name in {language} yet")
        return text.format(language=OWN_NAMES[name.partition(".")[2]])
    if name == "state" and (row.waits or row.failed):
        return shown.items([standing(row), words.resource_state(row.values["state"])])
    return _text(row, name, catalogue)


def _ink(row: Row, name: str) -> QBrush | None:
    if name == "state" and row.failed is not None:
        return QBrush(theme().color("danger"))
    muted = row.retired or (name.startswith("name.") and not row.values[name])
    return QBrush(theme().color("muted")) if muted else None


def _alignment(name: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignHCenter if name in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
