"""Rows of lists of cards: plain descriptions that a list paints, and the model that keeps them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

CARD: Final = Qt.ItemDataRole.UserRole
KEY: Final = Qt.ItemDataRole.UserRole + 1
CHUNK: Final = 60
"""So many rows are laid out before somebody scrolls to the end of them."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press on a card. `kind`: "plain", "primary", "quiet", "hover" or "offer".

    A primary one is only strong, and "hover" only seen, on the card that is current or under the
    mouse.
    """

    key: str
    text: str
    icon: str = ""
    kind: str = "plain"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon with words, in a colour of the theme; never colour alone."""

    icon: str
    text: str
    tone: str = "muted"


@dataclass(frozen=True, slots=True)
class Card:
    """What is painted of one row.

    Attributes:
        title: the strongest line; `tag` stands small behind it.
        lead: two short lines in a column of their own before everything else.
        icon: in place of `lead`.
        line: where it is and the like.
        signs: on a line of their own.
        note: a sentence, on up to two lines.
        badge: at the end of the title's line.
        aside: at the right, a strong and a small text.
        buttons: at the right; `offers` on a line of their own.
        bar: colour of the bar at the front, "" for none.
        faded: it is over, or cancelled.
        more: said to a screen reader only.
    """

    title: str
    tag: str = ""
    lead: tuple[str, str] = ("", "")
    icon: str = ""
    line: str = ""
    signs: tuple[Sign, ...] = ()
    note: Sign | None = None
    badge: Sign | None = None
    aside: tuple[str, str] = ("", "")
    buttons: tuple[Button, ...] = ()
    offers: tuple[Button, ...] = ()
    bar: str = ""
    faded: bool = False
    more: str = ""

    @property
    def pressable(self) -> tuple[Button, ...]:
        """All buttons in the order of the keyboard."""
        return (*self.buttons, *self.offers)

    def spoken(self) -> str:
        """Return everything as one sentence, for screen readers and as the row's text."""
        parts = [
            *self.lead,
            self.title,
            self.tag,
            "" if self.badge is None else self.badge.text,
            self.line,
            *(sign.text for sign in self.signs),
            "" if self.note is None else self.note.text,
            *self.aside,
            self.more,
        ]
        return ", ".join(" ".join(part.split()) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between cards: of a day, or of a section (`large`)."""

    text: str
    detail: str = ""
    large: bool = False
    icon: str = ""
    tone: str = "text"

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return f"{self.text}, {self.detail}" if self.detail else self.text


Drawn = Card | Heading


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a stable key, and what its card is drawn from; equal values look equal."""

    key: Hashable
    value: Any
    heading: bool = False


class CardModel(QAbstractListModel):
    """Rows of which the cards are drawn when they are first seen.

    A new list is compared with the old one, so that views keep what did not change. Long lists are
    given out in chunks.
    """

    def __init__(self, draw: Callable[[Row], Drawn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._rows: list[Row] = []
        self._shown = 0
        self._cards: dict[Hashable, tuple[Row, Drawn]] = {}

    def rows(self) -> Sequence[Row]:
        """Return all rows, also those that were not given out yet."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; those with the same key stay, drawn anew where their value changed."""
        known = {row.key: row for row in self._rows}
        # What is equal stays the same object, by which its card is known.
        new = [known[row.key] if known.get(row.key) == row else row for row in rows]
        old = self._rows[: self._shown]
        wanted = new[: max(len(old), CHUNK)]
        head = _common(old, wanted)
        tail = _common(old[head:][::-1], wanted[head:][::-1])
        keys = {row.key for row in new}
        self._cards = {key: card for key, card in self._cards.items() if key in keys}
        if len(old) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._rows = old[:head] + old[len(old) - tail :]
            self._shown = len(self._rows)
            self.endRemoveRows()
        if len(wanted) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(wanted) - tail - 1)
            self._rows, self._shown = new, len(wanted)
            self.endInsertRows()
        self._rows = new
        for place in (*range(head), *range(self._shown - tail, self._shown)):
            if known[new[place].key] is not new[place]:
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def redraw(self) -> None:
        """Draw every card anew: the language, the day or what stands around has changed."""
        self._cards.clear()
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(self._shown - 1))

    def find(self, key: Hashable) -> QModelIndex:
        """Return where a row is, an invalid index where it is not or was not given out."""
        for number in range(self._shown):
            if self._rows[number].key == key:
                return self.index(number)
        return QModelIndex()

    def row(self, index: Index) -> Row | None:
        """Return the row at an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < self._shown else None

    def card(self, index: Index) -> Drawn | None:
        """Return what is painted at an index."""
        row = self.row(index)
        if row is None:
            return None
        found = self._cards.get(row.key)
        if found is None or found[0] is not row:
            found = self._cards[row.key] = (row, self._draw(row))
        return found[1]

    # --- Qt's ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt's."""
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:
        """Qt's."""
        return not parent.isValid() and self._shown < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        """Qt's: give out the next rows."""
        if parent.isValid():
            return
        last = min(len(self._rows), self._shown + CHUNK) - 1
        self.beginInsertRows(QModelIndex(), self._shown, last)
        self._shown = last + 1
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's."""
        row = self.row(index)
        if row is None:
            return None
        if role == KEY:
            return row.key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            card = self.card(index)
            return "" if card is None else card.spoken()
        return self.card(index) if role == CARD else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's: headings are passed over."""
        row = self.row(index)
        if row is None or row.heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )


def _common(one: Sequence[Row], other: Sequence[Row]) -> int:
    """Return how many rows at the front of both have the same keys."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left.key != right.key:
            break
        count += 1
    return count
