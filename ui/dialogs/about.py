"""What this program is: versions of its parts, where its files are, under which licences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from booking.bootstrap.parts import parts
from booking.versions import of_package
from ui.assets import icon, program_icon
from ui.dialogs.base import Dialog, plain_label
from ui.theme import theme

THIRD: Final = (
    ("PySide6-Essentials", "LGPL-3.0-only"),
    ("shiboken6", "LGPL-3.0-only"),
    ("psycopg", "LGPL-3.0-only"),
    ("psycopg-binary", "LGPL-3.0-only; libpq: PostgreSQL; OpenSSL: Apache-2.0"),
    ("SQLAlchemy", "MIT"),
    ("filelock", "MIT"),
    ("holidays", "MIT"),
    ("keyring", "MIT"),
    ("platformdirs", "MIT"),
    ("python-dateutil", "Apache-2.0 OR BSD-3-Clause"),
    ("tzdata", "Apache-2.0; the data: public domain"),
    ("jeepney", "MIT"),
    ("SecretStorage", "BSD-3-Clause"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause"),
)
"""Packages and their licences, as they state them; those that are not installed are left out."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the dialog is told.

    Attributes:
        server: address of the shared database.
        folders: "data", "desk" and "log".
    """

    server: str
    folders: Mapping[str, Path]


class AboutDialog(Dialog):
    """Three tabs, all of whose texts can be copied.

    Attributes:
        opened: (path) somebody wants to look into a folder.
        tabs, copy, licences: the parts.
    """

    opened = Signal(str)

    def __init__(self, told: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._server = ""
        self._copied = False
        mark = QLabel()
        mark.setPixmap(program_icon().pixmap(56, 56))
        name = plain_label()
        name.setText("Loop Booking")
        name.setFont(theme().font("title"))
        self._summary = plain_label("muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(mark)
        head.addLayout(words, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        self._folders: dict[str, tuple[QLabel, QPushButton, QPushButton]] = {}
        self.licences = QPlainTextEdit()
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        for page in (self._versions(), self._paths(), self.licences):
            self.tabs.addTab(page, "")
        self.copy, self.shut = QPushButton(), QPushButton()
        self.copy.setIcon(icon("copy"))
        self.copy.clicked.connect(self._copy)
        self.shut.setDefault(True)
        self.shut.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch()
        buttons.addWidget(self.shut)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(14)
        rows.addLayout(head)
        rows.addWidget(self.tabs, 1)
        rows.addLayout(buttons)
        self.resize(620, 500)
        self.retranslate()

    def _versions(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(4, 16, 4, 4)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(7)
        found = parts()
        values = {
            "program": found["loop-booking"],
            "protocol": f"{found['protocol']} / {found['schema']}",
            "python": found["python"],
            "qt": str(qVersion()),
            "pyside": PySide6.__version__,
            "psycopg": found["psycopg"],
            "sqlite": found["sqlite"],
            "server": "",
            "zones": found["tzdata"],
            "holidays": found["holidays"],
        }
        for key, value in values.items():
            label, shown = plain_label("muted"), plain_label()
            label.setWordWrap(False)
            shown.setText(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(label, shown)
            self._rows[key] = (label, shown)
        return page

    def _paths(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(4, 16, 4, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for index, (key, path) in enumerate(self._told.folders.items()):
            label = plain_label("muted")
            link, copy = QPushButton(str(path)), QPushButton()
            link.setProperty("kind", "link")
            link.setStyleSheet("text-align: left")
            link.setToolTip(str(path))
            link.setMinimumWidth(1)
            folder = path.parent if key == "log" else path
            link.clicked.connect(lambda _=False, folder=folder: self.opened.emit(str(folder)))
            copy.setProperty("kind", "quiet")
            copy.setIcon(icon("copy"))
            copy.clicked.connect(
                lambda _=False, path=path: QGuiApplication.clipboard().setText(str(path))
            )
            grid.addWidget(label, 3 * index, 0, 1, 2)
            grid.addWidget(link, 3 * index + 1, 0)
            grid.addWidget(copy, 3 * index + 1, 1)
            grid.setRowMinimumHeight(3 * index + 2, 8)
            self._folders[key] = (label, link, copy)
        grid.setRowStretch(3 * len(self._told.folders), 1)
        return page

    def show_server(self, version: str) -> None:
        """Show which PostgreSQL the shared database runs."""
        self._server = f"PostgreSQL {version}"
        self.retranslate()

    def no_server(self, _error: Exception) -> None:
        """Say that it cannot be asked now."""
        self._server = "-"
        self.retranslate()

    def text(self) -> str:
        """Return the versions as text, to be copied."""
        return "\n".join(f"{label.text()}: {shown.text()}" for label, shown in self._rows.values())

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("About Loop Booking"))
        self._summary.setText(
            self.tr("Book rooms, laboratories and equipment across several sites, also offline.")
        )
        titles = (self.tr("Versions"), self.tr("Files"), self.tr("Licences"))
        for index, title in enumerate(titles):
            self.tabs.setTabText(index, title)
        for key, text in {
            "program": self.tr("Program"),
            "protocol": self.tr("Protocol / schema"),
            "python": "Python",
            "qt": "Qt",
            "pyside": "PySide6",
            "psycopg": "psycopg",
            "sqlite": "SQLite",
            "server": self.tr("Shared database"),
            "zones": self.tr("Time zone data"),
            "holidays": self.tr("Holiday data"),
        }.items():
            self._rows[key][0].setText(text)
        server = self._server
        if server == "-":
            server = self.tr("cannot be asked now")
        self._rows["server"][1].setText(server or self.tr("is being asked…"))
        for key, text in {
            "data": self.tr("All files of this program"),
            "desk": self.tr("Your local copy, and what waits to be sent"),
            "log": self.tr("Log file"),
        }.items():
            label, link, copy = self._folders[key]
            label.setText(text)
            link.setAccessibleName(self.tr("Open: {name}").format(name=text))
            copy.setToolTip(self.tr("Copy the path"))
            copy.setAccessibleName(copy.toolTip())
        self.licences.setPlainText(self._licences())
        self.licences.setAccessibleName(self.tr("Licences"))
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy the versions"))
        self.shut.setText(self.tr("Close"))

    def _licences(self) -> str:
        notes = (
            self.tr("Loop Booking is under the Apache License 2.0."),
            self.tr(
                "Qt, PySide6 and shiboken6 are used under the GNU Lesser General Public License"
                " version 3, psycopg under the same. They are separate files that you may replace"
                " by your own; their sources are at download.qt.io and github.com/psycopg."
            ),
            self.tr("Used besides:"),
        )
        table = [
            f"  {name} {number} - {licence}"
            for name, licence in THIRD
            if (number := of_package(name))
        ]
        return "\n\n".join(notes) + "\n" + "\n".join(table)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._copied = True
        self.retranslate()
