"""The cache follows the server: pages, torn pulls, resets, recoveries, rights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from booking.cache import queries, shadow, state
from booking.cache.act import ActState
from booking.cache.picture import Standing
from booking.errors import BugError
from booking.events import (
    ActLost,
    CacheChanged,
    CacheRebuilt,
    ClockSkew,
    EmptyingPull,
    ReadOnly,
)
from booking.shared.doors import Page
from booking.sync import lost as lost_acts
from booking.sync.outcome import Result
from tests.sync.conftest import MakeDesktop
from tests.sync.fakeserver import START, FakeClock, FakeServer, lost, resource_body
from tests.sync.kit import Desktop

TOMORROW = START + timedelta(days=1)


def fill(desktop: Desktop, count: int, room: int = 1) -> None:
    """Book so many hours in one room."""
    for number in range(count):
        desktop.book(room, TOMORROW + timedelta(hours=number))
    assert desktop.round().result is Result.DONE


def server_side(server: FakeServer) -> list[tuple[int, int, int]]:
    """Return what a cache should hold."""
    return sorted((row[1], row[3], row[4]) for row in server.live())


def test_first_pull_in_many_pages(make: MakeDesktop, server: FakeServer) -> None:
    fill(make("writer"), 23)
    reader = make("reader", page=4)
    assert reader.round().result is Result.DONE
    assert reader.occupied() == server_side(server)
    assert reader.cursor == server.data.head
    assert reader.gateway.calls.count("pull_allocations") == 6
    assert len(queries.catalogue(reader.the_desk.cache).resources) == 4


def test_changes_in_many_pages(make: MakeDesktop, server: FakeServer) -> None:
    reader, writer = make("reader", page=4), make("writer")
    reader.round()
    fill(writer, 23)
    for projected in writer.picture().bookings[:5]:
        writer.change("cancel", str(projected.booking.id), projected.booking.rev)
    writer.round()
    reader.round()
    assert reader.occupied() == server_side(server)
    assert len(reader.occupied()) == 18
    assert reader.told(CacheChanged)[-1].resources == frozenset({1})


@pytest.mark.parametrize("door", ["pull_catalogue", "pull_allocations", "pull_bookings"])
@pytest.mark.parametrize("first", [True, False])
def test_a_torn_pull_goes_on(make: MakeDesktop, server: FakeServer, door: str, first: bool) -> None:
    reader, writer = make("reader", page=3), make("writer")
    if not first:
        reader.round()
    fill(writer, 10)
    for number in range(5, 12):
        server.put("resource", str(number), resource_body(number))
    before = reader.cursor
    reader.gateway.before[door] = [None, lost()]
    assert reader.round().result is Result.OFFLINE
    assert reader.cursor == before
    reader.restart()
    fill(writer, 3, room=2)
    (cancelled, *_) = writer.picture().bookings
    writer.change("cancel", str(cancelled.booking.id), cancelled.booking.rev)
    writer.round()
    assert reader.round().result is Result.DONE
    assert reader.occupied() == server_side(server)
    assert len(queries.catalogue(reader.the_desk.cache).resources) == 11
    states = [p.booking.state for p in reader.picture().bookings]
    assert sorted(states) == ["cancelled"] + ["confirmed"] * 12


def test_the_old_picture_stays_until_the_new_one_is_complete(
    make: MakeDesktop, server: FakeServer
) -> None:
    reader, writer = make("reader", page=3), make("writer")
    fill(writer, 6)
    reader.round()
    seen = reader.occupied()
    server.promote(server.copy())
    reader.the_desk.cache.write(lambda c: state.put(c, "tl", "unknown"))
    reader.gateway.before["pull_bookings"] = [None, lost()]
    reader.round()
    assert reader.occupied() == seen
    reader.round()
    assert reader.occupied() == seen
    assert [e.reason for e in reader.told(CacheRebuilt)] == ["other_server"]


def test_a_hidden_resource_takes_its_allocations_along(
    make: MakeDesktop, server: FakeServer
) -> None:
    reader, writer = make("reader"), make("writer")
    fill(writer, 5, room=1)
    fill(writer, 3, room=2)
    reader.round()
    server.hide(1, True)
    reader.round()
    assert {room for room, _, _ in reader.occupied()} == {2}
    assert reader.told(CacheChanged)[-1].resources is None
    server.hide(1, False)
    reader.gateway.before["pull_allocations"] = [None, lost()]
    assert reader.round().result is Result.OFFLINE
    reader.restart()
    assert reader.round().result is Result.DONE
    assert reader.occupied() == server_side(server)
    assert len(reader.occupied()) == 8


def test_a_new_resource_has_nothing_to_backfill(make: MakeDesktop, server: FakeServer) -> None:
    reader = make("reader")
    reader.round()
    server.put("resource", "9", resource_body(9))
    writer = make("writer")
    fill(writer, 2, room=9)
    reader.round()
    assert reader.occupied() == server_side(server)


def test_a_failover_that_lost_acts(make: MakeDesktop, server: FakeServer) -> None:
    mine = make("mine")
    early = mine.book(1, TOMORROW)
    mine.round()
    copy = server.copy()
    late = mine.book(2, TOMORROW)
    move = mine.move(early.subject, 1, TOMORROW + timedelta(hours=5))
    mine.round()
    other = make("other", login="p2")
    server.promote(copy)
    other.book(3, TOMORROW)
    other.round()
    assert mine.round().result is Result.DONE
    assert {e.act for e in mine.told(ActLost)} == {late.id, move.id}
    assert [mine.act(a).state for a in (early, late, move)] == [ActState.CONFIRMED] * 3
    assert mine.act(late).lost
    assert not mine.act(early).lost
    assert mine.occupied() == server_side(server)
    assert len(mine.occupied()) == 3


def test_a_failover_that_lost_an_act_whose_place_was_taken(
    make: MakeDesktop, server: FakeServer
) -> None:
    mine, other = make("mine"), make("other", login="p2")
    mine.round()
    copy = server.copy()
    late = mine.book(2, TOMORROW)
    mine.round()
    server.promote(copy)
    other.book(2, TOMORROW)
    other.round()
    mine.round()
    assert mine.act(late).code == "slot_taken"
    (shown,) = [p for p in mine.picture().bookings if p.failed]
    assert (shown.standing, shown.failed[0].lost) == (Standing.REFUSED, True)


def test_a_failover_that_lost_nothing_of_ours_goes_on(
    make: MakeDesktop, server: FakeServer
) -> None:
    mine = make("mine")
    fill(mine, 3)
    server.promote(server.copy())
    calls = len(mine.gateway.calls)
    fill(make("other"), 1, room=2)
    mine.round()
    assert mine.occupied() == server_side(server)
    assert mine.told(CacheRebuilt) == []
    assert "pull_allocations" in mine.gateway.calls[calls:]


def test_a_torn_pull_of_a_lost_timeline_is_undone(make: MakeDesktop, server: FakeServer) -> None:
    mine = make("mine", page=1)
    mine.round()
    copy = server.copy()
    server.put("resource", "8", resource_body(8))
    server.put("resource", "9", resource_body(9))
    mine.gateway.before["pull_bookings"] = [lost()]
    assert mine.round().result is Result.OFFLINE
    assert 9 in queries.catalogue(mine.the_desk.cache).resources
    server.promote(copy)
    server.put("resource", "7", resource_body(7))
    server.put("resource", "6", resource_body(6))
    server.put("resource", "5", resource_body(5))
    assert mine.round().result is Result.DONE
    assert set(queries.catalogue(mine.the_desk.cache).resources) == {1, 2, 3, 4, 5, 6, 7}


def test_an_act_that_was_lost_together_with_the_cache(
    make: MakeDesktop, server: FakeServer
) -> None:
    mine = make("mine")
    copy = server.copy()
    act = mine.book(1, TOMORROW)
    mine.round()
    server.promote(copy)
    mine.the_desk.cache.wipe()
    assert mine.round().result is Result.DONE
    assert [e.act for e in mine.told(ActLost)] == [act.id]
    assert ("p1", act.id) in server.applied
    assert mine.occupied() == server_side(server)


def test_an_act_that_was_lost_before_it_was_pulled(make: MakeDesktop, server: FakeServer) -> None:
    mine = make("mine")
    mine.round()
    copy = server.copy()
    act = mine.book(1, TOMORROW)
    mine.gateway.before["hello"] = [None, lost()]
    assert mine.round().result is Result.OFFLINE
    assert mine.act(act).state is ActState.CONFIRMED
    server.promote(copy)
    assert mine.round().result is Result.DONE
    assert [e.act for e in mine.told(ActLost)] == [act.id]
    assert mine.occupied() == server_side(server)
    assert len(mine.occupied()) == 1


def test_a_lost_act_whose_booking_somebody_changed_meanwhile(
    make: MakeDesktop, server: FakeServer
) -> None:
    """The booking is there, with as high a revision as the lost act gave it; by another's act."""
    mine, colleague = make("mine"), make("colleague", login="p2")
    booked = colleague.book(1, TOMORROW)
    colleague.round()
    mine.round()
    copy = server.copy()
    move = mine.move(booked.subject, 1, TOMORROW + timedelta(hours=2))
    mine.round()
    assert mine.act(move).state is ActState.CONFIRMED
    server.promote(copy)
    theirs = colleague.move(booked.subject, 1, TOMORROW + timedelta(hours=5))
    colleague.round()
    assert colleague.act(theirs).state is ActState.CONFIRMED
    assert mine.round().result is Result.DONE
    assert [e.act for e in mine.told(ActLost)] == [move.id]
    assert (mine.act(move).state, mine.act(move).code) == (ActState.REFUSED, "stale")
    assert mine.occupied() == server_side(server)


def test_acts_that_a_recovery_kept_stay_confirmed(
    make: MakeDesktop, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked about in batches; none is queued again, so none looks as if it waited."""
    monkeypatch.setattr(lost_acts, "BATCH", 2)
    mine = make("mine")
    fill(mine, 5)
    server.promote(server.copy())
    calls = len(mine.gateway.calls)
    assert mine.round().result is Result.DONE
    assert mine.gateway.calls[calls:].count("ask") == 3
    assert "submit" not in mine.gateway.calls[calls:]
    assert mine.told(ActLost) == []
    calls = len(mine.gateway.calls)
    assert mine.round().result is Result.DONE
    assert "ask" not in mine.gateway.calls[calls:]


def test_a_question_about_lost_acts_is_asked_again_until_it_is_answered(
    make: MakeDesktop, server: FakeServer
) -> None:
    mine = make("mine")
    mine.round()
    copy = server.copy()
    act = mine.book(1, TOMORROW)
    mine.round()
    server.promote(copy)
    make("other", login="p2").round()
    mine.gateway.before["ask"] = [lost(), lost()]
    assert [mine.round().result for _ in range(2)] == [Result.OFFLINE] * 2
    mine.restart()
    assert mine.round().result is Result.DONE
    assert [e.act for e in mine.told(ActLost)] == [act.id]
    assert ("p1", act.id) in server.applied


@pytest.mark.parametrize("answer", [{"ok": False, "code": "bug"}, {"ok": True, "acts": 7}])
def test_a_server_that_cannot_say_is_sent_all_acts_again(
    make: MakeDesktop,
    server: FakeServer,
    monkeypatch: pytest.MonkeyPatch,
    answer: dict[str, Any],
) -> None:
    monkeypatch.setattr(server, "done", lambda *_: answer)
    mine = make("mine")
    kept = mine.book(1, TOMORROW)
    mine.round()
    copy = server.copy()
    late = mine.book(2, TOMORROW)
    mine.round()
    server.promote(copy)
    assert mine.round().result is Result.DONE
    assert [e.act for e in mine.told(ActLost)] == [late.id]
    assert [mine.act(act).state for act in (kept, late)] == [ActState.CONFIRMED] * 2
    assert len(server.applied) == 2


def test_a_lost_act_is_sent_although_it_is_late(
    make: MakeDesktop, server: FakeServer, clock: FakeClock
) -> None:
    mine = make("mine")
    mine.round()
    copy = server.copy()
    act = mine.book(1, START + timedelta(hours=1))
    mine.round()
    server.promote(copy)
    clock.advance(hours=2)
    mine.round()
    assert (mine.act(act).state, mine.act(act).code) == (ActState.REFUSED, "in_past")
    assert mine.act(act).lost
    assert [e.act for e in mine.told(ActLost)] == [act.id]


def test_a_server_that_is_behind_is_said_plainly(desktop: Desktop, server: FakeServer) -> None:
    fill(desktop, 3)
    seen = desktop.occupied()
    act = desktop.book(2, TOMORROW)
    server.data.head -= 2
    assert desktop.round().result is Result.READ_ONLY
    assert desktop.told(ReadOnly) == [ReadOnly("server_behind")]
    assert desktop.occupied() == seen
    assert desktop.act(act).state is ActState.QUEUED


def test_an_emptying_reset_must_be_said_twice(make: MakeDesktop, server: FakeServer) -> None:
    mine = make("mine")
    fill(mine, 25)
    seen = mine.occupied()
    server.data.allocations.clear()
    server.data.catalogue.clear()
    server.data.bookings.clear()
    server.promote(server.copy())
    mine.the_desk.cache.write(lambda c: state.put(c, "tl", "unknown"))
    assert mine.round().result is Result.AGAIN
    assert mine.told(EmptyingPull) == [EmptyingPull(4, 25)]
    assert mine.occupied() == seen
    mine.restart()
    assert mine.round().result is Result.DONE
    assert mine.occupied() == []


def test_an_emptying_change_must_be_said_twice(desktop: Desktop, server: FakeServer) -> None:
    fill(desktop, 3)
    seen = desktop.occupied()
    for number in range(1, 5):
        server.put("resource", str(number), None)
    assert desktop.round().result is Result.AGAIN
    assert desktop.occupied() == seen
    assert desktop.round().result is Result.AGAIN
    assert len(desktop.told(EmptyingPull)) == 1
    assert desktop.occupied() == seen
    assert desktop.round().result is Result.DONE
    assert queries.catalogue(desktop.the_desk.cache).resources == {}
    assert desktop.round().result is Result.DONE


def test_a_false_alarm_leaves_everything(desktop: Desktop, server: FakeServer) -> None:
    fill(desktop, 3)
    kept = server.copy()
    for number in range(1, 5):
        server.put("resource", str(number), None)
    desktop.round()
    desktop.round()
    for number in range(1, 5):
        server.put("resource", str(number), resource_body(number))
    assert desktop.round().result is Result.DONE
    assert len(desktop.occupied()) == len(kept.allocations)


def test_changed_rights_wipe_at_once(desktop: Desktop, server: FakeServer) -> None:
    fill(desktop, 3)
    title = b"Talk"
    cache = desktop.the_desk.cache.path
    assert title in cache.read_bytes() + cache.with_name("cache.db-wal").read_bytes()
    server.vis_gen["p1"] = 2
    outcome = desktop.round()
    assert outcome.result is Result.AGAIN
    assert 0 <= outcome.delay <= 3
    assert desktop.cursor is None
    assert title not in cache.read_bytes() + cache.with_name("cache.db-wal").read_bytes()
    assert [e.reason for e in desktop.told(CacheRebuilt)] == ["visibility"]
    assert desktop.round().result is Result.DONE
    assert desktop.occupied() == server_side(server)


def test_nothing_to_do_asks_for_nothing(desktop: Desktop) -> None:
    fill(desktop, 2)
    desktop.round()
    calls, told = len(desktop.gateway.calls), len(desktop.events)
    desktop.round()
    assert desktop.gateway.calls[calls:] == ["hello"]
    assert desktop.events[told:] == []
    assert not desktop.syncer.behind()


def test_old_bookings_are_left_out_and_forgotten(make: MakeDesktop, clock: FakeClock) -> None:
    writer = make("writer")
    fill(writer, 2)
    clock.advance(days=40)
    fresh = make("fresh", page=1)
    writer.book(1, clock.now() + timedelta(days=1))
    writer.round()
    fresh.round()
    assert len(writer.picture().bookings) == len(fresh.picture().bookings) == 1
    assert len(writer.occupied()) == len(fresh.occupied()) == 1


def test_another_process_did_the_work(make: MakeDesktop) -> None:
    first = make("shared")
    first.round()
    second = make("shared")
    fill(second, 2)
    first.round()
    assert [e.cursor for e in first.told(CacheChanged)][-1] == second.cursor


def test_while_another_process_syncs(make: MakeDesktop) -> None:
    first, second = make("shared"), make("shared")
    act = second.book(1, TOMORROW)
    with first.the_desk.turn():
        assert second.round().result is Result.ELSEWHERE
        assert second.act(act).state is ActState.QUEUED
    assert second.round().result is Result.DONE


def test_a_clock_that_is_off(desktop: Desktop, server: FakeServer) -> None:
    server.ahead = timedelta(hours=1)
    desktop.round()
    desktop.round()
    (told,) = desktop.told(ClockSkew)
    assert told.seconds == pytest.approx(3600)
    assert desktop.syncer.server_now() == server.now()
    server.ahead = timedelta(hours=1, minutes=1)
    desktop.round()
    assert len(desktop.told(ClockSkew)) == 1
    server.ahead = timedelta(hours=-2)
    desktop.round()
    server.ahead = timedelta(seconds=-100)
    desktop.round()
    desktop.round()
    assert [one.seconds for one in desktop.told(ClockSkew)][1:] == pytest.approx([-7200, 0])


def test_the_cursor_is_never_ahead_of_the_rows(desktop: Desktop) -> None:
    fill(desktop, 1)
    anchor = state.Anchor("t1", 10_000, 1, "")
    owner = desktop.the_desk.cache.read(state.owner)
    assert owner is not None

    with pytest.raises(BugError, match="ahead"):
        desktop.the_desk.cache.write(lambda c: shadow.swap(c, anchor, owner))
    assert desktop.cursor != 10_000


def test_a_page_that_does_not_move_on_is_a_bug(
    desktop: Desktop, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.round()
    cursor = desktop.cursor
    server.put("resource", "9", resource_body(9))
    page = Page((), more=cursor)
    monkeypatch.setattr(desktop.gateway, "pull_bookings", lambda want: page)
    assert desktop.round().result is Result.TROUBLE
    assert desktop.cursor == cursor


def test_a_cache_that_breaks_between_rounds(desktop: Desktop, server: FakeServer) -> None:
    fill(desktop, 5)
    desktop.the_desk.cache.checkpoint()
    desktop.the_desk.cache.path.write_bytes(b"no database at all" * 500)
    results = [desktop.round().result for _ in range(2)]
    assert results[-1] is Result.DONE
    assert desktop.occupied() == server_side(server)
    assert "corrupt" in [e.reason for e in desktop.told(CacheRebuilt)]


def spoil(desktop: Desktop) -> None:
    """Let a row of the cache be another one than the server's."""
    query = "UPDATE allocation SET starts = starts - 60 WHERE rowid = 1"
    desktop.the_desk.cache.write(lambda c: c.execute(query).rowcount)


def test_a_cache_that_differs_is_pulled_anew(
    desktop: Desktop, server: FakeServer, clock: FakeClock
) -> None:
    fill(desktop, 3)
    spoil(desktop)
    desktop.round()
    assert desktop.occupied() != server_side(server)
    clock.advance(days=1, hours=1)
    assert desktop.round().result is Result.AGAIN
    assert desktop.round().result is Result.DONE
    assert desktop.occupied() == server_side(server)
    assert [e.reason for e in desktop.told(CacheRebuilt)] == ["mismatch"]
    clock.advance(days=1, hours=1)
    assert [desktop.round().result for _ in range(2)] == [Result.DONE] * 2
    assert len(desktop.told(CacheRebuilt)) == 1


def test_a_head_that_moves_meanwhile_is_compared_in_a_later_round(
    make: MakeDesktop, server: FakeServer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = make("mine"), make("other", login="p2")
    fill(mine, 3)
    spoil(mine)
    other.round()
    clock.advance(days=1, hours=1)
    other.round()
    ask = mine.gateway.ask
    asked: list[str] = []

    def late(question: str, args: str) -> Mapping[str, Any]:
        if not asked:
            other.book(2, TOMORROW + timedelta(days=3))
            assert other.round().result is Result.DONE
        asked.append(question)
        return ask(question, args)

    monkeypatch.setattr(mine.gateway, "ask", late)
    assert mine.round().result is Result.DONE
    assert mine.told(CacheRebuilt) == []
    assert mine.round().result is Result.AGAIN
    assert mine.round().result is Result.DONE
    assert [e.reason for e in mine.told(CacheRebuilt)] == ["mismatch"]
    assert mine.occupied() == server_side(server)
    assert asked == ["census", "census", "done"]


def test_a_server_that_does_not_count_is_believed(
    desktop: Desktop, server: FakeServer, clock: FakeClock
) -> None:
    server.takes_questions = False
    fill(desktop, 3)
    spoil(desktop)
    clock.advance(days=1, hours=1)
    assert [desktop.round().result for _ in range(2)] == [Result.DONE] * 2
    assert desktop.told(CacheRebuilt) == []


def test_a_census_that_is_not_understood_is_told(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {"ok": True, "head": 5, "resources": {"1": "many"}}
    monkeypatch.setattr(desktop.server, "census", lambda _: broken)
    assert desktop.server.data.head == 5
    assert desktop.round().result is Result.TROUBLE
    assert desktop.round().result is Result.DONE  # told once a day, not in every round
