"""What is wrong with each field of a resource's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from ui.widgets.form_field import Choice
from ui.widgets.names_edit import NamesEdit, unkept
from ui.widgets.problem_list import Note
from ui.widgets.title_edit import TitleEdit
from ui.widgets.token_edit import TokenEdit
from ui.widgets.typed_edit import TypedEdit
from ui.words import filling

if TYPE_CHECKING:
    from ui.dialogs.resource_form import ResourceForm

LAB_CLASS: Final = 60
NEEDED: Final = ("site", "kind", "policy", "hours")


class FieldNotes:
    """Says it of one form."""

    def __init__(self, form: ResourceForm) -> None:
        self._form = form

    def of(self, name: str, *, quiet: bool) -> Sequence[Note]:
        """Return what is wrong with a field; `quiet`: nothing of what is missing."""
        control = self._form.controls[name]
        if isinstance(control, TypedEdit):
            return self._typed(name, control, quiet=quiet)
        if isinstance(control, NamesEdit):
            return self._texts(name, control, quiet=quiet)
        if isinstance(control, TokenEdit):
            return self._tokens(name, control, quiet=quiet)
        if isinstance(control, Choice):
            empty = name in NEEDED and not control.code()
            return [Note(filling.missing(name))] if empty and not quiet else []
        if control is self._form.lab_class:
            return _line(self._form.lab_class)
        if control is self._form.classes and self._form.classes.value() == ():
            text = QCoreApplication.translate("filling", "Nobody could see it. Please choose.")
            return [Note(text)]
        return []

    def _typed(self, name: str, control: TypedEdit, *, quiet: bool) -> list[Note]:
        if control.isReadOnly():
            return []
        if control.untouched():
            needed = name in ("code", "units", "rate_fen")
            return [Note(filling.missing(name))] if needed and not quiet else []
        if control.wrong() is None:
            return self._alone() if name == "units" else []
        nearest = control.nearest()
        return [Note(control.why(), "danger", nearest, control.take_nearest if nearest else None)]

    def _alone(self) -> list[Note]:
        """Return that a combined room has no units, if it has some."""
        if not self._form.parts.codes() or self._form.units.value() == 1:
            return []
        text = QCoreApplication.translate("filling", "What has parts has no units of its own.")
        return [Note(text, "danger", "1", self._one_unit)]

    def _one_unit(self) -> None:
        self._form.units.set_value(1)
        self._form.changed.emit()

    def _texts(self, name: str, control: NamesEdit, *, quiet: bool) -> list[Note]:
        found = control.notes()
        if name == "name" and not control.value().en and not quiet:
            text = QCoreApplication.translate("filling", "Please give it a name in English.")
            found.insert(0, Note(text))
        return found

    def _tokens(self, name: str, control: TokenEdit, *, quiet: bool) -> list[Note]:
        found = control.notes()
        if found and not quiet and all(note.tone == "info" for note in found):
            text = QCoreApplication.translate(
                "filling", "Press Enter to add it, or empty the line."
            )
            found = [Note(text)]
        if name == "parts":
            found += self._nested()
        return found

    def _nested(self) -> list[Note]:
        """Return what speaks against the parts themselves."""
        found = []
        form, catalogue = self._form, self._form.catalogue
        own, codes = catalogue.resource(form.own), form.parts.codes()
        wholes = catalogue.resources.values()
        if own is not None and codes and any(own.id in one.parts for one in wholes):
            text = QCoreApplication.translate(
                "filling", "It is part of another one, so it has no parts itself."
            )
            found.append(Note(text))
        for code in codes:
            part = catalogue.resource(code)
            here = part is not None and catalogue.sites[part.site_id].code == form.site.code()
            if part is None or not here or part.parts or code == form.own:
                text = QCoreApplication.translate("filling", "{code} cannot be a part of it.")
                found.append(Note(text.format(code=code)))
        return found


def _line(line: TitleEdit) -> list[Note]:
    if line.too_long():
        text = QCoreApplication.translate("filling", "At most {most} characters.")
        return [Note(text.format(most=LAB_CLASS))]
    if unkept(line.text()):
        text = QCoreApplication.translate("filling", "It has a character that cannot be kept.")
        return [Note(text)]
    return []
