"""What is measured on: a server of its own with default settings (fsync on) and a filled zone.

Leaves are rooms of one unit and equipment of eight. A leaf is taken for the first hour of each hour
and a half, six times a day, day after day; a third of them begins at 9:00 (Shenzhen), one at 9:30,
one at 10:00, so that at any time a third is free. The half hours between are there to be booked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import psycopg

from booking.calendars import calendar_days
from booking.samples import load_inventory
from booking.shared import admin
from booking.shared.accounts import Newcomer, add_person
from booking.shared.admin import as_owner
from booking.shared.connect import Address, connect
from booking.shared.embedded import EmbeddedServer
from booking.shared.gateway import PgGateway
from booking.shared.load import load_profiles, put_days, put_resource, put_row

SHENZHEN: Final = ZoneInfo("Asia/Shanghai")
PASSWORD: Final = "sample-password-1"
DATABASE: Final = "bench"
TENANTS: Final = 8
PEOPLE: Final = 32
UNITS: Final = 8
DAY_S: Final = 86_400
SLOT_S: Final = 5_400
BACK: Final = 5
"""The first day of the load lies so many days back."""

_LOAD: Final = """
    create temp table load on commit drop as
        select n, gen_random_uuid() as b, gen_random_uuid() as i, l.all_of_them as leaves,
            1 + n %% cardinality(l.all_of_them) as leaf, n / cardinality(l.all_of_them) as k
        from generate_series(0, %(count)s - 1) n, (select %(leaves)s::int[] as all_of_them) l;
    insert into app.booking (id, tenant_id, organiser_id, title, people, sites, chg)
        select b, p.tenant_id, p.id, 'Load', 2, array[%(site)s], %(chg)s + n
        from load join app.person p on p.id = %(person)s + n %% %(people)s;
    insert into app.booking_item (id, booking_id, ordinal, resource_id, during, quantity, policy_id,
            policy_version, rate_fen, rate_unit)
        select i, b, 0, r.id, tstzrange(s, s + interval '1 hour'), 1, r.policy_id, 1, 0, 'hour'
        from load join app.resource r on r.id = leaves[leaf],
            lateral (select to_timestamp(%(start)s + (k / 6) * 86400 + (k %% 6) * 5400
                + (leaf - 1) %% 3 * 1800) as s) x;
    insert into app.allocation (site_id, item_id, resource_id, unit, during, buffer_before,
            buffer_after, blocked_after, blocked_before, chg)
        select r.site_id, i.id, r.id, 1 + (k / 6) %% r.units, i.during, 0, 0, i.during, i.during,
            %(chg)s + n
        from load l join app.booking_item i on i.id = l.i
            join app.resource r on r.id = i.resource_id;
    insert into app.mutation (person_id, id, op, subject, digest, answer, at)
        select organiser_id, gen_random_uuid(), 'book', id, sha256(uuid_send(id)),
            jsonb_build_object('ok', true, 'rev', 1, 'chg', chg, 'at', chg), now()
        from app.booking;
    insert into app.event (seq, at, actor, op, subject, digest, prev, hash)
        select %(event)s + n, now(), %(person)s, 'book', b, sha256(uuid_send(b)),
            sha256(uuid_send(b)), sha256(uuid_send(i)) from load;
    insert into app.event_payload (seq, salt, payload)
        select %(event)s + n, uuid_send(b), jsonb_build_object('booking', b, 'title', 'Load')
        from load;
    update app.head set seq = seq + %(count)s, event = event + %(count)s;
"""
_TABLES: Final = """
    create schema raw;
    create table raw.counter (n bigint not null) with (fillfactor = 10);
    insert into raw.counter values (0);
    create table raw.act (id uuid primary key, args text not null, chg bigint not null);
"""


@dataclass(frozen=True)
class Gaps:
    """The half hours between the stored allocations, numbered from 0; an eighth for each user.

    Attributes:
        rooms: codes of rooms of one unit.
        days: 9:00 of working days.
    """

    rooms: tuple[str, ...]
    days: tuple[datetime, ...]

    def eighth(self, number: int) -> int:
        """Return the first number of an eighth (0 to 7)."""
        return len(self.rooms) * len(self.days) * 6 * number // 8

    def at(self, number: int) -> tuple[str, datetime, datetime]:
        """Return room, start and end; another one for each number."""
        place, room = divmod(number, len(self.rooms))
        slot, day = divmod(place, len(self.days))
        assert slot < 6, "more bookings than there are free half hours"
        start = self.days[day] + timedelta(seconds=taken_from(room, slot) + 3_600)
        return self.rooms[room], start, start + timedelta(minutes=30)


@dataclass(frozen=True)
class Ground:
    """A zone to measure on.

    Attributes:
        logins: of the people, who are plain members of the tenants in turn.
        leaves: ids of the resources that can be occupied, rooms first.
        gaps: what can be booked.
        directory: for files.
    """

    server: EmbeddedServer
    logins: tuple[str, ...]
    leaves: tuple[int, ...]
    gaps: Gaps
    directory: Path

    def address(self, person: int) -> Address:
        """Return where the zone is, as one of its people."""
        parts = psycopg.conninfo.conninfo_to_dict(self.server.conninfo(DATABASE))
        login = self.logins[person % len(self.logins)]
        return Address(str(parts["host"]), str(parts["port"]), DATABASE, login)

    def gateway(self, person: int = 0) -> PgGateway:
        """Return the doors of one of its people."""
        address = self.address(person)
        return PgGateway(lambda: connect(address, PASSWORD))

    def superuser(self) -> psycopg.Connection[Any]:
        """Connect past the doors, for the raw limits."""
        return psycopg.connect(self.server.conninfo(DATABASE), autocommit=True)


@contextmanager
def ground(resources: int, stored: int) -> Iterator[Ground]:
    """Start a server and fill a zone; both are gone at the end."""
    with tempfile.TemporaryDirectory(prefix="loop-bench-") as top:
        server = EmbeddedServer(Path(top) / "server")
        server.start()
        try:
            with admin.connect(server.conninfo()) as maintenance:
                admin.create_database(maintenance, DATABASE)
            with admin.connect(server.conninfo(DATABASE)) as connection:
                yield _fill(server, connection, resources, stored, Path(top))
        finally:
            server.remove()


def _fill(
    server: EmbeddedServer, connection: admin.Connection, resources: int, stored: int, top: Path
) -> Ground:
    admin.initialise(connection, "Bench", sample=True)
    inventory = load_inventory()
    year = datetime.now(SHENZHEN).year
    with as_owner(connection):
        put_days(connection, calendar_days("CN", (year, year + 1)))
        load_profiles(connection, inventory)
        site = {"code": "S", "name": inventory.sites[0].name, "timezone": "Asia/Shanghai"}
        put_row(connection, "site", {**site, "calendar": "CN", "opens_on": date(2020, 1, 1)})
        for document in _documents(resources):
            put_resource(connection, document)
        for n in range(TENANTS):
            put_row(connection, "tenant", {"code": f"T{n}", "name": inventory.sites[0].name})
    people = [Newcomer(f"Person {n}", f"T{n % TENANTS}") for n in range(PEOPLE)]
    logins = tuple(add_person(connection, person, PASSWORD)[0] for person in people)
    found = connection.execute(
        "select id, code from app.resource where code !~ '^C' order by code desc"
    ).fetchall()
    leaves = tuple(int(str(row[0])) for row in found)
    rooms = tuple(str(row[1]) for row in found if str(row[1]).startswith("R"))
    _store(connection, leaves, stored)
    return Ground(server, logins, leaves, Gaps(rooms, tuple(open_days())), top)


def _documents(count: int) -> Iterator[dict[str, Any]]:
    """Yield equipment (15 of 100), rooms (80), and rooms combined of two of those (5)."""
    name = {"en": "Bench"}
    room = {"site": "S", "kind": "room", "name": name, "policy": "MR-S", "hours": "SB-ROOMS"}
    device = {**room, "kind": "equipment", "policy": "EQ-UNIT", "hours": "LAB-OPEN", "units": UNITS}
    for n in range(count * 15 // 100):
        yield {**device, "code": f"E{n:04}", "features": ["gpu"] if n % 2 else []}
    for n in range(count * 80 // 100):
        features = [f for k, f in enumerate(("vc", "wb", "scr")) if n % (k + 2) == 0]
        yield {**room, "code": f"R{n:04}", "capacity": 4 + n % 17, "features": features}
    for n in range(count * 5 // 100):
        parts = [f"R{2 * n:04}", f"R{2 * n + 1:04}"]
        yield {**room, "code": f"C{n:04}", "capacity": 30, "parts": parts}


def _store(connection: admin.Connection, leaves: tuple[int, ...], count: int) -> None:
    def number(query: str) -> int:
        row = connection.execute(query).fetchone()
        return int(str(row[0])) if row else 0

    values = {
        "leaves": list(leaves),
        "count": count,
        "site": number("select id from app.site"),
        "chg": number("select seq + 1 from app.head"),
        "event": number("select event + 1 from app.head"),
        "person": number("select min(id) from app.person"),
        "people": PEOPLE,
        "start": load_start(),
    }
    with connection.transaction(), psycopg.ClientCursor(connection) as cursor:
        cursor.execute(_LOAD, values)
    connection.execute(_TABLES)
    connection.execute("vacuum analyze")


def taken_from(leaf: int, slot: int) -> int:
    """Return how many seconds after 9:00 a leaf is taken for the `slot`-th time of a day."""
    return slot * SLOT_S + leaf % 3 * 1_800


def load_start() -> int:
    """Return the instant (epoch seconds) at which the load begins: 9:00 on its first day."""
    first = datetime.now(SHENZHEN).date() - timedelta(days=BACK)
    return int(datetime.combine(first, time(9), SHENZHEN).timestamp())


def open_days() -> list[datetime]:
    """Return 9:00 of the plain working days of the next four weeks, in UTC."""
    today = datetime.now(SHENZHEN).date()
    listed = {entry.day for entry in calendar_days("CN", (today.year, today.year + 1))}
    days = [today + timedelta(days=n) for n in range(1, 29)]
    plain = [day for day in days if day.isoweekday() <= 5 and day not in listed]
    return [datetime.combine(day, time(9), SHENZHEN).astimezone(UTC) for day in plain]
