"""Painting a day of all resources, against an empty widget of the same size; and changing days.

Everything is painted into memory, so a screen's own costs are in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from booking.cache.engine import open_desk
from booking.clock import SystemClock
from booking.model import Catalogue
from booking.rules.daily import day_bounds
from booking.rules.interval import epoch
from booking.services.bookings import Bookings, ItemWish, NewBooking
from booking.services.local import Local
from booking.services.schedule import Schedule
from booking.services.views import Cell, Picture, Standing
from tests.bench.ground import open_days
from tests.bench.measure import Figures, Row, Scale, timed
from ui.garbage import Collector
from ui.models.day import DayBook
from ui.models.facts import FactBook
from ui.models.proposal import Proposal
from ui.models.rows import shown
from ui.theme import theme
from ui.widgets.schedule.grid import ScheduleGrid

Area = TypeVar("Area", bound=QAbstractScrollArea)
SIZE: Final = (1080, 640)
"""What a window of 1280 by 800 leaves for it."""
EACH: Final = 10
"""Bookings of each resource."""


class Empty(QAbstractScrollArea):
    """A scroll area that paints one colour, and scrolls what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(*SIZE)
        self.verticalScrollBar().setRange(0, 100_000)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), QColor("white"))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt's."""
        self.viewport().scroll(dx, dy)


@dataclass(frozen=True)
class Days:
    """What is shown: a catalogue, where its days are read from, and who knows the rules."""

    catalogue: Catalogue
    schedule: Schedule
    bookings: Bookings

    def advise(self, proposal: Proposal) -> tuple[str, ...]:
        """Return what the cache has against a new booking."""
        start, end = (datetime.fromtimestamp(at, UTC) for at in (proposal.start, proposal.end))
        wish = ItemWish(proposal.resource.code, start, end)
        found = self.bookings.check(NewBooking("New", [wish])).problems
        return tuple(one.problem.code for one in found)

    def books(self, day: date) -> tuple[DayBook, FactBook]:
        """Return an empty day."""
        site = next(iter(self.catalogue.sites.values()))
        whole = day_bounds(site, day)
        start, end = epoch(whole.start), epoch(whole.end)
        return DayBook(day, start, end, self.catalogue), FactBook(self.catalogue, day, start, end)

    def full(self, book: DayBook) -> Picture:
        """Return ten bookings of each leaf, from 9:00 on."""
        leaves = [one.id for one in self.catalogue.resources.values() if not one.parts]
        cells = [
            Cell(leaf, 1, start, start + 2400, 0, 5, None, Standing.CONFIRMED)
            for leaf in leaves
            for start in range(book.start + 9 * 3600, book.start + 9 * 3600 + EACH * 3600, 3600)
        ]
        return Picture(1, self.catalogue, (), tuple(cells))


def rows(scale: Scale, folder: str) -> Iterator[Row]:
    """Yield a row for each thing that people do on the schedule of the desk in a folder."""
    application = QApplication([])
    Collector(application).begin()
    theme().apply(application)
    desk = open_desk(Path(folder))
    local = Local(desk, SystemClock())
    yield from _rows(scale, Days(local.catalogue(), Schedule(local), Bookings(local)))
    desk.close()


def _rows(scale: Scale, days: Days) -> Iterator[Row]:
    tries = scale.rounds * scale.tries
    count = len(days.catalogue.resources)
    said = f"schedule {count:,} x {EACH}"
    day = open_days()[0].date()
    yield _compare(f"{said}, build and first paint", lambda: _first(days, day), tries // 4, "30 ms")
    grid, empty = _shown(days, day), _visible(Empty())
    grid.adviser = days.advise

    def scroll(widget: QAbstractScrollArea, by: int) -> None:
        bar = widget.verticalScrollBar()
        bar.setValue(bar.value() + by if bar.value() + by < bar.maximum() else 0)
        QApplication.processEvents()

    for by, aim in ((20, "3 ms"), (400, "10 ms")):
        ours, raw = partial(scroll, grid, by), partial(scroll, empty, by)
        yield _row(f"  scroll {by} px", ours, raw, tries, aim)

    def paint(widget: QAbstractScrollArea) -> None:
        widget.viewport().update()
        QApplication.processEvents()

    yield _row("  paint all of it", lambda: paint(grid), lambda: paint(empty), tries, "15 ms")
    yield from _change_and_drag(grid, empty, tries)
    yield _other_days(days, grid, empty, tries)
    grid.close()
    empty.close()


def _change_and_drag(grid: ScheduleGrid, empty: Empty, tries: int) -> Iterator[Row]:
    assert grid.scene is not None
    book = grid.scene.book
    rooms = (line.resource for line in grid.scene.lines.lines)
    room = next(one for one in rooms if one and one.units == 1 and not one.parts)
    leaf = room.id
    grid.show_place(leaf, book.start + 11 * 3600)
    shift = 0

    def change() -> None:
        nonlocal shift
        shift = 600 - shift
        start = book.start + 9 * 3600 + shift
        cell = Cell(leaf, 1, start, start + 2400, 0, 5, None, Standing.CONFIRMED)
        grid.rows_changed(book.put(Picture(1, book.catalogue, (), (cell,)), [leaf]))
        QApplication.processEvents()

    def nothing() -> None:
        empty.viewport().update(0, 60, SIZE[0], 46)
        QApplication.processEvents()

    yield _row("  one booking changes", change, nothing, tries, "0.2 ms")
    view = grid.viewport()
    start = grid.rect_at(leaf, book.start + 11 * 3600, book.start + 11 * 3600 + 60).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(30, 0))
    assert grid.gesture is not None
    far = 30

    def drag() -> None:
        nonlocal far
        far = 250 - far
        QTest.mouseMove(view, start + QPoint(far, 0))
        QApplication.processEvents()

    yield _row("  a step of a drag, with advice", drag, nothing, tries, "5 ms")
    grid.give_up()


def _other_days(days: Days, grid: ScheduleGrid, empty: Empty, tries: int) -> Row:
    dates = [one.date() for one in open_days()]
    turn = 0

    def change() -> None:
        nonlocal turn
        turn = (turn + 1) % len(dates)
        book, facts = days.books(dates[turn])
        leaves = book.unread(grid.in_sight())
        start, end = (datetime.fromtimestamp(at, UTC) for at in (book.start, book.end))
        book.put(days.schedule.day(start, end, leaves), leaves)
        grid.show_day(book, facts, shown(days.catalogue), grid.zone)
        QApplication.processEvents()

    def paint() -> None:
        empty.viewport().update()
        QApplication.processEvents()

    return _row("  another day, read and painted", change, paint, tries, "17 ms")


def _compare(name: str, ours: Callable[[], float], tries: int, aim: str) -> Row:
    done = [(ours(), _empty()) for _ in range(max(tries, 3))]
    mine, limit = (Figures.of(side) for side in zip(*done, strict=True))
    return Row(name, mine, limit, aim=aim)


def _empty() -> float:
    """Return seconds until an empty widget is painted."""
    made: list[Empty] = []
    took = timed(lambda: made.append(_visible(Empty())))
    made[0].close()
    made[0].deleteLater()
    return took


def _first(days: Days, day: date) -> float:
    """Return seconds from pictures to a painted grid."""
    book, facts = days.books(day)
    picture = days.full(book)

    def work() -> ScheduleGrid:
        grid = ScheduleGrid()
        grid.resize(*SIZE)
        book.put(picture)
        grid.show_day(book, facts, shown(days.catalogue), "Asia/Shanghai")
        _visible(grid)
        return grid

    grids: list[ScheduleGrid] = []
    took = timed(lambda: grids.append(work()))
    grids[0].close()
    grids[0].deleteLater()
    return took


def _shown(days: Days, day: date) -> ScheduleGrid:
    book, facts = days.books(day)
    book.put(days.full(book))
    grid = ScheduleGrid()
    grid.resize(*SIZE)
    grid.show_day(book, facts, shown(days.catalogue), "Asia/Shanghai")
    _visible(grid)
    grid.show_opening()
    return grid


def _visible(widget: Area) -> Area:
    widget.show()
    QApplication.processEvents()
    return widget


def _row(name: str, ours: Callable[[], None], raw: Callable[[], None], tries: int, aim: str) -> Row:
    ours()
    raw()
    done = [(timed(ours), timed(raw)) for _ in range(tries)]
    mine, limit = (Figures.of(side) for side in zip(*done, strict=True))
    return Row(name, mine, limit, aim=aim)
