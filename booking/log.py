"""The log file: what a person need not read, and a developer must."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from booking.paths import Paths

BYTES: Final = 1_000_000


def log_file(paths: Paths) -> Path:
    """Return where the log is written."""
    return paths.logs / "loop-booking.log"


class LogFile(logging.Handler):
    """Appends to a file that is made when there is first something to write.

    The file is opened for each record, so several processes may write it, and a full disk or a
    read-only directory is no reason to fail. One older file is kept.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = path
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._path.exists() and self._path.stat().st_size > BYTES:
                self._path.replace(self._path.with_suffix(".old.log"))
            with self._path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(self.format(record) + "\n")


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Write warnings and worse into a file, and nothing to the terminal."""
    handler = LogFile(path)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
