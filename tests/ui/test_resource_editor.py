"""The fields of a resource: what is understood, what is wrong with it, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from booking.model import Names
from tests.ui.looking import sample_catalogue
from tests.ui.typing import enter, type_over
from ui.dialogs.merge import MergeDialog
from ui.dialogs.resource_form import ResourceForm
from ui.i18n import set_language
from ui.models import documents
from ui.models.documents import Several
from ui.widgets.inventory_lines import CodeEdit, MoneyEdit, free_code, nearest_code

CATALOGUE = sample_catalogue()
ROOM = {
    "code": "JO-1F-MR01",
    "site": "JO",
    "kind": "room",
    "name": {"en": "Room 101", "zh_hant": "101 室", "zh_hans": "101 室"},
    "policy": "P",
    "hours": "H",
    "capacity": 8,
    "features": ["scr", "wb"],
    "rate_fen": 8000,
}


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[ResourceForm]:
    """A form with a room that exists."""
    made = ResourceForm(CATALOGUE)
    qtbot.addWidget(made)
    made.fill(ROOM, new=False)
    made.resize(900, 900)
    made.show()
    yield made
    set_language("en")


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("80", 8000), ("80.5", 8050), ("CNY 1,200.00", 120000), ("¥８０", 8000), ("80 元", 8000)],
)
def test_charges_are_typed_in_many_ways(qtbot: QtBot, typed: str, fen: int) -> None:
    line = MoneyEdit()
    qtbot.addWidget(line)
    type_over(line, typed)
    assert (line.value(), line.wrong()) == (fen, None)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("80.555", "CNY 80.56"),
        ("-3", "CNY 0.00"),
        ("99999999", "CNY 1,000,000.00"),
        ("much", ""),
    ],
)
def test_what_is_no_charge_stays_with_the_nearest_one(
    qtbot: QtBot, typed: str, nearest: str
) -> None:
    line = MoneyEdit()
    qtbot.addWidget(line)
    type_over(line, typed)
    assert (line.value(), line.text(), line.nearest()) == (None, typed, nearest)
    assert line.why()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("JO 1F MR 9", "JO-1F-MR-9"), ("Café-1", "Cafe-1"), ("會議室", ""), ("x" * 50, "x" * 40)],
)
def test_the_nearest_code(typed: str, near: str) -> None:
    assert nearest_code(typed) == near


def test_the_next_free_code() -> None:
    taken = {"R-09", "R-10", "HALL", "HALL-2"}
    assert free_code("R-09", lambda one: one in taken) == "R-11"
    assert free_code("HALL", lambda one: one in taken) == "HALL-3"


def test_a_code_that_is_used_is_said_beside_the_field(qtbot: QtBot) -> None:
    line = CodeEdit()
    qtbot.addWidget(line)
    line.taken = lambda one: one == "R1"
    type_over(line, "R1")
    assert line.why() == "This code is used already."
    line.take_nearest()
    assert line.value() == "R2"


def test_a_document_comes_back_as_it_was_filled_in(form: ResourceForm) -> None:
    assert documents.same(form.document(), ROOM)
    assert not form.wrong()


def test_every_wrong_field_says_so_and_keeps_what_was_typed(form: ResourceForm) -> None:
    type_over(form.capacity, "a few")
    type_over(form.area, "0")
    type_over(form.units, "900")
    type_over(form.rate, "a lot")
    type_over(form.name.lines["en"], "")
    form.name.lines["en"].clear()
    form.lab_class.setText("x" * 61)
    type_over(form.features.line, "nothing of the kind!")
    form.features.enter()
    assert form.check(quiet=False) is form.fields["name"].control
    said = {name: field.notes.texts() for name, field in form.fields.items() if field.notes.texts()}
    assert said == {
        "name": ["Please give it a name in English."],
        "lab_class": ["At most 60 characters."],
        "capacity": ["A whole number from 1 to 10,000."],
        "area_m2": ["A whole number from 1 to 100,000."],
        "units": ["A whole number from 1 to 200."],
        "features": ["Nothing is called “nothing of the kind!”."],
        "rate_fen": ["Write the charge as 80 or 80.50."],
    }
    assert form.capacity.text() == "a few"
    assert form.features.line.text() == "nothing of the kind!"


def test_a_missing_language_is_marked_and_never_filled_in(form: ResourceForm) -> None:
    form.name.lines["zh_hans"].clear()
    assert form.name.missing() == ["zh_hans"]
    assert form.name.value() == Names("Room 101", "101 室", "")
    assert form.name.lines["zh_hans"].accessibleDescription()


def test_features_are_added_and_taken_away_by_keys(form: ResourceForm) -> None:
    line = form.features.line
    line.setFocus()
    enter(line, "視像會議")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.features.codes() == ("scr", "wb", "vc")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert form.features.codes() == ("scr",)
    enter(line, "new-thing")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.features.codes() == ("scr", "new-thing")


def test_a_feature_is_taken_away_by_a_click(form: ResourceForm) -> None:
    QTest.mouseClick(form.features.chips()[0], Qt.MouseButton.LeftButton)
    assert form.features.codes() == ("wb",)


def test_a_combined_room_has_no_units_of_its_own(form: ResourceForm) -> None:
    form.parts.add("JO-1F-MR02")
    form.units.set_value(3)
    assert form.check(quiet=False) is form.units
    note = form.fields["units"].notes.notes()[0]
    assert note.remedy == "1"
    assert note.mend is not None
    note.mend()
    assert form.check(quiet=False) is None


def test_labels_are_those_of_the_language(form: ResourceForm, qtbot: QtBot) -> None:
    set_language("zh_hant")
    label = form.fields["capacity"].label
    qtbot.waitUntil(lambda: label.text() == "容納人數")
    assert form.fields["features"].label.text() == "設施"


def test_where_only_one_changed_a_field_that_is_meant() -> None:
    mine = ROOM | {"capacity": 10, "features": ["wb", "vc"]}
    theirs = ROOM | {"rate_fen": 9000, "features": ["scr", "wb", "stt"], "capacity": 8}
    found = {one.name: one for one in documents.differences(ROOM, mine, theirs)}
    assert {name: one.choice for name, one in found.items()} == {
        "capacity": "mine",
        "features": "both",
        "rate_fen": "theirs",
    }
    assert found["features"].both == ("wb", "stt", "vc")


def test_what_both_changed_has_to_be_chosen(qtbot: QtBot) -> None:
    mine, theirs = ROOM | {"capacity": 10}, ROOM | {"capacity": 12, "area_m2": 30}
    dialog = MergeDialog(mine, theirs, ROOM, CATALOGUE)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.save.isEnabled()
    radio = dialog.picks["capacity", "mine"].radio
    radio.setFocus()
    QTest.keyClick(radio, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.merged) as merged:
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert merged.args[0]["capacity"] == 10
    assert merged.args[0]["area_m2"] == 30


def test_without_a_common_beginning_everything_is_asked() -> None:
    mine, theirs = ROOM | {"capacity": 10}, ROOM | {"rate_fen": 9000}
    assert {one.choice for one in documents.differences(None, mine, theirs)} == {""}


def test_several_at_once_change_only_what_is_said() -> None:
    several = Several(state="limited", add=("vc",), remove=("wb",))
    after = several.apply(ROOM)
    assert documents.changed_fields(ROOM, after) == ("features", "state")
    assert after["features"] == ["scr", "vc"]
    assert documents.change_lines(ROOM, after, CATALOGUE) == [
        "Features: + Video conferencing, \N{MINUS SIGN} Whiteboard",
        "State: In service → Limited service",
    ]
