"""Help for the tests of the private server: acting as other users of the machine."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import psycopg

from booking.shared.embedded import EmbeddedServer
from booking.shared.server_programs import namespaces_work

ROOT = Path(__file__).parents[2]
STRANGER = 64321
"""A user id that owns nothing on this machine."""


def make_server(directory: Path, kind: str, **settings: str) -> EmbeddedServer:
    """A server not started yet, run as this machine has it, or ("account") without namespaces."""
    probe = (lambda: False) if kind == "account" else namespaces_work
    return EmbeddedServer(directory, probe=probe, settings={"fsync": "off", **settings})


def home_of(server: EmbeddedServer) -> Path:
    """Where a server that was started once has its data: elsewhere, in mode "account"."""
    return server.log_file.parents[1]


def python(code: str, *arguments: str, uid: int | None = None) -> subprocess.Popen[str]:
    """Start Python code in a process of its own, as another user when `uid` is given.

    The interpreter may lie where that user cannot reach it, so the process becomes that user only
    after its imports.
    """
    lines = ["import os, sys, pathlib, socket, psycopg", "from booking.shared import embedded"]
    if uid is not None:
        lines += ["os.setgroups([])", f"os.setgid({uid})", f"os.setuid({uid})"]
    return subprocess.Popen(
        [sys.executable, "-c", "\n".join([*lines, textwrap.dedent(code)]), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def answer(process: subprocess.Popen[str]) -> str:
    """What a process printed; fails when it did not end with 0."""
    said, _ = process.communicate(timeout=200)
    assert process.returncode == 0, said
    return said.strip()


def ask(server: EmbeddedServer, query: str) -> str:
    """One value from the server as text, asked as its superuser."""
    with psycopg.connect(server.conninfo()) as conn:
        row = conn.execute(query).fetchone()
    assert row is not None
    return str(row[0])


def open_directory(owner: int) -> Path:
    """A new 0700 directory of another user below a directory that all may enter."""
    top = Path(tempfile.mkdtemp(prefix="loop-open-"))
    top.chmod(0o755)
    inner = top / "own"
    inner.mkdir(mode=0o700)
    os.chown(inner, owner, owner)
    return inner


def mode(path: Path) -> int:
    """Permission bits of a path."""
    return stat.S_IMODE(path.lstat().st_mode)


def listening_tcp(pid: int) -> list[str]:
    """Local addresses, as the kernel writes them, of the TCP sockets a process listens on."""
    own = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        target = str(link.readlink())
        if target.startswith("socket:["):
            own.add(target[8:-1])
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in own:
                found.append(fields[1])
    return found
