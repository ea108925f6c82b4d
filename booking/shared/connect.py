"""Connect to the shared database as a person.

Over a network the server must prove who it is (TLS, verify-full); only a local socket or the
loopback address goes without. Nothing waits for ever: connecting, and every statement, ends after
some seconds, also where the other end is stopped or a firewall swallows what is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeVar

import psycopg
from psycopg import conninfo
from psycopg.abc import PQGen

from booking.errors import AuthError, BookingError, EnvironmentProblem, Unavailable
from booking.shared.sqlstate import first_line

MINIMUM_SERVER: Final = 180000
CONNECT_SECONDS: Final = 8
STATEMENT_SECONDS: Final = 30.0
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
# An address comes from a file that somebody sent; nothing else in it may steer libpq.
KNOWN: Final = frozenset({"host", "port", "dbname", "user", "sslrootcert", "sslmode"})

# libpq keeps the SQLSTATE of a refused connection to itself, so its text decides. The server
# writes these in English: `booking.shared.doctor` looks at its lc_messages.
REFUSALS: Final[tuple[tuple[str, str, str], ...]] = (
    # First, as these name the role or the database too.
    ("too many connections", "busy", ""),
    ("connection slots are reserved", "busy", ""),
    ("too many clients", "busy", ""),
    ("no more connections allowed", "busy", ""),  # PgBouncer
    ("query_wait_timeout", "busy", ""),  # PgBouncer
    ("password authentication failed", "auth", "wrong_password"),
    ("no password supplied", "auth", "wrong_password"),
    ("SASL authentication failed", "auth", "wrong_password"),  # PgBouncer
    ("is not permitted to log in", "auth", "login_disabled"),
    ('role "', "auth", "wrong_password"),
    ('database "', "environment", "not_ours"),
    ("no such database", "environment", "not_ours"),  # PgBouncer
    ("permission denied for database", "environment", "not_ours"),
    ("no pg_hba.conf entry", "environment", "not_allowed"),
    ("does not support SSL", "environment", "no_tls"),
    ("certificate", "environment", "untrusted"),
    ("SSL error", "environment", "untrusted"),
    ("invalid response", "environment", "not_ours"),
    ("expected authentication request", "environment", "not_ours"),
    ("unexpected message from server", "environment", "not_ours"),
    ("invalid port number", "environment", "bad_url"),
    ("Unix-domain socket path", "environment", "bad_url"),
)
SENTENCES: Final[dict[str, str]] = {
    "wrong_password": "The login or the password is wrong.",
    "login_disabled": "This login is disabled on the shared database.",
    "not_ours": "What answers at {where} is not a database of Loop Booking.",
    "not_allowed": "The server at {where} does not let this machine in.",
    "no_tls": "The server at {where} does not speak TLS, so nothing is sent to it.",
    "untrusted": "The server at {where} could not prove that it is the right one.",
    "bad_url": "{where} is not an address of a shared database.",
}

T = TypeVar("T")


class Connection(psycopg.Connection[tuple[Any, ...]]):
    """A connection on which every statement ends, with an answer or without.

    Attributes:
        limit: seconds after which a statement is given up; the connection is then of no use.
    """

    limit: float = STATEMENT_SECONDS

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Consume a generator of psycopg, for at most `limit` seconds.

        Raises:
            psycopg.OperationalError: no answer in time; the connection is closed.
        """
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.limit)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:
                self.pgconn.finish()
            raise


@dataclass(frozen=True, slots=True)
class Address:
    """Where a shared database is and as whom one connects. The password is never part of it.

    Attributes:
        host, port: several, separated by commas, where a standby may take over; a host that begins
            with "/" is the directory of a local socket.
        database, login: names.
        ca: file with the certificate of the authority that vouches for the server; "" for those
            that the operating system trusts.
    """

    host: str
    port: str
    database: str
    login: str
    ca: str = ""

    @property
    def server(self) -> str:
        """What tells this database from any other: host:port/database."""
        return f"{self.host}:{self.port}/{self.database}"

    @property
    def local(self) -> bool:
        """Whether the connection cannot leave this machine."""
        hosts = self.host.split(",")
        return all(host.startswith(("/", "@")) or host in LOOPBACK for host in hosts)


def parse(url: str, login: str | None = None, ca: str = "") -> Address:
    """Read `postgresql://login@host:port/database`, or with `?host=/socket/directory`.

    Args:
        url: the address; a password in it is refused, since addresses are shown and stored.
        login: takes the place of the one in the address.
        ca: takes the place of `sslrootcert` in the address.

    Raises:
        EnvironmentProblem: "bad_url", with what is wrong.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise EnvironmentProblem("bad_url", "The address must begin with postgresql://.")
    try:
        found = conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise EnvironmentProblem("bad_url", f"The address is wrong: {first_line(error)}") from error
    if "password" in found:
        raise EnvironmentProblem("bad_url", "The address must not hold a password.")
    unknown = sorted(set(found) - KNOWN)
    if unknown:
        raise EnvironmentProblem("bad_url", f"The address must not set {', '.join(unknown)}.")
    who = login or str(found.get("user", ""))
    missing = [
        name
        for name, value in (("host", found.get("host")), ("database", found.get("dbname")))
        if not value
    ]
    if missing or not who:
        wanted = ", ".join(missing or ["login"])
        raise EnvironmentProblem("bad_url", f"The address does not name a {wanted}.")
    return Address(
        host=str(found["host"]),
        port=str(found.get("port", "5432")),
        database=str(found["dbname"]),
        login=who,
        ca=ca or str(found.get("sslrootcert", "")),
    )


def connect(
    address: Address,
    password: str | None,
    *,
    application: str = "loop-booking",
    seconds: int = CONNECT_SECONDS,
    limit: float = STATEMENT_SECONDS,
) -> Connection:
    """Connect; each statement is a transaction of its own.

    Args:
        address: where and as whom.
        password: None where the server wants none.
        application: what the server shows in its list of sessions.
        seconds: how long connecting to each host may take.
        limit: how long a statement may take.

    Raises:
        Unavailable: nobody answers ("offline"), or all places are taken ("busy").
        AuthError: "wrong_password", "login_disabled".
        EnvironmentProblem: "bad_url", "not_ours", "server_too_old", "untrusted", "no_tls",
            "not_allowed".
    """
    try:
        made = Connection.connect(
            autocommit=True, **_parameters(address, password, application, seconds)
        )
        made.limit = limit
        _know_pooler(made)
    except psycopg.Error as error:
        raise _refused(error, address) from error
    if made.info.server_version < MINIMUM_SERVER:
        version = made.info.server_version // 10000
        made.close()
        message = f"The server runs PostgreSQL {version}; Loop Booking needs 18 or later."
        raise EnvironmentProblem("server_too_old", message)
    return made


def _parameters(
    address: Address, password: str | None, application: str, seconds: int
) -> dict[str, Any]:
    given: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": address.login,
        "application_name": application,
        "connect_timeout": seconds,
        "client_encoding": "UTF8",
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        "gssencmode": "disable",
        "options": "",
        "sslmode": "prefer" if address.local else "verify-full",
    }
    if "," in address.host:
        given["target_session_attrs"] = "read-write"
    if not address.local:
        given["sslrootcert"] = address.ca or "system"
    if password is not None:
        given["password"] = password
    return given


def _know_pooler(made: Connection) -> None:
    """Prepare no statements on a line that a pooler may lead to another session each time.

    A statement prepared by one client would stand there under a name that another one uses too. A
    pooler gives itself away by a process number of its own making. PgBouncer can keep statements
    apart from 1.21 on, where that is switched on, which a client cannot see.
    """
    try:
        row = made.execute("select pg_backend_pid()", prepare=False).fetchone()
    except psycopg.Error:
        made.close()
        raise
    if row != (made.info.backend_pid,):
        made.prepare_threshold = None


def _refused(error: psycopg.Error, address: Address) -> BookingError:
    text = str(error)
    for part, kind, code in REFUSALS:
        if part not in text:
            continue
        if kind == "busy":
            return Unavailable(f"All places at {address.server} are taken.", reason="busy")
        sentence = SENTENCES[code].format(where=address.server)
        if kind == "auth":
            return AuthError(code, sentence)
        return EnvironmentProblem(code, sentence)
    lines = [line for line in text.strip().splitlines() if line.strip()]
    last = lines[-1].strip() if lines else type(error).__name__
    return Unavailable(f"Nobody answers at {address.server}: {last}")
