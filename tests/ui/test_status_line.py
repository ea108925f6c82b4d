"""The line at the foot says how things stand in words, and messages come one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.i18n import set_language
from ui.navigation import Message
from ui.session import Status
from ui.theme import theme
from ui.widgets import message_bar
from ui.widgets.labels import ElidedLabel
from ui.widgets.message_bar import LETTERS, MessageBar
from ui.widgets.status_line import StatusLine

NOW = datetime.now(UTC)
WELL = Status(online=True, as_of=NOW)


@pytest.fixture
def line(qapp: QApplication, qtbot: QtBot) -> StatusLine:
    """A status line of somebody at a desk that is well."""
    theme().apply(qapp)
    set_language("en")
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(900, 34)
    made.set_zone("Asia/Shanghai")
    made.set_person("Alex Chan", "Photon Works", "Loop zone")
    made.set_status(WELL)
    made.show()
    return made


def texts(line: StatusLine) -> list[str]:
    return [b.text() for b in line.findChildren(QPushButton) if b.isVisible()]


def test_a_desk_that_is_well_says_only_how_fresh_it_is(line: StatusLine) -> None:
    there = (NOW + timedelta(hours=8)).strftime("%H:%M")
    assert texts(line) == [f"As of {there}"]


def test_offline_says_since_when_and_what_that_means(line: StatusLine) -> None:
    before = NOW - timedelta(minutes=1)
    line.set_status(replace(WELL, as_of=before))
    line.set_status(replace(WELL, as_of=before, online=False, reason="unreachable"))
    there = (before + timedelta(hours=8)).strftime("%H:%M")
    assert texts(line)[0].endswith(there)
    assert texts(line)[0].startswith("Offline since")
    assert "kept and sent later" in line.faults()[0].sentence


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"auth": "bad_login", "online": False}, "Sign-in needed"),
        ({"read_only": "client_too_old"}, "Read-only"),
        ({"trouble": ("disk_full", "The disk is full.")}, "Trouble"),
        ({"skew_s": 600.0}, "Clock is off"),
        ({"online": False, "reason": "busy"}, "Shared database is busy"),
    ],
)
def test_what_is_wrong_is_said(line: StatusLine, values: dict[str, object], said: str) -> None:
    line.set_status(replace(WELL, **values))  # type: ignore[arg-type]
    assert texts(line)[0] == said
    assert all(fault.sentence.endswith(".") for fault in line.faults())


def test_the_gravest_comes_first_and_the_tip_has_all(line: StatusLine) -> None:
    line.set_status(replace(WELL, skew_s=600.0, auth="bad_login"))
    fault = line.findChildren(QPushButton)[0]
    assert fault.text() == "Sign-in needed"
    assert "clock" in fault.toolTip()


def test_one_asks_for_the_queue_and_for_signing_in(line: StatusLine, qtbot: QtBot) -> None:
    line.set_status(replace(WELL, waiting=2))
    line.set_failed(1)
    queue = next(b for b in line.findChildren(QPushButton) if "waiting" in b.text())
    assert queue.text() == "2 waiting, 1 refused"
    with qtbot.waitSignal(line.asked):
        queue.setFocus()
        QTest.keyClick(queue, Qt.Key.Key_Space)
    line.set_status(replace(WELL, auth="bad_login"))
    with qtbot.waitSignal(line.sign_in_asked):
        QTest.mouseClick(line.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_the_first_copy_shows_that_it_is_being_fetched(line: StatusLine) -> None:
    line.set_progress(0)
    assert not [text for text in texts(line) if text.startswith("As of")]
    line.set_progress(None)
    assert [text for text in texts(line) if text.startswith("As of")]


def test_how_much_of_the_first_copy_is_there_is_said_by_locale(
    line: StatusLine, qtbot: QtBot
) -> None:
    line.set_progress(12_000, 100_000)
    (bar,) = line.findChildren(QProgressBar)
    said = "Fetching the data for the first time: 12,000 of 100,000 rows"
    assert said in [label.text() for label in line.findChildren(ElidedLabel)]
    assert bar.accessibleName() == said
    assert (bar.value(), bar.maximum()) == (12_000, 100_000)
    set_language("zh_hans")
    qtbot.waitUntil(lambda: bar.accessibleName() == "首次获取数据：12,000 / 100,000 行")
    set_language("en")
    line.set_progress(101_000)
    assert bar.accessibleName() == "Fetching the data for the first time: 101,000 rows so far"
    assert (bar.minimum(), bar.maximum()) == (0, 0)


def test_a_huge_name_leaves_room_for_the_rest(line: StatusLine, qtbot: QtBot) -> None:
    line.set_person("\N{FAMILY}أحمد" * 400, "long " * 400, "zone")
    line.resize(800, 34)
    line.set_status(replace(WELL, waiting=3))
    waiting = next(b for b in line.findChildren(QPushButton) if "waiting" in b.text())

    def fits() -> bool:
        whole = waiting.width() >= waiting.sizeHint().width()
        return whole and waiting.geometry().right() <= line.width()

    qtbot.waitUntil(fits, timeout=5_000)


def test_the_language_switches_while_it_stands(line: StatusLine, qapp: QApplication) -> None:
    line.set_status(replace(WELL, waiting=2))
    before = texts(line)
    set_language("zh_hant")
    qapp.processEvents()
    switched = texts(line)
    set_language("en")
    qapp.processEvents()
    assert switched != before
    assert texts(line) == before


# --- messages -----------------------------------------------------------------------------------


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    """A page with a line to type in, over which messages come; they stand 60 ms."""
    theme().apply(qapp)
    for name in ("UNDO_MS", "READ_MS", "WARNING_MS"):
        monkeypatch.setattr(message_bar, name, 60)
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit(made))
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


@pytest.fixture
def bar(page: QWidget) -> MessageBar:
    """The messages of the page."""
    return MessageBar(page)


def test_a_message_goes_by_itself(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say(Message("Read me"))
    assert bar.isVisible()
    qtbot.waitUntil(bar.isHidden, timeout=5_000)


def test_a_fault_stays_until_it_is_dismissed(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say(Message("It went wrong", "danger"))
    bar.say(Message("Read me"))
    qtbot.wait(150)
    assert bar.current() == Message("It went wrong", "danger")
    bar.dismiss()
    assert bar.current() == Message("Read me")
    qtbot.waitUntil(bar.isHidden, timeout=5_000)


def test_the_newest_that_can_be_undone_comes_first(bar: MessageBar) -> None:
    undone: list[str] = []
    bar.say(Message("Something else", "danger"))
    bar.say(Message("First", "done", undo=lambda: undone.append("first")))
    bar.say(Message("Second", "done", undo=lambda: undone.append("second")))
    current = bar.current()
    assert current is not None
    assert current.text == "Second"
    bar.undo()
    bar.undo()
    assert undone == ["second", "first"]
    assert bar.current() == Message("Something else", "danger")
    bar.undo()
    assert undone == ["second", "first"]


def test_what_can_no_longer_be_seen_can_no_longer_be_undone(bar: MessageBar, qtbot: QtBot) -> None:
    undone: list[str] = []
    with qtbot.waitSignal(bar.undoable, check_params_cb=lambda can: can):
        bar.say(Message("Booked", "done", undo=lambda: undone.append("booked")))
    with qtbot.waitSignal(bar.undoable, check_params_cb=lambda can: not can):
        qtbot.waitUntil(bar.isHidden, timeout=5_000)
    bar.undo()
    assert undone == []


def test_the_time_stands_still_while_the_focus_is_there(
    page: QWidget, bar: MessageBar, qtbot: QtBot
) -> None:
    page.activateWindow()
    bar.say(Message("Booked", "done", undo=lambda: None))
    undo = bar.findChild(QPushButton)
    assert undo is not None
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(undo.hasFocus, timeout=5_000)
    qtbot.wait(200)
    assert bar.isVisible()
    elsewhere = page.findChild(QLineEdit)
    assert elsewhere is not None
    elsewhere.setFocus()
    qtbot.waitUntil(bar.isHidden, timeout=5_000)


def test_the_same_sentence_twice_is_one_message(bar: MessageBar) -> None:
    for _ in range(30):
        bar.say(Message("The disk is full.", "danger"))
    bar.dismiss()
    assert bar.current() is None


def test_a_flood_of_messages_leaves_the_newest(bar: MessageBar) -> None:
    for number in range(1_000):
        bar.say(Message(f"Fault {number}", "danger"))
    told = []
    while (message := bar.current()) is not None:
        told.append(message.text)
        bar.dismiss()
    assert len(told) == message_bar.MOST
    assert told[0] == "Fault 0"
    assert told[-1] == "Fault 999"


def test_a_flood_of_text_is_cut_and_stays_inside(page: QWidget, bar: MessageBar) -> None:
    bar.say(Message("<b>x</b> " * 5_000, "danger"))
    shown = next(
        text
        for label in bar.findChildren(QWidget)
        if (text := label.property("text")) and "x" in text
    )
    assert len(shown) == LETTERS
    assert page.rect().contains(bar.geometry())


def test_the_bar_follows_the_page(page: QWidget, bar: MessageBar, qtbot: QtBot) -> None:
    bar.say(Message("Read me", stays=True))
    page.resize(420, 300)
    qtbot.waitUntil(lambda: page.rect().contains(bar.geometry()), timeout=5_000)
    middle = bar.geometry().center() - QPoint(page.width() // 2, 0)
    assert abs(middle.x()) <= 1
