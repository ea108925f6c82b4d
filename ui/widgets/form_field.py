"""Parts of long forms: a labelled field with its sentences, and choices by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import Retranslated
from ui.widgets.flow import Flow
from ui.widgets.problem_list import Note, ProblemList


class FormField(QWidget):
    """A label, what is filled in, and what is wrong with it."""

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setBuddy(control)
        self.control = control
        self.notes = ProblemList(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.label)
        rows.addWidget(control)
        rows.addWidget(self.notes)
        rows.addStretch()

    def set_text(self, text: str) -> None:
        """Say what the field is."""
        self.label.setText(text)
        if not self.control.accessibleName():
            self.control.setAccessibleName(text)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show what is wrong."""
        self.notes.show_notes(notes)


class Choice(QComboBox):
    """One of several things with codes; the wheel only turns it while it has the focus.

    Attributes:
        changed: () somebody chose another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(self.changed)

    def sizeHint(self) -> QSize:
        """Qt's: as high as a line beside it."""
        return QSize(super().sizeHint().width(), max(30, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer (code, label); what is chosen stays chosen, also if it is not offered any more."""
        chosen = self.code()
        with QSignalBlocker(self):
            self.clear()
            for code, label in choices:
                self.addItem(label, code)
                self.setItemData(self.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
            self._choose(chosen)

    def code(self) -> str | None:
        """Return what is chosen, None while nothing is."""
        found = self.currentData()
        return None if found is None else str(found)

    def set_code(self, code: str | None) -> None:
        """Choose; tells nobody."""
        with QSignalBlocker(self):
            self._choose(code)

    def choose(self, code: str) -> None:
        """Choose, as if somebody had done it."""
        if code != self.code():
            self.set_code(code)
            self.changed.emit()

    def _choose(self, code: str | None) -> None:
        if code and self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(-1 if code is None else self.findData(code))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class OpenTo(Retranslated):
    """Which classes of tenants may see something: everybody, or only some.

    Attributes:
        changed: () somebody chose.
        everybody: the box for all; `boxes`: those of single classes by code.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.everybody = QCheckBox(self)
        self.boxes: dict[str, QCheckBox] = {}
        self._flow = Flow(self, 16)
        self._flow.add(self.everybody)
        self.everybody.toggled.connect(self._all_or_some)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.addWidget(self._flow)
        self.setFocusProxy(self.everybody)
        self.retranslate()

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer (code, label) of classes."""
        for code, label in choices:
            if code not in self.boxes:
                box = self.boxes[code] = QCheckBox(self)
                box.toggled.connect(self._some)
                self._flow.add(box)
                box.show()
            self.boxes[code].setText(label)
        self._flow.place()

    def value(self) -> tuple[str, ...] | None:
        """Return the classes, None for everybody."""
        if self.everybody.isChecked():
            return None
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, classes: Iterable[str] | None) -> None:
        """Show classes; tells nobody."""
        some = None if classes is None else set(classes)
        self.offer((one, one) for one in sorted(some or ()) if one not in self.boxes)
        blockers = [QSignalBlocker(box) for box in (self.everybody, *self.boxes.values())]
        self.everybody.setChecked(some is None)
        for code, box in self.boxes.items():
            box.setChecked(some is not None and code in some)
            box.setEnabled(some is not None)
        del blockers

    def retranslate(self) -> None:
        """Set every text anew."""
        self.everybody.setText(self.tr("Everybody"))
        self._flow.place()

    def _all_or_some(self, everybody: bool) -> None:
        for box in self.boxes.values():
            box.setEnabled(not everybody)
        self.changed.emit()

    def _some(self) -> None:
        self.changed.emit()
