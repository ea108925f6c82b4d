"""What people did is kept, in order, with its verdict, until they have seen it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from booking.cache.act import Act, ActState
from booking.cache.engine import Desk, open_desk
from booking.cache.outbox import Outbox
from booking.errors import BugError
from booking.ids import milliseconds_of, uuid7
from tests.cache.kit import NOON, StillClock

OK = {"ok": True, "chg": 7, "rev": 1, "at": 0}
NO = {"ok": False, "code": "slot_taken", "problems": [{"code": "slot_taken"}], "at": 0}


@pytest.fixture
def outbox(desk: Desk) -> Outbox:
    """An empty outbox."""
    return desk.outbox


def put(outbox: Outbox, op: str = "book", subject: str = "b1", **args: object) -> Act:
    """Queue something."""
    return outbox.append(op, args, subject=subject)


def state_of(outbox: Outbox, act: Act) -> ActState:
    """Return where an act stands now."""
    found = outbox.get(act.id)
    assert found is not None
    return found.state


def test_an_act_is_kept_as_it_was_made(outbox: Outbox) -> None:
    act = outbox.append(
        "book", {"title": "會議 “a”", "people": 3}, subject="s", not_after=NOON + timedelta(hours=1)
    )
    found = outbox.get(act.id)
    assert found == act
    assert found.wire == '{"title":"會議 “a”","people":3}'
    assert found.args == {"title": "會議 “a”", "people": 3}
    assert (found.state, found.tries, found.made_at) == (ActState.QUEUED, 0, NOON)
    assert found.not_after == NOON + timedelta(hours=1)
    assert milliseconds_of(found.id) == int(NOON.timestamp() * 1000)


def test_appending_the_same_id_twice_is_once(outbox: Outbox) -> None:
    key = uuid7()
    first = outbox.append("book", {"title": "a"}, subject="s", act=key)
    second = outbox.append("book", {"title": "b"}, subject="s", act=key)
    assert second == first
    assert outbox.waiting() == 1


def test_it_survives_closing(desk: Desk, clock: StillClock) -> None:
    acts = [put(desk.outbox, subject=str(n)) for n in range(5)]
    desk.outbox.mark_in_flight(acts[0].id)
    desk.close()
    again = open_desk(desk.folder, clock)
    try:
        assert [a.id for a in again.outbox.acts()] == [a.id for a in acts]
        assert again.outbox.next_to_send() == again.outbox.get(acts[0].id)
        assert state_of(again.outbox, acts[0]) is ActState.IN_FLIGHT
    finally:
        again.close()


def test_acts_are_sent_in_order(outbox: Outbox) -> None:
    acts = [put(outbox, subject=str(n)) for n in range(3)]
    outbox.settle(acts[0].id, OK)
    first = outbox.next_to_send()
    assert first is not None
    assert first.id == acts[1].id
    second = outbox.next_to_send(first.seq)
    assert second is not None
    assert second.id == acts[2].id
    assert outbox.next_to_send(second.seq) is None


def test_a_change_expects_the_act_that_waits(outbox: Outbox) -> None:
    book = put(outbox)
    move = put(outbox, "move", expects=None)
    edit = put(outbox, "edit", expects=1)
    other = put(outbox, "edit", subject="b2", expects=4)
    assert move.args["expects"] == str(book.id)
    assert (move.depends, edit.depends) == (book.id, move.id)
    assert (other.args["expects"], other.depends) == (4, None)


def test_a_change_after_a_confirmed_act_knows_its_revision(outbox: Outbox) -> None:
    book = put(outbox)
    outbox.settle(book.id, OK | {"rev": 3})
    assert put(outbox, "edit", expects=None).args["expects"] == 3


@pytest.mark.parametrize(("cached", "expected"), [(2, 3), (9, 9)])
def test_a_change_expects_the_newest_revision(outbox: Outbox, cached: int, expected: int) -> None:
    outbox.settle(put(outbox).id, OK | {"rev": 3})
    assert put(outbox, "edit", expects=cached).args["expects"] == expected


def test_a_refused_act_is_nothing_to_build_on(outbox: Outbox) -> None:
    outbox.settle(put(outbox).id, NO)
    assert put(outbox, "edit", expects=5).args["expects"] == 5


def test_a_refusal_takes_its_dependants_along(outbox: Outbox) -> None:
    book = put(outbox)
    move = put(outbox, "move", expects=None)
    edit = put(outbox, "edit", expects=None)
    other = put(outbox, subject="b2")
    settled = outbox.settle(book.id, NO)
    assert [(a.id, a.code) for a in settled] == [
        (book.id, "slot_taken"),
        (move.id, "depends_on_refused"),
        (edit.id, "depends_on_refused"),
    ]
    assert state_of(outbox, other) is ActState.QUEUED


def test_a_confirmation_leaves_its_dependants(outbox: Outbox) -> None:
    book = put(outbox)
    move = put(outbox, "move", expects=None)
    (settled,) = outbox.settle(book.id, OK)
    assert (settled.state, settled.chg, settled.rev) == (ActState.CONFIRMED, 7, 1)
    assert settled.answer == OK
    assert state_of(outbox, move) is ActState.QUEUED


def test_withdrawing_takes_dependants_along(outbox: Outbox) -> None:
    book = put(outbox)
    move = put(outbox, "move", expects=None)
    assert [a.id for a in outbox.withdraw(book.id)] == [book.id, move.id]
    assert state_of(outbox, book) is ActState.WITHDRAWN
    assert state_of(outbox, move) is ActState.REFUSED
    assert outbox.waiting() == 0
    assert not outbox.mark_in_flight(book.id)


def test_what_is_in_flight_stays(outbox: Outbox) -> None:
    act = put(outbox)
    assert outbox.mark_in_flight(act.id)
    assert outbox.withdraw(act.id) == ()
    assert outbox.expire(act.id) == ()
    assert state_of(outbox, act) is ActState.IN_FLIGHT
    outbox.back_to_queue(act.id)
    assert state_of(outbox, act) is ActState.QUEUED
    assert len(outbox.withdraw(act.id)) == 1


def test_a_verdict_is_final(outbox: Outbox) -> None:
    act = put(outbox)
    outbox.settle(act.id, NO)
    assert outbox.settle(act.id, OK) == ()
    assert outbox.quarantine(act.id, "x") == ()
    assert not outbox.mark_in_flight(act.id)
    assert state_of(outbox, act) is ActState.REFUSED


def test_verdicts_stay_until_they_are_dismissed(outbox: Outbox) -> None:
    acts = [put(outbox, subject=str(n)) for n in range(4)]
    outbox.settle(acts[0].id, NO)
    outbox.expire(acts[1].id)
    outbox.quarantine(acts[2].id, "broke")
    assert [a.code for a in outbox.open_acts()] == ["slot_taken", "too_late", "bug", ""]
    assert outbox.dismiss([a.id for a in acts]) == 3
    assert outbox.dismiss([acts[0].id]) == 0
    assert [a.id for a in outbox.open_acts()] == [acts[3].id]
    assert outbox.get(acts[0].id) is not None


def test_confirmed_acts_stay_open_until_they_are_pulled(outbox: Outbox) -> None:
    act = put(outbox)
    outbox.settle(act.id, OK)
    assert [a.id for a in outbox.open_acts(6)] == [act.id]
    assert [a.id for a in outbox.open_acts(None)] == [act.id]
    assert outbox.open_acts(7) == ()


def test_what_is_kept_and_for_how_long(outbox: Outbox, clock: StillClock) -> None:
    confirmed, dismissed, unseen, withdrawn, waiting = (
        put(outbox, subject=str(n)) for n in range(5)
    )
    outbox.settle(confirmed.id, OK)
    outbox.settle(dismissed.id, NO)
    outbox.settle(unseen.id, NO)
    outbox.withdraw(withdrawn.id)
    outbox.dismiss([dismissed.id])
    clock.at = NOON + timedelta(days=29)
    assert outbox.purge() == 0
    clock.at = NOON + timedelta(days=31)
    assert outbox.purge() == 3
    assert [a.id for a in outbox.acts()] == [unseen.id, waiting.id]


def test_a_lost_act_is_queued_again_in_its_old_place(outbox: Outbox) -> None:
    acts = [put(outbox, subject=str(n)) for n in range(3)]
    outbox.settle(acts[1].id, OK)
    assert [a.id for a in outbox.confirmed()] == [acts[1].id]
    (again,) = outbox.requeue_lost([acts[1].id, acts[2].id][:1])
    assert (again.state, again.lost, again.chg, again.wire) == (
        ActState.QUEUED,
        True,
        None,
        acts[1].wire,
    )
    order = [outbox.next_to_send(), outbox.next_to_send(acts[0].seq)]
    assert [a and a.id for a in order] == [acts[0].id, acts[1].id]


@pytest.mark.parametrize("replayed", [True, False])
def test_a_replay_shows_that_nothing_was_lost(outbox: Outbox, replayed: bool) -> None:
    act = put(outbox)
    outbox.settle(act.id, OK)
    outbox.requeue_lost([act.id])
    (settled,) = outbox.settle(act.id, OK | ({"replayed": True} if replayed else {}))
    assert settled.lost is not replayed


def test_many_threads_append(outbox: Outbox) -> None:
    def work(name: int) -> None:
        for number in range(20):
            put(outbox, subject=f"{name}-{number}", number=number)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    acts = outbox.acts()
    assert len(acts) == outbox.waiting() == 120
    for name in range(6):
        mine = [a.args["number"] for a in acts if a.subject.startswith(f"{name}-")]
        assert mine == list(range(20))


def test_two_changes_at_once_make_one_chain(outbox: Outbox) -> None:
    book = put(outbox)
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        put(outbox, "edit", expects=None)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = outbox.acts()
    assert [a.depends for a in chain] == [None, *(a.id for a in chain[:-1])]
    assert chain[0].id == book.id


def test_a_closed_outbox_is_a_bug(desk: Desk) -> None:
    desk.close()
    with pytest.raises(BugError):
        desk.outbox.waiting()
