"""The day that is shown: one day back and on, today, a month to choose from, a date as typed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import format as fmt
from ui.assets import icon
from ui.i18n import Retranslated, locale
from ui.theme import theme

Notes = Callable[[date], tuple[tuple[str, bool], ...]]
"""What calendars say of a date: texts, and whether it is a holiday."""
_DOT: Final = 5


class Month(QCalendarWidget):
    """A month in the interface's locale; holidays are marked with a bar, notes with a dot."""

    def __init__(self, notes: Notes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self.setLocale(locale())
        self.setFirstDayOfWeek(locale().firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(theme().color("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, plain)
        cell = self.fontMetrics().height() * 2
        self.setMinimumSize(cell * 8, cell * 8)
        self.currentPageChanged.connect(self._explain)
        self._explain()

    def _explain(self, *_: int) -> None:
        """Tell the names of holidays in tooltips."""
        first = QDate(self.yearShown(), self.monthShown(), 1).addDays(-7)
        for ahead in range(45):
            day = first.addDays(ahead)
            said = self._notes(_plain(day))
            if said:
                marked = QTextCharFormat()
                marked.setToolTip("\n".join(text for text, _ in said))
                if any(closes for _, closes in said):
                    marked.setForeground(theme().color("danger"))
                self.setDateTextFormat(day, marked)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        """Qt's: mark what the calendars say under the number."""
        super().paintCell(painter, rect, day)  # type: ignore[arg-type]
        there = day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        said = self._notes(_plain(there))
        if not said:
            return
        closes = any(holiday for _, holiday in said)
        width = rect.width() // 3 if closes else _DOT
        where = QRect(rect.center().x() - width // 2, rect.bottom() - 4, width, 3)
        painter.fillRect(where, theme().color("danger" if closes else "muted"))


def no_notes(_day: date) -> tuple[tuple[str, bool], ...]:
    """Calendars are those of a site; elsewhere nothing is known of any."""
    return ()


class MonthPopup(QFrame):
    """A month, and a line to type a date where `typed`.

    Attributes:
        chosen: (date)
    """

    chosen = Signal(object)

    def __init__(
        self, day: date, today: date, notes: Notes, parent: QWidget, *, typed: bool = True
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Go to date: 24/11, next Tue"))
        self.line.setAccessibleName(self.tr("Go to date"))
        self.wrong = QLabel(self)
        self.wrong.setProperty("tone", "danger")
        self.wrong.hide()
        self.month = Month(notes, self)
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 8, 8, 8)
        for part in (self.line, self.wrong, self.month):
            rows.addWidget(part)
        self.line.returnPressed.connect(self._typed)
        self.month.clicked.connect(self._picked)
        self.month.activated.connect(self._picked)
        self.line.setVisible(typed)
        self.month.setFocus()

    def open_at(self, beside: QWidget) -> None:
        """Show it under a widget, or above where there is no room, wholly on the screen."""
        self.adjustSize()
        under = beside.mapToGlobal(QPoint(0, beside.height() + 2))
        room = beside.screen().availableGeometry()
        if under.y() + self.height() > room.bottom():
            under.setY(beside.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        under.setX(max(room.left(), min(under.x(), room.right() - self.width())))
        self.move(under)
        self.show()

    def _typed(self) -> None:
        # Loaded when somebody types a date: the window is there before that.
        reading = importlib.import_module("ui.timeparse")
        found = reading.parse_date(self.line.text(), self._today, day_first=fmt.day_first())
        if isinstance(found, reading.Parsed):
            self._choose(found.value)
            return
        self.wrong.setText(self.tr("No date was recognised. Write it as 24/11 or 24 Nov."))
        self.wrong.show()
        self.adjustSize()

    def _picked(self, day: QDate) -> None:
        self._choose(_plain(day))

    def _choose(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)


class DayBar(Retranslated):
    """The day's name between an arrow back and one on.

    Attributes:
        stepped: (int) so many days later.
        todayed: () today is wanted.
        chosen: (date)
    """

    stepped = Signal(int)
    todayed = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = self.today = date(2000, 1, 1)
        self.notes: Notes = no_notes
        self.back, self.on = QToolButton(self), QToolButton(self)
        self.back.setIcon(icon("prev"))
        self.on.setIcon(icon("next"))
        self.title = QPushButton(self)
        self.title.setProperty("kind", "quiet")
        self.now = QPushButton(self)
        self.popup: MonthPopup | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        for part in (self.back, self.on, self.now, self.title):
            across.addWidget(part)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.now.clicked.connect(self.todayed)
        self.title.clicked.connect(self.open_month)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        for button, text in (
            (self.back, self.tr("Previous day (Page Up)")),
            (self.on, self.tr("Next day (Page Down)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.now.setText(self.tr("Today"))
        self.now.setToolTip(self.tr("Show today (Home)"))
        self.title.setToolTip(self.tr("Choose a date"))
        self.show_day(self.day, self.today)

    def show_day(self, day: date, today: date) -> None:
        """Show a day."""
        self.day, self.today = day, today
        font = theme().font("heading")
        self.title.setFont(font)
        self.title.setText(fmt.day_long(day))
        self.title.setAccessibleName(self.tr("Day: {day}").format(day=fmt.day_long(day)))
        self.now.setEnabled(day != today)

    def open_month(self) -> None:
        """Show the month to choose from."""
        popup = self.popup = MonthPopup(self.day, self.today, self.notes, self)
        popup.chosen.connect(self.chosen)
        popup.destroyed.connect(self._forget)
        popup.open_at(self.title)

    def _forget(self) -> None:
        self.popup = None


def _plain(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
