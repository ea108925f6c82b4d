"""The day grid: what is seen of a day, and gestures on it by mouse and by keys.

It knows rows and pictures, never a service: what is drawn or moved goes out as a signal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from booking.model import Resource
from ui import format as fmt
from ui.models.day import Chip, DayBook
from ui.models.facts import FactBook
from ui.models.proposal import Doing, Proposal
from ui.navigation import Draft
from ui.widgets.schedule import access, texts
from ui.widgets.schedule import cursor as cursors
from ui.widgets.schedule.area import DayArea
from ui.widgets.schedule.chips import Marks
from ui.widgets.schedule.cursor import Cursor
from ui.widgets.schedule.gesture import Adviser, Gesture
from ui.widgets.schedule.keys import Keys
from ui.widgets.schedule.overlay import Overlay
from ui.widgets.schedule.pointer import Pointer
from ui.widgets.schedule.scene import Placed


class ScheduleGrid(DayArea):
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
        menu: (object, QPoint) a menu is wanted on a chip or None; a global position.
        cursor_moved: () the keyboard's cell is another.
        cursor_cell: the keyboard's cell.
        gesture: what is being drawn, moved or stretched.
        adviser: says what speaks against it.
        overlay: what lies over the rows.
    """

    asked = Signal(object, QRect)
    opened = Signal(object)
    editing = Signal(object)
    cancelling = Signal(object)
    dropped = Signal(object)
    refused = Signal(str)
    stepped = Signal(int)
    todayed = Signal()
    menu = Signal(object, QPoint)
    cursor_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cursor_cell: Cursor | None = None
        self.gesture: Gesture | None = None
        self.adviser: Adviser = lambda _: ()
        self.overlay = Overlay(self)
        self._pointer = Pointer(self)
        self._keys = Keys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        old = self.scene
        self.lay_out(book, facts, resources, zone)
        held = self.gesture
        if held is not None and held.proposal.resource.id not in book.catalogue.resources:
            self.give_up()
        if old is not None and old.book.day != book.day:
            self.give_up()
            cell, shift = self.cursor_cell, book.start - old.book.start
            if cell is not None:
                times = cell.start + shift, cell.end + shift
                self.cursor_cell = Cursor(cell.resource, cell.unit, *times)
        self.rejudge()
        self._mark_cursor()

    def rows_changed(self, resources: Iterable[int]) -> None:
        """Paint these resources' rows anew, since their book has changed."""
        if self.scene is None:
            return
        for area in self.scene.renew(resources, self.view()):
            self.viewport().update(self.on_screen(area))
        self.overlay.settle()
        self.rejudge()
        self._mark_selected()

    def show_place(self, resource: int, at: int | None = None) -> None:
        """Bring a row, and an instant on it, into sight, and put the cursor there."""
        index = None if self.scene is None else self.scene.lines.find(resource)
        if self.scene is None or index is None:
            return
        when = self.now if at is None else at
        self.set_cursor(cursors.first(self.scene, index, when))

    def show_hours(self, resource: Resource) -> None:
        """Bring a row and the hours in which it is open into sight: now, if it is open now."""
        if self.scene is None:
            return
        opening = self.scene.facts.opening([resource])
        inside = self.now if self.scene.axis.start <= self.now < self.scene.axis.end else None
        if opening is not None and (inside is None or not opening[0] <= inside < opening[1]):
            inside = opening[0]
        self.show_place(resource.id, inside)
        if opening is not None and opening[0] == inside:
            self.show_opening()

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
        if key != self.marks.hovered:
            self.update_key(self.marks.hovered)
            self.marks = Marks(self.marks.selected, key, self.marks.fades)
            self.update_key(key)

    def begin(self, gesture: Gesture) -> None:
        """Begin to draw, move or stretch."""
        self.gesture = gesture
        self.marks = Marks(self.marks.selected, None, gesture.proposal.chip)
        self.update_key(self._key(gesture.proposal.chip))
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

    def scroll_on(self) -> None:
        """Scroll a little further while something is held at the edge."""
        self._pointer.tick()

    def failed(self) -> None:
        """Show a booking again where it was: what was dropped did not come about."""
        self.overlay.settle()

    def _end(self, *, keep: bool) -> None:
        gesture, self.gesture = self.gesture, None
        self.marks = Marks(self.marks.selected, self.marks.hovered)
        if gesture is not None:
            self.update_key(self._key(gesture.proposal.chip))
            self.overlay.leave(gesture.proposal if keep else None)

    def _key(self, chip: Chip | None) -> tuple[UUID | None, int] | None:
        return None if chip is None else (chip.booking, chip.resource)

    def _mark_selected(self) -> None:
        """Note which booking the cursor is on."""
        chip = self.selected
        key = None if chip is None or chip.booking is None else (chip.booking, chip.resource)
        old = self.marks.selected
        if key != old:
            self.marks = Marks(key, self.marks.hovered, self.marks.fades)
            for one in (old, key):
                self.update_key(one)

    def _mark_cursor(self) -> None:
        self._mark_selected()
        self._update_cursor()

    def cursor_rect(self) -> QRect:
        """Return where the keyboard's cell is, in the viewport's coordinates."""
        cell, scene = self.cursor_cell, self.scene
        index = None if cell is None or scene is None else cell.index(scene)
        if cell is None or scene is None or index is None:
            return QRect()
        return self.on_screen(scene.rect(index, cell.start, cell.end))

    def _update_cursor(self) -> None:
        rect, cell, scene = self.cursor_rect(), self.cursor_cell, self.scene
        if rect.isValid():
            self.viewport().update(rect.adjusted(-2, -2, 2, 2))
        line = None if cell is None or scene is None else cell.index(scene)
        self.frozen.mark(line, (rect.top(), rect.height()))

    def paint_under(self, painter: QPainter) -> None:
        """Paint the keyboard's cell."""
        self.overlay.paint_cursor(painter)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what is on its way."""
        self.overlay.paint(painter)

    def _reveal(self) -> None:
        rect = self.cursor_rect()
        if rect.isValid():
            self.reveal(rect)

    def _speak(self) -> None:
        access.tell_cell(self)

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
