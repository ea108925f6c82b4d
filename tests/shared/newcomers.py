"""People added for one test: a login of their own, so its four connections are theirs alone.

Logins and their limits belong to the whole server, which the run's tests share.
"""

from __future__ import annotations

import psycopg

from booking.shared.accounts import Grantable, Newcomer, add_person
from tests.zones import PASSWORD, Desk, Zone


def newcomer(zone: Zone, tenant: str = "PHOTON", *roles: Grantable) -> str:
    """Add a person; returns the connection string."""
    login, _ = add_person(zone.owner(), Newcomer("New Comer", tenant, "", "en", roles), PASSWORD)
    zone.opened.pop().close()
    return zone.server.conninfo(zone.database, login, PASSWORD)


def newcomer_desk(zone: Zone, tenant: str = "PHOTON", *roles: Grantable) -> Desk:
    """Add a person and connect."""
    connection = psycopg.connect(newcomer(zone, tenant, *roles), autocommit=True)
    zone.opened.append(connection)
    return Desk(connection.info.user, connection)
