"""The menus, made of the actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.actions import MENUS, Actions


class Menus:
    """The menu bar's menus; `retranslate` names them."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        self._menus: dict[str, QMenu] = {}
        for name, rows in MENUS.items():
            menu = self._menus[name] = bar.addMenu("")
            if name == "view":
                self._themes = self._submenu(menu, actions.themes)
                self._tongues = self._submenu(menu, actions.tongues)
            for row in rows:
                if row:
                    menu.addAction(actions[row])
                else:
                    menu.addSeparator()
        self.retranslate()

    def _submenu(self, parent: QMenu, group: QActionGroup) -> QMenu:
        menu = parent.addMenu("")
        menu.addActions(group.actions())
        return menu

    def retranslate(self) -> None:
        """Set every text anew."""
        self._menus["file"].setTitle(QCoreApplication.translate("Menus", "&File"))
        self._menus["edit"].setTitle(QCoreApplication.translate("Menus", "&Edit"))
        self._menus["view"].setTitle(QCoreApplication.translate("Menus", "&View"))
        self._menus["go"].setTitle(QCoreApplication.translate("Menus", "&Go"))
        self._menus["help"].setTitle(QCoreApplication.translate("Menus", "&Help"))
        self._themes.setTitle(QCoreApplication.translate("Menus", "Theme"))
        self._tongues.setTitle(QCoreApplication.translate("Menus", "Language"))
