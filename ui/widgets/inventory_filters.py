"""The line of filters over the inventory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from booking.model import Catalogue, ResourceKind, ResourceState
from ui import words
from ui.i18n import Retranslated, pick
from ui.models.inventory_rows import ALL, IN_USE, Filters
from ui.widgets.form_field import Choice
from ui.widgets.search_line import FilterLine


class InventoryFilters(Retranslated):
    """Text, kind, state, feature, site.

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
        self._sites: tuple[tuple[str, str], ...] = ()
        self.text = FilterLine("search", self)
        self.kind, self.state = Choice(self), Choice(self)
        self.feature, self.site = Choice(self), Choice(self)
        self.clear = QPushButton(self)
        self.clear.setProperty("kind", "link")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        across.addWidget(self.text, 2)
        for part in (self.kind, self.state, self.feature, self.site):
            part.setMinimumContentsLength(10)
            across.addWidget(part, 0)
            part.changed.connect(self._read)
        across.addWidget(self.clear)
        across.addStretch(1)
        self.text.textChanged.connect(self._read)
        self.text.installEventFilter(self)
        self.clear.clicked.connect(lambda: self.set_filters(Filters()))
        self.retranslate()

    def offer(self, catalogue: Catalogue) -> None:
        """Offer the features and sites that there are."""
        features = {code for one in catalogue.resources.values() for code in one.features}
        sites = sorted(catalogue.sites.values(), key=lambda one: (one.sort, one.code))
        self._features = tuple(sorted(features))
        self._sites = tuple((one.code, pick(one.name)) for one in sites)
        self._fill()

    def set_filters(self, filters: Filters) -> None:
        """Set everything at once."""
        blocker = QSignalBlocker(self.text)
        self.text.setText(filters.text)
        del blocker
        for choice, code in self._choices(filters):
            choice.set_code(code)
        self._take(filters)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.text.setPlaceholderText(self.tr("Name in any language, initials or code"))
        self.text.setAccessibleName(self.tr("Filter by name or code"))
        for choice, name in (
            (self.kind, self.tr("Kind")),
            (self.state, self.tr("State")),
            (self.feature, self.tr("Feature")),
            (self.site, self.tr("Site")),
        ):
            choice.setAccessibleName(name)
            choice.setToolTip(name)
        self.clear.setText(self.tr("Clear"))
        self.clear.setToolTip(self.tr("Show everything in use again"))
        self.clear.setVisible(self.filters.active)
        self._fill()

    def _fill(self) -> None:
        kinds = ((one.value, words.kind(one)) for one in ResourceKind)
        states = ((one.value, words.resource_state(one)) for one in ResourceState)
        used = (IN_USE, self.tr("All in use"))
        every = (ALL, self.tr("All, with retired"))
        features = sorted(self._features, key=words.feature)
        for choice, choices in (
            (self.kind, [("", self.tr("All kinds")), *kinds]),
            (self.state, [used, every, *states]),
            (
                self.feature,
                [("", self.tr("All features")), *((one, words.feature(one)) for one in features)],
            ),
            (self.site, [("", self.tr("All sites")), *self._sites]),
        ):
            choice.offer(_pairs(choices))
        for choice, code in self._choices(self.filters):
            choice.set_code(code)

    def _choices(self, filters: Filters) -> tuple[tuple[Choice, str], ...]:
        return (
            (self.kind, filters.kind),
            (self.state, filters.state),
            (self.feature, filters.feature),
            (self.site, filters.site),
        )

    def _read(self, *_: object) -> None:
        self._take(
            replace(
                self.filters,
                text=self.text.text().strip(),
                kind=self.kind.code() or "",
                state=self.state.code() or IN_USE,
                feature=self.feature.code() or "",
                site=self.site.code() or "",
            )
        )

    def _take(self, filters: Filters) -> None:
        fresh = filters != self.filters
        self.filters = filters
        self.clear.setVisible(filters.active)
        if fresh:
            self.changed.emit(filters)

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


def _pairs(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(code), label) for code, label in choices]
