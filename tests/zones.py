"""Fresh zones for tests: a template database made once a run, cloned for each test that asks for
one.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from filelock import FileLock
from psycopg import sql

from booking.calendars import calendar_days
from booking.ids import uuid7
from booking.samples import load_inventory
from booking.shared import admin
from booking.shared.accounts import Grantable, Newcomer, add_person
from booking.shared.embedded import EmbeddedServer
from booking.shared.load import load_sample

SHENZHEN = ZoneInfo("Asia/Shanghai")
PASSWORD = "sample-password-1"
LANGUAGES = {"en": "en", "zh-Hant-HK": "zh_hant", "zh-Hans-CN": "zh_hans"}


@dataclass
class Desk:
    """One person's connection with the doors as plain calls."""

    login: str
    connection: psycopg.Connection[Any]

    def submit(self, op: str, args: object, mutation: UUID | None = None) -> dict[str, Any]:
        """Send one act; returns the answer."""
        text = args if isinstance(args, str) else json.dumps(args)
        row = self.connection.execute(
            "select api.submit(%s, %s, %s)", (mutation or uuid7(), op, text)
        ).fetchone()
        assert row is not None
        answer: dict[str, Any] = row[0]
        return answer

    def book(self, resource: str, start: datetime, end: datetime, **more: Any) -> dict[str, Any]:
        """Book one resource; `more` overrides title, people, booking, quantity, mutation."""
        mutation = more.pop("mutation", None)
        item = {"item": str(uuid7()), "resource": resource, "from": iso(start), "to": iso(end)}
        if "quantity" in more:
            item["quantity"] = more.pop("quantity")
        args = {"booking": str(uuid7()), "title": "Test", "people": 1, "items": [item]} | more
        return self.submit("book", args, mutation) | {"booking": args["booking"]}

    def rows(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Run any statement as this person."""
        return self.connection.execute(statement, parameters).fetchall()


@dataclass
class Zone:
    """A database of its own: connection data, the people's logins by sample code, open
    connections.
    """

    server: EmbeddedServer
    database: str
    logins: dict[str, str]
    opened: list[psycopg.Connection[Any]] = field(default_factory=list)

    def conninfo(self, person: str) -> str:
        """Return libpq's conninfo of a sample person."""
        return self.server.conninfo(self.database, self.logins[person], PASSWORD)

    def desk(self, person: str) -> Desk:
        """Connect as a sample person (code of people.json), autocommit."""
        connection = psycopg.connect(self.conninfo(person), autocommit=True)
        self.opened.append(connection)
        return Desk(self.logins[person], connection)

    def owner(self) -> psycopg.Connection[Any]:
        """Connect as the superuser."""
        connection = psycopg.connect(self.server.conninfo(self.database), autocommit=True)
        self.opened.append(connection)
        return connection


def iso(instant: datetime) -> str:
    """Return the wire form of an instant."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def at(day: datetime, hour: int, minute: int = 0) -> datetime:
    """Return that wall time of the sites on the local day of `day`, in UTC."""
    local = day.astimezone(SHENZHEN)
    return local.replace(hour=hour, minute=minute, second=0, microsecond=0).astimezone(UTC)


def open_day(ahead: int = 2) -> datetime:
    """Return an instant on a plain working Tuesday to Thursday, at least `ahead` days from now.

    Days that the mainland calendar lists (holidays, worked weekends) are passed over.
    """
    day = datetime.now(UTC) + timedelta(days=ahead)
    years = (day.year, day.year + 1)
    listed = {entry.day for entry in calendar_days("CN", years)}
    while (
        day.astimezone(SHENZHEN).isoweekday() not in (2, 3, 4)
        or day.astimezone(SHENZHEN).date() in listed
    ):
        day += timedelta(days=1)
    return day


def make_template(server: EmbeddedServer, directory: Path) -> str:
    """Make the run's template once, whatever process comes first; returns its name."""
    record = server.directory / "template.json"
    with FileLock(str(server.directory.with_suffix(".template.lock"))):
        if not record.exists():
            name = "loop_template"
            logins = _fill(server, name)
            record.write_text(json.dumps(logins), "utf-8")
    return "loop_template"


def _fill(server: EmbeddedServer, name: str) -> dict[str, str]:
    inventory = load_inventory()
    today = datetime.now(SHENZHEN).date()
    with admin.connect(server.conninfo("postgres")) as maintenance:
        admin.create_database(maintenance, name)
    with admin.connect(server.conninfo(name)) as connection:
        admin.initialise(connection, "Test zone", sample=True)
        days = [*calendar_days("CN", (today.year, today.year + 1))]
        load_sample(connection, inventory, days, today)
        logins = {}
        for person in inventory.people:
            roles = tuple(
                Grantable(str(r.role), r.site, r.resource)
                for r in person.roles
                if str(r.role) != "member"
            )
            newcomer = Newcomer(
                person.name, person.tenant, person.email, LANGUAGES[person.language], roles
            )
            logins[person.code], _ = add_person(connection, newcomer, PASSWORD)
    return logins


@contextmanager
def fresh_zone(server: EmbeddedServer, template: str) -> Iterator[Zone]:
    """Clone the template; dropped at the end."""
    logins = json.loads((server.directory / "template.json").read_text("utf-8"))
    name = f"t{os.getpid()}_{secrets.token_hex(4)}"
    with admin.connect(server.conninfo("postgres")) as maintenance:
        clone = sql.SQL("create database {} template {} strategy file_copy")
        with FileLock(str(server.directory.with_suffix(".template.lock"))):
            maintenance.execute(clone.format(sql.Identifier(name), sql.Identifier(template)))
        with admin.connect(server.conninfo(name)) as connection:
            admin.close_database(connection)
            admin.reroll_salt(connection)
        zone = Zone(server, name, logins)
        try:
            yield zone
        finally:
            for connection in zone.opened:
                connection.close()
            maintenance.execute(
                sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
            )


def own_logins(zone: Zone, limit: int = 40) -> None:
    """Give the sample people logins of this zone alone, for `limit` sessions each.

    Logins and their limits belong to the whole server, which the run's workers share.
    """
    owner = zone.owner()
    create = sql.SQL("create role {} login connection limit {} password {} in role loop_person")
    for person, old in zone.logins.items():
        new = "lp_" + secrets.token_hex(6)
        values = sql.Identifier(new), sql.Literal(limit), sql.Literal(PASSWORD)
        owner.execute(create.format(*values))
        owner.execute("update app.person set login = %s where login = %s", (new, old))
        zone.logins[person] = new
