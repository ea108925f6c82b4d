"""A line for a password: can be shown, says when Caps Lock is on, and what was wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.assets import icon
from ui.i18n import Retranslated


class PasswordField(Retranslated):
    """A password as it is typed; neither copied nor kept by the field.

    Attributes:
        entered: () Return was pressed.
        changed: () the text is another.
        line: where one types.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.setMaxLength(1000)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._edited)
        self.line.installEventFilter(self)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.setShortcut("Ctrl+Shift+P")
        self._eye.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._eye.toggled.connect(self._show_letters)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._caps = _hint("warning")
        self._wrong = _hint("danger")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for row in (self.line, self._caps, self._wrong):
            rows.addWidget(row)
        self.setFocusProxy(self.line)
        self._name = ""
        self.retranslate()

    def text(self) -> str:
        """Return what was typed, to the letter."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, also how it could be taken back."""
        self.line.clear()
        self._eye.setChecked(False)
        self._caps.hide()
        self.say("")

    def say(self, sentence: str) -> None:
        """Say beside the field what is wrong; "" for nothing."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.line.setProperty("wrong", "true" if sentence else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.line.setAccessibleDescription(sentence)

    def said(self) -> str:
        """Return what the field says is wrong."""
        return self._wrong.text()

    def set_name(self, name: str) -> None:
        """Name the field for screen readers."""
        self.line.setAccessibleName(name)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._caps.setText(self.tr("Caps Lock is on."))
        self._show_letters(self._eye.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: tell by a letter and the shift key whether Caps Lock is on."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_CapsLock:
                self._caps.hide()  # the next letter will tell
            elif event.type() == QEvent.Type.KeyPress and event.text().isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                letter = event.text()
                self._caps.setVisible(
                    letter.upper() != letter.lower() and letter.isupper() != shift
                )
        return super().eventFilter(watched, event)

    def _edited(self) -> None:
        self.say("")
        self.changed.emit()

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
        self._eye.setText(self.tr("Hide the password") if shown else self.tr("Show the password"))
        keys = self._eye.shortcut().toString()
        self._eye.setToolTip(f"{self._eye.text()} ({keys})")


def _hint(tone: str) -> QLabel:
    label = QLabel()
    label.setProperty("tone", tone)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label
