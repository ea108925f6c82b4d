"""An act put into the outbox, against a bare INSERT; both are on the disk before they return."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from booking.cache.engine import open_desk
from booking.ids import uuid7
from tests.bench.ground import Ground
from tests.bench.measure import Figures, Row, Scale, timed


def measure(scale: Scale, ground: Ground) -> Iterator[Row]:
    """Yield the row."""
    args = _args()
    with tempfile.TemporaryDirectory(dir=ground.directory) as top:
        desk = open_desk(Path(top))
        bare = _bare(Path(top) / "bare.db")
        ours, raw = [], []
        for _ in range(scale.rounds * scale.tries):
            ours.append(timed(lambda: desk.outbox.append("book", args, subject=str(uuid7()))))
            raw.append(timed(lambda: _insert(bare, args)))
        desk.close()
        bare.close()
    yield Row("outbox append", Figures.of(ours), Figures.of(raw))


def _args() -> dict[str, Any]:
    item = {"item": str(uuid7()), "resource": "R0001", "from": "2030-01-01T02:00:00Z"}
    item["to"] = "2030-01-01T03:00:00Z"
    return {"booking": str(uuid7()), "title": "Weekly review", "people": 2, "items": [item]}


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE act (seq INTEGER PRIMARY KEY, id BLOB UNIQUE, args TEXT)")
    return connection


def _insert(bare: sqlite3.Connection, args: dict[str, Any]) -> None:
    values = (uuid7().bytes, json.dumps(args))
    bare.execute("INSERT INTO act (id, args) VALUES (?, ?)", values)
