"""Whoever starts, stops or removes a private server is killed in the middle of it.

What he had started goes on without him: initdb, pg_ctl, the server's own processes. The next one
waits for that and goes on. Programs that kill their caller stand in front of the real ones.
"""

from __future__ import annotations

import os
import select
import shlex
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from booking.shared.embedded import EmbeddedServer
from booking.shared.process_table import alive
from booking.shared.server_programs import find_binaries, is_root, namespaces_work
from tests.shared.support import ask, make_server, python

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or (is_root() and not namespaces_work()),
    reason="programs that end their caller must be run as its own account, on Linux",
)

START_AND_STOP = """
    server = embedded.EmbeddedServer(
        pathlib.Path(sys.argv[1]), binaries=pathlib.Path(sys.argv[2]), settings={"fsync": "off"}
    )
    server.start()
    server.stop()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server, not made yet."""
    made = make_server(tmp_path / "server", "as found")
    yield made
    made.remove()


class Trap:
    """Programs of which one kills its caller, the first time that it is called with some word.

    Attributes:
        binaries: their directory.
    """

    def __init__(self, top: Path, name: str, word: str, when: str) -> None:
        """Set it.

        Args:
            top: an empty directory.
            name: the program.
            word: is among its arguments.
            when: "before": the program works only after `let_go`; "after": it has done its work.
        """
        self.binaries = top / "bin"
        self._gate = top / "gate"
        self._pid = top / "pid"
        self.binaries.mkdir()
        os.mkfifo(self._gate)
        real = find_binaries(None)
        for each in ("postgres", "initdb", "pg_ctl"):
            if each != name:
                (self.binaries / each).symlink_to(real / each)
        pid, gate, program = (shlex.quote(str(x)) for x in (self._pid, self._gate, real / name))
        kill = f'echo $$ >{pid}; kill -9 "$PPID"'
        spring = (
            f"{kill}; read -r _ <{gate}" if when == "before" else f'{program} "$@"; {kill}; exit'
        )
        script = f'case " $* " in *{word}*) [ -e {pid} ] || {{ {spring}; }} ;; esac'
        path = self.binaries / name
        path.write_text(f'#!/bin/sh\n{script}\nexec {program} "$@"\n')
        path.chmod(0o755)
        self._when = when

    def catch(self, directory: Path) -> None:
        """Start and stop a server in a process that falls into it."""
        caught = python(START_AND_STOP, str(directory), str(self.binaries))
        said, _ = caught.communicate(timeout=120)
        assert caught.returncode == -signal.SIGKILL, said

    def let_go(self) -> None:
        """Let the program go on that killed its caller, and wait for its end."""
        if self._when == "before":
            ended = os.pidfd_open(int(self._pid.read_text()))
            self._gate.write_text("\n")
            assert select.select([ended], [], [], 120)[0]
            os.close(ended)


@pytest.mark.parametrize(
    ("name", "word", "when"),
    [
        ("initdb", "--pgdata", "before"),
        ("initdb", "--pgdata", "after"),
        ("pg_ctl", "start", "before"),
        ("pg_ctl", "stop", "before"),
    ],
)
def test_a_program_goes_on_without_its_caller(
    server: EmbeddedServer, tmp_path: Path, name: str, word: str, when: str
) -> None:
    (tmp_path / "trap").mkdir()
    trap = Trap(tmp_path / "trap", name, word, when)
    trap.catch(server.directory)
    starter = threading.Thread(target=server.start)
    starter.start()
    starter.join(0.3)  # one that does not wait for the program has not seen its work
    trap.let_go()
    starter.join(120)
    assert server.status().running
    assert ask(server, "select 1") == "1"
    home = server.log_file.parents[1]
    left = {path.name for path in (*home.iterdir(), *(home / "log").iterdir())}
    assert not left & {"data.new", "data.old", "initdb.password"}


@pytest.mark.parametrize("act", ["stop", "remove"])
def test_a_start_that_goes_on_alone_is_waited_for(
    server: EmbeddedServer, tmp_path: Path, act: str
) -> None:
    (tmp_path / "trap").mkdir()
    trap = Trap(tmp_path / "trap", "pg_ctl", "start", "before")
    trap.catch(server.directory)
    stopper = threading.Thread(target=getattr(server, act))
    stopper.start()
    stopper.join(0.3)
    trap.let_go()
    stopper.join(120)
    assert not server.status().running
    assert server.directory.exists() == (act == "stop")


def test_a_backend_that_outlives_the_server_is_waited_for(server: EmbeddedServer) -> None:
    first = server.start().pid
    assert first is not None
    with psycopg.connect(server.conninfo()) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(first, signal.SIGKILL)
        late = time.monotonic() + 60
        while alive(first):  # where there is much to do, even that takes a moment
            assert time.monotonic() < late
        starter = threading.Thread(target=server.start)
        starter.start()
        starter.join(0.5)
        os.kill(backend, signal.SIGCONT)
        starter.join(120)
        assert server.status().running
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
    assert ask(server, "select 1") == "1"


@pytest.mark.parametrize("moment", [1, 2])
def test_a_removal_that_is_interrupted_leaves_nothing_half(
    server: EmbeddedServer, moment: int
) -> None:
    server.start()
    # Each directory goes in pieces: first a piece of it, then SIGKILL.
    code = """
        import shutil, signal
        rmtree, left = shutil.rmtree, int(sys.argv[2])
        def some(path, *arguments, **more):
            global left
            if left == 0:
                found = sorted(p for p in pathlib.Path(path).rglob("*") if p.is_file())
                for each in found[: len(found) // 2 + 1]:
                    each.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            rmtree(path, *arguments, **more)
        shutil.rmtree = some
        embedded.EmbeddedServer(pathlib.Path(sys.argv[1])).remove()
    """
    remover = python(code, str(server.directory), str(moment))
    said, _ = remover.communicate(timeout=120)
    assert remover.returncode == -signal.SIGKILL, said
    assert server.start().running
    assert ask(server, "select 1") == "1"
    server.remove()
    assert not server.directory.exists()


def test_a_file_half_written_does_not_keep_the_directory(server: EmbeddedServer) -> None:
    server.start()
    for name in ("server.json", "server.conf", "password"):
        (server.directory / f".{name}.x7f_3a1b").write_text("{")
    server.remove()
    assert not server.directory.exists()
