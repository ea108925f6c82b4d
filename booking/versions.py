"""Versions of the parts that decide what a time means here, for `--version` and reports."""

from __future__ import annotations

import importlib
import platform
from importlib.metadata import version


def versions() -> dict[str, str]:
    """Versions by name of part, the program's own first.

    "tzdata" is the package's; a system's own time zone database comes before it where there is one
    (https://docs.python.org/3/library/zoneinfo.html#data-sources).
    """
    return {
        "loop-booking": version("loop-booking"),
        "python": platform.python_version(),
        "tzdata": str(importlib.import_module("tzdata").IANA_VERSION),
        "holidays": version("holidays"),
    }
