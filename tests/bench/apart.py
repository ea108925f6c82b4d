"""Parts that need Qt run in a process of their own: `python -m tests.bench.apart MODULE ...`.

What ran before in the same process (other windows, threads, a larger heap) would be in their
figures, and a fault of theirs would end all.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.measure import Figures, Row, Scale


def measured(module: str, scale: Scale, *words: str) -> Iterator[Row]:
    """Yield what `rows(scale, *words)` of a module yields there."""
    given = json.dumps(asdict(scale))
    for said in told([__name__, module, given, *words]):
        ours, raw = Figures(**said.pop("ours")), Figures(**said.pop("raw"))
        said.pop("ratio")
        yield Row(ours=ours, raw=raw, **said)


def told(words: list[str], compiled: Path | None = None) -> Iterator[dict[str, Any]]:
    """Run a module without a display; yield each line of JSON as it is printed.

    Args:
        words: the module and its arguments.
        compiled: where compiled modules are kept, as they are where the program is installed.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if compiled is not None:
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    command = [sys.executable, "-X", "faulthandler", "-m", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")


def main() -> int:
    """Measure one module."""
    module, given, *words = sys.argv[1:]
    scale = Scale(**json.loads(given))
    for row in importlib.import_module(module).rows(scale, *words):
        sys.stdout.write(json.dumps(row.as_json()) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
