"""The window before there is a desk to show: opening, signing in, what is wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from booking.paths import Paths
from ui.assets import program_icon
from ui.dialogs.notice import Notice, NoticePage
from ui.dialogs.password import PasswordBar
from ui.dialogs.sign_in import SignInPage
from ui.i18n import LANGUAGES, OWN_NAMES, Retranslated, language, set_language
from ui.theme import theme

COLUMN: Final = 520
"""Pixels; a longer line reads badly."""


class StartWindow(Retranslated):
    """A window of its own; the desk's window takes its place when there is something to show.

    Attributes:
        closed: () somebody closed the window.
        chosen: (language) another language was chosen.
        sign_in, notice, bar: the pages, and the line that asks for the password again.
    """

    closed = Signal()
    chosen = Signal(str)

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self.setObjectName("start-window")
        self.sign_in = SignInPage(paths)
        self.notice = NoticePage()
        self.bar = PasswordBar()
        self.bar.hide()
        self.notice.under.addWidget(self.bar)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.notice)
        self._pages.addWidget(self.sign_in)
        self._mark = QLabel()
        self._mark.setPixmap(program_icon().pixmap(32, 32))
        self._name = QLabel("Loop Booking")
        self.languages = QComboBox()
        for name in LANGUAGES:
            self.languages.addItem(OWN_NAMES[name], name)
        self.languages.setCurrentIndex(LANGUAGES.index(language()))
        self.languages.activated.connect(self._choose)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        head.addWidget(self.languages)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(28)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        middle = QWidget()
        self._middle = QHBoxLayout(middle)
        self._middle.setContentsMargins(24, 32, 24, 24)
        self._middle.addStretch(1)
        self._middle.addWidget(self._column)
        self._middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(middle)
        scroll.viewport().setAutoFillBackground(False)
        middle.setAutoFillBackground(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(scroll)
        self.setMinimumSize(400, 360)
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def show_sign_in(self, note: str = "", *, may_go_back: bool = False) -> None:
        """Have somebody sign in."""
        self.bar.hide()
        self._pages.setCurrentWidget(self.sign_in)
        self.sign_in.begin(note, may_go_back=may_go_back)

    def show_notice(self, notice: Notice) -> None:
        """Say something."""
        self.bar.hide()
        self._pages.setCurrentWidget(self.notice)
        self.notice.show_notice(notice)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle("Loop Booking")
        self.languages.setAccessibleName(self.tr("Language"))
        self.languages.setToolTip(self.tr("Language"))
        self.languages.setCurrentIndex(LANGUAGES.index(language()))

    def _choose(self, index: int) -> None:
        name = str(self.languages.itemData(index))
        set_language(name)
        self.chosen.emit(name)

    def _dress(self) -> None:
        self._name.setFont(theme().font("heading"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._column.setFixedWidth(max(320, min(COLUMN, self.width() - 64)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's."""
        super().closeEvent(event)
        self.closed.emit()
