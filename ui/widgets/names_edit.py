"""One text in three languages, side by side; none is ever made from another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from booking.model import Names
from ui.i18n import LANGUAGES, OWN_NAMES, Retranslated
from ui.widgets.problem_list import Note
from ui.widgets.title_edit import TitleEdit

LONGEST: Final = 200


def unkept(text: str) -> bool:
    """Whether a text has a character that the shared database does not keep."""
    return any(
        ord(one) < 0x20 or 0x7F <= ord(one) <= 0x9F or 0xD800 <= ord(one) <= 0xDFFF for one in text
    )


class NamesEdit(Retranslated):
    """Three lines with the language over each; where one is missing, that is said.

    Attributes:
        changed: () somebody typed.
        lines: by language.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, TitleEdit] = {}
        self._marks: dict[str, QLabel] = {}
        self._title = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, language in enumerate(LANGUAGES):
            line, mark = TitleEdit(LONGEST, self), QLabel(self)
            mark.setBuddy(line)
            line.textChanged.connect(self._mark)
            line.textEdited.connect(self.changed)
            self.lines[language], self._marks[language] = line, mark
            grid.addWidget(mark, 0, column)
            grid.addWidget(line, 1, column)
            grid.setColumnStretch(column, 1)
        self.setFocusProxy(self.lines[LANGUAGES[0]])
        self.retranslate()

    def set_title(self, title: str) -> None:
        """Say what the text is, for screen readers."""
        self._title = title
        self.retranslate()

    def value(self) -> Names:
        """Return the texts without spaces around them."""
        return Names(**{language: line.text().strip() for language, line in self.lines.items()})

    def set_value(self, names: Names) -> None:
        """Show texts; tells nobody."""
        for language, text in names.as_json().items():
            self.lines[language].setText(text)
            self.lines[language].setCursorPosition(0)
        self._mark()

    def missing(self) -> list[str]:
        """Return the languages without a text, where there is one in another."""
        texts = self.value().as_json()
        return [one for one in LANGUAGES if any(texts.values()) and not texts[one]]

    def notes(self) -> list[Note]:
        """Return what is wrong with what is typed."""
        found = []
        for language, line in self.lines.items():
            if line.too_long():
                text = QCoreApplication.translate("filling", "At most {most} characters.")
                found.append(Note(_of(language, text.format(most=LONGEST))))
            elif unkept(line.text()):
                text = QCoreApplication.translate(
                    "filling", "It has a character that cannot be kept."
                )
                found.append(Note(_of(language, text)))
        return found

    def first_wrong(self) -> QLineEdit | None:
        """Return the first line whose text cannot be kept."""
        wrong = (one for one in self.lines.values() if one.too_long() or unkept(one.text()))
        return next(wrong, None)

    def fields(self) -> list[QWidget]:
        """Return the lines in the order of the keyboard."""
        return list(self.lines.values())

    def retranslate(self) -> None:
        """Set every text anew."""
        for language, line in self.lines.items():
            name = OWN_NAMES[language]
            line.setAccessibleName(f"{self._title}, {name}" if self._title else name)
        self._mark()

    def _mark(self) -> None:
        missing = self.missing()
        for language, mark in self._marks.items():
            name = OWN_NAMES[language]
            gone = language in missing
            text = self.tr("{language}: missing").format(language=name) if gone else name
            mark.setText(text)
            tone = "warning" if gone else "muted"
            if mark.property("tone") != tone:
                mark.setProperty("tone", tone)
                mark.style().unpolish(mark)
                mark.style().polish(mark)
            self.lines[language].setAccessibleDescription(text if gone else "")


def _of(language: str, sentence: str) -> str:
    return f"{OWN_NAMES[language]}: {sentence}"
