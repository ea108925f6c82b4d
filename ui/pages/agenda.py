"""The day as a list: what the grid shows, for who would rather read or hear it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from booking.model import Resource
from ui.models.agenda import COLUMNS, AgendaModel
from ui.models.day import Chip
from ui.widgets.schedule import texts


class Agenda(QTableView):
    """A day's bookings by time; the keys do what they do on the grid.

    Attributes:
        opened: (UUID) a booking's details are wanted.
        editing: (UUID) it is to be edited.
        cancelling: (Chip) it is to be cancelled.
        stepped: (int) so many days later.
        todayed: () today is wanted.
        zone: name of the zone on whose clocks times are.
    """

    opened = Signal(object)
    editing = Signal(object)
    cancelling = Signal(object)
    stepped = Signal(int)
    todayed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = "UTC"
        self.days = AgendaModel(self._texts)
        self.setModel(self.days)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(COLUMNS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.doubleClicked.connect(lambda index: self._open(self.days.chip(index.row())))
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Bookings of the day"))
        self.days.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_chips(self, rows: Sequence[tuple[Chip, Resource]], zone: str) -> None:
        """Show a day's bookings; the one that is chosen stays so."""
        chosen = self.days.chip(self.currentIndex().row())
        self.zone = zone
        self.days.show(rows)
        row = None if chosen is None else self.days.find(chosen)
        if row is not None:
            self.setCurrentIndex(self.days.index(row, 0))

    def _texts(self, chip: Chip, resource: Resource) -> tuple[str, str, str, str]:
        return (
            texts.span(chip, self.zone),
            texts.title(chip),
            texts.whose(chip),
            texts.mood(chip),
        )

    def _open(self, chip: Chip | None) -> None:
        if chip is not None and chip.booking is not None:
            self.opened.emit(chip.booking)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: the keys of the grid."""
        chip = self.days.chip(self.currentIndex().row())
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(chip)
        elif key == Qt.Key.Key_PageUp:
            self.stepped.emit(-1)
        elif key == Qt.Key.Key_PageDown:
            self.stepped.emit(1)
        elif key == Qt.Key.Key_Home:
            self.todayed.emit()
        elif key == Qt.Key.Key_F2 and chip is not None and chip.booking is not None:
            self.editing.emit(chip.booking)
        elif key == Qt.Key.Key_Delete and chip is not None and chip.booking is not None:
            self.cancelling.emit(chip)
        else:
            super().keyPressEvent(event)
