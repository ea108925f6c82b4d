"""`api.submit` from client processes, against an insert and a counter row in one statement."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, Final
from uuid import UUID

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
# What an act leaves behind, without a rule, an identity or a subtransaction: what the tables cost.
ROWS: Final = """
    with h as (update app.head set seq = seq + 1, event = event + 1 returning seq, event),
    r as (select r.id, r.site_id, r.policy_id, r.rate_fen, r.rate_unit, h.seq, h.event, now() as at,
            p.id as person_id, p.tenant_id, tstzrange(%(from)s, %(to)s) as during
        from app.resource r, app.person p, h where r.code = %(room)s and p.login = %(login)s),
    b as (insert into app.booking (id, tenant_id, organiser_id, title, people, sites, chg)
        select %(booking)s, tenant_id, person_id, 'Rows', 2, array[site_id], seq from r),
    i as (insert into app.booking_item (id, booking_id, ordinal, resource_id, during, quantity,
            policy_id, policy_version, rate_fen, rate_unit)
        select %(item)s, %(booking)s, 0, id, during, 1, policy_id, 1, rate_fen, rate_unit from r),
    a as (insert into app.allocation (site_id, item_id, resource_id, unit, during, buffer_before,
            buffer_after, blocked_after, blocked_before, chg)
        select site_id, %(item)s, id, 1, during, 0, 0, during, during, seq from r),
    m as (insert into app.mutation (person_id, id, op, subject, digest, answer, at)
        select person_id, %(act)s, 'book', %(booking)s::text, '', '{"ok": true}', at from r),
    e as (insert into app.event (seq, at, actor, op, subject, digest, prev, hash)
        select event, at, person_id, 'book', %(booking)s::text, '', '', '' from r)
    insert into app.event_payload (seq, salt, payload) select event, '', %(args)s::jsonb from r
"""
AIMS: Final = {1: "p50 2.5 ms", 8: "1,000/s and ratio 2"}
PATIENCE: Final = 60
LATER: Final = timedelta(days=364)
"""No rule keeps the rows from where they are in nobody's way."""


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
            sides = ("ours", "raw", "rows")
            done = [[run(side, scale.seconds) for side in sides] for _ in rounds]
        ours, raw, rows = (_figures(side, scale.seconds) for side in zip(*done, strict=True))
        by = "p50" if count == 1 else "rate"
        yield Row(f"submit, {count} connections", ours, raw, by, AIMS.get(count, ""))
        yield Row("  its rows alone", rows, raw, by)


def _figures(rounds: Sequence[list[float]], seconds: float) -> Figures:
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
    slots = {"ours": client.first, "rows": client.first, "raw": client.first}
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
                slot = slots[what]
                act, args = uuid7(), _book(client, slot)
                if what == "ours":
                    answer = gateway.submit(act, "book", args)
                    assert answer["ok"], answer
                elif what == "rows":
                    raw.execute(ROWS, _row(client, slot, act, args), prepare=True)
                else:
                    raw.execute(RAW, (act, args), prepare=True)
                durations.append(time.perf_counter() - began)
                slots[what] += 0 if what == "raw" else client.step
            pipe.send(durations)
    gateway.close()


def _book(client: Client, number: int) -> str:
    room, start, end = client.gaps.at(number)
    item = {"item": str(uuid7()), "resource": room, "from": iso(start), "to": iso(end)}
    title = "Weekly review of the pilot line"
    return json.dumps({"booking": str(uuid7()), "title": title, "people": 2, "items": [item]})


def _row(client: Client, number: int, act: UUID, args: str) -> dict[str, Any]:
    room, start, end = client.gaps.at(number)
    start, end = start + LATER, end + LATER
    ids = {"act": act, "booking": uuid7(), "item": uuid7()}
    return {
        **ids,
        "room": room,
        "from": start,
        "to": end,
        "login": client.address.login,
        "args": args,
    }
