"""How long to wait after a failure, and between looks at the shared database.

Full jitter: the wait is drawn evenly up to a bound that doubles with each failure, so that many
desktops do not come back all at once (M. Brooker, "Exponential Backoff And Jitter", AWS 2015).
"""

from __future__ import annotations

import random
from enum import StrEnum
from typing import Final

SHORTEST: Final = 1.0
LONGEST: Final = 60.0
SAFETY: Final = 15.0
ELSEWHERE: Final = (0.2, 0.4)
ECHO: Final = (0.230, 0.260)


class Attention(StrEnum):
    """How closely somebody is watching: the window is or was just used, can be seen, or neither."""

    FOCUSED = "focused"
    VISIBLE = "visible"
    HIDDEN = "hidden"


def after_failure(failures: int, source: random.Random) -> float:
    """Return seconds to wait after so many failures in a row (1 and more): 1 to 60."""
    bound = min(LONGEST, SHORTEST * 2.0 ** min(failures, 10))
    return source.uniform(SHORTEST, bound)


def between_polls(attention: Attention, listening: bool, source: random.Random) -> float:
    """Return seconds until the next look at the server's head."""
    if attention is Attention.FOCUSED:
        return SAFETY if listening else SHORTEST
    if attention is Attention.VISIBLE:
        return 5.0 * source.uniform(0.8, 1.2)
    return source.uniform(30.0, 60.0)


def echo(source: random.Random) -> float:
    """Return seconds after a bell until the second pull: the server rings at most every 200 ms."""
    return source.uniform(*ECHO)


def elsewhere(source: random.Random) -> float:
    """Return seconds to wait while another process syncs the same folder."""
    return source.uniform(*ELSEWHERE)
