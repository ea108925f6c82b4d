"""Versions of all that this program is made of, without loading what is not needed otherwise."""

from __future__ import annotations

from booking.cache.sqlite import SQLITE_VERSION
from booking.model import PROTOCOL, SCHEMA_VERSION
from booking.versions import of_package, versions


def parts() -> dict[str, str]:
    """Return versions by name of part, the program's own first."""
    return {
        **versions(),
        "protocol": str(PROTOCOL),
        "schema": str(SCHEMA_VERSION),
        "sqlite": SQLITE_VERSION,
        "psycopg": of_package("psycopg"),
    }
