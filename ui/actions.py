"""Every action of the window once: its text, shortcut, icon and status tip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence

from ui.assets import icon
from ui.i18n import LANGUAGES, OWN_NAMES, languages

PAGES: Final = ("schedule", "find", "mine", "inventory", "closures")
MENUS: Final[dict[str, tuple[str, ...]]] = {
    "file": ("new_booking", "sync_now", "", "password", "sign_out", "", "quit"),
    "edit": ("undo", "", "search_page"),
    "view": ("", "compact_rail", "full_screen"),
    "go": ("palette", "", *PAGES, "", "today", "waiting"),
    "help": ("shortcuts", "about"),
}
"""Names of actions in their menus, "" for a line between; themes and languages stand under view."""

# name: (icon, shortcuts)
_PLAIN: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "new_booking": ("plus", ("Ctrl+N",)),
    "sync_now": ("sync", ("F5", "Ctrl+R")),
    "password": ("key", ()),
    "sign_out": ("sign-out", ()),
    "quit": ("", ("Ctrl+Q",)),
    "undo": ("undo", ("Ctrl+Z",)),
    "search_page": ("filter", ("Ctrl+F",)),
    "compact_rail": ("menu", ("Ctrl+B",)),
    "full_screen": ("", ("F11",)),
    "palette": ("search", ("Ctrl+K",)),
    "today": ("today", ("Ctrl+T",)),
    "waiting": ("waiting", ("Ctrl+J",)),
    "shortcuts": ("keyboard", ("F1", "Ctrl+/")),
    "about": ("info", ()),
}
_THEME_ICONS: Final = {"system": "theme", "light": "sun", "dark": "moon"}


class Actions(QObject):
    """The actions by name.

    The five pages, "theme_system" and its like, and "language_en" and its like are checkable; only
    one of each kind is checked.

    Attributes:
        pages, themes, tongues: the groups of those.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, QAction] = {}
        for name, (picture, shortcuts) in _PLAIN.items():
            self._add(name, picture, shortcuts)
        for name in ("compact_rail", "full_screen"):
            self._all[name].setCheckable(True)
        self._all["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._all["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self._all["undo"].setEnabled(False)
        self.pages = QActionGroup(self)
        for number, name in enumerate(PAGES, 1):
            self._choice(self.pages, name, name, (f"Ctrl+{number}",))
        self.themes = QActionGroup(self)
        for name, picture in _THEME_ICONS.items():
            self._choice(self.themes, f"theme_{name}", picture)
        self.tongues = QActionGroup(self)
        for name in LANGUAGES:
            self._choice(self.tongues, f"language_{name}", "")
            # A language is called by its own name, so that who does not read this one finds it.
            self._all[f"language_{name}"].setText(OWN_NAMES[name])
        languages.changed.connect(self.retranslate)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        """Return an action; KeyError for an unknown name."""
        return self._all[name]

    def everything(self) -> dict[str, QAction]:
        """Return all actions by name."""
        return dict(self._all)

    def _add(self, name: str, picture: str, shortcuts: tuple[str, ...] = ()) -> QAction:
        action = QAction(icon(picture) if picture else QIcon(), "", self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(keys) for keys in shortcuts])
        self._all[name] = action
        return action

    def _choice(
        self, group: QActionGroup, name: str, picture: str, shortcuts: tuple[str, ...] = ()
    ) -> None:
        action = self._add(name, picture, shortcuts)
        action.setCheckable(True)
        group.addAction(action)

    def retranslate(self) -> None:
        """Set every text anew."""
        for name, (text, tip) in self._texts().items():
            action = self._all[name]
            action.setText(text)
            action.setStatusTip(tip)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({keys})" if keys else tip)

    def _texts(self) -> dict[str, tuple[str, str]]:
        return {
            "new_booking": (self.tr("New booking…"), self.tr("Book a room, a lab or equipment")),
            "sync_now": (
                self.tr("Synchronise now"),
                self.tr("Send what waits and fetch what is new"),
            ),
            "password": (self.tr("Change password…"), self.tr("Choose another password")),
            "sign_out": (
                self.tr("Sign out…"),
                self.tr("Remove what this person could see from this computer"),
            ),
            "quit": (self.tr("Quit"), self.tr("Close the program")),
            "undo": (self.tr("Undo"), self.tr("Take back what was just done")),
            "search_page": (self.tr("Filter this page"), self.tr("Go to the filter of this page")),
            "compact_rail": (self.tr("Compact navigation"), self.tr("Show pages by icons")),
            "full_screen": (self.tr("Full screen"), self.tr("Use the whole screen")),
            "palette": (
                self.tr("Go to anything…"),
                self.tr("Look for a room, a person, a day or an action"),
            ),
            "today": (self.tr("Today"), self.tr("Show today in the schedule")),
            "waiting": (self.tr("What waits"), self.tr("See what has not been sent yet, and why")),
            "shortcuts": (self.tr("Keyboard shortcuts"), self.tr("See all keys")),
            "about": (self.tr("About Loop Booking"), self.tr("See the version and the licence")),
            "schedule": (self.tr("Schedule"), self.tr("See a day of all resources")),
            "find": (self.tr("Find"), self.tr("Look for something that is free")),
            "mine": (self.tr("My bookings"), self.tr("See what you have booked and what waits")),
            "inventory": (self.tr("Inventory"), self.tr("Keep rooms, labs and equipment")),
            "closures": (self.tr("Closures"), self.tr("Close sites and resources for a time")),
            "theme_system": (self.tr("Theme of the system"), self.tr("Be as light as the system")),
            "theme_light": (self.tr("Light theme"), self.tr("Dark text on a light window")),
            "theme_dark": (self.tr("Dark theme"), self.tr("Light text on a dark window")),
        }
