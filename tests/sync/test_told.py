"""What a round tells the window, so that it never shows what is old."""

from __future__ import annotations

from datetime import timedelta

from booking.cache import queries
from booking.errors import AuthError
from booking.events import CacheChanged, OutboxChanged, PullProgress
from booking.sync.outcome import Result
from tests.sync.conftest import MakeDesktop
from tests.sync.fakeserver import FakeServer
from tests.sync.kit import Desktop

TOLD = [OutboxChanged()]


def pages_take(desktop: Desktop, seconds: float) -> None:
    """Let every page of a pull take so long."""
    doors = desktop.gateway
    pages = {name: getattr(doors, name) for name in dir(doors) if name.startswith("pull_")}

    def slow(name: str) -> None:
        def page(*args: object) -> object:
            desktop.clock.advance(seconds=seconds)
            return pages[name](*args)

        setattr(doors, name, page)

    for name in pages:
        slow(name)


def test_what_another_process_pulled_is_told_also_after_a_failure(make: MakeDesktop) -> None:
    first, second = make("shared"), make("shared")
    first.round()
    first.gateway.before["hello"] = [AuthError("wrong_password", "no")]
    assert first.round().result is Result.AUTH
    second.book(1, second.clock.now() + timedelta(days=1))
    second.round()
    first.events.clear()
    first.round()
    assert [event.cursor for event in first.told(CacheChanged)] == [second.cursor]


def test_a_long_pull_says_how_many_rows_came(make: MakeDesktop, server: FakeServer) -> None:
    writer = make("writer")
    for number in range(20):
        writer.book(1, writer.clock.now() + timedelta(days=1, hours=number))
    writer.round()
    reader = make("reader", page=4)
    pages_take(reader, 0.0625)
    reader.round()
    told = reader.told(PullProgress)
    assert {"allocations", "bookings"} <= {one.feed for one in told}
    counts = [one.rows for one in told]
    assert counts == sorted(set(counts))
    # Catalogue, allocations, and the bookings of the same number.
    found = queries.catalogue(reader.the_desk.cache)
    rows = len(found.resources) + len(found.people) + 2 * len(server.live())
    assert rows - 4 <= counts[-1]
    # Of the allocations, by far the most of a real pull, it is known how many there are.
    total = rows - len(server.live())
    assert {one.total for one in told} == {None, total}
    assert all(one.total for one in told if one.feed == "allocations" and one.rows > total - 16)
    # Two pages are more than a tenth of a second, one is less.
    pages = [name for name in reader.gateway.calls if name.startswith("pull_")]
    assert len(told) == len(pages) // 2


def test_a_server_that_cannot_count_is_pulled_from_all_the_same(
    make: MakeDesktop, server: FakeServer
) -> None:
    server.takes_questions = False
    writer = make("writer")
    for number in range(12):
        writer.book(1, writer.clock.now() + timedelta(days=1, hours=number))
    writer.round()
    reader = make("reader", page=4)
    pages_take(reader, 0.0625)
    reader.round()
    assert {one.total for one in reader.told(PullProgress)} == {None}
    assert reader.cursor == server.data.head


def test_a_short_pull_says_nothing_on_its_way(make: MakeDesktop) -> None:
    desktop = make("one")
    desktop.book(1, desktop.clock.now() + timedelta(days=1))
    desktop.round()
    assert desktop.told(PullProgress) == []


def test_what_another_process_queues_and_dismisses_is_told(make: MakeDesktop) -> None:
    first, second = make("shared"), make("shared")
    first.round()
    assert first.told(OutboxChanged) == []
    start = first.clock.now() + timedelta(days=1)
    act = second.book(1, start)
    assert first.syncer.behind()
    first.round()
    assert first.told(OutboxChanged) == TOLD
    first.events.clear()
    # What is queued and sent here is told where it is done.
    again = first.book(1, start)
    first.round()
    assert first.told(OutboxChanged) == []
    assert second.syncer.behind() is False
    assert second.told(OutboxChanged) == TOLD
    second.the_desk.outbox.dismiss([again.id])
    assert first.syncer.behind() is False
    assert first.told(OutboxChanged) == TOLD
    assert first.act(act).dismissed is False


def test_what_another_process_queued_just_before_us_is_told(make: MakeDesktop) -> None:
    first, second = make("shared"), make("shared")
    first.round()
    start = first.clock.now() + timedelta(days=1)
    second.book(1, start)
    first.book(2, start)
    first.round()
    assert first.told(OutboxChanged) == TOLD
