"""Who reaches a private server, and what running it as root leaves untouched."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from booking.shared.embedded import EmbeddedServer
from booking.shared.server_home import reachable_binaries
from booking.shared.server_programs import Runner, find_binaries, is_root, namespaces_work
from tests.shared.support import (
    STRANGER,
    answer,
    home_of,
    make_server,
    mode,
    open_directory,
    python,
)

pytestmark = pytest.mark.skipif(
    not (is_root() and sys.platform.startswith("linux")),
    reason="acting as several users needs root",
)

# Somebody without rights whom the system knows by name: initdb asks for the name.
_ORDINARY = pwd.getpwnam("daemon").pw_uid
_KINDS = pytest.mark.parametrize("kind", ["as found", "account"])


@pytest.fixture
def crossroads() -> Iterator[Path]:
    """A directory that every user may enter, unlike tmp_path."""
    top = Path(tempfile.mkdtemp(prefix="loop-open-"))
    top.chmod(0o755)
    yield top
    shutil.rmtree(top)


def _real_uid(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("Uid:"))
    return int(line.split()[1])


@_KINDS
def test_a_stranger_neither_connects_nor_reads(crossroads: Path, kind: str) -> None:
    server = make_server(crossroads / "server", kind)
    try:
        socket_dir = server.start().socket_dir
        home = home_of(server)
        assert (home == server.directory) is (kind != "account" and namespaces_work())
        code = """
            def refused(act, *arguments):
                try:
                    act(*arguments)
                except PermissionError:
                    return
                raise SystemExit(f"not refused: {act} {arguments}")
            directory, home, socket_file = map(pathlib.Path, sys.argv[1:])
            refused(os.listdir, directory)
            refused((directory / "password").read_text)
            refused((directory / "lock").open)
            refused(os.listdir, home)
            refused((home / "server.conf").read_text)
            refused((home / "log" / "server.log").read_text)
            refused((home / "data" / "PG_VERSION").read_text)
            refused(socket.socket(socket.AF_UNIX).connect, str(socket_file))
            print("kept out")
        """
        arguments = (str(server.directory), str(home), f"{socket_dir}/.s.PGSQL.5432")
        assert answer(python(code, *arguments, uid=STRANGER)) == "kept out"
    finally:
        server.remove()


@_KINDS
@pytest.mark.parametrize("existing", [True, False])
def test_directories_that_were_there_keep_their_permissions(
    crossroads: Path, kind: str, existing: bool
) -> None:
    above = crossroads / "above"
    above.mkdir(mode=0o700)
    directory = above / "server"
    if existing:
        directory.mkdir(mode=0o750)
    places = [Path("/"), crossroads, above, *([directory] if existing else [])]
    before = [(place, mode(place), place.stat().st_uid, place.stat().st_gid) for place in places]
    server = make_server(directory, kind)
    try:
        server.start()
        server.stop()
        after = [(place, mode(place), place.stat().st_uid, place.stat().st_gid) for place in places]
        assert after == before
        assert existing or mode(directory) == 0o700
    finally:
        server.remove()


@pytest.mark.skipif(not namespaces_work(), reason="user namespaces are off here")
def test_root_runs_it_as_nobody_in_a_namespace_of_its_own(tmp_path: Path) -> None:
    server = make_server(tmp_path / "server", "as found")
    try:
        pid = server.start().pid
        assert Path(f"/proc/{pid}/uid_map").read_text().split() == ["65534", "0", "1"]
        assert "CapEff:\t0000000000000000" in Path(f"/proc/{pid}/status").read_text()
    finally:
        server.remove()


def test_without_namespaces_root_runs_copied_binaries_as_nobody(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    binaries = reachable_binaries(find_binaries(None), _impossible_account(), closed)
    assert binaries.is_relative_to(closed)
    server = EmbeddedServer(
        tmp_path / "server",
        binaries=binaries,
        probe=lambda: False,
        settings={"fsync": "off"},
    )
    try:
        pid = server.start().pid
        assert pid is not None
        home = server.log_file.parents[1]
        assert _real_uid(pid) == 65534
        assert Path(f"/proc/{pid}/exe").readlink().is_relative_to(home)
        with psycopg.connect(server.conninfo()) as conn:
            conn.execute("create extension btree_gist")  # out of the copied libraries
        assert mode(closed) == 0o700
    finally:
        server.remove()


def _impossible_account() -> Runner:
    """An account for which no program is reachable, so that binaries are copied."""
    return Runner("account", ("/nonexistent",), STRANGER, STRANGER)


def test_an_ordinary_user_runs_one_of_his_own() -> None:
    own = open_directory(_ORDINARY)
    binaries = reachable_binaries(find_binaries(None), _impossible_account(), own.parent)
    code = """
        server = embedded.EmbeddedServer(
            pathlib.Path(sys.argv[1]), binaries=pathlib.Path(sys.argv[2]), settings={"fsync": "off"}
        )
        status = server.start()
        with psycopg.connect(server.conninfo()) as conn:
            print(conn.execute("select session_user").fetchone()[0])
        print(os.stat(f"/proc/{status.pid}").st_uid)
        server.kill()
        assert server.start().running
        server.stop()
        server.remove()
        print(os.path.exists(sys.argv[1]))
    """
    try:
        arguments = (str(own / "server"), str(binaries))
        said = answer(python(code, *arguments, uid=_ORDINARY))
        assert said.split() == ["loop_admin", str(_ORDINARY), "False"]
    finally:
        shutil.rmtree(own.parent)


def test_nobody_runs_anothers_server(crossroads: Path) -> None:
    own = crossroads / "own"
    own.mkdir()
    os.chown(own, STRANGER, STRANGER)
    (own / "server.json").write_text(
        '{"mode": "plain", "home": "/x", "host": "/x", "port": 5432, "version": "18.6"}'
    )
    code = """
        from booking.errors import EnvironmentProblem
        try:
            embedded.EmbeddedServer(pathlib.Path(sys.argv[1])).start()
        except EnvironmentProblem as problem:
            print(problem.code)
    """
    assert answer(python(code, str(own))) == "wrong_account"
    (own / "lock").unlink()  # root's, which alone would keep him out
    (own / "server.json").write_text(
        '{"mode": "namespace", "home": "/x", "host": "/x", "port": 5432, "version": "18.6"}'
    )
    assert answer(python(code, str(own), uid=STRANGER)) == "wrong_account"
    code = code.replace("sys.argv[1])", "sys.argv[1]), probe=lambda: False")
    assert answer(python(code, str(own))) == "wrong_account"
