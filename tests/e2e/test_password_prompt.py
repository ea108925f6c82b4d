"""The password is asked for at a real terminal, on a machine without a keyring that works."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from getpass import GetPassWarning
from pathlib import Path

import pytest

from booking.cli import typed
from booking.cli.outcome import Exit
from booking.errors import AuthError
from booking.shared.process_table import command_lines
from tests.e2e.terminal import ROOT, Terminal, bytes_below, finish
from tests.zones import PASSWORD

termios = pytest.importorskip("termios")
pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("setsid") is None or not Path("/dev/pts/ptmx").exists(),
    reason="needs setsid and pseudo-terminals (/dev/pts)",
)

PROMPT = "Password of "
NONE = "keyring.backends.fail.Keyring"
BROKEN = "tests.e2e.test_password_prompt.NoSuchKeyring"
SECONDS = 60


class Screen:
    """A command at a terminal of its own.

    Attributes:
        shown: all that stood there so far.
    """

    def __init__(self, desk: Terminal, backend: str, *words: object) -> None:
        self._own, theirs = os.openpty()
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": backend}
        command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "booking.cli"]
        self.process = subprocess.Popen(
            [*command, "--data-dir", str(desk.data), *map(str, words)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Read until a text stands there."""
        while text not in self.shown:
            assert self._read(), self.shown

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self._own, f"{text}\n".encode())

    def end(self) -> int:
        """Read to the end; returns the exit code."""
        while self._read():
            pass
        os.close(self._own)
        return self.process.wait(SECONDS)

    def hang_up(self) -> int:
        """Close the terminal; returns the exit code."""
        os.close(self._own)
        return self.process.wait(SECONDS)

    def _read(self) -> bool:
        assert select.select([self._own], [], [], SECONDS)[0], self.shown
        try:
            got = os.read(self._own, 4096)
        except OSError:  # the other side is closed
            return False
        self.shown += got.decode("utf-8", "replace")
        return bool(got)


def answered(screen: Screen, password: str) -> int:
    """Type a password when asked for it; returns the exit code."""
    screen.wait_for(PROMPT)
    screen.type(password)
    return screen.end()


@pytest.mark.parametrize("backend", [NONE, BROKEN])
def test_a_wrong_password_then_the_right_one(
    terminal: Callable[..., Terminal], backend: str
) -> None:
    desk = terminal("photon.one")
    invitation = desk.invitation()
    wrong = Screen(desk, backend, "sign-in", invitation)
    assert answered(wrong, "mistyped-1") == Exit.ENVIRONMENT
    assert "The login or the password is wrong." in wrong.shown
    right = Screen(desk, backend, "sign-in", invitation)
    right.wait_for(PROMPT)
    with_arguments = "".join(command_lines())
    right.type(PASSWORD)
    assert right.end() == Exit.DONE, right.shown
    assert "Signed in at Test zone" in right.shown
    assert "No keyring works here. The password is kept nowhere;" in right.shown
    # Nothing was kept, so the next command asks again, and one that nobody can answer says so.
    again = Screen(desk, backend, "sync")
    assert answered(again, PASSWORD) == Exit.DONE
    assert "Up to date." in again.shown
    alone = finish(desk.start("sync"))
    assert (alone.exit, alone.out) == (Exit.ENVIRONMENT, "")
    assert "The password is not kept on this machine." in alone.err
    screens = wrong.shown + right.shown + again.shown + with_arguments
    files = bytes_below(desk.data)
    for secret in ("mistyped-1", PASSWORD):
        assert secret not in screens
        assert secret.encode() not in files


def test_a_terminal_that_goes_away(terminal: Callable[..., Terminal]) -> None:
    desk = terminal("photon.one")
    screen = Screen(desk, NONE, "sign-in", desk.invitation())
    screen.wait_for(PROMPT)
    assert screen.hang_up() != Exit.DONE
    logs = [path.read_text() for path in Path(desk.data).glob("logs/*")]
    assert not any("Traceback" in text for text in logs)
    assert desk.json("whoami", expect=Exit.ENVIRONMENT)["code"] == "not_signed_in"


def test_ctrl_c_at_the_prompt(terminal: Callable[..., Terminal]) -> None:
    desk = terminal("photon.one")
    screen = Screen(desk, NONE, "sign-in", desk.invitation())
    screen.wait_for(PROMPT)
    screen.type("\x03")
    assert screen.end() in (130, 128 + signal.SIGINT)
    assert "Traceback" not in screen.shown
    assert "Stopped." in screen.shown


@pytest.mark.parametrize(
    "error", [EOFError(), OSError(5, "gone"), termios.error(5, "gone"), GetPassWarning("echo")]
)
def test_a_terminal_that_cannot_ask_gives_no_password(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal may go away at any moment while one is asked; echo is never accepted."""

    def fail(_question: str) -> str:
        raise error

    monkeypatch.setattr(typed, "getpass", fail)
    with pytest.raises(AuthError) as caught:
        typed.ask_password("Password: ")
    assert caught.value.code == "no_password"
