"""The measurements run. What they find is shown by `python -m tests.bench` and never asserted."""

from __future__ import annotations

import json
from collections.abc import Collection

import pytest

from tests.bench.__main__ import NEED_QT, PARTS, run
from tests.bench.measure import TINY, table


def test_every_row_is_measured_beside_its_raw_limit() -> None:
    _measure(PARTS.keys() - NEED_QT)


def test_every_row_of_the_window_is_measured_beside_its_raw_limit() -> None:
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    _measure(NEED_QT)


def _measure(names: Collection[str]) -> None:
    facts, rows = run(TINY, names)
    assert facts["postgresql"].startswith("18")
    assert len(rows) > len(names)
    assert len(table(rows).splitlines()) == len(rows) + 2
    for row in json.loads(json.dumps([row.as_json() for row in rows])):
        assert row["ratio"] > 0
        assert row["ours"]["p50"] <= row["ours"]["p99"]
