"""What of the window's looks can be chosen: theme, language, full screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from ui.actions import Actions
from ui.i18n import language, languages, set_language
from ui.theme import theme


class Looks(QObject):
    """Does what these actions say, and keeps their marks true.

    Attributes:
        chosen: (str, str) "theme" or "language", and which.
    """

    chosen = Signal(str, object)

    def __init__(self, actions: Actions, window: QMainWindow) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        actions.themes.triggered.connect(self._on_theme)
        actions.tongues.triggered.connect(self._on_language)
        actions["full_screen"].triggered.connect(self._on_full_screen)
        theme().changed.connect(self._mark)
        languages.changed.connect(self._mark)
        self._mark()

    def _mark(self) -> None:
        self._actions[f"theme_{theme().mode}"].setChecked(True)
        self._actions[f"language_{language()}"].setChecked(True)

    def _on_theme(self, action: QAction) -> None:
        mode = action.objectName().removeprefix("theme_")
        theme().set_mode(mode)
        self.chosen.emit("theme", mode)

    def _on_language(self, action: QAction) -> None:
        code = action.objectName().removeprefix("language_")
        set_language(code)
        self.chosen.emit("language", code)

    def _on_full_screen(self, on: bool) -> None:
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if on else state & ~full)
