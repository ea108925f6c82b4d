"""Lines in which the office types: a code, a charge, a place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from booking.model import Catalogue, Resource
from ui import format as shown
from ui.i18n import pick
from ui.models.matching import Entry, Index
from ui.timeparse import Parsed, Reason, Wrong
from ui.timeparse.reading import plain
from ui.widgets.resource_pick import ResourcePick
from ui.widgets.typed_edit import TypedEdit

LONGEST_CODE: Final = 40
MOST_FEN: Final = 100_000_000
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,40}", re.ASCII)
_STRANGE: Final = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)
_NUMBERED: Final = re.compile(r"(.*?)(\d*)", re.ASCII | re.DOTALL)
_MONEY: Final = re.compile(
    r"(?:cny|rmb|¥)? ?(-?\d{1,9}(?:,\d{3})*)(?:\.(\d*))? ?(?:cny|rmb|元|块)?", re.ASCII
)


def is_code(text: str) -> bool:
    """Whether a text has the form of a code."""
    return _CODE.fullmatch(text) is not None


def nearest_code(text: str) -> str:
    """Return the code that a text is nearest to, "" where nothing of it can be in one."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _STRANGE.sub("-", flat.strip()).strip("-")[:LONGEST_CODE]


def free_code(code: str, taken: Callable[[str], bool]) -> str:
    """Return the next code that is not taken: JO-1F-MR09 after JO-1F-MR08."""
    found = _NUMBERED.fullmatch(code)
    stem, digits = (found[1], found[2]) if found is not None else (code, "")
    number, width = int(digits or 1), len(digits)
    joint = "" if digits else "-"
    for by in range(1, 10_000):
        tail = f"{joint}{number + by:0{width}d}"
        made = stem[: LONGEST_CODE - len(tail)] + tail
        if not taken(made):
            return made
    return ""


class CodeEdit(TypedEdit):
    """A code that is not used yet; letters, digits, dots, hyphens, at most 40.

    Attributes:
        taken: whether a code is used already.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken: Callable[[str], bool] = lambda _: False

    def parse(self, text: str) -> Parsed[str] | Wrong[str]:
        """Return the code."""
        code = text.strip()
        if not is_code(code):
            near = nearest_code(code)
            if near and self.taken(near):
                near = free_code(near, self.taken)
            return Wrong(Reason.NOT_UNDERSTOOD, near or None)
        if self.taken(code):
            return Wrong(Reason.OUT_OF_RANGE, free_code(code, self.taken) or None)
        return Parsed(code)

    def why(self) -> str:
        """Return why this is no code that would do."""
        wrong = self.wrong()
        if wrong is None or wrong.reason is Reason.EMPTY:
            return super().why()
        if wrong.reason is Reason.OUT_OF_RANGE:
            return QCoreApplication.translate("filling", "This code is used already.")
        return QCoreApplication.translate(
            "filling", "A code has letters, digits, dots and hyphens only, at most 40."
        )

    def write(self, value: Any) -> str:
        """Return the code."""
        return str(value)


class MoneyEdit(TypedEdit):
    """A charge in fen, typed in CNY: 80, 80.50, ¥1,200."""

    def parse(self, text: str) -> Parsed[int] | Wrong[int]:
        """Return the fen."""
        found = _MONEY.fullmatch(plain(text).replace("￥", "¥"))
        if found is None:
            return Wrong(Reason.NOT_UNDERSTOOD)
        yuan, part = int(found[1].replace(",", "")), found[2] or ""
        fen = abs(yuan) * 100 + int((part + "00")[:2])
        if found[1].startswith("-") and fen:
            return Wrong(Reason.OUT_OF_RANGE, 0)
        if fen > MOST_FEN:
            return Wrong(Reason.OUT_OF_RANGE, MOST_FEN)
        if part[2:].strip("0"):
            return Wrong(Reason.NO_SECONDS, min(MOST_FEN, fen + (part[2] >= "5")))
        return Parsed(fen)

    def why(self) -> str:
        """Return why this is no charge."""
        wrong = self.wrong()
        if wrong is None or wrong.reason is Reason.EMPTY:
            return super().why()
        if wrong.reason is Reason.NO_SECONDS:
            return QCoreApplication.translate("filling", "At most two digits after the point.")
        if wrong.reason is Reason.OUT_OF_RANGE:
            text = QCoreApplication.translate("filling", "A charge from {least} to {most}.")
            return text.format(least=shown.money(0), most=shown.money(MOST_FEN))
        return QCoreApplication.translate("filling", "Write the charge as 80 or 80.50.")

    def write(self, value: Any) -> str:
        """Return "CNY 80.00"."""
        return shown.money(value)

    def stepped(self, value: Any, by: int) -> Any:
        """Return a charge ten yuan up or down."""
        return min(max(value + by * 1000, 0), MOST_FEN)

    def first(self) -> Any:
        """Return nothing to pay."""
        return 0


class PlacePick(ResourcePick):
    """The code of one of some resources, bookable or not; empty for none."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(catalogue, parent)
        self._allowed: frozenset[str] = frozenset()

    def offer(self, places: Iterable[Resource]) -> None:
        """Choose among these."""
        found = sorted(places, key=lambda one: one.code)
        self._allowed = frozenset(one.code for one in found)
        self._index = Index(_entry(one) for one in found)
        value = self.value()
        if value is not None and value not in self._allowed:
            self._take(self.text())
        else:
            self.read_again()

    def parse(self, text: str) -> Parsed[str] | Wrong[str]:
        """Return the code."""
        found = super().parse(text)
        if isinstance(found, Parsed) and found.value not in self._allowed:
            return Wrong(Reason.NOT_UNDERSTOOD)
        return found

    def why(self) -> str:
        """Return why nothing is chosen."""
        wrong = self.wrong()
        if wrong is not None and wrong.reason is Reason.NOT_UNDERSTOOD and wrong.nearest is None:
            return QCoreApplication.translate("filling", "Nothing at this site is called that.")
        return super().why()


def _entry(resource: Resource) -> Entry:
    names = resource.name
    every = (resource.code, names.en, names.zh_hant, names.zh_hans)
    return Entry(resource.code, "resource", pick(names), every, _nothing)


def _nothing() -> None:
    """Entries are only looked up here."""
