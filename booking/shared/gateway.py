"""The doors of the shared database, as plain calls.

A `PgGateway` belongs to one thread at a time. It connects when it is first asked and again after
the connection was lost; it retries nothing but a lock that is held (after `guard.unblock`), since
only the outbox knows what may be sent again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.types.string import ByteaBinaryLoader

from booking.errors import BugError, Unavailable
from booking.model import PROTOCOL
from booking.shared.connect import Connection
from booking.shared.doors import Bells, Hello, Known, Page, Want
from booking.shared.sqlstate import LOCK_NOT_AVAILABLE, translate

BELL: Final = "loop_bell"
TRIES: Final = 3
SELF_TEST_SECONDS: Final = 2.0


def _uuid_as_bytes(connection: Connection) -> None:
    """Let ids come as the 16 bytes that the cache stores, without building an object for each."""
    connection.adapters.register_loader("uuid", ByteaBinaryLoader)


class PgGateway:
    """The doors over psycopg."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        *,
        prepare: bool = True,
        protocol: int = PROTOCOL,
    ) -> None:
        """Connect nothing yet.

        Args:
            connect: makes a connection (`booking.shared.connect`).
            prepare: False behind PgBouncer before 1.21 in transaction mode.
            protocol: what `hello` says about this client.
        """
        self._connect = connect
        self._prepare = prepare
        self._protocol = protocol
        self._made: Connection | None = None

    def hello(self, known: Known) -> Hello:
        """Return the state of sync."""
        row = self._one(
            "select tl, head, reset, vis_gen, min_client, schema_version, server_now, event,"
            " event_hash, person_id, tenant_id, login, zone"
            " from api.hello(%s, %s::bigint, %s::bigint, %s, %s)",
            (known.tl, known.cursor, known.event, known.event_hash, str(self._protocol)),
        )
        values = list(row)
        values[6] = values[6].astimezone(UTC)
        return Hello(*values)

    def head(self) -> int:
        """Return the highest change number."""
        (found,) = self._one("select api.head()", ())
        return int(found)

    def pull_allocations(self, want: Want, resource: int | None = None) -> Page:
        """Return a page of what is occupied; of one resource only where that is named."""
        rows = self._all(
            "select id, resource_id, unit, starts, ends, before, after, live, chg"
            " from api.pull_allocations(%s::int[], %s::bigint, %s::bigint, %s::int, %s::bigint,"
            " %s::int, %s::boolean)",
            (*_values(want), want.ends_after, resource, want.first),
        )
        return _page(rows)

    def pull_bookings(self, want: Want) -> Page:
        """Return a page of the bookings that this person may see."""
        rows = self._all(
            "select id, tenant_id, organiser_id, title, notes, people, private, state, items, rev,"
            " gone, chg from api.pull_bookings(%s::int[], %s::bigint, %s::bigint, %s::int,"
            " %s::bigint, %s::boolean)",
            (*_values(want), want.ends_after, want.first),
        )
        return _page(rows)

    def pull_catalogue(self, want: Want) -> Page:
        """Return a page of what rarely changes."""
        rows = self._all(
            "select kind, id, gone, body, chg"
            " from api.pull_catalogue(%s::int[], %s::bigint, %s::bigint, %s::int, %s::boolean)",
            (*_values(want), want.first),
        )
        return _page(rows)

    def submit(self, act: UUID, op: str, args: str) -> Mapping[str, Any]:
        """Do one act, or return the answer that is stored for it."""
        return self._json("select api.submit(%s, %s, %s, %s)", (act, op, args, self._protocol))

    def ask(self, question: str, args: str) -> Mapping[str, Any]:
        """Answer a question that a cache cannot."""
        return self._json("select api.ask(%s, %s)", (question, args))

    def listen(self) -> Bells | None:
        """Return the bells on a connection of their own, None where they would never ring.

        Through a pooler in transaction mode LISTEN succeeds and does nothing, so a bell of our own
        is rung from the other connection first.
        """
        channel = f"loop_test_{secrets.token_hex(8)}"
        listener = self._connect()
        try:
            listener.execute(f"listen {channel}")
            self._one("select pg_notify(%s, '')", (channel,))
            if not list(listener.notifies(timeout=SELF_TEST_SECONDS, stop_after=1)):
                listener.close()
                return None
            listener.execute(f"unlisten {channel}")
            listener.execute(f"listen {BELL}")
        except psycopg.Error as error:
            listener.close()
            raise translate(error, broken=True) from error
        except BaseException:
            listener.close()
            raise
        return PgBells(listener)

    def close(self) -> None:
        """Close the connection; the next call opens a new one."""
        made, self._made = self._made, None
        if made is not None:
            made.close()

    def _json(self, query: str, values: tuple[Any, ...]) -> Mapping[str, Any]:
        (found,) = self._one(query, values)
        if not isinstance(found, dict):
            raise BugError(f"the server answered {type(found).__name__} where an object was agreed")
        return found

    def _one(self, query: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        rows = self._all(query, values)
        if len(rows) != 1:
            raise BugError(f"the server answered {len(rows)} rows where one was agreed")
        return rows[0]

    def _all(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Run a statement; a lock that somebody holds is taken from a hanging session first."""
        for _ in range(TRIES):
            try:
                return self._run(query, values)
            except psycopg.Error as error:
                broken = self._made is None or self._made.closed
                if broken:
                    self.close()
                if error.sqlstate != LOCK_NOT_AVAILABLE:
                    raise translate(error, broken=broken) from error
            self._unblock()
        raise Unavailable("The shared database is busy.", reason="busy")

    def _run(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        if self._made is None or self._made.closed:
            self._made = self._connect()
            _uuid_as_bytes(self._made)
        with self._made.cursor(binary=True) as cursor:
            return cursor.execute(query, values, prepare=self._prepare).fetchall()

    def _unblock(self) -> None:
        try:
            self._run("select guard.unblock()", ())
        except psycopg.Error as error:
            self.close()
            raise Unavailable("The shared database is busy.", reason="busy") from error


class PgBells:
    """Bells over a connection that listens."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fileno(self) -> int:
        """Return the connection's socket."""
        return self._connection.fileno()

    def ring(self) -> bool:
        """Take what has come in; returns whether a bell was among it.

        Raises:
            Unavailable: the connection is lost.
        """
        try:
            return bool(list(self._connection.notifies(timeout=0)))
        except psycopg.Error as error:
            raise translate(error, broken=True) from error

    def close(self) -> None:
        """End listening."""
        self._connection.close()


def _values(want: Want) -> tuple[Any, ...]:
    sites = None if want.sites is None else list(want.sites)
    return sites, want.after, want.upto, want.limit


def _page(rows: list[tuple[Any, ...]]) -> Page:
    """Split off the server's mark that there is more: a last row without an id."""
    if rows and not rows[-1][0]:
        return Page(rows[:-1], more=int(rows[-1][-1]))
    return Page(rows)
