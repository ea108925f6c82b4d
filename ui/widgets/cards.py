"""A list of cards with buttons on them, for the mouse and for the keyboard alike."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.models.cards import Button, Card, CardModel, Row
from ui.theme import theme
from ui.widgets.card_paint import GAP, Fonts, State, paint, places, size_of

Index = QModelIndex | QPersistentModelIndex
_SCROLL: Final = 24
_WIDEST: Final = 1180
"""Longer lines are hard to read across."""


class CardList(QListView):
    """Shows a `CardModel`.

    Left and Right go to the buttons of the current card, Enter presses one.

    Attributes:
        pressed_on: (key, str) a card's button was pressed; "" is the card itself (Enter, double
            click), "ctrl" the card with Ctrl+Enter.
        left: () the keyboard went above the first card, or Escape was pressed.
    """

    pressed_on = Signal(object, str)
    left = Signal()

    def __init__(self, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = model
        self.fonts = Fonts()
        self._under = ""
        self._hovered = QPersistentModelIndex()
        self._held: tuple[Hashable, str] | None = None
        self._button = ""
        model.setParent(self)
        self.setModel(model)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(_SCROLL)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        theme().changed.connect(self._dress)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._dress()

    # --- what pages ask --------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row], *, afresh: bool = False) -> None:
        """Show other rows; what is selected and where one looks stay, unless all is `afresh`."""
        current, selected = self.current_key(), set(self.selected_keys())
        place = self.currentIndex().row()
        top, offset = self._top()
        self.cards.set_rows(rows)
        self._forget_hover()
        if afresh:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()
            return
        self._select_again(selected)
        if current is not None:
            self._stay(current, place, selected)
        if top is not None:
            self._scroll_back(top, offset)

    def current_key(self) -> Hashable | None:
        """Return the key of the current row."""
        row = self.cards.row(self.currentIndex())
        return None if row is None else row.key

    def selected_keys(self) -> list[Hashable]:
        """Return the keys of the selected rows, from the top."""
        found = sorted(self.selectedIndexes(), key=lambda index: index.row())
        rows = (self.cards.row(index) for index in found)
        return [row.key for row in rows if row is not None and not row.heading]

    def select_first(self) -> bool:
        """Make the first card current; returns whether there is one."""
        for place in range(self.cards.rowCount()):
            index = self.cards.index(place)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return True
        return False

    def choose(self, key: Hashable) -> bool:
        """Make a row current and show it; returns whether it is there."""
        index = self.cards.find(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def selectAll(self) -> None:
        """Qt's: also what was not given out yet."""
        nowhere = QModelIndex()
        while self.cards.canFetchMore(nowhere):
            self.cards.fetchMore(nowhere)
        super().selectAll()

    def button_rect(self, key: Hashable, button: str) -> QRect:
        """Return where a button is in the viewport; empty where there is none."""
        index = self.cards.find(key)
        card = self.cards.card(index)
        if not isinstance(card, Card):
            return QRect()
        return places(card, self.fonts, self.box(index)).buttons.get(button, QRect())

    def box(self, index: Index) -> QRect:
        """Return the part of the viewport in which a row is painted."""
        return self._boxed(self.visualRect(index))

    # --- keeping one's place ---------------------------------------------------------------------

    def _top(self) -> tuple[Hashable | None, int]:
        """Return the topmost row's key, and how far it is scrolled past."""
        if self.verticalScrollBar().value() == 0:
            return None, 0
        index = self.indexAt(QPoint(GAP, 1))
        row = self.cards.row(index)
        return (None, 0) if row is None else (row.key, self.visualRect(index).top())

    def _scroll_back(self, key: Hashable, offset: int) -> None:
        index = self.cards.find(key)
        if index.isValid():
            self.executeDelayedItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(index).top() - offset)

    def _select_again(self, keys: set[Hashable]) -> None:
        have = set(self.selected_keys())
        for key in keys - have:
            index = self.cards.find(key)
            if index.isValid():
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def _stay(self, key: Hashable, place: int, selected: set[Hashable]) -> None:
        """Keep the current row current, or what came to stand in its place."""
        flag = QItemSelectionModel.SelectionFlag
        index = self.cards.find(key)
        if index.isValid():
            if index != self.currentIndex():
                self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
            return
        count = self.cards.rowCount()
        near = [*range(place, count), *range(min(place, count) - 1, -1, -1)]
        for other in near:
            index = self.cards.index(other)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                alone = len(selected) <= 1
                self.selectionModel().setCurrentIndex(
                    index, flag.ClearAndSelect if alone else flag.NoUpdate
                )
                return

    # --- looks -----------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.fonts = Fonts()
        ground = theme().color("window").name()
        self.setStyleSheet(f"CardList {{ background: {ground}; border: none; }}")
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _boxed(self, rect: QRect) -> QRect:
        width = min(rect.width() - GAP, _WIDEST)
        return QRect(rect.left(), rect.top(), width, rect.height() - GAP)

    def state_of(self, index: Index) -> State:
        """Return how a row is looked at, for whoever paints it."""
        current = index == self.currentIndex()
        hovered = index == self._hovered
        return State(
            hovered=hovered,
            selected=self.selectionModel().isSelected(index),
            current=current,
            focused=self.hasFocus(),
            button=self._button if current else "",
            under=self._under if hovered else "",
            pressed=self._held is not None,
        )

    def _forget_hover(self) -> None:
        self._hovered = QPersistentModelIndex()
        self._under = ""

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        del now
        self._button = ""
        if before.isValid():
            self.update(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # --- the mouse -------------------------------------------------------------------------------

    def _at(self, where: QPoint) -> tuple[QModelIndex, str]:
        index = self.indexAt(where)
        card = self.cards.card(index)
        if not isinstance(card, Card) or not self.box(index).contains(where):
            return QModelIndex(), ""
        found = places(card, self.fonts, self.box(index)).buttons
        return index, next((key for key, rect in found.items() if rect.contains(where)), "")

    def _hover(self, where: QPoint) -> None:
        index, button = self._at(where)
        before = self.model().index(self._hovered.row(), 0)
        if (index, button) != (before, self._under):
            self._hovered = QPersistentModelIndex(index)
            self._under = button
            shape = Qt.CursorShape.PointingHandCursor if button else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            for one in (before, index):
                if one.isValid():
                    self.update(one)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._hover(event.position().toPoint())
        if self._held is None:
            super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's: a button is pressed without changing what is selected."""
        where = event.position().toPoint()
        self._hover(where)
        index, button = self._at(where)
        if event.button() == Qt.MouseButton.LeftButton and button:
            row = self.cards.row(index)
            self._held = None if row is None else (row.key, button)
            self.update(index)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        held, self._held = self._held, None
        if held is None:
            super().mouseReleaseEvent(event)
            return
        index, button = self._at(event.position().toPoint())
        row = self.cards.row(index)
        self.viewport().update()
        if row is not None and (row.key, button) == held:
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.pressed_on.emit(*held)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's: as Enter."""
        index, button = self._at(event.position().toPoint())
        row = self.cards.row(index)
        if button:
            self.mousePressEvent(event)
        elif row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_on.emit(row.key, "")

    def leaveEvent(self, event: Any) -> None:
        """Qt's."""
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def viewportEvent(self, event: Any) -> bool:
        """Qt's: the tip of a button, or of a card all of its text."""
        if isinstance(event, QHelpEvent):
            index, button = self._at(event.pos())
            card = self.cards.card(index)
            text = ""
            if isinstance(card, Card):
                known = {one.key: one.tip or one.text for one in card.pressable}
                lead, signs = " ".join(card.lead), ", ".join(one.text for one in card.signs)
                whole = (card.title, lead, card.line, signs)
                text = known.get(button) or "\n".join(filter(None, whole))
                text = text if button or card.note is None else f"{text}\n{card.note.text}"
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    # --- the keyboard ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Left and Right go along the buttons, Enter presses, Up from the first leaves."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        row = self.cards.row(self.currentIndex())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row is not None:
                self.pressed_on.emit(row.key, "ctrl" if control else self._button)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not control:
            self._go_along(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Up and self._first_is_current():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _first_is_current(self) -> bool:
        place = self.currentIndex().row()
        above = (self.cards.index(n).flags() for n in range(place))
        return not any(flags & Qt.ItemFlag.ItemIsSelectable for flags in above)

    def _go_along(self, by: int) -> None:
        card = self.cards.card(self.currentIndex())
        if not isinstance(card, Card):
            return
        shown = places(card, self.fonts, self.box(self.currentIndex())).buttons
        buttons = [one for one in card.pressable if one.key in shown]
        keys = ["", *(one.key for one in buttons)]
        at = keys.index(self._button) if self._button in keys else 0
        self._button = keys[min(max(at + by, 0), len(keys) - 1)]
        self._announce(buttons)
        self.update(self.currentIndex())

    def _announce(self, buttons: list[Button]) -> None:
        """Say which button the keyboard is on; painted buttons are nothing to a screen reader."""
        for button in buttons:
            if button.key == self._button:
                event = QAccessibleAnnouncementEvent(self, button.text or button.tip)
                QAccessible.updateAccessibility(event)


class _Delegate(QStyledItemDelegate):
    """Paints the rows of a `CardList`."""

    def __init__(self, view: CardList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt's."""
        del option
        view = self._view
        card = view.cards.card(index)
        width = view.viewport().width()
        if card is None:
            return QSize(width, 0)
        size = size_of(card, view.fonts, min(width - GAP, _WIDEST))
        return QSize(width, size.height() + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's."""
        del option
        view = self._view
        card = view.cards.card(index)
        if card is None:
            return
        painter.save()
        paint(painter, card, view.fonts, view.box(index), view.state_of(index))
        painter.restore()
