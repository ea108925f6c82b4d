"""The actions on bookings in the list, with their keys, and the menu of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.assets import icon
from ui.models.bookings import Entry, moved

MOVES: Final[Mapping[str, tuple[int, int]]] = {
    "earlier": (0, -30),
    "later": (0, 30),
    "day": (1, 0),
    "week": (7, 0),
}
"""By how many days and minutes each of these moves a booking."""
# name: (icon, key)
_PLAIN: Final[Mapping[str, tuple[str, str]]] = {
    "details": ("info", ""),
    "show": ("schedule", ""),
    "change": ("edit", "F2"),
    "again": ("duplicate", "Ctrl+D"),
    "copy": ("copy", "Ctrl+C"),
    "cancel": ("close", "Delete"),
    "dismiss": ("done", ""),
    "resolve": ("conflict", ""),
    "other": ("", ""),
    **{name: ("", "") for name in MOVES},
}


class MineMenu(QObject):
    """Actions that work while the list has the keyboard.

    Args:
        view: the list.
        deeds: what each of `names()` does.

    Attributes:
        actions: by name.
    """

    def __init__(self, view: QWidget, deeds: Mapping[str, Callable[[], Any]]) -> None:
        super().__init__(view)
        self._view = view
        self.actions: dict[str, QAction] = {}
        for name, (picture, keys) in _PLAIN.items():
            action = QAction(icon(picture) if picture else QIcon(), "", view)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                view.addAction(action)
            action.triggered.connect(deeds[name])
            self.actions[name] = action
        self._move = icon("drag")

    def retranslate(self) -> None:
        """Set every text anew."""
        for name, text in {
            "details": self.tr("Details"),
            "show": self.tr("Show in schedule"),
            "change": self.tr("Change…"),
            "again": self.tr("Book again…"),
            "copy": self.tr("Copy as text"),
            "cancel": self.tr("Cancel the booking"),
            "dismiss": self.tr("Dismiss the refusal"),
            "resolve": self.tr("See what to do"),
            "earlier": self.tr("Half an hour earlier"),
            "later": self.tr("Half an hour later"),
            "day": self.tr("To the next day"),
            "week": self.tr("A week later"),
            "other": self.tr("To another time or place…"),
        }.items():
            self.actions[name].setText(text)

    def open(self, one: Entry, chosen: Sequence[Entry], where: QPoint) -> QMenu:
        """Show what can be done with the chosen bookings, of which `one` is current."""
        menu, act = QMenu(self._view), self.actions
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        alone = len(chosen) <= 1
        if alone:
            menu.addActions([act["details"], act["show"]])
            menu.addSeparator()
        if one.projected.failed:
            menu.addActions([act["resolve"], act["dismiss"]])
            menu.addSeparator()
        if one.alive and alone:
            menu.addAction(act["change"])
            inside = menu.addMenu(self._move, self.tr("Move"))
            if moved(one) is not None:
                inside.addActions([act[name] for name in MOVES])
            inside.addAction(act["other"])
        if alone:
            menu.addAction(act["again"])
        menu.addAction(act["copy"])
        if any(entry.alive for entry in chosen):
            menu.addSeparator()
            menu.addAction(act["cancel"])
        menu.popup(where)
        return menu
