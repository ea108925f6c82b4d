"""Anything can be called up by part of its name, in any script, by initials or by code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from booking.samples import load_inventory
from ui.dialogs.palette import Palette, spoken
from ui.models.han import fold, initials
from ui.models.matching import Entry, Index
from ui.theme import theme

CALLED: list[str] = []


def entry(key: str, *names: str, hint: str = "") -> Entry:
    """Return a row that notes that it was called."""
    return Entry(key, "resource", names[0], (*names, hint), lambda: CALLED.append(key), hint=hint)


def samples() -> list[Entry]:
    """Return the sample inventory as rows."""
    return [
        entry(r.code, r.name.en, r.name.zh_hant, r.name.zh_hans, hint=r.code)
        for r in load_inventory().resources
    ]


@pytest.fixture(scope="module")
def index() -> Index:
    """The sample inventory and a few actions."""
    actions = [entry("new", "New booking", "新增預訂"), entry("light", "Light theme", "淺色")]
    return Index([*actions, *samples()])


def keys(found: list[Entry]) -> list[str]:
    return [row.key for row in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("會議室", "会议室"),
        ("實驗室", "实验室"),
        ("顯微鏡", "显微镜"),
        ("ＪＯ－１Ｆ", "jo-1f"),
        ("Café", "CAFE"),
        ("裏面", "里面"),
        ("  two   spaces ", "two spaces"),
    ],
)
def test_scripts_widths_and_accents_are_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("會議室", "hys"),
        ("会议室 12", "hys12"),
        ("Harbour Room 3", "hr3"),
        ("長廳", "ct"),
        ("共聚焦顯微鏡", "gjjxwj"),
        ("\N{FAMILY}", ""),
        ("قاعة", "ق"),
    ],
)
def test_initials_are_those_of_words_and_of_pinyin(name: str, letters: str) -> None:
    assert letters in initials(fold(name))


def test_a_name_of_many_readings_stays_small() -> None:
    assert len(initials(fold("行長會" * 200))) <= 8


def test_both_scripts_find_the_same_rooms(index: Index) -> None:
    hant, hans = keys(index.look_up("會議室")), keys(index.look_up("会议室"))
    assert hant
    assert hant == hans
    assert set(hans) <= set(keys(index.look_up("hys")))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("JO-1F-MR01", "JO-1F-MR01"),
        ("jo1fmr01", "JO-1F-MR01"),
        ("jomr01", "JO-1F-MR01"),
        ("bauhinia", "JO-1F-MR01"),
        ("new b", "new"),
        ("booking new", "new"),
        ("新增预订", "new"),
    ],
)
def test_names_codes_and_their_parts_find_the_thing(index: Index, query: str, first: str) -> None:
    assert keys(index.look_up(query))[0] == first


def test_nothing_is_found_by_what_nothing_is_called(index: Index) -> None:
    assert index.look_up("qqqq") == []
    assert index.look_up("\N{PILE OF POO}") == []
    assert index.look_up("x" * 10_000) == []


def test_names_and_queries_of_signs_alone_do_no_harm() -> None:
    signs = Index([entry("dash", "-", "--"), entry("dot", "."), entry("blank", " ")])
    assert keys(signs.look_up("-")) == ["dash"]
    assert signs.look_up("---") == []
    assert keys(signs.look_up(" . ")) == ["dot"]


def test_without_a_query_what_was_called_lately_comes_first(index: Index) -> None:
    recent = ["JO-1F-MR02", "gone", "light"]
    assert keys(index.look_up("", recent))[:3] == ["JO-1F-MR02", "light", "new"]


def test_lately_called_things_win_among_equals(index: Index) -> None:
    before = keys(index.look_up("meeting room"))
    last = before[-1]
    assert keys(index.look_up("meeting room", [last]))[0] == last


# --- the widget ----------------------------------------------------------------------------------


@pytest.fixture
def palette(qapp: QApplication, qtbot: QtBot) -> Iterator[Palette]:
    """A palette over a window with one line in it."""
    theme().apply(qapp)
    CALLED.clear()
    over = QWidget()
    QVBoxLayout(over).addWidget(QLineEdit(over))
    qtbot.addWidget(over)
    over.resize(900, 700)
    over.show()
    over.activateWindow()
    made = Palette(over)
    made.set_index(Index(samples()))
    yield made
    made.dismiss()


def test_keys_alone_call_something_up(palette: Palette, qtbot: QtBot) -> None:
    palette.open()
    assert palette.line.hasFocus()
    QTest.keyClicks(palette.line, "meeting")
    second = palette.model.rows[1].key
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.called):
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert second == CALLED[0]
    assert palette.isHidden()
    palette.open()
    assert palette.model.rows[0].key == second


def test_the_arrows_stop_at_the_ends(palette: Palette, qtbot: QtBot) -> None:
    palette.open()
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    for _ in range(40):
        QTest.keyClick(palette.line, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == len(palette.model.rows) - 1


def test_escape_gives_the_focus_back(palette: Palette, qtbot: QtBot) -> None:
    under = palette.window().findChild(QLineEdit)
    assert under is not None
    under.setFocus()
    palette.open()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert under.hasFocus()
    assert CALLED == []


def test_it_goes_when_one_goes_elsewhere(palette: Palette, qtbot: QtBot) -> None:
    under = palette.window().findChild(QLineEdit)
    assert under is not None
    palette.open()
    under.setFocus()
    qtbot.waitUntil(palette.isHidden, timeout=5_000)


def test_nothing_found_says_so_and_return_does_nothing(palette: Palette, qtbot: QtBot) -> None:
    palette.open()
    QTest.keyClicks(palette.line, "qqqq")
    assert palette.none.isVisible()
    assert palette.none.text()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert CALLED == []


def test_rows_made_for_a_query_come_first(palette: Palette, qtbot: QtBot) -> None:
    palette.set_wanted(lambda query: [entry("day", date(2026, 12, 3).isoformat())])
    palette.open()
    assert palette.model.rows[0].key != "day"
    palette.line.setText("2026-12-03")
    assert palette.model.rows[0].key == "day"


def test_rows_can_be_heard(palette: Palette) -> None:
    palette.open()
    index = palette.model.index(0)
    heard = palette.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == spoken(palette.model.rows[0])
    assert palette.model.rows[0].hint in heard
    assert palette.accessibleName()


def test_it_stays_inside_a_small_window(palette: Palette, qtbot: QtBot) -> None:
    over = palette.window()
    palette.open()
    over.resize(480, 320)
    qtbot.waitUntil(lambda: over.rect().contains(palette.geometry()), timeout=5_000)
