"""`sign-in`, `sign-out` and `password`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from booking.bootstrap import Desktop
from booking.bootstrap.online import Keep, SignedIn, sign_in, sign_out
from booking.cli import forms, typed, words
from booking.cli.desk import opened, with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.progress import counting
from booking.cli.verdicts import prepare_password
from booking.credentials import Kept
from booking.errors import AuthError, EnvironmentProblem, UserError
from booking.model import LEAST_LETTERS
from booking.shared.accounts import Invitation
from booking.sync.outcome import Outcome as Round

SIGN_IN = """\
Sign in with the invitation that the office gave you, then fetch what you may see.

The password is asked for at a terminal. Whoever was signed in in this data directory before is
signed out: the local copy is wiped, what waits in his outbox stays for his next sign-in.

examples:
  loop-booking sign-in invitation.json
  loop-booking sign-in invitation.json --password-file secret.txt --keep-password file
"""
SIGN_OUT = """\
Sign out. The local copy of the shared data is wiped. What waits in the outbox is kept, and is sent
only after the same person has signed in again.
"""
PASSWORD = """\
Change your password. It is asked for twice at a terminal, or read from --new-password-file.
"""
FIRST_PULL_SECONDS = 600.0
KEPT = {
    Kept.KEYRING: "The password is kept in this machine's keyring.",
    Kept.FILE: "The password is kept in a file that only you can read.",
    Kept.SESSION: "The password is kept nowhere; commands that connect will ask for it.",
}


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    enter = add_command(commands, "sign-in", _sign_in, "sign in", SIGN_IN)
    enter.add_argument("invitation", type=Path, help="the invitation file")
    _add_password(enter)
    enter.add_argument(
        "--keep-password",
        choices=[keep.value for keep in Keep],
        default=Keep.KEYRING.value,
        help="where to keep it (default: the machine's keyring, where there is one)",
    )
    add_command(commands, "sign-out", _sign_out, "sign out", SIGN_OUT)
    change = add_command(
        commands, "password", with_desktop(_password), "change your password", PASSWORD
    )
    change.add_argument("--password-file", type=Path, metavar="FILE", help="the present password")
    change.add_argument("--new-password-file", type=Path, metavar="FILE", help="the new password")


def _add_password(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--password-stdin", action="store_true", help="read it from standard input")
    how.add_argument("--password-file", type=Path, metavar="FILE", help="read it from a file")


def _sign_in(context: Context) -> Outcome:
    args = context.args
    invitation = _invitation(args.invitation)
    password = _typed_password(args, invitation.login)
    context.output.progress("Signing in ...")
    entered = sign_in(context.paths, invitation, password, Keep(args.keep_password))
    with opened(context) as desktop:
        line = desktop.online()
        line.use_password(password)
        desktop.events.subscribe(counting(context.output))
        pulled = line.sync(FIRST_PULL_SECONDS)
        return _signed_in(desktop, entered, pulled)


def _invitation(path: Path) -> Invitation:
    try:
        return Invitation.from_text(typed.read_text(path))
    except RecursionError as error:
        raise UserError("bad_invitation") from error


def _typed_password(args: argparse.Namespace, login: str) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if args.password_file is not None:
        return typed.read_password(args.password_file)
    if typed.at_terminal():
        return typed.ask_password(f"Password of {login}: ")
    raise AuthError("no_password", "No password was given.")


def _signed_in(desktop: Desktop, entered: SignedIn, pulled: Round) -> Outcome:
    body: dict[str, Any] = {
        "login": entered.facts.login,
        "zone": entered.hello.zone,
        "server": entered.facts.server,
        "password_kept": entered.kept.value,
        "waiting": desktop.acts.waiting(),
        "pulled": pulled.result.value,
    }
    lines = [f"Signed in at {entered.hello.zone}.", KEPT[entered.kept]]
    if entered.kept is Kept.SESSION and entered.facts.facts.get("keep") == Keep.KEYRING:
        lines[1] = f"No keyring works here. {KEPT[Kept.SESSION]}"
    me = desktop.local.visible().me()
    if pulled.up_to_date and me is not None:
        body["person"] = forms.person(me, desktop.local.catalogue())
        lines[0] = f"Signed in at {entered.hello.zone} as {me.name}."
    else:
        lines.append("Not all data could be fetched yet; run `loop-booking sync`.")
    if body["waiting"]:
        lines.append(f"{words.waiting(body['waiting'])} in your outbox.")
    return Outcome(Exit.DONE, tuple(lines), body)


def _sign_out(context: Context) -> Outcome:
    waiting = sign_out(context.paths)
    lines = ["Signed out; the local copy is wiped."]
    if waiting:
        lines.append(f"{words.waiting(waiting)} in the outbox, to be sent after your next sign-in.")
    return Outcome(Exit.DONE, tuple(lines), {"waiting": waiting})


def _password(context: Context, desktop: Desktop) -> Outcome:
    prepare_password(context, desktop)
    kept = desktop.online().change_password(_new_password(context.args)) or Kept.SESSION
    body = {"login": desktop.facts.login, "password_kept": kept.value}
    return Outcome(Exit.DONE, ("Your password is changed.", KEPT[kept]), body)


def _new_password(args: argparse.Namespace) -> str:
    if args.new_password_file is not None:
        new = typed.read_password(args.new_password_file)
    elif typed.at_terminal():
        new = typed.ask_password("New password: ")
        if new != typed.ask_password("Once more: "):
            raise UserError("passwords_differ")
    else:
        raise EnvironmentProblem("no_password", "No new password was given.")
    if len(new) < LEAST_LETTERS:
        raise UserError("password_short", {"minimum": LEAST_LETTERS})
    return new
