"""How many people, or units: typed, or by arrows and two small buttons."""

from __future__ import annotations

import re
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui import format as shown
from ui.assets import icon
from ui.i18n import Retranslated
from ui.theme import theme
from ui.timeparse import Parsed, Reason, Wrong
from ui.timeparse.reading import plain
from ui.widgets.typed_edit import TypedEdit

MOST_PEOPLE: Final = 10_000
_COUNT: Final = re.compile(r"(\d{1,9}) ?(?:people|persons?|pax|units?|个|人|位|名)?", re.ASCII)


class NumberEdit(TypedEdit):
    """A whole number from 1 to `most`; full-width and Chinese digits are understood."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = MOST_PEOPLE

    def parse(self, text: str) -> Parsed[int] | Wrong[int]:
        """Return the number."""
        found = _COUNT.fullmatch(plain(text))
        if found is None:
            return Wrong(Reason.NOT_UNDERSTOOD)
        number = int(found[1])
        inside = min(max(number, 1), self.most)
        return Parsed(number) if number == inside else Wrong(Reason.OUT_OF_RANGE, inside)

    def write(self, value: Any) -> str:
        """Return the digits."""
        return str(value)

    def why(self) -> str:
        """Return why this is no number that would do."""
        wrong = self.wrong()
        if wrong is None or wrong.reason is Reason.EMPTY:
            return super().why()
        text = QCoreApplication.translate("filling", "A whole number from 1 to {most}.")
        return text.format(most=shown.number(self.most))

    def stepped(self, value: Any, by: int) -> Any:
        """Return the next number."""
        return min(max(value + by, 1), self.most)

    def first(self) -> Any:
        """Return one."""
        return 1


class PeopleEdit(Retranslated):
    """A `NumberEdit` with a button for less and one for more.

    Attributes:
        changed: as of `TypedEdit`.
        line: where one types.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = NumberEdit(self)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFixedWidth(theme().scaled(64))
        self.line.changed.connect(self.changed)
        self._less = self._button("minus", -1)
        self._more = self._button("plus", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._less, self.line, self._more):
            row.addWidget(widget)
        row.addStretch()
        self.setFocusProxy(self.line)
        self.retranslate()

    def set_most(self, most: int) -> None:
        """Set the largest number."""
        self.line.most = most
        self.line.read_again()

    def value(self) -> int | None:
        """Return the number, None while that is not clear."""
        number: int | None = self.line.value()
        return number

    def set_value(self, value: int | None) -> None:
        """Show a number; tells nobody."""
        self.line.set_value(value)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._less.setToolTip(self.tr("One less"))
        self._more.setToolTip(self.tr("One more"))
        for button in (self._less, self._more):
            button.setAccessibleName(button.toolTip())

    def _button(self, picture: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setIconSize(QSize(16, 16))
        # The arrow keys of the line do the same, so these are for the mouse alone.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.clicked.connect(lambda: self.line.step(by))
        return button
