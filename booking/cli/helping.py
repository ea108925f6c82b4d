"""`help`."""

from __future__ import annotations

from contextlib import suppress

from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.parsing import MODULES, make_parser, overview, parse


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    parser = add_command(commands, "help", _help, "this text, or a command's own")
    parser.add_argument("about", nargs="?", choices=sorted(MODULES), metavar="COMMAND")


def _help(context: Context) -> Outcome:
    if context.args.about:
        with suppress(SystemExit):
            parse([context.args.about, "--help"])
        return Outcome(Exit.DONE, streamed=True)
    text = overview() if context.output.as_json else make_parser([]).format_help()
    return Outcome(Exit.DONE, (text.rstrip(),), {"text": text})
