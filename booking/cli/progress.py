"""How far a long fetch is, told to a waiting person."""

from __future__ import annotations

from collections.abc import Callable

from booking.cli.outcome import Output
from booking.shared.doors import Gateway
from booking.sync import counting as doors


def counting(output: Output) -> Callable[[Gateway], Gateway]:
    """Return a wrapper for doors that tells a waiting person how many rows came through."""
    return doors.counting(lambda rows: output.progress(f"Fetched {rows:,} rows ..."))
