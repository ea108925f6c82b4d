"""The line of filters over the schedule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from booking.model import ResourceKind
from ui import words
from ui.assets import icon
from ui.i18n import Retranslated
from ui.models.rows import Filters
from ui.widgets.search_line import FilterLine


class FilterBar(Retranslated):
    """What is shown of the rows.

    Attributes:
        changed: (Filters)
        left: () Esc or Down in the text: back to the rows.
        filters: as they are now.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = Filters()
        self._features: tuple[str, ...] = ()
        self.text = FilterLine("search", self)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.kind = QComboBox(self)
        self.people = QSpinBox(self)
        self.people.setRange(0, 500)
        self.features = QToolButton(self)
        self.features.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.features.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.features.setIcon(icon("filter"))
        self.features.setProperty("kind", "outlined")
        self.menu = QMenu(self.features)
        self.features.setMenu(self.menu)
        self.free = QPushButton(self)
        self.mine = QPushButton(self)
        self.clear = QPushButton(self)
        self.clear.setProperty("kind", "link")
        self.clear.hide()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        for part in (self.text, self.kind, self.people, self.features, self.free, self.mine):
            across.addWidget(part)
        across.addWidget(self.clear)
        across.addStretch(1)
        for button in (self.free, self.mine):
            button.setCheckable(True)
            button.toggled.connect(self._read)
        self.text.textChanged.connect(self._read)
        self.text.installEventFilter(self)
        self.kind.currentIndexChanged.connect(self._read)
        self.people.valueChanged.connect(self._read)
        self.clear.clicked.connect(lambda: self.set_filters(Filters()))
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.text.setPlaceholderText(self.tr("Room, code or feature"))
        self.text.updateGeometry()
        self.text.setAccessibleName(self.tr("Filter by name, code or feature"))
        with QSignalBlocker(self.kind):
            chosen = self.kind.currentData()
            self.kind.clear()
            self.kind.addItem(self.tr("All kinds"), "")
            for kind in ResourceKind:
                self.kind.addItem(words.kind(kind), str(kind))
            self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self.kind.setAccessibleName(self.tr("Kind"))
        self.people.setSpecialValueText(self.tr("Any size"))
        self.people.setPrefix(self.tr("at least "))
        self.people.setAccessibleName(self.tr("For at least so many people"))
        self.people.setToolTip(self.tr("For at least so many people"))
        self.free.setText(self.tr("Free now"))
        self.free.setToolTip(self.tr("Only what is free at this moment"))
        self.mine.setText(self.tr("Mine"))
        self.mine.setToolTip(self.tr("Only rows with a booking of yours on this day"))
        self.clear.setText(self.tr("Clear"))
        self.clear.setToolTip(self.tr("Show all rows again"))
        self._name_features()
        self._fill_menu()

    def offer(self, features: Iterable[str]) -> None:
        """Offer these features to choose from."""
        found = tuple(sorted(features))
        if found != self._features:
            self._features = found
            self._fill_menu()

    def set_filters(self, filters: Filters) -> None:
        """Set everything at once."""
        parts = (self.text, self.kind, self.people, self.free, self.mine)
        blockers = [QSignalBlocker(part) for part in parts]
        self.text.setText(filters.text)
        self.kind.setCurrentIndex(max(0, self.kind.findData(filters.kind)))
        self.people.setValue(filters.people)
        self.free.setChecked(filters.free_now)
        self.mine.setChecked(filters.mine)
        del blockers
        self._take(filters)
        self._fill_menu()

    def _read(self, *_: object) -> None:
        self._take(
            replace(
                self.filters,
                text=self.text.text().strip(),
                kind=str(self.kind.currentData() or ""),
                people=self.people.value(),
                free_now=self.free.isChecked(),
                mine=self.mine.isChecked(),
            )
        )

    def _take(self, filters: Filters) -> None:
        fresh = filters != self.filters
        self.filters = filters
        self.clear.setVisible(filters.active)
        self._name_features()
        if fresh:
            self.changed.emit(filters)

    def _name_features(self) -> None:
        count = len(self.filters.features)
        some = self.tr("Features ({count})").format(count=count)
        self.features.setText(some if count else self.tr("Features"))

    def _fill_menu(self) -> None:
        self.menu.clear()
        named = sorted((words.feature(code), code) for code in self._features)
        for name, code in named:
            action = QAction(name, self.menu)
            action.setCheckable(True)
            action.setChecked(code in self.filters.features)
            action.toggled.connect(lambda on, code=code: self._feature(code, on))
            self.menu.addAction(action)
        self.features.setEnabled(bool(named))

    def _feature(self, code: str, on: bool) -> None:
        features = self.filters.features
        features = features | {code} if on else features - {code}
        self._take(replace(self.filters, features=features))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: Esc empties the text, then leaves it; Down leaves it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.text.text():
                self.text.clear()
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
