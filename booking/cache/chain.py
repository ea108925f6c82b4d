"""How acts in the outbox build on one another, within a transaction of its file."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from booking.cache.act import WAITING, Act, act_of, refusal
from booking.cache.outbox_file import COLUMNS
from booking.errors import BugError
from booking.rules import codes

SELECT: Final = f"SELECT {COLUMNS} FROM act"


def refuse_dependants(connection: sqlite3.Connection, act: UUID, now: datetime) -> tuple[Act, ...]:
    """Refuse every queued act that builds on this one, directly or through others."""
    answer = json.dumps(refusal(codes.DEPENDS_ON_REFUSED, now))
    done: list[Act] = []
    todo = [act]
    while todo:
        query = "SELECT id FROM act WHERE depends=? AND state='queued' ORDER BY seq"
        found = [row[0] for row in connection.execute(query, (todo.pop(0).bytes,))]
        for key in found:
            connection.execute(
                "UPDATE act SET state='refused', answer=?, settled_at=? WHERE id=?",
                (answer, int(now.timestamp()), key),
            )
            done.append(stored(connection, UUID(bytes=key)))
            todo.append(done[-1].id)
    return tuple(done)


def expects(connection: sqlite3.Connection, subject: str, act: UUID, given: Any) -> Any:
    """Return what a new act expects: the id of the one that still waits, else the newest revision.

    An act that is confirmed but not pulled yet knows a newer revision than the cache.
    """
    row = connection.execute(
        f"{SELECT} WHERE subject=? AND id<>? AND state IN ('queued', 'in_flight', 'confirmed')"
        " ORDER BY seq DESC LIMIT 1",
        (subject, act.bytes),
    ).fetchone()
    if row is None:
        return given
    earlier = act_of(row)
    if earlier.state in WAITING:
        return str(earlier.id)
    if earlier.rev is None or isinstance(given, str):
        return given
    return max(given or 0, earlier.rev)


def stored(connection: sqlite3.Connection, act: UUID) -> Act:
    """Return the act with this id.

    Raises:
        BugError: there is none.
    """
    row = connection.execute(f"{SELECT} WHERE id=?", (act.bytes,)).fetchone()
    if row is None:
        raise BugError(f"act {act} is not in the outbox")
    return act_of(row)
