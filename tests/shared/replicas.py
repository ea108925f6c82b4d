"""Further servers made of a running one by pg_basebackup: copies, and standbys that stream."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg

from booking.shared.embedded import EmbeddedServer
from booking.shared.server_files import read_record, write_record
from booking.shared.server_home import new_home
from booking.shared.server_programs import (
    choose_runner,
    find_binaries,
    namespaces_work,
    program,
)
from tests.shared.support import ask, make_server

SECONDS = 60


def copy_of(server: EmbeddedServer, directory: Path, *, standby: bool = False) -> EmbeddedServer:
    """Return a started copy of a running server; a standby follows it, asynchronously."""
    record = read_record(server.directory)
    assert record is not None
    runner = choose_runner(record.mode, namespaces_work, "nobody")
    directory.mkdir(mode=0o700)
    home = new_home(directory, runner)
    command = [str(program(find_binaries(None), "pg_basebackup")), "-d", server.conninfo()]
    command += ["-D", str(home / "data"), "--checkpoint=fast", "--no-sync"]
    command += ["--write-recovery-conf"] * standby
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    if runner.uid is not None:
        for path in (home / "data", *(home / "data").rglob("*")):
            os.chown(path, runner.uid, -1)
    shutil.copy(server.directory / "password", directory / "password")
    write_record(directory, replace(record, home=str(home), host=str(home / "socket")))
    made = make_server(directory, "as found")
    made.start()
    return made


def caught_up(primary: EmbeddedServer, standby: EmbeddedServer) -> None:
    """Wait until the standby has replayed what the primary has written by now."""
    wal = ask(primary, "select pg_current_wal_flush_lsn()")
    _until(lambda: ask(standby, f"select pg_last_wal_replay_lsn() >= '{wal}'") == "True")


def cut(primary: EmbeddedServer, standby: EmbeddedServer) -> None:
    """End the shipping from one to the other for good."""
    with psycopg.connect(standby.conninfo(), autocommit=True) as connection:
        connection.execute("alter system set primary_conninfo = ''")
        connection.execute("select pg_reload_conf()")
    _until(lambda: ask(primary, "select count(*) from pg_stat_replication") == "0")


def promote(standby: EmbeddedServer) -> None:
    """Make a standby the primary; returns when it takes writes."""
    assert ask(standby, f"select pg_promote(true, {SECONDS})") == "True"


def _until(true: Callable[[], bool]) -> None:
    """Ask again and again, each time over a new connection."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "the servers did not get there"
