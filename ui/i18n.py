"""The language of the interface, switched while the program runs.

English is the language of the source texts; it has a translation of its own for plurals. The two
Chinese languages are hand-picked texts of their own, never converted from one another.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Final, cast

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from booking.model import Names

LANGUAGES: Final = ("en", "zh_hant", "zh_hans")
LOCALES: Final = {"en": "en_GB", "zh_hant": "zh_HK", "zh_hans": "zh_CN"}
TAGS: Final = {"en": "en", "zh_hant": "zh-Hant-HK", "zh_hans": "zh-Hans-CN"}
OWN_NAMES: Final = {"en": "English", "zh_hant": "繁體中文（香港）", "zh_hans": "简体中文"}
# Qt has no file for Hong Kong; Taiwan's is the nearest in the same script.
_QT_OWN: Final = {"zh_hant": "qtbase_zh_TW", "zh_hans": "qtbase_zh_CN"}
# Marks a text of a table (context, text) for lupdate, which knows it by this name; Qt's own stub
# says that it returns an object.
QT_TRANSLATE_NOOP: Final = cast("Callable[[str, str], str]", QtCore.QT_TRANSLATE_NOOP)


class Languages(QObject):
    """What is installed now.

    Attributes:
        changed: (str) the language that has become the interface's.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.current = "en"
        self._installed: list[QTranslator] = []

    def switch(self, language: str) -> None:
        """Install a language; every widget gets LanguageChange."""
        if language not in LANGUAGES:
            raise ValueError(language)
        application = QApplication.instance()
        assert application is not None, "languages belong to a running application"
        QLocale.setDefault(QLocale(LOCALES[language]))
        old, self._installed = self._installed, []
        self.current = language
        for translator in _translators(language):
            application.installTranslator(translator)
            self._installed.append(translator)
        for translator in old:
            application.removeTranslator(translator)
        self.changed.emit(language)


def _translators(language: str) -> list[QTranslator]:
    found = []
    own = QTranslator()
    data = files("resources").joinpath("i18n", f"loop_{language}.qm")
    if own.load(str(data)):
        found.append(own)
    if language in _QT_OWN:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        qt = QTranslator()
        if qt.load(_QT_OWN[language], folder):
            found.insert(0, qt)
    return found


languages: Final = Languages()


def language() -> str:
    """Return the interface's language: "en", "zh_hant" or "zh_hans"."""
    return languages.current


def set_language(wanted: str) -> None:
    """Switch the interface; ValueError for one that there is not."""
    languages.switch(wanted)


def locale() -> QLocale:
    """Return the locale for dates and numbers."""
    return QLocale(LOCALES[languages.current])


def pick(names: Names) -> str:
    """Return a name from the data in the language shown."""
    return names.best(languages.current)


class Retranslated(QWidget):
    """A widget with texts: `retranslate` is called when the language changes.

    Subclasses set all their texts there, and call it once at the end of `__init__`.
    """

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
