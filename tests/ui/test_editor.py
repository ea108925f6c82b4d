"""The full editor: several resources in one booking, and changes of a booking that exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from booking.ids import uuid7
from booking.services.bookings import Edit, ItemWish
from tests.ui.booking_desk import OTHER, ROOM, Place
from tests.ui.conftest import SessionOf
from tests.ui.typing import click, enter, press, type_over
from ui.dialogs.editor import BookingEditor
from ui.dialogs.editor.changes import Differences, Form, differences, form_of
from ui.i18n import set_language
from ui.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def desk(session: Session, qtbot: QtBot) -> Iterator[Place]:
    place = Place(session, qtbot)
    yield place
    place.close()


def checked(place: Place, editor: BookingEditor) -> None:
    """Wait until the form, as it is, was judged, offers included."""
    place.until(lambda: editor._live.settled() and place.session.idle())


def hour(place: Place, at: int, room: str = ROOM) -> ItemWish:
    return ItemWish(room, place.at(at), place.at(at + 1))


def test_two_rooms_at_their_own_times_by_keyboard(desk: Place) -> None:
    editor = desk.write(hour(desk, 10))
    desk.until(lambda: editor.isActiveWindow() and editor.sheet.title.hasFocus())
    enter(editor.sheet.title, "Workshop")
    editor.sheet.add.setFocus()
    enter(editor.sheet.add, OTHER)
    press(editor.sheet.add, Qt.Key.Key_Return)
    assert len(editor.rows) == 2
    second = editor.rows[1]
    desk.until(second.when.begin.hasFocus)
    type_over(second.when.begin, "13:00")
    enter(editor.sheet.notes, "Bring the samples")
    press(editor.sheet.notes, Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    (booking,) = desk.bookings()
    assert booking.notes == "Bring the samples"
    times = sorted((item.during.start, item.during.end) for item in booking.items)
    assert times == [(desk.at(10), desk.at(11)), (desk.at(13), desk.at(14))]


def test_by_mouse_in_chinese(desk: Place) -> None:
    set_language("zh_hans")
    editor = desk.write(hour(desk, 10))
    enter(editor.sheet.title, "设计评审")
    click(editor.sheet.private)
    click(editor.sheet.save)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    (booking,) = desk.bookings()
    assert (booking.title, booking.private) == ("设计评审", True)


def test_nothing_is_sent_while_fields_are_empty_and_the_first_one_is_shown(desk: Place) -> None:
    editor = desk.write()
    enter(editor.sheet.title, "Somewhere")
    checked(desk, editor)
    assert editor.rows[0].pick_notes.texts() == []
    click(editor.sheet.save)
    desk.until(editor.rows[0].pick.hasFocus)
    assert editor.rows[0].pick_notes.texts() == ["Please choose what to book."]
    assert "Please say when it begins." in editor.rows[0].when_notes.texts()
    assert desk.session.acts.waiting() == 0


def test_problems_stand_at_the_item_they_concern(desk: Place) -> None:
    editor = desk.write(hour(desk, 10), replace(hour(desk, 3, OTHER)))
    type_over(editor.sheet.people.line, "30")
    checked(desk, editor)
    assert editor.rows[0].when_notes.texts() == []
    assert editor.rows[1].when_notes.texts() == ["Outside the opening hours."]
    people = ["30 people do not fit; there is room for 8."]
    assert editor.sheet.people_notes.texts() == people
    type_over(editor.sheet.people.line, "3")
    checked(desk, editor)
    assert editor.sheet.people_notes.texts() == []
    assert editor.rows[1].offers.labels()
    assert editor.sheet.anyway.isHidden()  # there is no title yet
    enter(editor.sheet.title, "x")
    checked(desk, editor)
    assert editor.sheet.anyway.isVisible()


def test_an_offer_fills_its_item_alone(desk: Place) -> None:
    desk.book("First", 10)
    editor = desk.write(hour(desk, 9, OTHER), hour(desk, 10), title="Second")
    checked(desk, editor)
    assert not editor.rows[0].offers.labels()
    click(editor.rows[1].offers.buttons()[0])
    checked(desk, editor)
    assert editor.rows[0].when.begin.text() == "09:00"
    assert editor.rows[1].when.begin.text() == "11:00"
    assert editor.rows[1].when_notes.texts() == []


def test_an_item_is_taken_out(desk: Place) -> None:
    editor = desk.write(hour(desk, 10), hour(desk, 10, OTHER), title="One of two")
    click(editor.rows[0].remove)
    assert [row.pick.value() for row in editor.rows] == [OTHER]
    assert editor.rows[0].remove.isHidden()
    press(editor, Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    assert len(desk.bookings()[0].items) == 1


def test_time_room_people_and_text_are_changed_in_one_go_and_undone_in_one(desk: Place) -> None:
    booking = desk.book("Before", 10)
    editor = desk.edit(booking)
    type_over(editor.rows[0].when.begin, "15:00")
    type_over(editor.rows[0].pick, OTHER)
    type_over(editor.sheet.title, "After")
    type_over(editor.sheet.people.line, "5")
    said = len(desk.said)
    press(editor, Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    desk.until(lambda: len(desk.said) > said)
    (changed,) = desk.bookings()
    assert (changed.title, changed.people) == ("After", 5)
    assert changed.items[0].during.start == desk.at(15)
    undo = desk.said[said].undo
    assert undo is not None
    undo()
    desk.until(lambda: desk.titles() == ["Before"])
    desk.quiet()
    (back,) = desk.bookings()
    assert (back.title, back.people) == ("Before", 1)
    assert back.items[0].during.start == desk.at(10)


def test_saving_what_is_as_it_was_does_nothing(desk: Place) -> None:
    editor = desk.edit(desk.book("Same", 10))
    acts = len(desk.session.acts.every())
    click(editor.sheet.save)
    assert desk.controller.editor is None
    desk.quiet()
    assert len(desk.session.acts.every()) == acts


def test_cancelling_and_having_it_back(desk: Place) -> None:
    editor = desk.edit(desk.book("Off and on", 10))
    said = len(desk.said)
    click(editor.sheet.cancel)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    assert desk.titles() == []
    desk.until(lambda: len(desk.said) > said)
    undo = desk.said[said].undo
    assert undo is not None
    undo()
    desk.until(lambda: desk.titles() == ["Off and on"])
    desk.quiet()


def test_a_change_by_somebody_else_is_told_and_theirs_can_be_had(
    session_of: SessionOf, qtbot: QtBot
) -> None:
    here, there = (Place(session_of("photon.one", name), qtbot) for name in ("a", "b"))
    booking = here.book("Plan", 10)
    editor = here.edit(booking)
    type_over(editor.sheet.title, "Mine")
    there.until(lambda: there.titles() == ["Plan"])
    there.controller.acts.edit(booking, Edit(title="Theirs"))
    there.quiet()
    here.until(lambda: len(editor.sheet.other_notes.notes()) == 1)
    (note,) = editor.sheet.other_notes.notes()
    assert note.text == "This booking was changed meanwhile. Saving puts yours on top."
    assert editor.sheet.title.text() == "Mine"
    assert note.mend is not None
    note.mend()
    assert editor.sheet.title.text() == "Theirs"
    assert not editor.touched()
    for place in (here, there):
        place.quiet()
        place.close()


def test_closing_asks_once_where_something_was_typed(desk: Place) -> None:
    editor = desk.write(hour(desk, 10))
    enter(editor.sheet.title, "Precious")
    press(editor.sheet.title, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.sheet.question.isVisible()
    click(editor.sheet.question.no)
    assert editor.sheet.title.text() == "Precious"
    editor.close()
    assert editor.isVisible()
    click(editor.sheet.question.yes)
    assert desk.controller.editor is None


def test_a_second_editor_does_not_take_the_place_of_a_filled_one(desk: Place) -> None:
    editor = desk.write(hour(desk, 10))
    enter(editor.sheet.title, "First")
    assert desk.controller.write(desk.quick(12).wish()) is None
    assert desk.controller.editor is editor
    assert editor.sheet.title.text() == "First"


def test_units_are_asked_for_where_there_are_several(desk: Place) -> None:
    editor = desk.write(ItemWish("EQ-JO-GPU1", desk.at(10), desk.at(12), 2), title="Training run")
    row = editor.rows[0]
    assert row.units.isVisible()
    type_over(row.units.line, "9")
    checked(desk, editor)
    assert row.units_notes.texts() == ["9 were asked for; there are 8 in all."]
    assert not any("Somebody else" in text for text in row.when_notes.texts())
    type_over(row.pick, ROOM)
    assert row.units.isHidden()


def test_the_fewest_acts_make_a_booking_like_the_form(desk: Place) -> None:
    desk.book("Plan", 10)
    before = form_of(desk.bookings()[0], desk.session.local.visible())
    assert differences(before, before).nothing
    (key, wish) = before.items[0]
    longer = replace(before, items=((key, replace(wish, end=desk.at(12))),), people=3)
    found = differences(before, longer)
    (change,) = found.changes
    assert (change.start, change.end, change.people) == (None, desk.at(12), 3)
    assert found.edit == Edit()
    assert differences(before, replace(before, people=3, notes="n")).edit == Edit(
        people=3, notes="n"
    )
    unclear = replace(before, items=((key, replace(wish, end=None)),))
    assert differences(before, unclear).nothing


def test_items_that_come_and_go_are_added_dropped_or_moved(desk: Place) -> None:
    one, two, three = (uuid7() for _ in range(3))
    here, there, late = hour(desk, 10), hour(desk, 10, OTHER), hour(desk, 15)
    before = Form("Plan", "", 1, False, ((one, here), (two, there)))

    def found(*items: tuple[UUID | None, ItemWish]) -> Differences:
        return differences(before, replace(before, items=items))

    more = found((one, here), (two, there), (None, late))
    assert (more.added, more.dropped, more.places) == ((late,), (), (0, 1, 2))
    less = found((two, there), (None, ItemWish("EQ-JO-GPU1", desk.at(10), desk.at(12))))
    assert (less.dropped, len(less.added), less.places) == ((one,), 1, (1, 2))
    # The same room put in again is the same item at another time.
    again = found((two, there), (None, late))
    assert (again.dropped, again.added, again.places) == ((), (), (1, 0))
    assert [change.item for change in again.changes] == [one]
    # Where nothing of the old stays, one is moved: a booking has an item at least.
    elsewhere = found((None, ItemWish("EQ-JO-GPU1", desk.at(10), desk.at(12))))
    assert (elsewhere.dropped, elsewhere.added) == ((two,), ())
    assert [change.item for change in elsewhere.changes] == [one]
    assert three not in elsewhere.dropped


def test_a_room_is_added_to_a_booking_by_keyboard_and_taken_back(desk: Place) -> None:
    editor = desk.edit(desk.book("Workshop", 10))
    editor.sheet.add.setFocus()
    enter(editor.sheet.add, OTHER)
    press(editor.sheet.add, Qt.Key.Key_Return)
    second = editor.rows[1]
    desk.until(second.when.begin.hasFocus)
    checked(desk, editor)
    assert second.when_notes.texts() == []
    said = len(desk.said)
    press(second.when.begin, Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    (booking,) = desk.bookings()
    times = {(item.during.start, item.during.end) for item in booking.items}
    assert (len(booking.items), times) == (2, {(desk.at(10), desk.at(11))})
    desk.until(lambda: len(desk.said) > said)
    assert desk.said[said].text.endswith(": The addition to your booking is confirmed.")
    undo = desk.said[said].undo
    assert undo is not None
    undo()
    desk.until(lambda: [len(one.items) for one in desk.bookings()] == [1])
    desk.quiet()


def test_a_room_is_taken_out_by_mouse_in_chinese_and_taken_back(desk: Place) -> None:
    set_language("zh_hant")
    editor = desk.edit(desk.book_two("工作坊", 10))
    assert editor.rows[0].remove.toolTip() == "從此預訂移除"
    said = len(desk.said)
    click(editor.rows[0].remove)
    assert editor.rows[0].remove.isHidden()
    checked(desk, editor)
    click(editor.sheet.save)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    (booking,) = desk.bookings()
    catalogue = desk.session.local.visible()
    assert [catalogue.resources[one.resource_id].code for one in booking.items] == [OTHER]
    desk.until(lambda: len(desk.said) > said)
    undo = desk.said[said].undo
    assert undo is not None
    undo()
    desk.until(lambda: [len(one.items) for one in desk.bookings()] == [2])
    desk.quiet()


def test_what_is_added_is_judged_at_its_row_with_what_goes(desk: Place) -> None:
    desk.book("Theirs", 10, "JO-2F-MR05")
    booking = desk.book_two("Mine", 10)
    editor = desk.edit(booking)
    click(editor.rows[0].remove)
    enter(editor.sheet.add, "JO-2F-MR05")
    press(editor.sheet.add, Qt.Key.Key_Return)
    checked(desk, editor)
    assert editor.rows[0].when_notes.texts() == []
    assert editor.rows[1].when_notes.texts() != []
    # What was offered by mistake is put back: the same room, and nobody has it but oneself.
    type_over(editor.rows[1].pick, ROOM)
    checked(desk, editor)
    assert editor.rows[1].when_notes.texts() == []
    acts = len(desk.session.acts.every())
    click(editor.sheet.save)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    assert len(desk.session.acts.every()) == acts


def test_where_one_part_is_refused_nothing_is_done(desk: Place) -> None:
    desk.book("Theirs", 10, "JO-2F-MR05")
    editor = desk.edit(desk.book_two("Mine", 10))
    click(editor.rows[0].remove)
    type_over(editor.sheet.title, "Changed")
    enter(editor.sheet.add, "JO-2F-MR05")
    press(editor.sheet.add, Qt.Key.Key_Return)
    checked(desk, editor)
    click(editor.sheet.save)
    desk.until(lambda: editor.sheet.save.isEnabled() and desk.session.idle())
    assert desk.controller.editor is editor
    assert sorted(str(one) for one in desk.titles()) == ["Mine", "Theirs"]
    assert sorted(len(one.items) for one in desk.bookings()) == [1, 2]
    assert editor.sheet.anyway.isVisible()
    click(editor.sheet.anyway)
    desk.until(lambda: desk.controller.editor is None)
    desk.quiet()
    (refused,) = desk.session.acts.failed()
    assert refused.act.op == "item_add"
    assert sorted(str(one) for one in desk.titles()) == ["Changed", "Theirs"]


def test_theirs_may_have_other_items(session_of: SessionOf, qtbot: QtBot) -> None:
    here, there = (Place(session_of("photon.one", name), qtbot) for name in ("a", "b"))
    booking = here.book_two("Plan", 10)
    editor = here.edit(booking)
    assert len(editor.rows) == 2
    there.until(lambda: there.titles() == ["Plan"])
    gone = there.bookings()[0].items[0].id
    there.controller.acts.make([lambda: there.session.bookings.drop(booking, gone)])
    there.quiet()
    here.until(lambda: len(editor.rows) == 1)
    assert editor.rows[0].pick.value() == OTHER
    assert not editor.touched()
    for place in (here, there):
        place.quiet()
        place.close()
