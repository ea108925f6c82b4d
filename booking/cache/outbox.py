"""The outbox: what people did, in order, until the server has answered and they have seen it.

    queued -> in_flight -> confirmed
       |          |------> refused        the server, or a refused act before it, said no
       |          |------> quarantined    the program or the server failed on it
       |          `------> queued         the server surely did not do it (busy)
       |-----------------> expired        its start passed while it waited
       `-----------------> withdrawn      taken back before it was sent
    confirmed -> queued                   lost in a recovery of the server, same id

Nothing is dropped silently: a verdict stays with its answer until somebody dismisses it; confirmed
acts are kept for 30 days, in case the server has to recover. An act in flight may have been done,
so it is never withdrawn and never expires: it is sent again until there is an answer.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from booking.cache.act import WAITING, Act, ActState, act_of, as_uuid, refusal
from booking.cache.chain import SELECT, expects, refuse_dependants, stored
from booking.cache.outbox_file import OutboxFile
from booking.cache.sqlite import T, Work
from booking.clock import Clock
from booking.events import OutboxSetAside
from booking.ids import uuid7
from booking.rules import codes

KEEP_DAYS: Final = 30
Tally = tuple[int | None, int, int]


class Outbox:
    """The queue of one person on one machine. Safe from any thread and any number of processes.

    Every method raises `EnvironmentProblem` (disk full, read-only) or `Unavailable` (busy); then
    nothing was stored.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._clock = clock
        self._file = OutboxFile(folder, clock)
        self._lock = threading.Lock()
        self._seen = self._file.read(_tally)
        self._elsewhere = False

    def close(self) -> None:
        """Close for good."""
        self._file.close()

    def take_set_aside(self) -> OutboxSetAside | None:
        """Return what to tell if the file was found damaged since the last call, or None."""
        return self._file.take_set_aside()

    def append(
        self,
        op: str,
        args: Mapping[str, Any],
        *,
        subject: str,
        not_after: datetime | None = None,
        act: UUID | None = None,
    ) -> Act:
        """Queue an act; it is on the disk when this returns.

        Args:
            op: operation of the server.
            args: its arguments (JSON object). Where "expects" is among them (a revision, or None)
                and an earlier act on the same subject still waits, that act's id takes its place;
                where the earlier act is confirmed and not pulled yet, its revision does.
            subject: what it is about.
            not_after: after this instant it is not sent any more, but expires.
            act: mutation id, a new one when None. Appending the same id twice is the same as once.
        """
        key = act or uuid7(int(self._clock.now().timestamp() * 1000))
        made_at = int(self._clock.now().timestamp())
        limit = None if not_after is None else int(not_after.timestamp())

        def work(connection: sqlite3.Connection) -> Act:
            sent = dict(args)
            if "expects" in sent:
                sent["expects"] = expects(connection, subject, key, sent["expects"])
            depends = as_uuid(sent.get("expects"))
            wire = json.dumps(sent, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
            connection.execute(
                "INSERT OR IGNORE INTO act (id, op, args, subject, depends, made_at, not_after,"
                " state) VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')",
                (key.bytes, op, wire, subject, depends and depends.bytes, made_at, limit),
            )
            return stored(connection, key)

        return self._write(work)

    def get(self, act: UUID) -> Act | None:
        """Return one act, None if it is not here."""
        found = self._select("WHERE id=?", (act.bytes,))
        return found[0] if found else None

    def acts(self, *, limit: int = 1000) -> tuple[Act, ...]:
        """Return the latest acts in the order they were made, whatever their state."""
        return self._select("ORDER BY seq DESC LIMIT ?", (limit,))[::-1]

    def open_acts(self, cursor: int | None = None) -> tuple[Act, ...]:
        """Return what the screen overlays: waiting, failed and not dismissed, not pulled yet.

        Args:
            cursor: confirmed acts up to this change number are left out. Must have been read from
                the cache *before* this call; None returns all confirmed ones.
        """
        after = -1 if cursor is None else cursor
        return self._select(
            "WHERE seq IN (SELECT seq FROM act WHERE state IN ('queued', 'in_flight')"
            " UNION ALL SELECT seq FROM act WHERE state = 'confirmed' AND chg > ?"
            " UNION ALL SELECT seq FROM act"
            " WHERE state IN ('refused', 'expired', 'quarantined') AND dismissed = 0)"
            " ORDER BY seq",
            (after,),
        )

    def waiting(self) -> int:
        """Return how many acts the server has not answered yet."""
        query = "SELECT count(*) FROM act WHERE state IN ('queued', 'in_flight')"
        return self._file.read(lambda c: int(c.execute(query).fetchone()[0]))

    def next_to_send(self, after: int = 0) -> Act | None:
        """Return the first act behind place `after` of the queue that has no answer yet."""
        found = self._select(
            "WHERE state IN ('queued', 'in_flight') AND seq > ? ORDER BY seq LIMIT 1", (after,)
        )
        return found[0] if found else None

    def mark_in_flight(self, act: UUID) -> bool:
        """Note that the act is about to be sent; False if it was withdrawn meanwhile."""

        def work(connection: sqlite3.Connection) -> bool:
            changed = connection.execute(
                "UPDATE act SET state='in_flight', tries=tries+1"
                " WHERE id=? AND state IN ('queued', 'in_flight')",
                (act.bytes,),
            )
            return changed.rowcount == 1

        return self._write(work)

    def back_to_queue(self, act: UUID) -> None:
        """Note that the server surely did not do an act in flight: it may be withdrawn again."""
        query = "UPDATE act SET state='queued' WHERE id=? AND state='in_flight'"
        self._write(lambda c: c.execute(query, (act.bytes,)).rowcount)

    def settle(self, act: UUID, answer: Mapping[str, Any]) -> tuple[Act, ...]:
        """Store the server's answer, before anything else is done with it.

        Returns:
            The act, followed by the queued acts that build on it and are refused with it.
        """
        if answer.get("ok"):
            return self._finish(act, ActState.CONFIRMED, answer, WAITING)
        return self._finish(act, ActState.REFUSED, answer, WAITING)

    def quarantine(self, act: UUID, message: str) -> tuple[Act, ...]:
        """Set an act aside on which the program or the server failed; returns as `settle`."""
        answer = refusal(codes.BUG, self._clock.now(), message=message)
        return self._finish(act, ActState.QUARANTINED, answer, WAITING)

    def expire(self, act: UUID) -> tuple[Act, ...]:
        """Note that a queued act's time has passed; as `settle`, () if it was not queued."""
        answer = refusal(codes.TOO_LATE, self._clock.now())
        return self._finish(act, ActState.EXPIRED, answer, {ActState.QUEUED})

    def withdraw(self, act: UUID) -> tuple[Act, ...]:
        """Take a queued act back; returns as `settle`, () if it was sent already."""
        answer = refusal(codes.WITHDRAWN, self._clock.now())
        return self._finish(act, ActState.WITHDRAWN, answer, {ActState.QUEUED})

    def dismiss(self, acts: Iterable[UUID]) -> int:
        """Note that somebody has seen these verdicts; returns how many were to be seen."""
        keys = [(act.bytes,) for act in acts]
        query = (
            "UPDATE act SET dismissed=1 WHERE id=? AND dismissed=0"
            " AND state IN ('refused', 'expired', 'quarantined')"
        )
        return self._write(lambda c: c.executemany(query, keys).rowcount if keys else 0)

    def confirmed(self) -> tuple[Act, ...]:
        """Return the confirmed acts that are still kept, oldest first."""
        return self._select("WHERE state='confirmed' ORDER BY seq")

    def requeue_lost(self, acts: Iterable[UUID]) -> tuple[Act, ...]:
        """Queue confirmed acts again, with the same ids, because the server lost them."""
        keys = [act.bytes for act in acts]

        def work(connection: sqlite3.Connection) -> tuple[Act, ...]:
            connection.executemany(
                "UPDATE act SET state='queued', lost=1, answer=NULL, chg=NULL, settled_at=NULL"
                " WHERE id=? AND state='confirmed'",
                [(key,) for key in keys],
            )
            found = (stored(connection, UUID(bytes=key)) for key in keys)
            return tuple(act for act in found if act.state is ActState.QUEUED)

        return self._write(work)

    def purge(self) -> int:
        """Delete confirmed, withdrawn and dismissed acts settled over 30 days ago."""
        before = int((self._clock.now() - timedelta(days=KEEP_DAYS)).timestamp())
        query = (
            "DELETE FROM act WHERE settled_at < ? AND (state IN ('confirmed', 'withdrawn')"
            " OR (state IN ('refused', 'expired', 'quarantined') AND dismissed = 1))"
        )
        return self._write(lambda c: c.execute(query, (before,)).rowcount)

    def changed_elsewhere(self) -> bool:
        """Whether another process queued, settled or dismissed something since the last call."""
        now = self._file.read(_tally)
        with self._lock:
            changed = self._elsewhere or now != self._seen
            self._seen, self._elsewhere = now, False
        return changed

    def _write(self, work: Work[T]) -> T:
        """Write, and tell one's own changes from those of others."""

        def noted(connection: sqlite3.Connection) -> tuple[T, Tally, Tally]:
            before = _tally(connection)
            return work(connection), before, _tally(connection)

        result, before, after = self._file.write(noted)
        with self._lock:
            self._elsewhere |= before != self._seen
            self._seen = after
        return result

    def _select(self, rest: str, values: tuple[Any, ...] = ()) -> tuple[Act, ...]:
        def work(connection: sqlite3.Connection) -> list[Any]:
            return connection.execute(f"{SELECT} {rest}", values).fetchall()

        return tuple(map(act_of, self._file.read(work)))

    def _finish(
        self,
        act: UUID,
        state: ActState,
        answer: Mapping[str, Any],
        allowed: Iterable[ActState],
    ) -> tuple[Act, ...]:
        text = json.dumps(answer, ensure_ascii=False)
        chg = answer.get("chg") if state is ActState.CONFIRMED else None
        replayed = bool(answer.get("replayed"))
        now = self._clock.now()
        at = int(now.timestamp())
        old = [str(one) for one in allowed]

        def work(connection: sqlite3.Connection) -> tuple[Act, ...]:
            marks = ", ".join("?" * len(old))
            changed = connection.execute(
                f"UPDATE act SET state=?, answer=?, chg=?, settled_at=?, lost=lost AND ?"
                f" WHERE id=? AND state IN ({marks})",
                (str(state), text, chg, at, not replayed, act.bytes, *old),
            )
            if changed.rowcount == 0:
                return ()
            failed = state not in (ActState.CONFIRMED, ActState.QUARANTINED)
            refused = refuse_dependants(connection, act, now) if failed else ()
            return (stored(connection, act), *refused)

        return self._write(work)


def _tally(connection: sqlite3.Connection) -> Tally:
    """Return what changes with every act that is made, answered or seen; cheap by its indices."""
    row: Tally = connection.execute(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name='act'),"
        " (SELECT count(*) FROM act WHERE state IN ('queued', 'in_flight')),"
        " (SELECT count(*) FROM act"
        " WHERE state IN ('refused', 'expired', 'quarantined') AND dismissed = 0)"
    ).fetchone()
    return row
