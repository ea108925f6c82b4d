"""Icons: own stroke drawings, tinted when they are painted, so that they follow the theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

Ink = Callable[[str], QColor]


_CLONES: Final[list[QIconEngine]] = []


class _Inks:
    """Who knows the colour of a token; the theme introduces itself here."""

    source: Ink | None = None


def set_inks(source: Ink) -> None:
    """Have tokens in `icon(name, token)` answered by `source`."""
    _Inks.source = source


@cache
def _drawing(name: str) -> str:
    return files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=1024)
def _pixels(name: str, rgba: int, width: int, height: int) -> QPixmap:
    """Draw an icon of one colour; width and height are pixels of the screen."""
    colour = QColor.fromRgba(rgba)
    drawing = _drawing(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    edge = min(width, height)
    renderer.render(painter, QRectF((width - edge) / 2, (height - edge) / 2, edge, edge))
    painter.end()
    return pixmap


class _Engine(QIconEngine):
    """Paints one drawing in the colour that the palette or the theme has at that moment."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        if self._token and _Inks.source is not None:
            return _Inks.source(self._token)
        if mode == QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(QPalette.ColorRole.WindowText)

    def clone(self) -> QIconEngine:
        """Qt's: the new one is Qt's to delete."""
        made = _Engine(self._name, self._token)
        # Python would delete what it is given back at once, and Qt would go on painting with it.
        _CLONES[:] = [one for one in _CLONES if isValid(one)]
        _CLONES.append(made)
        return made

    def key(self) -> str:
        """Qt's."""
        return "loop-stroke"

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Qt's."""
        ratio = painter.device().devicePixelRatio()
        pixmap = self.pixmap(rect.size() * ratio, mode, state)
        pixmap.setDevicePixelRatio(ratio)
        painter.drawPixmap(rect.topLeft(), pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt's: `size` is in pixels of the screen."""
        rgba = self._colour(mode).rgba()
        return QPixmap(_pixels(self._name, rgba, size.width(), size.height()))


def icon(name: str, token: str = "") -> QIcon:
    """Return an icon of `resources/icons`; FileNotFoundError where there is none of that name.

    Args:
        name: of the drawing.
        token: colour of the theme; without one it has the colour of the text around it.
    """
    _drawing(name)
    return QIcon(_Engine(name, token))


def program_icon() -> QIcon:
    """Return the program's own icon, in its own colours, in the sizes that desktops ask for."""
    drawing = files("resources").joinpath("desktop", "loop-booking.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(drawing))
    made = QIcon()
    for edge in (16, 22, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paint an icon where a widget paints itself; `rect` is in its own coordinates."""
    ratio = painter.device().devicePixelRatio()
    pixmap = QPixmap(
        _pixels(name, colour.rgba(), round(rect.width() * ratio), round(rect.height() * ratio))
    )
    pixmap.setDevicePixelRatio(ratio)
    painter.drawPixmap(QPoint(rect.x(), rect.y()), pixmap)


def icon_names() -> list[str]:
    """Return the names of all drawings."""
    folder = files("resources").joinpath("icons")
    return sorted(
        entry.name.removesuffix(".svg") for entry in folder.iterdir() if entry.name.endswith(".svg")
    )
