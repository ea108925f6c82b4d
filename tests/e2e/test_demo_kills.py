"""`loop-booking demo`, killed with SIGKILL at one step after the other: the next one goes on.

Each child is the real command; at its step it ends itself, as nobody is there to clean up after.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from signal import SIGKILL

import psycopg
import pytest

from booking.demo.folder import DemoFolder
from booking.demo.stage import ZONE
from booking.samples import load_inventory
from booking.shared.embedded import EmbeddedServer
from booking.shared.founding import ZonePlan, ensure_database, found
from booking.shared.owner import DATABASE, OwnerAccess
from tests.e2e.commands import ask, done
from tests.shared.support import make_server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")

ROOT = Path(__file__).resolve().parents[2]

# Where to end: a module, the name in it, whether before or after it has worked, and which call
# of it. In the order in which a demonstration comes there.
STEPS = (
    ("pathlib", "Path.mkdir", "after", 1),
    ("booking.shared.server_files", "write_private", "before", 1),
    ("booking.shared.embedded", "files.write_record", "after", 1),
    ("booking.shared.server_process", "write_private", "after", 1),
    ("booking.shared.embedded", "process.make_data", "after", 1),
    ("booking.shared.embedded", "process.launch", "after", 1),
    ("booking.shared.admin", "create_database", "after", 1),
    ("booking.shared.migrating", "migrate", "before", 1),
    ("booking.shared.admin", "_drop_functions", "after", 2),
    ("booking.shared.admin", "upgrade", "after", 1),
    ("booking.shared.founding", "load_sample", "after", 1),
    ("booking.shared.sample_zone", "add_person", "after", 4),
    ("booking.credentials", "Credentials.keep", "after", 3),
    ("booking.shared.gateway", "PgGateway.submit", "after", 30),
    ("booking.cache.folders", "sign_in", "before", 1),
    ("booking.cache.folders", "sign_in", "after", 2),
    ("booking.cache.apply", "allocations", "after", 1),
    ("booking.cache.outbox", "Outbox.append", "after", 1),
    ("booking.shared.gateway", "PgGateway.submit", "after", 1),
    ("booking.cache.outbox", "Outbox.settle", "before", 2),
    ("booking.shared.embedded", "process.stop", "before", 1),
    ("booking.shared.embedded", "process.stop", "after", 1),
    ("booking.shared.embedded", "process.launch", "before", 2),
    ("booking.shared.embedded", "process.launch", "after", 1),
)
CHILD = """
    import importlib, os, signal, sys
    from booking.cli import main

    module, name, when, number = sys.argv[2:6]
    holder = importlib.import_module(module)
    *path, last = name.split(".")
    for part in path:
        holder = getattr(holder, part)
    work, left = getattr(holder, last), int(number)

    def stepped(*arguments, **more):
        global left
        left -= 1
        now = left == 0
        if now and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*arguments, **more)
        if now:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, last, stepped)
    sys.exit(main(["--data-dir", sys.argv[1], "demo", "--terminal"]))
"""


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a process to its end."""
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data directory with nothing in it."""
    made = tmp_path / "data"
    yield made
    DemoFolder(made).server.remove()


@pytest.mark.campaign
def test_the_demonstration_goes_on_wherever_it_was_killed(data: Path, full_campaign: bool) -> None:
    for step in STEPS if full_campaign else STEPS[5::6]:
        command = [sys.executable, "-c", textwrap.dedent(CHILD), str(data), *map(str, step)]
        ended = run(command)
        assert ended.returncode == -SIGKILL, (step, ended.stdout, ended.stderr)
    said = done(data, "demo", "--terminal")
    assert said["found"] is True
    assert len(said["steps"]) == 6
    assert said["counts"]["person"] == 12
    assert done(DemoFolder(data).desk("desk-one").data, "outbox")["waiting"] == 0
    # A --reset that was killed half way, too.
    kill = ("shutil", "rmtree", "after", 2)
    reset = textwrap.dedent(CHILD).replace('"demo", ', '"demo", "--reset", ')
    command = [sys.executable, "-c", reset, str(data), *map(str, kill)]
    assert run(command).returncode == -SIGKILL
    said = ask(data, "demo", "--terminal")
    assert (said["exit"], said["found"]) == (0, False), said


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server without a zone."""
    made = make_server(tmp_path / "server", "as found")
    made.start()
    yield made
    made.remove()


def test_a_database_that_the_server_goes_on_creating(server: EmbeddedServer) -> None:
    """Its client was killed: the server notices only when the statement is done."""
    access = OwnerAccess.private(server)
    code = """
        import os, signal, sys
        from pathlib import Path
        from psycopg import sql
        from booking.shared import admin
        from booking.shared.embedded import EmbeddedServer
        from booking.shared.founding import ensure_database
        from booking.shared.connect import Connection
        from booking.shared.owner import OwnerAccess

        execute = Connection.execute

        def ask(self, query, *more, **others):
            if isinstance(query, sql.Composed) and "create database" in query.as_string(self):
                self.pgconn.send_query(query.as_bytes(self))
                while self.pgconn.flush():
                    pass
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(self, query, *more, **others)

        Connection.execute = ask
        ensure_database(OwnerAccess.private(EmbeddedServer(Path(sys.argv[1]))))
    """
    inventory = load_inventory()
    results: list[bool] = []

    def go_on() -> None:
        plan = ZonePlan(ZONE, sample=True)
        results.append(found(access, plan, inventory, date(2026, 11, 23)).created)

    ensure_database(OwnerAccess.private(server, "another"))  # so that the roles are there
    with psycopg.connect(server.conninfo()) as holder:
        holder.execute("lock table pg_catalog.pg_database in share mode")
        command = [sys.executable, "-c", textwrap.dedent(code), str(server.directory)]
        ended = run(command)
        assert ended.returncode == -SIGKILL, ended
        next_one = threading.Thread(target=go_on)
        next_one.start()
        next_one.join(0.5)  # one that did not wait would be in the same place by now
    next_one.join(120)
    assert results == [False]
    with psycopg.connect(server.conninfo(DATABASE)) as connection:
        assert connection.execute("select count(*) from app.site").fetchone() == (3,)
