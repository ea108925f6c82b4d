"""From when to when: a day, a start, an end and the length, each typed, each moving the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from booking.model import Policy
from ui import format as shown
from ui.i18n import Retranslated
from ui.timeparse import Parsed, Reason, Wrong, resolve
from ui.widgets.date_edit import DateEdit
from ui.widgets.duration_edit import DurationEdit
from ui.widgets.problem_list import Note
from ui.widgets.time_edit import TimeEdit
from ui.widgets.typed_edit import TypedEdit
from ui.words import filling

DAY: Final = 1440
_AROUND: Final = 24
"""Pixels of a field's frame and padding, and of its cursor."""
_SHEET: Final = 26
"""Pixels of the picture that opens the month."""
_SPARE: Final = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Against what a time is read.

    Attributes:
        zone: on whose clocks.
        today: there.
        policy: whose grid the arrows follow; None while no resource is chosen.
    """

    zone: str
    today: date
    policy: Policy | None = None


class WhenEdit(Retranslated):
    """A time in one line. Moving the start keeps the length; the length moves the end.

    Attributes:
        changed: () somebody changed it.
        day, begin, end, last, length: the fields; `last`, the day on which it ends, is only shown
            where that is another one, or may be.
    """

    changed = Signal()

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self.day = DateEdit(frame.today, self)
        self.begin = TimeEdit(self)
        self.end = TimeEdit(self)
        self.last = DateEdit(frame.today, self)
        self.length = DurationEdit(self)
        self._dash = QLabel(shown.EN_DASH, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for field in (self.day, self.begin, self._dash, self.end, self.last, self.length):
            if isinstance(field, TypedEdit):
                field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(field)
        row.addStretch()
        self._minutes: int | None = 60
        self._was: date | None = None
        self.day.changed.connect(self._day_moved)
        self.begin.changed.connect(self._start_moved)
        self.end.changed.connect(self._end_moved)
        self.last.changed.connect(self._end_moved)
        self.length.changed.connect(self._length_set)
        self.setFocusProxy(self.day)
        self.set_frame(frame)
        self.retranslate()

    # --- what forms call -------------------------------------------------------------------------

    def set_frame(self, frame: Frame) -> None:
        """Read and show times against something else; the wall time stays as it is."""
        self._frame = frame
        policy = frame.policy
        self.day.today = self.last.today = frame.today
        if policy is not None:
            self.begin.grid, self.begin.offset = policy.start_step, policy.grid_offset
            self.end.grid = policy.length_step
            self.length.grid = policy.length_step
            self.length.least, self.length.most = policy.min_length, policy.max_length
        self._show_last()

    def set_time(self, start: datetime | None, end: datetime | None) -> None:
        """Show a time; tells nobody."""
        there = ZoneInfo(self._frame.zone)
        first = None if start is None else start.astimezone(there)
        then = None if end is None else end.astimezone(there)
        self.day.set_value(first.date() if first else self.day.value())
        self.begin.set_value(None if first is None else first.hour * 60 + first.minute)
        if then is None:
            self.last.set_value(self.day.value())
            self.end.set_value(None)
        else:
            self._put_end(then.date(), then.hour * 60 + then.minute)
        self._measure()

    def set_day(self, day: date) -> None:
        """Show a day without a time."""
        self.day.set_value(day)
        self.last.set_value(day)
        self._was = day

    def take_over(self, other: WhenEdit) -> None:
        """Show what is typed in another one, also what is wrong with it; tells nobody."""
        mine = (self.day, self.begin, self.end, self.last, self.length)
        theirs = (other.day, other.begin, other.end, other.last, other.length)
        for one, two in zip(mine, theirs, strict=True):
            one.take_over(two)
        self._measure()

    def start(self) -> datetime | None:
        """Return when it begins, in UTC; None while that is not clear."""
        return self._instant(self.day.value(), self.begin.value())

    def until(self) -> datetime | None:
        """Return when it ends, in UTC; None while that is not clear."""
        return self._instant(self.last.value() or self.day.value(), self.end.value())

    def fields(self) -> list[TypedEdit]:
        """Return the fields that are shown, in the order of the keyboard."""
        every = (self.day, self.begin, self.end, self.last, self.length)
        return [field for field in every if not field.isHidden()]

    def notes(self, *, quiet: bool = False) -> list[Note]:
        """Return what is wrong with what is typed here; `quiet`: nothing of what is empty."""
        found = []
        for field in self.fields():
            wrong = field.wrong()
            if wrong is None or (field is self.length) or (quiet and field.untouched()):
                continue
            nearest = field.nearest()
            mend = field.take_nearest if nearest else None
            why = filling.missing(self._name(field)) if field.untouched() else field.why()
            found.append(Note(why, "danger", nearest, mend))
        return found + self._crossed()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.day.setAccessibleName(self.tr("Date"))
        self.begin.setAccessibleName(self.tr("From"))
        self.end.setAccessibleName(self.tr("Until"))
        self.last.setAccessibleName(self.tr("Until, date"))
        self.length.setAccessibleName(self.tr("Length"))
        for field in (self.day, self.begin, self.end, self.last, self.length):
            field.setToolTip(field.accessibleName())
        self._fit()

    def _fit(self) -> None:
        """Give every field room for what people read there in the language and font shown."""
        metrics = self.fontMetrics()
        far = date(self._frame.today.year + 1, 12, 30)
        usual, long = (shown.day_short(far, year) for year in (far.year, self._frame.today.year))
        clock, length = shown.minute(DAY - 1), shown.duration(150)
        for field, least, most in (
            (self.day, usual, long),
            (self.last, usual, long),
            (self.begin, clock, clock),
            (self.end, clock, clock),
            (self.length, length, length),
        ):
            around = _AROUND + (_SHEET if isinstance(field, DateEdit) else 0)
            field.setMinimumWidth(metrics.horizontalAdvance(least) + around)
            field.setMaximumWidth(metrics.horizontalAdvance(most) + around + _SPARE)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    # --- one field moves the others --------------------------------------------------------------

    def _day_moved(self) -> None:
        new, old, last = self.day.value(), self._was, self.last.value()
        if new is not None:
            by = new - old if old is not None else timedelta(0)
            self.last.set_value(new if last is None or old is None else last + by)
            self._was = new
        self._tell()

    def _start_moved(self) -> None:
        begin = self.begin.value()
        if begin is not None and self._minutes is not None:
            self._end_after(self._minutes)
        self._tell()

    def _end_moved(self) -> None:
        self._measure()
        self._tell()

    def _length_set(self) -> None:
        minutes = self.length.value()
        if minutes is not None:
            self._minutes = minutes
            self._end_after(minutes)
        self._tell()

    def _end_after(self, minutes: int) -> None:
        day, begin = self.day.value(), self.begin.value()
        if day is None or begin is None:
            return
        days, minute = divmod(begin + minutes, DAY)
        try:
            self._put_end(day + timedelta(days=days), minute)
        except OverflowError:
            return
        if self.length.value() != minutes:
            self.length.set_value(minutes)

    def _put_end(self, last: date, minute: int) -> None:
        """Show the end; midnight belongs to the day before it where that is the first."""
        day = self.day.value()
        if minute == 0 and day is not None and last == day + timedelta(days=1):
            last, minute = day, DAY
        self.last.set_value(last)
        self.end.set_value(minute)
        self._was = day
        self._base()

    def _measure(self) -> None:
        """Learn the length from the two ends."""
        day, last = self.day.value(), self.last.value()
        begin, end = self.begin.value(), self.end.value()
        self._was = day
        self._base()
        if day is None or last is None or begin is None or end is None:
            self.length.set_value(None)
            return
        minutes = (last - day).days * DAY + end - begin
        if minutes > 0:
            self._minutes = minutes
            self.length.set_value(minutes)
        else:
            self.length.set_value(None)

    def _base(self) -> None:
        same = self.day.value() == self.last.value()
        self.end.base = self.begin.value() if same else None
        self._show_last()

    def _show_last(self) -> None:
        policy = self._frame.policy
        long = policy is not None and policy.max_length > DAY
        other = self.last.value() not in (None, self.day.value())
        self.last.setVisible(long or other)

    def _tell(self) -> None:
        self._base()
        self.changed.emit()

    # --- reading ---------------------------------------------------------------------------------

    def _instant(self, day: date | None, minute: int | None) -> datetime | None:
        if day is None or minute is None:
            return None
        found = resolve(day, minute, self._frame.zone)
        return found.value if isinstance(found, Parsed) else None

    def _crossed(self) -> list[Note]:
        """Return what is wrong between the fields."""
        day, last = self.day.value(), self.last.value()
        begin, end = self.begin.value(), self.end.value()
        if day is None or begin is None:
            return []
        told = []
        for which, minute in ((day, begin), (last or day, end)):
            found = None if minute is None else resolve(which, minute, self._frame.zone)
            if isinstance(found, Wrong):
                told.append(Note(filling.typed(found.reason)))
        if end is None or told:
            return told
        if last is not None and (last - day).days * DAY + end - begin <= 0:
            text = self.tr("Ends on {day}").format(day=shown.day_short(day + timedelta(days=1)))
            mend = self._next_day if last == day else None
            return [
                Note(filling.typed(Reason.END_BEFORE_START), "danger", text if mend else "", mend)
            ]
        return []

    def _next_day(self) -> None:
        self.last.set_value(self.day.value() + timedelta(days=1))
        self._end_moved()

    def _name(self, field: TypedEdit) -> str:
        return "start" if field in (self.day, self.begin) else "end"


def frame_of(zone: str, now: datetime, policy: Policy | None = None) -> Frame:
    """Return the frame of a zone at an instant."""
    return Frame(zone, now.astimezone(UTC).astimezone(ZoneInfo(zone)).date(), policy)
