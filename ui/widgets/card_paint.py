"""How cards and headings of a list are laid out and painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen

from ui.assets import paint_icon
from ui.format import day_short
from ui.models.cards import Button, Card, Drawn, Heading, Sign
from ui.theme import theme

PAD: Final = 12
GAP: Final = 8
_ICON: Final = 16
_TILE: Final = 40
_BAR: Final = 4
_BUTTON: Final = 30
_OFFER: Final = 28
_LEAST_TEXT: Final = 160
_WIDE_DAY: Final = date(2026, 12, 30)
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True)
class Fonts:
    """The fonts of cards and what they measure, made once for each theme."""

    title: QFont = field(default_factory=lambda: theme().font("body", bold=True))
    body: QFont = field(default_factory=lambda: theme().font("body"))
    small: QFont = field(default_factory=lambda: theme().font("small"))
    heading: QFont = field(default_factory=lambda: theme().font("heading"))

    def width(self, text: str, font: QFont) -> int:
        """Pixels of a text."""
        return ceil(QFontMetricsF(font).horizontalAdvance(text))

    def height(self, font: QFont) -> int:
        """Pixels of a line."""
        return QFontMetrics(font).height()


@dataclass(slots=True)
class State:
    """How a card is looked at.

    Attributes:
        hovered: the mouse is on it.
        selected, current: as of the list.
        focused: the list has the keyboard.
        button: key of the button that the keyboard is on, "" for none.
        under: key of the button under the mouse; `pressed`: it is held down.
    """

    hovered: bool = False
    selected: bool = False
    current: bool = False
    focused: bool = False
    button: str = ""
    under: str = ""
    pressed: bool = False


@dataclass(slots=True)
class Places:
    """Where the parts of a card are, in pixels of the list."""

    box: QRect
    lead: QRect
    text: QRect
    aside: QRect
    buttons: dict[str, QRect]


def size_of(drawn: Drawn, fonts: Fonts, width: int) -> QSize:
    """Return the size that a row takes in a list of some width."""
    if isinstance(drawn, Heading):
        high = fonts.height(fonts.heading if drawn.large else fonts.title)
        return QSize(width, high + (PAD + GAP if drawn.large else PAD))
    inside = fonts.height(fonts.title)
    if drawn.line:
        inside += fonts.height(fonts.body) + 2
    if drawn.signs:
        inside += fonts.height(fonts.body) + 4
    if drawn.note is not None:
        inside += _note_height(drawn.note, fonts, _text_width(drawn, fonts, width)) + 4
    if drawn.offers:
        inside += _OFFER + GAP
    if not drawn.offers:
        inside = max(inside, _TILE if drawn.icon else 0)
    lead = fonts.height(fonts.title) + fonts.height(fonts.small) if drawn.lead[1] else 0
    return QSize(width, max(inside, lead) + 2 * PAD)


def places(drawn: Card, fonts: Fonts, box: QRect) -> Places:
    """Lay a card out in a box."""
    inner = box.adjusted(PAD + (_BAR if drawn.bar else 0), PAD, -PAD, -PAD)
    right = inner.right() + 1
    buttons: dict[str, QRect] = {}
    for button in reversed(drawn.buttons):
        width = button_width(button, fonts)
        right -= width
        buttons[button.key] = QRect(right, inner.top(), width, _BUTTON)
        right -= GAP // 2
    if drawn.buttons:
        right -= GAP
    wide = max((fonts.width(text, fonts.body) for text in drawn.aside if text), default=0)
    aside = QRect(right - wide, inner.top(), wide, inner.height())
    if wide:
        right -= wide + GAP * 2
    lead = QRect(inner.left(), inner.top(), _lead_width(drawn, fonts), inner.height())
    left = lead.right() + 1 + (GAP + PAD // 2 if lead.width() else 0)
    text = QRect(left, inner.top(), max(_LEAST_TEXT, right - left), inner.height())
    x, y = text.left(), inner.bottom() + 1 - _OFFER
    for button in drawn.offers:
        width = min(button_width(button, fonts), max(60, inner.right() - x))
        if x > text.left() and x + width > inner.right() + 1:
            break
        buttons[button.key] = QRect(x, y, width, _OFFER)
        x += width + GAP
    return Places(box, lead, text, aside, buttons)


def button_width(button: Button, fonts: Fonts) -> int:
    """Pixels that a button takes."""
    text = fonts.width(button.text, fonts.body) if button.text else 0
    sign = _ICON if button.icon else 0
    between = 6 if text and sign else 0
    return text + sign + between + (24 if text else 14)


def _lead_width(card: Card, fonts: Fonts) -> int:
    if card.icon:
        return _TILE
    first, second = card.lead
    if not first and not second:
        return 0
    least = fonts.width("00:00\N{EN DASH}00:00", fonts.title) + 4
    day = fonts.width(day_short(_WIDE_DAY), fonts.title) + 4
    return max(least, day, fonts.width(first, fonts.title) + 4, fonts.width(second, fonts.small))


def _text_width(card: Card, fonts: Fonts, width: int) -> int:
    return places(card, fonts, QRect(0, 0, width, 400)).text.width()


def _note_height(note: Sign, fonts: Fonts, width: int) -> int:
    metrics = QFontMetrics(fonts.body)
    room = max(_LEAST_TEXT, width - _ICON - 6)
    lines = 1 if metrics.horizontalAdvance(note.text) <= room else 2
    return lines * metrics.height()


def paint(painter: QPainter, drawn: Drawn, fonts: Fonts, box: QRect, state: State) -> None:
    """Paint one row."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(drawn, Heading):
        _paint_heading(painter, drawn, fonts, box)
        return
    _paint_ground(painter, drawn, box, state)
    where = places(drawn, fonts, box)
    seen = state.hovered or state.current
    if not seen and all(button.kind == "hover" for button in drawn.buttons) and drawn.buttons:
        where.text.setRight(box.right() - PAD)
    _paint_lead(painter, drawn, fonts, where.lead)
    _paint_texts(painter, drawn, fonts, where)
    _paint_aside(painter, drawn, fonts, where.aside)
    for button in drawn.pressable:
        if button.key in where.buttons and (seen or button.kind != "hover"):
            paint_button(painter, button, fonts, where.buttons[button.key], state)


def _paint_heading(painter: QPainter, heading: Heading, fonts: Fonts, box: QRect) -> None:
    inner = box.adjusted(4, 0, -PAD, -6)
    font = fonts.heading if heading.large else fonts.title
    high = fonts.height(font)
    x, y = inner.left(), inner.bottom() + 1 - high
    if heading.icon:
        tone = theme().color(heading.tone)
        paint_icon(painter, heading.icon, QRect(x, y + (high - _ICON) // 2, _ICON, _ICON), tone)
        x += _ICON + 8
    width = min(fonts.width(heading.text, font) + 2, inner.right() - x)
    _write(painter, heading.text, font, QRect(x, y, width, high), theme().color("text"))
    rest = QRect(x + width + GAP, y, inner.right() - x - width - GAP, high)
    _write(painter, heading.detail, fonts.body, rest, theme().color("muted"))


def _paint_ground(painter: QPainter, card: Card, box: QRect, state: State) -> None:
    ground = "surface"
    if state.selected:
        ground = "accent_soft"
    elif state.hovered:
        ground = "hover"
    rounded = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    ring = state.current and state.focused and not state.button
    painter.setPen(QPen(theme().color("focus" if ring else "line"), 2 if ring else 1))
    painter.setBrush(theme().color(ground))
    painter.drawRoundedRect(rounded.adjusted(0.5, 0.5, -0.5, -0.5) if ring else rounded, 8, 8)
    if card.bar:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(card.bar))
        bar = QRectF(box.left() + 5, box.top() + 9, _BAR, box.height() - 18)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)


def _paint_lead(painter: QPainter, card: Card, fonts: Fonts, where: QRect) -> None:
    if card.icon:
        tile = QRect(where.left(), where.top(), _TILE, _TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("window"))
        painter.drawRoundedRect(tile, 8, 8)
        middle = QRect(0, 0, 20, 20)
        middle.moveCenter(tile.center())
        paint_icon(painter, card.icon, middle, theme().color("muted"))
        return
    first, second = card.lead
    high = fonts.height(fonts.title)
    top = QRect(where.left(), where.top(), where.width(), high)
    _write(painter, first, fonts.title, top, _ink(card))
    below = QRect(where.left(), top.bottom() + 3, where.width(), fonts.height(fonts.small))
    _write(painter, second, fonts.small, below, theme().color("muted"))


def _paint_texts(painter: QPainter, card: Card, fonts: Fonts, where: Places) -> None:
    text = where.text
    y, high = text.top(), fonts.height(fonts.title)
    badge = _badge_width(card.badge, fonts)
    room = text.width() - (badge + GAP if badge else 0)
    width = min(fonts.width(card.title, fonts.title) + 2, room)
    _write(painter, card.title, fonts.title, QRect(text.left(), y, width, high), _ink(card))
    x = text.left() + width + GAP
    tag = min(fonts.width(card.tag, fonts.small) + 2, max(0, text.left() + room - x))
    if card.tag and tag > 2 * GAP:
        _write(painter, card.tag, fonts.small, QRect(x, y, tag, high), theme().color("muted"))
        x += tag + GAP
    if card.badge is not None:
        at = max(text.left(), min(x, text.right() + 1 - badge))
        _paint_badge(painter, card.badge, fonts, QRect(at, y - 1, badge, high + 2))
    y += high + 2
    high = fonts.height(fonts.body)
    if card.line:
        line = QRect(text.left(), y, text.width(), high)
        _write(painter, card.line, fonts.body, line, theme().color("muted"))
        y += high + 2
    if card.signs:
        _paint_signs(painter, card.signs, fonts, QRect(text.left(), y + 2, text.width(), high))
        y += high + 4
    if card.note is not None:
        _paint_note(painter, card.note, fonts, QRect(text.left(), y + 2, text.width(), 2 * high))


def _paint_signs(painter: QPainter, signs: tuple[Sign, ...], fonts: Fonts, where: QRect) -> None:
    x = where.left()
    for sign in signs:
        left = where.right() - x
        if left < _ICON * 3:
            return
        if sign.icon:
            y = where.top() + (where.height() - _ICON) // 2
            paint_icon(painter, sign.icon, QRect(x, y, _ICON, _ICON), theme().color(sign.tone))
            x += _ICON + 4
        width = min(fonts.width(sign.text, fonts.body) + 2, where.right() - x)
        ink = theme().color("muted" if sign.tone == "muted" else "text")
        _write(painter, sign.text, fonts.body, QRect(x, where.top(), width, where.height()), ink)
        x += width + PAD


def _paint_note(painter: QPainter, note: Sign, fonts: Fonts, where: QRect) -> None:
    high = fonts.height(fonts.body)
    x = where.left()
    if note.icon:
        y = where.top() + (high - _ICON) // 2
        paint_icon(painter, note.icon, QRect(x, y, _ICON, _ICON), theme().color(note.tone))
        x += _ICON + 6
    painter.setFont(fonts.body)
    painter.setPen(theme().color("text"))
    room = QRect(x, where.top(), where.right() + 1 - x, _note_height(note, fonts, where.width()))
    if room.height() <= high:
        _write(painter, note.text, fonts.body, room, theme().color("text"))
    else:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), note.text)


def _badge_width(badge: Sign | None, fonts: Fonts) -> int:
    return 0 if badge is None else fonts.width(badge.text, fonts.small) + _ICON + 18


def _paint_badge(painter: QPainter, badge: Sign, fonts: Fonts, where: QRect) -> None:
    painter.setPen(QPen(theme().color(f"{badge.tone}_bar"), 1))
    painter.setBrush(theme().color(badge.tone))
    painter.drawRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    sign = QRect(where.left() + 5, where.top() + (where.height() - 14) // 2, 14, 14)
    paint_icon(painter, badge.icon, sign, theme().color("text"))
    text = where.adjusted(_ICON + 8, 0, -4, 0)
    _write(painter, badge.text, fonts.small, text, theme().color("text"))


def _paint_aside(painter: QPainter, card: Card, fonts: Fonts, where: QRect) -> None:
    strong, small = card.aside
    painter.setPen(theme().color("text"))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    high = fonts.height(fonts.title)
    painter.setFont(fonts.body)
    top = where.top() if small else where.top() + (_BUTTON - high) // 2
    painter.drawText(QRect(where.left(), top, where.width(), high), right, strong)
    painter.setPen(theme().color("muted"))
    painter.setFont(fonts.small)
    y = where.top() + high + 2 if strong else where.top() + (_BUTTON - high) // 2
    painter.drawText(QRect(where.left(), y, where.width(), high), right, small)


def paint_button(
    painter: QPainter, button: Button, fonts: Fonts, where: QRect, state: State
) -> None:
    """Paint a button of a card."""
    focused = state.current and state.focused and state.button == button.key
    under = state.under == button.key
    kind = "quiet" if button.kind == "hover" else button.kind
    if kind == "primary" and not (state.hovered or state.current):
        kind = "soft"
    ground, ink = _button_colours(kind, under, under and state.pressed)
    edge = ground if kind in ("quiet", "primary", "soft") else theme().color("line")
    if focused:
        edge = theme().color("text" if kind == "primary" else "focus")
    painter.setPen(QPen(edge, 2 if focused else 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(where).adjusted(1, 1, -1, -1), 6, 6)
    middle = QRectF(where).center()
    text = fonts.width(button.text, fonts.body) if button.text else 0
    whole = text + (_ICON if button.icon else 0) + (6 if text and button.icon else 0)
    x = max(where.left() + 8.0, middle.x() - whole / 2) if text else middle.x() - _ICON / 2
    if button.icon:
        sign = QRect(round(x), round(middle.y() - _ICON / 2 + 0.5), _ICON, _ICON)
        paint_icon(painter, button.icon, sign, ink)
        x += _ICON + 6
    if text:
        room = QRect(round(x), where.top(), where.right() - round(x) - 4, where.height())
        _write(painter, button.text, fonts.body, room, ink)


def _button_colours(kind: str, under: bool, pressed: bool) -> tuple[QColor, QColor]:
    if kind == "primary":
        ground = theme().color("accent")
        return (ground.darker(112) if under else ground), theme().color("on_accent")
    if kind == "soft":
        return theme().color("accent_soft"), theme().color("accent")
    ground = theme().color("surface")
    if kind == "quiet" and not under:
        ground = QColor(Qt.GlobalColor.transparent)
    if under:
        ground = theme().color("selection" if pressed else "hover")
    ink = theme().color("accent" if kind == "offer" else "text")
    return ground, ink


def _write(painter: QPainter, text: str, font: QFont, where: QRect, ink: QColor) -> None:
    """Write one line, cut at its end where it does not fit."""
    if not text or where.width() < 8:
        return
    painter.setFont(font)
    painter.setPen(ink)
    metrics = QFontMetrics(font)
    flat = " ".join(text.split())
    fits = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, where.width())
    base = where.top() + (where.height() + metrics.ascent() - metrics.descent()) / 2
    painter.save()
    painter.setClipRect(where.adjusted(0, -2, 2, 2), Qt.ClipOperation.IntersectClip)
    painter.drawText(QPointF(where.left(), base), fits)
    painter.restore()


def _ink(card: Card) -> QColor:
    return theme().color("muted" if card.faded else "text")
