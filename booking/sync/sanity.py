"""Does the cache hold what the server has? Asked once a day; a difference means to pull anew.

The server answers `ask('census', {"sites", "ends_after"})` with its head and, for each resource,
the count and the sum that `booking.cache.queries.census` reckons as well. The two can be compared
only where the cache is at that head. A server that does not know the question yet is believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from booking.cache import queries, state
from booking.cache.engine import Cache
from booking.cache.sqlite import Connection
from booking.errors import BugError, Unavailable
from booking.rules.codes import UNKNOWN_OPERATION
from booking.shared.doors import Gateway


class Compared(Enum):
    """What came of it. MOVED: the cache is not at the server's head any more; ask again later."""

    SAME = auto()
    DIFFERS = auto()
    MOVED = auto()


def compare(cache: Cache, gateway: Gateway) -> Compared:
    """Compare the cache's allocations with the server's.

    Raises:
        BugError: the server refuses, or what it says is not understood.
        As the gateway and the cache.
    """
    shape = cache.read(state.shape)
    if shape is None:
        return Compared.MOVED
    answer = _ask(gateway, shape)
    if answer.get("code") == UNKNOWN_OPERATION:
        return Compared.SAME
    head, theirs = _read(answer)

    def work(connection: Connection) -> Compared:
        if state.cursor(connection) != head:
            return Compared.MOVED
        ours = queries.census(connection, shape.ends_after)
        return Compared.SAME if ours == theirs else Compared.DIFFERS

    return cache.read(work)


def counted(gateway: Gateway, shape: state.Shape) -> int | None:
    """Return how many allocations a pull from nothing brings, None where nobody says so."""
    try:
        _, theirs = _read(_ask(gateway, shape))
    except (BugError, Unavailable):
        return None
    return sum(count for count, _ in theirs.values())


def _ask(gateway: Gateway, shape: state.Shape) -> Mapping[str, Any]:
    args = {"sites": shape.sites, "ends_after": shape.ends_after}
    return gateway.ask("census", json.dumps(args))


def _read(answer: Mapping[str, Any]) -> tuple[int, dict[int, tuple[int, int]]]:
    if answer.get("ok") is not True:
        raise BugError(f"the server refuses a census: {answer.get('code')}")
    try:
        counted = {int(key): (int(n), int(s)) for key, (n, s) in answer["resources"].items()}
        return int(answer["head"]), counted
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BugError(f"the server's census is not understood: {error}") from error
