"""Closes a site or a resource for a time, once one has seen which bookings that concerns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from booking.errors import BookingError
from booking.model import Catalogue
from booking.rules import codes
from booking.services.inventory import ClosureWish, closure_wish
from booking.services.refusal import RefusedError
from ui import format as shown
from ui import words
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.closure_concerned import Concerned
from ui.dialogs.closure_form import FIELDS, ClosureForm
from ui.dialogs.inventory_acts import InventoryActs
from ui.i18n import pick
from ui.models import closure_merge
from ui.models.closures import where_text
from ui.models.impact import Contacts
from ui.session import Session
from ui.theme import theme
from ui.widgets.impact_list import ImpactList
from ui.widgets.inline_question import DiscardQuestion
from ui.widgets.problem_list import Note, ProblemList


@dataclass(frozen=True, slots=True)
class OpenedClosure:
    """What an editor begins with.

    Attributes:
        wish: what is shown.
        closure: which one is changed, None for a new one.
        seen: revision that the wish was made from, 0 where there is none yet.
        base: that revision, None where it is not known any more.
    """

    wish: ClosureWish
    closure: UUID | None = None
    seen: int = 0
    base: ClosureWish | None = None


class ClosureEditor(Dialog):
    """Puts a closure, or changes one. Whatever is refused, what was typed stays.

    Where somebody else changes it meanwhile, what only he changed is taken over and said; where
    both changed the same, mine stays and theirs is offered beside it.

    Attributes:
        saved: (tuple of QueuedChange)
        form, impact, notes, question, save, cancel: the parts.
        site, resource, when, reason, usual, fields: parts of the form.
    """

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        acts: InventoryActs,
        catalogue: Catalogue,
        opened: OpenedClosure,
        parent: QWidget | None = None,
        contacts: Contacts | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.acts = acts
        self._catalogue = catalogue
        self._key = opened.closure
        self._seen, self._base = opened.seen, opened.base
        self._loud = self._busy = self._gone = False
        self._refused: dict[str, str] = {}
        self._theirs: ClosureWish | None = None
        self._crossed: tuple[str, ...] = ()
        self.title = plain_label()
        new = opened.closure is None
        self.form = ClosureForm(session, catalogue, opened.wish, new=new, parent=self)
        form = self.form
        self.site, self.resource, self.when = form.site, form.resource, form.when
        self.reason, self.usual, self.fields = form.reason, form.usual, form.fields
        self.impact = ImpactList(self)
        self._concerned = Concerned(session, form.wish, self.impact, contacts or {}, self)
        self._concerned.failed.connect(self._unread)
        self.notes = ProblemList(self)
        self.question = DiscardQuestion(self)
        self.save, self.cancel = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self._first = self.form.wish()
        self.retranslate()
        # The catalogue is as old as the list that it comes from.
        self._on_change()

    def _lay_out(self) -> None:
        self.title.setFont(theme().font("title"))
        foot = QHBoxLayout()
        foot.addStretch()
        for button in (self.cancel, self.save):
            button.setAutoDefault(False)
            foot.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        rows.addWidget(self.title)
        rows.addWidget(self.form)
        rows.addSpacing(4)
        rows.addWidget(self.impact, 1)
        rows.addWidget(self.notes)
        rows.addWidget(self.question)
        rows.addLayout(foot)
        self.resize(820, 620)

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.save.clicked.connect(self.try_save)
        self.cancel.clicked.connect(self.reject)
        self.question.discard.connect(self._leave)
        self.session.changed.connect(self._on_change)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.try_save)

    def dirty(self) -> bool:
        """Whether anything was changed since it was opened."""
        return self.form.wish() != self._first

    def _typed(self) -> None:
        self._refused.clear()
        self._show()
        self._concerned.ask(self._catalogue)

    # --- what is wrong ---------------------------------------------------------------------------

    def _show(self) -> None:
        for name, field in self.form.fields.items():
            found = self.form.wrong(name, quiet=not self._loud)
            said = self._refused.get(name)
            field.show_notes([*found, *self._crossing(name), *([Note(said)] if said else [])])
        self.notes.show_notes(self._notes())
        self._concerned.show(self._catalogue)
        self.save.setEnabled(not self._busy and self._may())

    def _notes(self) -> list[Note]:
        found = []
        site = self._catalogue.site(self.form.site.code() or "")
        if site is not None and not self._may():
            text = self.tr(
                "You do not look after {site} any more, so this cannot be saved. What you typed"
                " stays here until you close it."
            )
            found.append(Note(text.format(site=pick(site.name))))
        if self._theirs is not None:
            text = self.tr("Somebody else changed this meanwhile. It is now: {closure}.")
            found.append(Note(text.format(closure=self._in_words(self._theirs)), "info"))
        if self._refused.get(""):
            found.append(Note(self._refused[""]))
        return found

    def _may(self) -> bool:
        me, site = self._catalogue.me(), self._catalogue.site(self.form.site.code() or "")
        return me is not None and (site is None or me.administers(site.id))

    # --- what somebody else does to it -----------------------------------------------------------

    def _meet_others(self) -> None:
        """Take over what only somebody else changed; keep beside mine what both did."""
        known = None if self._key is None else self._catalogue.closures.get(self._key)
        if known is None or known.rev == self._seen:
            return
        theirs = closure_wish(self._catalogue, known)
        found = closure_merge.merge(self._base, self.form.wish(), theirs)
        if theirs not in (self._base, self.form.wish()):
            self._theirs = theirs
        self._base, self._seen, self._first = theirs, known.rev, theirs
        self._crossed = found.crossed
        for part in found.taken:
            self.form.put(part, found.wish)
        if closure_merge.REASON in found.crossed:
            # Other languages of it may be theirs all the same.
            self.form.put(closure_merge.REASON, found.wish)
        self._show()

    def _crossing(self, name: str) -> list[Note]:
        theirs, part = self._theirs, name
        if theirs is None or part not in self._crossed:
            return []
        if closure_merge.of(part, theirs) == closure_merge.of(part, self.form.wish()):
            return []
        text = self.tr("Both of you changed this; theirs is {theirs}. Saving puts yours there.")
        sentence = text.format(theirs=self._part_in_words(part, theirs))
        take = partial(self._take_part, part, theirs)
        return [Note(sentence, "warning", self.tr("Take theirs"), take)]

    def _take_part(self, part: str, theirs: ClosureWish) -> None:
        self.form.put(part, theirs)
        self._typed()

    def _part_in_words(self, part: str, wish: ClosureWish) -> str:
        if part == closure_merge.PLACE:
            return where_text(wish, self._catalogue)
        if part == closure_merge.REASON:
            return pick(wish.reason)
        if wish.start is None or wish.end is None:
            return ""
        return shown.when(wish.start, wish.end, self.form.zone(), self.session.local.now())

    def _in_words(self, wish: ClosureWish) -> str:
        parts = [self._part_in_words(part, wish) for part in closure_merge.PARTS]
        return shown.items([one for one in parts if one])

    def _unread(self, error: Exception) -> None:
        self._refused[""] = words.error(error)
        self._show()

    # --- saving ----------------------------------------------------------------------------------

    def try_save(self) -> None:
        """Save if everything is in order; else lead to what is not."""
        if self._busy:
            return
        self._loud = True
        self._show()
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._may():
            return
        key = self._key
        if key is not None and not self.dirty():
            self._leave()
            return
        seen = None if key is None else self._seen
        wish, inventory = self.form.wish(), self.session.inventory
        self._busy = True
        self.save.setEnabled(False)
        what = shown.items([where_text(wish, self._catalogue), pick(wish.reason)])
        self.acts.make(
            [lambda: inventory.put_closure(wish, key, seen=seen)], what, self._saved, self._failed
        )

    def _saved(self, changes: tuple[object, ...]) -> None:
        self.saved.emit(changes)
        self._leave()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if self._gone:
            return
        if isinstance(error, RefusedError) and error.code == codes.STALE:
            self._on_change()
            return
        field = str(error.data.get("field", "")) if isinstance(error, RefusedError) else ""
        name = FIELDS.get(field.partition(".")[0], "")
        self._refused[name] = words.error(error, self.form.zone(), self._catalogue)
        self._show()

    # --- what changes meanwhile ------------------------------------------------------------------

    def _on_change(self, *_: object) -> None:
        try:
            catalogue = self.session.local.visible()
        except BookingError:
            catalogue = self._catalogue
        if catalogue.me() is not None and catalogue is not self._catalogue:
            self._catalogue = catalogue
            self.form.set_catalogue(catalogue)
        if not self._busy:
            self._meet_others()
        self._show()
        self._concerned.ask(self._catalogue)

    def reject(self) -> None:
        """Qt's: what was typed is not lost without a question."""
        if self.dirty() and not self._busy:
            self.question.ask()
            return
        self._leave()

    def _leave(self) -> None:
        if not self._gone:
            self._gone = True
            self._concerned.stop()
            self.session.changed.disconnect(self._on_change)
            super().reject()

    def retranslate(self) -> None:
        """Set every text anew."""
        new = self._key is None
        title = self.tr("New closure") if new else self.tr("Change a closure")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.save.setText(self.tr("Close it") if new else self.tr("Save"))
        self.save.setToolTip(self.tr("Save (Ctrl+S)"))
        self.cancel.setText(self.tr("Cancel"))
        self._show()
