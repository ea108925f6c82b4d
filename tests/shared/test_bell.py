"""A full queue of notifications silences the bell and stops nobody.

One session that listens and stays in a transaction, or does not read what it is sent, keeps every
notification of the whole cluster in the queue, and a commit that finds the queue full fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest

from booking.shared import admin, doctor
from tests.shared.support import make_server
from tests.zones import Desk, Zone, at, fresh_zone, make_template, open_day

ROOM = "JO-1F-MR01"
PAGES = 64  # the smallest queue that PostgreSQL allows


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zone]:
    """A zone on a server of its own whose queue of notifications is small."""
    directory = tmp_path_factory.mktemp("small") / "server"
    server = make_server(directory, "as found", max_notify_queue_pages=str(PAGES))
    try:
        server.start()
        with fresh_zone(server, make_template(server, directory)) as zone:
            yield zone
    finally:
        server.remove()


@pytest.fixture
def day(request: pytest.FixtureRequest) -> datetime:
    """A day for each way to fill the queue, as both use one zone."""
    return open_day(2 if "deaf" in request.node.name else 9)


@pytest.fixture(params=["in a transaction", "deaf"])
def clogged(small: Zone, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Fill the queue; yields the session that keeps it full until it ends."""
    hostile, flood = small.desk("robot.one"), small.desk("robot.two")
    hostile.connection.execute("listen loop_bell")
    if request.param == "in a transaction":
        hostile.connection.execute("begin")
    assert flood.rows("select pg_notification_queue_usage()") == [(0.0,)]
    _fill(flood)
    if request.param == "deaf":
        _wait_until_stuck(small, hostile)
        _fill(flood)
    yield hostile
    for connection in small.opened:
        connection.close()
    small.opened.clear()


def _wait_until_stuck(zone: Zone, desk: Desk) -> None:
    """Wait until the server can send no more to a session that reads nothing."""
    owner, pid = zone.owner(), desk.connection.info.backend_pid
    stuck = "select wait_event = 'ClientWrite' from pg_stat_activity where pid = %s"
    while owner.execute(stuck, (pid,)).fetchone() != (True,):
        continue


def _fill(desk: Desk) -> None:
    """Notify until the queue is full; a listener that reads nothing takes a part meanwhile."""
    for _ in range(9 * PAGES):
        try:
            desk.rows("select pg_notify('loop_bell', repeat('x', 7999))")
        except psycopg.errors.ProgramLimitExceeded:
            return
    pytest.fail("the queue does not fill up")


def test_acts_are_done_while_the_queue_is_full(small: Zone, clogged: Desk, day: datetime) -> None:
    writer, other = small.desk("photon.one"), small.desk("biotech.one")
    for hour in range(9, 12):
        answer = writer.book(ROOM, at(day, hour), at(day, hour + 1))
        assert answer["ok"], answer
        assert other.rows("select api.head()") == [(answer["chg"],)]
        refused = other.book(ROOM, at(day, hour), at(day, hour + 1))
        assert refused["code"] == "slot_taken"
    assert not clogged.connection.closed


def test_the_bell_rings_again_once_the_queue_is_free(
    small: Zone, clogged: Desk, day: datetime
) -> None:
    writer, listener = small.desk("photon.one"), small.desk("biotech.one")
    assert writer.book(ROOM, at(day, 13), at(day, 14))["ok"]
    _end(small, clogged)
    small.owner().execute("update app.head set bell_at = '-infinity'")
    listener.connection.execute("listen loop_bell")
    answer = writer.book(ROOM, at(day, 14), at(day, 15))
    heard = list(listener.connection.notifies(timeout=20, stop_after=1))
    assert [note.payload for note in heard] == [str(answer["chg"])]


def test_the_examination_names_who_keeps_the_bell_silent(small: Zone, clogged: Desk) -> None:
    found = _findings(small)
    assert set(found) == {"bell_silent"}
    assert clogged.login in found["bell_silent"]
    _end(small, clogged)
    assert _findings(small) == {}


def _findings(zone: Zone) -> dict[str, str]:
    with admin.connect(zone.server.conninfo(zone.database)) as connection:
        return {finding.code: finding.message for finding in doctor.examine(connection)}


def _end(zone: Zone, desk: Desk) -> None:
    """End a session; returns once it has gone."""
    pid = desk.connection.info.backend_pid
    ended = zone.owner().execute("select pg_terminate_backend(%s, 20000)", (pid,)).fetchone()
    assert ended == (True,)
