"""Open the folder of one (database, login): the disposable cache and the outbox.

`cache.db` can always be pulled again, so a wrong version, damage or a missing file means a new,
empty one; that is told, never asked. `outbox.db` holds what people did and is never dropped
(`booking.cache.outbox_file`). No write transaction spans both.

Any thread may use a `Desk`; each piece of work has a connection to itself (`booking.cache.sqlite`).
Several processes may use one folder: SQLite orders the writes, and `turn` keeps their sync rounds
apart.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from booking.cache import tables
from booking.cache.locks import locked
from booking.cache.outbox import Outbox
from booking.cache.sqlite import (
    DamagedError,
    Database,
    Identity,
    MissingError,
    T,
    UnreadyError,
    Work,
    connect,
    identity,
    plain_errors,
    remove,
    transaction,
)
from booking.clock import Clock, SystemClock
from booking.errors import BugError, EnvironmentProblem, Unavailable
from booking.events import CacheRebuilt, Event
from booking.files import from_os

CACHE_FILE: Final = "cache.db"
TRIES: Final = 8
"""So often work is begun anew on a file that others go on replacing."""


class Cache:
    """The copy of the shared data on this machine. Safe from any thread.

    Attributes:
        path: its file.
        memo: what `booking.cache.queries` keeps between calls.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / CACHE_FILE
        self.memo: dict[str, tuple[object, object]] = {}
        self._database = Database(self.path, tables.PRAGMAS, tables.VERSION)
        self._rebuilt: list[str] = []
        self._lock = threading.Lock()
        self._set_up(None)

    def read(self, work: Work[T]) -> T:
        """Return `work(connection)`, run on one snapshot of the cache.

        A damaged or missing file is replaced by an empty one, on which `work` then runs.

        Raises:
            EnvironmentProblem, Unavailable, BugError: as `plain_errors`.
        """
        return self._run(work, write=False)

    def write(self, work: Work[T]) -> T:
        """Return `work(connection)`, run as one write transaction. Otherwise as `read`."""
        return self._run(work, write=True)

    def identity(self) -> Identity | None:
        """Return what tells this file from one that replaces it."""
        return identity(self.path)

    def take_rebuilt(self) -> str | None:
        """Return why the cache began anew since the last call ("version" ...), or None."""
        with self._lock:
            return self._rebuilt.pop(0) if self._rebuilt else None

    def check(self) -> bool:
        """Look for damage in the whole file (0.1 s and more); a damaged one is replaced.

        Returns:
            Whether it was sound.
        """
        seen = self.identity()

        def look(connection: sqlite3.Connection) -> bool:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

        sound = self.read(look) and not self._database.replaced(seen)
        if not sound and not self._database.replaced(seen):
            self._set_up(seen, "corrupt")
        return sound

    def wipe(self) -> None:
        """Replace the file by an empty one."""
        self._set_up(self.identity(), "wiped")

    def checkpoint(self) -> None:
        """Write the log into the file and empty it, so that deleted rows leave the disk too."""
        with plain_errors(self.path):
            connection = connect(self.path, tables.PRAGMAS)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Close for good."""
        self._database.close()

    def _run(self, work: Work[T], *, write: bool) -> T:
        for _ in range(TRIES):
            seen = self.identity()
            try:
                return self._database.run(work, write=write)
            except DamagedError:
                self._set_up(seen, "corrupt")
            except MissingError:
                self._set_up(None, "missing")
            except UnreadyError:
                self._set_up(None)
            except (EnvironmentProblem, BugError):
                # What went wrong with a file that somebody was just replacing says nothing of the
                # new one.
                if not self._database.replaced(seen):
                    raise
                self._set_up(None)
        raise Unavailable(f"{self.path} is replaced again and again.", reason="busy")

    def _set_up(self, seen: Identity | None, reason: str = "") -> None:
        """See that a sound, empty or filled file is there.

        A file of identity `seen` (None: one that is not there) is thrown away for `reason`, unless
        somebody was quicker.
        """
        with locked(self.path.with_name("cache.lock")), plain_errors(self.path):
            known = bool(reason) and seen == identity(self.path)
            why = reason if known else _unusable(self.path)
            if why is None:
                return
            self._database.drop_connections()
            remove(self.path)
            _create(self.path)
            if why:
                with self._lock:
                    self._rebuilt.append(why)


def _unusable(path: Path) -> str | None:
    """Return None for a file of our version, else why it is replaced ("": there was none)."""
    if not path.exists():
        return ""
    try:
        connection = connect(path, ())
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            known = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return "corrupt"
        raise
    if version == tables.VERSION:
        return None
    return "version" if known else ""


def _create(path: Path) -> None:
    """Make the file beside its place and put it there whole: others open it at any moment."""
    made = path.with_name(f"{path.name}.new")
    remove(made)
    connection = connect(made, tables.PRAGMAS, create=True)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        with transaction(connection, write=True):
            tables.create(connection)
    finally:
        connection.close()
    made.replace(path)


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened folder."""

    folder: Path
    cache: Cache
    outbox: Outbox

    def take_notices(self) -> tuple[Event, ...]:
        """Return what was found on opening and since, once: `CacheRebuilt`, `OutboxSetAside`."""
        found: list[Event] = []
        while (reason := self.cache.take_rebuilt()) is not None:
            found.append(CacheRebuilt(reason))
        while (kept := self.outbox.take_set_aside()) is not None:
            found.append(kept)
        return tuple(found)

    def close(self) -> None:
        """Close both files."""
        self.cache.close()
        self.outbox.close()

    @contextmanager
    def turn(self, seconds: float = 0.0) -> Iterator[None]:
        """Hold the right to sync this folder; readers and `append` are not held up.

        Raises:
            Unavailable: another process had it for `seconds` (reason "busy").
            EnvironmentProblem: the folder cannot be written to.
        """
        with locked(self.folder / "sync.lock", seconds):
            yield


def open_desk(folder: Path, clock: Clock | None = None) -> Desk:
    """Open a folder, creating what is missing.

    Raises:
        EnvironmentProblem: "read_only", "disk_full" or "disk_error", with one plain sentence.
        Unavailable: another process is just setting it up (reason "busy").
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise from_os(error, folder) from error
    outbox = Outbox(folder, clock or SystemClock())
    try:
        cache = Cache(folder)
    except BaseException:
        outbox.close()
        raise
    return Desk(folder, cache, outbox)


def wipe_cache(folder: Path) -> None:
    """Delete the cache of a folder; the outbox stays. A cache that is open begins anew, empty.

    Raises:
        EnvironmentProblem: the files cannot be deleted.
    """
    path = folder / CACHE_FILE
    try:
        if not folder.is_dir():
            return
        with locked(folder / "cache.lock"):
            remove(path)
    except PermissionError as error:
        message = f"{path} cannot be deleted while another program has it open."
        raise EnvironmentProblem("in_use", message) from error
    except OSError as error:
        raise from_os(error, path) from error
