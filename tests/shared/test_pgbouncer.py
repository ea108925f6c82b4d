"""Through a real PgBouncer in transaction mode: acts, feeds, accounts; LISTEN is of no use."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from booking.cache.act import ActState
from booking.errors import AuthError, EnvironmentProblem
from booking.shared.accounts import Invitation, Newcomer, add_person, change_own_password
from booking.shared.connect import Address, connect, parse
from booking.shared.gateway import PgGateway
from booking.sync.backoff import Attention
from booking.sync.outcome import Result
from booking.sync.worker import Worker
from tests.e2e.commands import done
from tests.shared.pooler import Pooler, pooler
from tests.sync.stations import Station
from tests.zones import PASSWORD, Zone, at, iso, open_day


@pytest.fixture
def front(zone: Zone) -> Iterator[Pooler]:
    """PgBouncer in front of the zone's server."""
    with pooler(zone) as made:
        yield made


@pytest.fixture
def address(zone: Zone, front: Pooler) -> Callable[[str], Address]:
    """Return a person's address through the pooler."""

    def of(person: str) -> Address:
        direct = parse(zone.server.url(zone.database, zone.logins[person]))
        return replace(direct, host=front.host, port=str(front.port))

    return of


@pytest.fixture
def station(address: Callable[[str], Address], tmp_path: Path) -> Iterator[Callable[..., Station]]:
    """Makes desktops whose line goes through the pooler."""
    made: list[Station] = []

    def one(person: str) -> Station:
        made.append(Station(address(person), tmp_path / person))
        return made[-1]

    yield one
    for each in made:
        each.close()


@pytest.fixture
def slot() -> datetime:
    """An hour that can be booked."""
    return at(open_day(), 10)


def test_acts_and_feeds(station: Callable[..., Station], slot: datetime) -> None:
    mine, other = station("startup.one"), station("robot.one")
    acts = []
    for hour in range(8):
        acts.append(mine.book(at(slot, 9 + hour)))
        assert mine.syncer.round().result is Result.DONE
        assert other.syncer.round().result is Result.DONE
    assert [mine.act(act).state for act in acts] == [ActState.CONFIRMED] * 8
    assert [len(other.occupied(at(slot, 9 + hour))) for hour in range(8)] == [1] * 8
    clash = other.book(at(slot, 12))
    other.syncer.round()
    assert other.act(clash).code == "slot_taken"


def test_listening_is_found_to_be_of_no_use(address: Callable[[str], Address], zone: Zone) -> None:
    through = PgGateway(lambda: connect(address("startup.one"), PASSWORD))
    # Somebody else: the pooler keeps some of the few connections that one person may have.
    direct = parse(zone.server.url(zone.database, zone.logins["robot.one"]))
    beside = PgGateway(lambda: connect(direct, PASSWORD))
    try:
        assert through.listen() is None
        bells = beside.listen()
        assert bells is not None
        bells.close()
    finally:
        through.close()
        beside.close()


def test_the_worker_polls(
    station: Callable[..., Station], slot: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = station("startup.one"), station("robot.one")
    other.syncer.round()
    listened: queue.Queue[object] = queue.Queue()
    listen = mine.gateway.listen

    def note() -> object:
        bells = listen()
        listened.put(bells)
        return bells

    monkeypatch.setattr(mine.gateway, "listen", note)
    worker = Worker(mine.syncer, mine.bus, attention=Attention.FOCUSED)
    worker.start()
    try:
        assert listened.get(timeout=30) is None
        act = other.book(slot)
        other.syncer.round()
        chg = other.act(act).chg
        assert chg is not None
        mine.wait_for_cursor(chg)
    finally:
        assert worker.stop(30)
    assert len(mine.occupied(slot)) == 1


def test_the_command_line(zone: Zone, front: Pooler, slot: datetime, tmp_path: Path) -> None:
    login = zone.logins["startup.one"]
    path, secret = tmp_path / "mine.invitation", tmp_path / "password.txt"
    path.write_text(Invitation(front.host, str(front.port), zone.database, login).as_text())
    secret.write_text(PASSWORD)
    given = ("--password-file", str(secret), "--keep-password", "file")
    data = tmp_path / "data"
    assert done(data, "sign-in", str(path), *given)["login"] == login
    times = ("--from", iso(slot), "--to", iso(at(slot, 11)))
    booked = done(data, "book", "--resource", "JO-1F-MR01", "--title", "Talk", *times)
    assert booked["act"]["state"] == "confirmed"
    assert len(done(data, "show", booked["booking"]["id"], "--history", "online")["history"]) == 1


@pytest.mark.parametrize(
    ("change", "password", "code"),
    [
        ({}, "wrong", "wrong_password"),
        ({"login": "lp_000000000000"}, PASSWORD, "wrong_password"),
        ({"database": "nowhere"}, PASSWORD, "not_ours"),
    ],
)
def test_what_the_pooler_refuses(
    address: Callable[[str], Address], change: dict[str, str], password: str, code: str
) -> None:
    with pytest.raises((AuthError, EnvironmentProblem)) as caught:
        connect(replace(address("startup.one"), **change), password)
    assert getattr(caught.value, "code", None) == code


def test_a_login_that_is_disabled(zone: Zone, tmp_path: Path) -> None:
    login, _ = add_person(zone.owner(), Newcomer("New", "PHOTON"), PASSWORD)
    zone.logins["newcomer"] = login
    with pooler(zone) as front:
        zone.owner().execute("select account.person_active(%s, false)", (login,))
        with pytest.raises(AuthError) as caught:
            connect(Address(front.host, str(front.port), zone.database, login), PASSWORD)
    assert caught.value.code == "login_disabled"


def test_account_work_many_times_over(address: Callable[[str], Address]) -> None:
    """A driver prepares a statement that comes again, and the server's session is another one."""
    lines = [connect(address("startup.one"), PASSWORD) for _ in range(2)]
    try:
        for _ in range(8):
            for line in lines:
                change_own_password(line, PASSWORD)
    finally:
        for line in lines:
            line.close()
