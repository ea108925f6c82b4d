"""The bookings that something touches, with a sentence over them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.i18n import Retranslated
from ui.models.impact import COLUMNS, Affected, ImpactModel
from ui.widgets.office_table import PADDED


class ImpactList(Retranslated):
    """A table of bookings; rows can be copied, to write to the people concerned.

    Attributes:
        opened: (UUID) a booking was asked for.
        heading, table: the parts.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ImpactModel()
        self.model.setParent(self)
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setStyleSheet(PADDED)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.table.activated.connect(self._open)
        self.copy = QAction(self)
        self.copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.copy.triggered.connect(self.copy_rows)
        self.table.addAction(self.copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._none = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.heading)
        rows.addWidget(self.table, 1)
        rows.addStretch()
        self.retranslate()

    def show_rows(self, found: tuple[Affected, ...], nothing: str = "") -> None:
        """Show bookings; `nothing` is said where there are none."""
        self._none = nothing
        self.model.show(found)
        self.retranslate()

    def text(self) -> str:
        """Return the sentence over the table."""
        return self.heading.text()

    def copy_rows(self) -> None:
        """Copy the chosen rows, or all, as text with tabs."""
        chosen = sorted({one.row() for one in self.table.selectionModel().selectedRows()})
        rows = self.model.rows()
        lines = (rows[place] for place in (chosen or range(len(rows))))
        text = "\n".join("\t".join(str(getattr(one, name)) for name in COLUMNS) for one in lines)
        QGuiApplication.clipboard().setText(text)

    def retranslate(self) -> None:
        """Set every text anew."""
        count = len(self.model.rows())
        self.copy.setText(self.tr("Copy"))
        self.table.setAccessibleName(self.tr("Bookings concerned"))
        self.table.setVisible(bool(count))
        text = self.tr("%n booking(s) concerned. They stay until somebody moves them.", "", count)
        self.heading.setText(text if count else self._none)
        self.heading.setProperty("tone", "warning" if count else "muted")
        self.heading.style().unpolish(self.heading)
        self.heading.style().polish(self.heading)
        self.heading.setVisible(bool(self.heading.text()))
        self.model.retranslate()

    def _open(self, index: QModelIndex) -> None:
        rows = self.model.rows()
        if index.row() < len(rows):
            self.opened.emit(rows[index.row()].booking)
