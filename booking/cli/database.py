"""`loop-booking database`: the private server, and the shared database there or elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from booking.cli.founding import add_init
from booking.cli.office import URL_HELP, owner_access
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.errors import EnvironmentProblem
from booking.model import PROTOCOL, SCHEMA_VERSION
from booking.shared import admin, doctor
from booking.shared.admin import DatabaseFacts
from booking.shared.doctor import Guest
from booking.shared.embedded import EmbeddedServer, ServerStatus
from booking.shared.founding import require_migrations
from booking.shared.owner import MAINTENANCE, OwnerAccess, plain_errors

_COUNTED = ("site", "resource", "tenant", "person", "booking", "closure")


def register(commands: Subparsers) -> None:
    """Add `database` and its sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "database",
        help="start, stop and look after the shared database",
        description="Start, stop and look after the shared database: the private one in the data"
        " directory, or with --url an office's own.",
    )
    inner = parser.add_subparsers(dest="database_command", metavar="COMMAND", required=True)
    add_command(
        inner, "start", start, "start the private server, make it first where there is none"
    )
    stop_parser = add_command(
        inner,
        "stop",
        stop,
        "stop the private server",
        "Stop the private server. Where somebody is connected, say who and ask first; without a\n"
        "terminal, refuse (exit 4). Desktops go on offline and send what they queued later.",
    )
    stop_parser.add_argument("--force", action="store_true", help="ask nothing, end all sessions")
    status_parser = add_command(inner, "status", status, "tell address, versions, counts, sessions")
    status_parser.add_argument("--url", help=URL_HELP)
    status_parser.add_argument(
        "--check", action="store_true", help="also follow the whole history for breaks"
    )
    add_init(inner)
    upgrade_parser = add_command(inner, "upgrade", upgrade, "bring the schema to this version")
    upgrade_parser.add_argument("--url", help=URL_HELP)


def start(context: Context) -> Outcome:
    """Start the private server."""
    server = EmbeddedServer(context.paths.server)
    was = server.status().running
    context.output.progress("Starting the private server ...")
    now = server.start()
    word = "was running already" if was else "is running"
    line = f"The private server {word}: PostgreSQL {now.version}, process {now.pid}."
    url = server_url(server)
    body = {**_server_body(now), "url": url, "started": not was}
    return Outcome(Exit.DONE, (line, f"Address: {url}"), body)


def stop(context: Context) -> Outcome:
    """Stop the private server, with leave where somebody is connected."""
    server = EmbeddedServer(context.paths.server)
    if not server.status().running:
        server.stop()  # one that is starting or recovering
        return Outcome(Exit.DONE, ("The private server is not running.",), {"stopped": False})
    found = _guests(server)
    listed = [_guest_body(guest) for guest in found]
    if found and not context.args.force and not _may_stop(context, found):
        lines = (*_guest_lines(found), "Nothing was stopped; --force stops it all the same.")
        body = {"code": "connected", "stopped": False, "sessions": listed}
        return Outcome(Exit.REFUSED, lines, body)
    context.output.progress("Stopping the private server ...")
    server.stop()
    lines = ("The private server has stopped.",)
    return Outcome(Exit.DONE, lines, {"stopped": True, "sessions": listed})


def status(context: Context) -> Outcome:
    """Tell where the database is, what it is and who is connected."""
    if context.args.url:
        access = OwnerAccess.office(context.args.url)
        lines, body = _database(access, check=context.args.check, everywhere=False)
        return Outcome(Exit.DONE, lines, {"running": True, **body})
    server = EmbeddedServer(context.paths.server)
    found = server.status()
    if not found.running:
        made = "is not running" if found.version else "has not been made"
        line = f"The private server in {found.directory} {made}; database start starts it."
        return Outcome(Exit.DONE, (line,), {**_server_body(found), **_nothing()})
    first = f"The private server in {found.directory} is running, process {found.pid}."
    access = OwnerAccess.private(server)
    try:
        lines, body = _database(access, check=context.args.check, everywhere=True)
    except EnvironmentProblem as problem:
        if problem.code != "not_ours":
            raise
        lines = ("It holds no shared database yet; database init makes one.",)
        body = {**_nothing(), "url": server_url(server), "versions": _versions(found.version)}
    return Outcome(Exit.DONE, (first, *lines), {**_server_body(found), **body})


def upgrade(context: Context) -> Outcome:
    """Bring schema and functions to this program's version."""
    require_migrations()
    access = owner_access(context, start=True)
    context.output.progress("Upgrading the schema ...")
    with plain_errors(), access.connect() as connection:
        if not admin.is_ours(connection):
            name = access.address.database
            raise EnvironmentProblem(
                "not_ours", f"The database {name} is not one of Loop Booking's; see database init."
            )
        before = admin.schema_version(connection)
        admin.upgrade(connection)
        after = admin.schema_version(connection)
    change = f"from version {before} to {after}" if before != after else f"at version {after}"
    body = {"schema_before": before, "schema": after}
    return Outcome(Exit.DONE, (f"The schema is up to date, {change}.",), body)


def server_url(server: EmbeddedServer) -> str:
    """Return the address of a private server's database, for a person's login to be put in."""
    return OwnerAccess.private(server).url("LOGIN")


def _database(
    access: OwnerAccess, *, check: bool, everywhere: bool
) -> tuple[tuple[str, ...], dict[str, Any]]:
    with plain_errors(), access.connect() as connection:
        facts = admin.facts(connection)
        found = doctor.guests(connection, everywhere=everywhere)
        findings = doctor.examine(connection, history=check)
    url = access.url("LOGIN")
    sample = " (sample data)" if facts.sample else ""
    versions = _versions(facts.server, facts.schema_version)
    lines = (
        f"Address: {url}",
        f"Zone: {facts.zone}{sample}; PostgreSQL {facts.server}, schema {facts.schema_version};"
        f" this program: {versions['program']}, schema {SCHEMA_VERSION}.",
        f"Holds: {_counts(facts)}.",
        *_guest_lines(found),
        *(finding.message for finding in findings),
    )
    body = {
        "url": url,
        "versions": versions,
        "zone": {"name": facts.zone, "sample": facts.sample},
        "counts": facts.counts,
        "sessions": [_guest_body(guest) for guest in found],
        "findings": [asdict(finding) for finding in findings],
    }
    return lines, body


def _counts(facts: DatabaseFacts) -> str:
    plurals = {"person": "people"}
    parts = []
    for what in _COUNTED:
        number = facts.counts.get(what, 0)
        parts.append(f"{number} {what if number == 1 else plurals.get(what, what + 's')}")
    return ", ".join(parts)


def _versions(server: str | None, schema: int | None = None) -> dict[str, Any]:
    try:
        program = version("loop-booking")
    except PackageNotFoundError:  # run from the sources without being installed
        program = "unknown"
    return {
        "server": server,
        "schema": schema,
        "program": program,
        "program_schema": SCHEMA_VERSION,
        "protocol": PROTOCOL,
    }


def _nothing() -> dict[str, Any]:
    return {
        "url": None,
        "versions": _versions(None),
        "zone": None,
        "counts": {},
        "sessions": [],
        "findings": [],
    }


def _server_body(found: ServerStatus) -> dict[str, Any]:
    return {"running": found.running, "directory": str(found.directory), "pid": found.pid}


def _guests(server: EmbeddedServer) -> list[Guest]:
    access = OwnerAccess.private(server)
    with plain_errors():
        try:
            connection = access.connect()
        except EnvironmentProblem:  # no zone on it yet
            connection = access.connect(MAINTENANCE)
        with connection:
            return doctor.guests(connection, everywhere=True)


def _guest_body(guest: Guest) -> Mapping[str, Any]:
    return {**asdict(guest), "since": guest.since.strftime("%Y-%m-%dT%H:%M:%SZ")}


def _guest_lines(found: Sequence[Guest]) -> tuple[str, ...]:
    if not found:
        return ("Nobody is connected.",)
    lines = ["Connected:"]
    for guest in found:
        who = f"{guest.name} ({guest.login})" if guest.name else guest.login
        program = f" with {guest.application}" if guest.application else ""
        lines.append(f"  {who}{program}, since {guest.since:%Y-%m-%d %H:%M} UTC")
    return tuple(lines)


def _may_stop(context: Context, found: Sequence[Guest]) -> bool:
    """Ask on a terminal; no without one."""
    if context.output.as_json or not sys.stdin.isatty():
        return False
    context.output.progress_done()
    for line in _guest_lines(found):
        context.output.say(line)
    context.output.say("Stop the server all the same? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")
