"""A folder for each (database, login), and which of them is signed in.

A folder holds `desk.json` (plain facts, nothing secret), `cache.db` and `outbox.db`. An outbox is
only ever sent by its own login. Signing out wipes the cache, leaves the outbox, and leaves a mark
that keeps other processes from filling the cache again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from booking.cache.engine import wipe_cache
from booking.cache.locks import locked
from booking.cache.outbox import Outbox
from booking.cache.outbox_file import OUTBOX_FILE
from booking.clock import Clock, SystemClock
from booking.files import from_os, read_json, write_json
from booking.paths import Paths

FACTS_FILE: Final = "desk.json"
SIGNED_OUT: Final = "signed-out"
TURN_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What is known about a folder without opening its databases.

    Attributes:
        server: what tells the shared database from any other, for example host, port and name.
        facts: whatever else the caller keeps, as JSON: connection data, name of the zone.
    """

    folder: Path
    server: str
    login: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def signed_in(self) -> bool:
        """Whether the cache may be filled."""
        return signed_in(self.folder)


def folder_name(server: str, login: str) -> str:
    """Return the name of the folder of one (database, login): 24 hex digits."""
    return hashlib.sha256(f"{server}\0{login}".encode()).hexdigest()[:24]


def signed_in(folder: Path) -> bool:
    """Whether the folder's cache may be filled: nobody signed out since the last sign-in."""
    return folder.is_dir() and not (folder / SIGNED_OUT).exists()


def list_desks(paths: Paths) -> tuple[DeskFacts, ...]:
    """Return every folder of this data directory, by name."""
    try:
        found = sorted(paths.desks.glob(f"*/{FACTS_FILE}"))
    except OSError as error:
        raise from_os(error, paths.desks) from error
    return tuple(_facts(path.parent) for path in found)


def current(paths: Paths) -> DeskFacts | None:
    """Return the folder that is signed in, None if nobody is.

    Raises:
        EnvironmentProblem: the files cannot be read.
    """
    desk = last(paths)
    return desk if desk is not None and desk.signed_in else None


def last(paths: Paths) -> DeskFacts | None:
    """Return the folder that is signed in, or whose signing out could not be ended; else None.

    Raises:
        EnvironmentProblem: the files cannot be read.
    """
    name = read_json(paths.current).get("desk")
    folder = paths.desks / str(name)
    return None if name is None or not (folder / FACTS_FILE).is_file() else _facts(folder)


def sign_in(
    paths: Paths, server: str, login: str, facts: Mapping[str, Any] | None = None
) -> DeskFacts:
    """Make the folder of (server, login) the current one, creating it where it is new.

    Raises:
        EnvironmentProblem: the data directory cannot be written to, or the disk is full.
    """
    folder = paths.desks / folder_name(server, login)
    desk = DeskFacts(folder, server, login, dict(facts or {}))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / SIGNED_OUT).unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, folder) from error
    body = {**desk.facts, "server": server, "login": login}
    write_json(folder / FACTS_FILE, body)
    write_json(paths.current, {"desk": folder.name})
    return desk


def sign_out(paths: Paths, clock: Clock | None = None) -> int:
    """Wipe the cache of `last` and forget that it is current; returns how many acts wait.

    Raises:
        EnvironmentProblem: the files cannot be changed.
        Unavailable: a sync round of another process does not end (reason "busy"); the mark is
            left, so no further round begins, and signing out again finishes it.
    """
    desk = last(paths)
    waiting = 0
    if desk is not None:
        forget(desk.folder)
        waiting = count_waiting(desk.folder, clock)
    try:
        paths.current.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, paths.current) from error
    return waiting


def forget_all(paths: Paths) -> None:
    """Wipe every cache of this data directory, as when it is not known who is signed in.

    Raises:
        As `sign_out`.
    """
    try:
        found = [path for path in paths.desks.iterdir() if path.is_dir()]
    except FileNotFoundError:
        return
    except OSError as error:
        raise from_os(error, paths.desks) from error
    for folder in found:
        forget(folder)


def forget(folder: Path) -> None:
    """Wipe a folder's cache and mark it as signed out; the outbox stays.

    Raises:
        As `sign_out`.
    """
    try:
        (folder / SIGNED_OUT).touch()
    except OSError as error:
        raise from_os(error, folder) from error
    with locked(folder / "sync.lock", TURN_SECONDS):
        wipe_cache(folder)


def count_waiting(folder: Path, clock: Clock | None = None) -> int:
    """Return how many acts in a folder's outbox have no answer yet.

    Raises:
        EnvironmentProblem, Unavailable: it cannot be opened.
    """
    if not (folder / OUTBOX_FILE).exists():
        return 0
    outbox = Outbox(folder, clock or SystemClock())
    try:
        return outbox.waiting()
    finally:
        outbox.close()


def _facts(folder: Path) -> DeskFacts:
    body = read_json(folder / FACTS_FILE)
    server, login = str(body.pop("server", "")), str(body.pop("login", ""))
    return DeskFacts(folder, server, login, body)
