"""What widgets really paint: every text with its place, its ink and what it is clipped to.

A widget is rendered onto a paint device that records instead of drawing. So nothing is guessed from
sizes: labels, buttons, tables and whatever a widget paints by itself are seen alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from unicodedata import category

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPixmap,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Text:
    """A run of letters in one font.

    Attributes:
        at: left end of the base line, in the widget's coordinates.
        box: what it takes, from its ascent to its descent.
        clip: what it is clipped to, None for nothing but the widget.
    """

    widget: QWidget
    text: str
    at: QPointF
    box: QRectF
    ink: QColor
    font: QFont
    clip: QRectF | None

    def letters(self) -> QRectF:
        """Return what the letters themselves cover, empty for none."""
        tight = QFontMetricsF(self.font).tightBoundingRect(self.text).translated(self.at)
        return tight.intersected(self.box) if tight.isValid() else QRectF(self.at, self.at)


@dataclass(frozen=True, slots=True)
class Sign:
    """A small picture: an icon, in the widget's coordinates, and its colour."""

    widget: QWidget
    box: QRectF
    ink: QColor


class _Engine(QPaintEngine):
    """Keeps texts and small pictures, drops everything else."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._widget = widget
        self.texts: list[Text] = []
        self.signs: list[Sign] = []

    def begin(self, _: QPaintDevice) -> bool:
        """Qt's."""
        self.setActive(True)
        return True

    def end(self) -> bool:
        """Qt's."""
        return True

    def type(self) -> QPaintEngine.Type:
        """Qt's."""
        return QPaintEngine.Type.User

    def updateState(self, _: Any) -> None:
        """Qt's: the state is asked for when something is painted."""

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:
        """Qt's."""
        painter = self.painter()
        world = painter.combinedTransform()
        box = QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        clip = world.mapRect(painter.clipBoundingRect()) if painter.hasClipping() else None
        ink = QColor(painter.pen().color())
        ink.setAlphaF(ink.alphaF() * painter.opacity())
        text, font = item.text(), QFont(item.font())
        place = world.map(at), world.mapRect(box)
        self.texts.append(Text(self._widget, text, *place, ink, font, clip))

    def drawPixmap(self, where: QRectF, picture: QPixmap, _: QRectF) -> None:
        """Qt's."""
        self._sign(where, picture.toImage())

    def drawImage(self, where: QRectF, picture: QImage, *_: Any) -> None:
        """Qt's."""
        self._sign(where, picture)

    def _sign(self, where: QRectF, picture: QImage) -> None:
        if max(where.width(), where.height()) <= _LARGEST_SIGN:
            ink = _ink(picture)
            if ink is not None:
                box = self.painter().combinedTransform().mapRect(where)
                self.signs.append(Sign(self._widget, box, ink))


_OTHERS: Final = ("Path", "Polygon", "Lines", "Rects", "Ellipse", "Points", "TiledPixmap")
for _name in _OTHERS:  # nobody asks for lines and areas
    setattr(_Engine, f"draw{_name}", lambda *_: None)


_LARGEST_SIGN: Final = 40
_FULL: Final = 0.9
_MOST: Final = 0.8
_SOLID: Final = 150
_COARSE: Final = 0xF8F8F8


def _ink(picture: QImage) -> QColor | None:
    """Return the colour of a picture, None where it fills its place or has several."""
    shown = picture.convertToFormat(QImage.Format.Format_ARGB32)
    counted = Counter(memoryview(shown.constBits()).cast("I"))
    solid = Counter[int]()
    for value, count in counted.items():
        if value >> 24 >= _SOLID:  # of thin lines no pixel may be covered by all of its area
            solid[value & _COARSE] += count
    if not solid or solid.total() > _FULL * shown.width() * shown.height():
        return None
    value, count = solid.most_common(1)[0]
    # What has several colours, as the program's own sign, has its contrast inside.
    return QColor.fromRgb(value) if count > _MOST * solid.total() else None


class _Record(QPaintDevice):
    """A device with a widget's measures."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.engine = _Engine(widget)

    def paintEngine(self) -> QPaintEngine:
        """Qt's."""
        return self.engine

    def metric(self, wanted: QPaintDevice.PaintDeviceMetric) -> int:
        """Qt's."""
        known = QPaintDevice.PaintDeviceMetric
        widget = self._widget
        return {
            known.PdmWidth: widget.width(),
            known.PdmHeight: widget.height(),
            known.PdmDpiX: widget.logicalDpiX(),
            known.PdmDpiY: widget.logicalDpiY(),
            known.PdmPhysicalDpiX: widget.logicalDpiX(),
            known.PdmPhysicalDpiY: widget.logicalDpiY(),
            known.PdmDevicePixelRatio: 1,
            known.PdmDevicePixelRatioScaled: int(QPaintDevice.devicePixelRatioFScale()),
            known.PdmDepth: 32,
        }.get(wanted, 0)


def painted(widget: QWidget) -> tuple[list[Text], list[Sign]]:
    """Return what a widget paints itself, without its children."""
    record = _Record(widget)
    alone = QWidget.RenderFlag.DrawWindowBackground
    widget.render(record, QPoint(), QRegion(), alone)
    return record.engine.texts, record.engine.signs


def shown_in(top: QWidget) -> Iterator[QWidget]:
    """Yield a window and all that is seen in it; other windows that belong to it are left out."""
    yield top
    for child in top.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from shown_in(child)


def rect_in(widget: QWidget, top: QWidget, rect: QRect | QRectF) -> QRectF:
    """Return a place of a widget in the coordinates of a window above it."""
    return QRectF(rect).translated(QPointF(widget.mapTo(top, QPoint())))


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen."""
    return all(letter.isspace() or category(letter) in ("Cc", "Cf") for letter in text)
