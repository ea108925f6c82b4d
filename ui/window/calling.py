"""The palette with everything that this window can call up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from booking.model import Catalogue
from ui import format as shown
from ui.actions import Actions
from ui.dialogs.palette import Palette
from ui.dialogs.places import action_entries, day_entry, person_entries, resource_entries
from ui.i18n import language
from ui.models.matching import Entry, Index
from ui.navigation import Navigator
from ui.timeparse import Parsed, parse_date

Today = Callable[[str], date]
"""The date now in a time zone."""


class Caller(QObject):
    """Opens the palette over what there is at that moment.

    Attributes:
        called: (list of keys) what was called up lately, the latest first.
        person_wanted: (str) show what belongs to a person of this name.
    """

    called = Signal(object)
    person_wanted = Signal(str)

    def __init__(self, actions: Actions, navigator: Navigator, today: Today, over: QWidget) -> None:
        super().__init__(over)
        self._actions = actions
        self._navigator = navigator
        self._today = today
        self._zone = "UTC"
        self._catalogue: Catalogue | None = None
        self._language = ""
        self.palette = Palette(over)
        self.palette.set_wanted(self._days)
        self.palette.called.connect(lambda: self.called.emit(self.palette.recent))

    def open(self, catalogue: Catalogue | None, zone: str) -> None:
        """Open the palette; days are those of a time zone."""
        self._zone = zone
        # Catalogues are compared by what they are: to compare what is in them would take longer.
        if catalogue is not self._catalogue or language() != self._language:
            self._catalogue, self._language = catalogue, language()
            self.palette.set_index(Index(self._entries(catalogue)))
        self.palette.open()

    def _entries(self, catalogue: Catalogue | None) -> list[Entry]:
        entries = action_entries(self._actions)
        if catalogue is not None:
            entries += resource_entries(catalogue, self._navigator, self._today)
            entries += person_entries(catalogue, self.person_wanted.emit)
        return entries

    def _days(self, query: str) -> list[Entry]:
        today = self._today(self._zone)
        found = parse_date(query, today, day_first=shown.day_first())
        if not isinstance(found, Parsed):
            return []
        days = [found.value] if found.other is None else [found.value, found.other]
        return [day_entry(day, today, self._navigator) for day in days]
