"""My bookings: what needs attention, what waits, what comes by day, and what is past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from booking.errors import BookingError
from booking.services.listing import Listed
from ui import words
from ui.assets import icon
from ui.models.bookings import (
    CANCEL,
    CHANGE,
    DISMISS,
    MORE,
    RESOLVE,
    SHOW,
    Entry,
    Gatherer,
    Painter,
    Section,
    again,
    filtered,
    resources_of,
    rows,
    whole,
)
from ui.models.cards import CardModel, Row
from ui.models.wanted import zone_of
from ui.navigation import Day, Draft, Message, Navigator
from ui.pages.base import Page
from ui.pages.mine_acts import MineActs
from ui.pages.mine_menu import MOVES, MineMenu
from ui.session import Session
from ui.widgets.cards import CardList
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.search_line import SearchLine

MINUTE_MS: Final = 60_000
_TEXTS: Final = 200
"""So many bookings are copied as text at most."""


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
        self._gatherer = Gatherer()
        self._painter: Painter | None = None
        self._entries: tuple[Entry, ...] = ()
        self._serial = 0
        self._loaded = False
        self.acts = MineActs(session, navigator, self)
        self._build()
        self.menu = self._make_menu()
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._read)
        self.retranslate()

    def _build(self) -> None:
        self.filter = SearchLine("filter", self)
        self.filter.textChanged.connect(self._show)
        self.filter.down.connect(self._into_list)
        self.mine = self._toggle("first")
        self.ours = self._toggle("last")
        self.mine.setChecked(True)
        self._whose = QButtonGroup(self)
        for button in (self.mine, self.ours):
            self._whose.addButton(button)
        self._whose.buttonClicked.connect(self._read)
        whose = QWidget(self)
        pair = QHBoxLayout(whose)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        pair.addWidget(self.mine)
        pair.addWidget(self.ours)
        self.past = QPushButton(self)
        self.past.setCheckable(True)
        self.past.setIcon(icon("clock"))
        self.past.clicked.connect(self._read)
        self._chosen = QLabel(self)
        self._chosen.setProperty("tone", "muted")
        self.cancel_all = QPushButton(self)
        self.cancel_all.setIcon(icon("close"))
        self.cancel_all.clicked.connect(self.cancel)
        self.copy_all = QPushButton(self)
        self.copy_all.setIcon(icon("copy"))
        self.copy_all.clicked.connect(self.copy)
        self._head = Flow(self, gap=8)
        parts = (self.filter, whose, self.past, self._chosen, self.cancel_all, self.copy_all)
        for one in parts:
            self._head.add(one)
        for button in (self.mine, self.ours, self.past, self.cancel_all, self.copy_all):
            button.setAutoDefault(False)
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
        self.setFocusProxy(self.list)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 12, 0)
        body.setSpacing(10)
        body.addWidget(self._head)
        body.addWidget(self._stack, 1)

    def _toggle(self, place: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "segment")
        button.setProperty("place", place)
        button.setCheckable(True)
        return button

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
        self.filter.setFocus()
        self.filter.selectAll()

    def look_for(self, text: str) -> None:
        """Show what fits a text; of colleagues, as one looks for people by it."""
        if not self.ours.isChecked():
            self.ours.setChecked(True)
            self._read()
        self.filter.replace(text)
        self.focus_search()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.filter.setPlaceholderText(self.tr("Filter by title, room, code or person"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.mine.setText(self.tr("Mine"))
        self.ours.setText(self.tr("My organisation's"))
        self.past.setText(self.tr("Past"))
        self.past.setToolTip(self.tr("Also show what is over"))
        self.copy_all.setText(self.tr("Copy as text"))
        self.list.setAccessibleName(self.tr("Bookings"))
        self.menu.retranslate()
        self.cards.redraw()
        self._on_selection()
        if self._loaded:
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
        self._serial += 1
        ours, past = self.ours.isChecked(), self.past.isChecked()
        work = partial(self._work, self._serial, ours=ours, past=past)
        self.session.read(work, self._on_read, self._on_error)

    def _work(self, serial: int, *, ours: bool, past: bool) -> Any:
        """Read and sort, on the thread of the desk."""
        if serial != self._serial:
            return None
        listing, local = self.session.listing, self.session.local
        found: Listed = listing.ours(past=past) if ours else listing.mine(past=past)
        catalogue = local.catalogue()
        entries = self._gatherer.entries(found.bookings, catalogue, local.now())
        return serial, catalogue, local.me().id, tuple(entries)

    def _on_read(self, found: Any) -> None:
        if found is None or found[0] != self._serial:
            return
        _, catalogue, me, self._entries = found
        if self._painter is None or self._painter.catalogue is not catalogue:
            self._painter = Painter(catalogue, me)
            self.cards.redraw()
        self._loaded = True
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
        entries = filtered(self._of_sites(), self.filter.text())
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

    def _of_sites(self) -> list[Entry]:
        """Return what is at the sites shown; what needs attention wherever it is."""
        if not self.sites or self._painter is None:
            return list(self._entries)
        catalogue = self._painter.catalogue
        keys = {site.id for site in catalogue.sites.values() if site.code in self.sites}
        return [
            one
            for one in self._entries
            if one.section is Section.ATTENTION
            or any(found.site_id in keys for found in resources_of(one.booking, catalogue))
        ]

    def _tell_none(self) -> None:
        sentence = self.tr(
            "What you book stands here by day, with what waits to be sent and what was refused."
        )
        self._tell_empty(self.tr("No bookings to come"), sentence, self.tr("Find a room"))

    def _tell_empty(self, title: str, sentence: str, button: str) -> None:
        self._empty.tell(title, sentence, button)
        self._stack.setCurrentWidget(self._empty)
        self.setFocusProxy(self.filter)

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
        alive = [one for one in entries if one.alive]
        several = len(entries) > 1
        for widget in (self._chosen, self.copy_all):
            widget.setVisible(several)
        self.cancel_all.setVisible(several and bool(alive))
        self._chosen.setText(self.tr("%n selected", "", len(entries)))
        self.cancel_all.setText(self.tr("Cancel %n booking(s)", "", len(alive)))
        self._head.place()

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
        painter, entries = self._painter, self.chosen()[:_TEXTS]
        if painter is not None and entries:
            QApplication.clipboard().setText("\n".join(map(painter.as_text, entries)))
            text = self.tr("%n booking(s) copied as text.", "", len(entries))
            self.navigator.say.emit(Message(text))

    def cancel(self) -> None:
        """Cancel the selected bookings; of what was refused as a whole, let the refusal go."""
        entries = self.chosen()
        self.acts.dismiss([one for one in entries if one.refused])
        self.acts.cancel(entries)
        if entries and not any(one.alive or one.refused for one in entries):
            self.navigator.say.emit(Message(self._why_not(entries), "info"))

    def _why_not(self, entries: Sequence[Entry]) -> str:
        if all(one.section is Section.PAST for one in entries):
            return self.tr("What is over cannot be cancelled.")
        return self.tr("This is being cancelled already.")

    def dismiss(self) -> None:
        """Let the refusals of the selected bookings go."""
        self.acts.dismiss(self.chosen())

    def _move(self, days: int, minutes: int) -> None:
        one = self._one()
        if one is not None:
            self.acts.move(one, days=days, minutes=minutes)
