"""Closes a site or a resource for a time, once one has seen which bookings that concerns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from booking.errors import BookingError
from booking.model import Catalogue, Names, Problem, ResourceState
from booking.rules import codes
from booking.services.inventory import ClosureWish, closure_wish
from booking.services.refusal import RefusedError
from booking.services.views import Projected
from ui import format as shown
from ui import words
from ui.dialogs.base import Dialog, plain_label
from ui.dialogs.inventory_acts import InventoryActs
from ui.i18n import pick
from ui.models.closures import USUAL_REASONS, where_text
from ui.models.impact import Contacts, affected_rows
from ui.session import Session
from ui.theme import theme
from ui.widgets.flow import Flow
from ui.widgets.form_field import Choice, FormField
from ui.widgets.impact_list import ImpactList
from ui.widgets.inline_question import DiscardQuestion
from ui.widgets.inventory_lines import PlacePick
from ui.widgets.names_edit import NamesEdit
from ui.widgets.problem_list import Note, ProblemList
from ui.widgets.when_edit import DAY, WhenEdit, frame_of
from ui.words import filling

_FIELDS = {"site": "site", "resource": "resource", "from": "when", "to": "when", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class OpenedClosure:
    """What an editor begins with.

    Attributes:
        wish: what is shown.
        closure: which one is changed, None for a new one.
        seen: revision that the wish was made from, 0 where there is none yet.
    """

    wish: ClosureWish
    closure: UUID | None = None
    seen: int = 0


class _LongWhen(WhenEdit):
    """A time that may end on another day, which is always shown."""

    def take_whole_days(self) -> None:
        """Have it last from midnight to midnight, as if somebody had typed that."""
        self.begin.set_value(0)
        self.last.set_value(self.last.value() or self.day.value())
        self.end.set_value(DAY)
        self._end_moved()

    def _show_last(self) -> None:
        self.last.setVisible(True)


class ClosureEditor(Dialog):
    """Puts a closure, or changes one. Whatever is refused, what was typed stays.

    Attributes:
        saved: (tuple of QueuedChange)
        site, resource, when, reason, usual, impact, notes, save, cancel: the parts.
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
        self._opened = opened
        self._contacts = contacts or {}
        self._loud = self._busy = self._gone = False
        self._reading = self._again = False
        self._refused: dict[str, str] = {}
        self._found: tuple[Projected, ...] | None = None
        self.title = plain_label()
        self.site, self.resource = Choice(self), PlacePick(catalogue, self)
        self.when = _LongWhen(frame_of(self._zone(), session.local.now()), self)
        self.all_day = QPushButton(self)
        self.reason = NamesEdit(self)
        self.usual = [QPushButton(self) for _ in USUAL_REASONS]
        self.impact = ImpactList(self)
        self.notes = ProblemList(self)
        self.question = DiscardQuestion(self)
        self.save, self.cancel = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._fill(opened.wish)
        self._first = self.wish()

    def _lay_out(self) -> None:
        self.title.setFont(theme().font("title"))
        time = QWidget(self)
        line = QHBoxLayout(time)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.when)
        line.addWidget(self.all_day)
        line.addStretch()
        self.all_day.setProperty("kind", "link")
        self.fields = {
            "site": FormField(self.site, self),
            "resource": FormField(self.resource, self),
            "when": FormField(time, self),
            "reason": FormField(self.reason, self),
        }
        self.fields["when"].label.setBuddy(self.when)
        flow = Flow(self, 6)
        for button in self.usual:
            button.setProperty("kind", "offer")
            flow.add(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.fields["site"], 0, 0)
        grid.addWidget(self.fields["resource"], 0, 1)
        grid.addWidget(self.fields["when"], 1, 0, 1, 2)
        grid.addWidget(self.fields["reason"], 2, 0, 1, 2)
        grid.addWidget(flow, 3, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        foot = QHBoxLayout()
        foot.addStretch()
        for button in (self.all_day, *self.usual, self.cancel, self.save):
            button.setAutoDefault(False)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        rows.addWidget(self.title)
        rows.addLayout(grid)
        rows.addSpacing(4)
        rows.addWidget(self.impact, 1)
        rows.addWidget(self.notes)
        rows.addWidget(self.question)
        rows.addLayout(foot)
        self.resize(820, 620)

    def _connect(self) -> None:
        self.site.changed.connect(self._follow_site)
        for part in (self.site, self.resource, self.when, self.reason):
            part.changed.connect(self._typed)
        for button, reason in zip(self.usual, USUAL_REASONS, strict=True):
            button.clicked.connect(partial(self._take_reason, reason))
        self.all_day.clicked.connect(self.when.take_whole_days)
        self.save.clicked.connect(self.try_save)
        self.cancel.clicked.connect(self.reject)
        self.question.discard.connect(self._leave)
        self.session.changed.connect(self._on_change)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.try_save)

    # --- what is filled in -----------------------------------------------------------------------

    def wish(self) -> ClosureWish:
        """Return the closure as it is filled in."""
        code = self.resource.value()
        whole = code is None and self.resource.untouched()
        # What is typed and not understood is no closure of the whole site.
        return ClosureWish(
            self.site.code() or "",
            None if whole else code or "",
            self.when.start(),
            self.when.until(),
            self.reason.value(),
        )

    def dirty(self) -> bool:
        """Whether anything was changed since it was opened."""
        return self.wish() != self._first

    def _fill(self, wish: ClosureWish) -> None:
        self.site.set_code(wish.site or None)
        self._follow_site()
        self.resource.set_value(wish.resource or None)
        if wish.start is not None or wish.end is not None:
            self.when.set_time(wish.start, wish.end)
        else:
            self.when.set_day(frame_of(self._zone(), self.session.local.now()).today)
        self.reason.set_value(wish.reason)
        self._show()
        self._ask()

    def _zone(self) -> str:
        site = self._catalogue.site(self.site.code() or self._opened.wish.site)
        return "UTC" if site is None else site.timezone

    def _follow_site(self) -> None:
        site = self._catalogue.site(self.site.code() or "")
        key = -1 if site is None else site.id
        self.resource.offer(
            one
            for one in self._catalogue.resources.values()
            if one.site_id == key and one.state is not ResourceState.RETIRED
        )
        self.when.set_frame(frame_of(self._zone(), self.session.local.now()))

    def _take_reason(self, reason: Names, *_: object) -> None:
        self.reason.set_value(reason)
        self._typed()

    def _typed(self) -> None:
        self._refused.clear()
        self._show()
        self._ask()

    # --- who is concerned ------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._reading:
            self._again = True
            return
        wish, inventory = self.wish(), self.session.inventory
        self._reading = True
        self.session.read(lambda: inventory.affected(wish), self._take, self._unread)

    def _take(self, found: tuple[Projected, ...]) -> None:
        self._reading = False
        if self._gone:
            return
        self._found = found
        self._show_impact()
        if self._again:
            self._again = False
            self._ask()

    def _unread(self, error: Exception) -> None:
        self._reading = False
        if not self._gone:
            self._refused[""] = words.error(error)
            self._show()

    def _show_impact(self) -> None:
        wish = self.wish()
        if wish.start is None or wish.end is None or wish.resource == "":
            text = self.tr("Say what is closed and when, and the bookings concerned stand here.")
            self.impact.show_rows((), text)
            return
        now = self.session.local.now()
        rows = affected_rows(self._found or (), self._catalogue, self._contacts, now)
        self.impact.show_rows(rows, self.tr("No booking is concerned."))

    # --- what is wrong ---------------------------------------------------------------------------

    def _show(self) -> None:
        quiet = not self._loud
        found = {name: self._wrong(name, quiet=quiet) for name in self.fields}
        for name, field in self.fields.items():
            said = self._refused.get(name)
            field.show_notes([*found[name], *([Note(said)] if said else [])])
        self.notes.show_notes(self._notes())
        self._show_impact()
        self.save.setEnabled(not self._busy and self._may())

    def _wrong(self, name: str, *, quiet: bool) -> list[Note]:
        if name == "site":
            empty = not self.site.code() and not quiet
            return [Note(filling.missing("site"))] if empty else []
        if name == "resource":
            line = self.resource
            if line.untouched() or line.wrong() is None:
                return []
            near = line.nearest()
            return [Note(line.why(), "danger", near, line.take_nearest if near else None)]
        if name == "when":
            return self.when.notes(quiet=quiet) or self._over()
        found = self.reason.notes()
        if not quiet and not any(self.reason.value().as_json().values()):
            found.append(Note(self.tr("Please give a reason in one language at least.")))
        return found

    def _over(self) -> list[Note]:
        end = self.when.until()
        if end is None or end > self.session.local.now():
            return []
        return [Note(words.problem(Problem(codes.IN_PAST)))]

    def _notes(self) -> list[Note]:
        found = []
        site = self._catalogue.site(self.site.code() or "")
        if site is not None and not self._may():
            text = self.tr(
                "You do not look after {site} any more, so this cannot be saved. What you typed"
                " stays here until you close it."
            )
            found.append(Note(text.format(site=pick(site.name))))
        theirs = self._theirs()
        if theirs is not None:
            text = self.tr(
                "Somebody else changed this meanwhile. It is now: {closure}. Saving puts yours in"
                " its place."
            )
            sentence = text.format(closure=self._in_words(theirs))
            found.append(Note(sentence, "warning", self.tr("Take theirs"), self._take_theirs))
        if self._refused.get(""):
            found.append(Note(self._refused[""]))
        return found

    def _may(self) -> bool:
        me, site = self._catalogue.me(), self._catalogue.site(self.site.code() or "")
        return me is not None and (site is None or me.administers(site.id))

    def _theirs(self) -> ClosureWish | None:
        """Return the closure as somebody else has changed it, None where nobody has."""
        key = self._opened.closure
        known = None if key is None else self._catalogue.closures.get(key)
        if known is None or known.rev == self._opened.seen:
            return None
        theirs = closure_wish(self._catalogue, known)
        return None if theirs in (self._opened.wish, self.wish()) else theirs

    def _take_theirs(self) -> None:
        theirs = self._theirs()
        if theirs is not None:
            self._fill(theirs)

    def _in_words(self, wish: ClosureWish) -> str:
        parts = [where_text(wish, self._catalogue)]
        if wish.start is not None and wish.end is not None:
            now = self.session.local.now()
            parts.append(shown.when(wish.start, wish.end, self._zone(), now))
        return shown.items([*parts, pick(wish.reason)])

    # --- saving ----------------------------------------------------------------------------------

    def try_save(self) -> None:
        """Save if everything is in order; else lead to what is not."""
        if self._busy:
            return
        self._loud = True
        self._show()
        bad = next((name for name in self.fields if self._wrong(name, quiet=False)), "")
        if bad:
            control = {"when": self._wrong_time(), "reason": self.reason}.get(bad)
            (control or self.fields[bad].control).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._may():
            return
        key = self._opened.closure
        if key is not None and not self.dirty():
            self._leave()
            return
        known = None if key is None else self._catalogue.closures.get(key)
        seen = None if key is None else (0 if known is None else known.rev)
        wish, inventory = self.wish(), self.session.inventory
        self._busy = True
        self.save.setEnabled(False)
        what = shown.items([where_text(wish, self._catalogue), pick(wish.reason)])
        self.acts.make(
            [lambda: inventory.put_closure(wish, key, seen=seen)], what, self._saved, self._failed
        )

    def _wrong_time(self) -> QWidget:
        empty = (one for one in self.when.fields()[:-1] if one.value() is None)
        return next(empty, self.when.end)

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
        name = _FIELDS.get(field.partition(".")[0], "")
        self._refused[name] = words.error(error, self._zone(), self._catalogue)
        self._show()

    # --- what changes meanwhile ------------------------------------------------------------------

    def _on_change(self, *_: object) -> None:
        try:
            catalogue = self.session.local.visible()
        except BookingError:
            return
        if catalogue.me() is not None and catalogue is not self._catalogue:
            self._catalogue = catalogue
            self.resource.set_catalogue(catalogue)
            self._offer_sites()
            self._follow_site()
        self._show()
        self._ask()

    def reject(self) -> None:
        """Qt's: what was typed is not lost without a question."""
        if self.dirty() and not self._busy:
            self.question.ask()
            return
        self._leave()

    def _leave(self) -> None:
        if not self._gone:
            self._gone = True
            self.session.changed.disconnect(self._on_change)
            super().reject()

    def _offer_sites(self) -> None:
        catalogue, me = self._catalogue, self._catalogue.me()
        sites = sorted(catalogue.sites.values(), key=lambda one: (one.sort, one.code))
        chosen = self._opened.wish.site
        ours = [
            one
            for one in sites
            if (me is not None and me.administers(one.id)) or one.code == chosen
        ]
        self.site.offer((one.code, pick(one.name)) for one in ours)
        self.site.setEnabled(self._opened.closure is None)

    def retranslate(self) -> None:
        """Set every text anew."""
        new = self._opened.closure is None
        title = self.tr("New closure") if new else self.tr("Change a closure")
        self.setWindowTitle(title)
        self.title.setText(title)
        self._offer_sites()
        self.site.setPlaceholderText(self.tr("Please choose"))
        self.resource.setPlaceholderText(self.tr("All of the site"))
        for name, text in (
            ("site", self.tr("Site")),
            ("resource", self.tr("What is closed")),
            ("when", self.tr("From and until")),
            ("reason", self.tr("Reason")),
        ):
            self.fields[name].set_text(text)
            self.fields[name].control.setAccessibleName(text)
        self.reason.set_title(self.tr("Reason"))
        for button, reason in zip(self.usual, USUAL_REASONS, strict=True):
            button.setText(pick(reason))
            button.setToolTip(shown.items(list(dict.fromkeys(reason.as_json().values()))))
        self.all_day.setText(self.tr("All day"))
        self.save.setText(self.tr("Close it") if new else self.tr("Save"))
        self.save.setToolTip(self.tr("Save (Ctrl+S)"))
        self.cancel.setText(self.tr("Cancel"))
        self._show()
