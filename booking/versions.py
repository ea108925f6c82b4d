"""Versions of the parts that decide what a time means here, for `--version` and reports."""

from __future__ import annotations

import importlib
import platform

import tzdata

NOT_INSTALLED = "not installed; run from its sources"


def versions() -> dict[str, str]:
    """Versions by name of part, the program's own first.

    "tzdata" is the package's; a system's own time zone database comes before it where there is one
    (https://docs.python.org/3/library/zoneinfo.html#data-sources).
    """
    return {
        "loop-booking": of_package("loop-booking") or NOT_INSTALLED,
        "python": platform.python_version(),
        "tzdata": tzdata.IANA_VERSION,
        "holidays": of_package("holidays"),
    }


def of_package(name: str) -> str:
    """Return the version of an installed package, "" where it is not installed."""
    # Looking for it loads more than all the rest of a start: only when somebody asks.
    metadata = importlib.import_module("importlib.metadata")
    try:
        return str(metadata.version(name))
    except metadata.PackageNotFoundError:
        return ""
