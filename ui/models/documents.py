"""Resources as documents, field by field: made alike, compared, merged, and told in words.

A document is what `Inventory.put` takes: codes for site, floor, policy, hours and other resources.
A text in three languages counts as three fields, named "name.en" and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue, Names
from ui import format as shown
from ui import words
from ui.i18n import LANGUAGES, OWN_NAMES, QT_TRANSLATE_NOOP, pick

Document = Mapping[str, Any]
TEXTS: Final = ("name", "description", "unit_name")
LISTS: Final = ("features", "parts", "classes")
UNITED: Final = ("features",)
"""Lists of which each side's additions and removals can be taken together."""
ORDER: Final = (
    "code",
    "site",
    "floor",
    "kind",
    "name",
    "description",
    "capacity",
    "area_m2",
    "units",
    "unit_name",
    "features",
    "located_in",
    "parts",
    "policy",
    "hours",
    "rate_fen",
    "rate_unit",
    "lab_class",
    "mode",
    "classes",
    "bookable",
    "state",
)
DEFAULTS: Final[Document] = {
    "units": 1,
    "features": (),
    "parts": (),
    "lab_class": "",
    "mode": "",
    "rate_fen": 0,
    "rate_unit": "hour",
    "state": "in_service",
    "bookable": True,
}
CLASSES: Final[Mapping[str, str]] = {
    "HOST": QT_TRANSLATE_NOOP("inventory", "Park operator"),
    "INST": QT_TRANSLATE_NOOP("inventory", "Institutes"),
    "TEN": QT_TRANSLATE_NOOP("inventory", "Tenant companies"),
    "INCU": QT_TRANSLATE_NOOP("inventory", "Start-ups in incubation"),
}


def flat(document: Document) -> dict[str, Any]:
    """Return a document with one entry a field, defaults filled in, lists as tuples."""
    found: dict[str, Any] = {}
    for name in ORDER:
        value = document.get(name)
        if name in TEXTS:
            texts = Names.of(value).as_json()
            found |= {f"{name}.{language}": texts[language].strip() for language in LANGUAGES}
        elif name in LISTS:
            found[name] = None if value is None and name == "classes" else tuple(value or ())
        else:
            found[name] = DEFAULTS.get(name) if value is None else value
    return found


def whole(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document of what `flat` gave."""
    found: dict[str, Any] = {}
    for name in ORDER:
        if name in TEXTS:
            found[name] = {language: values[f"{name}.{language}"] for language in LANGUAGES}
        elif name in LISTS:
            found[name] = None if values[name] is None else list(values[name])
        else:
            found[name] = values[name]
    return found


def same(one: Document, other: Document) -> bool:
    """Whether two documents say the same."""
    return flat(one) == flat(other)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two people's documents differ.

    Attributes:
        mine, theirs: the values, as `flat` gives them.
        both: of a list: with what either added and without what either took away; None where there
            is no such thing.
        choice: "mine", "theirs" or "both" where it is plain which is meant, "" where a person has
            to choose.
    """

    name: str
    mine: Any
    theirs: Any
    both: Any = None
    choice: str = ""


def differences(base: Document | None, mine: Document, theirs: Document) -> tuple[Difference, ...]:
    """Return where two documents differ, in the order of the form.

    Args:
        base: what both were made from; None where that is not known, then nothing is plain.
    """
    ours, others = flat(mine), flat(theirs)
    old = None if base is None else flat(base)
    found = []
    for name, value in ours.items():
        if value != others[name]:
            found.append(_difference(name, value, others[name], old))
    return tuple(found)


def _difference(name: str, mine: Any, theirs: Any, old: Mapping[str, Any] | None) -> Difference:
    if name in UNITED:
        before = set(theirs) & set(mine) if old is None else set(old[name])
        gone = (before - set(mine)) | (before - set(theirs))
        both = tuple(one for one in dict.fromkeys((*theirs, *mine)) if one not in gone)
        if old is None:
            return Difference(name, mine, theirs, both)
        choice = "mine" if both == mine else "theirs" if set(both) == set(theirs) else "both"
        return Difference(name, mine, theirs, both, choice)
    if old is None or (old[name] != mine and old[name] != theirs):
        return Difference(name, mine, theirs)
    return Difference(name, mine, theirs, None, "theirs" if old[name] == mine else "mine")


def merged(
    mine: Document, found: Iterable[Difference], choices: Mapping[str, str]
) -> dict[str, Any]:
    """Return one document of two.

    Args:
        found: as `differences` gave it.
        choices: "mine", "theirs" or "both" by field.
    """
    values = flat(mine)
    for one in found:
        values[one.name] = getattr(one, choices[one.name])
    return whole(values)


@dataclass(frozen=True, slots=True)
class Several:
    """What is changed in several resources at once; None: left as it is."""

    state: str | None = None
    policy: str | None = None
    hours: str | None = None
    add: tuple[str, ...] = field(default=())
    remove: tuple[str, ...] = field(default=())

    def empty(self) -> bool:
        """Whether nothing is changed."""
        return self == Several()

    def apply(self, document: Document) -> dict[str, Any]:
        """Return a document with the changes."""
        values = flat(document)
        for name in ("state", "policy", "hours"):
            wanted = getattr(self, name)
            if wanted is not None:
                values[name] = wanted
        kept = [one for one in values["features"] if one not in self.remove]
        values["features"] = tuple(dict.fromkeys((*kept, *self.add)))
        return whole(values)


def changed_fields(before: Document, after: Document) -> tuple[str, ...]:
    """Return the fields that differ, as `flat` names them."""
    old, new = flat(before), flat(after)
    return tuple(name for name, value in new.items() if old[name] != value)


# --- in words ------------------------------------------------------------------------------------


def label(name: str) -> str:
    """Return a field's name: "Capacity", "Name, English"."""
    text, _, language = name.partition(".")
    if not language:
        return words.field(text)
    return shown.items([words.field(text), OWN_NAMES[language]])


def tenant_class(code: str) -> str:
    """Return the name of a class of tenants; the code where nobody named it."""
    text = CLASSES.get(code)
    return code if text is None else QCoreApplication.translate("inventory", text)


def value_text(name: str, value: Any, catalogue: Catalogue) -> str:
    """Return a field's value as people read it; a dash for nothing."""
    if name == "classes" and value is None:
        return QCoreApplication.translate("inventory", "Everybody")
    if name == "bookable":
        yes, no = (QCoreApplication.translate("inventory", text) for text in ("Yes", "No"))
        return yes if value else no
    if value in (None, "", ()):
        return shown.EN_DASH
    if name == "features":
        return words.features(tuple(value))
    if name == "classes":
        return shown.items([tenant_class(one) for one in value])
    if name == "parts":
        return shown.items([words.resource_name(one, catalogue) for one in value])
    return _single(name, value, catalogue)


def _single(name: str, value: Any, catalogue: Catalogue) -> str:
    tables: Mapping[str, Iterable[Any]] = {
        "site": catalogue.sites.values(),
        "floor": catalogue.floors.values(),
        "policy": catalogue.policies.values(),
        "hours": catalogue.hours.values(),
    }
    if name in tables:
        return _named(tables[name], value)
    if name == "located_in":
        return words.resource_name(value, catalogue)
    says = SAYS.get(name)
    return str(value) if says is None else says(value)


def rate_unit(code: str) -> str:
    """Return for what a rate is asked."""
    return {
        "hour": QCoreApplication.translate("inventory", "an hour"),
        "unit_hour": QCoreApplication.translate("inventory", "an hour for each unit"),
        "unit_day": QCoreApplication.translate("inventory", "a day for each unit"),
    }.get(code, code)


SAYS: Final[Mapping[str, Callable[[Any], str]]] = {
    "kind": words.kind,
    "state": words.resource_state,
    "mode": words.mode,
    "lab_class": words.lab_class,
    "rate_fen": shown.money,
    "rate_unit": rate_unit,
}


def _named(found: Iterable[Any], code: str) -> str:
    return next((pick(one.name) or code for one in found if one.code == code), code)


def change_line(name: str, before: Document, after: Document, catalogue: Catalogue) -> str:
    """Return "State: In service → Out of service"."""
    old, new = flat(before)[name], flat(after)[name]
    if name in LISTS and None not in (old, new):
        return f"{label(name)}: {_moves(name, old, new, catalogue)}"
    text = QCoreApplication.translate("inventory", "{field}: {old} → {new}")
    return text.format(
        field=label(name),
        old=value_text(name, old, catalogue),
        new=value_text(name, new, catalogue),
    )


def _moves(name: str, old: Sequence[str], new: Sequence[str], catalogue: Catalogue) -> str:
    """Return "+ Whiteboard, − Stage"."""
    more = [f"+ {value_text(name, (one,), catalogue)}" for one in new if one not in old]
    less = [
        f"\N{MINUS SIGN} {value_text(name, (one,), catalogue)}" for one in old if one not in new
    ]
    return shown.items([*more, *less])


def change_lines(before: Document, after: Document, catalogue: Catalogue) -> Sequence[str]:
    """Return every change as a line."""
    names = changed_fields(before, after)
    return [change_line(name, before, after, catalogue) for name in names]
