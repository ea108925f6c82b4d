"""Lock files among the processes that use one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import filelock

from booking.errors import Unavailable
from booking.files import from_os

LOCK_SECONDS: Final = 15.0


@contextmanager
def locked(path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold a lock file among processes and threads.

    Raises:
        Unavailable: somebody else held it for `seconds` (reason "busy").
        EnvironmentProblem: the folder cannot be written to, or the disk is full.
    """
    lock = filelock.FileLock(path, is_singleton=False)
    try:
        lock.acquire(timeout=seconds)
    except filelock.Timeout as error:
        message = f"{path.parent} is in use by another process."
        raise Unavailable(message, reason="busy") from error
    except OSError as error:
        raise from_os(error, path) from error
    try:
        yield
    finally:
        lock.release()
