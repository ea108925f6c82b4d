"""The lint over functions, privileges and roles: clean on a fresh zone, and notices each fault."""

from __future__ import annotations

import pytest

from booking.shared.lint import DOORS, lint
from tests.zones import Zone


def test_a_fresh_zone_is_as_designed(zone: Zone) -> None:
    assert lint(zone.owner()) == []


DEFINER = "create function app.bad() returns {} language sql {} as $$ select {} $$"
LOOSE = (
    "security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'"
    " set transform_null_equals = off set lock_timeout = '3s'"
)


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (DEFINER.format("timestamptz", "", "now()"), "app.bad(): uses now"),
        (DEFINER.format("timestamptz", "", "NOW ( )"), "app.bad(): uses NOW"),
        (
            DEFINER.format("timestamptz", "", "current_timestamp"),
            "app.bad(): uses current_timestamp",
        ),
        (DEFINER.format("timestamp", "", "localtimestamp(0)"), "app.bad(): uses localtimestamp"),
        (DEFINER.format("date", "", "current_date"), "app.bad(): uses current_date"),
        (
            DEFINER.format("timestamptz", "", "transaction_timestamp()"),
            "app.bad(): uses transaction_timestamp",
        ),
        (DEFINER.format("name", "", "current_user"), "app.bad(): uses current_user"),
        (
            DEFINER.format("timestamptz", "", "date_trunc('day', least(clock_timestamp(), null))"),
            "app.bad(): uses date_trunc without a time zone",
        ),
        (
            DEFINER.format("int", LOOSE.replace("''", "public"), "1"),
            'app.bad(): does not set search_path=""',
        ),
        (
            DEFINER.format("int", LOOSE.replace("set timezone = 'UTC'", ""), "1"),
            "app.bad(): does not set timezone=utc",
        ),
        (
            DEFINER.format("int", LOOSE.replace("set lock_timeout = '3s'", ""), "1"),
            "app.bad(): does not set lock_timeout=3s",
        ),
        (
            DEFINER.format("int", LOOSE, "1").replace("app.", "account."),
            "account.bad(): does not set createrole_self_grant=",
        ),
        (
            "grant execute on function app.me() to public",
            "app.me(): everybody may execute it",
        ),
        ("grant execute on function app.me() to loop_person", "app.me(): persons may execute it"),
        (
            "revoke execute on function api.head() from loop_person",
            "api.head(): persons may not execute it",
        ),
        ("grant select on app.booking to loop_person", "app.booking: persons may select"),
        ("grant select (title) on app.booking to public", "app.booking: persons may select"),
        (
            "grant usage on sequence app.person_id_seq to public",
            "app.person_id_seq: persons may usage",
        ),
        ("grant select on guard.ended to loop_person", "guard.ended: persons may select"),
        ("grant usage on schema app to loop_person", "schema app: persons may usage"),
        ("grant create on schema api to loop_person", "schema api: persons may create"),
        ("grant create on schema public to public", "schema public: persons may create"),
        ("alter function app.me() owner to loop_accounts", "app.me(): belongs to loop_accounts"),
        ("alter table app.booking owner to loop_guard", "app.booking: belongs to loop_guard"),
        ("alter schema api owner to loop_guard", "schema api: belongs to loop_guard"),
        (
            "create or replace function guard.unblock() returns int language sql"
            f" {LOOSE} as $$ select 1 -- transaction_isolation\n$$",
            "guard.unblock(): does not look at the isolation level",
        ),
        ("alter role loop_owner createrole", "role loop_owner: has createrole"),
        ("alter role loop_guard superuser", "role loop_guard: has superuser"),
        ("alter role loop_owner login", "role loop_owner: has login"),
        ("alter role {login} createdb", "role {login}: has createdb"),
        (
            "alter role {login} connection limit -1",
            "role {login}: may open more than four connections",
        ),
        ("grant loop_owner to {login}", "role {login}: is a member of loop_owner"),
        ("grant pg_read_all_data to {login}", "role {login}: is a member of pg_read_all_data"),
        (
            "grant {login} to loop_accounts with set true",
            "role loop_accounts: is a member of {login}",
        ),
        (
            "grant loop_person to loop_accounts with inherit true",
            "role loop_accounts: is a member of loop_person",
        ),
        ("grant loop_accounts to loop_owner", "role loop_owner: is a member of loop_accounts"),
    ],
)
def test_each_fault_is_noticed(zone: Zone, fault: str, found: str) -> None:
    owner, login = zone.owner(), zone.logins["photon.one"]
    with owner.transaction(force_rollback=True):  # roles belong to all zones of the server
        owner.execute(fault.format(login=login))
        assert found.format(login=login) in lint(owner)
    assert lint(owner) == []


def test_temporary_tables_are_noticed(zone: Zone) -> None:
    owner = zone.owner()
    with owner.transaction(force_rollback=True):
        owner.execute(f"grant temporary on database {zone.database} to public")
        assert "database: persons may temporary" in lint(owner)


@pytest.mark.parametrize(
    "harmless",
    [
        "select date_trunc('day', clock_timestamp(), 'UTC')",
        "select '(now())'::text, session_user::text -- now() and current_user",
        "select clock_timestamp() as known, 1 as nowhere",
    ],
)
def test_what_only_looks_bad_is_not_reported(zone: Zone, harmless: str) -> None:
    owner = zone.owner()
    with owner.transaction(force_rollback=True):
        owner.execute("set local role loop_owner")
        owner.execute(f"create function app.fine() returns record language sql as $${harmless}\n$$")
        assert lint(owner) == []


def test_persons_reach_the_doors_and_nothing_else(zone: Zone) -> None:
    reach = zone.desk("photon.one").rows(
        "select distinct n.nspname || '.' || p.proname from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname in ('api', 'app', 'account', 'guard')"
        " and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')"
    )
    assert {name for (name,) in reach} == DOORS
