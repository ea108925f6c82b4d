"""The editor of a resource: all its fields, who is affected, and what another admin changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from booking.errors import BookingError
from booking.model import Catalogue, Names, Problem
from booking.rules import codes
from booking.services.inventory import document_of
from booking.services.refusal import RefusedError
from booking.services.views import Projected
from ui import words
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.inventory_acts import InventoryActs
from ui.dialogs.merge import MergeDialog
from ui.dialogs.resource_form import ResourceForm
from ui.i18n import pick
from ui.models import documents
from ui.models.impact import Contacts, affected_rows
from ui.session import Session
from ui.theme import theme
from ui.widgets.impact_list import ImpactList
from ui.widgets.inline_question import DiscardQuestion
from ui.widgets.problem_list import Note, ProblemList

TOUCHING: Final = frozenset(
    {"state", "capacity", "units", "parts", "policy", "hours", "bookable", "classes", "located_in"}
)
"""Fields whose change concerns the bookings to come."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an editor begins with.

    Attributes:
        document: what is shown.
        seen: revision that it was made from, 0 for a new resource.
        base: what it is compared with, None for a new resource.
        ours: whether this person may change it.
    """

    document: Mapping[str, Any]
    seen: int = 0
    base: Mapping[str, Any] | None = None
    ours: bool = True


class ResourceEditor(Dialog):
    """Adds a resource, or changes one. Whatever is refused, what was typed stays.

    Attributes:
        saved: (tuple of QueuedChange)
        form, save, cancel, impact, notes: the parts.
    """

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        acts: InventoryActs,
        catalogue: Catalogue,
        opened: Opened,
        parent: QWidget | None = None,
        contacts: Contacts | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.acts = acts
        self._catalogue = catalogue
        self._opened = opened
        self._seen = opened.seen
        self._base = opened.base
        self._contacts = contacts or {}
        self._loud = False
        self._busy = False
        self._gone = False
        self._refused = ""
        self._affected: tuple[Projected, ...] = ()
        self.merge: MergeDialog | None = None
        self.title, self.where = plain_label(), plain_label("muted")
        self.form = ResourceForm(catalogue, self)
        self.form.fill(opened.document, new=self._base is None)
        self._first = self.form.document()
        self.impact = ImpactList(self)
        self.notes = ProblemList(self)
        self.question = DiscardQuestion(self)
        self.save, self.cancel = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self._lay_out()
        self._connect()
        self.retranslate()
        (self.form.code if self._base is None else self.form.name).setFocus()
        self._read_affected()

    def _lay_out(self) -> None:
        self.title.setFont(theme().font("title"))
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 0)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.where)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.form)
        self._scroll = scroll
        self.impact.setMaximumHeight(190)
        self.impact.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 0, 20, 14)
        foot.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.cancel, self.save):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        for part in (self.impact, self.notes, self.question):
            foot.addWidget(part)
        foot.addLayout(buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(head)
        rows.addWidget(scroll, 1)
        rows.addLayout(foot)
        self.resize(940, 700)

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.save.clicked.connect(self.try_save)
        self.cancel.clicked.connect(self.reject)
        self.question.discard.connect(self._leave)
        self.session.changed.connect(self._on_change)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.try_save)
        self.form.setEnabled(self._opened.ours)
        self.save.setVisible(self._opened.ours)

    # --- what is typed ---------------------------------------------------------------------------

    def dirty(self) -> bool:
        """Whether anything was changed since it was opened."""
        form = self.form
        half = not (form.features.settled() and form.parts.settled())
        return half or not documents.same(form.document(), self._first)

    def _typed(self) -> None:
        self._refused = ""
        self.form.forget_notes()
        self._show()

    def _show(self) -> None:
        if self._opened.ours:
            self.form.check(quiet=not self._loud)
        self.notes.show_notes(self._notes())
        self._show_impact()
        self.save.setEnabled(not self._busy and self._may())

    def _notes(self) -> list[Note]:
        found = []
        site = self._catalogue.site(self.form.site.code() or "")
        where = pick(site.name) if site is not None else ""
        if not self._opened.ours:
            text = self.tr("Only the office of {site} can change this.").format(site=where)
            return [Note(text, "muted")]
        if not self._may():
            text = self.tr(
                "You do not look after {site} any more, so this cannot be saved. What you typed"
                " stays here until you close it."
            )
            found.append(Note(text.format(site=where)))
        if self._moved_on():
            text = self.tr("Somebody else changed this meanwhile.")
            found.append(Note(text, "warning", self.tr("Compare"), self.compare))
        if self._refused:
            found.append(Note(self._refused))
        if self._locked():
            in_use = Problem(codes.IN_USE, {"bookings": len(self._affected)})
            found.append(Note(words.problem(in_use), "warning"))
        return found

    def _may(self) -> bool:
        me, site = self._catalogue.me(), self._catalogue.site(self.form.site.code() or "")
        if me is None:
            return False
        if site is None:
            return any(me.administers(one) for one in self._catalogue.sites)
        return me.administers(site.id)

    def _moved_on(self) -> bool:
        """Whether the cache has another version than the one that this was made from."""
        theirs = self._theirs()
        if self._base is None or theirs is None:
            return False
        return self._rev() != self._seen and not documents.same(theirs, self._base)

    def _theirs(self) -> dict[str, Any] | None:
        found = self._catalogue.resource(str(self._opened.document.get("code") or ""))
        return None if found is None else document_of(self._catalogue, found)

    def _rev(self) -> int:
        found = self._catalogue.resource(str(self._opened.document.get("code") or ""))
        return 0 if found is None else found.rev

    # --- who is concerned ------------------------------------------------------------------------

    def _read_affected(self) -> None:
        code = str(self._base["code"]) if self._base is not None else ""
        if not code:
            self._show()
            return
        inventory = self.session.inventory
        self.session.read(lambda: inventory.affected(code), self._take_affected, self._unread)

    def _take_affected(self, found: tuple[Projected, ...]) -> None:
        self._affected = found
        if not self._gone:
            self._show()

    def _unread(self, error: Exception) -> None:
        self._refused = words.error(error)
        if not self._gone:
            self._show()

    def _changes(self) -> frozenset[str]:
        if self._base is None:
            return frozenset()
        return frozenset(documents.changed_fields(self._base, self.form.document()))

    def _locked(self) -> bool:
        """Whether bookings to come stand in the way of the change."""
        if self._base is None or not self._affected:
            return False
        old, new = documents.flat(self._base), documents.flat(self.form.document())
        return new["units"] < old["units"] or set(new["parts"]) != set(old["parts"])

    def _show_impact(self) -> None:
        concerned = bool(self._changes() & TOUCHING)
        self.impact.setVisible(concerned)
        if concerned:
            now = self.session.local.now()
            rows = affected_rows(self._affected, self._catalogue, self._contacts, now)
            self.impact.show_rows(rows, self.tr("No booking to come is concerned."))

    # --- saving ----------------------------------------------------------------------------------

    def try_save(self) -> None:
        """Save if everything is in order; else lead to what is not."""
        if self._busy or not self.save.isVisibleTo(self):
            return
        self._loud = True
        first = self.form.check(quiet=False)
        self._show()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first, 40, 60)
            return
        if not self._may():
            return
        document = self.form.document()
        if self._base is not None and documents.same(document, self._base):
            self._leave()
            return
        if self._moved_on():
            self.compare()
            return
        if self._base is not None:
            # The same in another revision is no other version.
            self._seen = self._rev()
        self._put(document)

    def _put(self, document: Mapping[str, Any]) -> None:
        inventory, seen = self.session.inventory, self._seen
        self._busy = True
        self.save.setEnabled(False)
        what = pick(Names.of(document["name"])) or str(document["code"])
        self.acts.make(
            [lambda: inventory.put(document, seen=seen)], what, self._saved, self._failed
        )

    def _saved(self, changes: tuple[object, ...]) -> None:
        self.saved.emit(changes)
        self._leave()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if self._gone:
            return
        if isinstance(error, RefusedError) and error.code == codes.STALE:
            self._refresh()
            return
        sentence = words.error(error, catalogue=self._catalogue)
        field = str(error.data.get("field", "")) if isinstance(error, RefusedError) else ""
        if isinstance(error, RefusedError) and error.code == codes.ID_TAKEN:
            field = "code"
        if not field or not self.form.add_note(field, sentence):
            self._refused = sentence
        self._show()

    def compare(self) -> None:
        """Show both versions side by side; what is chosen is saved."""
        theirs = self._theirs()
        if theirs is None or self.merge is not None:
            return
        catalogue, rev = self._catalogue, self._rev()
        mine = self.form.document()
        self.merge = MergeDialog(mine, theirs, self._base, catalogue, self)
        self.merge.merged.connect(lambda document: self._take_merged(document, theirs, rev))
        self.merge.finished.connect(self._forget_merge)
        self.merge.open()

    def _forget_merge(self) -> None:
        self.merge = None

    def _take_merged(
        self, document: Mapping[str, Any], theirs: Mapping[str, Any], rev: int
    ) -> None:
        self._base, self._seen = theirs, rev
        self.form.fill(document, new=False)
        self.try_save()

    # --- what changes meanwhile ------------------------------------------------------------------

    def _on_change(self, *_: object) -> None:
        try:
            catalogue = self.session.local.visible()
        except BookingError:
            return
        if catalogue is not self._catalogue:
            self._catalogue = catalogue
            if catalogue.me() is not None:
                self.form.set_catalogue(catalogue)
        self._read_affected()

    def _refresh(self) -> None:
        """Take what the cache has now, and compare."""
        self._on_change()
        self._show()
        if self._moved_on():
            self.compare()

    # --- leaving ---------------------------------------------------------------------------------

    def reject(self) -> None:
        """Qt's: what was typed is not lost without a question."""
        if self._opened.ours and self.dirty() and not self._busy:
            self.question.ask()
            return
        self._leave()

    def _leave(self) -> None:
        if not self._gone:
            self._gone = True
            self.session.changed.disconnect(self._on_change)
            super().reject()

    def retranslate(self) -> None:
        """Set every text anew."""
        document = self._opened.document
        name = pick(Names.of(document.get("name"))) or str(document.get("code") or "")
        title = self.tr("New resource") if self._base is None else name
        self.setWindowTitle(title)
        self.title.setText(title)
        self.where.setText("" if self._base is None else str(document.get("code")))
        self.where.setVisible(self._base is not None)
        self.save.setText(self.tr("Save"))
        self.save.setToolTip(self.tr("Save (Ctrl+S)"))
        self.cancel.setText(self.tr("Cancel") if self._opened.ours else self.tr("Close"))
        self._show()
