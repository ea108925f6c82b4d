"""Takes resources out of use for good, once one has seen which bookings that concerns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from booking.model import Catalogue
from booking.services.inventory import Inventory
from booking.services.views import Projected
from ui import format as shown
from ui import words
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.inventory_acts import InventoryActs
from ui.i18n import pick
from ui.models.impact import Contacts, affected_rows
from ui.models.inventory_rows import Row
from ui.session import Session
from ui.theme import theme
from ui.widgets.impact_list import ImpactList
from ui.widgets.problem_list import Note, ProblemList


def concerned(inventory: Inventory, codes: Sequence[str]) -> tuple[Projected, ...]:
    """Return the bookings to come on any of some resources, each once."""
    found = {one.booking.id: one for code in codes for one in inventory.affected(code)}
    return tuple(found.values())


class RetireDialog(Dialog):
    """Asks before resources are retired.

    Attributes:
        retired: (tuple of QueuedChange)
        retire, cancel, impact, notes: the parts.
    """

    retired = Signal(object)

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
        self._found: tuple[Projected, ...] | None = None
        self._gone = False
        self.title, self.text = plain_label(), plain_label()
        self.impact = ImpactList(self)
        self.notes = ProblemList(self)
        self.retire, self.cancel = QPushButton(self), QPushButton(self)
        self.retire.setProperty("kind", "danger")
        self.retire.setEnabled(False)
        foot = QHBoxLayout()
        foot.addStretch()
        for button in (self.cancel, self.retire):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.title.setFont(theme().font("heading"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for part in (self.title, self.text, self.impact, self.notes):
            column.addWidget(part)
        column.addLayout(foot)
        self.resize(760, 300)
        self.retire.clicked.connect(self.go)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self._leave)
        self.retranslate()
        self.cancel.setFocus()
        names = [row.code for row in self._rows]
        session.read(lambda: concerned(session.inventory, names), self._take, self._failed)

    def go(self) -> None:
        """Retire them, each by an act of its own."""
        inventory = self.session.inventory
        self.retire.setEnabled(False)
        works = [lambda code=row.code: inventory.retire(code) for row in self._rows]
        self.acts.make(works, self._what(), self._done, self._failed)

    def _take(self, found: tuple[Projected, ...]) -> None:
        self._found = found
        if not self._gone:
            self.retire.setEnabled(True)
            self.retranslate()

    def _done(self, changes: tuple[object, ...]) -> None:
        self.retired.emit(changes)
        if not self._gone:
            self.accept()

    def _failed(self, error: Exception) -> None:
        if not self._gone:
            self.retire.setEnabled(True)
            self.notes.show_notes([Note(words.error(error, catalogue=self._catalogue))])

    def _leave(self) -> None:
        self._gone = True

    def _what(self) -> str:
        if len(self._rows) == 1:
            return pick(self._rows[0].names) or self._rows[0].code
        return self.tr("%n resource(s)", "", len(self._rows))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(self.tr("Retire {what}?").format(what=self._what()))
        self.setWindowTitle(self.title.text())
        names = [f"{pick(row.names)} ({row.code})" for row in self._rows[:8]]
        more = len(self._rows) - len(names)
        if more:
            names.append(self.tr("%n more", "", more))
        many = shown.items(names) + "\n" if len(self._rows) > 1 else ""
        text = self.tr("It stays in the history, but can be booked no more. Nothing is deleted.")
        self.text.setText(many + text)
        self.retire.setText(self.tr("Retire"))
        self.cancel.setText(self.tr("Cancel"))
        if self._found is None:
            self.impact.show_rows((), self.tr("Looking for bookings…"))
            return
        now = self.session.local.now()
        rows = affected_rows(self._found, self._catalogue, self._contacts, now)
        self.impact.show_rows(rows, self.tr("No booking to come is concerned."))
        if rows:
            self.resize(self.width(), max(self.height(), 460))
