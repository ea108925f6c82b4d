"""What to book, typed: a name in any of the three languages, its first letters, or a code."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from booking.model import Catalogue, Resource, ResourceState
from ui.i18n import pick
from ui.models.han import fold
from ui.models.matching import Entry, Index
from ui.timeparse import Parsed, Reason, Wrong
from ui.widgets.typed_edit import TypedEdit

_CODE = int(Qt.ItemDataRole.UserRole)
_SHOWN = 12


def describe(resource: Resource, catalogue: Catalogue) -> str:
    """Return where a resource is and for how many: "Joint office · 1/F · 8 people"."""
    site = catalogue.sites.get(resource.site_id)
    floor = catalogue.floors.get(resource.floor_id or 0)
    parts = [pick(one.name) for one in (site, floor) if one is not None]
    if resource.capacity is not None:
        text = QCoreApplication.translate("format", "%n people", "", resource.capacity)
        parts.append(text)
    return " · ".join(parts)


def index_of(catalogue: Catalogue) -> Index:
    """Return what can be booked, made ready for looking up."""
    bookable = (
        one
        for one in catalogue.resources.values()
        if one.bookable and one.state is not ResourceState.RETIRED
    )
    entries = [
        Entry(
            one.code,
            "resource",
            pick(one.name),
            (one.code, one.name.en, one.name.zh_hant, one.name.zh_hans),
            run=_nothing,
        )
        for one in sorted(bookable, key=lambda one: one.code)
    ]
    return Index(entries)


def _nothing() -> None:
    """Entries are only looked up here."""


class ResourcePick(TypedEdit):
    """The code of a resource; what fits is offered below while one types.

    Attributes:
        picked: (str) a resource was chosen from what is offered below.
    """

    picked = Signal(str)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._index = index_of(catalogue)
        self._rows = QStandardItemModel(self)
        self._popup = QListView()
        completer = QCompleter(self._rows, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setPopup(self._popup)
        completer.setMaxVisibleItems(_SHOWN)
        completer.activated.connect(self._choose)
        self.setCompleter(completer)

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Look things up in another picture of the inventory."""
        if catalogue is not self._catalogue:
            self._catalogue = catalogue
            self._index = index_of(catalogue)
            self.read_again()

    def resource(self) -> Resource | None:
        """Return what is chosen."""
        code = self.value()
        return None if code is None else self._catalogue.resource(code)

    def parse(self, text: str) -> Parsed[str] | Wrong[str]:
        """Return a code: the only thing that is called so, or the only one that fits."""
        found = self._index.look_up(text, limit=_SHOWN)
        self._offer([entry.key for entry in found])
        wanted = fold(text)
        for entry in found:
            names = (entry.title, entry.key, *entry.names, self.write(entry.key))
            if any(fold(name) == wanted for name in names):
                return Parsed(entry.key)
        if len(found) == 1:
            return Parsed(found[0].key)
        # A code that is not in the list (hidden, retired) is still something to ask about.
        known = self._catalogue.resource(text.strip())
        if known is not None:
            return Parsed(known.code)
        return Wrong(Reason.NOT_UNDERSTOOD, found[0].key if found else None)

    def why(self) -> str:
        """Return why nothing is chosen."""
        wrong = self.wrong()
        if wrong is None:
            return ""
        if wrong.reason is Reason.EMPTY:
            return QCoreApplication.translate("filling", "Please choose what to book.")
        if wrong.nearest is None:
            return QCoreApplication.translate("filling", "Nothing here is called that.")
        return QCoreApplication.translate("filling", "Several are called like that.")

    def write(self, value: Any) -> str:
        """Return the name with the code."""
        resource = self._catalogue.resource(value)
        return value if resource is None else f"{pick(resource.name)} ({value})"

    def stepped(self, value: Any, by: int) -> Any:
        """Return nothing: arrows go through what is offered."""
        return None

    def first(self) -> Any:
        """Return nothing."""
        return None

    def _offer(self, found: list[str]) -> None:
        self._rows.clear()
        for code in found:
            resource = self._catalogue.resource(code)
            if resource is None:
                continue
            row = QStandardItem(self.write(code))
            row.setData(code, _CODE)
            row.setEditable(False)
            row.setToolTip(describe(resource, self._catalogue))
            self._rows.appendRow(row)

    def _choose(self, text: str) -> None:
        found = self.parse(text)
        if isinstance(found, Parsed):
            self._change(found.value)
            self.picked.emit(found.value)
