"""The parts of the editor and how they stand; what they do is the dialog's."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from booking.model import Catalogue
from booking.services.checks import TITLE
from ui.i18n import Retranslated
from ui.widgets.inline_question import DiscardQuestion
from ui.widgets.people_edit import PeopleEdit
from ui.widgets.problem_list import ProblemList
from ui.widgets.resource_pick import ResourcePick
from ui.widgets.title_edit import TitleEdit

EMPTY: Final = Catalogue({}, {}, {}, {}, {}, {}, {})


class Sheet(Retranslated):
    """Fields above one another, scrolled where the screen is low, and buttons below.

    Attributes:
        title, people, private, notes, add: the fields; `add` takes one more resource.
        items: parent of the cards; `item_rows` is its layout.
        save, anyway, cancel, close_button: the buttons.
    """

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Window)
        self.title = TitleEdit(TITLE, body)
        self._title_label = self._label(self.title)
        self.items = QWidget(body)
        self.item_rows = QVBoxLayout(self.items)
        self.item_rows.setContentsMargins(0, 0, 0, 0)
        self.item_rows.setSpacing(8)
        self._items_label = self._label(None)
        self.add_box = QWidget(body)
        self.add = ResourcePick(EMPTY, self.add_box)
        adding = QHBoxLayout(self.add_box)
        adding.setContentsMargins(0, 0, 0, 0)
        adding.addWidget(self.add)
        self.people = PeopleEdit(body)
        self._people_label = self._label(self.people.line)
        self.private = QCheckBox(body)
        self._private_note = QLabel(body)
        self._private_note.setProperty("tone", "muted")
        self.notes = QPlainTextEdit(body)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(84)
        self._notes_label = self._label(self.notes)
        self.title_notes, self.people_notes, self.notes_notes, self.other_notes = (
            ProblemList(body) for _ in range(4)
        )
        self.area.setWidget(body)
        self.question = DiscardQuestion(self)
        self.save, self.anyway, self.cancel, self.close_button = (
            QPushButton(self) for _ in range(4)
        )
        for button in (self.save, self.anyway, self.cancel, self.close_button):
            button.setAutoDefault(False)
        self.save.setProperty("kind", "primary")
        self.cancel.setProperty("kind", "quiet")
        self.cancel.setProperty("tone", "danger")
        self.anyway.hide()
        self._lay_out(body, dialog)
        self.retranslate()

    def _label(self, buddy: QWidget | None) -> QLabel:
        label = QLabel(self)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        if buddy is not None:
            label.setBuddy(buddy)
        return label

    def _lay_out(self, body: QWidget, dialog: QDialog) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(6)
        titled: list[QWidget] = [self._title_label, self.title, self.title_notes]
        placed: list[QWidget] = [self._items_label, self.items, self.add_box]
        for group in (titled, placed):
            for widget in group:
                column.addWidget(widget)
            column.addSpacing(8)
        many = QHBoxLayout()
        many.setSpacing(8)
        many.addWidget(self.people)
        many.addSpacing(16)
        many.addWidget(self.private)
        many.addWidget(self._private_note)
        many.addStretch()
        self.people.setFixedWidth(self.people.sizeHint().width())
        column.addWidget(self._people_label)
        column.addLayout(many)
        column.addWidget(self.people_notes)
        column.addSpacing(8)
        noted: list[QWidget] = [self._notes_label, self.notes, self.notes_notes, self.other_notes]
        for widget in noted:
            column.addWidget(widget)
        column.addStretch()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 14)
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        for button in (self.close_button, self.anyway, self.save):
            buttons.addWidget(button)
        asking = QHBoxLayout()
        asking.setContentsMargins(20, 0, 20, 0)
        asking.addWidget(self.question)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.area, 1)
        rows.addLayout(asking)
        rows.addLayout(buttons)
        whole = QVBoxLayout(dialog)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Take resources to be added from here."""
        self.add.set_catalogue(catalogue)

    def tab_order(self) -> list[QWidget]:
        """Return the stops of the keyboard below the items."""
        fields: list[QWidget] = [self.add, self.people.line, self.private, self.notes]
        return [*fields, self.save, self.anyway, self.close_button, self.cancel]

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title_label.setText(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("What is it for?"))
        self._items_label.setText(self.tr("What and when"))
        self.add.setPlaceholderText(self.tr("Add another resource: name or code"))
        self.add.setAccessibleName(self.tr("Add another resource"))
        self._people_label.setText(self.tr("People"))
        self.people.line.setAccessibleName(self.tr("People"))
        self.private.setText(self.tr("Private"))
        self._private_note.setText(self.tr("Colleagues see only that it is busy"))
        self._notes_label.setText(self.tr("Notes"))
        self.title.setAccessibleName(self.tr("Title"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.anyway.setText(self.tr("Ask the server anyway"))
        self.cancel.setText(self.tr("Cancel booking"))
        self.close_button.setText(self.tr("Close"))
