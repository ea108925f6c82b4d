"""What stands around the schedule: the day, how it is shown, and what is said where it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.assets import icon
from ui.i18n import Retranslated
from ui.theme import theme
from ui.widgets.date_picker import DayBar
from ui.widgets.labels import SignLabel


class ScheduleTools(Retranslated):
    """The line above: the day at the left, zoom and the choice of grid or list at the right.

    Attributes:
        day: the day's part.
        zoomed: (int) 1 for shorter cells, -1 for longer ones.
        listed: (bool) a list is wanted, or the grid.
    """

    zoomed = Signal(int)
    listed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DayBar(self)
        self.wider, self.closer = QToolButton(self), QToolButton(self)
        self.as_grid, self.as_list = QToolButton(self), QToolButton(self)
        self.wider.setIcon(icon("minus"))
        self.closer.setIcon(icon("plus"))
        choice = QButtonGroup(self)
        for button, picture in ((self.as_grid, "schedule"), (self.as_list, "list")):
            button.setIcon(icon(picture))
            button.setCheckable(True)
            choice.addButton(button)
        self.as_grid.setChecked(True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self.day)
        across.addStretch(1)
        for button in (self.wider, self.closer, self.as_grid, self.as_list):
            across.addWidget(button)
        self.closer.clicked.connect(lambda: self.zoomed.emit(1))
        self.wider.clicked.connect(lambda: self.zoomed.emit(-1))
        self.as_list.toggled.connect(self._on_choice)
        self.retranslate()

    @property
    def is_list(self) -> bool:
        """Whether the list is wanted."""
        return self.as_list.isChecked()

    def set_list(self, wanted: bool) -> None:
        """Want the list, or the grid."""
        (self.as_list if wanted else self.as_grid).setChecked(True)

    def _on_choice(self, wanted: bool) -> None:
        for button in (self.wider, self.closer):
            button.setEnabled(not wanted)
        self.listed.emit(wanted)

    def retranslate(self) -> None:
        """Set every text anew."""
        for button, text in (
            (self.as_grid, self.tr("As a grid (Ctrl+L)")),
            (self.as_list, self.tr("As a list (Ctrl+L)")),
            (self.closer, self.tr("Shorter cells (Ctrl++)")),
            (self.wider, self.tr("Longer cells (Ctrl+-)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)


class NoRows(Retranslated):
    """What is said where there are no rows.

    Attributes:
        again: takes the filters away.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fetched = True
        self.said, self.hint = QLabel(self), QLabel(self)
        self.said.setObjectName("empty")
        self.hint.setProperty("tone", "muted")
        self.again = QPushButton(self)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(SignLabel("schedule", "border", 48, self), 0, Qt.AlignmentFlag.AlignCenter)
        for label in (self.said, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _dress(self) -> None:
        self.said.setFont(theme().font("heading"))

    def show_reason(self, *, fetched: bool) -> None:
        """Say that nothing fits, or that nothing was fetched yet."""
        self._fetched = fetched
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.again.setText(self.tr("Clear the filters"))
        self.again.setVisible(self._fetched)
        if self._fetched:
            self.said.setText(self.tr("No resource fits the filters"))
        else:
            self.said.setText(self.tr("Nothing was fetched yet"))
        self.hint.setText(self.tr("Rooms, labs and equipment stand here, with a day beside them."))
