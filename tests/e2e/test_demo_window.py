"""`loop-booking demo` and its window: the tour by mouse and keys, pictures, and its absence."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from booking.cli import demo_window
from booking.cli.demo_window import Screen
from booking.demo.folder import DemoFolder
from booking.errors import EnvironmentProblem
from tests.e2e.commands import done
from ui.demo.__main__ import check

ROOT = Path(__file__).resolve().parents[2]
STEPS = [
    *("find", "book", "busy", "clash", "offline", "return"),
    *("window_find", "window_book", "window_busy", "window_move", "window_clash", "window_offer"),
    *("window_offline", "window_return", "window_close", "window_edit", "pictures", "window_lift"),
]
VIEWS = {
    *("schedule", "agenda", "find", "mine", "popover", "editor", "details", "conflicts"),
    *("palette", "password", "leave", "about", "crash", "sign-in"),
    *("inventory", "resource", "several", "retire", "closures", "closure"),
}
LOOKS = {f"{name}-{mode}" for name in ("en", "zh_hant", "zh_hans") for mode in ("light", "dark")}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    top = tmp_path_factory.mktemp("window")
    yield top
    DemoFolder(top).server.remove()


@pytest.fixture(scope="module")
def shown(data: Path) -> dict[str, Any]:
    """What the tour said where there is no display."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        return done(data, "demo", "--pictures", str(data / "shots"))


@pytest.mark.qt
@pytest.mark.timeout(600)
def test_every_step_is_taken_in_real_windows(shown: dict[str, Any]) -> None:
    assert [step["step"] for step in shown["steps"]] == STEPS
    assert shown["window"] == ""
    texts = {step["step"]: step["text"] for step in shown["steps"]}
    assert "Somebody else has this time" in texts["window_clash"]


@pytest.mark.qt
def test_every_view_is_drawn_in_every_look(data: Path, shown: dict[str, Any]) -> None:
    image_of = importlib.import_module("PySide6.QtGui").QImage
    found = sorted((data / "shots").glob("*.png"))
    assert {path.stem for path in found} == {f"{view}-{look}" for view in VIEWS for look in LOOKS}
    sizes = {(image.width(), image.height()) for image in map(image_of, map(str, found))}
    assert sizes == {(1280, 800)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings all it needs")
@pytest.mark.usefixtures("shown")
def test_where_qt_lacks_a_library_the_commands_are_shown_and_it_is_said(
    data: Path, tmp_path: Path
) -> None:
    # The loader finds this one first, and it is no library.
    (tmp_path / "libEGL.so.1").touch()
    said = subprocess.run(
        [sys.executable, "-m", "booking.cli", "--data-dir", str(data), "demo"],
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "No pictures of the window could be drawn: " in said.stdout
    assert "apt install" in said.stdout
    assert "libegl1" in said.stdout
    assert "6. " in said.stdout
    assert "7. " not in said.stdout
    assert "Traceback" not in said.stderr


def test_a_window_that_ends_by_a_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_window, "MODULE", "no.such.module")
    with pytest.raises(EnvironmentProblem, match="ended by a fault") as caught:
        demo_window.choose(Path("nowhere"))
    assert caught.value.code == "demo_failed"
    assert demo_window.screen() == Screen(False, False, "The window is not installed here.")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_a_display_is_asked_for_and_memory_does_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    found = check(os.environ)
    assert found["window"] is False
    assert found["problem"]
    if found["pictures"]:
        assert "no display" in found["problem"]
    found = check({**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert found["window"] is False
