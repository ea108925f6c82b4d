"""The outbox is sent in order, once each, whatever fails in between."""

from __future__ import annotations

from datetime import timedelta

from booking.cache.act import ActState
from booking.errors import AuthError, BugError, EnvironmentProblem
from booking.events import (
    ActConfirmed,
    ActExpired,
    ActQuarantined,
    ActRefused,
    AuthNeeded,
    ReadOnly,
    Trouble,
    WentOffline,
)
from booking.sync.outcome import Result
from tests.sync.conftest import MakeDesktop
from tests.sync.fakeserver import START, FakeClock, FakeServer, busy, lost
from tests.sync.kit import Desktop

TOMORROW = START + timedelta(days=1)


def test_a_booking_is_confirmed_and_pulled(desktop: Desktop) -> None:
    act = desktop.book(1, TOMORROW)
    assert desktop.round().result is Result.DONE
    done = desktop.act(act)
    assert (done.state, done.rev) == (ActState.CONFIRMED, 1)
    assert desktop.cursor == done.chg
    assert [e.act for e in desktop.told(ActConfirmed)] == [act.id]
    start = int(TOMORROW.timestamp())
    assert desktop.occupied() == [(1, start, start + 3600)]


def test_lost_before_the_server_acted(desktop: Desktop, server: FakeServer) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    desktop.gateway.before["submit"] = [lost()]
    assert desktop.round().result is Result.OFFLINE
    assert desktop.act(act).state is ActState.IN_FLIGHT
    assert desktop.round().result is Result.DONE
    assert server.applied == [("p1", act.id)]
    assert desktop.act(act).state is ActState.CONFIRMED


def test_lost_between_commit_and_answer(desktop: Desktop, server: FakeServer) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    desktop.gateway.after["submit"] = [lost()]
    assert desktop.round().result is Result.OFFLINE
    assert server.applied == [("p1", act.id)]
    desktop.restart()
    assert desktop.act(act).state is ActState.IN_FLIGHT
    assert desktop.round().result is Result.DONE
    assert server.applied == [("p1", act.id)]
    answer = desktop.act(act).answer or {}
    assert answer["replayed"] is True
    assert len(desktop.occupied()) == 1


def test_an_act_in_flight_is_never_withdrawn(desktop: Desktop) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    desktop.gateway.after["submit"] = [lost()]
    desktop.round()
    assert desktop.the_desk.outbox.withdraw(act.id) == ()
    assert desktop.act(act).state is ActState.IN_FLIGHT


def test_busy_is_no_refusal_and_keeps_the_order(desktop: Desktop, server: FakeServer) -> None:
    desktop.round()
    first, second = desktop.book(1, TOMORROW), desktop.book(2, TOMORROW)
    desktop.gateway.before["submit"] = [busy()]
    outcome = desktop.round()
    assert outcome.result is Result.BUSY
    assert [desktop.act(a).state for a in (first, second)] == [ActState.QUEUED] * 2
    assert [e.reason for e in desktop.told(WentOffline)] == ["busy"]
    desktop.round()
    assert [act for _, act in server.applied] == [first.id, second.id]


def test_busy_after_a_lost_attempt_stays_in_flight(desktop: Desktop) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    desktop.gateway.after["submit"] = [lost()]
    desktop.round()
    desktop.gateway.before["submit"] = [busy()]
    desktop.round()
    assert desktop.act(act).state is ActState.IN_FLIGHT


def test_offline_keeps_everything(desktop: Desktop, server: FakeServer) -> None:
    acts = [desktop.book(1, TOMORROW), desktop.book(2, TOMORROW)]
    desktop.gateway.before["hello"] = [lost(), lost()]
    assert [desktop.round().result for _ in range(2)] == [Result.OFFLINE] * 2
    assert len(desktop.told(WentOffline)) == 1
    assert [desktop.act(a).state for a in acts] == [ActState.QUEUED] * 2
    assert server.applied == []


def test_a_refusal_is_told_and_the_queue_goes_on(make: MakeDesktop) -> None:
    other, mine = make("other"), make("mine")
    other.book(1, TOMORROW)
    other.round()
    taken, fine = mine.book(1, TOMORROW), mine.book(2, TOMORROW)
    after = mine.change("edit", taken.subject, None, title="New")
    mine.round()
    assert mine.act(taken).code == "slot_taken"
    assert mine.act(fine).state is ActState.CONFIRMED
    assert (mine.act(after).state, mine.act(after).code) == (
        ActState.REFUSED,
        "depends_on_refused",
    )
    assert [e.code for e in mine.told(ActRefused)] == ["slot_taken", "depends_on_refused"]


def test_chained_acts_of_an_offline_afternoon(desktop: Desktop, server: FakeServer) -> None:
    book = desktop.book(1, TOMORROW)
    move = desktop.move(book.subject, None, TOMORROW + timedelta(hours=2))
    edit = desktop.change("edit", book.subject, None, title="Later")
    assert (move.depends, edit.depends) == (book.id, move.id)
    desktop.round()
    assert [act for _, act in server.applied] == [book.id, move.id, edit.id]
    assert desktop.act(edit).rev == 3
    (projected,) = desktop.picture().bookings
    assert projected.booking.title == "Later"
    assert projected.booking.items[0].during.start == TOMORROW + timedelta(hours=2)


def test_an_act_after_a_confirmed_one_that_was_not_pulled(desktop: Desktop) -> None:
    desktop.round()
    book = desktop.book(1, TOMORROW)
    desktop.gateway.before["hello"] = [None, lost()]
    desktop.round()
    assert desktop.act(book).state is ActState.CONFIRMED
    edit = desktop.change("edit", book.subject, None, title="Later")
    assert edit.args["expects"] == 1
    desktop.round()
    assert desktop.act(edit).state is ActState.CONFIRMED


def test_too_late_is_not_sent(desktop: Desktop, clock: FakeClock, server: FakeServer) -> None:
    desktop.round()
    act = desktop.book(1, START + timedelta(hours=1))
    after = desktop.change("cancel", act.subject, None)
    clock.advance(hours=2)
    desktop.round()
    assert desktop.act(act).state is ActState.EXPIRED
    assert desktop.act(after).code == "depends_on_refused"
    assert "submit" not in desktop.gateway.calls
    assert len(desktop.told(ActExpired)) == 1
    assert server.applied == []


def test_too_late_goes_by_the_servers_clock(desktop: Desktop, server: FakeServer) -> None:
    server.ahead = timedelta(hours=-3)
    act = desktop.book(1, START - timedelta(hours=1))
    desktop.round()
    assert desktop.act(act).state is ActState.CONFIRMED


def test_in_flight_is_sent_although_it_is_late(desktop: Desktop, clock: FakeClock) -> None:
    desktop.round()
    act = desktop.book(1, START + timedelta(hours=1))
    desktop.gateway.after["submit"] = [lost()]
    desktop.round()
    clock.advance(hours=2)
    desktop.round()
    assert desktop.act(act).state is ActState.CONFIRMED


def test_a_bug_is_set_aside_and_told(desktop: Desktop) -> None:
    bad = desktop.the_desk.outbox.append("boom", {}, subject="x")
    good = desktop.book(1, TOMORROW)
    desktop.round()
    assert desktop.act(bad).state is ActState.QUARANTINED
    assert desktop.act(good).state is ActState.CONFIRMED
    assert [e.act for e in desktop.told(ActQuarantined)] == [bad.id]
    desktop.round()
    assert desktop.gateway.calls.count("submit") == 2


def test_an_answer_that_is_not_understood_is_set_aside(desktop: Desktop) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    key = ("p1", act.id)
    desktop.server.data.mutations[key] = (act.op + act.wire, {"ok": True})
    desktop.round()
    assert desktop.act(act).state is ActState.QUARANTINED


def test_a_reused_mutation_is_a_bug(desktop: Desktop) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    desktop.server.data.mutations["p1", act.id] = ("other", {"ok": True, "chg": 1})
    desktop.round()
    assert desktop.act(act).state is ActState.QUARANTINED


def test_auth_stops_and_asks(desktop: Desktop) -> None:
    desktop.round()
    act = desktop.book(1, TOMORROW)
    desktop.gateway.before["hello"] = [AuthError("wrong_password", "no")]
    assert desktop.round().result is Result.AUTH
    assert [e.code for e in desktop.told(AuthNeeded)] == ["wrong_password"]
    assert desktop.act(act).state is ActState.QUEUED
    assert desktop.cursor is not None


def test_rights_revoked_while_the_outbox_is_full(desktop: Desktop, server: FakeServer) -> None:
    desktop.book(1, TOMORROW)
    desktop.round()
    acts = [desktop.book(2, TOMORROW), desktop.book(3, TOMORROW)]
    desktop.gateway.before["submit"] = [AuthError("login_disabled", "no")]
    assert desktop.round().result is Result.AUTH
    assert (desktop.cursor, desktop.occupied()) == (None, [])
    assert [desktop.act(a).state for a in acts] == [ActState.QUEUED] * 2
    server.disabled.add("p1")
    assert desktop.round().result is Result.AUTH
    assert desktop.cursor is None


def test_an_outbox_is_only_sent_by_its_own_login(desktop: Desktop, server: FakeServer) -> None:
    desktop.book(1, TOMORROW)
    desktop.gateway.login = "p2"
    assert desktop.round().result is Result.AUTH
    assert server.applied == []


def test_too_old_a_client_reads_only(desktop: Desktop, server: FakeServer) -> None:
    act = desktop.book(1, TOMORROW)
    server.min_client = 2
    assert desktop.round().result is Result.READ_ONLY
    assert desktop.cursor == server.data.head
    assert desktop.act(act).state is ActState.QUEUED
    assert desktop.told(ReadOnly) == [ReadOnly("client_too_old", 2)]
    server.min_client = 1
    assert desktop.round().result is Result.DONE
    assert desktop.act(act).state is ActState.CONFIRMED
    assert desktop.told(ReadOnly)[-1] == ReadOnly("")


def test_trouble_is_told(desktop: Desktop) -> None:
    desktop.gateway.before["hello"] = [EnvironmentProblem("not_ours", "No."), BugError("Oh.")]
    assert [desktop.round().result for _ in range(2)] == [Result.TROUBLE] * 2
    assert [e.code for e in desktop.told(Trouble)] == ["not_ours", "bug"]
