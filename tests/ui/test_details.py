"""One booking's details, and what one does from there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from booking.services.bookings import Edit, ItemWish, NewBooking, Queued
from tests.ui.booking_desk import ROOM, Place
from tests.ui.conftest import SessionOf
from tests.ui.typing import click, press
from ui.dialogs.details import BookingDetails
from ui.i18n import set_language
from ui.navigation import Day
from ui.session import Session


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


def details(place: Place, booking: UUID, title: str) -> BookingDetails:
    place.navigator.booking.emit(booking)
    found = place.controller.details
    assert found is not None
    place.until(lambda: found.title.text() == title)
    return found


def texts(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_where_when_and_who_are_told(desk: Place) -> None:
    booking = desk.book("Design review", 10)
    dialog = details(desk, booking, "Design review")
    assert dialog.standing.text() == "Confirmed"
    told = texts(dialog)
    for wanted in (ROOM, "10:00–11:00", "1 person", "Sample Member One"):
        assert wanted in told, told


def test_it_is_told_in_chinese_at_once(desk: Place) -> None:
    dialog = details(desk, desk.book("設計檢討", 10), "設計檢討")
    set_language("zh_hant")
    desk.until(lambda: "（紫荊）" in texts(dialog))
    assert "10:00–11:00" in texts(dialog)


def test_cancel_by_the_delete_key_can_be_undone(desk: Place) -> None:
    dialog = details(desk, desk.book("Off", 10), "Off")
    said = len(desk.said)
    press(dialog, Qt.Key.Key_Delete)
    desk.until(lambda: desk.controller.details is None)
    desk.quiet()
    assert desk.titles() == []
    desk.until(lambda: len(desk.said) > said)
    undo = desk.said[said].undo
    assert undo is not None
    undo()
    desk.until(lambda: desk.titles() == ["Off"])
    desk.quiet()


def test_edit_opens_the_editor(desk: Place) -> None:
    dialog = details(desk, desk.book("To edit", 10), "To edit")
    click(dialog.edit)
    desk.until(lambda: desk.controller.editor is not None)
    assert desk.controller.details is None
    assert desk.controller.editor is not None
    assert desk.controller.editor.sheet.title.text() == "To edit"


def test_the_schedule_is_shown_at_its_place(desk: Place) -> None:
    shown: list[Day] = []
    desk.navigator.day.connect(shown.append)
    dialog = details(desk, desk.book("Where", 10), "Where")
    dialog.schedule.setFocus()
    press(dialog.schedule, Qt.Key.Key_Return)
    assert [(one.resource, one.at) for one in shown] == [(ROOM, desk.at(10))]


def test_the_same_again_a_week_later(desk: Place) -> None:
    dialog = details(desk, desk.book("Weekly", 10), "Weekly")
    click(dialog.again)
    editor = desk.controller.editor
    assert editor is not None
    assert editor.sheet.title.text() == "Weekly"
    assert editor.wish().items[0].start == desk.at(10) + timedelta(days=7)


def test_what_waits_is_told_and_taken_back(session_of: SessionOf, qtbot: QtBot) -> None:
    session = session_of(syncing=False)
    desk = Place(session, qtbot, online=False)
    made: list[tuple[Queued, ...]] = []
    wish = ItemWish(ROOM, desk.at(10), desk.at(11))
    desk.controller.acts.book(NewBooking("Offline", [wish]), done=made.append)
    desk.until(lambda: bool(made))
    projected = made[0][0].booking
    assert projected is not None
    dialog = details(desk, projected.booking.id, "Offline")
    assert dialog.standing.text() == "Waiting for confirmation"
    (note,) = dialog.notes.notes()
    assert note.text.startswith("Booking: Waiting to be sent, since ")
    remedies = dialog.notes.findChildren(QWidget)
    click(next(one for one in remedies if one.property("kind") == "remedy"))
    desk.until(lambda: dialog.title.text() == "This booking is gone")
    assert session.acts.waiting() == 0
    assert not dialog.cancel.isEnabled()
    desk.close()


def test_what_others_change_is_seen_at_once(session_of: SessionOf, qtbot: QtBot) -> None:
    here, there = (Place(session_of("photon.one", name), qtbot) for name in ("a", "b"))
    booking = here.book("Plan", 10)
    dialog = details(here, booking, "Plan")
    there.until(lambda: there.titles() == ["Plan"])
    there.controller.acts.edit(booking, Edit(title="New plan"))
    here.until(lambda: dialog.title.text() == "New plan")
    there.quiet()
    there.controller.acts.cancel(booking)
    here.until(lambda: dialog.standing.text() == "Cancelled")
    assert not dialog.edit.isEnabled()
    for place in (here, there):
        place.quiet()
        place.close()
