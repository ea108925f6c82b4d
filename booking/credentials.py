"""Passwords: in the machine's keyring, else for this session only, or in a file if asked for.

A keyring may ask the person to unlock it and wait for that, so no window's thread may call this.
"""

from __future__ import annotations

import json
import os
import threading
from enum import StrEnum
from pathlib import Path
from typing import Final

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from booking.errors import EnvironmentProblem

SERVICE: Final = "loop-booking"


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
                _write(self.file, _read(self.file) | {key: password})
                return Kept.FILE
            try:
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
                kept = _read(self.file)
                if kept.pop(key, None) is not None:
                    _write(self.file, kept)
                return
            try:
                keyring.delete_password(SERVICE, key)
            except (PasswordDeleteError, KeyringError):
                return


def _key(server: str, login: str) -> str:
    return f"{login}@{server}"


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise EnvironmentProblem("damaged", f"{path} is damaged; sign in again.") from error
    except OSError as error:
        raise EnvironmentProblem("read_only", f"{path} cannot be read.") from error
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _write(path: Path, kept: dict[str, str]) -> None:
    """Write the file anew, never readable by others, not even for a moment."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(kept, stream)
        part.replace(path)
    except OSError as error:
        raise EnvironmentProblem("read_only", f"{path} cannot be written to.") from error
