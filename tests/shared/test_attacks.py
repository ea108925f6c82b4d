"""A tenant with a database client: everything he may try finds no way past the doors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from booking.ids import uuid7
from booking.shared.embedded import EmbeddedServer
from tests.shared.newcomers import newcomer, newcomer_desk
from tests.shared.wiretap import tapped
from tests.zones import PASSWORD, Desk, Zone, at, fresh_zone, iso, open_day

ROOM = "JO-1F-MR01"
CANARY = "Canary-7c1f9-merger-talks"
DAY = open_day()


@pytest.fixture(scope="module")
def scene(pg_server: EmbeddedServer, sample_template: str) -> Iterator[Zone]:
    """A zone in which another tenant has a booking; attacks leave nothing behind in it."""
    with fresh_zone(pg_server, sample_template) as zone:
        victim = zone.desk("biotech.one")
        booked = victim.book(
            ROOM, at(DAY, 9), at(DAY, 10), title=CANARY, notes=CANARY, private=True
        )
        assert booked["ok"], booked
        yield zone


@pytest.fixture
def attacker(scene: Zone) -> Iterator[Desk]:
    """A member of another tenant, with a fresh session."""
    desk = newcomer_desk(scene)
    yield desk
    desk.connection.close()


def _error(desk: Desk, statement: str, *arguments: object) -> psycopg.Error:
    with pytest.raises(psycopg.Error) as caught:
        desk.rows(statement, *arguments)
    error = caught.value
    for text in (
        str(error),
        error.diag.message_detail,
        error.diag.message_hint,
        error.diag.context,
    ):
        assert CANARY not in (text or "")
    return error


DENIED = {"42501"}


def test_no_table_and_no_sequence_can_be_touched(scene: Zone, attacker: Desk) -> None:
    found = scene.owner().execute(
        "select format('%I.%I', n.nspname, c.relname), c.relkind::text from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname in ('app', 'api', 'account', 'guard') and c.relkind in ('r', 'v', 'S')"
    )
    relations = found.fetchall()
    assert len(relations) > 25
    for name, kind in relations:
        attacks = [f"select * from {name}", f"select count(*) from {name}"]
        if kind == "r":
            attacks += [
                f"insert into {name} default values",
                f"delete from {name}",
                f"truncate {name}",
                f"drop table {name}",
                f"alter table {name} add column x int",
                f"comment on table {name} is 'mine'",
                f"copy {name} to stdout",
                f"create trigger t after insert on {name} execute function api.head()",
                f"create rule r as on insert to {name} do nothing",
                f"create index on {name} ((1))",
            ]
        else:
            attacks += [f"select nextval('{name}')", f"select setval('{name}', 1)"]
        for attack in attacks:
            assert _error(attacker, attack).sqlstate in DENIED, attack

        attacker.connection.execute("begin")
        assert _error(attacker, f"lock table {name} in access share mode").sqlstate in DENIED
        attacker.connection.execute("rollback")


def test_a_grant_to_oneself_gives_nothing(scene: Zone, attacker: Desk) -> None:
    """The server says GRANT to who may connect, with a warning that nothing was granted."""
    name = scene.database
    attacker.connection.execute(f"grant create, temporary on database {name} to {attacker.login}")
    query = "select has_database_privilege(%s, 'create'), has_database_privilege(%s, 'temporary')"
    assert attacker.rows(query, name, name) == [(False, False)]


def test_no_function_but_the_doors_can_be_called(scene: Zone, attacker: Desk) -> None:
    found = scene.owner().execute(
        "select p.oid::regprocedure::text, n.nspname, (select coalesce(string_agg("
        "  'null::' || format_type(t, null), ', ' order by o), '')"
        "  from unnest(p.proargtypes) with ordinality a (t, o)), p.proname"
        " from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'app'"
    )
    functions = found.fetchall()
    assert len(functions) > 60
    for signature, schema, arguments, name in functions:
        error = _error(attacker, f"select {schema}.{name}({arguments})")
        assert error.sqlstate in DENIED, signature


@pytest.mark.parametrize(
    "attack",
    [
        "create table mine (x int)",
        "create table public.mine (x int)",
        "create table api.mine (x int)",
        "create temp table mine (x int)",
        "create temp view mine as select 1",
        "select 1 into temp mine",
        "create schema mine",
        "create function public.f() returns int language sql as 'select 1'",
        "create function api.head(x int) returns int language sql as 'select 1'",
        "create function pg_temp.f() returns int language sql as 'select 1'",
        "create or replace function api.head() returns bigint language sql as 'select 1::bigint'",
        "create operator public.=== (leftarg = int, rightarg = int, function = int4eq)",
        "create aggregate public.a (int) (sfunc = int4pl, stype = int)",
        "create type public.t as (x int)",
        "create domain public.d as int",
        "create sequence public.s",
        "create view public.v as select 1",
        "create extension dblink",
        "create extension postgres_fdw",
        "create language plpython3u",
        "create database mine",
        "create tablespace mine location '/tmp'",
        "create publication p for all tables",
        "create subscription s connection '' publication p with (connect = false)",
        "create event trigger e on ddl_command_start execute function api.head()",
        "create cast (int as text) with inout",
        "create server s foreign data wrapper none",
        "do $$ begin perform 1; end $$",
        "do language sql 'select 1'",
        "alter function api.head() security invoker",
        "alter function api.head() set search_path = public",
        "drop function api.head()",
        "drop schema app cascade",
        "drop database {database}",
        "alter database {database} set search_path = public",
        "alter system set log_statement = 'all'",
        "grant all on schema app to {me}",
        "grant execute on function app.me() to {me}",
        "set session_replication_role = replica",
        "set log_statement = 'all'",
        "set log_min_duration_statement = 0",
        "set log_min_error_statement = 'error'",
        "set log_parameter_max_length = -1",
        "set log_error_verbosity = 'verbose'",
        "set lc_messages = 'C'",
        "set max_stack_depth = '6MB'",
        "set temp_file_limit = -1",
        "set allow_system_table_mods = on",
        "set zero_damaged_pages = on",
        "set dynamic_library_path = '/nowhere'",
        "set session_preload_libraries = 'auto_explain'",
        "load 'auto_explain'",
        "load '/nowhere/evil.so'",
        "copy (select 1) to '/nowhere/out'",
        "copy (select 1) to program 'id'",
        "select pg_read_file('/etc/passwd')",
        "select pg_read_server_files()",
        "select pg_ls_dir('.')",
        "select * from pg_authid",
        "select * from pg_shadow",
        "select * from pg_hba_file_rules",
        "select * from pg_file_settings",
        "select * from pg_user_mapping",
        "select * from pg_statistic",
        "select * from pg_statistic_ext_data",
        "select * from pg_largeobject",
        "select * from pg_backend_memory_contexts",
        "select lo_create(0)",
        "select lo_creat(-1)",
        "select lo_from_bytea(0, 'x')",
        "select lo_import('/etc/passwd')",
        "select pg_advisory_lock(1)",
        "select pg_advisory_lock(1, 2)",
        "select pg_advisory_lock_shared(1)",
        "select pg_advisory_xact_lock(1)",
        "select pg_advisory_xact_lock(1, 2)",
        "select pg_advisory_xact_lock_shared(1, 2)",
        "select pg_try_advisory_lock(1)",
        "select pg_try_advisory_lock_shared(1, 2)",
        "select pg_try_advisory_xact_lock(1)",
        "select pg_try_advisory_xact_lock_shared(1)",
        "select pg_terminate_backend({pid})",
        "select pg_cancel_backend({pid})",
        "select pg_reload_conf()",
        "select pg_rotate_logfile()",
        "select pg_switch_wal()",
        "select pg_create_restore_point('x')",
        "select pg_stat_reset()",
        "select pg_stat_reset_shared('bgwriter')",
        "select pg_promote()",
        "select pg_log_backend_memory_contexts({pid})",
        "select pg_create_logical_replication_slot('s', 'pgoutput')",
        "select pg_create_physical_replication_slot('s')",
        "select pg_logical_slot_peek_changes('s', null, 1)",
        "select pg_logical_slot_get_binary_changes('s', null, 1)",
        "select pg_export_snapshot() from pg_replication_origin_create('x')",
        "select query_to_xml('select * from app.booking', true, true, '')",
        "select table_to_xml('app.booking', true, true, '')",
        "select database_to_xml(true, true, '') from app.booking",
        "select schema_to_xml('app', true, true, '')",
        "prepare transaction 'forever'",
        "checkpoint",
        "security label on table app.booking is 'x'",
        "import foreign schema x from server y into public",
    ],
)
def test_statements_that_are_not_his(scene: Zone, attacker: Desk, attack: str) -> None:
    owner = scene.owner()
    text = attack.format(
        database=scene.database, me=attacker.login, pid=owner.info.backend_pid
    ).replace("%", "%%")
    if text.startswith("prepare transaction"):
        attacker.connection.execute("begin")
    error = _error(attacker, text)
    # Or: no schema to create in, no such object and no right to make one, not open to anybody.
    others = {"3F000", "0A000", "42704", "42883", "55000", "55P02", "58P01", "22023"}
    assert error.sqlstate in DENIED | others
    assert owner.execute("select 1").fetchone() == (1,)


OWN_OBJECTS = (
    "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = %s)"
)


def test_attacks_leave_nothing_behind(scene: Zone, attacker: Desk) -> None:
    owner = scene.owner()
    assert owner.execute(OWN_OBJECTS, (attacker.login,)).fetchone() == (0,)
    assert owner.execute("select count(*) from pg_largeobject_metadata").fetchone() == (0,)


# ------------------------------------------------------------------------------ session settings


def _refused_by_rule(desk: Desk) -> list[Any]:
    """Answers that depend on times, zones, calendars, texts and nulls, without the clock."""
    weekend = DAY + timedelta(days=(6 - DAY.isoweekday()) % 7)
    cases = [
        (ROOM, at(DAY, 9), at(DAY, 10), "T"),
        (ROOM, at(DAY, 7, 10), at(DAY, 23), "T"),
        (ROOM, at(weekend, 9), at(weekend, 10), "T"),
        (ROOM, at(DAY, 12, 7), at(DAY, 12, 20), "T"),
        ("SB1-1F-HALL", at(DAY, 10), at(DAY, 12), "T"),
        ("EQ-SB1-ULT1", at(DAY, 0), at(DAY, 0) + timedelta(days=7), "T"),
        ("LP-1F-HALLA", at(DAY, 10), at(DAY, 12), "T"),
        ("NO-SUCH", at(DAY, 10), at(DAY, 12), "T"),
        (ROOM, at(DAY, 13), at(DAY, 14), "bell\u0007"),
        (ROOM, at(DAY, 13), at(DAY, 14), "x\u009b"),
        (ROOM, at(DAY, 13), at(DAY, 14), "line\nline"),
    ]
    answers = [desk.book(room, start, end, title=title) for room, start, end, title in cases]
    assert not any(answer["ok"] for answer in answers)
    found: list[Any] = [
        {key: value for key, value in answer.items() if key not in ("at", "booking")}
        for answer in answers
    ]
    (head,) = desk.rows("select api.head()")[0]
    found.append(desk.rows("select * from api.pull_catalogue(null, 0, %s, 9999)", head))
    query = (
        "select resource_id, starts, ends from api.pull_allocations(null, 0, %s, 99, null, null)"
    )
    found.append(desk.rows(query, head))
    return found


@pytest.mark.parametrize(
    "setting",
    [
        "set timezone = 'America/New_York'",
        "set timezone = 'Asia/Shanghai'",
        "set timezone = '<+14>-14'",
        "set datestyle = 'German, DMY'",
        "set datestyle = 'SQL, MDY'",
        "set datestyle = 'Postgres'",
        "set intervalstyle = 'sql_standard'",
        "set timezone_abbreviations = 'India'",
        "set transform_null_equals = on",
        "set standard_conforming_strings = off",
        "set escape_string_warning = off",
        "set array_nulls = off",
        "set quote_all_identifiers = on",
        "set bytea_output = 'escape'",
        "set extra_float_digits = -15",
        "set search_path = api, app, pg_temp",
        "set search_path = pg_temp, public, pg_catalog",
        "set client_encoding = 'GB18030'",
        "set plan_cache_mode = force_generic_plan",
        "set enable_indexscan = off",
        "set enable_seqscan = off",
        "set work_mem = '64kB'",
        "set default_transaction_deferrable = on",
        "set lc_time = 'C'",
        "set xmloption = 'document'",
        "set check_function_bodies = off",
        "set row_security = off",
        "set default_text_search_config = 'simple'",
        "set backslash_quote = 'on'",
        "set synchronous_commit = off",
        "set statement_timeout = '1h'",
        "set role none",
        "set plpgsql.variable_conflict = use_variable",  # a superuser's, once plpgsql is loaded
        "select set_config('search_path', 'pg_temp', false), set_config('a.b', 'c', false)",
    ],
)
def test_no_setting_of_the_session_changes_an_answer(scene: Zone, setting: str) -> None:
    conninfo = newcomer(scene)
    login = str(conninfo_to_dict(conninfo)["user"])
    with psycopg.connect(conninfo, autocommit=True) as connection:
        wanted = _refused_by_rule(Desk(login, connection))
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(setting)
        assert _refused_by_rule(Desk(login, connection)) == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("search_path", "app"),
        ("TimeZone", "Asia/Tokyo"),
        ("DateStyle", "German, DMY"),
        ("lock_timeout", "0"),
    ],
)
def test_settings_that_stay_with_the_login_change_nothing_either(
    scene: Zone, name: str, value: str
) -> None:
    conninfo = newcomer(scene)
    login = str(conninfo_to_dict(conninfo)["user"])
    with psycopg.connect(conninfo, autocommit=True) as connection:
        wanted = _refused_by_rule(Desk(login, connection))
        connection.execute(
            f"alter role {login} in database {scene.database} set {name} = '{value}'"
        )
    with psycopg.connect(conninfo, autocommit=True) as connection:
        assert connection.execute(f"show {name}").fetchone() == (value,)
        assert _refused_by_rule(Desk(login, connection)) == wanted


@pytest.mark.parametrize("level", ["serializable", "repeatable read"])
def test_other_isolation_levels_are_refused(scene: Zone, attacker: Desk, level: str) -> None:
    attacker.connection.execute(f"set default_transaction_isolation = '{level}'")
    answer = attacker.book(ROOM, at(DAY, 15), at(DAY, 16))
    assert answer["code"] == "bad_isolation"
    assert scene.owner().execute("select count(*) from app.booking").fetchone() == (1,)


def test_an_old_open_transaction_does_not_evade_notice(zone: Zone) -> None:
    """The clock is read after the lock: a transaction that began long ago gains nothing.

    The transaction begins before the booking's notice ends and acts after: with the server's clock
    read at its begin the booking would be in time.
    """
    desk, owner = zone.desk("photon.one"), zone.owner()
    owner.execute("update app.policy set notice_minutes = 0, start_step = 1, length_step = 1")
    owner.execute("update app.policy set hours_rule = 'none', min_length = 1")
    desk.connection.execute("begin")
    desk.rows("select now()")
    start = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
    ((began, present),) = desk.rows("select now(), clock_timestamp()")
    assert began < present
    answer = desk.book(ROOM, start, start + timedelta(minutes=30))
    desk.connection.execute("commit")
    assert answer["code"] == "in_past"
    ahead = desk.book(ROOM, start + timedelta(minutes=10), start + timedelta(minutes=30))
    assert ahead["ok"], ahead
    desk.connection.execute("begin")
    desk.rows("select 1")
    told = desk.book("JO-1F-MR02", start + timedelta(minutes=10), start + timedelta(minutes=30))
    ((frozen, clock),) = desk.rows(
        "select extract(epoch from now()), extract(epoch from clock_timestamp())"
    )
    assert int(frozen) <= told["at"] <= int(clock)
    desk.connection.execute("commit")
    stored = owner.execute("select max(at) from app.event").fetchone()
    assert stored is not None
    assert stored[0] > datetime.fromtimestamp(float(frozen), UTC)


# -------------------------------------------------------------------------------- what he learns


def test_forged_bells_do_no_harm_and_nothing_is_overheard(scene: Zone, attacker: Desk) -> None:
    victim = scene.desk("biotech.one")
    attacker.connection.execute("listen loop_bell")
    head = victim.rows("select api.head()")
    for payload in ("99999999", "", "'; drop table app.booking", "x" * 7999):
        attacker.rows("select pg_notify('loop_bell', %s)", payload)
    assert victim.rows("select api.head()") == head
    booked = victim.book("SB1-2F-MR02", at(DAY, 9), at(DAY, 10), title=CANARY)
    assert booked["ok"]
    gone = victim.submit("cancel", {"booking": booked["booking"], "expects": 1})
    assert gone["ok"]
    heard = [note.payload for note in attacker.connection.notifies(timeout=0.5, stop_after=9)]
    assert not any(CANARY in payload for payload in heard)
    victim.connection.close()


def test_the_catalogues_tell_nothing(scene: Zone, attacker: Desk) -> None:
    victim = scene.desk("biotech.one")
    victim.connection.execute(f"/* {CANARY} */ select 1")
    for query in (
        "select query, application_name from pg_stat_activity where usename <> session_user",
        "select most_common_vals::text, histogram_bounds::text from pg_stats",
        "select * from pg_stats_ext",
        "select * from pg_prepared_statements",
        "select * from pg_cursors",
        "select setting from pg_settings",
        "select prosrc, proconfig::text from pg_proc",
        "select description from pg_description",
        "select rolname, rolpassword from pg_roles",
        "select rolname, shobj_description(oid, 'pg_authid') from pg_roles",
        "select * from pg_locks",
        "select * from pg_stat_user_tables",
    ):
        text = str(attacker.rows(query))
        assert CANARY not in text, query
        assert "SCRAM-SHA-256$" not in text.replace("SCRAM-SHA-256\\\\$", ""), query
        for person in ("Sample Member", "@example.com"):
            assert person not in text, query
    owner = scene.owner()
    owner.execute("analyze app.booking, app.person, app.event_payload")
    rows = attacker.rows("select tablename from pg_stats where schemaname in ('app', 'guard')")
    assert rows == []
    victim.connection.close()


def test_an_overlap_tells_neither_times_nor_titles(scene: Zone, attacker: Desk) -> None:
    answer = attacker.book(ROOM, at(DAY, 9, 30), at(DAY, 10, 30))
    assert answer["problems"] == [{"code": "slot_taken"}]
    assert set(answer) == {"ok", "code", "problems", "at", "booking"}


def test_a_constraint_that_catches_what_the_search_missed_tells_nothing(zone: Zone) -> None:
    owner = zone.owner()
    victim, attacker = zone.desk("biotech.one"), zone.desk("photon.one")
    assert victim.book(ROOM, at(DAY, 9), at(DAY, 10), title=CANARY)["ok"]
    owner.execute(
        "create or replace function app.busy_units(p_resource int, during tstzrange, p_before int,"
        " p_after int, p_started timestamptz) returns int[]"
        " language sql as $$ select '{}'::int[] $$"
    )
    answer = attacker.book(ROOM, at(DAY, 9, 30), at(DAY, 10, 30))
    assert answer["problems"] == [{"code": "slot_taken"}]
    assert owner.execute("select count(*) from app.allocation where live").fetchone() == (1,)


def test_an_internal_error_tells_nothing(zone: Zone) -> None:
    owner, victim = zone.owner(), zone.desk("biotech.one")
    owner.execute("alter table app.booking add check (title not like 'Canary%')")
    error = _error(
        victim,
        "select api.submit(%s, 'book', %s)",
        uuid7(),
        json.dumps(
            {
                "booking": str(uuid7()),
                "title": CANARY,
                "people": 1,
                "items": [
                    {
                        "item": str(uuid7()),
                        "resource": ROOM,
                        "from": iso(at(DAY, 9)),
                        "to": iso(at(DAY, 10)),
                    }
                ],
            }
        ),
    )
    assert error.sqlstate == "LB500"
    assert error.diag.message_primary == "internal error 23514"
    assert error.diag.message_detail is None


@pytest.mark.parametrize("op", ["move", "resize", "edit", "cancel", "item_add", "item_drop"])
def test_another_tenants_booking_answers_like_an_absent_one(
    scene: Zone, attacker: Desk, op: str
) -> None:
    theirs = scene.owner().execute("select id, rev from app.booking").fetchone()
    assert theirs is not None
    times = {"from": iso(at(DAY, 9)), "to": iso(at(DAY, 11))}
    more = times if op in ("move", "resize", "item_add") else {}
    if op.startswith("item_"):
        more |= {"item": str(uuid7())}
    if op == "item_add":
        more |= {"resource": ROOM}
    answers = []
    for booking in (str(theirs[0]), str(uuid7())):
        for expects in (theirs[1], theirs[1] + 1):
            answer = attacker.submit(op, {"booking": booking, "expects": expects} | more)
            answer.pop("at")
            answers.append(answer)
    assert answers[0]["code"] == "no_such_booking"
    assert all(answer == answers[0] for answer in answers)
    asked = [
        attacker.rows("select api.ask('history', %s)", json.dumps({"booking": booking}))
        for booking in (str(theirs[0]), str(uuid7()))
    ]
    assert asked[0] == asked[1]


def test_a_hidden_resource_answers_like_an_absent_one(zone: Zone) -> None:
    owner, office = zone.owner(), zone.desk("joint.admin")
    attacker, friend = zone.desk("photon.one"), zone.desk("biotech.one")
    closure = str(uuid7())
    close: dict[str, Any] = {"closure": closure, "expects": None, "site": "JO"}
    close |= {"resource": ROOM}
    close |= {"from": iso(at(DAY, 15)), "to": iso(at(DAY, 16)), "reason": {"en": CANARY}}
    assert friend.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]
    assert office.submit("closure_put", close)["ok"]
    mine = attacker.book("JO-1F-MR02", at(DAY, 9), at(DAY, 10))
    owner.execute(
        "update app.resource set classes = array[(select tenant_class from app.tenant"
        " where code = 'BIOTECH')], chg = app.load_chg('test', '') where code = %s",
        (ROOM,),
    )
    answers = []
    for code in (ROOM, "NO-SUCH"):
        got = [
            attacker.book(code, at(DAY, 9), at(DAY, 10)),
            attacker.book(code, at(DAY, 7), at(DAY, 23), people=500),
            attacker.submit("resource_retire", {"resource": code, "expects": 1}),
            attacker.submit(
                "move",
                {"booking": mine["booking"], "expects": 1, "resource": code}
                | {"from": iso(at(DAY, 9)), "to": iso(at(DAY, 10))},
            ),
        ]
        answers.append([{k: v for k, v in a.items() if k not in ("at", "booking")} for a in got])
    assert answers[0] == answers[1]
    assert {answer["code"] for answer in answers[0]} == {"no_such_resource"}
    for wanted in (closure, str(uuid7())):
        lifted = attacker.submit("closure_lift", {"closure": wanted, "expects": 1})
        assert lifted["code"] == "no_such_closure"
    resource = owner.execute("select id from app.resource where code = %s", (ROOM,)).fetchone()
    assert resource is not None
    hidden = resource[0]
    (head,) = attacker.rows("select api.head()")[0]
    for one in (hidden, None):
        rows = attacker.rows(
            "select resource_id from api.pull_allocations(null, 0, %s, 99, null, %s)", head, one
        )
        assert hidden not in {row[0] for row in rows}
    assert attacker.rows(
        "select * from api.pull_allocations(null, 0, %s, 99, null, %s)", head, hidden
    ) == attacker.rows("select * from api.pull_allocations(null, 0, %s, 99, null, 99999)", head)
    everything = attacker.rows("select * from api.pull_catalogue(null, 0, %s, 20000)", head)
    assert ROOM not in str(everything)
    assert CANARY not in str(everything)
    assert closure not in str(everything)
    assert ROOM in str(friend.rows("select * from api.pull_catalogue(null, 0, %s, 20000)", head))


@pytest.mark.parametrize(
    ("person", "op", "args"),
    [
        ("photon.one", "resource_put", {"site": "JO"}),
        ("photon.admin", "resource_put", {"site": "JO"}),
        ("custodian", "resource_put", {"site": "JO"}),
        ("auditor", "resource_put", {"site": "JO"}),
        ("joint.admin", "resource_put", {"site": "SB"}),
        ("branch.admin", "resource_put", {"site": "JO"}),
        ("photon.one", "resource_retire", {"resource": ROOM}),
        ("joint.admin", "resource_retire", {"resource": "SB1-2F-MR02"}),
        ("photon.one", "closure_put", {"site": "JO"}),
        ("joint.admin", "closure_put", {"site": "SB"}),
        ("joint.admin", "closure_put", {"site": "LP"}),
    ],
)
def test_nobody_administers_another_site(
    scene: Zone, person: str, op: str, args: dict[str, Any]
) -> None:
    desk = scene.desk(person)
    times = {"from": iso(at(DAY, 9)), "to": iso(at(DAY, 11))}
    documents: dict[str, dict[str, Any]] = {
        "resource_put": {
            "expects": None,
            "resource": {"code": "X", "kind": "room", "policy": "MR-S", "hours": "JO-ROOMS"}
            | {"name": {"en": "X"}}
            | args,
        },
        "resource_retire": {"expects": 1} | args,
        "closure_put": {"closure": str(uuid7()), "reason": {"en": "x"}} | times | args,
    }
    assert desk.submit(op, documents[op])["code"] == "not_allowed"
    desk.connection.close()


def test_a_resource_of_another_site_cannot_be_pulled_over(zone: Zone) -> None:
    office = zone.desk("joint.admin")
    put: dict[str, Any] = {"code": "SB1-2F-MR02", "site": "JO", "kind": "room", "policy": "MR-S"}
    put |= {"hours": "JO-ROOMS", "name": {"en": "Mine now"}}
    for expects in (1, 2):
        answer = office.submit("resource_put", {"expects": expects, "resource": put})
        assert answer["code"] == "not_allowed"
    assert not office.submit("resource_put", {"expects": None, "resource": put})["ok"]


# ----------------------------------------------------------------------------------- the canary


def test_no_byte_of_the_wire_carries_another_tenants_title(scene: Zone) -> None:
    victim = scene.owner().execute("select id from app.booking").fetchone()
    assert victim is not None
    with (
        tapped(scene.conninfo("photon.one")) as tap,
        psycopg.connect(tap.conninfo, autocommit=True) as connection,
    ):
        desk = Desk(scene.logins["photon.one"], connection)
        for binary in (False, True):
            cursor = connection.cursor(binary=binary)
            for query in (
                "select * from api.hello('', 0, 0, '', '1')",
                "select * from api.pull_allocations(null, 0, 99999999, 20000, null, null)",
                "select * from api.pull_bookings(null, 0, 99999999, 20000, null)",
                "select * from api.pull_catalogue(null, 0, 99999999, 20000)",
                "select * from api.pull_allocations(null, 1, 99999999, 20000, null, null)",
                "select * from api.pull_bookings(null, 1, 99999999, 20000, null)",
                "select * from api.pull_catalogue(null, 1, 99999999, 20000)",
                "select api.ask('people', '{}')",
            ):
                cursor.execute(query)
                cursor.fetchall()
        asked = json.dumps({"booking": str(victim[0])})
        desk.rows("select api.ask('history', %s)", asked)
        desk.book(ROOM, at(DAY, 9), at(DAY, 10))
        desk.submit("edit", {"booking": str(victim[0]), "expects": 1, "title": "x"})
        for wrong in ("select * from app.booking", "select 1/0", "select app.me()"):
            with pytest.raises(psycopg.Error):
                connection.execute(wrong)
    said = bytes(tap.said)
    assert len(said) > 20_000
    assert b"JO-1F-MR01" in said
    assert CANARY.encode() not in said
    assert str(victim[0]).encode() not in said
    assert victim[0].bytes not in said


def test_the_wire_of_its_owner_carries_it(scene: Zone) -> None:
    with (
        tapped(scene.conninfo("biotech.one")) as tap,
        psycopg.connect(tap.conninfo, autocommit=True) as connection,
    ):
        connection.execute("select * from api.pull_bookings(null, 0, 9999999, 99, null)")
    assert CANARY.encode() in bytes(tap.said)


def test_no_title_reaches_the_servers_log(zone: Zone) -> None:
    secret = f"Canary-{uuid7().hex}"
    desk, owner = zone.desk("photon.one"), zone.owner()
    assert desk.book(ROOM, at(DAY, 9), at(DAY, 10), title=secret)["ok"]
    desk.book(ROOM, at(DAY, 9), at(DAY, 10), title=secret)
    desk.book(ROOM, at(DAY, 9), at(DAY, 10), title=secret + "\u0007")
    for query, arguments in (
        (f"select '{secret}'::int", ()),
        ("select %s::text::int", (secret,)),
        (f"select api.submit(null, '{secret}'", ()),
        ("select api.submit(%s::text::uuid, 'book', '{}')", (secret,)),
        (f"select pg_sleep(0) /* {secret} */ from nowhere", ()),
    ):
        with pytest.raises(psycopg.Error):
            desk.rows(query, *arguments)
    owner.execute(f"alter table app.booking add check (title <> '{secret}') not valid")
    with pytest.raises(psycopg.Error):
        desk.book("JO-1F-MR02", at(DAY, 9), at(DAY, 10), title=secret)
    desk.connection.execute("set statement_timeout = 1")
    with pytest.raises(psycopg.Error):
        desk.rows(f"select pg_sleep(30), '{secret}'")
    log = zone.server.log_file.read_bytes()
    assert log
    assert secret.encode() not in log


# ------------------------------------------------------------------- a session that holds the lock


def test_a_session_that_idles_with_the_lock_is_ended_and_others_go_on(zone: Zone) -> None:
    """The doors' own lock_timeout of three seconds paces this test: twice, then it is over."""
    hostile, harmless = zone.desk("robot.one"), zone.desk("robot.two")
    writer, owner, boss = zone.desk("photon.one"), zone.owner(), zone.owner()
    harmless.connection.execute("begin")
    harmless.rows("select api.head()")  # holds no transaction id
    boss.execute("begin")
    boss.execute("create temp table kept (x int)")  # a superuser's, with a transaction id
    hostile.connection.execute("set lock_timeout = 0")
    hostile.connection.execute("set idle_in_transaction_session_timeout = 0")
    hostile.connection.execute("begin")
    assert hostile.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]
    writer.connection.execute("set lock_timeout = 0")  # the door sets its own
    ended = 0
    attempts = 0
    while not ended:
        attempts += 1
        assert attempts < 5
        with pytest.raises(psycopg.errors.LockNotAvailable):
            writer.book(ROOM, at(DAY, 9), at(DAY, 10))
        ((ended,),) = writer.rows("select guard.unblock()")
    assert ended == 1
    answer = writer.book(ROOM, at(DAY, 9), at(DAY, 10))
    assert answer["ok"], answer
    with pytest.raises(psycopg.OperationalError):
        hostile.rows("select 1")
    assert harmless.rows("select 1") == [(1,)]
    assert boss.execute("select 1").fetchone() == (1,)
    written = owner.execute("select login, by_login from guard.ended").fetchall()
    assert written == [(hostile.login, writer.login)]
    assert writer.rows("select guard.unblock()") == [(0,)]


def test_a_transaction_of_five_seconds_is_not_ended(zone: Zone) -> None:
    young, other = zone.desk("robot.one"), zone.desk("photon.one")
    young.connection.execute("begin")
    assert young.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]
    assert other.rows("select guard.unblock()") == [(0,)]
    young.connection.execute("commit")
    assert zone.owner().execute("select count(*) from app.booking").fetchone() == (1,)


def test_reads_go_on_while_somebody_holds_the_lock(zone: Zone) -> None:
    hostile, reader = zone.desk("robot.one"), zone.desk("photon.one")
    hostile.connection.execute("begin")
    assert hostile.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]
    (head,) = reader.rows("select api.head()")[0]
    reader.rows("select * from api.hello('', 0, 0, '', '1')")
    assert reader.rows("select * from api.pull_allocations(null, 0, %s, 9, null, null)", head) == []
    reader.rows("select * from api.pull_bookings(null, 0, %s, 9, null)", head)
    assert reader.rows("select * from api.pull_catalogue(null, 0, %s, 9)", head)
    hostile.connection.execute("rollback")


def test_a_password_is_needed_on_the_local_socket(zone: Zone) -> None:
    conninfo = zone.server.conninfo(zone.database, zone.logins["photon.one"], "wrong-password")
    with pytest.raises(psycopg.OperationalError), psycopg.connect(conninfo):
        pass
    assert PASSWORD not in zone.server.log_file.read_text("utf-8")
