"""One closure as two people changed it: what only one of them changed is taken from that one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from booking.model import Names
from booking.services.inventory import ClosureWish

PLACE: Final = "resource"
TIME: Final = "when"
REASON: Final = "reason"
PARTS: Final = (PLACE, TIME, REASON)


class Merged(NamedTuple):
    """What came of it.

    Attributes:
        wish: with theirs where mine is as it was, else mine.
        taken: parts in which theirs was taken.
        crossed: parts that both changed, each to something else; mine stands there.
    """

    wish: ClosureWish
    taken: tuple[str, ...]
    crossed: tuple[str, ...]


def merge(base: ClosureWish | None, mine: ClosureWish, theirs: ClosureWish) -> Merged:
    """Return one closure of two.

    Args:
        base: what both were made from; None where that is not known, then nothing is plain.
        mine: may be half filled; theirs is whole.
    """
    taken, crossed = [], []
    wish = mine
    for part in PARTS:
        found, crosses = _part(part, base, mine, theirs)
        if crosses:
            crossed.append(part)
        elif of(part, found) != of(part, mine):
            taken.append(part)
        wish = put(part, wish, found)
    return Merged(wish, tuple(taken), tuple(crossed))


def put(part: str, wish: ClosureWish, other: ClosureWish) -> ClosureWish:
    """Return a closure with one part of another."""
    if part == PLACE:
        return replace(wish, resource=other.resource)
    if part == TIME:
        return replace(wish, start=other.start, end=other.end)
    return replace(wish, reason=other.reason)


def of(part: str, wish: ClosureWish) -> object:
    """Return one part of a closure."""
    return {PLACE: wish.resource, TIME: (wish.start, wish.end), REASON: wish.reason}[part]


def _part(
    part: str, base: ClosureWish | None, mine: ClosureWish, theirs: ClosureWish
) -> tuple[ClosureWish, bool]:
    """Return the closure whose part is meant, and whether a person has to choose."""
    ours, others = of(part, mine), of(part, theirs)
    if ours == others:
        return mine, False
    if base is None or others == of(part, base):
        return mine, base is None
    if ours == of(part, base):
        return theirs, False
    if part == TIME:
        return _times(base, mine, theirs)
    if part == REASON:
        return _reasons(base, mine, theirs)
    return mine, True


def _times(base: ClosureWish, mine: ClosureWish, theirs: ClosureWish) -> tuple[ClosureWish, bool]:
    """One moved the start, the other the end: both, where that is a time."""
    start = theirs.start if mine.start == base.start else mine.start
    end = theirs.end if mine.end == base.end else mine.end
    both = (mine.start, theirs.start), (mine.end, theirs.end)
    apart = all(
        ours == others or old in (ours, others)
        for (ours, others), old in zip(both, (base.start, base.end), strict=True)
    )
    if not apart or start is None or end is None or start >= end:
        return mine, True
    return replace(mine, start=start, end=end), False


def _reasons(base: ClosureWish, mine: ClosureWish, theirs: ClosureWish) -> tuple[ClosureWish, bool]:
    """Each language by itself."""
    old, ours, others = (one.reason.as_json() for one in (base, mine, theirs))
    texts = {tag: others[tag] if text == old[tag] else text for tag, text in ours.items()}
    crosses = any(old[tag] != ours[tag] != others[tag] != old[tag] for tag in ours)
    return replace(mine, reason=Names(**texts)), crosses
