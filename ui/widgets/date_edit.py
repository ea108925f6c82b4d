"""A date, typed (24/11, next Tue, 明天) or taken from a month's sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ui import format as shown
from ui.assets import icon
from ui.timeparse import Parsed, Wrong, parse_date
from ui.widgets.date_picker import Month
from ui.widgets.typed_edit import TypedEdit


class DateEdit(TypedEdit):
    """A date; arrows go by days. Alt+Down opens the month.

    Attributes:
        today: on the clocks that count; dates without a year are near it.
    """

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._sheet: QFrame | None = None
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
        sheet = QFrame(self, Qt.WindowType.Popup)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.setProperty("card", True)
        month = Month(_no_notes, sheet)
        chosen = self.value() or self.today
        month.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        month.activated.connect(self._choose)
        month.clicked.connect(self._choose)
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(4, 4, 4, 4)
        rows.addWidget(month)
        sheet.adjustSize()
        sheet.move(self._place(sheet))
        self._sheet = sheet
        sheet.destroyed.connect(self._forget)
        sheet.show()
        month.setFocus()

    def month(self) -> QFrame | None:
        """Return the month while it is shown."""
        return self._sheet

    def _place(self, sheet: QFrame) -> QPoint:
        """Return where the month stands: under the line, or above where there is no room."""
        under = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        if under.y() + sheet.height() > room.bottom():
            under.setY(self.mapToGlobal(QPoint(0, 0)).y() - sheet.height() - 2)
        under.setX(max(room.left(), min(under.x(), room.right() - sheet.width())))
        return under

    def _forget(self) -> None:
        self._sheet = None

    def _choose(self, day: QDate) -> None:
        if self._sheet is not None:
            self._sheet.close()
        self._change(date(day.year(), day.month(), day.day()))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Alt+Down opens the month."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_month()
            return
        super().keyPressEvent(event)


def _no_notes(_day: date) -> tuple[tuple[str, bool], ...]:
    """Calendars are those of a site; a field knows of none."""
    return ()
