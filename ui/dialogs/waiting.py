"""What has not been sent yet and why, with the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from booking.model import Catalogue
from booking.services.local import Local
from booking.services.views import FAILED, WAITING, Act, ActState
from ui import format as shown
from ui import words
from ui.assets import icon
from ui.i18n import Retranslated
from ui.navigation import Navigator
from ui.session import Session
from ui.theme import theme
from ui.widgets.labels import ElidedLabel
from ui.widgets.status_line import Fault

MOST: Final = 40
"""So many acts are listed; a queue that is longer says how many more there are."""
_WIDTH: Final = 460
_HIGHEST: Final = 460


@dataclass(frozen=True, slots=True)
class Line:
    """One act as it is told: what, when it was made, and how it stands."""

    act: Act
    title: str
    detail: str


def lines(acts: Sequence[Act], local: Local, zone: str) -> list[Line]:
    """Return acts as they are told; reads the cache."""
    catalogue = local.visible()
    return [_line(act, local, catalogue, zone) for act in acts]


def _line(act: Act, local: Local, catalogue: Catalogue, zone: str) -> Line:
    title = words.operation(act.op, subject(act, local, catalogue))
    parts = [shown.moment(act.made_at, zone)]
    if act.state in FAILED and act.problems:
        parts = [words.problem(act.problems[0], zone, catalogue)]
    return Line(act, title, " ".join(parts))


def subject(act: Act, local: Local, catalogue: Catalogue) -> str:
    """Return what an act is about: a booking's title, a resource's name; "" where unknown."""
    if act.subject.startswith("resource:"):
        return words.resource_name(act.subject.removeprefix("resource:"), catalogue)
    if act.op.startswith("closure"):
        place = str(act.args.get("resource") or act.args.get("site") or "")
        return words.resource_name(place, catalogue) if place else ""
    if act.args.get("title"):
        return str(act.args["title"])
    projected = local.projected(UUID(act.subject))
    return (projected.booking.title or "") if projected is not None else ""


class WaitingPanel(Retranslated):
    """Comes up over the status line; Esc or a click elsewhere lets it go."""

    def __init__(self, session: Session, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setObjectName("waiting-panel")
        self.session = session
        self.navigator = navigator
        self._zone = "UTC"
        self._faults: list[Fault] = []
        self._shown: tuple[Line, ...] = ()
        self._more = 0
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setProperty("plain", True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._area)
        session.changed.connect(self._on_change)
        theme().changed.connect(self._build)
        self.retranslate()

    def open(self, above: QWidget, faults: Sequence[Fault], zone: str) -> None:
        """Come up above a widget, at its right end; what waits follows when it has been read."""
        self._zone = zone
        self._faults = list(faults)
        self._read()
        self._place(above)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_faults(self, faults: Sequence[Fault]) -> None:
        """Say what is wrong now."""
        if list(faults) != self._faults:
            self._faults = list(faults)
            self._build()

    def titles(self) -> list[str]:
        """Return the acts that are listed, as they are told."""
        return [line.title for line in self._shown]

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("What waits to be sent"))
        self._build()
        self._on_change()

    def _on_change(self, *_: object) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        session, zone = self.session, self._zone

        def work() -> tuple[list[Line], int]:
            acts = session.acts.open()
            return lines(acts[:MOST], session.local, zone), max(0, len(acts) - MOST)

        session.read(work, self._take)

    def _take(self, found: tuple[list[Line], int]) -> None:
        rows, self._more = found
        self._shown = tuple(rows)
        self._build()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        body = self._body = QWidget(self)
        body.setProperty("plain", True)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        heading = QLabel(self.tr("What waits to be sent"), body)
        heading.setFont(theme().font("heading"))
        column.addWidget(heading)
        for fault in self._faults:
            column.addWidget(self._fault(fault, body))
        if not self._shown:
            empty = QLabel(self.tr("Nothing waits. Everything you did has been sent."), body)
            empty.setProperty("tone", "muted")
            empty.setWordWrap(True)
            column.addWidget(empty)
        for line in self._shown:
            column.addWidget(self._row(line, body))
        if self._more:
            column.addWidget(QLabel(self.tr("and %n more", "", self._more), body))
        column.addStretch(1)
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._area.isAncestorOf(focus)
        self._area.setWidget(body)
        if self.isVisible():
            self._resize()
        if had_focus:
            (body.findChild(QPushButton) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fault(self, fault: Fault, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        sign = QLabel(box)
        sign.setPixmap(
            icon(fault.picture, fault.tone).pixmap(QSize(18, 18), self.devicePixelRatio())
        )
        text = QLabel(fault.sentence or fault.brief, box)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return box

    def _row(self, line: Line, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        title = ElidedLabel(line.title, box)
        state = QLabel(f"{self._state(line.act)} {line.detail}".strip(), box)
        state.setTextFormat(Qt.TextFormat.PlainText)
        state.setProperty("tone", "danger" if line.act.state in FAILED else "muted")
        state.setWordWrap(True)
        texts.addWidget(title)
        texts.addWidget(state)
        row.addLayout(texts, 1)
        button = self._button(line, box)
        if button is not None:
            row.addWidget(button)
        return box

    def _state(self, act: Act) -> str:
        return words.act_state(act.state) + self.tr(".", "closes a short sentence")

    def _button(self, line: Line, parent: QWidget) -> QPushButton | None:
        act = line.act
        if act.state is ActState.QUEUED:
            button = QPushButton(self.tr("Withdraw"), parent)
            button.setAccessibleName(self.tr("Withdraw {what}").format(what=line.title))
            button.clicked.connect(lambda: self._withdraw(act))
        elif act.state in WAITING:
            return None
        else:
            button = QPushButton(self.tr("Show"), parent)
            button.setAccessibleName(self.tr("Show {what}").format(what=line.title))
            button.clicked.connect(self._show_conflicts)
        button.setAutoDefault(False)
        return button

    def _withdraw(self, act: Act) -> None:
        acts = self.session.acts
        self.session.act(lambda: acts.withdraw(act))

    def _show_conflicts(self) -> None:
        self.hide()
        self.navigator.conflicts.emit()

    # --- place -----------------------------------------------------------------------------------

    def _place(self, above: QWidget) -> None:
        self._resize()
        corner = above.mapToGlobal(QPoint(above.width() - self.width() - 8, -self.height() - 4))
        self.move(corner)

    def _resize(self) -> None:
        layout = self._body.layout()
        assert layout is not None
        wanted = layout.heightForWidth(_WIDTH) if layout.hasHeightForWidth() else 0
        wanted = max(wanted, 0) or self._body.sizeHint().height()
        bottom = self.geometry().bottom()
        self.resize(_WIDTH, min(max(wanted + 4, 96), _HIGHEST))
        if self.isVisible():
            self.move(self.x(), bottom - self.height() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a card."""
        painter = QPainter(self)
        painter.setPen(theme().color("border"))
        painter.setBrush(theme().color("raised"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
