"""Pictures of every page and dialog, in three languages, light and dark: nothing is cut, no letter
is missing, nothing lies over anything else, and all can be told from its ground.

With LOOP_BOOKING_PICTURES set to a folder the pictures are kept there; LOOP_BOOKING_VIEWS names the
only views to take, with spaces between them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.ui.conftest import invitation
from tests.ui.kit import ROOT
from tests.ui.picture_stage import fill, plan
from tests.zones import Zone

KEEP: Final = "LOOP_BOOKING_PICTURES"
ONLY: Final = "LOOP_BOOKING_VIEWS"
SCALES: Final[dict[str, tuple[dict[str, str], str, tuple[str, ...]]]] = {
    "100": ({}, "1280x800", ()),
    # 2 x 2 pixels to a point, and letters twice as large beside: what a system's two settings do.
    "200": ({"QT_SCALE_FACTOR": "2", "QT_FONT_DPI": "192"}, "1280x800", ()),
    "4k": ({}, "3840x2160", ("schedule", "find", "mine", "inventory")),
}
TOO_LONG_S: Final = 240


@pytest.mark.parametrize("scale", SCALES)
def test_nothing_is_wrong_with_any_picture(crowd: Zone, tmp_path: Path, scale: str) -> None:
    environment, size, views = SCALES[scale]
    fill(crowd)
    written = tmp_path / "plan.json"
    plan(crowd, tmp_path, invitation).write(written)
    keep = os.environ.get(KEEP)
    command = [sys.executable, "-m", "tests.ui.picture_run", str(written), "--size", size]
    command += ["--save", str(Path(keep) / scale)] if keep else []
    for name in os.environ.get(ONLY, "").split() or views:
        command += ["--only", name]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        text=True,
        timeout=TOO_LONG_S,
        check=False,
    )
    assert run.returncode == 0
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    assert told["taken"] >= 6
    assert told["ended"]
    if keep:
        (Path(keep) / f"{scale}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))
    lines = [f"{name}: {fault}" for name, found in told["found"].items() for fault in found]
    assert not lines, "\n".join(lines)
