"""Closures of sites and resources, for the offices that keep them, with the bookings concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from booking.errors import BookingError
from booking.model import Catalogue
from booking.services.drafts import draft_of
from booking.services.inventory import ClosureWish, closure_wish
from booking.services.views import Act, Projected
from ui import words
from ui.assets import icon
from ui.dialogs.closure_editor import ClosureEditor, OpenedClosure
from ui.dialogs.inventory_acts import InventoryActs
from ui.i18n import pick
from ui.models.closures import (
    COLUMNS,
    ClosureModel,
    ClosureRow,
    Phase,
    closure_rows,
    where_text,
)
from ui.models.impact import affected_rows
from ui.navigation import Navigator
from ui.pages.base import Page
from ui.pages.office_data import AddressBook, OfficeReader
from ui.session import Session
from ui.widgets.failed_strip import FailedStrip, Failure
from ui.widgets.impact_list import ImpactList
from ui.widgets.office_table import Nothing, OfficeTable

WIDTHS: Final = (190, 270, 240, 100, 160)


@dataclass(frozen=True, slots=True)
class _Content:
    catalogue: Catalogue
    rows: tuple[ClosureRow, ...]


class ClosuresPage(Page):
    """A list of closures, running and coming or past, and what the chosen one touches.

    Attributes:
        remember: (str, object) something to know again at the next start: "closures". Give it back
            to `recall`.
        dialog: the one that is open, None while none is.
    """

    name = "closures"
    icon_name = "closures"
    for_office = True
    refusals = ("closure_",)
    remember = Signal(str, object)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, navigator, parent)
        self.acts = InventoryActs(session, navigator, self)
        self.reader = OfficeReader(session, self._content, self)
        self.book = AddressBook(session, self)
        self.model = ClosureModel(session.local.now)
        self.model.setParent(self)
        self.dialog: QDialog | None = None
        self._broken = ""
        self._reading: tuple[UUID, ClosureWish] | None = None
        self._build()
        self._connect()
        self.retranslate()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.now, self.past = QPushButton(self), QPushButton(self)
        group = QButtonGroup(self)
        for button, place in ((self.now, "first"), (self.past, "last")):
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setProperty("place", place)
            group.addButton(button)
        self.now.setChecked(True)
        self.add, self.edit, self.lift = (QPushButton(self) for _ in range(3))
        self.add.setProperty("kind", "primary")
        self.edit.setIcon(icon("edit"))
        self.lift.setIcon(icon("undo"))
        self.failures = FailedStrip(self)
        self.table = OfficeTable(self._key, self)
        self.table.setSelectionMode(OfficeTable.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.table.set_columns(COLUMNS, WIDTHS, (), "where")
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.impact = ImpactList(self)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.impact)
        self.split.setSizes([360, 260])
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.nothing = Nothing("closures", self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.nothing)
        self._make_actions()
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.now)
        above.addWidget(self.past)
        above.addStretch()
        for button in (self.edit, self.lift, self.add):
            above.addSpacing(6)
            above.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addLayout(above)
        rows.addWidget(self.failures)
        rows.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def _make_actions(self) -> None:
        self.doing: dict[str, QAction] = {}
        for name, keys, slot in (
            ("add", "Ins", self.add_new),
            ("edit", "", self.edit_chosen),
            ("lift", "Del", self.lift_chosen),
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
        self.book.changed.connect(self._read_impact)
        self.now.toggled.connect(self._want)
        self.table.chosen.connect(self._chose)
        self.table.opened.connect(lambda _: self.edit_chosen())
        self.table.arranged.connect(self._remember)
        self.impact.opened.connect(self.navigator.booking)
        self.add.clicked.connect(self.add_new)
        self.edit.clicked.connect(self.edit_chosen)
        self.lift.clicked.connect(self.lift_chosen)
        self.nothing.button.clicked.connect(self.add_new)

    # --- page ------------------------------------------------------------------------------------

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Closures")

    def refresh(self, resources: frozenset[int] | None) -> None:
        """Read again."""
        self.book.ask()
        if resources is None:
            self.reader.ask()
        else:
            self._read_impact()

    def set_sites(self, sites: tuple[str, ...]) -> None:
        """Show only these sites (codes), () for all."""
        super().set_sites(sites)
        self._want()

    def recall(self, kept: object) -> None:
        """Be as at the last time; what makes no sense any more is passed over."""
        self.table.arrange(kept)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._count()
        for name, button, text, tip in (
            ("add", self.add, self.tr("New closure"), self.tr("Close something (Insert)")),
            ("edit", self.edit, self.tr("Change"), self.tr("Change this closure (Enter)")),
            ("lift", self.lift, self.tr("Lift"), self.tr("Open it again (Delete)")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            self.doing[name].setText(text)
        self.table.setAccessibleName(self.title())
        self.table.setAccessibleDescription(
            self.tr("Enter changes, Insert adds, Delete lifts a closure")
        )
        self.model.retranslate()
        self._follow()
        self._read_impact()

    # --- what is shown ---------------------------------------------------------------------------

    def _content(self, catalogue: Catalogue, acts: tuple[Act, ...]) -> _Content:
        """Return the rows; called on another thread."""
        return _Content(catalogue, closure_rows(catalogue, acts, self.session.local.now()))

    def _take(self, content: _Content) -> None:
        self._broken = ""
        self.model.show(content.catalogue, content.rows)
        if self.model.rowCount() and not self.table.chosen_rows():
            self.table.selectRow(0)
        self._follow()
        self._read_impact()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BookingError):
            self.session.failed.emit(error)
        self._broken = words.error(error)
        self._follow()

    def _want(self, *_: object) -> None:
        self.model.want(self.sites, past=self.past.isChecked())
        if self.model.rowCount() and not self.table.chosen_rows():
            self.table.selectRow(0)
        self._follow()
        self._read_impact()

    def _chose(self) -> None:
        self._follow()
        self._read_impact()

    def _count(self) -> None:
        for button, none, some, past in (
            (self.now, self.tr("Now and coming"), self.tr("Now and coming ({count})"), False),
            (self.past, self.tr("Past"), self.tr("Past ({count})"), True),
        ):
            count = self.model.count(past=past)
            button.setText(some.format(count=count) if count else none)

    def _follow(self) -> None:
        """Show what follows from the rows and from what is chosen."""
        self._count()
        row, shown = self.chosen(), self.model.rowCount()
        self.stack.setCurrentWidget(self.split if shown else self.nothing)
        if not shown:
            self._say_nothing()
        live = row is not None and row.ours and row.phase is not Phase.PAST and not row.lifting
        fresh = row is not None and row.failed is not None and not row.rev and not row.waits
        for name, button in (("edit", self.edit), ("lift", self.lift)):
            button.setEnabled(live and not fresh)
            self.doing[name].setEnabled(live and not fresh)
        self.failures.show_failures(self._failures())

    def _say_nothing(self) -> None:
        if self._broken:
            self.nothing.say(self.tr("Nothing to show yet"), self._broken)
        elif self.model.catalogue is None:
            self.nothing.say("", self.tr("Reading the closures…"))
        elif self.past.isChecked():
            self.nothing.say(
                self.tr("No past closures"), self.tr("What was closed stands here afterwards.")
            )
        else:
            self.nothing.say(
                self.tr("Nothing is closed"),
                self.tr("Close a site or a resource for a time, and it stands here."),
                self.tr("New closure"),
            )

    def _failures(self) -> list[Failure]:
        catalogue = self.model.catalogue
        if catalogue is None:
            return []
        rows = (row for row in self.model.every() if row.ours)
        return [self._failure(row, row.failed, catalogue) for row in rows if row.failed is not None]

    def _failure(self, row: ClosureRow, act: Act, catalogue: Catalogue) -> Failure:
        why = [words.problem(one, row.zone, catalogue) for one in act.problems]
        text = self.tr("{what}: the change was not made. {why}")
        sentence = text.format(what=where_text(row.wish, catalogue), why=" ".join(why))
        dismiss = (self.tr("Dismiss"), lambda: self.acts.dismiss(act))
        wish = draft_of(act)
        if not isinstance(wish, ClosureWish) or row.phase is Phase.PAST:
            return Failure(sentence, (dismiss,))
        again = (self.tr("Open again"), lambda: self.reopen(row, act, wish))
        return Failure(sentence, (again, dismiss))

    # --- who is concerned ------------------------------------------------------------------------

    def _read_impact(self) -> None:
        row = self.chosen()
        if row is None or row.phase is Phase.PAST:
            text = self.tr("It is over, so no booking is concerned any more.")
            self.impact.show_rows((), text if row is not None else "")
            self._reading = None
            return
        wish, inventory = row.wish, self.session.inventory
        key = (row.id, wish)
        if self._reading == key:
            return
        self._reading = key

        def done(found: tuple[Projected, ...]) -> None:
            if self._reading == key:
                self._reading = None
                self._show_impact(found)

        self.session.read(lambda: inventory.affected(wish), done, self._unread)

    def _unread(self, error: Exception) -> None:
        self._reading = None
        self.impact.show_rows((), words.error(error))

    def _show_impact(self, found: tuple[Projected, ...]) -> None:
        catalogue = self.model.catalogue
        if catalogue is not None:
            now = self.session.local.now()
            rows = affected_rows(found, catalogue, self.book.contacts, now)
            self.impact.show_rows(rows, self.tr("No booking is concerned."))

    # --- what one can do -------------------------------------------------------------------------

    def chosen(self) -> ClosureRow | None:
        """Return the chosen closure."""
        places = self.table.chosen_rows()
        return self.model.row(places[0]) if places else None

    def _key(self, place: int) -> UUID | None:
        row = self.model.row(place)
        return None if row is None else row.id

    def add_new(self) -> None:
        """Open the editor on a new closure of the site that is shown, from the next full hour."""
        catalogue = self.model.catalogue
        me = None if catalogue is None else catalogue.me()
        if catalogue is None or me is None:
            return
        ours = [one for one in catalogue.sites.values() if me.administers(one.id)]
        ours.sort(key=lambda one: (one.code not in self.sites, one.sort, one.code))
        start = self.session.local.now().replace(minute=0, second=0) + timedelta(hours=1)
        wish = ClosureWish(ours[0].code if ours else "", None, start, start + timedelta(hours=2))
        self._open(OpenedClosure(wish))

    def edit_chosen(self) -> None:
        """Open the editor on the chosen closure."""
        row = self.chosen()
        if row is not None and self.doing["edit"].isEnabled():
            self._open(OpenedClosure(row.wish, row.id, row.rev, row.wish))

    def lift_chosen(self) -> None:
        """Open again what the chosen closure closes; it can be taken back."""
        row, catalogue = self.chosen(), self.model.catalogue
        if row is None or catalogue is None or not self.doing["lift"].isEnabled():
            return
        inventory, key = self.session.inventory, row.id
        what = f"{where_text(row.wish, catalogue)} ({pick(row.wish.reason)})"
        self.acts.make([lambda: inventory.lift(key)], what)

    def reopen(self, row: ClosureRow, act: Act, wish: ClosureWish) -> None:
        """Open the editor on what was refused, as it was filled in."""
        expected = act.args.get("expects")
        seen = expected if isinstance(expected, int) else 0
        known = row.id if row.rev else None
        was, catalogue = self.acts.closure_base_of(act), self.model.catalogue
        base = None if was is None or catalogue is None else closure_wish(catalogue, was)
        self._open(OpenedClosure(wish, known, seen, base), act)

    def _open(self, opened: OpenedClosure, act: Act | None = None) -> None:
        catalogue = self.model.catalogue
        if catalogue is None or self.dialog is not None:
            return
        dialog = self.dialog = ClosureEditor(
            self.session, self.acts, catalogue, opened, self, self.book.contacts
        )
        if act is not None:
            dialog.saved.connect(lambda _: self.acts.dismiss(act))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self.table.setFocus()

    def _remember(self) -> None:
        self.remember.emit("closures", self.table.arrangement())
