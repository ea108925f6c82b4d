"""All keys of the window, as a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.actions import Actions


class ShortcutsDialog(QDialog):
    """What can be done by keys, and by which."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(520, 560)
        rows = [
            (action.text().rstrip("\N{HORIZONTAL ELLIPSIS}"), _keys(action.shortcuts()))
            for action in actions.everything().values()
            if action.isVisible() and action.shortcuts()
        ]
        rows += self._of_pages()
        self.table = QTableWidget(len(rows), 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(self.windowTitle())
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.setCurrentCell(0, 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(16, 16, 16, 16)
        column_layout.setSpacing(12)
        column_layout.addWidget(self.table)
        column_layout.addWidget(buttons)

    def _of_pages(self) -> list[tuple[str, str]]:
        """Return the keys that the schedule's own cells understand."""
        return [
            (self.tr("Schedule: move between cells"), self.tr("Arrows")),
            (self.tr("Schedule: stretch the time"), self.tr("Shift and arrows")),
            (self.tr("Schedule: open or book"), self.tr("Return")),
            (self.tr("Schedule: cancel a booking"), self.tr("Delete")),
            (self.tr("Close what lies over the window"), self.tr("Esc")),
        ]


def _keys(found: list[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(native) for keys in found)
