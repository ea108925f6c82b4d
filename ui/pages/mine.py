"""My bookings: what needs attention, what waits, what comes by day, and what is past."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from booking.errors import BookingError
from ui import words
from ui.models.bookings import (
    CANCEL,
    CHANGE,
    DISMISS,
    MORE,
    RESOLVE,
    SHOW,
    Entry,
    Painter,
    again,
    filtered,
    resources_of,
    rows,
    whole,
)
from ui.models.cards import CardModel, Row
from ui.models.wanted import zone_of
from ui.navigation import Day, Draft, Navigator
from ui.pages.base import Page
from ui.pages.mine_acts import MineActs
from ui.pages.mine_data import Found, MineReader, at_sites
from ui.pages.mine_head import MineHead
from ui.pages.mine_menu import MOVES, MineMenu
from ui.session import Session
from ui.widgets.cards import CardList
from ui.widgets.empty import Empty

MINUTE_MS: Final = 60_000


class MinePage(Page):
    """Lists one's bookings, or those of one's organisation.

    Attributes:
        listed: (tuple of Entry) the list shows these.
    """

    name: ClassVar[str] = "mine"
    icon_name: ClassVar[str] = "mine"
    listed = Signal(object)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, navigator, parent)
        self.setObjectName("mine")
        self._painter: Painter | None = None
        self._entries: tuple[Entry, ...] = ()
        self.reader = MineReader(session, self)
        self.reader.read.connect(self._on_read)
        self.reader.failed.connect(self._on_error)
        self.acts = MineActs(session, navigator, self)
        self._build()
        self.menu = self._make_menu()
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._read)
        self.retranslate()

    def _build(self) -> None:
        self.cards = CardModel(self._draw)
        self.list = CardList(self.cards, self)
        self.list.setSelectionMode(CardList.SelectionMode.ExtendedSelection)
        self.list.pressed_on.connect(self._on_pressed)
        self.list.left.connect(self.focus_search)
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self._empty = Empty("mine", self)
        self._empty.button.clicked.connect(self._on_begin)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        # Comes to the page by the layout, and so behind the list on the way of the Tab key.
        self.head = MineHead()
        self.head.filter.textChanged.connect(self._show)
        self.head.filter.down.connect(self._into_list)
        self.head.wanted.connect(self._read)
        self.head.cancel_all.clicked.connect(self.cancel)
        self.head.copy_all.clicked.connect(self.copy)
        self.setFocusProxy(self.list)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 12, 0)
        body.setSpacing(10)
        body.addWidget(self.head)
        body.addWidget(self._stack, 1)

    def _make_menu(self) -> MineMenu:
        deeds: dict[str, Callable[[], Any]] = {
            "details": self.details,
            "show": self.show_in_schedule,
            "change": self.change,
            "again": self.book_again,
            "copy": self.copy,
            "cancel": self.cancel,
            "dismiss": self.dismiss,
            "resolve": self.navigator.conflicts.emit,
            "other": self.change,
        }
        moves = {name: partial(self._move, *by) for name, by in MOVES.items()}
        return MineMenu(self.list, deeds | moves)

    # --- what a page is --------------------------------------------------------------------------

    def title(self) -> str:
        """Return the page's name for people."""
        return self.tr("My bookings")

    def refresh(self, resources: frozenset[int] | None) -> None:
        """Read again."""
        del resources
        self._read()

    def focus_search(self) -> None:
        """Put the cursor into the filter."""
        self.head.filter.setFocus()
        self.head.filter.selectAll()

    def look_for(self, text: str) -> None:
        """Show what fits a text; of colleagues, as one looks for people by it."""
        self.head.want_ours()
        self.head.filter.replace(text)
        self.focus_search()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.head.retranslate()
        self.list.setAccessibleName(self.tr("Bookings"))
        self.menu.retranslate()
        self.cards.redraw()
        self._on_selection()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: what is now goes on while one looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's."""
        super().hideEvent(event)
        self._clock.stop()

    # --- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        self.reader.ask(ours=self.head.ours.isChecked(), past=self.head.past.isChecked())

    def _on_read(self, found: Found) -> None:
        self._entries = found.entries
        if self._painter is None or self._painter.catalogue is not found.catalogue:
            self._painter = Painter(found.catalogue, found.me)
            self.cards.redraw()
        self._show()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, BookingError):
            self._tell_empty(self.tr("Nothing can be shown"), words.error(error), "")
        else:
            self.session.failed.emit(error)

    # --- showing ---------------------------------------------------------------------------------

    def _draw(self, row: Row) -> Any:
        assert self._painter is not None, "rows come after what draws them"
        return self._painter(row)

    def _show(self) -> None:
        if self._painter is None:
            return
        catalogue = self._painter.catalogue
        now = self.session.local.now()
        today = now.astimezone(ZoneInfo(zone_of(catalogue, self.sites))).date()
        entries = filtered(at_sites(self._entries, catalogue, self.sites), self.head.filter.text())
        self.list.show_rows(rows(entries, today))
        if entries:
            self._stack.setCurrentWidget(self.list)
            self.setFocusProxy(self.list)
        elif self._entries:
            title = self.tr("No booking fits")
            self._tell_empty(title, self.tr("Try fewer words, or look at all sites."), "")
        else:
            self._tell_none()
        self.listed.emit(tuple(entries))

    def _tell_none(self) -> None:
        sentence = self.tr(
            "What you book stands here by day, with what waits to be sent and what was refused."
        )
        self._tell_empty(self.tr("No bookings to come"), sentence, self.tr("Find a room"))

    def _tell_empty(self, title: str, sentence: str, button: str) -> None:
        self._empty.tell(title, sentence, button)
        self._stack.setCurrentWidget(self._empty)
        self.setFocusProxy(self.head.filter)

    def _on_begin(self) -> None:
        self.navigator.page.emit("find")

    def _into_list(self) -> None:
        if self._stack.currentWidget() is self.list:
            if not self.list.selected_keys():
                self.list.select_first()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    # --- what is chosen --------------------------------------------------------------------------

    def chosen(self) -> list[Entry]:
        """Return the selected bookings from the top; the current one where none is."""
        keys = self.list.selected_keys() or [self.list.current_key()]
        found = (self._entry(key) for key in keys)
        return [one for one in found if one is not None]

    def _entry(self, key: Any) -> Entry | None:
        row = self.cards.row(self.cards.find(key))
        return row.value if row is not None and isinstance(row.value, Entry) else None

    def _one(self) -> Entry | None:
        """Return the current booking."""
        return self._entry(self.list.current_key())

    def _on_selection(self) -> None:
        entries = self.chosen()
        self.head.show_chosen(len(entries), sum(one.alive for one in entries))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's: the actions on what is selected."""
        if not self.list.geometry().contains(self._stack.mapFrom(self, event.pos())):
            super().contextMenuEvent(event)
            return
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.list.box(self.list.currentIndex())
            where = self.list.viewport().mapToGlobal(box.center())
        self.open_menu(where)

    def open_menu(self, where: QPoint) -> QMenu | None:
        """Show what can be done with the selected bookings."""
        one = self._one()
        return None if one is None else self.menu.open(one, self.chosen(), where)

    # --- what people do --------------------------------------------------------------------------

    def _on_pressed(self, key: UUID, button: str) -> None:
        deeds: dict[str, Callable[[], Any]] = {
            "": self.details,
            "ctrl": self.show_in_schedule,
            SHOW: self.show_in_schedule,
            CHANGE: self.change,
            CANCEL: self.cancel,
            DISMISS: self.dismiss,
            RESOLVE: self.navigator.conflicts.emit,
            MORE: partial(self._more, key),
        }
        deeds[button]()

    def _more(self, key: UUID) -> None:
        where = self.list.button_rect(key, MORE)
        self.open_menu(self.list.viewport().mapToGlobal(where.bottomLeft()))

    def details(self) -> None:
        """Show the current booking's details."""
        one = self._one()
        if one is not None:
            self.navigator.booking.emit(one.booking.id)

    def show_in_schedule(self) -> None:
        """Show the current booking in the schedule."""
        one = self._one()
        during = None if one is None else whole(one.booking)
        if one is None or during is None or self._painter is None:
            return
        found = resources_of(one.booking, self._painter.catalogue)
        code = found[0].code if found else ""
        self.navigator.day.emit(Day(one.day, code, during.start))

    def change(self) -> None:
        """Open the editor on the current booking."""
        one = self._one()
        if one is not None and one.alive:
            self.navigator.edit.emit(one.booking.id)

    def book_again(self) -> None:
        """Open the editor on the same booking in a week to come."""
        one = self._one()
        if one is None or self._painter is None:
            return
        booking = one.booking
        items = again(one, self._painter.catalogue, self.session.local.now())
        self.navigator.new.emit(
            Draft(items, booking.title or "", booking.people, booking.notes or "", booking.private)
        )

    def copy(self) -> None:
        """Put the selected bookings on the clipboard, one on a line."""
        if self._painter is not None:
            self.acts.copy(self.chosen(), self._painter)

    def cancel(self) -> None:
        """Cancel the selected bookings; of what was refused as a whole, let the refusal go."""
        self.acts.cancel(self.chosen())

    def dismiss(self) -> None:
        """Let the refusals of the selected bookings go."""
        self.acts.dismiss(self.chosen())

    def _move(self, days: int, minutes: int) -> None:
        one = self._one()
        if one is not None:
            self.acts.move(one, days=days, minutes=minutes)
