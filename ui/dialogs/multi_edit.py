"""Changes several resources at once, and shows what becomes of each before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from booking.errors import BookingError
from booking.model import Catalogue, ResourceState
from booking.services.inventory import Inventory, QueuedChange
from booking.services.views import Projected
from ui import format as shown
from ui import words
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.inventory_acts import InventoryActs
from ui.dialogs.resource_editor import TOUCHING
from ui.dialogs.retire import concerned
from ui.i18n import pick
from ui.models import documents
from ui.models.documents import Several
from ui.models.impact import Contacts, affected_rows
from ui.models.inventory_rows import Row
from ui.session import Session
from ui.theme import theme
from ui.widgets.form_field import Choice, FormField
from ui.widgets.impact_list import ImpactList
from ui.widgets.problem_list import Note, ProblemList
from ui.widgets.token_edit import Token, TokenEdit


class MultiEdit(Dialog):
    """Sets state, rules and hours, adds and takes away features, of several resources.

    Attributes:
        saved: (tuple of QueuedChange)
        state, policy, hours, add, remove, changes, save, cancel: the parts.
    """

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        acts: InventoryActs,
        catalogue: Catalogue,
        rows: Sequence[Row],
        parent: QWidget | None = None,
        contacts: Contacts | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.acts = acts
        self._catalogue = catalogue
        self._rows = tuple(rows)
        self._contacts = contacts or {}
        self._found: tuple[Projected, ...] = ()
        self._gone = False
        self._busy = False
        self._refused = ""
        self.title = plain_label()
        self.state, self.policy, self.hours = (Choice(self) for _ in range(3))
        self.add, self.remove = TokenEdit(self), TokenEdit(self)
        self.changes = QListWidget(self)
        self.count = plain_label("muted")
        self.impact = ImpactList(self)
        self.notes = ProblemList(self)
        self.save, self.cancel = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.fields = {
            "state": FormField(self.state, self),
            "policy": FormField(self.policy, self),
            "hours": FormField(self.hours, self),
            "add": FormField(self.add, self),
            "remove": FormField(self.remove, self),
        }
        self._lay_out()
        self.retranslate()
        for choice in (self.state, self.policy, self.hours):
            choice.set_code("")
            choice.changed.connect(self._show)
        for tokens in (self.add, self.remove):
            tokens.changed.connect(self._show)
        self.save.clicked.connect(self.try_save)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self._leave)
        names = [row.code for row in self._rows]
        session.read(lambda: concerned(session.inventory, names), self._take, self._failed)
        self._show()

    def _lay_out(self) -> None:
        self.title.setFont(theme().font("title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column, name in enumerate(("state", "policy", "hours")):
            grid.addWidget(self.fields[name], 0, 2 * column, 1, 2)
        grid.addWidget(self.fields["add"], 1, 0, 1, 3)
        grid.addWidget(self.fields["remove"], 1, 3, 1, 3)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        for button in (self.cancel, self.save):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(20, 16, 20, 16)
        column_of.setSpacing(10)
        column_of.addWidget(self.title)
        column_of.addLayout(grid)
        column_of.addWidget(self.count)
        column_of.addWidget(self.changes, 20)
        column_of.addWidget(self.impact, 20)
        column_of.addWidget(self.notes)
        column_of.addStretch(1)  # while neither list is shown, the fields stay above
        column_of.addLayout(foot)
        self.impact.hide()
        self.changes.setWordWrap(True)
        self.changes.setSpacing(4)
        self.resize(860, 640)

    # --- what is wanted --------------------------------------------------------------------------

    def wanted(self) -> Several:
        """Return the change as it is filled in."""
        return Several(
            self.state.code() or None,
            self.policy.code() or None,
            self.hours.code() or None,
            self.add.codes(),
            self.remove.codes(),
        )

    def changed(self) -> list[tuple[Row, dict[str, object]]]:
        """Return the resources that would be others, with their new documents."""
        several = self.wanted()
        made = [(row, several.apply(row.document)) for row in self._rows]
        return [(row, new) for row, new in made if not documents.same(row.document, new)]

    def _show(self) -> None:
        changed = self.changed()
        self.changes.clear()
        for row, new in changed:
            lines = documents.change_lines(row.document, new, self._catalogue)
            name = f"{pick(row.names)} ({row.code})"
            self.changes.addItem(f"{name}\n{shown.items(list(lines))}")
        same = len(self._rows) - len(changed)
        text = self.tr("%n resource(s) will change.", "", len(changed))
        if same and changed:
            rest = self.tr("%n stay(s) as it is.", "", same)
            text = shown.sentences([text, rest])
        self.count.setText(text if changed else self.tr("Nothing changes yet."))
        self.changes.setVisible(bool(changed))
        self._show_impact(changed)
        notes = [Note(self._refused)] if self._refused else []
        self.notes.show_notes(notes)
        for name, tokens in (("add", self.add), ("remove", self.remove)):
            self.fields[name].show_notes(tokens.notes())
        settled = self.add.settled() and self.remove.settled()
        self.save.setEnabled(bool(changed) and settled and not self._busy)

    def _show_impact(self, changed: Sequence[tuple[Row, dict[str, object]]]) -> None:
        touched = {
            row.code
            for row, new in changed
            if TOUCHING & set(documents.changed_fields(row.document, new))
        }
        ids = {one.id for one in self._catalogue.resources.values() if one.code in touched}
        wholes = (one for one in self._catalogue.resources.values() if ids & set(one.parts))
        ids |= {one.id for one in wholes}
        found = [
            one for one in self._found if any(item.resource_id in ids for item in one.booking.items)
        ]
        self.impact.setVisible(bool(touched))
        now = self.session.local.now()
        rows = affected_rows(found, self._catalogue, self._contacts, now)
        self.impact.show_rows(rows, self.tr("No booking to come is concerned."))

    def _take(self, found: tuple[Projected, ...]) -> None:
        self._found = found
        if not self._gone:
            self._show()

    # --- saving ----------------------------------------------------------------------------------

    def try_save(self) -> None:
        """Change each resource by an act of its own; all are queued or none."""
        changed = self.changed()
        if not changed or self._busy:
            return
        self._busy = True
        self.save.setEnabled(False)
        inventory = self.session.inventory
        works = [partial(_put, inventory, new, row.rev) for row, new in changed]
        what = self.tr("%n resource(s)", "", len(changed))
        if len(changed) == 1:
            what = pick(changed[0][0].names) or changed[0][0].code
        self.acts.make(works, what, self._done, self._failed)

    def _done(self, changes: tuple[object, ...]) -> None:
        self.saved.emit(changes)
        if not self._gone:
            self.accept()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not self._gone:
            known = error if isinstance(error, BookingError) else None
            self._refused = words.error(known or error, catalogue=self._catalogue)
            self._show()

    def _leave(self) -> None:
        self._gone = True

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(self.tr("Change %n resource(s)", "", len(self._rows)))
        self.setWindowTitle(self.title.text())
        stays = self.tr("Leave as it is")
        states = [one for one in ResourceState if one != "retired"]
        self.state.offer([("", stays), *((one.value, words.resource_state(one)) for one in states)])
        policies = {one.code: pick(one.name) for one in self._catalogue.policies.values()}
        hours = {one.code: pick(one.name) for one in self._catalogue.hours.values()}
        for choice, found in ((self.policy, policies), (self.hours, hours)):
            choice.offer([("", stays), *sorted(found.items())])
        for name in ("state", "policy", "hours"):
            self.fields[name].set_text(words.field(name))
        self.fields["add"].set_text(self.tr("Add features"))
        self.fields["remove"].set_text(self.tr("Take features away"))
        self.add.set_title(self.fields["add"].label.text())
        self.remove.set_title(self.fields["remove"].label.text())
        every = {c for one in self._catalogue.resources.values() for c in one.features}
        theirs = {code for row in self._rows for code in row.values["features"]}
        self.add.offer(_token(code) for code in sorted(every))
        self.remove.offer(_token(code) for code in sorted(theirs))
        self.changes.setAccessibleName(self.tr("What will change"))
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))
        self._show()


def _token(code: str) -> Token:
    names = words.feature_names(code)
    return Token(code, pick(names) or code, (names.en, names.zh_hant, names.zh_hans))


def _put(inventory: Inventory, document: dict[str, object], seen: int) -> QueuedChange:
    return inventory.put(document, seen=seen)
