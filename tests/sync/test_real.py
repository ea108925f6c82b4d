"""Two desktops over the real server: the same engine, the real doors."""

from __future__ import annotations

import queue
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from booking.cache import projection, queries
from booking.cache.act import ActState
from booking.cache.picture import Projected, Standing
from booking.sync.backoff import Attention
from booking.sync.outcome import Result
from booking.sync.worker import Worker
from tests.sync.conftest import MakeStation
from tests.sync.kit import taken
from tests.sync.stations import ROOM, Station
from tests.zones import iso

CANARY = "canary-7f3a"


def test_the_whole_catalogue_is_read(
    station: MakeStation, caplog: pytest.LogCaptureFixture
) -> None:
    mine = station("startup.one", page=20)
    assert mine.syncer.round().result is Result.DONE
    catalogue = queries.catalogue(mine.desk.cache)
    assert caplog.records == []
    assert len(catalogue.sites) >= 2
    assert catalogue.resource(ROOM) is not None
    me = catalogue.me()
    assert me is not None
    assert set(catalogue.people) >= {me.id}
    for resource in catalogue.resources.values():
        assert resource.policy_id in catalogue.policies
        assert resource.hours_id in catalogue.hours
        assert resource.site_id in catalogue.sites


def test_an_offline_booking_is_seen_as_busy_elsewhere(
    station: MakeStation, slot: datetime, tmp_path: Path
) -> None:
    mine, other = station("startup.one"), station("robot.one")
    other.syncer.round()
    act = mine.book(slot, CANARY)
    picture = projection.bookings(mine.desk.cache, mine.desk.outbox, taken)
    assert picture.bookings == ()
    mine.syncer.round()
    assert mine.act(act).state is ActState.CONFIRMED, mine.act(act).answer
    other.syncer.round()
    assert [r.starts for r in other.occupied(slot)] == [r.starts for r in mine.occupied(slot)]
    day = projection.day(
        other.desk.cache, other.desk.outbox, taken, slot, slot + timedelta(hours=1)
    )
    assert [cell.projected for cell in day.cells] == [None]
    ours = projection.day(mine.desk.cache, mine.desk.outbox, taken, slot, slot + timedelta(hours=1))
    assert [c.projected and c.projected.booking.title for c in ours.cells] == [CANARY]
    written = b"".join(path.read_bytes() for path in (tmp_path / "robot.one").iterdir())
    assert CANARY.encode() not in written
    clash = other.book(slot)
    assert [p.standing for p in _pictured(other)] == [Standing.LIKELY_LOST]
    other.syncer.round()
    assert other.act(clash).code == "slot_taken"


def _pictured(station: Station) -> tuple[Projected, ...]:
    return projection.bookings(station.desk.cache, station.desk.outbox, taken).bookings


def test_lost_after_the_commit(station: MakeStation, slot: datetime) -> None:
    mine = station("startup.one")
    mine.syncer.round()
    mine.gateway.torn = 1
    act = mine.book(slot)
    assert mine.syncer.round().result is Result.OFFLINE
    assert mine.act(act).state is ActState.IN_FLIGHT
    assert mine.syncer.round().result is Result.DONE
    answer = mine.act(act).answer or {}
    assert (answer["ok"], answer["replayed"]) == (True, True)
    assert len(mine.occupied(slot)) == 1


def test_a_chain_made_offline(station: MakeStation, slot: datetime) -> None:
    mine = station("startup.one")
    mine.syncer.round()
    book = mine.book(slot)
    later = slot + timedelta(hours=2)
    outbox, key = mine.desk.outbox, book.subject
    times = {"from": iso(later), "to": iso(later + timedelta(hours=1))}
    move = outbox.append("move", {"booking": key, "expects": None, **times}, subject=key)
    edit = outbox.append("edit", {"booking": key, "expects": None, "title": "Later"}, subject=key)
    mine.syncer.round()
    assert [mine.act(a).state for a in (book, move, edit)] == [ActState.CONFIRMED] * 3
    assert mine.occupied(slot) == []
    assert len(mine.occupied(later)) == 1
    cancel = outbox.append("cancel", {"booking": key, "expects": 3}, subject=key)
    mine.syncer.round()
    assert mine.act(cancel).state is ActState.CONFIRMED, mine.act(cancel).answer
    assert mine.occupied(later) == []
    (shown,) = _pictured(mine)
    assert (shown.booking.title, shown.booking.state) == ("Later", "cancelled")


def test_cache_after_changes_equals_a_pull_from_zero(station: MakeStation, slot: datetime) -> None:
    mine, other = station("startup.one", page=3), station("robot.one")
    mine.syncer.round()
    for hour in range(4):
        other.book(slot + timedelta(hours=hour))
    other.syncer.round()
    mine.syncer.round()
    fresh = station("startup.one", "fresh", page=2)
    fresh.syncer.round()
    for question in (queries.catalogue, queries.cursor):
        assert question(mine.desk.cache) == question(fresh.desk.cache)
    day = slot - timedelta(days=1), slot + timedelta(days=2)
    assert sorted(queries.occupation(mine.desk.cache, *day)) == sorted(
        queries.occupation(fresh.desk.cache, *day)
    )
    assert len(queries.occupation(fresh.desk.cache, *day)) == 4


def test_the_worker_hears_the_bell(
    station: MakeStation, slot: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("booking.sync.backoff.between_polls", lambda *_: 3600.0)
    mine, other = station("startup.one"), station("robot.one")
    worker = Worker(mine.syncer, mine.bus, attention=Attention.FOCUSED)
    listening: queue.Queue[object] = queue.Queue()
    listen = mine.gateway.listen

    def note() -> object:
        bells = listen()
        listening.put(bells)
        return bells

    monkeypatch.setattr(mine.gateway, "listen", note)
    worker.start()
    try:
        assert listening.get(timeout=30) is not None
        for hour in range(3):
            act = other.book(slot + timedelta(hours=hour))
            other.syncer.round()
            chg = other.act(act).chg
            assert chg is not None
            mine.wait_for_cursor(chg)
    finally:
        assert worker.stop(30)
    assert len(queries.occupation(mine.desk.cache, slot, slot + timedelta(hours=3))) == 3
