"""Passwords: in the machine's keyring, else for this session only, or in a file if asked for.

A keyring may ask the person to unlock it and wait for that, so no window's thread may call this.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import keyring
from keyring.errors import KeyringError

from booking.errors import EnvironmentProblem
from booking.files import read_json, write_json

SERVICE: Final = "loop-booking"

log = logging.getLogger(__name__)


class Kept(StrEnum):
    """Where a password is kept. SESSION: only until this program ends."""

    KEYRING = "keyring"
    FILE = "file"
    SESSION = "session"


class Credentials:
    """Keeps passwords by (server, login). Safe from any thread.

    Attributes:
        file: where to keep them instead of the keyring, for machines without one; readable by its
            owner only. None unless somebody asked for it.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._session: dict[str, str] = {}

    def get(self, server: str, login: str) -> str | None:
        """Return a password, None if there is none.

        Raises:
            EnvironmentProblem: the file cannot be read.
        """
        key = _key(server, login)
        with self._lock:
            if key in self._session:
                return self._session[key]
            if self.file is not None:
                return _read(self.file).get(key)
            try:
                with _any_keyring():
                    return keyring.get_password(SERVICE, key)
            except KeyringError:
                return None

    def keep(self, server: str, login: str, password: str) -> Kept:
        """Keep a password; returns where, so that SESSION can be said.

        Raises:
            EnvironmentProblem: the file cannot be written.
        """
        key = _key(server, login)
        with self._lock:
            self._session.pop(key, None)
            if self.file is not None:
                write_json(self.file, _readable(self.file) | {key: password})
                return Kept.FILE
            try:
                with _any_keyring():
                    keyring.set_password(SERVICE, key, password)
            except KeyringError:
                self._session[key] = password
                return Kept.SESSION
            return Kept.KEYRING

    def forget(self, server: str, login: str) -> None:
        """Forget a password, wherever it is kept.

        Raises:
            EnvironmentProblem: the file cannot be written.
        """
        key = _key(server, login)
        with self._lock:
            self._session.pop(key, None)
            if self.file is not None:
                if self.file.exists():
                    kept = _readable(self.file)
                    kept.pop(key, None)
                    write_json(self.file, kept)
                return
            with suppress(KeyringError), _any_keyring():
                keyring.delete_password(SERVICE, key)


@contextmanager
def _any_keyring() -> Iterator[None]:
    """Take whatever a keyring fails on for its one error.

    Backends are other people's programs: one that is named and not installed, or whose service does
    not answer, raises what it likes.
    """
    try:
        yield
    except Exception as error:
        # By its name alone: its text may quote what was to be kept.
        log.warning("the keyring failed with %s", type(error).__name__)
        raise KeyringError(type(error).__name__) from error


def has_keyring() -> bool:
    """Whether this machine has a keyring; where it has none, keeping lasts for the session."""
    return float(getattr(keyring.get_keyring(), "priority", 0)) > 0


def _key(server: str, login: str) -> str:
    return f"{login}@{server}"


def _read(path: Path) -> dict[str, str]:
    return {str(key): str(value) for key, value in read_json(path).items()}


def _readable(path: Path) -> dict[str, str]:
    """Return what a file that is to be written anew holds; nothing of a damaged one can be told."""
    try:
        return _read(path)
    except EnvironmentProblem as problem:
        if problem.code != "damaged":
            raise
        return {}
