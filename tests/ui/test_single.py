"""One window a data directory: real processes, real sockets."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from tests.ui.kit import ROOT
from ui.single import LONGEST, RAISE, Claim, Single, address, trusted

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single import LONGEST, Single
application = QCoreApplication([])
single = Single(Path(sys.argv[1]))
print(single.claim().name, flush=True)
if "stay" in sys.argv:
    single.raised.connect(lambda: print("asked", flush=True))
    application.exec()
"""


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep sockets out of the real runtime directory."""
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))


@pytest.fixture
def first(qapp: object, tmp_path: Path) -> Iterator[Single]:
    """The claim of this process."""
    single = Single(tmp_path / "data")
    assert single.claim() is Claim.FIRST
    yield single
    single.release()


def process(data: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(data), *more],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def first_line(started: subprocess.Popen[str]) -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def test_the_second_raises_the_first(first: Single, tmp_path: Path, qtbot: QtBot) -> None:
    with process(tmp_path / "data") as second:
        with qtbot.waitSignal(first.raised, timeout=20_000):
            pass
        assert first_line(second) == "SECOND"
        assert second.wait(20) == 0


def test_another_directory_has_a_window_of_its_own(first: Single, tmp_path: Path) -> None:
    with process(tmp_path / "other") as second:
        assert first_line(second) == "FIRST"
    assert address(tmp_path / "data") != address(tmp_path / "other")
    assert str(os.getuid()) in Path(address(tmp_path)).name


def test_what_a_killed_process_left_is_taken_over(qapp: object, tmp_path: Path) -> None:
    with process(tmp_path / "data", "stay") as killed:
        assert first_line(killed) == "FIRST"
        killed.send_signal(signal.SIGKILL)
    assert Path(address(tmp_path / "data")).exists()
    single = Single(tmp_path / "data")
    assert single.claim() is Claim.FIRST
    with process(tmp_path / "data") as second:
        # Nobody reads here while it waits; only the claim itself is of interest.
        assert first_line(second) == "SILENT"
    single.release()


def test_a_process_that_does_not_answer_is_told_from_one_that_does(
    qapp: object, tmp_path: Path
) -> None:
    with process(tmp_path / "data", "stay") as asleep:
        assert first_line(asleep) == "FIRST"
        asleep.send_signal(signal.SIGSTOP)
        assert Single(tmp_path / "data").claim() is Claim.SILENT
        asleep.send_signal(signal.SIGCONT)
        assert Single(tmp_path / "data").claim() is Claim.SECOND
        assert first_line(asleep) == "asked"
        asleep.terminate()


@pytest.mark.parametrize("said", [b"quit\n", b"raise\nraise\n", b"x" * 100_000])
def test_only_one_word_is_understood(first: Single, said: bytes, qtbot: QtBot) -> None:
    asked: list[bool] = []
    first.raised.connect(lambda: asked.append(True))
    with qtbot.waitSignal((caller := QLocalSocket()).disconnected, timeout=20_000):
        caller.connectToServer(first.address)
        caller.write(said)
    assert asked == []
    with qtbot.waitSignal(first.raised, timeout=20_000):
        another = QLocalSocket()
        another.connectToServer(first.address)
        another.write(RAISE)
    qtbot.waitUntil(lambda: another.state() == QLocalSocket.LocalSocketState.UnconnectedState)


def test_who_stays_silent_is_let_go(first: Single, qtbot: QtBot) -> None:
    caller = QLocalSocket()
    caller.connectToServer(first.address)
    with qtbot.waitSignal(caller.disconnected, timeout=20_000):
        assert caller.waitForConnected(5000)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can lay a file of another account's")
def test_a_socket_of_another_account_is_not_spoken_to(first: Single, tmp_path: Path) -> None:
    assert trusted(first.address)
    os.chown(first.address, 65534, 65534)
    assert not trusted(first.address)
    with process(tmp_path / "data") as second:
        assert first_line(second) == "SILENT"
    os.chown(first.address, os.getuid(), os.getgid())


def test_only_a_socket_is_trusted(tmp_path: Path) -> None:
    assert not trusted(str(tmp_path / "none"))
    (tmp_path / "file").touch()
    assert not trusted(str(tmp_path / "file"))
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        assert trusted(str(tmp_path / "s"))
        (tmp_path / "link").symlink_to(tmp_path / "s")
        assert not trusted(str(tmp_path / "link"))


def test_a_directory_that_cannot_be_made_is_nobodys(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Single(tmp_path / "file" / "data").claim() is Claim.UNKNOWN


def test_an_address_is_never_longer_than_a_socket_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("deep" * 40)))
    assert len(os.fsencode(address(tmp_path))) <= LONGEST
