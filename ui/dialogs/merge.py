"""Two versions of one resource side by side: which of each field is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from booking.model import Catalogue, Names
from ui.dialogs.base import Dialog, plain_label
from ui.i18n import pick
from ui.models import documents
from ui.models.documents import Difference, Document
from ui.theme import theme

SIDES: Final = ("mine", "theirs", "both")


class _Pick(QFrame):
    """A value to choose, of any length; all of it can be clicked."""

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.radio = QRadioButton(self)
        self.radio.setAccessibleName(name)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


class MergeDialog(Dialog):
    """Shows where two versions differ; what is plain is chosen already.

    Attributes:
        merged: (dict) one document of the two.
        picks: the choices by field and side.
        save: the button.
    """

    merged = Signal(object)

    def __init__(
        self,
        mine: Document,
        theirs: Document,
        base: Document | None,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mine = mine
        self._catalogue = catalogue
        self._names = Names.of(theirs.get("name"))
        self.found = documents.differences(base, mine, theirs)
        self.picks: dict[tuple[str, str], _Pick] = {}
        self._groups: dict[str, QButtonGroup] = {}
        self._heads: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self.title, self.text, self.left = plain_label(), plain_label("muted"), plain_label()
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.cancel = QPushButton(self)
        self.all_mine, self.all_theirs = QPushButton(self), QPushButton(self)
        for button in (self.all_mine, self.all_theirs):
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.all_mine.clicked.connect(lambda: self.choose_all("mine"))
        self.all_theirs.clicked.connect(lambda: self.choose_all("theirs"))
        self.resize(860, min(680, 260 + 46 * len(self.found)))
        self.retranslate()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("plain", True)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(12)
        for column, share in enumerate((2, 3, 3, 3)):
            self._grid.setColumnStretch(column, share)
        columns = SIDES if any(one.both is not None for one in self.found) else SIDES[:2]
        for column, side in enumerate(columns, 1):
            head = self._heads[side] = QLabel(inside)
            head.setFont(theme().font("body", bold=True))
            self._grid.addWidget(head, 0, column)
        for place, one in enumerate(self.found, 1):
            self._add(place, one, inside)
        self._grid.setRowStretch(len(self.found) + 1, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        links = QHBoxLayout()
        links.addWidget(self.all_mine)
        links.addWidget(self.all_theirs)
        links.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.left, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        self.title.setFont(theme().font("heading"))
        rows.addWidget(self.title)
        rows.addWidget(self.text)
        rows.addLayout(links)
        rows.addWidget(scroll, 1)
        rows.addLayout(foot)

    def _add(self, place: int, one: Difference, inside: QWidget) -> None:
        label = self._labels[one.name] = QLabel(inside)
        label.setWordWrap(True)
        label.setContentsMargins(0, 4, 0, 0)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        group = self._groups[one.name] = QButtonGroup(self)
        for column, side in enumerate(SIDES, 1):
            value = getattr(one, side)
            if side == "both" and value is None:
                continue
            text = documents.value_text(one.name, value, self._catalogue)
            made = _Pick(text, text, inside)
            made.radio.setChecked(one.choice == side)
            made.radio.toggled.connect(self._count)
            group.addButton(made.radio)
            self.picks[one.name, side] = made
            self._grid.addWidget(made, place, column)

    # --- choosing --------------------------------------------------------------------------------

    def choose_all(self, side: str) -> None:
        """Choose one side everywhere."""
        for one in self.found:
            self.picks[one.name, side].radio.setChecked(True)

    def choices(self) -> Mapping[str, str]:
        """Return what is chosen by field."""
        return {name: side for (name, side), made in self.picks.items() if made.radio.isChecked()}

    def _count(self) -> None:
        left = len(self.found) - len(self.choices())
        self.save.setEnabled(not left)
        self.left.setText(self.tr("%n field(s) left to choose", "", left) if left else "")

    def _save(self) -> None:
        document: dict[str, Any] = documents.merged(self._mine, self.found, self.choices())
        self.accept()
        self.merged.emit(document)

    def retranslate(self) -> None:
        """Set every text anew."""
        name = pick(self._names)
        title = self.tr("Two versions of {name}").format(name=name)
        self.setWindowTitle(title)
        self.title.setText(title)
        self.text.setText(
            self.tr(
                "Somebody else changed it meanwhile. Where only one of you changed a field, that is"
                " chosen; please choose the others."
            )
        )
        heads = {
            "mine": self.tr("Mine"),
            "theirs": self.tr("Theirs, as it is now"),
            "both": self.tr("Both together"),
        }
        for side, head in self._heads.items():
            head.setText(heads[side])
        for one in self.found:
            field = documents.label(one.name)
            self._labels[one.name].setText(field)
            for side in SIDES:
                made = self.picks.get((one.name, side))
                if made is not None:
                    text = documents.value_text(one.name, getattr(one, side), self._catalogue)
                    made.radio.setAccessibleName(f"{field}, {heads[side]}: {text}")
        self.save.setText(self.tr("Save these"))
        self.cancel.setText(self.tr("Cancel"))
        self.all_mine.setText(self.tr("Choose all of mine"))
        self.all_theirs.setText(self.tr("Choose all of theirs"))
        self._count()
