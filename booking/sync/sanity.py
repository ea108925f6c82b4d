"""Does the cache hold what the server has? Asked once a day; a difference means to pull anew.

The server answers `ask('census', {"sites", "ends_after"})` with its head and, for each resource,
the count and the sum that `booking.cache.queries.census` reckons as well. A server that does not
know the question yet is believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from booking.cache import queries, state
from booking.cache.engine import Cache
from booking.cache.sqlite import Connection
from booking.errors import BugError
from booking.shared.doors import Gateway


def differs(cache: Cache, gateway: Gateway) -> bool:
    """Return whether the cache's allocations are other ones than the server's at the same cursor.

    Raises:
        As the gateway and the cache.
    """
    shape = cache.read(state.shape)
    if shape is None:
        return False
    args = {"sites": shape.sites, "ends_after": shape.ends_after}
    answer = gateway.ask("census", json.dumps(args))
    if answer.get("ok") is not True:
        return False

    def work(connection: Connection) -> bool:
        if state.cursor(connection) != answer["head"]:
            return False
        return queries.census(connection, shape.ends_after) != _counted(answer)

    return cache.read(work)


def _counted(answer: Mapping[str, Any]) -> dict[int, tuple[int, int]]:
    try:
        return {int(key): (int(n), int(s)) for key, (n, s) in answer["resources"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BugError(f"the server's census is not understood: {error}") from error
