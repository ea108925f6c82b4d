"""The command palette: type part of what anything is called, and Return goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.assets import icon, paint_icon
from ui.i18n import Retranslated
from ui.models.matching import Entry, Index
from ui.theme import theme

Wanted = Callable[[str], list[Entry]]
"""Rows that are made for a query, such as a day's."""

_WIDTH: Final = 640
_ROWS: Final = 9
_TOP: Final = 56
_RECENT: Final = 12

_Where = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """The rows that fit what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Entry] = []

    def show(self, rows: list[Entry]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Where | None = None) -> int:
        """Qt's."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Where, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: the title to see, title and detail to hear, the entry itself."""
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken(entry)
            case Qt.ItemDataRole.UserRole:
                return entry
        return None


def spoken(entry: Entry) -> str:
    """Return a row as one reads it out."""
    return ", ".join(part for part in (entry.title, entry.detail, entry.hint) if part)


class EntryDelegate(QStyledItemDelegate):
    """Draws a row: icon, title, detail below it, keys or code at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Where) -> QSize:
        """Qt's."""
        return QSize(200, 2 * option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Where) -> None:
        """Qt's."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        shades = theme()
        box: QRect = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.color("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
            painter.setBrush(shades.color("accent"))
            painter.drawRoundedRect(QRect(box.left(), box.center().y() - 9, 3, 18), 1.5, 1.5)
        edge = 20
        sign = QRect(box.left() + 12, box.center().y() - edge // 2, edge, edge)
        paint_icon(painter, entry.icon or "next", sign, shades.color("muted"))
        left, right = sign.right() + 12, box.right() - 12
        painter.setFont(shades.font("small"))
        painter.setPen(shades.color("muted"))
        hint = painter.fontMetrics().horizontalAdvance(entry.hint)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            box.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, entry.hint
        )
        room = right - left - (hint + 16 if entry.hint else 0)
        half = box.height() // 2
        low = QRect(left, box.top() + half - 1, room, half)
        cut = Qt.TextElideMode.ElideRight
        detail = painter.fontMetrics().elidedText(entry.detail, cut, room)
        painter.drawText(low, Qt.AlignmentFlag.AlignTop, detail)
        painter.setFont(shades.font())
        painter.setPen(shades.color("text"))
        high = QRect(left, box.top(), room, half if entry.detail else box.height())
        where = Qt.AlignmentFlag.AlignBottom if entry.detail else middle
        title = painter.fontMetrics().elidedText(entry.title, cut, room)
        painter.drawText(high, where, title)
        painter.restore()


class Palette(Retranslated):
    """Lies over the window while one looks for something.

    Attributes:
        called: (str) key of the entry that was called up.
    """

    called = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._index = Index(())
        self._wanted: Wanted | None = None
        self.recent: list[str] = []
        self._back: QWidget | None = None
        self.line = QLineEdit(self)
        self.line.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self._look_up)
        self.line.installEventFilter(self)
        self.model = EntryModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setProperty("plain", True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._call)
        self.list.selectionModel().currentChanged.connect(self._read_out)
        self.none = QLabel(self)
        self.none.setProperty("tone", "muted")
        self.none.setWordWrap(True)
        self.none.setMargin(12)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (self.line, self.none, self.list):
            column.addWidget(widget)
        parent.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.hide()
        self.retranslate()

    def set_index(self, index: Index) -> None:
        """Have these to call up."""
        self._index = index
        if self.isVisible():
            self._look_up()

    def set_wanted(self, wanted: Wanted) -> None:
        """Have rows made for what is typed, which stand before all others."""
        self._wanted = wanted

    def open(self) -> None:
        """Come up empty, with what was called up lately first."""
        self._back = QApplication.focusWidget()
        self.line.clear()
        self._look_up()
        self.place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go away, and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        """Set every text anew."""
        name = self.tr("Go to anything")
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("A room, a person, a code, a day or an action"))
        self.list.setAccessibleName(self.tr("What fits"))
        self.none.setText(
            self.tr("Nothing is called that. Parts of names, codes and pinyin initials will do.")
        )

    # --- inside ----------------------------------------------------------------------------------

    def _look_up(self) -> None:
        query = self.line.text()
        rows = self._index.look_up(query, self.recent)
        if self._wanted is not None and query.strip():
            rows = [*self._wanted(query), *rows]
        self.model.show(rows)
        self.none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.setCurrentIndex(self.model.index(0))
        self.place()

    def _call(self, index: QModelIndex) -> None:
        entry = self.model.data(index, Qt.ItemDataRole.UserRole)
        if entry is None:
            return
        self.dismiss()
        self.recent = [entry.key, *(key for key in self.recent if key != entry.key)][:_RECENT]
        self.called.emit(entry.key)
        entry.run()

    def _read_out(self, current: QModelIndex) -> None:
        entry = self.model.data(current, Qt.ItemDataRole.UserRole)
        if entry is not None and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, spoken(entry)))

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self._back = None
            self.hide()

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + by, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: arrows and Return while the cursor stays in the line."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.place()
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._on_key(Qt.Key(event.key()))
        ):
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS - 1,
            Qt.Key.Key_PageUp: 1 - _ROWS,
        }
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._call(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def place(self) -> None:
        """Stand near the top of the window, in its middle, as high as the rows need."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(_WIDTH, parent.width() - 32)
        row = self.list.sizeHintForRow(0) if self.model.rows else 0
        body = row * min(len(self.model.rows), _ROWS) + 4
        if not self.model.rows:
            body = self.none.heightForWidth(width - 24)
        height = min(24 + self.line.sizeHint().height() + 8 + body, parent.height() - 2 * _TOP)
        self.setGeometry(QRect((parent.width() - width) // 2, _TOP, width, max(height, 96)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("border"))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
