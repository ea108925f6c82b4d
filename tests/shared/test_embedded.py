"""Life of a private server: made, started, found, stopped, killed, removed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from booking.shared.embedded import EmbeddedServer
from booking.shared.server_programs import is_root
from tests.shared.support import answer, ask, listening_tcp, make_server, mode, python

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Unix sockets and accounts")


@pytest.fixture(
    params=[
        "as found",
        pytest.param(
            "account",
            marks=pytest.mark.skipif(not is_root(), reason="only root uses another account"),
        ),
    ]
)
def kind(request: pytest.FixtureRequest) -> str:
    """How the server is run: as this machine has it, and as root without namespaces."""
    return str(request.param)


@pytest.fixture
def server(kind: str, tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server of either kind, not started yet."""
    made = make_server(tmp_path / "server", kind)
    yield made
    made.remove()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server run as this machine has it, started."""
    made = make_server(tmp_path / "server", "as found")
    made.start()
    yield made
    made.remove()


def test_start_makes_a_closed_server_of_18_or_later(server: EmbeddedServer) -> None:
    before = server.status()
    assert (before.running, before.version, before.pid) == (False, None, None)
    status = server.start()
    assert status.running
    assert int(ask(server, "show server_version_num")) >= 180000
    assert ask(server, "show server_encoding") == "UTF8"
    assert ask(server, "show timezone") == "UTC"
    assert ask(server, "show listen_addresses") == ""
    assert ask(server, "show password_encryption") == "scram-sha-256"
    methods = "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"
    assert ask(server, methods) == "scram-sha-256"
    assert "SCRAM-SHA-256" in ask(server, "select rolpassword from pg_authid where rolcanlogin")
    assert status.pid is not None
    if sys.platform.startswith("linux"):
        assert listening_tcp(status.pid) == []
    assert status.socket_dir is not None
    assert mode(status.socket_dir) == 0o700
    assert mode(server.directory / "password") == 0o600
    assert server.start() == status  # nothing is done twice


def test_only_the_right_password_opens(own: EmbeddedServer) -> None:
    wrong = own.conninfo(user="loop_admin", password="wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(own.url("postgres", "loop_admin"))
    assert ":" not in own.url("postgres", "loop_admin").removeprefix("postgresql:")


def test_committed_data_survive_sigkill_and_stop(server: EmbeddedServer) -> None:
    server.start()
    with psycopg.connect(server.conninfo()) as conn:
        conn.execute("create table kept as select 7 as n")
    server.kill()
    assert not server.status().running
    server.start()
    assert ask(server, "select n from kept") == "7"
    server.stop()
    server.stop()
    assert not server.status().running
    server.start()
    assert ask(server, "select n from kept") == "7"
    server.stop(immediate=True)
    assert not server.status().running


def test_a_stale_pid_file_with_a_living_number_does_not_block(server: EmbeddedServer) -> None:
    server.start()
    server.kill()
    home = server.log_file.parents[1]
    with subprocess.Popen(["sleep", "600"]) as other:
        try:
            socket_dir = server.status().socket_dir
            assert socket_dir is not None
            for path in (home / "data" / "postmaster.pid", socket_dir / ".s.PGSQL.5432.lock"):
                lines = path.read_text().splitlines(keepends=True)
                path.write_text("".join([f"{other.pid}\n", *lines[1:]]))
            assert not server.status().running
            assert server.start().running
            assert other.poll() is None
        finally:
            other.send_signal(signal.SIGKILL)


def test_a_removed_socket_directory_is_made_anew(server: EmbeddedServer) -> None:
    first = server.start().socket_dir
    assert first is not None
    shutil.rmtree(first)
    server.start()
    assert ask(server, "select 1") == "1"
    server.stop()
    second = server.status().socket_dir
    assert second is not None
    shutil.rmtree(second)
    server.start()
    assert ask(server, "select 1") == "1"


def test_a_socket_directory_that_is_open_or_a_link_is_not_used(server: EmbeddedServer) -> None:
    first = server.start().socket_dir
    server.stop()
    assert first is not None
    first.chmod(0o755)
    second = server.start().socket_dir
    assert second is not None
    assert second != first
    server.stop()
    shutil.rmtree(first)
    first.symlink_to(second)
    third = server.start().socket_dir
    assert third is not None
    assert not third.is_symlink()
    assert mode(third) == 0o700
    first.unlink()
    shutil.rmtree(second)


def test_processes_that_start_it_at_once_get_one_server(server: EmbeddedServer, kind: str) -> None:
    code = """
        from tests.shared.support import make_server
        print(make_server(pathlib.Path(sys.argv[1]), sys.argv[2]).start().pid)
    """
    starters = [python(code, str(server.directory), kind) for _ in range(4)]
    pids = {answer(starter) for starter in starters}
    assert pids == {str(server.status().pid)}  # and it outlives those who started it


def test_settings_of_the_caller_count_from_the_next_start(own: EmbeddedServer) -> None:
    changed = make_server(own.directory, "as found", work_mem="7MB")
    changed.start()
    assert ask(changed, "show work_mem") != "7MB"
    changed.stop()
    changed.start()
    assert ask(changed, "show work_mem") == "7MB"


def test_sessions_tell_who_is_connected(own: EmbeddedServer) -> None:
    assert own.sessions() == []
    with psycopg.connect(own.conninfo(), application_name="watch"):
        (session,) = own.sessions()
        assert (session.user, session.application) == ("loop_admin", "watch")
        assert session.since.utcoffset() is not None


def test_values_in_failing_statements_do_not_reach_the_log(own: EmbeddedServer) -> None:
    with psycopg.connect(own.conninfo(), autocommit=True) as conn:
        conn.execute("create table t(title text unique check (title not like 'canary bad%'))")
        conn.execute("insert into t values ('canary one')")
        for title in ("canary one", "canary bad"):
            with pytest.raises(psycopg.errors.IntegrityError):
                conn.execute("insert into t values (%s)", [title])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            conn.execute("select 'canary'::int")
        conn.execute("do $$ begin raise warning 'canary'; end $$")
    own.stop()
    log = own.log_file.read_text()
    assert "ready to accept connections" in log
    assert "canary" not in log


def test_a_long_log_is_set_aside_once(own: EmbeddedServer) -> None:
    own.stop()
    with own.log_file.open("a") as log:
        log.write("old line\n" * 700_000)
    own.start()
    assert own.log_file.stat().st_size < 100_000
    assert own.log_file.with_name("server.log.1").stat().st_size > 5_000_000


def test_remove_leaves_nothing_and_spares_others(server: EmbeddedServer, tmp_path: Path) -> None:
    socket_dir = server.start().socket_dir
    home = server.log_file.parents[1]
    (server.directory / "note.txt").write_text("mine")
    server.remove()
    server.remove()
    assert [entry.name for entry in server.directory.iterdir()] == ["note.txt"]
    assert socket_dir is not None
    assert not socket_dir.exists()
    assert home == server.directory or not home.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["server"]


def test_loopback_listens_on_this_machine_only(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "s", loopback=True, settings={"fsync": "off"})
    try:
        status = server.start()
        assert status.socket_dir is None
        assert ask(server, "show listen_addresses") == "127.0.0.1"
        assert f"127.0.0.1:{status.port}" in server.url("postgres", "x")
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(server.url("postgres", "loop_admin"))
        assert status.pid is not None
        if sys.platform.startswith("linux"):
            assert listening_tcp(status.pid) == [f"0100007F:{status.port:04X}"]
    finally:
        server.remove()
