"""Races of real processes: one winner each, nothing overlaps, nobody waits long, no deadlock."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from booking.ids import uuid7
from tests.shared.newcomers import newcomer
from tests.shared.racer import Act, Field, Finish, field
from tests.zones import Zone, at, iso, open_day

_log = logging.getLogger(__name__)

ROUNDS = 50
PROCESSES = 32
SLOWEST = 1.0  # seconds, the figure for the worst answer of the race
SMALL_ROOMS = (
    "JO-1F-MR01",
    "JO-1F-MR02",
    "SB1-2F-MR02",
    "SB1-2F-MR03",
    "SB1-4F-MR05",
    "SB1-4F-MR06",
    "SB2-2F-MR01",
)
# A pair that stands closer than the larger of the buffers between the two (I1 of data-and-sync).
OVERLAPS = """
    select count(*) from app.allocation a join app.allocation n
        on a.resource_id = n.resource_id and a.unit = n.unit and a.id < n.id
    where a.live and n.live
      and lower(n.during) < upper(a.during)
          + make_interval(mins => greatest(a.buffer_after, n.buffer_before))
      and lower(a.during) < upper(n.during)
          + make_interval(mins => greatest(n.buffer_after, a.buffer_before))
"""


TENANTS = ("PHOTON", "BIOTECH", "ROBOT", "UNILAB")


def _racers(zone: Zone, count: int) -> list[str]:
    return [newcomer(zone, TENANTS[n % len(TENANTS)]) for n in range(count)]


def _book(*items: tuple[str, datetime, datetime], title: str = "Race") -> Act:
    wanted = [
        {"item": str(uuid7()), "resource": room, "from": iso(start), "to": iso(end)}
        for room, start, end in items
    ]
    args = {"booking": str(uuid7()), "title": title, "people": 2, "items": wanted}
    return Act(str(uuid7()), "book", args)


def _grounds() -> Iterator[tuple[str, datetime]]:
    """Room and local 09:00, 12:00 or 15:00: three hours that nobody else uses."""
    for ahead in (2, 9, 16):
        day = open_day(ahead)
        for room in SMALL_ROOMS:
            for hour in (9, 12, 15):
                yield room, at(day, hour)


def _warm_up(race: Field) -> None:
    """Let every session act once: the first act of a session compiles the functions it calls.

    That costs about 20 ms of computing each, mostly under the zone's lock.
    """
    nine = at(open_day(2), 9) - timedelta(days=60)
    past = (SMALL_ROOMS[0], nine, nine + timedelta(hours=1))
    finishes = race.run([_book(past) for _ in range(PROCESSES)])
    assert _codes(finishes)["in_past"] + _codes(finishes)["outside_hours"] == PROCESSES
    _log.info("first acts of sessions: worst %.3f s", max(f.seconds for f in finishes))


def _codes(finishes: list[Finish]) -> Counter[str]:
    return Counter(
        finish.sqlstate or ("ok" if finish.answer["ok"] else finish.answer["code"])
        for finish in finishes
    )


def _judge(zone: Zone, rounds: list[list[Finish]]) -> None:
    """Check every round and the table; the log keeps the figures."""
    for finishes in rounds:
        assert _codes(finishes) == {"ok": 1, "slot_taken": PROCESSES - 1}
    owner = zone.owner()
    assert owner.execute("select count(*) from app.booking").fetchone() == (len(rounds),)
    assert owner.execute("select count(*) from app.allocation").fetchone() == (len(rounds),)
    assert owner.execute(OVERLAPS).fetchone() == (0,)
    worst = max(finish.seconds for finishes in rounds for finish in finishes)
    _log.info("%d rounds of %d, worst answer %.3f s", len(rounds), PROCESSES, worst)
    assert worst < SLOWEST


def test_one_winner_where_all_want_the_same_slot(zone: Zone) -> None:
    grounds = _grounds()
    rounds = []
    with field(_racers(zone, PROCESSES)) as race:
        _warm_up(race)
        for _ in range(ROUNDS):
            room, nine = next(grounds)
            wanted = (room, nine, nine + timedelta(hours=1))
            rounds.append(race.run([_book(wanted) for _ in range(PROCESSES)]))
    _judge(zone, rounds)


def test_one_winner_where_the_slots_overlap_but_differ(zone: Zone) -> None:
    grounds = _grounds()
    half = timedelta(minutes=30)
    rounds = []
    with field(_racers(zone, PROCESSES)) as race:
        _warm_up(race)
        for _ in range(ROUNDS):
            room, nine = next(grounds)
            middle = nine + 2 * half
            acts = [
                _book((room, middle - half * (n % 3), middle + half * (1 + n // 3 % 3)))
                for n in range(PROCESSES)
            ]
            rounds.append(race.run(acts))
    _judge(zone, rounds)


def test_overlaps_are_found_by_the_query_that_judges_the_races(zone: Zone) -> None:
    owner = zone.owner()
    day = open_day()
    room = "JO-2F-MR04"  # 15 minutes after
    assert zone.desk("photon.one").book(room, at(day, 10), at(day, 11))["ok"]
    assert zone.desk("photon.one").book(room, at(day, 11, 15), at(day, 12, 15))["ok"]
    assert owner.execute(OVERLAPS).fetchone() == (0,)
    owner.execute("alter table app.allocation drop constraint no_overlap_after")
    owner.execute(
        "update app.allocation set during = tstzrange(%s, %s), blocked_after = tstzrange(%s, %s),"
        " blocked_before = tstzrange(%s, %s) where lower(during) = %s",
        (*(at(day, 11), at(day, 12, 15)) * 3, at(day, 11, 15)),
    )
    assert owner.execute(OVERLAPS).fetchone() == (1,)


def test_baskets_over_two_sites_in_both_orders_never_deadlock(zone: Zone) -> None:
    count, rounds = 16, 25
    partners = {"JO-1F-MR01": "SB1-2F-MR02", "JO-1F-MR02": "SB1-2F-MR03"}
    grounds = [ground for ground in _grounds() if ground[0] in partners]
    hour = timedelta(hours=1)
    with field(_racers(zone, count)) as race:
        for n in range(rounds):
            room, nine = grounds[n % len(grounds)]
            nine += hour * (n // len(grounds))
            items = [(room, nine, nine + hour), (partners[room], nine, nine + hour)]
            acts = [_book(*(items if k % 2 else items[::-1])) for k in range(count)]
            finishes = race.run(acts)
            codes = _codes(finishes)
            assert codes == {"ok": 1, "slot_taken": count - 1}, codes
            problems = [p for finish in finishes for p in finish.answer.get("problems", ())]
            assert {problem["item"] for problem in problems} == {0, 1}
    owner = zone.owner()
    assert owner.execute("select count(*) from app.booking_item").fetchone() == (2 * rounds,)
    assert owner.execute(OVERLAPS).fetchone() == (0,)


def _send_twice(race: Field, act: Act) -> None:
    """Let two processes send one act at once; both get the one answer, and it is a yes."""
    first, second = (finish.answer for finish in race.run([act, act]))
    assert first["ok"], first
    assert {"replayed" in first, "replayed" in second} == {True, False}
    assert first | {"replayed": True} == second | {"replayed": True}


def test_one_mutation_sent_twice_at_once_has_one_effect_and_one_answer(zone: Zone) -> None:
    rounds = 25
    grounds = _grounds()
    with field([newcomer(zone)] * 2) as race:
        for _ in range(rounds):
            room, nine = next(grounds)
            act = _book((room, nine, nine + timedelta(hours=1)))
            _send_twice(race, act)
    owner = zone.owner()
    for table in ("booking", "mutation", "allocation"):
        query = f"select count(*) from app.{table}"
        assert owner.execute(query).fetchone() == (rounds,)


def test_a_change_sent_twice_at_once_has_one_effect_and_one_answer(zone: Zone) -> None:
    """By itself the second would be refused: the revision has moved, and one item is left."""
    rounds = 25
    grounds = _grounds()
    with field([newcomer(zone)] * 2) as race:
        for _ in range(rounds):
            room, nine = next(grounds)
            hours = [
                (room, nine + timedelta(hours=n), nine + timedelta(hours=n + 1)) for n in (0, 1)
            ]
            book = _book(*hours)
            _send_twice(race, book)
            subject = {"booking": book.args["booking"], "expects": 1}
            drop = Act(
                str(uuid7()), "item_drop", {**subject, "item": book.args["items"][0]["item"]}
            )
            _send_twice(race, drop)
    assert zone.owner().execute("select count(*) from app.booking_item").fetchone() == (2 * rounds,)


def test_one_mutation_id_with_two_contents_at_once_keeps_one(zone: Zone) -> None:
    rounds = 25
    grounds = _grounds()
    with field([newcomer(zone)] * 2) as race:
        for _ in range(rounds):
            room, nine = next(grounds)
            one = _book((room, nine, nine + timedelta(hours=1)))
            other = _book((room, nine + timedelta(hours=1), nine + timedelta(hours=2)))
            codes = _codes(race.run([one, Act(one.mutation, "book", other.args)]))
            assert codes == {"ok": 1, "mutation_reused": 1}
    assert zone.owner().execute("select count(*) from app.booking").fetchone() == (rounds,)
