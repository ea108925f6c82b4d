"""Free units, best fit, and packing anew, against searches through every possibility."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from booking.model import Interval
from booking.rules import availability, packing
from booking.rules.availability import Asked, Occupied
from booking.rules.index import index_of
from booking.rules.interval import Buffers, epoch, from_epoch
from tests.rules import worlds
from tests.rules.worlds import MINUTE, clash, held_by, sh, span

NOON = epoch(sh("2026-03-02 12:00"))
NEW = 999


def new(during: Interval, unit: int, buffers: Buffers) -> Occupied:
    return held_by(NEW + unit, during, unit, buffers)


@st.composite
def wanted(draw: st.DrawFn) -> Interval:
    start = from_epoch(NOON + 60 * draw(st.integers(-20, 40)))
    return Interval(start, start + draw(st.integers(1, 15)) * MINUTE)


def stands(rows: list[Occupied]) -> bool:
    return not any(clash(a, b) for n, a in enumerate(rows) for b in rows[:n])


def possible(
    crowd: list[Occupied], during: Interval, buffers: Buffers, units: int, quantity: int
) -> bool:
    """Whether any assignment of units works, with what began by noon left where it is."""
    fixed = [one for one in crowd if one.starts <= NOON]
    movable = [one for one in crowd if one.starts > NOON]
    movable += [new(during, n, buffers) for n in range(1, quantity + 1)]
    return any(
        stands([*fixed, *(one._replace(unit=unit) for one, unit in zip(movable, by, strict=True))])
        for by in product(range(1, units + 1), repeat=len(movable))
    )


small_buffers = st.builds(Buffers, st.integers(0, 4), st.integers(0, 4))


@given(st.data(), st.integers(1, 3), wanted(), small_buffers)
def test_a_free_unit_is_one_on_which_nothing_clashes(
    data: st.DataObject, units: int, during: Interval, buffers: Buffers
) -> None:
    crowd = data.draw(worlds.crowds(origin_s=NOON, units=units, most=8))
    free = packing.free(crowd, Asked.of(during, buffers), units)
    assert free == tuple(
        unit for unit in range(1, units + 1) if stands([*crowd, new(during, unit, buffers)])
    )


@given(st.data(), st.integers(1, 3), st.integers(1, 3), wanted(), small_buffers)
def test_packing_anew_finds_a_way_if_there_is_one(
    data: st.DataObject, units: int, quantity: int, during: Interval, buffers: Buffers
) -> None:
    crowd = data.draw(worlds.crowds(origin_s=NOON, units=units, most=6, gap=buffers))
    at = from_epoch(NOON)
    # What is over already has no place to look for (`in_past` says so).
    if during.end <= at:
        during = Interval(during.start, at + MINUTE)
    expected = possible(crowd, during, buffers, units, quantity)
    assert availability.fits(crowd, during, buffers, units, quantity, at) == expected


@given(st.data(), st.integers(1, 3), st.integers(1, 3), wanted(), small_buffers)
def test_a_placement_stands_and_moves_only_what_has_not_begun(
    data: st.DataObject, units: int, quantity: int, during: Interval, buffers: Buffers
) -> None:
    crowd = data.draw(worlds.crowds(origin_s=NOON, units=units, most=6))
    at = from_epoch(NOON)
    placement = availability.place(crowd, during, buffers, units, quantity, at)
    fits = availability.fits(crowd, during, buffers, units, quantity, at)
    assert (placement is not None) == fits
    if placement is None:
        return
    assert len(set(placement.units)) == quantity
    assert set(placement.units) <= set(range(1, units + 1))
    after = [one._replace(unit=placement.moved.get(one.id, one.unit)) for one in crowd]
    assert stands([*after, *(new(during, unit, buffers) for unit in placement.units)])
    started = {one.id for one in crowd if one.starts <= NOON}
    assert started.isdisjoint(placement.moved)
    shuffled = data.draw(st.permutations(crowd))
    assert availability.place(shuffled, during, buffers, units, quantity, at) == placement


def test_moving_one_booking_makes_room() -> None:
    # 9-10 on unit 1 and 10-11 on unit 2: 9-11 fits only if one of them changes units.
    early, late = (
        span("2026-03-02 09:00", "2026-03-02 10:00"),
        span("2026-03-02 10:00", "2026-03-02 11:00"),
    )
    crowd = [held_by(1, early, 1), held_by(2, late, 2)]
    both = Interval(early.start, late.end)
    before = sh("2026-03-02 08:00")
    assert packing.free(crowd, Asked.of(both, Buffers()), 2) == ()
    placement = availability.place(crowd, both, Buffers(), 2, 1, before)
    assert placement == availability.Placement((2,), {crowd[1].id: 1})
    # At nine the first has begun, the second can still move; at ten both stay.
    assert availability.place(crowd, both, Buffers(), 2, 1, early.start) == placement
    assert not availability.fits(crowd, both, Buffers(), 2, 1, late.start)


def test_best_fit_leaves_the_smallest_gap() -> None:
    day = "2026-03-02"
    crowd = [
        held_by(1, span(f"{day} 08:00", f"{day} 09:00"), 2),
        held_by(2, span(f"{day} 08:00", f"{day} 09:30"), 3),
        held_by(3, span(f"{day} 11:00", f"{day} 12:00"), 3),
    ]
    during = span(f"{day} 10:00", f"{day} 11:00")
    at = sh(f"{day} 07:00")

    def units(quantity: int, keep: tuple[int, ...] = ()) -> tuple[int, ...]:
        placement = availability.place(crowd, during, Buffers(), 4, quantity, at, keep=keep)
        assert placement is not None
        return placement.units

    assert units(1) == (3,)  # a hole of exactly half an hour around
    assert units(2) == (2, 3)  # then the one with a neighbour
    assert units(3) == (1, 2, 3)
    assert units(1, keep=(4,)) == (4,)


def test_a_running_booking_that_is_extended_stays_and_others_make_way() -> None:
    day = "2026-03-02"
    longer = span(f"{day} 09:00", f"{day} 11:00")
    own = held_by(1, span(f"{day} 09:00", f"{day} 10:00"), 1)
    late = held_by(2, span(f"{day} 10:00", f"{day} 11:00"), 1)
    at = sh(f"{day} 09:30")
    placement = availability.place([late], longer, Buffers(), 2, 1, at, keep=(1,), begun=True)
    assert placement == availability.Placement((1,), {late.id: 2})
    catalogue = worlds.catalogue([worlds.resource(1, units=2)])

    def taken(*others: Occupied) -> bool:
        resource = catalogue.resources[1]
        return availability.taken(
            catalogue, resource, {1: [own, *others]}, longer, quantity=1, at=at, own=[own.id]
        )

    assert not taken(late)
    # Unit 2 would be free for the whole time, yet nobody changes units in the middle of his work.
    running = held_by(3, span(f"{day} 09:15", f"{day} 09:45"), 1)
    assert taken(running)
    assert taken(late, held_by(4, span(f"{day} 10:30", f"{day} 11:30"), 2))


def test_more_units_than_there_are_never_fit() -> None:
    during = span("2026-03-02 10:00", "2026-03-02 11:00")
    for units, quantity in ((1, 2), (3, 4)):
        assert not availability.fits([], during, Buffers(), units, quantity, during.start)
        placement = availability.place([], during, Buffers(), units, quantity, during.start)
        assert placement is None


def test_a_combined_room_needs_every_unit_of_its_parts() -> None:
    parts = worlds.resource(1), worlds.resource(2, units=2)
    hall = worlds.resource(3, parts=(1, 2))
    rule = worlds.policy(buffer_after=30)
    catalogue = worlds.catalogue([*parts, hall], policies=[rule])
    during = span("2026-03-02 10:00", "2026-03-02 11:00")
    other = held_by(7, span("2026-03-02 11:00", "2026-03-02 12:00"), 2)
    at = sh("2026-03-01 10:00")

    def taken(id: int, **more: tuple[bytes, ...]) -> bool:
        resource = catalogue.resources[id]
        return availability.taken(
            catalogue, resource, {2: [other]}, during, quantity=1, at=at, **more
        )

    assert not taken(1)
    assert not taken(2)
    assert taken(3)
    assert not taken(3, own=(other.id,))


@given(st.data(), wanted(), small_buffers)
def test_what_does_not_reach_into_a_booking_matters_only_around(
    data: st.DataObject, during: Interval, buffers: Buffers
) -> None:
    crowd = data.draw(worlds.crowds(origin_s=NOON, units=1, most=6))
    rule = worlds.policy(buffer_before=buffers.before, buffer_after=buffers.after)
    units = data.draw(st.integers(1, 2))
    catalogue = worlds.catalogue([worlds.resource(1, units=units)], policies=[rule])
    reaching = [
        one
        for one in crowd
        if one.starts - one.before * 60 < epoch(during.end)
        and epoch(during.start) < one.ends + one.after * 60
    ]
    simple = units == 1 and buffers == Buffers()
    assert index_of(catalogue).around == (set() if simple else {1})

    def taken(held: list[Occupied]) -> bool:
        resource = catalogue.resources[1]
        return availability.taken(
            catalogue, resource, {1: held}, during, quantity=1, at=from_epoch(NOON)
        )

    assert taken(crowd) == taken(reaching) or not simple
