"""A question where one works, in place of a box in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.i18n import Retranslated


class DiscardQuestion(Retranslated):
    """Asks once whether what was typed may go.

    Attributes:
        discard, keep: () the answer.
    """

    discard = Signal()
    keep = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame(self)
        frame.setProperty("card", True)
        self._text = QLabel(frame)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.yes = QPushButton(frame)
        self.yes.setProperty("kind", "danger")
        self.no = QPushButton(frame)
        for button in (self.yes, self.no):
            button.setAutoDefault(False)
        self.yes.clicked.connect(self.discard)
        self.no.clicked.connect(self._keep)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(6)
        row.addWidget(self._text, 1)
        row.addWidget(self.no, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.yes, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.hide()
        self.retranslate()

    def ask(self) -> None:
        """Show the question; the cursor is on what loses nothing."""
        self.show()
        for button in (self.yes, self.no):
            # A button that was never shown has measured itself without its style.
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
        self.no.setFocus()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._text.setText(self.tr("Discard what you typed?"))
        self.yes.setText(self.tr("Discard"))
        self.no.setText(self.tr("Go on"))

    def _keep(self) -> None:
        self.hide()
        self.keep.emit()
