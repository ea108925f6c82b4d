"""The daily comparison with the real server: what it finds, and what it does not mind."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from booking.cache import queries, state
from booking.cache.engine import Cache
from booking.cache.sqlite import Connection
from booking.errors import Unavailable
from booking.events import CacheRebuilt
from booking.shared.doors import Gateway, Page, Want
from booking.sync import sanity
from booking.sync.outcome import Result
from tests.sync.conftest import MakeStation
from tests.sync.stations import Station
from tests.zones import Zone, iso

OTHER = "JO-1F-MR02"


def _hide(zone: Zone, code: str) -> None:
    """Show a resource to one tenant's class alone."""
    zone.owner().execute(
        "update app.resource set chg = app.load_chg('test', ''), classes ="
        " (select array_agg(tenant_class) from app.tenant where code = 'BIOTECH')"
        " where code = %s",
        (code,),
    )


def _tamper(station: Station, query: str) -> None:
    """Change the cache behind the program's back, and let a day have passed."""

    def work(connection: Connection) -> None:
        assert connection.execute(query).rowcount == 1
        state.put(connection, "compared", None)

    station.desk.cache.write(work)


@pytest.mark.parametrize(
    "fault",
    [
        "DELETE FROM allocation WHERE rowid IN (SELECT max(rowid) FROM allocation)",
        "UPDATE allocation SET unit = unit + 1 WHERE rowid IN (SELECT max(rowid) FROM allocation)",
        "UPDATE allocation SET starts = starts - 60, ends = ends - 60"
        " WHERE rowid IN (SELECT max(rowid) FROM allocation)",
        "INSERT INTO allocation (id, resource_id, unit, starts, ends, before, after, chg)"
        " SELECT randomblob(16), resource_id, unit, starts + 86400, ends + 86400, before, after,"
        " chg FROM allocation WHERE rowid IN (SELECT max(rowid) FROM allocation)",
    ],
    ids=["lost", "altered", "shifted", "invented"],
)
def test_a_cache_that_was_tampered_with_is_pulled_anew(
    station: MakeStation, slot: datetime, fault: str
) -> None:
    mine = station("startup.one", page=2)
    for hour in range(3):
        mine.book(slot + timedelta(hours=hour))
    assert mine.syncer.round().result is Result.DONE
    day = slot - timedelta(days=2), slot + timedelta(days=2)
    right = sorted(queries.occupation(mine.desk.cache, *day))
    assert len(right) == 3
    _tamper(mine, fault)
    assert sorted(queries.occupation(mine.desk.cache, *day)) != right
    assert mine.syncer.round().result is Result.AGAIN
    assert mine.syncer.round().result is Result.DONE
    assert sorted(queries.occupation(mine.desk.cache, *day)) == right
    assert mine.told(CacheRebuilt) == [CacheRebuilt("mismatch")]


def test_a_cache_that_is_right_passes_the_census(
    zone: Zone, station: MakeStation, slot: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after moves and cancellations, with a resource hidden, and of one site only."""
    other = station("robot.one")
    acts = [other.book(slot + timedelta(hours=hour)) for hour in range(4)]
    other.book(slot, room=OTHER)
    other.syncer.round()
    mine = station("startup.one", page=2)
    mine.syncer.round()
    joint = next(s.id for s in queries.catalogue(mine.desk.cache).sites.values() if s.code == "JO")
    part = station("startup.one", "part", sites=(joint,))
    part.syncer.round()
    times = {"from": iso(slot + timedelta(hours=5)), "to": iso(slot + timedelta(hours=6))}
    other.change("move", acts[0].subject, 1, **times)
    other.change("cancel", acts[1].subject, 1)
    _hide(zone, OTHER)
    other.syncer.round()
    found: list[sanity.Compared] = []
    compare = sanity.compare

    def note(cache: Cache, gateway: Gateway) -> sanity.Compared:
        found.append(compare(cache, gateway))
        return found[-1]

    monkeypatch.setattr(sanity, "compare", note)
    for each in (mine, part, other):
        each.desk.cache.write(lambda c: state.put(c, "compared", None))
        assert each.syncer.round().result is Result.DONE
        assert len(each.occupied(slot + timedelta(hours=2))) == 1
    assert len(mine.occupied(slot)) == 0  # moved away, and the other is hidden
    assert found == [sanity.Compared.SAME] * 3
    assert mine.told(CacheRebuilt) == []


def test_a_first_pull_hears_of_nothing_that_is_gone_unless_it_was_torn(
    station: MakeStation, slot: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = station("robot.one")
    acts = [other.book(slot + timedelta(hours=hour)) for hour in range(4)]
    other.syncer.round()

    def cancel(number: int) -> None:
        other.change("cancel", acts[number].subject, 1)
        other.syncer.round()

    cancel(0)
    mine = station("startup.one", page=1)
    pull = mine.gateway.pull_allocations
    gone: list[bytes] = []
    pages = 0

    def note(want: Want, resource: int | None = None) -> Page:
        nonlocal pages
        pages += 1
        if pages == 3:
            raise Unavailable("torn")
        page = pull(want, resource)
        gone.extend(row[0] for row in page.rows if not row[7])
        return page

    monkeypatch.setattr(mine.gateway, "pull_allocations", note)
    assert mine.syncer.round().result is Result.OFFLINE
    assert gone == []
    cancel(1)  # which has been pulled
    cancel(3)  # which has not
    assert mine.syncer.round().result is Result.DONE
    assert len(mine.occupied(slot + timedelta(hours=2))) == 1
    day = slot - timedelta(days=1), slot + timedelta(days=1)
    assert len(queries.occupation(mine.desk.cache, *day)) == 1
    fresh = station("startup.one", "fresh", page=1)
    pull, gone, pages = fresh.gateway.pull_allocations, [], 3
    monkeypatch.setattr(fresh.gateway, "pull_allocations", note)
    assert fresh.syncer.round().result is Result.DONE
    assert gone == []
    assert pages > 4
    assert len(queries.occupation(fresh.desk.cache, *day)) == 1
