"""The grid by itself, over a day made by hand: every act by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QContextMenuEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booking.model import Catalogue
from booking.services.views import Projected, Standing
from tests.ui import days
from tests.ui.days import BOARD, BOTH, LAB, LARGE, SMALL, booked, busy, cells, seconds
from ui.i18n import set_language
from ui.models.day import Chip, DayBook, Mood, Owner
from ui.models.facts import FactBook
from ui.models.proposal import Doing, Proposal
from ui.models.rows import shown
from ui.navigation import Draft
from ui.widgets.schedule import texts
from ui.widgets.schedule.access import GridAccess
from ui.widgets.schedule.cursor import Cursor
from ui.widgets.schedule.grid import ScheduleGrid

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


class Stage(NamedTuple):
    """A grid with what it was told, and a booking of one's own from 10:00 to 11:00."""

    grid: ScheduleGrid
    book: DayBook
    facts: FactBook
    mine: Projected
    told: dict[str, list[tuple[object, ...]]]

    @property
    def id(self) -> UUID:
        return self.mine.booking.id

    def at(self, resource: int, hour: int, minute: int = 0) -> QPoint:
        when = seconds(hour, minute)
        rect = self.grid.rect_at(resource, when, when + 60)
        return QPoint(rect.left(), rect.center().y())

    def last(self, name: str) -> object:
        return self.told[name][-1][0]


@pytest.fixture
def known() -> Catalogue:
    return days.catalogue(30, days.closure(SMALL, (13, 15), "Cleaning"))


@pytest.fixture
def stage(qtbot: QtBot, known: Catalogue) -> Iterator[Stage]:
    mine = booked(BOARD, (10, 11), "Weekly")
    book, facts = days.day_of(known)
    book.put(days.picture(known, [*cells(mine, [BOARD]), busy(BOARD, (14, 15))], [mine]))
    grid = ScheduleGrid()
    qtbot.addWidget(grid)
    grid.resize(1100, 420)
    grid.set_now(seconds(9, 40))
    grid.show_day(book, facts, shown(known), days.ZONE)
    told: dict[str, list[tuple[object, ...]]] = {}
    for name in (
        "asked",
        "opened",
        "editing",
        "cancelling",
        "dropped",
        "refused",
        "stepped",
        "todayed",
        "menu",
    ):
        told[name] = []
        getattr(grid, name).connect(lambda *values, name=name: told[name].append(values))
    with qtbot.waitExposed(grid):
        grid.show()
    grid.show_opening()
    grid.setFocus()
    yield Stage(grid, book, facts, mine, told)
    set_language("en")


def drag(stage: Stage, start: QPoint, *stops: QPoint, drop: bool = True) -> None:
    view = stage.grid.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    for stop in stops:
        half = (start + stop) / 2
        for point in (half, stop):
            QTest.mouseMove(view, point)
    if drop:
        QTest.mouseRelease(view, LEFT, NONE, stops[-1])


def press(stage: Stage, *keys: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(stage.grid, key, modifier)


def put_cursor(stage: Stage, resource: int, hour: int) -> None:
    stage.grid.set_cursor(Cursor(resource, 0, seconds(hour), seconds(hour, 30)))


# --- a new booking -------------------------------------------------------------------------------


def test_dragging_on_free_time_asks_for_it(stage: Stage) -> None:
    drag(stage, stage.at(LARGE, 12, 10), stage.at(LARGE, 13, 20))
    draft, rect = stage.told["asked"][0]
    assert draft == Draft(items=(("A-1F-T", days.at(12), days.at(13, 30)),))
    assert isinstance(rect, QRect)
    here = stage.grid.rect_at(LARGE, seconds(12), seconds(13, 30))
    assert rect.topLeft() == stage.grid.viewport().mapToGlobal(here.topLeft())
    assert stage.grid.gesture is None


def test_escape_gives_a_drag_up(stage: Stage) -> None:
    drag(stage, stage.at(LARGE, 12), stage.at(LARGE, 13), drop=False)
    assert stage.grid.overlay.lines
    press(stage, Key.Key_Escape)
    assert stage.grid.gesture is None
    QTest.mouseRelease(stage.grid.viewport(), LEFT, NONE, stage.at(LARGE, 13))
    assert stage.told["asked"] == []


def test_keys_draw_a_time_and_enter_asks_for_it(stage: Stage) -> None:
    put_cursor(stage, LARGE, 12)
    press(stage, Key.Key_Right)
    press(stage, Key.Key_Right, Key.Key_Right, shift=True)
    press(stage, Key.Key_Return)
    assert stage.last("asked") == Draft(items=(("A-1F-T", days.at(12, 30), days.at(14)),))


def test_a_double_click_asks_for_the_shortest_time(stage: Stage) -> None:
    QTest.mouseDClick(stage.grid.viewport(), LEFT, NONE, stage.at(LARGE, 12, 10))
    assert stage.last("asked") == Draft(items=(("A-1F-T", days.at(12), days.at(12, 30)),))


def test_what_speaks_against_a_time_is_said_while_one_drags(stage: Stage) -> None:
    seen: list[Proposal] = []

    def advise(proposal: Proposal) -> tuple[str, ...]:
        seen.append(proposal)
        return ("Too long",) if proposal.end > seconds(13) else ()

    stage.grid.adviser = advise
    drag(stage, stage.at(LARGE, 12), stage.at(LARGE, 12, 40), drop=False)
    assert stage.grid.gesture is not None
    assert not stage.grid.gesture.refused
    count = len(seen)
    QTest.mouseMove(stage.grid.viewport(), stage.at(LARGE, 12, 45))
    assert len(seen) == count, "nobody is asked twice about the same time"
    QTest.mouseMove(stage.grid.viewport(), stage.at(LARGE, 13, 10))
    assert stage.grid.gesture.reasons == ("Too long",)
    assert stage.grid.overlay.lines[1] == "Too long"
    QTest.mouseRelease(stage.grid.viewport(), LEFT, NONE, stage.at(LARGE, 13, 10))
    assert stage.told["asked"] == []
    assert stage.last("refused") == "Too long"


# --- moving and stretching -----------------------------------------------------------------------


def test_dragging_a_booking_moves_it_in_place_and_time(stage: Stage) -> None:
    drag(stage, stage.at(BOARD, 10, 30), stage.at(LARGE, 12, 5))
    proposal = stage.last("dropped")
    assert isinstance(proposal, Proposal)
    assert (proposal.doing, proposal.resource.id) == (Doing.MOVE, LARGE)
    assert (proposal.start, proposal.end) == (seconds(11, 30), seconds(12, 30))
    assert proposal.chip is not None
    assert proposal.chip.booking == stage.id
    assert stage.told["opened"] == []


def test_m_and_arrows_move_a_booking(stage: Stage) -> None:
    put_cursor(stage, BOARD, 10)
    press(stage, Key.Key_M, Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Return)
    proposal = stage.last("dropped")
    assert isinstance(proposal, Proposal)
    assert (proposal.resource.id, proposal.start) == (SMALL, seconds(11))
    assert stage.grid.gesture is None


def test_escape_gives_a_move_by_keys_up(stage: Stage) -> None:
    put_cursor(stage, BOARD, 10)
    press(stage, Key.Key_M, Key.Key_Right, Key.Key_Escape)
    assert stage.grid.gesture is None
    assert stage.told["dropped"] == []


@pytest.mark.parametrize(
    ("grip", "target", "span"),
    [
        ((10, 59), (12, 25), ((10, 0), (12, 30))),
        ((10, 1), (9, 20), ((9, 30), (11, 0))),
    ],
)
def test_dragging_an_edge_stretches(
    stage: Stage,
    grip: tuple[int, int],
    target: tuple[int, int],
    span: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    drag(stage, stage.at(BOARD, *grip), stage.at(BOARD, *target))
    proposal = stage.last("dropped")
    assert isinstance(proposal, Proposal)
    assert proposal.doing is Doing.RESIZE
    assert (proposal.start, proposal.end) == (seconds(*span[0]), seconds(*span[1]))


def test_r_and_arrows_stretch_a_booking(stage: Stage) -> None:
    put_cursor(stage, BOARD, 10)
    press(stage, Key.Key_R, Key.Key_Right, Key.Key_Return)
    proposal = stage.last("dropped")
    assert isinstance(proposal, Proposal)
    assert (proposal.doing, proposal.end) == (Doing.RESIZE, seconds(11, 30))


def test_letting_go_where_it_was_asks_for_nothing(stage: Stage) -> None:
    drag(stage, stage.at(BOARD, 10, 30), stage.at(BOARD, 12), stage.at(BOARD, 10, 31))
    assert stage.told["dropped"] == []
    assert stage.told["refused"] == []


def test_what_others_have_is_not_moved(stage: Stage) -> None:
    drag(stage, stage.at(BOARD, 14, 30), stage.at(LARGE, 12))
    assert stage.told["dropped"] == []
    put_cursor(stage, BOARD, 14)
    press(stage, Key.Key_M, Key.Key_Delete, Key.Key_F2, Key.Key_Return)
    assert stage.grid.gesture is None
    assert not any(stage.told.values())


def test_a_held_booking_that_goes_away_is_refused(stage: Stage) -> None:
    drag(stage, stage.at(BOARD, 10, 30), stage.at(LARGE, 12), drop=False)
    rows = stage.book.put(days.picture(stage.book.catalogue, []), [BOARD])
    stage.grid.rows_changed(rows)
    assert stage.grid.gesture is not None
    assert stage.grid.gesture.reasons == (texts.gone(),)
    QTest.mouseRelease(stage.grid.viewport(), LEFT, NONE, stage.at(LARGE, 12))
    assert stage.told["dropped"] == []
    assert stage.last("refused") == texts.gone()


def test_a_change_under_a_drag_is_weighed_at_once(stage: Stage) -> None:
    def advise(proposal: Proposal) -> tuple[str, ...]:
        chips = stage.book.chips(proposal.resource)
        taken = any(c.starts < proposal.end and proposal.start < c.ends for c in chips)
        return ("Taken",) if taken else ()

    stage.grid.adviser = advise
    drag(stage, stage.at(LARGE, 12), stage.at(LARGE, 13), drop=False)
    assert stage.grid.gesture is not None
    assert not stage.grid.gesture.refused
    taken = days.picture(stage.book.catalogue, [busy(LARGE, (12, 13))])
    stage.grid.rows_changed(stage.book.put(taken, [LARGE]))
    assert stage.grid.gesture.reasons == ("Taken",)


# --- scrolling while something is held -----------------------------------------------------------

DEEP = 105
"""A room so far down that there is space above it."""


def hold(stage: Stage, below: int) -> QPoint:
    """Have the grid end so many pixels below a booking from 10:00 to 11:00; return its middle."""
    grid, mine = stage.grid, booked(DEEP, (10, 11), "Weekly")
    fresh = days.picture(stage.book.catalogue, cells(mine, [DEEP]), [mine])
    grid.rows_changed(stage.book.put(fresh, [DEEP]))
    middle = grid.rect_of(mine.booking.id, DEEP).center()
    grid.resize(grid.width(), grid.height() - grid.viewport().height() + middle.y() + below)
    assert grid.viewport().height() == middle.y() + below
    return middle


def tick(stage: Stage) -> int:
    """Return how far down the rows are scrolled after the timer of scrolling has rung."""
    stage.grid.scroll_on()
    return stage.grid.verticalScrollBar().value()


def test_a_booking_at_the_edge_that_is_dragged_along_its_row_keeps_its_room(stage: Stage) -> None:
    here = hold(stage, 20)
    later = stage.grid.rect_at(DEEP, seconds(12), seconds(13)).center().x()
    there = QPoint(later, here.y() + 3)
    drag(stage, here, there, drop=False)
    assert [tick(stage) for _ in range(3)] == [0, 0, 0]
    QTest.mouseRelease(stage.grid.viewport(), LEFT, NONE, there)
    proposal = stage.last("dropped")
    assert isinstance(proposal, Proposal)
    assert (proposal.resource.id, proposal.start) == (DEEP, seconds(12))


@pytest.mark.parametrize(("below", "by"), [(60, 50), (20, 12), (5, 6)])
def test_what_is_led_on_towards_an_edge_scrolls(stage: Stage, below: int, by: int) -> None:
    here = hold(stage, below)
    across = here + QPoint(QApplication.startDragDistance() * 2, 0)
    drag(stage, here, across, across + QPoint(0, by), drop=False)
    assert 0 < tick(stage) < tick(stage)
    # It goes with the grid, whenever that is closed: not a timer that would ring for nobody.
    assert [timer.isActive() for timer in stage.grid.findChildren(QTimer)] == [True]
    QTest.mouseMove(stage.grid.viewport(), across - QPoint(0, 40))
    assert tick(stage) == tick(stage)
    press(stage, Key.Key_Escape)


# --- opening, cancelling, days -------------------------------------------------------------------


def test_a_click_and_enter_open(stage: Stage) -> None:
    QTest.mouseClick(stage.grid.viewport(), LEFT, NONE, stage.at(BOARD, 10, 30))
    assert stage.last("opened") == stage.id
    assert stage.grid.selected is not None
    stage.told["opened"].clear()
    press(stage, Key.Key_Return)
    assert stage.last("opened") == stage.id


def test_delete_and_f2(stage: Stage) -> None:
    put_cursor(stage, BOARD, 10)
    press(stage, Key.Key_F2, Key.Key_Delete)
    assert stage.last("editing") == stage.id
    chip = stage.last("cancelling")
    assert isinstance(chip, Chip)
    assert chip.booking == stage.id


def test_keys_of_days(stage: Stage) -> None:
    press(stage, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home)
    assert [values[0] for values in stage.told["stepped"]] == [-1, 1]
    assert len(stage.told["todayed"]) == 1


def test_a_right_click_and_the_menu_key_ask_for_the_menu(stage: Stage) -> None:
    put_cursor(stage, BOARD, 10)
    view = stage.grid.viewport()
    for reason, at in (
        (QContextMenuEvent.Reason.Keyboard, QPoint()),
        (QContextMenuEvent.Reason.Mouse, stage.at(BOARD, 10, 30)),
    ):
        QApplication.sendEvent(view, QContextMenuEvent(reason, at, view.mapToGlobal(at)))
    assert [values[0] for values in stage.told["menu"]] == [stage.grid.selected] * 2


def test_arrows_go_over_rows_and_bookings(stage: Stage) -> None:
    put_cursor(stage, BOARD, 9)
    press(stage, Key.Key_Right, Key.Key_Right)
    assert stage.grid.selected is not None
    # A booking is one step.
    press(stage, Key.Key_Right)
    assert stage.grid.cursor_cell is not None
    assert stage.grid.cursor_cell.start == seconds(11)
    press(stage, Key.Key_Left)
    assert stage.grid.selected is not None
    press(stage, Key.Key_Down)
    assert stage.grid.cursor_cell.resource == SMALL
    QTest.keyClick(stage.grid, Key.Key_Up)
    QTest.keyClick(stage.grid, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert stage.grid.cursor_cell.start == seconds(14)


def test_the_cursor_is_brought_into_sight(stage: Stage) -> None:
    put_cursor(stage, BOARD, 12)
    for _ in range(25):
        press(stage, Key.Key_Down)
    assert stage.grid.viewport().rect().contains(stage.grid.cursor_rect())
    assert stage.grid.verticalScrollBar().value() > 0
    for _ in range(40):
        press(stage, Key.Key_Right)
    assert stage.grid.viewport().rect().contains(stage.grid.cursor_rect())


# --- live changes --------------------------------------------------------------------------------


def test_a_change_leaves_scroll_selection_and_hover(stage: Stage) -> None:
    grid = stage.grid
    put_cursor(stage, BOARD, 10)
    grid.verticalScrollBar().setValue(13)
    chosen, offset = grid.selected, grid.offset()
    rows = stage.book.put(days.picture(stage.book.catalogue, [busy(LARGE, (9, 12))]), [LARGE])
    assert rows == {LARGE, BOTH}
    grid.rows_changed(rows)
    assert grid.offset() == offset
    assert grid.selected == chosen
    row = grid.rect_at(LARGE, seconds(9), seconds(12))
    assert colour(grid, row.center() + QPoint(20, -12)) == grid.look["busy"].name()


def test_another_day_leaves_scroll_and_time(stage: Stage, known: Catalogue) -> None:
    grid = stage.grid
    grid.verticalScrollBar().setValue(77)
    put_cursor(stage, LARGE, 12)
    grid.verticalScrollBar().setValue(77)
    offset = grid.offset()
    later, facts = days.day_of(known, days.DAY + timedelta(days=1))
    grid.show_day(later, facts, shown(known), days.ZONE)
    assert grid.offset() == offset
    assert grid.cursor_cell is not None
    assert grid.cursor_cell.start == seconds(36)


def test_rect_of_follows_the_scroll_bars(stage: Stage) -> None:
    grid = stage.grid
    before = grid.rect_of(stage.id, BOARD)
    assert before.width() == pytest.approx(72, abs=2)
    grid.verticalScrollBar().setValue(20)
    assert grid.rect_of(stage.id, BOARD) == before.translated(0, -20)
    assert not grid.rect_of(stage.id, LARGE).isValid()


def test_zoom_by_wheel_and_keys(stage: Stage) -> None:
    grid = stage.grid
    under = grid.rect_of(stage.id, BOARD).left()
    wheel(grid, under, 120)
    assert grid.cell == 30
    assert grid.rect_of(stage.id, BOARD).left() == pytest.approx(under, abs=1)
    for _ in range(5):
        QTest.keyClick(grid, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert grid.cell == 120
    QTest.keyClick(grid, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert grid.cell == 60


def wheel(grid: ScheduleGrid, x: int, turn: int) -> None:
    at = QPointF(x, 40)
    event = QWheelEvent(
        at,
        QPointF(grid.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


def test_units_unfold_by_click_and_by_key(stage: Stage) -> None:
    grid = stage.grid
    assert grid.scene is not None
    rows = len(grid.scene.lines)
    put_cursor(stage, LAB, 12)
    press(stage, Key.Key_U)
    assert len(grid.scene.lines) == rows + 8
    names = grid.frozen.names
    assert names is not None
    where = grid.rect_at(LAB, seconds(9), seconds(10)).center()
    QTest.mouseClick(names, LEFT, NONE, QPoint(20, where.y()))
    assert len(grid.scene.lines) == rows


# --- looks ---------------------------------------------------------------------------------------


def colour(grid: ScheduleGrid, at: QPoint) -> str:
    image: QImage = grid.viewport().grab().toImage()
    ratio = grid.devicePixelRatioF()
    return image.pixelColor(round(at.x() * ratio), round(at.y() * ratio)).name()


def test_the_line_of_this_moment_crosses_no_booking(stage: Stage) -> None:
    grid = stage.grid
    grid.set_now(seconds(10, 30))
    rect = grid.rect_of(stage.id, BOARD)
    x = grid.rect_at(BOARD, seconds(10, 30), seconds(10, 31)).left()
    now = grid.look["now"].name()
    image = grid.viewport().grab().toImage()
    column = {image.pixelColor(x, y).name() for y in range(rect.top() + 1, rect.bottom() - 1)}
    assert now not in column
    assert (
        image.pixelColor(x, grid.rect_at(LARGE, seconds(10), seconds(11)).center().y()).name()
        == now
    )


def test_moods_differ_in_more_than_colour(stage: Stage) -> None:
    dresses = {}
    for mood in Mood:
        chip = Chip(UUID(int=1), None, 1, 1, 0, 0, 1, 0, 0, owner=Owner.MINE, mood=mood)
        dress = stage.grid.look.dress(chip)
        dresses[dress.icon, dress.frame.style(), dress.hatched is not None] = mood
    assert len(dresses) == len(Mood)


@pytest.mark.parametrize(
    "title",
    [
        "x" * 5_000,
        "\N{RIGHT-TO-LEFT OVERRIDE}evil",
        "اجتماع المراجعة",
        "\N{ROCKET}" * 300,
        "<b>bold</b>",
        "{brace} %n %1",
        "\n",
    ],
)
@pytest.mark.parametrize("cell", [15, 120])
def test_any_title_is_drawn(stage: Stage, title: str, cell: int) -> None:
    found = booked(SMALL, (9, 9.25), title, standing=Standing.LIKELY_LOST)
    known = stage.book.catalogue
    stage.grid.rows_changed(stage.book.put(days.picture(known, cells(found, [SMALL])), [SMALL]))
    stage.grid.set_cell(cell)
    assert stage.grid.grab().width() >= 1100
    (chip,) = stage.book.chips(known.resources[SMALL])
    said = texts.tooltip(chip, known.resources[SMALL], None, days.ZONE)
    assert "<b>bold" not in said.replace("<b>&lt;b&gt;bold", "")


def test_words_follow_the_language(stage: Stage) -> None:
    (_, chip) = stage.book.chips(stage.book.catalogue.resources[BOARD])
    room = stage.book.catalogue.resources[BOARD]
    assert texts.spoken(chip, room, days.ZONE).startswith("Board room, 14:00–15:00, Busy")
    set_language("zh_hant")
    assert texts.spoken(chip, room, days.ZONE).startswith("董事會議室")
    stage.grid.restyle()
    assert stage.grid.grab().width() >= 1100


def test_readers_find_the_cell_and_every_booking_in_sight(stage: Stage) -> None:
    access = GridAccess(stage.grid)
    put_cursor(stage, LARGE, 12)
    assert access.childCount() == 3
    cell, mine = access.child(0), access.child(1)
    assert cell is not None
    assert mine is not None
    assert cell.text(QAccessible.Text.Name) == "Large room, 12:00–12:30, no booking"
    assert mine.text(QAccessible.Text.Name) == "Board room, 10:00–11:00, Weekly, Yours"
    place = stage.grid.rect_of(stage.id, BOARD)
    assert mine.rect().topLeft() == stage.grid.viewport().mapToGlobal(place.topLeft())
    assert access.childAt(mine.rect().center().x(), mine.rect().center().y()) is mine
    assert access.indexOfChild(mine) == 1
    put_cursor(stage, BOARD, 10)
    assert cell.text(QAccessible.Text.Name) == mine.text(QAccessible.Text.Name)
    assert mine.state().selected
    press(stage, Key.Key_M, Key.Key_Right)
    assert cell.text(QAccessible.Text.Name) == "10:30–11:30 · 1 h"
    press(stage, Key.Key_Escape)


def test_holidays_and_notes_of_hong_kong_stand_over_the_clock(
    stage: Stage, known: Catalogue
) -> None:
    header = stage.grid.frozen.header
    plain = header.height()
    for day, said in (
        (date(2026, 10, 1), ("Public holiday: National Day", True)),
        (date(2026, 12, 25), ("Holiday in Hong Kong: Christmas Day", False)),
    ):
        book, facts = days.day_of(known, day)
        stage.grid.show_day(book, facts, shown(known), days.ZONE)
        assert header.notes == (said,)
        assert header.height() == plain + stage.grid.look.band
    set_language("zh_hans")
    stage.grid.restyle()
    book, facts = days.day_of(known, date(2026, 10, 1))
    stage.grid.show_day(book, facts, shown(known), days.ZONE)
    assert "国庆节" in header.notes[0][0]


def test_a_closure_says_why(stage: Stage) -> None:
    grid = stage.grid
    place = grid.rect_at(SMALL, seconds(13), seconds(15))
    inside = {colour(grid, place.topLeft() + QPoint(x, 2)) for x in range(60, 80)}
    assert grid.look["hatch"].name() in inside
    label = {
        colour(grid, QPoint(x, place.center().y()))
        for x in range(place.left() + 8, place.right() - 8)
    }
    assert grid.look["surface"].name() in label


def test_a_day_without_a_row_in_sight_keeps_the_keys_alive(stage: Stage, known: Catalogue) -> None:
    book, facts = days.day_of(known)
    stage.grid.show_day(book, facts, [], days.ZONE)
    press(stage, Key.Key_Down, Key.Key_Return, Key.Key_M, Key.Key_Delete, Key.Key_PageDown)
    assert stage.told["stepped"] == [(1,)]
    assert stage.grid.grab().width() >= 1100


def test_a_resource_that_goes_away_takes_nothing_with_it(stage: Stage, known: Catalogue) -> None:
    drag(stage, stage.at(BOARD, 10, 30), stage.at(LARGE, 12), drop=False)
    put_cursor(stage, LARGE, 12)
    left = {key: one for key, one in known.resources.items() if key not in (BOTH, LARGE)}
    without = replace(known, resources=left)
    book, facts = days.day_of(without)
    stage.grid.show_day(book, facts, shown(without), days.ZONE)
    assert stage.grid.gesture is None
    QTest.mouseRelease(stage.grid.viewport(), LEFT, NONE, stage.at(SMALL, 12))
    press(stage, Key.Key_Right, Key.Key_Down)
    assert GridAccess(stage.grid).child(0) is not None
    assert stage.grid.grab().width() >= 1100
    assert stage.told["dropped"] == []
