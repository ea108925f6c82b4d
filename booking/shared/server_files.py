"""Files of a private server (record, password, configuration), and plain words for its failures."""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from booking.errors import EnvironmentProblem

RECORD_NAME = "server.json"
"""File in the server directory by which it is known as one."""

PASSWORD_COPY_NAME = "initdb.password"
"""What initdb reads the password from; it stays where initdb's caller was killed."""

REMOVED_NAME = "data.old"
"""The data while they are being removed."""

SETTINGS: Mapping[str, str] = {
    "max_connections": "100",
    "reserved_connections": "5",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "cluster_name": "loop-booking",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    # Titles and names of tenants must not reach the log: an error's text and detail quote values
    # ("Failing row contains ..."), so errors of statements are told to the client only.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    # A person's query may sort on disk; it must not fill it.
    "temp_file_limit": "1GB",
}
"""Settings of every private server, before those of the caller."""


@dataclass(frozen=True)
class Record:
    """What a server directory remembers.

    Attributes:
        mode: how the programs are run, see `server_programs.Runner`.
        home: where the data, the configuration and the log are; the server directory itself except
            in mode "account".
        host: socket directory, or 127.0.0.1 where there are no Unix sockets.
        port: port number; with a socket directory only part of the socket's name.
        version: version of the server that was started last.
    """

    mode: str
    home: str
    host: str
    port: int
    version: str


def read_record(directory: Path) -> Record | None:
    """Read the record of a server directory; None when there is none yet.

    Raises:
        EnvironmentProblem: "not_ours" (the file is there but is not a record of ours).
        OSError: it cannot be read.
    """
    try:
        text = (directory / RECORD_NAME).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return Record(**json.loads(text))
    except (ValueError, TypeError):
        raise EnvironmentProblem(
            "not_ours", f"The file {directory / RECORD_NAME} is damaged or not ours."
        ) from None


def write_record(directory: Path, record: Record) -> None:
    """Store the record, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    write_private(directory / RECORD_NAME, json.dumps(asdict(record), indent=1) + "\n")


def write_private(path: Path, text: str, *, gid: int | None = None) -> None:
    """Replace a file atomically; mode 0600, or 0640 for the group `gid`.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            if gid is not None and sys.platform != "win32":
                os.fchown(file.fileno(), -1, gid)
                os.fchmod(file.fileno(), 0o640)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def ensure_password(path: Path) -> str:
    """Read the superuser's password, or make one (192 random bits) in a 0600 file.

    Raises:
        OSError: it cannot be read or written.
    """
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        write_private(path, secrets.token_urlsafe(24) + "\n")
    return path.read_text("utf-8").strip()


def configuration(data: Path, record: Record, extra: Mapping[str, str]) -> str:
    """Text of the server's configuration file, which includes the one that initdb wrote.

    Raises:
        ValueError: a setting's name is not a name.
    """
    connect = (
        {
            "listen_addresses": "",
            "unix_socket_directories": record.host,
            "unix_socket_permissions": "0700",
        }
        if record.host.startswith("/")
        else {"listen_addresses": record.host, "unix_socket_directories": ""}
    )
    lines = [f"include {_quoted(str(data / 'postgresql.conf'))}"]
    for name, value in {**SETTINGS, **extra, **connect, "port": str(record.port)}.items():
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", name):
            raise ValueError(f"not a setting's name: {name!r}")
        lines.append(f"{name} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


_LOG_PATTERNS = (
    # The order counts: the first match in the newest lines wins.
    (r"database files are incompatible", "wrong_data_version",
     "The database in {where} was made by another version of PostgreSQL than the one installed."),
    (r"could not (?:bind|create any TCP)|Address already in use", "port_taken",
     "The port or socket of the private database server is held by another program."),
    (r'lock file ".*" already exists|pre-existing shared memory block', "server_busy",
     "What an earlier private database server in {where} has left running has not ended yet."),
    (r"No space left on device|Disk quota exceeded", "disk_full",
     "The disk is full, so the private database server in {where} cannot run."),
    (r"Read-only file system|Permission denied|Operation not permitted", "read_only",
     "The private database server may not write to {where}."),
)  # fmt: skip


def problem_from_log(text: str, where: Path) -> EnvironmentProblem:
    """One plain sentence for what the server's programs said before they failed."""
    for pattern, code, sentence in _LOG_PATTERNS:
        if re.search(pattern, text):
            return EnvironmentProblem(code, sentence.format(where=where))
    telling = re.findall(r".*(?:FATAL|PANIC|error|invalid value|unrecognized).*", text)
    said = (telling or text.strip().splitlines() or ["nothing"])[0].strip()
    return EnvironmentProblem(
        "server_start_failed", f"The private database server in {where} did not start: {said}"
    )
