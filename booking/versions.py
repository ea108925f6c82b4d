"""Versions of the parts that decide what a time means here, for `--version` and reports."""

from __future__ import annotations

import platform
from importlib.metadata import version

import tzdata


def versions() -> dict[str, str]:
    """Versions by name of part, the program's own first.

    "tzdata" is the package's; a system's own time zone database comes before it where there is one
    (https://docs.python.org/3/library/zoneinfo.html#data-sources).
    """
    return {
        "loop-booking": version("loop-booking"),
        "python": platform.python_version(),
        "tzdata": tzdata.IANA_VERSION,
        "holidays": version("holidays"),
    }
