"""Units, combined rooms, closures of what surrounds, closed months, sites to come, chained acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from booking.ids import uuid7
from tests.zones import SHENZHEN, Desk, Zone, at, iso, open_day

LAB = "SB1-3F-LAB01"  # ten benches, 15 minutes after, hours 09:00 to 22:00, needs an induction
BENCHES = 10
HALF = timedelta(minutes=30)
DAY = open_day()


def _units(zone: Zone, booking: str) -> list[int]:
    rows = zone.owner().execute(
        "select a.unit from app.allocation a join app.booking_item i on i.id = a.item_id"
        " where i.booking_id = %s and a.live order by 1",
        (booking,),
    )
    return [row[0] for row in rows.fetchall()]


def _shrink(zone: Zone, units: int) -> None:
    zone.owner().execute("update app.resource set units = %s where code = %s", (units, LAB))


@pytest.fixture
def office(zone: Zone) -> Desk:
    """The branch's office: exempt from inductions."""
    return zone.desk("branch.admin")


def _free(zone: Zone) -> None:
    """Let the lab's policy allow what the searches below invent."""
    zone.owner().execute(
        "update app.policy set start_step = 30, length_step = 30, min_length = 30,"
        " notice_minutes = 0, buffer_after = 0 where code = 'LAB-DRY'"
    )


# ---------------------------------------------------------------------------------------- units


def test_each_booking_gets_a_unit_until_none_is_left(zone: Zone, office: Desk) -> None:
    answers = [office.book(LAB, at(DAY, 10), at(DAY, 12)) for _ in range(BENCHES + 1)]
    assert [answer["ok"] for answer in answers] == [True] * BENCHES + [False]
    assert answers[-1]["problems"] == [{"code": "slot_taken"}]
    assert sorted(_units(zone, a["booking"])[0] for a in answers[:-1]) == list(range(1, 11))


def test_several_units_and_the_whole_lab(zone: Zone, office: Desk) -> None:
    three = office.book(LAB, at(DAY, 10), at(DAY, 12), quantity=3)
    assert len(_units(zone, three["booking"])) == 3
    assert office.book(LAB, at(DAY, 10), at(DAY, 12), quantity=8)["code"] == "slot_taken"
    seven = office.book(LAB, at(DAY, 10), at(DAY, 12), quantity=7)
    assert len(set(_units(zone, seven["booking"]) + _units(zone, three["booking"]))) == BENCHES
    assert office.book(LAB, at(DAY, 14), at(DAY, 16), quantity=BENCHES)["ok"]
    assert office.book(LAB, at(DAY, 14), at(DAY, 16))["code"] == "slot_taken"
    too_many = office.book(LAB, at(DAY, 17), at(DAY, 18), quantity=BENCHES + 1)
    assert too_many["problems"][0] == {"code": "units", "quantity": 11, "units": BENCHES}


def test_best_fit_takes_the_unit_with_the_smallest_gap(zone: Zone, office: Desk) -> None:
    _free(zone)
    _shrink(zone, 3)
    # Unit 1 is busy until 10 and from 14, unit 2 until 11 and from 13, unit 3 is free all day.
    for start, end in ((9, 10), (9, 11), (14, 15), (13, 15)):
        assert office.book(LAB, at(DAY, start), at(DAY, end))["ok"]
    owner = zone.owner()
    owner.execute("update app.allocation set unit = 10 + unit")
    owner.execute(
        "update app.allocation set unit = case when upper(during) in (%s) or lower(during) in (%s)"
        " then 1 else 2 end",
        (at(DAY, 10), at(DAY, 14)),
    )
    fits = office.book(LAB, at(DAY, 11), at(DAY, 13))
    assert _units(zone, fits["booking"]) == [2]
    again = office.book(LAB, at(DAY, 11), at(DAY, 13))
    assert _units(zone, again["booking"]) == [1]
    last = office.book(LAB, at(DAY, 11), at(DAY, 13))
    assert _units(zone, last["booking"]) == [3]


def _packable(intervals: list[tuple[int, int, int]], units: int) -> bool:
    """Whether bookings (start, end, quantity) fit on so many equal units: brute force."""
    singles = [(start, end) for start, end, count in intervals for _ in range(count)]
    for choice in product(range(units), repeat=len(singles)):
        if all(
            choice[a] != choice[b]
            or singles[a][1] <= singles[b][0]
            or singles[b][1] <= singles[a][0]
            for a in range(len(singles))
            for b in range(a)
        ):
            return True
    return False


@pytest.mark.parametrize("seed", range(8))
def test_a_booking_is_refused_only_where_no_packing_exists(
    zone: Zone, office: Desk, seed: int
) -> None:
    """Accepted exactly when brute force finds a packing of all that is booked and the new one."""
    rng = Random(seed)
    units = 2 + seed % 2
    _free(zone)
    _shrink(zone, units)
    booked: list[tuple[int, int, int]] = []
    verdicts = set()
    nine = at(DAY, 9)
    for _ in range(16):
        start = rng.randrange(8)
        wanted = (start, start + rng.randint(1, 4), rng.choice((1, 1, 1, 2)))
        if sum(count for _, _, count in [*booked, wanted]) > 9:
            break
        answer = office.book(
            LAB, nine + HALF * wanted[0], nine + HALF * wanted[1], quantity=wanted[2]
        )
        fits = _packable([*booked, wanted], units)
        assert answer["ok"] == fits, (booked, wanted, answer)
        verdicts.add(fits)
        if fits:
            booked.append(wanted)
    assert booked
    rows = zone.owner().execute(
        "select count(*) from app.allocation a join app.allocation b on a.id < b.id"
        " and a.unit = b.unit and a.during && b.during where a.live and b.live"
    )
    assert rows.fetchone() == (0,)
    live = zone.owner().execute("select count(*) from app.allocation where live").fetchone()
    assert live == (sum(count for _, _, count in booked),)


def test_repacking_moves_others_to_other_units_but_not_in_time(zone: Zone, office: Desk) -> None:
    _free(zone)
    _shrink(zone, 2)
    owner = zone.owner()
    early, late = (
        office.book(LAB, at(DAY, 9), at(DAY, 11)),
        office.book(LAB, at(DAY, 12), at(DAY, 14)),
    )
    owner.execute("update app.allocation set unit = 1 where lower(during) = %s", (at(DAY, 9),))
    owner.execute("update app.allocation set unit = 2 where lower(during) = %s", (at(DAY, 12),))
    times = owner.execute("select id, during from app.allocation order by 1").fetchall()
    (before,) = office.rows("select api.head()")[0]
    through = office.book(LAB, at(DAY, 10), at(DAY, 13))
    assert through["ok"], through
    units = [_units(zone, one["booking"]) for one in (early, late, through)]
    assert units[0] == units[1] != units[2]
    kept = owner.execute(
        "select id, during from app.allocation where id = any(%s) order by 1",
        ([row[0] for row in times],),
    ).fetchall()
    assert kept == times
    told = office.rows(
        "select unit, live, chg from api.pull_allocations(null, %s, 99999999, 99, null, null)",
        before,
    )
    assert {(unit, live) for unit, live, _ in told} == {(1, True), (2, True)}
    assert {chg for _, _, chg in told} == {through["chg"]}


def test_what_has_begun_stays_on_its_unit(zone: Zone) -> None:
    office, owner = zone.desk("joint.admin"), zone.owner()
    code = "EQ-JO-GPU1"
    owner.execute("update app.resource set units = 2 where code = %s", (code,))
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    one = timedelta(hours=1)
    running = office.book(code, hour, hour + 2 * one)
    later = office.book(code, hour + 3 * one, hour + 5 * one)
    owner.execute("update app.allocation set unit = 2 where lower(during) = %s", (hour,))
    owner.execute("update app.allocation set unit = 1 where lower(during) > %s", (hour,))
    through = office.book(code, hour + one, hour + 4 * one)
    assert through["ok"], through
    assert _units(zone, running["booking"]) == [2]
    assert _units(zone, through["booking"]) == [1]
    assert _units(zone, later["booking"]) == [2]
    more = office.book(code, hour + one, hour + 2 * one)
    assert more["code"] == "slot_taken"


# ------------------------------------------------------------------------------- combined rooms

WHOLE, PART, OTHER = "SB1-4F-MR56", "SB1-4F-MR05", "SB1-4F-MR06"


def test_a_combined_room_and_its_parts_exclude_each_other(zone: Zone) -> None:
    desk, rival = zone.desk("photon.one"), zone.desk("biotech.one")
    hall = desk.book(WHOLE, at(DAY, 10), at(DAY, 12))
    assert hall["ok"], hall
    for part in (PART, OTHER):
        assert rival.book(part, at(DAY, 11), at(DAY, 13))["problems"] == [{"code": "slot_taken"}]
        # The combined room is cleaned for 15 minutes, its parts are not.
        assert rival.book(part, at(DAY, 12), at(DAY, 13))["code"] == "slot_taken"
        assert rival.book(part, at(DAY, 12, 30), at(DAY, 13))["ok"]
    assert rival.book(PART, at(DAY, 14), at(DAY, 15))["ok"]
    assert desk.book(WHOLE, at(DAY, 14), at(DAY, 15))["code"] == "slot_taken"
    assert desk.book(WHOLE, at(DAY, 15), at(DAY, 16))["ok"]
    assert rival.book(WHOLE, at(DAY, 15, 30), at(DAY, 16, 30))["code"] == "slot_taken"
    leaves = zone.owner().execute(
        "select r.code from app.allocation a join app.resource r on r.id = a.resource_id"
        " join app.booking_item i on i.id = a.item_id"
        " where i.booking_id = %s and a.live order by 1",
        (hall["booking"],),
    )
    assert [row[0] for row in leaves.fetchall()] == [PART, OTHER]


def test_cancelling_the_whole_frees_the_parts(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    hall = desk.book(WHOLE, at(DAY, 10), at(DAY, 12))
    assert desk.submit("cancel", {"booking": hall["booking"], "expects": 1})["ok"]
    assert desk.book(PART, at(DAY, 10), at(DAY, 12))["ok"]


def test_a_booking_moves_from_a_part_into_the_whole_around_it(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    part = desk.book(PART, at(DAY, 10), at(DAY, 11))
    move = {"booking": part["booking"], "expects": 1, "resource": WHOLE}
    moved = desk.submit("move", move | {"from": iso(at(DAY, 10)), "to": iso(at(DAY, 11))})
    assert moved["ok"], moved
    assert desk.book(OTHER, at(DAY, 10), at(DAY, 11))["code"] == "slot_taken"


@pytest.mark.parametrize(("state", "code"), [("retired", "retired"), ("out_of_service",) * 2])
def test_a_whole_is_out_of_use_with_its_part(zone: Zone, state: str, code: str) -> None:
    zone.owner().execute("update app.resource set state = %s where code = %s", (state, PART))
    answer = zone.desk("photon.one").book(WHOLE, at(DAY, 10), at(DAY, 12))
    assert answer["problems"] == [{"code": code, "resource": PART}]


def _closure(office: Desk, resource: str | None, start: datetime, end: datetime) -> dict[str, Any]:
    args = {"closure": str(uuid7()), "expects": None, "site": "SB", "resource": resource}
    args |= {"from": iso(start), "to": iso(end)}
    return office.submit("closure_put", args | {"reason": {"en": "Works"}})


def test_closures_of_a_part_of_the_lab_around_and_of_the_site(zone: Zone, office: Desk) -> None:
    for hour, closed, tried, hit in (
        (9, PART, WHOLE, True),
        (10, WHOLE, PART, False),
        (11, "SB1-4F-LAB08", "EQ-SB1-HPLC1", True),
        (12, "EQ-SB1-HPLC1", "EQ-SB1-CLSM1", False),
        (13, None, PART, True),
        (14, OTHER, PART, False),
    ):
        start, end = at(DAY, hour), at(DAY, hour + 1)
        assert _closure(office, closed, start, end)["ok"]
        answer = office.book(tried, start, end)
        wanted = {"code": "closed", "from": iso(start), "to": iso(end)}
        assert (answer.get("problems") == [wanted]) == hit, (closed, tried, answer)
        assert answer["ok"] != hit


def test_a_closure_counts_the_bookings_that_it_touches(zone: Zone, office: Desk) -> None:
    desk = zone.desk("photon.one")
    assert desk.book(WHOLE, at(DAY, 10), at(DAY, 12))["ok"]
    assert office.book("EQ-SB1-HPLC1", at(DAY, 10), at(DAY, 11))["ok"]
    for resource, count in ((PART, 1), ("SB1-4F-LAB08", 1), (None, 2), (OTHER, 1), (LAB, 0)):
        put = _closure(office, resource, at(DAY, 11) - HALF, at(DAY, 13))
        assert put["affected"] == count, resource


# ----------------------------------------------------------------------- months, sites, offices


def test_a_closed_month_refuses_every_act_that_touches_it(zone: Zone) -> None:
    desk, owner = zone.desk("photon.one"), zone.owner()
    room = "JO-1F-MR01"
    first = desk.book(room, at(DAY, 9), at(DAY, 10))
    month = DAY.astimezone(SHENZHEN).date().replace(day=1)
    owner.execute(
        "insert into app.locked_period select id, %s from app.site where code = 'JO'", (month,)
    )
    locked = [{"code": "period_locked", "month": f"{month:%Y-%m}"}]
    subject = {"booking": first["booking"], "expects": 1}
    times = {"from": iso(at(DAY, 11)), "to": iso(at(DAY, 12))}
    other_month = open_day((month + timedelta(days=32)).replace(day=1).day + 40)
    away = {"from": iso(at(other_month, 11)), "to": iso(at(other_month, 12))}
    assert other_month.astimezone(SHENZHEN).month != month.month
    for answer in (
        desk.book(room, at(DAY, 11), at(DAY, 12)),
        desk.submit("move", subject | times),
        desk.submit("move", subject | away),
        desk.submit("move", subject | times | {"resource": "SB1-2F-MR02"}),
        desk.submit("resize", subject | {"to": iso(at(DAY, 11))}),
        desk.submit("edit", subject | {"title": "Other"}),
        desk.submit("cancel", subject),
    ):
        assert answer["problems"] == locked
    assert desk.book("SB1-2F-MR02", at(DAY, 11), at(DAY, 12))["ok"]  # another site
    owner.execute("delete from app.locked_period")
    assert desk.submit("cancel", subject)["ok"]


def test_a_booking_cannot_move_into_a_closed_month(zone: Zone) -> None:
    desk, owner = zone.desk("photon.one"), zone.owner()
    booked = desk.book("SB1-2F-MR02", at(DAY, 9), at(DAY, 10))
    month = DAY.astimezone(SHENZHEN).date().replace(day=1)
    owner.execute(
        "insert into app.locked_period select id, %s from app.site where code = 'JO'", (month,)
    )
    move = {"booking": booked["booking"], "expects": 1, "resource": "JO-1F-MR01"}
    answer = desk.submit("move", move | {"from": iso(at(DAY, 9)), "to": iso(at(DAY, 10))})
    assert answer["problems"] == [{"code": "period_locked", "month": f"{month:%Y-%m}"}]


def test_a_site_that_is_not_open_yet(zone: Zone) -> None:
    owner, office = zone.owner(), zone.desk("branch.admin")
    opens = owner.execute("select opens_on from app.site where code = 'LP'").fetchone()
    assert opens is not None
    refused = office.book("LP-1F-HALLA", at(DAY, 10), at(DAY, 12))
    assert {"code": "not_open_yet", "opens_on": opens[0].isoformat()} in refused["problems"]
    owner.execute("update app.site set opens_on = null where code = 'LP'")
    refused = office.book("LP-1F-HALLA", at(DAY, 10), at(DAY, 12))
    assert {"code": "not_open_yet", "opens_on": None} in refused["problems"]
    owner.execute(
        "update app.site set opens_on = %s where code = 'LP'", (DAY.astimezone(SHENZHEN).date(),)
    )
    opened = office.book("LP-1F-HALLA", at(DAY, 10), at(DAY, 12))
    assert "not_open_yet" not in {problem["code"] for problem in opened.get("problems", ())}


def test_an_office_is_exempt_on_its_own_site_only(zone: Zone) -> None:
    assert zone.desk("branch.admin").book(LAB, at(DAY, 10), at(DAY, 12))["ok"]
    stranger = zone.desk("joint.admin").book(LAB, at(DAY, 10), at(DAY, 12))
    assert stranger["problems"] == [{"code": "needs_induction", "inductions": ["A"]}]


# ------------------------------------------------------------------------------- chained acts


def test_an_act_may_expect_the_one_before_it(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    first, second, third = uuid7(), uuid7(), uuid7()
    booked = desk.book("JO-1F-MR01", at(DAY, 9), at(DAY, 10), mutation=first)
    subject = {"booking": booked["booking"]}
    times = {"from": iso(at(DAY, 11)), "to": iso(at(DAY, 12))}
    moved = desk.submit("move", subject | times | {"expects": str(first)}, second)
    assert moved["rev"] == 2
    gone = desk.submit("cancel", subject | {"expects": str(second)}, third)
    assert gone["rev"] == 3
    assert desk.submit("cancel", subject | {"expects": str(second)}, third)["replayed"]


def test_an_act_after_a_refused_one_is_refused_and_so_are_those_after_it(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    first, second, third = uuid7(), uuid7(), uuid7()
    booked = desk.book("JO-1F-MR01", at(DAY, 9), at(DAY, 10))
    assert booked["ok"]
    lost = desk.book("JO-1F-MR01", at(DAY, 9), at(DAY, 10), mutation=first)
    assert lost["code"] == "slot_taken"
    subject = {"booking": lost["booking"]}
    edit = desk.submit("edit", subject | {"expects": str(first), "title": "x"}, second)
    assert edit["problems"] == [{"code": "depends_on_refused"}]
    gone = desk.submit("cancel", subject | {"expects": str(second)}, third)
    assert gone["code"] == "depends_on_refused"


def test_an_act_expecting_what_the_server_never_saw(zone: Zone) -> None:
    desk, colleague = zone.desk("photon.one"), zone.desk("photon.admin")
    first = uuid7()
    booked = desk.book("JO-1F-MR01", at(DAY, 9), at(DAY, 10), mutation=first)
    subject = {"booking": booked["booking"]}
    for who, expects in ((desk, uuid7()), (colleague, first)):
        answer = who.submit("cancel", subject | {"expects": str(expects)})
        assert answer["problems"] == [{"code": "depends_on_unknown"}]
    assert colleague.submit("edit", subject | {"expects": 1, "title": "Mine on top"})["rev"] == 2
    stale = desk.submit("cancel", subject | {"expects": str(first)})
    assert stale["problems"] == [{"code": "stale", "rev": 2}]


def test_a_colleague_may_change_and_the_organiser_is_told(zone: Zone) -> None:
    desk, colleague = zone.desk("photon.one"), zone.desk("photon.admin")
    subject = {"booking": desk.book("JO-1F-MR01", at(DAY, 9), at(DAY, 10))["booking"]}
    assert desk.submit("edit", subject | {"expects": 1, "title": "Own"})["ok"]
    assert colleague.submit("edit", subject | {"expects": 2, "title": "Other"})["ok"]
    assert colleague.submit("resize", subject | {"expects": 3, "to": iso(at(DAY, 11))})["ok"]
    assert colleague.submit("cancel", subject | {"expects": 4})["ok"]
    told = zone.owner().execute("select kind from app.outgoing_message order by id").fetchall()
    assert told == [("edited",), ("moved",), ("cancelled",)]
