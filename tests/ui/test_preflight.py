"""Tests of what runs before Qt, with and without displays and libraries."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from booking.errors import EnvironmentProblem
from ui.preflight import check_libraries, choose_platform, preflight, qt_directory

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere Qt brings all it needs"
)

# What every program of a session needs, without a display.
_START = """
import os, sys
from ui.preflight import main, preflight
if code := main():
    sys.exit(code)
os.environ["QT_QPA_PLATFORM"] = preflight(os.environ)
from ui.application import start_qt
print(start_qt(["x"]).platformName())
"""
_BARE = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}


def _code_of(environment: Mapping[str, str]) -> str:
    with pytest.raises(EnvironmentProblem) as caught:
        choose_platform(environment)
    return caught.value.code


def _run(code: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, *code],
        env=_BARE | more,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_no_display_is_said() -> None:
    assert _code_of({}) == "no_display"


def test_a_display_of_memory_needs_no_display() -> None:
    assert choose_platform({"QT_QPA_PLATFORM": "offscreen:size=800x600"}) == "offscreen"


@pytest.mark.qt
def test_an_x_display_that_does_not_answer_is_said() -> None:
    assert _code_of({"DISPLAY": ":7654"}) == "no_display"


def test_wayland_is_taken_when_its_socket_answers(tmp_path: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "w0"}
    assert _code_of(environment) == "no_display"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "w0"))
        assert _code_of(environment) == "no_display"  # there, but nobody listens
        listener.listen()
        assert choose_platform(environment) == "wayland"
        del environment["XDG_RUNTIME_DIR"]
        assert _code_of(environment) == "no_display"
        environment["WAYLAND_DISPLAY"] = str(tmp_path / "w0")
        assert choose_platform(environment) == "wayland"


@pytest.mark.parametrize(
    ("platform", "gone", "packages"),
    [
        ("offscreen", {"libEGL.so.1"}, "libegl1"),
        ("xcb", {"libxcb-cursor.so.0", "libGL.so.1"}, "libgl1 libxcb-cursor0"),
        ("wayland", {"libwayland-egl.so.1"}, "libwayland-egl1"),
        ("offscreen", {"libglib-2.0.so.0", "libgthread-2.0.so.0"}, "libglib2.0-0"),
    ],
)
def test_missing_libraries_are_named_with_their_packages(
    platform: str, gone: set[str], packages: str
) -> None:
    def load(name: str) -> None:
        if name in gone or "/plugins/" in name:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")

    with pytest.raises(EnvironmentProblem, match=f"apt install {packages}$") as caught:
        check_libraries(qt_directory(), platform, load)
    assert caught.value.code == "qt_libraries_missing"
    assert all(name in str(caught.value) for name in gone)


def test_a_platform_that_does_not_exist_is_named() -> None:
    def load(name: str) -> None:
        if "nonsense" in name:
            raise OSError(f"{name}: cannot open shared object file")

    with pytest.raises(EnvironmentProblem, match="'nonsense'"):
        preflight({"QT_QPA_PLATFORM": "nonsense"}, load)


def test_the_desktop_program_ends_with_one_sentence_without_a_display() -> None:
    ended = _run(["-m", "ui.main"])
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"


@pytest.mark.qt
def test_the_preflight_agrees_that_qt_starts_in_memory() -> None:
    ended = _run(["-m", "ui.preflight"], QT_QPA_PLATFORM="offscreen")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.qt
def test_a_fatal_message_of_qt_ends_with_exit_3_and_no_abort() -> None:
    code = "from ui.application import start_qt; start_qt(['x'])"
    ended = _run(["-c", code], QT_QPA_PLATFORM="nonsense")
    assert ended.returncode == 3
    assert "Qt cannot start: " in ended.stderr
    assert "nonsense" in ended.stderr


@pytest.fixture
def x_display() -> Iterator[str]:
    """A real X server without a screen; its display, for example ":3"."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed: apt install xvfb")
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        [server, "-displayfd", str(write_end), "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            process.terminate()


@pytest.mark.qt
def test_qt_starts_on_a_real_x_display(x_display: str) -> None:
    assert choose_platform({"DISPLAY": x_display}) == "xcb"
    ended = _run(["-c", _START], DISPLAY=x_display)
    if ended.returncode == 0:
        assert (ended.stdout, ended.stderr) == ("xcb\n", "")
    else:
        assert ended.returncode == 3
        assert "apt install libxcb" in ended.stderr
