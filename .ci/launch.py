"""Set a clone up and run the demo or the tests: `python3 .ci/launch.py demo|test [arguments]`.

Needs nothing but a Python with `venv`. An older Python (3.7 on) can run this file too and looks for
a newer one. The environment is `.venv` beside the sources, from requirements.lock with its hashes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "loop-booking.stamp"
OLDEST = (3, 11)
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3

_PROBE = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"


class SetUpError(Exception):
    """Something about the machine; the message is one plain sentence."""


def say(text: str) -> None:
    """Tell the person what happens, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def clean_environment() -> dict[str, str]:
    """The environment without what would lead a new Python or pip astray."""
    astray = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in astray}


def suitable(python: str) -> bool:
    """Whether this Python is new enough and can make virtual environments with pip in them."""
    try:
        answer = subprocess.run(
            [python, "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            check=False,
        )
    except OSError:
        return False
    return answer.returncode == 0


def find_python() -> str:
    """A Python of 3.11 or later with venv: the one that runs this, else others on this machine.

    Raises:
        SetUpError: there is none.
    """
    names = [sys.executable, "python3", *(f"python3.{minor}" for minor in range(14, 10, -1))]
    found = [path for path in map(shutil.which, names) if path]
    found += ["/usr/bin/python3"]
    pyenv = Path(os.environ.get("PYENV_ROOT", "") or Path.home() / ".pyenv")
    found += map(str, sorted(pyenv.glob("versions/3.1*/bin/python3"), reverse=True))
    for python in dict.fromkeys(found):
        if suitable(python):
            return python
    version = ".".join(map(str, sys.version_info[:2]))
    if sys.version_info < OLDEST:
        raise SetUpError(f"Python 3.11 or later is needed; only {version} was found.")
    raise SetUpError(
        f"This Python {version} cannot make virtual environments; run: apt install python3-venv"
    )


def fingerprint(python: str) -> str:
    """What the environment is made from: the lock, the project file, this Python, this place."""
    digest = hashlib.sha256()
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{ROOT}\n{Path(python).resolve()}\n{sys.version}".encode())
    return digest.hexdigest()


def venv_program(name: str) -> str:
    """Path of a program in the environment."""
    return str(VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the clone's lock, so that two set-ups at once do not spoil each other.

    Raises:
        OSError: the clone cannot be written.
    """
    with (ROOT / ".venv.lock").open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def set_up() -> None:
    """Make or renew the environment, unless it is up to date.

    Raises:
        SetUpError: there is no suitable Python, or a step failed (which has said why).
        OSError: a file cannot be written.
    """
    python = find_python()
    wanted = fingerprint(python)
    with one_at_a_time():
        if STAMP.exists() and STAMP.read_text("utf-8") == wanted:
            return
        say("Setting up .venv from requirements.lock (once, about a minute) ...")
        step("make .venv", [python, "-m", "venv", "--clear", str(VENV)])
        pip = [venv_program("python"), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        lock = str(ROOT / "requirements.lock")
        step("install requirements.lock", [*pip, "--require-hashes", "-r", lock])
        # The build backend is in the lock, so nothing unhashed is fetched for this.
        own = ["--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)]
        step("install the project", [*pip, *own])
        STAMP.write_text(wanted, "utf-8")


def make_translations() -> None:
    """Make the compiled texts of the interface anew where their sources are newer.

    Raises:
        SetUpError: it failed (which has said why).
    """
    for source in (ROOT / "resources" / "i18n").glob("*.ts"):
        built = source.with_suffix(".qm")
        if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
            command = [venv_program("python"), "-m", "resources.translations", "build"]
            step("make the translations", command)
            return


def step(what: str, command: Sequence[str]) -> None:
    """Run one step of the set-up.

    Raises:
        SetUpError: it failed.
    """
    ended = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=2, env=clean_environment(), cwd=ROOT, check=False
    )
    if ended.returncode != 0:
        raise SetUpError(f"The set-up could not {what}; the lines above say why.")


def run(command: Sequence[str]) -> int:
    """Run a program of the environment to its end and return its exit code."""
    environment = clean_environment()
    environment["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{environment.get('PATH', '')}"
    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                # The terminal has told the program, too, which ends in its own time.
                continue


def run_tests(arguments: Sequence[str]) -> int:
    """Run the whole suite; without Qt's system libraries all that needs no Qt, and exit 3."""
    os.chdir(ROOT)
    # One worker for each core; they share one server.
    pytest = [venv_program("python"), "-m", "pytest", "-n", "auto"]
    check = [venv_program("python"), "-m", "ui.preflight"]
    environment = {**clean_environment(), "QT_QPA_PLATFORM": "offscreen"}
    checked = subprocess.run(check, env=environment, stderr=subprocess.PIPE, check=False)
    if checked.returncode == 0:
        return run([*pytest, *arguments])
    result = run([*pytest, "-p", "no:pytest-qt", "-m", "not campaign and not qt", *arguments])
    say(checked.stderr.decode("utf-8", "replace").strip())
    say("The tests that need Qt were left out.")
    return result or EXIT_ENVIRONMENT


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says; the others go to the demo or to pytest.

    Returns:
        The exit code of the demo or of the tests, 2 for wrong usage, 3 for the machine's problems.
    """
    act = arguments[0] if arguments else ""
    if act not in ("demo", "test", "setup"):
        say("usage: python3 .ci/launch.py demo|test|setup [arguments]")
        return EXIT_USAGE
    try:
        set_up()
        make_translations()
    except SetUpError as problem:
        say(str(problem))
        return EXIT_ENVIRONMENT
    except OSError as problem:
        say(f"The set-up cannot write to {problem.filename or ROOT}: {problem.strerror}.")
        return EXIT_ENVIRONMENT
    if act == "test":
        return run_tests(arguments[1:])
    return run([venv_program("loop-booking"), *arguments]) if act == "demo" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
