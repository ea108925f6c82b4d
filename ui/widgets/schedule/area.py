"""The scroll area under the day grid: what is in sight of a day, where it is, and painting it.

The names, the clock and the group stand in frozen parts around the viewport, so that scrolling
moves pixels and paints only what comes into sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from booking.model import Resource
from ui.models.day import Chip, DayBook
from ui.models.facts import FactBook
from ui.models.rows import Lines, lines_of
from ui.theme import theme
from ui.widgets.schedule import paint
from ui.widgets.schedule.axis import ZOOMS, Axis
from ui.widgets.schedule.chips import ChipPainter, Marks
from ui.widgets.schedule.frozen import Frozen
from ui.widgets.schedule.look import STICKY, Look
from ui.widgets.schedule.scene import Scene

PLAIN_ZOOM: Final = 60
_AHEAD: Final = 200
"""Pixels above and below the screen whose rows are read beforehand."""
_APART: Final = 8
"""So many places are painted one by one; more are painted as one."""
_STEPS: Final = (36, 20)
"""Pixels of one step across and down."""


class DayArea(QAbstractScrollArea):
    """A day that one can scroll and zoom.

    Attributes:
        moved: () other rows came into sight, or fewer.
        zoomed: () cells are of another length.
        scene: what is shown, None before the first day.
        unfolded: ids of resources whose units have lines.
        marks: what is told apart on the rows.
        cell: minutes of one cell.
        now: this moment, epoch seconds.
        zone: name of the zone on whose clocks the day lies.
    """

    moved = Signal()
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.unfolded: set[int] = set()
        self.look = Look()
        self.marks = Marks()
        self.cell = PLAIN_ZOOM
        self.now = 0
        self.zone = "UTC"
        self.resources: Sequence[Resource] = ()
        self.frozen = Frozen(self)
        self._chips: ChipPainter | None = None
        self.frozen.names.folded.connect(self.fold)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.restyle)

    # --- what is shown ---------------------------------------------------------------------------

    def lay_out(
        self, book: DayBook, facts: FactBook, resources: Sequence[Resource], zone: str
    ) -> None:
        """Show a day; rows and time that were in sight stay where they are.

        Args:
            book: of the day, filled as far as it was read.
            facts: of the same day.
            resources: the rows, in their order.
            zone: name of the zone on whose clocks the day lies.
        """
        fresh, anchor = self.scene is None, self._anchor()
        self.resources, self.zone = resources, zone
        self._build(
            book, facts, lines_of(book.catalogue, resources, self.unfolded, self.look.heights)
        )
        self._return_to(anchor)
        if fresh:
            self.show_opening()

    def _build(self, book: DayBook, facts: FactBook, lines: Lines) -> None:
        zone = ZoneInfo(self.zone)
        axis = Axis(book.start, book.end, zone, self.cell, self.viewport().width())
        self.scene = Scene(book, facts, lines, axis, self.look)
        self._chips = ChipPainter(self.scene, self.zone)
        self.frozen.show_scene(self.scene, len(self.resources))
        self.frozen.show_now(self.now, self.zone)
        self._arrange()
        self.viewport().update()

    def fold(self, resource: int) -> None:
        """Fold or unfold a resource's units."""
        self.unfolded ^= {resource}
        self.relay()

    def relay(self) -> None:
        """Lay the same day out anew."""
        if self.scene is not None:
            anchor = self._anchor()
            book, facts = self.scene.book, self.scene.facts
            lines = lines_of(book.catalogue, self.resources, self.unfolded, self.look.heights)
            self._build(book, facts, lines)
            self._return_to(anchor)
            self.moved.emit()

    def restyle(self) -> None:
        """Take colours, fonts and texts anew."""
        self.look = Look()
        self.relay()

    def set_now(self, at: int) -> None:
        """Move the line of this moment (epoch seconds)."""
        old, self.now = self.now, at
        self.frozen.show_now(at, self.zone)
        if self.scene is not None:
            for instant in (old, at):
                x = self.scene.axis.x(instant) - self.offset().x()
                self.viewport().update(QRect(x - 3, 0, 6, self.viewport().height()))

    def zoom(self, by: int, x: int | None = None) -> None:
        """Make cells shorter (`by` 1) or longer (-1), 0 for as at the start, about a pixel."""
        at = ZOOMS.index(self.cell) - by if by else ZOOMS.index(PLAIN_ZOOM)
        cell = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)]
        if cell != self.cell:
            self.set_cell(cell, x)

    def set_cell(self, cell: int, x: int | None = None) -> None:
        """Show cells of so many minutes; what is at `x` on the screen stays there."""
        pixel = self.viewport().width() // 2 if x is None else x
        at = None if self.scene is None else self.scene.axis.at(self.offset().x() + pixel)
        self.cell = cell
        self.relay()
        if self.scene is not None and at is not None:
            self.horizontalScrollBar().setValue(self.scene.axis.x(at) - pixel)
        self.zoomed.emit()

    def show_opening(self) -> None:
        """Bring the opening hours into sight."""
        if self.scene is None:
            return
        opening = self.scene.facts.opening(list(self.resources))
        if opening is not None:
            margin = self.scene.axis.x(self.scene.axis.start + 1800)
            self.horizontalScrollBar().setValue(self.scene.axis.x(opening[0]) - margin)

    # --- where things are ------------------------------------------------------------------------

    def offset(self) -> QPoint:
        """Return what of the whole grid is at the top left of the screen."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def on_screen(self, rect: QRect) -> QRect:
        """Return a place of the grid in the viewport's coordinates."""
        return rect.translated(-self.offset())

    def view(self) -> QRect:
        """Return what of the grid is in sight."""
        return QRect(self.offset(), self.viewport().size())

    def rect_of(self, booking: UUID, resource: int) -> QRect:
        """Return where a booking is on a resource's row, in the viewport's coordinates.

        Empty where it is not drawn; outside the viewport where one would have to scroll.
        """
        found = None if self.scene is None else self.scene.find(booking, resource)
        return QRect() if found is None else self.on_screen(found[1].rect)

    def rect_at(self, resource: int, start: int, end: int, unit: int = 0) -> QRect:
        """Return where a stretch is on a row, in the viewport's coordinates."""
        scene = self.scene
        index = None if scene is None else scene.lines.find(resource, unit)
        if scene is None or index is None:
            return QRect()
        return self.on_screen(scene.rect(index, start, end))

    def rect_of_chip(self, chip: Chip) -> QRect:
        """Return where a chip is drawn, in the viewport's coordinates."""
        scene = self.scene
        index = None if scene is None else scene.lines.find(chip.resource, chip.unit)
        if scene is None or index is None:
            return QRect()
        found = (one.rect for one in scene.placed(index) if one.chip == chip)
        rect = next(found, None)
        return QRect() if rect is None else self.on_screen(rect)

    def on_globe(self, rect: QRect) -> QRect:
        """Return a place of the viewport in global coordinates, as far as it is in sight."""
        seen = rect.intersected(self.viewport().rect())
        shown = seen if seen.isValid() else rect
        return QRect(self.viewport().mapToGlobal(shown.topLeft()), shown.size())

    def in_sight(self) -> list[Resource]:
        """Return the resources whose rows are in sight or close to it."""
        if self.scene is None:
            return []
        lines, top = self.scene.lines, self.offset().y()
        seen = lines.within(top - _AHEAD, top + self.viewport().height() + _AHEAD)
        found = (lines.lines[index].resource for index in seen)
        return list({one.id: one for one in found if one is not None}.values())

    def reveal(self, rect: QRect) -> None:
        """Scroll as little as needed to have a place of the viewport in sight."""
        view = self.viewport().rect()
        for bar, low, high, size in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), view.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), view.height()),
        ):
            if low < 0 or high - low >= size:
                bar.setValue(bar.value() + low - 4)
            elif high > size:
                bar.setValue(bar.value() + high - size + 4)

    def update_key(self, key: tuple[object, int] | None) -> None:
        if key is not None and isinstance(key[0], UUID):
            self.viewport().update(self.rect_of(key[0], key[1]).adjusted(-2, -2, 2, 2))

    def _anchor(self) -> tuple[int, int, int] | None:
        """Return the resource that is topmost, how far it is scrolled, and the left instant."""
        if self.scene is None or not len(self.scene.lines):
            return None
        offset = self.offset()
        at = self.scene.axis.at(offset.x()) - self.scene.axis.start
        for index in self.scene.lines.within(offset.y(), offset.y() + self.viewport().height()):
            resource = self.scene.lines.lines[index].resource
            if resource is not None:
                return resource.id, offset.y() - self.scene.lines.top(index), at
        return None

    def _return_to(self, anchor: tuple[int, int, int] | None) -> None:
        if anchor is None or self.scene is None:
            return
        index = self.scene.lines.find(anchor[0])
        if index is not None:
            self.verticalScrollBar().setValue(self.scene.lines.top(index) + anchor[1])
        self.horizontalScrollBar().setValue(self.scene.axis.x(self.scene.axis.start + anchor[2]))

    # --- scrolling and painting ------------------------------------------------------------------

    def _arrange(self) -> None:
        """Place the frozen parts and set the bars' ranges."""
        names, above = self.frozen.margins(self.look, self.width())
        self.setViewportMargins(names, above, 0, 0)
        view = self.viewport().geometry()
        self.frozen.arrange(view)
        if self.scene is not None:
            whole = self.scene.axis.width, self.scene.lines.height
            bars = self.horizontalScrollBar(), self.verticalScrollBar()
            shown = view.width(), view.height()
            for bar, size, page, step in zip(bars, whole, shown, _STEPS, strict=True):
                bar.setRange(0, max(0, size - page))
                bar.setPageStep(page)
                bar.setSingleStep(step)
        self.frozen.follow(self.offset(), self.scene)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt's: move what is painted, and paint only what comes into sight."""
        self.frozen.follow(self.offset(), self.scene)
        self.viewport().scroll(dx, dy)
        if dy:
            self.frozen.names.scroll(0, dy)
        if dx:
            self.frozen.header.update()
            # Texts that keep to the left edge have moved along with the rest.
            width = min(self.viewport().width(), STICKY + abs(dx) + 20)
            self.viewport().update(0, 0, width, self.viewport().height())
        if dy:
            self.moved.emit()

    def paint_under(self, painter: QPainter) -> None:
        """Paint more under the bookings; the painter's origin is that of the whole grid."""

    def paint_over(self, painter: QPainter) -> None:
        """Paint more over the bookings."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        # Left by an error too, since a painter that outlives its event ends the process.
        with QPainter(self.viewport()) as painter:
            if self.scene is None:
                painter.fillRect(event.rect(), self.look["free"])
                return
            offset = self.offset()
            painter.setTransform(QTransform.fromTranslate(-offset.x(), -offset.y()))
            areas = rects_of(event.region())
            for area in areas if len(areas) <= _APART else [event.rect()]:
                self._paint(painter, self.scene, area.translated(offset), offset.x())

    def _paint(self, painter: QPainter, scene: Scene, seen: QRect, left: int) -> None:
        """Paint a part of the whole grid; `left` is the edge of the screen."""
        painter.setClipRect(seen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint.ground(painter, scene, seen, left, self.now)
        self.paint_under(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chips is not None:
            for index in scene.lines.within(seen.top(), seen.bottom() + 1):
                self._chips.row(painter, index, seen, left, self.marks)
        self.paint_over(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        scene = self.scene
        if scene is not None and self.viewport().width() != event.oldSize().width():
            at = scene.axis.at(self.offset().x())
            axis = Axis(
                scene.axis.start,
                scene.axis.end,
                scene.axis.zone,
                self.cell,
                self.viewport().width(),
            )
            if axis.width != scene.axis.width:
                self._build(scene.book, scene.facts, scene.lines)
                self.horizontalScrollBar().setValue(axis.x(at))
        self._arrange()
        self.moved.emit()


def rects_of(region: QRegion) -> list[QRect]:
    """Return the rectangles of a region; Qt's stubs do not know that it can be gone through."""
    return [QRect(one) for one in cast("Iterable[QRect]", region)]
