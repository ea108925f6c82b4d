"""The line at the foot of the window: who, where, how fresh, what waits, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from booking import events
from ui import format as shown
from ui import words
from ui.assets import icon
from ui.i18n import Retranslated
from ui.session import Status
from ui.theme import theme
from ui.widgets.labels import ElidedLabel

HEIGHT: Final = 34
_ICON: Final = QSize(16, 16)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, briefly, and in a whole sentence; `tone` is "warning" or "danger"."""

    brief: str
    sentence: str
    picture: str
    tone: str = "warning"


class StatusLine(Retranslated):
    """How things stand.

    Attributes:
        asked: () somebody wants to see what waits and what is wrong.
        sign_in_asked: () somebody wants to give the password again.
    """

    asked = Signal()
    sign_in_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-line")
        self._status = Status()
        self._zone = "UTC"
        self._since: datetime | None = None
        self._rows: int | None = None
        self._total = 0
        self._failed = 0
        self._who_sign = QLabel(self)
        self._who = ElidedLabel(parent=self)
        self._where = ElidedLabel(parent=self)
        self._where.setProperty("tone", "muted")
        self._tip = ElidedLabel(parent=self)
        self._tip.hide()
        self._progress_text = ElidedLabel(parent=self)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(96, 6)
        self._fault = self._button()
        self._waiting = self._button()
        self._fresh = self._button()
        self._fault.clicked.connect(self._on_fault)
        self._waiting.clicked.connect(self.asked)
        self._fresh.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(self._who_sign)
        row.addWidget(self._who)
        row.addWidget(self._where)
        row.addWidget(self._tip)
        row.addStretch(1)
        row.addWidget(self._progress_text)
        row.addWidget(self._progress)
        row.addWidget(self._fault)
        row.addWidget(self._waiting)
        row.addWidget(self._fresh)
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "status")
        button.setIconSize(_ICON)
        button.setAutoDefault(False)
        return button

    # --- what is told ----------------------------------------------------------------------------

    def set_person(self, name: str, tenant: str, database: str) -> None:
        """Say who is signed in, for which tenant, and on which shared database."""
        self._who.setText(f"{name} \N{MIDDLE DOT} {tenant}" if tenant else name)
        self._where.setText(database)
        self.retranslate()

    def set_zone(self, zone: str) -> None:
        """Show instants on the clocks of this zone (IANA name)."""
        if zone != self._zone:
            self._zone = zone
            self._tell()

    def set_status(self, status: Status) -> None:
        """Say how things stand."""
        if self._status.online is not False and status.online is False:
            self._since = status.as_of and status.as_of.replace(second=0, microsecond=0)
        self._status = status
        self._tell()

    def set_failed(self, count: int) -> None:
        """Say how many acts failed and wait to be looked at."""
        self._failed = count
        self._tell()

    def set_progress(self, rows: int | None, total: int = 0) -> None:
        """Say how much of the first copy is there, None when it is complete.

        Args:
            rows: that came so far.
            total: of how many, 0 where nobody knows.
        """
        self._rows, self._total = rows, total
        self._progress.setRange(0, total)
        self._progress.setValue(min(rows or 0, total))
        self._tell()

    def show_tip(self, tip: str) -> None:
        """Show what an action does in the place of the person, "" for the person again."""
        self._tip.setText(tip)
        for widget, shown_now in (
            (self._tip, bool(tip)),
            (self._who_sign, not tip),
            (self._who, not tip),
            (self._where, not tip),
        ):
            widget.setVisible(shown_now)

    def faults(self) -> list[Fault]:
        """Return what is wrong, the gravest first."""
        status = self._status
        found: list[Fault] = []
        if status.auth:
            sentence = words.by_code(status.auth)
            found.append(Fault(self.tr("Sign-in needed"), sentence, "key", "danger"))
        if status.read_only:
            sentence = words.read_only(status.read_only) or ""
            found.append(Fault(self.tr("Read-only"), sentence, "lock"))
        if status.trouble is not None:
            sentence = words.by_code(*status.trouble)
            found.append(Fault(self.tr("Trouble"), sentence, "warning", "danger"))
        if status.online is False and not status.auth:
            found.append(Fault(self._offline(), words.offline(status.reason), "offline"))
        if status.skew_s:
            sentence = self._skew(status.skew_s)
            found.append(Fault(self.tr("Clock is off"), sentence, "clock"))
        return found

    def _offline(self) -> str:
        if self._status.reason == "busy":
            return self.tr("Shared database is busy")
        if self._since is None:
            return self.tr("Offline")
        return self.tr("Offline since {time}").format(time=self._clock(self._since))

    def _clock(self, at: datetime) -> str:
        """Return the time of day, with the day where it is not today's."""
        there = ZoneInfo(self._zone)
        today = at.astimezone(there).date() == datetime.now(there).date()
        return shown.time(at, self._zone) if today else shown.moment(at, self._zone)

    def _skew(self, seconds: float) -> str:
        return words.event(events.ClockSkew(seconds, datetime.now(UTC))) or ""

    # --- showing ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Status"))
        self._who.setAccessibleName(self.tr("Signed in: {who}").format(who=self._who.text()))
        where = self._where.text()
        self._where.setAccessibleName(self.tr("Shared database: {name}").format(name=where))
        self._tell()

    def _tell(self) -> None:
        faults = self.faults()
        self._fault.setVisible(bool(faults))
        if faults:
            self._tell_fault(faults)
        self._tell_waiting()
        first = self._rows is not None
        self._progress.setVisible(first)
        self._progress_text.setVisible(first)
        if self._rows is not None:
            self._progress_text.setText(self._progress_words(self._rows, self._total))
            self._progress.setAccessibleName(self._progress_text.text())
        self._fresh.setText(shown.as_of(self._status.as_of, self._zone))
        self._fresh.setVisible(not first)
        online = self._status.online is True and not faults
        self._fresh.setIcon(icon("online", "ok") if online else icon("sync", "muted"))
        tip = self.tr("What you see was last compared with the shared database at this time.")
        self._fresh.setToolTip(tip)

    def _progress_words(self, rows: int, total: int) -> str:
        if not rows:
            return self.tr("Fetching the data for the first time…")
        said = shown.so_far(rows, total)
        return self.tr("Fetching the data for the first time: {count}").format(count=said)

    def _tell_fault(self, faults: list[Fault]) -> None:
        worst = faults[0]
        self._fault.setText(worst.brief)
        self._fault.setIcon(icon(worst.picture, worst.tone))
        self._fault.setToolTip("\n".join(fault.sentence for fault in faults))
        self._fault.setAccessibleDescription(" ".join(fault.sentence for fault in faults))
        if self._fault.property("tone") != worst.tone:
            self._fault.setProperty("tone", worst.tone)
            self._fault.style().unpolish(self._fault)
            self._fault.style().polish(self._fault)

    def _tell_waiting(self) -> None:
        waiting = self._status.waiting
        self._waiting.setVisible(waiting > 0 or self._failed > 0)
        parts = []
        if waiting:
            parts.append(self.tr("%n waiting", "", waiting))
        if self._failed:
            parts.append(self.tr("%n refused", "", self._failed))
        self._waiting.setText(shown.items(parts))
        picture = icon("conflict", "danger") if self._failed else icon("waiting", "muted")
        self._waiting.setIcon(picture)
        self._waiting.setToolTip(self.tr("See what waits, and why"))

    def _dress(self) -> None:
        pixmap = icon("person", "muted").pixmap(_ICON, self.devicePixelRatio())
        self._who_sign.setPixmap(pixmap)
        self.setFixedHeight(max(HEIGHT, self.fontMetrics().height() + 14))
        self.update()

    def _on_fault(self) -> None:
        if self._status.auth:
            self.sign_in_asked.emit()
        else:
            self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a hairline above."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().color("line"))
