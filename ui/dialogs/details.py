"""One booking: where, when and who, how sure it is, what waits, and what one can do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from booking.model import Booking, BookingItem, BookingState, Catalogue
from booking.services.listing import Shown
from booking.services.views import FAILED, WAITING, Act, ActState, Projected, Standing
from ui import format as shown
from ui import words
from ui.assets import icon
from ui.dialogs import told
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.booking_acts import BookingActs
from ui.i18n import pick
from ui.navigation import Day, Draft, Navigator
from ui.session import Session
from ui.theme import theme
from ui.widgets.problem_list import Note, ProblemList
from ui.widgets.resource_pick import describe

WEEK: Final = timedelta(days=7)
_SIGNS: Final = {
    Standing.CONFIRMED: ("done", "ok"),
    Standing.PENDING: ("waiting", "accent"),
    Standing.LIKELY_LOST: ("warning", "warning"),
    Standing.REFUSED: ("conflict", "danger"),
    Standing.EXPIRED: ("clock", "danger"),
    Standing.QUARANTINED: ("warning", "danger"),
}
_GONE: Final = frozenset({Standing.REFUSED, Standing.EXPIRED, Standing.QUARANTINED})


class BookingDetails(Dialog):
    """Reads again whenever something changes.

    Attributes:
        title, standing, notes: what is told.
        edit, again, schedule, cancel, close_button: the buttons.
    """

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        acts: BookingActs,
        booking: UUID,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # What is done here can be undone in the window, which must stay at hand for that.
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._session = session
        self._navigator = navigator
        self._acts = acts
        self._booking = booking
        self._shown: Shown | None = None
        self._over = False
        self.title = plain_label()
        self.title.setFont(theme().font("title"))
        self._sign = QLabel()
        self.standing = plain_label()
        self.notes = ProblemList(self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit, self.again, self.schedule, self.cancel, self.close_button = (
            QPushButton(self) for _ in range(5)
        )
        self.edit.setProperty("kind", "primary")
        self.cancel.setProperty("kind", "quiet")
        self.cancel.setProperty("tone", "danger")
        for button, work in (
            (self.edit, self._edit),
            (self.again, self._book_again),
            (self.schedule, self._show_in_schedule),
            (self.cancel, self._cancel),
            (self.close_button, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(work)
        self._lay_out()
        self.resize(QSize(560, 420))
        self.setMinimumSize(QSize(440, 320))
        session.changed.connect(self._read)
        theme().changed.connect(self._rebuild)
        self.retranslate()
        self._read()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.standing, 1)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addLayout(line)
        head.addWidget(self.notes)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 14)
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        for button in (self.close_button, self.again, self.schedule, self.edit):
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._area, 1)
        rows.addLayout(buttons)
        order = [self.edit, self.schedule, self.again, self.close_button, self.cancel]
        for one, two in pairwise(order):
            QWidget.setTabOrder(one, two)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Booking"))
        self.edit.setText(self.tr("Edit…"))
        self.again.setText(self.tr("Book again…"))
        self.schedule.setText(self.tr("Show in schedule"))
        self.cancel.setText(self.tr("Cancel booking"))
        self.close_button.setText(self.tr("Close"))
        self._rebuild()

    # --- reading ---------------------------------------------------------------------------------

    def _read(self, *_: object) -> None:
        session, booking = self._session, self._booking
        session.read(lambda: session.listing.show(booking), self._take, self._gone)

    def _take(self, found: Shown) -> None:
        if self._over:
            return
        old, self._shown = self._shown, found
        same = old is not None and (old.projected, old.acts) == (found.projected, found.acts)
        if not same:
            self._rebuild()

    def _gone(self, error: Exception) -> None:
        if self._over:
            return
        self._shown = None
        self.title.setText(self.tr("This booking is gone"))
        self._sign.clear()
        self.standing.setText(words.error(error))
        self.notes.show_notes([])
        self._area.setWidget(QWidget())
        for button in (self.edit, self.again, self.schedule, self.cancel):
            button.setEnabled(False)

    # --- showing ---------------------------------------------------------------------------------

    def _rebuild(self, *_: object) -> None:
        if self._shown is None:
            return
        projected, catalogue = self._shown.projected, self._session.local.visible()
        booking = projected.booking
        self.title.setText(self._titled(booking))
        self._show_standing(projected)
        self.notes.show_notes(self._act_notes(self._shown, catalogue))
        self._area.setWidget(self._facts(booking, catalogue))
        mine = catalogue.me()
        own = mine is not None and booking.tenant_id == mine.tenant_id
        stands = booking.state is BookingState.CONFIRMED and projected.standing not in _GONE
        now = self._session.local.now()
        begun = any(item.during.start <= now for item in booking.items)
        over = all(item.during.end <= now for item in booking.items)
        self.edit.setEnabled(own and stands and not over)
        self.cancel.setEnabled(own and stands and not begun)
        self.again.setEnabled(own and bool(booking.items))
        self.schedule.setEnabled(bool(booking.items))

    def _titled(self, booking: Booking) -> str:
        title = " ".join((booking.title or "").split())
        return title or self.tr("Private booking")

    def _show_standing(self, projected: Projected) -> None:
        picture, token = _SIGNS[projected.standing]
        text = words.standing(projected.standing)
        if projected.booking.state is BookingState.CANCELLED:
            waits = projected.standing is not Standing.CONFIRMED
            picture, token = "close", "muted"
            text = self.tr("Cancelled, waiting for confirmation") if waits else self.tr("Cancelled")
        self._sign.setPixmap(icon(picture, token).pixmap(QSize(20, 20), self.devicePixelRatio()))
        self.standing.setText(text)

    def _act_notes(self, found: Shown, catalogue: Catalogue) -> list[Note]:
        notes = []
        zone = told.zone_of(found.projected.booking, catalogue)
        for act in found.acts:
            if act.state in WAITING:
                notes.append(self._waiting_note(act, zone))
            elif act.state in FAILED and not act.dismissed:
                notes += self._failed_notes(act, zone, catalogue)
        return notes

    def _waiting_note(self, act: Act, zone: str) -> Note:
        since = shown.moment(act.made_at, zone)
        text = self.tr("{act}: {state}, since {time}").format(
            act=words.operation(act.op), state=words.act_state(act.state), time=since
        )
        queued = act.state is ActState.QUEUED
        return Note(text, "info", self.tr("Take back") if queued else "", self._withdrawer(act))

    def _failed_notes(self, act: Act, zone: str, catalogue: Catalogue) -> list[Note]:
        notes = []
        for problem in act.problems:
            text = self.tr("{act}: {why}").format(
                act=words.operation(act.op), why=words.problem(problem, zone, catalogue)
            )
            notes.append(Note(text, "danger", self.tr("What now?"), self._navigator.conflicts.emit))
        return notes

    def _withdrawer(self, act: Act) -> Callable[[], None]:
        return lambda: self._acts.withdraw(act)

    def _facts(self, booking: Booking, catalogue: Catalogue) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 8, 20, 8)
        column.setSpacing(8)
        for item in booking.items:
            column.addWidget(self._item(item, catalogue))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        person = catalogue.people.get(booking.organiser_id)
        tenant = catalogue.tenants.get(booking.tenant_id)
        for name, text in (
            (self.tr("People"), shown.people(booking.people)),
            (self.tr("Organiser"), "" if person is None else person.name),
            (self.tr("Organisation"), "" if tenant is None else pick(tenant.name)),
            (self.tr("Notes"), booking.notes or ""),
            (self.tr("Private"), self.tr("Colleagues see only “Busy”") if booking.private else ""),
        ):
            if text:
                self._fact(form, name, text)
        column.addLayout(form)
        column.addStretch()
        return body

    def _fact(self, form: QFormLayout, name: str, text: str) -> None:
        label = QLabel(name)
        label.setProperty("tone", "muted")
        value = plain_label()
        value.setText(text)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(label, value)

    def _item(self, item: BookingItem, catalogue: Catalogue) -> QWidget:
        resource = catalogue.resources.get(item.resource_id)
        card = QFrame()
        card.setProperty("card", True)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(2)
        zone = catalogue.timezone(resource)
        now = self._session.local.now()
        when = plain_label()
        when.setFont(theme().font("heading"))
        length = shown.duration(item.during.minutes)
        when.setText(f"{shown.when(item.during.start, item.during.end, zone, now)}  ·  {length}")
        rows.addWidget(when)
        name = plain_label()
        units = resource is not None and resource.units > 1
        text = self.tr("A resource that is not shown to you")
        if resource is not None:
            text = words.resource_name(resource.code, catalogue)
            text = f"{text}, {words.units(resource, item.quantity)}" if units else text
        name.setText(text)
        rows.addWidget(name)
        if resource is not None:
            where = plain_label("muted")
            where.setText(describe(resource, catalogue))
            rows.addWidget(where)
        return card

    # --- what one can do -------------------------------------------------------------------------

    def _edit(self) -> None:
        self.reject()
        self._navigator.edit.emit(self._booking)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._acts.cancel(self._booking, done=self._cancelled, refused=self._not_cancelled)

    def _cancelled(self, _queued: object) -> None:
        self.reject()

    def _not_cancelled(self, refusal: object) -> None:
        self._read()

    def _show_in_schedule(self) -> None:
        if self._shown is None:
            return
        item = min(self._shown.projected.booking.items, key=lambda one: one.during.start)
        catalogue = self._session.local.visible()
        resource = catalogue.resources.get(item.resource_id)
        there = ZoneInfo(catalogue.timezone(resource))
        day = item.during.start.astimezone(there).date()
        self.reject()
        code = "" if resource is None else resource.code
        self._navigator.day.emit(Day(day, code, item.during.start))

    def _book_again(self) -> None:
        """Open the editor on the same, the first week in which it is to come."""
        if self._shown is None:
            return
        booking, now = self._shown.projected.booking, self._session.local.now()
        resources = self._session.local.visible().resources
        first = min(item.during.start for item in booking.items)
        weeks = max(1, -((first - now) // WEEK))
        items = tuple(
            (code.code, item.during.start + weeks * WEEK, item.during.end + weeks * WEEK)
            for item in booking.items
            if (code := resources.get(item.resource_id)) is not None
        )
        self.reject()
        self._navigator.new.emit(
            Draft(items, booking.title or "", booking.people, booking.notes or "", booking.private)
        )

    # --- going -----------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Qt's: nothing is read any more once it is closed."""
        if not self._over:
            self._over = True
            self._session.changed.disconnect(self._read)
            theme().changed.disconnect(self._rebuild)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Return presses the button that has the focus, Delete cancels the booking."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QPushButton):
                focus.click()
            return
        if event.key() == Qt.Key.Key_Delete and self.cancel.isEnabled():
            self._cancel()
            return
        super().keyPressEvent(event)
