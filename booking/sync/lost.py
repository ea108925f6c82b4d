"""Which confirmed acts did the server lose, because it had to recover?

Only the server can say. A booking may be there with as high a revision as the lost act gave it, by
somebody else's act since. So it is asked, by `ask('done', {"acts"})`, on every new timeline and
after every full pull, whatever its reason: the cache may have been lost together with its memory of
how far it was.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from booking.cache.act import Act
from booking.errors import BugError
from booking.shared.doors import Gateway

log = logging.getLogger(__name__)

BATCH: Final = 400


def missing(gateway: Gateway, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return those of the confirmed acts that the server does not know as done, in order.

    Where no sense can be made of what it says, that is all of them. To send an act again does no
    harm: a server that still knows it returns the answer that it stored.

    Raises:
        AuthError, EnvironmentProblem, Unavailable: as the gateway.
    """
    done: set[UUID] = set()
    for start in range(0, len(acts), BATCH):
        done |= _done(gateway, acts[start : start + BATCH])
    return tuple(act for act in acts if act.id not in done)


def _done(gateway: Gateway, acts: Sequence[Act]) -> frozenset[UUID]:
    try:
        answer = gateway.ask("done", json.dumps({"acts": [str(act.id) for act in acts]}))
        return frozenset(UUID(act) for act in answer["acts"])
    except (BugError, KeyError, TypeError, ValueError, AttributeError):
        log.exception("the server does not say which acts are done; all are sent again")
        return frozenset()
