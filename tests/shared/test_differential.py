"""The rules in Python and in SQL give the same problems: same codes, values and order, whatever the
world.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from booking.model import Catalogue, Interval, Resource, ResourceKind
from booking.rules.availability import Occupied
from booking.rules.interval import Buffers, epoch
from booking.rules.policy import Old, Wish
from booking.rules.verdict import Judge
from booking.shared import admin
from booking.shared.embedded import EmbeddedServer
from tests.rules.worlds import (
    Trial,
    World,
    catalogue,
    clash,
    crowds,
    held_by,
    policy,
    resource,
    sh,
    span,
    trials,
    worlds,
)
from tests.shared.worlds_on_server import Connection, hold, store, verdict

TRIALS = 5
Crowd = dict[int, list[Occupied]]


@pytest.fixture(scope="module")
def bare(pg_server: EmbeddedServer) -> Iterator[Connection]:
    """A zone without any data, as the superuser acting in the owner's place."""
    name = f"bare{os.getpid()}"
    with admin.connect(pg_server.conninfo("postgres")) as maintenance:
        admin.create_database(maintenance, name)
        with admin.connect(pg_server.conninfo(name)) as connection:
            admin.initialise(connection, "Bare")
            connection.execute("set role loop_owner")
            connection.execute("set search_path = ''")
            connection.execute("set timezone = 'UTC'")
            yield connection
        maintenance.execute(f"drop database {name} with (force)")


def held_before(known: Catalogue, trial: Trial) -> Crowd:
    """Return the allocations of the item that the trial changes."""
    if trial.old is None:
        return {}
    asked = known.resources[trial.old.resource]
    rule = known.policies[asked.policy_id]
    start, end = epoch(trial.old.during.start), epoch(trial.old.during.end)
    crowd: Crowd = {}
    for leaf in known.leaves(asked):
        units = range(1, leaf.units + 1) if asked.parts else range(leaf.units, leaf.units + 1)
        crowd[leaf.id] = [
            Occupied(
                (1000 * leaf.id + unit).to_bytes(16),
                leaf.id,
                unit,
                start,
                end,
                rule.buffer_before,
                rule.buffer_after,
            )
            for unit in units
        ]
    return crowd


@st.composite
def scenes(draw: st.DrawFn) -> tuple[World, list[tuple[Trial, Crowd]]]:
    """Draw a world and some trials, each with what others hold near the time that is asked for."""
    world = draw(worlds())
    scene = []
    for _ in range(TRIALS):
        trial = draw(trials(world))
        mine = held_before(world.catalogue, trial)
        scene.append((trial, draw(others(world.catalogue, trial, mine))))
    return world, scene


@st.composite
def others(draw: st.DrawFn, known: Catalogue, trial: Trial, mine: Crowd) -> Crowd:
    """Draw what others hold on the leaves that are asked for, free of clashes with `mine`.

    All buffers on a leaf are the policy's: with mixed ones the server's packing is a heuristic.
    """
    asked = known.resources[trial.wish.resource]
    found: Crowd = {}
    for leaf in known.leaves(asked):
        rule = known.policies[asked.policy_id]
        gap = Buffers(rule.buffer_before, rule.buffer_after)
        origin = epoch(trial.wish.during.start)
        crowd = draw(crowds(origin_s=origin, units=leaf.units, most=4, gap=gap))
        number = 100 * leaf.id
        found[leaf.id] = [
            one._replace(id=(number + n).to_bytes(16))
            for n, one in enumerate(crowd)
            if not any(clash(one, own) for own in mine.get(leaf.id, ()))
        ]
    return found


def advice(known: Catalogue, trial: Trial, mine: Crowd, crowd: Crowd) -> list[dict[str, object]]:
    """Return what booking.rules says."""
    held = {leaf: [*mine.get(leaf, ()), *crowd.get(leaf, ())] for leaf in {*mine, *crowd}}
    judge = Judge(
        known,
        trial.at,
        held,
        offices=tuple(known.sites) if trial.office else (),
        old=trial.old,
        own=[one.id for rows in mine.values() for one in rows],
    )
    return [problem.as_json() for problem in judge.problems(trial.wish)]


def compare(connection: Connection, scene: tuple[World, list[tuple[Trial, Crowd]]]) -> None:
    """Put the world into the database, ask both for each trial, take everything back."""
    world, cases = scene
    with connection.transaction(force_rollback=True):
        store(connection, world.catalogue)
        for trial, crowd in cases:
            with connection.transaction(force_rollback=True):
                mine = held_before(world.catalogue, trial)
                booking = None
                if trial.old is not None:
                    booking = hold(connection, 1, trial.old.resource, trial.old.during, mine)
                for leaf, rows in crowd.items():
                    hold(connection, 2, leaf, trial.wish.during, {leaf: rows})
                said = verdict(connection, world.catalogue, trial, booking)
                advised = advice(world.catalogue, trial, mine, crowd)
                assert said == advised, (trial, resource_of(world, trial))
                if trial.old is None:
                    added = verdict_when_added(connection, world.catalogue, trial)
                    assert added == advised, (trial, resource_of(world, trial))


def verdict_when_added(
    connection: Connection, known: Catalogue, trial: Trial
) -> list[dict[str, object]]:
    """Return what the referee says where the same is added to a booking of another time."""
    wish = trial.wish
    later = Interval(wish.during.end, wish.during.end + timedelta(days=1000))
    booking = hold(connection, 1, wish.resource, later, {})
    connection.execute("update app.booking set people = %s where id = %s", (wish.people, booking))
    return verdict(connection, known, trial, booking, adds=True)


def resource_of(world: World, trial: Trial) -> Resource:
    """Return the resource that a trial asks for."""
    return world.catalogue.resources[trial.wish.resource]


LOOSE = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)


@given(scene=scenes())
@settings(LOOSE, max_examples=60)
def test_python_and_sql_agree(
    bare: Connection, scene: tuple[World, list[tuple[Trial, Crowd]]]
) -> None:
    """Short form; the campaign goes on for longer."""
    compare(bare, scene)


def on_the_edge() -> list[tuple[str, World, Trial, Crowd, list[str]]]:
    """Return cases that chance seldom draws: (name, world, trial, what others hold, codes)."""
    noticed = World(catalogue(policies=[policy(notice_minutes=120)]), date(2026, 3, 3))
    asked = Wish(1, span("2026-03-03 10:00", "2026-03-03 11:00"))
    bench = resource(units=2, kind=ResourceKind.LAB)
    lab = World(catalogue([bench]), date(2026, 3, 3))
    running = Old(1, asked.during)
    longer = Wish(1, span("2026-03-03 10:00", "2026-03-03 12:00"))
    both = Wish(1, longer.during, quantity=2)
    now = sh("2026-03-03 10:30")

    def held(unit: int, start: str, end: str) -> Crowd:
        return {1: [held_by(7, span(f"2026-03-03 {start}", f"2026-03-03 {end}"), unit)]}

    return [
        (
            "notice to the second",
            noticed,
            Trial(asked, sh("2026-03-03 08:00"), None, False),
            {},
            [],
        ),
        (
            "a second too late",
            noticed,
            Trial(asked, sh("2026-03-03 08:00:01"), None, False),
            {},
            ["short_notice"],
        ),
        ("others may move", lab, Trial(longer, now, running, False), held(2, "11:00", "12:00"), []),
        (
            "what runs stays",
            lab,
            Trial(both, now, running, False),
            held(1, "10:15", "11:00"),
            ["slot_taken"],
        ),
        (
            "its own unit is taken by another that runs",
            lab,
            Trial(
                longer,
                sh("2026-03-03 11:05"),
                Old(1, span("2026-03-03 10:00", "2026-03-03 11:10")),
                False,
            ),
            held(2, "11:10", "12:00"),
            [],
        ),
        ("grow while it runs", lab, Trial(both, now, running, False), {}, []),
        ("shrink while it runs", lab, Trial(asked, now, Old(1, longer.during), False), {}, []),
    ]


@pytest.mark.parametrize("case", on_the_edge(), ids=lambda case: str(case[0]))
def test_python_and_sql_agree_on_the_edge(
    bare: Connection, case: tuple[str, World, Trial, Crowd, list[str]]
) -> None:
    """Both say what the case expects, and the same."""
    _, world, trial, crowd, codes = case
    mine = held_before(world.catalogue, trial)
    assert [p["code"] for p in advice(world.catalogue, trial, mine, crowd)] == codes
    compare(bare, (world, [(trial, crowd)]))


@pytest.mark.campaign
def test_python_and_sql_agree_for_long(bare: Connection, full_campaign: bool) -> None:
    """The same with new worlds each time."""

    @given(scene=scenes())
    @settings(LOOSE, max_examples=1500 if full_campaign else 150)
    def agree(scene: tuple[World, list[tuple[Trial, Crowd]]]) -> None:
        compare(bare, scene)

    agree()


def test_the_clock_of_the_comparison_is_utc(bare: Connection) -> None:
    """The owner's session in this file must read times as the doors do."""
    row = bare.execute("select current_setting('timezone')").fetchone()
    assert row == (str(UTC),)
