"""Whom one comes in as: a tenant's member, an administrator of the office, or both side by side."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QProcess, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from booking.demo.folder import DemoFolder
from booking.demo.stage import OFFICE, ONE
from booking.errors import EnvironmentProblem
from ui import words
from ui.assets import icon, program_icon
from ui.dialogs.base import plain_label
from ui.i18n import LANGUAGES, OWN_NAMES, Retranslated, language, set_language
from ui.preferences import Preferences
from ui.theme import theme

TENANT: Final = "tenant"
ADMIN: Final = "admin"
BOTH: Final = "both"
DESKS: Final = {TENANT: (ONE,), ADMIN: (OFFICE,), BOTH: (ONE, OFFICE)}
"""Folders of the desktops that each choice opens, from the left."""
_ICONS: Final = {TENANT: "person", ADMIN: "inventory", BOTH: "schedule"}
_OPTIONS: Final = {"en": "en", "zh_hant": "zh-hant", "zh_hans": "zh-hans"}
LEAST: Final = 800
"""Pixels of width that a window needs."""


@dataclass(frozen=True)
class Texts:
    """What a choice says."""

    title: str
    text: str


class Card(QPushButton):
    """A choice: an icon, a title and a sentence."""

    def __init__(self, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setAutoDefault(True)
        self._sign = QLabel(self)
        self._title, self._text = plain_label(), plain_label("muted")
        for part in (self._sign, self._title, self._text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words_ = QVBoxLayout()
        words_.setSpacing(2)
        words_.addWidget(self._title)
        words_.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(14)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_, 1)
        theme().changed.connect(self._dress)
        self._dress()

    def tell(self, texts: Texts) -> None:
        """Show a title and a sentence."""
        self._title.setText(texts.title)
        self._text.setText(texts.text)
        self.setAccessibleName(texts.title)
        self.setAccessibleDescription(texts.text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt's: as high as the sentence needs."""
        layout, width = self.layout(), theme().scaled(420)
        assert layout is not None
        return QSize(width, layout.totalHeightForWidth(max(self.width(), width)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: where arrows lead is the chooser's to say."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._title.setFont(theme().font("heading"))
        self._sign.setPixmap(icon(self._picture, "accent").pixmap(28, 28))


class Chooser(Retranslated):
    """A small window; what it opens are processes of their own.

    To choose somebody whose window is open brings that to the front.

    Attributes:
        over: () it is closed, and so are all windows that it opened.
        cards: the choices by name.
    """

    over = Signal()

    def __init__(self, folder: DemoFolder) -> None:
        super().__init__()
        self._folder = folder
        self._running: dict[str, QProcess] = {}
        self.setWindowIcon(program_icon())
        self.title, self.text = plain_label(), plain_label("muted")
        self.note = plain_label("danger")
        self.note.hide()
        self.languages = QComboBox()
        for name in LANGUAGES:
            self.languages.addItem(OWN_NAMES[name], name)
        self.languages.setCurrentIndex(LANGUAGES.index(language()))
        self.languages.activated.connect(self._speak)
        self.cards = {name: Card(picture, self) for name, picture in _ICONS.items()}
        for name, card in self.cards.items():
            card.clicked.connect(partial(self.come_in, name))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 24, 28, 24)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.text)
        rows.addSpacing(4)
        for card in self.cards.values():
            rows.addWidget(card)
        rows.addWidget(self.note)
        rows.addStretch()
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()
        self.setMinimumWidth(theme().scaled(480))
        width = theme().scaled(560)
        self.resize(width, rows.totalHeightForWidth(width))

    def come_in(self, choice: str, *_: object) -> None:
        """Open the windows of a choice, or bring them to the front."""
        names = DESKS[choice]
        where = places(self.screen().availableGeometry(), len(names))
        for name, place in zip(names, where, strict=True):
            # One alone stands where it stood last.
            if name not in self._running and len(names) > 1:
                self._put(name, place)
            self._start(name)

    def running(self) -> tuple[str, ...]:
        """Return the folders of the desktops whose windows are open."""
        return tuple(self._running)

    def end(self, milliseconds: int) -> bool:
        """Ask all windows to close; returns whether they did in time."""
        processes = list(self._running.values())
        for process in processes:
            process.terminate()
        return all([process.waitForFinished(milliseconds) for process in processes])

    # --- inside ----------------------------------------------------------------------------------

    def _put(self, name: str, place: QRect) -> None:
        """Have a window stand somewhere when it opens."""
        preferences = Preferences(self._folder.desk(name).settings)
        model = QWidget()
        model.setGeometry(place)
        preferences.put("geometry", bytes(model.saveGeometry().toBase64().data()).decode())
        try:
            preferences.save()
        except EnvironmentProblem as problem:
            self._say(words.error(problem))

    def _start(self, name: str) -> None:
        data = self._folder.desk(name).data
        words_ = ["-m", "ui.main", "--data-dir", str(data), "--language", _OPTIONS[language()]]
        if name in self._running:
            # It has the window that is open come to the front, and ends.
            QProcess.startDetached(sys.executable, words_)
            return
        process = self._running[name] = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        process.finished.connect(partial(self._ended, name))
        process.errorOccurred.connect(partial(self._failed, name))
        process.start(sys.executable, words_)

    def _ended(self, name: str, *_: object) -> None:
        process = self._running.pop(name, None)
        if process is not None:
            process.deleteLater()
        self._look()

    def _failed(self, name: str, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._say(self.tr("The window could not be opened."))
            self._ended(name)

    def _look(self) -> None:
        if self.isHidden() and not self._running:
            self.over.emit()

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()

    def _speak(self, index: int) -> None:
        set_language(str(self.languages.itemData(index)))

    def _dress(self) -> None:
        self.title.setFont(theme().font("title"))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Demonstration"))
        self.languages.setCurrentIndex(LANGUAGES.index(language()))
        self.title.setText(self.tr("Come in as"))
        self.text.setText(
            self.tr("Sites, rooms, people and bookings are invented; the server is your own.")
        )
        self.languages.setAccessibleName(self.tr("Language"))
        self.cards[TENANT].tell(
            Texts(
                self.tr("A tenant's member"),
                self.tr("Find and book rooms; other tenants' time says Busy."),
            )
        )
        self.cards[ADMIN].tell(
            Texts(
                self.tr("An office administrator"),
                self.tr("Keep the inventory, and close rooms for a time."),
            )
        )
        self.cards[BOTH].tell(
            Texts(
                self.tr("Both, side by side"),
                self.tr("Two windows over one shared database: see what one does in the other."),
            )
        )

    # --- Qt's ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: arrows go from choice to choice, Esc closes."""
        cards = list(self.cards.values())
        focus = self.focusWidget()
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(focus, Card):
            by = 1 if key == Qt.Key.Key_Down else -1
            cards[(cards.index(focus) + by) % len(cards)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's."""
        super().showEvent(event)
        self.cards[BOTH].setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's: windows that are open stay so."""
        super().closeEvent(event)
        self.hide()
        self._look()


def places(area: QRect, count: int) -> list[QRect]:
    """Return where windows stand side by side; on a narrow screen they overlap."""
    width = min(area.width(), max(LEAST, area.width() // count))
    left, room = area.left(), area.width() - width
    return [
        QRect(left + room * n // max(count - 1, 1), area.top(), width, area.height())
        for n in range(count)
    ]
