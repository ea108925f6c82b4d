"""What the office's commands share: the way in as the owner, and invitation files."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from booking.cli.outcome import Context
from booking.errors import EnvironmentProblem
from booking.shared.accounts import Invitation
from booking.shared.embedded import EmbeddedServer
from booking.shared.owner import OwnerAccess

URL_HELP = (
    "an office's own server, postgresql://owner@host:port/database; its password comes from"
    " PGPASSWORD or ~/.pgpass"
)
OUT_HELP = "invitation file to write; it holds the address and the login, no secret"


def owner_access(context: Context, *, start: bool = False) -> OwnerAccess:
    """Return the way in as the owner: by --url where it is given, else to the private server.

    Args:
        context: the command's.
        start: start the private server, and make it first where there is none.

    Raises:
        EnvironmentProblem: "bad_url", "no_server", "server_stopped", or as `EmbeddedServer.start`.
    """
    if context.args.url:
        return OwnerAccess.office(context.args.url)
    server = EmbeddedServer(context.paths.server)
    if start:
        context.output.progress("Starting the private server ...")
        server.start()
    elif server.status().version and not server.status().running:
        raise EnvironmentProblem(
            "server_stopped", "The private server is not running; database start starts it."
        )
    return OwnerAccess.private(server)


def add_invitation_options(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add where an invitation is written and how others reach the server."""
    parser.add_argument("--out", type=Path, metavar="FILE", required=required, help=OUT_HELP)
    parser.add_argument("--host", help="host name by which desktops reach the server")
    parser.add_argument("--port", help="port by which desktops reach the server")
    parser.add_argument(
        "--ca", type=Path, metavar="FILE", help="certificate of the authority (PEM) to send along"
    )


class InvitationFile:
    """A new invitation file, made before the account so that the account is never without it."""

    def __init__(self, path: Path) -> None:
        """Make the file, empty.

        Raises:
            EnvironmentProblem: "file_exists", "read_only".
        """
        self.path = path.expanduser().absolute()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise EnvironmentProblem(
                "file_exists", f"{self.path} exists already; name another file."
            ) from None
        except OSError as error:
            raise _unwritable(self.path) from error

    def write(self, invitation: Invitation) -> None:
        """Write the invitation.

        Raises:
            EnvironmentProblem: "read_only".
        """
        try:
            self.path.write_text(invitation.as_text(), "utf-8")
        except OSError as error:
            raise _unwritable(self.path) from error

    def drop(self) -> None:
        """Take the file away again: there is nobody to invite."""
        self.path.unlink(missing_ok=True)


def public(invitation: Invitation, args: argparse.Namespace) -> Invitation:
    """Return the invitation with the address that --host, --port and --ca give.

    Raises:
        EnvironmentProblem: "no_certificate".
    """
    changes = {name: getattr(args, name) for name in ("host", "port") if getattr(args, name)}
    if args.ca:
        try:
            changes["ca"] = args.ca.expanduser().read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentProblem(
                "no_certificate", f"The certificate file {args.ca} cannot be read."
            ) from error
    return replace(invitation, **changes)


def _unwritable(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem("read_only", f"{path} cannot be written.")
