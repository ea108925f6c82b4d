"""Pages are made when they are first wanted, and hear what made somebody want them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SessionOf, settle
from ui.application.pages import FOR_OFFICE, PAGES, kind_of, places
from ui.i18n import set_language
from ui.navigation import Looking, Navigator
from ui.pages.base import Page
from ui.pages.find import FindPage
from ui.theme import theme
from ui.window import MainWindow

ROOM = "JO-1F-MR01"
Open = Callable[[str], tuple[MainWindow, list[str]]]


@pytest.fixture
def window_of(session_of: SessionOf, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Return the window of a sample person, and the names of its pages as they are made."""
    theme().apply(qapp)
    set_language("en")
    opened: list[MainWindow] = []

    def make(person: str) -> tuple[MainWindow, list[str]]:
        names: list[str] = []

        def made(page: Page) -> None:
            names.append(page.name)

        session, navigator = session_of(person, syncing=False), Navigator()
        window = MainWindow(session, navigator, places(session, navigator, made))
        opened.append(window)
        window.show()
        settle(qtbot, session)
        return window, names

    yield make
    for window in opened:
        settle(qtbot, window.session)
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("name", PAGES)
def test_the_rail_knows_a_page_before_it_is_loaded(name: str) -> None:
    kind = kind_of(name)
    assert (kind.name, kind.icon_name, kind.for_office) == (name, name, name in FOR_OFFICE)


def test_only_what_is_shown_is_made(window_of: Open) -> None:
    window, made = window_of("photon.one")
    assert made == ["schedule"]
    assert list(window.pages) == list(PAGES)
    window.navigator.page.emit("mine")
    window.navigator.page.emit("schedule")
    window.navigator.page.emit("mine")
    assert made == ["schedule", "mine"]
    assert window.page_name() == "mine"


def test_a_page_that_a_request_makes_answers_it(window_of: Open, qtbot: QtBot) -> None:
    window, made = window_of("photon.one")
    window.navigator.find.emit(Looking("6 people", people=6))
    assert made == ["schedule", "find"]
    page = window.pages["find"]
    assert isinstance(page, FindPage)
    qtbot.waitUntil(lambda: page.line.text() == "6 people", timeout=20_000)
    assert window.page_name() == "find"


def test_a_request_is_answered_once(
    window_of: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = window_of("joint.admin")
    heard: list[object] = []
    page = window.pages["inventory"]
    monkeypatch.setattr(page, "take", heard.append)
    window.navigator.resource.emit(ROOM)
    settle(qtbot, window.session)
    # It was there, and has heard the navigator itself.
    assert heard == []
    assert window.page_name() == "inventory"
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.isVisible():
            dialog.close()


def test_a_page_that_is_made_later_shows_the_sites_that_are_chosen(window_of: Open) -> None:
    window, made = window_of("photon.one")
    window.top.sites.choose("SB")
    assert made == ["schedule"]
    assert window.pages["find"].sites == ("SB",)
