"""What the system tells of its processes."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc/self/stat")


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie that nobody has waited for does not."""
    if _PROC.exists():
        try:
            text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        except OSError:
            return False
        return text.rpartition(")")[2].split()[0] not in "ZX"
    if sys.platform == "win32":  # signal 0 would end it there
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children(parent: int) -> list[int]:
    """Processes that one has started and that have not ended."""
    if not _PROC.exists():
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        pairs = [line.split() for line in listed.splitlines()]
        return [int(pid) for pid, ppid in pairs if int(ppid) == parent]
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = place.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(place.parent.name))
    return found


def command_lines() -> Iterator[str]:
    """The arguments of every process, joined by spaces or NUL; none on Windows."""
    if _PROC.exists():
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                yield place.read_text("utf-8", "replace")
    elif sys.platform != "win32":
        command = ["ps", "-A", "-ww", "-o", "command="]
        yield from subprocess.run(command, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
