"""How far a long fetch is, told to a waiting person."""

from __future__ import annotations

from collections.abc import Callable

from booking.cli.outcome import Output
from booking.events import Event, PullProgress


def counting(output: Output) -> Callable[[Event], None]:
    """Return a subscriber that tells a waiting person how many rows came."""

    def tell(happened: Event) -> None:
        if isinstance(happened, PullProgress):
            output.progress(f"Fetched {happened.rows:,} rows ...")

    return tell
