"""The accounts of a zone, kept by an office administrator or the database owner. Online only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import psycopg

from booking.errors import UserError
from booking.shared import accounts
from booking.shared.accounts import Grantable, Invitation, Newcomer
from booking.shared.admin import as_owner
from booking.shared.owner import OwnerAccess, plain_errors

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "en",
    "zh-Hant-HK": "zh_hant",
    "zh-Hans-CN": "zh_hans",
}
"""Languages by BCP 47 tag, as the shared database writes them."""
_TAGS: Final = {stored: tag for tag, stored in LANGUAGES.items()}

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Account:
    """A person as the office sees him; `language` is a BCP 47 tag."""

    login: str
    name: str
    tenant: str
    email: str
    language: str
    active: bool
    roles: tuple[Grantable, ...]


class Accounts:
    """The accounts of one zone, over one connection.

    All methods raise UserError "not_allowed" or "bad_request", and as `plain_errors`.
    """

    def __init__(self, connection: Connection, invitation: Invitation, *, owner: bool) -> None:
        """Take over a connection.

        Args:
            connection: the owner's, or an office administrator's.
            invitation: one to this database, for whom does not matter.
            owner: whether it is the owner's.
        """
        self._connection = connection
        self._invitation = invitation
        self._owner = owner

    def everyone(self) -> list[Account]:
        """Return all accounts in the order in which they were made."""
        with plain_errors():
            if self._owner:
                with as_owner(self._connection):
                    row = self._connection.execute("select app.accounts()").fetchone()
                rows = row[0] if row else []
            else:
                row = self._connection.execute("select api.ask('people', '{}')").fetchone()
                rows = row[0]["rows"] if row else []
        if not rows and not self._owner:
            raise UserError("not_allowed")
        return [_account(each) for each in rows]

    def one(self, login: str) -> Account:
        """Return the account of a login.

        Raises:
            UserError: "no_such_person".
        """
        found = [account for account in self.everyone() if account.login == login]
        if not found:
            raise UserError("no_such_person", {"login": login})
        return found[0]

    def add(self, newcomer: Newcomer) -> tuple[str, str]:
        """Add a person; returns (login, first password)."""
        with plain_errors():
            return accounts.add_person(self._connection, newcomer)

    def reset(self, login: str) -> str:
        """Give somebody a new first password and return it."""
        self.one(login)
        with plain_errors():
            return accounts.reset_password(self._connection, login)

    def set_active(self, login: str, *, active: bool) -> Account:
        """Enable or disable somebody; returns the account as it is now."""
        account = self.one(login)
        with plain_errors():
            accounts.set_active(self._connection, login, active=active)
        return replace(account, active=active)

    def invitation(self, login: str) -> Invitation:
        """Return an invitation for somebody."""
        self.one(login)
        return replace(self._invitation, login=login)


@contextmanager
def as_database_owner(access: OwnerAccess) -> Iterator[Accounts]:
    """Keep the accounts as the database's owner.

    Raises:
        EnvironmentProblem, AuthError, Unavailable: as `OwnerAccess.connect`; "not_ours".
    """
    with access.connect() as connection:
        with plain_errors():
            row = connection.execute("select zone from app.setting").fetchone()
        zone = str(row[0]) if row else ""
        yield Accounts(connection, access.invitation("", zone), owner=True)


@contextmanager
def as_administrator(
    connect: Callable[[], Connection], invitation: Invitation
) -> Iterator[Accounts]:
    """Keep the accounts as the office administrator who is signed in.

    Args:
        connect: connects as him.
        invitation: his own.

    Raises:
        EnvironmentProblem, AuthError, Unavailable: as `booking.shared.connect.connect`.
    """
    with connect() as connection:
        yield Accounts(connection, invitation, owner=False)


def _account(row: Mapping[str, Any]) -> Account:
    return Account(
        str(row["login"]),
        str(row["name"]),
        str(row["tenant"]),
        str(row["email"]),
        _TAGS.get(str(row["language"]), "en"),
        bool(row["active"]),
        tuple(Grantable(each["role"], each["site"], each["resource"]) for each in row["roles"]),
    )
