"""UUID version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random bits.

Python's own `uuid.uuid7` comes with 3.14. The server reads the time of a *mutation* id to refuse
acts that are too old to be recognised as replays; it never relies on the order of ids.
"""

from __future__ import annotations

import secrets
import time
from uuid import UUID

MAX_MILLISECONDS = (1 << 48) - 1


def uuid7(milliseconds: int | None = None) -> UUID:
    """Return a new version-7 UUID.

    Args:
        milliseconds: Unix time in milliseconds, 0 to 2**48 - 1; the present when None.

    Raises:
        ValueError: milliseconds out of range.
    """
    at = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    if not 0 <= at <= MAX_MILLISECONDS:
        raise ValueError("milliseconds do not fit in 48 bits")
    value = (
        (at << 80)
        | (0x7 << 76)
        | (secrets.randbits(12) << 64)
        | (0b10 << 62)
        | secrets.randbits(62)
    )
    return UUID(int=value)


def milliseconds_of(value: UUID) -> int:
    """Return the Unix milliseconds in a version-7 UUID.

    Raises:
        ValueError: not a version-7 UUID.
    """
    if value.version != 7:
        raise ValueError("not a version-7 UUID")
    return value.int >> 80
