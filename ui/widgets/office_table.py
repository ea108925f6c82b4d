"""A table of rows that keeps its place when the rows change, with columns of one's choice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme

ROW_HEIGHT: Final = 34
_ROOM: Final = 12
PADDED: Final = "QTableView::item { padding: 0 6px; } QHeaderView::section { padding: 6px 6px; }"
"""Style of a table whose text does not touch the border."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class OfficeTable(QTableView):
    """Whole rows are chosen; Enter or a double click opens one.

    Attributes:
        opened: (int) place of the row that was asked for.
        chosen: () others are chosen, or the row under the cursor is another.
        arranged: () somebody moved, widened, hid or sorted columns.
    """

    opened = Signal(int)
    chosen = Signal()
    arranged = Signal()

    def __init__(self, key: Callable[[int], Hashable], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._kept: tuple[set[Hashable], Hashable, int] | None = None
        self._names: Sequence[str] = ()
        self._fixed: Collection[str] = ()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(PADDED)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().scaled(ROW_HEIGHT))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._menu_at)
        head.sectionResized.connect(self.arranged)
        head.sectionMoved.connect(self.arranged)
        head.sortIndicatorChanged.connect(self.arranged)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Qt's: the cursor and what is chosen stay where they are when the rows change."""
        super().setModel(model)
        if model is not None:
            model.modelAboutToBeReset.connect(self._keep)
            model.modelReset.connect(self._restore)
            model.headerDataChanged.connect(self.fit_heads)
            self.selectionModel().selectionChanged.connect(self.chosen)
            self.selectionModel().currentChanged.connect(self.chosen)

    # --- rows ------------------------------------------------------------------------------------

    def chosen_rows(self) -> list[int]:
        """Return the places of the chosen rows, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def go_to(self, place: int) -> None:
        """Choose one row and bring it into sight."""
        self.selectRow(place)
        self.scrollTo(self.model().index(place, max(0, self.columnAt(0))))

    def _keep(self) -> None:
        chosen = {self._key(place) for place in self.chosen_rows()}
        current = self.currentIndex()
        at = self._key(current.row()) if current.isValid() else None
        self._kept = (chosen, at, self.verticalScrollBar().value())

    def _restore(self) -> None:
        if self._kept is None:
            return
        (chosen, at, scroll), self._kept = self._kept, None
        model, selection = self.model(), self.selectionModel()
        rows = QItemSelectionModel.SelectionFlag.Rows
        for place in range(model.rowCount()):
            key = self._key(place)
            if key == at:
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                selection.setCurrentIndex(model.index(place, 0), flag)
            if key in chosen:
                select = QItemSelectionModel.SelectionFlag.Select
                selection.select(model.index(place, 0), select | rows)
        self.verticalScrollBar().setValue(scroll)
        self.chosen.emit()

    # --- columns ---------------------------------------------------------------------------------

    def set_columns(
        self, names: Sequence[str], widths: Sequence[int], hidden: Collection[str], fixed: str
    ) -> None:
        """Say what the columns are called, how wide they are, and which is never hidden."""
        self._names, self._fixed = names, (fixed,)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, theme().scaled(width))
            self.setColumnHidden(place, names[place] in hidden)
        self.fit_heads()

    def fit_heads(self, *_: object) -> None:
        """Make columns wider whose names would be cut in the language shown."""
        head = self.horizontalHeader()
        for place in range(len(self._names)):
            if not self.isColumnHidden(place):
                wanted = head.sectionSizeHint(place) + _ROOM
                self.setColumnWidth(place, max(self.columnWidth(place), wanted))

    def arrangement(self) -> dict[str, Any]:
        """Return the columns as they stand, for `arrange`."""
        head = self.horizontalHeader()
        order = sorted(range(len(self._names)), key=head.visualIndex)
        return {
            "order": [self._names[place] for place in order],
            "hidden": [n for place, n in enumerate(self._names) if self.isColumnHidden(place)],
            "widths": {
                n: self.columnWidth(p)
                for p, n in enumerate(self._names)
                if not self.isColumnHidden(p)
            },
            "sort": self._names[head.sortIndicatorSection()],
            "down": head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        }

    def arrange(self, kept: object) -> None:
        """Arrange the columns as they were; what cannot be read is left as it is."""
        value = kept if isinstance(kept, dict) else {}
        names, head = list(self._names), self.horizontalHeader()
        hidden = value.get("hidden")
        if isinstance(hidden, list):
            for place, name in enumerate(names):
                self.setColumnHidden(place, name in hidden and name not in self._fixed)
        widths = value.get("widths")
        for name, width in widths.items() if isinstance(widths, dict) else ():
            if name in names and isinstance(width, int) and 24 <= width <= 2000:
                self.setColumnWidth(names.index(name), width)
        order = value.get("order")
        if isinstance(order, list) and sorted(map(str, order)) == sorted(names):
            for place, name in enumerate(order):
                head.moveSection(head.visualIndex(names.index(name)), place)
        if value.get("sort") in names:
            down = value.get("down") is True
            way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            self.sortByColumn(names.index(value["sort"]), way)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu in which columns are shown and hidden."""
        menu = QMenu(parent)
        model = self.model()
        for place, name in enumerate(self._names):
            text = str(model.headerData(place, Qt.Orientation.Horizontal))
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(name not in self._fixed)
            action.toggled.connect(lambda on, place=place: self._show_column(place, on))
            menu.addAction(action)
        return menu

    def _show_column(self, place: int, on: bool) -> None:
        self.setColumnHidden(place, not on)
        self.fit_heads()
        self.arranged.emit()

    def _menu_at(self, at: QPoint) -> None:
        menu = self.column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    # --- Qt's ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Enter and F2 open the row under the cursor."""
        current = self.currentIndex()
        if event.key() in _ENTER and not event.modifiers() and current.isValid():
            self.opened.emit(current.row())
            return
        super().keyPressEvent(event)


class Nothing(QWidget):
    """What stands in a page's place while it has no rows: a heading, a sentence, a button.

    Attributes:
        title, text, button: the parts.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.text = QLabel(self), QLabel(self)
        self.button = QPushButton(self)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        self.text.setProperty("tone", "muted")
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        theme().changed.connect(self._dress)
        self._dress()

    def say(self, title: str, text: str, button: str = "") -> None:
        """Say something else; without a text the button is not shown."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _dress(self) -> None:
        self.title.setFont(theme().font("heading"))
