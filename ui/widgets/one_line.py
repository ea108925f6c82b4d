"""What is pasted into one line: breaks and tabs become spaces, what cannot be kept is left out."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QLineEdit

# Breaks of any system and tabs; then all other control characters and halves of characters.
_GAPS: Final = re.compile("[\t\n\x0b\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNKEPT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return a text as a line that the shared database keeps."""
    return _UNKEPT.sub("", _GAPS.sub(" ", text))


def tidy(line: QLineEdit) -> bool:
    """Make a line of what was pasted; returns whether it was none."""
    text, place = line.text(), line.cursorPosition()
    clean = one_line(text)
    if clean == text:
        return False
    line.setText(clean)
    line.setCursorPosition(len(one_line(text[:place])))
    return True
