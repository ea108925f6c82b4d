"""The day grid: a scroll area that paints what is seen of a day and leads gestures on it.

It knows rows and pictures, never a service: what is drawn or moved goes out as a signal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from booking.model import Resource
from ui import format as fmt
from ui.models.day import Chip, DayBook
from ui.models.facts import FactBook
from ui.models.proposal import Doing, Proposal
from ui.models.rows import Lines, lines_of
from ui.navigation import Draft
from ui.theme import theme
from ui.widgets.schedule import access, paint, texts
from ui.widgets.schedule import cursor as cursors
from ui.widgets.schedule.axis import ZOOMS, Axis
from ui.widgets.schedule.chips import ChipPainter, Marks
from ui.widgets.schedule.cursor import Cursor
from ui.widgets.schedule.gesture import Adviser, Gesture
from ui.widgets.schedule.keys import Keys
from ui.widgets.schedule.look import STICKY, Look
from ui.widgets.schedule.overlay import Overlay
from ui.widgets.schedule.pointer import Pointer
from ui.widgets.schedule.scene import Placed, Scene
from ui.widgets.schedule.strips import Corner, NameColumn, TimeHeader

PLAIN_ZOOM: Final = 60
_AHEAD: Final = 200
"""Pixels above and below the screen whose rows are read beforehand."""


class ScheduleGrid(QAbstractScrollArea):
    """Resources down, time across.

    Attributes:
        asked: (Draft, QRect) a time was drawn; the rectangle is in global coordinates.
        opened: (UUID) a booking's details are wanted.
        editing: (UUID) it is to be edited.
        cancelling: (Chip) it is to be cancelled.
        dropped: (Proposal) it was moved or stretched.
        refused: (str) why what was drawn, moved or stretched cannot be.
        stepped: (int) so many days later.
        todayed: () today is wanted.
        moved: () other rows came into sight, or fewer.
        menu: (object, QPoint) a menu is wanted on a chip or None; a global position.
        cursor_moved: () the keyboard's cell is another.
        scene: what is shown, None before the first day.
        unfolded: ids of resources whose units have lines.
    """

    asked = Signal(object, QRect)
    opened = Signal(object)
    editing = Signal(object)
    cancelling = Signal(object)
    dropped = Signal(object)
    refused = Signal(str)
    stepped = Signal(int)
    todayed = Signal()
    moved = Signal()
    menu = Signal(object, QPoint)
    cursor_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.unfolded: set[int] = set()
        self.cursor_cell: Cursor | None = None
        self.gesture: Gesture | None = None
        self.adviser: Adviser = lambda _: ()
        self.look = Look()
        self.cell = PLAIN_ZOOM
        self.now = 0
        self.zone = "UTC"
        self._resources: Sequence[Resource] = ()
        self._chips: ChipPainter | None = None
        self._marks = Marks()
        self.overlay = Overlay(self)
        self._header = TimeHeader(self)
        self._names = NameColumn(self)
        self._corner = Corner(self)
        self._pointer = Pointer(self)
        self._keys = Keys(self)
        self._names.folded.connect(self.fold)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.restyle)
        access.factory.install()
        self.cursor_moved.connect(self._speak)

    # --- what is shown ---------------------------------------------------------------------------

    def show_day(
        self, book: DayBook, facts: FactBook, resources: Sequence[Resource], zone: str
    ) -> None:
        """Show a day; rows and time that were in sight stay where they are.

        Args:
            book: of the day, filled as far as it was read.
            facts: of the same day.
            resources: the rows, in their order.
            zone: name of the zone on whose clocks the day lies.
        """
        self._header.now_text = self._clock(zone)
        fresh = self.scene is None
        other = self.scene is not None and self.scene.book.day != book.day
        anchor = self._anchor()
        shift = 0 if self.scene is None else book.start - self.scene.book.start
        self._resources, self.zone = resources, zone
        lines = lines_of(book.catalogue, resources, self.unfolded, self.look.heights)
        self._build(book, facts, lines)
        self._return_to(anchor)
        if other and self.cursor_cell is not None:
            old = self.cursor_cell
            self.cursor_cell = Cursor(old.resource, old.unit, old.start + shift, old.end + shift)
        if other and self.gesture is not None and not self.gesture.by_keys:
            self.give_up()
        self.rejudge()
        if fresh:
            self.show_opening()
        self._mark_cursor()

    def _build(self, book: DayBook, facts: FactBook, lines: Lines) -> None:
        zone = ZoneInfo(self.zone)
        axis = Axis(book.start, book.end, zone, self.cell, self.viewport().width())
        self.scene = Scene(book, facts, lines, axis, self.look)
        self._chips = ChipPainter(self.scene, self.zone)
        for part in (self._header, self._names, self._corner):
            part.scene = self.scene
        sites = list(dict.fromkeys(one.site for one in lines.groups))
        found = (note for one in sites for note in texts.notes(book.catalogue, one, book.day))
        notes = dict.fromkeys(found)
        self._header.notes = tuple(notes)
        self._corner.text = texts.count(len(self._resources))
        self._arrange()
        self.viewport().update()

    def rows_changed(self, resources: Iterable[int]) -> None:
        """Paint these resources' rows anew, since their book has changed."""
        if self.scene is None:
            return
        for area in self.scene.renew(resources, self.view()):
            self.viewport().update(self.on_screen(area))
        self.overlay.settle()
        self.rejudge()
        self._mark_cursor()

    def fold(self, resource: int) -> None:
        """Fold or unfold a resource's units."""
        self.unfolded ^= {resource}
        self.relay()

    def relay(self) -> None:
        """Lay the same day out anew."""
        if self.scene is not None:
            anchor = self._anchor()
            book, facts = self.scene.book, self.scene.facts
            lines = lines_of(book.catalogue, self._resources, self.unfolded, self.look.heights)
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
        self._header.now = at
        self._header.now_text = self._clock(self.zone)
        self._header.update()
        if self.scene is not None:
            for instant in (old, at):
                x = self.scene.axis.x(instant) - self.horizontalScrollBar().value()
                self.viewport().update(QRect(x - 3, 0, 6, self.viewport().height()))

    def _clock(self, zone: str) -> str:
        return f"{datetime.fromtimestamp(self.now, ZoneInfo(zone)):%H:%M}"

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

    def show_opening(self) -> None:
        """Bring the opening hours into sight."""
        if self.scene is None:
            return
        opening = self.scene.facts.opening(list(self._resources))
        if opening is not None:
            margin = self.scene.axis.x(self.scene.axis.start + 1800)
            self.horizontalScrollBar().setValue(self.scene.axis.x(opening[0]) - margin)

    def show_place(self, resource: int, at: int | None = None) -> None:
        """Bring a row, and an instant on it, into sight, and put the cursor there."""
        index = None if self.scene is None else self.scene.lines.find(resource)
        if self.scene is None or index is None:
            return
        when = self.now if at is None else at
        self.set_cursor(cursors.first(self.scene, index, when))

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

    # --- cursor, selection, gestures -------------------------------------------------------------

    @property
    def selected(self) -> Chip | None:
        """The booking that the cursor is on."""
        if self.scene is None or self.cursor_cell is None:
            return None
        return self.cursor_cell.chip(self.scene)

    def set_cursor(self, cell: Cursor | None, *, reveal: bool = True) -> None:
        """Put the keyboard's cell somewhere."""
        self._update_cursor()
        self.cursor_cell = cell
        self._mark_cursor()
        if reveal:
            self._reveal()
        self.cursor_moved.emit()

    def hover(self, one: Placed | None) -> None:
        """Note what the pointer is over."""
        key = None if one is None else (one.chip.booking, one.chip.resource)
        if key is not None and key[0] is None:
            key = None
        if key != self._marks.hovered:
            self._update_key(self._marks.hovered)
            self._marks = Marks(self._marks.selected, key, self._marks.fades)
            self._update_key(key)

    def begin(self, gesture: Gesture) -> None:
        """Begin to draw, move or stretch."""
        self.gesture = gesture
        self._marks = Marks(self._marks.selected, None, gesture.proposal.chip)
        self._update_key(self._key(gesture.proposal.chip))
        self.rejudge()

    def rejudge(self) -> None:
        """Ask anew what speaks against what is being done, and paint it."""
        if self.gesture is not None and self.scene is not None:
            gone = texts.gone()
            self.gesture.judge(self.scene, self.adviser, gone)
            self.overlay.follow(self.gesture)
            self._speak()

    def let_go(self) -> None:
        """End what is being done: ask for it, or tell why it cannot be."""
        gesture = self.gesture
        if gesture is None or self.scene is None:
            return
        proposal = gesture.proposal
        self._end(keep=not gesture.refused and proposal.doing is not Doing.NEW)
        if gesture.refused:
            self.refused.emit(gesture.reasons[0])
        elif proposal.doing is Doing.NEW:
            self.ask(proposal)
        elif not proposal.same:
            self.dropped.emit(proposal)
        if proposal.same:
            self.overlay.settle()

    def give_up(self) -> None:
        """End what is being done without a trace."""
        if self.gesture is not None:
            self._pointer.forget()
            self._end(keep=False)

    def ask(self, proposal: Proposal) -> None:
        """Ask for a new booking of a time."""
        place = Cursor(proposal.resource.id, proposal.unit, proposal.start, proposal.end)
        self.set_cursor(place, reveal=False)
        times = texts.instant(proposal.start), texts.instant(proposal.end)
        draft = Draft(items=((proposal.resource.code, *times),))
        rect = self.rect_at(place.resource, place.start, place.end, place.unit)
        self.asked.emit(draft, self.on_globe(rect))

    def failed(self) -> None:
        """Show a booking again where it was: what was dropped did not come about."""
        self.overlay.settle()

    def _end(self, *, keep: bool) -> None:
        gesture, self.gesture = self.gesture, None
        self._marks = Marks(self._marks.selected, self._marks.hovered)
        if gesture is not None:
            self._update_key(self._key(gesture.proposal.chip))
            self.overlay.leave(gesture.proposal if keep else None)

    def _key(self, chip: Chip | None) -> tuple[UUID | None, int] | None:
        return None if chip is None else (chip.booking, chip.resource)

    def _mark_cursor(self) -> None:
        chip = self.selected
        key = None if chip is None or chip.booking is None else (chip.booking, chip.resource)
        old = self._marks.selected
        self._marks = Marks(key, self._marks.hovered, self._marks.fades)
        for one in (old, key):
            self._update_key(one)
        self._update_cursor()

    def _update_key(self, key: tuple[object, int] | None) -> None:
        if key is not None and isinstance(key[0], UUID):
            self.viewport().update(self.rect_of(key[0], key[1]).adjusted(-2, -2, 2, 2))

    def cursor_rect(self) -> QRect:
        """Return where the keyboard's cell is, in the viewport's coordinates."""
        cell, scene = self.cursor_cell, self.scene
        index = None if cell is None or scene is None else cell.index(scene)
        if cell is None or scene is None or index is None:
            return QRect()
        return self.on_screen(scene.rect(index, cell.start, cell.end))

    def _update_cursor(self) -> None:
        rect = self.cursor_rect()
        if rect.isValid():
            self.viewport().update(rect.adjusted(-2, -2, 2, 2))
            self._names.update(0, rect.top() - 8, self._names.width(), rect.height() + 16)
        scene, cell = self.scene, self.cursor_cell
        self._names.current = None if scene is None or cell is None else cell.index(scene)

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

    def _reveal(self) -> None:
        rect = self.cursor_rect()
        if rect.isValid():
            self.reveal(rect)

    def _speak(self) -> None:
        access.tell_cell(self)

    # --- scrolling and painting ------------------------------------------------------------------

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

    def _arrange(self) -> None:
        """Place the frozen parts and set the bars' ranges."""
        look = self.look
        above = look.header + look.strip + (look.band if self._header.notes else 0)
        names = min(look.names, max(120, self.width() // 3))
        self.setViewportMargins(names, above, 0, 0)
        view = self.viewport().geometry()
        self._corner.setGeometry(0, 0, names, above)
        self._header.setGeometry(view.left(), 0, view.width(), above)
        self._names.setGeometry(0, view.top(), names, view.height())
        if self.scene is not None:
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setRange(0, max(0, self.scene.axis.width - view.width()))
            down.setRange(0, max(0, self.scene.lines.height - view.height()))
            across.setPageStep(view.width())
            down.setPageStep(view.height())
            across.setSingleStep(36)
            down.setSingleStep(20)
        self._follow()

    def _follow(self) -> None:
        """Have the frozen parts show what the rows show."""
        offset = self.offset()
        self._names.offset, self._header.offset = offset.y(), offset.x()
        group = 0
        top = None if self.scene is None else self.scene.lines.at(offset.y())
        if self.scene is not None and top is not None:
            line = self.scene.lines.lines[top]
            # While a group's own line is in sight it stands there twice otherwise.
            group = line.group - (1 if line.resource is None else 0)
        if group != self._corner.group:
            self._corner.group = self._header.group = group
            self._header.update()
        self._corner.update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt's: move what is painted, and paint only what comes into sight."""
        self._follow()
        self.viewport().scroll(dx, dy)
        if dy:
            self._names.scroll(0, dy)
        if dx:
            self._header.update()
            # Texts that keep to the left edge have moved along with the rest.
            width = min(self.viewport().width(), STICKY + abs(dx) + 20)
            self.viewport().update(0, 0, width, self.viewport().height())
        if dy:
            self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        painter = QPainter(self.viewport())
        area = event.rect()
        if self.scene is None or self._chips is None:
            painter.fillRect(area, self.look["free"])
            return
        offset = self.offset()
        painter.setTransform(QTransform.fromTranslate(-offset.x(), -offset.y()))
        seen = area.translated(offset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint.ground(painter, self.scene, seen, offset.x(), self.now)
        self.overlay.paint_cursor(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in self.scene.lines.within(seen.top(), seen.bottom() + 1):
            self._chips.row(painter, index, seen, offset.x(), self._marks)
        self.overlay.paint(painter)
        painter.end()

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

    # --- events that go elsewhere ----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._pointer.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.cursor_rect()
            where = self.viewport().mapToGlobal(rect.center() if rect.isValid() else QPoint())
            self.menu.emit(self.selected, where)
        else:
            self.menu.emit(self._pointer.point_at(event.pos()), event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's: with Ctrl the cells become longer or shorter."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            delta = event.angleDelta().y()
            if delta:
                self.zoom(1 if delta > 0 else -1, round(event.position().x()))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if not self._keys.press(event):
            event.ignore()

    def timerEvent(self, event: QEvent) -> None:
        """Qt's: scroll on while something is held at the edge."""
        self._pointer.tick()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's."""
        super().focusInEvent(event)
        self._keys.ensure()
        self._update_cursor()
        self.cursor_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's."""
        super().focusOutEvent(event)
        self._update_cursor()

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's: tell of what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self.hover(None)
        return super().viewportEvent(event)

    def _tell(self, event: QHelpEvent) -> None:
        scene = self.scene
        at = event.pos() + self.offset()
        one = None if scene is None or self.gesture else scene.chip_at(at.x(), at.y())
        if scene is None or one is None:
            QToolTip.hideText()
            return
        resources = scene.book.catalogue.resources
        chip = one.chip
        text = texts.tooltip(chip, resources[chip.resource], resources.get(chip.booked), self.zone)
        QToolTip.showText(event.globalPos(), text, self.viewport(), self.on_screen(one.rect))

    def describe(self, proposal: Proposal) -> str:
        """Return a proposal's time in words."""
        times = texts.instant(proposal.start), texts.instant(proposal.end)
        length = fmt.duration((proposal.end - proposal.start) / 60)
        return f"{fmt.span(*times, self.zone)} · {length}"
