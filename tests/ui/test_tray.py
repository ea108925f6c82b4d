"""The tray's sign: what it says; and that nothing is needed of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ui.assets import program_icon
from ui.i18n import set_language
from ui.tray import NoTray, Standing, Tray, notifier


@pytest.fixture
def tray(qapp: QApplication) -> Iterator[Tray]:
    tray = Tray(program_icon())
    yield tray
    tray.close()


def shown(tray: Tray) -> list[str]:
    return [line.text() for line in tray.menu.actions() if line.isVisible() and line.text()]


def test_the_menu_says_how_things_stand(tray: Tray, qtbot: QtBot) -> None:
    assert "Nobody is signed in" in shown(tray)
    tray.show_standing(Standing("Offline", 3))
    assert "Offline" in shown(tray)
    assert any("3" in line for line in shown(tray))
    assert "3" in tray.sign.toolTip()
    tray.show_standing(Standing("Connected", 0))
    assert not any("0" in line for line in shown(tray))


def test_the_menu_speaks_chinese_at_once(tray: Tray) -> None:
    set_language("en")
    tray.show_standing(Standing("x", 2))
    english = shown(tray)
    set_language("zh_hant")
    chinese = shown(tray)
    set_language("en")
    assert not set(english) & set(chinese) - {"x"}
    assert shown(tray) == english


@pytest.mark.parametrize(("action", "told"), [("show_window", "asked"), ("end", "quit")])
def test_the_window_and_the_end_can_be_had(
    tray: Tray, qtbot: QtBot, action: str, told: str
) -> None:
    line = getattr(tray, action)
    assert isinstance(line, QAction)
    with qtbot.waitSignal(getattr(tray, told)):
        line.trigger()


def test_a_click_asks_for_the_window_and_the_menu_does_not(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.asked):
        tray.sign.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.asked):
        tray.sign.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_without_a_tray_nothing_is_shown(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    found = notifier(QIcon(), qapp)
    assert isinstance(found, NoTray)
    found.show_standing(Standing("Offline", 1))
    found.notify("title", "text")
    found.close()
