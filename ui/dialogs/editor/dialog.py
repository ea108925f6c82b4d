"""The editor of a new booking, or of one that exists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from booking.services.bookings import Checked, ItemWish, More, NewBooking
from booking.services.refusal import Refusal
from booking.services.views import Act, Projected
from ui.assets import icon
from ui.dialogs import field_notes as notes
from ui.dialogs.asking import AskingDialog
from ui.dialogs.booking_acts import BookingActs
from ui.dialogs.editor.changes import Differences, Form, differences, form_of, works_of
from ui.dialogs.editor.item_row import ItemRow
from ui.dialogs.editor.item_rows import ItemRows
from ui.dialogs.editor.sheet import Sheet
from ui.dialogs.live_check import LiveCheck, Wanted
from ui.session import Session
from ui.widgets.problem_list import Note


class BookingEditor(AskingDialog):
    """Ctrl+Return saves, Esc closes; what was typed is not lost without asking once.

    Attributes:
        instead_of: a failed act that is dismissed when this is booked.
        items: the rows, one for each item.
        sheet: the other parts.
    """

    def __init__(self, session: Session, acts: BookingActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._catalogue = session.local.visible()
        self._booking: UUID | None = None
        self._before: Form | None = None
        self._theirs: Form | None = None
        self._tried = False
        self._busy = False
        self._filling = True
        self.instead_of: Act | None = None
        self.sheet = Sheet(self)
        self.items = ItemRows(self._catalogue, session.local.now(), self.sheet, self)
        self.items.changed.connect(self._edited)
        self.items.arranged.connect(self._order_stops)
        self._live = LiveCheck(session, self._wanted, self, self._dropped)
        self._live.checked.connect(self._refresh)
        sheet = self.sheet
        for edited in (sheet.title.textEdited, sheet.people.changed, sheet.private.toggled):
            edited.connect(self._edited)
        sheet.notes.textChanged.connect(self._edited)
        sheet.save.clicked.connect(self.submit)
        sheet.anyway.clicked.connect(self.submit_anyway)
        sheet.close_button.clicked.connect(self.reject)
        sheet.cancel.clicked.connect(self.cancel_booking)
        self.ask_with(sheet.question, sheet.title)
        session.status_changed.connect(self._refresh)
        session.changed.connect(self._look_again)
        self._empty = self.wish()
        self.setMinimumSize(QSize(560, 420))
        self.resize(QSize(720, 640))

    # --- what is edited --------------------------------------------------------------------------

    def begin_new(self, wanted: NewBooking) -> None:
        """Edit a booking that is to be made."""
        self._put(Form(wanted.title, wanted.notes, wanted.people, wanted.private, ()))
        self.items.fill([(None, wish) for wish in wanted.items or [ItemWish()]])
        self._empty = self.wish()
        self.sheet.cancel.hide()
        self._begin()
        self.sheet.title.setFocus()

    def begin_edit(self, projected: Projected) -> None:
        """Edit a booking that exists, or waits to."""
        self._booking = projected.booking.id
        self._before = form_of(projected.booking, self._catalogue)
        self._put(self._before)
        self.items.fill(self._before.items)
        self._begin()
        if self.rows:
            self.rows[0].when.begin.setFocus()

    @property
    def rows(self) -> list[ItemRow]:
        """The rows of the items."""
        return self.items.rows

    def wish(self) -> NewBooking:
        """Return the form as it is filled in."""
        sheet = self.sheet
        items = self.items.wishes()
        title, people = sheet.title.text(), sheet.people.value() or 0
        return NewBooking(
            title, items, people, sheet.notes.toPlainText(), sheet.private.isChecked()
        )

    def compare_with(self, first: NewBooking) -> None:
        """Take what differs from this as typed, where the form was filled in elsewhere before."""
        self._empty = first
        self._live.ask()

    def touched(self) -> bool:
        """Whether something was changed that would be lost."""
        if self._before is not None:
            return not self._differences().nothing or self.items.first_wrong() is not None
        return self.wish() != self._empty

    # --- acts ------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Save; where a field is not filled in yet, go there."""
        self._submit(anyway=False)

    def submit_anyway(self) -> None:
        """Have the server asked, whatever this desktop knows."""
        self._submit(anyway=True)

    def cancel_booking(self) -> None:
        """Cancel the booking that is edited."""
        if self._booking is not None and not self._busy:
            self._set_busy(busy=True)
            self._acts.cancel(self._booking, done=self._done, refused=self._refused)

    def _submit(self, *, anyway: bool) -> None:
        if self._busy:
            return
        self._tried = True
        self._refresh()
        wrong = self._first_wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        if self._booking is None:
            self._set_busy(busy=True)
            self._acts.book(self.wish(), anyway=anyway, done=self._done, refused=self._refused)
            return
        works = works_of(self._session.bookings, self._booking, self._differences(), anyway=anyway)
        if not works:
            self.end()
            return
        self._set_busy(busy=True)
        self._acts.make(works, self._done, self._refused)

    def _differences(self) -> Differences:
        assert self._before is not None, "of a booking that exists"
        wish = self.wish()
        title = None if self._before.title is None else wish.title
        people = wish.people or self._before.people
        items = self.items.keyed()
        return differences(self._before, Form(title, wish.notes, people, wish.private, items))

    def _wanted(self) -> Sequence[Wanted]:
        if self._booking is None:
            return [self.wish()]
        wanted = self._differences()
        found: list[Wanted] = [(self._booking, change) for change in wanted.changes]
        if wanted.added:
            found.append((self._booking, More(wanted.added, self.sheet.people.value())))
        return [*found, (self._booking, wanted.edit)]

    def _dropped(self) -> Collection[UUID]:
        return () if self._before is None else self._differences().dropped

    def _done(self, _queued: object) -> None:
        if self.instead_of is not None:
            self._acts.dismiss([self.instead_of])
        self.end()

    def _refused(self, _refusal: Refusal) -> None:
        self._set_busy(busy=False)
        self._live.ask()

    def _order_stops(self) -> None:
        stops = [self.sheet.title, *self.items.tab_order(), *self.sheet.tab_order()]
        for one, two in pairwise(stops):
            QWidget.setTabOrder(one, two)

    # --- showing ---------------------------------------------------------------------------------

    def _put(self, form: Form) -> None:
        sheet = self.sheet
        sheet.title.setText(form.title or "")
        sheet.title.setEnabled(form.title is not None)
        sheet.people.set_value(form.people)
        sheet.notes.setPlainText(form.notes)
        sheet.private.setChecked(form.private)

    def _begin(self) -> None:
        self._filling = False
        self._order_stops()
        self.sheet.set_catalogue(self._catalogue)
        self.retranslate()
        self._live.ask()

    def _edited(self, *_: object) -> None:
        if self._filling:
            return
        self.sheet.question.hide()
        self._refresh()
        self._live.ask()

    def _first_wrong(self) -> QWidget | None:
        sheet = self.sheet
        titled = not sheet.title.isEnabled() or bool(sheet.title.text().strip())
        if not titled or sheet.title.too_long():
            return sheet.title
        wrong = self.items.first_wrong()
        if wrong is not None:
            return wrong
        return sheet.people.line if sheet.people.value() is None else None

    def _refresh(self, *_: object) -> None:
        """Show what is known about the form as it is."""
        checked, quiet, sheet, catalogue = (
            self._live.last,
            not self._tried,
            self.sheet,
            self._catalogue,
        )
        sheet.title_notes.show_notes(
            notes.checked_notes(checked, ["title"], catalogue, quiet=quiet)
        )
        self.items.show_checked(checked, self._places(), quiet=quiet)
        sheet.people_notes.show_notes(
            notes.typed_notes(sheet.people.line, "people", quiet=quiet)
            + notes.checked_notes(checked, ["people"], catalogue, typed=True)
        )
        sheet.notes_notes.show_notes(notes.checked_notes(checked, ["notes"], catalogue))
        sheet.other_notes.show_notes(self._general(checked))
        sheet.anyway.setVisible(notes.askable(checked))

    def _places(self) -> Sequence[int]:
        """Return where a check counts the rows: the items of the booking first, then new ones."""
        return range(len(self.rows)) if self._before is None else self._differences().places

    def _general(self, checked: Checked | None) -> list[Note]:
        found = notes.checked_notes(checked, ["", "items"], self._catalogue, quiet=not self._tried)
        if self._theirs is not None:
            text = self.tr("This booking was changed meanwhile. Saving puts yours on top.")
            found.append(Note(text, "warning", self.tr("Show theirs"), self._take_theirs))
        if self._session.status.online is False:
            found.append(notes.offline_note())
        zone = "UTC" if checked is None else checked.zone
        advice = notes.advice_note(checked, zone, self._session.local.now())
        return found if advice is None else [*found, advice]

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in (self.sheet.save, self.sheet.anyway, self.sheet.cancel):
            button.setEnabled(not busy)
        self._name_buttons()

    def _name_buttons(self) -> None:
        if self._booking is not None:
            text = self.tr("Saving…") if self._busy else self.tr("Save")
        else:
            text = self.tr("Booking…") if self._busy else self.tr("Book")
        self.sheet.save.setText(text)

    def retranslate(self) -> None:
        """Set every text anew."""
        new = self._booking is None
        self.setWindowTitle(self.tr("New booking") if new else self.tr("Edit booking"))
        self.setWindowIcon(icon("calendar"))
        self._name_buttons()
        self._refresh()

    # --- what others do meanwhile ----------------------------------------------------------------

    def _look_again(self, _resources: object) -> None:
        if self._booking is None or self._before is None or self._busy:
            return
        booking = self._booking
        self._session.read(lambda: self._session.local.projected(booking), self._compare)

    def _compare(self, projected: Projected | None) -> None:
        if projected is None or self._before is None or self._busy:
            return
        now = form_of(projected.booking, self._catalogue)
        if now not in (self._before, self._theirs):
            self._theirs = now
            if self.touched():
                self._refresh()
            else:
                self._take_theirs()

    def _take_theirs(self) -> None:
        theirs, self._theirs = self._theirs, None
        if theirs is None:
            return
        self._before = theirs
        self._filling = True
        self._put(theirs)
        self.items.fill(theirs.items)
        self._filling = False
        self._edited()

    # --- going -----------------------------------------------------------------------------------

    def end(self) -> None:
        """Go without asking."""
        self._live.stop()
        self._session.changed.disconnect(self._look_again)
        self._session.status_changed.disconnect(self._refresh)
        self._before = None
        self._busy = False
        self.leave()

    def busy(self) -> bool:
        """Whether something is being saved just now."""
        return self._busy

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Ctrl+Return saves from wherever one is."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = QApplication.focusWidget()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if isinstance(focus, QPushButton) and not control:
            focus.click()
        elif control or not self.items.entered:
            self.submit()
        # Return that added a resource means only that.
        self.items.entered = False
