"""The whole window in another language, switched while it is open: nothing stays behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from booking.model import Names
from booking.services.bookings import ItemWish, NewBooking
from tests.ui.conftest import SessionOf, settle
from tests.ui.scripts import SAME, of_script
from tests.zones import at, open_day
from ui.application.pages import PAGES, places
from ui.i18n import OWN_NAMES, set_language
from ui.navigation import Navigator
from ui.session import Session
from ui.theme import theme
from ui.window import MainWindow

# Codes of the inventory, keys, and what people's names and the zone are made of.
_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+|F\d+")
# Columns with names in one language each.
_NAMES_IN = re.compile("英文|繁|簡|简")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’]+")


def said(widget: QWidget) -> Iterator[str]:
    """Yield every text of a widget that somebody may read or hear."""
    yield from (widget.toolTip(), widget.statusTip(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    match widget:
        # What is hidden gets its text when it is shown.
        case QLabel() | QAbstractButton() if widget.isVisible():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QSpinBox():
            yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
        case QMenu() | QGroupBox():
            yield widget.title()
        case QTabBar():
            yield from (widget.tabText(place) for place in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            yield from cells(widget)


def cells(view: QAbstractItemView) -> Iterator[str]:
    """Yield what stands in a list or table, and over it."""
    model, roles = view.model(), Qt.ItemDataRole
    one = isinstance(model, QAbstractListModel)
    for column in range(1 if one else model.columnCount(QModelIndex())):
        heading = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        yield heading
        if _NAMES_IN.search(heading):
            continue
        for row in range(model.rowCount(QModelIndex())):
            for role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
                text = model.index(row, column).data(role)
                if isinstance(text, str):
                    yield text


def all_said(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where and what a window and all in it say, its actions too."""
    for widget in (window, *window.findChildren(QWidget)):
        for text in said(widget):
            yield type(widget).__name__, text
    for action in window.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield "QAction", text


def data_names(session: Session) -> list[str]:
    """Return what is the same in every language: names of people, the zone, the languages."""
    names = [person.name for person in session.finder.people()]
    return sorted(
        [*names, *OWN_NAMES.values(), session.desktop.facts.login, "Test zone"],
        key=len,
        reverse=True,
    )


def strange(window: QWidget, language: str, names: list[str]) -> list[tuple[str, str]]:
    """Return what is English, or in the other script."""
    found = []
    for where, text in all_said(window):
        bare = re.sub(r"<[^>]+>|&\w\b|https?://\S+", " ", text)
        for name in names:
            bare = bare.replace(name, " ")
        latin = [word for word in _LATIN.findall(_CODE.sub(" ", bare)) if word not in SAME]
        script = [char for char in bare if not of_script(char, language)]
        if latin or script:
            found.append((where, text))
    return found


@pytest.fixture
def window(session_of: SessionOf, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of an office administrator, who sees all pages; in English."""
    set_language("en")
    theme().apply(qapp)
    session, navigator = session_of("joint.admin", syncing=False), Navigator()
    # Something for each page to tell of; the title is the same in all languages.
    day = open_day()
    wish = ItemWish("JO-1F-MR01", at(day, 10), at(day, 11))
    session.bookings.book(NewBooking("2031", [wish], people=2))
    reason = Names("Typhoon", "颱風", "台风")
    session.inventory.close("JO", None, at(day, 9), at(day, 18), reason)
    made = MainWindow(session, navigator, places(session, navigator))
    made.show()
    settle(qtbot, session)
    yield made
    set_language("en")
    settle(qtbot, session)
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("language", ["zh_hant", "zh_hans"])
def test_no_text_of_the_window_stays_behind(
    window: MainWindow, qtbot: QtBot, language: str
) -> None:
    session = window.session
    names = data_names(session)
    assert len(strange(window, language, names)) > 40, "it is English to begin with"
    for page in PAGES:
        window.navigator.page.emit(page)
        settle(qtbot, session)
    set_language(language)
    for page in PAGES:
        window.navigator.page.emit(page)
        # Only then do pages hear of the language, and ask anew for what they show.
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        settle(qtbot, session)
        QApplication.processEvents()
        # Parts that were built anew have left what was there before.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert strange(window, language, names) == [], page
