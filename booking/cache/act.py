"""One act: a mutation on its way to the server, or its verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from booking.model import Problem


class ActState(StrEnum):
    """Where an act stands."""

    QUEUED = "queued"
    IN_FLIGHT = "in_flight"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"
    QUARANTINED = "quarantined"
    WITHDRAWN = "withdrawn"


WAITING: Final = frozenset({ActState.QUEUED, ActState.IN_FLIGHT})
FAILED: Final = frozenset({ActState.REFUSED, ActState.EXPIRED, ActState.QUARANTINED})


@dataclass(frozen=True, slots=True)
class Act:
    """One mutation.

    Attributes:
        seq: place in the queue.
        id: mutation id (UUID v7); the same at every attempt.
        op, args: what `submit` gets; `wire` is the exact text, which never changes.
        subject: what it is about: the booking's or closure's id, or "resource:CODE".
        depends: id of the earlier act whose outcome `args["expects"]` names.
        not_after: instant after which it is not sent any more.
        tries: how often it was sent.
        answer: the server's, or one of the same form made here; None while it waits.
        chg, rev: of a confirmed act.
        lost: it was confirmed once, and a recovery of the server lost it, or may have.
    """

    seq: int
    id: UUID
    op: str
    args: Mapping[str, Any]
    wire: str
    subject: str
    depends: UUID | None
    made_at: datetime
    not_after: datetime | None
    state: ActState
    tries: int
    answer: Mapping[str, Any] | None
    chg: int | None
    settled_at: datetime | None
    dismissed: bool
    lost: bool

    @property
    def rev(self) -> int | None:
        """Revision of the subject after this act, where the server said one."""
        found = (self.answer or {}).get("rev")
        return found if isinstance(found, int) else None

    @property
    def code(self) -> str:
        """Code of the refusal, "" where there is none."""
        return str((self.answer or {}).get("code", ""))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What spoke against it, () where there is no refusal."""
        failed = self.answer is not None and not self.answer.get("ok")
        return problems_of(self.answer or {}) if failed else ()


def refusal(code: str, at: datetime, **values: Any) -> dict[str, Any]:
    """Return an answer of the server's form for a verdict that is reached here."""
    problem = {"code": code, **values}
    return {"ok": False, "code": code, "problems": [problem], "at": int(at.timestamp())}


def problems_of(answer: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return the problems in an answer of the server, or in one of the same form made here."""
    found: Iterable[Any] = answer.get("problems") or ()
    read = [
        Problem(str(one["code"]), {key: value for key, value in one.items() if key != "code"})
        for one in found
        if isinstance(one, Mapping) and "code" in one
    ]
    return tuple(read) or (Problem(str(answer.get("code", "bad_request"))),)


def as_uuid(value: Any) -> UUID | None:
    """Return the UUID that a text is, None for anything else."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def act_of(row: tuple[Any, ...]) -> Act:
    """Build an act from a row of `booking.cache.outbox_file.COLUMNS`."""
    seq, key, op, wire, subject, depends, made_at, not_after, state, tries = row[:10]
    answer, chg, settled_at, dismissed, lost = row[10:]
    return Act(
        seq=seq,
        id=UUID(bytes=key),
        op=op,
        args=json.loads(wire),
        wire=wire,
        subject=subject,
        depends=None if depends is None else UUID(bytes=depends),
        made_at=datetime.fromtimestamp(made_at, UTC),
        not_after=_instant(not_after),
        state=ActState(state),
        tries=tries,
        answer=None if answer is None else json.loads(answer),
        chg=chg,
        settled_at=_instant(settled_at),
        dismissed=bool(dismissed),
        lost=bool(lost),
    )
