"""Things that one can call up by typing part of what they are called, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ui.models.han import fold, initials

LIMIT: Final = 60
"""So many rows are shown at most; whoever has more types on."""

# How well one word of a query fits, smaller is better.
_EXACT, _BEGINS, _WORD, _INSIDE, _INITIALS, _LETTERS, _SPREAD = range(7)
_RECENT_BONUS: Final = 1.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to call up.

    Attributes:
        key: stable name, by which it is remembered as recent.
        kind: "action", "date", "resource" or "person".
        names: everything it may be called, in all languages and scripts, codes included.
        hint: a keyboard shortcut, or a code.
        usable: whether it can be called up at this moment.
    """

    key: str
    kind: str
    title: str
    names: tuple[str, ...]
    run: Callable[[], None] = field(compare=False)
    detail: str = ""
    icon: str = ""
    hint: str = ""
    usable: Callable[[], bool] = field(default=lambda: True, compare=False)


@dataclass(frozen=True, slots=True)
class _Known:
    entry: Entry
    order: int
    names: tuple[str, ...]
    words: str
    short: str
    codes: str


class Index:
    """Entries made ready for looking up."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._known = [_known(entry, order) for order, entry in enumerate(entries)]
        self._by_key = {known.entry.key: known.entry for known in self._known}

    def __len__(self) -> int:
        return len(self._known)

    def look_up(self, query: str, recent: Sequence[str] = (), limit: int = LIMIT) -> list[Entry]:
        """Return the entries that fit every word of a query, best first.

        Args:
            query: what somebody typed; empty gives recent ones, then all in their own order.
            recent: keys of what was called up before, the latest first.
        """
        words = fold(query).split()
        if not words:
            lately = {key: self._by_key[key] for key in recent if key in self._by_key}
            rest = (known.entry for known in self._known if known.entry.key not in lately)
            usable = (entry for entry in (*lately.values(), *rest) if entry.usable())
            return list(islice(usable, limit))
        places = {key: place for place, key in enumerate(recent)}
        found: list[tuple[float, int, int, Entry]] = []
        for known in self._known:
            score = _score(known, words)
            if score is not None:
                place = places.get(known.entry.key)
                if place is not None:
                    score -= _RECENT_BONUS / (1 + place)
                found.append((score, len(known.entry.title), known.order, known.entry))
        found.sort(key=lambda row: row[:3])
        return list(islice((entry for *_, entry in found if entry.usable()), limit))


def _known(entry: Entry, order: int) -> _Known:
    names = tuple(dict.fromkeys(fold(name) for name in (entry.title, *entry.names) if name))
    # A Chinese name is typed with or without the space before its number.
    squeezed = [name.replace(" ", "") for name in names if not name.isascii() and " " in name]
    short = [reading for name in names for reading in initials(name) if len(reading) > 1]
    codes = [name.replace("-", "") for name in names if name.isascii() and "-" in name]
    return _Known(
        entry,
        order,
        (*names, *squeezed),
        "\n" + "\n".join((*names, *squeezed)).replace(" ", "\n ").replace("-", "\n-"),
        "\n" + "\n".join(dict.fromkeys(short)),
        "\n" + "\n".join(codes),
    )


def _score(known: _Known, words: list[str]) -> float | None:
    whole = " ".join(words)
    if whole in known.names:
        return -1.0
    total = 0.0
    for word in words:
        fit = _fit(known, word)
        if fit is None:
            return None
        total += fit
    return total / len(words)


def _fit(known: _Known, word: str) -> int | None:
    """Return how well one word fits, None where it does not."""
    if word in known.names:
        return _EXACT
    for where, sign, fit in (
        (known.words, f"\n{word}", _BEGINS),
        (known.words, f"\n {word}", _WORD),
        (known.words, f"\n-{word}", _WORD),
    ):
        if sign in where:
            return fit
    if any(word in name for name in known.names):
        return _INSIDE
    if not word.isascii():
        return None
    if f"\n{word}" in known.short:
        return _INITIALS
    if len(word) > 1 and word in known.short:
        return _LETTERS
    if word.replace("-", "") in known.codes:
        return _LETTERS
    return _SPREAD if len(word) > 2 and _spread(word, known.codes) else None


def _spread(word: str, codes: str) -> bool:
    """Whether the letters of a word stand in a code in that order: "jomr4" in "jo2fmr04"."""
    for code in codes.split("\n"):
        letters = iter(code)
        if code and code[0] == word[0] and all(letter in letters for letter in word):
            return True
    return False
