"""The file of the outbox: created, upgraded with a copy kept before, and set aside when damaged.

It holds what people did and the server may not know yet, so nothing here ever deletes it. Upgrades
only add, so an older program goes on with a newer file.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from booking.cache.locks import locked
from booking.cache.sqlite import (
    SIDE_FILES,
    DamagedError,
    Database,
    Identity,
    MissingError,
    T,
    Work,
    connect,
    identity,
    plain_errors,
    transaction,
)
from booking.clock import Clock
from booking.errors import BugError
from booking.events import OutboxSetAside

log = logging.getLogger(__name__)

OUTBOX_FILE: Final = "outbox.db"
PRAGMAS: Final = ("synchronous=FULL", "secure_delete=ON")
ROUNDS: Final = 3

COLUMNS: Final = (
    "seq, id, op, args, subject, depends, made_at, not_after, state, tries, answer, chg,"
    " settled_at, dismissed, lost"
)

# Each step only adds. Step n leads from user_version n to n + 1.
STEPS: list[tuple[str, ...]] = [
    (
        """CREATE TABLE act (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            op TEXT NOT NULL,
            args TEXT NOT NULL,
            subject TEXT NOT NULL,
            depends BLOB,
            made_at INTEGER NOT NULL,
            not_after INTEGER,
            state TEXT NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0,
            answer TEXT,
            chg INTEGER,
            settled_at INTEGER,
            dismissed INTEGER NOT NULL DEFAULT 0,
            lost INTEGER NOT NULL DEFAULT 0)""",
        "CREATE INDEX act_waiting ON act (seq) WHERE state IN ('queued', 'in_flight')",
        "CREATE INDEX act_subject ON act (subject, seq)",
        "CREATE INDEX act_depends ON act (depends) WHERE depends IS NOT NULL",
        "CREATE INDEX act_chg ON act (chg) WHERE state = 'confirmed'",
        """CREATE INDEX act_told ON act (seq)
            WHERE state IN ('refused', 'expired', 'quarantined') AND dismissed = 0""",
    ),
]


class OutboxFile:
    """The file and its connections. Safe from any thread and any number of processes."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / OUTBOX_FILE
        self._clock = clock
        self._database = Database(self.path, PRAGMAS)
        self._kept: list[OutboxSetAside] = []
        self._lock = threading.Lock()
        self._set_up()

    def read(self, work: Work[T]) -> T:
        """Return `work(connection)`, run on one snapshot.

        Raises:
            EnvironmentProblem, Unavailable, BugError: as `plain_errors`.
        """
        return self._run(work, write=False)

    def write(self, work: Work[T]) -> T:
        """Return `work(connection)`, run as one transaction that is on the disk when this returns.

        `work` may run again if another process set the file aside meanwhile, so doing it twice
        must be the same as doing it once.
        """
        for _ in range(ROUNDS):
            before = identity(self.path)
            result = self._run(work, write=True)
            if before is not None and not self._database.replaced(before):
                return result
        raise BugError(f"{self.path} was replaced again and again")

    def take_set_aside(self) -> OutboxSetAside | None:
        """Return what to tell if the file was found damaged since the last call, or None."""
        with self._lock:
            return self._kept.pop(0) if self._kept else None

    def close(self) -> None:
        """Close for good."""
        self._database.close()

    def _run(self, work: Work[T], *, write: bool) -> T:
        seen = identity(self.path)
        try:
            return self._database.run(work, write=write)
        except (DamagedError, MissingError):
            log.exception("the outbox has to be set up again")
            self._set_up(seen)
        return self._database.run(work, write=write)

    def _set_up(self, damaged: Identity | None = None) -> None:
        """See that a sound file of our version is there; the one of identity `damaged` is not."""
        with locked(self.path.with_name("outbox.lock")), plain_errors(self.path):
            self._database.drop_connections()
            kept: Path | None = None
            if self.path.exists():
                known = damaged is not None and damaged == identity(self.path)
                if known or not _sound(self.path):
                    kept = _set_aside(self.path, self._clock.now())
            with closing(connect(self.path, PRAGMAS, create=True)) as connection:
                _upgrade(connection, self.path)
                if kept is not None:
                    salvaged = _salvage(kept, connection)
                    with self._lock:
                        self._kept.append(OutboxSetAside(kept, salvaged))


def _sound(path: Path) -> bool:
    try:
        with closing(connect(path, ())) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged file with its side files and return its new place, taken by nobody else."""
    name = f"outbox.corrupt-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    kept = path.with_name(f"{name}.db")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{name}-{number}.db")
    for side in ("", *SIDE_FILES):
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(kept.with_name(kept.name + side))
    return kept


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for number in range(version, len(STEPS)):
        if number:
            _back_up(connection, path.with_name(f"outbox.backup-v{number}.db"))
        with transaction(connection, write=True):
            for statement in STEPS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number + 1}")


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with closing(connect(part, (), create=True)) as copy:
        connection.backup(copy)
    part.replace(target)


def _salvage(kept: Path, into: sqlite3.Connection) -> int:
    """Copy every act that can still be read out of a damaged file; returns how many."""
    found: dict[bytes, tuple[Any, ...]] = {}
    for order in ("ASC", "DESC"):
        for row in _readable(kept, order):
            found.setdefault(row[1], row)
    marks = ", ".join("?" * len(COLUMNS.split(",")))
    rows = sorted(found.values(), key=lambda row: row[0])
    with transaction(into, write=True):
        into.executemany(f"INSERT OR IGNORE INTO act ({COLUMNS}) VALUES ({marks})", rows)
    return len(rows)


def _readable(kept: Path, order: str) -> Iterator[tuple[Any, ...]]:
    """Yield rows from one end of the table until the damage stops it."""
    query = f"SELECT {COLUMNS} FROM act NOT INDEXED ORDER BY seq {order}"
    try:
        with closing(connect(kept, ())) as connection:
            yield from filter(_credible, connection.execute(query))
    except sqlite3.Error:
        log.warning("reading the damaged outbox stopped", exc_info=True)


def _credible(row: tuple[Any, ...]) -> bool:
    """Whether a row out of a damaged file can be an act at all."""
    seq, key, op, args, subject = row[:5]
    texts = all(isinstance(value, str) for value in (op, args, subject, row[8]))
    if not (isinstance(seq, int) and isinstance(key, bytes) and len(key) == 16 and texts):
        return False
    try:
        return isinstance(json.loads(args), dict) and isinstance(row[6], int)
    except ValueError:
        return False
