"""Chinese and other text made alike for looking things up; never for showing.

A query in one script finds names in the other (會議室, 会议室), and the first letters of the pinyin
find a name (hys). The tables are in `resources/han`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Final

_READINGS: Final = 8
"""At most so many ways to read one name are looked at; few characters have two."""


@cache
def _simplified() -> dict[int, str]:
    pairs = (pair for line in _lines("simplified.txt") for pair in line.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _letters() -> dict[str, str]:
    found: dict[str, str] = {}
    letter = ""
    for line in _lines("initials.txt"):
        if len(line) == 1 and line.isascii():
            letter = line
            continue
        for character in line:
            found[character] = found.get(character, "") + letter
    return found


def _lines(name: str) -> list[str]:
    text = files("resources").joinpath("han", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def fold(text: str) -> str:
    """Return a text in simplified characters, small letters and half width, without accents.

    Spaces are single and none is at an end.
    """
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(part for part in parts if not unicodedata.combining(part))
        text = unicodedata.normalize("NFC", text).translate(_simplified())
    return " ".join(text.casefold().split())


def initials(folded: str) -> tuple[str, ...]:
    """Return the first letters of words and of the pinyin of characters; numbers stay whole.

    Several where a character has two readings: "长会议室 2" gives "chys2" and "zhys2".

    Args:
        folded: as `fold` returns it.
    """
    letters = _letters()
    choices: list[str] = []
    inside = False
    for character in folded:
        if character in letters:
            choices.append(letters[character])
            inside = False
        elif not character.isalnum():
            inside = False
        else:
            if not inside or character.isdigit():
                choices.append(character)
            inside = True
    found: list[str] = []
    for letters_of_one in product(*choices):
        found.append("".join(letters_of_one))
        if len(found) == _READINGS:
            break
    return tuple(found)
