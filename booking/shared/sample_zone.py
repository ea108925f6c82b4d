"""The people and the bookings of a sample zone; bookings go through the doors, as those people.

Everything here may be interrupted and done again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime

from booking.ids import uuid7
from booking.sample_bookings import SampleBooking
from booking.sample_rows import SampleInventory, SamplePerson
from booking.shared.accounts import Grantable, Newcomer, add_person, reset_password
from booking.shared.admin import Connection
from booking.shared.connect import connect
from booking.shared.gateway import PgGateway
from booking.shared.owner import OwnerAccess
from booking.shared.people import LANGUAGES

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Credential:
    """A sample person's login and password."""

    login: str
    password: str


@dataclass(frozen=True)
class Filled:
    """How many bookings were confirmed, and how many were refused."""

    confirmed: int
    refused: int


def ensure_people(
    connection: Connection, inventory: SampleInventory, known: Callable[[str], str | None]
) -> dict[str, Credential]:
    """Add the sample people who are missing; one whose password nobody knows gets a new one.

    Args:
        connection: the owner's.
        inventory: who they are; a person is recognised by his e-mail address.
        known: returns the password of a login, None where it was not kept.

    Returns:
        The credentials of all of them by code.
    """
    rows = connection.execute(
        "select email, login from app.person where email <> '' and not gone"
    ).fetchall()
    logins = {str(email): str(login) for email, login in rows}
    found: dict[str, Credential] = {}
    for person in inventory.people:
        login = logins.get(person.email)
        if login is None:
            found[person.code] = Credential(*add_person(connection, newcomer(person)))
        else:
            password = known(login) or reset_password(connection, login)
            found[person.code] = Credential(login, password)
    return found


def newcomer(person: SamplePerson) -> Newcomer:
    """Return what adds a sample person."""
    roles = tuple(
        Grantable(str(each.role), each.site, each.resource)
        for each in person.roles
        if str(each.role) != "member"
    )
    return Newcomer(person.name, person.tenant, person.email, LANGUAGES[person.language], roles)


def bookings_to_come(connection: Connection) -> int:
    """Return how many live bookings start in the future; `connection` is the owner's."""
    row = connection.execute(
        "select count(distinct i.booking_id) from app.booking_item i"
        " join app.booking b on b.id = i.booking_id"
        " where b.state = 'confirmed' and lower(i.during) > now()"
    ).fetchone()
    return int(str(row[0])) if row else 0


def submit_bookings(
    access: OwnerAccess,
    people: Mapping[str, Credential],
    bookings: Iterable[SampleBooking],
    progress: Progress,
) -> Filled:
    """Send invented bookings through the doors, each as its person; a refusal is only counted.

    Args:
        access: where the database is; its login is not used.
        people: credentials by code.
        bookings: what to send.
        progress: told how many of how many were sent.

    Raises:
        Unavailable, AuthError, EnvironmentProblem, BugError: as the gateway.
    """
    wanted = list(bookings)
    confirmed = 0
    with ExitStack() as stack:
        doors: dict[str, PgGateway] = {}
        for number, booking in enumerate(wanted, start=1):
            if booking.person not in doors:
                gateway = _gateway(access, people[booking.person])
                doors[booking.person] = stack.enter_context(closing(gateway))
            answer = doors[booking.person].submit(uuid7(), "book", _arguments(booking))
            confirmed += bool(answer.get("ok"))
            progress(number, len(wanted))
    return Filled(confirmed, len(wanted) - confirmed)


def _gateway(access: OwnerAccess, person: Credential) -> PgGateway:
    address = access.address_of(person.login)
    return PgGateway(lambda: connect(address, person.password, application="loop-booking demo"))


def _arguments(booking: SampleBooking) -> str:
    item = {
        "item": str(uuid7()),
        "resource": booking.resource,
        "from": _instant(booking.start),
        "to": _instant(booking.end),
    }
    return json.dumps(
        {
            "booking": str(uuid7()),
            "title": booking.title,
            "people": booking.people,
            "items": [item],
        }
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
