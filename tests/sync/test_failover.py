"""A standby is promoted that never got the last bookings: nobody goes on as if nothing happened.

Two real servers, streaming asynchronously. The tail is lost on purpose: the shipping ends, people
book on, the primary dies with SIGKILL, the standby is promoted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from booking.cache import state
from booking.cache.act import Act, ActState
from booking.cache.sqlite import Connection
from booking.events import ActConfirmed, ActLost, ActRefused, CacheRebuilt
from booking.shared.connect import Address, parse
from booking.shared.embedded import EmbeddedServer
from booking.sync.outcome import Result
from tests.shared.replicas import caught_up, copy_of, cut, promote
from tests.shared.support import make_server
from tests.sync.stations import Station
from tests.zones import Zone, at, iso, make_template, open_day

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Unix sockets and accounts")

CONTENTS = (
    "SELECT kind, id, body, chg FROM catalogue ORDER BY 1, 2",
    "SELECT id, resource_id, unit, starts, ends, before, after, chg FROM allocation ORDER BY 1",
    "SELECT * FROM booking ORDER BY 1",
    "SELECT * FROM booking_link ORDER BY 1, 2",
)


@dataclass
class Park:
    """A zone that lives on, from one server to the next.

    Attributes:
        servers: the present primary is the last.
        zone: logins and the name of the database.
        day: of the last test, which the next one does not touch.
    """

    servers: list[EmbeddedServer]
    zone: Zone
    day: datetime = field(default_factory=open_day)


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Park]:
    """A zone on a server of its own."""
    with ExitStack() as stack:
        server = make_server(tmp_path_factory.mktemp("park") / "server", "as found")
        stack.callback(server.remove)
        server.start()
        template = make_template(server, server.directory)
        logins = json.loads((server.directory / "template.json").read_text("utf-8"))
        made = Park([server], Zone(server, template, logins))
        yield made
        made.servers[-1].remove()


@dataclass
class Pair:
    """A primary and its standby, one address that names both, and desktops at it."""

    primary: EmbeddedServer
    standby: EmbeddedServer
    zone: Zone
    top: Path
    day: datetime
    opened: list[Station] = field(default_factory=list)

    def address(self, person: str) -> Address:
        """Return the address of both servers."""
        one, two = (
            parse(server.url(self.zone.database, self.zone.logins[person]))
            for server in (self.primary, self.standby)
        )
        return replace(one, host=f"{one.host},{two.host}", port=f"{one.port},{two.port}")

    def station(self, person: str, name: str = "") -> Station:
        """Open a desktop."""
        made = Station(self.address(person), self.top / (name or person))
        self.opened.append(made)
        return made

    def signed_in(self, *people: str) -> list[Station]:
        """Open desktops that have pulled everything."""
        made = [self.station(person) for person in people]
        assert [each.syncer.round().result for each in made] == [Result.DONE] * len(made)
        return made

    def hour(self, hour: int) -> datetime:
        """Return that wall time of the sites on a day to come."""
        return at(self.day, hour)

    def stop_shipping(self) -> None:
        """What is booked from now on reaches the primary alone."""
        caught_up(self.primary, self.standby)
        cut(self.primary, self.standby)

    def fail_over(self) -> None:
        """Kill the primary, promote the standby; until then a desktop is offline."""
        self.primary.kill()
        for station in self.opened:
            assert station.syncer.round().result is Result.OFFLINE
        promote(self.standby)


@pytest.fixture
def pair(park: Park, tmp_path: Path) -> Iterator[Pair]:
    """The primary, a standby that has all, and a day for this test."""
    primary = park.servers[-1]
    standby = copy_of(primary, tmp_path / "standby", standby=True)
    park.servers.append(standby)
    park.day = open_day((park.day - datetime.now(UTC)).days + 2)
    made = Pair(primary, standby, park.zone, tmp_path, park.day)
    yield made
    for station in made.opened:
        station.close()
    primary.remove()


def contents(connection: Connection) -> list[list[tuple[object, ...]]]:
    """Return every row that was pulled."""
    return [connection.execute(query).fetchall() for query in CONTENTS]


def is_as_from_zero(pair: Pair, person: str) -> None:
    """See that a desktop's cache is what a new desktop of that person pulls now."""
    station = next(each for each in pair.opened if each.desk.folder == pair.top / person)
    fresh = pair.station(person, f"{person}-fresh")
    assert fresh.syncer.round().result is Result.DONE
    assert station.syncer.round().result is Result.DONE
    assert station.desk.cache.read(contents) == fresh.desk.cache.read(contents)
    assert station.desk.cache.read(state.anchor) == fresh.desk.cache.read(state.anchor)


def confirmed(station: Station, *acts: Act) -> None:
    """Sync, and see that the server has done these acts."""
    assert station.syncer.round().result is Result.DONE
    for act in acts:
        assert station.act(act).state is ActState.CONFIRMED, station.act(act).answer


def test_lost_acts_are_shown_and_done_again_with_the_same_ids(pair: Pair) -> None:
    mine, onlooker, rival = pair.signed_in("photon.one", "biotech.one", "robot.one")
    kept, moved, dropped = (mine.book(pair.hour(hour)) for hour in (9, 10, 11))
    confirmed(mine, kept, moved, dropped)
    pair.stop_shipping()

    free, taken = mine.book(pair.hour(12), "Again"), mine.book(pair.hour(13), "Taken")
    confirmed(mine, free, taken)
    times = {"from": iso(pair.hour(14)), "to": iso(pair.hour(15))}
    move = mine.change("move", moved.subject, 1, **times)
    edit = mine.change("edit", free.subject, 1, title="Named anew")
    cancel = mine.change("cancel", dropped.subject, 1)
    confirmed(mine, move, edit, cancel)
    assert onlooker.syncer.round().result is Result.DONE
    before = mine.desk.cache.read(state.cursor)

    pair.fail_over()
    # By now the new primary's numbers are beyond those of the lost tail, so that a desktop that
    # looked at numbers alone would skip what bears the numbers it has seen.
    rival_acts = [rival.book(pair.hour(13), "Faster")]
    rival_acts += [rival.book(pair.hour(h), room="JO-1F-MR02") for h in range(9, 18)]
    confirmed(rival, *rival_acts)

    mine.told(CacheRebuilt)
    assert mine.syncer.round().result is Result.DONE
    told = [mine.events.get() for _ in range(mine.events.qsize())]
    assert [e.reason for e in told if isinstance(e, CacheRebuilt)] == ["failover"]
    lost = [free, taken, move, edit, cancel]
    assert [e.act for e in told if isinstance(e, ActLost)] == [act.id for act in lost]
    again = [free, move, edit, cancel]
    assert [e.act for e in told if isinstance(e, ActConfirmed)] == [act.id for act in again]
    assert [(e.act, e.code) for e in told if isinstance(e, ActRefused)] == [
        (taken.id, "slot_taken")
    ]
    cursor = mine.desk.cache.read(state.cursor)
    assert before is not None
    assert cursor is not None
    assert cursor > before
    stays = [mine.act(act).state for act in (kept, moved, dropped)]
    assert stays == [ActState.CONFIRMED] * 3

    onlooker.told(CacheRebuilt)
    assert onlooker.syncer.round().result is Result.DONE
    assert [event.reason for event in onlooker.told(CacheRebuilt)] == ["failover"]
    for person in ("photon.one", "biotech.one", "robot.one"):
        is_as_from_zero(pair, person)
    hours = [9, 12, 13, 14]
    assert [len(onlooker.occupied(pair.hour(hour))) for hour in range(9, 16)] == [
        (hour in hours) + 1 for hour in range(9, 16)
    ]
    assert not mine.told(ActLost)  # told once


def test_a_desktop_whose_numbers_are_ahead_goes_back(pair: Pair) -> None:
    (mine,) = pair.signed_in("photon.one")
    pair.stop_shipping()
    acts = [mine.book(pair.hour(hour)) for hour in (9, 10, 11)]
    confirmed(mine, *acts)
    pair.fail_over()

    # Nothing was written since: the server's own number is lower than this desktop's.
    mine.told(CacheRebuilt)
    assert mine.syncer.round().result is Result.DONE
    told = [mine.events.get() for _ in range(mine.events.qsize())]
    assert [e.reason for e in told if isinstance(e, CacheRebuilt)] == ["failover"]
    assert [e.act for e in told if isinstance(e, ActLost)] == [act.id for act in acts]
    confirmed(mine, *acts)
    is_as_from_zero(pair, "photon.one")
    assert [len(mine.occupied(pair.hour(hour))) for hour in (9, 10, 11)] == [1, 1, 1]


def test_a_lost_move_of_a_booking_that_a_colleague_moved_since(pair: Pair) -> None:
    """The booking has as high a revision as the lost move gave it; by the colleague's move."""
    mine, colleague = pair.signed_in("photon.one", "photon.admin")
    booked = colleague.book(pair.hour(9))
    confirmed(colleague, booked)
    assert mine.syncer.round().result is Result.DONE
    pair.stop_shipping()
    later, latest = (
        {"from": iso(pair.hour(hour)), "to": iso(pair.hour(hour + 1))} for hour in (11, 14)
    )
    move = mine.change("move", booked.subject, 1, **later)
    confirmed(mine, move)
    pair.fail_over()

    confirmed(colleague, colleague.change("move", booked.subject, 1, **latest))
    assert mine.syncer.round().result is Result.DONE
    told = [mine.events.get() for _ in range(mine.events.qsize())]
    assert [e.act for e in told if isinstance(e, ActLost)] == [move.id]
    assert [(e.act, e.code) for e in told if isinstance(e, ActRefused)] == [(move.id, "stale")]
    assert [len(mine.occupied(pair.hour(hour))) for hour in (9, 11, 14)] == [0, 0, 1]
    for person in ("photon.one", "photon.admin"):
        is_as_from_zero(pair, person)


def test_answers_around_the_moment_of_the_failure(pair: Pair) -> None:
    heard, torn, idle = pair.signed_in("photon.one", "biotech.one", "robot.one")
    early = heard.book(pair.hour(9))
    confirmed(heard, early)
    pair.stop_shipping()

    # One desktop has the answer and never pulled it; to another the answer never came.
    heard.gateway.deaf = torn.gateway.torn = 1
    acked, unknown = heard.book(pair.hour(10)), torn.book(pair.hour(11))
    for station, act, expected in (
        (heard, acked, ActState.CONFIRMED),
        (torn, unknown, ActState.IN_FLIGHT),
    ):
        assert station.syncer.round().result is Result.OFFLINE
        assert station.act(act).state is expected
    queued = heard.change("cancel", acked.subject, None)
    pair.fail_over()

    heard.told(CacheRebuilt)
    confirmed(torn, unknown)
    assert "replayed" not in (torn.act(unknown).answer or {})  # the tail with its answer is lost
    confirmed(heard, early, acked, queued)
    told = [heard.events.get() for _ in range(heard.events.qsize())]
    assert [e.act for e in told if isinstance(e, ActLost)] == [acked.id]
    # It had pulled nothing of what was lost, so its copy goes on.
    assert not [e for e in told if isinstance(e, CacheRebuilt)]
    assert idle.syncer.round().result is Result.DONE
    assert not idle.told(CacheRebuilt)
    for person in ("photon.one", "biotech.one", "robot.one"):
        is_as_from_zero(pair, person)
    assert [len(idle.occupied(pair.hour(hour))) for hour in (9, 10, 11)] == [1, 0, 1]


def test_a_standby_that_is_addressed_alone_is_no_shared_database(pair: Pair) -> None:
    (mine,) = pair.signed_in("photon.one")
    login = pair.zone.logins["photon.one"]
    there = Station(parse(pair.standby.url(pair.zone.database, login)), pair.top / "there")
    pair.opened.append(there)
    outcome = there.syncer.round()
    assert (outcome.result, len(str(outcome.problem).splitlines())) == (Result.OFFLINE, 1)
    act = there.book(pair.hour(9))
    assert there.syncer.round().result is Result.OFFLINE
    assert there.act(act).state is ActState.QUEUED
    confirmed(mine, mine.book(pair.hour(10)))
    pair.stop_shipping()
    pair.fail_over()
    confirmed(there, act)
    assert len(there.occupied(pair.hour(10))) == 1
