"""Traditional and Simplified Chinese told apart, and what is Latin in both."""

from __future__ import annotations

import re
from typing import Final

HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff]"
# Names and keys that are the same in every language.
_SAME = """
Loop Booking PostgreSQL JSON KiB ISO ESD BSL P1 P2 CNY Shift Ctrl Alt Enter Esc Delete Insert Home
End Tab Python Qt PySide6 shiboken6 psycopg Apache License GNU Lesser General Public GPU CSV Page
Up Down home me mine invitation loop booking download qt io github com
"""
SAME: Final = frozenset(_SAME.split())
# Shared characters that are nearly always a slip in a text of the other script.
_SUSPICIOUS = {"zh_hant": "后里么与于云几", "zh_hans": "裡裏後麼於"}
_HONG_KONG_TOO = frozenset("着")
_MAINLAND_TOO = frozenset("簕")  # the bougainvillea's, in neither region's oldest set


def encodes(char: str, encoding: str) -> bool:
    """Whether a character belongs to the set of an encoding."""
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def of_script(char: str, language: str) -> bool:
    """Whether a character may stand in a text of that script."""
    if char in _SUSPICIOUS[language]:
        return False
    if not re.match(HAN, char):
        return True
    if language == "zh_hans":
        return encodes(char, "gb2312") or char in _MAINLAND_TOO
    # Hong Kong's supplement has some Simplified characters too; those are told by the mainland's.
    traditional = encodes(char, "big5") or not encodes(char, "gb2312")
    return encodes(char, "big5hkscs") and (traditional or char in _HONG_KONG_TOO)
