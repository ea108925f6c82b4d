"""Answers pages that ask for a booking: popover, editor, details, and what was refused."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from booking.services.views import Act
from booking.services.wishes import ItemWish, NewBooking
from ui import words
from ui.dialogs.booking_acts import BookingActs
from ui.navigation import Draft, Message, Navigator
from ui.session import Session

if TYPE_CHECKING:
    from booking.services.listing import Shown
    from ui.dialogs.base import Dialog
    from ui.dialogs.conflicts import ConflictsDialog
    from ui.dialogs.details import BookingDetails
    from ui.dialogs.editor import BookingEditor
    from ui.dialogs.popover import QuickBooking


class BookingController(QObject):
    """One of each is open at most; a dialog is loaded when it is first opened.

    Attributes:
        acts: what pages may use for acts of their own.
        popover, editor, details, conflicts: what is open, else None.
    """

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.acts = BookingActs(session, navigator, self)
        self.popover: QuickBooking | None = None
        self.editor: BookingEditor | None = None
        self.details: BookingDetails | None = None
        self.conflicts: ConflictsDialog | None = None
        self._session = session
        self._navigator = navigator
        self._window = window
        navigator.new.connect(self.new)
        navigator.edit.connect(self.edit)
        navigator.booking.connect(self.show_details)
        navigator.conflicts.connect(self.show_conflicts)

    # --- what pages ask for ----------------------------------------------------------------------

    def quick(self, draft: Draft, beside: QRect) -> None:
        """Book one resource beside a rectangle (global); anything else goes to the editor."""
        if len(draft.items) != 1 or draft.notes:
            self.new(draft)
            return
        if self.popover is not None:
            self.popover.end()
        popover: QuickBooking = _dialog("popover", "QuickBooking")(
            self._session, self.acts, draft, self._window
        )
        popover.closed.connect(self._popover_closed)
        popover.more.connect(self._go_on)
        self.popover = popover
        popover.begin(beside)

    def new(self, draft: Draft) -> None:
        """Open the editor on a draft."""
        items = tuple(ItemWish(code, start, end) for code, start, end in draft.items)
        self.write(NewBooking(draft.title, items, draft.people or 1, draft.notes, draft.private))

    def write(self, wanted: NewBooking, instead_of: Act | None = None) -> BookingEditor | None:
        """Open the editor on what somebody wants; `instead_of` is dismissed when it is booked."""
        editor = self._open_editor()
        if editor is not None:
            editor.begin_new(wanted)
            editor.instead_of = instead_of
            editor.open()
        return editor

    def edit(self, wanted: object) -> None:
        """Open the editor on a booking (UUID), or on a draft."""
        if isinstance(wanted, Draft):
            self.new(wanted)
        elif isinstance(wanted, UUID):
            session = self._session
            session.read(lambda: session.listing.show(wanted), self._edit_shown, self._cannot)

    def show_details(self, booking: UUID) -> None:
        """Show a booking."""
        if self.details is not None:
            self.details.reject()
        details: BookingDetails = _dialog("details", "BookingDetails")(
            self._session, self._navigator, self.acts, booking, self._window
        )
        details.finished.connect(self._details_closed)
        self.details = details
        details.show()
        details.edit.setFocus()

    def show_conflicts(self) -> None:
        """Show what was refused, and what waits."""
        if self.conflicts is not None:
            self.conflicts.raise_()
            self.conflicts.activateWindow()
            return
        conflicts: ConflictsDialog = _dialog("conflicts", "ConflictsDialog")(
            self._session, self._navigator, self.acts, self._window
        )
        conflicts.finished.connect(self._conflicts_closed)
        conflicts.edit.connect(self._edit_refused)
        self.conflicts = conflicts
        conflicts.show()

    def close(self) -> None:
        """End everything that is open, without asking; as when another person signs in."""
        if self.popover is not None:
            self.popover.end()
        if self.editor is not None:
            self.editor.end()
        open_now: tuple[Dialog | None, ...] = (self.details, self.conflicts)
        for dialog in open_now:
            if dialog is not None:
                dialog.reject()

    # --- inside ----------------------------------------------------------------------------------

    def _open_editor(self) -> BookingEditor | None:
        """Return a new editor; None where one is open that something was typed into."""
        if self.editor is not None:
            if self.editor.touched():
                self.editor.raise_()
                self.editor.activateWindow()
                return None
            self.editor.end()
        editor: BookingEditor = _dialog("editor", "BookingEditor")(
            self._session, self.acts, self._window
        )
        editor.finished.connect(self._editor_closed)
        self.editor = editor
        return editor

    def _edit_shown(self, found: Shown) -> None:
        editor = self._open_editor()
        if editor is not None:
            editor.begin_edit(found.projected)
            editor.open()

    def _edit_refused(self, act: Act) -> None:
        wanted = importlib.import_module("booking.services.drafts").draft_of(act)
        if isinstance(wanted, NewBooking):
            self.write(wanted, act)

    def _go_on(self) -> None:
        """Go on in the editor with what was typed into the popover, also what is wrong with it."""
        popover = self.popover
        if popover is None:
            return
        first = popover.original()
        editor = self.write(popover.wish())
        if editor is not None:
            editor.rows[0].when.take_over(popover.when)
            editor.sheet.people.line.take_over(popover.people.line)
            editor.compare_with(first)
            popover.end()

    def _cannot(self, error: Exception) -> None:
        said = partial(words.error, error, catalogue=self._session.local.visible())
        self._navigator.say.emit(Message.of(said, "warning"))

    def _popover_closed(self) -> None:
        self.popover = None

    def _editor_closed(self) -> None:
        self.editor = None

    def _details_closed(self) -> None:
        self.details = None

    def _conflicts_closed(self) -> None:
        self.conflicts = None


def _dialog(module: str, name: str) -> Any:
    """Return the class of a dialog."""
    return getattr(importlib.import_module(f"ui.dialogs.{module}"), name)
