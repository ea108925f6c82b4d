"""Tests of the project's own promises: versions, the README's commands, the lock."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from booking.versions import versions

ROOT = Path(__file__).parents[1]


def _launcher() -> ModuleType:
    spec = importlib.util.spec_from_file_location("launch", ROOT / ".ci" / "launch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _project() -> dict[str, Any]:
    parsed: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return parsed


def test_the_version_is_the_projects() -> None:
    assert versions()["loop-booking"] == _project()["project"]["version"]
    assert re.fullmatch(r"20\d\d[a-z]", versions()["tzdata"])
    assert versions()["python"] == ".".join(map(str, sys.version_info[:3]))


@pytest.mark.parametrize("heading", ["Try it", "Test it"])
def test_each_promised_command_is_one_line_that_the_launcher_knows(heading: str) -> None:
    part = (ROOT / "README.md").read_text().split(f"## {heading}\n", 1)[1]
    block = part.split("```", 2)[1].strip("\n")
    assert re.fullmatch(r"python3 \.ci/launch\.py (demo|test)", block)


def test_the_lock_names_versions_and_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links| @ ", lock)
    assert "\r" not in lock
    pins = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    assert len(pins) > 50
    for pin in pins:
        assert re.match(r"[a-z0-9-]+==\S+", pin)
        assert "--hash=sha256:" in pin


def test_the_lock_holds_every_direct_dependency() -> None:
    project = _project()
    direct = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        direct += extra
    direct += project["dependency-groups"]["dev"]
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.M))
    names = {re.split(r"[\[<>=!~ ]", str(entry))[0].lower() for entry in direct}
    assert len(names) > 15
    assert names <= pinned


def test_the_launcher_tells_its_usage() -> None:
    ended = subprocess.run(
        [sys.executable, ".ci/launch.py", "nonsense"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("usage: python3 .ci/launch.py demo|test")


def test_a_python_without_venv_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    launcher = _launcher()
    poor = tmp_path / "python3"
    poor.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; sys.modules[\'ensurepip\'] = None\n'
        'exec(sys.argv[1])" "$2"\n'
    )
    poor.chmod(0o755)
    assert launcher.suitable(sys.executable)
    assert not launcher.suitable(str(poor))
    assert not launcher.suitable(str(tmp_path / "absent"))
    monkeypatch.setattr(launcher, "suitable", lambda _python: False)
    monkeypatch.setattr(launcher, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(launcher, "STAMP", tmp_path / ".venv" / "stamp")
    assert launcher.main(["setup"]) == 3
    assert "apt install python3-venv" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


def test_the_environment_is_renewed_when_the_lock_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher = _launcher()
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    steps: list[str] = []

    def step(what: str, _command: list[str]) -> None:
        (tmp_path / ".venv").mkdir(exist_ok=True)
        steps.append(what)

    monkeypatch.setattr(launcher, "ROOT", tmp_path)
    monkeypatch.setattr(launcher, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(launcher, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(launcher, "step", step)
    launcher.set_up()
    launcher.set_up()
    assert steps == ["make .venv", "install requirements.lock", "install the project"]
    (tmp_path / "requirements.lock").write_text("two")
    launcher.set_up()
    assert len(steps) == 6


def test_a_set_up_that_fails_is_done_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher = _launcher()
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(launcher, "ROOT", tmp_path)
    monkeypatch.setattr(launcher, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(launcher, "STAMP", tmp_path / ".venv" / "stamp")

    def fail(what: str, _command: list[str]) -> None:
        raise launcher.SetUpError(f"could not {what}")

    monkeypatch.setattr(launcher, "step", fail)
    assert [launcher.main(["setup"]), launcher.main(["test"])] == [3, 3]
    assert not (tmp_path / ".venv" / "stamp").exists()


def test_texts_are_compiled_when_their_sources_are_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher = _launcher()
    folder = tmp_path / "resources" / "i18n"
    folder.mkdir(parents=True)
    source, built = folder / "loop_en.ts", folder / "loop_en.qm"
    source.write_text("<TS/>")
    steps: list[str] = []

    def step(what: str, _command: list[str]) -> None:
        built.touch()
        os.utime(built, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns + 1_000_000_000))
        steps.append(what)

    monkeypatch.setattr(launcher, "ROOT", tmp_path)
    monkeypatch.setattr(launcher, "step", step)
    launcher.make_translations()
    launcher.make_translations()
    assert len(steps) == 1
    os.utime(source, ns=(0, built.stat().st_mtime_ns + 1_000_000_000))
    launcher.make_translations()
    assert len(steps) == 2
