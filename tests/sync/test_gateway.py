"""Addresses, refusals and doors, on the real server."""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from booking.errors import AuthError, BookingError, BugError, EnvironmentProblem, Unavailable
from booking.ids import uuid7
from booking.shared import connect as connecting
from booking.shared.connect import Address, connect, parse
from booking.shared.doors import Bells, Known, Want
from booking.shared.gateway import PgGateway
from booking.shared.sqlstate import Failure, classify, translate
from tests.zones import PASSWORD, Zone, at, iso, open_day

PERSON = "startup.one"


def address_of(zone: Zone, person: str = PERSON) -> Address:
    """Return where a sample person connects to."""
    return parse(zone.server.url(zone.database, zone.logins[person]))


@pytest.fixture
def gateway(zone: Zone) -> Iterator[PgGateway]:
    """The doors as a sample person."""
    made = PgGateway(lambda: connect(address_of(zone), PASSWORD))
    yield made
    made.close()


def book_args(zone: Zone) -> str:
    """Return the arguments of a booking that only has to be well-formed."""
    del zone
    day = open_day()
    item = {
        "item": str(uuid7()),
        "resource": "JO-1F-MR01",
        "from": iso(at(day, 10)),
        "to": iso(at(day, 11)),
    }
    return json.dumps({"booking": str(uuid7()), "title": "T", "people": 1, "items": [item]})


# --- addresses ----------------------------------------------------------------------------------


def test_an_address_is_read() -> None:
    found = parse("postgresql://p1@db.example:5433/park?sslrootcert=/ca.pem")
    assert found == Address("db.example", "5433", "park", "p1", "/ca.pem")
    assert found.server == "db.example:5433/park"
    assert not found.local
    assert parse("postgresql://db.example/park", "p2").login == "p2"
    socket_url = "postgresql://p1@/park?host=/run/pg&port=6000"
    assert parse(socket_url) == Address("/run/pg", "6000", "park", "p1")
    assert parse(socket_url).local
    assert not parse("postgresql://p1@localhost,db.example/park").local


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "http://db.example/park",
        "postgresql://",
        "postgresql://db.example/park",
        "postgresql://p1@db.example",
        "postgresql://p1@/park",
        "postgresql://p1:secret@db.example/park",
        "postgresql://p1@db.example/park?options=-cwork_mem%3D1GB",
        "postgresql://p1@db.example/park?passfile=/etc/passwd",
        "postgresql://p1@db.example/park?nonsense=1",
        "postgresql://p1@[::1/park",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        parse(url)
    assert caught.value.code == "bad_url"
    assert "\n" not in str(caught.value)


def test_over_a_network_the_server_must_prove_itself() -> None:
    far = connecting._parameters(parse("postgresql://p@db.example/x?sslmode=disable"), None, "a", 1)
    assert (far["sslmode"], far["sslrootcert"]) == ("verify-full", "system")
    near = connecting._parameters(parse("postgresql://p@127.0.0.1/x"), None, "a", 1)
    assert near["sslmode"] == "prefer"
    several = connecting._parameters(parse("postgresql://p@a,b/x"), None, "a", 1)
    assert several["target_session_attrs"] == "read-write"


# --- who lets us in -----------------------------------------------------------------------------


def test_a_wrong_password(zone: Zone) -> None:
    with pytest.raises(AuthError) as caught:
        connect(address_of(zone), "wrong")
    assert caught.value.code == "wrong_password"
    nobody = parse(zone.server.url(zone.database, "nobody_here"))
    with pytest.raises(AuthError, match="login or the password"):
        connect(nobody, PASSWORD)


def test_a_database_that_is_not_there(zone: Zone) -> None:
    other = parse(zone.server.url("no_such_database", zone.logins[PERSON]))
    with pytest.raises(EnvironmentProblem) as caught:
        connect(other, PASSWORD)
    assert caught.value.code == "not_ours"


def test_a_database_that_is_not_ours(zone: Zone) -> None:
    superuser = psycopg.conninfo.conninfo_to_dict(zone.server.conninfo("postgres"))
    other = parse(zone.server.url("postgres", str(superuser["user"])))
    gateway = PgGateway(lambda: connect(other, str(superuser["password"])))
    try:
        with pytest.raises(EnvironmentProblem) as caught:
            gateway.hello(Known())
    finally:
        gateway.close()
    assert caught.value.code == "not_ours"


def test_a_server_that_is_too_old(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "MINIMUM_SERVER", 990000)
    with pytest.raises(EnvironmentProblem, match="needs 18 or later") as caught:
        connect(address_of(zone), PASSWORD)
    assert caught.value.code == "server_too_old"


@contextmanager
def listener(answer: bytes | None) -> Iterator[int]:
    """Another program on a port: it answers something else, or nothing at all."""
    server = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                there, _ = server.accept()
            except OSError:
                return
            with there:
                if answer is None:
                    ended.wait(30)
                else:
                    there.recv(100)
                    there.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        ended.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


def test_a_port_of_another_program() -> None:
    with listener(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        address = parse(f"postgresql://p1@127.0.0.1:{port}/park")
        with pytest.raises(BookingError) as caught:
            connect(address, "x")
    assert isinstance(caught.value, EnvironmentProblem | Unavailable)
    assert "\n" not in str(caught.value)


def test_a_port_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(Unavailable, match="Nobody answers") as caught:
        connect(parse(f"postgresql://p1@127.0.0.1:{port}/park"), "x")
    assert caught.value.reason == "offline"


def test_a_server_that_never_answers() -> None:
    with listener(None) as port, pytest.raises(Unavailable):
        connect(parse(f"postgresql://p1@127.0.0.1:{port}/park"), "x", seconds=2)


def test_a_disabled_login(zone: Zone) -> None:
    login = zone.logins["robot.two"]
    address = address_of(zone, "robot.two")
    gateway = PgGateway(lambda: connect(address, PASSWORD))
    assert gateway.head() > 0
    zone.owner().execute("update app.person set active = false where login = %s", (login,))
    with pytest.raises(AuthError) as caught:
        gateway.head()
    assert caught.value.code == "login_disabled"
    gateway.close()
    # Roles belong to the server that all tests share.
    zone.owner().execute(f'alter role "{login}" nologin')
    try:
        with pytest.raises(AuthError) as caught:
            connect(address, PASSWORD)
    finally:
        zone.owner().execute(f'alter role "{login}" login')
    assert caught.value.code == "login_disabled"


# --- the doors ----------------------------------------------------------------------------------


def test_hello_and_the_feeds(zone: Zone, gateway: PgGateway) -> None:
    hello = gateway.hello(Known())
    assert (hello.reset, hello.login) == ("first", zone.logins[PERSON])
    assert hello.head == gateway.head()
    assert hello.server_now.tzinfo is UTC
    assert abs(hello.server_now - datetime.now(UTC)) < timedelta(seconds=30)
    known = Known(hello.tl, hello.head, hello.event, hello.event_hash)
    assert gateway.hello(known).reset is None
    whole = gateway.pull_catalogue(Want(0, hello.head))
    assert whole.more is None
    rows: list[tuple[object, ...]] = []
    after = 0
    while True:
        page = gateway.pull_catalogue(Want(after, hello.head, limit=7))
        rows += page.rows
        if page.more is None:
            break
        assert page.more > after
        after = page.more
    assert sorted(rows) == sorted(whole.rows)


def test_submit_and_what_is_pulled(zone: Zone, gateway: PgGateway) -> None:
    before = gateway.head()
    act, args = uuid7(), book_args(zone)
    answer = gateway.submit(act, "book", args)
    assert answer["ok"] is True, answer
    assert gateway.submit(act, "book", args)["replayed"] is True
    want = Want(before, answer["chg"])
    (row,) = gateway.pull_allocations(want).rows
    assert (len(row[0]), row[7], row[8]) == (16, True, answer["chg"])
    (booking,) = gateway.pull_bookings(want).rows
    (item,) = json.loads(booking[8])
    assert item["allocations"] == [str(uuid_of(row[0]))]
    assert gateway.pull_allocations(Want(0, answer["chg"]), row[1]).rows == [row]
    refused = gateway.ask("history", '{"booking": 1}')
    assert (refused["ok"], refused["code"]) == (False, "bad_request")


def uuid_of(key: bytes) -> object:
    """Return the UUID of 16 bytes."""
    return type(uuid7())(bytes=key)


def test_the_bell(zone: Zone, gateway: PgGateway) -> None:
    bells = gateway.listen()
    assert bells is not None
    try:
        assert select.select([bells], [], [], 0)[0] == []
        assert gateway.submit(uuid7(), "book", book_args(zone))["ok"]
        assert select.select([bells], [], [], 10)[0]
        assert bells.ring()
        assert not bells.ring()
    finally:
        bells.close()


def test_a_bell_that_never_rings_is_noticed(
    gateway: PgGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("booking.shared.gateway.SELF_TEST_SECONDS", 0.2)
    one = gateway._one

    def deaf(query: str, values: tuple[object, ...]) -> tuple[object, ...]:
        return ("",) if "pg_notify" in query else one(query, values)

    monkeypatch.setattr(gateway, "_one", deaf)
    assert gateway.listen() is None


def end_sessions(zone: Zone) -> None:
    """End every session of persons, as a restart of the server does."""
    zone.owner().execute(
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
        " where datname = current_database() and usename like 'lp\\_%'"
    )


def test_a_lost_connection_is_opened_again(zone: Zone, gateway: PgGateway) -> None:
    bells = gateway.listen()
    assert bells is not None
    end_sessions(zone)
    with pytest.raises(Unavailable) as caught:
        gateway.head()
    assert caught.value.reason == "offline"
    assert gateway.head() > 0
    with pytest.raises(Unavailable):
        ring_until_lost(bells)
    bells.close()


def ring_until_lost(bells: Bells) -> None:
    """Take what comes in until the end of the connection does; the first look may see a message."""
    for _ in range(3):
        assert select.select([bells], [], [], 10)[0]
        assert not bells.ring()


def test_a_hanging_session_is_ended(zone: Zone, gateway: PgGateway) -> None:
    hostile = zone.desk("robot.one").connection
    hostile.autocommit = False
    hostile.execute("select api.submit(%s, 'book', %s)", (uuid7(), book_args(zone)))
    answer = gateway.submit(uuid7(), "book", book_args(zone))
    assert answer["ok"] is True, answer
    with pytest.raises(psycopg.OperationalError):
        hostile.execute("select 1")


def test_a_lock_that_stays_is_busy(zone: Zone, gateway: PgGateway) -> None:
    holder = zone.owner()
    holder.autocommit = False
    holder.execute("select * from app.head for update")
    with pytest.raises(Unavailable) as caught:
        gateway.submit(uuid7(), "book", book_args(zone))
    assert caught.value.reason == "busy"
    holder.rollback()
    assert gateway.submit(uuid7(), "book", book_args(zone))["ok"]


def test_a_statement_that_never_ends(zone: Zone) -> None:
    made = connect(address_of(zone), PASSWORD, limit=0.3)
    gateway = PgGateway(lambda: made)
    with pytest.raises(Unavailable):
        gateway._all("select pg_sleep(60)", ())
    assert made.closed


# --- the table ----------------------------------------------------------------------------------


def test_only_four_codes_are_transient() -> None:
    codes = (getattr(value, "sqlstate", None) for value in vars(psycopg.errors).values())
    every = {code for code in codes if isinstance(code, str)}
    transient = {state for state in every if classify(state) is Failure.TRANSIENT}
    assert transient == {"55P03", "40001", "40P01", "57014"}
    assert len(every) > 200


@pytest.mark.parametrize(
    ("sqlstate", "broken", "expected", "mark"),
    [
        ("55P03", False, Unavailable, "busy"),
        ("57014", False, Unavailable, "busy"),
        ("53300", True, Unavailable, "busy"),
        ("53100", False, Unavailable, "busy"),
        ("57P01", True, Unavailable, "offline"),
        ("08006", True, Unavailable, "offline"),
        ("25006", False, Unavailable, "offline"),
        ("55000", False, Unavailable, "offline"),
        (None, True, Unavailable, "offline"),
        (None, False, BugError, None),
        ("28000", False, AuthError, "login_disabled"),
        ("42883", False, EnvironmentProblem, "not_ours"),
        ("LB500", False, BugError, None),
        ("23505", False, BugError, None),
    ],
)
def test_what_a_code_means(
    sqlstate: str | None, broken: bool, expected: type[BookingError], mark: str | None
) -> None:
    error = psycopg.OperationalError("first line\nDETAIL: a row of somebody else")
    error.sqlstate = sqlstate
    found = translate(error, broken=broken)
    assert type(found) is expected
    assert getattr(found, "reason", getattr(found, "code", None)) == mark
    assert "somebody" not in str(found)
