"""What the program did not expect, said calmly, with a text that can be copied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.assets import icon
from ui.dialogs.base import Dialog, plain_label
from ui.theme import theme
from ui.widgets.labels import SignLabel


class CrashDialog(Dialog):
    """One dialog for whatever happens while it is open.

    Attributes:
        quit: () somebody would rather end the program.
        report, copy, go_on, end: the text and the buttons.
    """

    quit = Signal()

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copied = False
        picture = SignLabel("info", "accent", 32)
        self._title = plain_label()
        self._title.setFont(theme().font("heading"))
        self._text = plain_label()
        self._private = plain_label("muted")
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy, self.end, self.go_on = QPushButton(), QPushButton(), QPushButton()
        self.copy.setIcon(icon("copy"))
        self.copy.clicked.connect(self._copy)
        self.end.clicked.connect(self._end)
        self.go_on.setProperty("kind", "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture)
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch()
        buttons.addWidget(self.end)
        buttons.addWidget(self.go_on)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(10)
        rows.addLayout(head)
        rows.addWidget(self._text)
        rows.addWidget(self.report, 1)
        rows.addWidget(self._private)
        rows.addLayout(buttons)
        self.resize(640, 460)
        self.go_on.setFocus()
        self.retranslate()

    def add(self, report: str) -> None:
        """Add another fault to the text."""
        self.report.appendPlainText(f"\n{report}")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Something unexpected happened"))
        self._title.setText(self.tr("Something unexpected happened"))
        self._text.setText(
            self.tr(
                "What you booked is kept, and you can go on. If something does not work any more,"
                " start the program again. The text below helps whoever looks after it."
            )
        )
        self._private.setText(
            self.tr("It holds no titles and no names. Nothing is sent anywhere by itself.")
        )
        self.report.setAccessibleName(self.tr("Report"))
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy the text"))
        self.end.setText(self.tr("Quit"))
        self.go_on.setText(self.tr("Go on"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self._copied = True
        self.retranslate()

    def _end(self) -> None:
        self.accept()
        self.quit.emit()
