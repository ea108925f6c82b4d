"""The demonstration's chooser: whom one comes in as, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from booking.bootstrap.online import Keep, sign_in
from booking.demo.folder import DemoFolder
from booking.demo.stage import DESKS as PEOPLE
from booking.demo.stage import OFFICE, ONE
from tests.ui.conftest import invitation
from tests.zones import PASSWORD, Zone
from ui.demo.chooser import ADMIN, BOTH, TENANT, Chooser, places
from ui.i18n import set_language
from ui.preferences import Preferences
from ui.single import Claim, Single

WAIT_MS = 60_000


@pytest.fixture
def folder(crowd: Zone, tmp_path: Path) -> DemoFolder:
    """Desktops of a tenant's member and of an administrator, signed in."""
    made = DemoFolder(tmp_path)
    for name in (ONE, OFFICE):
        sign_in(made.desk(name), invitation(crowd, PEOPLE[name]), PASSWORD, Keep.FILE)
    return made


@pytest.fixture
def chooser(folder: DemoFolder, qtbot: QtBot) -> Iterator[Chooser]:
    made = Chooser(folder)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    assert made.end(WAIT_MS)
    qtbot.waitUntil(lambda: made.running() == (), timeout=WAIT_MS)
    set_language("en")


def open_now(folder: DemoFolder, name: str) -> bool:
    """Whether a window is open on a desktop, and answers."""
    return Single(folder.desk(name).data).claim() is Claim.SECOND


def see_open(folder: DemoFolder, name: str, qtbot: QtBot) -> None:
    lock = folder.desk(name).data / "window.lock"
    qtbot.waitUntil(lock.exists, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: open_now(folder, name), timeout=WAIT_MS)


def test_both_side_by_side_with_one_key(chooser: Chooser, folder: DemoFolder, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is chooser.cards[BOTH]
    QTest.keyClick(chooser.cards[BOTH], Qt.Key.Key_Return)
    assert chooser.running() == (ONE, OFFICE)
    for name in (ONE, OFFICE):
        widget = QWidget()
        kept = str(Preferences(folder.desk(name).settings).values()["geometry"])
        assert widget.restoreGeometry(QByteArray.fromBase64(kept.encode()))
        see_open(folder, name, qtbot)


@pytest.mark.parametrize(
    ("width", "expected"),
    [(1920, [(0, 960), (960, 960)]), (1280, [(0, 800), (480, 800)]), (700, [(0, 700), (0, 700)])],
)
def test_windows_stand_beside_one_another(width: int, expected: list[tuple[int, int]]) -> None:
    found = places(QRect(0, 30, width, 900), 2)
    assert [(one.x(), one.width()) for one in found] == expected
    assert {(one.y(), one.height()) for one in found} == {(30, 900)}


def test_one_by_mouse_in_chinese_and_again_brings_it_to_the_front(
    chooser: Chooser, folder: DemoFolder, qtbot: QtBot
) -> None:
    chooser.languages.setFocus()
    QTest.keyClick(chooser.languages, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: chooser.cards[TENANT].accessibleName() == "租戶成員")
    QTest.mouseClick(chooser.cards[TENANT], Qt.MouseButton.LeftButton)
    see_open(folder, ONE, qtbot)
    assert not (folder.desk(OFFICE).data / "window.lock").exists()
    QTest.mouseClick(chooser.cards[TENANT], Qt.MouseButton.LeftButton)
    assert chooser.running() == (ONE,)


def test_arrows_go_from_choice_to_choice(chooser: Chooser) -> None:
    for key, name in (
        (Qt.Key.Key_Down, TENANT),
        (Qt.Key.Key_Down, ADMIN),
        (Qt.Key.Key_Up, TENANT),
        (Qt.Key.Key_Up, BOTH),
    ):
        QTest.keyClick(QApplication.focusWidget() or chooser, key)
        assert QApplication.focusWidget() is chooser.cards[name]


def test_it_is_over_when_it_is_closed_and_nothing_is_open(chooser: Chooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.over, timeout=WAIT_MS):
        QTest.keyClick(chooser, Qt.Key.Key_Escape)


def test_windows_that_are_open_are_waited_for(
    chooser: Chooser, folder: DemoFolder, qtbot: QtBot
) -> None:
    over: list[bool] = []
    chooser.over.connect(lambda: over.append(True))
    QTest.mouseClick(chooser.cards[ADMIN], Qt.MouseButton.LeftButton)
    see_open(folder, OFFICE, qtbot)
    chooser.close()
    assert not over
    with qtbot.waitSignal(chooser.over, timeout=WAIT_MS):
        chooser.end(WAIT_MS)
