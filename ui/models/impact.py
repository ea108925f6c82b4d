"""The bookings that a change of the inventory touches, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from booking.model import Catalogue
from booking.services.views import Projected
from ui import format as shown
from ui.i18n import pick

AT: Final = QModelIndex()
COLUMNS: Final = ("when", "resource", "title", "organiser", "contact")
Contacts = Mapping[tuple[str, str], str]
"""Addresses by a person's name and the code of his organisation."""


@dataclass(frozen=True, slots=True)
class Affected:
    """One booking in words.

    Attributes:
        organiser: with the organisation; as far as this person may see them.
        contact: an address to write to, "" where none is known.
    """

    booking: UUID
    start: datetime
    when: str
    resource: str
    title: str
    organiser: str
    contact: str


def affected_rows(
    found: Sequence[Projected], catalogue: Catalogue, contacts: Contacts, now: datetime
) -> tuple[Affected, ...]:
    """Return the bookings by start."""
    rows = (_row(one, catalogue, contacts, now) for one in found if one.booking.items)
    return tuple(sorted(rows, key=lambda row: (row.start, row.booking)))


def _row(one: Projected, catalogue: Catalogue, contacts: Contacts, now: datetime) -> Affected:
    booking = one.booking
    places = [catalogue.resources.get(item.resource_id) for item in booking.items]
    zone = catalogue.timezone(next(iter(places)))
    start = min(item.during.start for item in booking.items)
    end = max(item.during.end for item in booking.items)
    person = catalogue.people.get(booking.organiser_id)
    tenant = catalogue.tenants.get(booking.tenant_id)
    who = [part for part in (person.name if person else "", pick(tenant.name) if tenant else "")]
    contact = contacts.get((person.name, tenant.code), "") if person and tenant else ""
    title = " ".join((booking.title or "").split())
    return Affected(
        booking.id,
        start,
        shown.when(start, end, zone, now),
        shown.items([pick(place.name) for place in places if place is not None]),
        title or QCoreApplication.translate("inventory", "Private booking"),
        shown.items([part for part in who if part]),
        contact,
    )


class ImpactModel(QAbstractTableModel):
    """Affected bookings, one a row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Affected, ...] = ()

    def rows(self) -> tuple[Affected, ...]:
        """Return what is shown."""
        return self._rows

    def show(self, rows: tuple[Affected, ...]) -> None:
        """Show other bookings."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def retranslate(self) -> None:
        """Show the headings in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

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
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, name = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return getattr(row, name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.items([heading(name), getattr(row, name)])
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt's."""
        across = orientation == Qt.Orientation.Horizontal
        if not across or role != Qt.ItemDataRole.DisplayRole or not 0 <= section < len(COLUMNS):
            return None
        return heading(COLUMNS[section])


def heading(name: str) -> str:
    """Return a column's name."""
    return {
        "when": QCoreApplication.translate("inventory", "When"),
        "resource": QCoreApplication.translate("inventory", "Resource"),
        "title": QCoreApplication.translate("inventory", "Title"),
        "organiser": QCoreApplication.translate("inventory", "Organiser"),
        "contact": QCoreApplication.translate("inventory", "Contact"),
    }[name]
