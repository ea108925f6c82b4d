"""The way into a shared database as its owner: a private server's, or an office's own by address.

Only what creates, upgrades and checks a database goes this way, and accounts where the database has
no office administrator yet. The password of an office's own server comes from PGPASSWORD or from
the file that libpq reads (~/.pgpass), never from the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

import psycopg
from psycopg import conninfo

from booking.errors import EnvironmentProblem
from booking.shared.accounts import Invitation
from booking.shared.connect import Address, Connection, connect, parse
from booking.shared.embedded import EmbeddedServer
from booking.shared.sqlstate import translate

DATABASE: Final = "loop_booking"
"""Name of the one database of a private server."""
MAINTENANCE: Final = "postgres"
APPLICATION: Final = "loop-booking admin"
STATEMENT_SECONDS: Final = 600.0

_PLAIN: Final = {
    "53100": ("disk_full", "The disk of the database server is full."),
    "42501": (
        "not_owner",
        "This login may not administer the database; give the address with its owner's login.",
    ),
    "25006": ("read_only", "The database takes no changes: it is a standby or read-only."),
    "58P01": ("server_incomplete", "The database server lacks a file: is it fully installed?"),
    "0A000": ("server_incomplete", "The database server lacks a part: is btree_gist installed?"),
}


@dataclass(frozen=True)
class OwnerAccess:
    """How the owner reaches a database.

    Attributes:
        address: where, and the owner's login.
        password: None where libpq finds it by itself.
    """

    address: Address
    password: str | None = None

    @classmethod
    def private(cls, server: EmbeddedServer, database: str = DATABASE) -> Self:
        """Return the way into a private server's database; the server was started before.

        Raises:
            EnvironmentProblem: "no_server", "read_only", "not_ours".
        """
        found = conninfo.conninfo_to_dict(server.conninfo(database))
        address = Address(
            str(found["host"]), str(found["port"]), str(found["dbname"]), str(found["user"])
        )
        return cls(address, str(found["password"]))

    @classmethod
    def office(cls, url: str) -> Self:
        """Return the way into an office's own database, `postgresql://owner@host:port/database`.

        Raises:
            EnvironmentProblem: "bad_url".
        """
        return cls(parse(url))

    def connect(self, database: str | None = None) -> Connection:
        """Connect as the owner, to another database of the same server where one is named.

        Raises:
            EnvironmentProblem, AuthError, Unavailable: as `booking.shared.connect.connect`.
        """
        address = replace(self.address, database=database) if database else self.address
        return connect(address, self.password, application=APPLICATION, limit=STATEMENT_SECONDS)

    def url(self, login: str) -> str:
        """Return the database's address for a login, without a password."""
        return url_of(self.address_of(login))

    def address_of(self, login: str) -> Address:
        """Return the database's address for a login."""
        return replace(self.address, login=login)

    def invitation(self, login: str, zone: str) -> Invitation:
        """Return an invitation to this database.

        Raises:
            EnvironmentProblem: "no_certificate" (the authority's file cannot be read).
        """
        at = self.address
        return Invitation(at.host, at.port, at.database, login, zone, _certificate(at.ca))


def url_of(address: Address) -> str:
    """Return an address as postgresql://login@host:port/database, sockets as ?host=."""
    who, name = quote(address.login, safe=""), quote(address.database, safe="")
    if address.host.startswith(("/", "@")):
        return f"postgresql://{who}@/{name}?host={quote(address.host)}&port={address.port}"
    return f"postgresql://{who}@{address.host}:{address.port}/{name}"


def _certificate(file: str) -> str:
    if not file or file == "system":
        return ""
    try:
        return Path(file).expanduser().read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem(
            "no_certificate", f"The certificate file {file} cannot be read."
        ) from error


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what a statement raises into the program's own errors, one plain sentence each.

    Raises:
        EnvironmentProblem: "disk_full", "not_owner", "read_only", "server_incomplete", "not_ours".
        Unavailable, AuthError, BugError: as `booking.shared.sqlstate.translate`.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _plain(error) from error
    except Exception as error:
        # SQLAlchemy, under Alembic, wraps the driver's error.
        original = getattr(error, "orig", None)
        if isinstance(original, psycopg.Error):
            raise _plain(original) from error
        raise


def _plain(error: psycopg.Error) -> Exception:
    known = _PLAIN.get(error.sqlstate or "")
    if known is not None:
        return EnvironmentProblem(*known)
    return translate(error, broken=error.sqlstate is None)
