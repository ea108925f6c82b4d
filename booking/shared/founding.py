"""Founding a zone: its database, its sites, its first tenant and its first office administrator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from typing import Final

from booking.errors import EnvironmentProblem, UserError
from booking.model import Names
from booking.sample_rows import SampleInventory
from booking.shared import admin
from booking.shared.accounts import Grantable, Newcomer, add_person
from booking.shared.admin import Connection, as_owner
from booking.shared.load import load_calendars, load_profiles, load_sample, put_row
from booking.shared.owner import MAINTENANCE, OwnerAccess, plain_errors

FOUNDING_LOCK: Final = 0x6C6F6F70
"""Number of the advisory lock that whoever founds a zone holds."""


@dataclass(frozen=True)
class NewSite:
    """A site that a zone begins with; floors and resources follow from a site administrator."""

    code: str
    name: str
    timezone: str = "Asia/Shanghai"
    calendar: str = "CN"
    opens_on: date | None = None


@dataclass(frozen=True)
class FirstAdmin:
    """The first office administrator: name as shown, tenant, codes of the sites he administers."""

    name: str
    tenant_code: str
    tenant_name: str
    sites: tuple[str, ...]
    email: str = ""
    language: str = "en"


@dataclass(frozen=True)
class ZonePlan:
    """What a zone begins with.

    Attributes:
        zone: its name as shown.
        sample: the sample inventory (an `inventory` then stands beside it).
        sites: sites of its own.
    """

    zone: str
    sites: tuple[NewSite, ...] = ()
    sample: bool = False


@dataclass(frozen=True)
class Founded:
    """What `found` did.

    Attributes:
        created: whether there was no such database before.
        facts: what the database holds now.
        login, password: of the first administrator, else empty; the password is nowhere else.
    """

    created: bool
    facts: admin.DatabaseFacts
    login: str = field(default="")
    password: str = field(default="", repr=False)


def found(
    access: OwnerAccess,
    plan: ZonePlan,
    inventory: SampleInventory,
    today: date,
    first: FirstAdmin | None = None,
) -> Founded:
    """Create the database and all that `plan` names; what is there already stays.

    Args:
        access: the way in; its login must be a superuser.
        plan: what the zone begins with.
        inventory: sample data; its opening hours and policies are the first of every zone.
        today: local date of the sites.
        first: administrator to add, None for none.

    Raises:
        EnvironmentProblem: "not_ours", "newer_schema", "not_empty" (sample data for a zone that has
            sites), "no_alembic", and as `plain_errors`.
        UserError: "bad_request", "bad_text" with the field.
    """
    require_migrations()
    with plain_errors():
        created = ensure_database(access)
        with access.connect() as connection:
            _alone(connection)
            admin.initialise(connection, plan.zone, sample=plan.sample)
            load_calendars(connection, (today.year, today.year + 1))
            if plan.sample:
                _load_sample_once(connection, inventory, today)
            if plan.sites:
                _load_sites(connection, plan.sites, inventory, today)
            if first is None:
                return Founded(created, admin.facts(connection))
            login, password = _add_first(connection, first)
            return Founded(created, admin.facts(connection), login, password)


def require_migrations() -> None:
    """Check that what creates and upgrades a schema is installed.

    Raises:
        EnvironmentProblem: "no_alembic".
    """
    if find_spec("alembic") is None:
        raise EnvironmentProblem(
            "no_alembic",
            "Administering a database needs the extra office: pip install 'loop-booking[office]'.",
        )


def ensure_database(access: OwnerAccess) -> bool:
    """Create the database where it is missing; returns whether it was.

    Raises:
        EnvironmentProblem, AuthError, Unavailable: as `OwnerAccess.connect`.
        psycopg.Error: it cannot be created.
    """
    try:
        access.connect().close()
    except EnvironmentProblem as problem:
        if problem.code != "not_ours":
            raise
    else:
        return False
    with access.connect(MAINTENANCE) as maintenance:
        _alone(maintenance)
        return admin.create_database(maintenance, access.address.database)


def _alone(connection: Connection) -> None:
    """Wait for others who are founding here, until the connection ends.

    The server goes on with the last statement of somebody who was killed, and only then notices.
    """
    connection.execute("select pg_advisory_lock(%s)", (FOUNDING_LOCK,))


def _has_sites(connection: Connection) -> bool:
    row = connection.execute("select exists (select 1 from app.site)").fetchone()
    return bool(row and row[0])


def _load_sample_once(connection: Connection, inventory: SampleInventory, today: date) -> None:
    row = connection.execute("select sample from app.setting").fetchone()
    if not _has_sites(connection):
        load_sample(connection, inventory, (), today)
    elif not (row and row[0]):
        raise EnvironmentProblem(
            "not_empty", "This zone has sites of its own; sample data would mix with them."
        )


def _load_sites(
    connection: Connection, sites: Iterable[NewSite], inventory: SampleInventory, today: date
) -> None:
    with as_owner(connection):
        if not _has_sites(connection):
            load_profiles(connection, inventory)
        for order, site in enumerate(sites, start=1):
            row = {
                "code": site.code,
                "name": _names(site.name),
                "timezone": site.timezone,
                "calendar": site.calendar,
                "opens_on": site.opens_on or today,
                "sort": order,
            }
            put_row(connection, "site", row)


def _add_first(connection: Connection, first: FirstAdmin) -> tuple[str, str]:
    known = connection.execute(
        "select (select array_agg(code) from app.site),"
        " exists (select 1 from app.tenant where code = %s)",
        (first.tenant_code,),
    ).fetchone()
    sites, tenant = known if known is not None else (None, False)
    unknown = set(first.sites) - set(sites if isinstance(sites, list) else [])
    if unknown or not first.sites:
        raise UserError("bad_request", {"field": "site"})
    if not tenant:
        with as_owner(connection):
            row = {"code": first.tenant_code, "name": _names(first.tenant_name)}
            put_row(connection, "tenant", {**row, "tenant_class": "HOST"})
    roles = tuple(Grantable("site_admin", site) for site in first.sites)
    newcomer = Newcomer(first.name, first.tenant_code, first.email, first.language, roles)
    return add_person(connection, newcomer)


def _names(text: str) -> Names:
    """Return a name that stands in every language until somebody gives the others."""
    return Names(text, text, text)
