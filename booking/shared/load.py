"""Loading what has no door of its own: calendars, hours, policies, sites, floors, tenants.

Run as the owner. Each row takes a number of the zone's counter, so that desktops that are already
in step receive it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb

from booking.calendars import CALENDARS, calendar_days
from booking.model import CalendarDay, Names
from booking.sample_rows import SampleInventory, SamplePolicy, SampleResource, SampleSite
from booking.shared.admin import Connection, as_owner

Row = Mapping[str, Any]


def put_row(
    connection: Connection,
    table: str,
    row: Row,
    key: Sequence[str] = ("code",),
    *,
    chg: int | None = None,
) -> None:
    """Insert or replace one row of a synced table; `chg` None takes a new number.

    Must run inside `booking.shared.admin.as_owner`.
    """
    number = next_chg(connection, table) if chg is None else chg
    values = {**row, "chg": number, "gone": False}
    columns = sql.SQL(", ").join(map(sql.Identifier, values))
    updates = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name))
        for name in values
        if name not in key
    )
    statement = sql.SQL(
        "insert into app.{} ({}) values ({}) on conflict ({}) do update set {}"
    ).format(
        sql.Identifier(table),
        columns,
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
        sql.SQL(", ").join(map(sql.Identifier, key)),
        updates,
    )
    connection.execute(statement, [_value(value) for value in values.values()])


def _value(value: object) -> object:
    if isinstance(value, Names):
        return Jsonb(value.as_json())
    return Jsonb(value) if isinstance(value, dict) else value


def next_chg(connection: Connection, what: str) -> int:
    """Take the zone's next number for what is loaded outside an act; locks it until commit."""
    row = connection.execute("select app.load_chg(%s, '')", (f"load_{what}",)).fetchone()
    return int(str(row[0])) if row else 0


def put_days(connection: Connection, days: Iterable[CalendarDay]) -> int:
    """Write entries of calendars under one number; returns how many."""
    chg = next_chg(connection, "calendar")
    count = 0
    for day in days:
        row = {
            "calendar": day.calendar,
            "day": day.day,
            "kind": str(day.kind),
            "name": day.name,
            "provisional": day.provisional,
            "source": day.source,
        }
        put_row(connection, "calendar_day", row, ("calendar", "day"), chg=chg)
        count += 1
    return count


def put_hours(
    connection: Connection, code: str, name: Names, windows: Iterable[tuple[int, int, int]]
) -> None:
    """Write an hours profile.

    Args:
        connection: inside `as_owner`.
        code, name: of the profile.
        windows: (day class 1 to 9, opens, closes), minutes after local midnight.
    """
    put_row(connection, "hours_profile", {"code": code, "name": name})
    connection.execute(
        "delete from app.hours_window w using app.hours_profile p"
        " where p.id = w.profile_id and p.code = %s",
        (code,),
    )
    for window in windows:
        connection.execute(
            "insert into app.hours_window (profile_id, day_class, opens, closes)"
            " select id, %s, %s, %s from app.hours_profile where code = %s",
            (*window, code),
        )


def put_resource(connection: Connection, document: Row) -> None:
    """Write a resource from the document that the act `resource_put` takes."""
    connection.execute(
        "select app.store_resource(%s, %s)",
        (Jsonb(dict(document)), next_chg(connection, "resource")),
    )


def load_calendars(connection: Connection, years: Iterable[int]) -> int:
    """Write the entries of every calendar for the years that are missing; returns how many.

    Raises:
        ValueError: a year that no calendar knows.
    """
    with as_owner(connection):
        known = connection.execute(
            "select distinct calendar, extract(year from day)::int from app.calendar_day"
        ).fetchall()
        missing = [
            (calendar, year)
            for calendar in CALENDARS
            for year in sorted(set(years))
            if (calendar, year) not in known
        ]
        days = [day for calendar, year in missing for day in calendar_days(calendar, [year])]
        return put_days(connection, days) if days else 0


def load_profiles(connection: Connection, inventory: SampleInventory) -> None:
    """Write the inventory's opening hours and policies; must run inside `as_owner`."""
    for hours in inventory.hours:
        windows = [(int(window.day), window.opens, window.closes) for window in hours.windows]
        put_hours(connection, hours.code, hours.name, windows)
    for policy in inventory.policies:
        put_row(connection, "policy", _policy(policy))


def load_sample(
    connection: Connection, inventory: SampleInventory, days: Iterable[CalendarDay], today: date
) -> None:
    """Load the whole sample inventory with its tenants, in one transaction.

    People are added by `booking.shared.accounts`.

    Args:
        connection: a superuser's.
        inventory: what `load_inventory` returned.
        days: entries of the calendars.
        today: local date of the sites.
    """
    with as_owner(connection):
        put_days(connection, days)
        load_profiles(connection, inventory)
        for site in inventory.sites:
            put_row(connection, "site", _site(site, today))
        sites = _ids(connection, "site")
        for floor in inventory.floors:
            row = {"code": floor.code, "name": floor.name, "sort": floor.sort}
            put_row(connection, "floor", {**row, "site_id": sites[floor.site]})
        for resource in _wholes_last(inventory.resources):
            put_resource(connection, _resource(resource))
        for tenant in inventory.tenants:
            row = {"code": tenant.code, "name": tenant.name}
            put_row(connection, "tenant", {**row, "tenant_class": tenant.class_})


def _ids(connection: Connection, table: str) -> dict[str, int]:
    rows = connection.execute(
        sql.SQL("select code, id from app.{}").format(sql.Identifier(table))
    ).fetchall()
    return {str(row[0]): int(str(row[1])) for row in rows}


def _site(site: SampleSite, today: date) -> dict[str, Any]:
    return {
        "code": site.code,
        "name": site.name,
        "timezone": site.timezone,
        "calendar": site.calendar,
        "info_calendar": site.info_calendar,
        "currency": site.currency,
        "address": site.address,
        "phone": site.phone,
        "opens_on": site.opening(today),
        "planned": site.planned,
        "sort": site.sort,
    }


def _policy(policy: SamplePolicy) -> dict[str, Any]:
    return {
        "code": policy.code,
        "name": policy.name,
        "hours_rule": str(policy.hours_rule),
        "start_step": policy.start_step_min,
        "grid_offset": policy.grid_offset_min,
        "length_step": policy.length_step_min,
        "min_length": policy.min_minutes,
        "max_length": policy.max_minutes,
        "notice_minutes": policy.notice_minutes,
        "notice_working_days": policy.notice_working_days,
        "horizon_days": policy.horizon_days,
        "buffer_before": policy.buffer_before_min,
        "buffer_after": policy.buffer_after_min,
        "approval_over": policy.approval_over_min,
        "inductions": list(policy.inductions),
        "needs": list(policy.needs),
        "check_in": policy.check_in_min,
        "free_cancel": policy.free_cancel_min,
    }


def _wholes_last(resources: Sequence[SampleResource]) -> list[SampleResource]:
    # Labs come before what stands in them, parts before what is combined of them.
    return sorted(resources, key=lambda r: (bool(r.parts), r.located_in is not None))


def _resource(resource: SampleResource) -> dict[str, Any]:
    return {
        "code": resource.code,
        "site": resource.site,
        "floor": resource.floor,
        "located_in": resource.located_in,
        "kind": str(resource.kind),
        "name": resource.name.as_json(),
        "description": resource.description.as_json(),
        "capacity": resource.capacity,
        "area_m2": resource.area_m2,
        "units": resource.units,
        "unit_name": resource.unit_name.as_json() if resource.unit_name else {},
        "parts": list(resource.parts),
        "features": list(resource.features),
        "lab_class": resource.lab_class or "",
        "mode": resource.mode or "",
        "policy": resource.policy,
        "hours": resource.hours,
        "rate_fen": resource.rate_fen_per_hour,
        "rate_unit": resource.rate_unit,
        "state": str(resource.state),
        "bookable": resource.bookable,
    }
