"""The inventory: every resource of the sites, for the offices that keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from booking import events
from booking.errors import BookingError
from booking.model import Catalogue, Names
from booking.rules import codes
from booking.services.inventory import document_of
from booking.services.views import Act
from ui import words
from ui.assets import icon
from ui.dialogs.inventory_acts import InventoryActs
from ui.dialogs.merge import MergeDialog
from ui.dialogs.multi_edit import MultiEdit
from ui.dialogs.resource_editor import Opened, ResourceEditor
from ui.dialogs.retire import RetireDialog
from ui.i18n import pick
from ui.models import documents
from ui.models.inventory_rows import Content, Filters, Row, index_of, rows_of
from ui.models.resources import COLUMNS, ResourceModel
from ui.navigation import Day, Navigator
from ui.pages.base import Page
from ui.pages.office_data import AddressBook, OfficeReader
from ui.session import Session
from ui.widgets.failed_strip import FailedStrip, Failure
from ui.widgets.inventory_filters import InventoryFilters
from ui.widgets.inventory_lines import free_code
from ui.widgets.office_table import Nothing, OfficeTable

WIDTHS: Final = (118, 172, 130, 130, 112, 110, 84, 84, 74, 60, 120, 150, 140, 110, 74)
HIDDEN: Final = frozenset({"site", "units", "policy", "hours", "rate_fen", "rev"})


class InventoryPage(Page):
    """A table of resources, and the dialogs that change them.

    Attributes:
        remember: (str, object) something to know again at the next start: "inventory". Give it
            back to `recall`.
        dialog: the one that is open, None while none is.
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
        self.acts = InventoryActs(session, navigator, self)
        self.reader = OfficeReader(session, _content, self)
        self.book = AddressBook(session, self)
        self.model = ResourceModel()
        self.model.setParent(self)
        self.dialog: QDialog | None = None
        self._to_compare: UUID | None = None
        self._wanted: str | None = None
        self._broken = ""
        self._build()
        self._connect()
        self.retranslate()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.filters = InventoryFilters(self)
        self.failures = FailedStrip(self)
        self.table = OfficeTable(self._key, self)
        self.table.setModel(self.model)
        self.table.set_columns(COLUMNS, WIDTHS, HIDDEN, "code")
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(COLUMNS.index("floor"), Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.nothing = Nothing(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.count = QLabel(self)
        self.count.setProperty("tone", "muted")
        self.add = QPushButton(self)
        self.add.setProperty("kind", "primary")
        self.columns = QToolButton(self)
        self.columns.setIcon(icon("menu"))
        self._make_actions()
        self.buttons = {
            name: QPushButton(self) for name in ("edit", "duplicate", "several", "retire")
        }
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self.filters, 1)
        above.addWidget(self.columns)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.add)
        for name, button in self.buttons.items():
            button.setIcon(icon({"several": "list"}.get(name, name)))
            button.clicked.connect(self.doing[name].trigger)
            below.addWidget(button)
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

    def _make_actions(self) -> None:
        self.doing: dict[str, QAction] = {}
        for name, keys, slot in (
            ("add", "Ins", self.add_new),
            ("edit", "", self.edit_chosen),
            ("duplicate", "Ctrl+D", self.duplicate),
            ("several", "Ctrl+E", self.edit_several),
            ("retire", "Del", self.retire),
            ("schedule", "Ctrl+G", self.show_in_schedule),
        ):
            action = self.doing[name] = QAction(self)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(slot)
            self.table.addAction(action)
        # One can begin where there are no rows.
        self.addAction(self.doing["add"])

    def _connect(self) -> None:
        self.reader.read.connect(self._take)
        self.reader.failed.connect(self._fail)
        self.filters.changed.connect(self._on_filters)
        self.filters.left.connect(self._to_rows)
        self.table.opened.connect(self._open_at)
        self.table.chosen.connect(self._follow)
        self.table.arranged.connect(self._remember)
        self.add.clicked.connect(self.add_new)
        self.columns.clicked.connect(self._choose_columns)
        self.nothing.button.clicked.connect(self._begin)
        self.navigator.resource.connect(self.open_resource)
        self.session.verdict.connect(self._on_verdict)

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
        self.add.setText(self.tr("New resource"))
        self.add.setToolTip(self.tr("Add a room, a lab or equipment (Insert)"))
        for name, text, tip in (
            ("add", self.tr("New resource"), ""),
            ("edit", self.tr("Edit"), self.tr("See and change all of it (Enter)")),
            ("duplicate", self.tr("Duplicate"), self.tr("Make another one like it (Ctrl+D)")),
            (
                "several",
                self.tr("Change several"),
                self.tr("Set state, rules, hours or features of all that are chosen (Ctrl+E)"),
            ),
            ("retire", self.tr("Retire"), self.tr("Take it out of use for good (Delete)")),
            ("schedule", self.tr("Show in the schedule"), ""),
        ):
            self.doing[name].setText(text)
            button = self.buttons.get(name)
            if button is not None:
                button.setText(text)
                button.setToolTip(tip)
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
        self._compare_refused()
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
        shown, chosen = self.model.rowCount(), self._chosen()
        self.stack.setCurrentWidget(self.table if shown else self.nothing)
        if not shown:
            self._say_nothing()
        text = self.tr("%n resource(s)", "", shown)
        if len(chosen) > 1:
            text = self.tr("{shown}, {chosen} chosen").format(shown=text, chosen=len(chosen))
        self.count.setText(text)
        ours = bool(chosen) and all(row.ours for row in chosen)
        live = ours and not any(row.retired for row in chosen)
        self.doing["edit"].setEnabled(len(chosen) == 1)
        self.doing["duplicate"].setEnabled(len(chosen) == 1 and ours)
        self.doing["several"].setEnabled(ours)
        self.doing["retire"].setEnabled(live)
        self.doing["schedule"].setEnabled(len(chosen) == 1)
        for name, button in self.buttons.items():
            button.setEnabled(self.doing[name].isEnabled())
        office = any(row.ours for row in self.model.every()) or self._administers()
        self.add.setEnabled(office)
        self.doing["add"].setEnabled(office)
        self.failures.show_failures(self._failures())

    def _administers(self) -> bool:
        catalogue = self.model.catalogue
        me = None if catalogue is None else catalogue.me()
        sites = () if catalogue is None else catalogue.sites
        return me is not None and any(me.administers(one) for one in sites)

    def _say_nothing(self) -> None:
        if self._broken:
            self.nothing.say(self.tr("Nothing to show yet"), self._broken)
        elif self.model.catalogue is None:
            self.nothing.say("", self.tr("Reading the inventory…"))
        elif self.model.every():
            self.nothing.say(
                self.tr("Nothing fits"),
                self.tr("No resource passes these filters."),
                self.tr("Clear the filters"),
            )
        else:
            self.nothing.say(
                self.tr("No resources yet"),
                self.tr("Rooms, labs and equipment of your sites will stand here."),
                self.tr("Add the first one"),
            )

    def _begin(self) -> None:
        if self.model.every():
            self.filters.set_filters(Filters())
        else:
            self.add_new()

    def _failures(self) -> list[Failure]:
        catalogue = self.model.catalogue
        if catalogue is None:
            return []
        rows = (row for row in self.model.every() if row.failed is not None and row.ours)
        return [self._failure(row, row.failed, catalogue) for row in rows if row.failed is not None]

    def _failure(self, row: Row, act: Act, catalogue: Catalogue) -> Failure:
        why = [words.problem(one, catalogue=catalogue) for one in act.problems]
        text = self.tr("{name}: the change was not made. {why}")
        sentence = text.format(name=pick(row.names) or row.code, why=" ".join(why))
        dismiss = (self.tr("Dismiss"), lambda: self.acts.dismiss(act))
        if act.op != "resource_put":
            return Failure(sentence, (dismiss,))
        if act.code == codes.STALE and row.rev:
            return Failure(sentence, ((self.tr("Compare"), lambda: self.compare(act)), dismiss))
        return Failure(sentence, ((self.tr("Open again"), lambda: self.reopen(act)), dismiss))

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

    def _key(self, place: int) -> str:
        row = self.model.row(place)
        return "" if row is None else row.code

    def _chosen(self) -> list[Row]:
        found = (self.model.row(place) for place in self.table.chosen_rows())
        return [row for row in found if row is not None]

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
        self._edit(Opened(row.document, row.rev, row.document, row.ours))

    def _open_at(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None:
            self._edit(Opened(row.document, row.rev, row.document, row.ours))

    def edit_chosen(self) -> None:
        """Open the editor on what is chosen."""
        chosen = self.table.chosen_rows()
        if len(chosen) == 1:
            self._open_at(chosen[0])

    def add_new(self) -> None:
        """Open the editor on a new resource of the site that is shown."""
        catalogue = self.model.catalogue
        me = None if catalogue is None else catalogue.me()
        if catalogue is None or me is None:
            return
        ours = [one for one in catalogue.sites.values() if me.administers(one.id)]
        ours.sort(key=lambda one: (one.code not in self.sites, one.sort, one.code))
        site = ours[0].code if ours else ""
        self._edit(Opened({"site": site, "kind": self.filters.filters.kind or "room"}))

    def duplicate(self) -> None:
        """Open the editor on another one like the chosen one, with the next free code."""
        chosen = self._chosen()
        catalogue = self.model.catalogue
        if len(chosen) != 1 or catalogue is None or not chosen[0].ours:
            return
        taken = {row.code for row in self.model.every()}
        row = chosen[0]
        code = free_code(row.code, lambda one: one in taken)
        state = "in_service" if row.retired else row.values["state"]
        self._edit(Opened({**row.document, "code": code, "state": state}))

    def edit_several(self) -> None:
        """Change all that are chosen at once."""
        chosen, catalogue = self._chosen(), self.model.catalogue
        if catalogue is None or not chosen or not all(row.ours for row in chosen):
            return
        self._open(MultiEdit(self.session, self.acts, catalogue, chosen, self, self.book.contacts))

    def retire(self) -> None:
        """Take what is chosen out of use, after a question."""
        rows, catalogue = self._chosen(), self.model.catalogue
        if catalogue is None or not rows or not all(one.ours and not one.retired for one in rows):
            return
        self._open(RetireDialog(self.session, self.acts, catalogue, rows, self, self.book.contacts))

    def show_in_schedule(self) -> None:
        """Show today of the chosen resource in the schedule."""
        chosen, catalogue = self._chosen(), self.model.catalogue
        if len(chosen) == 1 and catalogue is not None:
            site = catalogue.site(str(chosen[0].values["site"]))
            if site is not None:
                today = self.session.desktop.schedule.today(site)
                self.navigator.day.emit(Day(today, chosen[0].code))

    def _edit(self, opened: Opened, act: Act | None = None) -> None:
        catalogue = self.model.catalogue
        if catalogue is None or self.dialog is not None:
            return
        editor = ResourceEditor(
            self.session, self.acts, catalogue, opened, self, self.book.contacts
        )
        if act is not None:
            editor.saved.connect(lambda _: self.acts.dismiss(act))
        self._open(editor)

    def _open(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            return
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self.table.setFocus()

    # --- what was refused ------------------------------------------------------------------------

    def reopen(self, act: Act) -> None:
        """Open the editor on what was refused, as it was filled in."""
        row = self._row_of(act)
        document: Mapping[str, Any] = act.args["resource"]
        if row is None:
            return
        catalogue = self.model.catalogue
        known = None if catalogue is None else catalogue.resource(row.code)
        base = None if known is None or catalogue is None else document_of(catalogue, known)
        self._edit(Opened(document, row.rev, base, row.ours), act)

    def compare(self, act: Act) -> None:
        """Show what was refused beside what is there now; what is chosen is saved."""
        catalogue, row = self.model.catalogue, self._row_of(act)
        known = None if catalogue is None or row is None else catalogue.resource(row.code)
        if catalogue is None or known is None or self.dialog is not None:
            return
        mine, theirs = act.args["resource"], document_of(catalogue, known)
        if documents.same(mine, theirs):
            self.acts.dismiss(act)
            return
        merge = MergeDialog(mine, theirs, self.acts.base_of(act), catalogue, self)
        merge.merged.connect(lambda document: self._save_merged(act, document, known.rev))
        self._open(merge)

    def _save_merged(self, act: Act, document: Mapping[str, Any], rev: int) -> None:
        inventory = self.session.inventory
        what = pick(Names.of(document["name"])) or str(document["code"])

        def done(changes: Sequence[object]) -> None:
            del changes
            self.acts.dismiss(act)

        self.acts.make([lambda: inventory.put(document, seen=rev)], what, done)

    def _row_of(self, act: Act) -> Row | None:
        code = act.subject.removeprefix("resource:")
        return next((one for one in self.model.every() if one.code == code), None)

    def _on_verdict(self, event: events.ActEvent) -> None:
        stale = isinstance(event, events.ActRefused) and event.code == codes.STALE
        if stale and event.op == "resource_put" and self.isVisible():
            self._to_compare = event.act

    def _compare_refused(self) -> None:
        """Once what somebody else did is here, show it beside what was refused."""
        for row in self.model.every():
            act = row.failed
            if act is not None and act.id == self._to_compare and self.dialog is None:
                expected = act.args.get("expects")
                if not isinstance(expected, int) or row.rev > expected:
                    self._to_compare = None
                    self.compare(act)
                return


def _content(catalogue: Catalogue, acts: tuple[Act, ...]) -> Content:
    rows = rows_of(catalogue, acts)
    return Content(catalogue, rows, index_of(rows))
