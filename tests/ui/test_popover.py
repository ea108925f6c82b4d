"""Booking the quick case: by mouse and by keyboard, with every problem while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from booking.services.bookings import Change
from tests.ui.booking_desk import OTHER, ROOM, Place
from tests.ui.conftest import SessionOf
from tests.ui.typing import click, enter, focused, press, type_over
from ui.dialogs.popover import QuickBooking
from ui.i18n import set_language
from ui.session import Session

Settled = Callable[[QuickBooking], None]


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


def checked(place: Place, popover: QuickBooking) -> None:
    """Wait until the form, as it is, was judged, offers included."""
    place.until(lambda: popover._live.settled() and place.session.idle())


def test_return_books_and_the_message_says_what_is_true(desk: Place) -> None:
    popover = desk.quick()
    assert focused() is popover.title
    enter(popover.title, "Design review")
    press(popover.title, Qt.Key.Key_Return)
    desk.until(lambda: desk.controller.popover is None)
    desk.until(lambda: bool(desk.said))
    desk.quiet()
    desk.until(lambda: desk.last_said().endswith("Your booking is confirmed."))
    assert desk.titles() == ["Design review"]
    assert desk.said[0].undo is not None


def test_undo_takes_it_back(desk: Place) -> None:
    popover = desk.quick()
    enter(popover.title, "Not to be")
    click(popover.book)
    desk.until(lambda: bool(desk.said))
    desk.quiet()
    undo = desk.said[0].undo
    assert undo is not None
    undo()
    desk.until(lambda: "Taken back" in desk.last_said() or "Taking back" in desk.last_said())
    desk.quiet()
    assert desk.titles() == []


def test_by_mouse_in_chinese(desk: Place) -> None:
    set_language("zh_hant")
    popover = desk.quick()
    enter(popover.title, "設計檢討")
    click(popover.private)
    desk.until(lambda: popover.title.placeholderText() != "")
    click(popover.book)
    desk.until(lambda: desk.controller.popover is None)
    desk.quiet()
    (booking,) = desk.bookings()
    assert booking.title == "設計檢討"
    assert booking.private


def test_a_missing_title_is_asked_for_where_it_is_missing(desk: Place) -> None:
    popover = desk.quick()
    checked(desk, popover)
    assert popover.title_notes.texts() == []
    popover.book.setFocus()
    press(popover.book, Qt.Key.Key_Return)
    assert popover.title_notes.texts() == ["Please give it a title."]
    assert focused() is popover.title
    assert desk.session.acts.waiting() == 0
    enter(popover.title, "Now it has one")
    checked(desk, popover)
    assert popover.title_notes.texts() == []


def test_every_problem_at_once_beside_its_field(desk: Place) -> None:
    popover = desk.quick(title="Crowd")
    type_over(popover.people.line, "40")
    type_over(popover.when.begin, "10:05")
    type_over(popover.when.end, "16:05")
    checked(desk, popover)
    when = " ".join(popover.when_notes.texts())
    assert "30 min apart" in when
    assert "The longest booking here is 3 h." in when
    assert popover.people_notes.texts() == ["40 people do not fit; there is room for 8."]
    assert popover.as_of.texts()[0].startswith("As of ")
    assert popover.anyway.isVisible()


def test_what_is_no_time_is_told_and_mended_by_a_click(desk: Place) -> None:
    popover = desk.quick(title="Late")
    type_over(popover.when.end, "25")
    (note,) = popover.when_notes.notes()
    assert note.text == "There is no such hour."
    assert note.remedy == "24:00"
    remedies = popover.when_notes.findChildren(QWidget)
    click(next(one for one in remedies if one.property("kind") == "remedy"))
    assert popover.when.end.text() == "24:00"
    checked(desk, popover)
    assert any("Outside the opening hours" in text for text in popover.when_notes.texts())


def test_an_offer_fills_the_form_and_books(desk: Place) -> None:
    desk.book("First", 10)
    popover = desk.quick(title="Second")
    checked(desk, popover)
    assert popover.when_notes.texts() == [
        "Somebody else has this time, or it is too close to another booking."
    ]
    assert popover.offers.labels()[0] == "Later: 11:00–12:00"
    click(popover.offers.buttons()[0])
    checked(desk, popover)
    assert popover.when.begin.text() == "11:00"
    assert popover.when_notes.texts() == []
    assert not popover.anyway.isVisible()
    assert focused() is popover.book
    press(popover.book, Qt.Key.Key_Return)
    desk.until(lambda: desk.controller.popover is None)
    desk.quiet()
    assert sorted(str(title) for title in desk.titles()) == ["First", "Second"]


def test_the_server_is_asked_anyway_and_its_refusal_is_told(desk: Place) -> None:
    desk.book("First", 10)
    popover = desk.quick(title="Stubborn")
    checked(desk, popover)
    click(popover.anyway)
    desk.until(lambda: desk.controller.popover is None)
    desk.until(lambda: desk.said[-1].tone == "danger")
    assert "Stubborn" in desk.last_said()
    assert "refused" in desk.last_said()
    assert desk.said[-1].stays


def test_a_refusal_by_old_advice_is_asked_again(session_of: SessionOf, qtbot: QtBot) -> None:
    here = Place(session_of(), qtbot)
    booking = here.book("In the way", 10)
    there = session_of("biotech.one", syncing=False)
    other = Place(there, qtbot, online=False)
    popover = other.quick(title="Behind it")
    other.until(lambda: popover.when_notes.texts() != [])
    here.controller.acts.change(booking, Change(start=here.at(14), end=here.at(15)))
    here.quiet()
    # It still believes the old time; asked to book, it looks first.
    there.start()
    other.until(lambda: there.status.online is True)
    popover.submit()
    other.until(lambda: other.controller.popover is None)
    other.quiet()
    assert other.titles() == ["Behind it"]
    for place in (here, other):
        place.close()


def test_offline_it_waits_and_says_so(session_of: SessionOf, qtbot: QtBot) -> None:
    session = session_of(syncing=False)
    desk = Place(session, qtbot, online=False)
    popover = desk.quick()
    enter(popover.title, "Kept")
    press(popover.title, Qt.Key.Key_Return)
    desk.until(lambda: bool(desk.said))
    assert desk.last_said().endswith("Waiting for confirmation.")
    assert "Kept" in desk.last_said()
    assert session.acts.waiting() == 1
    undo = desk.said[-1].undo
    assert undo is not None
    undo()
    desk.until(lambda: session.acts.waiting() == 0)
    desk.until(lambda: desk.last_said().startswith("Taken back"))


def test_esc_asks_once_where_something_was_typed(desk: Place) -> None:
    popover = desk.quick()
    enter(popover.title, "Precious")
    press(popover.title, Qt.Key.Key_Escape)
    assert popover.question.isVisible()
    assert popover.title.text() == "Precious"
    press(focused(), Qt.Key.Key_Return)
    assert not popover.question.isVisible()
    assert focused() is popover.title
    press(popover.title, Qt.Key.Key_Escape)
    press(focused(), Qt.Key.Key_Escape)
    assert desk.controller.popover is None


def test_esc_and_a_click_elsewhere_close_what_is_untouched(desk: Place) -> None:
    popover = desk.quick()
    press(popover.title, Qt.Key.Key_Escape)
    assert desk.controller.popover is None
    popover = desk.quick()
    QTest.mouseClick(desk.window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert desk.controller.popover is None
    popover = desk.quick()
    enter(popover.title, "Typed")
    QTest.mouseClick(desk.window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert popover.question.isVisible()


def test_tab_goes_around_inside(desk: Place) -> None:
    popover = desk.quick(title="Around")
    checked(desk, popover)
    seen = []
    for _ in range(20):
        seen.append(focused())
        press(focused(), Qt.Key.Key_Tab)
        if focused() is popover.title:
            break
    wanted = [popover.title, popover.when.day, popover.when.begin, popover.when.end]
    assert seen[: len(wanted)] == wanted
    assert popover.book in seen
    assert all(popover.isAncestorOf(widget) for widget in seen)
    names = [widget.accessibleName() or getattr(widget, "text", str)() for widget in seen]
    assert all(names), names


def test_more_goes_on_in_the_editor_with_what_was_typed(desk: Place) -> None:
    popover = desk.quick()
    enter(popover.title, "Longer story")
    type_over(popover.when.end, "25:00")
    type_over(popover.people.line, "7")
    click(popover.further)
    editor = desk.controller.editor
    assert editor is not None
    assert desk.controller.popover is None
    assert editor.sheet.title.text() == "Longer story"
    assert editor.rows[0].when.end.text() == "25:00"
    assert editor.sheet.people.value() == 7
    assert editor.touched()


@pytest.mark.parametrize("title", ["x" * 201, "\u202eשלום " + "😀" * 30, "<b>bold</b> & ampersand"])
def test_any_title_is_harmless(desk: Place, title: str) -> None:
    popover = desk.quick(room=OTHER)
    enter(popover.title, title)
    checked(desk, popover)
    long = len(title) > 200
    assert popover.title_notes.texts() == (["At most 200 characters."] if long else [])
    assert popover.width() < 520
    press(popover.title, Qt.Key.Key_Return)
    if long:
        assert desk.session.acts.waiting() == 0
        assert popover.title.text() == title
        return
    desk.until(lambda: desk.controller.popover is None)
    desk.quiet()
    assert desk.titles() == [title]


def test_it_stays_inside_the_window_wherever_one_clicks(desk: Place) -> None:
    popover = desk.quick(room=ROOM)
    for x, y in ((0, 0), (1270, 5), (1270, 790), (10, 790), (640, 400)):
        popover._beside.moveTo(desk.window.mapToGlobal(QPoint(x, y)))
        popover.place()
        assert desk.window.rect().contains(popover.geometry()), (x, y)
        assert popover.height() > 150


def test_labs_are_reserved_and_rooms_booked_in_chinese(desk: Place) -> None:
    room, lab = desk.quick(), desk.quick(room="SB1-3F-LAB10")
    assert room.accessibleName().startswith("Book ")
    assert lab.accessibleName().startswith("Book ")
    for language, rooms, labs in (("zh_hant", "預訂", "預約"), ("zh_hans", "预订", "预约")):
        set_language(language)
        room = desk.quick()
        assert (room.book.text(), room.accessibleName()[:2]) == (rooms, rooms)
        lab = desk.quick(room="SB1-3F-LAB10")
        assert (lab.book.text(), lab.accessibleName()[:2]) == (labs, labs)
    lab.end()
