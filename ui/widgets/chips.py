"""Small fields in a row: each shows what was understood, and can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.assets import icon
from ui.i18n import Retranslated
from ui.theme import theme
from ui.widgets.typed_edit import TypedEdit

HEIGHT: Final = 32
_ROUND: Final = 16
_MANY: Final = 14
"""A longer menu has the rest behind "More"."""


class Chip(Retranslated):
    """A rounded box with a label, something to change, and a cross while something is said.

    Not every chip is `crossed`: what another one leaves out as well needs no cross of its own.

    Attributes:
        cleared: () the cross was pressed.
    """

    cleared = Signal()

    def __init__(
        self, inside: QWidget, parent: QWidget | None = None, *, crossed: bool = True
    ) -> None:
        super().__init__(parent)
        self._said = False
        self._crossed = crossed
        self.inside = inside
        self.label = QLabel(self)
        self.label.setProperty("tone", "muted")
        self.label.setBuddy(inside)
        self._cross = QToolButton(self)
        self._cross.setIcon(icon("close", "muted"))
        self._cross.setIconSize(QSize(12, 12))
        self._cross.setStyleSheet("QToolButton { padding: 1px; border-width: 0; }")
        # Emptying the field does the same, so the cross is for the mouse alone.
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setSpacing(5)
        for widget in (self.label, inside, self._cross):
            row.addWidget(widget)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(inside)
        inside.installEventFilter(self)
        theme().changed.connect(self.update)
        self.set_said(False)

    def set_label(self, text: str) -> None:
        """Say what the chip is about."""
        self.label.setText(text)
        self.inside.setAccessibleName(text)
        self._cross.setToolTip(self.tr("Leave out: {what}").format(what=text))
        self._cross.setAccessibleName(self._cross.toolTip())

    def set_said(self, said: bool) -> None:
        """Say whether what the chip shows was said, or is only supposed."""
        self._said = said
        self._cross.setVisible(said and self._crossed)
        margins = (10, 0, 5 if said and self._crossed else 10, 0)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*margins)
        self.update()

    def said(self) -> bool:
        """Whether what the chip shows was said."""
        return self._said

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: the box shows the focus of what is in it."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's: all of the box leads to the field."""
        self.inside.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.inside.hasFocus()
        edge = "focus" if focused else "accent" if self._said else "border"
        painter.setPen(QPen(theme().color(edge), 2 if focused else 1))
        painter.setBrush(theme().color("accent_soft" if self._said else "surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, _ROUND - 1, _ROUND - 1)


class FieldChip(Chip):
    """A chip in which one types; the field is as wide as its text.

    Attributes:
        changed: (object) somebody said another value, None for no value.
    """

    changed = Signal(object)

    def __init__(
        self, field: TypedEdit, parent: QWidget | None = None, *, crossed: bool = True
    ) -> None:
        super().__init__(field, parent, crossed=crossed)
        self.field = field
        self._shown: Any = None
        field.setFrame(False)
        field.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: none; padding: 0; background: transparent;"
            " min-height: 0; }"
        )
        field.textChanged.connect(self._fit)
        field.changed.connect(self._on_changed)
        field.editingFinished.connect(self._on_left)
        self.cleared.connect(self._clear)
        self._fit()

    def show_value(self, value: Any, *, said: bool) -> None:
        """Show a value that was said, or is supposed; what is being typed here is left alone."""
        self._shown = value
        if not self.field.hasFocus() or self.field.value() != value:
            self.field.set_value(value)
        self.set_said(said)

    def _on_changed(self) -> None:
        value = self.field.value()
        if value is not None and value != self._shown:
            self.changed.emit(value)

    def _on_left(self) -> None:
        if self.field.untouched():
            self.changed.emit(None)
        elif self.field.value() is None:
            # It was not understood: what is looked for is shown again.
            self.field.set_value(self._shown)

    def _clear(self) -> None:
        self.changed.emit(None)

    def _fit(self) -> None:
        text = self.field.text() or "00"
        width = self.field.fontMetrics().horizontalAdvance(text) + 10
        extra = 24 if self.field.actions() else 0
        self.field.setFixedWidth(max(width, 24) + extra)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._fit()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a menu offers; `detail` stands behind it."""

    code: str
    text: str
    detail: str = ""


class MenuChip(Chip):
    """A chip with a menu of choices.

    Attributes:
        chosen: (tuple of codes) somebody chose others.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, several: bool = False) -> None:
        self.button = QPushButton()
        super().__init__(self.button, parent)
        self._several = several
        self._choices: tuple[Choice, ...] = ()
        self._codes: tuple[str, ...] = ()
        self._any = ""
        self._more = ""
        self.button.setStyleSheet(
            "QPushButton, QPushButton:focus, QPushButton:hover { border: none; padding: 0;"
            " background: transparent; min-height: 0; text-align: left; }"
        )
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.open_menu)
        self.cleared.connect(self._clear)
        self.menu: QMenu | None = None

    def set_words(self, label: str, any_of_them: str, more: str) -> None:
        """Set the label, what is shown while nothing is chosen, and the name of the menu's rest."""
        self.set_label(label)
        self._any, self._more = any_of_them, more
        self._show()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        self._choices = tuple(choices)
        self._show()

    def show_codes(self, codes: tuple[str, ...], *, said: bool) -> None:
        """Show what is chosen."""
        self._codes = codes
        self.set_said(said)
        self._show()

    def codes(self) -> tuple[str, ...]:
        """Return what is chosen."""
        return self._codes

    def open_menu(self) -> None:
        """Show the choices."""
        menu = _StayingMenu(self) if self._several else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, choice in enumerate(self._choices):
            into = menu
            if len(self._choices) > _MANY + 1 and place >= _MANY:
                into = self._rest(menu)
            action = QAction(choice.text.replace("&", "&&"), into)
            action.setCheckable(True)
            action.setChecked(choice.code in self._codes)
            action.setData(choice.code)
            if choice.detail:
                action.setText(f"{action.text()}\t{choice.detail}")
            action.triggered.connect(self._on_action)
            into.addAction(action)
        menu.destroyed.connect(self._forget)
        self.menu = menu
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _rest(self, menu: QMenu) -> QMenu:
        for action in menu.actions():
            inside = action.menu()
            if isinstance(inside, QMenu):
                return inside
        rest = _StayingMenu(menu) if self._several else QMenu(menu)
        rest.setTitle(self._more)
        menu.addMenu(rest)
        return rest

    def _forget(self) -> None:
        self.menu = None

    def _on_action(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        code = str(action.data())
        if code in self._codes:
            self._codes = tuple(one for one in self._codes if one != code)
        else:
            self._codes = (*self._codes, code) if self._several else (code,)
        self.chosen.emit(self._codes)

    def _clear(self) -> None:
        self._codes = ()
        self.chosen.emit(())

    def _show(self) -> None:
        names = {choice.code: choice.text for choice in self._choices}
        known = [names.get(code, code) for code in self._codes]
        text = known[0] if known else self._any
        if len(known) > 1:
            text = f"{text} +{len(known) - 1}"
        metrics = self.button.fontMetrics()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 220)
        self.button.setText(text.replace("&", "&&"))
        self.button.setToolTip(", ".join(known))
        self.button.setAccessibleName(f"{self.label.text()}: {', '.join(known) or self._any}")
        self.updateGeometry()


class _StayingMenu(QMenu):
    """A menu that stays while things are ticked in it."""

    def _active(self) -> QAction | None:
        return self.activeAction()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        action = self._active()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Space ticks and stays, Enter ticks and closes."""
        action = self._active()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)
