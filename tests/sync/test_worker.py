"""The thread: it wakes when it should, listens when somebody watches, and always ends."""

from __future__ import annotations

import queue
import random
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from booking.cache.act import ActState
from booking.errors import AuthError, Unavailable
from booking.events import (
    ActConfirmed,
    AuthNeeded,
    CacheChanged,
    CameOnline,
    Event,
    EventBus,
    WentOffline,
)
from booking.sync import backoff
from booking.sync.backoff import Attention
from booking.sync.round import Syncer
from booking.sync.waker import Waker
from booking.sync.worker import Worker
from tests.sync.conftest import MakeDesktop
from tests.sync.fakeserver import START, FakeServer, lost
from tests.sync.kit import Desktop

TOMORROW = START + timedelta(days=1)
LONG = 20.0


class Bell:
    """A bell that a test rings."""

    def __init__(self) -> None:
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self.watched = threading.Event()
        self.closed = threading.Event()
        self.broken = False

    def fileno(self) -> int:
        self.watched.set()
        return self._ours.fileno()

    def ring(self) -> bool:
        self._ours.recv(100)
        if self.broken:
            raise Unavailable("gone")
        return True

    def now(self) -> None:
        """Ring."""
        self._theirs.send(b"x")

    def close(self) -> None:
        self.closed.set()
        self._ours.close()
        self._theirs.close()


class Running:
    """A worker over a desktop, and what it says."""

    def __init__(self, desktop: Desktop, attention: Attention) -> None:
        self.desktop = desktop
        self.events: queue.Queue[Event] = queue.Queue()
        self.bus = EventBus()
        self.bus.subscribe(self.events.put)
        syncer = Syncer(
            desktop.the_desk,
            desktop.gateway,
            self.bus,
            clock=desktop.clock,
            source=random.Random(1),
        )
        self.worker = Worker(syncer, self.bus, source=random.Random(2), attention=attention)

    def wait_for(self, kind: type[Event], test: Callable[[Event], bool] = bool) -> Event:
        """Return the next event of a kind for which `test` holds."""
        while True:
            event = self.events.get(timeout=LONG)
            if isinstance(event, kind) and test(event):
                return event


Start = Callable[..., Running]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts workers that hardly ever look by themselves, and ends them."""
    made: list[Running] = []
    monkeypatch.setattr(backoff, "between_polls", lambda *_: 3600.0)

    def one(desktop: Desktop, attention: Attention = Attention.VISIBLE) -> Running:
        made.append(Running(desktop, attention))
        made[-1].worker.start()
        return made[-1]

    yield one
    assert all([running.worker.stop() for running in made])
    assert not [t for t in threading.enumerate() if t.name == "sync"]


def test_a_poke_sends_what_was_queued(desktop: Desktop, start: Start) -> None:
    running = start(desktop)
    running.wait_for(CameOnline)
    act = desktop.book(1, TOMORROW)
    running.worker.poke()
    event = running.wait_for(ActConfirmed)
    assert isinstance(event, ActConfirmed)
    assert event.act == act.id
    assert desktop.act(act).state is ActState.CONFIRMED


def test_offline_is_woken_by_a_poke(
    desktop: Desktop, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backoff, "after_failure", lambda *_: 3600.0)
    desktop.gateway.before["hello"] = [lost()]
    running = start(desktop)
    running.wait_for(WentOffline)
    running.worker.poke()
    running.wait_for(CameOnline)


def test_offline_comes_back_by_itself(
    desktop: Desktop, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def soon(failures: int, source: random.Random) -> float:
        del source
        asked.append(failures)
        return 0.001

    monkeypatch.setattr(backoff, "after_failure", soon)
    desktop.gateway.before["hello"] = [lost(), lost(), lost()]
    running = start(desktop)
    running.wait_for(CameOnline)
    assert asked[:3] == [1, 2, 3]


def test_a_bell_pulls_at_once(make: MakeDesktop, start: Start) -> None:
    reader, writer = make("reader"), make("writer")
    writer.round()
    bell = Bell()
    reader.gateway.bells = bell
    running = start(reader, Attention.FOCUSED)
    running.wait_for(CameOnline)
    writer.book(1, TOMORROW)
    writer.round()
    bell.now()
    running.wait_for(Event, lambda e: getattr(e, "cursor", None) == writer.cursor)
    running.worker.set_attention(Attention.VISIBLE)
    assert bell.closed.wait(LONG)


def test_a_bell_is_followed_by_a_second_look(make: MakeDesktop, start: Start) -> None:
    reader, writer = make("reader"), make("writer")
    writer.round()
    bell = Bell()
    reader.gateway.bells = bell
    head = reader.gateway.head
    looks: list[int] = []

    def look() -> int:
        # This change rings no bell of its own: the server rings at most every 200 ms.
        if not looks:
            writer.book(1, TOMORROW)
            writer.round()
        looks.append(1)
        return head()

    running = start(reader, Attention.FOCUSED)
    assert bell.watched.wait(LONG)
    reader.gateway.head = look  # type: ignore[method-assign]
    bell.now()
    running.wait_for(
        CacheChanged, lambda e: bool(looks) and getattr(e, "cursor", None) == writer.cursor
    )


def test_what_came_before_the_first_bell_is_found(make: MakeDesktop, start: Start) -> None:
    reader, writer = make("reader"), make("writer")
    writer.round()
    reader.round()
    bell = Bell()
    listen = reader.gateway.listen

    def listen_late() -> Bell:
        listen()
        writer.book(1, TOMORROW)
        writer.round()
        return bell

    reader.gateway.listen = listen_late  # type: ignore[method-assign]
    running = start(reader, Attention.FOCUSED)
    running.wait_for(Event, lambda e: getattr(e, "cursor", None) == reader.server.data.head)


def test_a_broken_bell_is_replaced(make: MakeDesktop, start: Start) -> None:
    reader, writer = make("reader"), make("writer")
    writer.round()
    bell = Bell()
    bell.broken = True
    reader.gateway.bells = bell
    running = start(reader, Attention.FOCUSED)
    assert bell.watched.wait(LONG)
    reader.gateway.bells = None
    writer.book(1, TOMORROW)
    writer.round()
    bell.now()
    running.wait_for(Event, lambda e: getattr(e, "cursor", None) == writer.cursor)
    assert running.worker.stop()
    assert bell.closed.is_set()
    assert reader.gateway.calls.count("listen") >= 2


def test_a_wrong_password_waits_for_a_new_one(desktop: Desktop, start: Start) -> None:
    desktop.gateway.before["hello"] = [AuthError("wrong_password", "no")]
    running = start(desktop)
    running.wait_for(AuthNeeded)
    desktop.book(1, TOMORROW)
    running.worker.poke()
    running.worker.resume()
    running.wait_for(ActConfirmed)
    assert desktop.gateway.calls.count("hello") >= 2


def test_it_ends_while_it_waits_for_a_password(desktop: Desktop, start: Start) -> None:
    desktop.gateway.before["hello"] = [AuthError("wrong_password", "no")]
    running = start(desktop)
    running.wait_for(AuthNeeded)
    assert running.worker.stop()


def test_it_ends_before_it_began(desktop: Desktop) -> None:
    assert Running(desktop, Attention.VISIBLE).worker.stop()


def test_stop_does_not_wait_for_ever(desktop: Desktop) -> None:
    running = Running(desktop, Attention.VISIBLE)
    inside, go_on = threading.Event(), threading.Event()
    hello = desktop.gateway.hello

    def hang(known: object) -> object:
        inside.set()
        assert go_on.wait(LONG)
        return hello(known)  # type: ignore[arg-type]

    desktop.gateway.hello = hang  # type: ignore[assignment, method-assign]
    running.worker.start()
    assert inside.wait(LONG)
    assert not running.worker.stop(0.01)
    go_on.set()
    assert running.worker.stop(LONG)


def test_hidden_keeps_no_connection(desktop: Desktop, start: Start) -> None:
    running = start(desktop, Attention.HIDDEN)
    running.wait_for(CameOnline)
    assert running.worker.stop()
    assert desktop.gateway.closed >= 2


def test_a_bug_in_the_thread_is_told(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    running = Running(desktop, Attention.VISIBLE)

    def break_down(*_: object) -> float:
        raise ZeroDivisionError

    monkeypatch.setattr(backoff, "between_polls", break_down)
    running.worker.start()
    event = running.wait_for(Event, lambda e: getattr(e, "code", "") == "bug")
    assert "stopped" in str(event)
    assert running.worker.stop()


# --- the pieces --------------------------------------------------------------------------------


def test_backoff_has_full_jitter_and_bounds() -> None:
    source = random.Random(4)
    for failures, bound in ((1, 2.0), (3, 8.0), (6, 60.0), (10_000, 60.0)):
        drawn = [backoff.after_failure(failures, source) for _ in range(500)]
        assert min(drawn) >= 1.0
        assert max(drawn) <= bound
        assert max(drawn) - min(drawn) > (bound - 1.0) * 0.9


@pytest.mark.parametrize(
    ("attention", "listening", "low", "high"),
    [
        (Attention.FOCUSED, True, 15, 15),
        (Attention.FOCUSED, False, 1, 1),
        (Attention.VISIBLE, False, 4, 6),
        (Attention.HIDDEN, False, 30, 60),
    ],
)
def test_polls(attention: Attention, listening: bool, low: float, high: float) -> None:
    source = random.Random(4)
    drawn = [backoff.between_polls(attention, listening, source) for _ in range(200)]
    assert low <= min(drawn) <= max(drawn) <= high
    assert max(drawn) - min(drawn) >= (high - low) * 0.9


def test_the_echo_is_after_the_servers_pause() -> None:
    drawn = [backoff.echo(random.Random(n)) for n in range(200)]
    assert 0.230 <= min(drawn) <= max(drawn) <= 0.260


def test_a_waker_remembers_a_call() -> None:
    waker = Waker()
    for _ in range(100_000):
        waker.wake()
    assert waker.wait(0.0) == (True, False)
    assert waker.wait(0.0) == (False, False)
    waker.close()
    waker.wake()


def test_a_subscriber_that_fails_harms_nobody(server: FakeServer) -> None:
    del server
    bus, seen = EventBus(), list[Event]()

    def fail(event: Event) -> None:
        raise ValueError(event)

    bus.subscribe(fail)
    end = bus.subscribe(seen.append)
    bus.publish(CameOnline())
    end()
    bus.publish(CameOnline())
    assert seen == [CameOnline()]
