"""The schedule: a day of all resources, as a grid or as a list."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from booking.model import Resource
from booking.rules.interval import epoch
from ui.dialogs.booking_acts import BookingActs
from ui.models.day import Chip, Mood, Owner
from ui.models.rows import Filters, shown, words_of
from ui.navigation import Day, Draft, Navigator
from ui.pages.base import Page
from ui.pages.schedule_data import DayReader
from ui.pages.schedule_deeds import Deeds
from ui.pages.schedule_menu import chip_menu
from ui.session import Session
from ui.widgets.schedule import texts
from ui.widgets.schedule.axis import ZOOMS
from ui.widgets.schedule.grid import ScheduleGrid
from ui.widgets.schedule_filters import FilterBar
from ui.widgets.schedule_tools import NoRows, ScheduleTools

if TYPE_CHECKING:
    from ui.pages.agenda import Agenda

NOW_MS: Final = 15_000
"""So often the line of this moment moves."""


class SchedulePage(Page):
    """A day of all resources.

    Attributes:
        asked: (Draft, QRect) a time was drawn that is free; the rectangle, in global coordinates,
            is where it is on the screen.
    """

    name = "schedule"
    icon_name = "schedule"
    asked = Signal(object, QRect)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, navigator, parent)
        self.reader = DayReader(session, session.failed.emit)
        self.deeds = Deeds(session, navigator, self)
        self._wanted: Day | None = None
        self._free: frozenset[int] = frozenset()
        self._resources: list[Resource] = []
        self._build()
        self._connect()
        self.retranslate()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.tools = ScheduleTools(self)
        self.bar = self.tools.day
        self.filters = FilterBar(self)
        self.grid = ScheduleGrid(self)
        self._agenda: Agenda | None = None
        self.nothing = NoRows(self)
        self.stack = QStackedWidget(self)
        for part in (self.grid, self.nothing):
            self.stack.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addWidget(self.tools)
        rows.addWidget(self.filters)
        rows.addWidget(self.stack, 1)
        self.to_list = QAction(self)
        self.to_list.setShortcut(QKeySequence("Ctrl+L"))
        self.to_list.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.to_list)
        self._clock = QTimer(self)
        self._clock.setInterval(NOW_MS)

    def _connect(self) -> None:
        grid, bar = self.grid, self.bar
        self._connect_rows(grid)
        bar.stepped.connect(self.step)
        bar.todayed.connect(self.show_today)
        bar.chosen.connect(self.show_date)
        bar.notes = self._notes
        grid.asked.connect(self.asked)
        grid.dropped.connect(self.deeds.drop)
        grid.refused.connect(self.deeds.tell)
        grid.moved.connect(self._read_seen)
        grid.menu.connect(self._show_menu)
        grid.adviser = self.deeds.advise
        self.deeds.over.connect(grid.failed)
        self.filters.changed.connect(self._on_filters)
        self.filters.left.connect(self._focus_rows)
        self.nothing.again.clicked.connect(lambda: self.filters.set_filters(Filters()))
        self.tools.zoomed.connect(grid.zoom)
        grid.zoomed.connect(self._remember)
        self.tools.listed.connect(self._on_view)
        self.to_list.triggered.connect(self._other_view)
        self._clock.timeout.connect(self._on_clock)
        self.navigator.day.connect(self._go)

    def _connect_rows(self, rows: ScheduleGrid | Agenda) -> None:
        rows.stepped.connect(self.step)
        rows.todayed.connect(self.show_today)
        rows.opened.connect(self.navigator.booking)
        rows.editing.connect(self.navigator.edit)
        rows.cancelling.connect(self.deeds.cancel)

    @property
    def agenda(self) -> Agenda:
        """The list, made when it is first wanted."""
        if self._agenda is None:
            self._agenda = importlib.import_module("ui.pages.agenda").Agenda(self)
            self._connect_rows(self._agenda)
            self.stack.addWidget(self._agenda)
        return self._agenda

    # --- page ------------------------------------------------------------------------------------

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Schedule")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.grid.setAccessibleName(self.tr("Schedule of the day"))
        self.grid.setAccessibleDescription(
            self.tr(
                "Arrows move, Shift and arrows stretch, Enter opens or books, M moves, R resizes,"
                " Delete cancels, F2 edits, U unfolds, Page Up and Down change the day"
            )
        )
        self.grid.restyle()
        self._list()

    def use(self, acts: BookingActs, quick: Callable[[Draft, QRect], None]) -> None:
        """Have acts made together with the rest of the window's, and what is drawn booked."""
        self.deeds.use(acts)
        self.asked.connect(quick)

    def focus_search(self) -> None:
        """Go to the filter."""
        self.filters.text.setFocus()
        self.filters.text.selectAll()

    def look_for(self, text: str) -> None:
        """Filter by a text."""
        self.filters.text.setText(text)
        self.focus_search()

    def recall(self, kept: object) -> None:
        """Be as at the last time; what makes no sense any more is passed over."""
        known: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
        self.filters.set_filters(Filters.of(known.get("filters")))
        if known.get("cell") in ZOOMS:
            self.grid.set_cell(int(known["cell"]))
        self.tools.set_list(known.get("list") is True)

    def _remember(self) -> None:
        value = {
            "filters": self.filters.filters.as_json(),
            "cell": self.grid.cell,
            "list": self.tools.is_list,
        }
        self.remember.emit("schedule", value)

    def set_sites(self, sites: tuple[str, ...]) -> None:
        """Show only these sites."""
        if sites != self.sites:
            self.reader.book = None
        super().set_sites(sites)

    def refresh(self, resources: frozenset[int] | None) -> None:
        """Read again what changed, and only what is seen of it."""
        if self.reader.book is None or self.reader.stale():
            self._open(None if self.reader.book is None else self.reader.book.day)
            return
        self.reader.expire(resources)
        self._read_seen()
        self._after_change()

    def rect_of(self, booking: UUID, resource: int) -> QRect:
        """Return where a booking is on the grid, in the coordinates of its viewport."""
        return self.grid.rect_of(booking, resource)

    # --- days ------------------------------------------------------------------------------------

    def show_date(self, day: date) -> None:
        """Show a day."""
        self._open(day)

    def show_today(self) -> None:
        """Show today and bring this moment into sight."""
        self._open(None)
        self.grid.show_opening()

    def step(self, by: int) -> None:
        """Show another day, so many later."""
        book = self.reader.book
        if book is not None:
            self._open(date.fromordinal(book.day.toordinal() + by))

    def _go(self, wanted: Day) -> None:
        """Show a day and point at a resource there."""
        self._wanted = wanted
        if self.isVisible():
            self._open(wanted.day)
        else:
            self.reader.book = None

    def _open(self, day: date | None) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            day = wanted.day
        if not self.reader.open(day, self.sites):
            self._show_empty()
            return
        book, site = self.reader.book, self.reader.site
        assert book is not None
        assert site is not None
        self.bar.show_day(book.day, self.reader.today())
        self.filters.offer({f for one in shown(book.catalogue, self.sites) for f in one.features})
        self._tick()
        self._lay_out()
        if wanted is not None:
            self._point(wanted)
        self._after_change()

    def _point(self, wanted: Day) -> None:
        catalogue = self.reader.catalogue
        resource = None if catalogue is None else catalogue.resource(wanted.resource)
        if resource is None:
            return
        if self.grid.scene is None or self.grid.scene.lines.find(resource.id) is None:
            self.filters.set_filters(Filters())
        if wanted.at is not None:
            self.grid.show_place(resource.id, epoch(wanted.at))
        else:
            self.grid.show_hours(resource)
        self.grid.setFocus()

    def _notes(self, day: date) -> tuple[tuple[str, bool], ...]:
        """Return what the calendars of the shown sites say of a day."""
        catalogue = self.reader.catalogue
        if catalogue is None:
            return ()
        sites = [s for s in catalogue.sites.values() if not self.sites or s.code in self.sites]
        return tuple(
            dict.fromkeys(note for site in sites for note in texts.notes(catalogue, site, day))
        )

    # --- rows ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Show the rows that the filters leave, of the day that is open."""
        book, facts, site = self.reader.book, self.reader.facts, self.reader.site
        if book is None or facts is None or site is None:
            self._show_empty()
            return
        filters = self.filters.filters
        rows = [r for r in shown(book.catalogue, self.sites) if filters.keeps(r, words_of)]
        if filters.free_now:
            rows = [one for one in rows if one.id in self._free]
        if filters.mine:
            rows = [one for one in rows if any(_own(chip) for chip in book.chips(one))]
        self._resources = rows
        # What is seen is read before it is shown, so that a day does not come up empty first.
        self.reader.read(self._first(rows))
        self.grid.show_day(book, facts, rows, site.timezone)
        self._show_empty()
        self._read_seen()

    def _first(self, rows: list[Resource]) -> list[Resource]:
        """Return the rows that are going to be in sight."""
        seen = {one.id for one in self.grid.in_sight()}
        kept = [one for one in rows if one.id in seen]
        return kept or rows[: self.grid.viewport().height() // 30 + 8]

    def _read_seen(self) -> None:
        changed = self.reader.read(self.grid.in_sight())
        if changed:
            self.grid.rows_changed(changed)

    def _after_change(self) -> None:
        """See to what needs the whole day, or this moment."""
        filters = self.filters.filters
        if filters.free_now:
            self.reader.free_now(self._take_free)
        if (filters.mine or self.tools.is_list) and not self.reader.complete():
            self.reader.read_all(self._take_all)
        else:
            self._list()

    def _take_free(self, found: frozenset[int]) -> None:
        if found != self._free:
            self._free = found
            self._lay_out()

    def _take_all(self, changed: frozenset[int]) -> None:
        self.grid.rows_changed(changed)
        if self.filters.filters.mine:
            self._lay_out()
        self._list()

    def _list(self) -> None:
        """Fill the list, if it is in front."""
        book, site = self.reader.book, self.reader.site
        if book is None or site is None or not self.tools.is_list:
            return
        wanted = {one.id: one for one in self._resources}
        rows = [(chip, wanted[chip.resource]) for chip in book.every() if chip.resource in wanted]
        self.agenda.show_chips(rows, site.timezone)
        self._show_empty()

    def _show_empty(self) -> None:
        """Show the rows, or say what will stand there."""
        catalogue = self.reader.catalogue
        self.nothing.show_reason(fetched=catalogue is not None and bool(catalogue.resources))
        shown: QWidget = self.agenda if self.tools.is_list else self.grid
        if self.reader.book is None or not self._resources:
            shown = self.nothing
        self.stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)

    def _on_filters(self, _: Filters) -> None:
        self._lay_out()
        self._after_change()
        self._remember()

    def _on_view(self) -> None:
        self._show_empty()
        self._after_change()
        self._remember()

    def _other_view(self) -> None:
        self.tools.set_list(not self.tools.is_list)
        self._focus_rows()

    def _focus_rows(self) -> None:
        (self.agenda if self.tools.is_list else self.grid).setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def _show_menu(self, chip: Chip | None, where: QPoint) -> None:
        menu = chip_menu(self, chip, self.navigator, self.deeds)
        if menu is not None:
            menu.popup(where)

    # --- this moment -----------------------------------------------------------------------------

    def _on_clock(self) -> None:
        self._tick()
        if self.filters.filters.free_now:
            self.reader.free_now(self._take_free)

    def _tick(self) -> None:
        self.grid.set_now(epoch(self.session.local.now()))
        book = self.reader.book
        if book is not None:
            self.bar.show_day(book.day, self.reader.today())

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's."""
        super().showEvent(event)
        if self._wanted is not None or self.reader.book is None:
            self._open(None)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's."""
        super().hideEvent(event)
        self._clock.stop()
        self.grid.give_up()


def _own(chip: Chip) -> bool:
    return chip.owner is Owner.MINE and chip.mood is not Mood.LEAVING
