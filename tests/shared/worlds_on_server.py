"""Puts a drawn world (tests/rules/worlds.py) into the shared database, and asks the referee."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb
from psycopg.types.range import Range

from booking.ids import uuid7
from booking.model import Catalogue, Interval, Policy, Resource
from booking.rules.availability import Occupied
from booking.rules.interval import from_epoch, iso
from tests.rules.worlds import Trial

Connection = psycopg.Connection[Any]
MEMBER, OTHER = 1, 2


def store(connection: Connection, catalogue: Catalogue) -> None:
    """Insert a catalogue with its own ids; the database holds nothing else. Runs in the caller's
    transaction.
    """
    put = connection.execute
    for day in catalogue.days.values():
        put(
            "insert into app.calendar_day (calendar, day, kind, name, chg) values (%s, "
            "%s, %s, '{}', 1)",
            (day.calendar, day.day, str(day.kind)),
        )
    for profile in catalogue.hours.values():
        put(
            "insert into app.hours_profile (id, code, name, chg) values (%s, %s, '{}', 1)",
            (profile.id, profile.code),
        )
        for window in profile.windows:
            put(
                "insert into app.hours_window values (%s, %s, %s, %s)",
                (profile.id, int(window.day), window.opens, window.closes),
            )
    for policy in catalogue.policies.values():
        _store_policy(connection, policy)
    for site in catalogue.sites.values():
        put(
            "insert into app.site (id, code, name, timezone, calendar, opens_on, chg) "
            "values (%s, %s, '{}', %s, %s, %s, 1)",
            (site.id, site.code, site.timezone, site.calendar, site.opens_on),
        )
    for resource in catalogue.resources.values():
        _store_resource(connection, resource)
    for resource in catalogue.resources.values():
        for part in resource.parts:
            put("insert into app.resource_part values (%s, %s)", (resource.id, part))
        put(
            "update app.resource set located_in = %s where id = %s",
            (resource.located_in, resource.id),
        )
    for closure in catalogue.closures.values():
        put(
            "insert into app.closure (id, site_id, resource_id, during, reason, chg) "
            "values (%s, %s, %s, %s, '{}', 1)",
            (closure.id, closure.site_id, closure.resource_id, span(closure.during)),
        )
    put(
        "insert into app.tenant (id, code, name, chg) values (1, 'T1', '{}', 1), (2, 'T2', '{}', 1)"
    )
    put(
        "insert into app.person (id, login, name, tenant_id, chg) values (1, "
        "'lp_world_1', 'Member', 1, 1), (2, 'lp_world_2', 'Other', 2, 1)"
    )


def _store_policy(connection: Connection, policy: Policy) -> None:
    names = [
        "id",
        "code",
        "version",
        "hours_rule",
        "start_step",
        "grid_offset",
        "length_step",
        "min_length",
        "max_length",
        "notice_minutes",
        "notice_working_days",
        "horizon_days",
        "buffer_before",
        "buffer_after",
        "approval_over",
    ]
    values = [getattr(policy, name) for name in names]
    connection.execute(
        f"insert into app.policy ({', '.join(names)}, inductions, needs, name, chg) "
        f"values ({', '.join(['%s'] * len(names))}, %s, %s, '{{}}', 1)",
        [*values, list(policy.inductions), list(policy.needs)],
    )


def _store_resource(connection: Connection, resource: Resource) -> None:
    connection.execute(
        "insert into app.resource (id, code, site_id, kind, name, capacity, units, "
        "policy_id, hours_id, state, bookable, chg) "
        "values (%s, %s, %s, %s, '{}', %s, %s, %s, %s, %s, %s, 1)",
        (
            resource.id,
            resource.code,
            resource.site_id,
            str(resource.kind),
            resource.capacity,
            resource.units,
            resource.policy_id,
            resource.hours_id,
            str(resource.state),
            resource.bookable,
        ),
    )


def span(during: Interval) -> Range[datetime]:
    """Return an interval as PostgreSQL's range."""
    return Range(during.start, during.end, "[)")


def hold(
    connection: Connection,
    person: int,
    resource: int,
    during: Interval,
    leaves: Mapping[int, Sequence[Occupied]],
) -> UUID:
    """Insert a booking of one item as it would stand, with these allocations by leaf; returns its
    id.
    """
    booking, item = uuid7(), uuid7()
    connection.execute(
        "insert into app.booking (id, tenant_id, organiser_id, title, people, sites, chg) "
        "select %s, %s, %s, 'Held', 1, array[site_id], 1 from app.resource where id = %s",
        (booking, person, person, resource),
    )
    connection.execute(
        "insert into app.booking_item (id, booking_id, ordinal, resource_id, during, "
        "quantity, policy_id, policy_version, rate_fen, rate_unit) "
        "select %s, %s, 0, %s, %s, 1, policy_id, 1, 0, 'hour' from app.resource where id = %s",
        (item, booking, resource, span(during), resource),
    )
    for leaf, held in leaves.items():
        for one in held:
            connection.execute(
                "insert into app.allocation (id, site_id, item_id, resource_id, unit, "
                "during, buffer_before, buffer_after, "
                "blocked_after, blocked_before, chg) select %(id)s, site_id, %(item)s, "
                "id, %(unit)s, %(during)s, %(b)s, %(a)s, "
                "app.range_after(%(during)s, %(a)s), app.range_before(%(during)s, "
                "%(b)s), 1 from app.resource where id = %(leaf)s",
                {
                    "id": UUID(bytes=one.id),
                    "item": item,
                    "unit": one.unit,
                    "during": Range(from_epoch(one.starts), from_epoch(one.ends), "[)"),
                    "b": one.before,
                    "a": one.after,
                    "leaf": leaf,
                },
            )
    return booking


def verdict(
    connection: Connection,
    catalogue: Catalogue,
    trial: Trial,
    booking: UUID | None,
    *,
    adds: bool = False,
) -> list[dict[str, Any]]:
    """Ask the referee with a clock of our choice; returns its problems. Leaves no trace.

    Args:
        booking: the one that is changed; None: a new one.
        adds: the item is added to `booking`.
    """
    wish = trial.wish
    asked = {
        "resource": catalogue.resources[wish.resource].code,
        "from": iso(wish.during.start),
        "to": iso(wish.during.end),
        "quantity": wish.quantity,
    }
    if booking is None:
        function, args = (
            "do_book",
            {
                "booking": str(uuid4()),
                "title": "New",
                "people": wish.people,
                "items": [asked | {"item": str(uuid4())}],
            },
        )
    elif adds:
        function, args = (
            "do_item_add",
            {"booking": str(booking), "expects": 1, "item": str(uuid4())} | asked,
        )
    else:
        function, args = (
            "do_change",
            {"booking": str(booking), "expects": 1, "people": wish.people} | asked,
        )
    weighed = ", app.weigh_items(p, %(args)s)" if booking is None else ""
    offices: Iterable[int] = catalogue.sites if trial.office else ()
    try:
        with connection.transaction(force_rollback=True):
            for site in offices:
                connection.execute(
                    "insert into app.person_role (person_id, role, site_id) values (1, "
                    "'site_admin', %s)",
                    (site,),
                )
            connection.execute(
                f"select app.{function}(p, %(args)s, %(at)s, 2{weighed})"
                " from app.person p where id = 1",
                {"args": Jsonb(args), "at": trial.at.astimezone(UTC)},
            )
    except psycopg.errors.ExclusionViolation:
        # Where one seat is all there is, and nothing else speaks against it, the constraint does.
        if booking is not None or catalogue.resources[wish.resource].units > 1:
            raise
        return [{"code": "slot_taken"}]
    except psycopg.Error as error:
        if error.sqlstate != "LB409":
            raise
        problems: list[dict[str, Any]] = json.loads(error.diag.message_detail or "")
        return problems
    return []
