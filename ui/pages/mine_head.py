"""What stands over the list of bookings: the filter, whose and which, and what several can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.assets import icon
from ui.widgets.flow import Flow
from ui.widgets.search_line import SearchLine


class MineHead(Flow):
    """One's own bookings that are not over, until somebody chooses otherwise.

    Attributes:
        wanted: () others are to be read.
        filter, mine, ours, past: the parts; `past` is down where what is over is shown too.
        cancel_all, copy_all: for the chosen bookings; seen while there are several.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=8)
        self.filter = SearchLine("filter", self)
        self.mine = self._toggle("first")
        self.ours = self._toggle("last")
        self.mine.setChecked(True)
        self._whose = QButtonGroup(self)
        for button in (self.mine, self.ours):
            self._whose.addButton(button)
        self._whose.buttonClicked.connect(self.wanted)
        whose = QWidget(self)
        pair = QHBoxLayout(whose)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        pair.addWidget(self.mine)
        pair.addWidget(self.ours)
        self.past = QPushButton(self)
        self.past.setCheckable(True)
        self.past.setIcon(icon("clock"))
        self.past.clicked.connect(self.wanted)
        self._chosen = QLabel(self)
        self._chosen.setProperty("tone", "muted")
        self.cancel_all = QPushButton(self)
        self.cancel_all.setIcon(icon("close"))
        self.copy_all = QPushButton(self)
        self.copy_all.setIcon(icon("copy"))
        parts = (self.filter, whose, self.past, self._chosen, self.cancel_all, self.copy_all)
        for one in parts:
            self.add(one)
        for button in (self.mine, self.ours, self.past, self.cancel_all, self.copy_all):
            button.setAutoDefault(False)

    def _toggle(self, place: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "segment")
        button.setProperty("place", place)
        button.setCheckable(True)
        return button

    def want_ours(self) -> None:
        """Have the bookings of all colleagues shown."""
        if not self.ours.isChecked():
            self.ours.setChecked(True)
            self.wanted.emit()

    def show_chosen(self, count: int, alive: int) -> None:
        """Say how many bookings are chosen, of which so many can be cancelled."""
        several = count > 1
        for widget in (self._chosen, self.copy_all):
            widget.setVisible(several)
        self.cancel_all.setVisible(several and alive > 0)
        self._chosen.setText(self.tr("%n selected", "", count))
        self.cancel_all.setText(self.tr("Cancel %n booking(s)", "", alive))
        self.place()

    def retranslate(self) -> None:
        """Set every text anew, but those of `show_chosen`."""
        self.filter.setPlaceholderText(self.tr("Filter by title, room, code or person"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.mine.setText(self.tr("Mine"))
        self.ours.setText(self.tr("My organisation's"))
        self.past.setText(self.tr("Past"))
        self.past.setToolTip(self.tr("Also show what is over"))
        self.copy_all.setText(self.tr("Copy as text"))
