"""A screen reader's view, through AT-SPI, of the window whose process id is on the command line.

Run by the system's own Python, which has the bindings: it writes what it sees as JSON, once at
first and again for each line of its standard input. No part of the project is imported.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any

gi: Any = importlib.import_module("gi")
gi.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")

WAIT_S = 30


def find_list(pid: int) -> Any:
    """Return the list of the process's window, None where there is none yet."""
    desktop = Atspi.get_desktop(0)
    for n in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(n)
        if application is not None and application.get_process_id() == pid:
            return search(application)
    return None


def search(node: Any) -> Any:
    """Return the first list in a tree, None where there is none."""
    if node is None:
        return None
    if node.get_role() == Atspi.Role.LIST:
        return node
    for n in range(node.get_child_count()):
        found = search(node.get_child_at_index(n))
        if found is not None:
            return found
    return None


def items(found: Any) -> list[dict[str, Any]]:
    """Return what each child of a list says of itself."""
    seen = []
    for n in range(found.get_child_count()):
        child = found.get_child_at_index(n)
        child.clear_cache()
        box = child.get_extents(Atspi.CoordType.SCREEN)
        states = child.get_state_set()
        seen.append(
            {
                "name": child.get_name(),
                "role": child.get_role_name(),
                "rect": [box.x, box.y, box.width, box.height],
                "focused": states.contains(Atspi.StateType.FOCUSED),
                "selected": states.contains(Atspi.StateType.SELECTED),
            }
        )
    return seen


def main() -> None:
    """Write pictures until the input ends."""
    pid, until, found = int(sys.argv[1]), time.monotonic() + WAIT_S, None
    while found is None and time.monotonic() < until:
        found = find_list(pid)
        if found is None:
            time.sleep(0.1)
    if found is None:
        sys.exit("the window is not on the accessibility bus")
    going = True
    while going:
        text = json.dumps({"name": found.get_name(), "items": items(found)})
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
        going = bool(sys.stdin.readline())


main()
