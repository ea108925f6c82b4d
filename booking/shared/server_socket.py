"""The address of a private server: a short private socket directory, or a port of this machine."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import stat
import sys
import tempfile
from pathlib import Path

from booking.errors import EnvironmentProblem

PORT = 5432
"""Only names the socket file; no TCP port is opened where there are Unix sockets."""

# sun_path holds 108 bytes with the closing NUL on Linux, 104 on macOS.
_LONGEST_SOCKET = 103


def socket_file(directory: Path) -> Path:
    """The socket that a server makes in its socket directory."""
    return directory / f".s.PGSQL.{PORT}"


def private_directory(path: Path, uid: int) -> bool:
    """Whether `path` is a real directory (no link), owned by `uid` and closed to all others."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == 0o700
    )


def socket_directory(home: Path, recorded: str | None, uid: int, *, outside: bool) -> Path:
    """A private directory for the socket, short enough for its address.

    The recorded one is kept while it is still ours. Otherwise one is made inside `home`, or, where
    that is too long or cannot hold sockets, in the runtime directory of the session or the
    directory for temporary files. Its name there follows from `home`, so that addresses stay the
    same after a restart of the machine; when somebody else holds that name, a random one is taken.

    Args:
        home: directory of the server.
        recorded: the directory used last.
        uid: the account that the server runs as.
        outside: `uid` is another account than ours, which does not reach our runtime directory.

    Raises:
        EnvironmentProblem: "no_socket_directory".
    """
    if recorded is not None and _usable(Path(recorded), uid):
        return Path(recorded)
    name = "loop-" + hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    places = [home / "socket"]
    if runtime and not outside and private_directory(Path(runtime), uid):
        places.append(Path(runtime) / name)
    for parent in (tempfile.gettempdir(), "/tmp"):  # TMPDIR may be too long or closed to `uid`
        places += [Path(parent) / name, Path(parent) / f"{name}-{secrets.token_hex(4)}"]
    for place in places:
        if _made(place, uid) and _usable(place, uid):
            return place
    raise EnvironmentProblem(
        "no_socket_directory",
        "No directory for the private server's socket could be made; its path must be short.",
    )


def _made(place: Path, uid: int) -> bool:
    """Make the directory for `uid` unless it is there; False when that is not possible."""
    try:
        place.mkdir(mode=0o700)
        if sys.platform != "win32" and uid != os.geteuid():
            os.chown(place, uid, -1)
    except FileExistsError:
        return True
    except OSError:
        return False
    return True


def _usable(place: Path, uid: int) -> bool:
    address = str(place)
    if "," in address or len(os.fsencode(socket_file(place))) > _LONGEST_SOCKET:
        return False  # libpq takes a comma for the next host
    return private_directory(place, uid) and _holds_sockets(place)


def _holds_sockets(place: Path) -> bool:
    """Try it: some network and shared folders refuse sockets."""
    trial = place / f".t{secrets.token_hex(2)}"
    try:
        with socket.socket(socket.AF_UNIX) as sock:
            sock.bind(str(trial))
    except OSError:
        return False
    finally:
        trial.unlink(missing_ok=True)
    return True


def free_port() -> int:
    """A TCP port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
