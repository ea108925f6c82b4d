"""What was understood of a line, as fields: people, time, length, features, kind, site."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from booking.model import Catalogue, ResourceKind, ResourceState
from ui import words
from ui.i18n import Retranslated, pick
from ui.models.wanted import DAY, Asked, Wanted
from ui.widgets.chips import Choice, FieldChip, MenuChip
from ui.widgets.date_edit import DateEdit
from ui.widgets.duration_edit import DurationEdit
from ui.widgets.flow import Flow
from ui.widgets.people_edit import NumberEdit
from ui.widgets.time_edit import TimeEdit

_QUARTER: Final = 15


class LookingFor(Retranslated):
    """The fields of `Wanted`; what nobody said is shown as it is supposed, without a colour.

    Attributes:
        changed: (dict) fields of `Wanted` that somebody changed, or "end" (minute of the day).
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue: Catalogue | None = None
        self.people = FieldChip(NumberEdit())
        self._date = DateEdit(date.min)
        self.day = FieldChip(self._date)
        self._from, self._to, self._long = TimeEdit(), TimeEdit(), DurationEdit()
        self._from.grid = self._to.grid = self._long.grid = self._long.least = _QUARTER
        self.start, self.end = FieldChip(self._from), FieldChip(self._to, crossed=False)
        self.length = FieldChip(self._long)
        self.features = MenuChip(several=True)
        self.kind = MenuChip()
        self.site = MenuChip()
        for name, chip in {
            "people": self.people,
            "day": self.day,
            "start": self.start,
            "end": self.end,
            "length": self.length,
        }.items():
            chip.changed.connect(self._teller(name))
        self.features.chosen.connect(lambda codes: self.changed.emit({"features": codes}))
        self.site.chosen.connect(lambda codes: self.changed.emit({"sites": codes}))
        self.kind.chosen.connect(lambda codes: self.changed.emit({"kind": "".join(codes[-1:])}))
        self._flow = Flow(self, gap=6)
        for one in self.chips():
            self._flow.add(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._flow)
        self.retranslate()

    def chips(self) -> list[FieldChip | MenuChip]:
        """Return all chips in their order."""
        fields = [self.people, self.day, self.start, self.end, self.length]
        return [*fields, self.features, self.kind, self.site]

    def _teller(self, name: str) -> Any:
        return lambda value: self.changed.emit({name: value})

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Offer what there is."""
        self._catalogue = catalogue
        self._offer()

    def show_wanted(self, wanted: Wanted, asked: Asked, today: date) -> None:
        """Show what was said, and what is supposed for the rest."""
        self._date.today = today
        self.people.show_value(asked.people, said=wanted.people is not None)
        self.day.show_value(asked.day, said=wanted.day is not None)
        self.start.show_value(asked.start, said=wanted.start is not None)
        end = asked.start + asked.length
        self._to.base = asked.start if end <= DAY else None
        timed = wanted.start is not None and wanted.length is not None
        self.end.show_value(end if end <= DAY else end % DAY, said=timed)
        self.length.show_value(asked.length, said=wanted.length is not None)
        self.features.show_codes(wanted.features, said=bool(wanted.features))
        self.kind.show_codes((wanted.kind,) if wanted.kind else (), said=bool(wanted.kind))
        self.site.show_codes(asked.sites, said=bool(wanted.sites))
        self._flow.place()

    def _offer(self) -> None:
        catalogue = self._catalogue
        if catalogue is None:
            return
        usable = [
            one
            for one in catalogue.resources.values()
            if one.bookable and one.state != ResourceState.RETIRED
        ]
        counted = Counter(code for one in usable for code in one.features)
        self.features.set_choices(
            [Choice(code, words.feature(code), str(n)) for code, n in counted.most_common()]
        )
        kinds = [kind for kind in ResourceKind if any(one.kind == kind for one in usable)]
        self.kind.set_choices([Choice(kind.value, words.kind(kind)) for kind in kinds])
        sites = sorted(catalogue.sites.values(), key=lambda site: (site.sort, site.code))
        self.site.set_choices([Choice(site.code, pick(site.name)) for site in sites])
        self._flow.place()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.people.set_label(self.tr("People"))
        self.day.set_label(self.tr("Date"))
        self.start.set_label(self.tr("From"))
        self.end.set_label(self.tr("To"))
        self.length.set_label(self.tr("Length"))
        more = self.tr("More")
        self.features.set_words(self.tr("Features"), self.tr("any"), more)
        self.kind.set_words(self.tr("Kind"), self.tr("any"), more)
        self.site.set_words(self.tr("Site"), self.tr("all"), more)
        self._offer()
        self._flow.place()
