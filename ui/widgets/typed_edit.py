"""One line in which people type a value in their own way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.timeparse import Parsed, Reason, Wrong
from ui.widgets import one_line
from ui.words import filling

_KEYS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 4,
    Qt.Key.Key_PageDown: -4,
}


class TypedEdit(QLineEdit):
    """Understands what is typed while it is typed, and never takes it away.

    What is understood is written in its usual form when the cursor leaves. What is not stays as it
    is, with a sentence on why and the nearest right value. Subclasses say how to `parse` a text, to
    `write` a value and to go a step from one.

    Attributes:
        changed: () somebody changed the value, or what is wrong with it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self._wrong: Wrong[Any] | None = Wrong(Reason.EMPTY)
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self.tidy)

    # --- what subclasses say ---------------------------------------------------------------------

    def parse(self, text: str) -> Parsed[Any] | Wrong[Any]:
        """Return what a text means."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return a value as people read it."""
        raise NotImplementedError

    def stepped(self, value: Any, by: int) -> Any:
        """Return the value so many steps on; None where there is none."""
        del value, by
        return None

    def first(self) -> Any:
        """Return the value that a step begins with where there is none yet."""
        return None

    # --- what forms ask --------------------------------------------------------------------------

    def value(self) -> Any:
        """Return what is meant, None while that is not clear."""
        return self._value

    def wrong(self) -> Wrong[Any] | None:
        """Return why there is no value, with the nearest one; None where there is a value."""
        return self._wrong

    def untouched(self) -> bool:
        """Whether nothing is typed."""
        return not self.text().strip()

    def why(self) -> str:
        """Return why there is no value as a sentence, "" where there is one."""
        return "" if self._wrong is None else filling.typed(self._wrong.reason)

    def nearest(self) -> str:
        """Return the nearest right value as people read it, "" where there is none."""
        known = None if self._wrong is None else self._wrong.nearest
        return "" if known is None else self.write(known)

    def take_nearest(self) -> None:
        """Have the nearest right value, as if somebody had typed it."""
        if self._wrong is not None and self._wrong.nearest is not None:
            self._change(self._wrong.nearest)

    def set_value(self, value: Any) -> None:
        """Show a value; None empties the line. Tells nobody."""
        self._value = value
        self._wrong = Wrong(Reason.EMPTY) if value is None else None
        self.setText("" if value is None else self.write(value))
        self.setCursorPosition(0)
        self._mark()

    def take_over(self, other: TypedEdit) -> None:
        """Show what is typed in another one, also what is wrong with it; tells nobody."""
        self.set_value(other.value())
        if other.value() is None:
            self.setText(other.text())
            self._wrong = other.wrong()
            self._mark()

    def tidy(self) -> None:
        """Write what was understood in its usual form."""
        if self._value is not None and self.text() != self.write(self._value):
            self.setText(self.write(self._value))

    def read_again(self) -> None:
        """Read the text anew, where what it means hangs on something that has changed."""
        if self._wrong is not None and not self.untouched():
            self._take(self.text())

    # --- inside ----------------------------------------------------------------------------------

    def _take(self, text: str) -> None:
        if one_line.tidy(self):
            text = self.text()
        empty: Wrong[Any] = Wrong(Reason.EMPTY)
        found = self.parse(text) if text.strip() else empty
        before = (self._value, self._wrong)
        if isinstance(found, Parsed):
            self._value, self._wrong = found.value, None
        else:
            self._value, self._wrong = None, found
        self._mark()
        if (self._value, self._wrong) != before:
            self.changed.emit()

    def _change(self, value: Any) -> None:
        self.set_value(value)
        self.selectAll()
        self.changed.emit()

    def _mark(self) -> None:
        bad = self._wrong is not None and self._wrong.reason is not Reason.EMPTY
        if bool(self.property("wrong")) != bad:
            self.setProperty("wrong", bad)
            self.style().unpolish(self)
            self.style().polish(self)

    def step(self, by: int) -> None:
        """Go so many steps up, or down where negative."""
        start = self._value
        new = self.first() if start is None else self.stepped(start, by)
        if new is not None and new != start:
            self._change(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: arrows go a step, Page Up and Page Down four."""
        by = _KEYS.get(Qt.Key(event.key()))
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if by is not None and plain and not self.isReadOnly():
            self.step(by)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's: whoever comes here by keyboard types over what is there."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's: values are written anew in another language."""
        if event.type() == QEvent.Type.LanguageChange and self._value is not None:
            self.setText(self.write(self._value))
        super().changeEvent(event)
