"""The command line `loop-booking`."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from booking.cli.errors import outcome_of, unexpected
from booking.cli.happenings import with_notices
from booking.cli.outcome import Context, Exit, Outcome, Output
from booking.cli.parsing import UsageError, parse
from booking.errors import BookingError
from booking.log import log_file, logging_to
from booking.paths import paths

INTERRUPTED = 130

log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; see `booking.cli.outcome.Exit`.

    Args:
        argv: the words after the program's name; those of the process when None.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    _prepare_streams()
    output = Output(as_json="--json" in arguments)
    try:
        return _run(arguments, output)
    except BrokenPipeError:
        # Whoever read has gone; nobody is left to be told anything.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    except KeyboardInterrupt:
        output.progress_done()
        output.stderr.write("Stopped.\n")
        return INTERRUPTED


def _run(arguments: Sequence[str], output: Output) -> int:
    try:
        args = parse(arguments)
    except UsageError as error:
        body = {"code": "usage", "message": str(error)}
        lines = (error.usage, f"{error}.")
        return output.finish(Outcome(Exit.USAGE, lines, body))
    except SystemExit as end:
        return int(end.code or 0)
    context = Context(args, paths(args.data_dir), output)
    where = log_file(context.paths)
    with logging_to(where):
        try:
            outcome: Outcome = args.run(context)
        except BrokenPipeError:
            raise
        except BookingError as error:
            outcome = outcome_of(error, where)
        except Exception:
            log.exception("an unexpected fault")
            outcome = unexpected(where)
    code = output.finish(with_notices(outcome, context))
    output.stdout.flush()
    return code


def _prepare_streams() -> None:
    """Let a terminal that lacks a character show something in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
