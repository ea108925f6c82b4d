"""The switch between sites: by mouse and keys, side by side or in a menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ui.i18n import set_language
from ui.theme import theme
from ui.widgets.site_switch import SiteSwitch

TWO = [("JO", "Joint Office"), ("SB", "Shenzhen Branch")]


@pytest.fixture
def switch(qapp: QApplication, qtbot: QtBot) -> SiteSwitch:
    """A switch between two sites, with room for both."""
    theme().apply(qapp)
    set_language("en")
    made = SiteSwitch()
    qtbot.addWidget(made)
    made.set_room(900)
    made.set_sites(TWO)
    made.show()
    return made


def test_a_click_chooses_and_all_is_the_first(switch: SiteSwitch, qtbot: QtBot) -> None:
    assert switch.current == ()
    assert [b.text() for b in switch._buttons.values()] == [
        "All sites",
        "Joint Office",
        "Shenzhen Branch",
    ]
    with qtbot.waitSignal(switch.chosen, check_params_cb=lambda sites: sites == ("SB",)):
        QTest.mouseClick(switch._buttons["SB"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(switch.chosen, check_params_cb=lambda sites: sites == ()):
        QTest.mouseClick(switch._buttons[""], Qt.MouseButton.LeftButton)


def test_arrows_choose_and_go_round(switch: SiteSwitch) -> None:
    button = switch._buttons[""]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right)
    assert switch.current == ("JO",)
    assert switch._buttons["JO"].isChecked()
    QTest.keyClick(switch._buttons["JO"], Qt.Key.Key_Left)
    QTest.keyClick(switch._buttons[""], Qt.Key.Key_Left)
    assert switch.current == ("SB",)


def test_without_room_there_is_a_menu_with_the_same_choice(switch: SiteSwitch) -> None:
    switch.choose("JO")
    switch.set_room(120)
    button = switch.findChildren(QToolButton)[-1]
    assert "Joint Office" in button.text()
    assert "Joint Office" in button.accessibleName()
    chosen = [action.text() for action in button.menu().actions() if action.isChecked()]
    assert chosen == ["Joint Office"]
    button.menu().actions()[2].trigger()
    assert switch.current == ("SB",)
    assert "Shenzhen Branch" in button.text()


def test_many_sites_are_in_a_menu(switch: SiteSwitch) -> None:
    many = [(f"S{number}", f"Site {number}") for number in range(40)]
    switch.set_sites(many)
    assert switch._buttons == {}
    switch.choose("S39")
    assert switch.current == ("S39",)


def test_one_site_needs_no_switch(switch: SiteSwitch) -> None:
    switch.set_sites(TWO[:1])
    assert not switch.isVisible()


def test_a_site_that_is_gone_is_no_longer_chosen(switch: SiteSwitch, qtbot: QtBot) -> None:
    switch.choose("SB")
    with qtbot.waitSignal(switch.chosen, check_params_cb=lambda sites: sites == ()):
        switch.set_sites([("JO", "Joint Office"), ("XX", "Elsewhere")])
    assert switch.current == ()


def test_an_unknown_site_is_left_alone(switch: SiteSwitch) -> None:
    switch.choose("SB")
    switch.choose("nowhere")
    assert switch.current == ("SB",)


def test_names_of_any_kind_fit(switch: SiteSwitch) -> None:
    switch.set_sites([("A", "A & B <b>\N{FAMILY}</b> " * 40), ("B", "موقع" * 90)])
    switch.set_room(2_000)
    for button in switch._buttons.values():
        assert button.width() <= 240
    assert switch._buttons["B"].accessibleName().startswith("موقع")
    assert "&&" in switch._buttons["A"].text()
