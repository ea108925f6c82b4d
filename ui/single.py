"""One window for each data directory: whoever comes second has the first raise itself, and ends.

A lock file says who is first; one that a killed process left behind is taken over. The first
listens on a local socket that only this account may reach, and understands a single word.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import stat
import sys
import tempfile
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

RAISE: Final = b"raise\n"
RAISED: Final = b"raised\n"
PATIENCE_MS: Final = 3000
"""So long the second waits for the first."""
IDLE_MS: Final = 2000
"""So long somebody who connects may stay silent."""
LONGEST: Final = 100
"""Bytes that the path of a socket may have everywhere (Linux: 107, macOS: 103)."""


class Claim(Enum):
    """What came of claiming a data directory.

    FIRST: it is ours. SECOND: the window that has it has raised itself. SILENT: some process has
    it, and did not answer. UNKNOWN: the lock file cannot be written, so nobody can tell.
    """

    FIRST = 1
    SECOND = 2
    SILENT = 3
    UNKNOWN = 4


class Single(QObject):
    """A claim on a data directory, until `release`.

    Attributes:
        raised: () another start of the program asks for the window.
    """

    raised = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.address = address(data)
        self._folder = data
        self._lock = QLockFile(str(data / "window.lock"))
        # A window stays open for days; whether its process lives decides, not the file's age.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> Claim:
        """Take the directory, or have the window that has it raise itself."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return Claim.UNKNOWN
        if self._lock.tryLock(0):
            self._listen()
            return Claim.FIRST
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return Claim.UNKNOWN
        return Claim.SECOND if self._ask() else Claim.SILENT

    def release(self) -> None:
        """Let others have the directory."""
        self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        # The lock is ours, so whatever stands at the address was left by a killed process.
        if trusted(self.address):
            QLocalServer.removeServer(self.address)
        self._server.listen(self.address)

    def _ask(self) -> bool:
        if not trusted(self.address):
            return False
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(RAISE)
        socket.flush()
        answered = socket.waitForReadyRead(PATIENCE_MS)
        return answered and bytes(socket.readAll().data()) == RAISED

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self)


class _Caller(QObject):
    """One connection: it says its word in time, or is let go."""

    def __init__(self, socket: QLocalSocket, single: Single) -> None:
        super().__init__(socket)
        self._socket = socket
        self._single = single
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(self._read)
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(socket.abort)
        patience.start(IDLE_MS)
        if socket.bytesAvailable():
            self._read()

    def _read(self) -> None:
        said = bytes(self._socket.read(len(RAISE) + 1).data())
        if said != RAISE:
            self._socket.abort()
            return
        self._socket.write(RAISED)
        self._socket.flush()
        self._socket.disconnectFromServer()
        self._single.raised.emit()


def address(data: Path) -> str:
    """Return where the window of a data directory listens: the account and the directory in it."""
    user = str(os.getuid()) if sys.platform != "win32" else getpass.getuser()
    digest = hashlib.sha256(f"{user}\0{data.resolve()}".encode()).hexdigest()[:16]
    name = f"loop-booking-{user}-{digest}"
    if sys.platform == "win32":
        return name  # a pipe; its rights are this account's
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = (runtime, tempfile.gettempdir(), "/tmp")  # whoever comes second finds the same
    places = [str(Path(folder) / name) for folder in folders if Path(folder).is_absolute()]
    return next((one for one in places if len(os.fsencode(one)) <= LONGEST), places[-1])


def trusted(path: str) -> bool:
    """Whether what stands at an address is a socket of this account, not laid out by another's."""
    if sys.platform == "win32":
        return True
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
