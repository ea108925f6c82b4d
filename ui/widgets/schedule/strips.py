"""The frozen parts around the rows: names at the left, the clock and the group above."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.assets import paint_icon
from ui.i18n import pick
from ui.models.rows import Kind, Line
from ui.widgets.schedule import texts
from ui.widgets.schedule.paint import LEFT
from ui.widgets.schedule.scene import Scene

_ARROW: Final = 16
_LEFT: Final = 10


class NameColumn(QWidget):
    """Names of the rows.

    Attributes:
        folded: (int) a resource is to be folded or unfolded.
    """

    folded = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.offset = 0
        self.current: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def line_at(self, y: int) -> int | None:
        """Return the line at a height of this widget."""
        return None if self.scene is None else self.scene.lines.at(y + self.offset)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        with QPainter(self) as painter:
            if self.scene is None:
                painter.fillRect(event.rect(), self.palette().window())
            else:
                self._paint(painter, self.scene, event.rect())

    def _paint(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        look = scene.look
        painter.fillRect(area, look["surface"])
        top = area.top() + self.offset
        for index in scene.lines.within(top, top + area.height()):
            y = scene.lines.top(index) - self.offset
            height = scene.lines.top(index + 1) - scene.lines.top(index)
            self._line(painter, scene, index, QRect(0, y, self.width(), height))
        painter.setPen(look["line"])
        painter.drawLine(self.width() - 1, area.top(), self.width() - 1, self.height())

    def _line(self, painter: QPainter, scene: Scene, index: int, place: QRect) -> None:
        line, look = scene.lines.lines[index], scene.look
        if line.kind is Kind.GROUP:
            painter.fillRect(place, look["window"])
            text = texts.floor(scene.lines.groups[line.group])
            painter.setFont(look.bold)
            painter.setPen(look["text"])
            inside = place.adjusted(_LEFT, 0, -6, 0)
            painter.drawText(inside, LEFT, look.elide(look.bold, text, inside.width()))
        elif line.kind is Kind.UNIT:
            self._unit(painter, scene, line, place)
        else:
            self._resource(painter, scene, line, place)
        if index == self.current:
            painter.fillRect(QRect(0, place.top() + 1, 3, place.height() - 2), look["focus"])
        painter.setPen(look["line"])
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _unit(self, painter: QPainter, scene: Scene, line: Line, place: QRect) -> None:
        assert line.resource is not None
        look = scene.look
        inside = place.adjusted(_LEFT + _ARROW * 2, 0, -6, 0)
        painter.setFont(look.small)
        painter.setPen(look["muted"])
        text = texts.unit(line.resource, line.unit)
        painter.drawText(inside, LEFT, look.elide(look.small, text, inside.width()))

    def _resource(self, painter: QPainter, scene: Scene, line: Line, place: QRect) -> None:
        resource, look = line.resource, scene.look
        assert resource is not None
        inside = place.adjusted(_LEFT, 6, -6, -6)
        if line.folds:
            arrow = QRect(_LEFT - 4, place.center().y() - _ARROW // 2, _ARROW, _ARROW)
            paint_icon(painter, "down" if line.open else "next", arrow, look["muted"])
            inside.setLeft(arrow.right() + 4)
        upper = QRect(inside.left(), inside.top(), inside.width(), look.line)
        painter.setPen(look["muted" if scene.facts.of(resource).state else "text"])
        painter.setFont(look.bold)
        painter.drawText(upper, LEFT, look.elide(look.bold, pick(resource.name), upper.width()))
        lower = QRect(inside.left(), upper.bottom() + 2, inside.width(), look.small_line)
        painter.setPen(look["muted"])
        painter.setFont(look.small)
        state = texts.state(scene.facts.of(resource))
        about = f"{state} · {texts.about(resource)}" if state else texts.about(resource)
        painter.drawText(lower, LEFT, look.elide(look.small, about, lower.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's: fold and unfold."""
        index = self.line_at(round(event.position().y()))
        line = None if index is None or self.scene is None else self.scene.lines.lines[index]
        if line is not None and line.folds and line.resource is not None:
            self.folded.emit(line.resource.id)

    def event(self, event: QEvent) -> bool:
        """Qt's."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tell(self, at: QPoint, where: QPoint) -> None:
        index = self.line_at(at.y())
        if index is None or self.scene is None:
            QToolTip.hideText()
            return
        line = self.scene.lines.lines[index]
        if line.resource is None:
            QToolTip.showText(where, texts.group(self.scene.lines.groups[line.group]), self)
            return
        known = self.scene.book.catalogue.resources
        parts = [known[part] for part in line.resource.parts if part in known]
        QToolTip.showText(where, texts.row_tooltip(line.resource, parts), self)


class TimeHeader(QWidget):
    """The clock, what the calendars say of the day, and the group of the topmost row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.offset = 0
        self.now = 0
        self.now_text = ""
        self.group = 0
        self.notes: tuple[tuple[str, bool], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        with QPainter(self) as painter:
            if self.scene is None:
                painter.fillRect(event.rect(), self.palette().window())
            else:
                self._paint(painter, self.scene, event.rect())

    def _paint(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        look = scene.look
        painter.fillRect(area, look["surface"])
        band = QRect(0, 0, self.width(), look.band if self.notes else 0)
        self._notes(painter, scene, band)
        clock = QRect(0, band.height(), self.width(), look.header)
        self._ticks(painter, scene, clock)
        self._now(painter, scene, clock)
        strip = QRect(0, clock.bottom() + 1, self.width(), look.strip)
        painter.fillRect(strip, look["window"])
        painter.setPen(look["line"])
        painter.drawLine(strip.topLeft(), strip.topRight())
        painter.drawLine(strip.bottomLeft(), strip.bottomRight())
        if scene.lines.groups:
            painter.setPen(look["muted"])
            painter.setFont(look.small)
            site = pick(scene.lines.groups[self.group].site.name)
            painter.drawText(strip.adjusted(8, 0, -8, 0), LEFT, site)

    def _notes(self, painter: QPainter, scene: Scene, band: QRect) -> None:
        """Paint holidays at the left of what is seen, a holiday with a ground of its own."""
        look, left = scene.look, 8
        painter.setFont(look.small)
        for text, closes in self.notes:
            shown = look.elide(look.small, text, self.width() - left - 24)
            width = look.metrics[id(look.small)].horizontalAdvance(shown) + 16
            where = QRect(left, band.top() + 3, width, band.height() - 5)
            painter.setPen(look["lost_bar" if closes else "line"])
            painter.setBrush(look["lost" if closes else "surface"])
            painter.drawRoundedRect(where, 4, 4)
            painter.setPen(look["text" if closes else "muted"])
            painter.drawText(where.adjusted(8, 0, 0, 0), LEFT, shown)
            left += width + 8

    def _ticks(self, painter: QPainter, scene: Scene, clock: QRect) -> None:
        look, axis = scene.look, scene.axis
        for at, tick in axis.lines(self.offset - 80, self.offset + self.width()):
            x = at - self.offset
            painter.setPen(look["line" if tick.hour else "grid"])
            painter.drawLine(x, clock.bottom() - 4, x, clock.bottom())
            painter.setPen(look["text" if tick.hour else "muted"])
            painter.setFont(look.body if tick.hour else look.small)
            place = QRect(x + 4, clock.top(), 76, clock.height())
            painter.drawText(place, LEFT, tick.text)

    def _now(self, painter: QPainter, scene: Scene, clock: QRect) -> None:
        """Paint the time of this moment as a label on the clock."""
        axis, look = scene.axis, scene.look
        if not axis.start <= self.now < axis.end:
            return
        x = axis.x(self.now) - self.offset
        width = look.metrics[id(look.small)].horizontalAdvance(self.now_text) + 12
        where = QRect(x - width // 2, clock.top() + 4, width, clock.height() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look["now"])
        painter.drawRoundedRect(where, 4, 4)
        painter.setPen(look["surface"])
        painter.setFont(look.small)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), self.now_text)


class Corner(QWidget):
    """Above the names: how many rows there are, and the group of the topmost row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.group = 0
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        with QPainter(self) as painter:
            if self.scene is None:
                painter.fillRect(event.rect(), self.palette().window())
            else:
                self._paint(painter, self.scene, event.rect())

    def _paint(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        look = scene.look
        painter.fillRect(area, look["surface"])
        strip = QRect(0, self.height() - look.strip, self.width(), look.strip)
        above = QRect(_LEFT, strip.top() - look.header, self.width() - _LEFT, look.header)
        painter.setPen(look["muted"])
        painter.setFont(look.small)
        painter.drawText(above, LEFT, look.elide(look.small, self.text, above.width() - 6))
        painter.fillRect(strip, look["window"])
        if scene.lines.groups:
            text = texts.floor(scene.lines.groups[self.group])
            inside = strip.adjusted(_LEFT, 0, -6, 0)
            painter.setPen(look["text"])
            painter.setFont(look.bold)
            painter.drawText(inside, LEFT, look.elide(look.bold, text, inside.width()))
        painter.setPen(look["line"])
        painter.drawLine(strip.topLeft(), strip.topRight())
        painter.drawLine(strip.bottomLeft(), strip.bottomRight())
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
