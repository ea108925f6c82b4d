"""One SQLite file with a few connections, and its errors put into the program's own words.

A connection serves one piece of work at a time and goes back to a small stack afterwards, so any
thread may call; a piece of work always has a connection to itself. Every piece of work is one
transaction: reads see one snapshot, writes are all or nothing.

A file may be replaced by another process (wiped on sign-out, set aside when damaged). Connections
to the old file are noticed by its device and inode number and dropped.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from booking.errors import BookingError, BugError, EnvironmentProblem, Unavailable
from booking.files import from_os

T = TypeVar("T")
Connection = sqlite3.Connection
Work = Callable[[Connection], T]
Identity = tuple[int, int]

BUSY_SECONDS: Final = 10.0
MAX_IDLE: Final = 4
SQLITE_VERSION: Final = sqlite3.sqlite_version
SIDE_FILES: Final = ("-wal", "-shm", "-journal")


class DamagedError(BookingError):
    """The file is not a sound SQLite database. Only seen inside `booking.cache`."""


class MissingError(BookingError):
    """The file was removed while the program ran. Only seen inside `booking.cache`."""


class UnreadyError(BookingError):
    """Somebody is just setting the file up. Only seen inside `booking.cache`."""


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the file system about `path` into the program's own.

    Raises:
        EnvironmentProblem: "disk_full", "read_only" or "disk_error", with one plain sentence.
        Unavailable: another process held the file longer than `BUSY_SECONDS` (reason "busy").
        DamagedError: the file is not a sound database.
        BugError: anything else.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) from error
    except OSError as error:
        raise from_os(error, path) from error


def _from_sqlite(error: sqlite3.Error, path: Path) -> BookingError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedError(f"{path} is damaged: {error}")
    # What cannot grow is first of all the file that connections share (`-shm`).
    if primary == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return EnvironmentProblem("disk_full", f"The disk that holds {path} is full.")
    if primary == sqlite3.SQLITE_CANTOPEN and path.parent.is_dir() and not path.exists():
        return MissingError(f"{path} is not there")
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return EnvironmentProblem("read_only", f"{path} cannot be written to.")
    if primary == sqlite3.SQLITE_IOERR:
        return EnvironmentProblem("disk_error", f"The disk failed on {path} ({error}).")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return Unavailable(f"{path} is in use by another process.", reason="busy")
    return BugError(f"SQLite failed on {path}: {error}")


def identity(path: Path) -> Identity | None:
    """Return what tells this file from another of the same name, None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def remove(path: Path) -> None:
    """Delete a database with its side files; what is not there is fine."""
    for victim in (path, *(path.with_name(path.name + side) for side in SIDE_FILES)):
        victim.unlink(missing_ok=True)


def connect(path: Path, pragmas: tuple[str, ...], *, create: bool = False) -> sqlite3.Connection:
    """Open a file in autocommit, with the given PRAGMAs run on the connection.

    A file that is not there is an error unless `create`: none may appear by accident.
    """
    uri = f"{path.as_uri()}?mode={'rwc' if create else 'rw'}"
    opened = sqlite3.connect(
        uri, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        for pragma in pragmas:
            opened.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        opened.close()
        raise
    return opened


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool) -> Iterator[None]:
    """Run a block as one transaction; a write takes its lock at once and never upgrades."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


class Database:
    """One file and its connections.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, pragmas: tuple[str, ...], version: int | None = None) -> None:
        """Open nothing yet.

        Args:
            path: the file.
            pragmas: what is set on each connection.
            version: the only `user_version` that is understood, None when any is.
        """
        self.path = path
        self._pragmas = pragmas
        self._version = version
        self._lock = threading.Lock()
        self._idle: list[tuple[sqlite3.Connection, Identity | None]] = []
        self._closed = False

    def run(self, work: Work[T], *, write: bool) -> T:
        """Run `work(connection)` as one transaction and return what it returns.

        Raises:
            MissingError: the file is gone; nothing was done.
            UnreadyError: the file is there and empty; nothing was done.
            Others as `plain_errors`; nothing was stored.
        """
        with plain_errors(self.path):
            connection, which = self._borrow()
            try:
                with transaction(connection, write=write):
                    result = work(connection)
            except BaseException:
                connection.close()
                raise
            self._return(connection, which)
        return result

    def replaced(self, which: Identity | None) -> bool:
        """Whether the file is another one by now than the one of identity `which`."""
        return identity(self.path) != which

    def drop_connections(self) -> None:
        """Close the connections that nobody uses; the next piece of work opens new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection, _ in idle:
            connection.close()

    def close(self) -> None:
        """Close for good; work that runs just now ends and closes its own connection."""
        self._closed = True
        self.drop_connections()

    def _borrow(self) -> tuple[sqlite3.Connection, Identity | None]:
        if self._closed:
            raise BugError(f"{self.path} is used after it was closed")
        now = identity(self.path)
        while True:
            with self._lock:
                if not self._idle:
                    break
                connection, which = self._idle.pop()
            if which == now and which is not None:
                return connection, which
            connection.close()
        connection = connect(self.path, self._pragmas)
        if self._version is not None:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != self._version:
                connection.close()
                if not version:
                    raise UnreadyError(f"{self.path} is just being set up")
                message = f"Another version of the program uses {self.path.parent}; close it."
                raise EnvironmentProblem("other_version", message)
        return connection, identity(self.path)

    def _return(self, connection: sqlite3.Connection, which: Identity | None) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < MAX_IDLE:
                self._idle.append((connection, which))
                return
        connection.close()
