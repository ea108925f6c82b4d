"""Small counts and signs that are painted on other things."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.theme import theme

_LEAST: Final = 18
_MOST: Final = 99


def badge_text(count: int) -> str:
    """Return what a badge says: the count, "99+" where it is larger, "" for none."""
    if count <= 0:
        return ""
    return str(count) if count <= _MOST else f"{_MOST}+"


def badge_width(count: int) -> float:
    """Pixels that a badge takes, 0 for none."""
    text = badge_text(count)
    if not text:
        return 0.0
    metrics = QFontMetricsF(theme().font("small", bold=True))
    return max(badge_height(), metrics.horizontalAdvance(text) + 10)


def badge_height() -> float:
    """Pixels that a badge is high."""
    metrics = QFontMetricsF(theme().font("small", bold=True))
    return max(float(_LEAST), metrics.height() + 2)


def paint_badge(painter: QPainter, right: float, middle: float, count: int) -> None:
    """Paint a count so that it ends at `right` and stands around `middle`, in pixels."""
    text = badge_text(count)
    if not text:
        return
    width, height = badge_width(count), badge_height()
    box = QRectF(right - width, middle - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("danger"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(theme().color("on_danger"))
    painter.setFont(theme().font("small", bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
