"""People at terminals: the command line run in this process or as processes of its own."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from booking.cli import main
from booking.cli.outcome import Exit
from booking.shared.accounts import Invitation
from tests.zones import PASSWORD, Zone

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    exit: int
    out: str
    err: str

    @property
    def body(self) -> dict[str, Any]:
        """The JSON object that was printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass
class Road:
    """The way to a server: a directory whose socket can be taken away and put back."""

    server: Path
    port: int
    directory: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="lb-")))

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Let desktops through to the server."""
        (self.directory / self._socket).symlink_to(self.server / self._socket)

    def close(self) -> None:
        """Let nobody through."""
        (self.directory / self._socket).unlink(missing_ok=True)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Let everybody in, and answer nobody."""
        self.close()
        with socket.socket(socket.AF_UNIX) as deaf:
            deaf.bind(str(self.directory / self._socket))
            deaf.listen()
            yield
        self.close()
        self.open()

    def remove(self) -> None:
        """Take the directory away."""
        self.close()
        self.directory.rmdir()

    @property
    def _socket(self) -> str:
        return f".s.PGSQL.{self.port}"


@dataclass
class Terminal:
    """One data directory of one person of a zone."""

    zone: Zone
    person: str
    data: Path
    road: Road

    def __call__(self, *words: object) -> Ran:
        """Run a command in this process, as text."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(self._line(*words))
        return Ran(code, out.getvalue(), err.getvalue())

    def json(self, *words: object, expect: int = Exit.DONE) -> dict[str, Any]:
        """Run a command with --json and return the object; the exit code must be as expected."""
        ran = self(*words, "--json")
        assert ran.exit == expect, (words, ran)
        assert ran.body["exit"] == expect
        assert ran.err == ""
        return ran.body

    def start(self, *words: object, **more: Any) -> subprocess.Popen[str]:
        """Start a command as a process of its own."""
        command = [sys.executable, "-m", "booking.cli", *self._line(*words)]
        return self.run_python(command[1:], **more)

    def run_python(self, arguments: list[str], **more: Any) -> subprocess.Popen[str]:
        """Start Python with these arguments, our sources and pipes."""
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        return subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            **more,
        )

    def invitation(self, **change: str) -> Path:
        """Write this person's invitation file, with some fields changed."""
        given = {
            "host": str(self.road.directory),
            "port": str(self.road.port),
            "database": self.zone.database,
            "login": self.zone.logins[self.person],
        }
        path = self.data.with_name(f"{self.data.name}-{self.person}.json")
        path.write_text(Invitation(**(given | change)).as_text(), "utf-8")
        return path

    def password_file(self, password: str = PASSWORD) -> Path:
        """Write a file with a password."""
        path = self.data.with_name(f"{self.data.name}-password.txt")
        path.write_text(password + "\n", "utf-8")
        return path

    def sign_in(self, *words: object) -> dict[str, Any]:
        """Sign in, with the password kept in a file."""
        given = ("--password-file", self.password_file(), "--keep-password", "file", *words)
        return self.json("sign-in", self.invitation(), *given)

    def book(
        self, room: str, start: str, end: str, *words: object, title: str = "Talk"
    ) -> tuple[object, ...]:
        """Return the words of a `book` command."""
        return ("book", "--resource", room, "--from", start, "--to", end, "--title", title, *words)

    def _line(self, *words: object) -> list[str]:
        return ["--data-dir", str(self.data), *map(str, words)]


def finish(process: subprocess.Popen[str], seconds: float = 60) -> Ran:
    """Wait for a process and return how it ended."""
    out, err = process.communicate(timeout=seconds)
    return Ran(process.returncode, out, err)


def bytes_below(folder: Path) -> bytes:
    """Return the bytes of every file below a folder, one after the other."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
