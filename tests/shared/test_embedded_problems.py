"""Each failure of a private server is one plain sentence with a code."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from booking.errors import EnvironmentProblem
from booking.shared import embedded, server_home
from booking.shared.embedded import EmbeddedServer
from booking.shared.server_files import problem_from_log
from booking.shared.server_programs import is_root
from tests.shared.support import home_of, make_server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Unix sockets and accounts")


def _problem(act: Callable[[], object]) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as caught:
        act()
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 400
    return caught.value


@pytest.fixture
def own(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server of the test's own, started."""
    made = make_server(tmp_path / "server", "as found")
    made.start()
    yield made
    made.remove()


def _fake_postgres(directory: Path, version: str) -> Path:
    directory.mkdir()
    for name in ("postgres", "initdb", "pg_ctl"):
        path = directory / name
        path.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        path.chmod(0o755)
    return directory


def test_no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    problem = _problem(EmbeddedServer(tmp_path / "s", binaries=tmp_path / "empty").start)
    assert problem.code == "no_server_binaries"
    assert str(tmp_path / "empty") in str(problem)
    monkeypatch.setenv("LOOP_BOOKING_PG_BIN", str(tmp_path / "elsewhere"))
    problem = _problem(EmbeddedServer(tmp_path / "s").start)
    assert str(tmp_path / "elsewhere") in str(problem)
    monkeypatch.delenv("LOOP_BOOKING_PG_BIN")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert "loop-booking[local]" in str(_problem(EmbeddedServer(tmp_path / "s").start))
    assert not (tmp_path / "s" / "server.json").exists()


def test_programs_that_are_none(tmp_path: Path) -> None:
    binaries = _fake_postgres(tmp_path / "bin", "18.6")
    (binaries / "postgres").write_text("#!/bin/sh\necho broken; exit 1\n")
    problem = _problem(EmbeddedServer(tmp_path / "s", binaries=binaries).start)
    assert (problem.code, "broken" in str(problem)) == ("no_server_binaries", True)


@pytest.mark.parametrize("version", ["15.18 (Debian 15.18-0+deb12u1)", "9.6.24", "17rc1"])
def test_a_server_that_is_too_old(tmp_path: Path, version: str) -> None:
    binaries = _fake_postgres(tmp_path / "bin", version)
    problem = _problem(EmbeddedServer(tmp_path / "s", binaries=binaries).start)
    assert problem.code == "server_too_old"
    assert version.split(maxsplit=1)[0] in str(problem)


@pytest.mark.parametrize("made_by", ["17", "1", "19"])
def test_data_of_another_version(own: EmbeddedServer, made_by: str) -> None:
    own.stop()
    version = home_of(own) / "data" / "PG_VERSION"
    version.write_text(f"{made_by}\n")
    problem = _problem(own.start)
    assert problem.code == "wrong_data_version"
    assert f"PostgreSQL {made_by};" in str(problem)
    version.write_text("18\n")
    assert own.start().running


def test_a_directory_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    assert _problem(EmbeddedServer(tmp_path).start).code == "not_ours"
    assert _problem(EmbeddedServer(tmp_path / "letter.txt").start).code == "not_ours"
    assert (tmp_path / "letter.txt").read_text() == "dear"
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"mode": "plain"}', '{"other": 1}', "null"])
def test_a_damaged_record(tmp_path: Path, text: str) -> None:
    (tmp_path / "server.json").write_text(text)
    server = EmbeddedServer(tmp_path)
    acts: list[Callable[[], object]] = [server.start, server.stop, server.status, server.conninfo]
    assert [_problem(act).code for act in acts] == ["not_ours"] * 4


def test_a_server_that_never_was(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "s")
    server.stop()
    server.kill()
    server.remove()
    assert _problem(server.conninfo).code == "no_server"
    assert _problem(lambda: server.url("a", "b")).code == "no_server"
    assert not (tmp_path / "s").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /sys")
def test_a_directory_that_may_not_be_written() -> None:
    assert _problem(EmbeddedServer(Path("/sys/loop-booking")).start).code == "read_only"


@pytest.mark.skipif(not is_root(), reason="mounting needs root")
@pytest.mark.parametrize("kind", ["as found", "account"])
def test_a_full_disk(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(prefix="loop-open-") as top:
        # Where the server needs another account, its home is below this directory, too.
        Path(top).chmod(0o711)
        small = Path(top) / "small"
        small.mkdir()
        monkeypatch.setattr(server_home, "ACCOUNT_HOMES", small / "homes")
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=12m,mode=0711", "tmpfs", str(small)],
            capture_output=True,
            text=True,
            check=False,
        )
        if mounted.returncode != 0:
            pytest.skip(f"cannot mount here: {mounted.stderr.strip()}")
        try:
            server = make_server(small / "server", kind)
            assert _problem(server.start).code == "disk_full"
            # Nothing half made is taken for a server.
            assert not list(small.rglob("data"))
        finally:
            subprocess.run(["umount", str(small)], check=True)


def test_a_port_that_another_program_holds(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "s", loopback=True, settings={"fsync": "off"})
    try:
        port = server.start().port
        server.stop()
        with socket.socket() as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", port))
            other.listen()
            assert _problem(server.start).code == "port_taken"
        assert server.start().port == port
    finally:
        server.remove()


def test_a_setting_that_the_server_does_not_take(tmp_path: Path) -> None:
    server = make_server(tmp_path / "server", "as found", work_mem="much")
    problem = _problem(server.start)
    assert (problem.code, "work_mem" in str(problem)) == ("server_start_failed", True)
    assert not server.status().running


def test_a_directory_that_another_process_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_LOCK_SECONDS", 0.1)
    with FileLock(tmp_path / "lock"):
        assert _problem(EmbeddedServer(tmp_path).start).code == "server_busy"


def test_an_interrupted_set_up_is_begun_anew(own: EmbeddedServer) -> None:
    own.stop()
    home = home_of(own)
    (home / "data").rename(home / "log" / "data.new")
    assert own.start().running


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("FATAL:  database files are incompatible with server", "wrong_data_version"),
        (
            'FATAL:  could not write lock file "postmaster.pid": No space left on device',
            "disk_full",
        ),
        ('could not open file "x": Read-only file system', "read_only"),
        ('FATAL:  lock file "postmaster.pid" already exists', "server_busy"),
        ("FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use", "server_busy"),
        ("LOG:  could not bind IPv4 address: Address already in use", "port_taken"),
        ("a\nFATAL:  something new\nLOG:  database system is shut down", "server_start_failed"),
        ("", "server_start_failed"),
    ],
)
def test_what_the_log_says_becomes_a_sentence(said: str, code: str) -> None:
    problem = problem_from_log(said, Path("/data"))
    assert problem.code == code
    assert "something new" not in said or "something new" in str(problem)


def test_the_record_holds_no_secret(own: EmbeddedServer) -> None:
    password = (own.directory / "password").read_text().strip()
    assert len(password) >= 24
    record = (own.directory / "server.json").read_text()
    assert set(json.loads(record)) == {"mode", "home", "host", "port", "version"}
    assert password not in record + (home_of(own) / "server.conf").read_text()
    assert password not in own.log_file.read_text()
