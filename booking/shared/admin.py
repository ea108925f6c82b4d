"""What the administrator does to the shared database: create, upgrade, check. Never part of a
tenant's desktop.

One database is one zone. Roles belong to the cluster: `loop_owner` (schemas app and api),
`loop_accounts` (may create logins), `loop_guard` (may end sessions), `loop_person` (every person is
a member); none of them can log in.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import psycopg
from psycopg import sql

from booking.errors import EnvironmentProblem
from booking.model import SCHEMA_VERSION

MINIMUM_SERVER = 180000
Connection = psycopg.Connection[tuple[object, ...]]

_SQL = files("booking.shared") / "sql"
# Functions of these schemas are dropped and made anew at every upgrade, each set by its owner.
_FUNCTION_SETS = (
    ("owner", "loop_owner", ("api", "app")),
    ("accounts", "loop_accounts", ("account",)),
    ("guard", "loop_guard", ("guard",)),
)


@dataclass(frozen=True)
class DatabaseFacts:
    """What `database status` tells: server version, schema version, zone, rows per kind,
    sessions.
    """

    server: str
    schema_version: int
    zone: str
    sample: bool
    counts: dict[str, int]
    sessions: int


def connect(conninfo: str) -> Connection:
    """Connect as an administrator, autocommit, refusing servers that are too old.

    Raises:
        EnvironmentProblem: "server_unreachable" or "server_too_old".
    """
    try:
        connection: Connection = psycopg.connect(
            conninfo,
            autocommit=True,
            application_name="loop-booking admin",
            connect_timeout=10,
        )
    except psycopg.OperationalError as error:
        raise EnvironmentProblem(
            "server_unreachable", f"The shared database cannot be reached: {_first_line(error)}"
        ) from None
    if connection.info.server_version < MINIMUM_SERVER:
        version = connection.info.server_version // 10000
        connection.close()
        raise EnvironmentProblem(
            "server_too_old",
            f"The server runs PostgreSQL {version}; Loop Booking needs 18 or later.",
        )
    return connection


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def create_database(maintenance: Connection, name: str) -> bool:
    """Create roles and, where it is missing, the database. Returns whether it was created.

    `maintenance` is a superuser's connection to any database of the cluster.
    """
    maintenance.execute(_read(_SQL / "roles.sql"))
    if maintenance.execute("select 1 from pg_database where datname = %s", (name,)).fetchone():
        return False
    maintenance.execute(
        sql.SQL(
            "create database {} owner loop_owner template template0 encoding 'UTF8' locale 'C'"
        ).format(sql.Identifier(name))
    )
    return True


def close_database(connection: Connection) -> None:
    """Take what everyone may do by default away from the connected database (also after cloning
    it).
    """
    name = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("revoke all on database {} from public").format(name))
    connection.execute(sql.SQL("grant connect on database {} to loop_person").format(name))


def initialise(connection: Connection, zone: str, *, sample: bool = False) -> None:
    """Make the connected, empty database a zone: schemas, migrations, functions, the zone's row.

    Running it again on one of ours upgrades it and keeps the zone.

    Raises:
        EnvironmentProblem: "not_ours" where the database holds something else.
    """
    if not is_ours(connection) and _holds_something(connection):
        raise EnvironmentProblem(
            "not_ours",
            f"The database {connection.info.dbname} holds something else; give an empty one.",
        )
    upgrade(connection)
    with as_owner(connection):
        connection.execute(
            "insert into app.setting (zone, schema_version, sample) values (%s, %s, %s) "
            "on conflict do nothing",
            (zone, SCHEMA_VERSION, sample),
        )
        connection.execute("insert into app.head default values on conflict do nothing")


def upgrade(connection: Connection) -> None:
    """Bring schema and functions to this program's version. Everything or nothing: one transaction.

    Raises:
        EnvironmentProblem: "newer_schema" where a newer program has been here.
    """
    if is_ours(connection):
        found = schema_version(connection)
        if found > SCHEMA_VERSION:
            raise EnvironmentProblem(
                "newer_schema",
                f"The database has schema version {found}, this program knows "
                f"{SCHEMA_VERSION}: update the program.",
            )
    connection.execute(_read(_SQL / "roles.sql"))
    connection.execute(_read(_SQL / "schemas.sql"))
    close_database(connection)
    # Alembic is slow to import, and no desktop has it.
    importlib.import_module("booking.shared.migrating").migrate(connection)
    with connection.transaction():
        for folder, role, schemas in _FUNCTION_SETS:
            connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
            _drop_functions(connection, schemas)
            for file in sorted((_SQL / folder).iterdir(), key=lambda f: f.name):
                connection.execute(_read(file))
        connection.execute("set local role loop_owner")
        connection.execute("update app.setting set schema_version = %s", (SCHEMA_VERSION,))


def _drop_functions(connection: Connection, schemas: tuple[str, ...]) -> None:
    """Drop all functions and, as they belong to functions alone, all types that are no table's."""
    for kind, query in (
        ("function", "select oid::regprocedure::text from pg_proc where pronamespace = any(%s)"),
        ("type", "select reltype::regtype::text from pg_class where relkind = 'c'"
                 " and relnamespace = any(%s)"),
    ):  # fmt: skip
        rows = connection.execute(
            query.replace("any(%s)", "any(%s::text[]::regnamespace[])"), (list(schemas),)
        ).fetchall()
        if rows:
            names = ", ".join(str(row[0]) for row in rows)
            connection.execute(f"drop {kind} {names} cascade")


def is_ours(connection: Connection) -> bool:
    """Whether the connected database is a zone of Loop Booking."""
    row = connection.execute("select to_regclass('app.setting') is not null").fetchone()
    return bool(row and row[0])


def schema_version(connection: Connection) -> int:
    """Return the schema version that the database says it has (0 before the first row)."""
    row = connection.execute("select schema_version from app.setting").fetchone()
    return int(str(row[0])) if row else 0


def _holds_something(connection: Connection) -> bool:
    row = connection.execute(
        # What our own roles own is a zone whose making was interrupted.
        "select exists (select 1 from pg_tables where schemaname not in ('pg_catalog', "
        "'information_schema') and tableowner not in ('loop_owner', 'loop_guard'))"
    ).fetchone()
    return bool(row and row[0])


def facts(connection: Connection) -> DatabaseFacts:
    """Read what `database status` tells.

    Raises:
        EnvironmentProblem: "not_ours".
    """
    if not is_ours(connection):
        raise EnvironmentProblem(
            "not_ours", f"The database {connection.info.dbname} is not one of Loop Booking's."
        )
    row = connection.execute(
        "select current_setting('server_version'), schema_version, zone, sample from app.setting"
    ).fetchone()
    if row is None:
        raise EnvironmentProblem(
            "not_ours", f"The database {connection.info.dbname} was not initialised to the end."
        )
    counts = {}
    for table in (
        "site",
        "resource",
        "policy",
        "tenant",
        "person",
        "booking",
        "allocation",
        "closure",
        "mutation",
        "event",
    ):
        found = connection.execute(
            sql.SQL("select count(*) from app.{}").format(sql.Identifier(table))
        ).fetchone()
        counts[table] = int(str(found[0])) if found else 0
    sessions = connection.execute(
        "select count(*) from pg_stat_activity where datname = current_database() and "
        "pid <> pg_backend_pid()"
    ).fetchone()
    return DatabaseFacts(
        str(row[0]),
        int(str(row[1])),
        str(row[2]),
        bool(row[3]),
        counts,
        int(str(sessions[0])) if sessions else 0,
    )


@contextmanager
def as_owner(connection: Connection) -> Iterator[None]:
    """One transaction as the owner of schema app, with the doors' settings."""
    with connection.transaction():
        connection.execute("set local role loop_owner")
        connection.execute("set local search_path = ''")
        connection.execute("set local timezone = 'UTC'")
        yield


def reroll_salt(connection: Connection) -> None:
    """After a restore or a clone: desktops must notice that this is not the database they knew."""
    with as_owner(connection):
        connection.execute("update app.setting set salt = gen_random_uuid()")


def _read(file: Traversable) -> str:
    return file.read_text("utf-8")
