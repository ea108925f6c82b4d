"""What is wrong with a picture of a window: cut texts, tofu, overlaps, weak contrast, nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import category

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QSizeGrip,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolTip,
    QWidget,
)

from tests.ui.painted import Sign, Text, is_blank, painted, rect_in, shown_in
from ui.dialogs.palette import Palette
from ui.widgets.callout import Callout
from ui.widgets.message_bar import MessageBar

OVER: Final = (Callout, MessageBar, Palette)
"""What lies over a page on purpose."""
TEXT: Final = 4.5
LARGE_TEXT: Final = 3.0
SIGN: Final = 3.0
SPARE: Final = 1.5
"""Pixels by which letters may leave their place: what smoothing and rounding take."""
_DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"
_LETTERS_LEFT: Final = 2
_LARGE_PT: Final = 18.0
_LARGE_BOLD_PT: Final = 14.0
_AROUND: Final = 0.2
_UNDER: Final = 0.1
_MOSTLY: Final = 0.7
"""Of a line that is scrolled to its edge, less than that cannot be judged."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A window as it is painted.

    Attributes:
        image: of all of it; `ratio` of its pixels make one of the window's.
        over: places of what lies over the page on purpose.
    """

    top: QWidget
    widgets: Sequence[QWidget]
    texts: Sequence[Text]
    signs: Sequence[Sign]
    image: QImage
    ratio: float
    over: Sequence[tuple[QWidget, QRectF]]


def see(top: QWidget) -> Seen:
    """Paint a window, once to look at and once to know what was painted."""
    image = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    widgets = list(shown_in(top))
    texts: list[Text] = []
    signs: list[Sign] = []
    for widget in widgets:
        some, others = painted(widget)
        texts += [one for one in some if not is_blank(one.text)]
        signs += others
    over = [(one, rect_in(one, top, one.rect())) for one in widgets if isinstance(one, OVER)]
    return Seen(top, widgets, texts, signs, image, image.devicePixelRatio(), over)


def faults(seen: Seen) -> list[str]:
    """Return a sentence on everything that is wrong."""
    found = [*blank(seen), *cut(seen), *unwrapped(seen), *tofu(seen), *strays(seen)]
    found += [*collisions(seen), *pale(seen), *pale_signs(seen)]
    return list(dict.fromkeys(found))


# --- nothing ---------------------------------------------------------------------------------


def blank(seen: Seen) -> Iterator[str]:
    """Yield a sentence where a picture shows nothing."""
    small = seen.image.scaled(160, 100)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    if len(seen.texts) < 2 or len(colours) < 4:
        yield f"blank: {len(seen.texts)} texts in {len(colours)} colours"


# --- cut texts -------------------------------------------------------------------------------


def cut(seen: Seen) -> Iterator[str]:
    """Yield the texts of which a part is missing, and the shortened ones that no tip completes."""
    for one in seen.texts:
        name = f"{describe(one.widget)} {one.text!r}"
        if _DOTS in one.text and not _wanted_dots(one):
            if _must_be_whole(one.widget) or len(one.text) < _LETTERS_LEFT:
                yield f"shortened: {name}"
            elif not _completes(_tip(one), one.text):
                yield f"shortened without a tip: {name}"
        missing = _missing(one, seen.top)
        if missing:
            yield f"cut {missing}: {name}"


def _missing(one: Text, top: QWidget) -> str:
    """Return on which sides letters are missing, "" for none.

    What one can scroll to is not missing: only the edge of what scrolls is forgiven.
    """
    widget: QWidget | None = one.widget
    if isinstance(widget, QLineEdit) and widget.hasFocus():
        return ""  # it follows the cursor
    letters = one.letters()
    if letters.isEmpty() or (one.clip is not None and one.clip.isEmpty()):
        return ""  # nothing, or nothing that is in sight
    sides: set[str] = set()
    if one.clip is not None:
        inner = _beyond(QRectF(one.widget.rect()).adjusted(2, 2, -2, -2), one.clip)
        found = _beyond(letters, one.clip)
        sides = (found & inner) | (found - _forgiven(one.widget))
    while widget is not None and not letters.isEmpty():
        forgiven = _forgiven(widget)
        sides |= _beyond(letters, QRectF(widget.rect())) - forgiven
        if forgiven:
            letters = letters.intersected(QRectF(widget.rect()))
        if widget is top:
            break
        letters.translate(QPointF(widget.pos()))
        widget = widget.parentWidget()
    return " and ".join(sorted(sides))


def _forgiven(widget: QWidget) -> set[str]:
    """Return the sides on which one can scroll to what is not in sight in a widget."""
    above = widget.parentWidget()
    sides: set[str] = set()
    while isinstance(above, QAbstractScrollArea):
        for bar, ends in (
            (above.horizontalScrollBar(), {"left", "right"}),
            (above.verticalScrollBar(), {"top", "bottom"}),
        ):
            if bar.maximum() > bar.minimum():
                sides |= ends
        above = above.parentWidget()
    return sides


def _beyond(inner: QRectF, outer: QRectF) -> set[str]:
    return {
        side
        for side, far in (
            ("left", outer.left() - inner.left()),
            ("right", inner.right() - outer.right()),
            ("top", outer.top() - inner.top()),
            ("bottom", inner.bottom() - outer.bottom()),
        )
        if far > SPARE
    }


def _wanted_dots(one: Text) -> bool:
    """Whether the dots belong to the text: "Open…"."""
    widget = one.widget
    whole: list[str] = [action.text() for action in widget.actions()]
    if isinstance(widget, QLabel | QAbstractButton):
        whole.append(widget.text())
    if isinstance(widget, QLineEdit):
        whole += [widget.placeholderText(), widget.text()]
    if isinstance(widget, QPlainTextEdit):
        whole += [widget.placeholderText(), widget.toPlainText()]
    plain = (text.replace("&", "") for text in whole)
    ending = one.text.strip()
    if isinstance(widget, QLabel) and isinstance(widget.toolTip(), str) and widget.toolTip():
        return False
    return any(ending in text for text in plain)


def _must_be_whole(widget: QWidget) -> bool:
    """Whether what is written there is the program's own, so that there is room for it."""
    if isinstance(widget, QAbstractButton | QMenuBar | QMenu | QTabBar):
        return not widget.property("shortens")
    return isinstance(widget.parentWidget(), QHeaderView)


def _completes(tip: str, text: str) -> bool:
    """Whether a tip speaks of what a shortened text speaks of."""
    words = [word for word in re.split(rf"[\s,、·{_DOTS}]+", text) if word]
    return bool(tip) and (not words or any(word in tip for word in words))


def _tip(one: Text) -> str:
    """Return what is told when the mouse rests on a text."""
    QToolTip.hideText()
    place = one.box.center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, place, one.widget.mapToGlobal(place))
    QApplication.sendEvent(one.widget, event)
    told = QToolTip.text() if QToolTip.isVisible() else ""
    QToolTip.hideText()
    return told or one.widget.toolTip()


def unwrapped(seen: Seen) -> Iterator[str]:
    """Yield labels of several lines that are not high enough for all of them."""
    for widget in seen.widgets:
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            wanted = widget.heightForWidth(widget.width())
            if wanted > widget.height() + SPARE:
                text = widget.text()[:60]
                yield f"cut at the foot: {describe(widget)} {text!r}, {wanted} > {widget.height()}"


# --- letters that no font has ----------------------------------------------------------------


def tofu(seen: Seen) -> Iterator[str]:
    """Yield texts with letters that no font has."""
    for one in seen.texts:
        missing = _without_glyph(one.text, one.font)
        if missing:
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
            yield f"tofu: {describe(one.widget)} {one.text!r} ({codes})"


_known: dict[tuple[str, str], str] = {}


def _without_glyph(text: str, font: QFont) -> str:
    key = (text, font.key())
    if key not in _known:
        _known[key] = "" if _has_glyphs(text, font) else _lost(text, font)
    return _known[key]


def _lost(text: str, font: QFont) -> str:
    seen = (letter for letter in text if category(letter) not in ("Cc", "Cf", "Zl", "Zp", "Zs"))
    return "".join(letter for letter in dict.fromkeys(seen) if not _has_glyphs(letter, font))


def _has_glyphs(text: str, font: QFont) -> bool:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(index != 0 for run in layout.glyphRuns() for index in run.glyphIndexes())


# --- places ----------------------------------------------------------------------------------

_MANAGED: Final = (QAbstractScrollArea, QMainWindow, QSplitter, QStackedWidget, QHeaderView)


def strays(seen: Seen) -> Iterator[str]:
    """Yield widgets that leave their parent, or share a place in the same layout."""
    for widget in seen.widgets:
        parent = widget.parentWidget()
        if widget is seen.top or parent is None or isinstance(widget, (*OVER, QSizeGrip)):
            continue
        inside = parent.rect().adjusted(-1, -1, 1, 1)
        if not inside.contains(widget.geometry()) and not _is_viewport(parent):
            where, room = _size(widget.geometry()), _size(parent.rect())
            yield f"leaves its parent: {describe(widget)} {where} in {describe(parent)} {room}"
    for parent in seen.widgets:
        yield from _siblings(parent)


def _siblings(parent: QWidget) -> Iterator[str]:
    layout = parent.layout()
    if layout is None or isinstance(parent, _MANAGED):
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not isinstance(child, OVER)
    ]
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > 1 and shared.height() > 1:
                yield f"overlap: {describe(one)} and {describe(other)} in {describe(parent)}"


def _is_viewport(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget


def _size(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"


def collisions(seen: Seen) -> Iterator[str]:
    """Yield texts that are painted over one another."""
    placed = [
        (one, _in_sight(one, seen.top)) for one in seen.texts if not _is_over(one.widget, seen)
    ]
    placed = [(one, box) for one, box in placed if not box.isEmpty()]
    placed.sort(key=lambda pair: pair[1].top())
    for place, (one, box) in enumerate(placed):
        for other, second in placed[place + 1 :]:
            if second.top() >= box.bottom():
                break
            if one.widget is other.widget and one.at == other.at and one.text == other.text:
                continue  # Qt paints what is selected once more, in its own colour
            shared = box.intersected(second)
            if shared.width() > 2 and shared.height() > 2:
                first = f"{describe(one.widget)} {one.text!r}"
                yield f"painted over one another: {first} and {other.text!r}"


def _in_sight(one: Text, top: QWidget) -> QRectF:
    """Return where in the window the letters of a text are seen."""
    box = one.letters()
    return _shown(one.widget, top, box if one.clip is None else box.intersected(one.clip))


def _shown(widget: QWidget, top: QWidget, place: QRectF) -> QRectF:
    """Return what of a place of a widget is in sight, in the window's coordinates."""
    box = place.intersected(QRectF(widget.rect()))
    while widget is not top:
        box.translate(QPointF(widget.pos()))
        above = widget.parentWidget()
        if above is None:
            break
        widget = above
        box = box.intersected(QRectF(widget.rect()))
    return box


def _is_over(widget: QWidget, seen: Seen) -> bool:
    return any(one is widget or one.isAncestorOf(widget) for one, _ in seen.over)


# --- contrast --------------------------------------------------------------------------------


def pale(seen: Seen) -> Iterator[str]:
    """Yield texts that are hard to tell from their ground."""
    for one in seen.texts:
        box = _in_sight(one, seen.top)
        if box.height() < _MOSTLY * one.letters().height() or _covered(one.widget, box, seen):
            continue
        large = one.font.pointSizeF() >= (_LARGE_BOLD_PT if one.font.bold() else _LARGE_PT)
        least = LARGE_TEXT if large or not one.widget.isEnabled() else TEXT
        ratio = _worst(seen, box.adjusted(-1, -1, 1, 1), one.ink)
        if ratio is not None and ratio < least:
            name = f"{describe(one.widget)} {one.text!r}"
            yield f"contrast {ratio:.2f} < {least}: {name} in {one.ink.name()}"


def pale_signs(seen: Seen) -> Iterator[str]:
    """Yield small pictures that are hard to tell from their ground."""
    for one in seen.signs:
        box = _shown(one.widget, seen.top, one.box)
        if not one.widget.isEnabled() or _covered(one.widget, box, seen):
            continue
        if box.height() < _MOSTLY * one.box.height() or box.width() < _MOSTLY * one.box.width():
            continue
        ratio = _worst(seen, box, one.ink)
        if ratio is not None and ratio < SIGN:
            yield f"contrast {ratio:.2f} < {SIGN}: an icon of {describe(one.widget)}"


def _covered(widget: QWidget, box: QRectF, seen: Seen) -> bool:
    if _is_over(widget, seen):
        return False
    return any(place.intersects(box) for _, place in seen.over)


def _worst(seen: Seen, box: QRectF, ink: QColor) -> float | None:
    """Return the contrast to what is around, of several colours to the worst; None out of sight."""
    ratio = seen.ratio
    scaled = QRectF(box.topLeft() * ratio, box.size() * ratio).toAlignedRect()
    place = scaled.intersected(seen.image.rect())
    if place.width() < 3 or place.height() < 3:
        return None
    around = Counter[int]()
    for strip in (
        QRect(place.left(), place.top(), place.width(), 1),
        QRect(place.left(), place.bottom(), place.width(), 1),
        QRect(place.left(), place.top(), 1, place.height()),
        QRect(place.right(), place.top(), 1, place.height()),
    ):
        around += _pixels(seen.image, strip)
    inside = _pixels(seen.image, place)
    grounds = [
        one
        for one, count in around.items()
        # A frame close to the letters is around them, but not under them.
        if count >= _AROUND * around.total() and inside[one] >= _UNDER * inside.total()
    ]
    if not grounds:  # it runs from one colour to another
        grounds = [_middle(around)]
    shades = (QColor.fromRgb(one) for one in grounds)
    return min(contrast(_over(ink, ground), ground) for ground in shades)


def _middle(counted: Counter[int]) -> int:
    """Return the colour that lies in the middle of these."""
    every = sorted(counted.elements(), key=_luminance)
    return every[len(every) // 2]


def _pixels(image: QImage, place: QRect) -> Counter[int]:
    return Counter(memoryview(image.copy(place).constBits()).cast("I"))


def _over(ink: QColor, ground: QColor) -> QColor:
    """Return what an ink that is not quite opaque looks like."""
    share = ink.alphaF()
    parts = zip(ink.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(over * share + under * (1 - share) for over, under in parts))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, by WCAG 2.1."""
    high, low = sorted((_luminance(one.rgb()), _luminance(other.rgb())), reverse=True)
    return (high + 0.05) / (low + 0.05)


@cache
def _luminance(rgb: int) -> float:
    colour = QColor.fromRgb(rgb)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


# --- names -----------------------------------------------------------------------------------


def describe(widget: QWidget) -> str:
    """Return a widget's class with its name, or with those above it."""
    named = widget.objectName()
    if named and not named.startswith("qt_"):
        return f"{type(widget).__name__}#{named}"
    parent = widget.parentWidget()
    above = "" if parent is None else f" of {type(parent).__name__}"
    return f"{type(widget).__name__}{above}"
