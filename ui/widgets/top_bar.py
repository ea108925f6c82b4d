"""The head of the page: its name, the sites, where to look for anything, and a new booking."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.assets import icon
from ui.i18n import Retranslated
from ui.theme import theme
from ui.widgets.labels import ElidedLabel
from ui.widgets.site_switch import SiteSwitch

_SEARCH_WIDE: Final = 264
_SEARCH_NARROW: Final = 120
_SIDE: Final = 20
_GAP: Final = 12


class TopBar(Retranslated):
    """What stands above every page."""

    def __init__(self, palette: QAction, new: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self._palette = palette
        self._new = new
        self._narrow = False
        self.heading = ElidedLabel(parent=self)
        self.sites = SiteSwitch(self)
        self.search = QPushButton(self)
        self.search.setProperty("kind", "search")
        self.search.setIcon(icon("search", "muted"))
        self.search.setAutoDefault(False)
        self.search.clicked.connect(palette.trigger)
        self.new = QPushButton(self)
        self.new.setProperty("kind", "primary")
        self.new.setIcon(icon("plus", "on_accent"))
        self.new.setAutoDefault(False)
        self.new.clicked.connect(new.trigger)
        for button in (self.search, self.new):
            button.setIconSize(QSize(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 10, _SIDE, 10)
        row.setSpacing(_GAP)
        row.addWidget(self.heading, 1)
        row.addWidget(self.sites)
        row.addWidget(self.search)
        row.addWidget(self.new)
        new.changed.connect(self._follow)
        theme().changed.connect(self._dress)
        self._dress()

    def set_narrow(self, narrow: bool) -> None:
        """Take as little room as possible."""
        self._narrow = narrow
        self.retranslate()

    def set_heading(self, text: str) -> None:
        """Name the page."""
        self.heading.setText(text)
        self._share()

    def _share(self) -> None:
        """Let the sites have what the others leave."""
        taken = self.heading.sizeHint().width() + self.search.width() + self.new.sizeHint().width()
        self.sites.set_room(self.width() - taken - 2 * _SIDE - 3 * _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._share()

    def retranslate(self) -> None:
        """Set every text anew."""
        keys = self._palette.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if self._narrow:
            self.search.setText(keys)
        else:
            text = self.tr("Room, person, day…   {keys}").format(keys=keys)
            self.search.setText(text)
        wide = _SEARCH_NARROW if self._narrow else _SEARCH_WIDE
        self.search.setFixedWidth(max(wide, self.search.sizeHint().width()))
        self.search.setAccessibleName(self.tr("Look for anything"))
        self.search.setToolTip(self._palette.toolTip())
        self._follow()

    def _follow(self) -> None:
        self.new.setText(self._new.text().rstrip("\N{HORIZONTAL ELLIPSIS}"))
        self.new.setToolTip(self._new.toolTip())
        self.new.setEnabled(self._new.isEnabled())
        self._share()

    def _dress(self) -> None:
        self.heading.setFont(theme().font("title"))
        self.retranslate()
