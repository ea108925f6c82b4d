"""The feeds: pages, marks, tombstones, what appears and disappears, who sees what of a booking."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from booking.ids import uuid7
from booking.shared.accounts import Grantable, set_active
from tests.shared.newcomers import newcomer_desk
from tests.zones import Desk, Zone, at, iso, open_day

DAY = open_day()
ROOM, OTHER, BRANCH = "JO-1F-MR01", "JO-1F-MR02", "SB1-2F-MR02"
FEEDS = {
    "allocations": "select * from api.pull_allocations(%s::int[], %s, %s, %s, %s::bigint, null,"
    " p_first => {})",
    "bookings": "select * from api.pull_bookings(%s::int[], %s, %s, %s, %s::bigint, p_first => {})",
    "catalogue": "select * from api.pull_catalogue(%s::int[], %s, %s, %s, p_first => {})",
}
Row = tuple[Any, ...]


def _head(desk: Desk) -> int:
    return int(desk.rows("select api.head()")[0][0])


def _pages(
    desk: Desk,
    feed: str,
    after: int = 0,
    limit: int = 5000,
    *,
    sites: list[int] | None = None,
    ends_after: int | None = None,
    first: bool = False,
) -> Iterator[list[Row]]:
    """Yield the data rows of each page, following the marks."""
    query, upto = FEEDS[feed].format(first), _head(desk)
    while True:
        values = (sites, after, upto, limit, ends_after)
        rows = desk.rows(query, *values[: query.count("%s")])
        marked = bool(rows) and (rows[-1][0] is None or rows[-1][1] == "")
        if not marked:
            yield rows
            return
        assert rows[-1][-1] > after, "a mark must lead on"
        after = rows[-1][-1]
        yield rows[:-1]


def _all(desk: Desk, feed: str, *arguments: Any, **named: Any) -> list[Row]:
    return [row for page in _pages(desk, feed, *arguments, **named) for row in page]


def _is_gone(feed: str, row: Row) -> bool:
    if feed == "allocations":
        return not row[7]
    return bool(row[10] if feed == "bookings" else row[2])


def _site(zone: Zone, code: str) -> int:
    row = zone.owner().execute("select id from app.site where code = %s", (code,)).fetchone()
    assert row is not None
    return int(row[0])


def _resource(zone: Zone, code: str) -> int:
    row = zone.owner().execute("select id from app.resource where code = %s", (code,)).fetchone()
    assert row is not None
    return int(row[0])


def _show_to(zone: Zone, code: str, tenant: str | None) -> None:
    """Show a resource to one tenant's class alone, or to everybody."""
    zone.owner().execute(
        "update app.resource set chg = app.load_chg('test', ''), classes ="
        " (select array_agg(tenant_class) from app.tenant where code = %s) where code = %s",
        (tenant, code),
    )


@pytest.fixture
def busy(zone: Zone) -> Zone:
    """Twelve bookings of two tenants, one of them a basket of three, one cancelled."""
    mine, theirs = zone.desk("photon.one"), zone.desk("biotech.one")
    for hour in range(9, 14):
        assert mine.book(ROOM, at(DAY, hour), at(DAY, hour + 1))["ok"]
        assert theirs.book(OTHER, at(DAY, hour), at(DAY, hour + 1))["ok"]
    items = [
        {"item": str(uuid7()), "resource": room, "from": iso(at(DAY, 15)), "to": iso(at(DAY, 16))}
        for room in (ROOM, OTHER, BRANCH)
    ]
    basket = {"booking": str(uuid7()), "title": "Basket", "people": 2, "items": items}
    assert mine.submit("book", basket)["ok"]
    gone = mine.book(ROOM, at(DAY, 17), at(DAY, 18))
    assert mine.submit("cancel", {"booking": gone["booking"], "expects": 1})["ok"]
    return zone


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 5000])
@pytest.mark.parametrize("person", ["photon.one", "biotech.one", "robot.one", "joint.admin"])
def test_pages_together_are_the_whole(busy: Zone, feed: str, limit: int, person: str) -> None:
    desk = busy.desk(person)
    whole = _all(desk, feed)
    pages = list(_pages(desk, feed, limit=limit))
    rows = [row for page in pages for row in page]
    # From the second page on, what is gone is told of, as in any later pull.
    assert [row for row in rows if not _is_gone(feed, row)] == whole
    assert _all(desk, feed, limit=limit, first=True) == whole
    for earlier, later in pairwise(pages):
        if earlier and later:  # a page ends on a whole number
            assert earlier[-1][-1] < later[0][-1]
    assert [row[-1] for row in whole] == sorted(row[-1] for row in whole)


def test_a_page_never_splits_an_act(busy: Zone) -> None:
    desk = busy.desk("photon.one")
    pages = [page for page in _pages(desk, "allocations", limit=1) if page]
    assert max(len(page) for page in pages) == 3  # the basket
    assert all(len({row[-1] for row in page}) == 1 for page in pages)


def test_pages_of_rows_that_are_not_for_one_are_empty_but_lead_on(busy: Zone) -> None:
    _show_to(busy, OTHER, "BIOTECH")
    desk = busy.desk("photon.one")
    pages = list(_pages(desk, "allocations", limit=1))
    assert [] in pages[:-1]
    hidden = _resource(busy, OTHER)
    assert hidden not in {row[1] for page in pages for row in page}


def test_a_first_pull_has_no_tombstones_and_a_later_one_has(busy: Zone) -> None:
    desk = busy.desk("photon.one")
    assert all(row[7] for row in _all(desk, "allocations"))
    before = _head(desk)
    booked = _all(desk, "bookings")[0]
    assert desk.submit("cancel", {"booking": str(booked[0]), "expects": 1})["ok"]
    ((allocation,),) = [[row for row in _all(desk, "allocations", before)]]
    assert allocation[7] is False
    assert str(allocation[0]) in booked[8]
    (told,) = _all(desk, "bookings", before)
    assert told[7] == "cancelled"
    assert told[9] == 2
    (owner_item,) = json.loads(told[8])
    assert owner_item["allocations"] == []
    stranger = busy.desk("biotech.one")
    assert [row[7] for row in _all(stranger, "allocations", before)] == [False]
    assert _all(stranger, "bookings", before) == []


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("person", ["photon.one", "joint.admin", "branch.admin"])
def test_no_page_of_a_first_pull_tells_what_is_gone_or_over(
    busy: Zone, feed: str, person: str
) -> None:
    """The last numbers are a hidden resource, a moved and a cancelled booking, and an old one."""
    mine, desk = busy.desk("photon.one"), busy.desk(person)
    moved, cancelled = _all(mine, "bookings")[:2]
    times = {"from": iso(at(DAY, 14)), "to": iso(at(DAY, 15))}
    move = {"booking": str(moved[0]), "expects": 1, "resource": BRANCH} | times
    assert mine.submit("move", move)["ok"]
    assert mine.submit("cancel", {"booking": str(cancelled[0]), "expects": 1})["ok"]
    _show_to(busy, OTHER, "BIOTECH")
    noon = int(at(DAY, 12).timestamp())
    named: dict[str, Any] = {} if feed == "catalogue" else {"ends_after": noon}
    whole = _all(desk, feed, **named)
    assert whole
    assert not any(_is_gone(feed, row) for row in whole)
    for limit in (1, 3):
        assert _all(desk, feed, limit=limit, first=True, **named) == whole
    later = _all(desk, feed, whole[0][-1])
    if feed == "catalogue" and person != "joint.admin":
        assert [row[1] for row in later if row[2]] == [str(_resource(busy, OTHER))]
    if feed == "allocations":
        assert sum(not row[7] for row in later) == 3


def test_what_an_office_is_told_as_first_is_what_the_history_counts(busy: Zone) -> None:
    office, owner = busy.desk("joint.admin"), busy.owner()
    late = int(at(DAY, 14).timestamp())
    pages = list(_pages(office, "bookings", limit=5, ends_after=late, first=True))
    assert len(pages) > 1
    counts = owner.execute(
        "select (p.payload ->> 'count')::int from app.event e join app.event_payload p using (seq)"
        " where e.op = 'read_bookings' order by e.seq"
    ).fetchall()
    assert [count for (count,) in counts] == [len(page) for page in pages if page]


def test_a_moved_booking_leaves_a_tombstone_and_a_new_id(busy: Zone) -> None:
    desk = busy.desk("biotech.one")
    first = _all(desk, "bookings")[0]
    (old,) = json.loads(first[8])[0]["allocations"]
    before = _head(desk)
    times = {"from": iso(at(DAY, 17)), "to": iso(at(DAY, 18))}
    move = {"booking": str(first[0]), "expects": 1, "resource": ROOM}
    assert desk.submit("move", move | times)["ok"]
    rows = _all(busy.desk("robot.one"), "allocations", before)
    assert {(str(row[0]) == old, row[7], row[1]) for row in rows} == {
        (True, False, _resource(busy, OTHER)),
        (False, True, _resource(busy, ROOM)),
    }


def test_a_hidden_resource_becomes_a_tombstone_and_a_revealed_one_is_backfilled(busy: Zone) -> None:
    desk, friend = busy.desk("photon.one"), busy.desk("biotech.one")
    hidden = _resource(busy, OTHER)
    before = _head(desk)
    _show_to(busy, OTHER, "BIOTECH")
    (row,) = [row for row in _all(desk, "catalogue", before) if row[0] == "resource"]
    assert row[:4] == ("resource", str(hidden), True, None)
    (kept,) = [row for row in _all(friend, "catalogue", before) if row[0] == "resource"]
    assert kept[2] is False
    assert hidden not in {row[1] for row in _all(desk, "allocations")}
    assert hidden in {row[1] for row in _all(friend, "allocations")}
    assert str(hidden) not in {row[1] for row in _all(desk, "catalogue") if row[0] == "resource"}
    before = _head(desk)
    _show_to(busy, OTHER, None)
    (row,) = [row for row in _all(desk, "catalogue", before) if row[0] == "resource"]
    assert row[2] is False
    assert json.loads(row[3])["code"] == OTHER
    assert _all(desk, "allocations", before) == []  # nothing changed on it: hence the backfill
    query = "select resource_id, live from api.pull_allocations(null, 0, %s, 1, null, %s)"
    backfill = desk.rows(query, _head(desk), hidden)
    assert backfill == [(hidden, True)] * 6


def test_an_office_sees_its_hidden_resources(busy: Zone) -> None:
    _show_to(busy, OTHER, "BIOTECH")
    hidden = str(_resource(busy, OTHER))
    for person, sees in (("joint.admin", True), ("branch.admin", False), ("auditor", False)):
        rows = _all(busy.desk(person), "catalogue")
        assert (hidden in {row[1] for row in rows if row[0] == "resource"}) == sees, person


def test_sites_filter_every_feed(busy: Zone) -> None:
    desk = busy.desk("photon.one")
    joint, branch = _site(busy, "JO"), _site(busy, "SB")
    room, other = _resource(busy, ROOM), _resource(busy, BRANCH)
    assert {row[1] for row in _all(desk, "allocations", sites=[branch])} == {other}
    assert room in {row[1] for row in _all(desk, "allocations", sites=[joint])}
    assert [row[3] for row in _all(desk, "bookings", sites=[branch])] == ["Basket"]
    assert len(_all(desk, "bookings", sites=[joint])) == 7
    assert _all(desk, "bookings", sites=[_site(busy, "LP")]) == []
    kept = _all(desk, "catalogue", sites=[branch])
    for kind, _, gone, body, _ in kept:
        assert not gone
        found = json.loads(body)
        if kind in ("resource", "floor", "closure"):
            assert found["site_id"] == branch
        if kind == "site":
            assert found["code"] == "SB"
    assert {row[0] for row in kept} >= {"day", "hours", "policy", "tenant", "person", "resource"}


def test_what_ended_long_ago_is_left_out_of_a_first_pull(busy: Zone) -> None:
    desk = busy.desk("photon.one")
    noon = int(at(DAY, 12).timestamp())
    rows = _all(desk, "allocations", ends_after=noon)
    assert rows
    assert all(row[4] > noon for row in rows)
    assert len(rows) < len(_all(desk, "allocations"))
    titles = _all(desk, "bookings", ends_after=int(at(DAY, 14).timestamp()))
    assert [row[3] for row in titles] == ["Basket", "Test"]


# -------------------------------------------------------------------------------- who sees what


def test_a_colleagues_private_booking_has_no_title(zone: Zone) -> None:
    mine, colleague = zone.desk("photon.one"), zone.desk("photon.admin")
    assert mine.book(ROOM, at(DAY, 9), at(DAY, 10), title="Secret", notes="Why", private=True)["ok"]
    for desk, seen in ((mine, ("Secret", "Why")), (colleague, (None, None))):
        (row,) = _all(desk, "bookings")
        assert row[3:5] == seen
        assert row[5:8] == (1, True, "confirmed")
    (row,) = _all(zone.desk("joint.admin"), "bookings")
    assert row[3:5] == ("Secret", "Why")
    assert _all(zone.desk("branch.admin"), "bookings") == []
    assert _all(zone.desk("biotech.one"), "bookings") == []
    assert _all(zone.desk("auditor"), "bookings") == []


def test_an_office_of_the_same_tenant_elsewhere_sees_no_private_title(zone: Zone) -> None:
    host = newcomer_desk(zone, "HOST")
    assert host.book(ROOM, at(DAY, 9), at(DAY, 10), title="Secret", private=True)["ok"]
    (row,) = _all(zone.desk("branch.admin"), "bookings")
    assert row[3] is None


def test_an_office_reading_of_other_tenants_is_an_event_with_its_count(busy: Zone) -> None:
    owner, office = busy.owner(), busy.desk("joint.admin")
    reads = "select e.actor, p.payload from app.event e join app.event_payload p using (seq)"
    reads += " where e.op = 'read_bookings' order by e.seq"
    head = _head(office)
    rows = office.rows(FEEDS["bookings"].format(False), None, 0, head, 5000, None)
    foreign = [row for row in rows if not row[10]]
    assert len(foreign) == 12
    ((actor, payload),) = owner.execute(reads).fetchall()
    assert payload["count"] == 12
    name = owner.execute("select login from app.person where id = %s", (actor,)).fetchone()
    assert name == (office.login,)
    assert _head(office) == head  # reading is no change
    late = int(at(DAY, 14).timestamp())
    fewer = office.rows(FEEDS["bookings"].format(False), None, 0, head, 5000, late)
    assert owner.execute(reads).fetchall()[-1][1]["count"] == len(fewer) == 2
    office.rows(FEEDS["bookings"].format(False), [_site(busy, "LP")], 0, head, 5000, None)
    assert len(owner.execute(reads).fetchall()) == 2  # nothing read, nothing noted
    busy.desk("photon.one").rows(FEEDS["bookings"].format(False), None, 0, head, 5000, None)
    assert len(owner.execute(reads).fetchall()) == 2
    assert owner.execute("select app.chain_break()").fetchone() == (None,)


def test_an_office_sees_only_its_part_of_a_basket(busy: Zone) -> None:
    for person, count in (("joint.admin", 2), ("branch.admin", 1)):
        rows = _all(busy.desk(person), "bookings")
        (basket,) = [row for row in rows if row[3] == "Basket"]
        assert len(json.loads(basket[8])) == count


def test_a_booking_that_went_to_another_site_is_a_bare_tombstone_at_the_old_one(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    joint, branch = zone.desk("joint.admin"), zone.desk("branch.admin")
    booked = desk.book(ROOM, at(DAY, 9), at(DAY, 10), title="Secret")
    before = _head(desk)
    times = {"from": iso(at(DAY, 9)), "to": iso(at(DAY, 10))}
    move = {"booking": booked["booking"], "expects": 1, "resource": BRANCH}
    assert desk.submit("move", move | times)["ok"]
    (row,) = _all(joint, "bookings", before)
    assert str(row[0]) == booked["booking"]
    assert row[1:9] == (None,) * 8
    assert row[10] is True
    assert _all(joint, "bookings") == []
    (seen,) = _all(branch, "bookings", before)
    assert seen[3] == "Secret"
    before = _head(desk)
    assert desk.submit("edit", {"booking": booked["booking"], "expects": 2, "title": "More"})["ok"]
    assert "More" not in str(_all(joint, "bookings", before))
    back = move | {"expects": 3, "resource": ROOM}
    assert desk.submit("move", back | times)["ok"]
    assert _all(joint, "bookings", before)[0][3] == "More"
    assert _all(branch, "bookings", before)[0][10] is True


def test_people_and_tenants_are_shown_to_those_who_need_them(zone: Zone) -> None:
    for person, tenants in (
        ("photon.one", 1),
        ("joint.admin", 6),
        ("auditor", 6),
        ("custodian", 1),
    ):
        rows = _all(zone.desk(person), "catalogue")
        found = [json.loads(row[3]) for row in rows if row[0] == "tenant"]
        people = [json.loads(row[3]) for row in rows if row[0] == "person"]
        assert len(found) == tenants, person
        assert {one["tenant_id"] for one in people} <= {one["id"] for one in found}
        assert [one["me"] for one in people].count(True) == 1
        assert all("email" not in one and "login" not in one for one in people)


def test_a_disabled_colleague_leaves_the_catalogue_and_his_generation_rises(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    colleague = newcomer_desk(zone, "PHOTON", Grantable("tenant_admin"))
    hello = "select vis_gen from api.hello('', 0, 0, '', '1')"
    generation = colleague.rows(hello)
    before = _head(desk)
    assert any(row[0] == "person" for row in _all(desk, "catalogue"))
    set_active(zone.owner(), colleague.login, active=False)
    (row,) = _all(desk, "catalogue", before)
    assert row[0] == "person"
    assert row[2:4] == (True, None)
    set_active(zone.owner(), colleague.login, active=True)
    assert colleague.rows(hello)[0][0] == generation[0][0] + 2
    assert desk.rows(hello) == [(1,)]


def test_the_bell_rings_with_the_number(zone: Zone) -> None:
    listener, desk = zone.desk("biotech.one"), zone.desk("photon.one")
    listener.connection.execute("listen loop_bell")
    answer = desk.book(ROOM, at(DAY, 9), at(DAY, 10), title="Secret")
    heard = list(listener.connection.notifies(timeout=20, stop_after=1))
    assert [note.payload for note in heard] == [str(answer["chg"])]


HELLO = "select tl, head, reset from api.hello(%s, %s, 0, '', '1')"


def test_on_the_same_line_a_number_beyond_the_head_means_the_server_is_behind(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    ((tl, head, _),) = desk.rows(HELLO, "", 0)
    assert desk.rows(HELLO, tl, head + 1)[0][2] == "server_behind"


@pytest.mark.parametrize("written", [False, True])
def test_a_number_beyond_the_head_of_a_line_that_forked_was_lost(zone: Zone, written: bool) -> None:
    """Seen before and after the first act on the new line; `head + 9` was lost in both."""
    desk, owner = zone.desk("photon.one"), zone.owner()
    assert desk.book(ROOM, at(DAY, 9), at(DAY, 10))["ok"]  # the old line is known
    ((tl, head, _),) = desk.rows(HELLO, "", 0)
    owner.execute("update app.setting set salt = gen_random_uuid()")
    if written:
        assert desk.book(ROOM, at(DAY, 10), at(DAY, 11))["ok"]
    assert desk.rows(HELLO, tl, head)[0][2] is None
    assert desk.rows(HELLO, tl, head + 1)[0][2] == "failover"
    assert desk.rows(HELLO, tl, head + 9)[0][2] == "failover"
    assert desk.rows(HELLO, "another:line", head + 9)[0][2] == "other_server"


def test_a_server_that_was_copied_is_another_one(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    hello = "select tl, head, reset from api.hello(%s, %s, 0, '', '1')"
    ((tl, head, _),) = desk.rows(hello, "", 0)
    assert desk.rows(hello, tl, head)[0][2] is None
    zone.owner().execute("update app.setting set salt = gen_random_uuid()")
    assert desk.rows(hello, tl, head)[0][2] == "other_server"
