"""Colours, fonts and measures of the grid, taken from the theme once for each change of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPen

from ui.models.day import Chip, Mood, Owner
from ui.models.rows import Kind
from ui.theme import TOKENS, theme

BAR: Final = 4
RADIUS: Final = 4
GAP: Final = 3
STICKY: Final = 320
"""Pixels that a text takes at most which keeps to the left edge of the screen."""
_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Dress:
    """How a chip looks: what fills and what frames it, and the small picture that says why."""

    fill: QBrush
    frame: QPen
    bar: QColor
    text: QColor
    icon: str
    hatched: QBrush | None = None
    struck: bool = False


class Look:
    """What painting needs, prepared.

    Attributes:
        colours: by token.
        body, bold, small: fonts.
        line: pixels of a line of body text.
        heights: of lines, by kind.
        header, strip, band: heights of the parts above the rows.
        names: width of the column of names.
        hatch, buffer: hatchings of what is closed, and of what is kept empty.
    """

    def __init__(self) -> None:
        shown = theme()
        self.colours = {token: shown.color(token) for token in TOKENS}
        self.body = shown.font("body")
        self.bold = shown.font("body", bold=True)
        self.small = shown.font("small")
        self.metrics = {id(font): QFontMetrics(font) for font in (self.body, self.bold, self.small)}
        self.line = self.metrics[id(self.bold)].height()
        self.small_line = self.metrics[id(self.small)].height()
        both = self.line + self.small_line
        self.heights = {
            Kind.GROUP: self.line + 12,
            Kind.RESOURCE: both + 14,
            Kind.UNIT: self.line + 12,
        }
        self.header = self.line + 14
        self.band = self.small_line + 10
        self.strip = self.heights[Kind.GROUP]
        self.names = max(190, self.metrics[id(self.body)].averageCharWidth() * 30)
        self.hatch = QBrush(self["hatch"], Qt.BrushStyle.BDiagPattern)
        self.buffer = QBrush(self["busy_bar"], Qt.BrushStyle.BDiagPattern)
        self._dresses = {
            (owner, mood, part): self._dress(owner, mood, part)
            for owner in Owner
            for mood in Mood
            for part in (False, True)
        }
        self._elided: dict[tuple[int, str, int], str] = {}

    def __getitem__(self, token: str) -> QColor:
        return self.colours[token]

    def dress(self, chip: Chip) -> Dress:
        """Return how a chip looks."""
        return self._dresses[chip.owner, chip.mood, chip.partial]

    def elide(self, font: QFont, text: str, width: int) -> str:
        """Return a text as it fits into so many pixels, "" where nothing of it would."""
        key = (id(font), text, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            metrics = self.metrics[id(font)]
            found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            found = self._elided[key] = "" if found == "\N{HORIZONTAL ELLIPSIS}" else found
        return found

    def _dress(self, owner: Owner, mood: Mood, part: bool) -> Dress:
        text, muted = self["text"], self["muted"]
        match mood:
            case Mood.PENDING:
                fill, frame, bar, icon = self._dashed("pending", "waiting")
            case Mood.LOST:
                fill, frame, bar, icon = self._dashed("lost", "warning")
            case Mood.REFUSED:
                fill, bar, icon = QBrush(self["refused"]), self["refused_bar"], "conflict"
                frame = QPen(bar, 1)
            case Mood.LEAVING:
                fill, bar, icon = QBrush(Qt.BrushStyle.NoBrush), self["busy_bar"], ""
                frame = QPen(bar, 1, Qt.PenStyle.DotLine)
                return Dress(fill, frame, bar, muted, icon, self.hatch, struck=True)
            case _:
                return self._sure(owner, part)
        hatched = self.hatch if part else None
        return Dress(fill, frame, bar, text, icon, hatched, struck=mood is Mood.REFUSED)

    def _sure(self, owner: Owner, part: bool) -> Dress:
        hatched = self.hatch if part else None
        if owner is Owner.MINE:
            fill, bar = self["mine"], self["mine_bar"]
            return Dress(QBrush(fill), QPen(fill), bar, self["text"], "", hatched)
        if owner is Owner.COLLEAGUE:
            bar = self["mine_bar"]
            return Dress(QBrush(self["surface"]), QPen(bar), bar, self["text"], "people", hatched)
        fill, bar = self["busy"], self["busy_bar"]
        return Dress(QBrush(fill), QPen(fill), bar, self["muted"], "", hatched)

    def _dashed(self, token: str, icon: str) -> tuple[QBrush, QPen, QColor, str]:
        bar = self[f"{token}_bar"]
        return QBrush(self[token]), QPen(bar, 1, Qt.PenStyle.DashLine), bar, icon
