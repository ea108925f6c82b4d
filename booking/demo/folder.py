"""The demonstration's own folder, which it marks; nothing outside it is ever removed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import BaseFileLock, FileLock, Timeout

from booking.errors import EnvironmentProblem
from booking.files import from_os
from booking.paths import Paths
from booking.shared.embedded import EmbeddedServer

FOLDER: Final = "demo"
MARK: Final = "demo.json"
LOCK: Final = "demo.lock"
_MARKED: Final = {"format": "loop-booking-demo/1", "note": "sample data; loop-booking demo"}
WAIT_SECONDS: Final = 300.0


class DemoFolder:
    """The folder `demo` in a data directory.

    Attributes:
        path: the folder itself, which is also a data directory: it holds the server.
    """

    def __init__(self, data: Path) -> None:
        """Name the folder; nothing is made yet."""
        self.path = data / FOLDER

    @property
    def paths(self) -> Paths:
        """Places of the demonstration's server and passwords."""
        return Paths(self.path)

    @property
    def server(self) -> EmbeddedServer:
        """The demonstration's server."""
        return EmbeddedServer(self.paths.server)

    def desk(self, name: str) -> Paths:
        """Places of one of the desktops."""
        return Paths(self.path / name)

    @contextmanager
    def taken(self, waiting: Callable[[], None], seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the folder, so that two demonstrations do not run in it at once.

        Args:
            waiting: called once where another one has it and must be waited for.
            seconds: how long to wait.

        Raises:
            EnvironmentProblem: "demo_busy", "not_ours", "read_only", "disk_full".
        """
        with self._plain_problems():
            self._ensure()
            lock = self._lock(waiting, seconds)
        try:
            yield
        finally:
            lock.release()

    def _lock(self, waiting: Callable[[], None], seconds: float) -> BaseFileLock:
        lock = FileLock(self.path / LOCK, mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            try:
                lock.acquire(timeout=seconds)
            except Timeout:
                raise EnvironmentProblem(
                    "demo_busy", f"Another demonstration is still running in {self.path}."
                ) from None
        return lock

    def contents(self) -> list[str]:
        """Names of what --reset removes, in order."""
        with self._plain_problems():
            kept = {MARK, LOCK}
            return sorted(each.name for each in self.path.iterdir() if each.name not in kept)

    def clear(self) -> None:
        """Stop the server and remove all that is in the folder; call while it is `taken`.

        Raises:
            EnvironmentProblem: as `EmbeddedServer.remove`; "read_only".
        """
        self.server.remove()
        with self._plain_problems():
            for name in self.contents():
                place = self.path / name
                if place.is_dir() and not place.is_symlink():
                    shutil.rmtree(place)
                else:
                    place.unlink()

    def _ensure(self) -> None:
        """Make and mark the folder, or see that it is one of ours."""
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_dir()):
            raise self._foreign()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = self.path / MARK
        try:
            ours = json.loads(mark.read_text("utf-8")) == _MARKED
        except FileNotFoundError:
            # Another demonstration may be about to mark it: its lock comes after the mark.
            if any(self.path.iterdir()) and not mark.exists():
                raise self._foreign() from None
            part = self.path.with_name(f"{FOLDER}.{os.getpid()}.part")
            part.write_text(json.dumps(_MARKED, indent=1) + "\n", "utf-8")
            part.replace(mark)
            return
        except ValueError:
            ours = False
        if not ours:
            raise self._foreign()

    def _foreign(self) -> EnvironmentProblem:
        return EnvironmentProblem(
            "not_ours",
            f"{self.path} is not a folder of the demonstration; move it away or give another"
            " data directory.",
        )

    @contextmanager
    def _plain_problems(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise from_os(error, self.path) from error
