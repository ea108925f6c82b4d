"""Painting of the bookings, their buffers, and what is being drawn or moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPen

from ui.assets import paint_icon
from ui.models.day import Chip, Mood, Owner
from ui.widgets.schedule import texts
from ui.widgets.schedule.look import BAR, RADIUS, STICKY, Dress, Look
from ui.widgets.schedule.paint import LEFT
from ui.widgets.schedule.scene import Placed, Scene

ICON: Final = 14
_TIGHT: Final = 16
"""Pixels under which a chip is a bar without a text."""
_WORD: Final = 48
"""Pixels of text that matter more than the picture for a colleague."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is told apart on the rows: (booking, resource) that is selected or under the pointer."""

    selected: tuple[object, int] | None = None
    hovered: tuple[object, int] | None = None
    fades: Chip | None = None


class ChipPainter:
    """Paints chips; keeps their texts.

    Attributes:
        scene: the day.
        zone: name of the zone whose clocks are shown.
    """

    def __init__(self, scene: Scene, zone: str) -> None:
        self.scene = scene
        self.zone = zone
        self._said: dict[Chip, tuple[str, str]] = {}

    def row(self, painter: QPainter, index: int, seen: QRect, left: int, marks: Marks) -> None:
        """Paint a line's chips; texts of what begins left of the screen begin at `left`."""
        placed = self.scene.placed(index)
        for one in placed:
            if one.chip.before or one.chip.after:
                self._buffers(painter, one, seen)
        for one in placed:
            rect = one.rect
            if rect.right() >= seen.left() and rect.left() <= seen.right():
                self._chip(painter, one, left, marks)

    def _buffers(self, painter: QPainter, one: Placed, seen: QRect) -> None:
        chip, rect, axis = one.chip, one.rect, self.scene.axis
        far = axis.x(axis.start + max(chip.before, chip.after) * 60)
        if rect.left() - far > seen.right() or rect.right() + far < seen.left():
            return
        brush = self.scene.look.buffer
        for starts, ends in (
            (chip.starts - chip.before * 60, chip.starts),
            (chip.ends, chip.ends + chip.after * 60),
        ):
            if starts < ends and starts < axis.end and ends > axis.start:
                left, width = axis.span(starts, ends)
                place = QRect(left, rect.top() + 4, width, rect.height() - 8)
                painter.fillRect(place.intersected(seen), brush)

    def _chip(self, painter: QPainter, one: Placed, left: int, marks: Marks) -> None:
        chip, rect, look = one.chip, one.rect, self.scene.look
        dress = look.dress(chip)
        key = (chip.booking, chip.resource) if chip.booking is not None else None
        faded = chip == marks.fades
        if faded:
            painter.setOpacity(0.35)
        box(painter, rect, dress, chip)
        if key is not None and key in (marks.selected, marks.hovered):
            token = "focus" if key == marks.selected else "muted"
            frame(painter, rect, QPen(look[token], 2 if token == "focus" else 1))
        self._text(painter, one, dress, left)
        if faded:
            painter.setOpacity(1.0)

    def _text(self, painter: QPainter, one: Placed, dress: Dress, left: int) -> None:
        chip, look, rect = one.chip, self.scene.look, one.rect
        if rect.width() < _TIGHT or rect.height() < look.small_line - 2:
            return
        inside = rect.adjusted(BAR + 4, 0, -3, 0)
        if inside.left() < left + 4:
            inside.setLeft(min(left + 4, inside.right() - 2 * ICON))
            inside.setLeft(max(inside.left(), rect.left() + BAR + 4))
            inside.setWidth(min(inside.width(), STICKY))
        inside = self._icon(painter, chip, dress, inside)
        first, second = self._texts(chip)
        tall = rect.height() >= look.line + look.small_line
        font = look.bold if tall and chip.booking is not None else look.small
        upper = QRect(inside)
        if tall:
            upper.setHeight(look.line)
            upper.moveTop(rect.center().y() - (look.line + look.small_line) // 2 + 1)
        painter.setPen(dress.text)
        painter.setFont(_struck(font) if dress.struck else font)
        shown = look.elide(font, first, upper.width())
        painter.drawText(upper, LEFT, shown)
        if tall and shown:
            lower = QRect(upper.left(), upper.bottom() + 1, inside.width(), look.small_line)
            painter.setFont(look.small)
            painter.drawText(lower, LEFT, _elided(look, second, lower.width()))

    def _icon(self, painter: QPainter, chip: Chip, dress: Dress, inside: QRect) -> QRect:
        """Paint the small picture at the right end; returns what is left for texts."""
        look = self.scene.look
        icon = "conflict" if chip.problems and chip.mood is Mood.SURE else dress.icon
        # Whose it is is told by the bar, too; how sure it is must be seen on the smallest.
        least = ICON + 2 + (_WORD if icon == "people" else 0)
        if not icon or inside.width() < least or inside.height() < ICON - 2:
            return inside
        colour = look["refused_bar"] if icon == "conflict" else dress.bar
        top = inside.top() + min(4, (inside.height() - ICON) // 2)
        where = QRect(inside.right() - ICON + 1, top, ICON, ICON)
        paint_icon(painter, icon, where, colour)
        return inside.adjusted(0, 0, -ICON - 2, 0)

    def _texts(self, chip: Chip) -> tuple[str, str]:
        found = self._said.get(chip)
        if found is None:
            first, second = texts.title(chip), texts.detail(chip, self.zone)
            booked = self.scene.book.catalogue.resources.get(chip.booked)
            if chip.partial and booked is not None:
                second = texts.part(chip, booked)
            found = self._said[chip] = (first, second)
        return found


def _elided(look: Look, detail: str, width: int) -> str:
    """Return a second line as it fits: its time whole rather than cut for what follows it."""
    shown, time = look.elide(look.small, detail, width), detail.partition(" · ")[0]
    return shown if shown.startswith(time) else look.elide(look.small, time, width)


def _struck(font: QFont) -> QFont:
    struck = QFont(font)
    struck.setStrikeOut(True)
    return struck


def box(painter: QPainter, rect: QRect, dress: Dress, chip: Chip) -> None:
    """Paint a chip's box: fill, hatching, frame, and the bar that says whose it is."""
    painter.setBrush(dress.fill)
    painter.setPen(dress.frame)
    if rect.width() < BAR * 2:
        painter.fillRect(rect, dress.bar)
        return
    inner = rect.adjusted(0, 0, -1, -1)
    painter.drawRoundedRect(inner, RADIUS, RADIUS)
    if dress.hatched is not None:
        painter.fillRect(inner.adjusted(1, 1, 0, 0), dress.hatched)
    if chip.mood is not Mood.LEAVING:
        width = BAR if chip.owner is Owner.MINE or chip.mood is not Mood.SURE else BAR - 2
        painter.fillRect(QRect(rect.left(), rect.top() + 2, width, rect.height() - 4), dress.bar)


def frame(painter: QPainter, rect: QRect, pen: QPen) -> None:
    """Paint a frame around something."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), RADIUS, RADIUS)


def ghost(
    painter: QPainter, rect: QRect, look: Look, text: str, reasons: Sequence[str] | None
) -> None:
    """Paint what would be asked for; `reasons` speak against it, None while nobody has said."""
    token = "refused" if reasons else "pending"
    painter.setBrush(QBrush(look[token]))
    painter.setPen(QPen(look[f"{token}_bar"], 2, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
    inside = rect.adjusted(BAR + 4, 0, -4, 0)
    if reasons and inside.width() > ICON + 8:
        where = QRect(inside.left(), inside.center().y() - ICON // 2, ICON, ICON)
        paint_icon(painter, "conflict", where, look["refused_bar"])
        inside.setLeft(where.right() + 4)
    painter.setPen(look["text"])
    painter.setFont(look.bold)
    painter.drawText(inside, LEFT, look.elide(look.bold, text, inside.width()))


def bubble_size(look: Look, lines: Sequence[str]) -> tuple[int, int]:
    """Return width and height of a bubble with these lines."""
    metrics = look.metrics[id(look.small)]
    width = max(metrics.horizontalAdvance(line) for line in lines)
    return width + 20, len(lines) * (look.small_line + 2) + 12


def bubble(
    painter: QPainter, rect: QRect, look: Look, lines: Sequence[str], *, wrong: bool
) -> None:
    """Paint a bubble of small lines."""
    painter.setBrush(look["raised"])
    painter.setPen(QPen(look["refused_bar" if wrong else "border"], 1))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
    painter.setPen(look["text"])
    painter.setFont(look.small)
    top = rect.top() + 6
    for line in lines:
        where = QRect(rect.left() + 10, top, rect.width() - 20, look.small_line + 2)
        painter.drawText(where, LEFT, look.elide(look.small, line, where.width()))
        top += look.small_line + 2


def cursor(painter: QPainter, rect: QRect, look: Look, *, focused: bool) -> None:
    """Paint the cell that the keyboard is on."""
    pen = QPen(look["focus" if focused else "border"], 2 if focused else 1)
    if focused:
        soft = look["selection"]
        soft.setAlpha(90)
        painter.fillRect(rect.adjusted(1, 1, -1, -1), soft)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))
