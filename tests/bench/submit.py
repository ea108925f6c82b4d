"""`api.submit` from client processes, against an insert and a counter row in one statement."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, Final

import psycopg

from booking.ids import uuid7
from booking.rules.interval import iso
from booking.shared.connect import Address, connect
from booking.shared.gateway import PgGateway
from tests.bench.ground import DATABASE, PASSWORD, Gaps, Ground
from tests.bench.measure import Figures, Row, Scale

RAW: Final = (
    "with c as (update raw.counter set n = n + 1 returning n)"
    " insert into raw.act select %s, %s, n from c"
)
AIMS: Final = {1: "p50 2.5 ms", 8: "1,000/s and ratio 2"}
PATIENCE: Final = 60


@dataclass(frozen=True)
class Client:
    """What one client process needs to know: it takes every `step`-th gap from `first` on."""

    address: Address
    superuser: str
    gaps: Gaps
    first: int
    step: int


def measure(scale: Scale, ground: Ground) -> Iterator[Row]:
    """Yield a row for each number of connections."""
    rounds = [*range(scale.rounds)]
    for turn, count in enumerate(scale.connections):
        with _clients(ground, count, ground.gaps.eighth(turn * 2)) as run:
            run("ours", scale.seconds / 3)
            run("raw", scale.seconds / 3)
            done = [(run("ours", scale.seconds), run("raw", scale.seconds)) for _ in rounds]
        ours, raw = (_figures(side, scale.seconds) for side in zip(*done, strict=True))
        by = "p50" if count == 1 else "rate"
        yield Row(f"submit, {count} connections", ours, raw, by, AIMS.get(count, ""))


def _figures(rounds: tuple[list[float], ...], seconds: float) -> Figures:
    durations = [one for each in rounds for one in each]
    rates = sorted(len(each) / seconds for each in rounds)
    return Figures.of(durations, rates[len(rates) // 2])


@contextmanager
def _clients(ground: Ground, count: int, first: int) -> Iterator[Any]:
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([__name__])
    start = context.Barrier(count)
    superuser = ground.server.conninfo(DATABASE)
    with ExitStack() as stack:
        pipes = []
        for n in range(count):
            ours, theirs = context.Pipe()
            mine = ground.address(n), superuser, ground.gaps, first + n, count
            process = context.Process(target=_serve, args=(Client(*mine), theirs, start))
            process.start()
            theirs.close()
            stack.callback(process.join, PATIENCE)
            stack.callback(ours.close)
            pipes.append(ours)

        def run(what: str, seconds: float) -> list[float]:
            for pipe in pipes:
                pipe.send((what, seconds))
            return [duration for pipe in pipes for duration in _receive(pipe, seconds)]

        yield run


def _receive(pipe: Connection, seconds: float) -> list[float]:
    assert pipe.poll(PATIENCE + seconds), "a client did not answer"
    found: list[float] = pipe.recv()
    return found


def _serve(client: Client, pipe: Connection, start: Barrier) -> None:
    """Body of a client process: do what comes through the pipe, until it is closed."""
    gateway = PgGateway(lambda: connect(client.address, PASSWORD))
    slot = client.first
    with psycopg.connect(client.superuser, autocommit=True) as raw:
        gateway.head()
        while True:
            try:
                what, seconds = pipe.recv()
            except EOFError:
                break
            start.wait(PATIENCE)
            durations = []
            until = time.perf_counter() + seconds
            while (began := time.perf_counter()) < until:
                act, args = uuid7(), _book(client, slot)
                if what == "ours":
                    answer = gateway.submit(act, "book", args)
                    assert answer["ok"], answer
                    slot += client.step
                else:
                    raw.execute(RAW, (act, args), prepare=True)
                durations.append(time.perf_counter() - began)
            pipe.send(durations)
    gateway.close()


def _book(client: Client, number: int) -> str:
    room, start, end = client.gaps.at(number)
    item = {"item": str(uuid7()), "resource": room, "from": iso(start), "to": iso(end)}
    title = "Weekly review of the pilot line"
    return json.dumps({"booking": str(uuid7()), "title": title, "people": 2, "items": [item]})
