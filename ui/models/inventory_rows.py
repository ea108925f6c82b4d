"""The inventory as plain rows: each resource as it will be, filters over them, and orders."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from booking.model import Catalogue, Names, ResourceKind, ResourceState
from booking.services.inventory import document_of
from booking.services.views import FAILED, Act
from ui.i18n import LANGUAGES, language
from ui.models.documents import flat, value_text
from ui.models.matching import Entry, Index

NUMBERS: Final = frozenset({"capacity", "units", "rate_fen", "rev"})
IN_USE: Final = ""
"""Value of `Filters.state`: everything that is not retired."""
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """One resource.

    Attributes:
        document: as it will be once what waits is done.
        values: the same with one entry a field.
        rev: revision that the cache has, 0 where there is none yet.
        waits: whether an act on it has no answer yet.
        failed: the last act on it that failed and was not dismissed.
        ours: whether this person keeps the inventory of its site.
    """

    code: str
    document: Mapping[str, Any]
    values: Mapping[str, Any]
    rev: int
    waits: bool = False
    failed: Act | None = None
    ours: bool = False

    @property
    def names(self) -> Names:
        """The name in all languages."""
        return Names.of(self.document.get("name"))

    @property
    def retired(self) -> bool:
        """Whether it is out of use for good, or will be."""
        return bool(self.values["state"] == ResourceState.RETIRED)


def rows_of(catalogue: Catalogue, acts: Sequence[Act]) -> tuple[Row, ...]:
    """Return a row for each resource, also for those that only wait; by site, floor and code.

    Args:
        acts: what waits and what failed undismissed, in order.
    """
    documents = {r.code: document_of(catalogue, r) for r in catalogue.resources.values()}
    waiting: set[str] = set()
    failed: dict[str, Act] = {}
    for act in acts:
        code = act.subject.removeprefix("resource:")
        if act.op not in ("resource_put", "resource_retire"):
            continue
        if act.state in FAILED:
            failed[code] = act
            continue
        waiting.add(code)
        if act.op == "resource_put":
            documents[code] = dict(act.args["resource"])
        elif code in documents:
            documents[code] = documents[code] | {"state": ResourceState.RETIRED.value}
    for code, act in failed.items():
        if code not in documents and act.op == "resource_put":
            documents[code] = dict(act.args["resource"])
    revs = {one.code: one.rev for one in catalogue.resources.values()}
    me = catalogue.me()
    ours = {s.code for s in catalogue.sites.values() if me is not None and me.administers(s.id)}
    rows = (
        Row(
            code,
            document,
            flat(document),
            revs.get(code, 0),
            code in waiting,
            failed.get(code),
            document.get("site") in ours,
        )
        for code, document in documents.items()
    )
    places = _places(catalogue)
    return tuple(sorted(rows, key=places))


def index_of(rows: Sequence[Row]) -> Index:
    """Return the rows made ready for looking up; takes a while for many."""
    return Index(
        Entry(row.code, "resource", row.names.best(), (row.code, *row.names.as_json().values()), _)
        for row in rows
    )


def _() -> None:
    """Entries are only looked up here."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is left of the rows.

    Attributes:
        text: part of a name in any language, of its initials, or of a code.
        kind, feature, site: codes, "" for all.
        state: a state, IN_USE or ALL.
    """

    text: str = ""
    kind: str = ""
    state: str = IN_USE
    feature: str = ""
    site: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()

    def as_json(self) -> dict[str, Any]:
        """Return what `of` reads; the text is not kept."""
        return {key: value for key, value in asdict(self).items() if key != "text"}

    @classmethod
    def of(cls, value: object) -> Filters:
        """Return filters as they were kept; what cannot be read is left out."""
        kept = value if isinstance(value, dict) else {}
        names = {one.name for one in fields(cls)} - {"text"}
        good = {key: kept[key] for key in names if isinstance(kept.get(key), str)}
        if good.get("kind") not in ("", *ResourceKind):
            good.pop("kind", None)
        if good.get("state") not in (IN_USE, ALL, *ResourceState):
            good.pop("state", None)
        return cls(**good)

    def keeps(self, row: Row, sites: Collection[str]) -> bool:
        """Whether a row passes; the text aside. `sites`: codes of the switch, none for all."""
        values = row.values
        if row.retired and self.state == IN_USE:
            return False
        return (
            self.state in (IN_USE, ALL, values["state"])
            and self.kind in ("", values["kind"])
            and self.site in ("", values["site"])
            and (not self.feature or self.feature in values["features"])
            and (not sites or values["site"] in sites)
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What a table is made of, read off the GUI thread."""

    catalogue: Catalogue
    rows: tuple[Row, ...]
    index: Index = field(compare=False)


def _places(catalogue: Catalogue) -> Callable[[Row], tuple[Any, ...]]:
    sites = {one.code: (one.sort, one.code) for one in catalogue.sites.values()}
    floors = {one.code: one.sort for one in catalogue.floors.values()}
    last = max(floors.values(), default=0) + 1

    def place(row: Row) -> tuple[Any, ...]:
        site, floor = row.values["site"], row.values["floor"]
        return (sites.get(site, (0, str(site))), floors.get(floor, last), row.code)

    return place


def sort_key(name: str, catalogue: Catalogue) -> Callable[[Row], tuple[Any, ...]]:
    """Return by what rows are sorted in a column.

    Chinese names stand by floor and code, for no order by strokes is the one that is looked for.
    """
    place = _places(catalogue)
    kinds, states = [str(one) for one in ResourceKind], [str(one) for one in ResourceState]

    def key(row: Row) -> tuple[Any, ...]:
        value = row.rev if name == "rev" else row.values[name]
        if name in ("site", "floor", "name.zh_hant", "name.zh_hans"):
            return place(row)
        if name == "kind":
            return (kinds.index(str(value)), row.code)
        if name == "state":
            return (not row.failed, not row.waits, states.index(str(value)), row.code)
        if name in NUMBERS:
            return (value is None, value or 0, row.code)
        if name == "code":
            return (row.code.casefold(),)
        text = value_text(name, value, catalogue)
        folded = text.casefold() if name == "name.en" or language() == "en" else str(value)
        return (not value, folded, row.code)

    return key


def missing_languages(names: Names) -> list[str]:
    """Return the languages in which a text that is there in others is missing."""
    texts = names.as_json()
    return [one for one in LANGUAGES if any(texts.values()) and not texts[one].strip()]
