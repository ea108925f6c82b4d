"""Random days at two desktops, with every fault we could think of, and what must hold throughout.

Invariants by their numbers in the design: I2 an act takes effect once; I3 confirmed means there;
I4 in the end each cache equals a pull from zero; I5 the cursor is never ahead of the rows; I7 every
act ends with a verdict that was told; I8 the outbox survives whatever happens to the rest.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from booking.cache import queries, state
from booking.cache.act import WAITING, Act, ActState
from booking.cache.sqlite import Connection
from booking.events import (
    ActConfirmed,
    ActEvent,
    ActExpired,
    ActQuarantined,
    ActRefused,
)
from booking.sync.outcome import Result
from tests.sync.fakeserver import Data, FakeClock, FakeServer, busy, lost
from tests.sync.kit import Desktop

ROOMS = 3
HOURS = 12
VERDICTS = (ActConfirmed, ActRefused, ActExpired, ActQuarantined)
DOORS = ("hello", "submit", "pull_catalogue", "pull_allocations", "pull_bookings", "ask")

who = st.integers(0, 1)
hours = st.integers(1, HOURS)
rooms = st.integers(1, ROOMS)


class Days(RuleBasedStateMachine):
    """Two desktops, one server."""

    @initialize(page=st.sampled_from([1, 2, 5000]))
    def begin(self, page: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="loop-machine-"))
        self.clock = FakeClock()
        self.server = FakeServer(self.clock, rooms=ROOMS)
        self.page = page
        self.desktops = [
            Desktop(self.folder / f"d{n}", self.server, self.clock, login=f"p{n}", page=page)
            for n in range(2)
        ]
        self.acts: list[tuple[int, Act]] = []
        self.copy: Data | None = None

    def teardown(self) -> None:
        if not hasattr(self, "desktops"):
            return
        try:
            self._settle()
            self._check_end()
        finally:
            for desktop in self.desktops:
                desktop.close()
            shutil.rmtree(self.folder)

    # --- what people do --------------------------------------------------------------------------

    @rule(n=who, room=rooms, hour=hours)
    def book(self, n: int, room: int, hour: int) -> None:
        start = self.clock.now().replace(minute=0, second=0) + timedelta(hours=hour)
        self.acts.append((n, self.desktops[n].book(room, start)))

    @rule(n=who, op=st.sampled_from(["move", "edit", "cancel"]), pick=st.integers(0), hour=hours)
    def change(self, n: int, op: str, pick: int, hour: int) -> None:
        desktop = self.desktops[n]
        shown = [p for p in desktop.picture().bookings if not p.failed]
        if not shown:
            return
        chosen = shown[pick % len(shown)]
        key = str(chosen.booking.id)
        expects = None if chosen.base is None else chosen.base.rev
        if op == "move":
            start = self.clock.now().replace(minute=0, second=0) + timedelta(hours=hour)
            act = desktop.move(key, expects, start)
        else:
            values = {"title": f"T{pick}"} if op == "edit" else {}
            act = desktop.change(op, key, expects, **values)
        self.acts.append((n, act))

    @precondition(lambda self: self.acts)
    @rule(pick=st.integers(0))
    def withdraw(self, pick: int) -> None:
        n, act = self.acts[pick % len(self.acts)]
        before = self.desktops[n].act(act).state
        gone = self.desktops[n].the_desk.outbox.withdraw(act.id)
        assert bool(gone) == (before is ActState.QUEUED)

    @rule(n=who)
    def sync(self, n: int) -> None:
        self.desktops[n].round()

    # --- what happens to them --------------------------------------------------------------------

    @rule(
        n=who,
        door=st.sampled_from(DOORS),
        late=st.booleans(),
        skip=st.integers(0, 2),
        is_busy=st.booleans(),
    )
    def fault(self, n: int, door: str, late: bool, skip: int, is_busy: bool) -> None:
        gateway = self.desktops[n].gateway
        late = late and door in ("hello", "submit", "pull_allocations")
        # "Busy" says that nothing was done, so it cannot come after the server did it.
        error = busy() if is_busy and not late else lost()
        (gateway.after if late else gateway.before)[door] = [None] * skip + [error]

    @rule(n=who)
    def kill(self, n: int) -> None:
        self.desktops[n].restart()

    @rule(n=who)
    def lose_cache(self, n: int) -> None:
        cache = self.desktops[n].the_desk.cache
        cache.checkpoint()
        cache.path.write_bytes(b"\0garbage" * 1000)

    @rule(minutes=st.integers(1, 300))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(room=rooms, hidden=st.booleans())
    def hide(self, room: int, hidden: bool) -> None:
        self.server.hide(room, hidden)

    @rule()
    def standby_catches_up(self) -> None:
        self.copy = self.server.copy()

    @precondition(lambda self: self.copy is not None)
    @rule()
    def fail_over(self) -> None:
        assert self.copy is not None
        self.server.promote(self.copy)
        self.copy = None

    # --- what must hold --------------------------------------------------------------------------

    @invariant()
    def no_act_is_done_twice(self) -> None:
        if hasattr(self, "server"):
            assert len(self.server.applied) == len(set(self.server.applied))

    @invariant()
    def no_act_is_gone(self) -> None:
        for n, act in getattr(self, "acts", []):
            assert self.desktops[n].act(act).wire == act.wire

    @invariant()
    def what_waits_is_shown(self) -> None:
        for n, desktop in enumerate(getattr(self, "desktops", [])):
            picture = desktop.picture()
            drawn = {act.id for p in picture.bookings for act in p.waiting}
            shown = drawn | {act.id for act in picture.undrawn}
            waiting = (a for m, a in self.acts if m == n and desktop.act(a).state in WAITING)
            assert {act.id for act in waiting} <= shown

    @invariant()
    def the_cursor_is_not_ahead(self) -> None:
        for desktop in getattr(self, "desktops", []):
            cache = desktop.the_desk.cache
            anchor, rows = cache.read(_rows)
            if anchor is None or anchor.tl != self.server.tl:
                continue
            for key, row in self.server.data.allocations.items():
                body, chg = self.server.data.catalogue["resource", str(row[1])]
                assert body is not None
                if row[-1] <= anchor.cursor and chg <= anchor.cursor and row in self.server.live():
                    assert rows.get(key) == (row[3], row[4])

    # --- the end ---------------------------------------------------------------------------------

    def _settle(self) -> None:
        for desktop in self.desktops:
            desktop.gateway.before.clear()
            desktop.gateway.after.clear()
        for _ in range(5):
            for desktop in self.desktops:
                desktop.round()
        assert [desktop.round().result for desktop in self.desktops] == [Result.DONE] * 2

    def _check_end(self) -> None:
        told = [
            {e.act for e in d.events if isinstance(e, VERDICTS) and isinstance(e, ActEvent)}
            for d in self.desktops
        ]
        for n, act in self.acts:
            now = self.desktops[n].act(act)
            assert now.state not in WAITING
            assert now.state is ActState.WITHDRAWN or now.code or now.state is ActState.CONFIRMED
            if now.state is ActState.CONFIRMED:
                assert act.id in told[n]
                self._check_confirmed(n, now)
        fresh = Desktop(self.folder / "fresh", self.server, self.clock, login="p9")
        try:
            fresh.round()
            for desktop in self.desktops:
                assert desktop.cursor == fresh.cursor == self.server.data.head
                assert desktop.occupied() == fresh.occupied()
                ours, new = (queries.catalogue(d.the_desk.cache) for d in (desktop, fresh))
                assert ours == new
                bases = [p.base for p in desktop.picture().bookings if p.base is not None]
                assert bases == [p.base for p in fresh.picture().bookings]
        finally:
            fresh.close()

    def _check_confirmed(self, n: int, act: Act) -> None:
        assert (f"p{n}", act.id) in self.server.applied
        for key, body in self.server.data.bookings.items():
            if str(key) == act.subject:
                assert body["rev"] >= (act.rev or 1)
                return
        raise AssertionError(f"{act} is confirmed, and its booking is not there")


def _rows(
    connection: Connection,
) -> tuple[state.Anchor | None, dict[bytes, tuple[int, int]]]:
    rows = connection.execute("SELECT id, starts, ends FROM allocation")
    return state.anchor(connection), {row[0]: (row[1], row[2]) for row in rows}


PLAIN = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    phases=[phase for phase in Phase if phase is not Phase.explain],
)


def test_random_days() -> None:
    run_state_machine_as_test(Days, settings=settings(PLAIN, derandomize=True, database=None))


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_many_random_days(full_campaign: bool) -> None:
    count = 2000 if full_campaign else 200
    # The short form takes the same days every time; the long one looks for new ones.
    longer = settings(
        PLAIN,
        max_examples=count,
        stateful_step_count=60,
        derandomize=not full_campaign,
        database=None,
    )
    run_state_machine_as_test(Days, settings=longer)
