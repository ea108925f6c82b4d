"""Small counts and signs that are painted on other things."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.theme import theme

HEIGHT: Final = 18
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
    return max(float(HEIGHT), metrics.horizontalAdvance(text) + 10)


def paint_badge(painter: QPainter, right: float, middle: float, count: int) -> None:
    """Paint a count so that it ends at `right` and stands around `middle`, in pixels."""
    text = badge_text(count)
    if not text:
        return
    width = badge_width(count)
    box = QRectF(right - width, middle - HEIGHT / 2, width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("danger"))
    painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    painter.setPen(theme().color("on_danger"))
    painter.setFont(theme().font("small", bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
