"""Qt's compiled message file (.qm), written without Qt.

lrelease does the same, but needs PySide6 and system libraries of it; a wheel is also built, and the
command line set up, where there are none. The format is that which `QTranslator` reads: sections of
a tag, a length and data, all big-endian; see qtranslator.cpp.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

MAGIC: Final = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
RULES: Final[Mapping[str, bytes]] = {"en": b"\x01\x01"}
"""How a count chooses its form, as Qt's rules in bytes: in English the first form is for 1."""

_HASHES, _MESSAGES, _RULES, _LANGUAGE = 0x42, 0x69, 0x88, 0xA7
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8


class Text(NamedTuple):
    """One text with its translations, as many as the language has plural forms."""

    context: str
    source: str
    comment: str
    translations: tuple[str, ...]


def compiled(texts: Iterable[Text], language: str, tag: str) -> bytes:
    """Return the contents of a .qm file.

    Args:
        texts: all translated texts.
        language: key of `RULES`, for the plural forms.
        tag: name of the locale, for example "zh_HK".
    """
    messages, hashes = bytearray(), []
    for text in texts:
        hashes.append((elf_hash(f"{text.source}{text.comment}".encode()), len(messages)))
        messages += _message(text)
    sections = [
        (_LANGUAGE, tag.encode()),
        (_HASHES, b"".join(struct.pack(">II", *pair) for pair in sorted(hashes))),
        (_MESSAGES, bytes(messages)),
    ]
    if language in RULES:
        sections.append((_RULES, RULES[language]))
    return MAGIC + b"".join(_part(tag, data) for tag, data in sections)


def elf_hash(data: bytes) -> int:
    """Return the hash of System V's ELF, with which `QTranslator` looks texts up; never 0."""
    value = 0
    for byte in data:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ high >> 24) & ~high & 0xFFFFFFFF
    return value or 1


def _message(text: Text) -> bytes:
    parts = [_part(_TRANSLATION, form.encode("utf-16-be")) for form in text.translations]
    for tag, value in (
        (_CONTEXT, text.context),
        (_SOURCE, text.source),
        (_COMMENT, text.comment),
    ):
        parts.append(_part(tag, value.encode()))
    return b"".join(parts) + bytes((_END,))


def _part(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data
