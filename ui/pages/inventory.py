"""The inventory: every resource of the sites, for the offices that keep them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from booking.errors import BookingError
from booking.model import Catalogue
from booking.services.views import Act
from ui import words
from ui.assets import icon
from ui.dialogs.inventory_acts import InventoryActs
from ui.models.inventory_rows import Content, Filters, index_of, rows_of
from ui.models.resources import ResourceModel
from ui.navigation import Day, Navigator
from ui.pages.base import Page
from ui.pages.inventory_buttons import InventoryButtons
from ui.pages.inventory_dialogs import InventoryDialogs
from ui.pages.inventory_nothing import InventoryNothing
from ui.pages.inventory_refusals import InventoryRefusals
from ui.pages.inventory_table import InventoryTable
from ui.pages.office_data import AddressBook, OfficeReader
from ui.session import Session
from ui.widgets.failed_strip import FailedStrip
from ui.widgets.inventory_filters import InventoryFilters


class InventoryPage(Page):
    """A table of resources, with what one can do to those that are chosen.

    Attributes:
        remember: (str, object) something to know again at the next start: "inventory". Give it
            back to `recall`.
    """

    name = "inventory"
    icon_name = "inventory"
    for_office = True
    refusals = ("resource_",)
    remember = Signal(str, object)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, navigator, parent)
        self.reader = OfficeReader(session, _content, self)
        self.book = AddressBook(session, self)
        self.model = ResourceModel()
        self.model.setParent(self)
        self.acts = InventoryActs(session, navigator, self)
        self.dialogs = InventoryDialogs(self.acts, self.model, self.book, self)
        self._refused = InventoryRefusals(self.acts, self.model, self.dialogs, self)
        self._wanted: str | None = None
        self._broken = ""
        self._build()
        self._connect()
        self.retranslate()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.filters = InventoryFilters(self)
        self.failures = FailedStrip(self)
        self.table = InventoryTable(self.model, self)
        self.nothing = InventoryNothing(self.model, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.count = QLabel(self)
        self.count.setProperty("tone", "muted")
        self.buttons = self._make_buttons()
        self.columns = QToolButton(self)
        self.columns.setIcon(icon("menu"))
        self.setTabOrder(self.buttons.add, self.columns)
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self.filters, 1)
        above.addWidget(self.columns)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.buttons)
        below.addStretch()
        below.addWidget(self.count)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addLayout(above)
        rows.addLayout(below)
        rows.addWidget(self.failures)
        rows.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def _make_buttons(self) -> InventoryButtons:
        deeds: dict[str, Callable[[], Any]] = {
            "add": self.add_new,
            "edit": self.edit_chosen,
            "duplicate": self.duplicate,
            "several": self.edit_several,
            "retire": self.retire,
            "schedule": self.show_in_schedule,
        }
        buttons = InventoryButtons(self.table, deeds, self)
        # One can begin where there are no rows.
        self.addAction(buttons.doing["add"])
        return buttons

    def _connect(self) -> None:
        self.reader.read.connect(self._take)
        self.reader.failed.connect(self._fail)
        self.filters.changed.connect(self._on_filters)
        self.filters.left.connect(self._to_rows)
        self.table.opened.connect(self._open_at)
        self.table.chosen.connect(self._follow)
        self.table.arranged.connect(self._remember)
        self.columns.clicked.connect(self._choose_columns)
        self.nothing.button.clicked.connect(self._begin)
        self.navigator.resource.connect(self.open_resource)
        self.dialogs.closed.connect(self.table.setFocus)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open, None while none is."""
        return self.dialogs.current

    # --- page ------------------------------------------------------------------------------------

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Inventory")

    def refresh(self, resources: frozenset[int] | None) -> None:
        """Read again; who occupies what is of no concern here."""
        if resources is None:
            self.book.ask()
            self.reader.ask()

    def set_sites(self, sites: tuple[str, ...]) -> None:
        """Show only these sites (codes), () for all."""
        super().set_sites(sites)
        self.model.set_filters(self.filters.filters, sites)
        self._follow()

    def focus_search(self) -> None:
        """Put the cursor into the filter."""
        self.filters.text.setFocus()
        self.filters.text.selectAll()

    def look_for(self, text: str) -> None:
        """Show what fits a text."""
        self.filters.text.setText(text)
        self.focus_search()

    def recall(self, kept: object) -> None:
        """Be as at the last time; what makes no sense any more is passed over."""
        value = kept if isinstance(kept, dict) else {}
        self.table.arrange(value.get("columns"))
        self.filters.set_filters(Filters.of(value.get("filters")))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.buttons.retranslate()
        self.columns.setToolTip(self.tr("Choose columns"))
        self.columns.setAccessibleName(self.columns.toolTip())
        self.table.setAccessibleName(self.title())
        self.table.setAccessibleDescription(
            self.tr(
                "Enter opens, Insert adds, Ctrl+D duplicates, Ctrl+E changes several, Delete"
                " retires"
            )
        )
        self.model.retranslate()
        if self.model.catalogue is not None:
            self.filters.offer(self.model.catalogue)
        self._follow()

    # --- what is shown ---------------------------------------------------------------------------

    def _take(self, content: Content) -> None:
        self._broken = ""
        if content.catalogue is not self.model.catalogue:
            self.filters.offer(content.catalogue)
        self.model.show(content)
        self._follow()
        self._refused.compare_new()
        if self._wanted is not None:
            code, self._wanted = self._wanted, None
            self.open_resource(code)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BookingError):
            self.session.failed.emit(error)
        self._broken = words.error(error)
        self._follow()

    def _follow(self) -> None:
        """Show what follows from the rows and from what is chosen."""
        shown, chosen = self.model.rowCount(), self.table.rows()
        self.stack.setCurrentWidget(self.table if shown else self.nothing)
        if not shown:
            self.nothing.explain(self._broken)
        text = self.tr("%n resource(s)", "", shown)
        if len(chosen) > 1:
            text = self.tr("{shown}, {chosen} chosen").format(shown=text, chosen=len(chosen))
        self.count.setText(text)
        office = any(row.ours for row in self.model.every()) or self._administers()
        self.buttons.follow(chosen, office=office)
        self.failures.show_failures(self._refused.failures())

    def _administers(self) -> bool:
        catalogue = self.model.catalogue
        me = None if catalogue is None else catalogue.me()
        sites = () if catalogue is None else catalogue.sites
        return me is not None and any(me.administers(one) for one in sites)

    def _begin(self) -> None:
        if self.model.every():
            self.filters.set_filters(Filters())
        else:
            self.add_new()

    # --- filters and columns ---------------------------------------------------------------------

    def _on_filters(self, filters: Filters) -> None:
        self.model.set_filters(filters, self.sites)
        self._follow()
        self._remember()

    def _remember(self) -> None:
        value = {
            "columns": self.table.arrangement(),
            "filters": self.filters.filters.as_json(),
        }
        self.remember.emit("inventory", value)

    def _choose_columns(self) -> None:
        menu = self.table.column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    def _to_rows(self) -> None:
        self.table.setFocus()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    # --- what one can do -------------------------------------------------------------------------

    def take(self, wanted: object) -> None:
        """Open the editor on what another page asked for."""
        if isinstance(wanted, str):
            self.open_resource(wanted)

    def open_resource(self, code: str) -> None:
        """Open the editor on a resource, "" for a new one."""
        if not code:
            self.add_new()
            return
        if self.model.catalogue is None:
            self._wanted = code
            return
        row = next((one for one in self.model.every() if one.code == code), None)
        if row is None:
            return
        place = self.model.find(code)
        if place is not None:
            self.table.go_to(place)
        self.dialogs.edit_row(row)

    def _open_at(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None:
            self.dialogs.edit_row(row)

    def edit_chosen(self) -> None:
        """Open the editor on what is chosen."""
        chosen = self.table.chosen_rows()
        if len(chosen) == 1:
            self._open_at(chosen[0])

    def add_new(self) -> None:
        """Open the editor on a new resource of the site that is shown."""
        self.dialogs.new(self.sites, self.filters.filters.kind or "room")

    def duplicate(self) -> None:
        """Open the editor on another one like the chosen one, with the next free code."""
        chosen = self.table.rows()
        if len(chosen) == 1 and chosen[0].ours:
            self.dialogs.duplicate(chosen[0])

    def edit_several(self) -> None:
        """Change all that are chosen at once."""
        self.dialogs.several(self.table.rows())

    def retire(self) -> None:
        """Take what is chosen out of use, after a question."""
        self.dialogs.retire(self.table.rows())

    def show_in_schedule(self) -> None:
        """Show today of the chosen resource in the schedule."""
        chosen, catalogue = self.table.rows(), self.model.catalogue
        if len(chosen) == 1 and catalogue is not None:
            site = catalogue.site(str(chosen[0].values["site"]))
            if site is not None:
                today = self.session.desktop.schedule.today(site)
                self.navigator.day.emit(Day(today, chosen[0].code))


def _content(catalogue: Catalogue, acts: tuple[Act, ...]) -> Content:
    rows = rows_of(catalogue, acts)
    return Content(catalogue, rows, index_of(rows))
