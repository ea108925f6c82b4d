"""The census: count and sum of what is occupied, for a desktop to compare its copy with."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any

import pytest

from tests.zones import Desk, Zone, at, open_day

DAY = open_day()
ROOM, OTHER, BRANCH = "JO-1F-MR01", "JO-1F-MR02", "SB1-2F-MR02"
Counted = dict[str, list[int]]


def _ask(desk: Desk, **args: Any) -> dict[str, Any]:
    ((answer,),) = desk.rows("select api.ask('census', %s)", json.dumps(args))
    assert isinstance(answer, dict)
    return answer


def _census(desk: Desk, ends_after: int = 0, sites: list[int] | None = None) -> Counted:
    answer = _ask(desk, sites=sites, ends_after=ends_after)
    assert answer["ok"], answer
    assert answer["head"] == desk.rows("select api.head()")[0][0]
    found: Counted = answer["resources"]
    return found


def _fed(desk: Desk, ends_after: int = 0, sites: list[int] | None = None) -> Counted:
    """Return the same, reckoned from the feed."""
    found: Counted = {}
    for row in desk.rows(
        "select resource_id, unit, starts, ends, chg"
        " from api.pull_allocations(%s, 0, api.head(), 20000, %s, null) where live",
        sites,
        ends_after,
    ):
        resource, unit, starts, ends, chg = row
        entry = found.setdefault(str(resource), [0, 0])
        entry[0] += 1
        entry[1] += chg * 31 + starts * 7 + ends * 3 + unit
    return found


def _id(zone: Zone, code: str, table: str = "resource") -> int:
    query = f"select id from app.{table} where code = %s"
    row = zone.owner().execute(query.encode(), (code,)).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def busy(zone: Zone) -> Zone:
    """Rooms at two sites, booked by two tenants; one booking is cancelled, one moved."""
    mine, theirs = zone.desk("photon.one"), zone.desk("biotech.one")
    for room in (ROOM, OTHER, BRANCH):
        for hour in range(9, 12):
            assert mine.book(room, at(DAY, hour), at(DAY, hour + 1))["ok"]
    gone = theirs.book(ROOM, at(DAY, 14), at(DAY, 15))
    assert theirs.submit("cancel", {"booking": gone["booking"], "expects": 1})["ok"]
    moved = theirs.book(ROOM, at(DAY, 15), at(DAY, 16))
    times = {"from": f"{at(DAY, 16):%FT%TZ}", "to": f"{at(DAY, 17):%FT%TZ}"}
    move = {"booking": moved["booking"], "expects": 1, "resource": OTHER}
    assert theirs.submit("move", move | times)["ok"]
    return zone


@pytest.mark.parametrize("person", ["photon.one", "biotech.one", "joint.admin", "auditor"])
def test_it_counts_what_the_feed_sends(busy: Zone, person: str) -> None:
    desk = busy.desk(person)
    found = _census(desk)
    assert found == _fed(desk)
    counts = {int(key): entry[0] for key, entry in found.items()}
    assert counts == {_id(busy, ROOM): 3, _id(busy, OTHER): 4, _id(busy, BRANCH): 3}


def test_nothing_booked_is_nothing_counted(zone: Zone) -> None:
    assert _census(zone.desk("photon.one")) == {}


def test_what_ends_at_that_instant_is_not_counted(busy: Zone) -> None:
    desk = busy.desk("photon.one")
    ten = int(at(DAY, 10).timestamp())
    room = str(_id(busy, ROOM))
    for ends_after, count in ((ten - 1, 3), (ten, 2), (ten + 3600, 1), (ten + 7200, None)):
        found = _census(desk, ends_after)
        assert found == _fed(desk, ends_after)
        assert found.get(room, [None])[0] == count


def test_only_the_sites_that_are_asked_for(busy: Zone) -> None:
    desk = busy.desk("photon.one")
    joint, branch = _id(busy, "JO", "site"), _id(busy, "SB", "site")
    assert set(_census(desk, sites=[branch])) == {str(_id(busy, BRANCH))}
    assert set(_census(desk, sites=[joint])) == {str(_id(busy, ROOM)), str(_id(busy, OTHER))}
    assert _census(desk, sites=[joint, branch]) == _census(desk)
    assert _census(desk, sites=[]) == {}


def test_a_hidden_resource_is_not_in_it(busy: Zone) -> None:
    busy.owner().execute(
        "update app.resource set chg = app.load_chg('test', ''), classes ="
        " (select array_agg(tenant_class) from app.tenant where code = 'BIOTECH')"
        " where code = %s",
        (OTHER,),
    )
    hidden = str(_id(busy, OTHER))
    for person, sees in (
        ("photon.one", False),  # his own bookings are there
        ("branch.admin", False),
        ("biotech.one", True),
        ("joint.admin", True),
    ):
        desk = busy.desk(person)
        found = _census(desk)
        assert (hidden in found) == sees, person
        assert found == _fed(desk)


@pytest.mark.parametrize(
    "args",
    [
        "[]",
        "5",
        "null",
        "{}",
        '{"sites": null}',
        '{"sites": null, "ends_after": null}',
        '{"sites": null, "ends_after": "5"}',
        '{"sites": null, "ends_after": -1}',
        '{"sites": null, "ends_after": 1.5}',
        '{"sites": null, "ends_after": 10000000000}',
        '{"sites": null, "ends_after": 1e131071}',
        '{"sites": 1, "ends_after": 0}',
        '{"sites": "1", "ends_after": 0}',
        '{"sites": {}, "ends_after": 0}',
        '{"sites": ["1"], "ends_after": 0}',
        '{"sites": [null], "ends_after": 0}',
        '{"sites": [-1], "ends_after": 0}',
        '{"sites": [2147483648], "ends_after": 0}',
        '{"sites": [[1]], "ends_after": 0}',
        '{"sites": null, "ends_after": 0, "more": 1}',
    ],
)
def test_a_census_of_something_else_is_refused(busy: Zone, args: str) -> None:
    ((answer,),) = busy.desk("photon.one").rows("select api.ask('census', %s)", args)
    assert (answer["ok"], answer["code"]) == (False, "bad_request")


def test_head_and_rows_are_of_one_instant(zone: Zone) -> None:
    """While somebody books, each answer counts just the bookings up to its own head."""
    writer, reader = zone.desk("photon.one"), zone.desk("biotech.one")
    numbers: list[int] = []
    done = threading.Event()

    def write() -> None:
        try:
            for slot in range(32):
                start = at(DAY, 9) + timedelta(minutes=slot // 2 * 30)
                room = (ROOM, OTHER)[slot % 2]
                numbers.append(writer.book(room, start, start + timedelta(minutes=30))["chg"])
        finally:
            done.set()

    thread = threading.Thread(target=write)
    answers: list[dict[str, Any]] = []
    thread.start()
    while not done.is_set():
        answers.append(_ask(reader, sites=None, ends_after=0))
    thread.join()
    answers.append(_ask(reader, sites=None, ends_after=0))
    assert len(numbers) == 32
    for answer in answers:
        counted = sum(count for count, _ in answer["resources"].values())
        assert counted == sum(chg <= answer["head"] for chg in numbers)


def test_a_long_past_is_not_read(busy: Zone) -> None:
    """Over years of allocations it looks up in an index those that end after that instant."""
    owner = busy.owner()
    owner.execute(
        "insert into app.allocation (site_id, item_id, resource_id, unit, during, buffer_before,"
        " buffer_after, blocked_after, blocked_before, chg)"
        " select a.site_id, a.item_id, a.resource_id, a.unit, x.d, 0, 0, x.d, x.d, a.chg"
        " from (select * from app.allocation where live limit 1) a, generate_series(1, 20000) n,"
        " lateral (select tstzrange(lower(a.during) - n * interval '1 hour',"
        "  upper(a.during) - n * interval '1 hour') as d) x"
    )
    owner.execute("analyze app.allocation")
    desk = busy.desk("photon.one")
    with desk.connection.transaction():
        _census(desk, int(at(DAY, 8).timestamp()))
        ((scans, read),) = desk.rows(
            "select seq_scan, idx_tup_fetch from pg_stat_xact_user_tables"
            " where schemaname = 'app' and relname = 'allocation'"
        )
    assert scans == 0
    assert 10 <= read < 20  # ten are live, and a few old versions stand beside them
