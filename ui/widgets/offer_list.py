"""What could be had instead, each a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.i18n import Retranslated

_AROUND = 30


class _Offer(QPushButton):
    """A button whose label is cut in its middle where there is no room; the tip has all of it."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "offer")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        self._fit()

    def _fit(self) -> None:
        label, width = self.accessibleName(), max(40, self.width() - _AROUND)
        metrics = QFontMetrics(self.font())
        cut = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, width)
        # An ampersand in a button's text would mark a shortcut.
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(label if cut != label else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._fit()


class OfferList(Retranslated):
    """Offers in columns, at most `most` until one asks for the rest; no room while there are none.

    Attributes:
        taken: (int) place of the offer that was clicked.
    """

    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1, most: int = 4) -> None:
        super().__init__(parent)
        self._columns = columns
        self._most = most
        self._labels: tuple[str, ...] = ()
        self._all = False
        self._buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setSpacing(4)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._others = QPushButton(self)
        self._others.setProperty("kind", "link")
        self._others.setAutoDefault(False)
        self._others.clicked.connect(self._show_all)
        self.setVisible(False)
        self.retranslate()

    def labels(self) -> tuple[str, ...]:
        """Return all that is offered, shown or not."""
        return self._labels

    def buttons(self) -> list[QPushButton]:
        """Return the buttons that are shown."""
        return list(self._buttons)

    def show_offers(self, labels: Sequence[str]) -> None:
        """Offer these and nothing else."""
        if tuple(labels) == self._labels:
            return
        self._labels = tuple(labels)
        self._all = False
        self._lay_out()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("What could be had instead"))
        left = len(self._labels) - self._most
        self._others.setText(self.tr("%n more offer(s)", "", max(left, 0)))

    def _show_all(self) -> None:
        self._all = True
        self._lay_out()
        if len(self._buttons) > self._most:
            self._buttons[self._most].setFocus()

    def _lay_out(self) -> None:
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        count = len(self._labels) if self._all else self._most
        shown = self._labels[:count]
        self._buttons = [self._button(place, label) for place, label in enumerate(shown)]
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // self._columns, place % self._columns)
        hidden = len(self._labels) > len(shown)
        self._grid.removeWidget(self._others)
        if hidden:
            row = -(-len(shown) // self._columns)
            self._grid.addWidget(self._others, row, 0, Qt.AlignmentFlag.AlignLeft)
        self._others.setVisible(hidden)
        self.retranslate()
        self.setVisible(bool(self._labels))

    def _button(self, place: int, label: str) -> QPushButton:
        button = _Offer(label, self)
        button.clicked.connect(lambda: self.taken.emit(place))
        return button
