"""How one desk reaches its shared database: the address, and where the password is kept."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from booking.cache.folders import DeskFacts
from booking.credentials import Credentials, Kept
from booking.errors import EnvironmentProblem
from booking.paths import Paths
from booking.shared.connect import Address

CA_FILE: Final = "ca.pem"


class Keep(StrEnum):
    """Where a password is to be kept: the machine's keyring, a file, nowhere."""

    KEYRING = "keyring"
    FILE = "file"
    NO = "no"


def address_of(facts: DeskFacts) -> Address:
    """Return where the shared database of a desk is.

    Raises:
        EnvironmentProblem: "damaged": the desk's facts are not complete.
    """
    try:
        ca = str(facts.folder / CA_FILE) if facts.facts["ca"] else ""
        host, port = str(facts.facts["host"]), str(facts.facts["port"])
        return Address(host, port, str(facts.facts["database"]), facts.login, ca)
    except KeyError as error:
        message = f"{facts.folder} is damaged; sign in again."
        raise EnvironmentProblem("damaged", message) from error


def credentials(paths: Paths, facts: DeskFacts) -> Credentials:
    """Return where this desk's password is kept; the same at every call until the program ends."""
    return _keeper(paths.secrets if facts.facts.get("keep") == Keep.FILE else None)


@cache
def _keeper(file: Path | None) -> Credentials:
    return Credentials(file)


def keep_password(paths: Paths, facts: DeskFacts, password: str) -> Kept | None:
    """Keep a password as was asked at sign-in; returns where, None: nowhere.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    if facts.facts.get("keep") == Keep.NO:
        return None
    return credentials(paths, facts).keep(facts.server, facts.login, password)
