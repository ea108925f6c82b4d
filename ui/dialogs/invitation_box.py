"""Where an invitation is given: chosen, dropped, pasted or typed; and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.assets import icon
from ui.dialogs.base import plain_label
from ui.i18n import Retranslated
from ui.theme import RADIUS, theme

if TYPE_CHECKING:
    from booking.bootstrap.online import Invitation

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
LONGEST: Final = 200_000
LETTERS: Final = 160
_LONG_WORD: Final = re.compile(r"\S{32}")


class InvitationBox(Retranslated):
    """Takes an invitation in any form.

    Attributes:
        given: (str) a text, a link or a path, to be read.
        line: where one types or pastes.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop = plain_label()
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._explain = plain_label("muted")
        self._explain.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton()
        self.choose.setProperty("kind", "primary")
        self.choose.clicked.connect(self._choose)
        self.paste = QPushButton()
        self.paste.clicked.connect(self._paste)
        self._label = plain_label()
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self._enter)
        self._label.setBuddy(self.line)
        self.wrong = plain_label("danger")
        self.wrong.hide()
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.paste)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(8)
        for row in (self._picture, self._drop, self._explain):
            rows.addWidget(row)
        rows.addSpacing(8)
        rows.addLayout(buttons)
        rows.addSpacing(12)
        rows.addWidget(self._label)
        rows.addWidget(self.line)
        rows.addWidget(self.wrong)
        self.setFocusProxy(self.choose)
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def say(self, sentence: str) -> None:
        """Say beside the line what is wrong; "" for nothing. What was typed stays."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._drop.setText(self.tr("Drop your invitation here"))
        self._explain.setText(
            self.tr("It is a file or a link that the office of your site has sent you.")
        )
        self.choose.setText(self.tr("Choose a file…"))
        self.paste.setText(self.tr("Paste"))
        self.paste.setToolTip(self.tr("Take the invitation from the clipboard"))
        self._label.setText(self.tr("Or enter its &path, its link or its text"))
        self.line.setPlaceholderText(self.tr("/home/me/mine.invitation or loop-booking:…"))
        self.line.setToolTip(self.line.placeholderText())
        self.line.setAccessibleName(self._label.text().replace("&", ""))

    def _dress(self) -> None:
        self._picture.setPixmap(icon("invitation", "accent").pixmap(40, 40))
        self._drop.setFont(theme().font("heading"))
        self.update()

    def _edited(self, text: str) -> None:
        self.say("")
        # Nobody types these; they were pasted, and pasting is enough.
        if text.lstrip().startswith("{") or text.lstrip().startswith("loop-booking:"):
            self._enter()

    def _enter(self) -> None:
        self.given.emit(self.line.text())

    def _paste(self) -> None:
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData | None) -> None:
        if data is None:
            return
        urls = data.urls()
        text = (urls[0].toLocalFile() or urls[0].toString()) if urls else data.text()
        self.line.setText(text[:LONGEST])
        self.given.emit(text)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose your invitation"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Invitations ({patterns})").format(patterns="*.invitation *.json"),
                self.tr("All files ({patterns})").format(patterns="*"),
            ]
        )
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.line.setText(path)
        self.given.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt's."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's."""
        self._over = False
        self.update()
        event.acceptProposedAction()
        self._take(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a dashed frame, as places to drop things have."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().color("focus" if self._over else "border"), 2 if self._over else 1.25)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(theme().color("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS + 2, RADIUS + 2)


class InvitationCard(Retranslated):
    """What an invitation says, before anything is sent anywhere.

    Attributes:
        other: () somebody wants to give another invitation.
    """

    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.invitation: Invitation | None = None
        self._frame = QFrame(self)
        self._frame.setProperty("card", "true")
        self._zone = plain_label()
        self._names = tuple(plain_label("muted") for _ in range(3))
        self._values = tuple(plain_label() for _ in range(3))
        for value in self._values:
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._another = QPushButton()
        self._another.setProperty("kind", "link")
        self._another.clicked.connect(self.other)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, value in zip(self._names, self._values, strict=True):
            form.addRow(name, value)
        top = QHBoxLayout()
        top.addWidget(self._zone, 1)
        top.addWidget(self._another, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self._frame)
        rows.setContentsMargins(16, 12, 12, 14)
        rows.setSpacing(8)
        rows.addLayout(top)
        rows.addLayout(form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        theme().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def show_invitation(self, invitation: Invitation) -> None:
        """Show what it says."""
        self.invitation = invitation
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        names = (self.tr("Server"), self.tr("Login"), self.tr("Connection"))
        for label, text in zip(self._names, names, strict=True):
            label.setText(text)
        self._another.setText(self.tr("Another invitation"))
        found = self.invitation
        if found is None:
            return
        self._zone.setText(_short(found.zone) or self.tr("Shared database"))
        local = is_local(found.host)
        where = self.tr("{host}, port {port}, database {database}")
        texts = (
            where.format(host=_short(found.host), port=found.port, database=found.database),
            _short(found.login),
            self._connection(local, bool(found.ca)),
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)

    def _connection(self, local: bool, own_certificate: bool) -> str:
        if local:
            return self.tr("Stays on this computer")
        if own_certificate:
            return self.tr("Encrypted; the server proves itself by the invitation's certificate")
        return self.tr("Encrypted; the server proves itself by a certificate of the system's")

    def _dress(self) -> None:
        self._zone.setFont(theme().font("heading"))


def is_local(hosts: str) -> bool:
    """Whether a connection cannot leave this machine."""
    return all(host.startswith(("/", "@")) or host in LOOPBACK for host in hosts.split(","))


def _short(text: str) -> str:
    """Return a text that is not too long, and whose long words may be broken."""
    cut = text if len(text) <= LETTERS else f"{text[:LETTERS]}…"
    return _LONG_WORD.sub(lambda word: f"{word.group()}\N{ZERO WIDTH SPACE}", cut)
