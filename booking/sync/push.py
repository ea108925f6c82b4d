"""Send the outbox in order, each act in a transaction of the server's own.

The answer is stored in the outbox before anything else is done with it. An act whose outcome is not
known (the connection was lost, the process was killed) stays in flight and is sent again with the
same id; the server then returns the answer that it stored.

What moves the queue is the class of the failure: offline and busy pause it in order; a login that
is not accepted stops it; a refusal is told and the queue goes on; a bug is set aside and told.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from booking.cache.act import Act, ActState
from booking.cache.outbox import Outbox
from booking.errors import AuthError, BugError, EnvironmentProblem, Unavailable
from booking.events import (
    ActConfirmed,
    ActExpired,
    ActLost,
    ActQuarantined,
    ActRefused,
    EventBus,
)
from booking.rules import codes
from booking.shared.doors import Gateway

log = logging.getLogger(__name__)

# Answers that only a fault of the program can bring about.
FAULTS: Final = frozenset({codes.MUTATION_REUSED, codes.BAD_ISOLATION})


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did.

    Attributes:
        answered: how many acts the server answered.
        stopped: why acts are left, None if none are.
        too_old: the server takes nothing from this version of the program.
    """

    answered: int
    stopped: Unavailable | None = None
    too_old: bool = False


def push(
    outbox: Outbox, gateway: Gateway, bus: EventBus, server_now: Callable[[], datetime]
) -> Pushed:
    """Send every act that waits.

    Args:
        outbox: the queue.
        gateway: the doors.
        bus: is told every verdict.
        server_now: what time it is on the server, as well as we know.

    Raises:
        AuthError, EnvironmentProblem: as the gateway and the outbox; what is left stays in order.
    """
    answered = 0
    place = 0
    while (act := outbox.next_to_send(place)) is not None:
        place = act.seq
        if act.state is ActState.QUEUED and _too_late(act, server_now()):
            tell(bus, outbox.expire(act.id))
            continue
        if not outbox.mark_in_flight(act.id):
            continue
        try:
            answer = _send(act, outbox, gateway)
        except Unavailable as stopped:
            return Pushed(answered, stopped)
        except BugError as error:
            log.exception("act %s is set aside", act.id)
            tell(bus, outbox.quarantine(act.id, str(error)))
            continue
        if answer.get("code") == codes.CLIENT_TOO_OLD:
            _return(act, outbox)
            return Pushed(answered, too_old=True)
        answered += 1
        _settle(act, answer, outbox, bus)
    return Pushed(answered)


def _too_late(act: Act, now: datetime) -> bool:
    # A lost act may not be lost after all; only the server knows.
    return not act.lost and act.not_after is not None and act.not_after <= now


def _send(act: Act, outbox: Outbox, gateway: Gateway) -> Mapping[str, Any]:
    try:
        return gateway.submit(act.id, act.op, act.wire)
    except Unavailable as error:
        if error.reason == "busy":
            _return(act, outbox)
        raise
    except (AuthError, EnvironmentProblem):
        _return(act, outbox)
        raise


def _return(act: Act, outbox: Outbox) -> None:
    """Note that this attempt surely did nothing; an earlier one that was lost may have."""
    if act.state is ActState.QUEUED:
        outbox.back_to_queue(act.id)


def _settle(act: Act, answer: Mapping[str, Any], outbox: Outbox, bus: EventBus) -> None:
    if answer.get("code") in FAULTS:
        settled = outbox.quarantine(act.id, f"the server answered {answer['code']}")
    elif _understood(answer):
        settled = outbox.settle(act.id, answer)
    else:
        settled = outbox.quarantine(act.id, f"the server's answer is not understood: {answer}")
    if act.lost and not answer.get("replayed"):
        bus.publish(ActLost(act.id, act.op, act.subject))
    tell(bus, settled)


def _understood(answer: Mapping[str, Any]) -> bool:
    if answer.get("ok") is True:
        return isinstance(answer.get("chg"), int)
    return answer.get("ok") is False and isinstance(answer.get("code"), str)


def tell(bus: EventBus, acts: tuple[Act, ...]) -> None:
    """Publish the verdicts on these acts."""
    for act in acts:
        match act.state:
            case ActState.CONFIRMED:
                bus.publish(ActConfirmed(act.id, act.op, act.subject))
            case ActState.REFUSED:
                bus.publish(ActRefused(act.id, act.op, act.subject, act.code, act.problems))
            case ActState.EXPIRED:
                bus.publish(ActExpired(act.id, act.op, act.subject))
            case ActState.QUARANTINED:
                bus.publish(ActQuarantined(act.id, act.op, act.subject))
            case _:
                log.error("act %s is told as %s", act.id, act.state)
