"""Several things of a kind as chips: typed with what fits offered below, removed by a click."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.assets import icon
from ui.i18n import Retranslated
from ui.models.han import fold
from ui.models.matching import Entry, Index
from ui.widgets.flow import Flow
from ui.widgets.problem_list import Note

CODE: Final = int(Qt.ItemDataRole.UserRole)
SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that can be chosen: its code, and all that it is called."""

    code: str
    label: str
    names: tuple[str, ...] = ()


class _Line(QLineEdit):
    """Where one types; Backspace in the empty line takes the last chip away.

    Attributes:
        back, entered, opened: () Backspace in the empty line; Enter; Down.
    """

    back = Signal()
    entered = Signal()
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class TokenEdit(Retranslated):
    """Chips, and a line to add one.

    Attributes:
        changed: () somebody added or took away.
        line: where one types.
        valid: whether a code that is not known may be added as it is typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.valid: Callable[[str], bool] = lambda _: False
        self._known: dict[str, Token] = {}
        self._index = Index(())
        self._codes: list[str] = []
        self._chips: list[QPushButton] = []
        self._title = ""
        self._wrong = ""
        self.line = _Line(self)
        self.line.setClearButtonEnabled(True)
        self._more = QToolButton(self)
        self._more.setIcon(icon("down"))
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self.open)
        self._rows = QStandardItemModel(self)
        completer = QCompleter(self._rows, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        completer.setPopup(self._popup)
        completer.setMaxVisibleItems(SHOWN)
        # The line is emptied once Qt has put the chosen text into it.
        completer.activated.connect(self._chosen, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._typed)
        self.line.entered.connect(self.enter)
        self.line.back.connect(self._back)
        self.line.opened.connect(self.open)
        self._flow = Flow(self, 6)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self._more)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._flow)
        rows.addLayout(row)
        self.setFocusProxy(self.line)
        self._lay_out()
        self.retranslate()

    # --- what forms call -------------------------------------------------------------------------

    def offer(self, tokens: Iterable[Token]) -> None:
        """Offer these."""
        self._known = {one.code: one for one in tokens}
        entries = (
            Entry(one.code, "token", one.label, (one.code, *one.names), _nothing)
            for one in self._known.values()
        )
        self._index = Index(entries)
        self._lay_out()

    def codes(self) -> tuple[str, ...]:
        """Return what is chosen, in order."""
        return tuple(self._codes)

    def set_codes(self, codes: Iterable[str]) -> None:
        """Show these; tells nobody."""
        self._codes = list(dict.fromkeys(codes))
        self._wrong = ""
        self.line.clear()
        self._lay_out()

    def chips(self) -> list[QPushButton]:
        """Return the chips as they stand."""
        return list(self._chips)

    def set_title(self, title: str) -> None:
        """Say what is chosen, for screen readers."""
        self._title = title
        self.retranslate()

    def notes(self) -> list[Note]:
        """Return what is wrong with what is typed."""
        text = self.line.text().strip()
        if not text:
            return []
        near = next(iter(self._fitting(text)), None)
        if self._wrong != text:
            left = QCoreApplication.translate("filling", "Press Enter to add it.")
            return [Note(left, "info")]
        why = QCoreApplication.translate("filling", "Nothing is called “{text}”.")
        if near is None:
            return [Note(why.format(text=text))]
        several = QCoreApplication.translate("filling", "Several are called like that.")
        return [Note(several, "danger", self._label(near), lambda: self.add(near))]

    def settled(self) -> bool:
        """Whether nothing stands in the line that was not added."""
        return not self.line.text().strip()

    def add(self, code: str) -> None:
        """Add one, as if somebody had typed it."""
        self.line.clear()
        self._wrong = ""
        if code not in self._codes:
            self._codes.append(code)
            self._lay_out()
        self.changed.emit()

    def remove(self, code: str) -> None:
        """Take one away, as if somebody had clicked its chip."""
        if code in self._codes:
            self._codes.remove(code)
            self._lay_out()
            self.changed.emit()
            self.line.setFocus()

    def enter(self) -> None:
        """Add what is typed: the only one that is called so, or the only one that fits."""
        text = self.line.text().strip()
        found = self._fitting(text)
        wanted = fold(text)
        for code in found:
            token = self._known[code]
            if any(fold(name) == wanted for name in (token.label, code, *token.names)):
                self.add(code)
                return
        if len(found) == 1:
            self.add(found[0])
        elif self.valid(text) and not found:
            self.add(text)
        else:
            self._wrong = text
            self.changed.emit()

    def open(self) -> None:
        """Show what can be added."""
        self._offer(self._fitting(self.line.text()))
        completer = self.line.completer()
        if completer is not None:
            completer.complete()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.line.setAccessibleName(self._title)
        self.line.setPlaceholderText(self.tr("Type to add"))
        self._more.setToolTip(self.tr("Show what can be added (Down)"))
        self._more.setAccessibleName(self._more.toolTip())
        self._lay_out()

    # --- inside ----------------------------------------------------------------------------------

    def _fitting(self, text: str) -> list[str]:
        found = self._index.look_up(text, limit=len(self._known))
        return [one.key for one in found if one.key not in self._codes]

    def _label(self, code: str) -> str:
        token = self._known.get(code)
        return code if token is None else token.label

    def _typed(self, text: str) -> None:
        self._wrong = ""
        self._offer(self._fitting(text))
        self.changed.emit()

    def _offer(self, codes: list[str]) -> None:
        self._rows.clear()
        for code in codes:
            row = QStandardItem(self._label(code))
            row.setData(code, CODE)
            row.setEditable(False)
            row.setToolTip(code)
            self._rows.appendRow(row)

    def _chosen(self, text: str) -> None:
        for place in range(self._rows.rowCount()):
            row = self._rows.index(place, 0)
            if row.data() == text:
                self.add(str(row.data(CODE)))
                return

    def _back(self) -> None:
        if self._codes:
            self.remove(self._codes[-1])

    def _lay_out(self) -> None:
        for chip in self._chips:
            self._flow.remove(chip)
        self._chips = [self._chip(code) for code in self._codes]
        for chip in self._chips:
            self._flow.add(chip)
            chip.show()
        self._flow.setVisible(bool(self._chips))
        self._flow.place()

    def _chip(self, code: str) -> QPushButton:
        label = self._label(code)
        chip = QPushButton(label.replace("&", "&&"), self._flow)
        chip.setIcon(icon("close", "muted"))
        chip.setIconSize(QSize(12, 12))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAutoDefault(False)
        text = self.tr("Remove: {what}").format(what=label)
        chip.setToolTip(text if label == code else f"{text} ({code})")
        chip.setAccessibleName(text)
        chip.clicked.connect(lambda: self.remove(code))
        return chip


def _nothing() -> None:
    """Entries are only looked up here."""
