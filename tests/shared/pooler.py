"""A real PgBouncer in front of the run's server, for persons' logins; with TLS where wanted.

It is run as the embedded server is, in a folder of that account: PgBouncer does not run as root
either.
"""

from __future__ import annotations

import select
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from booking.shared.server_programs import choose_runner, namespaces_work
from tests.zones import Zone

SECONDS = 30


@dataclass(frozen=True)
class Certificate:
    """What a server proves itself with: files with its certificate and its key."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Pooler:
    """A running PgBouncer in transaction mode.

    Attributes:
        host, port: where it listens.
        log: its log file.
    """

    host: str
    port: int
    log: Path


def program() -> str:
    """Path of PgBouncer; the test is skipped where there is none."""
    found = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("PgBouncer is not installed: apt install pgbouncer")
    return found


@contextmanager
def pooler(
    zone: Zone, *, host: str = "127.0.0.1", tls: Certificate | None = None
) -> Iterator[Pooler]:
    """Run one in front of a zone's server for as long as the block lasts.

    Args:
        zone: whose persons may enter.
        host: address to listen on.
        tls: certificate; without one it offers no TLS at all.
    """
    status = zone.server.status()
    if status.socket_dir is None:
        pytest.skip("the run's server has no socket")
    runner = choose_runner(None, namespaces_work, "nobody")
    with tempfile.TemporaryDirectory(prefix="loop-pooler-") as name:
        folder = Path(name)
        users = "".join(f'"{login}" "{secret}"\n' for login, secret in _verifiers(zone))
        (folder / "users.txt").write_text(users)
        port = _free_port(host)
        lines = [
            "[databases]",
            f"* = host={status.socket_dir} port={status.port}",
            "[pgbouncer]",
            f"listen_addr = {host}",
            f"listen_port = {port}",
            "unix_socket_dir =",
            "auth_type = scram-sha-256",
            f"auth_file = {folder / 'users.txt'}",
            "pool_mode = transaction",
            f"logfile = {folder / 'pgbouncer.log'}",
            f"client_tls_sslmode = {'disable' if tls is None else 'require'}",
        ]
        if tls is not None:
            shutil.copy(tls.certificate, folder / "server.pem")
            shutil.copy(tls.key, folder / "server.key")
            lines += [f"client_tls_cert_file = {folder / 'server.pem'}"]
            lines += [f"client_tls_key_file = {folder / 'server.key'}"]
        (folder / "pgbouncer.ini").write_text("\n".join(lines) + "\n")
        command = [*runner.prefix, program(), "--quiet", str(folder / "pgbouncer.ini")]
        options: dict[str, Any] = {}
        if runner.uid is not None:
            options = {"user": runner.uid, "group": runner.gid, "extra_groups": []}
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, runner.uid, runner.gid)
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        try:
            _wait_for(process, host, port, folder / "pgbouncer.log")
            yield Pooler(host, port, folder / "pgbouncer.log")
        finally:
            process.kill()
            process.wait(SECONDS)


def _verifiers(zone: Zone) -> list[tuple[str, str]]:
    with psycopg.connect(zone.server.conninfo(zone.database)) as owner:
        return owner.execute(
            "select rolname, rolpassword from pg_authid where rolname = any(%s)",
            (list(zone.logins.values()),),
        ).fetchall()


def _free_port(host: str) -> int:
    with socket.socket() as found:
        try:
            found.bind((host, 0))
        except OSError:
            pytest.skip(f"this machine has no address {host}")
        return int(found.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], host: str, port: int, log: Path) -> None:
    """Wait until it listens; a connection that is refused is tried again."""
    for _ in range(2000):
        try:
            socket.create_connection((host, port), SECONDS).close()
        except ConnectionRefusedError:
            assert process.poll() is None, log.read_text()
            select.select([], [], [], 0.01)
        else:
            return
    pytest.fail(f"PgBouncer does not listen: {log.read_text()}")
