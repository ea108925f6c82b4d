"""The form of what people type: texts, numbers, codes. The same limits as the server's doors.

What fails here would be refused there too, and never enters the outbox.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from booking.model import Interval
from booking.rules import codes
from booking.rules.interval import valid_interval
from booking.services.refusal import Refusal, RefusedError, refused

TITLE: Final = 200
NOTES: Final = 2000
REASON: Final = 200
PEOPLE: Final = 10_000
QUANTITY: Final = 200
ITEMS: Final = 20
REQUEST_BYTES: Final = 16_384

_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,40}", re.ASCII)
# Lone surrogates stand for bytes of the command line that are no text; they cannot be stored.
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_FORBIDDEN_IN_NOTES: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def text(value: object, field: str, *, most: int, least: int = 1) -> str:
    """Return a one-line text without the spaces around it.

    Raises:
        RefusedError: "bad_text" (too long, empty, control characters), "bad_request" (no text).
    """
    if not isinstance(value, str):
        raise refused(codes.BAD_REQUEST, field=field)
    trimmed = value.strip(" ")
    if len(value) > most or len(trimmed) < least or _FORBIDDEN.search(value):
        raise refused(codes.BAD_TEXT, field=field)
    return trimmed


def notes(value: object, field: str = "notes") -> str:
    """Return a text that may have line breaks and tabs.

    Raises:
        RefusedError: as `text`.
    """
    if not isinstance(value, str):
        raise refused(codes.BAD_REQUEST, field=field)
    if len(value) > NOTES or _FORBIDDEN_IN_NOTES.search(value):
        raise refused(codes.BAD_TEXT, field=field)
    return value


def whole(value: object, field: str, *, most: int, least: int = 1) -> int:
    """Return a whole number within its bounds.

    Raises:
        RefusedError: "bad_request".
    """
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise refused(codes.BAD_REQUEST, field=field)
    return value


def code(value: object, field: str) -> str:
    """Return a code such as JO-1F-MR01.

    Raises:
        RefusedError: "bad_request".
    """
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise refused(codes.BAD_REQUEST, field=field)
    return value


def given(instant: datetime | None, field: str) -> datetime:
    """Return an instant that somebody has named.

    Raises:
        RefusedError: "bad_time": nobody has.
    """
    if instant is None:
        raise refused(codes.BAD_TIME, field=field)
    return instant


def utc(instant: datetime) -> datetime:
    """Return an instant of any zone in UTC; one without a zone, or beyond all years, as it is."""
    try:
        return instant if instant.tzinfo is None else instant.astimezone(UTC)
    except OverflowError:
        return instant


def interval(start: datetime | None, end: datetime | None, prefix: str = "") -> Interval:
    """Return a time that can be booked, given by instants of any zone.

    Raises:
        RefusedError: "bad_time" with the field.
    """
    start, end = utc(given(start, prefix + "from")), utc(given(end, prefix + "to"))
    problem = valid_interval(start, end)
    if problem is not None:
        raise refused(problem.code, field=prefix + str(problem.values["field"]))
    return Interval(start, end)


def size(args: Mapping[str, Any]) -> None:
    """See that a request fits through the server's door.

    Raises:
        RefusedError: "too_large".
    """
    if len(json.dumps(args, ensure_ascii=False).encode()) > REQUEST_BYTES:
        raise refused(codes.TOO_LARGE)


def none(refusal: Refusal | None) -> None:
    """Raise a refusal, if there is one.

    Raises:
        RefusedError: there is one.
    """
    if refusal is not None:
        raise RefusedError(refusal)
