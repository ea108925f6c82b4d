"""`loop-booking people` and `invite`: the accounts of a zone. Online only, never in the outbox."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from booking.cli.desk import opened
from booking.cli.office import (
    URL_HELP,
    InvitationFile,
    add_invitation_options,
    owner_access,
    public,
)
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, prepare_password
from booking.shared.accounts import Grantable, Newcomer
from booking.shared.people import (
    LANGUAGES,
    Account,
    Accounts,
    as_administrator,
    as_database_owner,
)

ROLES = ("tenant_admin", "auditor", "site_admin", "custodian")
ROLE_HELP = (
    "beside being a member: tenant_admin, auditor, site_admin:SITE or custodian:RESOURCE"
    " (may be repeated)"
)


def register(commands: Subparsers) -> None:
    """Add `people` with its sub-commands, and `invite`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "people",
        help="add, list, disable and reset people (office administrators)",
        description="Add, list, disable and reset people. Done as the office administrator who is"
        " signed in here, or as the database's owner with --owner or --url. Online only.",
    )
    inner = parser.add_subparsers(dest="people_command", metavar="COMMAND", required=True)
    _register_add(inner)
    _way_in(add_command(inner, "list", run(everyone), "list everybody with logins and roles"))
    _login(add_command(inner, "disable", run(disable), "let somebody in no more", DISABLE))
    _login(add_command(inner, "enable", run(enable), "let somebody in again"))
    _login(add_command(inner, "reset", run(reset), "give a new first password, printed once"))
    summary = "write somebody's invitation file once more"
    inviting = _login(add_command(commands, "invite", run(invite), summary))
    add_invitation_options(inviting, required=True)


DISABLE = """\
Let somebody in no more. His desktops wipe their copies at their next contact; his bookings stay.
"""


def _register_add(inner: Subparsers) -> None:
    summary = "add a person, write the invitation, print the first password once"
    parser = _way_in(add_command(inner, "add", run(add), summary))
    parser.add_argument("--name", required=True, help="name as shown")
    parser.add_argument("--tenant", required=True, metavar="CODE", help="organisation's code")
    parser.add_argument("--email", default="", help="work e-mail address")
    parser.add_argument("--language", default="en", choices=tuple(LANGUAGES))
    parser.add_argument(
        "--role", action="append", default=[], type=_role, metavar="ROLE[:CODE]", help=ROLE_HELP
    )
    add_invitation_options(parser, required=True)


def _way_in(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--owner", action="store_true", help="as the owner of the private server in this directory"
    )
    group.add_argument("--url", help="as the owner of " + URL_HELP)
    add_online(parser, wait=False)
    return parser


def _login(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("login", metavar="LOGIN", help="as people list shows it, lp_...")
    return _way_in(parser)


def run(work: Callable[[Context, Accounts], Outcome]) -> Callable[[Context], Outcome]:
    """Return the command that does `work` with the accounts opened."""

    def command(context: Context) -> Outcome:
        with _accounts(context) as accounts:
            return work(context, accounts)

    return command


def add(context: Context, accounts: Accounts) -> Outcome:
    """Add a person; the first password is printed here and nowhere else."""
    args = context.args
    newcomer = Newcomer(
        args.name, args.tenant, args.email, LANGUAGES[args.language], tuple(args.role)
    )
    file = InvitationFile(args.out)
    try:
        login, password = accounts.add(newcomer)
        file.write(public(accounts.invitation(login), args))
    except BaseException:
        file.drop()
        raise
    lines = (
        f"Added {args.name}: {login}",
        f"Invitation: {file.path}",
        f"First password, shown this once: {password}",
        "Hand them over by different ways; then: loop-booking sign-in FILE",
    )
    body = {"login": login, "invitation": str(file.path), "first_password": password}
    return Outcome(Exit.DONE, lines, body)


def everyone(_context: Context, accounts: Accounts) -> Outcome:
    """List everybody."""
    found = accounts.everyone()
    lines = [_line(account) for account in found] or ["There is nobody yet; people add."]
    return Outcome(Exit.DONE, tuple(lines), {"people": [_body(account) for account in found]})


def disable(context: Context, accounts: Accounts) -> Outcome:
    """Let somebody in no more."""
    account = accounts.set_active(context.args.login, active=False)
    line = f"{account.name} ({account.login}) is disabled."
    return Outcome(Exit.DONE, (line,), _body(account))


def enable(context: Context, accounts: Accounts) -> Outcome:
    """Let somebody in again."""
    account = accounts.set_active(context.args.login, active=True)
    line = f"{account.name} ({account.login}) may sign in again, with the password as it was."
    return Outcome(Exit.DONE, (line,), _body(account))


def reset(context: Context, accounts: Accounts) -> Outcome:
    """Give somebody a new first password."""
    login = context.args.login
    password = accounts.reset(login)
    lines = (f"New first password of {login}, shown this once: {password}",)
    return Outcome(Exit.DONE, lines, {"login": login, "first_password": password})


def invite(context: Context, accounts: Accounts) -> Outcome:
    """Write an invitation again."""
    login = context.args.login
    invitation = public(accounts.invitation(login), context.args)
    file = InvitationFile(context.args.out)
    file.write(invitation)
    line = f"Invitation of {login}: {file.path}. The password stays as it is."
    return Outcome(Exit.DONE, (line,), {"login": login, "invitation": str(file.path)})


@contextmanager
def _accounts(context: Context) -> Iterator[Accounts]:
    """Open the accounts as the owner, or as who is signed in here."""
    if context.args.owner or context.args.url:
        with as_database_owner(owner_access(context)) as accounts:
            yield accounts
        return
    with opened(context) as desktop:
        prepare_password(context, desktop)
        line = desktop.online()
        with as_administrator(line.connection, line.invitation()) as accounts:
            yield accounts


def _role(text: str) -> Grantable:
    role, _, where = text.partition(":")
    wants = {"site_admin": "SITE", "custodian": "RESOURCE"}.get(role)
    if role not in ROLES:
        raise argparse.ArgumentTypeError(f"no role {role!r}; there are {', '.join(ROLES)}")
    if bool(where) != bool(wants):
        form = f"{role}:{wants}" if wants else role
        raise argparse.ArgumentTypeError(f"wants {form}")
    return Grantable(
        role,
        where if role == "site_admin" else None,
        where if role == "custodian" else None,
    )


def _roles(account: Account) -> list[str]:
    return [":".join(filter(None, (each.role, each.site, each.resource))) for each in account.roles]


def _line(account: Account) -> str:
    roles = ", ".join(_roles(account)) or "member"
    state = "" if account.active else "  DISABLED"
    return f"{account.login}  {account.tenant:<10} {account.name}  [{roles}]{state}"


def _body(account: Account) -> dict[str, Any]:
    return {
        "login": account.login,
        "name": account.name,
        "tenant": account.tenant,
        "email": account.email,
        "language": account.language,
        "active": account.active,
        "roles": _roles(account),
    }
