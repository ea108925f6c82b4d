"""Account acts: who may give what to whom, and what a disabled or hostile person can still do."""

from __future__ import annotations

import secrets
import time
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from booking.errors import Unavailable, UserError
from booking.ids import uuid7
from booking.shared.accounts import (
    Grantable,
    Newcomer,
    add_person,
    change_own_password,
    reset_password,
    set_active,
    verifier,
)
from tests.zones import PASSWORD, Desk, Zone, at, open_day

ROOM = "JO-1F-MR01"


def _newcomer(*roles: Grantable, tenant: str = "PHOTON") -> Newcomer:
    return Newcomer("Ann Other", tenant, "ann@example.com", "en", roles)


def _added(zone: Zone, *roles: Grantable, by: psycopg.Connection[Any] | None = None) -> str:
    login, _ = add_person(by or zone.owner(), _newcomer(*roles), PASSWORD)
    return login


def _connect(zone: Zone, login: str, password: str = PASSWORD) -> Desk:
    connection = psycopg.connect(
        zone.server.conninfo(zone.database, login, password), autocommit=True
    )
    zone.opened.append(connection)
    return Desk(login, connection)


def _sqlstate(desk: Desk, query: str, *arguments: object) -> str | None:
    with pytest.raises(psycopg.Error) as caught:
        desk.rows(query, *arguments)
    return caught.value.sqlstate


def test_an_office_adds_a_person_who_books_at_once(zone: Zone) -> None:
    office = zone.desk("joint.admin")
    login = _added(zone, by=office.connection)
    answer = _connect(zone, login).book(ROOM, at(open_day(), 9), at(open_day(), 10))
    assert answer["ok"], answer


@pytest.mark.parametrize("person", ["photon.one", "photon.admin", "custodian", "auditor"])
def test_only_an_office_and_the_owner_add_reset_and_disable(zone: Zone, person: str) -> None:
    desk = zone.desk(person)
    victim = _added(zone)
    with pytest.raises(UserError, match="not_allowed"):
        add_person(desk.connection, _newcomer())
    with pytest.raises(UserError, match="not_allowed"):
        reset_password(desk.connection, victim)
    with pytest.raises(UserError, match="not_allowed"):
        reset_password(desk.connection, desk.login)
    with pytest.raises(UserError, match="not_allowed"):
        set_active(desk.connection, victim, active=False)
    assert _connect(zone, victim).rows("select 1") == [(1,)]


@pytest.mark.parametrize(
    "role",
    [
        Grantable("auditor"),
        Grantable("site_admin", site="SB"),
        Grantable("custodian", resource="EQ-SB1-CLSM1"),
    ],
    ids=str,
)
def test_an_office_gives_no_rights_beyond_its_site(zone: Zone, role: Grantable) -> None:
    office = zone.desk("joint.admin")
    with pytest.raises(UserError, match="not_allowed"):
        add_person(office.connection, _newcomer(role))
    login = _added(zone, role)
    with pytest.raises(UserError, match="not_allowed"):
        reset_password(office.connection, login, "stolen-password-1")
    with pytest.raises(UserError, match="not_allowed"):
        set_active(office.connection, login, active=False)
    assert _connect(zone, login).rows("select 1") == [(1,)]


@pytest.mark.parametrize(
    "role",
    [
        Grantable("tenant_admin"),
        Grantable("site_admin", site="JO"),
        Grantable("custodian", resource="EQ-JO-GPU1"),
    ],
    ids=str,
)
def test_an_office_gives_rights_on_its_site(zone: Zone, role: Grantable) -> None:
    office = zone.desk("joint.admin")
    login = _added(zone, role, by=office.connection)
    assert reset_password(office.connection, login, "another-password-1") == "another-password-1"
    set_active(office.connection, login, active=False)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"p_login": None}, "login"),
        ({"p_login": "loop_owner"}, "login"),
        ({"p_login": "lp_xyz"}, "login"),
        ({"p_login": 'lp_0123456789ab" superuser --'}, "login"),
        ({"p_verifier": None}, "verifier"),
        ({"p_verifier": "plain password"}, "verifier"),
        ({"p_verifier": "md5" + "0" * 32}, "verifier"),
        ({"p_name": None}, "name"),
        ({"p_name": ""}, "name"),
        ({"p_name": "x" * 101}, "name"),
        ({"p_name": "a\nb"}, "name"),
        ({"p_email": "x" * 201}, "email"),
        ({"p_tenant": None}, "person"),
        ({"p_tenant": "XX"}, "tenant"),
        ({"p_language": None}, "person"),
        ({"p_language": "de"}, "person"),
        ({"p_roles": None}, "roles"),
        ({"p_roles": {}}, "roles"),
        ({"p_roles": "site_admin"}, "roles"),
        ({"p_roles": [5]}, "roles"),
        ({"p_roles": [{"role": None}]}, "roles"),
        ({"p_roles": [{"role": "member"}]}, "roles"),
        ({"p_roles": [{"role": "site_admin"}]}, "roles"),
        ({"p_roles": [{"role": "auditor", "site": "JO"}]}, "roles"),
        ({"p_roles": [{"role": "custodian", "resource": "XX"}]}, "roles"),
        ({"p_roles": [{"role": "site_admin", "site": "XX"}]}, "roles"),
        ({"p_roles": [{"role": "tenant_admin"}] * 2}, "roles"),
        ({"p_roles": [{"role": "tenant_admin"}] * 21}, "roles"),
    ],
    ids=str,
)
@pytest.mark.parametrize("office", [True, False], ids=["office", "owner"])
def test_persons_that_are_none(
    zone: Zone, office: bool, change: dict[str, Any], field: str
) -> None:
    connection = zone.desk("joint.admin").connection if office else zone.owner()
    login = "lp_" + secrets.token_hex(6)
    values = {
        "p_login": login,
        "p_verifier": verifier(connection, login, "a-password-of-ann-1"),
        "p_name": "Ann",
        "p_email": "",
        "p_tenant": "PHOTON",
        "p_language": "en",
        "p_roles": [],
    } | change
    if values["p_roles"] is not None:
        values["p_roles"] = Jsonb(values["p_roles"])
    owner = zone.owner()
    before = owner.execute("select count(*), (select seq from app.head) from app.person").fetchone()
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(
            "select account.person_add(%(p_login)s, %(p_verifier)s, %(p_name)s, %(p_email)s,"
            " %(p_tenant)s, %(p_language)s, %(p_roles)s)",
            values,
        )
    assert caught.value.sqlstate == "LB400", caught.value
    assert caught.value.diag.message_primary in ("bad_request", "bad_text")
    assert caught.value.diag.message_detail == field
    after = owner.execute("select count(*), (select seq from app.head) from app.person").fetchone()
    assert after == before
    assert owner.execute("select 1 from pg_roles where rolname = %s", (login,)).fetchone() is None


@pytest.mark.parametrize(
    "call",
    [
        "account.person_reset(null, null)",
        "account.person_reset('lp_000000000000', null)",
        "account.person_reset('loop_owner', '{verifier}')",
        "account.person_reset(null, '{verifier}')",
        "account.person_active(null, true)",
        "account.person_active('{login}', null)",
        "account.person_active('loop_admin', false)",
        "account.person_active('loop_person', true)",
    ],
)
def test_accounts_that_are_none(zone: Zone, call: str) -> None:
    office = zone.desk("joint.admin")
    text = call.format(
        login=_added(zone), verifier=verifier(office.connection, "x", "a-password-1")
    )
    assert _sqlstate(office, f"select {text}") == "LB400"
    owner = zone.owner()
    roles = "select rolname, rolcanlogin from pg_roles where rolname ~ '^loop_' order by 1"
    assert owner.execute(roles).fetchall() == [
        ("loop_accounts", False),
        ("loop_admin", True),
        ("loop_guard", False),
        ("loop_owner", False),
        ("loop_person", False),
    ]


def test_a_login_that_exists_cannot_be_added_again(zone: Zone) -> None:
    """Neither here nor from another database of the same server, whose roles are the same."""
    office = zone.desk("joint.admin")
    elsewhere = "lp_" + secrets.token_hex(6)
    zone.owner().execute(f"create role {elsewhere}")
    try:
        for login in (_added(zone), elsewhere):
            state = _sqlstate(
                office,
                "select account.person_add(%s, %s, 'Ann', '', 'PHOTON', 'en', '[]')",
                login,
                verifier(office.connection, login, "taken-over-1"),
            )
            assert state == "LB400"
    finally:
        zone.owner().execute(f"drop role {elsewhere}")


def test_a_disabled_person_is_refused_at_the_next_call(zone: Zone) -> None:
    login = _added(zone)
    desk = _connect(zone, login)
    (generation,) = desk.rows("select vis_gen from api.hello('', 0, 0, '', '1')")[0]
    set_active(zone.owner(), login, active=False)
    for query in (
        "select api.head()",
        "select * from api.hello('', 0, 0, '', '1')",
        "select * from api.pull_allocations(null, 0, 9, 9, null, null)",
        "select * from api.pull_bookings(null, 0, 9, 9, null)",
        "select * from api.pull_catalogue(null, 0, 9, 9)",
        "select api.ask('people', '{}')",
    ):
        assert _sqlstate(desk, query) == "28000", query
    with pytest.raises(psycopg.Error) as caught:
        desk.book(ROOM, at(open_day(), 9), at(open_day(), 10))
    assert caught.value.sqlstate == "28000"
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        _connect(zone, login)
    set_active(zone.owner(), login, active=True)
    (later,) = _connect(zone, login).rows("select vis_gen from api.hello('', 0, 0, '', '1')")[0]
    assert later > generation


def test_a_person_who_is_disabled_while_he_waits_for_the_lock_is_refused(zone: Zone) -> None:
    login = _added(zone)
    desk, holder = _connect(zone, login), zone.owner()
    day = open_day()
    holder.execute("begin")
    holder.execute("select app.lock_head()")
    holder.execute("update app.person set active = false where login = %s", (login,))
    waiting = desk.connection.pgconn
    args = (
        '{"booking":"0198c0de-beef-7000-8000-00000000abcd","title":"T","people":1,"items":[{"item":'
        f'"0198c0de-beef-7000-8000-00000000abce","resource":"{ROOM}",'
        f'"from":"{day:%Y-%m-%d}T02:00:00Z","to":"{day:%Y-%m-%d}T03:00:00Z"}}]}}'
    )
    waiting.send_query_params(
        b"select api.submit($1, 'book', $2)",
        [str(uuid7()).encode(), args.encode()],
    )
    watcher = zone.owner()
    blocked = "select 1 from pg_stat_activity where usename = %s and wait_event_type = 'Lock'"
    deadline = time.monotonic() + 30
    while not watcher.execute(blocked, (login,)).fetchone():
        assert time.monotonic() < deadline, "it never waited"
    holder.execute("commit")
    result = waiting.get_result()
    assert result is not None
    assert result.error_field(psycopg.pq.DiagnosticField.SQLSTATE) == b"28000"
    while waiting.get_result():
        pass


def test_a_password_that_cannot_be_changed_is_told_in_a_sentence(zone: Zone) -> None:
    """The connection is gone, the server is busy or takes no changes: never a driver's error."""
    login = _added(zone)
    desk, owner = _connect(zone, login), zone.owner()
    holder = zone.owner()
    desk.connection.execute("set lock_timeout = '50ms'")
    holder.execute("begin; lock table pg_authid in access exclusive mode")
    with pytest.raises(Unavailable) as busy:
        change_own_password(desk.connection, "my-new-password-1")
    assert busy.value.reason == "busy"
    holder.execute("rollback")
    desk.connection.execute("set default_transaction_read_only = on")
    with pytest.raises(Unavailable, match="takes no changes"):
        change_own_password(desk.connection, "my-new-password-1")
    owner.execute("select pg_terminate_backend(%s, 10000)", (desk.connection.info.backend_pid,))
    with pytest.raises(Unavailable, match="was lost"):
        change_own_password(desk.connection, "my-new-password-1")
    assert _connect(zone, login, PASSWORD).rows("select 1") == [(1,)]


def test_anyone_may_change_his_own_password_and_nothing_else_of_his_login(zone: Zone) -> None:
    login = _added(zone)
    desk = _connect(zone, login)
    change_own_password(desk.connection, "my-new-password-1")
    assert _connect(zone, login, "my-new-password-1").rows("select 1") == [(1,)]
    with pytest.raises(psycopg.OperationalError):
        _connect(zone, login, PASSWORD)
    for change in (
        "superuser",
        "createdb",
        "createrole",
        "replication",
        "bypassrls",
        "connection limit 100",
        "valid until 'infinity'",
        "nologin",
        "rename to loop_boss",
    ):
        word = "" if change.startswith("rename") else "with "
        state = _sqlstate(desk, f"alter role {login} {word}{change}")
        assert state in ("42501", "0A000"), change


@pytest.mark.parametrize(
    "statement",
    [
        "alter role loop_person with login",
        "alter role loop_owner password 'x'",
        "alter role {other} password 'x'",
        "drop role {other}",
        "create role lp_ffffffffffff login",
        "create user lp_ffffffffffff",
        "grant loop_owner to {me}",
        "grant loop_accounts to {me}",
        "grant loop_person to {other}",
        "grant {other} to {me}",
        "revoke loop_person from {other}",
        "set role loop_owner",
        "set role loop_accounts",
        "set role loop_guard",
        "set role loop_person",
        "set role {other}",
        "set session authorization {other}",
        "set session authorization loop_admin",
        "reassign owned by {other} to {me}",
        "drop owned by loop_owner",
    ],
)
def test_nobody_becomes_somebody_else(zone: Zone, statement: str) -> None:
    for person in ("photon.one", "joint.admin"):
        desk = zone.desk(person)
        text = statement.format(me=desk.login, other=zone.logins["biotech.one"])
        assert _sqlstate(desk, text) == "42501", person


def test_an_office_session_setting_gives_account_functions_no_rights_of_persons(zone: Zone) -> None:
    office = zone.desk("joint.admin")
    office.connection.execute("set createrole_self_grant = 'set, inherit'")
    login = _added(zone, by=office.connection)
    found = zone.owner().execute(
        "select inherit_option, set_option from pg_auth_members where roleid = %s::regrole",
        (login,),
    )
    assert found.fetchall() == [(False, False)]


def test_a_person_has_four_connections(zone: Zone) -> None:
    login = _added(zone)
    for _ in range(4):
        _connect(zone, login)
    with pytest.raises(psycopg.OperationalError, match="too many connections for role"):
        _connect(zone, login)


def test_nobody_else_gets_in(zone: Zone) -> None:
    for login, password in (
        ("lp_000000000000", PASSWORD),
        ("loop_owner", PASSWORD),
        ("loop_person", ""),
        (zone.logins["photon.one"], "wrong"),
        (zone.logins["photon.one"], ""),
    ):
        with pytest.raises(psycopg.OperationalError):
            _connect(zone, login, password or "-")


def test_a_login_of_another_zone_of_the_same_server_sees_nothing(zone: Zone) -> None:
    login = _added(zone)
    desk = _connect(zone, login)
    zone.owner().execute("delete from app.person where login = %s", (login,))  # as in another zone
    for query in (
        "select api.head()",
        "select * from api.hello('', 0, 0, '', '1')",
        "select * from api.pull_catalogue(null, 0, 9, 9)",
        "select api.ask('people', '{}')",
        "select account.person_active('x', true)",
    ):
        assert _sqlstate(desk, query) == "28000", query


@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_persons_do_not_get_into_the_databases_that_are_no_zones(zone: Zone, database: str) -> None:
    """There they could make temporary tables, large objects and code, and fill the disk."""
    conninfo = zone.server.conninfo(database, zone.logins["photon.one"], PASSWORD)
    with (
        pytest.raises(psycopg.OperationalError, match="permission denied for database"),
        psycopg.connect(conninfo),
    ):
        pass
