"""The actions on resources, with their keys, and the buttons of them over the inventory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.assets import icon
from ui.models.inventory_rows import Row

# name: (icon of the button, "" where there is none; keys)
_PLAIN: Final[Mapping[str, tuple[str, str]]] = {
    "add": ("", "Ins"),
    "edit": ("edit", ""),
    "duplicate": ("duplicate", "Ctrl+D"),
    "several": ("list", "Ctrl+E"),
    "retire": ("retire", "Del"),
    "schedule": ("", "Ctrl+G"),
}


class InventoryButtons(QWidget):
    """Buttons side by side; their actions work while the table has the keyboard.

    Args:
        table: the list of resources.
        deeds: what each action does, by name.
        parent: as of any widget.

    Attributes:
        add: the button for a new resource.
        doing: the actions, by name.
    """

    def __init__(
        self, table: QWidget, deeds: Mapping[str, Callable[[], Any]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.doing: dict[str, QAction] = {}
        for name, (_, keys) in _PLAIN.items():
            action = self.doing[name] = QAction(self)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(deeds[name])
            table.addAction(action)
        self.add = QPushButton(self)
        self.add.setProperty("kind", "primary")
        self.add.clicked.connect(deeds["add"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.add)
        self._buttons: dict[str, QPushButton] = {}
        for name, (picture, _) in _PLAIN.items():
            if picture:
                button = self._buttons[name] = QPushButton(self)
                button.setIcon(icon(picture))
                button.clicked.connect(self.doing[name].trigger)
                row.addWidget(button)

    def button(self, name: str) -> QPushButton:
        """Return the button of an action on what is chosen."""
        return self._buttons[name]

    def follow(self, chosen: Sequence[Row], *, office: bool) -> None:
        """Offer what can be done with the chosen resources; new ones only to an office."""
        one = len(chosen) == 1
        ours = bool(chosen) and all(row.ours for row in chosen)
        for name, can in {
            "add": office,
            "edit": one,
            "duplicate": one and ours,
            "several": ours,
            "retire": ours and not any(row.retired for row in chosen),
            "schedule": one,
        }.items():
            self.doing[name].setEnabled(can)
            if name in self._buttons:
                self._buttons[name].setEnabled(can)
        self.add.setEnabled(office)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.add.setText(self.tr("New resource"))
        self.add.setToolTip(self.tr("Add a room, a lab or equipment (Insert)"))
        for name, text, tip in (
            ("add", self.tr("New resource"), ""),
            ("edit", self.tr("Edit"), self.tr("See and change all of it (Enter)")),
            ("duplicate", self.tr("Duplicate"), self.tr("Make another one like it (Ctrl+D)")),
            (
                "several",
                self.tr("Change several"),
                self.tr("Set state, rules, hours or features of all that are chosen (Ctrl+E)"),
            ),
            ("retire", self.tr("Retire"), self.tr("Take it out of use for good (Delete)")),
            ("schedule", self.tr("Show in the schedule"), ""),
        ):
            self.doing[name].setText(text)
            button = self._buttons.get(name)
            if button is not None:
                button.setText(text)
                button.setToolTip(tip)
