"""Painting of the rows behind the bookings: hours, closures, lines, groups, how much is free."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from booking.model import Resource
from ui.i18n import pick
from ui.models.rows import Line
from ui.widgets.schedule import texts
from ui.widgets.schedule.look import GAP, STICKY, Look
from ui.widgets.schedule.scene import Scene

_ROOM: Final = 6
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)


def ground(painter: QPainter, scene: Scene, seen: QRect, left: int, now: int) -> None:
    """Paint everything behind the bookings.

    Args:
        painter: whose origin is the top left corner of the whole grid.
        scene: the day.
        seen: what is to be painted.
        left: edge of the screen; texts of what begins before it begin there.
        now: epoch seconds.
    """
    look, lines = scene.look, scene.lines
    painter.fillRect(seen, look["free"])
    rows = lines.within(seen.top(), seen.bottom() + 1)
    for index in rows:
        line = lines.lines[index]
        if line.resource is not None:
            _hours(painter, scene, index, line.resource, seen)
    _clock(painter, scene, seen, rows)
    _now(painter, scene, seen, now)
    for index in rows:
        line = lines.lines[index]
        if line.resource is None:
            _group(painter, look, pick(lines.groups[line.group].site.name), scene.band(index), left)
        elif line.folds and not line.unit:
            _free(painter, scene, index, line, seen)
    _labels(painter, scene, rows, left)


def _labels(painter: QPainter, scene: Scene, rows: range, left: int) -> None:
    """Paint the reasons of closures."""
    for index in rows:
        line = scene.lines.lines[index]
        if line.resource is None or line.unit:
            continue
        band = scene.band(index)
        for closure in scene.facts.of(line.resource).shut:
            start, width = scene.axis.span(closure.starts, closure.ends)
            place = QRect(start, band.top(), width, band.height())
            _label(painter, scene.look, place, texts.closed(pick(closure.reason)), left)


def _group(painter: QPainter, look: Look, text: str, band: QRect, left: int) -> None:
    painter.fillRect(band, look["window"])
    painter.setPen(look["line"])
    painter.drawLine(band.bottomLeft(), band.bottomRight())
    painter.setPen(look["muted"])
    painter.setFont(look.small)
    place = QRect(left + _ROOM + 2, band.top(), STICKY - _ROOM, band.height())
    painter.drawText(place, LEFT, look.elide(look.small, text, place.width()))


def _hours(painter: QPainter, scene: Scene, index: int, resource: Resource, seen: QRect) -> None:
    facts, band, look = scene.facts.of(resource), scene.band(index), scene.look
    if facts.state:
        painter.fillRect(band.intersected(seen), look["closed"])
    if facts.state == "out_of_service":
        painter.fillRect(band.intersected(seen), look.hatch)
    for starts, ends in facts.closed:
        left, width = scene.axis.span(starts, ends)
        shade = QRect(left, band.top(), width, band.height()).intersected(seen)
        painter.fillRect(shade, look["closed"])
    for closure in facts.shut:
        left, width = scene.axis.span(closure.starts, closure.ends)
        shade = QRect(left, band.top(), width, band.height()).intersected(seen)
        painter.fillRect(shade, look["closed"])
        painter.fillRect(shade, look.hatch)


def _label(painter: QPainter, look: Look, place: QRect, text: str, left: int) -> None:
    """Paint a text on a ground of its own, at the left end of what is seen of its place."""
    start = max(place.left(), left) + _ROOM
    shown = look.elide(look.small, text, min(place.right() - start - 2 * _ROOM, STICKY - 3 * _ROOM))
    if not shown:
        return
    width = look.metrics[id(look.small)].horizontalAdvance(shown) + 2 * _ROOM
    height = look.small_line + 4
    where = QRect(start, place.center().y() - height // 2, width, height)
    painter.setFont(look.small)
    painter.setPen(look["line"])
    painter.setBrush(look["surface"])
    painter.drawRoundedRect(where, 4, 4)
    painter.setPen(look["muted"])
    painter.drawText(where.adjusted(_ROOM, 0, 0, 0), LEFT, shown)


def _clock(painter: QPainter, scene: Scene, seen: QRect, rows: range) -> None:
    """Paint the lines of the clock and those between the rows."""
    axis, look, lines = scene.axis, scene.look, scene.lines
    bottom = min(seen.bottom(), lines.height - 1)
    if bottom < seen.top():
        return
    found: dict[bool, list[QLine]] = {True: [], False: []}
    for x, tick in axis.lines(seen.left(), seen.right()):
        found[tick.hour].append(QLine(x, seen.top(), x, bottom))
    ends = [lines.top(index + 1) - 1 for index in rows]
    rules = [QLine(seen.left(), y, seen.right(), y) for y in ends]
    for colour, which in (("grid", found[False]), ("line", found[True]), ("line", rules)):
        painter.setPen(QPen(look[colour], 1))
        painter.drawLines(which)


def _free(painter: QPainter, scene: Scene, index: int, line: Line, seen: QRect) -> None:
    """Paint how many units of a folded row are free over time."""
    resource, look = line.resource, scene.look
    assert resource is not None
    place = scene.occupancy(index)
    painter.setFont(look.small)
    for stretch in scene.book.free(resource):
        left, width = scene.axis.span(stretch.starts, stretch.ends)
        where = QRect(left, place.top(), width - 1, place.height())
        if stretch.free == resource.units or not where.intersects(seen):
            continue
        painter.fillRect(where, look["busy"])
        taken = round(where.height() * (1 - stretch.free / resource.units))
        fill = QRect(where.left(), where.bottom() - taken + 1, where.width(), taken)
        painter.fillRect(fill, look["hatch"])
        text = _fitting(
            look, texts.free(stretch, resource.units), f"{stretch.free}/{resource.units}", where
        )
        if text:
            painter.setPen(look["text"])
            painter.drawText(where.adjusted(GAP * 2, 0, 0, 0), LEFT, text)


def _fitting(look: Look, long: str, short: str, where: QRect) -> str:
    """Return the longer of two texts that fits into a place, "" where neither does."""
    room = where.width() - GAP * 2
    metrics = look.metrics[id(look.small)]
    return next((one for one in (long, short) if metrics.horizontalAdvance(one) <= room), "")


def _now(painter: QPainter, scene: Scene, seen: QRect, now: int) -> None:
    """Paint the line of this moment, behind the bookings so that it crosses no text."""
    if not scene.axis.start <= now < scene.axis.end:
        return
    x = scene.axis.x(now)
    if seen.left() - 2 <= x <= seen.right() + 2:
        painter.fillRect(QRect(x - 1, seen.top(), 2, seen.height()), scene.look["now"])
