"""What stands where nothing is shown: an icon, what would stand there, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.assets import icon
from ui.theme import theme

_WIDEST = 460


class Empty(QWidget):
    """A picture, a title and a sentence in the middle.

    Attributes:
        button: to begin with, hidden until it has a text.
    """

    def __init__(self, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._sign = QLabel(self)
        self._title = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setProperty("tone", "muted")
        self._sentence.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "primary")
        self.button.hide()
        for label in (self._sign, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        whole = QVBoxLayout(self)
        whole.setSpacing(8)
        whole.addStretch(2)
        for widget in (self._sign, self._title, self._sentence, self.button):
            whole.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        theme().changed.connect(self._dress)
        self._dress()

    def tell(self, title: str, sentence: str, button: str = "") -> None:
        """Say what would stand here, and how to begin."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._fit()
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def told(self) -> tuple[str, str]:
        """Return title and sentence."""
        return self._title.text(), self._sentence.text()

    def _fit(self) -> None:
        """Keep the lines short, and have room for all of them."""
        width = theme().scaled(_WIDEST)
        self._sentence.setFixedSize(width, max(0, self._sentence.heightForWidth(width)))

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _dress(self) -> None:
        self._title.setFont(theme().font("heading"))
        self._fit()
        pixmap = icon(self._picture, "border").pixmap(QSize(48, 48), self.devicePixelRatio())
        self._sign.setPixmap(pixmap)
