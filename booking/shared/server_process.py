"""Processes of a private server: making its data, starting, finding, stopping and killing it."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from booking.errors import EnvironmentProblem
from booking.shared.process_table import alive, children, command_lines
from booking.shared.server_files import (
    PASSWORD_COPY_NAME,
    REMOVED_NAME,
    problem_from_log,
    write_private,
)
from booking.shared.server_programs import Runner, program
from booking.shared.server_socket import socket_file

SUPERUSER = "loop_admin"
"""Role that initdb makes; its password never leaves the server directory."""

_ON_LINUX = Path("/proc/self/stat").exists()
_LONG_SECONDS = 180  # recovery after a crash on a slow disk
_LEFT_SECONDS = 10  # what a server that was killed has left running ends by itself
_LOG_LIMIT = 5_000_000  # bytes; a longer log is set aside when the server starts


@dataclass(frozen=True)
class Postmaster:
    """The server's first process, as its pid file and the system tell.

    Attributes:
        pid: process id.
        ready: whether it accepts connections.
    """

    pid: int
    ready: bool


def find_postmaster(data: Path, address: str, port: int) -> Postmaster | None:
    """The running server of a data directory, None when there is none.

    A pid file alone proves nothing: after a crash it stays, and its number may belong to another
    program by now. Linux tells what program a process is and where it stands; elsewhere a server
    counts as running when it answers.

    Raises:
        OSError: the data directory may not be read.
    """
    try:
        lines = (data / "postmaster.pid").read_text("utf-8").splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, NotADirectoryError, ValueError, IndexError):
        return None
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    if _ON_LINUX:
        try:
            name = Path(f"/proc/{pid}/comm").read_text("utf-8").strip()
            at_home = Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
        except OSError:  # gone, a zombie, or somebody else's
            return None
        return Postmaster(pid, ready) if name == "postgres" and at_home else None
    return Postmaster(pid, ready) if _answers(address, port) else None


def _answers(address: str, port: int) -> bool:
    try:
        if sys.platform != "win32" and address.startswith("/"):
            with socket.socket(socket.AF_UNIX) as sock:
                sock.connect(f"{address}/.s.PGSQL.{port}")
        else:
            socket.create_connection((address, port), timeout=5).close()
    except OSError:
        return False
    return True


def make_data(runner: Runner, binaries: Path, home: Path, password: str) -> None:
    """Make `home`/data with initdb, whole or not at all.

    Raises:
        EnvironmentProblem: "disk_full", "read_only", "server_start_failed".
        OSError: a file cannot be written.
    """
    # The account may write in log/ only: `home` stays root's, so that nobody can swap its files.
    made = home / "log" / "data.new"
    for left in (made, home / REMOVED_NAME):  # by a set-up or a removal that was interrupted
        if left.exists():
            shutil.rmtree(left)
    password_copy = home / PASSWORD_COPY_NAME
    write_private(password_copy, password + "\n", gid=runner.gid)
    command = [
        str(program(binaries, "initdb")),
        f"--pgdata={made}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_copy}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--no-instructions",
    ]
    try:
        answer = runner.run(command, seconds=_LONG_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise EnvironmentProblem(
            "server_start_failed", f"Making the database in {home} took too long."
        ) from problem
    finally:
        password_copy.unlink()
    if answer.returncode != 0:
        raise problem_from_log(answer.stdout, home)
    made.rename(home / "data")


def launch(runner: Runner, binaries: Path, home: Path, host: str) -> None:
    """Start the server in the background, in a session of its own, and wait until it answers.

    What a server that was killed has left running holds up the next one for a moment.

    Args:
        runner: how to run it.
        binaries: directory of the programs.
        home: directory with data/, log/ and server.conf.
        host: its socket directory, or the address of its TCP port.

    Raises:
        EnvironmentProblem: "disk_full", "read_only", "port_taken", "wrong_data_version",
            "server_start_failed", "server_busy".
        OSError: a file cannot be read or written.
    """
    deadline = time.monotonic() + _LEFT_SECONDS
    while True:
        try:
            return _launch(runner, binaries, home, host)
        except EnvironmentProblem as problem:
            if problem.code != "server_busy" or time.monotonic() > deadline:
                raise


def _launch(runner: Runner, binaries: Path, home: Path, host: str) -> None:
    data, log = home / "data", home / "log" / "server.log"
    _disarm_stale_pid(data / "postmaster.pid")
    _disarm_stale_pid(Path(f"{socket_file(Path(host))}.lock"))
    begin = _set_long_log_aside(log)
    config = f"config_file={home / 'server.conf'}"
    quoted = f'"{config}"' if os.name == "nt" else shlex.quote(config)  # goes through a shell
    command = [
        str(program(binaries, "pg_ctl")),
        "start",
        f"--pgdata={data}",
        f"--log={log}",
        f"--options=-c {quoted}",
        "--wait",
        f"--timeout={_LONG_SECONDS}",
        "--silent",
    ]
    try:
        answer = runner.run(command, seconds=_LONG_SECONDS + 30)
    except subprocess.TimeoutExpired as problem:
        raise EnvironmentProblem(
            "server_start_failed", f"The private database server in {home} did not start in time."
        ) from problem
    if answer.returncode != 0:
        raise problem_from_log(_log_since(log, begin) or answer.stdout, home)


def _disarm_stale_pid(path: Path) -> None:
    """Keep a reused process number (or a zombie's) in a stale pid file from blocking the start.

    The server takes any process with that number for its predecessor, except its own parent and
    grandparent. Known to be stale, the file gets our number, the grandparent's. It is not removed:
    the server still checks by it that no old backend holds the shared memory.
    """
    if not _ON_LINUX:
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except (FileNotFoundError, NotADirectoryError):
        return
    with os.fdopen(handle, "r+", encoding="utf-8") as file:
        lines = file.read().splitlines(keepends=True)
        file.seek(0)
        file.truncate()
        file.writelines([f"{os.getpid()}\n", *lines[1:]])


def _set_long_log_aside(log: Path) -> int:
    """Rename a long log; return the length in bytes of the one that will be continued."""
    try:
        length = log.stat().st_size
    except FileNotFoundError:
        return 0
    if length <= _LOG_LIMIT:
        return length
    log.replace(log.with_name("server.log.1"))
    return 0


def _log_since(log: Path, begin: int) -> str:
    # The log lies in the account's directory: as root do not follow a link out of it.
    try:
        handle = os.open(log, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return ""
    with os.fdopen(handle, "rb") as file:
        file.seek(begin)
        return file.read(_LOG_LIMIT).decode("utf-8", "replace")


def stop(runner: Runner, binaries: Path, data: Path, pid: int, *, immediate: bool) -> None:
    """Have the server end its sessions and itself, and wait for it.

    Raises:
        EnvironmentProblem: "server_stop_failed".
    """
    command = [
        str(program(binaries, "pg_ctl")),
        "stop",
        f"--pgdata={data}",
        f"--mode={'immediate' if immediate else 'fast'}",
        "--wait",
        f"--timeout={_LONG_SECONDS}",
        "--silent",
    ]
    with contextlib.suppress(subprocess.TimeoutExpired):
        runner.run(command, seconds=_LONG_SECONDS + 30)
    # It removes its pid file a moment before it ends; a new server must not meet the old one.
    _wait_until(lambda: not alive(pid), 10, "did not stop in time")


def kill_all(pid: int) -> None:
    """SIGKILL the server's first process and all that it started, as a crash of the machine would.

    Raises:
        EnvironmentProblem: "server_stop_failed" (processes are left after ten seconds).
    """
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], check=False)
        return
    _signal(pid, signal.SIGSTOP)  # so that it starts no more children meanwhile
    family = [pid, *children(pid)]
    for member in family:
        _signal(member, signal.SIGKILL)
    _wait_until(lambda: not any(map(alive, family)), 10, "could not be killed")


def wait_for_helpers(home: Path) -> None:
    """Wait for the initdb or pg_ctl of a process that was killed: they go on without it.

    Until they have ended nobody can tell whether the server is going to run. Nobody else may start
    one here meanwhile.

    Raises:
        EnvironmentProblem: "server_busy" (they do not end).
    """
    mark = f"--pgdata={home}{os.sep}"
    _wait_until(
        lambda: not any(mark in line for line in command_lines()),
        _LONG_SECONDS,
        "is just being started or stopped",
        "server_busy",
    )


def wait_until_ready(ask: Callable[[], Postmaster | None]) -> None:
    """Wait for a server that is starting or recovering.

    Raises:
        EnvironmentProblem: "server_stop_failed" (it does not get ready).
    """

    def settled() -> bool:
        found = ask()
        return found is None or found.ready

    _wait_until(settled, _LONG_SECONDS, "did not get ready in time")


def _wait_until(
    done: Callable[[], bool], seconds: float, complaint: str, code: str = "server_stop_failed"
) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise EnvironmentProblem(code, f"The private database server {complaint}.")
        time.sleep(0.02)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
