"""Where the program keeps its files on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "loop-booking"


@dataclass(frozen=True, slots=True)
class Paths:
    """The places below one data directory. Nothing is created here.

    Attributes:
        data: the data directory itself; whoever opens a place in it creates what is missing.
    """

    data: Path

    @property
    def desks(self) -> Path:
        """Folder with one folder for each (database, login)."""
        return self.data / "desks"

    @property
    def current(self) -> Path:
        """File that names the folder in `desks` of the person who is signed in."""
        return self.data / "current.json"

    @property
    def secrets(self) -> Path:
        """Password file of machines without a keyring; exists only where somebody asked for it."""
        return self.data / "secrets.json"

    @property
    def settings(self) -> Path:
        """Settings of this machine."""
        return self.data / "settings.json"

    @property
    def server(self) -> Path:
        """Folder of the embedded server, for trial and demonstration."""
        return self.data / "server"

    @property
    def logs(self) -> Path:
        """Folder of the log files."""
        return self.data / "logs"


def paths(data_dir: Path | None = None) -> Paths:
    """Return the places below `data_dir`, or below the user's own data directory when None.

    The user's own is `~/.local/share/loop-booking` on Linux, `~/Library/Application Support` on
    macOS and `%LOCALAPPDATA%` on Windows.
    """
    if data_dir is None:
        data_dir = Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))
    return Paths(data_dir.expanduser().absolute())
