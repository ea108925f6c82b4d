"""People as PostgreSQL logins: invitations, passwords, adding and disabling. Online only; a
verifier travels, never a password.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from booking.errors import UserError
from booking.shared.sqlstate import translate

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of a first password: none that are mistaken for one another."""
FORMAT = "loop-booking-invitation/1"
LINK = "loop-booking:"


@dataclass(frozen=True)
class Invitation:
    """Where one signs in, as a file or link carries it; no secret in it.

    Attributes:
        host: one host or several, comma-separated, or the directory of a local socket.
        port: TCP port, or the socket's number.
        ca: PEM text of the certificate authority; empty on a local socket or where the system's are
            trusted.
    """

    host: str
    port: str
    database: str
    login: str
    zone: str = ""
    ca: str = ""

    def as_text(self) -> str:
        """Return the invitation file's text (JSON)."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"

    def as_link(self) -> str:
        """Return the invitation as a link, for a message or a two-dimensional code."""
        packed = base64.urlsafe_b64encode(self.as_text().encode()).decode().rstrip("=")
        return f"{LINK}invitation/{packed}"

    @classmethod
    def from_link(cls, link: str) -> Invitation:
        """Read a link; line breaks that a mail program put in do no harm.

        Raises:
            UserError: "bad_invitation" where it is none.
        """
        packed = "".join(link.split()).rpartition("/")[2]
        try:
            text = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
        except ValueError:
            raise UserError("bad_invitation") from None
        return cls.from_text(text)

    @classmethod
    def from_text(cls, text: str) -> Invitation:
        """Read an invitation file.

        Raises:
            UserError: "bad_invitation" where it is none.
        """
        try:
            raw = json.loads(text)
            given = raw.pop("format")
            invitation = cls(**{key: str(value) for key, value in raw.items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise UserError("bad_invitation") from None
        if given != FORMAT:
            raise UserError("bad_invitation")
        return invitation


@dataclass(frozen=True)
class Grantable:
    """A role to give: "tenant_admin", "auditor", "site_admin" with a site's code, "custodian" with
    a resource's code.
    """

    role: str
    site: str | None = None
    resource: str | None = None


@dataclass(frozen=True)
class Newcomer:
    """Who is added: name as shown, work e-mail, tenant's code, language ("en", "zh_hant",
    "zh_hans"), roles beside member.
    """

    name: str
    tenant: str
    email: str = ""
    language: str = "en"
    roles: tuple[Grantable, ...] = ()


def new_password() -> str:
    """Return a first password: 16 letters and digits in groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def verifier(connection: psycopg.Connection[Any], login: str, password: str) -> str:
    """Return the SCRAM-SHA-256 verifier of a password (RFC 5803), computed here by libpq."""
    return connection.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    ).decode()


def add_person(
    connection: psycopg.Connection[Any], newcomer: Newcomer, password: str | None = None
) -> tuple[str, str]:
    """Create the login and the person in one transaction; returns (login, first password).

    Raises:
        UserError: "not_allowed", "bad_request" or "bad_text" with the field.
    """
    login = "lp_" + secrets.token_hex(6)
    secret = password or new_password()
    roles = [{"role": g.role, "site": g.site, "resource": g.resource} for g in newcomer.roles]
    _call(
        connection,
        "select account.person_add(%s, %s, %s, %s, %s, %s, %s)",
        (
            login,
            verifier(connection, login, secret),
            newcomer.name,
            newcomer.email,
            newcomer.tenant,
            newcomer.language,
            Jsonb(roles),
        ),
    )
    return login, secret


def reset_password(
    connection: psycopg.Connection[Any], login: str, password: str | None = None
) -> str:
    """Give somebody a new first password and return it.

    Raises:
        UserError: "not_allowed", "bad_request".
    """
    secret = password or new_password()
    _call(
        connection,
        "select account.person_reset(%s, %s)",
        (login, verifier(connection, login, secret)),
    )
    return secret


def set_active(connection: psycopg.Connection[Any], login: str, *, active: bool) -> None:
    """Enable or disable a person; disabling makes his desktops wipe their caches at their next
    contact.

    Raises:
        UserError: "not_allowed", "bad_request".
    """
    _call(connection, "select account.person_active(%s, %s)", (login, active))


def change_own_password(connection: psycopg.Connection[Any], password: str) -> None:
    """Change the password of the connected login; only the verifier travels.

    Raises:
        Unavailable, AuthError, EnvironmentProblem, BugError: it is as it was.
    """
    login = connection.info.user
    secret = verifier(connection, login, password)
    change = sql.SQL("alter role {} password {}").format(sql.Identifier(login), sql.Literal(secret))
    try:
        connection.execute(change)
    except psycopg.Error as error:
        raise translate(error, broken=connection.closed) from error


def _call(connection: psycopg.Connection[Any], statement: str, arguments: Sequence[object]) -> None:
    try:
        with connection.transaction():
            connection.execute(statement, arguments)
    except psycopg.Error as error:
        if error.sqlstate == "LB403":
            raise UserError("not_allowed") from None
        if error.sqlstate == "LB400":
            raise UserError(
                error.diag.message_primary or "bad_request",
                {"field": error.diag.message_detail or ""},
            ) from None
        raise
