"""A date, typed (24/11, next Tue, 明天) or taken from a month's sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import format as shown
from ui.assets import icon
from ui.timeparse import Parsed, Wrong, parse_date
from ui.widgets.date_picker import MonthPopup, no_notes
from ui.widgets.typed_edit import TypedEdit


class DateEdit(TypedEdit):
    """A date; arrows go by days. Alt+Down opens the month.

    Attributes:
        today: on the clocks that count; dates without a year are near it.
    """

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._popup: MonthPopup | None = None
        self._open = self.addAction(icon("calendar", "muted"), self._trailing())
        self._open.triggered.connect(self.open_month)

    @staticmethod
    def _trailing() -> QLineEdit.ActionPosition:
        return QLineEdit.ActionPosition.TrailingPosition

    def parse(self, text: str) -> Parsed[date] | Wrong[date]:
        """Return the date."""
        return parse_date(text, self.today, day_first=shown.day_first())

    def write(self, value: Any) -> str:
        """Return "Mon 23 Nov", with the year where it is not this one."""
        return shown.day_short(value, self.today.year)

    def stepped(self, value: Any, by: int) -> Any:
        """Return a later or earlier day."""
        try:
            return value + timedelta(days=by)
        except OverflowError:
            return None

    def first(self) -> Any:
        """Return today."""
        return self.today

    def open_month(self) -> None:
        """Show a month to choose from."""
        day = self.value() or self.today
        popup = self._popup = MonthPopup(day, self.today, no_notes, self, typed=False)
        popup.chosen.connect(self._choose)
        popup.destroyed.connect(self._forget)
        popup.open_at(self)

    def month(self) -> MonthPopup | None:
        """Return the month while it is shown."""
        return self._popup

    def _forget(self) -> None:
        self._popup = None

    def _choose(self, day: date) -> None:
        self._change(day)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Alt+Down opens the month."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_month()
            return
        super().keyPressEvent(event)
