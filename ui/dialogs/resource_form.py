"""The fields of a resource, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from booking.model import Catalogue, Names, Resource, ResourceKind, ResourceState
from ui import words
from ui.dialogs.resource_notes import LAB_CLASS, FieldNotes
from ui.dialogs.resource_sections import SECTIONS, section_title
from ui.i18n import Retranslated, pick
from ui.models import documents
from ui.theme import theme
from ui.widgets.form_field import Choice, FormField, OpenTo
from ui.widgets.inventory_lines import CodeEdit, MoneyEdit, PlacePick, is_code
from ui.widgets.names_edit import NamesEdit
from ui.widgets.people_edit import NumberEdit
from ui.widgets.problem_list import Note
from ui.widgets.title_edit import TitleEdit
from ui.widgets.token_edit import Token, TokenEdit
from ui.widgets.typed_edit import TypedEdit
from ui.words.names import MODES

MOST: Final = {"capacity": 10_000, "area_m2": 100_000, "units": 200}


class ResourceForm(Retranslated):
    """A document, filled in.

    Attributes:
        changed: () somebody changed something.
        fields, controls: by the names of the document.
        own: code of the resource that is changed, "" for a new one.
    """

    changed = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.own = ""
        self._extra: dict[str, str] = {}
        self._notes = FieldNotes(self)
        self.code = CodeEdit(self)
        self.site, self.floor, self.kind = Choice(self), Choice(self), Choice(self)
        self.name, self.description, self.unit_name = (NamesEdit(self) for _ in range(3))
        self.capacity, self.area, self.units = (NumberEdit(self) for _ in range(3))
        self.features, self.parts = TokenEdit(self), TokenEdit(self)
        self.located_in = PlacePick(catalogue, self)
        self.policy, self.hours = Choice(self), Choice(self)
        self.rate, self.rate_unit = MoneyEdit(self), Choice(self)
        self.state, self.mode = Choice(self), Choice(self)
        self.lab_class = TitleEdit(LAB_CLASS, self)
        self.classes = OpenTo(self)
        self.bookable = QCheckBox(self)
        self.code.taken = self._taken
        self.features.valid = is_code
        for name, line in self._numbers().items():
            line.most = MOST[name]
        self.controls: dict[str, QWidget] = {
            "code": self.code,
            "site": self.site,
            "floor": self.floor,
            "kind": self.kind,
            "name": self.name,
            "description": self.description,
            "unit_name": self.unit_name,
            "capacity": self.capacity,
            "area_m2": self.area,
            "units": self.units,
            "features": self.features,
            "parts": self.parts,
            "located_in": self.located_in,
            "policy": self.policy,
            "hours": self.hours,
            "rate_fen": self.rate,
            "rate_unit": self.rate_unit,
            "state": self.state,
            "mode": self.mode,
            "lab_class": self.lab_class,
            "classes": self.classes,
            "bookable": self.bookable,
        }
        self.fields = {name: FormField(one, self) for name, one in self.controls.items()}
        self._heads: list[tuple[QLabel, str]] = []
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- building --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 12, 20, 12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column in range(12):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 40)
        for title, lines in SECTIONS:
            head = QLabel(self)
            head.setContentsMargins(0, 8 if self._heads else 0, 0, 0)
            self._heads.append((head, title))
            grid.addWidget(head, grid.rowCount(), 0, 1, 12)
            for line in lines:
                place, column = grid.rowCount(), 0
                for name, width in line:
                    grid.addWidget(self.fields[name], place, column, 1, width)
                    column += width
        rows.addLayout(grid)
        rows.addStretch()
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        for head, _ in self._heads:
            head.setFont(theme().font("heading"))

    def _connect(self) -> None:
        for control in self.controls.values():
            if isinstance(control, QCheckBox):
                control.toggled.connect(self.changed)
            elif isinstance(control, TitleEdit):
                control.textEdited.connect(self.changed)
            elif isinstance(control, TypedEdit | Choice | NamesEdit | TokenEdit | OpenTo):
                control.changed.connect(self.changed)
        self.site.changed.connect(self._follow_site)

    def _numbers(self) -> dict[str, NumberEdit]:
        return {"capacity": self.capacity, "area_m2": self.area, "units": self.units}

    # --- what the editor calls -------------------------------------------------------------------

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Choose out of another picture of the inventory; what is filled in stays."""
        if catalogue is not self.catalogue:
            self.catalogue = catalogue
            self.located_in.set_catalogue(catalogue)
            self._offer()

    def fill(self, document: Mapping[str, Any], *, new: bool) -> None:
        """Show a document; tells nobody. What exists keeps its code and its site."""
        self.blockSignals(True)
        values = documents.flat(document)
        self.own = "" if new else str(values["code"])
        self.code.set_value(values["code"] or None)
        self.code.setReadOnly(not new)
        self.site.set_code(values["site"])
        self.site.setEnabled(new)
        self._offer()
        for name in ("floor", "kind", "policy", "hours", "rate_unit", "state", "mode"):
            control = self.controls[name]
            assert isinstance(control, Choice)
            control.set_code(values[name] or ("" if name in ("floor", "mode") else None))
        for name in documents.TEXTS:
            control = self.controls[name]
            assert isinstance(control, NamesEdit)
            control.set_value(Names.of(document.get(name)))
        for name, line in self._numbers().items():
            line.set_value(values[name])
        self.features.set_codes(values["features"])
        self.parts.set_codes(values["parts"])
        self.located_in.set_value(values["located_in"])
        self.rate.set_value(values["rate_fen"])
        self.lab_class.setText(values["lab_class"])
        self.classes.set_value(values["classes"])
        self.bookable.setChecked(values["bookable"])
        self._extra.clear()
        self.blockSignals(False)

    def document(self) -> dict[str, Any]:
        """Return the document as it is filled in; what is not clear is None."""
        return {
            "code": self.code.value() or "",
            "site": self.site.code() or "",
            "floor": self.floor.code() or None,
            "kind": self.kind.code(),
            "name": self.name.value().as_json(),
            "description": self.description.value().as_json(),
            "capacity": self.capacity.value(),
            "area_m2": self.area.value(),
            "units": self.units.value(),
            "unit_name": self.unit_name.value().as_json(),
            "features": list(self.features.codes()),
            "located_in": self.located_in.value(),
            "parts": list(self.parts.codes()),
            "policy": self.policy.code(),
            "hours": self.hours.code(),
            "rate_fen": self.rate.value(),
            "rate_unit": self.rate_unit.code(),
            "lab_class": self.lab_class.text().strip(),
            "mode": self.mode.code() or "",
            "classes": _listed(self.classes.value()),
            "bookable": self.bookable.isChecked(),
            "state": self.state.code(),
        }

    def add_note(self, field: str, sentence: str) -> bool:
        """Show what the shared database says of a field; returns whether there is such a field."""
        name = field.removeprefix("resource.").partition(".")[0]
        if name not in self.fields:
            return False
        self._extra[name] = sentence
        return True

    def forget_notes(self) -> None:
        """Show no more what was said before of what is changed now."""
        self._extra.clear()

    def check(self, *, quiet: bool) -> QWidget | None:
        """Show what is wrong beside each field; returns the first one that has to be changed.

        Args:
            quiet: say nothing of what is missing.
        """
        first = None
        for name, field in self.fields.items():
            notes = self._notes.of(name, quiet=quiet)
            said = self._extra.get(name)
            field.show_notes([*notes, *([Note(said)] if said else [])])
            if first is None and any(note.tone == "danger" for note in notes):
                first = field.control
        return first

    def wrong(self) -> bool:
        """Whether anything is missing or cannot be kept."""
        return any(
            note.tone == "danger"
            for name in self.fields
            for note in self._notes.of(name, quiet=False)
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        for head, title in self._heads:
            head.setText(section_title(title))
        for name, field in self.fields.items():
            text = words.field(name)
            field.set_text(text)
            field.control.setAccessibleName(text)
        self.fields["bookable"].label.setText("")
        self.bookable.setText(words.field("bookable"))
        for name in ("name", "description", "unit_name"):
            control = self.controls[name]
            assert isinstance(control, NamesEdit)
            control.set_title(words.field(name))
        self.features.set_title(words.field("features"))
        self.parts.set_title(words.field("parts"))
        nobody = self.tr("None")
        self.located_in.setPlaceholderText(nobody)
        self.capacity.setPlaceholderText(self.tr("Does not count"))
        self.area.setPlaceholderText(self.tr("Not known"))
        for choice in (self.policy, self.hours, self.kind, self.site):
            choice.setPlaceholderText(self.tr("Please choose"))
        self._offer()

    # --- what can be chosen ----------------------------------------------------------------------

    def _offer(self) -> None:
        catalogue, me = self.catalogue, self.catalogue.me()
        sites = sorted(catalogue.sites.values(), key=lambda one: (one.sort, one.code))
        ours = [one for one in sites if me is not None and me.administers(one.id)]
        self.site.offer((one.code, pick(one.name)) for one in ours)
        known = catalogue.site(self.site.code() or "")
        if known is not None and known not in ours:
            self.site.setItemText(self.site.currentIndex(), pick(known.name))
        self.kind.offer((one.value, words.kind(one)) for one in ResourceKind)
        policies = sorted(catalogue.policies.values(), key=lambda one: one.code)
        self.policy.offer((one.code, pick(one.name) or one.code) for one in policies)
        hours = sorted(catalogue.hours.values(), key=lambda one: one.code)
        self.hours.offer((one.code, pick(one.name) or one.code) for one in hours)
        units = ("hour", "unit_hour", "unit_day")
        self.rate_unit.offer((one, documents.rate_unit(one)) for one in units)
        states: list[ResourceState] = [one for one in ResourceState if one != "retired"]
        if self.state.code() == ResourceState.RETIRED:
            states.append(ResourceState.RETIRED)
        self.state.offer((one.value, words.resource_state(one)) for one in states)
        none = QCoreApplication.translate("ResourceForm", "Not said")
        self.mode.offer([("", none), *((one, words.mode(one)) for one in MODES)])
        features = {code for one in catalogue.resources.values() for code in one.features}
        self.features.offer(_feature(code) for code in sorted(features))
        classes = dict.fromkeys((*documents.CLASSES, *_used_classes(catalogue)))
        self.classes.offer((one, documents.tenant_class(one)) for one in classes)
        self._follow_site()

    def _follow_site(self) -> None:
        """Offer the floors and the resources of the site that is chosen."""
        catalogue = self.catalogue
        site = catalogue.site(self.site.code() or "")
        key = -1 if site is None else site.id
        floors = [one for one in catalogue.floors.values() if one.site_id == key]
        floors.sort(key=lambda one: one.sort)
        none = QCoreApplication.translate("ResourceForm", "No floor")
        chosen = self.floor.code()
        self.floor.offer([("", none), *((one.code, pick(one.name)) for one in floors)])
        if chosen and chosen not in {one.code for one in floors} and site is not None:
            self.floor.set_code("")
        here = [one for one in catalogue.resources.values() if self._beside(one, key)]
        self.located_in.offer(one for one in here if one.kind is not ResourceKind.EQUIPMENT)
        self.parts.offer(_place(one) for one in here if not one.parts)

    def _beside(self, resource: Resource, site: int) -> bool:
        retired = resource.state is ResourceState.RETIRED
        return resource.site_id == site and resource.code != self.own and not retired

    def _taken(self, code: str) -> bool:
        return code != self.own and self.catalogue.resource(code) is not None


def _listed(found: tuple[str, ...] | None) -> list[str] | None:
    return None if found is None else list(found)


def _feature(code: str) -> Token:
    names = words.feature_names(code)
    return Token(code, pick(names) or code, (names.en, names.zh_hant, names.zh_hans))


def _place(resource: Resource) -> Token:
    names = resource.name
    label = f"{pick(names)} ({resource.code})"
    return Token(resource.code, label, (names.en, names.zh_hant, names.zh_hans))


def _used_classes(catalogue: Catalogue) -> list[str]:
    used = {one.tenant_class for one in catalogue.tenants.values()}
    for resource in catalogue.resources.values():
        used |= set(resource.classes or ())
    return sorted(used - {""})
