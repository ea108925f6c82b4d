"""Setting the demonstration up: server, schema, sample zone, people, bookings, two desktops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from typing import Final
from zoneinfo import ZoneInfo

from booking.bootstrap import Desktop, open_desktop
from booking.bootstrap.online import Keep, sign_in
from booking.credentials import Credentials
from booking.demo.folder import DemoFolder
from booking.errors import EnvironmentProblem
from booking.sample_bookings import plausible_bookings
from booking.sample_rows import SampleInventory
from booking.samples import load_inventory
from booking.shared.admin import DatabaseFacts, facts
from booking.shared.founding import ZonePlan, found
from booking.shared.owner import OwnerAccess, plain_errors
from booking.shared.sample_zone import (
    Credential,
    bookings_to_come,
    ensure_people,
    submit_bookings,
)

ZONE: Final = "Sample zone"
TIMEZONE: Final = "Asia/Shanghai"
WEEKS: Final = 3
ENOUGH: Final = 100
"""So many bookings to come need no more."""
SENDING: Final = timedelta(minutes=10)
"""Longer than it takes to send them all."""
ONE: Final = "desk-one"
TWO: Final = "desk-two"
OFFICE: Final = "office"
DESKS: Final[Mapping[str, str]] = {ONE: "photon.one", TWO: "biotech.one", OFFICE: "joint.admin"}
"""Folder of each desktop, and who is signed in there: two tenants' members, an administrator."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Stage:
    """A demonstration that is set up.

    Attributes:
        folder: where it is.
        access: the way into its database.
        found: whether the data of last time was there.
        added: how many sample bookings were confirmed now.
        facts: what the database holds.
        people: the sample people's logins and passwords by code.
        names: their names and tenants by code, for people.
    """

    folder: DemoFolder
    access: OwnerAccess
    found: bool
    added: int
    facts: DatabaseFacts
    people: Mapping[str, Credential]
    names: Mapping[str, str]

    def open(self, name: str) -> Desktop:
        """Open one of the desktops in `DESKS`; its person is signed in.

        Raises:
            EnvironmentProblem, Unavailable, AuthError: as `sign_in` and `open_desktop`.
        """
        places = self.folder.desk(name)
        person = self.people[DESKS[name]]
        invitation = self.access.invitation(person.login, self.facts.zone)
        sign_in(places, invitation, person.password, Keep.FILE)
        return open_desktop(places)


def set_up(folder: DemoFolder, progress: Progress) -> Stage:
    """Start the server and make what is missing; what is there stays. Call while it is `taken`.

    Args:
        folder: where.
        progress: told what is being done, for people.

    Raises:
        EnvironmentProblem: the machine, the disk, or the database is not as it must be.
        Unavailable: the server does not answer.
    """
    inventory = load_inventory()
    today = datetime.now(ZoneInfo(TIMEZONE)).date()
    progress("Starting the database server ...")
    folder.server.start()
    access = OwnerAccess.private(folder.server)
    progress("Creating the schema and loading sites, rooms and calendars ...")
    founded = found(access, ZonePlan(ZONE, sample=True), inventory, today)
    if not founded.facts.sample:
        raise EnvironmentProblem("not_ours", "This database holds no sample data; leave it alone.")
    progress("Adding sample people ...")
    people = _people(folder, access, inventory)
    added = _bookings(access, inventory, people, progress)
    held = holding(access)
    return Stage(folder, access, not founded.created, added, held, people, _names(inventory))


def _names(inventory: SampleInventory) -> dict[str, str]:
    tenants = {tenant.code: tenant.name.en for tenant in inventory.tenants}
    return {each.code: f"{each.name}, {tenants[each.tenant]}" for each in inventory.people}


def holding(access: OwnerAccess) -> DatabaseFacts:
    """Return what the database holds now.

    Raises:
        EnvironmentProblem, Unavailable, AuthError: as `plain_errors`.
    """
    with plain_errors(), access.connect() as connection:
        return facts(connection)


def _people(
    folder: DemoFolder, access: OwnerAccess, inventory: SampleInventory
) -> dict[str, Credential]:
    """Add the people, and keep their passwords in a file that only its owner may read."""
    kept = Credentials(folder.paths.secrets)
    server = access.address.server
    with plain_errors(), access.connect() as connection:
        people = ensure_people(connection, inventory, lambda login: kept.get(server, login))
    for person in people.values():
        if kept.get(server, person.login) != person.password:
            kept.keep(server, person.login, person.password)
    return people


def _bookings(
    access: OwnerAccess,
    inventory: SampleInventory,
    people: Mapping[str, Credential],
    progress: Progress,
) -> int:
    with plain_errors(), access.connect() as connection:
        if bookings_to_come(connection) >= ENOUGH:
            return 0
    sent = datetime.now(UTC) + SENDING
    invented = plausible_bookings(SystemRandom(), sent, WEEKS, inventory)
    filled = submit_bookings(
        access,
        people,
        invented,
        lambda done, of: progress(f"Booking as the sample people: {done} of {of}"),
    )
    return filled.confirmed
