"""The finder: what can be booked, best fit first, and what nearly could."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from booking.model import Interval, ResourceKind, ResourceState
from booking.rules import availability, finder, policy
from booking.rules.finder import Request
from booking.rules.interval import epoch
from booking.rules.policy import Wish
from tests.rules import worlds
from tests.rules.worlds import World, held_by, sh, span

AT = sh("2026-03-01 12:00")
HOUR = span("2026-03-02 10:00", "2026-03-02 11:00")
LAB = ResourceKind.LAB

CATALOGUE = worlds.catalogue(
    [
        worlds.resource(1, capacity=20, features=("vc",)),
        worlds.resource(2, capacity=6, features=("vc", "wb", "scr")),
        worlds.resource(3, capacity=6, features=("vc", "wb"), floor_id=2),
        worlds.resource(4, capacity=6, features=("vc", "scr")),
        worlds.resource(5, capacity=6, features=()),
        worlds.resource(6, capacity=4, features=("vc",)),
        worlds.resource(7, capacity=8, features=("vc",), site_id=2),
        worlds.resource(8, kind=LAB, capacity=None, features=("vc",)),
        worlds.resource(9, bookable=False, features=("vc",)),
        worlds.resource(10, state=ResourceState.RETIRED, features=("vc",)),
    ],
    sites=[worlds.site(1), worlds.site(2)],
)


def codes_of(found: finder.Findings) -> list[str]:
    return [resource.code for resource in found.found]


def test_best_fit_comes_first() -> None:
    wanted = Request(HOUR, people=6, features=frozenset({"vc"}), kind=ResourceKind.ROOM)
    found = finder.find(CATALOGUE, {}, wanted, AT)
    assert codes_of(found) == ["R3", "R4", "R2", "R7", "R1"]
    on_floor = Request(HOUR, people=6, features=frozenset({"vc"}), sites=("S1",), floor=1)
    assert codes_of(finder.find(CATALOGUE, {}, on_floor, AT)) == ["R4", "R3", "R2", "R1", "R8"]


def test_near_misses_say_why() -> None:
    wanted = Request(HOUR, sites=("S1",), people=6, features=frozenset({"vc"}))
    held = {1: [held_by(1, HOUR)]}
    found = finder.find(CATALOGUE, held, wanted, AT)
    near = {
        miss.resource.code: ([p.code for p in miss.problems], miss.missing) for miss in found.near
    }
    assert near == {
        "R1": (["slot_taken"], ()),
        "R5": ([], ("vc",)),
        "R6": (["capacity"], ()),
    }
    assert len(finder.find(CATALOGUE, held, wanted, AT, near=1).near) == 1


def test_rooms_that_are_merely_taken_come_before_what_holds_nobody() -> None:
    held = {key: [held_by(key, HOUR)] for key in range(1, 9)}
    found = finder.find(CATALOGUE, held, Request(HOUR, sites=("S1",), people=6), AT)
    near = [miss.resource.code for miss in found.near]
    assert near == ["R5", "R3", "R4", "R2", "R1", "R6", "R8"]


def test_malformed_time_is_told_and_nothing_else() -> None:
    endless = Interval(HOUR.start, HOUR.start.replace(year=2100))
    found = finder.find(CATALOGUE, {}, Request(endless), AT)
    assert found.problem is not None
    assert found.problem.as_json() == {"code": "bad_time", "field": "to"}
    assert (found.found, found.near) == ((), ())


@given(st.data(), worlds.worlds())
def test_found_is_exactly_what_can_be_booked(data: st.DataObject, world: World) -> None:
    catalogue = world.catalogue
    wish, at, _, office = data.draw(worlds.trials(world, changes=False))
    held = {
        leaf: data.draw(worlds.crowds(origin_s=epoch(wish.during.start), units=3, most=5))
        for leaf in (1, 2, 4, 5, 6)
    }
    wanted = Request(wish.during, people=wish.people, quantity=wish.quantity)
    offices = set(catalogue.sites) if office else set()
    found = finder.find(catalogue, held, wanted, at, offices=offices)
    bookable = {
        resource.code
        for resource in catalogue.resources.values()
        if not policy.check(
            catalogue,
            Wish(resource.id, wish.during, wish.quantity, wish.people),
            at,
            office=office,
        )
        and not availability.taken(
            catalogue, resource, held, wish.during, quantity=wish.quantity, at=at
        )
    }
    assert set(codes_of(found)) == bookable
    assert bookable.isdisjoint(miss.resource.code for miss in found.near)


@given(
    held=st.sets(st.integers(1, 8)),
    features=st.sets(st.sampled_from(["vc", "wb", "scr"])),
    people=st.integers(1, 25),
    near=st.integers(0, 9),
)
def test_the_nearest_are_the_first_of_all_that_nearly_do(
    held: set[int], features: set[str], people: int, near: int
) -> None:
    taken = {leaf: [held_by(leaf, HOUR)] for leaf in held}
    wanted = Request(HOUR, people=people, features=frozenset(features))
    every = finder.find(CATALOGUE, taken, wanted, AT, near=100)
    assert len(every.found) + len(every.near) == 8
    some = finder.find(CATALOGUE, taken, wanted, AT, near=near)
    assert some == finder.Findings(every.found, every.near[:near])

    def worth(miss: finder.NearMiss) -> tuple[bool, int]:
        return miss.resource.capacity is None, len(miss.problems) + len(miss.missing)

    assert list(every.near) == sorted(every.near, key=worth)
