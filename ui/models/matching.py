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
    """An entry with all that it may be found by, as lines: each begins with a line break."""

    entry: Entry
    order: int
    names: frozenset[str]
    text: str
    words: str
    short: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a query in the forms in which it is looked for."""

    text: str
    begins: str
    inside: tuple[str, str]
    bare: str
    ascii: bool


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
        folded = fold(query)
        if not folded:
            lately = {key: self._by_key[key] for key in recent if key in self._by_key}
            rest = (known.entry for known in self._known if known.entry.key not in lately)
            usable = (entry for entry in (*lately.values(), *rest) if entry.usable())
            return list(islice(usable, limit))
        words = [_word(word) for word in folded.split()]
        places = {key: place for place, key in enumerate(recent)}
        found: list[tuple[float, int, int, Entry]] = []
        for known in self._known:
            score = -1.0 if folded in known.names else _score(known, words)
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
    squeezed = tuple(name.replace(" ", "") for name in names if not name.isascii())
    text = "\n" + "\n".join(dict.fromkeys((*names, *squeezed)))
    short = dict.fromkeys(reading for name in names for reading in initials(name))
    dashed = (name.replace("-", "") for name in names if name.isascii() and "-" in name)
    codes = tuple(code for code in dashed if code)
    return _Known(
        entry,
        order,
        frozenset((*names, *squeezed)),
        text,
        text.replace(" ", "\n ").replace("-", "\n-"),
        "\n" + "\n".join(reading for reading in short if len(reading) > 1),
        codes,
    )


def _word(word: str) -> _Word:
    bare = word.replace("-", "")
    return _Word(word, f"\n{word}", (f"\n {word}", f"\n-{word}"), bare, word.isascii())


def _score(known: _Known, words: list[_Word]) -> float | None:
    total = 0.0
    for word in words:
        fit = _fit(known, word)
        if fit is None:
            return None
        total += fit
    return total / len(words)


def _fit(known: _Known, word: _Word) -> int | None:
    """Return how well one word fits, None where it does not."""
    if word.text in known.text:
        return _fit_in_names(known, word)
    if not word.ascii:
        return None
    if word.text in known.short:
        if word.begins in known.short:
            return _INITIALS
        return _LETTERS if len(word.text) > 1 else None
    for code in known.codes:
        if code.startswith(word.bare[:1]) and word.bare and _spread(word.bare, code):
            return _LETTERS if word.bare in code else _SPREAD
    return None


def _fit_in_names(known: _Known, word: _Word) -> int:
    if word.text in known.names:
        return _EXACT
    if word.begins in known.words:
        return _BEGINS
    return _WORD if any(sign in known.words for sign in word.inside) else _INSIDE


def _spread(word: str, code: str) -> bool:
    """Whether the letters of a word stand in a code in that order: "jomr4" in "jo2fmr04"."""
    if word in code:
        return True
    letters = iter(code)
    return len(word) > 2 and all(letter in letters for letter in word)
