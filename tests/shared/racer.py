"""Processes that act at the same moment, each over a connection of its own."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

import psycopg

_PATIENCE = 60  # seconds until a process that does not come to the start fails the race


@dataclass(frozen=True)
class Act:
    """One call of api.submit: mutation id, operation, arguments."""

    mutation: str
    op: str
    args: dict[str, Any]


@dataclass(frozen=True)
class Finish:
    """What one process got: the answer, or the SQLSTATE of an error, and how long it took (s)."""

    answer: dict[str, Any]
    sqlstate: str | None
    seconds: float


def _race(conninfo: str, pipe: Connection, start: Barrier) -> None:
    """Body of a process: connect, then run what comes through the pipe until None comes."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        pipe.send("ready")
        while (act := pipe.recv()) is not None:
            start.wait(_PATIENCE)
            began = time.perf_counter()
            answer, sqlstate = _submit(connection, act)
            pipe.send(Finish(answer, sqlstate, time.perf_counter() - began))


def _submit(connection: psycopg.Connection[Any], act: Act) -> tuple[dict[str, Any], str | None]:
    try:
        row = connection.execute(
            "select api.submit(%s::uuid, %s, %s)", (act.mutation, act.op, json.dumps(act.args))
        ).fetchone()
    except psycopg.Error as error:
        return {}, error.sqlstate or "none"
    assert row is not None
    return row[0], None


class Field:
    """Processes that wait at the line; `run` gives each an act and lets all go at once."""

    def __init__(self, pipes: Sequence[Connection]) -> None:
        self._pipes = pipes

    def run(self, acts: Sequence[Act]) -> list[Finish]:
        """Let one act per process race; returns their finishes in the same order."""
        assert len(acts) == len(self._pipes)
        for pipe, act in zip(self._pipes, acts, strict=True):
            pipe.send(act)
        return [_receive(pipe) for pipe in self._pipes]


def _receive(pipe: Connection) -> Any:
    assert pipe.poll(_PATIENCE), "a process did not answer"
    return pipe.recv()


@contextmanager
def field(conninfos: Sequence[str]) -> Iterator[Field]:
    """Start one process per connection string; they live until the end of the block."""
    methods = multiprocessing.get_all_start_methods()
    # Not "fork": the tests' process has threads. A server of forks imports psycopg once for all.
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([__name__])
    start = context.Barrier(len(conninfos))
    with ExitStack() as stack:
        pipes = []
        for conninfo in conninfos:
            ours, theirs = context.Pipe()
            process = context.Process(target=_race, args=(conninfo, theirs, start), daemon=True)
            process.start()
            theirs.close()
            stack.callback(process.join, _PATIENCE)
            stack.callback(ours.close)
            pipes.append(ours)
        for pipe in pipes:
            assert _receive(pipe) == "ready"
        try:
            yield Field(pipes)
        finally:
            for pipe in pipes:
                pipe.send(None)
