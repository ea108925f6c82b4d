"""The items of the form: a row for each, one more by name, one less by its cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from booking.model import Catalogue
from booking.services.bookings import Checked, ItemWish
from booking.services.checks import ITEMS
from ui.dialogs.editor.item_row import ItemRow
from ui.dialogs.editor.sheet import Sheet

Keyed = tuple[UUID | None, ItemWish]


class ItemRows(QObject):
    """The rows of one editor.

    Attributes:
        changed: () somebody changed an item, or how many there are.
        arranged: () the stops of the keyboard are others.
        rows: in the order in which they stand.
        entered: Return has just added a resource, and is to mean only that.
    """

    changed = Signal()
    arranged = Signal()

    def __init__(self, catalogue: Catalogue, now: datetime, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._now = now
        self._sheet = sheet
        self.rows: list[ItemRow] = []
        self.entered = False
        sheet.add.picked.connect(self._add_typed)
        sheet.add.returnPressed.connect(self._add_entered)

    def fill(self, items: Sequence[Keyed]) -> None:
        """Show these items; tells nobody."""
        for at, (item, wish) in enumerate(items):
            if at == len(self.rows):
                self.append(wish, item)
            else:
                self.rows[at].fill(wish, item)
        while len(self.rows) > len(items):
            self._take_out(self.rows[-1])
        self.arrange()

    def append(self, wish: ItemWish, item: UUID | None = None) -> ItemRow:
        """Add a row below the others; tells nobody."""
        zone = self._catalogue.timezone(next(iter(self._catalogue.resources.values()), None))
        row = ItemRow(self._catalogue, self._now, zone, self._sheet.items)
        row.fill(wish, item)
        if wish.start is None:
            row.begin_on(self._now.astimezone(ZoneInfo(zone)).date())
        row.changed.connect(self.changed)
        row.removed.connect(self.remove)
        self.rows.append(row)
        self._sheet.item_rows.addWidget(row)
        self.arrange()
        return row

    def remove(self, row: ItemRow) -> None:
        """Take an item out of the form."""
        at = self.rows.index(row)
        self._take_out(row)
        self.arrange()
        self.rows[min(at, len(self.rows) - 1)].pick.setFocus()
        self.changed.emit()

    def wishes(self) -> tuple[ItemWish, ...]:
        """Return the items as they are filled in."""
        return tuple(row.wish() for row in self.rows)

    def keyed(self) -> tuple[Keyed, ...]:
        """Return the items with their ids, None for new ones."""
        return tuple((row.item, row.wish()) for row in self.rows)

    def first_wrong(self) -> QWidget | None:
        """Return the first field that is not filled in rightly."""
        return next((one for row in self.rows if (one := row.first_wrong()) is not None), None)

    def show_checked(self, checked: Checked | None, places: Sequence[int], *, quiet: bool) -> None:
        """Show what speaks against each item; `places`: where the check counts the rows."""
        for at, row in zip(places, self.rows, strict=True):
            row.show_checked(checked, at, quiet=quiet)

    def tab_order(self) -> list[QWidget]:
        """Return the stops of the keyboard."""
        return [stop for row in self.rows for stop in row.tab_order()]

    def arrange(self) -> None:
        """Show what can be added or taken out now; what has begun stays."""
        for row in self.rows:
            row.set_removable(removable=len(self.rows) > 1 and not self._begun(row))
        self._sheet.add_box.setVisible(len(self.rows) < ITEMS)
        self.arranged.emit()

    def _begun(self, row: ItemRow) -> bool:
        return row.began is not None and row.began <= self._now.astimezone(UTC)

    def _take_out(self, row: ItemRow) -> None:
        self.rows.remove(row)
        self._sheet.item_rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _add_entered(self) -> None:
        self.entered = True
        self._add_typed()

    def _add_typed(self, *_: object) -> None:
        """Add what was typed, at the time of the last item."""
        code = self._sheet.add.value()
        if code is None:
            return
        self._sheet.add.set_value(None)
        last = self.rows[-1].wish() if self.rows else ItemWish()
        if self.rows and self.rows[-1].pick.untouched():
            row = self.rows[-1]
            row.fill(replace(last, resource=code), row.item)
        else:
            row = self.append(ItemWish(code, last.start, last.end))
        self.changed.emit()
        row.when.begin.setFocus()
        QTimer.singleShot(0, row, lambda: self._sheet.area.ensureWidgetVisible(row))
