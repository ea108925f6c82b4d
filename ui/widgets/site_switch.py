"""The switch between sites at the top of the window: each one, or all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from ui.assets import icon
from ui.i18n import Retranslated

_SIDE_BY_SIDE: Final = 3
"""So many sites stand side by side; more are in a menu."""
_WIDEST: Final = 190
"""Pixels of one site's button at most."""


class SiteSwitch(Retranslated):
    """Which sites are shown.

    Attributes:
        chosen: (tuple of codes) another choice was made; () for all.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("site-switch")
        self._sites: tuple[tuple[str, str], ...] = ()
        self._current = ""
        self._narrow = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._menu_button: QToolButton | None = None
        self.retranslate()

    @property
    def current(self) -> tuple[str, ...]:
        """Codes of the sites to show, () for all."""
        return (self._current,) if self._current else ()

    def set_sites(self, sites: Sequence[tuple[str, str]]) -> None:
        """Offer these sites: (code, name), in their order. One alone needs no switch."""
        if tuple(sites) == self._sites:
            return
        self._sites = tuple(sites)
        if self._current not in {code for code, _ in sites}:
            self._choose("")
        self._build()

    def set_room(self, room: int) -> None:
        """Stand in so many pixels: side by side where all of the names are legible, else a menu."""
        metrics = self.fontMetrics()
        needed = sum(
            min(metrics.horizontalAdvance(name) + 28, _WIDEST) for _, name in self._choices()
        )
        narrow = needed > room
        if narrow != self._narrow:
            self._narrow = narrow
            self._build()

    def choose(self, code: str) -> None:
        """Show one site, "" for all; a code that is not offered is left alone."""
        if code in ("", *(site for site, _ in self._sites)):
            self._choose(code)
            self._mark()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Sites"))
        self._build()

    def _choose(self, code: str) -> None:
        if code != self._current:
            self._current = code
            self.chosen.emit(self.current)

    def _choices(self) -> list[tuple[str, str]]:
        return [("", self.tr("All sites")), *self._sites]

    def _build(self) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {}
        self._menu_button = None
        self.setVisible(len(self._sites) > 1)
        if len(self._sites) <= 1:
            return
        if self._narrow or len(self._sites) > _SIDE_BY_SIDE:
            self._build_menu()
        else:
            self._build_row()
        self._mark()
        if had_focus and self._current in self._buttons:
            self._buttons[self._current].setFocus()

    def _build_row(self) -> None:
        choices = self._choices()
        for place, (code, name) in enumerate(choices):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            ends = {0: "first", len(choices) - 1: "last"}
            button.setProperty("kind", "segment")
            button.setProperty("place", ends.get(place, "middle"))
            shown = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST - 28)
            button.setText(shown.replace("&", "&&"))
            button.setToolTip(name if shown != name else "")
            button.setAccessibleName(name)
            button.setMaximumWidth(_WIDEST)
            button.clicked.connect(lambda _=False, code=code: self._choose(code))
            self._buttons[code] = button
            self._row.addWidget(button)

    def _build_menu(self) -> None:
        button = QToolButton(self)
        button.setProperty("kind", "outlined")
        button.setIcon(icon("site"))
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        group = QActionGroup(menu)
        for code, name in self._choices():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(code)
            group.addAction(action)
            action.triggered.connect(lambda _=False, code=code: self.choose(code))
        button.setMenu(menu)
        self._menu_button = button
        self._row.addWidget(button)

    def _mark(self) -> None:
        for code, button in self._buttons.items():
            button.setChecked(code == self._current)
        if self._menu_button is not None:
            name = dict(self._choices())[self._current]
            opener = self._menu_button
            shown = opener.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST)
            opener.setText(shown.replace("&", "&&"))
            opener.setToolTip(name)
            opener.setAccessibleName(self.tr("Sites: {name}").format(name=name))
            for action in opener.menu().actions():
                action.setChecked(action.data() == self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: the arrows go from one to the next and choose it."""
        codes = list(self._buttons)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not codes:
            super().keyPressEvent(event)
            return
        place = (codes.index(self._current) + step) % len(codes)
        self.choose(codes[place])
        self._buttons[codes[place]].setFocus(Qt.FocusReason.TabFocusReason)
