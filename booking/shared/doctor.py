"""Who is connected to a shared database, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg.rows import class_row

from booking.model import SCHEMA_VERSION
from booking.shared import admin
from booking.shared.admin import Connection, as_owner
from booking.shared.lint import lint

QUIET_LOG: Final = {
    "log_min_messages": ("log", "fatal", "panic"),
    "log_error_verbosity": ("terse",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_error_statement": ("panic",),
    "log_parameter_max_length": ("0",),
    "log_parameter_max_length_on_error": ("0",),
}
"""Settings of a server and the values with which no title and no name reaches its log."""

ENGLISH: Final = re.compile(r"(C|POSIX|en)([._@].*)?|English.*")
"""Values of lc_messages with which a server speaks English; an empty one is the environment's."""


@dataclass(frozen=True)
class Guest:
    """Somebody who is connected.

    Attributes:
        login: name of the login role.
        name: the person's, empty where the login is nobody's in this zone.
        application: what the program calls itself, possibly empty.
        database: name of the database.
        since: when the connection was made, UTC.
    """

    login: str
    name: str
    application: str
    database: str
    since: datetime


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        code: as in `booking/cli/CODES.md`.
        message: one plain sentence, with what to do.
    """

    code: str
    message: str


def guests(connection: Connection, *, everywhere: bool = False) -> list[Guest]:
    """Return who is connected, oldest first, without this connection.

    Args:
        connection: the owner's.
        everywhere: in every database of the server, not in this one only.
    """
    name = "coalesce(p.name, '')" if admin.is_ours(connection) else "''"
    people = "left join app.person p on p.login = a.usename" if admin.is_ours(connection) else ""
    query = (
        f"select a.usename::text as login, {name} as name, a.application_name as application,"
        " a.datname::text as database, a.backend_start as since"
        f" from pg_catalog.pg_stat_activity a {people}"
        " where a.backend_type = 'client backend' and a.pid <> pg_catalog.pg_backend_pid()"
        " and (%s or a.datname = pg_catalog.current_database())"
        " order by a.backend_start, a.pid"
    )
    with connection.cursor(row_factory=class_row(Guest)) as cursor:
        return cursor.execute(query.encode(), (everywhere,)).fetchall()


def examine(connection: Connection, *, history: bool = False) -> list[Finding]:
    """Return what is wrong with a zone, nothing where all is well.

    Args:
        connection: the owner's.
        history: also follow the whole chain of events, which takes a while in an old zone.
    """
    findings = []
    found = admin.schema_version(connection)
    if found < SCHEMA_VERSION:
        older = f"The schema has version {found}, this program {SCHEMA_VERSION}:"
        findings.append(Finding("schema_older", f"{older} run loop-booking database upgrade."))
    if found > SCHEMA_VERSION:
        newer = f"The schema has version {found}, this program knows {SCHEMA_VERSION}:"
        findings.append(Finding("newer_schema", f"{newer} update the program."))
    if history:
        with as_owner(connection):
            row = connection.execute("select app.chain_break()").fetchone()
        if row and row[0] is not None:
            text = f"The history was changed from outside at event {row[0]}; restore a backup."
            findings.append(Finding("history_broken", text))
    findings += [Finding("door_open", f"Not as designed: {line}.") for line in lint(connection)]
    return [*findings, *_log_findings(connection), *_language(connection), *_bell(connection)]


def _language(connection: Connection) -> list[Finding]:
    """Whether a desktop understands why it is refused: before TLS and login it has a text alone."""
    row = connection.execute("select pg_catalog.current_setting('lc_messages')").fetchone()
    if row and ENGLISH.fullmatch(str(row[0])):
        return []
    text = "A refused login may not be understood by the desktops: set lc_messages to C."
    return [Finding("foreign_messages", text)]


def _bell(connection: Connection) -> list[Finding]:
    """Whether notifications wait for a session that does not take them, so that no bell rings."""
    row = connection.execute(
        "select pg_catalog.pg_notification_queue_usage() >= 0.5,"
        " (select a.usename::text from pg_catalog.pg_stat_activity a"
        "  where a.backend_type = 'client backend' and a.pid <> pg_catalog.pg_backend_pid()"
        "  and (a.xact_start is not null or a.wait_event = 'ClientWrite')"
        "  order by coalesce(a.xact_start, a.state_change) limit 1)"
    ).fetchone()
    if not row or not row[0]:
        return []
    who = f" ({row[1]})" if row[1] else ""
    text = f"No bell rings: end the session{who} that listens and takes nothing."
    return [Finding("bell_silent", text)]


def _log_findings(connection: Connection) -> list[Finding]:
    rows = connection.execute(
        "select name, setting from pg_catalog.pg_settings where name = any(%s)", (list(QUIET_LOG),)
    ).fetchall()
    return [
        Finding(
            "log_tells", f"The server's log may tell titles: set {name} to {QUIET_LOG[name][0]}."
        )
        for name, setting in sorted((str(row[0]), str(row[1])) for row in rows)
        if setting not in QUIET_LOG[name]
    ]
