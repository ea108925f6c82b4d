"""The fields of a closure: where, when and why, each with what is wrong beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from booking.model import Catalogue, Names, Problem, ResourceState
from booking.rules import codes
from booking.services.inventory import ClosureWish
from ui import format as shown
from ui import words
from ui.i18n import Retranslated, pick
from ui.models.closure_merge import PLACE, TIME
from ui.models.closures import USUAL_REASONS
from ui.session import Session
from ui.widgets.flow import Flow
from ui.widgets.form_field import Choice, FormField
from ui.widgets.inventory_lines import PlacePick
from ui.widgets.names_edit import NamesEdit
from ui.widgets.problem_list import Note
from ui.widgets.when_edit import DAY, WhenEdit, frame_of
from ui.words import filling

FIELDS: Final[Mapping[str, str]] = {
    "site": "site",
    "resource": "resource",
    "from": "when",
    "to": "when",
    "reason": "reason",
}
"""Fields of this form by those of a refusal."""


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


class ClosureForm(Retranslated):
    """What a closure says.

    Attributes:
        changed: () somebody changed a field.
        fields: by name: "site", "resource", "when", "reason".
        site, resource, when, all_day, reason, usual: the parts.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        wish: ClosureWish,
        *,
        new: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = catalogue
        self._began_at = wish.site
        self._new = new
        self.site, self.resource = Choice(self), PlacePick(catalogue, self)
        self.when = _LongWhen(frame_of(self.zone(), session.local.now()), self)
        self.all_day = QPushButton(self)
        self.reason = NamesEdit(self)
        self.usual = [QPushButton(self) for _ in USUAL_REASONS]
        self._lay_out()
        self.site.changed.connect(self._follow_site)
        for part in (self.site, self.resource, self.when, self.reason):
            part.changed.connect(self.changed)
        for button, reason in zip(self.usual, USUAL_REASONS, strict=True):
            button.clicked.connect(partial(self._take_reason, reason))
        self.all_day.clicked.connect(self.when.take_whole_days)
        self.retranslate()
        self._fill(wish)

    def _lay_out(self) -> None:
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
        for button in (self.all_day, *self.usual):
            button.setAutoDefault(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.fields["site"], 0, 0)
        grid.addWidget(self.fields["resource"], 0, 1)
        grid.addWidget(self.fields["when"], 1, 0, 1, 2)
        grid.addWidget(self.fields["reason"], 2, 0, 1, 2)
        grid.addWidget(flow, 3, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)

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

    def put(self, part: str, wish: ClosureWish) -> None:
        """Show one part of a closure; what is typed in the others stays as it is."""
        if part == PLACE:
            self.resource.set_value(wish.resource or None)
        elif part == TIME:
            self.when.set_time(wish.start, wish.end)
        else:
            self.reason.set_value(wish.reason)

    def _fill(self, wish: ClosureWish) -> None:
        self.site.set_code(wish.site or None)
        self._follow_site()
        self.resource.set_value(wish.resource or None)
        if wish.start is not None or wish.end is not None:
            self.when.set_time(wish.start, wish.end)
        else:
            self.when.set_day(frame_of(self.zone(), self._session.local.now()).today)
        self.reason.set_value(wish.reason)

    def zone(self) -> str:
        """Return the zone on whose clocks the closure is."""
        site = self._catalogue.site(self.site.code() or self._began_at)
        return "UTC" if site is None else site.timezone

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Offer what there is now."""
        self._catalogue = catalogue
        self.resource.set_catalogue(catalogue)
        self._offer_sites()
        self._follow_site()

    def _offer_sites(self) -> None:
        catalogue, me = self._catalogue, self._catalogue.me()
        sites = sorted(catalogue.sites.values(), key=lambda one: (one.sort, one.code))
        ours = [
            one
            for one in sites
            if (me is not None and me.administers(one.id)) or one.code == self._began_at
        ]
        self.site.offer((one.code, pick(one.name)) for one in ours)
        self.site.setEnabled(self._new)

    def _follow_site(self) -> None:
        site = self._catalogue.site(self.site.code() or "")
        key = -1 if site is None else site.id
        self.resource.offer(
            one
            for one in self._catalogue.resources.values()
            if one.site_id == key and one.state is not ResourceState.RETIRED
        )
        self.when.set_frame(frame_of(self.zone(), self._session.local.now()))

    def _take_reason(self, reason: Names, *_: object) -> None:
        self.reason.set_value(reason)
        self.changed.emit()

    # --- what is wrong ---------------------------------------------------------------------------

    def first_wrong(self) -> QWidget | None:
        """Return the first field that cannot stay as it is."""
        bad = next((name for name in self.fields if self.wrong(name, quiet=False)), "")
        if not bad:
            return None
        if bad == "when":
            empty = (one for one in self.when.fields()[:-1] if one.value() is None)
            return next(empty, self.when.end)
        return self.reason if bad == "reason" else self.fields[bad].control

    def wrong(self, name: str, *, quiet: bool) -> list[Note]:
        """Return what is wrong with a field; `quiet`: nothing of what is missing."""
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
        if end is None or end > self._session.local.now():
            return []
        return [Note(words.problem(Problem(codes.IN_PAST)))]

    def retranslate(self) -> None:
        """Set every text anew."""
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
