"""What people type into fields: understood, kept where it is not, stepped by the rules' grid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.rules import worlds
from tests.ui.looking import sample_catalogue
from tests.ui.typing import click, enter, press, type_over
from ui.i18n import set_language
from ui.widgets.date_edit import DateEdit
from ui.widgets.duration_edit import DurationEdit
from ui.widgets.offer_list import OfferList
from ui.widgets.people_edit import PeopleEdit
from ui.widgets.problem_list import Note, ProblemList
from ui.widgets.resource_pick import ResourcePick
from ui.widgets.time_edit import TimeEdit
from ui.widgets.title_edit import TitleEdit
from ui.widgets.when_edit import Frame, WhenEdit

TODAY = date(2026, 11, 22)
ZONE = "Asia/Shanghai"


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()


def when_edit(qtbot: QtBot, **policy: int) -> WhenEdit:
    rules = {"start_step": 30, "length_step": 30, "min_length": 30, "max_length": 240}
    edit = WhenEdit(Frame(ZONE, TODAY, worlds.policy(1, **(rules | policy))))
    edit.set_time(datetime(2026, 11, 24, 6, tzinfo=UTC), datetime(2026, 11, 24, 7, tzinfo=UTC))
    shown(qtbot, edit)
    return edit


def test_a_time_is_understood_and_written_in_its_usual_form_on_leaving(qtbot: QtBot) -> None:
    edit = TimeEdit()
    shown(qtbot, edit)
    enter(edit, "下午2點半")
    assert edit.value() == 870
    assert edit.text() == "下午2點半"
    press(edit, Qt.Key.Key_Return)
    assert edit.text() == "14:30"


def test_of_two_readings_the_nearer_is_taken(qtbot: QtBot) -> None:
    edit = TimeEdit()
    shown(qtbot, edit)
    edit.set_value(14 * 60)
    type_over(edit, "3")
    assert edit.value() == 15 * 60
    edit.set_value(8 * 60)
    type_over(edit, "9")
    assert edit.value() == 9 * 60


def test_what_is_no_time_stays_and_the_nearest_is_offered(qtbot: QtBot) -> None:
    edit = TimeEdit()
    shown(qtbot, edit)
    enter(edit, "25")
    press(edit, Qt.Key.Key_Return)
    assert edit.text() == "25"
    assert edit.value() is None
    assert edit.why() == "There is no such hour."
    assert edit.nearest() == "24:00"
    with qtbot.waitSignal(edit.changed):
        edit.take_nearest()
    assert edit.value() == 1440


def test_arrows_go_along_the_grid(qtbot: QtBot) -> None:
    edit = TimeEdit()
    edit.grid, edit.offset = 30, 15
    shown(qtbot, edit)
    edit.set_value(600)
    press(edit, Qt.Key.Key_Up)
    assert edit.value() == 615
    press(edit, Qt.Key.Key_Down)
    assert edit.value() == 585
    press(edit, Qt.Key.Key_PageUp)
    assert edit.value() == 705


def test_an_end_takes_a_length(qtbot: QtBot) -> None:
    edit = TimeEdit()
    edit.base = 14 * 60
    shown(qtbot, edit)
    enter(edit, "90 min")
    assert edit.value() == 15 * 60 + 30


def test_a_date_as_typed_in_three_languages_and_by_the_month(qtbot: QtBot) -> None:
    edit = DateEdit(TODAY)
    shown(qtbot, edit)
    for typed, day in (("tomorrow", 23), ("下星期二", 24), ("24/11", 24), ("11月25日", 25)):
        type_over(edit, typed)
        assert edit.value() == date(2026, 11, day), typed
    press(edit, Qt.Key.Key_Up)
    assert edit.value() == date(2026, 11, 26)
    press(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    sheet = edit.month()
    assert sheet is not None
    month = sheet.findChild(QCalendarWidget)
    assert month is not None
    month.clicked.emit(QDate(2026, 12, 1))
    assert edit.value() == date(2026, 12, 1)
    qtbot.waitUntil(lambda: edit.month() is None)


def test_a_date_is_written_anew_in_another_language(qtbot: QtBot) -> None:
    edit = DateEdit(TODAY)
    shown(qtbot, edit)
    edit.set_value(date(2026, 11, 24))
    assert edit.text() == "Tue 24 Nov"
    set_language("zh_hans")
    qtbot.waitUntil(lambda: edit.text() == "11月24日（周二）")
    type_over(edit, edit.text())
    assert edit.value() == date(2026, 11, 24)


def test_a_length(qtbot: QtBot) -> None:
    edit = DurationEdit()
    edit.grid, edit.least, edit.most = 30, 30, 180
    shown(qtbot, edit)
    enter(edit, "一個半小時")
    assert edit.value() == 90
    press(edit, Qt.Key.Key_PageUp)
    assert edit.value() == 180
    edit.tidy()
    assert edit.text() == "3 h"


def test_people_by_keys_by_buttons_and_in_full_width(qtbot: QtBot) -> None:
    edit = PeopleEdit()
    shown(qtbot, edit)
    enter(edit.line, "１２人")
    assert edit.value() == 12
    press(edit.line, Qt.Key.Key_Up)
    assert edit.value() == 13
    less = edit.findChildren(QToolButton)[0]
    click(less)
    assert edit.value() == 12
    type_over(edit.line, "0")
    assert edit.value() is None
    assert edit.line.why() == "A whole number from 1 to 10,000."
    assert edit.line.nearest() == "1"
    type_over(edit.line, "six")
    assert edit.line.text() == "six"
    assert edit.value() is None


@pytest.mark.parametrize(
    "typed", ["JO-1F-MR01", "bauhinia", "101 会议室", "101 會議室（紫荊）", "jomr01"]
)
def test_a_resource_by_code_name_script_or_letters(qtbot: QtBot, typed: str) -> None:
    edit = ResourcePick(sample_catalogue())
    shown(qtbot, edit)
    enter(edit, typed)
    if edit.value() is None:
        edit.take_nearest()
    assert edit.value() == "JO-1F-MR01"
    edit.tidy()
    assert "JO-1F-MR01" in edit.text()
    press(edit, Qt.Key.Key_Escape)


def test_a_resource_that_is_not_there_keeps_what_was_typed(qtbot: QtBot) -> None:
    edit = ResourcePick(sample_catalogue())
    shown(qtbot, edit)
    enter(edit, "Atlantis")
    assert edit.value() is None
    assert edit.why() == "Nothing here is called that."
    assert edit.text() == "Atlantis"


def test_the_start_takes_the_end_along_and_the_length_moves_the_end(qtbot: QtBot) -> None:
    edit = when_edit(qtbot)
    assert (edit.begin.text(), edit.end.text(), edit.length.text()) == ("14:00", "15:00", "1 h")
    type_over(edit.begin, "16:30")
    assert edit.end.text() == "17:30"
    type_over(edit.length, "2h")
    assert edit.end.text() == "18:30"
    type_over(edit.end, "18")
    assert edit.length.value() == 90
    type_over(edit.day, "tomorrow")
    assert edit.start() == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert edit.until() == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert edit.notes() == []


def test_midnight_belongs_to_the_day_before(qtbot: QtBot) -> None:
    edit = when_edit(qtbot)
    edit.set_time(datetime(2026, 11, 24, 14, tzinfo=UTC), datetime(2026, 11, 24, 16, tzinfo=UTC))
    assert (edit.begin.text(), edit.end.text()) == ("22:00", "24:00")
    assert edit.last.isHidden()
    assert edit.until() == datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_an_end_before_the_start_is_told_and_mended_by_a_click(qtbot: QtBot) -> None:
    edit = when_edit(qtbot)
    type_over(edit.begin, "22:00")
    type_over(edit.end, "02:00")
    (note,) = edit.notes()
    assert note.text == "The end must come after the start."
    assert note.remedy == "Ends on Wed 25 Nov"
    assert note.mend is not None
    note.mend()
    assert edit.notes() == []
    assert edit.last.isVisible()
    assert edit.length.value() == 240


def test_what_is_booked_by_the_day_shows_the_last_day(qtbot: QtBot) -> None:
    edit = when_edit(qtbot, length_step=1440, min_length=1440, max_length=14400)
    assert edit.last.isVisible()
    edit.set_time(datetime(2026, 11, 24, 0, tzinfo=UTC), datetime(2026, 11, 25, 0, tzinfo=UTC))
    edit.length.setFocus()
    press(edit.length, Qt.Key.Key_Up)
    assert edit.last.value() == date(2026, 11, 26)


@pytest.mark.parametrize("title", ["a" * 201, "😀" * 201, "\u202eש" * 101])
def test_a_title_counts_characters_and_cuts_nothing(qtbot: QtBot, title: str) -> None:
    edit = TitleEdit(200)
    qtbot.addWidget(edit)
    edit.setText(title)
    assert edit.text() == title
    assert edit.count() == f"{len(title)} / 200"
    assert edit.too_long()
    edit.setText(title[:200])
    assert not edit.too_long()
    assert edit.grab().width() > 0


def test_problems_stand_below_one_another_and_are_mended_by_a_click(qtbot: QtBot) -> None:
    mended: list[str] = []
    problems = ProblemList()
    qtbot.addWidget(problems)
    problems.show_notes([Note("No such hour.", "danger", "24:00", lambda: mended.append("a"))])
    problems.show()
    link = next(w for w in problems.findChildren(QWidget) if w.property("kind") == "remedy")
    click(link)
    assert mended == ["a"]
    assert problems.accessibleName() == "No such hour."
    problems.show_notes([])
    assert problems.isHidden()


def test_offers_beyond_the_first_come_on_demand(qtbot: QtBot) -> None:
    offers = OfferList(most=2)
    qtbot.addWidget(offers)
    offers.resize(300, 200)
    offers.show_offers([f"Later & later {n} " + "x" * 80 * (n == 1) for n in range(4)])
    offers.show()
    assert len(offers.buttons()) == 2
    with qtbot.waitSignal(offers.taken) as taken:
        click(offers.buttons()[1])
    assert taken.args == [1]
    assert offers.buttons()[1].width() <= 300
    more = offers.findChildren(QWidget)
    link = next(w for w in more if w.property("kind") == "link")
    click(link)
    assert len(offers.buttons()) == 4
