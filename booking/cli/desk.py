"""What commands that need somebody signed in have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from booking.bootstrap import Desktop, open_desktop
from booking.cli.outcome import Context, Outcome, Run

DeskRun = Callable[[Context, Desktop], Outcome]


def with_desktop(run: DeskRun) -> Run:
    """Return a command that opens the current desk and runs."""

    def command(context: Context) -> Outcome:
        with opened(context) as desktop:
            return run(context, desktop)

    return command


@contextmanager
def opened(context: Context) -> Iterator[Desktop]:
    """Open the current desk; what happens meanwhile is noted in the context."""
    desktop = open_desktop(context.paths)
    end = desktop.events.subscribe(context.told.append)
    try:
        yield desktop
    finally:
        end()
        context.told.extend(desktop.take_notices())
        desktop.close()
