"""The measurements run. What they find is shown by `python -m tests.bench` and never asserted."""

from __future__ import annotations

import json

from tests.bench.__main__ import PARTS, run
from tests.bench.measure import TINY, table


def test_every_row_is_measured_beside_its_raw_limit() -> None:
    facts, rows = run(TINY)
    assert facts["postgresql"].startswith("18")
    assert len(rows) > len(PARTS)
    assert len(table(rows).splitlines()) == len(rows) + 2
    for row in json.loads(json.dumps([row.as_json() for row in rows])):
        assert row["ratio"] > 0
        assert row["ours"]["p50"] <= row["ours"]["p99"]
