"""The quick case: one resource, booked beside where one clicked."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from booking.model import ResourceKind
from booking.services.bookings import Checked, ItemWish, NewBooking
from booking.services.checks import TITLE
from booking.services.refusal import Refusal
from ui.assets import icon
from ui.dialogs import field_notes as notes
from ui.dialogs import told
from ui.dialogs.booking_acts import BookingActs
from ui.dialogs.live_check import LiveCheck
from ui.navigation import Draft
from ui.session import Session
from ui.theme import theme
from ui.widgets.callout import Callout
from ui.widgets.inline_question import DiscardQuestion
from ui.widgets.labels import ElidedLabel
from ui.widgets.offer_list import OfferList
from ui.widgets.people_edit import PeopleEdit
from ui.widgets.problem_list import ProblemList
from ui.widgets.resource_pick import describe
from ui.widgets.title_edit import TitleEdit
from ui.widgets.when_edit import Frame, WhenEdit, frame_of

WIDTH: Final = 476


class QuickBooking(Callout):
    """Return books, Esc closes; "More…" goes on in the editor with all that was typed.

    Attributes:
        more: () go on in the editor.
        closed: () it is gone.
        title, when, people, private, book, anyway, further: the parts.
    """

    more = Signal()
    closed = Signal()

    def __init__(self, session: Session, acts: BookingActs, draft: Draft, parent: QWidget) -> None:
        super().__init__(WIDTH, parent)
        self._session = session
        self._acts = acts
        self._draft = draft
        self._tried = False
        self._busy = False
        self._code, start, end = draft.items[0]
        self._catalogue = session.local.visible()
        resource = self._catalogue.resource(self._code)
        self._zone = self._catalogue.timezone(resource)
        policy = self._catalogue.policies.get(resource.policy_id) if resource else None
        self._build(frame_of(self._zone, session.local.now(), policy))
        self.when.set_time(start, end)
        self.title.setText(draft.title)
        self.people.set_value(draft.people or 1)
        self.private.setChecked(draft.private)
        self._first = self.wish()
        self._live = LiveCheck(session, lambda: [self.wish()], self)
        self._live.checked.connect(self._show)
        for changed in (self.title.textEdited, self.when.changed, self.people.changed):
            changed.connect(self._edited)
        self.offers.taken.connect(self._take)
        session.status_changed.connect(self._refresh)
        self.away.connect(self.leave)
        self.entered.connect(self.submit)
        self.retranslate()
        self._live.ask()

    def _build(self, frame: Frame) -> None:
        self.name = ElidedLabel(parent=self)
        self.name.setFont(theme().font("heading"))
        self.where = ElidedLabel(parent=self)
        self.where.setProperty("tone", "muted")
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.leave)
        self.title = TitleEdit(TITLE, self)
        self.title_notes = ProblemList(self)
        self.when = WhenEdit(frame, self)
        self.when_notes = ProblemList(self)
        self.people = PeopleEdit(self)
        self._people_label = QLabel(self)
        self._people_label.setBuddy(self.people.line)
        self.people_notes = ProblemList(self)
        self.private = QCheckBox(self)
        self.other_notes = ProblemList(self)
        self.offers = OfferList(self, most=3)
        self.as_of = ProblemList(self)
        self.question = DiscardQuestion(self)
        self.question.discard.connect(self.end)
        self.question.keep.connect(self.title.setFocus)
        self.further, self.anyway, self.book = (QPushButton(self) for _ in range(3))
        self.further.setProperty("kind", "link")
        self.book.setProperty("kind", "primary")
        self.further.clicked.connect(self.more)
        self.anyway.clicked.connect(self.submit_anyway)
        self.book.clicked.connect(self.submit)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self._close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._people_label)
        row.addWidget(self.people)
        row.addStretch()
        row.addWidget(self.private)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.further)
        buttons.addStretch()
        buttons.addWidget(self.anyway)
        buttons.addWidget(self.book)
        self.column.addLayout(head)
        self.column.addWidget(self.where)
        self.column.addSpacing(4)
        above: list[QWidget] = [self.title, self.title_notes, self.when, self.when_notes]
        below: list[QWidget] = [self.people_notes, self.other_notes, self.offers, self.as_of]
        for widget in above:
            self.column.addWidget(widget)
        self.column.addLayout(row)
        for widget in below:
            self.column.addWidget(widget)
        self.column.addWidget(self.question)
        self.column.addSpacing(4)
        self.column.addLayout(buttons)
        self.order = (
            *(self.title, self.title_notes, *self._when_fields(), self.when_notes),
            *(self.people.line, self.private, self.people_notes, self.other_notes),
            *(self.offers, self.as_of, self.question),
            *(self.book, self.anyway, self.further, self._close),
        )

    def _when_fields(self) -> list[QWidget]:
        when = self.when
        return [when.day, when.begin, when.end, when.last, when.length]

    # --- what the controller calls ---------------------------------------------------------------

    def begin(self, beside: QRect) -> None:
        """Come up with the cursor in the title."""
        self.open(beside)
        self.title.setFocus(Qt.FocusReason.PopupFocusReason)

    def wish(self) -> NewBooking:
        """Return the form as it is filled in."""
        item = ItemWish(self._code, self.when.start(), self.when.until())
        people = self.people.value()
        return NewBooking(
            self.title.text(), (item,), people or 0, self._draft.notes, self.private.isChecked()
        )

    def original(self) -> NewBooking:
        """Return the form as it was when it came up."""
        return self._first

    def touched(self) -> bool:
        """Whether something was typed that would be lost."""
        typed = self.title.text().strip() != self._first.title.strip()
        return typed or self.people.value() != self._first.people

    def leave(self) -> None:
        """Go; with something typed, ask once first."""
        if self._busy:
            return
        if self.touched() and self.question.isHidden():
            self.question.ask()
        else:
            self.end()

    def end(self) -> None:
        """Go without asking."""
        self._live.stop()
        self.shut()
        self.closed.emit()

    def submit(self) -> None:
        """Book; where a field is not filled in yet, go there."""
        self._submit(anyway=False)

    def submit_anyway(self) -> None:
        """Have the server asked, whatever this desktop knows."""
        self._submit(anyway=True)

    def _submit(self, *, anyway: bool) -> None:
        if self._busy:
            return
        self._tried = True
        self._refresh()
        wrong = self._first_wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        self._set_busy(busy=True)
        self._acts.book(self.wish(), anyway=anyway, done=self._done, refused=self._refused)

    # --- inside ----------------------------------------------------------------------------------

    def _first_wrong(self) -> QWidget | None:
        if not self.title.text().strip() or self.title.too_long():
            return self.title
        fields = [*self.when.fields()[:-1], self.people.line]
        empty = next((field for field in fields if field.value() is None), None)
        if empty is not None:
            return empty
        start, end = self.when.start(), self.when.until()
        return self.when.end if start is None or end is None or end <= start else None

    def _done(self, _queued: object) -> None:
        self.end()

    def _refused(self, _refusal: Refusal) -> None:
        self._set_busy(busy=False)
        self._live.ask()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in (self.book, self.anyway, self.further):
            button.setEnabled(not busy)
        self._name_buttons()

    def _edited(self) -> None:
        self.question.hide()
        self._refresh()
        self._live.ask()

    def _take(self, place: int) -> None:
        checked = self._live.last
        if checked is None or place >= len(checked.offers):
            return
        offered = checked.offers[place]
        self._code = offered.offer.resource_code
        self._catalogue = self._session.local.visible()
        resource = self._catalogue.resource(self._code)
        self._zone = offered.zone
        policy = self._catalogue.policies.get(resource.policy_id) if resource else None
        self.when.set_frame(frame_of(self._zone, self._session.local.now(), policy))
        self.when.set_time(offered.offer.during.start, offered.offer.during.end)
        self._name()
        self._edited()
        self.book.setFocus()

    def _show(self, checked: Checked) -> None:
        self._refresh()

    def _refresh(self, *_: object) -> None:
        """Show what is known about the form as it is."""
        checked, catalogue, quiet = self._live.last, self._catalogue, not self._tried
        self.title_notes.show_notes(notes.checked_notes(checked, ["title"], catalogue, quiet=quiet))
        at = "items[0]"
        self.when_notes.show_notes(
            self.when.notes(quiet=quiet)
            + notes.checked_notes(checked, [f"{at}.start", f"{at}.end", at], catalogue, typed=True)
        )
        self.people_notes.show_notes(
            notes.typed_notes(self.people.line, "people", quiet=quiet)
            + notes.checked_notes(checked, ["people"], catalogue, typed=True)
        )
        rest = notes.checked_notes(checked, ["", "items", f"{at}.resource"], catalogue)
        if self._session.status.online is False:
            rest.append(notes.offline_note())
        self.other_notes.show_notes(rest)
        if checked is not None and (checked.offers or not notes.advised(checked)):
            wish = self.wish()
            self.offers.show_offers(notes.offer_labels(checked, list(wish.items), catalogue))
        now: datetime = self._session.local.now()
        advice = notes.advice_note(checked, self._zone, now)
        self.as_of.show_notes([] if advice is None else [advice])
        self.anyway.setVisible(notes.askable(checked))
        self.place()

    def _name(self) -> None:
        resource = self._catalogue.resource(self._code)
        self.name.setText(told.place(self._code, self._catalogue))
        where = "" if resource is None else describe(resource, self._catalogue)
        self.where.setText(f"{where} · {self._code}" if where else self._code)
        text = self.tr("Book {resource}", "a lab or equipment")
        if resource is None or resource.kind is ResourceKind.ROOM:
            text = self.tr("Book {resource}")
        self.setAccessibleName(text.format(resource=self.name.text()))

    def _name_buttons(self) -> None:
        self.further.setText(self.tr("More…"))
        self.anyway.setText(self.tr("Ask the server anyway"))
        resource = self._catalogue.resource(self._code)
        if resource is None or resource.kind is ResourceKind.ROOM:
            self.book.setText(self.tr("Booking…") if self._busy else self.tr("Book"))
        elif self._busy:
            self.book.setText(self.tr("Booking…", "a lab or equipment"))
        else:
            self.book.setText(self.tr("Book", "a lab or equipment"))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._name()
        self._name_buttons()
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self._people_label.setText(self.tr("People"))
        self.people.line.setAccessibleName(self.tr("People"))
        self.private.setText(self.tr("Private"))
        self.private.setToolTip(self.tr("Colleagues see only that it is busy"))
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        if hasattr(self, "_live"):
            self._refresh()
