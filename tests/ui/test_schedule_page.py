"""The schedule over a real zone: what is done there reaches the server, what others do arrives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booking.model import BookingState
from booking.services.bookings import ItemWish, NewBooking
from booking.services.views import Standing
from tests.ui.conftest import SessionOf, settle
from tests.zones import SHENZHEN, Zone, at, open_day
from ui.i18n import set_language
from ui.models.day import Chip, Mood, Owner
from ui.models.rows import Filters
from ui.navigation import Day, Draft, Message, Navigator
from ui.pages.schedule import SchedulePage
from ui.session import Session
from ui.widgets.schedule.cursor import Cursor, on_chip

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ROOM, OTHER, FREE = "JO-1F-MR01", "JO-1F-MR02", "JO-3F-TR01"
LONG = 20_000
Key = Qt.Key


class Stage(NamedTuple):
    page: SchedulePage
    session: Session
    day: datetime
    said: list[Message]

    def id(self, code: str) -> int:
        resource = self.session.finder.catalogue().resource(code)
        assert resource is not None
        return resource.id

    def chips(self, code: str) -> tuple[Chip, ...]:
        book = self.page.reader.book
        resource = self.session.finder.catalogue().resource(code)
        assert book is not None
        assert resource is not None
        return book.chips(resource)

    def point(self, code: str, hour: int, minute: int = 0) -> QPoint:
        start = int(at(self.day, hour, minute).timestamp())
        return self.page.grid.rect_at(self.id(code), start, start + 600).center()

    def moods(self, code: str) -> list[tuple[Mood, int]]:
        return [
            (chip.mood, datetime.fromtimestamp(chip.starts, SHENZHEN).hour)
            for chip in self.chips(code)
        ]


@pytest.fixture
def stage_of(session_of: SessionOf, qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    def make(person: str = "photon.one", *, syncing: bool = True) -> Stage:
        session, navigator = session_of(person, syncing=syncing), Navigator()
        page = SchedulePage(session, navigator)
        qtbot.addWidget(page)
        said: list[Message] = []
        navigator.say.connect(said.append)
        page.resize(1280, 760)
        day = open_day()
        navigator.day.emit(Day(day.astimezone(SHENZHEN).date()))
        with qtbot.waitExposed(page):
            page.show()
        page.grid.setFocus()
        return Stage(page, session, day, said)

    yield make
    set_language("en")


@pytest.fixture
def stage(stage_of: Callable[..., Stage]) -> Stage:
    return stage_of()


def book(qtbot: QtBot, stage: Stage, code: str = ROOM, hour: int = 10) -> UUID:
    wish = ItemWish(code, at(stage.day, hour), at(stage.day, hour + 1))
    queued = stage.session.bookings.book(NewBooking("Weekly", [wish], people=2))
    assert queued.booking is not None
    stage.session.sync_now()
    qtbot.waitUntil(lambda: stage.moods(code) == [(Mood.SURE, hour)], timeout=LONG)
    return queued.booking.booking.id


def drag(stage: Stage, start: QPoint, stop: QPoint, *, drop: bool = True) -> None:
    view = stage.page.grid.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    for point in ((start + stop) / 2, stop):
        QTest.mouseMove(view, point)
    if drop:
        QTest.mouseRelease(view, LEFT, NONE, stop)


def test_a_drag_moves_a_booking_on_the_server_and_undo_brings_it_back(
    stage: Stage, qtbot: QtBot
) -> None:
    booking = book(qtbot, stage)
    drag(stage, stage.point(ROOM, 10, 25), stage.point(OTHER, 14, 25))
    qtbot.waitUntil(lambda: stage.moods(OTHER) == [(Mood.SURE, 14)], timeout=LONG)
    qtbot.waitUntil(lambda: stage.moods(ROOM) == [], timeout=LONG)
    assert not stage.page.grid.overlay.covered.isValid()
    qtbot.waitUntil(lambda: bool(stage.said) and stage.said[-1].tone == "done", timeout=LONG)
    undo = stage.said[-1].undo
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: stage.moods(ROOM) == [(Mood.SURE, 10)], timeout=LONG)
    shown = stage.session.listing.show(booking).projected
    assert shown.standing is Standing.CONFIRMED
    settle(qtbot, stage.session)


def test_keys_move_stretch_and_cancel(stage: Stage, qtbot: QtBot) -> None:
    booking = book(qtbot, stage)
    grid = stage.page.grid
    assert grid.scene is not None
    grid.set_cursor(on_chip(grid.scene, stage.chips(ROOM)[0]))
    for key in (Key.Key_M, Key.Key_Right, Key.Key_Right, Key.Key_Return):
        QTest.keyClick(grid, key)
    qtbot.waitUntil(lambda: stage.moods(ROOM) == [(Mood.SURE, 11)], timeout=LONG)
    grid.set_cursor(on_chip(grid.scene, stage.chips(ROOM)[0]))
    for key in (Key.Key_R, Key.Key_Right, Key.Key_Return):
        QTest.keyClick(grid, key)

    def length() -> int:
        chips = stage.chips(ROOM)
        return chips[0].ends - chips[0].starts if chips else 0

    qtbot.waitUntil(lambda: length() == 5400, timeout=LONG)
    qtbot.waitUntil(lambda: stage.moods(ROOM) == [(Mood.SURE, 11)], timeout=LONG)
    grid.set_cursor(on_chip(grid.scene, stage.chips(ROOM)[0]))
    QTest.keyClick(grid, Key.Key_Delete)
    qtbot.waitUntil(lambda: stage.moods(ROOM) == [], timeout=LONG)
    shown = stage.session.listing.show(booking).projected
    assert shown.booking.state is BookingState.CANCELLED
    settle(qtbot, stage.session)


def test_what_another_desk_books_appears_and_a_drag_over_it_is_refused(
    stage: Stage, stage_of: Callable[..., Stage], qtbot: QtBot
) -> None:
    other = stage_of("biotech.one")
    qtbot.waitUntil(lambda: stage.session.status.online is True, timeout=LONG)
    drag(stage, stage.point(ROOM, 10), stage.point(ROOM, 11, 20), drop=False)
    gesture = stage.page.grid.gesture
    assert gesture is not None
    assert not gesture.refused
    offset = stage.page.grid.offset()
    wish = ItemWish(ROOM, at(stage.day, 10), at(stage.day, 11))
    other.session.act(lambda: other.session.bookings.book(NewBooking("Faster", [wish])))
    qtbot.waitUntil(lambda: gesture.refused, timeout=LONG)
    (chip,) = stage.chips(ROOM)
    assert (chip.owner, chip.title) == (Owner.BUSY, "")
    assert stage.page.grid.offset() == offset
    QTest.mouseRelease(stage.page.grid.viewport(), LEFT, NONE, stage.point(ROOM, 11, 20))
    assert stage.said[-1].text == gesture.reasons[0]
    for one in (stage, other):
        settle(qtbot, one.session)


def test_advice_is_given_while_one_draws(stage: Stage, qtbot: QtBot) -> None:
    asked: list[Draft] = []
    stage.page.asked.connect(lambda draft, rect: asked.append(draft))
    drag(stage, stage.point(ROOM, 9), stage.point(ROOM, 14), drop=False)
    overlay = stage.page.grid.overlay
    assert any("3 h" in line for line in overlay.lines[1:]), overlay.lines
    QTest.mouseMove(stage.page.grid.viewport(), stage.point(ROOM, 10, 20))
    assert len(overlay.lines) == 1
    QTest.mouseRelease(stage.page.grid.viewport(), LEFT, NONE, stage.point(ROOM, 10, 20))
    assert asked == [Draft(items=((ROOM, at(stage.day, 9), at(stage.day, 10, 30)),))]
    settle(qtbot, stage.session)


def test_a_refusal_stays_until_it_is_taken_off(
    stage_of: Callable[..., Stage], qtbot: QtBot
) -> None:
    slow, quick = stage_of("photon.one", syncing=False), stage_of("biotech.one")
    wish = ItemWish(ROOM, at(slow.day, 10), at(slow.day, 11))
    quick.session.act(lambda: quick.session.bookings.book(NewBooking("Faster", [wish])))
    qtbot.waitUntil(lambda: quick.moods(ROOM) == [(Mood.SURE, 10)], timeout=LONG)
    slow.session.act(lambda: slow.session.bookings.book(NewBooking("Slower", [wish])))
    qtbot.waitUntil(lambda: slow.moods(ROOM) == [(Mood.PENDING, 10)], timeout=LONG)
    slow.session.start()
    qtbot.waitUntil(lambda: (Mood.REFUSED, 10) in slow.moods(ROOM), timeout=LONG)
    grid = slow.page.grid
    refused = next(chip for chip in slow.chips(ROOM) if chip.mood is Mood.REFUSED)
    assert refused.problems[0].code == "slot_taken"
    assert grid.scene is not None
    grid.set_cursor(on_chip(grid.scene, refused))
    QTest.keyClick(grid, Key.Key_Delete)
    qtbot.waitUntil(lambda: slow.moods(ROOM) == [(Mood.SURE, 10)], timeout=LONG)
    for one in (slow, quick):
        settle(qtbot, one.session)


def test_days_by_button_key_and_typing(stage: Stage, qtbot: QtBot) -> None:
    page = stage.page
    assert page.reader.book is not None
    first = page.reader.book.day
    QTest.mouseClick(page.bar.on, LEFT)
    assert page.reader.book.day == first + timedelta(days=1)
    QTest.keyClick(page.grid, Key.Key_PageUp)
    assert page.reader.book.day == first
    QTest.keyClick(page.grid, Key.Key_Home)
    assert page.reader.book.day == page.reader.today()
    page.bar.open_month()
    popup = page.bar.popup
    assert popup is not None
    QTest.keyClicks(popup.line, "gibberish")
    QTest.keyClick(popup.line, Key.Key_Return)
    assert popup.wrong.isVisible()
    popup.line.clear()
    QTest.keyClicks(popup.line, f"{first:%Y-%m-%d}")
    QTest.keyClick(popup.line, Key.Key_Return)
    assert page.reader.book.day == first
    qtbot.waitUntil(lambda: page.bar.popup is None)
    settle(qtbot, stage.session)


def test_filters_are_remembered(stage: Stage, qtbot: QtBot) -> None:
    page = stage.page
    kept: list[object] = []
    page.remember.connect(lambda key, value: kept.append(value))
    page.focus_search()
    QTest.keyClicks(page.filters.text, ROOM.lower())
    assert page.grid.scene is not None
    assert [line.resource.code for line in page.grid.scene.lines.lines if line.resource] == [ROOM]
    QTest.keyClick(page.filters.text, Key.Key_Down)
    page.recall(kept[-1])
    assert page.filters.filters == Filters(text=ROOM.lower())
    QTest.keyClicks(page.filters.text, "no such room")
    assert page.nothing.isVisible()
    assert page.nothing.said.text()
    QTest.mouseClick(page.nothing.again, LEFT)
    assert page.grid.isVisible()
    settle(qtbot, stage.session)


def test_only_mine_and_only_free_now(stage: Stage, qtbot: QtBot) -> None:
    book(qtbot, stage)
    page = stage.page
    page.filters.mine.click()
    qtbot.waitUntil(lambda: [r.code for r in page._resources] == [ROOM], timeout=LONG)
    page.filters.set_filters(Filters(free_now=True))
    settle(qtbot, stage.session)
    free = {resource.code for resource in page._resources}
    assert ROOM not in free or 9 <= datetime.now(SHENZHEN).hour < 18
    assert "EQ-SB1-ULT1" in free
    settle(qtbot, stage.session)


def test_the_list_is_the_grids_twin(stage: Stage, qtbot: QtBot) -> None:
    booking = book(qtbot, stage)
    page = stage.page
    opened: list[object] = []
    page.navigator.booking.connect(opened.append)
    QTest.keyClick(page, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.tools.is_list
    qtbot.waitUntil(lambda: page.agenda.days.rowCount() == 1, timeout=LONG)
    cells = [str(page.agenda.days.index(0, n).data()) for n in range(4)]
    assert cells == ["10:00–11:00", "Meeting Room 101 · Bauhinia", "Weekly", "Yours"]
    page.agenda.setCurrentIndex(page.agenda.days.index(0, 0))
    QTest.keyClick(page.agenda, Key.Key_Return)
    assert opened == [booking]
    QTest.keyClick(page.agenda, Key.Key_Delete)
    qtbot.waitUntil(lambda: page.agenda.days.rowCount() == 0, timeout=LONG)
    settle(qtbot, stage.session)


@pytest.mark.parametrize("language", ["zh_hant", "zh_hans"])
def test_the_page_follows_the_language(stage: Stage, qtbot: QtBot, language: str) -> None:
    english = stage.page.title()
    assert english == "Schedule"
    set_language(language)
    QApplication.sendPostedEvents()
    assert "月" in stage.page.bar.title.text()
    assert stage.page.grab().width() == stage.page.width()
    settle(qtbot, stage.session)


def test_pointing_at_a_room_takes_filters_away(stage: Stage, qtbot: QtBot) -> None:
    page = stage.page
    page.filters.set_filters(Filters(text="nothing like it"))
    day = stage.day.astimezone(SHENZHEN).date()
    page.navigator.day.emit(Day(day, FREE, at(stage.day, 15)))
    cell = page.grid.cursor_cell
    assert isinstance(cell, Cursor)
    assert cell.resource == stage.id(FREE)
    assert cell.start == int(at(stage.day, 15).timestamp())
    assert page.grid.isVisible()
    settle(qtbot, stage.session)


def test_sites_narrow_the_rows(stage: Stage, crowd: Zone, qtbot: QtBot) -> None:
    page = stage.page
    whole = len(page._resources)
    page.set_sites(("JO",))
    codes = [resource.code for resource in page._resources]
    assert 0 < len(codes) < whole
    assert all("JO" in code for code in codes)
    settle(qtbot, stage.session)


def test_a_day_without_a_time_opens_at_the_opening_hours(stage: Stage) -> None:
    bar = stage.page.grid.horizontalScrollBar()
    bar.setValue(0)
    later = (stage.day + timedelta(days=1)).astimezone(SHENZHEN).date()
    stage.page.navigator.day.emit(Day(later, ROOM))
    scene = stage.page.grid.scene
    assert scene is not None
    opening = scene.facts.opening([scene.book.catalogue.resources[stage.id(ROOM)]])
    assert opening is not None
    at_left = scene.axis.at(bar.value())
    assert opening[0] - 3600 <= at_left <= opening[0]
    cell = stage.page.grid.cursor_cell
    assert cell is not None
    assert (cell.resource, cell.start) == (stage.id(ROOM), opening[0])
